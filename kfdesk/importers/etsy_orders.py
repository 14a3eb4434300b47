"""Etsy's *sold orders* file: one row an order, without its items.

The seller's gross is Order Value less Discount Amount plus Shipping; Shipping Discount is
off Shipping already. Order Total also holds the tax that Etsy collects, whatever Sales Tax says
(FORMATS 3.5). Etsy takes the payment at the sale, so Sale Date is the day of both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Buyer, LineKind, Order, OrderLine, Refund
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers import money
from kfdesk.importers.columns import (
    Check,
    Columns,
    currency_code,
    filled,
    peek,
    refuse_damaged_id,
    unreadable,
    with_blank,
)
from kfdesk.importers.dates import DayReader, month_first_reader
from kfdesk.importers.etsy import MARKETPLACE, AddressAt, at_either, username
from kfdesk.importers.reader import Row, Table
from kfdesk.services.ports import FileProblem

FORMAT = "etsy.orders"
FINGERPRINT = frozenset({"order id", "order net", "order value"})
NEEDED = ("sale date", "order id", "currency", "order value", "discount amount")


class EtsyOrders:
    """Recognises and reads the file."""

    format = FORMAT
    marketplace = MARKETPLACE

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by cells that the items file does not have."""
        return set(header) >= FINGERPRINT

    def read(self, table: Table) -> Iterator[Order | FileProblem]:
        """Orders and problems in the order of the file."""
        columns = Columns.of(table, self.marketplace, NEEDED)
        at = _At.of(columns)
        first = peek(table)
        day = month_first_reader(cells[place] for cells in first for place in (at.sold, at.sent))
        return _Reading(table, columns, at, money.decide_for(first, at.amounts), day).items()


@dataclass(frozen=True)
class _At:
    """Where the cells are."""

    sold: int
    id: int
    user: int
    items: int
    method: int
    sent: int
    ship_to: AddressAt
    currency: int
    value: int
    discount: int
    shipping: int
    total: int
    fees: int
    net: int
    adjusted_total: int
    adjusted_fees: int
    adjusted_net: int
    buyer: int
    sku: int

    @classmethod
    def of(cls, columns: Columns) -> "_At":
        return cls(
            sold=columns.at("sale date"),
            id=columns.at("order id"),
            user=columns.at("buyer user id"),
            items=columns.at("number of items"),
            method=columns.at("payment method"),
            sent=at_either(columns, "date shipped"),
            ship_to=AddressAt.of(columns, "full name", "street "),
            currency=columns.at("currency"),
            value=columns.at("order value"),
            discount=columns.at("discount amount"),
            shipping=at_either(columns, "shipping"),
            total=columns.at("order total"),
            fees=columns.at("card processing fees"),
            net=columns.at("order net"),
            adjusted_total=columns.at("adjusted order total"),
            adjusted_fees=columns.at("adjusted card processing fees"),
            adjusted_net=columns.at("adjusted net order amount"),
            buyer=columns.at("buyer"),
            sku=columns.at("sku"),
        )

    @property
    def amounts(self) -> tuple[int, ...]:
        """The money columns that the file has."""
        adjusted = (self.adjusted_total, self.adjusted_fees, self.adjusted_net)
        seller = (self.value, self.discount, self.shipping, self.total, self.fees, self.net)
        return tuple(at for at in (*seller, *adjusted) if at >= 0)


