"""What a person decided about single orders; each decision is kept and audited."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update

from kfdesk.domain.orders import OrderState, Refund
from kfdesk.domain.postings import PostingKind, Step
from kfdesk.store.audit import AuditTrail
from kfdesk.store.codec import freeze
from kfdesk.store.conditions import DEAD, OF_THE_PERSON, PIECE
from kfdesk.store.exports import SqlExports
from kfdesk.store.order_rows import LATE, REFUND, reason_values
from kfdesk.store.tables import decision, orders, posting


class SqlDecisions:
    """`services.ports.DecisionStore` over one transaction."""

    def __init__(self, connection: Connection, trail: AuditTrail, exports: SqlExports) -> None:
        """Work in the transaction of this connection."""
        self._connection = connection
        self._trail = trail
        self._exports = exports

    def add_refund(self, order_id: int, refund: Refund) -> None:
        told = {"gross": refund.gross, "refunded_on": refund.refunded_on}
        self._keep([order_id], REFUND, freeze(Refund, refund))
        self._trail.write("refund told", f"order {order_id}", None, told)

    def allow_late(self, ids: Sequence[int]) -> None:
        self._keep(ids, LATE, "")
        for order_id in ids:
            self._trail.write("filed period allowed", f"order {order_id}")

    def accept_change(self, order_id: int) -> None:
        kept = select(orders.c.changed).where(orders.c.id == order_id)
        told = {"change": self._connection.execute(kept).scalar_one()}
        self._exports.set_notice(order_id, None)
        self._trail.write("change accepted", f"order {order_id}", told, None)

    def export_again(self, ids: Sequence[int]) -> tuple[int, ...]:
        chosen = self._may_go_again(ids)
        told = {"state": OrderState.WAITING.value, "invoice_number": 0, **reason_values(None)}
        self._connection.execute(update(orders).where(orders.c.id.in_(chosen)).values(told))
        for order_id in chosen:
            self._trail.write("export again", f"order {order_id}")
        return chosen

    def _may_go_again(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Undone and gone ones; of a credited one the invoice with our reference still stands."""
        if len(ids) > PIECE:
            raise ValueError(f"at most {PIECE} orders at a time")
        standing = select(posting.c.order_id).where(
            posting.c.order_id.in_(ids),
            posting.c.kind == PostingKind.INVOICE.value,
            (posting.c.step == Step.CREDITED.value) | posting.c.step.not_in(DEAD),
        )
        found = select(orders.c.id).where(
            orders.c.id.in_(ids), orders.c.state.in_(OF_THE_PERSON), orders.c.id.not_in(standing)
        )
        return tuple(self._connection.execute(found.order_by(orders.c.id)).scalars())

    def _keep(self, ids: Sequence[int], kind: str, value: str) -> None:
        rows = [{"order_id": order_id, "kind": kind, "value": value} for order_id in ids]
        if rows:
            self._connection.execute(insert(decision), rows)
