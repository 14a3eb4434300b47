"""What undoing a run comes to, read from KashFlow before anything is done (DESIGN 5.5).

For each posting: its invoice is deleted, or gets a credit note, or stays, and why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kfdesk.domain.credit_notes import Heading, credit_draft, credit_stamp, left_of
from kfdesk.domain.invoices import PostedInvoice, PostedPayment
from kfdesk.domain.money import ZERO
from kfdesk.domain.postings import DEAD, NOTHING_CREATED, UNDOING, Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.stamps import LONGEST_STAMP
from kfdesk.services.credit_plan import PlannedNote, credited_by, next_numbers
from kfdesk.services.credit_run import FIGURES
from kfdesk.services.export_report import Phase
from kfdesk.services.lanes import in_lanes
from kfdesk.services.live_run import LiveRun
from kfdesk.services.payment_look import bears
from kfdesk.services.ports import OrderRow
from kfdesk.services.read_back import differences, first_differences, same_amount

PIECE = 500


class Action(StrEnum):
    """What an undo does about one invoice."""

    DELETE = "delete"
    CREDIT = "credit_note"
    STAYS = "stays"


@dataclass(frozen=True)
class Verdict:
    """What is to be done about an invoice as KashFlow has it now.

    `payments` are ours on it, deleted first; `left` is what is not credited yet.
    """

    action: Action
    reason: Reason
    payments: tuple[PostedPayment, ...] = ()
    number: int = 0
    left: Decimal = ZERO


@dataclass(frozen=True)
class UndoItem:
    """A posting of the run and what becomes of it; `gross` is its invoice's, `note` the credit note."""

    posting_id: int
    order_id: int
    channel: str
    order_number: str
    invoice_number: int
    gross: Decimal
    currency: str
    action: Action
    reason: Reason
    payments: int = 0
    note: PlannedNote | None = None

    @property
    def amount(self) -> Decimal:
        """What is taken back: nothing of what stays."""
        if self.action is Action.STAYS:
            return ZERO
        return -self.note.gross if self.note else self.gross

    @property
    def is_undone(self) -> bool:
        """Whether its invoice was deleted, or credited, by an undo before."""
        return self.reason.why is Why.UNDONE_ON

    @property
    def is_same_as(self) -> tuple[object, ...]:
        """What the person was shown of it, to be held against what is found later."""
        draft = self.note.draft if self.note else None
        return self.posting_id, self.action, self.invoice_number, self.amount, self.payments, draft


@dataclass(frozen=True)
class UndoPlan:
    """What undoing a run does, item by item in the order of sending."""

    run_id: int
    items: tuple[UndoItem, ...]

    def of(self, action: Action) -> tuple[UndoItem, ...]:
        """The items with this action."""
        return tuple(item for item in self.items if item.action is action)

    def sums(self, action: Action) -> tuple[tuple[str, Decimal], ...]:
        """What they come to, by currency code: their invoices, for credit notes what is credited."""
        totals: dict[str, Decimal] = {}
        for item in self.of(action):
            amount = item.amount if item.action is not Action.STAYS else item.gross
            totals[item.currency] = totals.get(item.currency, ZERO) + amount
        return tuple(sorted(totals.items()))

    @property
    def does_something(self) -> bool:
        """Whether anything is deleted or credited."""
        return any(item.action is not Action.STAYS for item in self.items)


