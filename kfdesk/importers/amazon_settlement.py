"""Amazon's settlement report, flat file V1 and V2: refunds, and tax that Amazon accounts for.

Each row is one component of money; the components of a settlement come to its `total-amount`
(FORMATS 3.3), so a file that lacks rows, or holds changed ones, is refused. What a buyer paid or
got back are the prices, the promotions and the tax that Amazon withholds from them; fees are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from kfdesk.domain.errors import ReportIncomplete
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Refund
from kfdesk.domain.refunds import reference_of
from kfdesk.domain.reported import Reported
from kfdesk.importers.amazon_money import BuyersMoney, moment_day, utc_text
from kfdesk.importers.columns import currency_code
from kfdesk.importers.places import Places, money_under, money_under_each, under
from kfdesk.importers.report_reader import Item, Kind, Moved, Reading, ReportReader

FORMAT = "amazon.settlement"
TOTAL = "total-amount"
NOT_AMAZON = "non-amazon"
NAMED_IN = {
    "amount": "amount-description",
    "price-amount": "price-type",
    "promotion-amount": "promotion-type",
    "shipment-fee-amount": "shipment-fee-type",
    "order-fee-amount": "order-fee-type",
    "item-related-fee-amount": "item-related-fee-type",
    "other-fee-amount": "other-fee-reason-description",
    "direct-payment-amount": "direct-payment-type",
}
"""Which cell names the component whose amount stands in another."""
OF_THE_BUYER = frozenset({"itemprice", "promotion", "itemwithheldtax"})


@dataclass(frozen=True)
class _At(Places):
    total: int = money_under(TOTAL)
    prices: tuple[int, ...] = money_under_each(("price-amount",), ("promotion-amount",))
    others: tuple[int, ...] = money_under_each(
        ("shipment-fee-amount",),
        ("order-fee-amount",),
        ("item-related-fee-amount",),
        ("misc-fee-amount",),
        ("other-fee-amount",),
        ("direct-payment-amount",),
        ("other-amount",),
        ("amount",),
    )
    posted: int = under("posted-date", read=moment_day)
    posted_exactly: int = under("posted-date-time")
    currency: int = under("currency", read=currency_code)
    settlement: int = under("settlement-id")
    kind: int = under("transaction-type")
    order: int = under("order-id")
    adjustment: int = under("adjustment-id")
    marketplace: int = under("marketplace-name")
    group: int = under("amount-type")


@dataclass
class _Movement:
    """What one order's rows of one kind come to, of one adjustment and day."""

    row: int
    order_number: str
    settlement: str
    kind: str
    day: date
    reference: str
    buyers: BuyersMoney = field(default_factory=BuyersMoney)

    def told(self, currency: str, kind: Kind | None) -> Iterator[Item]:
        buyers = self.buyers
        moved = Moved(self.row, self.order_number, currency, -buyers.gross, kind, self.kind)
        yield from moved.told(
            lambda: Refund(-buyers.gross, self.day, -buyers.tax or None, self.reference),
            Reported(FORMAT, abs(buyers.withheld)) if buyers.withheld else None,
        )


@dataclass
class _Settlement:
    """A settlement's own figures; `counted` is what its rows come to."""

    currency: str = ""
    stated: Decimal | None = None
    counted: Decimal = ZERO
    is_spoiled: bool = False


@dataclass
class _Reading(Reading[_At]):
    settlements: dict[str, _Settlement] = field(default_factory=dict)
    movements: dict[tuple[str, ...], _Movement] = field(default_factory=dict)
    spoiled: set[str] = field(default_factory=set)

    def order_number(self, cells: list[str]) -> str:
        return cells[self.at.order].strip()

    def concerns(self, cells: list[str]) -> bool:  # noqa: ARG002 - each row is part of the total
        return True

    def row(self, row: int, cells: list[str]) -> Iterator[Item]:
        """Add it to its settlement, and to its order's movement."""
        at, settlement = self.at, self._settlement(cells)
        if cells[at.total].strip():
            settlement.stated = self.amount(cells[at.total])
            settlement.currency = currency_code(cells[at.currency])
        settlement.counted += self.total(cells, [place for place, _ in self._components])
        if movement := self._movement(row, cells):
            in_group = cells[at.group].strip().replace("-", "").lower() in OF_THE_BUYER
            for place, name in self._components:
                is_buyers = in_group or place in at.prices
                movement.buyers.add(cells[name].strip(), self.amount(cells[place]), is_buyers=is_buyers)
        yield from ()

    def together(self) -> Iterator[Item]:
        """Raises ReportIncomplete before anything is told."""
        for number, settlement in self.settlements.items():
            self._refuse_incomplete(number, settlement)
        for one in self.movements.values():
            if one.order_number not in self.spoiled:
                currency = self.settlements[one.settlement].currency
                yield from one.told(currency, self.kind_of(one.kind))

    def spoil(self, cells: list[str]) -> None:
        self._settlement(cells).is_spoiled = True
        self.spoiled.add(self.order_number(cells))

    @cached_property
    def _components(self) -> list[tuple[int, int]]:
        """The cells of each component's amount and of its name."""
        names = (
            (place, NAMED_IN.get(self.columns.header[place])) for place in (*self.at.prices, *self.at.others)
        )
        return [(place, self.columns.at(name) if name else -1) for place, name in names]

    def _settlement(self, cells: list[str]) -> _Settlement:
        return self.settlements.setdefault(cells[self.at.settlement].strip(), _Settlement())

    def _movement(self, row: int, cells: list[str]) -> _Movement | None:
        """The movement that a row belongs to, if it is one of an order sold here."""
        at, kind, number = self.at, cells[self.at.kind].strip(), self.order_number(cells)
        is_ours = not cells[at.marketplace].strip().lower().startswith(NOT_AMAZON)
        if not number or not is_ours or self.kind_of(kind) is None:
            return None
        settlement, adjustment = cells[at.settlement].strip(), cells[at.adjustment].strip()
        # V1 and V2 of one settlement have the day alike, but not the time.
        posted = utc_text(cells[at.posted])[:10]
        key = (settlement, number, kind, adjustment, posted)
        found = self.movements.get(key)
        if found is None:
            day = moment_day(cells[at.posted_exactly].strip() or cells[at.posted])
            reference = reference_of(FORMAT, settlement, adjustment, posted)
            found = self.movements[key] = _Movement(row, number, settlement, kind, day, reference)
        return found

    def _refuse_incomplete(self, number: str, one: _Settlement) -> None:
        if not one.is_spoiled and one.stated != one.counted:
            stated = "no total" if one.stated is None else one.stated
            raise ReportIncomplete(
                path=self.table.path, number=number, stated=str(stated), found=str(one.counted)
            )


AMAZON_SETTLEMENT = ReportReader(
    format=FORMAT,
    marketplace="Amazon",
    fingerprint=frozenset({"settlement-id", TOTAL}),
    needed=("settlement-id", TOTAL, "currency", "transaction-type", "order-id", "posted-date"),
    places=_At,
    reading=_Reading,
)
