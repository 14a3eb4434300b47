"""Amazon's date range report and its newer transaction view: refunds, and tax that Amazon withholds.

A few lines about the file stand above the header. `product sales` and the other sums are
without tax, the tax beside them; `marketplace withheld tax` takes back what Amazon pays over
(FORMATS 3.3). The report names no currency in its rows: the marketplace's is meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Refund
from kfdesk.domain.reported import Reported
from kfdesk.importers import money
from kfdesk.importers.columns import Check, Columns, peek, refuse_damaged_id, unreadable, with_blank
from kfdesk.importers.reader import Table
from kfdesk.importers.report_reader import Repeats, claim_problem, is_claim, taken_back
from kfdesk.importers.written_days import written_day, written_moment
from kfdesk.services.ports import FileProblem, Told

FORMAT = "amazon.transactions"
NEEDED = ("date/time", "type", "order id", "product sales", "total")
FINGERPRINT = frozenset({"settlement id", "type", "product sales"})
SUMS = (
    ("product sales",),
    ("shipping credits", "postage credits"),
    ("gift wrap credits",),
    ("regulatory fee",),
    ("promotional rebates",),
)
TAXES = (
    ("product sales tax",),
    ("shipping credits tax", "postage credits tax"),
    ("giftwrap credits tax", "gift wrap credits tax"),
    ("tax on regulatory fee",),
    ("promotional rebates tax",),
)
WITHHELD = "marketplace withheld tax"
SOLD, REFUNDED = "order", "refund"
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
class AmazonTransactions:
    """Recognises and reads the report."""

    format: str = FORMAT
    marketplace: str = "Amazon"

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by cells that Amazon's other reports do not have together."""
        return set(header) >= FINGERPRINT

    def read(self, table: Table) -> Iterator[Told | FileProblem]:
        """What is told, row by row."""
        columns = Columns.of(table, FORMAT, NEEDED)
        at = _At.of(columns)
        decimals = money.decide_for(peek(table), [*at.sums, *at.taxes, columns.at("total")])
        return _Reading(table, columns, at, decimals).items()


@dataclass(frozen=True)
class _At:
    """Where the cells are; -1 reads a blank."""

    moment: int
    kind: int
    order: int
    sku: int
    marketplace: int
    withheld: int
    sums: tuple[int, ...]
    taxes: tuple[int, ...]

    @classmethod
    def of(cls, columns: Columns) -> "_At":
        at = columns.at
        return cls(
            moment=at("date/time"),
            kind=at("type"),
            order=at("order id"),
            sku=at("sku"),
            marketplace=at("marketplace"),
            withheld=at(WITHHELD),
            sums=tuple(at(*names) for names in SUMS),
            taxes=tuple(at(*names) for names in TAXES),
        )


@dataclass(frozen=True)
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: _At
    decimals: money.Decimals
    repeats: Repeats = field(default_factory=lambda: Repeats(FORMAT))

    def items(self) -> Iterator[Told | FileProblem]:
        for row, cells in with_blank(self.table.rows()):
            number, kind = cells[self.at.order].strip(), cells[self.at.kind].strip()
            if not number or not (kind.lower() in {SOLD, REFUNDED} or is_claim(kind)):
                continue
            refuse_damaged_id(self.table, row, number)
            try:
                yield from self._told(row, cells)
            except (ValueError, ArithmeticError):
                yield unreadable(self.columns, [(row, cells)], self._checks())

    def _told(self, row: int, cells: list[str]) -> Iterator[Told | FileProblem]:
        at = self.at
        number, kind = cells[at.order].strip(), cells[at.kind].strip()
        withheld = self._amount(cells[at.withheld])
        tax = sum((self._amount(cells[place]) for place in at.taxes), withheld)
        gross = -sum((self._amount(cells[place]) for place in at.sums), tax)
        currency = _currency(cells[at.marketplace])
        if is_claim(kind):
            yield claim_problem(row, number, kind, gross)
        elif kind.lower() == SOLD:
            reported = Reported(FORMAT, -withheld) if withheld < 0 else None
            yield Told(row, number, currency, reported=reported)
        elif gross < 0:
            yield taken_back(row, number, gross)
        elif gross:
            yield Told(row, number, currency, self._refund(cells, gross, -tax or None))

    def _refund(self, cells: list[str], gross: Decimal, tax: Decimal | None) -> Refund:
        at = self.at
        own = f"{_stamp(cells[at.moment])} {cells[at.sku].strip()}".strip()
        refund = self.repeats.refund(cells[at.order].strip(), gross, written_day(cells[at.moment]), own)
        return Refund(refund.gross, refund.refunded_on, tax, refund.reference)

    def _checks(self) -> list[Check]:
        amounts: list[Check] = [
            (place, self._amount) for place in (*self.at.sums, *self.at.taxes, self.at.withheld) if place >= 0
        ]
        return [*amounts, (self.at.moment, written_day)]

    def _amount(self, text: str) -> Decimal:
        return money.money(text, self.decimals) or ZERO


def _stamp(text: str) -> str:
    """The moment, the same in whatever zone a download has it."""
    moment = written_moment(text)
    if isinstance(moment, datetime) and moment.tzinfo:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat()


def _currency(marketplace: str) -> str:
    """The currency of `amazon.co.uk`; empty where the marketplace is not known."""
    return CURRENCIES.get(marketplace.strip().lower().partition("amazon.")[2], "")
