"""What a report is that tells of orders without holding any, and what all its readers do alike.

A reader says only what is its own: by which headings it is told, where its cells are, which
rows concern an order, and what such a row tells.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import Any, Generic, TypeVar

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Refund
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.refunds import reference_of
from kfdesk.domain.reported import Reported
from kfdesk.importers import money
from kfdesk.importers.columns import Columns, Wording, peek, refuse_damaged_id, unreadable, with_blank
from kfdesk.importers.places import MovementPlaces, Places
from kfdesk.importers.reader import Table
from kfdesk.services.ports import FileProblem, Told

CLAIMS = ("chargeback", "claim", "a-to-z", "guarantee", "dispute", "retrocharge")
"""Words in the kind of a movement of money that may still be decided for the seller."""

KINDS = 1024  # more than any report has
P = TypeVar("P", bound=Places)
M = TypeVar("M", bound=MovementPlaces)
Item = Told | FileProblem
Tell = Callable[[int, list[str]], Iterator[Item]]


class Kind(Enum):
    """What a movement of money means for an order."""

    SOLD = auto()
    REFUNDED = auto()
    CLAIMED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class Language(Wording):
    """A report's words in one language: headings, kinds of rows, the sign before the pennies.

    `claims` are parts of the kinds of movements that may still be decided for the seller. A kind
    of None is no business of an order's invoice; so is one that nobody knows where the language
    `is_complete`.
    """

    kinds: Mapping[str, Kind | None] = field(
        default_factory=lambda: {"order": Kind.SOLD, "refund": Kind.REFUNDED}
    )
    claims: tuple[str, ...] = CLAIMS
    decimals: money.Decimals = money.Decimals.DOT
    is_complete: bool = True

    def kind_of(self, text: str) -> Kind | None:
        """The meaning of a kind; None where an order's invoice is not concerned."""
        bare = text.strip().lower()
        if any(word in bare for word in self.claims):
            return Kind.CLAIMED
        return self.kinds.get(bare, None if self.is_complete else Kind.UNKNOWN)


ENGLISH = Language()


@dataclass(frozen=True)
class Moved:
    """Money of an order that moved; `gross` went back to the buyer, negative: came from them.

    `named` is the kind in the file's own words.
    """

    row: int
    order_number: str
    currency: str
    gross: Decimal
    kind: Kind | None
    named: str = ""

    def told(self, refund: Callable[[], Refund | None], reported: Reported | None = None) -> Iterator[Item]:
        """A sale with what is reported of it, a refund, or what the person must judge."""
        if self.kind is Kind.CLAIMED:
            yield self._problem(Why.CLAIM_UNDECIDED, kind=self.named)
        elif self.kind is Kind.UNKNOWN:
            if self.gross:
                yield self._problem(Why.KIND_UNKNOWN, kind=self.named)
        elif self.kind is Kind.SOLD:
            yield Told(self.row, self.order_number, self.currency, reported=reported)
        elif self.gross < 0:
            yield self._problem(Why.REFUND_TAKEN_BACK)
        elif self.gross and (given := refund()):
            yield Told(self.row, self.order_number, self.currency, given)

    def _problem(self, why: Why, **facts: str) -> FileProblem:
        return FileProblem(
            self.row, Reason.of(why, order_number=self.order_number, amount=self.gross, **facts)
        )


@dataclass
class Reading(ABC, Generic[P]):
    """One file being read.

    `amount` is the money in a cell, nothing where it is empty, and raises ValueError; `kind_of`
    the meaning of a kind.
    """

    table: Table
    columns: Columns
    at: P
    amount: Callable[[str], Decimal]
    kind_of: Callable[[str], Kind | None]

    def items(self) -> Iterator[Item]:
        """What rows tell, and then what only all of them together do."""
        for row, cells in with_blank(self.table.rows()):
            if self.concerns(cells):
                refuse_damaged_id(self.table, row, self.order_number(cells))
                yield from self.tried(self.row, row, cells)
        yield from self.together()

    @abstractmethod
    def order_number(self, cells: list[str]) -> str:
        """The order that a row names, or empty."""

    @abstractmethod
    def concerns(self, cells: list[str]) -> bool:
        """Whether a row is to be read at all."""

    @abstractmethod
    def row(self, row: int, cells: list[str]) -> Iterator[Item]:
        """What a row tells by itself; raises ValueError or ArithmeticError."""

    def together(self) -> Iterator[Item]:
        """What the rows tell together."""
        yield from ()

    def spoil(self, cells: list[str]) -> None:
        """A row cannot be read: nothing to which it belongs may be told."""

    def tried(self, tell: Tell, row: int, cells: list[str]) -> Iterator[Item]:
        """What a row tells, or which of its cells cannot be read."""
        try:
            yield from tell(row, cells)
        except (ValueError, ArithmeticError):
            self.spoil(cells)
            yield unreadable(self.columns, [(row, cells)], self.at.checks(self.amount))

    def total(self, cells: list[str], places: Sequence[int]) -> Decimal:
        """What several cells of a row come to."""
        return sum((self.amount(cells[place]) for place in places), ZERO)


@dataclass
class Movements(Reading[M]):
    """A file whose rows name an order and say of what kind they are."""

    def order_number(self, cells: list[str]) -> str:
        """As the row has it."""
        return cells[self.at.order].strip()

    def concerns(self, cells: list[str]) -> bool:
        """Rows of an order whose kind has to do with its invoice."""
        return bool(self.order_number(cells)) and self.kind_of(cells[self.at.kind]) is not None


@dataclass(frozen=True)
class ReportReader:
    """A format: is this mine, and what does it tell of orders.

    `format` is the stored name, family first (`etsy.statement`); `marketplace` is what a channel
    of this family is called by default; `fingerprint` are headings that no other report has together.
    """

    format: str
    marketplace: str
    fingerprint: frozenset[str]
    needed: tuple[str, ...]
    places: type[Places]
    reading: type[Reading[Any]]
    languages: tuple[Language, ...] = (ENGLISH,)

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether these header cells (trimmed, lower case) are this format's, in a language that is read."""
        return any(language.has(header, self.fingerprint) for language in self.languages)

    def read(self, table: Table) -> Iterator[Item]:
        """What is told and problems, in the order of the file.

        Raises ColumnMissing, IdsDamaged or ReportIncomplete for the whole file.
        """
        language = next(one for one in self.languages if one.has(table.header, self.fingerprint))
        columns = Columns.of(table, self.format, self.needed, language)
        at = self.places.of(columns)
        amount = money.amounts(money.decide_for(peek(table), at.amounts, language.decimals))
        return self.reading(table, columns, at, amount, lru_cache(KINDS)(language.kind_of)).items()


@dataclass
class Repeats:
    """References for rows that carry none of their own.

    Equal rows of a day are told apart by their place among each other, which is the same in
    every file that holds the whole of that day.
    """

    report: str
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def refund(self, order_number: str, gross: Decimal, day: date, own: str = "") -> Refund:
        """A refund that is known again in the next file."""
        key = (order_number, own, day.isoformat(), f"{gross:.2f}")
        self.seen[key] += 1
        return Refund(gross, day, reference=reference_of(self.report, *key[1:], self.seen[key]))
