"""Amazon's *All Orders* report: tab-separated, one row an order item, no buyer's name.

`item-price` is for the line and holds the VAT; `item-tax` is the VAT in it, and a blank or
zero one says nothing (FORMATS 3.3). Amazon takes the money when it despatches, but the report
has no day for that: a shipped order counts as paid on its day of purchase, and its day of
despatch stays unknown. Sales of other channels that Amazon only delivers are not sales here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Address, Buyer, LineKind, Order, OrderLine, PaymentState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers import money
from kfdesk.importers.amazon_columns import FORMAT, NEEDED, At, Charge
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
from kfdesk.importers.countries import country_code
from kfdesk.importers.dates import utc_day
from kfdesk.importers.reader import Row, Table
from kfdesk.services.ports import FileProblem

FINGERPRINT = frozenset({"amazon-order-id", "item-price"})
NOT_AMAZON = "non-amazon"
# There the destination's tax is in the price although Amazon pays it over.
EUROPEAN_UNION = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)
TAX_ON_TOP = frozenset({"US", "CA"})


class AmazonOrders:
    """Recognises and reads the report."""

    format = FORMAT
    marketplace = "Amazon"

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by two cells that Amazon's other reports do not have together."""
        return set(header) >= FINGERPRINT

    def read(self, table: Table) -> Iterator[Order | FileProblem]:
        """Orders and problems; a sorted file still gives whole orders."""
        columns = Columns.of(table, FORMAT, NEEDED)
        at = At.of(columns)
        return _Reading(table, columns, at, money.decide_for(peek(table), at.amounts)).items()


@dataclass(frozen=True)
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: At
    decimals: money.Decimals

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
        known: list[Check] = [(self.at.id, filled), (self.at.purchased, utc_day)]
        return [*known, (self.at.currency, _currency), (self.at.quantity, self._quantity), *amounts]

    def _money(self, text: str) -> Decimal:
        return money.money(text, self.decimals) or ZERO

    def _quantity(self, text: str) -> Decimal:
        return money.number(text, self.decimals) or Decimal(0)

    def _order(self, group: list[Row]) -> Order:
        at, head = self.at, group[0][1]
        status = head[at.status].strip().lower()
        purchased = utc_day(head[at.purchased])
        is_paid = status.startswith(("shipped", "shipping"))
        ship_to = self._ship_to(head)
        order = Order(
            order_number=filled(head[at.id]),
            currency=next((code for _, cells in group if (code := _currency(cells[at.currency]))), ""),
            lines=self._lines(group),
            layout=FORMAT,
            ordered=purchased,
            paid=purchased if is_paid else None,
            references=_references(head[at.own_id], head[at.purchase_order]),
            payment_state=PaymentState.PAID if is_paid else PaymentState.UNPAID,
            is_cancelled=status.startswith("cancel"),
            buyer=self._buyer(head),
            ship_to=ship_to,
            rows=tuple(row for row, _ in group),
        )
        return self._with_tax(self._checked(order, head), group)

    def _lines(self, group: list[Row]) -> tuple[OrderLine, ...]:
        goods = [self._goods(row) for row in group if self._is_supplied(row[1])]
        beside = (
            (self.at.delivery, "Delivery", LineKind.DELIVERY),
            (self.at.wrap, "Gift wrap", LineKind.GIFT_WRAP),
        )
        return (
            *goods,
            *(line for charge, title, kind in beside for line in self._beside(group, charge, title, kind)),
        )

    def _is_supplied(self, cells: list[str]) -> bool:
        return bool(self._quantity(cells[self.at.quantity]))

    def _goods(self, row: Row) -> OrderLine:
        at, (number, cells) = self.at, row
        return OrderLine(
            title=cells[at.title].strip(),
            amount=self._money(cells[at.item.price]),
            quantity=self._quantity(cells[at.quantity]),
            discount=abs(self._money(cells[at.item.discount])),
            tax=self._money(cells[at.item.tax]) or None,
            sku=cells[at.sku].strip(),
            row=number,
        )

    def _beside(self, group: list[Row], charge: Charge, title: str, kind: LineKind) -> Iterator[OrderLine]:
        """Delivery and gift wrap stand beside each item; an order has one line of each."""
        price, tax, discount = (
            self._sum(group, place) for place in (charge.price, charge.tax, charge.discount)
        )
        if price:
            row = group[0][0]
            yield OrderLine(title, price, kind=kind, discount=abs(discount), tax=tax or None, row=row)

    def _sum(self, group: list[Row], column: int) -> Decimal:
        return sum((self._money(cells[column]) for _, cells in group), ZERO)

    def _checked(self, order: Order, head: list[str]) -> Order:
        """Say what is no sale; an order without prices is one that Amazon has not charged yet."""
        seller = head[self.at.sales_channel].strip()
        if seller.lower().startswith(NOT_AMAZON):
            return replace(order, problems=(Reason(Why.NOT_A_SALE, {"why": seller}),))
        if not order.currency and any(line.amount for line in order.lines):
            raise ValueError("prices without a currency")
        return order

    def _with_tax(self, order: Order, group: list[Row]) -> Order:
        """Whose tax it is. The sum is stated only where every charge has its tax and no promotion."""
        charged = [line for line in order.lines if line.amount]
        taxes = [line.tax for line in charged if line.tax is not None]
        whole = sum(taxes, ZERO)
        if not whole:
            return order
        if self._is_amazons(group):
            return _marketplaces(order, whole)
        if order.ship_to.country in EUROPEAN_UNION:
            return _doubtful(order, whole)
        is_complete = len(taxes) == len(charged) and not any(line.discount for line in charged)
        return replace(order, seller_tax=whole) if is_complete else order

    def _is_amazons(self, group: list[Row]) -> bool:
        told = f"{group[0][1][self.at.tax_model]} {group[0][1][self.at.tax_payer]}".lower()
        return "marketplacefacilitator" in told or "amazon" in told

    def _ship_to(self, cells: list[str]) -> Address:
        at = self.at
        return Address(
            town=cells[at.town].strip(),
            county=cells[at.county].strip(),
            postcode=cells[at.postcode].strip(),
            country=country_code(cells[at.country]),
        )

    def _buyer(self, cells: list[str]) -> Buyer:
        company = cells[self.at.company].strip()
        return Buyer(company=company, vat_number=cells[self.at.vat_number].strip())


def _marketplaces(order: Order, tax: Decimal) -> Order:
    """In North America the tax is beside the price; elsewhere it may be in it, which must be asked."""
    lines = tuple(replace(line, tax=None) for line in order.lines)
    told = replace(order, lines=lines, marketplace_tax=tax)
    return told if order.ship_to.country in TAX_ON_TOP else _doubtful(told, tax)


def _doubtful(order: Order, tax: Decimal) -> Order:
    return replace(order, problems=(*order.problems, Reason.of(Why.TAX_BASIS_UNKNOWN, tax=tax)))


def _currency(text: str) -> str:
    """Blank while an order is pending, and where it was cancelled."""
    return currency_code(text) if text.strip() else ""


def _references(own_id: str, purchase_order: str) -> tuple[str, ...]:
    return tuple(number for text in (own_id, purchase_order) if (number := text.strip()))
