"""Which invoices may want a credit note: told from sums alone, for a book has thousands that are settled."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, exists, func, or_, select

from kfdesk.domain.credit_notes import known_refunds
from kfdesk.domain.money import ZERO, from_minor
from kfdesk.domain.orders import Refund
from kfdesk.domain.postings import Condition, PostingKind
from kfdesk.domain.refunds import told_once
from kfdesk.store.codec import thaw
from kfdesk.store.conditions import DEAD, HARMLESS, pieces
from kfdesk.store.order_rows import REFUND, refund_of
from kfdesk.store.tables import decision, orders, refund
from kfdesk.store.tables import posting as log


def credit_candidates(connection: Connection, company_id: int) -> tuple[int, ...]:
    """Orders with a read-back invoice that changed, or of which more was given back than was credited.

    Too many do no harm, one too few would lose a credit note: what is not plainly settled is among them.
    """
    refunded = _refunded(connection, company_id)
    credited = _credited(connection, company_id)
    found = []
    for piece in pieces(refunded):
        stated, told = _stated(connection, piece), _told(connection, piece)
        for row in piece:
            sums = credited.get(row.posting_id, ZERO), from_minor(row.gross_minor)
            if row.changed or not _is_settled(stated.get(row.id, ()), told.get(row.id, ()), *sums):
                found.append(row.id)
    return tuple(found)


def _is_settled(stated: Sequence[Refund], told: Sequence[Refund], credited: Decimal, gross: Decimal) -> bool:
    """All that was given back is credited, and it is no more than the invoice."""
    known = sum((each.gross for each in known_refunds(stated, told_once(told))), ZERO)
    total = max(sum((each.gross for each in stated), ZERO), known)
    return total == credited and total <= gross


def _refunded(connection: Connection, company_id: int) -> Sequence[Any]:
    """Orders with a read-back invoice that were refunded by a file or a person, or changed."""
    given = exists().where(decision.c.order_id == orders.c.id, decision.c.kind == REFUND)
    told = (exists().where(refund.c.order_id == orders.c.id), given)
    shown = (orders.c.id, orders.c.changed, log.c.id.label("posting_id"), log.c.gross_minor)
    wanted = (
        select(*shown)
        .join_from(orders, log, log.c.order_id == orders.c.id)
        .where(log.c.company_id == company_id, log.c.kind == PostingKind.INVOICE.value)
        .where(log.c.is_ended, log.c.step.not_in(DEAD), or_(orders.c.changed != "", *told))
        .order_by(orders.c.id)
    )
    return connection.execute(wanted).all()


def _credited(connection: Connection, company_id: int) -> Mapping[int, Decimal]:
    """What the credit notes that stand, or may stand, come to, by the posting of their invoice."""
    may_stand = or_(log.c.step.not_in(HARMLESS), log.c.condition == Condition.IN_DOUBT.value)
    summed = (
        select(log.c.credits_id, func.sum(log.c.gross_minor))
        .where(log.c.company_id == company_id, log.c.kind == PostingKind.CREDIT_NOTE.value, may_stand)
        .group_by(log.c.credits_id)
    )
    return {posting_id: -from_minor(minor) for posting_id, minor in connection.execute(summed)}


def _stated(connection: Connection, piece: Sequence[Any]) -> Mapping[int, list[Refund]]:
    wanted = select(refund).where(refund.c.order_id.in_([row.id for row in piece]))
    return _gathered((row.order_id, refund_of(row)) for row in connection.execute(wanted))


def _told(connection: Connection, piece: Sequence[Any]) -> Mapping[int, list[Refund]]:
    ids = [row.id for row in piece]
    wanted = select(decision).where(decision.c.order_id.in_(ids), decision.c.kind == REFUND)
    rows = connection.execute(wanted.order_by(decision.c.id))
    return _gathered((row.order_id, thaw(Refund, row.value)) for row in rows)


def _gathered(refunds: Iterable[tuple[int, Refund]]) -> Mapping[int, list[Refund]]:
    gathered: dict[int, list[Refund]] = {}
    for order_id, each in refunds:
        gathered.setdefault(order_id, []).append(each)
    return gathered
