"""Paid, cancelled, refunded: what a Shopify order's status cells say together."""

from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import PaymentState, Refund
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.record import Record

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
CREDIT = frozenset({"gift card", "gift_card", "store credit", "store_credit", "shopify_store_credit"})


class Cells(Record, frozen=True):
    """The cells that tell it. `refunded` is None where the file has no such column."""

    status: str
    is_cancelled: bool
    refunded: Decimal | None
    total: Decimal
    outstanding: Decimal
    method: str


class State(Record, frozen=True):
    """What they come to."""

    payment: PaymentState
    is_cancelled: bool = False
    refunds: tuple[Refund, ...] = ()
    problems: tuple[Reason, ...] = ()
    paid_by_credit: Decimal = ZERO


def state_of(cells: Cells) -> State:
    """Voided and cancelled orders were never supplied, unless their money was kept."""
    known = STATES.get(cells.status)
    if known is None:
        problem = Reason.of(Why.CELL_UNREADABLE, column="financial status", found=cells.status)
        return State(PaymentState.UNPAID, problems=(problem,))
    payment = _payment(known, cells)
    kept = _kept(payment, cells)
    refunds, unclear = _given_back(cells)
    problems = (*unclear, Reason.of(Why.CANCELLED_BUT_PAID, paid=kept)) if kept else unclear
    is_stopped = cells.is_cancelled or cells.status == "voided"
    credit = cells.total if cells.method.lower() in CREDIT else ZERO
    return State(payment, is_stopped and not kept, refunds, problems, credit)


def _payment(known: PaymentState, cells: Cells) -> PaymentState:
    """An edit leaves a paid order with a balance open: it is paid in part."""
    is_open = cells.status != "refunded" and cells.outstanding > (cells.refunded or ZERO)
    return PaymentState.PART_PAID if known is PaymentState.PAID and is_open else known


def _kept(payment: PaymentState, cells: Cells) -> Decimal:
    """What of a cancelled order's money was neither void nor given back."""
    if not cells.is_cancelled or payment is PaymentState.UNPAID or cells.status == "refunded":
        return ZERO
    return max(cells.total - (cells.refunded or ZERO), ZERO)


def _given_back(cells: Cells) -> tuple[tuple[Refund, ...], tuple[Reason, ...]]:
    """The refund, which has neither date nor lines in this file."""
    if cells.refunded:
        return (Refund(cells.refunded),), ()
    if cells.status not in {"refunded", "partially_refunded"} or not cells.total:
        return (), ()
    if cells.status == "refunded" and cells.refunded is None:
        return (Refund(cells.total),), ()
    return (), (Reason.of(Why.REFUND_UNCLEAR, found=cells.status),)
