"""Two invoices with one reference: the later unpaid one can be deleted (DESIGN 5.1, *Twins*)."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from kfdesk.domain.errors import CallFailed, InDoubt, TwinNotFound
from kfdesk.domain.invoices import PostedInvoice
from kfdesk.domain.postings import DEAD, Condition, Posting, Run
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.credit_run import FIGURES
from kfdesk.services.export_report import ExportWatch
from kfdesk.services.live_run import LiveRun
from kfdesk.services.live_runs import Connected, LiveRuns
from kfdesk.services.logins import Logins
from kfdesk.services.pipeline import Pipeline
from kfdesk.services.ports import Book, Clock, ExportLock, OrderRow
from kfdesk.services.read_back import differences

SHOWN_AS_TWINS = (Why.TWIN, Why.TWIN_DELETING)


@dataclass(frozen=True)
class Twins:
    """The invoices of one order side by side: the one that may be deleted, and those that stay."""

    order_id: int
    deletes: PostedInvoice
    keeps: tuple[PostedInvoice, ...]


class TwinMender:
    """Shows twins and deletes the later unpaid one, as an undo deletes."""

    def __init__(self, book: Book, logins: Logins, lock: ExportLock, clock: Clock) -> None:
        """Take the ports a deletion needs."""
        self._book = book
        self._clock = clock
        self._runs = LiveRuns(book, logins, lock, clock)

    def look(self, company_id: int, order_id: int, watch: ExportWatch) -> Twins:
        """Both as KashFlow has them now; nothing is changed.

        Raises TwinNotFound when there is none that may be deleted, ListIncomplete or CallFailed
        when it cannot be read.
        """
        posting = self._posting(order_id)
        with self._runs.connected(company_id) as way:
            live = self._live(way, posting, watch)
            return self._twins(live, Pipeline(live), posting)

    def delete(self, company_id: int, shown: Twins, watch: ExportWatch, settle_s: int | None = None) -> None:
        """Delete just the one that was shown, and go on with the order's own invoice.

        Raises TwinNotFound, with nothing deleted, when they are not as they were shown;
        CallFailed when KashFlow refuses, or does not say that it is done.
        """
        posting = self._posting(shown.order_id)
        with self._runs.connected(company_id, settle_s) as way, self._runs.alone(way, "twin"):
            live = self._live(way, posting, watch)
            pipeline = Pipeline(live)
            if self._twins(live, pipeline, posting) != shown:
                raise self._not_found(posting, "twin_changed")
            self._delete(live, posting, shown.deletes)
            self._go_on(live, pipeline, posting)

    # -- looking

    def _posting(self, order_id: int) -> Posting:
        with self._book.reading() as session:
            postings = session.exports.of_order(order_id)
        living = (each for each in postings if not each.is_credit_note and each.step not in DEAD)
        posting = next(living, None)
        if posting is None or not (posting.reason and posting.reason.why in SHOWN_AS_TWINS):
            raise TwinNotFound(order_number=self._row(order_id).order_number, why="twin_gone")
        return posting

    def _live(self, way: Connected, posting: Posting, watch: ExportWatch) -> LiveRun:
        """Nothing of this is a run of its own: the posting stays in the one that sent it."""
        profile = way.integration.profile_name
        run = Run(0, way.company.id, profile, self._clock.now(), undoes=posting.run_id)
        return self._runs.live(way, run, watch)

    def _twins(self, live: LiveRun, pipeline: Pipeline, posting: Posting) -> Twins:
        found = sorted(pipeline.settler.invoices_of(posting), key=lambda each: each.dbid)
        if len(found) <= 1:
            raise self._not_found(posting, "twin_gone")
        unpaid = [each for each in found if not each.amount_paid and not _payments(live, each)]
        if not unpaid:
            raise self._not_found(posting, "twin_paid")
        later = unpaid[-1]
        wrong = [each for each in differences(posting, later) if each.facts["field"] in FIGURES]
        if wrong:
            raise self._not_found(posting, "twin_edited")
        with self._book.reading() as session:
            filed_to = session.companies.get(live.company.id).vat_filed_to
        if filed_to and later.invoice_date <= filed_to:
            raise self._not_found(posting, "twin_filed")
        return Twins(posting.order_id, later, tuple(each for each in found if each is not later))

    def _not_found(self, posting: Posting, why: str) -> TwinNotFound:
        return TwinNotFound(order_number=self._row(posting.order_id).order_number, why=why)

    def _row(self, order_id: int) -> OrderRow:
        with self._book.reading() as session:
            [row] = session.orders.rows([order_id])
        return row

    # -- deleting

    def _delete(self, live: LiveRun, posting: Posting, twin: PostedInvoice) -> None:
        """Committed before and after; a lost reply is looked up, at once and after the settle time."""
        deleting = Reason.of(Why.TWIN_DELETING, number=twin.number)
        live.before(replace(posting, condition=Condition.NEEDS_ATTENTION, reason=deleting))
        try:
            with suppress(InDoubt):
                live.gateway.delete_invoice(twin.dbid)
            if not _is_gone(live, twin):
                live.clock.wait(live.settle_s, live.watch.is_cancelled)
                if not _is_gone(live, twin):
                    raise InDoubt(operation="DeleteInvoiceByID", detail="it is still there")
        except CallFailed:
            live.after(posting)
            raise

    def _go_on(self, live: LiveRun, pipeline: Pipeline, posting: Posting) -> None:
        """What is left is the order's invoice; while several are left they stay shown."""
        left = pipeline.settler.invoices_of(posting)
        if len(left) > 1:
            numbers = ", ".join(str(number) for number in sorted(each.number for each in left))
            still = Reason.of(Why.TWIN, numbers=numbers)
            live.after(replace(posting, condition=Condition.NEEDS_ATTENTION, reason=still))
            return
        clear = live.after(replace(posting, condition=Condition.CLEAR, reason=None))
        if [each.dbid for each in left] != [posting.invoice_dbid]:
            pipeline.settler.adopt(clear, left)
        elif not clear.is_ended:
            pipeline.carry_on([clear])
        pipeline.settler.finish()


def _payments(live: LiveRun, invoice: PostedInvoice) -> Sequence[object]:
    return live.read(lambda: live.gateway.payments(invoice.number))


def _is_gone(live: LiveRun, invoice: PostedInvoice) -> bool:
    return live.read(lambda: live.gateway.invoice_by_id(invoice.dbid)) is None
