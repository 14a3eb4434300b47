"""Orders as lists: ids by filter and sort, rows by id, counts and sums."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, or_, select

from kfdesk.domain.money import from_minor
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import PostingKind
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.ports import AttentionGroup, MonthSum, OrderColumn, OrderFilter, OrderRow
from kfdesk.store.conditions import is_seen, stands
from kfdesk.store.order_rows import reason_of
from kfdesk.store.tables import channel, orders, posting
from kfdesk.store.times import day_of, day_text

_SORTED_BY: Mapping[OrderColumn, ColumnElement[Any]] = {
    OrderColumn.ORDER_NUMBER: orders.c.number,
    OrderColumn.STATE: orders.c.state,
    OrderColumn.ORDERED: orders.c.ordered,
    OrderColumn.BUYER: orders.c.buyer,
    OrderColumn.GROSS: orders.c.gross_minor,
    OrderColumn.INVOICE: orders.c.invoice_number,
}
_SHOWN = (
    orders.c.id,
    orders.c.channel_id,
    channel.c.name.label("channel_name"),
    orders.c.number,
    orders.c.state,
    orders.c.reason,
    orders.c.ordered,
    orders.c.paid,
    orders.c.despatched,
    orders.c.buyer,
    orders.c.gross_minor,
    orders.c.currency,
    orders.c.invoice_number,
)
_FOR_THE_PERSON = {
    OrderState.NEEDS_ATTENTION: Reason.of(Why.HELD, detail=""),
    OrderState.IN_DOUBT: Reason.of(Why.DOUBT, operation="", detail=""),
    OrderState.CHANGED: Reason.of(Why.CHANGED_AFTER_EXPORT, before="", after=""),
}
"""The states that a person must look at, with what stands where no reason was given."""


class OrderLists:
    """The listing half of `services.ports.OrderStore`."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of this connection."""
        self._connection = connection

    def ids(
        self, which: OrderFilter, column: OrderColumn = OrderColumn.ORDERED, *, descending: bool = True
    ) -> list[int]:
        sorted_by = (self._sort_key(column), orders.c.id)
        found = select(orders.c.id).where(*_conditions(which))
        found = found.order_by(*(part.desc() if descending else part.asc() for part in sorted_by))
        return self._first_column(found)

    def _first_column(self, found: Select[tuple[int]]) -> list[int]:
        """Straight from the driver: a list may be as long as the book, and needs no row objects."""
        with self._connection.execute(found) as result:
            return [row[0] for row in result.cursor.fetchall()]

    def rows(self, ids: Sequence[int]) -> tuple[OrderRow, ...]:
        """Ids that are no longer there are left out."""
        of_channel = channel.c.id == orders.c.channel_id
        found = select(*_SHOWN).join_from(orders, channel, of_channel).where(orders.c.id.in_(ids))
        by_id = {row.id: _order_row(row) for row in self._connection.execute(found)}
        return tuple(by_id[order_id] for order_id in ids if order_id in by_id)

    def counts(self, company_id: int) -> Mapping[tuple[int, OrderState], int]:
        counted = (
            select(orders.c.channel_id, orders.c.state, func.count().label("number_of"))
            .where(orders.c.company_key == company_id, is_seen())
            .group_by(orders.c.channel_id, orders.c.state)
        )
        rows = self._connection.execute(counted)
        return {(row.channel_id, OrderState(row.state)): row.number_of for row in rows}

    def waiting_for(self, company_id: int, why: Why) -> Mapping[int, int]:
        waiting = (orders.c.state == OrderState.WAITING.value, orders.c.why == why.value)
        counted = (
            select(orders.c.channel_id, func.count().label("number_of"))
            .where(orders.c.company_key == company_id, *waiting, is_seen())
            .group_by(orders.c.channel_id)
        )
        return {row.channel_id: row.number_of for row in self._connection.execute(counted)}

    def sums(self, which: OrderFilter) -> Mapping[str, tuple[int, Decimal]]:
        figures = (func.count().label("number_of"), func.sum(orders.c.gross_minor).label("gross"))
        summed = select(orders.c.currency, *figures).where(*_conditions(which)).group_by(orders.c.currency)
        rows = self._connection.execute(summed)
        return {row.currency: (row.number_of, from_minor(row.gross)) for row in rows}

    def attention(self, company_id: int) -> tuple[AttentionGroup, ...]:
        """The reason of a group is that of one of its orders."""
        rows = self._connection.execute(_attention(company_id))
        groups = [
            AttentionGroup(
                channel_id=row.channel_id,
                channel_name=row.channel_name,
                reason=reason_of(row.reason) or _FOR_THE_PERSON[OrderState(row.state)],
                count=row.number_of,
            )
            for row in rows
        ]
        return tuple(sorted(groups, key=lambda group: (-group.count, group.channel_name.casefold())))

    def month_sums(self, company_id: int) -> tuple[MonthSum, ...]:
        keys = (channel.c.name, posting.c.channel_id, posting.c.month, posting.c.currency)
        is_invoice = posting.c.kind == PostingKind.INVOICE.value
        figures = (
            func.sum(case((is_invoice, 1), else_=0)).label("number_of"),
            func.sum(case((is_invoice, 0), else_=1)).label("notes"),
            func.sum(posting.c.gross_minor).label("gross"),
        )
        summed = (
            select(*keys, *figures)
            .join_from(posting, channel, channel.c.id == posting.c.channel_id)
            .where(posting.c.company_id == company_id, stands())
            .group_by(*keys)
            .order_by(posting.c.month, channel.c.name, posting.c.currency)
        )
        return tuple(_month_sum(row) for row in self._connection.execute(summed))

    def _sort_key(self, column: OrderColumn) -> ColumnElement[Any]:
        """Channels are few: their places are put into the query, which then needs no join."""
        if column is not OrderColumn.CHANNEL:
            return _SORTED_BY[column]
        ids = self._connection.execute(select(channel.c.id).order_by(channel.c.name_key)).scalars()
        places = {channel_id: place for place, channel_id in enumerate(ids)}
        return case(places, value=orders.c.channel_id, else_=-1) if places else orders.c.channel_id


