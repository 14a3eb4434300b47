"""Amazon's VAT transactions report: who accounts for the tax, where goods lay, when they left.

The one file of Amazon's that has all three (FORMATS 3.3). An order number stands in
`TRANSACTION_EVENT_ID`; each delivery and each refund of an order has an
`ACTIVITY_TRANSACTION_ID`, its items a row each. Where the marketplace accounts for the tax, a
refund is what the seller gives back: the value without it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Refund
from kfdesk.domain.refunds import reference_of
from kfdesk.domain.reported import Reported
from kfdesk.importers.amazon_money import is_marketplaces, moment_day, stock_country, utc_text
from kfdesk.importers.columns import cell_problem
from kfdesk.importers.places import MovementPlaces, money_under, under
from kfdesk.importers.report_reader import Item, Kind, Language, Moved, Movements, ReportReader

FORMAT = "amazon.vat"
KINDS = {"sale": Kind.SOLD, "refund": Kind.REFUNDED}
INCLUSIVE, EXCLUSIVE = "total_activity_value_amt_vat_incl", "total_activity_value_amt_vat_excl"
VAT = "total_activity_value_vat_amt"
COMPLETED = "transaction_complete_date"


def _day(text: str) -> date | None:
    """`13-08-2026`, the day first in every country; raises ValueError."""
    return moment_day(text) if text.strip() else None


@dataclass(frozen=True)
class _At(MovementPlaces):
    inclusive: int = money_under(INCLUSIVE)
    exclusive: int = money_under(EXCLUSIVE)
    vat: int = money_under(VAT)
    completed: int = under(COMPLETED, "transaction_complete_date_dt", read=_day)
    departed: int = under("transaction_depart_date", "transaction_depart_date_dt", read=_day)
    kind: int = under("transaction_type")
    order: int = under("transaction_event_id")
    activity: int = under("activity_transaction_id")
    ship_from: int = under("sale_depart_country", "departure_country")
    currency: int = under("transaction_currency_code")
    responsible: int = under("tax_collection_responsibility")


@dataclass
class _Activity:
    """A delivery or a refund of an order; `gross` is the seller's, negative where given back."""

    row: int
    order_number: str
    kind: Kind | None
    currency: str
    number: str
    completed: date | None
    departed: date | None
    ship_from: str
    gross: Decimal = ZERO
    vat: Decimal = ZERO
    is_marketplaces: bool = False

    def told(self) -> Iterator[Item]:
        collected = abs(self.vat) if self.is_marketplaces else None
        moved = Moved(self.row, self.order_number, self.currency, -self.gross, self.kind)
        if self.kind is Kind.REFUNDED and self.gross < 0 and self.completed is None:
            yield cell_problem(self.row, COMPLETED, "")
        else:
            yield from moved.told(self._refund, Reported(FORMAT, collected, self.ship_from, self.departed))

    def _refund(self) -> Refund:
        tax = None if self.is_marketplaces else -self.vat or None
        return Refund(-self.gross, self.completed, tax, reference_of(FORMAT, self.number))


@dataclass
class _Reading(Movements[_At]):
    activities: dict[tuple[str, ...], _Activity] = field(default_factory=dict)
    spoiled: set[tuple[str, ...]] = field(default_factory=set)

    def row(self, row: int, cells: list[str]) -> Iterator[Item]:
        """Add it to its activity."""
        at, key = self.at, self._key(cells)
        inclusive, exclusive, vat = (
            self.amount(cells[place]) for place in (at.inclusive, at.exclusive, at.vat)
        )
        one = self.activities.get(key) or self._activity(row, cells)
        is_theirs = is_marketplaces(cells[at.responsible])
        one.gross += exclusive if is_theirs else inclusive
        one.vat += vat
        one.is_marketplaces = one.is_marketplaces or is_theirs
        self.activities[key] = one
        yield from ()

    def together(self) -> Iterator[Item]:
        for key, activity in self.activities.items():
            if key not in self.spoiled:
                yield from activity.told()

    def spoil(self, cells: list[str]) -> None:
        self.spoiled.add(self._key(cells))

    def _key(self, cells: list[str]) -> tuple[str, ...]:
        return tuple(cells[place].strip() for place in (self.at.order, self.at.kind, self.at.activity))

    def _activity(self, row: int, cells: list[str]) -> _Activity:
        at = self.at
        return _Activity(
            row=row,
            order_number=self.order_number(cells),
            kind=self.kind_of(cells[at.kind]),
            currency=cells[at.currency].strip().upper(),
            number=cells[at.activity].strip() or utc_text(cells[at.completed])[:10],
            completed=_day(cells[at.completed]),
            departed=_day(cells[at.departed]),
            ship_from=stock_country(cells[at.ship_from]),
        )


AMAZON_VAT = ReportReader(
    format=FORMAT,
    marketplace="Amazon",
    fingerprint=frozenset({"transaction_event_id", "sale_arrival_country"}),
    needed=("transaction_type", "transaction_event_id", INCLUSIVE, EXCLUSIVE, VAT),
    places=_At,
    reading=_Reading,
    languages=(Language(kinds=KINDS),),
)