class UndoPlanner:
    """Decides about each posting of a run; only reads."""

    def __init__(self, live: LiveRun) -> None:
        """Read through the gateway of this run."""
        self._live = live
        self._today = live.clock.today()
        with live.book.reading() as session:
            self._filed_to = session.companies.get(live.company.id).vat_filed_to

    def plan(self, run_id: int) -> UndoPlan:
        """What would become of every posting of a run."""
        with self._live.book.reading() as session:
            postings = session.exports.of_run(run_id)
        self._live.begin(Phase.LOOKING, len(postings))
        return UndoPlan(run_id, self.items(postings))

    def items(self, postings: Sequence[Posting]) -> tuple[UndoItem, ...]:
        """What would become of these."""
        with self._live.book.reading() as session:
            rows = _rows(session.orders.rows, [each.order_id for each in postings])
        verdicts = self._verdicts(postings)
        return tuple(self._item(each, rows[each.order_id], verdicts[each.id]) for each in postings)

    def verdict(self, posting: Posting) -> Verdict:
        """What is to be done about one invoice, as KashFlow has it at this moment."""
        number = posting.invoice_number
        reason = _without_looking(posting, self._notes(posting))
        if reason:
            return Verdict(Action.STAYS, reason, number=number)
        found = self._looked_at(posting)
        if found.reason.why is Why.UNDO_PAID_BY_OTHERS:
            # A late deletion may have landed between reading the invoice and its payments.
            found = self._looked_at(posting)
        return found

    def no_longer_there(self, posting: Posting) -> Reason:
        """Why an invoice is absent: our deletion of it was under way, or other hands."""
        if posting.step is Step.INVOICE_DELETE_SENT:
            return Reason.of(Why.UNDONE_ON, date=self._today)
        return Reason.of(Why.GONE, number=posting.invoice_number)

    # -- one posting

    def _looked_at(self, posting: Posting) -> Verdict:
        gateway, dbid = self._live.gateway, posting.invoice_dbid
        invoice = self._live.read(lambda: gateway.invoice_by_id(dbid))
        if invoice is None:
            return Verdict(Action.STAYS, self.no_longer_there(posting), number=posting.invoice_number)
        return self._of_found(posting, invoice)

    def _verdicts(self, postings: Sequence[Posting]) -> dict[int, Verdict]:
        def work(posting: Posting) -> tuple[int, Verdict]:
            self._live.check_cancelled()
            verdict = self.verdict(posting)
            self._live.step()
            return posting.id, verdict

        return dict(in_lanes(self._live.connections, postings, work))

    def _notes(self, posting: Posting) -> list[Posting]:
        with self._live.book.reading() as session:
            return standing_notes(session.exports.of_order(posting.order_id), posting)

    def _of_found(self, posting: Posting, invoice: PostedInvoice) -> Verdict:
        number, draft = invoice.number, posting.content.invoice
        changed = differences(posting, invoice)
        figures = [each for each in changed if each.facts["field"] in FIGURES]
        if figures:
            return Verdict(Action.STAYS, _edited(number, figures[0]), number=number)
        before = [each.content.invoice for each in self._notes(posting)]
        left = left_of(draft, before)
        if left <= 0:
            credited = Reason.of(Why.UNDO_CREDITED_ALREADY, number=number)
            return Verdict(Action.STAYS, credited, number=number)
        payments = self._live.read(lambda: self._live.gateway.payments(number))
        ours = tuple(each for each in payments if _is_ours(each, posting))
        reason = (
            Reason.of(Why.UNDO_PART_CREDITED, number=number)
            if before
            else self._why_not_deleted(posting, invoice, ours)
        )
        if reason:
            return Verdict(Action.CREDIT, reason, number=number, left=left)
        deletes = Why.UNDO_DELETES if ours else Why.UNDO_DELETES_UNPAID
        return Verdict(Action.DELETE, Reason.of(deletes, number=number), ours, number, left)

    def _why_not_deleted(
        self, posting: Posting, invoice: PostedInvoice, ours: tuple[PostedPayment, ...]
    ) -> Reason | None:
        number, draft = invoice.number, posting.content.invoice
        if posting.reason and posting.reason.why is Why.UNDO_REFUSED:
            return posting.reason
        day = min(draft.invoice_date, invoice.invoice_date)
        if self._filed_to and day <= self._filed_to:
            return Reason.of(Why.UNDO_VAT_FILED, number=number, date=day, filed_to=self._filed_to)
        others = invoice.amount_paid - sum((each.amount for each in ours), ZERO)
        if others:
            return Reason.of(Why.UNDO_PAID_BY_OTHERS, number=number, amount=f"{others} {draft.currency}")
        changed = (*differences(posting, invoice), *first_differences(draft, invoice), *_paid(posting, ours))
        return _edited(number, changed[0]) if changed else None

    def _item(self, posting: Posting, row: OrderRow, verdict: Verdict) -> UndoItem:
        note, reason, action = None, verdict.reason, verdict.action
        if action is Action.CREDIT:
            planned = self._note(posting, row, verdict)
            if planned.reason:
                reason, action = planned.reason, Action.STAYS
            else:
                note = planned
        invoice = posting.content.invoice
        return UndoItem(
            posting_id=posting.id,
            order_id=posting.order_id,
            channel=row.channel_name,
            order_number=row.order_number,
            invoice_number=verdict.number,
            gross=invoice.gross_amount,
            currency=invoice.currency,
            action=action,
            reason=reason,
            payments=len(verdict.payments),
            note=note,
        )

    def _note(self, posting: Posting, row: OrderRow, verdict: Verdict) -> PlannedNote:
        """The credit note over all that is left of an invoice, dated today."""
        with self._live.book.reading() as session:
            postings = session.exports.of_order(posting.order_id)
        original = posting.content.invoice
        before = [each.content.invoice for each in standing_notes(postings, posting)]
        stamp = credit_stamp(posting.stamp, next(next_numbers(postings)))
        own = (posting.order_id, row.channel_name, row.order_number, posting, stamp)
        if len(stamp) > LONGEST_STAMP:
            longest = Reason.of(Why.STAMP_TOO_LONG, stamp=stamp, longest=LONGEST_STAMP)
            return PlannedNote(*own, -verdict.left, original.currency, reason=longest)
        heading = Heading(stamp, self._today, f"Takes back invoice {verdict.number}")
        draft = credit_draft(original, before, verdict.left, heading)
        return PlannedNote(*own, -verdict.left, original.currency, draft, takes_back=True)


