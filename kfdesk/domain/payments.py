"""The payment of an invoice, and when there is none (DESIGN 5.3)."""

import re
from datetime import date
from decimal import Decimal

from kfdesk.domain.channels import ChannelSettings
from kfdesk.domain.invoice_lines import one_line
from kfdesk.domain.invoices import PaymentDraft, Posted
from kfdesk.domain.orders import Order, PaymentState
from kfdesk.domain.reasons import Reason, Why

LONGEST_NOTE = 250

_CREDIT = re.compile(r"gift[ _-]?card|store[ _-]?credit|gift[ _-]?voucher", re.IGNORECASE)
_SEVERAL = re.compile(r"\S\s*\+\s*\S")


def payment_for(
    order: Order, settings: ChannelSettings, stamp: str, invoice_date: date, gross: Decimal
) -> PaymentDraft | None:
    """The payment in full; the order must be one for which `no_payment` gives no reason."""
    method, account = settings.payment_method, settings.bank_account
    if not method or not account:
        return None
    note = one_line(f"{stamp} {order.payment_reference}")[:LONGEST_NOTE]
    return PaymentDraft(gross, order.paid or invoice_date, method.id, account.id, note)


def late_payment(order: Order, settings: ChannelSettings, sent: Posted) -> PaymentDraft | None:
    """The payment of an invoice that was sent before the order was paid; None while there is none to send."""
    draft = sent.invoice
    was_unpaid = any(reason.why is Why.NO_PAYMENT_UNPAID for reason in sent.why)
    if sent.payment or not was_unpaid:
        return None
    if no_payment(order, settings, draft.gross_amount, is_foreign=draft.is_foreign):
        return None
    return payment_for(order, settings, draft.stamp, draft.invoice_date, draft.gross_amount)


def no_payment(order: Order, settings: ChannelSettings, gross: Decimal, *, is_foreign: bool) -> Reason | None:
    """Why the invoice goes out without its payment, None when it is to have it."""
    if not settings.record_payments:
        return Reason(Why.NO_PAYMENT_SETTING)
    if order.payment_state is PaymentState.UNPAID:
        return Reason(Why.NO_PAYMENT_UNPAID)
    if is_foreign and not settings.foreign_payments:
        return Reason(Why.NO_PAYMENT_FOREIGN)
    if order.payment_state is PaymentState.PART_PAID:
        return Reason.of(Why.PAYMENT_IN_PART, gross=gross)
    if _needs_person(order):
        return Reason.of(Why.PAYMENT_NEEDS_PERSON, method=order.payment_method, paid=_proposed(order, gross))
    return None


def _proposed(order: Order, gross: Decimal) -> Decimal:
    """What was paid in money; the whole where credit paid for all of it, or where it is not told."""
    by_money = gross - order.paid_by_credit
    return by_money if by_money > 0 else gross


def _needs_person(order: Order) -> bool:
    """Gift card, store credit, or several methods in one cell (`A + B`)."""
    method = order.payment_method
    return bool(order.paid_by_credit > 0 or _CREDIT.search(method) or _SEVERAL.search(method))
