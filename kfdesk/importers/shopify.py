"""Shopify's orders export (Admin > Orders > Export), in all its layouts.

One row a line; the order's own cells stand on its first row only. A sale that a marketplace
pushed into the shop says nothing by its zero tax; its own number is kept as a reference.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import (
    Address,
    LineKind,
    Order,
    OrderLine,
    PaymentState,
    Refund,
    TaxStatement,
)
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
from kfdesk.importers.dates import london_day
from kfdesk.importers.reader import Row, Table
from kfdesk.importers.shopify_columns import FORMAT, NEEDED, At
from kfdesk.importers.shopify_figures import Figures, Rates, Settled, rates, settle
from kfdesk.services.ports import FileProblem

FINGERPRINT = frozenset({"name", "financial status", "lineitem quantity"})
STATES = {
    "paid": PaymentState.PAID,
    "partially_refunded": PaymentState.PAID,
    "refunded": PaymentState.PAID,
    "partially_paid": PaymentState.PART_PAID,
    "pending": PaymentState.UNPAID,
    "authorized": PaymentState.UNPAID,
    "expired": PaymentState.UNPAID,
    "voided": PaymentState.UNPAID,
}
MARKETPLACES = ("tiktok", "amazon", "ebay", "etsy", "onbuy", "fruugo", "manomano", "walmart", "temu")
TIMES = "\N{MULTIPLICATION SIGN}"
GIFT_CARDS = ("gift card", "gift voucher")
CREDIT = frozenset({"gift card", "gift_card", "store credit", "shopify_store_credit", "store_credit"})
RATE = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
# Numbers that only a marketplace gives: Amazon's, eBay's.
FOREIGN_NUMBER = re.compile(r"\b(?:\d{3}-\d{7}-\d{7}|\d{2}-\d{5}-\d{5})\b")
LONG_NUMBER = re.compile(r"\b\d{9,20}\b")


class ShopifyOrders:
    """Recognises and reads the export."""

    format = FORMAT
    marketplace = "Shopify"

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by three cells that no other export has together."""
        return set(header) >= FINGERPRINT

    def read(self, table: Table) -> Iterator[Order | FileProblem]:
        """Orders and problems in the order of the file."""
        columns = Columns.of(table, FORMAT, NEEDED)
        at = At.of(columns)
        reading = _Reading(table, columns, at, money.decide_for(peek(table), at.amounts))
        return reading.items()