def standing_notes(postings: Sequence[Posting], original: Posting) -> list[Posting]:
    """The credit notes against an invoice; one that is gone credits nothing."""
    return [each for each in credited_by(postings, original) if each.step not in DEAD]


def _without_looking(posting: Posting, notes: Sequence[Posting]) -> Reason | None:
    """Why a posting stays whatever KashFlow says."""
    number = posting.invoice_number
    if posting.step in DEAD:
        return posting.reason or Reason.of(Why.GONE, number=number)
    is_clear = all(each.is_ended and each.condition is not Condition.IN_DOUBT for each in notes)
    stays = (
        (_is_nothing(posting), Reason.of(Why.UNDO_NOTHING_SENT)),
        (posting.is_found, Reason.of(Why.UNDO_NOT_OURS, number=number)),
        (_is_twin(posting), posting.reason),
        (not is_clear or _is_in_doubt(posting), Reason.of(Why.UNDO_IN_DOUBT)),
        (posting.is_credit_note, Reason.of(Why.UNDO_CREDIT_STAYS, number=number)),
    )
    return next((reason for is_so, reason in stays if is_so), None)


def _is_nothing(posting: Posting) -> bool:
    return posting.step in NOTHING_CREATED and posting.condition is not Condition.IN_DOUBT


def _is_twin(posting: Posting) -> bool:
    return bool(posting.reason and posting.reason.why in (Why.TWIN, Why.TWIN_DELETING))


def _is_in_doubt(posting: Posting) -> bool:
    """What an undo itself left open is looked up instead."""
    if posting.step in UNDOING:
        return False
    is_under_way = posting.step in (Step.INVOICE_SENT, Step.PAYMENT_SENT)
    return is_under_way or posting.condition is Condition.IN_DOUBT or not posting.invoice_dbid


def _is_ours(payment: PostedPayment, posting: Posting) -> bool:
    return payment.id == posting.payment_id or bears(payment, posting.stamp)


def _paid(posting: Posting, ours: Sequence[PostedPayment]) -> list[Reason]:
    """Payments of ours that are not what was sent."""
    draft, sent = posting.content.invoice, posting.content.payment
    return [
        Reason.of(
            Why.READ_BACK_DIFFERS,
            field="amount paid",
            sent=sent.amount if sent else "nothing",
            found=each.amount,
        )
        for each in ours
        if sent is None or not same_amount(sent.amount, each.amount, draft)
    ]


def _edited(number: int, differs: Reason) -> Reason:
    return Reason.of(Why.UNDO_EDITED, number=number, **differs.facts)


def _rows(
    read: Callable[[Sequence[int]], tuple[OrderRow, ...]], order_ids: Sequence[int]
) -> dict[int, OrderRow]:
    wanted = list(dict.fromkeys(order_ids))
    pieces = (wanted[start : start + PIECE] for start in range(0, len(wanted), PIECE))
    return {row.id: row for piece in pieces for row in read(piece)}
