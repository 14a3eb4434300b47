"""How an invoice's payment stands in KashFlow, before one is sent that this run's insert does not lead to.

DESIGN 5.1, *Adopting*: paid in full by whatever it was is paid; our stamp in a note makes a
payment ours; what others paid in part, or a payment of the same amount, is the person's to
decide. The answer holds for just the payments that were seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kfdesk.domain.answers import Ruling
from kfdesk.domain.invoices import PaymentDraft, PostedInvoice, PostedPayment
from kfdesk.domain.money import to_penny
from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.live_run import LiveRun
from kfdesk.services.read_back import differences, has_stamp, is_paid_in_full, stamp_key


@dataclass(frozen=True)
class PaymentSeen:
    """A posting as its payment stands; `is_due`: what its content says is still to be sent."""

    posting: Posting
    is_due: bool = False


class PaymentLook:
    """Looks at payments for one run."""

    def __init__(self, live: LiveRun) -> None:
        """Read through the gateway of this run."""
        self._live = live

    def of(self, posting: Posting) -> PaymentSeen:
        """Needs our stamp on the invoice with our InvoiceDBID: a number is not an identity."""
        gateway, payment = self._live.gateway, posting.content.payment
        invoice = self._live.read(lambda: gateway.invoice_by_id(posting.invoice_dbid))
        if invoice is None or not posting.content.has_settlement:
            gone = Reason.of(Why.GONE, number=posting.invoice_number)
            return PaymentSeen(replace(posting, step=Step.GONE, condition=Condition.CLEAR, reason=gone))
        wrong = differences(posting, invoice)
        if wrong and not (posting.is_found and has_stamp(invoice, posting.content.invoice.stamp)):
            return PaymentSeen(attention(posting, wrong[0]))
        return self._on(posting, payment, invoice)

    def _on(self, posting: Posting, payment: PaymentDraft | None, invoice: PostedInvoice) -> PaymentSeen:
        number = invoice.number
        there = self._live.read(lambda: self._live.gateway.payments(number))
        ours = [each for each in there if bears(each, posting.stamp)]
        if len(ours) > 1:
            return PaymentSeen(attention(posting, Reason.of(Why.PAYMENT_TWIN, number=number)))
        if ours or is_paid_in_full(invoice):
            return PaymentSeen(_paid(posting, ours[0].id if ours else 0))
        question = _question(payment, invoice, there)
        if question is None:
            return PaymentSeen(posting, is_due=True)
        return self._answered(posting, invoice, question)

    def _answered(self, posting: Posting, invoice: PostedInvoice, question: Reason) -> PaymentSeen:
        """A credit note asks no one: who gave money back is looked up in KashFlow."""
        payment = posting.content.payment
        ruling = None if posting.is_credit_note else answer_to(self._live, posting, question)
        if ruling is Ruling.PAID:
            return PaymentSeen(_paid(posting, 0))
        if ruling is Ruling.PAY:
            return PaymentSeen(posting, is_due=True)
        if ruling is Ruling.PAY_REST and payment:
            rest = replace(payment, amount=_rest(payment, invoice))
            return PaymentSeen(replace(posting, content=replace(posting.content, payment=rest)), is_due=True)
        return PaymentSeen(attention(posting, question))

    def is_beside_others(self, posting: Posting) -> bool:
        """Whether ours stands as sent, beside payments of others that a person knows of."""
        with self._live.book.reading() as session:
            answers = session.orders.get(posting.order_id).answers
        payment = posting.content.payment
        if payment is None or not any(each.ruling in (Ruling.PAY, Ruling.PAY_REST) for each in answers):
            return False
        there = self._live.read(lambda: self._live.gateway.payments(posting.invoice_number))
        return any(each.id == posting.payment_id and each.amount == payment.amount for each in there)


def bears(payment: PostedPayment, stamp: str) -> bool:
    """Whether a payment's note begins with the stamp, compared whole."""
    note, key = stamp_key(payment.note), stamp_key(stamp)
    return note == key or note.startswith(key + " ")


def attention(posting: Posting, reason: Reason) -> Posting:
    """The posting, stopped until a person looks."""
    return replace(posting, condition=Condition.NEEDS_ATTENTION, reason=reason)


def answer_to(live: LiveRun, posting: Posting, question: Reason) -> Ruling | None:
    """What a person answered to this very question about the posting's order."""
    with live.book.reading() as session:
        answer = session.orders.get(posting.order_id).decided.answer_to(question)
    return answer.ruling if answer else None


def _question(
    payment: PaymentDraft | None, invoice: PostedInvoice, there: Sequence[PostedPayment]
) -> Reason | None:
    payments = ", ".join(f"{each.id}: {each.amount}" for each in there)
    same = next((each for each in there if payment and each.amount == payment.amount), None)
    if same:
        facts = {"number": invoice.number, "amount": same.amount, "note": same.note or same.paid_on}
        return Reason.of(Why.SAME_PAYMENT_FOUND, **facts, payments=payments)
    if not invoice.amount_paid:
        return None
    return Reason.of(
        Why.PART_PAID,
        number=invoice.number,
        paid=to_penny(invoice.amount_paid),
        gross=to_penny(invoice.gross_amount),
        rest=_rest(payment, invoice),
        payments=payments,
    )


def _rest(payment: PaymentDraft | None, invoice: PostedInvoice) -> Decimal:
    """What is left to pay of the order's payment, never more than the invoice has open."""
    left = to_penny(invoice.gross_amount - invoice.amount_paid)
    return min(left, payment.amount, key=abs) if payment else left


def _paid(posting: Posting, payment_id: int) -> Posting:
    return replace(
        posting,
        step=Step.PAID,
        payment_id=payment_id,
        condition=Condition.CLEAR,
        reason=None,
        doubts=0,
    )
