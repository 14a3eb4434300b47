"""What is said of an order whose invoice stands: what changed, what can be done, what follows."""

from collections.abc import Sequence
from html import escape

from kfdesk import words
from kfdesk.domain.invoices import InvoiceDraft
from kfdesk.domain.reasons import Why
from kfdesk.services.credit_case import PlannedNote
from kfdesk.services.late_payments import LatePayment
from kfdesk.services.settle_change import InvoiceMatter
from kfdesk.ui.figures import money
from kfdesk.ui.orders.texts import day, tr


def change_html(matter: InvoiceMatter) -> str:
    """Before and after, and what can be done, each with what follows from it; empty without a change."""
    if not matter.is_changed:
        return ""
    heading = tr("Changed after invoice {invoice} was sent").format(invoice=matter.invoice_number)
    whats = "".join(f"<li>{escape(text)}</li>" for text in _choices(matter))
    return (
        f"<h4>{escape(heading)}</h4>{_table(matter)}<h4>{escape(tr('What you can do'))}</h4><ul>{whats}</ul>"
    )


def late_html(late: LatePayment | None) -> str:
    """The payment that goes with the next export."""
    if late is None:
        return ""
    text = tr("Paid after invoice {invoice} was sent: the next export records {amount} on {day}.").format(
        invoice=late.original.invoice_number,
        amount=money(late.payment.amount, late.original.content.invoice.currency),
        day=day(late.payment.paid_on),
    )
    return f"<p>{escape(text)}</p>"


def notes_html(notes: Sequence[PlannedNote]) -> str:
    """Credit notes that wait: for the next export, or for a person."""
    lines = "".join(f"<p>{escape(_note(note))}</p>" for note in notes)
    return f"<h4>{escape(tr('Credit notes to come'))}</h4>{lines}" if notes else ""


def difference_text(matter: InvoiceMatter) -> str:
    """What follows when the difference is credited."""
    return tr(
        "A credit note of {amount} goes out with the next export. KashFlow then holds {after} for the "
        "order. {money}"
    ).format(
        amount=money(matter.difference, matter.before.currency),
        after=money(matter.after.gross_amount, matter.after.currency) if matter.after else "",
        money=_money_back(matter),
    )


def all_back_text(matter: InvoiceMatter) -> str:
    """What follows when all of it is credited."""
    amount = money(matter.left, matter.before.currency)
    text = tr("A credit note of {amount} goes out with the next export. {money}")
    told = text.format(amount=amount, money=_money_back(matter))
    if matter.is_cancelled:
        return told
    return " ".join(
        (
            told,
            tr(
                "kfdesk never sends a second invoice for an order: if it is still a sale, "
                "enter it in KashFlow yourself, as it is now."
            ),
        )
    )


def leave_label(matter: InvoiceMatter) -> str:
    """What the button says: it leaves the invoice, or posts a note in a filed period."""
    if matter.notice and matter.notice.why is Why.VAT_PERIOD_FILED:
        return tr("&Post the credit note all the same")
    return tr("Leave the &invoice as it is")


def leave_text(matter: InvoiceMatter) -> str:
    """What follows when the invoice is left as it is."""
    facts = {
        "invoice": matter.invoice_number,
        "gross": money(matter.before.gross_amount, matter.before.currency),
    }
    why = matter.notice.why if matter.notice else None
    if why is Why.VAT_PERIOD_FILED:
        return tr("The next export posts it under its own date, in the period whose VAT is filed.")
    if why is Why.REFUND_DATE_NEEDED:
        return tr("No credit note is posted for this money; nothing more is asked about it.")
    if why is Why.REFUND_OVER_INVOICE:
        return tr("Invoice {invoice} is credited in full; enter the rest in KashFlow yourself.").format(
            **facts
        )
    return tr(
        "Nothing is sent. Invoice {invoice} stays at {gross}, and nothing is asked until a file changes "
        "the order once more. If the invoice should be otherwise, change it in KashFlow yourself."
    ).format(**facts)


def _choices(matter: InvoiceMatter) -> list[str]:
    labels = [(tr("Leave the invoice as it is"), leave_text(matter))]
    if matter.difference > 0:
        labels.append((tr("Credit the difference"), difference_text(matter)))
    if matter.left > 0:
        labels.append((tr("Credit all of it"), all_back_text(matter)))
    return [f"{label}: {text}" for label, text in labels]


def _money_back(matter: InvoiceMatter) -> str:
    if matter.is_paid:
        return tr("The invoice is paid, so the money goes back the way it came.")
    return tr("Nothing was paid on the invoice, so it is set against it.")


def _table(matter: InvoiceMatter) -> str:
    before, after = matter.before, matter.after
    rows = [
        (tr("Gross"), _gross(before), _gross(after) if after else _none(matter)),
        (tr("VAT"), _vat(before), _vat(after) if after else ""),
        (tr("Currency"), before.currency, after.currency if after else ""),
        (tr("Lines"), _lines(before), _lines(after) if after else ""),
    ]
    head = "".join(f"<th align='left'>{escape(text)}</th>" for text in ("", tr("As sent"), tr("Now")))
    body = "".join(
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{was}&nbsp;&nbsp;</td><td>{now}</td></tr>"
        for name, was, now in rows
    )
    return f"<table width='100%' cellspacing='0' cellpadding='3'><tr>{head}</tr>{body}</table>"


def _none(matter: InvoiceMatter) -> str:
    if matter.is_cancelled:
        return escape(tr("cancelled"))
    return escape(words.reason(matter.why_none)) if matter.why_none else ""


def _gross(draft: InvoiceDraft) -> str:
    return escape(money(draft.gross_amount, draft.currency))


def _vat(draft: InvoiceDraft) -> str:
    return escape(money(draft.vat_amount, draft.currency))


def _lines(draft: InvoiceDraft) -> str:
    texts = (f"{line.description}, {money(line.gross_amount, draft.currency)}" for line in draft.lines)
    return "<br>".join(escape(text) for text in texts)


def _note(note: PlannedNote) -> str:
    amount = money(note.gross, note.currency)
    if note.draft is None:
        return f"{amount}. {words.reason(note.reason)}" if note.reason else amount
    text = tr("{stamp}: {amount} dated {day}. Nothing was sent yet; the next export posts it.")
    return text.format(stamp=note.stamp, amount=amount, day=day(note.draft.invoice_date))
