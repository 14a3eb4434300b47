"""Places that order files come from by themselves, and what became of the files there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeGuard

from kfdesk.services.ports.accounts import Package, PackageType


@dataclass(frozen=True)
class PlacedFile:
    """A file at a watched place; `seen` tells its size and time, so that a change shows."""

    path: Path
    seen: str


@dataclass(frozen=True)
class Waiting:
    """What reports in a file wait for.

    `reports` are their formats; `missing` is how many of their orders the book does not have
    (0: not one is there); `orders_then` is how many it had when they were read.
    """

    reports: tuple[str, ...]
    missing: int
    orders_then: int


@dataclass(frozen=True)
class WatchedFile:
    """What became of a file: taken under its `sha256`, or a `refusal` in words.

    Either may wait for orders as well; it is read again when orders have come.
    """

    name: str
    seen: str
    sha256: str = ""
    refusal: str = ""
    waiting: Waiting | None = None


class WatchedFiles(Protocol):
    """What became of the files of each integration."""

    def of(self, integration_id: str) -> Mapping[str, WatchedFile]:
        """By name."""

    def save(self, integration_id: str, file: WatchedFile) -> None:
        """Add or replace by name."""

    def forget_refusals(self, integration_id: str) -> None:
        """Files that were refused, or wait for orders, are looked at again."""


class SalesChannelPackage(Package, Protocol):
    """A place that order files come from by themselves."""

    def check(self, place: str) -> str:
        """The place as it is kept. Raises FolderNotWatchable."""

    def files(self, place: str) -> tuple[PlacedFile, ...]:
        """The files there that can hold orders, by name. Raises FolderNotWatchable."""

    def is_openable(self, path: Path) -> bool:
        """Whether a file can be opened now: one that is still being written may be locked."""


def is_sales_channel(package: Package) -> TypeGuard[SalesChannelPackage]:
    """Whether a package is a place that order files come from."""
    return package.type is PackageType.SALES_CHANNEL
