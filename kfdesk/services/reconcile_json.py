"""A reconciliation as JSON; money as text with two decimals, rates as text, `null` where not known."""

from kfdesk import words
from kfdesk.domain.invoices import NO_VAT
from kfdesk.domain.reconciliation import (
    Difference,
    Figures,
    NotOurs,
    PaymentRow,
    Rate,
    RateRow,
    Reconciliation,
    Total,
)


def reconciliation_json(found: Reconciliation) -> dict[str, object]:
    """All of it."""
    return {
        "company": found.company,
        "from": found.period.first.isoformat(),
        "to": found.period.last.isoformat(),
        "orders": found.orders,
        "undated": found.undated,
        "may_be_cut": found.may_be_cut or None,
        "settled": found.is_settled,
        "totals": [_total(each) for each in found.totals],
        "rows": [_row(each) for each in found.rows],
        "payments": [_payment(each) for each in found.payments],
        "differences": [_difference(each) for each in found.differences],
        "not_ours": [_not_ours(each) for each in found.not_ours],
    }


def _three(figures: Figures) -> dict[str, str]:
    return {"net": f"{figures.net:.2f}", "vat": f"{figures.vat:.2f}", "gross": f"{figures.gross:.2f}"}


def _rate(rate: Rate) -> str | None:
    if rate is None:
        return None
    return "none" if rate == NO_VAT else f"{rate.normalize():f}"


def _total(total: Total) -> dict[str, object]:
    pictures = (
        "ordered",
        "sent",
        "held",
        "not_ours",
        "in_kashflow",
        "difference",
        "explained",
        "unexplained",
    )
    amounts = ("payments_sent", "payments_found", "payments_unexplained", "marketplace_tax")
    return {
        "currency": total.currency,
        **{name: _three(getattr(total, name)) for name in pictures},
        **{name: f"{getattr(total, name):.2f}" for name in amounts},
    }


def _row(row: RateRow) -> dict[str, object]:
    return {
        "channel": row.key.channel,
        "day": row.key.day.isoformat(),
        "currency": row.key.currency,
        "vat_rate": _rate(row.key.rate),
        "ordered": _three(row.ordered),
        "sent": _three(row.sent),
        "held": _three(row.held),
    }


def _payment(row: PaymentRow) -> dict[str, object]:
    return {
        "channel": row.channel,
        "day": row.day.isoformat(),
        "currency": row.currency,
        "sent": f"{row.sent:.2f}",
        "found": f"{row.found:.2f}",
    }


def _difference(each: Difference) -> dict[str, object]:
    return {
        "cause": each.cause.value,
        "needs_person": each.needs_person,
        "channel": each.channel,
        "order_number": each.order_number,
        "invoice_number": each.invoice_number or None,
        "day": each.day.isoformat(),
        "currency": each.currency,
        **_three(each.figures),
        "payment": f"{each.payment:.2f}",
        "message": words.difference(each),
    }


def _not_ours(each: NotOurs) -> dict[str, object]:
    return {
        "invoice_number": each.number,
        "day": each.day.isoformat(),
        "customer": each.customer,
        "reference": each.reference,
        "currency": each.currency,
        **_three(each.figures),
        "paid": f"{each.paid:.2f}",
    }
