"""What all of WooCommerce's order files have in common.

Amounts of lines are without tax, the tax stands beside them, whatever the shop's prices hold,
and discounts are off already. A line's gross (amount and tax together) is kept to the penny.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kfdesk.domain.money import to_penny
from kfdesk.domain.orders import LineKind, OrderLine, PaymentState, Refund
from kfdesk.domain.reasons import Reason, Why

MARKETPLACE = "WooCommerce"
PAID = frozenset({"processing", "completed", "refunded"})
UNPAID = frozenset({"pending", "on-hold", "failed"})
CANCELLED = frozenset({"cancelled", "canceled", "trash"})
DRAFTS = frozenset({"checkout-draft", "auto-draft", "draft"})
# Paid at the door, or some days after the order.
AT_THE_DOOR = frozenset({"cod", "cash on delivery"})
LATER = AT_THE_DOOR | {"bacs", "cheque", "direct bank transfer", "check payments", "cheque payments"}
TIPS = frozenset({"tip", "tips", "gratuity"})


class State(NamedTuple):
    """What the status says."""

    payment: PaymentState
    paid: date | None
    is_cancelled: bool = False
    problems: tuple[Reason, ...] = ()


class Told(NamedTuple):
    """The cells that tell it. `has_paid_date`: whether the layout knows the day of payment at all."""

    status: str
    ordered: date | None
    paid: date | None
    method: str
    has_paid_date: bool


def state_of(told: Told) -> State:
    """Paid, waiting, cancelled, or no sale.

    Where the layout has no day of payment, an order paid at the checkout was paid on its own day.
    """
    status = told.status.strip().lower().removeprefix("wc-").replace(" ", "-")
    if status in CANCELLED:
        return State(PaymentState.UNPAID, told.paid, is_cancelled=True)
    if status in UNPAID:
        return State(PaymentState.UNPAID, told.paid)
    if status in DRAFTS:
        return State(PaymentState.UNPAID, None, problems=(Reason.of(Why.NOT_A_SALE, why=status),))
    if status in PAID or told.paid:
        return _paid(told, status)
    problem = Reason.of(Why.CELL_UNREADABLE, column="status", found=told.status.strip())
    return State(PaymentState.UNPAID, None, problems=(problem,))


def _paid(told: Told, status: str) -> State:
    method = told.method.strip().lower()
    if told.paid is None and status == "processing" and (told.has_paid_date or method in AT_THE_DOOR):
        return State(PaymentState.UNPAID, None)
    if told.has_paid_date or method in LATER:
        return State(PaymentState.PAID, told.paid)
    return State(PaymentState.PAID, told.paid or told.ordered)


def refunds_of(told: tuple[Refund, ...], status: str, total: Decimal) -> tuple[Refund, ...]:
    """The refunds; a refunded order without any is refunded in full."""
    is_refunded = status.strip().lower().removeprefix("wc-") == "refunded"
    return (Refund(total),) if is_refunded and not told and total else told


class Draft(NamedTuple):
    """A line as the file has it, with all decimals. `tax` is None where lines state none."""

    title: str
    total: Decimal
    tax: Decimal | None
    quantity: Decimal = Decimal(1)
    kind: LineKind = LineKind.GOODS
    rate: Decimal | None = None
    sku: str = ""
    row: int = 0


def line_of(draft: Draft) -> OrderLine:
    """The line in whole pennies: what amount and tax lose, their sum does not."""
    amount = to_penny(draft.total)
    tax = None if draft.tax is None else to_penny(draft.total + draft.tax) - amount
    return OrderLine(
        draft.title,
        amount,
        draft.quantity,
        draft.kind,
        tax=tax or None,
        vat_rate=draft.rate,
        sku=draft.sku,
        row=draft.row,
    )


def fee_kind(name: str) -> LineKind:
    """A fee that is called a tip is one."""
    return LineKind.TIP if name.strip().lower() in TIPS else LineKind.FEE
