"""A process that dies at one of its commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kfdesk.store import SqlBook


class Killed(BaseException):
    """The process ends here."""


class DyingBook:
    """A book whose process dies when one of its commits is due: from then on it neither reads nor writes."""

    def __init__(self, book: SqlBook, dies_at: int) -> None:
        """Die at this commit, counted from 1."""
        self._book = book
        self._left = dies_at

    def __getattr__(self, name: str) -> Any:
        return getattr(self._book, name)

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """As long as the process lives."""
        if self._left <= 0:
            raise Killed
        with self._book.reading() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """What is written at the last commit is lost."""
        self._left -= 1
        if self._left < 0:
            raise Killed
        with self._book.writing() as session:
            yield session
            if self._left == 0:
                raise Killed
