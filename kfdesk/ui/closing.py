"""What the window asks its pages before it closes."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class Closable(Protocol):
    """A page with work that closing the window must not cut off."""

    def may_close(self) -> bool:
        """False while something runs that must come to its safe point first."""

    def stop(self) -> None:
        """Ask what runs to stop at its safe point."""