@dataclass(frozen=True)
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: _At
    decimals: money.Decimals
    day: DayReader

    def items(self) -> Iterator[Order | FileProblem]:
        for row, cells in with_blank(self.table.rows()):
            refuse_damaged_id(self.table, row, cells[self.at.id])
            try:
                yield self._order(row, cells)
            except (ValueError, ArithmeticError):
                yield unreadable(self.columns, [(row, cells)], self._checks())

    def _checks(self) -> list[Check]:
        amounts: list[Check] = [(at, self._money) for at in self.at.amounts]
        wanted: list[Check] = [
            (self.at.id, filled),
            (self.at.sold, self._sale_day),
            (self.at.currency, currency_code),
        ]
        return [*wanted, (self.at.value, self._needed), *amounts, (self.at.sent, self.day)]

    def _money(self, text: str) -> Decimal:
        return money.money(text, self.decimals) or ZERO

    def _needed(self, text: str) -> Decimal:
        amount = money.money(text, self.decimals)
        if amount is None:
            raise ValueError("no amount")
        return amount

    def _sale_day(self, text: str) -> date:
        day = self.day(text)
        if day is None:
            raise ValueError("no date")
        return day

    def _order(self, row: int, cells: list[str]) -> Order:
        at = self.at
        stated = self._stated(cells)
        sellers = self._sellers_gross(cells)
        collected = self._money(cells[at.total]) - stated if cells[at.total].strip() else ZERO
        refunds, problems = self._given_back(cells, stated)
        if collected < 0:
            facts = {"stated": self._money(cells[at.total]), "calculated": sellers}
            problems = (*problems, Reason.of(Why.TOTAL_DIFFERS, **facts))
        ship_to = at.ship_to.read(cells)
        return Order(
            order_number=filled(cells[at.id]),
            currency=currency_code(cells[at.currency]),
            lines=self._lines((row, cells)),
            layout=FORMAT,
            ordered=self._sale_day(cells[at.sold]),
            paid=self._sale_day(cells[at.sold]),
            despatched=self.day(cells[at.sent]),
            order_discount=self._money(cells[at.discount]),
            marketplace_tax=max(collected, ZERO),
            stated_total=stated,
            payment_method=cells[at.method].strip(),
            refunds=refunds,
            buyer=Buyer(
                name=ship_to.name, username=username(cells[at.user] or cells[at.buyer]), address=ship_to
            ),
            ship_to=ship_to,
            has_lines=False,
            problems=(Reason.of(Why.LINES_NOT_IN_FILE, items=_count(cells[at.items])), *problems),
            rows=(row,),
        )

    def _sellers_gross(self, cells: list[str]) -> Decimal:
        at, amount = self.at, self._money
        return self._needed(cells[at.value]) - amount(cells[at.discount]) + amount(cells[at.shipping])

    def _stated(self, cells: list[str]) -> Decimal:
        """What Etsy credits before its fee; where the file has it not, the sum of the parts."""
        net, fees = (money.money(cells[place], self.decimals) for place in (self.at.net, self.at.fees))
        return net + fees if net is not None and fees is not None else self._sellers_gross(cells)

    def _lines(self, row: Row) -> tuple[OrderLine, ...]:
        at, (number, cells) = self.at, row
        count = _count(cells[at.items])
        is_one = count == "1"
        title = f"{count} item" if is_one else f"{count} items"
        sku = cells[at.sku].strip() if is_one else ""
        goods = OrderLine(title, self._needed(cells[at.value]), sku=sku, row=number)
        shipping = self._money(cells[at.shipping])
        if not shipping:
            return (goods,)
        return (goods, OrderLine("Delivery", shipping, kind=LineKind.DELIVERY, row=number))

    def _given_back(self, cells: list[str], stated: Decimal) -> tuple[tuple[Refund, ...], tuple[Reason, ...]]:
        """What is left after a refund stands in the adjusted columns, which are zero without one."""
        at, amount = self.at, self._money
        total, net = amount(cells[at.adjusted_total]), amount(cells[at.adjusted_net])
        left = net + amount(cells[at.adjusted_fees])
        if not total and not left:
            return (), ()
        if left and ZERO < stated - left <= stated:
            return (Refund(stated - left),), ()
        return (), (Reason.of(Why.REFUND_UNCLEAR, found=f"{total}, {net}"),)


def _count(text: str) -> str:
    return text.strip() or "1"
