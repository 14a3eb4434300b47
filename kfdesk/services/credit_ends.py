"""What the end of a credit note means for itself and for its invoice."""

from dataclasses import replace

from kfdesk.domain.postings import DEAD, Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.live_run import LiveRun


def is_undo(posting: Posting) -> bool:
    """Whether a credit note takes back its invoice, rather than standing for money given back."""
    return any(reason.why is Why.CREDIT_OF_UNDO for reason in posting.content.why)


def still_open(posting: Posting) -> Reason | None:
    """What to say of a credit note against which nothing could be set."""
    if posting.content.has_settlement:
        return None
    return Reason.of(Why.CREDIT_NOTE_OPEN, number=posting.invoice_number)


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
