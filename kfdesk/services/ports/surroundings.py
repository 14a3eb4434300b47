"""Secrets, the export lock and time."""

from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from kfdesk.services.ports.calls import IsCancelled


class CredentialStore(Protocol):
    """The operating system's keyring. Raises the three errors under KeyringError."""

    def where(self) -> str:
        """A name for the place the secrets are kept in."""

    def get(self, integration_id: str) -> str | None:
        """The secret, or None when none is kept."""

    def set(self, integration_id: str, secret: str) -> None:
        """Write, then read back."""

    def delete(self, integration_id: str) -> None:
        """Forget; no error when there is none."""


class ExportLock(Protocol):
    """One export, settling, read-back or undo a company on this computer."""

    def hold(self, name: str, holder: str) -> AbstractContextManager[None]:
        """Hold the lock of this name; raises ExportLocked with the holder's text."""


class Clock(Protocol):
    """Time, handed in so that a test decides it."""

    def now(self) -> datetime:
        """Now, in UTC, aware."""

    def today(self) -> date:
        """Today in Europe/London."""

    def monotonic(self) -> float:
        """Seconds on a clock that does not jump."""

    def wait(self, seconds: float, is_cancelled: IsCancelled) -> None:
        """Wait, looking at `is_cancelled` a few times a second."""
