"""eBay's transaction report: refunds with their dates, and tax that eBay collected.

Sometimes a few lines about the file stand above the header. `Gross transaction amount` is what
is the seller's: tax that eBay collected is outside of it (FORMATS 3.4). `Hold`, `Transfer`,
`Payout`, labels and fees are no business of an order's invoice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
from kfdesk.importers.reader import Table
from kfdesk.importers.report_reader import Repeats, claim_problem, is_claim, taken_back
from kfdesk.importers.written_days import written_day
from kfdesk.services.ports import FileProblem, Told

FORMAT = "ebay.transactions"
GROSS = "gross transaction amount"
NEEDED = ("type", "order number", GROSS)
FINGERPRINT = frozenset({GROSS, "payout currency"})
SOLD, REFUNDED = "order", "refund"
NONE = frozenset({"", "--"})


@dataclass(frozen=True)
class EbayTransactions:
    """Recognises and reads the report."""

    format: str = FORMAT
    marketplace: str = "eBay"

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by cells that the orders report does not have."""
        return set(header) >= FINGERPRINT

    def read(self, table: Table) -> Iterator[Told | FileProblem]:
        """What is told, row by row."""
        columns = Columns.of(table, FORMAT, NEEDED)
        at = _At.of(columns)
        return _Reading(table, columns, at, money.decide_for(peek(table), (at.gross, at.collected))).items()


@dataclass(frozen=True)
class _At:
    """Where the cells are; -1 reads a blank."""

    day: int
    kind: int
    order: int
    gross: int
    collected: int
    currency: int
    reference: int

    @classmethod
    def of(cls, columns: Columns) -> "_At":
        at = columns.at
        return cls(
            day=at("transaction date", "transaction creation date"),
            kind=at("type"),
            order=at("order number"),
            gross=at(GROSS),
            collected=at("ebay collected tax"),
            currency=at("transaction currency"),
            reference=at("reference id"),
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
            if number in NONE or not (kind.lower() in {SOLD, REFUNDED} or is_claim(kind)):
                continue
            refuse_damaged_id(self.table, row, number)
            try:
                yield from self._told(row, cells)
            except (ValueError, ArithmeticError):
                yield unreadable(self.columns, [(row, cells)], self._checks())

    def _told(self, row: int, cells: list[str]) -> Iterator[Told | FileProblem]:
        at = self.at
        number, kind = cells[at.order].strip(), cells[at.kind].strip()
        gross, currency = -self._amount(cells[at.gross]), _currency(cells[at.currency])
        if is_claim(kind):
            yield claim_problem(row, number, kind, gross)
        elif kind.lower() == SOLD:
            collected = self._amount(cells[at.collected])
            yield Told(row, number, currency, reported=Reported(FORMAT, collected) if collected > 0 else None)
        elif gross < 0:
            yield taken_back(row, number, gross)
        elif gross:
            own = cells[at.reference].strip()
            day = written_day(cells[at.day])
            refund = self.repeats.refund(number, gross, day, "" if own in NONE else own)
            yield Told(row, number, currency, refund)

    def _checks(self) -> list[Check]:
        amounts: list[Check] = [(place, self._amount) for place in (self.at.gross, self.at.collected)]
        return [*amounts, (self.at.day, written_day), (self.at.currency, _currency)]

    def _amount(self, text: str) -> Decimal:
        return money.money(text, self.decimals) or ZERO


def _currency(text: str) -> str:
    return "" if text.strip() in NONE else currency_code(text)
