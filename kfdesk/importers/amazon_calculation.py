"""Amazon's VAT calculation report: who accounts for the tax, where goods lay, when they left.

Sellers who let Amazon reckon their VAT get it. A row is an item of a shipment, once for each
jurisdiction that taxes it. Its RETURN and REFUND rows are not read: what was given back is told
by the settlement, and two rows here may tell of one refund.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.reported import Reported
from kfdesk.importers.amazon_money import is_marketplaces, stock_country
from kfdesk.importers.places import MovementPlaces, money_under_each, under
from kfdesk.importers.report_reader import Item, Kind, Language, Movements, ReportReader
from kfdesk.importers.written_days import day_if_any
from kfdesk.services.ports import Told

FORMAT = "amazon.calculation"
RESPONSIBLE, PRICE = "tax collection responsibility", "our_price tax inclusive selling price"


def _day(text: str) -> date | None:
    """`29-Aug-2026 UTC`, a day without a time; raises ValueError."""
    return day_if_any(text.strip().removesuffix("UTC"))


@dataclass(frozen=True)
class _At(MovementPlaces):
    taxes: tuple[int, ...] = money_under_each(
        ("our_price tax amount",), ("shipping tax amount",), ("giftwrap tax amount",)
    )
    off: tuple[int, ...] = money_under_each(
        ("our_price tax amount promo",), ("shipping tax amount promo",), ("giftwrap tax amount promo",)
    )
    sent: int = under("shipment date", read=_day)
    kind: int = under("transaction type")
    order: int = under("order id")
    shipment: int = under("shipment id")
    ship_from: int = under("ship from country")
    currency: int = under("currency")
    responsible: int = under(RESPONSIBLE)


@dataclass
class _Reading(Movements[_At]):
    shipments: dict[tuple[str, str], Told] = field(default_factory=dict)
    spoiled: set[tuple[str, str]] = field(default_factory=set)

    def row(self, row: int, cells: list[str]) -> Iterator[Item]:
        """Add it to its shipment."""
        at, key = self.at, self._key(cells)
        known, collected = self.shipments.get(key), self._collected(cells)
        if known and known.reported and known.reported.collected is not None:
            collected = known.reported.collected + (collected or ZERO)
        new = Reported(FORMAT, collected, stock_country(cells[at.ship_from]), _day(cells[at.sent]))
        first = known.row if known else row
        self.shipments[key] = Told(first, key[0], cells[at.currency].strip().upper(), reported=new)
        yield from ()

    def together(self) -> Iterator[Item]:
        yield from (told for key, told in self.shipments.items() if key not in self.spoiled)

    def spoil(self, cells: list[str]) -> None:
        self.spoiled.add(self._key(cells))

    def _key(self, cells: list[str]) -> tuple[str, str]:
        return self.order_number(cells), cells[self.at.shipment].strip()

    def _collected(self, cells: list[str]) -> Decimal | None:
        """The tax that Amazon accounts for: None where it is the seller's. Discounts come off it."""
        if not is_marketplaces(cells[self.at.responsible]):
            return None
        return self.total(cells, self.at.taxes) - abs(self.total(cells, self.at.off))


AMAZON_CALCULATION = ReportReader(
    format=FORMAT,
    marketplace="Amazon",
    fingerprint=frozenset({RESPONSIBLE, PRICE}),
    needed=("transaction type", "order id", "shipment date", RESPONSIBLE),
    places=_At,
    reading=_Reading,
    languages=(Language(kinds={"shipment": Kind.SOLD}),),
)
