"""Before anything is sent: settle what is open, read the company, adopt what bears a stamp.

DESIGN 5.1, *Start of a run* and *Twins*. If KashFlow cannot be read to the end, nothing is sent.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kfdesk.domain.credit_notes import credited_stamp
from kfdesk.domain.errors import ListIncomplete
from kfdesk.domain.invoices import PostedInvoice
from kfdesk.domain.look_alikes import NEAR
from kfdesk.domain.postings import NOTHING_CREATED, UNDOING, Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.company_picture import CompanyPicture
from kfdesk.services.export_report import Phase
from kfdesk.services.found_content import content_of
from kfdesk.services.live_run import LiveRun
from kfdesk.services.look_alikes import TakeOver
from kfdesk.services.payment_look import bears
from kfdesk.services.pipeline import BATCH, Pipeline
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import StoredOrder
from kfdesk.services.read_back import is_paid_in_full, stamp_key
from kfdesk.services.twins import SHOWN_AS_TWINS
from kfdesk.services.undo_ends import settle_cut_off, vanished

DAY = timedelta(days=1)
TWINS = (*SHOWN_AS_TWINS, Why.PAYMENT_TWIN)


class StartOfRun:
    """Brings book and company to one page."""

    def __init__(self, live: LiveRun, pipeline: Pipeline, planner: OrderPlanner) -> None:
        """Read and settle through the pipeline of this run."""
        self._live = live
        self._pipeline = pipeline
        self._planner = planner

    def settle_open(self) -> None:
        """Take every posting on that an earlier run left open."""
        with self._live.book.reading() as session:
            opened = session.exports.open(self._live.company.id)
            self._live.saw_number(session.exports.highest_number(self._live.company.id))
        self._live.begin(Phase.SETTLING, len(opened))
        self._drop([posting for posting in opened if _created_nothing(posting)])
        left = [each for each in opened if not _created_nothing(each) and each.step not in UNDOING]
        settle_cut_off(self._live, [each for each in opened if each.step in UNDOING])
        for start in range(0, len(left), BATCH):
            batch = [each for each in left[start : start + BATCH] if not self._is_twin_still(each)]
            self._pipeline.carry_on([_looked_at_anew(posting) for posting in batch])
        # What differed before is not this run's doing, and must not stop it.
        self._live.unequal = 0

    def read_company(self, earliest: date | None) -> CompanyPicture:
        """Read all invoices since the earliest order, adopt what bears a stamp of the book.

        What the last run sent is read once more too: a twin of it may have come since.
        """
        with self._live.book.reading() as session:
            last_sent = session.exports.last_sent_from(self._live.company.id)
        first = min((day for day in (earliest, last_sent) if day), default=None)
        if first is None:
            return CompanyPicture((), ())
        self._live.begin(Phase.READING)
        invoices = self._pipeline.reader.span(first - NEAR, self._live.clock.today() + 2 * DAY)
        self._mark_gone()
        picture, orders = self._picture(invoices)
        for key, found in picture.by_stamp().items():
            self._live.check_cancelled()
            self._take_over(orders[key], key, found)
        return picture

    def take_over(self, chosen: Sequence[TakeOver]) -> None:
        """Adopt what a person said to be an order's invoice; it goes on at the payment.

        The posting begins with number and InvoiceDBID: the invoice does not bear the order's
        stamp, so no look after a break would find it. What stands in its place is frozen.
        """
        for each in chosen:
            self._live.check_cancelled()
            self._pipeline.carry_on([self._taken_over(each)])

    def look_for_twins(self, dates: Collection[date]) -> None:
        """Read what this run sent once more; two with one stamp, or paid twice, are shown."""
        if not dates:
            return
        invoices = self._pipeline.reader.span(min(dates) - DAY, max(dates) + 2 * DAY)
        picture, orders = self._picture(invoices)
        for key, found in picture.by_stamp().items():
            posting = self._living(orders[key], key)
            if posting:
                self._check_twins(posting, found)

    # -- what is open

    def _drop(self, postings: Sequence[Posting]) -> None:
        """Nothing was created for these, so they are planned anew."""
        if not postings:
            return
        with self._live.book.writing() as session:
            for posting in postings:
                # Not even doubt about a customer matters now.
                session.exports.save(replace(posting, condition=Condition.CLEAR, reason=None))
                session.exports.drop_unsent(posting.id)

    def _is_twin_still(self, posting: Posting) -> bool:
        """Nothing is paid on one of two invoices before the person has removed the other."""
        if not (posting.reason and posting.reason.why in SHOWN_AS_TWINS):
            return False
        try:
            return len(self._pipeline.settler.invoices_of(posting)) > 1
        except ListIncomplete:
            return True

    def _mark_gone(self) -> None:
        for posting in self._pipeline.reader.gone.values():
            self._live.after(vanished(posting, self._live.clock.today()))

    # -- what bears a stamp

    def _picture(self, invoices: Sequence[PostedInvoice]) -> tuple[CompanyPicture, dict[str, int]]:
        """What was read, and the order of each stamp in it: an order's own, or a credit note's."""
        keys = {stamp_key(invoice.reference) for invoice in invoices if invoice.reference.strip()}
        wanted = {each: credited_stamp(each) for each in keys}
        with self._live.book.reading() as session:
            ids = session.orders.by_stamps(self._live.company.id, {*keys, *wanted.values()})
        orders = {key: ids.get(key) or ids.get(stamp) for key, stamp in wanted.items()}
        known = {key: order_id for key, order_id in orders.items() if order_id}
        return CompanyPicture(invoices, known), known

    def _living(self, order_id: int, key: str) -> Posting | None:
        """The order's posting with this stamp, unless what it stands for is no longer there."""
        with self._live.book.reading() as session:
            postings = session.exports.of_order(order_id)
        return next(
            (
                each
                for each in postings
                if stamp_key(each.stamp) == key and each.step not in (Step.GONE, Step.UNDONE)
            ),
            None,
        )

    def _take_over(self, order_id: int, key: str, found: list[PostedInvoice]) -> None:
        posting = self._living(order_id, key)
        if posting:
            self._check_twins(posting, found)
        else:
            self._adopt_for(order_id, key, found)

    def _adopt_for(self, order_id: int, key: str, found: list[PostedInvoice]) -> None:
        """Another computer, or a lost book, has sent this order before."""
        with self._live.book.reading() as session:
            stored = session.orders.get(order_id)
            if stamp_key(stored.stamp) != key:
                return  # A credit note: it is taken over together with what is to be credited.
            channel = session.channels.get(stored.channel_id)
            facts = self._planner.facts(session, self._live.company.id)
            plan = self._planner.plan_stored(session, stored, channel, facts)
        if plan.reason and plan.reason.why in (Why.LOOK_UP_GONE, Why.LIST_EMPTY):
            return  # It cannot be sent before that is mended; then its payment can be planned too.
        posting = Posting(
            id=0,
            company_id=self._live.company.id,
            order_id=order_id,
            channel_id=stored.channel_id,
            run_id=self._live.run.id,
            stamp=stored.stamp,
            content=plan.posted or content_of(stored, plan, found[0]),
            step=Step.INVOICE_SENT,
            is_found=True,
        )
        with self._live.book.writing() as session:
            posting = session.exports.add(posting)
            if stored.order.is_cancelled:
                session.exports.set_notice(order_id, _called_off(stored, found[0]))
        self._pipeline.settler.adopt(posting, found)

    def _taken_over(self, chosen: TakeOver) -> Posting:
        stored, invoice, day = chosen.stored, chosen.invoice, chosen.invoice.invoice_date
        draft = replace(chosen.posted.invoice, stamp=invoice.reference, invoice_date=day, due_date=day)
        posting = Posting(
            id=0,
            company_id=self._live.company.id,
            order_id=stored.id,
            channel_id=stored.channel_id,
            run_id=self._live.run.id,
            stamp=stored.stamp,
            content=replace(chosen.posted, invoice=draft),
            step=Step.INVOICED,
            customer_id=invoice.customer_id,
            invoice_number=invoice.number,
            invoice_dbid=invoice.dbid,
            is_found=True,
        )
        with self._live.book.writing() as session:
            posting = session.exports.add(posting)
        return self._live.after(posting)

    def _check_twins(self, posting: Posting, found: list[PostedInvoice]) -> None:
        trouble = self._twins(posting, found)
        if trouble:
            self._live.after(replace(posting, condition=Condition.NEEDS_ATTENTION, reason=trouble))
        elif posting.is_ended and posting.reason and posting.reason.why in TWINS:
            self._live.after(
                replace(posting, condition=Condition.CLEAR, reason=_open_still(posting, found[0]))
            )

    def _twins(self, posting: Posting, found: list[PostedInvoice]) -> Reason | None:
        numbers = {each.number for each in found}
        if posting.invoice_dbid and posting.invoice_dbid not in {each.dbid for each in found}:
            numbers.add(posting.invoice_number)
        if len(numbers) > 1:
            return Reason.of(Why.TWIN, numbers=", ".join(str(number) for number in sorted(numbers)))
        invoice = found[0]
        is_overpaid = abs(invoice.amount_paid) > abs(invoice.gross_amount)
        if not is_overpaid:
            return None
        payments = self._live.read(lambda: self._live.gateway.payments(invoice.number))
        if sum(bears(payment, posting.stamp) for payment in payments) > 1:
            return Reason.of(Why.PAYMENT_TWIN, number=invoice.number)
        return None


