"""The credit notes that one order wants: from its invoice as sent and what was given back (DESIGN 5.5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count

from kfdesk.domain.credit_notes import Heading, Refunds, credit_draft, credit_stamp, left_of, outstanding
from kfdesk.domain.invoices import InvoiceDraft, PaymentDraft, Posted
from kfdesk.domain.money import ZERO
from kfdesk.domain.postings import DEAD, NOTHING_CREATED, Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.stamps import LONGEST_STAMP
from kfdesk.services.ports import BookSession, StoredOrder

OURS = (
    Why.REFUND_DATE_NEEDED,
    Why.CANCELLED_AFTER_EXPORT,
    Why.VAT_PERIOD_FILED,
    Why.STAMP_TOO_LONG,
    Why.REFUND_OVER_INVOICE,
)
"""Notices that planning gives and takes back."""
GIVES_WAY = (*OURS, Why.CHANGED_AFTER_EXPORT, Why.READ_BACK_DIFFERS)
"""What a question of ours may stand in place of; any other is settled first, for it would not come again."""


@dataclass(frozen=True)
class PlannedNote:
    """A credit note that is wanted: with a draft, or with the reason why there is none yet.

    `gross` is negative, as on the note. `takes_back` marks one that undoes its invoice, rather
    than standing for money given back.
    """

    order_id: int
    channel: str
    order_number: str
    original: Posting
    stamp: str
    gross: Decimal
    currency: str
    draft: InvoiceDraft | None = None
    reason: Reason | None = None
    takes_back: bool = False

    @property
    def posted(self) -> Posted | None:
        """What is sent, as far as the book knows it: KashFlow is asked first how the invoice was paid."""
        if self.draft is None:
            return None
        sent, why = self.original.content, (self.why,)
        if sent.payment is None:
            return Posted(sent.customer, self.draft, why=why, apply_to=self.original.invoice_dbid)
        way = (sent.payment.method_id, sent.payment.account_id)
        return Posted(sent.customer, self.draft, money_back(self.draft, way), why)

    @property
    def why(self) -> Reason:
        """What it is for."""
        number = self.original.invoice_number
        if self.takes_back or self.draft is None:
            return Reason.of(Why.CREDIT_OF_UNDO, number=number)
        return Reason.of(Why.CREDIT_OF_REFUND, number=number, date=self.draft.invoice_date)


class CreditCase:
    """One order whose invoice stands, with the credit notes there are."""

    def __init__(
        self, stored: StoredOrder, channel: str, postings: Sequence[Posting], original: Posting
    ) -> None:
        """`original` is the invoice, one of the order's postings."""
        self.stored = stored
        self.original = original
        self._channel = channel
        self._invoice = original.content.invoice
        notes = credited_by(postings, original)
        self._is_unclear = any(map(_is_unclear, notes))
        self._credited = [each.content.invoice for each in notes]
        self._postings = postings
        self.refunds = self._outstanding()

    @property
    def left(self) -> Decimal:
        """What of the invoice is neither credited nor due to be; what waits for its date is part of it."""
        due = sum((refund.gross for refund in self.refunds.due), ZERO)
        return max(left_of(self._invoice, self._credited) - due, ZERO)

    @property
    def is_waiting(self) -> bool:
        """A change that is not a cancellation is settled by the person first."""
        notice = self.stored.notice
        is_changed = notice is not None and notice.why is Why.CHANGED_AFTER_EXPORT
        return is_changed and not self.stored.order.is_cancelled

    def notes(self, filed_to: date | None) -> Iterator[PlannedNote]:
        """The notes that are wanted, the earliest first, then what no date is known of.

        None while it is unclear whether one of them stands: another book may have sent one of
        another sum under its reference, and then there is another rest to be credited.
        """
        if self._is_unclear:
            return
        before, numbers = list(self._credited), next_numbers(self._postings)
        for refund in self.refunds.due:
            if refund.refunded_on is None:
                continue
            stamp = credit_stamp(self.original.stamp, next(numbers))
            title = f"Refund for invoice {self.original.invoice_number}"
            heading = Heading(stamp, refund.refunded_on, title)
            draft = credit_draft(self._invoice, before, refund.gross, heading)
            before.append(draft)
            reason = self._stopped(draft, filed_to)
            yield self._note(stamp, -refund.gross, None if reason else draft, reason)
        asked = self.asked
        if asked:
            stamp = credit_stamp(self.original.stamp, next(numbers))
            yield self._note(stamp, -self.refunds.undated, None, asked)

    @property
    def asked(self) -> Reason | None:
        """What is asked of money that was given back on a day that nobody told."""
        return _unless_answered(self.stored, self._undated(self.refunds))

    @property
    def over(self) -> Reason | None:
        """What was given back beyond the invoice, and wants a person's eye."""
        if not self.refunds.over:
            return None
        number, over = self.stored.order.order_number, self._amount(self.refunds.over)
        facts = {"order_number": number, "over": over, "gross": self._amount(self._invoice.gross_amount)}
        return _unless_answered(self.stored, Reason.of(Why.REFUND_OVER_INVOICE, **facts))

    def notice(self, notes: Sequence[PlannedNote]) -> Reason | None:
        """What the order is to say: a question of ours, else the change it has, unless that is credited."""
        stored = self.stored
        is_kept = stored.notice is not None and stored.notice.why not in GIVES_WAY
        if self.is_waiting or is_kept:
            return stored.notice
        asked = next((note.reason for note in notes if note.reason and note.reason.why in OURS), self.over)
        if asked:
            return asked
        if stored.notice is None or stored.notice.why in OURS:
            return None
        return stored.notice if notes or not stored.order.is_cancelled else None

    def _outstanding(self) -> Refunds:
        found = self._refunds(is_cancelled=self.stored.order.is_cancelled)
        asked = self._undated(found)
        is_left = asked is not None and _unless_answered(self.stored, asked) is None
        if is_left and asked and asked.why is Why.CANCELLED_AFTER_EXPORT:
            return self._refunds(is_cancelled=False)
        return found

    def _refunds(self, *, is_cancelled: bool) -> Refunds:
        order, gross = self.stored.order, self._invoice.gross_amount
        given = self.stored.given
        return outstanding(order.refunds, given, self._credited, gross, is_cancelled=is_cancelled)

    def _undated(self, refunds: Refunds) -> Reason | None:
        if not refunds.undated:
            return None
        stated = sum((refund.gross for refund in self.stored.order.refunds), ZERO)
        is_cancelled = self.stored.order.is_cancelled and stated < self._invoice.gross_amount
        why = Why.CANCELLED_AFTER_EXPORT if is_cancelled else Why.REFUND_DATE_NEEDED
        return Reason.of(why, amount=self._amount(refunds.undated))

    def _stopped(self, draft: InvoiceDraft, filed_to: date | None) -> Reason | None:
        if self.is_waiting:
            return Reason.of(Why.CREDIT_NOTE_WAITS, amount=self._amount(-draft.gross_amount))
        if filed_to and draft.invoice_date <= filed_to:
            late = Reason.of(Why.VAT_PERIOD_FILED, date=draft.invoice_date, filed_to=filed_to)
            if self.stored.decided.answer_to(late) is None:
                return late
        if len(draft.stamp) > LONGEST_STAMP:
            return Reason.of(Why.STAMP_TOO_LONG, stamp=draft.stamp, longest=LONGEST_STAMP)
        return None

    def _amount(self, gross: Decimal) -> str:
        return f"{gross} {self._invoice.currency}"

    def _note(
        self, stamp: str, gross: Decimal, draft: InvoiceDraft | None, reason: Reason | None
    ) -> PlannedNote:
        number, currency = self.stored.order.order_number, self._invoice.currency
        own = (self.stored.id, self._channel, number, self.original)
        return PlannedNote(*own, stamp, gross, currency, draft, reason)


