"""Amazon's VAT transactions report: who accounts for the tax, where goods lay, when they left.

The one file of Amazon's that has all three (FORMATS 3.3). An order number stands in
`TRANSACTION_EVENT_ID`; each delivery and each refund of an order has an
`ACTIVITY_TRANSACTION_ID`, its items a row each. Where the marketplace accounts for the tax, a
refund is what the seller gives back: the value without it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Refund
from kfdesk.domain.refunds import reference_of
from kfdesk.domain.reported import Reported
from kfdesk.importers import money
from kfdesk.importers.amazon_money import moment_day, utc_text
from kfdesk.importers.columns import (
    Check,
    Columns,
    cell_problem,
    peek,
    refuse_damaged_id,
    unreadable,
    with_blank,
)
from kfdesk.importers.reader import Table
from kfdesk.importers.report_reader import taken_back
from kfdesk.services.ports import FileProblem, Told

FORMAT = "amazon.vat"
SALE, REFUND = "sale", "refund"
INCLUSIVE, EXCLUSIVE = "total_activity_value_amt_vat_incl", "total_activity_value_amt_vat_excl"
VAT = "total_activity_value_vat_amt"
NEEDED = ("transaction_type", "transaction_event_id", INCLUSIVE, EXCLUSIVE, VAT)
FINGERPRINT = frozenset({"transaction_event_id", "sale_arrival_country"})
MARKETPLACE = "marketplace"
COUNTRY_LETTERS = 2


@dataclass(frozen=True)
class AmazonVat:
    """Recognises and reads the report; headings in capitals or not."""

    format: str = FORMAT
    marketplace: str = "Amazon"

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by cells that Amazon's other reports do not have together."""
        return set(header) >= FINGERPRINT

    def read(self, table: Table) -> Iterator[Told | FileProblem]:
        """What is told, once all rows of an activity are added up."""
        columns = Columns.of(table, FORMAT, NEEDED)
        at = _At.of(columns)
        decimals = money.decide_for(peek(table), (at.inclusive, at.exclusive, at.vat))
        return _Reading(table, columns, at, decimals).items()


@dataclass(frozen=True)
class _At:
    """Where the cells are; -1 reads a blank."""

    kind: int
    order: int
    activity: int
    completed: int
    departed: int
    ship_from: int
    currency: int
    inclusive: int
    exclusive: int
    vat: int
    responsible: int

    @classmethod
    def of(cls, columns: Columns) -> "_At":
        at = columns.at
        return cls(
            kind=at("transaction_type"),
            order=at("transaction_event_id"),
            activity=at("activity_transaction_id"),
            completed=at("transaction_complete_date", "transaction_complete_date_dt"),
            departed=at("transaction_depart_date", "transaction_depart_date_dt"),
            ship_from=at("sale_depart_country", "departure_country"),
            currency=at("transaction_currency_code"),
            inclusive=at(INCLUSIVE),
            exclusive=at(EXCLUSIVE),
            vat=at(VAT),
            responsible=at("tax_collection_responsibility"),
        )


@dataclass
class _Activity:
    """A delivery or a refund of an order; `gross` is the seller's, negative where given back."""

    row: int
    order_number: str
    kind: str
    currency: str
    number: str
    completed: date | None
    departed: date | None
    ship_from: str
    gross: Decimal = ZERO
    vat: Decimal = ZERO
    is_marketplaces: bool = False


@dataclass
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: _At
    decimals: money.Decimals
    activities: dict[tuple[str, ...], _Activity] = field(default_factory=dict)

    def items(self) -> Iterator[Told | FileProblem]:
        spoiled: set[tuple[str, ...]] = set()
        for row, cells in with_blank(self.table.rows()):
            key = tuple(cells[at].strip() for at in (self.at.order, self.at.kind, self.at.activity))
            if not key[0] or key[1].lower() not in {SALE, REFUND}:
                continue
            refuse_damaged_id(self.table, row, key[0])
            try:
                self._add(row, cells, key)
            except (ValueError, ArithmeticError):
                spoiled.add(key)
                yield unreadable(self.columns, [(row, cells)], self._checks())
        for key, activity in self.activities.items():
            if key not in spoiled:
                yield from _told(activity)

    def _add(self, row: int, cells: list[str], key: tuple[str, ...]) -> None:
        at = self.at
        inclusive, exclusive, vat = (
            self._amount(cells[place]) for place in (at.inclusive, at.exclusive, at.vat)
        )
        one = self.activities.get(key) or self._activity(row, cells, key)
        is_marketplaces = cells[at.responsible].strip().lower() == MARKETPLACE
        one.gross += exclusive if is_marketplaces else inclusive
        one.vat += vat
        one.is_marketplaces = one.is_marketplaces or is_marketplaces
        self.activities[key] = one

    def _activity(self, row: int, cells: list[str], key: tuple[str, ...]) -> _Activity:
        at, (order, kind, activity) = self.at, key
        country = cells[at.ship_from].strip().upper()
        return _Activity(
            row=row,
            order_number=order,
            kind=kind.lower(),
            currency=cells[at.currency].strip().upper(),
            number=activity or utc_text(cells[at.completed])[:10],
            completed=_day(cells[at.completed]),
            departed=_day(cells[at.departed]),
            ship_from=country if len(country) == COUNTRY_LETTERS else "",
        )

    def _checks(self) -> list[Check]:
        amounts: list[Check] = [
            (place, self._amount) for place in (self.at.inclusive, self.at.exclusive, self.at.vat)
        ]
        days: list[Check] = [(place, _day) for place in (self.at.completed, self.at.departed) if place >= 0]
        return [*amounts, *days]

    def _amount(self, text: str) -> Decimal:
        return money.money(text, self.decimals) or ZERO


def _day(text: str) -> date | None:
    """`13-08-2026`, the day first in every country; raises ValueError."""
    return moment_day(text) if text.strip() else None


def _told(one: _Activity) -> Iterator[Told | FileProblem]:
    if one.kind == SALE:
        collected = abs(one.vat) if one.is_marketplaces else None
        reported = Reported(FORMAT, collected, one.ship_from, one.departed)
        yield Told(one.row, one.order_number, one.currency, reported=reported)
    elif one.gross > 0:
        yield taken_back(one.row, one.order_number, -one.gross)
    elif one.gross and one.completed is None:
        yield cell_problem(one.row, "transaction_complete_date", "")
    elif one.gross:
        tax = None if one.is_marketplaces else -one.vat or None
        refund = Refund(-one.gross, one.completed, tax, reference_of(FORMAT, one.number))
        yield Told(one.row, one.order_number, one.currency, refund)