def _open_still(posting: Posting, found: PostedInvoice) -> Reason | None:
    """What a credit note that was one of two is to say: that nothing was set against it yet."""
    is_open = posting.is_credit_note and not is_paid_in_full(found)
    return Reason.of(Why.CREDIT_NOTE_OPEN, number=posting.invoice_number) if is_open else None


def _called_off(stored: StoredOrder, found: PostedInvoice) -> Reason:
    """A cancelled order that was invoiced before: it is credited, once the person tells the day."""
    before, after = f"{found.gross_amount} {found.currency}", f"{stored.gross} {stored.order.currency}"
    return Reason.of(Why.CHANGED_AFTER_EXPORT, before=before, after=after)


def _created_nothing(posting: Posting) -> bool:
    """A customer may stand, but its code makes a repeat harmless."""
    return posting.step in NOTHING_CREATED


def _looked_at_anew(posting: Posting) -> Posting:
    """An open posting as the pipeline takes it: with an answer clear, without one in doubt."""
    if posting.has_invoice and posting.step is not Step.PAYMENT_SENT:
        return replace(posting, condition=Condition.CLEAR)
    # A call that was cut off got no clear answer either: it counts like any other doubt.
    cut_off = posting.condition is Condition.CLEAR
    return replace(posting, condition=Condition.IN_DOUBT, doubts=posting.doubts + cut_off)
