"""What the end of a credit note means for itself and for its invoice."""

from dataclasses import replace

from kfdesk.domain.postings import DEAD, Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.live_run import LiveRun


def is_undo(posting: Posting) -> bool:
    """Whether a credit note takes back its invoice, rather than standing for money given back."""
    return any(reason.why is Why.CREDIT_OF_UNDO for reason in posting.content.why)


def still_open(posting: Posting) -> Reason | None:
    """What to say of a credit note against which nothing could be set, or of which KashFlow took no more."""
    if posting.reason and posting.reason.why is Why.CREDIT_NOTE_REFUSED:
        return posting.reason
    if posting.content.has_settlement:
        return None
    return Reason.of(Why.CREDIT_NOTE_OPEN, number=posting.invoice_number)


def without_money_back(posting: Posting) -> Posting:
    """A credit note as KashFlow's no to what follows it leaves it: it stays open, and says so.

    Anything else, and a credit note that got another answer, is given back as it is.
    """
    reason = posting.reason
    is_refused = posting.condition is Condition.NEEDS_ATTENTION and reason and reason.why is Why.REFUSED
    if not (posting.is_credit_note and is_refused and posting.step is Step.INVOICED):
        return posting
    invoice = posting.content.invoice
    told = Reason.of(
        Why.CREDIT_NOTE_REFUSED,
        number=posting.invoice_number,
        amount=f"{-invoice.gross_amount} {invoice.currency}",
        detail=reason.facts["detail"] if reason else "",
    )
    return replace(posting, condition=Condition.CLEAR, reason=told)


def taken_back_by(live: LiveRun, posting: Posting) -> tuple[Posting, ...]:
    """The invoice that a credit note of an undo takes back, as it is from now on."""
    if not (posting.is_credit_note and is_undo(posting)):
        return ()
    with live.book.reading() as session:
        original = session.exports.get(posting.credits_id)
    if original.step in DEAD:
        return ()
    reason = Reason.of(Why.UNDONE_ON, date=posting.content.invoice.invoice_date)
    return (replace(original, step=Step.CREDITED, condition=Condition.CLEAR, reason=reason),)