@dataclass(frozen=True)
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: At
    decimals: money.Decimals

    def items(self) -> Iterator[Order | FileProblem]:
        for group in self._groups():
            number, head = group[0]
            refuse_damaged_id(self.table, number, head[self.at.name])
            refuse_damaged_id(self.table, number, head[self.at.id])
            yield self._item(group)

    def _groups(self) -> Iterator[list[Row]]:
        name, total, own_id = self.at.name, self.at.total, self.at.id
        group: list[Row] = []
        for row in with_blank(self.table.rows()):
            cells = row[1]
            if group:
                head = group[0][1]
                # Two orders of one name stand side by side where two files were put together.
                is_other = (cells[total] and cells[total] != head[total]) or (
                    cells[own_id] and cells[own_id] != head[own_id]
                )
                if cells[name] != head[name] or is_other:
                    yield group
                    group = []
            group.append(row)
        if group:
            yield group

    def _item(self, group: list[Row]) -> Order | FileProblem:
        number, head = group[0]
        if not head[self.at.total] and not head[self.at.status]:
            return FileProblem(number, Reason.of(Why.LINES_APART, order_number=head[self.at.name].strip()))
        try:
            return self._order(group)
        except (ValueError, ArithmeticError):
            return unreadable(self.columns, group, self._checks())

    def _checks(self) -> list[Check]:
        amounts: list[Check] = [(at, self._money) for at in self.at.amounts]
        dates: list[Check] = [(at, london_day) for at in self.at.dates]
        quantity: Check = (self.at.quantity, self._quantity)
        return [
            (self.at.name, filled),
            (self.at.currency, _currency_or_blank),
            quantity,
            *amounts,
            *dates,
        ]

    def _money(self, text: str) -> Decimal:
        return money.money(text, self.decimals) or ZERO

    def _quantity(self, text: str) -> Decimal:
        return money.number(text, self.decimals) or Decimal(0)

    def _order(self, group: list[Row]) -> Order:
        at, head = self.at, group[0][1]
        stated = self._stated(head)
        goods, tips, taxable = self._lines(group)
        figures = self._figures(head, goods, tips)
        settled = settle(figures)
        whole = (*goods, *self._delivery(group[0], figures, settled), *tips, *_duties(settled, group[0][0]))
        is_pushed = _is_pushed(head[at.source])
        told = Rates() if is_pushed else rates(stated, figures.taxes, settled, whole, taxable)
        ship_to = at.ship_to.read(head)
        order = Order(
            order_number=filled(head[at.name]),
            currency=currency_code(head[at.currency]),
            lines=_rated(whole, taxable, told),
            layout=FORMAT,
            ordered=london_day(head[at.created]),
            paid=london_day(head[at.paid]),
            despatched=london_day(head[at.fulfilled]),
            channel_order_id=head[at.id].strip(),
            references=_references(head[at.tags], head[at.notes], is_pushed=is_pushed),
            tax_basis=settled.basis,
            order_discount=settled.order_discount,
            seller_tax=figures.taxes or None,
            taxes=stated,
            stated_total=figures.total,
            payment_method=head[at.method].strip(),
            payment_reference=head[at.reference].strip(),
            buyer=at.buyer(head, ship_to),
            ship_to=ship_to if ship_to != Address() else at.billing.read(head),
            has_lines=at.price >= 0,
            problems=(*self._without_prices(group), *((settled.problem,) if settled.problem else ())),
            rows=tuple(row for row, _ in group),
        )
        return self._with_state(order, head, figures)

    def _figures(self, head: list[str], goods: Sequence[OrderLine], tips: Sequence[OrderLine]) -> Figures:
        at, amount = self.at, self._money
        sum_of_goods = sum((line.amount for line in goods), ZERO)
        discount = amount(head[at.discount])
        return Figures(
            goods=sum_of_goods,
            line_discounts=sum((line.discount for line in goods), ZERO),
            subtotal=amount(head[at.subtotal]) if head[at.subtotal] else sum_of_goods - discount,
            discount=discount,
            shipping=amount(head[at.shipping]),
            taxes=amount(head[at.taxes]),
            tips=sum((line.amount for line in tips), ZERO),
            duties=amount(head[at.duties]),
            total=amount(head[at.total]),
            outstanding=amount(head[at.outstanding]),
        )

    def _lines(self, group: list[Row]) -> tuple[list[OrderLine], list[OrderLine], list[bool]]:
        """Goods, tips, and which of the goods are taxable."""
        if self.at.price < 0:
            return [self._one_for_all(group)], [], [True]
        goods, tips, taxable = [], [], []
        for row, cells in group:
            if not cells[self.at.title] and not cells[self.at.quantity]:
                continue
            line = self._line(row, cells)
            if line.kind is LineKind.TIP:
                tips.append(line)
            else:
                goods.append(line)
                taxable.append(cells[self.at.taxable].strip().lower() != "false")
        return goods, tips, taxable

    def _line(self, row: int, cells: list[str]) -> OrderLine:
        at = self.at
        quantity = self._quantity(cells[at.quantity])
        price = money.number(cells[at.price], self.decimals) or ZERO
        return OrderLine(
            title=cells[at.title].strip(),
            amount=money.whole_pennies(quantity * price),
            quantity=quantity,
            kind=self._kind(cells),
            discount=self._money(cells[at.line_discount]),
            sku=cells[at.sku].strip(),
            row=row,
        )

    def _kind(self, cells: list[str]) -> LineKind:
        title = cells[self.at.title]
        if title == "Tip" and cells[self.at.line_status] == "not_eligible" and not cells[self.at.vendor]:
            return LineKind.TIP
        if cells[self.at.needs_shipping] == "false" and any(word in title.lower() for word in GIFT_CARDS):
            return LineKind.GIFT_CARD
        return LineKind.GOODS

    def _one_for_all(self, group: list[Row]) -> OrderLine:
        """A file cut down to a few columns has no prices: one line stands for all."""
        at, (row, head) = self.at, group[0]
        items = [f"{cells[at.quantity].strip()} {TIMES} {cells[at.title].strip()}" for _, cells in group]
        left = self._money(head[at.total]) - self._money(head[at.shipping])
        amount = (
            self._money(head[at.subtotal]) + self._money(head[at.discount]) if head[at.subtotal] else left
        )
        return OrderLine(title=", ".join(items), amount=amount, row=row)

    def _without_prices(self, group: list[Row]) -> Iterator[Reason]:
        if self.at.price < 0:
            yield Reason.of(Why.LINES_NOT_IN_FILE, items=len(group))

    def _delivery(self, first: Row, figures: Figures, settled: Settled) -> Iterator[OrderLine]:
        if figures.shipping:
            row, head = first
            title = head[self.at.shipping_method].strip() or "Delivery"
            discount = settled.delivery_discount
            yield OrderLine(title, figures.shipping, kind=LineKind.DELIVERY, discount=discount, row=row)

    def _stated(self, head: list[str]) -> tuple[TaxStatement, ...]:
        found = zip(self.at.tax_names, self.at.tax_values, strict=True)
        return tuple(
            TaxStatement(head[name], self._money(head[value]), _rate_in(head[name]))
            for name, value in found
            if head[name]
        )

    def _with_state(self, order: Order, head: list[str], figures: Figures) -> Order:
        """Paid, cancelled and refunded as the file tells it."""
        status = head[self.at.status].strip().lower()
        if status not in STATES:
            problem = Reason.of(Why.CELL_UNREADABLE, column="financial status", found=status)
            return replace(order, payment_state=PaymentState.UNPAID, problems=(*order.problems, problem))
        refunded = self._money(head[self.at.refunded])
        paid_less = status != "refunded" and figures.outstanding > refunded
        state = (
            PaymentState.PART_PAID if STATES[status] is PaymentState.PAID and paid_less else STATES[status]
        )
        is_stopped = status == "voided" or bool(head[self.at.cancelled].strip())
        problems, refunds = _given_back(status, refunded, figures.total, self.columns.has("refunded amount"))
        keeps_money = (
            is_stopped
            and state is not PaymentState.UNPAID
            and refunded < figures.total
            and status != "refunded"
        )
        if keeps_money:
            problems = (*problems, Reason.of(Why.CANCELLED_BUT_PAID, paid=figures.total - refunded))
        return replace(
            order,
            payment_state=state,
            is_cancelled=is_stopped and not keeps_money,
            refunds=refunds,
            paid_by_credit=figures.total if order.payment_method.lower() in CREDIT else ZERO,
            problems=(*order.problems, *problems),
        )


