"""Safety copies of the book, made by SQLite itself, and which of them are kept."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from kfdesk.domain.errors import CopyFailed

FOLDER = "copies"
MIGRATION = "migration"
KEPT_DAYS = 10
KEPT_MIGRATIONS = 3
_STAMP = "%Y%m%dT%H%M%S%fZ"
_DAY_LENGTH = len("book-20261123")


def make_copy(book: Path, reason: str, now: datetime) -> Path:
    """Copy the book and drop copies that are no longer kept; raises CopyFailed.

    A copy gets its name only when it is whole: a broken one is never the newest.
    """
    name = f"book-{now.astimezone(UTC).strftime(_STAMP)}-{_slug(reason)}.sqlite"
    target = book.parent / FOLDER / name
    part = target.with_suffix(".part")
    try:
        target.parent.mkdir(exist_ok=True)
        _back_up(book, part)
        part.replace(target)
        _prune(target.parent)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            part.unlink()
        raise CopyFailed(path=target, why=str(error)) from error
    return target


def newest_copy(book: Path) -> Path | None:
    """The youngest copy, or None."""
    return max((book.parent / FOLDER).glob("book-*.sqlite"), key=lambda path: path.name, default=None)


def drop_unfinished(book: Path) -> None:
    """Remove what a killed session left of a copy."""
    for part in (book.parent / FOLDER).glob("book-*.part"):
        part.unlink(missing_ok=True)


def _back_up(book: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{book.as_uri()}?mode=rw", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        # One file, whatever is opened beside it: the original's WAL mode is copied too.
        copy.execute("PRAGMA journal_mode=DELETE")


def _prune(folder: Path) -> None:
    copies = sorted(folder.glob("book-*.sqlite"), key=lambda path: path.name, reverse=True)
    migrations = [path for path in copies if path.stem.endswith(f"-{MIGRATION}")]
    others = [path for path in copies if path not in migrations]
    kept = {*migrations[:KEPT_MIGRATIONS], *_newest_of_days(others)[:KEPT_DAYS]}
    for path in copies:
        if path not in kept:
            path.unlink(missing_ok=True)


def _newest_of_days(copies: Sequence[Path]) -> list[Path]:
    """The first of each day, the copies being newest first."""
    by_day: dict[str, Path] = {}
    for path in copies:
        by_day.setdefault(path.name[:_DAY_LENGTH], path)
    return list(by_day.values())


def _slug(reason: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in reason.casefold())
