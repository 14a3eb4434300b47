"""How a deletion ends in the book, and what becomes of one that was cut off."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.live_run import LiveRun


def vanished(posting: Posting, today: date) -> Posting:
    """A posting whose invoice is not there: undone when we were deleting it, else gone."""
    if posting.step is Step.INVOICE_DELETE_SENT:
        reason = Reason.of(Why.UNDONE_ON, date=today)
        return replace(posting, step=Step.UNDONE, condition=Condition.CLEAR, reason=reason, doubts=0)
    reason = Reason.of(Why.GONE, number=posting.invoice_number)
    return replace(posting, step=Step.GONE, condition=Condition.CLEAR, reason=reason)


def settle_cut_off(live: LiveRun, postings: Iterable[Posting]) -> None:
    """Deletions that an earlier undo left open: done when the invoice is absent, else shown as cut off.

    Nothing is deleted here: an export only takes note. The next undo of the run goes on.
    """
    gateway = live.gateway
    for posting in postings:
        live.check_cancelled()
        dbid = posting.invoice_dbid
        if live.read(lambda wanted=dbid: gateway.invoice_by_id(wanted)) is None:  # type: ignore[misc]
            live.after(replace(vanished(posting, live.clock.today()), verified_at=live.clock.now()))
        else:
            cut_off = Reason.of(Why.UNDO_CUT_OFF)
            live.after(replace(posting, condition=Condition.CLEAR, reason=cut_off, doubts=0))
        live.step()
