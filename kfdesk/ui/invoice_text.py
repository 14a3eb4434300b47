"""An invoice as it would be posted, as text to read: lines with VAT and why, customer, payment."""

from decimal import Decimal
from html import escape

from PySide6.QtCore import QCoreApplication

from kfdesk import words
from kfdesk.domain.channels import Channel, Chosen
from kfdesk.domain.evidence import VAT_EVIDENCE
from kfdesk.domain.invoices import (
    NO_VAT,
    CustomerDraft,
    InvoiceDraft,
    InvoiceLine,
    PaymentDraft,
    Posted,
)
from kfdesk.domain.plans import Plan
from kfdesk.domain.reasons import Why
from kfdesk.services.late_payments import LatePayment
from kfdesk.ui.figures import day, money

_PAYMENT_REASONS = (
    Why.NO_PAYMENT_UNPAID,
    Why.NO_PAYMENT_SETTING,
    Why.NO_PAYMENT_FOREIGN,
    Why.PAYMENT_NEEDS_PERSON,
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("InvoiceText", text)


def plan_html(plan: Plan, channel: Channel) -> str:
    """What an order becomes; where that is no invoice, why."""
    if plan.posted is None:
        reason = words.reason(plan.reason) if plan.reason else ""
        return f"<h3>{escape(words.state(plan.state))}</h3><p>{escape(reason)}</p>"
    return posted_html(plan.posted, channel)


def outcome_html(plan: Plan, channel: Channel) -> str:
    """As `plan_html`, with no more of the invoice than its lines."""
    if plan.posted is None:
        return plan_html(plan, channel)
    return _table(plan.posted.invoice, channel)


def posted_html(posted: Posted, channel: Channel) -> str:
    """Invoice, customer and payment."""
    told = [reason for reason in posted.why if reason.why not in _PAYMENT_REASONS]
    evidence = [reason for reason in told if reason.why in VAT_EVIDENCE]
    notes = [reason for reason in told if reason.why not in VAT_EVIDENCE]
    parts = [
        _invoice(posted.invoice, channel),
        _section(_tr("Customer"), _customer(posted.customer, channel)),
        _section(_tr("Payment"), _payment(posted, channel)),
        _section(_tr("Why this VAT"), [words.reason(reason) for reason in evidence]),
        _section(_tr("Notes"), [words.reason(reason) for reason in notes]),
    ]
    return "".join(parts)


def credit_html(posted: Posted, channel: Channel) -> str:
    """A credit note: its lines, and how the money goes back as far as the book knows."""
    asked = _tr(
        "Before it is sent, KashFlow is asked how the invoice was paid. If that is not clear, "
        "the credit note is posted and stays open, and kfdesk says so."
    )
    notes = [words.reason(reason) for reason in posted.why]
    parts = [
        _invoice(posted.invoice, channel),
        _section(_tr("Customer"), [posted.customer.name]),
        _section(_tr("How the money goes back"), [*_payment(posted, channel), asked]),
        _section(_tr("Notes"), notes),
    ]
    return "".join(parts)


def late_payment_html(late: LatePayment, channel: Channel) -> str:
    """The payment of an invoice that was sent before the order was paid."""
    posted, number = late.posted, late.original.invoice_number
    heading = _tr("Payment for invoice {number}, “{stamp}”").format(number=number, stamp=posted.invoice.stamp)
    asked = _tr("Before it is sent, KashFlow is asked whether somebody entered it already.")
    return f"<h3>{escape(heading)}</h3>" + _section(_tr("Payment"), [*_payment(posted, channel), asked])


def rate_text(rate: Decimal) -> str:
    """A VAT rate as it is spoken of."""
    return _tr("no VAT") if rate == NO_VAT else _tr("VAT {rate} %").format(rate=f"{rate.normalize():f}")


def _invoice(invoice: InvoiceDraft, channel: Channel) -> str:
    title = _tr("Credit note “{stamp}”") if invoice.gross_amount < 0 else _tr("Invoice “{stamp}”")
    heading = title.format(stamp=invoice.stamp)
    dated = _tr("Dated {day}, due {due}").format(day=day(invoice.invoice_date), due=day(invoice.due_date))
    return f"<h3>{escape(heading)}</h3><p>{escape(dated)}</p>{_table(invoice, channel)}"


def _table(invoice: InvoiceDraft, channel: Channel) -> str:
    titles = (_tr("Line"), _tr("Net"), _tr("VAT"), _tr("Gross"))
    head = "".join(f"<th align='{_side(n)}'>{escape(title)}</th>" for n, title in enumerate(titles))
    lines = "".join(_line(line, invoice.currency, channel) for line in invoice.lines)
    total = _row(
        _tr("Together"), invoice.net_amount, invoice.vat_amount, invoice.gross_amount, invoice.currency
    )
    return (
        f"<table width='100%' cellspacing='0' cellpadding='3'><tr>{head}</tr>{lines}"
        f"<tr><td colspan='4'><hr></td></tr>{total}</table>"
    )


def _line(line: InvoiceLine, currency: str, channel: Channel) -> str:
    quantity = f"{line.quantity.normalize():f}"
    parts = [
        _tr("{quantity} × {rate} net").format(  # noqa: RUF001 - the sign for times
            quantity=quantity, rate=money_of_rate(line.rate, currency)
        ),
        rate_text(line.vat_rate),
        _name(line.sales_type, channel.settings.sales_type, channel.settings.delivery_type),
    ]
    below = " · ".join(part for part in parts if part)
    whys = "".join(f"<br><i>{escape(words.reason(reason))}</i>" for reason in line.why)
    figures = _row(line.description, line.net_amount, line.vat_amount, line.gross_amount, currency)
    return f"{figures}<tr><td colspan='4'>{escape(below)}{whys}</td></tr>"


def _row(text: str, net: Decimal, vat: Decimal, gross: Decimal, currency: str) -> str:
    cells = "".join(
        f"<td align='right' style='white-space: nowrap'>{escape(money(amount, currency))}</td>"
        for amount in (net, vat, gross)
    )
    return f"<tr><td><b>{escape(text)}</b></td>{cells}</tr>"


def money_of_rate(rate: Decimal, currency: str) -> str:
    """The price of one: with all its decimals, for it may have more than two."""
    is_whole = rate == rate.quantize(Decimal("0.01"))
    return money(rate, currency) if is_whole else f"{rate.normalize():f} {currency}"


def _customer(customer: CustomerDraft, channel: Channel) -> list[str]:
    address = customer.address
    place = (address.company, address.line1, address.line2, address.town, address.county, address.postcode)
    source = _name(customer.source_id, channel.settings.customer_source)
    lines = [
        customer.name,
        _tr("Code {code}").format(code=customer.code),
        customer.email,
        ", ".join(part for part in (*place, address.country) if part),
        _tr("VAT number {number}").format(number=customer.vat_number) if customer.vat_number else "",
        _tr("Customer Source: {source}").format(source=source) if source else "",
    ]
    return [line for line in lines if line]


def _payment(posted: Posted, channel: Channel) -> list[str]:
    if posted.payment:
        return [_payment_text(posted.payment, posted.invoice.currency, channel)]
    if posted.apply_to is not None:
        return [_tr("It is set against the invoice, on which nothing was paid.")]
    reasons = [words.reason(reason) for reason in posted.why if reason.why in _PAYMENT_REASONS]
    return reasons or [_tr("No payment is recorded.")]


def _payment_text(payment: PaymentDraft, currency: str, channel: Channel) -> str:
    settings = channel.settings
    text = _tr("{amount} on {day}, {method}, into {account}")
    if payment.amount < 0:
        text = _tr("{amount} on {day}, {method}, out of {account}")
    return text.format(
        amount=money(payment.amount, currency),
        day=day(payment.paid_on),
        method=_name(payment.method_id, settings.payment_method) or payment.method_id,
        account=_name(payment.account_id, settings.bank_account) or payment.account_id,
    )


def _section(title: str, lines: list[str]) -> str:
    text = "<br>".join(escape(line) for line in lines)
    return f"<h4>{escape(title)}</h4><p>{text}</p>" if lines else ""


def _name(entry_id: int, *entries: Chosen | None) -> str:
    return next((entry.name for entry in entries if entry and entry.id == entry_id), "")


def _side(column: int) -> str:
    return "right" if column else "left"