def case_of(session: BookSession, stored: StoredOrder, channel: str) -> CreditCase | None:
    """The case of an order; None while no invoice of it stands, or something about it is unclear."""
    postings = session.exports.of_order(stored.id)
    original = standing_invoice(postings)
    return CreditCase(stored, channel, postings, original) if original else None


def money_back(draft: InvoiceDraft, way: tuple[int, int]) -> PaymentDraft:
    """The negative payment on a credit note: by the method and from the account that the money came by."""
    return PaymentDraft(draft.gross_amount, draft.invoice_date, *way, draft.stamp)


def standing_invoice(postings: Sequence[Posting]) -> Posting | None:
    """The order's invoice, when it is at its end and nothing about it is unclear."""
    return next(
        (
            each
            for each in postings
            if not each.is_credit_note
            and each.step not in DEAD
            and each.is_ended
            and each.condition is Condition.CLEAR
        ),
        None,
    )


def credited_by(postings: Sequence[Posting], original: Posting | None) -> list[Posting]:
    """The credit notes against an invoice that stand, may stand, or stood: none is ever sent again."""
    return [each for each in postings if original and each.credits_id == original.id and may_stand(each)]


def may_stand(posting: Posting) -> bool:
    """Whether something may have been created for it."""
    return posting.step not in NOTHING_CREATED or posting.condition is Condition.IN_DOUBT


def _is_unclear(note: Posting) -> bool:
    return note.condition is Condition.IN_DOUBT or note.step is Step.INVOICE_SENT


def next_numbers(postings: Sequence[Posting]) -> Iterator[int]:
    """The numbers in the stamps of further credit notes; one that was ever sent is not given again.

    A gap is filled first: it is the number of a note that another book sent and is in doubt about,
    and that book will look for it.
    """
    ends = (each.stamp.rpartition(" CN")[2] for each in postings if each.is_credit_note and may_stand(each))
    used = {int(end) for end in ends if end.isdigit()}
    return (number for number in count(1) if number not in used)


def _unless_answered(stored: StoredOrder, question: Reason | None) -> Reason | None:
    return None if question is None or stored.decided.answer_to(question) else question
