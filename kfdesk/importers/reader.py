"""What a format is, and what it reads from."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from kfdesk.domain.orders import Order
from kfdesk.services.ports import FileProblem

Row = tuple[int, list[str]]
"""A row's number as a spreadsheet shows it, and its cells, as many as the header has."""


class Table(Protocol):
    """A table of text cells, read lazily. `rows` may be called again and starts afresh."""

    @property
    def path(self) -> Path: ...

    @property
    def written(self) -> tuple[str, ...]:
        """Header cells, trimmed, as a sentence names a column."""

    @property
    def header(self) -> tuple[str, ...]:
        """The same in lower case, as they are compared."""

    def rows(self) -> Iterator[Row]:
        """The rows below the header; empty ones are left out, short ones padded."""


class OrderReader(Protocol):
    """A format: is this mine, and which orders are in it."""

    @property
    def format(self) -> str:
        """The stored name, family first: `etsy.items`."""

    @property
    def marketplace(self) -> str:
        """What a channel of this family is called by default: `Etsy`."""

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether these header cells (trimmed, lower case) are this format's."""

    def read(self, table: Table) -> Iterator[Order | FileProblem]:
        """Orders and problems, one at a time, in the order of the file.

        Raises ColumnMissing or IdsDamaged for the whole file.
        """
