"""What SQLite and the file system say went wrong, as errors of ours."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from kfdesk.domain.errors import BookBusy, BookDamaged, BookError, BookUnreachable, DiskFull

NewestCopy = Callable[[], Path | None]
_PRIMARY = 0xFF  # an extended result code holds the primary one in its lowest byte
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNREACHABLE = {
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_PROTOCOL,
}


@contextmanager
def translated(path: Path, newest_copy: NewestCopy) -> Iterator[None]:
    """Turn what the database raises into ours; everything else passes."""
    try:
        yield
    except DBAPIError as error:
        raise _ours(error.orig, path, newest_copy) or error from error
    except sqlite3.Error as error:
        raise _ours(error, path, newest_copy) or error from error


@contextmanager
def reachable(path: Path) -> Iterator[None]:
    """Turn what the file system refuses into BookUnreachable."""
    try:
        yield
    except OSError as error:
        raise BookUnreachable(path=path, why=error.strerror or str(error)) from error


def _ours(error: BaseException | None, path: Path, newest_copy: NewestCopy) -> BookError | None:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code in _BUSY:
        return BookBusy(path=path)
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(path=path)
    if code in _DAMAGED:
        return BookDamaged(path=path, newest_copy=newest_copy())
    if code in _UNREACHABLE:
        return BookUnreachable(path=path, why=str(error))
    return None
