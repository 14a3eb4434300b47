"""What is written down for documents that stand in KashFlow and that this book never sent."""

from dataclasses import replace
from decimal import Decimal

from kfdesk.domain.invoices import (
    NO_VAT,
    CustomerDraft,
    InvoiceDraft,
    InvoiceLine,
    Posted,
    PostedInvoice,
)
from kfdesk.domain.money import ZERO, to_penny
from kfdesk.domain.plans import Plan
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.ports import StoredOrder

HOME = Decimal(1)


def content_of(stored: StoredOrder, plan: Plan, found: PostedInvoice) -> Posted:
    """Content for an order that could not be planned: its gross, to be held against the invoice.

    Where the invoice has that gross its own lines are taken: a later credit note needs their VAT.
    """
    customer = CustomerDraft(code="", name=found.customer_name, is_channels_own=True)
    draft = draft_of(found, stored.stamp)
    if to_penny(plan.gross) == to_penny(draft.gross_amount) == to_penny(found.gross_amount):
        return Posted(customer, draft)
    day = found.invoice_date
    line = InvoiceLine(stored.stamp, ZERO + 1, plan.gross, plan.gross, NO_VAT, ZERO, 0)
    return Posted(customer, InvoiceDraft(stored.stamp, day, day, stored.order.currency, (line,)))


def as_found(content: Posted, found: PostedInvoice) -> Posted:
    """A credit note's content, when another note than the one that was sent stands under its reference."""
    draft = draft_of(found, content.invoice.stamp)
    payment = content.payment and replace(
        content.payment, amount=draft.gross_amount, paid_on=draft.invoice_date
    )
    why = Reason.of(Why.CREDIT_OF_REFUND, number=found.number, date=draft.invoice_date)
    return replace(content, invoice=draft, payment=payment, why=(why,))


def draft_of(found: PostedInvoice, stamp: str) -> InvoiceDraft:
    """A document as KashFlow gives it back, as if it had been sent with this stamp."""
    lines = tuple(
        InvoiceLine(
            line.description,
            line.quantity,
            line.rate,
            to_penny(line.quantity * line.rate),
            line.vat_rate,
            line.vat_amount,
            line.sales_type,
        )
        for line in found.lines
    )
    due = found.due_date or found.invoice_date
    rate = found.exchange_rate
    return InvoiceDraft(stamp, found.invoice_date, due, found.currency, lines, rate, is_foreign=rate != HOME)
