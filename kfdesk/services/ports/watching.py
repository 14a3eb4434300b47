"""Places that order files come from by themselves, and what became of the files there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class PlacedFile:
    """A file at a watched place; `seen` tells its size and time, so that a change shows."""

    path: Path
    seen: str


@dataclass(frozen=True)
class WatchedFile:
    """What became of a file: taken under its `sha256`, or a `refusal` in words."""

    name: str
    seen: str
    sha256: str = ""
    refusal: str = ""


class WatchedFiles(Protocol):
    """What became of the files of each integration."""

    def of(self, integration_id: str) -> Mapping[str, WatchedFile]:
        """By name."""

    def save(self, integration_id: str, file: WatchedFile) -> None:
        """Add or replace by name."""

    def forget_refusals(self, integration_id: str) -> None:
        """Files that were refused are looked at again."""
