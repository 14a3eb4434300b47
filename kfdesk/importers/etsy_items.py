"""Etsy's *sold order items* file: one row an item.

The order's coupon discount and shipping stand on its first row only; `Item Total` is quantity
times price before discount; tax that Etsy collected is beside, in columns of its own (FORMATS 3.5).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Buyer, LineKind, Order, OrderLine, PaymentState
from kfdesk.importers import money
from kfdesk.importers.columns import (
    Check,
    Columns,
    currency_code,
    filled,
    gathered,
    peek,
    refuse_damaged_id,
    unreadable,
)
from kfdesk.importers.dates import DayReader, month_first_reader
from kfdesk.importers.etsy import MARKETPLACE, AddressAt, at_either, username
from kfdesk.importers.reader import Row, Table
from kfdesk.services.ports import FileProblem

FORMAT = "etsy.items"
FINGERPRINT = frozenset({"item name", "listing id", "order id"})
NEEDED = ("order id", "item name", "quantity", "price", "currency", "sale date", "discount amount")


class EtsyItems:
    """Recognises and reads the file."""

    format = FORMAT
    marketplace = MARKETPLACE

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by cells that the orders file does not have."""
        return set(header) >= FINGERPRINT

    def read(self, table: Table) -> Iterator[Order | FileProblem]:
        """Orders and problems; a file sorted by item still gives whole orders."""
        columns = Columns.of(table, self.marketplace, NEEDED)
        at = _At.of(columns)
        first = peek(table)
        day = month_first_reader(cells[place] for cells in first for place in (at.sold, at.paid, at.sent))
        return _Reading(table, columns, at, money.decide_for(first, at.amounts), day).items()


@dataclass(frozen=True)
class _At:
    """Where the cells are."""

    id: int
    sold: int
    title: int
    buyer: int
    quantity: int
    price: int
    discount: int
    shipping: int
    sales_tax: int
    item_total: int
    ship_to: AddressAt
    currency: int
    paid: int
    sent: int
    vat: int
    sku: int

    @classmethod
    def of(cls, columns: Columns) -> "_At":
        return cls(
            id=columns.at("order id"),
            sold=columns.at("sale date"),
            title=columns.at("item name"),
            buyer=columns.at("buyer"),
            quantity=columns.at("quantity"),
            price=columns.at("price"),
            discount=columns.at("discount amount"),
            shipping=at_either(columns, "order shipping"),
            sales_tax=columns.at("order sales tax"),
            item_total=columns.at("item total"),
            ship_to=AddressAt.of(columns, "ship name", "ship address"),
            currency=columns.at("currency"),
            paid=columns.at("date paid"),
            sent=at_either(columns, "date shipped"),
            vat=columns.at("vat paid by buyer"),
            sku=columns.at("sku"),
        )

    @property
    def amounts(self) -> tuple[int, ...]:
        """The money columns that the file has."""
        of_items = (self.price, self.item_total, self.vat)
        of_order = (self.discount, self.shipping, self.sales_tax)
        return tuple(at for at in (*of_items, *of_order) if at >= 0)


@dataclass(frozen=True)
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: _At
    decimals: money.Decimals
    day: DayReader

    def items(self) -> Iterator[Order | FileProblem]:
        for group in gathered(self.table, self.at.id):
            row, head = group[0]
            refuse_damaged_id(self.table, row, head[self.at.id])
            try:
                yield self._order(group)
            except (ValueError, ArithmeticError):
                yield unreadable(self.columns, group, self._checks())

    def _checks(self) -> list[Check]:
        amounts: list[Check] = [(at, self._money) for at in self.at.amounts]
        dates: list[Check] = [(at, self.day) for at in (self.at.sold, self.at.paid, self.at.sent) if at >= 0]
        quantity: Check = (self.at.quantity, self._quantity)
        return [(self.at.id, filled), (self.at.currency, currency_code), quantity, *amounts, *dates]

    def _money(self, text: str) -> Decimal:
        return money.money(text, self.decimals) or ZERO

    def _quantity(self, text: str) -> Decimal:
        quantity = money.number(text, self.decimals)
        if quantity is None:
            raise ValueError("no quantity")
        return quantity

    def _order(self, group: list[Row]) -> Order:
        at, head = self.at, group[0][1]
        ship_to = at.ship_to.read(head)
        paid = self.day(head[at.paid])
        return Order(
            order_number=filled(head[at.id]),
            currency=currency_code(head[at.currency]),
            lines=(*(self._line(row) for row in group), *self._delivery(group)),
            layout=FORMAT,
            ordered=self.day(head[at.sold]),
            paid=paid,
            despatched=self.day(head[at.sent]),
            order_discount=self._sum(group, at.discount),
            marketplace_tax=self._sum(group, at.vat) + self._sum(group, at.sales_tax),
            payment_state=PaymentState.PAID if paid else PaymentState.UNPAID,
            buyer=Buyer(name=ship_to.name, username=username(head[at.buyer]), address=ship_to),
            ship_to=ship_to,
            rows=tuple(row for row, _ in group),
        )

    def _line(self, row: Row) -> OrderLine:
        at, (number, cells) = self.at, row
        quantity = self._quantity(cells[at.quantity])
        price = money.number(cells[at.price], self.decimals) or ZERO
        total = money.money(cells[at.item_total], self.decimals)
        amount = money.whole_pennies(quantity * price) if total is None else total
        return OrderLine(cells[at.title].strip(), amount, quantity, sku=cells[at.sku].strip(), row=number)

    def _delivery(self, group: list[Row]) -> Iterator[OrderLine]:
        if shipping := self._sum(group, self.at.shipping):
            yield OrderLine("Delivery", shipping, kind=LineKind.DELIVERY, row=group[0][0])

    def _sum(self, group: list[Row], column: int) -> Decimal:
        """Order-level cells are on one row and zero on the others; a sorted file moves that row."""
        return sum((self._money(cells[column]) for _, cells in group), ZERO)