def _conditions(which: OrderFilter) -> list[ColumnElement[bool]]:
    wanted = [orders.c.company_key == which.company_id, is_seen()]
    if which.channel_id is not None:
        wanted.append(orders.c.channel_id == which.channel_id)
    if which.state is not None:
        wanted.append(orders.c.state == which.state.value)
    if which.first is not None:
        wanted.append(orders.c.ordered >= day_text(which.first))
    if which.last is not None:
        wanted.append(orders.c.ordered <= day_text(which.last))
    text = which.text.strip().casefold()
    if text:
        places = (orders.c.search, orders.c.message)
        wanted.append(or_(*(place.contains(text, autoescape=True) for place in places)))
    return wanted


def _attention(company_id: int) -> Select[Any]:
    keys = (channel.c.name.label("channel_name"), orders.c.channel_id, orders.c.state, orders.c.why)
    states = [state.value for state in _FOR_THE_PERSON]
    return (
        select(*keys, func.max(orders.c.reason).label("reason"), func.count().label("number_of"))
        .join_from(orders, channel, channel.c.id == orders.c.channel_id)
        .where(orders.c.company_key == company_id, orders.c.state.in_(states), is_seen())
        .group_by(channel.c.name, orders.c.channel_id, orders.c.state, orders.c.why)
    )


def _order_row(row: Any) -> OrderRow:
    return OrderRow(
        id=row.id,
        channel_id=row.channel_id,
        channel_name=row.channel_name,
        order_number=row.number,
        state=OrderState(row.state),
        reason=reason_of(row.reason),
        ordered=day_of(row.ordered),
        paid=day_of(row.paid),
        despatched=day_of(row.despatched),
        buyer=row.buyer,
        gross=from_minor(row.gross_minor),
        currency=row.currency,
        invoice_number=row.invoice_number,
    )


def _month_sum(row: Any) -> MonthSum:
    return MonthSum(
        channel_id=row.channel_id,
        channel_name=row.name,
        month=date.fromisoformat(row.month),
        currency=row.currency,
        orders=row.number_of,
        gross=from_minor(row.gross),
        credit_notes=row.notes,
    )
