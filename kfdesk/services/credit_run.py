"""Posts the credit notes of an export, after its invoices (DESIGN 5.5).

Each goes the way of an invoice: written ahead, looked for when in doubt, adopted by its
stamp, read back. Its invoice is read by InvoiceDBID first and must bear our stamp and figures.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from kfdesk.domain.errors import PreviewOutdated
from kfdesk.domain.invoices import InvoiceDraft, PaymentDraft, Posted, PostedInvoice
from kfdesk.domain.money import ZERO
from kfdesk.domain.postings import Condition, Posting, PostingKind, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.credit_plan import CreditPlanner, PlannedNote, credited_by, money_back
from kfdesk.services.export_report import Phase
from kfdesk.services.live_run import LiveRun
from kfdesk.services.payment_look import bears
from kfdesk.services.pipeline import BATCH, Pipeline
from kfdesk.services.preview import Preview, fingerprint
from kfdesk.services.read_back import differences, is_paid_in_full, stamp_key

SENDING_CODE = "credit note 1"
"""As for invoices: the first credit note goes alone and must be found as it was sent."""
DAY = timedelta(days=1)
FIGURES = ("reference", "currency", "net", "VAT", "gross")


class CreditRun:
    """The credit notes of one export."""

    def __init__(self, live: LiveRun, pipeline: Pipeline, planner: CreditPlanner) -> None:
        """Send through the pipeline of this run."""
        self._live = live
        self._pipeline = pipeline
        self._planner = planner

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
        """The notes for money given back: adopt what stands already, and post the rest.

        Of a preview just what was shown. Refunds of orders that this very run invoiced are in none:
        their notes are the next one's.
        """
        notes = self._wanted(channel_ids)
        if preview:
            shown = {row.fingerprint for row in preview.notes}
            notes = [note for note in notes if _print(note) in shown]
        self.post(notes)

    def post(self, notes: Sequence[PlannedNote]) -> None:
        """These notes, all of them with a draft."""
        if not notes:
            return
        found = self._found(notes)
        self._live.begin(Phase.CREDIT_NOTES, len(notes))
        for start in range(0, len(notes), BATCH):
            self._live.check_cancelled()
            batch = (self._begun(note, found) for note in notes[start : start + BATCH])
            self._send([posting for posting in batch if posting])

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

    def _found(self, notes: Sequence[PlannedNote]) -> dict[str, list[PostedInvoice]]:
        """Every invoice since the earliest original, by its reference: another book may have been first."""
        first = min(note.original.content.invoice.invoice_date for note in notes)
        by_stamp: dict[str, list[PostedInvoice]] = {}
        for invoice in self._pipeline.reader.span(first - DAY, self._live.clock.today() + 2 * DAY):
            by_stamp.setdefault(stamp_key(invoice.reference), []).append(invoice)
        return by_stamp

    def _begun(self, note: PlannedNote, found: dict[str, list[PostedInvoice]]) -> Posting | None:
        """The planned posting; None where its invoice is not as sent, or the note is there already."""
        gateway, dbid = self._live.gateway, note.original.invoice_dbid
        invoice = self._live.read(lambda: gateway.invoice_by_id(dbid))
        if invoice is None:
            self._gone(note.original)
            return None
        wrong = [each for each in differences(note.original, invoice) if each.facts["field"] in FIGURES]
        if wrong:
            with self._live.book.writing() as session:
                session.exports.set_notice(note.order_id, wrong[0])
            return None
        posting = self._added(note, invoice)
        there = found.get(stamp_key(note.stamp), [])
        if not there:
            return posting
        self._pipeline.settler.adopt(replace(posting, step=Step.INVOICE_SENT, is_found=True), there)
        return None

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
        """How much of the invoice our own credit notes have paid."""
        with self._live.book.reading() as session:
            notes = credited_by(session.exports.of_order(original.order_id), original)
        set_off = [
            each for each in notes if each.content.apply_to and each.step in (Step.PAID, Step.VERIFIED)
        ]
        return sum((-each.content.invoice.gross_amount for each in set_off), ZERO)

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
