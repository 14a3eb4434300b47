"""Amazon's settlement report, flat file V1 and V2: refunds, and tax that Amazon accounts for.

Each row is one component of money; the components of a settlement come to its `total-amount`
(FORMATS 3.3), so a file that lacks rows, or holds changed ones, is refused. What a buyer paid or
got back are the prices, the promotions and the tax that Amazon withholds from them; fees are not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kfdesk.domain.errors import ReportIncomplete
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Refund
from kfdesk.domain.refunds import reference_of
from kfdesk.domain.reported import Reported
from kfdesk.importers import money
from kfdesk.importers.amazon_money import BuyersMoney, moment_day, utc_text
from kfdesk.importers.columns import Columns, cell_problem, currency_code, peek, refuse_damaged_id, with_blank
from kfdesk.importers.reader import Table
from kfdesk.importers.report_reader import claim_problem, is_claim, taken_back
from kfdesk.services.ports import FileProblem, Told

FORMAT = "amazon.settlement"
NEEDED = ("settlement-id", "total-amount", "currency", "transaction-type", "order-id", "posted-date")
FINGERPRINT = frozenset({"settlement-id", "total-amount"})
SOLD, REFUNDED = "order", "refund"
NOT_AMAZON = "non-amazon"
PRICES = (("price-type", "price-amount"), ("promotion-type", "promotion-amount"))
FEES = (
    ("shipment-fee-type", "shipment-fee-amount"),
    ("order-fee-type", "order-fee-amount"),
    ("item-related-fee-type", "item-related-fee-amount"),
    ("", "misc-fee-amount"),
    ("other-fee-reason-description", "other-fee-amount"),
    ("direct-payment-type", "direct-payment-amount"),
    ("", "other-amount"),
)
OF_THE_BUYER = frozenset({"itemprice", "promotion", "itemwithheldtax"})


@dataclass(frozen=True)
class AmazonSettlement:
    """Recognises and reads both layouts."""

    format: str = FORMAT
    marketplace: str = "Amazon"

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by cells that Amazon's other reports do not have together."""
        return set(header) >= FINGERPRINT

    def read(self, table: Table) -> Iterator[Told | FileProblem]:
        """What is told, once the file is known to be whole. Raises ReportIncomplete."""
        columns = Columns.of(table, FORMAT, NEEDED)
        at = _At.of(columns)
        decimals = money.decide_for(peek(table), [place for place, *_ in at.parts] + [at.total])
        return _Reading(table, columns, at, decimals).items()


@dataclass(frozen=True)
class _At:
    """Where the cells are; -1 reads a blank. A part is an amount, its name, and whether a price."""

    settlement: int
    total: int
    currency: int
    kind: int
    order: int
    adjustment: int
    marketplace: int
    posted: int
    posted_exactly: int
    group: int
    parts: tuple[tuple[int, int, bool], ...]

    @classmethod
    def of(cls, columns: Columns) -> "_At":
        at = columns.at
        both = [(name, amount, True) for name, amount in PRICES]
        both += [(name, amount, False) for name, amount in FEES]
        both.append(("amount-description", "amount", False))
        return cls(
            settlement=at("settlement-id"),
            total=at("total-amount"),
            currency=at("currency"),
            kind=at("transaction-type"),
            order=at("order-id"),
            adjustment=at("adjustment-id"),
            marketplace=at("marketplace-name"),
            posted=at("posted-date"),
            posted_exactly=at("posted-date-time"),
            group=at("amount-type"),
            parts=tuple(
                (at(amount), at(name), is_price) for name, amount, is_price in both if at(amount) >= 0
            ),
        )


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


@dataclass
class _Settlement:
    """A settlement's own figures; `counted` is what its rows come to."""

    currency: str = ""
    stated: Decimal | None = None
    counted: Decimal = ZERO
    is_spoiled: bool = False


@dataclass
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: _At
    decimals: money.Decimals
    settlements: dict[str, _Settlement] = field(default_factory=dict)
    movements: dict[tuple[str, ...], _Movement] = field(default_factory=dict)
    spoiled: set[str] = field(default_factory=set)

    def items(self) -> Iterator[Told | FileProblem]:
        for row, cells in with_blank(self.table.rows()):
            refuse_damaged_id(self.table, row, cells[self.at.order])
            problem = self._take(row, cells)
            if problem:
                yield problem
        self._refuse_incomplete()
        for movement in self.movements.values():
            if movement.order_number not in self.spoiled:
                yield from self._told(movement)

    def _take(self, row: int, cells: list[str]) -> FileProblem | None:
        """Add a row up; one that cannot be read spoils what is told of its order, and no more."""
        settlement = self.settlements.setdefault(cells[self.at.settlement].strip(), _Settlement())
        try:
            self._add(row, cells, settlement)
        except (ValueError, ArithmeticError):
            settlement.is_spoiled = True
            self.spoiled.add(cells[self.at.order].strip())
            return self._unreadable(row, cells)
        return None

    def _add(self, row: int, cells: list[str], settlement: _Settlement) -> None:
        at = self.at
        if cells[at.total].strip():
            settlement.stated = self._amount(cells[at.total])
            settlement.currency = currency_code(cells[at.currency])
        parts = [
            (self._amount(cells[place]), cells[name].strip(), is_price) for place, name, is_price in at.parts
        ]
        settlement.counted += sum((amount for amount, *_ in parts), ZERO)
        movement = self._movement(row, cells)
        if movement:
            in_group = cells[at.group].strip().replace("-", "").lower() in OF_THE_BUYER
            for amount, name, is_price in parts:
                movement.buyers.add(name, amount, is_buyers=is_price or in_group)

    def _movement(self, row: int, cells: list[str]) -> _Movement | None:
        """The movement that a row belongs to, if it is one of an order sold here."""
        at, kind = self.at, cells[self.at.kind].strip()
        number = cells[at.order].strip()
        is_ours = not cells[at.marketplace].strip().lower().startswith(NOT_AMAZON)
        if not number or not is_ours or not (kind.lower() in {SOLD, REFUNDED} or is_claim(kind)):
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

    def _refuse_incomplete(self) -> None:
        for number, one in self.settlements.items():
            if not one.is_spoiled and one.stated != one.counted:
                stated = "no total" if one.stated is None else one.stated
                raise ReportIncomplete(
                    path=self.table.path, number=number, stated=str(stated), found=str(one.counted)
                )

    def _told(self, one: _Movement) -> Iterator[Told | FileProblem]:
        gross, currency = -one.buyers.gross, self.settlements[one.settlement].currency
        if is_claim(one.kind):
            yield claim_problem(one.row, one.order_number, one.kind, gross)
        elif one.kind.lower() == SOLD:
            collected = one.buyers.withheld or None
            reported = Reported(FORMAT, abs(collected)) if collected else None
            yield Told(one.row, one.order_number, currency, reported=reported)
        elif gross < 0:
            yield taken_back(one.row, one.order_number, gross)
        elif gross:
            tax = -one.buyers.tax or None
            refund = Refund(gross, one.day, tax, one.reference)
            yield Told(one.row, one.order_number, currency, refund)

    def _amount(self, text: str) -> Decimal:
        return money.money(text, self.decimals) or ZERO

    def _unreadable(self, row: int, cells: list[str]) -> FileProblem:
        for place in (self.at.total, *(place for place, *_ in self.at.parts)):
            try:
                self._amount(cells[place])
            except (ValueError, ArithmeticError):
                return cell_problem(row, self.columns.header[place], cells[place])
        return cell_problem(row, "posted-date", cells[self.at.posted])
