"""Books for the store's tests. A second kind of database joins by one more factory."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kfdesk.services.ports import Book
from kfdesk.store import SqlBook, open_book

BookFactory = Callable[[Path], SqlBook]
BOOK_FACTORIES: dict[str, BookFactory] = {"sqlite": open_book}
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class TickingClock:
    """A clock that a test sets; each look moves it on by a second."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture(params=sorted(BOOK_FACTORIES))
def book_factory(request: pytest.FixtureRequest) -> BookFactory:
    """How to open a book of each kind."""
    return BOOK_FACTORIES[request.param]


@pytest.fixture
def book(book_factory: BookFactory, tmp_path: Path) -> Iterator[Book]:
    """A fresh book of each kind."""
    with closing(book_factory(tmp_path / "book")) as opened:
        yield opened


@pytest.fixture
def sql_book(tmp_path: Path) -> Iterator[SqlBook]:
    """A fresh book in a file, for what only files can show."""
    with closing(open_book(tmp_path / "book", now=TickingClock())) as opened:
        yield opened
