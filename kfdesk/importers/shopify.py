"""Shopify's orders export (Admin > Orders > Export), in all its layouts.

One row a line; the order's own cells stand on its first row only. A sale that a marketplace
pushed into the shop says nothing by its zero tax; its own number is kept as a reference.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import NOWHERE, LineKind, Order, TaxStatement
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers import money
from kfdesk.importers.columns import (
    Check,
    Columns,
    currency_code,
    filled,
    peek,
    refuse_damaged_id,
    refuse_endless,
    unreadable,
    with_blank,
)
from kfdesk.importers.dates import london_day
from kfdesk.importers.reader import Row, Table
from kfdesk.importers.shopify_columns import FORMAT, NEEDED, At
from kfdesk.importers.shopify_figures import NO_RATES, Figures, rates, settle
from kfdesk.importers.shopify_lines import Draft, Lines, order_lines
from kfdesk.importers.shopify_pushed import is_pushed_in, references_in
from kfdesk.importers.shopify_state import Cells, State, state_of
from kfdesk.services.ports import FileProblem

FINGERPRINT = frozenset({"name", "financial status", "lineitem quantity"})
RATE = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")


class ShopifyOrders:
    """Recognises and reads the export."""

    format = FORMAT
    marketplace = "Shopify"

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by three cells that no other export has together."""
        return set(header) >= FINGERPRINT

    def read(self, table: Table) -> Iterator[Order | FileProblem]:
        """Orders and problems in the order of the file."""
        columns = Columns.of(table, self.marketplace, NEEDED)
        at = At.of(columns)
        decimals = money.decide_for(peek(table), at.amounts)
        amount = money.amounts(decimals)
        return _Reading(table, columns, at, amount, Lines(at, decimals, amount)).items()


@dataclass(frozen=True)
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: At
    amount: Callable[[str], Decimal]
    lines: Lines

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
            refuse_endless(self.table, group)
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
        amounts: list[Check] = [(at, self.amount) for at in self.at.amounts]
        dates: list[Check] = [(at, london_day) for at in self.at.dates]
        quantity: Check = (self.at.quantity, self.lines.quantity)
        name: Check = (self.at.name, filled)
        return [name, (self.at.currency, _currency_or_blank), quantity, *amounts, *dates]

    def _order(self, group: list[Row]) -> Order:
        at, head = self.at, group[0][1]
        drafts = self.lines.drafts(group)
        figures = self._figures(head, drafts)
        settled = settle(figures)
        is_pushed = is_pushed_in(head[at.source])
        stated = () if is_pushed and not figures.taxes else self._stated(head)
        taxed = sum(
            [d.amount - d.discount for d in drafts if d.is_taxed and d.kind is not LineKind.TIP], ZERO
        )
        told = NO_RATES if is_pushed else rates(stated, figures, settled, taxed)
        ship_to = at.ship_to.read(head)
        state = self._state(head, figures)
        return Order(
            order_number=filled(head[at.name]),
            currency=currency_code(head[at.currency]),
            lines=order_lines(drafts, figures, settled, told, head[at.shipping_method].strip()),
            layout=FORMAT,
            ordered=london_day(head[at.created]),
            paid=london_day(head[at.paid]),
            despatched=london_day(head[at.fulfilled]),
            channel_order_id=head[at.id].strip(),
            references=references_in(head[at.tags], head[at.notes], is_pushed=is_pushed),
            tax_basis=settled.basis,
            order_discount=settled.order_discount,
            seller_tax=figures.taxes or None,
            taxes=stated,
            stated_total=figures.total,
            payment_state=state.payment,
            payment_method=head[at.method].strip(),
            payment_reference=head[at.reference].strip(),
            paid_by_credit=state.paid_by_credit,
            is_cancelled=state.is_cancelled,
            refunds=state.refunds,
            buyer=at.buyer(head, ship_to),
            ship_to=ship_to if ship_to != NOWHERE else at.billing.read(head),
            has_lines=at.price >= 0,
            problems=(
                *self._without_prices(group),
                *((settled.problem,) if settled.problem else ()),
                *state.problems,
            ),
            rows=tuple([row for row, _ in group]),
        )

    def _figures(self, head: list[str], drafts: Sequence[Draft]) -> Figures:
        at, amount = self.at, self.amount
        goods = [draft for draft in drafts if draft.kind is not LineKind.TIP]
        sum_of_goods = sum([draft.amount for draft in goods], ZERO)
        discount = amount(head[at.discount])
        return Figures(
            goods=sum_of_goods,
            line_discounts=sum([draft.discount for draft in goods], ZERO),
            subtotal=amount(head[at.subtotal]) if head[at.subtotal] else sum_of_goods - discount,
            discount=discount,
            shipping=amount(head[at.shipping]),
            taxes=amount(head[at.taxes]),
            tips=sum([draft.amount for draft in drafts], ZERO) - sum_of_goods,
            duties=amount(head[at.duties]),
            total=amount(head[at.total]),
            outstanding=amount(head[at.outstanding]),
            line_count=len(goods),
        )

    def _without_prices(self, group: list[Row]) -> tuple[Reason, ...]:
        return () if self.at.price >= 0 else (Reason.of(Why.LINES_NOT_IN_FILE, items=len(group)),)

    def _stated(self, head: list[str]) -> tuple[TaxStatement, ...]:
        places = zip(self.at.tax_names, self.at.tax_values, strict=True)
        found = [(head[name], head[value]) for name, value in places if head[name]]
        return tuple([TaxStatement(name, self.amount(value), _rate_in(name)) for name, value in found])

    def _state(self, head: list[str], figures: Figures) -> State:
        at = self.at
        return state_of(
            Cells(
                status=head[at.status].strip().lower(),
                is_cancelled=bool(head[at.cancelled].strip()),
                refunded=self.amount(head[at.refunded]) if at.refunded >= 0 else None,
                total=figures.total,
                outstanding=figures.outstanding,
                method=head[at.method].strip(),
            )
        )


def _currency_or_blank(text: str) -> str:
    """Only the first row of an order has a currency."""
    return currency_code(text) if text.strip() else ""


@lru_cache(maxsize=1024)
def _rate_in(name: str) -> Decimal | None:
    found = RATE.search(name)
    return Decimal(found[1].replace(",", ".")) if found else None
