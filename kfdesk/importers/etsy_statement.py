"""Etsy's monthly statement: refunds with their dates, and tax that Etsy collected.

The order stands in the words of a row (`Refund to buyer for Order #3672216433`). What a buyer
gets back holds the tax that Etsy collected, which a row beside the refund takes back: the
seller's refund is the rest. Equal words stand in `Title` or in `Info`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.reported import Reported
from kfdesk.importers import money
from kfdesk.importers.columns import (
    Check,
    Columns,
    currency_code,
    peek,
    refuse_damaged_id,
    unreadable,
    with_blank,
)
from kfdesk.importers.reader import Row, Table
from kfdesk.importers.report_reader import Repeats, claim_problem, is_claim, taken_back
from kfdesk.importers.written_days import written_day
from kfdesk.services.ports import FileProblem, Told

FORMAT = "etsy.statement"
NEEDED = ("date", "type", "title", "info", "amount", "fees & taxes")
FINGERPRINT = frozenset({"fees & taxes", "tax details"})
SALE, REFUND = "sale", "refund"
TAXES = frozenset({"tax", "vat"})
OF_BUYERS = ("paid by buyer", "sales tax")
_ORDER = re.compile(r"order\s*:?\s*#?\s*(\d+(?:\.\d+e\+\d+)?)", re.IGNORECASE)


@dataclass(frozen=True)
class EtsyStatement:
    """Recognises and reads the statement, of one month or of several together."""

    format: str = FORMAT
    marketplace: str = "Etsy"

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by cells that Etsy's order files do not have."""
        return set(header) >= FINGERPRINT

    def read(self, table: Table) -> Iterator[Told | FileProblem]:
        """What is told, once the tax of each order is known."""
        columns = Columns.of(table, FORMAT, NEEDED)
        at = _At.of(columns)
        return _Reading(table, columns, at, money.decide_for(peek(table), (at.amount, at.fees))).items()


@dataclass(frozen=True)
class _At:
    """Where the cells are; -1 reads a blank."""

    day: int
    kind: int
    title: int
    info: int
    currency: int
    amount: int
    fees: int

    @classmethod
    def of(cls, columns: Columns) -> "_At":
        at = columns.at
        return cls(
            day=at("date"),
            kind=at("type"),
            title=at("title"),
            info=at("info"),
            currency=at("currency"),
            amount=at("amount"),
            fees=at("fees & taxes"),
        )


@dataclass
class _Of:
    """The rows of one order: sales, refunds and claims, and the buyer's tax that Etsy took or gave back."""

    moved: list[Row] = field(default_factory=list)
    collected: Decimal = ZERO
    given_back: dict[date, Decimal] = field(default_factory=dict)


@dataclass
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: _At
    decimals: money.Decimals
    repeats: Repeats = field(default_factory=lambda: Repeats(FORMAT))
    orders: dict[str, _Of] = field(default_factory=dict)

    def items(self) -> Iterator[Told | FileProblem]:
        for row, cells in with_blank(self.table.rows()):
            number = self._order_number(cells)
            if not number:
                continue
            refuse_damaged_id(self.table, row, number)
            try:
                self._sort(number, row, cells)
            except (ValueError, ArithmeticError):
                yield unreadable(self.columns, [(row, cells)], self._checks())
        for number, of_order in self.orders.items():
            yield from self._told_of(number, of_order)

    def _order_number(self, cells: list[str]) -> str:
        found = _ORDER.search(cells[self.at.title]) or _ORDER.search(cells[self.at.info])
        return found[1] if found else ""

    def _sort(self, number: str, row: int, cells: list[str]) -> None:
        at, kind = self.at, cells[self.at.kind].strip().lower()
        words = f"{cells[at.title]} {cells[at.info]}".lower()
        of_order = self.orders.get(number) or _Of()
        if kind in {SALE, REFUND} or is_claim(kind):
            of_order.moved.append((row, cells))
        elif kind in TAXES and any(word in words for word in OF_BUYERS):
            tax = self._amount(cells[at.fees])
            if tax < 0:
                of_order.collected -= tax
            elif tax:
                day = written_day(cells[at.day])
                of_order.given_back[day] = of_order.given_back.get(day, ZERO) + tax
        else:
            return
        self.orders[number] = of_order

    def _told_of(self, number: str, of_order: _Of) -> Iterator[Told | FileProblem]:
        reported = Reported(FORMAT, of_order.collected) if of_order.collected else None
        for row, cells in of_order.moved:
            try:
                yield from self._told(number, (row, cells), of_order, reported)
            except (ValueError, ArithmeticError):
                yield unreadable(self.columns, [(row, cells)], self._checks())

    def _told(
        self, number: str, place: Row, of_order: _Of, reported: Reported | None
    ) -> Iterator[Told | FileProblem]:
        at, (row, cells) = self.at, place
        kind, paid = cells[at.kind].strip(), -self._amount(cells[at.amount])
        currency = currency_code(cells[at.currency])
        if is_claim(kind):
            yield claim_problem(row, number, kind, paid)
        elif kind.lower() == SALE:
            yield Told(row, number, currency, reported=reported)
        elif paid < 0:
            yield taken_back(row, number, paid)
        elif paid:
            day = written_day(cells[at.day])
            tax = min(of_order.given_back.get(day, ZERO), paid)
            of_order.given_back[day] = of_order.given_back.get(day, ZERO) - tax
            if paid > tax:
                yield Told(row, number, currency, self.repeats.refund(number, paid - tax, day))

    def _checks(self) -> list[Check]:
        at = self.at
        return [
            (at.amount, self._amount),
            (at.fees, self._amount),
            (at.day, written_day),
            (at.currency, currency_code),
        ]

    def _amount(self, text: str) -> Decimal:
        return money.money(text, self.decimals) or ZERO
