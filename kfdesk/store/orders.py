"""Orders in the book: what is known of each, and what planning and the person say of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Update,
    bindparam,
    delete,
    insert,
    literal,
    not_,
    or_,
    select,
    union_all,
    update,
)

from kfdesk.domain.found import FoundInvoice
from kfdesk.domain.money import to_minor, to_penny
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.ports import OrderVerdict, StoredOrder
from kfdesk.store.codec import freeze
from kfdesk.store.conditions import AS_EXPORTED, OF_THE_PERSON, is_seen, is_sent, pieces
from kfdesk.store.order_imports import Opener, OrderImports
from kfdesk.store.order_lists import OrderLists
from kfdesk.store.order_rows import FOUND, Values, by_order, reason_values, stored_order
from kfdesk.store.tables import channel, decision, order_reference, orders, refund
from kfdesk.store.times import key_of


class SqlOrders(OrderImports, OrderLists):
    """`services.ports.OrderStore` over one transaction."""

    def __init__(self, connection: Connection, opener: Opener) -> None:
        """Work in the transaction of this connection, as this session."""
        OrderImports.__init__(self, connection, opener)
        OrderLists.__init__(self, connection)

    def known(self, channel_id: int, numbers: Sequence[str]) -> Mapping[str, StoredOrder]:
        found: list[int] = []
        for piece in pieces(numbers):
            same = select(orders.c.id).where(
                orders.c.channel_id == channel_id, orders.c.number.in_(piece), is_seen()
            )
            found += self._connection.execute(same).scalars()
        stored = [order for piece in pieces(found) for order in self.get_many(piece)]
        return {one.order.order_number: one for one in stored}

    def numbers_elsewhere(
        self, company_id: int | None, channel_id: int, numbers: Sequence[str]
    ) -> Mapping[str, tuple[str, str]]:
        elsewhere: dict[str, tuple[str, str]] = {}
        for piece in pieces(numbers):
            elsewhere.update(self._elsewhere(company_id, channel_id, piece))
        return elsewhere

    def get(self, order_id: int) -> StoredOrder:
        """Raises KeyError for an id that is not there."""
        found = self.get_many([order_id])
        if not found:
            raise KeyError(order_id)
        return found[0]

    def get_many(self, ids: Sequence[int]) -> tuple[StoredOrder, ...]:
        """Ids that are not there are left out."""
        rows = self._connection.execute(select(orders).where(orders.c.id.in_(ids)))
        by_id = {row.id: row for row in rows}
        refunds = by_order(self._refunds(ids))
        decided = select(decision).where(decision.c.order_id.in_(ids)).order_by(decision.c.id)
        decisions = by_order(self._connection.execute(decided))
        return tuple(
            stored_order(by_id[order_id], refunds.get(order_id, ()), decisions.get(order_id, ()))
            for order_id in ids
            if order_id in by_id
        )

    def unsent_ids(self, channel_id: int) -> list[int]:
        """Undone and gone ones are the person's to choose again, so they are not among them."""
        unsent = select(orders.c.id).where(
            orders.c.channel_id == channel_id,
            orders.c.state.not_in(OF_THE_PERSON),
            is_seen(),
            not_(is_sent()),
        )
        return list(self._connection.execute(unsent.order_by(orders.c.ordered, orders.c.id)).scalars())

    def by_stamps(self, company_id: int, stamps: Iterable[str]) -> Mapping[str, int]:
        keys = sorted({key_of(stamp) for stamp in stamps})
        found: dict[str, int] = {}
        for piece in pieces(keys):
            same = select(orders.c.stamp_key, orders.c.id).where(
                orders.c.company_key == company_id, orders.c.stamp_key.in_(piece), is_seen()
            )
            found.update(self._connection.execute(same).all())
        return found

    def save_verdicts(self, verdicts: Sequence[OrderVerdict]) -> None:
        """An order that was sent keeps its state, but it may be found changed; one left out stays."""
        changes = [one for one in verdicts if one.state is OrderState.CHANGED]
        others = [one for one in verdicts if one.state is not OrderState.CHANGED]
        if changes:
            self._connection.execute(_mark_changed(), [_verdict_values(one) for one in changes])
        if others:
            values = [_verdict_values(one) | {"gross_minor": to_minor(to_penny(one.gross))} for one in others]
            self._connection.execute(_take_verdict(), values)

    def note_found(self, found: Mapping[int, FoundInvoice | None]) -> None:
        if not found:
            return
        before = (decision.c.order_id.in_(found), decision.c.kind == FOUND)
        self._connection.execute(delete(decision).where(*before))
        rows = [
            {"order_id": order_id, "kind": FOUND, "value": freeze(invoice)}
            for order_id, invoice in found.items()
            if invoice
        ]
        if rows:
            self._connection.execute(insert(decision), rows)

    def set_left_out(self, ids: Sequence[int], reason: str) -> None:
        """Orders that were sent stay as they are; one brought back waits to be planned."""
        state = OrderState.SKIPPED if reason else OrderState.WAITING
        why = Reason.of(Why.LEFT_OUT, reason=reason) if reason else None
        values = {"left_out": reason, "state": state.value, **reason_values(why)}
        for piece in pieces(ids):
            wanted = update(orders).where(orders.c.id.in_(piece), not_(is_sent()))
            self._connection.execute(wanted.values(values))

    def _refunds(self, ids: Sequence[int]) -> Iterable[Row[Any]]:
        of_these = select(refund).where(refund.c.order_id.in_(ids))
        return self._connection.execute(of_these.order_by(refund.c.order_id, refund.c.position))

    def _elsewhere(
        self, company_id: int | None, channel_id: int, numbers: Sequence[str]
    ) -> Mapping[str, tuple[str, str]]:
        others = (orders.c.company_key == (company_id or 0), orders.c.channel_id != channel_id, is_seen())
        of_channel = channel.c.id == orders.c.channel_id
        found = select(orders.c.number.label("value"), channel.c.name, orders.c.number).select_from(
            orders.join(channel, of_channel)
        )
        by_reference = select(order_reference.c.value, channel.c.name, orders.c.number).select_from(
            order_reference.join(orders, orders.c.id == order_reference.c.order_id).join(channel, of_channel)
        )
        rows = self._connection.execute(
            union_all(
                by_reference.where(order_reference.c.value.in_(numbers), *others),
                found.where(orders.c.number.in_(numbers), *others),
            )
        )
        return {value: (channel_name, number) for value, channel_name, number in rows}


def _verdict_values(verdict: OrderVerdict) -> Values:
    return {"order_id": verdict.order_id, "new_state": verdict.state.value, **reason_values(verdict.reason)}


def _verdict() -> Update:
    told: Values = {name: bindparam(name) for name in ("why", "reason", "message")}
    wanted = update(orders).where(orders.c.id == bindparam("order_id"))
    return wanted.values(state=bindparam("new_state"), **told)


def _take_verdict() -> Update:
    stays_out = literal(OrderState.SKIPPED.value) == bindparam("new_state")
    may_come = or_(orders.c.left_out == "", stays_out)
    return _verdict().where(not_(is_sent()), may_come).values(gross_minor=bindparam("gross_minor"))


def _mark_changed() -> Update:
    may_change = or_(not_(is_sent()), *(orders.c.state == state for state in AS_EXPORTED))
    return _verdict().where(may_change).values(changed=bindparam("reason"))
