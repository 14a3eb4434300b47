"""Posts the credit notes of an export, after its invoices (DESIGN 5.5).

Each goes the way of an invoice: written ahead, looked for when in doubt, adopted by its
stamp, read back. Its invoice is read by InvoiceDBID first and must bear our stamp and figures.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from kfdesk.domain.credit_notes import credited_stamp
from kfdesk.domain.errors import PreviewOutdated
from kfdesk.domain.invoices import InvoiceDraft, PaymentDraft, Posted, PostedInvoice
from kfdesk.domain.money import ZERO
from kfdesk.domain.postings import Condition, Posting, PostingKind, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.credit_plan import CreditPlanner, PlannedNote, credited_by, money_back
from kfdesk.services.export_report import Phase
from kfdesk.services.found_content import draft_of
from kfdesk.services.live_run import LiveRun
from kfdesk.services.payment_look import bears
from kfdesk.services.pipeline import BATCH, Pipeline
from kfdesk.services.preview import Preview, fingerprint
from kfdesk.services.read_back import differences, is_paid_in_full, stamp_key

SENDING_CODE = "credit note 1"
"""As for invoices: the first credit note goes alone and must be found as it was sent."""
DAY = timedelta(days=1)
SET_OFF = (Step.PAID, Step.VERIFIED, Step.ALREADY)
FIGURES = ("reference", "currency", "net", "VAT", "gross")


class CreditRun:
    """The credit notes of one export."""

    def __init__(self, live: LiveRun, pipeline: Pipeline, planner: CreditPlanner) -> None:
        """Send through the pipeline of this run."""
        self._live = live
        self._pipeline = pipeline
        self._planner = planner
        self._found: dict[str, list[PostedInvoice]] = {}
        self._taken_over: set[int] = set()
        """Orders of which notes were found that the book did not know."""
        self.dates: set[date] = set()
        """The dates of the notes that were sent: where twins of them are looked for."""

    def check_preview(self, preview: Preview, channel_ids: Collection[int] | None) -> None:
        """Raise PreviewOutdated when others than those shown would be sent.

        One whose invoice was touched by settling is not missed: what came of that is told.
        """
        wanted = {_print(note) for note in self._wanted(channel_ids)}
        shown = {row.fingerprint: row.order_id for row in preview.notes}
        missing = [order_id for each, order_id in shown.items() if each not in wanted]
        changed = len(wanted - shown.keys()) + sum(each not in self._live.touched for each in missing)
        if changed:
            raise PreviewOutdated(changed=str(changed))

    def send(self, channel_ids: Collection[int] | None, preview: Preview | None) -> None:
        """The notes for money given back: take over what stands already, and post the rest.

        Of a preview just what was shown. Refunds of orders that this very run invoiced are in none:
        their notes are the next one's.
        """
        notes = self._wanted(channel_ids)
        if preview:
            shown = {row.fingerprint for row in preview.notes}
            notes = [note for note in notes if _print(note) in shown]
        if self.post(notes) and preview is None:  # what another book credited leaves another rest
            left = self._taken_over
            self.post([note for note in self._wanted(channel_ids) if note.order_id in left])

    def post(self, notes: Sequence[PlannedNote]) -> bool:
        """These notes, all of them with a draft.

        True when others were found that the book did not know: they are taken over, and what
        was to be posted for their orders is left, for it must be planned anew.
        """
        if not notes:
            return False
        self._found, self._taken_over = self._read(notes), set()
        self._live.begin(Phase.CREDIT_NOTES, len(notes))
        for start in range(0, len(notes), BATCH):
            self._live.check_cancelled()
            batch = (self._begun(note) for note in notes[start : start + BATCH])
            self._send([posting for posting in batch if posting])
        return bool(self._taken_over)

    def _wanted(self, channel_ids: Collection[int] | None) -> list[PlannedNote]:
        return [note for note in self._planner.notes(self._live.company.id, channel_ids) if note.draft]

    def _send(self, postings: list[Posting]) -> None:
        while postings and not self._is_proven():
            if self._pipeline.prove(postings.pop(0)):
                with self._live.book.writing() as session:
                    session.exports.set_proven(self._live.company.id, SENDING_CODE)
        if postings:
            self._pipeline.send(postings)

    def _is_proven(self) -> bool:
        with self._live.book.reading() as session:
            return session.exports.has_proven(self._live.company.id, SENDING_CODE)

    # -- looking first

    def _read(self, notes: Sequence[PlannedNote]) -> dict[str, list[PostedInvoice]]:
        """Every invoice since the earliest original, by its reference: another book may have been first."""
        first = min(note.original.content.invoice.invoice_date for note in notes)
        by_stamp: dict[str, list[PostedInvoice]] = {}
        for invoice in self._pipeline.reader.span(first - DAY, self._live.clock.today() + 2 * DAY):
            by_stamp.setdefault(stamp_key(invoice.reference), []).append(invoice)
        return by_stamp

    def _begun(self, note: PlannedNote) -> Posting | None:
        """The planned posting; None where its invoice is not as sent, or another book credited it too."""
        gateway, dbid = self._live.gateway, note.original.invoice_dbid
        if note.order_id in self._taken_over:
            return None
        invoice = self._live.read(lambda: gateway.invoice_by_id(dbid))
        if invoice is None:
            self._gone(note.original)
            return None
        if self._is_twin(note.original):
            return None
        wrong = [each for each in differences(note.original, invoice) if each.facts["field"] in FIGURES]
        self._tell_difference(note.order_id, wrong[0] if wrong else None)
        if wrong:
            return None
        unknown = self._unknown(note.original)
        for found in unknown:
            self._take_over(note.original, found)
        if unknown:
            self._taken_over.add(note.order_id)
            return None
        posting = self._added(note, invoice)
        self.dates.add(posting.content.invoice.invoice_date)
        return posting

    def _tell_difference(self, order_id: int, wrong: Reason | None) -> None:
        """Show how the invoice differs from what was sent, until it is as it was again."""
        with self._live.book.reading() as session:
            notice = session.orders.get(order_id).notice
        was_told = notice is not None and notice.why is Why.READ_BACK_DIFFERS
        if wrong or was_told:
            with self._live.book.writing() as session:
                session.exports.set_notice(order_id, wrong)

    def _is_twin(self, original: Posting) -> bool:
        """Which of two invoices is to be credited is the person's to say."""
        found = self._found.get(stamp_key(original.stamp), [])
        if len(found) <= 1:
            return False
        numbers = ", ".join(str(number) for number in sorted(each.number for each in found))
        twin = Reason.of(Why.TWIN, numbers=numbers)
        self._live.after(replace(original, condition=Condition.NEEDS_ATTENTION, reason=twin))
        return True

    def _unknown(self, original: Posting) -> list[list[PostedInvoice]]:
        """Credit notes of an invoice that stand in KashFlow and not in this book, in the order of entry.

        Which refund they were for does not matter: what they credit is credited.
        """
        with self._live.book.reading() as session:
            notes = credited_by(session.exports.of_order(original.order_id), original)
        known = {stamp_key(each.stamp) for each in notes}
        key = stamp_key(original.stamp)
        found = (
            each for stamp, each in self._found.items() if credited_stamp(stamp) == key and stamp not in known
        )
        return sorted(found, key=lambda each: each[0].dbid)

    def _take_over(self, original: Posting, found: list[PostedInvoice]) -> None:
        # Read each time: the note before this one may just have been set against it.
        gateway, dbid = self._live.gateway, original.invoice_dbid
        invoice = self._live.read(lambda: gateway.invoice_by_id(dbid))
        if invoice is None:
            return
        draft = draft_of(found[0], found[0].reference.strip())
        why = Reason.of(Why.CREDIT_OF_REFUND, number=invoice.number, date=draft.invoice_date)
        content = self._content(original, invoice, draft, why)
        posting = self._known(original, draft.stamp) or add_note(self._live, original, invoice, content)
        posting = replace(posting, credits_id=original.id, content=content)
        self._pipeline.settler.adopt(replace(posting, step=Step.INVOICE_SENT, is_found=True), found)

    def _known(self, original: Posting, stamp: str) -> Posting | None:
        """The note, where the book has it against an invoice of the order that is no longer there."""
        with self._live.book.reading() as session:
            postings = session.exports.of_order(original.order_id)
        same = (
            each for each in postings if each.is_credit_note and stamp_key(each.stamp) == stamp_key(stamp)
        )
        return next(same, None)

    def _gone(self, original: Posting) -> None:
        reason = Reason.of(Why.GONE, number=original.invoice_number)
        self._live.after(replace(original, step=Step.GONE, condition=Condition.CLEAR, reason=reason))

    def _added(self, note: PlannedNote, invoice: PostedInvoice) -> Posting:
        assert note.draft is not None  # noqa: S101 - post takes those with a draft
        content = self._content(note.original, invoice, note.draft, note.why)
        return add_note(self._live, note.original, invoice, content)

    def _content(self, original: Posting, invoice: PostedInvoice, draft: InvoiceDraft, why: Reason) -> Posted:
        """Unpaid: set against the invoice; paid: money back by the way it came; else it stays open."""
        customer = original.content.customer
        applied = self._applied(original)
        if invoice.amount_paid == applied:
            return Posted(customer, draft, why=(why,), apply_to=invoice.dbid)
        if not is_paid_in_full(invoice):
            return Posted(customer, draft, why=(why,))
        return Posted(customer, draft, self._money_back(original, invoice, draft), (why,))

    def _applied(self, original: Posting) -> Decimal:
        """How much of the invoice credit notes have paid: as the book has it, or as KashFlow shows it."""
        with self._live.book.reading() as session:
            notes = credited_by(session.exports.of_order(original.order_id), original)
        applied = {
            stamp_key(each.stamp): -each.content.invoice.gross_amount
            for each in notes
            if each.content.apply_to and each.step in SET_OFF and not _is_refused(each)
        }
        key = stamp_key(original.stamp)
        for stamp, found in self._found.items():
            if credited_stamp(stamp) == key:
                applied[stamp] = max(applied.get(stamp, ZERO), -found[0].amount_paid)
        return sum(applied.values(), ZERO)

    def _money_back(
        self, original: Posting, invoice: PostedInvoice, draft: InvoiceDraft
    ) -> PaymentDraft | None:
        """A negative payment by the method and from the account of the payment; None when it is not clear."""
        number = invoice.number
        payments = self._live.read(lambda: self._live.gateway.payments(number))
        ours = [each for each in payments if bears(each, original.stamp)] or payments
        ways = {(each.method_id, each.account_id) for each in ours if each.amount > 0}
        if len(ways) != 1:
            return None
        return money_back(draft, ways.pop())


def _is_refused(note: Posting) -> bool:
    """Whether KashFlow would not set it against its invoice."""
    return note.reason is not None and note.reason.why is Why.CREDIT_NOTE_REFUSED


def _print(note: PlannedNote) -> str:
    return fingerprint(note.posted) if note.posted else ""


def add_note(live: LiveRun, original: Posting, invoice: PostedInvoice, content: Posted) -> Posting:
    """Write a planned credit note into the posting log."""
    posting = Posting(
        id=0,
        company_id=original.company_id,
        order_id=original.order_id,
        channel_id=original.channel_id,
        run_id=live.run.id,
        stamp=content.invoice.stamp,
        content=content,
        kind=PostingKind.CREDIT_NOTE,
        step=Step.CUSTOMER_KNOWN,
        customer_id=invoice.customer_id,
        credits_id=original.id,
    )
    with live.book.writing() as session:
        return session.exports.add(posting)
