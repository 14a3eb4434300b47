"""Amazon's date range report and its newer transaction view: refunds, and tax that Amazon withholds.

A few lines about the file stand above the header. `product sales` and the other sums are
without tax, the tax beside them; `marketplace withheld tax` takes back what Amazon pays over
(FORMATS 3.3). Some sites have one column for all tax, and another for what is withheld of it.
The report names no currency in its rows: the marketplace's is meant. All columns of a row come
to its total, so one in a wording that nobody knows yet is noticed before a refund is wrong by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from kfdesk.domain.orders import Refund
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.reported import Reported
from kfdesk.importers.amazon_languages import LANGUAGES
from kfdesk.importers.places import MovementPlaces, money_under, money_under_each, under
from kfdesk.importers.report_reader import Item, Kind, Moved, Movements, Repeats, ReportReader
from kfdesk.importers.written_days import written_day, written_moment
from kfdesk.services.ports import FileProblem

FORMAT = "amazon.transactions"
CURRENCIES = {
    "co.uk": "GBP",
    "com": "USD",
    "ca": "CAD",
    "com.au": "AUD",
    "ie": "EUR",
    "se": "SEK",
    "pl": "PLN",
} | dict.fromkeys(("de", "fr", "it", "es", "nl", "com.be"), "EUR")


@dataclass(frozen=True)
class _At(MovementPlaces):
    sums: tuple[int, ...] = money_under_each(
        ("product sales",),
        ("shipping credits", "postage credits"),
        ("gift wrap credits",),
        ("regulatory fee",),
        ("promotional rebates",),
    )
    taxes: tuple[int, ...] = money_under_each(
        ("product sales tax",),
        ("shipping credits tax", "postage credits tax"),
        ("giftwrap credits tax", "gift wrap credits tax"),
        ("tax on regulatory fee",),
        ("promotional rebates tax",),
        ("sales tax collected",),
    )
    withheld: tuple[int, ...] = money_under_each(
        ("marketplace withheld tax",), ("marketplace facilitator tax",), ("low value goods",)
    )
    fees: tuple[int, ...] = money_under_each(
        ("selling fees",),
        ("fba fees",),
        ("other transaction fees", "other transactions fees"),
        ("other",),
    )
    total: int = money_under("total")
    moment: int = under("date/time", read=written_day)
    kind: int = under("type")
    order: int = under("order id")
    sku: int = under("sku")
    marketplace: int = under("marketplace")


@dataclass
class _Reading(Movements[_At]):
    repeats: Repeats = field(default_factory=lambda: Repeats(FORMAT))

    def row(self, row: int, cells: list[str]) -> Iterator[Item]:
        at, number, named = self.at, self.order_number(cells), cells[self.at.kind].strip()
        kind, withheld = self.kind_of(named), self.total(cells, at.withheld)
        tax = self.total(cells, at.taxes) + withheld
        gross = -self.total(cells, at.sums) - tax
        if kind is Kind.UNKNOWN and not gross:
            return  # a fee
        if problem := self._odd_total(row, cells, self.total(cells, at.fees) - gross):
            yield problem
            return

        def refund() -> Refund:
            own = f"{_stamp(cells[at.moment])} {cells[at.sku].strip()}".strip()
            given = self.repeats.refund(number, gross, written_day(cells[at.moment]), own)
            return Refund(given.gross, given.refunded_on, -tax or None, given.reference)

        moved = Moved(row, number, _currency(cells[at.marketplace]), gross, kind, named)
        yield from moved.told(refund, Reported(FORMAT, -withheld) if withheld < 0 else None)

    def _odd_total(self, row: int, cells: list[str], calculated: Decimal) -> FileProblem | None:
        stated = self.amount(cells[self.at.total])
        if stated == calculated:
            return None
        facts = {"order_number": self.order_number(cells), "stated": stated, "calculated": calculated}
        return FileProblem(row, Reason.of(Why.ROW_NOT_ITS_TOTAL, **facts))


def _stamp(text: str) -> str:
    """The moment, the same in whatever zone a download has it."""
    moment = written_moment(text)
    if isinstance(moment, datetime) and moment.tzinfo:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat()


def _currency(marketplace: str) -> str:
    """The currency of `amazon.co.uk`; empty where the marketplace is not known."""
    return CURRENCIES.get(marketplace.strip().lower().partition("amazon.")[2], "")


AMAZON_TRANSACTIONS = ReportReader(
    format=FORMAT,
    marketplace="Amazon",
    fingerprint=frozenset({"settlement id", "type", "product sales"}),
    needed=("date/time", "type", "order id", "product sales", "total"),
    places=_At,
    reading=_Reading,
    languages=LANGUAGES,
)
