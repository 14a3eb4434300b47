"""What a person decided about single orders; each decision is kept and audited."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from kfdesk.domain.answers import Answer
from kfdesk.domain.orders import OrderState, Refund
from kfdesk.domain.postings import PostingKind, Step
from kfdesk.store.audit import AuditTrail
from kfdesk.store.codec import freeze, thaw
from kfdesk.store.conditions import DEAD, OF_THE_PERSON, PIECE
from kfdesk.store.exports import SqlExports
from kfdesk.store.order_rows import ANSWER, REFUND, reason_values
from kfdesk.store.tables import decision, orders, posting


class SqlDecisions:
    """`services.ports.DecisionStore` over one transaction."""

    def __init__(self, connection: Connection, trail: AuditTrail, exports: SqlExports) -> None:
        """Work in the transaction of this connection."""
        self._connection = connection
        self._trail = trail
        self._exports = exports

    def add_refund(self, order_id: int, refund: Refund) -> None:
        told = {"gross": refund.gross, "refunded_on": refund.refunded_on, "reference": refund.reference}
        kept = {"order_id": order_id, "kind": REFUND, "value": freeze(refund)}
        self._connection.execute(insert(decision).values(kept))
        self._trail.write("refund told", f"order {order_id}", None, told)

    def answer(self, answers: Mapping[int, Answer]) -> None:
        rows = [
            {"order_id": order_id, "kind": ANSWER, "value": freeze(answer)}
            for order_id, answer in answers.items()
        ]
        if rows:
            self._connection.execute(insert(decision), rows)
        for order_id, answer in answers.items():
            self._trail.write("question answered", f"order {order_id}", None, _told(answer))

    def take_back_answers(self, ids: Sequence[int]) -> None:
        of_these = (decision.c.order_id.in_(ids), decision.c.kind == ANSWER)
        wanted = select(decision.c.order_id, decision.c.value).where(*of_these).order_by(decision.c.id)
        found = self._connection.execute(wanted).all()
        self._connection.execute(delete(decision).where(*of_these))
        for order_id, value in found:
            self._trail.write("answer taken back", f"order {order_id}", _told(thaw(Answer, value)), None)

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


def _told(answer: Answer) -> Mapping[str, object]:
    return {"question": answer.question.why.value, "answer": answer.ruling.value, "by": answer.by}
