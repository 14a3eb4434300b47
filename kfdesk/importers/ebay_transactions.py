"""eBay's transaction report: refunds with their dates, and tax that eBay collected.

Sometimes a few lines about the file stand above the header. `Gross transaction amount` is what
is the seller's: tax that eBay collected is outside of it (FORMATS 3.4). `Hold`, `Transfer`,
`Payout`, labels and fees are no business of an order's invoice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kfdesk.domain.orders import Refund
from kfdesk.domain.reported import Reported
from kfdesk.importers.columns import currency_code
from kfdesk.importers.money import Decimals
from kfdesk.importers.places import MovementPlaces, money_under, under
from kfdesk.importers.report_reader import (
    ENGLISH,
    Item,
    Kind,
    Language,
    Moved,
    Movements,
    Repeats,
    ReportReader,
)
from kfdesk.importers.written_days import written_day

FORMAT = "ebay.transactions"
GROSS = "gross transaction amount"
NONE = frozenset({"", "--"})
GERMAN = Language(
    headings={
        "datum der transaktionserstellung": "transaction creation date",
        "typ": "type",
        "bestellnummer": "order number",
        "auszahlungswährung": "payout currency",
        "transaktionsbetrag (inkl. kosten)": GROSS,
        "von ebay eingezogene steuer": "ebay collected tax",
        "transaktionswährung": "transaction currency",
        "referenznummer": "reference id",
    },
    kinds={
        "bestellung": Kind.SOLD,
        "rückerstattung": Kind.REFUNDED,
        "andere gebühr": None,
        "einbehalten": None,
        "auszahlung": None,
    },
    decimals=Decimals.COMMA,
    is_complete=False,
)
"""All kinds of movements that could be found out; the others are told to the person."""


def _currency(text: str) -> str:
    return "" if text.strip() in NONE else currency_code(text)


@dataclass(frozen=True)
class _At(MovementPlaces):
    gross: int = money_under(GROSS)
    collected: int = money_under("ebay collected tax")
    day: int = under("transaction date", "transaction creation date", read=written_day)
    currency: int = under("transaction currency", read=_currency)
    kind: int = under("type")
    order: int = under("order number")
    reference: int = under("reference id")


@dataclass
class _Reading(Movements[_At]):
    repeats: Repeats = field(default_factory=lambda: Repeats(FORMAT))

    def order_number(self, cells: list[str]) -> str:
        number = cells[self.at.order].strip()
        return "" if number in NONE else number

    def row(self, row: int, cells: list[str]) -> Iterator[Item]:
        at, number, kind = self.at, self.order_number(cells), cells[self.at.kind].strip()
        gross, collected = -self.amount(cells[at.gross]), self.amount(cells[at.collected])
        own = cells[at.reference].strip()

        def refund() -> Refund:
            return self.repeats.refund(number, gross, written_day(cells[at.day]), "" if own in NONE else own)

        moved = Moved(row, number, _currency(cells[at.currency]), gross, self.kind_of(kind), kind)
        yield from moved.told(refund, Reported(FORMAT, collected) if collected > 0 else None)


EBAY_TRANSACTIONS = ReportReader(
    format=FORMAT,
    marketplace="eBay",
    fingerprint=frozenset({GROSS, "type"}),
    needed=("type", "order number", GROSS),
    places=_At,
    reading=_Reading,
    languages=(ENGLISH, GERMAN),
)
