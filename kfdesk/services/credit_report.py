"""What became of credit notes, for the result of an export."""

from collections.abc import Sequence

from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, Posting
from kfdesk.services.credit_plan import PlannedNote
from kfdesk.services.export_report import CreditedNote, Outcome
from kfdesk.services.ports import Book, OrderRow


def planned_rows(notes: Sequence[PlannedNote]) -> tuple[CreditedNote, ...]:
    """Notes that are not sent yet: ready, or with what is asked."""
    return tuple(
        CreditedNote(
            order_id=note.order_id,
            channel=note.channel,
            order_number=note.order_number,
            stamp=note.stamp,
            state=OrderState.NEEDS_ATTENTION if note.reason else OrderState.READY,
            outcome=Outcome.NEEDS_ATTENTION if note.reason else Outcome.WAITING,
            invoice_number=0,
            gross=note.gross,
            currency=note.currency,
            reason=note.reason,
        )
        for note in notes
    )


def credit_rows(book: Book, run_id: int, left: Sequence[PlannedNote]) -> tuple[CreditedNote, ...]:
    """Notes that a run sent or found, then those that wait."""
    with book.reading() as session:
        postings = [each for each in session.exports.of_run(run_id) if each.is_credit_note]
        rows = {each.order_id: session.orders.rows([each.order_id])[0] for each in postings}
    return (*(_row(each, rows[each.order_id]) for each in postings), *planned_rows(left))


def _outcome(posting: Posting) -> Outcome:
    if posting.is_found:
        return Outcome.ALREADY
    if posting.has_invoice:
        return Outcome.EXPORTED
    is_doubtful = posting.condition is Condition.IN_DOUBT
    return Outcome.IN_DOUBT if is_doubtful else Outcome.NEEDS_ATTENTION


def _row(posting: Posting, order: OrderRow) -> CreditedNote:
    invoice = posting.content.invoice
    return CreditedNote(
        order_id=posting.order_id,
        channel=order.channel_name,
        order_number=order.order_number,
        stamp=posting.stamp,
        state=posting.order_state,
        outcome=_outcome(posting),
        invoice_number=posting.invoice_number,
        gross=invoice.gross_amount,
        currency=invoice.currency,
        reason=posting.reason or next(iter(posting.content.why), None),
    )
