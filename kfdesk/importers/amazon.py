"""Amazon's *All Orders* report, which names no buyer, and its order report, which does.

Both are tab-separated, one row an order item; the two complete each other (domain/merge.py).

`item-price` is for the line and holds the VAT; `item-tax` is the VAT in it, and a blank or
zero one says nothing (FORMATS 3.3). Amazon takes the money when it despatches, but the report
has no day for that: a shipped order counts as paid on its day of purchase, and its day of
despatch stays unknown. The order report (*Unshipped*, *New orders*) has the day of payment and
the address, and no state; further promotions of an item stand on rows without an article.
Sales of other channels that Amazon only delivers are not sales here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Address, Buyer, LineKind, Order, OrderLine, PaymentState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers import money
from kfdesk.importers.amazon_columns import (
    ADDRESSED_FORMAT,
    ADDRESSED_NEEDED,
    FORMAT,
    NEEDED,
    At,
    Charge,
)
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
ADDRESSED_FINGERPRINT = frozenset({"order-id", "payments-date", "quantity-purchased"})
NOWHERE = Address()
NOT_AMAZON = "non-amazon"
# There the destination's tax is in the price although Amazon pays it over.
EUROPEAN_UNION = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)
TAX_ON_TOP = frozenset({"US", "CA"})


@dataclass(frozen=True)
class AmazonOrders:
    """Recognises and reads one of the two reports."""

    format: str = FORMAT
    marketplace: str = "Amazon"
    fingerprint: frozenset[str] = FINGERPRINT
    needed: tuple[str, ...] = NEEDED

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by cells that Amazon's other reports do not have together."""
        return set(header) >= self.fingerprint

    def read(self, table: Table) -> Iterator[Order | FileProblem]:
        """Orders and problems; a sorted file still gives whole orders."""
        columns = Columns.of(table, self.marketplace, self.needed)
        at = At.of(columns)
        decimals = money.decide_for(peek(table), at.amounts)
        return _Reading(table, columns, at, decimals, self.format).items()


AMAZON_ADDRESSED = AmazonOrders(ADDRESSED_FORMAT, fingerprint=ADDRESSED_FINGERPRINT, needed=ADDRESSED_NEEDED)


@dataclass(frozen=True)
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: At
    decimals: money.Decimals
    format: str

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
        if self.at.paid >= 0:
            known.append((self.at.paid, utc_day))
        return [*known, (self.at.currency, _currency), (self.at.quantity, self._quantity), *amounts]

    def _money(self, text: str) -> Decimal:
        return money.money(text, self.decimals) or ZERO

    def _quantity(self, text: str) -> Decimal:
        return money.number(text, self.decimals) or Decimal(0)

    def _order(self, group: list[Row]) -> Order:
        at, head = self.at, group[0][1]
        status = head[at.status].strip().lower()
        purchased = utc_day(head[at.purchased])
        # Only the order report, which has no state, has a day of payment.
        told = utc_day(head[at.paid])
        is_paid = told is not None or status.startswith(("shipped", "shipping"))
        ship_to = self._ship_to(head)
        order = Order(
            order_number=filled(head[at.id]),
            currency=next((code for _, cells in group if (code := _currency(cells[at.currency]))), ""),
            lines=self._lines(group),
            layout=self.format,
            ordered=purchased,
            paid=(told or purchased) if is_paid else None,
            references=_references(head[at.own_id], head[at.purchase_order]),
            payment_state=PaymentState.PAID if is_paid else PaymentState.UNPAID,
            is_cancelled=status.startswith("cancel"),
            buyer=self._buyer(head),
            ship_to=ship_to,
            rows=tuple(row for row, _ in group),
        )
        return self._with_tax(self._checked(order, head), group)

    def _lines(self, group: list[Row]) -> tuple[OrderLine, ...]:
        goods = [self._goods(row, group) for row in group if self._is_supplied(row[1])]
        beside = (
            (self.at.delivery, "Delivery", LineKind.DELIVERY),
            (self.at.wrap, "Gift wrap", LineKind.GIFT_WRAP),
        )
        return (
            *goods,
            *(line for charge, title, kind in beside for line in self._beside(group, charge, title, kind)),
        )

    def _is_supplied(self, cells: list[str]) -> bool:
        return bool(self._quantity(cells[self.at.quantity])) and not self._is_continued(cells)

    def _is_continued(self, cells: list[str]) -> bool:
        """Whether a row only has a further promotion of an item above it."""
        return not cells[self.at.sku].strip() and not cells[self.at.title].strip()

    def _promotions(self, row: Row, group: list[Row]) -> Decimal:
        """All promotions of an item, its further rows' included."""
        at, item = self.at, row[1][self.at.item_id]
        rows = [cells for _, cells in group if self._is_continued(cells) and cells[at.item_id] == item]
        return sum((abs(self._money(cells[at.item.discount])) for cells in (row[1], *rows)), ZERO)

    def _goods(self, row: Row, group: list[Row]) -> OrderLine:
        at, (number, cells) = self.at, row
        return OrderLine(
            title=cells[at.title].strip(),
            amount=self._money(cells[at.item.price]),
            quantity=self._quantity(cells[at.quantity]),
            discount=self._promotions(row, group),
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
            name=cells[at.recipient].strip() or cells[at.buyer].strip(),
            line1=cells[at.line1].strip(),
            line2=", ".join(filter(None, (cells[at.line2].strip(), cells[at.line3].strip()))),
            town=cells[at.town].strip(),
            county=cells[at.county].strip(),
            postcode=cells[at.postcode].strip(),
            country=country_code(cells[at.country]),
        )

    def _buyer(self, cells: list[str]) -> Buyer:
        """Who bought; the address of an order is all that is known of a private buyer."""
        at, address = self.at, self._ship_to(cells)
        return Buyer(
            name=cells[at.buyer].strip() or address.name,
            company=cells[at.company].strip(),
            email=cells[at.email].strip(),
            phone=cells[at.phone].strip(),
            vat_number=cells[at.vat_number].strip(),
            address=address if address.line1 else NOWHERE,
        )


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
