"""Etsy's monthly statement: refunds with their dates, and tax that Etsy collected.

The order stands in the words of a row (`Refund to buyer for Order #3672216433`). What a buyer
gets back holds the tax that Etsy collected, which a row beside the refund takes back: the
seller's refund is the rest. Equal words stand in `Title` or in `Info`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Refund
from kfdesk.domain.reported import Reported
from kfdesk.importers.columns import currency_code
from kfdesk.importers.places import Places, money_under, under
from kfdesk.importers.reader import Row
from kfdesk.importers.report_reader import Item, Kind, Language, Moved, Reading, Repeats, ReportReader
from kfdesk.importers.written_days import written_day

FORMAT = "etsy.statement"
KINDS = {"sale": Kind.SOLD, "refund": Kind.REFUNDED}
OTHER_KINDS = ("fee", "buyer fee", "tax", "vat", "marketing", "shipping", "deposit")
# Only the headings follow the language of the account; what is under them stays English.
GERMAN = {
    "datum": "date",
    "art": "type",
    "titel": "title",
    "währung": "currency",
    "betrag": "amount",
    "gebühren & steuern": "fees & taxes",
    "netto": "net",
    "steuerliche angaben": "tax details",
}
TAXES = frozenset({"tax", "vat"})
OF_BUYERS = ("paid by buyer", "sales tax")
_ORDER = re.compile(r"(?:order|bestellung)\s*:?\s*#?\s*(\d+(?:\.\d+e\+\d+)?)", re.IGNORECASE)


@dataclass(frozen=True)
class _At(Places):
    amount: int = money_under("amount")
    fees: int = money_under("fees & taxes")
    day: int = under("date", read=written_day)
    currency: int = under("currency", read=currency_code)
    kind: int = under("type")
    title: int = under("title")
    info: int = under("info")


@dataclass
class _Of:
    """The rows of one order: sales, refunds and claims, and the buyer's tax that Etsy took or gave back."""

    moved: list[Row] = field(default_factory=list)
    collected: Decimal = ZERO
    given_back: dict[date, Decimal] = field(default_factory=dict)


@dataclass
class _Reading(Reading[_At]):
    repeats: Repeats = field(default_factory=lambda: Repeats(FORMAT))
    orders: dict[str, _Of] = field(default_factory=dict)

    def order_number(self, cells: list[str]) -> str:
        found = _ORDER.search(cells[self.at.title]) or _ORDER.search(cells[self.at.info])
        return found[1] if found else ""

    def concerns(self, cells: list[str]) -> bool:
        return bool(self.order_number(cells))

    def row(self, row: int, cells: list[str]) -> Iterator[Item]:
        """Put with its order: the tax of each must be known before anything is told."""
        at, number = self.at, self.order_number(cells)
        words = f"{cells[at.title]} {cells[at.info]}".lower()
        if self.kind_of(cells[at.kind]):
            self.orders.setdefault(number, _Of()).moved.append((row, cells))
        elif cells[at.kind].strip().lower() in TAXES and any(word in words for word in OF_BUYERS):
            tax, of_order = self.amount(cells[at.fees]), self.orders.setdefault(number, _Of())
            if tax < 0:
                of_order.collected -= tax
            elif tax:
                day = written_day(cells[at.day])
                of_order.given_back[day] = of_order.given_back.get(day, ZERO) + tax
        yield from ()

    def together(self) -> Iterator[Item]:
        for number, of_order in self.orders.items():
            for row, cells in of_order.moved:
                yield from self.tried(partial(self._told, number, of_order), row, cells)

    def _told(self, number: str, of_order: _Of, row: int, cells: list[str]) -> Iterator[Item]:
        at, kind = self.at, cells[self.at.kind].strip()
        paid, currency = -self.amount(cells[at.amount]), currency_code(cells[at.currency])

        def refund() -> Refund | None:
            day = written_day(cells[at.day])
            tax = min(of_order.given_back.get(day, ZERO), paid)
            of_order.given_back[day] = of_order.given_back.get(day, ZERO) - tax
            return self.repeats.refund(number, paid - tax, day) if paid > tax else None

        moved = Moved(row, number, currency, paid, self.kind_of(kind), kind)
        yield from moved.told(refund, Reported(FORMAT, of_order.collected) if of_order.collected else None)


ETSY_STATEMENT = ReportReader(
    format=FORMAT,
    marketplace="Etsy",
    fingerprint=frozenset({"fees & taxes", "tax details"}),
    needed=("date", "type", "title", "info", "amount", "fees & taxes"),
    places=_At,
    reading=_Reading,
    languages=(
        Language(kinds=KINDS),
        Language(GERMAN, {**dict.fromkeys(OTHER_KINDS), **KINDS}, is_complete=False),
    ),
)
