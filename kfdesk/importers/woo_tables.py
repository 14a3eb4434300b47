"""WooCommerce's order files: each plug-in writes a table of its own.

- SkyVerge's (also GoDaddy's), one row an order: all items in one cell;
- the same with one row an item, order cells repeated; WebToffee's with rows looks like it;
- WebToffee's, one row an order: `line_item_1`, `line_item_2` and so on;
- a dump of one row an item whose order cells stand on the first row only, without tax a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kfdesk.domain.money import PENNY, ZERO
from kfdesk.domain.orders import Order, TaxBasis
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
from kfdesk.importers.dates import london_day
from kfdesk.importers.reader import Row, Table
from kfdesk.importers.woo import MARKETPLACE, Draft, State, Told, line_of, refunds_of, state_of
from kfdesk.importers.woo_cells import entries
from kfdesk.importers.woo_columns import NEEDED, At
from kfdesk.importers.woo_lines import ItemReader, Lines, goods_total
from kfdesk.services.ports import FileProblem

COMMON = frozenset({"order_number", "billing_first_name", "order_total"})


@dataclass(frozen=True)
class WooTable:
    """Recognises and reads one of the layouts, told by where the items stand."""

    format: str
    told_by: frozenset[str]
    items: ItemReader
    marketplace: str = MARKETPLACE

    def recognises(self, header: Sequence[str]) -> bool:
        """The columns of all of them, and the one that only this one has."""
        return set(header) >= COMMON | self.told_by

    def read(self, table: Table) -> Iterator[Order | FileProblem]:
        """Orders and problems; a sorted file still gives whole orders."""
        columns = Columns.of(table, self.marketplace, NEEDED)
        at = At.of(columns)
        lines = Lines(at, money.decide_for(peek(table), at.amounts))
        return _Reading(table, columns, at, lines, self).items()


LAYOUTS = (
    WooTable("woocommerce.orders", frozenset({"line_items"}), Lines.in_one_cell),
    WooTable("woocommerce.webtoffee", frozenset({"line_item_1"}), Lines.in_numbered_cells),
    WooTable("woocommerce.items", frozenset({"item_name", "item_total", "item_total_tax"}), Lines.in_rows),
    WooTable("woocommerce.items", frozenset({"line_item_name", "line_item_total"}), Lines.in_rows),
    WooTable("woocommerce.lines", frozenset({"product_name", "item_total"}), Lines.in_rows),
)


class _Sums(NamedTuple):
    """What the totals say that the file does not say in words."""

    basis: TaxBasis
    discount: Decimal


@dataclass(frozen=True)
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: At
    lines: Lines
    layout: WooTable

    def items(self) -> Iterator[Order | FileProblem]:
        for group in gathered(self.table, self.at.number):
            row, head = group[0]
            refuse_damaged_id(self.table, row, head[self.at.number])
            try:
                yield self._order(group)
            except (ValueError, ArithmeticError):
                yield unreadable(self.columns, group, self._checks())

    def _checks(self) -> list[Check]:
        at = self.at
        amounts: list[Check] = [(place, self.lines.amount) for place in at.amounts]
        dates: list[Check] = [(place, london_day) for place in at.dates]
        many = (at.items, *at.numbered_items, at.fees, at.taxes, at.refunds)
        cells: list[Check] = [(place, entries) for place in many if place >= 0]
        quantity: list[Check] = [(at.quantity, self.lines.exact)] if at.quantity >= 0 else []
        currency: Check = (at.currency, lambda text: currency_code(text) if text.strip() else "")
        return [(at.number, filled), currency, *amounts, *dates, *quantity, *cells]

    def _order(self, group: list[Row]) -> Order:
        at, head = self.at, group[0][1]
        drafts = [*self.layout.items(self.lines, group), *self.lines.beside(head)]
        state, total = self._state(head), self.lines.amount(filled(head[at.total]))
        tax = self.lines.amount(head[at.tax])
        sums = self._sums(drafts, head, total, tax)
        shipping, buyer = at.shipping.read(head), at.buyer(head)
        return Order(
            order_number=head[at.shown_number].strip() or filled(head[at.number]),
            currency=currency_code(head[at.currency]),
            lines=tuple(line_of(draft) for draft in drafts),
            layout=self.layout.format,
            ordered=london_day(head[at.ordered].strip()),
            paid=state.paid,
            despatched=london_day(head[at.completed].strip()),
            channel_order_id=head[at.id].strip(),
            tax_basis=sums.basis,
            order_discount=sums.discount,
            seller_tax=tax or None,
            stated_total=total,
            payment_state=state.payment,
            payment_method=head[at.method_title].strip(),
            payment_reference=head[at.transaction].strip(),
            is_cancelled=state.is_cancelled,
            refunds=refunds_of(self.lines.refunds(head), head[at.status], total),
            buyer=buyer,
            ship_to=shipping if shipping.country or shipping.line1 else buyer.address,
            problems=state.problems,
            rows=tuple(row for row, _ in group),
        )

    def _state(self, head: list[str]) -> State:
        at = self.at
        return state_of(
            Told(
                status=filled(head[at.status]),
                ordered=london_day(head[at.ordered].strip()),
                paid=london_day(head[at.paid].strip()),
                method=head[at.method],
                has_paid_date=at.paid >= 0,
            )
        )

    def _sums(self, drafts: Sequence[Draft], head: list[str], total: Decimal, tax: Decimal) -> _Sums:
        """Lines with a tax of their own are without it; else the total tells, of discounts too."""
        if any(draft.tax is not None for draft in drafts):
            return _Sums(TaxBasis.ON_TOP, ZERO)
        parts, off = goods_total(drafts), self.lines.amount(head[self.at.discount])
        allowed = PENNY * len(drafts)
        for basis, added in ((TaxBasis.ON_TOP, tax), (TaxBasis.INCLUDED, ZERO)):
            for discount in dict.fromkeys((ZERO, off)):
                if abs(parts - discount + added - total) <= allowed:
                    return _Sums(basis, discount)
        return _Sums(TaxBasis.ON_TOP, ZERO)
