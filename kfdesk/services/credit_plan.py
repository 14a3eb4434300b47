"""Which credit notes the orders of a company want, as the book has it (DESIGN 5.5)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from kfdesk.domain.credit_notes import Heading, Refunds, credit_draft, credit_stamp, left_of, outstanding
from kfdesk.domain.invoices import InvoiceDraft, PaymentDraft, Posted
from kfdesk.domain.postings import DEAD, NOTHING_CREATED, Condition, Posting
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.stamps import LONGEST_STAMP
from kfdesk.services.ports import Book, BookSession, StoredOrder

PIECE = 500
OURS = (Why.REFUND_DATE_NEEDED, Why.VAT_PERIOD_FILED, Why.STAMP_TOO_LONG)
"""Notices that planning gives and takes back."""


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


def money_back(draft: InvoiceDraft, way: tuple[int, int]) -> PaymentDraft:
    """The negative payment on a credit note: by the method and from the account that the money came by."""
    return PaymentDraft(draft.gross_amount, draft.invoice_date, *way, draft.stamp)


class CreditPlanner:
    """Plans credit notes from what was sent and what was given back."""

    def __init__(self, book: Book) -> None:
        """Read the book."""
        self._book = book

    def notes(self, company_id: int, channel_ids: Collection[int] | None = None) -> tuple[PlannedNote, ...]:
        """All that are wanted in the channels whose Export Orders is on, by order.

        Orders of which a person must tell or decide something are brought to their attention.
        """
        with self._book.reading() as session:
            ids = session.exports.credit_candidates(company_id)
        return tuple(
            note
            for start in range(0, len(ids), PIECE)
            for note in self._piece(company_id, ids[start : start + PIECE], channel_ids)
        )

    def of_order(self, order_id: int) -> tuple[PlannedNote, ...]:
        """Those of one order, whether or not its channel is exported."""
        with self._book.reading() as session:
            stored = session.orders.get(order_id)
            channel = session.channels.get(stored.channel_id)
            if channel.company_id is None:
                return ()
            order = _Case(stored, channel.name, session)
            if order.original is None:
                return ()
            return tuple(order.notes(session.companies.get(channel.company_id).vat_filed_to))

    def _piece(
        self, company_id: int, ids: Sequence[int], channel_ids: Collection[int] | None
    ) -> list[PlannedNote]:
        planned: list[PlannedNote] = []
        notices: dict[int, Reason | None] = {}
        with self._book.reading() as session:
            filed_to = session.companies.get(company_id).vat_filed_to
            channels = {each.id: each for each in session.channels.of_company(company_id)}
            for stored in session.orders.get_many(ids):
                channel = channels[stored.channel_id]
                order = _Case(stored, channel.name, session)
                notes = list(order.notes(filed_to)) if order.original else []
                wanted = _notice(stored, notes)
                if order.original and wanted != stored.notice:
                    notices[stored.id] = wanted
                if channel.settings.export_orders and (channel_ids is None or channel.id in channel_ids):
                    planned += notes
        self._tell(notices)
        return planned

    def _tell(self, notices: dict[int, Reason | None]) -> None:
        if notices:
            with self._book.writing() as session:
                for order_id, notice in notices.items():
                    session.exports.set_notice(order_id, notice)


class _Case:
    """One order with its invoice and the credit notes there are."""

    def __init__(self, stored: StoredOrder, channel: str, session: BookSession) -> None:
        self._stored = stored
        self._channel = channel
        postings = session.exports.of_order(stored.id)
        self.original = standing_invoice(postings)
        self._credited = credited_by(postings, self.original)
        self._next_numbers = next_numbers(postings)

    def notes(self, filed_to: object) -> Iterator[PlannedNote]:
        refunds = self._outstanding()
        is_held = _waits_for_person(self._stored)
        before = [each.content.invoice for each in self._credited]
        for refund in refunds.due:
            day = refund.refunded_on
            if day is None:
                continue
            stamp = credit_stamp(self._invoice.stamp, next(self._next_numbers))
            title = f"Refund for invoice {self.original.invoice_number}" if self.original else "Refund"
            draft = credit_draft(self._invoice, before, refund.gross, Heading(stamp, day, title))
            before.append(draft)
            reason = self._stopped(draft, filed_to, is_held=is_held)
            yield self._note(stamp, -refund.gross, None if reason else draft, reason)
        if refunds.undated:
            amount = f"{refunds.undated} {self._invoice.currency}"
            asked = Reason.of(Why.REFUND_DATE_NEEDED, amount=amount)
            yield self._note(
                credit_stamp(self._invoice.stamp, next(self._next_numbers)), -refunds.undated, None, asked
            )

    @property
    def _invoice(self) -> InvoiceDraft:
        assert self.original is not None  # noqa: S101 - cases without an invoice have no notes
        return self.original.content.invoice

    def _outstanding(self) -> Refunds:
        stored, invoice = self._stored, self._invoice
        before = [each.content.invoice for each in self._credited]
        if left_of(invoice, before) <= 0:
            return Refunds()
        order = stored.order
        return outstanding(
            order.refunds, stored.given, before, invoice.gross_amount, is_cancelled=order.is_cancelled
        )

    def _stopped(self, draft: InvoiceDraft, filed_to: object, *, is_held: bool) -> Reason | None:
        if is_held:
            return Reason.of(Why.CREDIT_NOTE_WAITS, amount=f"{-draft.gross_amount} {draft.currency}")
        if filed_to and str(draft.invoice_date) <= str(filed_to):
            late = Reason.of(Why.VAT_PERIOD_FILED, date=draft.invoice_date, filed_to=filed_to)
            if self._stored.decided.answer_to(late) is None:
                return late
        if len(draft.stamp) > LONGEST_STAMP:
            return Reason.of(Why.STAMP_TOO_LONG, stamp=draft.stamp, longest=LONGEST_STAMP)
        return None

    def _note(
        self, stamp: str, gross: Decimal, draft: InvoiceDraft | None, reason: Reason | None
    ) -> PlannedNote:
        assert self.original is not None  # noqa: S101 - as above
        order, currency = self._stored.order, self._invoice.currency
        number = order.order_number
        own = (self._stored.id, self._channel, number, self.original)
        return PlannedNote(*own, stamp, gross, currency, draft, reason)


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


def next_numbers(postings: Sequence[Posting]) -> Iterator[int]:
    """The numbers in the stamps of further credit notes; one that was ever sent is not given again.

    A gap is filled first: it is the number of a note that another book sent and is in doubt about,
    and that book will look for it.
    """
    ends = (each.stamp.rpartition(" CN")[2] for each in postings if each.is_credit_note and may_stand(each))
    used = {int(end) for end in ends if end.isdigit()}
    return (number for number in count(1) if number not in used)


def _waits_for_person(stored: StoredOrder) -> bool:
    """A change that is not a cancellation is settled by the person first."""
    notice = stored.notice
    is_changed = notice is not None and notice.why is Why.CHANGED_AFTER_EXPORT
    return is_changed and not stored.order.is_cancelled


def _notice(stored: StoredOrder, notes: Sequence[PlannedNote]) -> Reason | None:
    """What the order is to say: a question of ours, else the change it has, unless that is credited."""
    if _waits_for_person(stored):
        return stored.notice
    asked = next((note.reason for note in notes if note.reason and note.reason.why in OURS), None)
    if asked:
        return asked
    if stored.notice is None or stored.notice.why in OURS:
        return None
    return stored.notice if notes or not stored.order.is_cancelled else None