def _given_back(
    status: str,
    refunded: Decimal,
    total: Decimal,
    is_told: bool,  # noqa: FBT001 - a fact of the file
) -> tuple[tuple[Reason, ...], tuple[Refund, ...]]:
    """The refund, which has neither date nor lines in this file."""
    if refunded:
        return (), (Refund(refunded),)
    if status == "refunded" and total and not is_told:
        return (), (Refund(total),)
    if status in {"refunded", "partially_refunded"} and total:
        return (Reason.of(Why.REFUND_UNCLEAR, found=f"{status} {refunded}"),), ()
    return (), ()


def _rated(lines: Sequence[OrderLine], taxable: Sequence[bool], told: Rates) -> tuple[OrderLine, ...]:
    if told.goods is None:
        return tuple(lines)
    return tuple(
        _rated_line(line, told, is_taxed=position >= len(taxable) or taxable[position])
        for position, line in enumerate(lines)
    )


def _rated_line(line: OrderLine, told: Rates, *, is_taxed: bool) -> OrderLine:
    if line.kind is LineKind.DELIVERY:
        return replace(line, vat_rate=told.delivery)
    if line.kind is LineKind.GOODS:
        return replace(line, vat_rate=told.goods if is_taxed else told.untaxed)
    return line


def _duties(settled: Settled, row: int) -> Iterator[OrderLine]:
    if settled.duties:
        yield OrderLine("Duties", settled.duties, kind=LineKind.FEE, row=row)


def _currency_or_blank(text: str) -> str:
    """Only the first row of an order has a currency."""
    return currency_code(text) if text.strip() else ""


@lru_cache(maxsize=1024)
def _rate_in(name: str) -> Decimal | None:
    found = RATE.search(name)
    return Decimal(found[1].replace(",", ".")) if found else None


@lru_cache(maxsize=1024)
def _is_pushed(source: str) -> bool:
    return any(word in source.lower() for word in MARKETPLACES)


def _references(tags: str, notes: str, *, is_pushed: bool) -> tuple[str, ...]:
    if not tags and not notes:
        return ()
    text = f"{tags}\n{notes}"
    found = FOREIGN_NUMBER.findall(text)
    if is_pushed:
        found += LONG_NUMBER.findall(text)
    return tuple(dict.fromkeys(found))
