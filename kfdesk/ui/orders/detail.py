"""One order in full, as text: what the channel says, what would be posted, what was posted."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from kfdesk import words
from kfdesk.domain.evidence import known_facts
from kfdesk.domain.orders import Order, PaymentState, Refund
from kfdesk.domain.plans import Plan
from kfdesk.domain.postings import Condition, Posting
from kfdesk.services.answer_orders import question_of
from kfdesk.services.browse_orders import OrderDetail
from kfdesk.services.ports import StoredOrder
from kfdesk.services.settle_change import InvoiceMatter
from kfdesk.ui.figures import money
from kfdesk.ui.invoice_text import posted_html
from kfdesk.ui.orders.invoice_texts import change_html, late_html, notes_html
from kfdesk.ui.orders.side_by_side import side_by_side_html
from kfdesk.ui.orders.texts import day, tr

Cells = Sequence[str]


def detail_html(detail: OrderDetail, matter: InvoiceMatter | None = None) -> str:
    """The order as HTML; everything that came from outside is escaped."""
    order = detail.stored.order
    title = tr("{channel} order {number}").format(channel=detail.channel.name, number=order.order_number)
    parts = [f"<h3>{escape(title)}</h3>", _standing(detail)]
    if detail.facing:
        parts.append(side_by_side_html(detail.facing))
    parts += [change_html(matter) if matter else "", late_html(detail.late), notes_html(detail.notes)]
    parts += [_channel_says(detail.stored), _lines(order)]
    if detail.plan is not None and detail.plan.posted and not detail.postings:
        parts += [_heading(tr("What would be posted")), posted_html(detail.plan.posted, detail.channel)]
    elif detail.plan is not None and not detail.postings:
        parts += [_heading(tr("What would be posted")), _paragraph(_nothing(detail.plan))]
        if question_of(detail.stored, detail.plan):
            parts.append(_known_for_vat(order))
    for posting in detail.postings:
        parts += [
            _heading(tr("What was posted")),
            _posting(posting),
            posted_html(posting.content, detail.channel),
        ]
    return "".join(parts)


def _standing(detail: OrderDetail) -> str:
    stored = detail.stored
    state = f"<b>{escape(words.state(stored.state))}</b>"
    reason = f" {escape(words.reason(stored.reason))}" if stored.reason else ""
    return f"<p>{state}.{reason}</p>"


def _channel_says(stored: StoredOrder) -> str:
    order, buyer = stored.order, stored.order.buyer
    place = ", ".join(
        part for part in (order.ship_to.town, order.ship_to.postcode, order.ship_to.country) if part
    )
    total = order.stated_total
    rows = [
        (tr("Buyer"), ", ".join(part for part in (buyer.name, buyer.company, buyer.email) if part)),
        (tr("Sent to"), place),
        (tr("Ordered"), day(order.ordered)),
        (
            tr("Paid"),
            day(order.paid) or (tr("not yet") if order.payment_state is PaymentState.UNPAID else ""),
        ),
        (tr("Despatched"), day(order.despatched)),
        (tr("Paid by"), order.payment_method),
        (tr("Total the channel states"), money(total, order.currency) if total is not None else tr("none")),
        (tr("Tax the marketplace keeps"), _unless_zero(order.marketplace_tax, order.currency)),
        (tr("Discount"), _unless_zero(order.order_discount, order.currency)),
        (tr("Refunded"), _unless_zero(order.refunded, order.currency)),
        *((tr("Refund, as told"), _refund(each, order.currency)) for each in stored.given),
    ]
    return _heading(tr("What the channel says")) + _pairs(rows)


def _refund(refund: Refund, currency: str) -> str:
    parts = (money(refund.gross, currency), day(refund.refunded_on), refund.reference)
    return ", ".join(part for part in parts if part)


def _lines(order: Order) -> str:
    head = (tr("Line"), tr("Quantity"), tr("Amount"), tr("Discount"), tr("Tax"))
    rows = [
        (
            f"{line.title} ({line.sku})" if line.sku else line.title,
            f"{line.quantity.normalize():f}",
            money(line.amount, order.currency),
            _unless_zero(line.discount, order.currency),
            "" if line.tax is None else money(line.tax, order.currency),
        )
        for line in order.lines
    ]
    return _table(head, rows)


def _known_for_vat(order: Order) -> str:
    """What speaks for one VAT or another, for a person who must say."""
    facts = "<br>".join(escape(words.reason(reason)) for reason in known_facts(order))
    return _heading(tr("What is known for the VAT")) + f"<p>{facts}</p>"


def _nothing(plan: Plan) -> str:
    return words.reason(plan.reason) if plan.reason else tr("Nothing.")


def _posting(posting: Posting) -> str:
    document = tr("Credit note {number}") if posting.is_credit_note else tr("Invoice {number}")
    number = document.format(number=posting.invoice_number) if posting.has_invoice else ""
    parts = [number, words.state(posting.step)]
    if posting.condition is Condition.IN_DOUBT:
        parts.append(words.state("in_doubt"))
    if posting.reason:
        parts.append(words.reason(posting.reason))
    return _paragraph(". ".join(part.rstrip(".") for part in parts if part) + ".")


def _unless_zero(amount: Decimal, currency: str) -> str:
    return money(amount, currency) if amount else ""


def _heading(text: str) -> str:
    return f"<h4>{escape(text)}</h4>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{escape(value)}</td></tr>"
        for name, value in pairs
        if value
    )
    return f"<table cellspacing='0' cellpadding='2'>{rows}</table>"


def _table(head: Cells, rows: Iterable[Cells]) -> str:
    """The first column is text, the others are figures."""
    top = "".join(
        f"<th align='{'left' if not i else 'right'}'>{escape(cell)}</th>" for i, cell in enumerate(head)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td align='{'left' if not i else 'right'}'>{escape(cell)}</td>" for i, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table width='100%' cellspacing='0' cellpadding='3'><tr>{top}</tr>{body}</table>"
