"""Opening the book, its two kinds of transaction, its copies, and closing it."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select

from kfdesk.domain.errors import BookDamaged, BookTooNew
from kfdesk.store import copies, engine, presence, suits
from kfdesk.store.audit import Now
from kfdesk.store.failures import reachable, translated
from kfdesk.store.order_imports import Opener
from kfdesk.store.schema import Age, Schema, age_of, migrate
from kfdesk.store.session import SqlSession
from kfdesk.store.tables import import_file

FILE_NAME = "book.sqlite"


class SqlBook:
    """`services.ports.Book` on one file. Sessions may be opened from any thread.

    `cut_off` are files whose import ended with the program that read them, found at this opening.
    """

    def __init__(self, path: Path, database: Engine, now: Now) -> None:
        """Take a book whose file was checked; `open_book` does that."""
        self.path = path
        self._engine = database
        self._now = now
        self._presence = presence.Presence(path.parent)
        self._opener = Opener(path, self._presence.name, now)
        self.cut_off: tuple[Path, ...] = ()

    @contextmanager
    def reading(self) -> Iterator[SqlSession]:
        with _translated(self.path), engine.reading(self._engine) as connection:
            yield SqlSession(connection, self._opener)

    @contextmanager
    def writing(self) -> Iterator[SqlSession]:
        with _translated(self.path), engine.writing(self._engine) as connection:
            yield SqlSession(connection, self._opener)

    def copy(self, reason: str) -> Path:
        return copies.make_copy(self.path, reason, self._now())

    def check_suits_exports(self) -> None:
        suits.check(self.path.parent)

    def close(self) -> None:
        """Say that the session ended cleanly, and let go of the file."""
        self._engine.dispose()
        self._presence.end()


def open_book(
    folder: Path,
    *,
    schema: Schema | None = None,
    now: Now = lambda: datetime.now(UTC),
    busy_timeout_s: float = engine.BUSY_TIMEOUT_S,
) -> SqlBook:
    """Open the book in a folder, made where there is none, brought up to date where it is older.

    Raises BookTooNew, BookDamaged, BookBusy, BookUnreachable, DiskFull, and CopyFailed when
    the copy before a migration cannot be made.
    """
    path = folder.absolute() / FILE_NAME
    database = engine.make_engine(path, busy_timeout_s)
    with reachable(path), _translated(path):
        try:
            _make_private(path.parent)
            _bring_up_to_date(path, database, schema or Schema(), now)
            _check_after_a_kill(path, database)
            book = SqlBook(path, database, now)
        except BaseException:
            database.dispose()
            raise
    book.cut_off = _drop_broken_imports(book)
    return book


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    with translated(path, lambda: copies.newest_copy(path)):
        yield


def _make_private(folder: Path) -> None:
    """0700, unless the folder is somebody else's or one that all users share."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        found = folder.stat()
        if found.st_uid == os.getuid() and not found.st_mode & stat.S_ISVTX:
            folder.chmod(0o700)


def _bring_up_to_date(path: Path, database: Engine, schema: Schema, now: Now) -> None:
    age = age_of(database, schema)
    if age is Age.NEWER:
        raise BookTooNew(path=path)
    if age is Age.ALIEN:
        raise BookDamaged(path=path, newest_copy=copies.newest_copy(path))
    if age is Age.OLDER:
        copies.make_copy(path, copies.MIGRATION, now())
    if age is not Age.CURRENT:
        migrate(database, schema)


def _check_after_a_kill(path: Path, database: Engine) -> None:
    if not presence.were_killed(path.parent):
        return
    with engine.reading(database) as connection:
        verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if verdict != "ok":
        raise BookDamaged(path=path, newest_copy=copies.newest_copy(path))
    presence.forget_killed(path.parent)
    if not presence.alive(path.parent):
        copies.drop_unfinished(path)


def _drop_broken_imports(book: SqlBook) -> tuple[Path, ...]:
    """The files that killed sessions were reading. Only asks for the write lock when there are any."""
    alive = presence.alive(book.path.parent)
    of_killed = (import_file.c.completed.is_(None), import_file.c.opener.not_in(alive))
    broken = select(import_file.c.path).where(*of_killed).order_by(import_file.c.id)
    with _translated(book.path), engine.reading(book._engine) as connection:  # noqa: SLF001 - same module
        paths = connection.execute(broken).scalars().all()
    if paths:
        with book.writing() as session:
            session.orders.drop_broken_files()
    return tuple(Path(path) for path in dict.fromkeys(paths))
