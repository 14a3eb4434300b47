"""A real book, set back between seeds, and on which a program may be killed at each commit."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from kfdesk.domain.company import Integration
from kfdesk.domain.errors import BookBusy, DiskFull
from kfdesk.domain.postings import Posting
from kfdesk.services.ports import BookSession
from kfdesk.store import SqlBook, open_book
from tests.simulation.chance import Chance
from tests.simulation.ledger import DETAILS, LOOK_UPS
from tests.simulation.life import Life
from tests.simulation.settings import CHANNEL, INTEGRATION, SERVICE, SETTINGS

NOWHERE = Path("book")
BUSY_TIMEOUT_S = 0.05  # nothing here ever waits for another connection


class BookFile(Protocol):
    """One book of a simulation, used for many seeds: the real one, or one in memory."""

    company_id: int
    channel_id: int

    def reading(self) -> AbstractContextManager[BookSession]: ...

    def writing(self) -> AbstractContextManager[BookSession]: ...

    def image(self) -> object:
        """The book's content now."""

    def put_back(self, image: object | None = None) -> None:
        """Set the book to an image; without one to where no order was ever imported."""

    def close(self) -> None:
        """Let go of it."""


class RealFile:
    """The real store on a file that is opened once and set back between seeds."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._book: SqlBook = open_book(folder, now=now, busy_timeout_s=BUSY_TIMEOUT_S)
        self.company_id, self.channel_id = _filled(self._book)
        self._fresh = self.image()

    def reading(self) -> AbstractContextManager[BookSession]:
        return self._book.reading()

    def writing(self) -> AbstractContextManager[BookSession]:
        return self._book.writing()

    def image(self) -> object:
        memory = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self._book.path)) as file:
            file.backup(memory)
        return memory

    def put_back(self, image: object | None = None) -> None:
        content = self._fresh if image is None else image
        assert isinstance(content, sqlite3.Connection)
        with closing(sqlite3.connect(self._book.path)) as file:
            content.backup(file)

    def close(self) -> None:
        self._book.close()


def _filled(book: SqlBook) -> tuple[int, int]:
    with book.writing() as session:
        company = session.companies.find_or_add(SERVICE, DETAILS, is_practice=True)
        session.companies.save_look_ups(company.id, LOOK_UPS)
        session.integrations.save(
            Integration(INTEGRATION, "Simulated", "simulated", "sim", company_id=company.id)
        )
        channel = session.channels.add(company.id, CHANNEL)
        session.channels.save_settings(channel.id, SETTINGS)
        return company.id, channel.id


class SimBook:
    """`Book` for one life of the program. The disk may be full now and then."""

    def __init__(self, file: BookFile, life: Life, chance: Chance, trouble: float) -> None:
        self._file = file
        self._life = life
        self._chance = chance
        self._trouble = trouble
        self.copied: list[object] = []

    @contextmanager
    def reading(self) -> Iterator[BookSession]:
        self._life.check()
        with self._file.reading() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[BookSession]:
        self._life.check()
        if self._trouble and self._chance.happens(self._trouble):
            kind = self._chance.pick([BookBusy, DiskFull])
            self._life.story.tell("{}'s book: {}", self._life.name, kind.__name__)
            raise kind(path=NOWHERE)
        with self._file.writing() as session:
            if self._life.story.is_kept:
                _listen(session, self._life)
            yield session
            self._life.point("before commit")
        self._life.point("after commit")

    def copy(self, reason: str) -> Path:
        self.copied.append(self._file.image())
        return NOWHERE

    def check_suits_exports(self) -> None:
        """Always fit."""


def _listen(session: BookSession, life: Life) -> None:
    """Tell what becomes of postings."""
    save = session.exports.save

    def saved(posting: Posting) -> None:
        save(posting)
        life.story.tell(
            "    {}'s book: {} {} {} number {} id {} doubts {} {}",
            life.name,
            posting.stamp,
            posting.step,
            posting.condition,
            posting.invoice_number,
            posting.invoice_dbid,
            posting.doubts,
            posting.reason.why if posting.reason else "",
        )

    session.exports.save = saved  # type: ignore[method-assign] # only to tell of it
