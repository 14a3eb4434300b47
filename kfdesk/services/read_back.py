"""Whether KashFlow holds what was sent (DESIGN 5.1, *Read back* and *Adopting*)."""

from collections.abc import Iterator
from decimal import Decimal

from kfdesk.domain.invoices import InvoiceDraft, InvoiceLine, PostedInvoice, PostedLine
from kfdesk.domain.money import to_penny
from kfdesk.domain.postings import Posting
from kfdesk.domain.reasons import Reason, Why

CLOSE = Decimal("0.01")


def stamp_key(text: str) -> str:
    """A stamp as it is compared: whole, ignoring case and outer spaces."""
    return text.strip().casefold()


def has_stamp(invoice: PostedInvoice, stamp: str) -> bool:
    """Whether the invoice bears this stamp, compared whole."""
    return stamp_key(invoice.reference) == stamp_key(stamp)


def is_the_same(invoice: PostedInvoice, posting: Posting) -> bool:
    """Whether an invoice under the posting's number is still the posting's: by its reference.

    What was taken over on a person's word bears another reference than the order's stamp, and
    so is known by its InvoiceDBID as well.
    """
    is_it = has_stamp(invoice, posting.content.invoice.stamp)
    return is_it and posting.invoice_dbid in (0, invoice.dbid)


def same_amount(sent: Decimal, found: Decimal, draft: InvoiceDraft) -> bool:
    """Equal as sent or, in a foreign currency, equal at the draft's rate to a penny."""
    if to_penny(found) == to_penny(sent):
        return True
    if not draft.is_foreign or not draft.exchange_rate:
        return False
    return abs(to_penny(sent / draft.exchange_rate) - to_penny(found)) <= CLOSE


def is_paid_in_full(invoice: PostedInvoice) -> bool:
    """Nothing is left to pay; on a credit note, to pay back."""
    gross, paid = invoice.gross_amount, invoice.amount_paid
    return paid <= gross if gross < 0 else paid >= gross


def agrees(invoice: PostedInvoice, draft: InvoiceDraft) -> bool:
    """Gross and currency agree: the condition for adopting."""
    return invoice.currency == draft.currency and same_amount(draft.gross_amount, invoice.gross_amount, draft)


def found_differs(invoice: PostedInvoice, draft: InvoiceDraft) -> Reason:
    """Why an invoice that bears our stamp is not adopted: both figures."""
    return Reason.of(
        Why.FOUND_BUT_DIFFERS,
        number=invoice.number,
        ours=f"{draft.gross_amount} {draft.currency}",
        theirs=f"{invoice.gross_amount} {invoice.currency}",
    )


def may_be_cut(invoice: PostedInvoice, posting: Posting) -> bool:
    """Whether it may be what was sent, with a reference that KashFlow cut short or dropped."""
    draft, key = posting.content.invoice, stamp_key(invoice.reference)
    if invoice.number <= posting.highest_known or invoice.customer_id != posting.customer_id:
        return False
    is_left_of_it = stamp_key(posting.stamp).startswith(key) if key else agrees(invoice, draft)
    return is_left_of_it and invoice.invoice_date == draft.invoice_date


def reference_differs(invoice: PostedInvoice, posting: Posting) -> Reason:
    """Why an invoice like the one sent is not taken for it, but nothing is sent again."""
    found, number = invoice.reference.strip() or "nothing", invoice.number
    return Reason.of(Why.READ_BACK_DIFFERS, field="reference", sent=posting.stamp, found=found, number=number)


def differences(posting: Posting, found: PostedInvoice) -> tuple[Reason, ...]:
    """What differs between a posting and the invoice read back, field by field."""
    draft = posting.content.invoice
    pairs: list[tuple[str, object, object, bool]] = [
        ("number", posting.invoice_number, found.number, posting.invoice_number == found.number),
        ("reference", draft.stamp, found.reference, has_stamp(found, draft.stamp)),
        ("customer", posting.customer_id, found.customer_id, posting.customer_id == found.customer_id),
        ("date", draft.invoice_date, found.invoice_date, draft.invoice_date == found.invoice_date),
        ("currency", draft.currency, found.currency, draft.currency == found.currency),
        _amount("net", draft.net_amount, found.net_amount, draft),
        _amount("VAT", draft.vat_amount, found.vat_amount, draft),
        _amount("gross", draft.gross_amount, found.gross_amount, draft),
    ]
    return tuple(_differs(name, sent, back) for name, sent, back, equal in pairs if not equal)


def first_differences(draft: InvoiceDraft, found: PostedInvoice) -> tuple[Reason, ...]:
    """What differs besides, due date and lines: looked at for the first invoice of a company."""
    if found.due_date != draft.due_date:
        return (_differs("due date", draft.due_date, found.due_date),)
    if len(draft.lines) != len(found.lines):
        return (_differs("lines", len(draft.lines), len(found.lines)),)
    pairs = zip(draft.lines, found.lines, strict=True)
    return tuple(reason for sent, back in pairs for reason in _line(sent, back, draft))


def _line(sent: InvoiceLine, back: PostedLine, draft: InvoiceDraft) -> Iterator[Reason]:
    if sent.quantity != back.quantity:
        yield _differs("quantity", sent.quantity, back.quantity)
    if not same_amount(sent.rate, back.rate, draft):
        yield _differs("rate", sent.rate, back.rate)
    if sent.vat_rate != back.vat_rate:
        yield _differs("VAT rate", sent.vat_rate, back.vat_rate)
    if not same_amount(sent.vat_amount, back.vat_amount, draft):
        yield _differs("VAT", sent.vat_amount, back.vat_amount)
    if sent.sales_type != back.sales_type:
        yield _differs("sales type", sent.sales_type, back.sales_type)


def _amount(
    name: str, sent: Decimal, found: Decimal, draft: InvoiceDraft
) -> tuple[str, object, object, bool]:
    return name, sent, found, same_amount(sent, found, draft)


def _differs(field: str, sent: object, found: object) -> Reason:
    return Reason.of(Why.READ_BACK_DIFFERS, field=field, sent=sent, found=found)
