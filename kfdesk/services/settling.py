"""Postings in doubt: look first, wait the settle time, look again, send again once.

DESIGN 5.1, *In doubt*. Other orders go on meanwhile; whoever drives the run calls
`work_due` between them and `finish` at the end.
"""

from dataclasses import dataclass, replace
from typing import Protocol

from kfdesk.domain.answers import Ruling
from kfdesk.domain.errors import CallFailed, ListIncomplete
from kfdesk.domain.invoices import PostedInvoice
from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.found_content import as_found
from kfdesk.services.live_run import LiveRun
from kfdesk.services.payment_look import PaymentLook, answer_to, attention
from kfdesk.services.poster import Poster
from kfdesk.services.read_back import (
    agrees,
    found_differs,
    has_stamp,
    may_be_cut,
    reference_differs,
    stamp_key,
)
from kfdesk.services.reading import InvoiceReader

SENDINGS_AT_MOST = 2


class Onward(Protocol):
    """Takes a posting on once its invoice or payment is known."""

    def __call__(self, postings: list[Posting]) -> None: ...


@dataclass(frozen=True)
class _Waiting:
    due: float
    posting: Posting
    was_resent: bool = False


class Settler:
    """Keeps what is in doubt until it is settled or a person must decide."""

    def __init__(self, live: LiveRun, poster: Poster, reader: InvoiceReader, onward: Onward) -> None:
        """Look with `reader`, send again with `poster`, pass on to `onward`."""
        self._live = live
        self._poster = poster
        self._reader = reader
        self._onward = onward
        self._waiting: list[_Waiting] = []
        self.payment_look = PaymentLook(live)

    @property
    def count(self) -> int:
        """Postings still in doubt."""
        return len(self._waiting)

    def take(self, posting: Posting) -> None:
        """A posting in doubt or cut off: look now; when absent, again after the settle time."""
        posting = self._live.after(replace(posting, condition=Condition.IN_DOUBT, reason=_reason(posting)))
        self._take(posting, was_resent=False)

    def work_due(self) -> None:
        """Look again at what has settled; send again what is absent."""
        due = [entry for entry in self._waiting if entry.due <= self._live.clock.monotonic()]
        self._waiting = [entry for entry in self._waiting if entry not in due]
        for entry in due:
            self._live.check_cancelled()
            self._second_look(entry)

    def finish(self) -> None:
        """Wait for all that is left."""
        while self._waiting:
            next_due = min(entry.due for entry in self._waiting)
            self._live.clock.wait(
                max(0.0, next_due - self._live.clock.monotonic()), self._live.watch.is_cancelled
            )
            self._live.check_cancelled()
            self.work_due()

    # -- looking

    def _take(self, posting: Posting, *, was_resent: bool) -> None:
        left = self._left_after_look(posting)
        if left:
            due = self._live.clock.monotonic() + self._live.settle_s
            self._waiting.append(_Waiting(due, left, was_resent))

    def _second_look(self, entry: _Waiting) -> None:
        if self._is_for_person(entry.posting):
            return
        try:
            left = self._look(entry.posting, has_settled=True)
            cut = self._cut_reference(left) if left else None
        except CallFailed as error:
            # No answer is not a no: it stays in doubt, and the next run looks again.
            self._live.after(replace(entry.posting, reason=_no_answer(error)))
            return
        if left and cut:
            self._live.after(attention(left, cut))
        elif left:
            self._decide(left, was_resent=entry.was_resent)

    def _decide(self, left: Posting, *, was_resent: bool) -> None:
        """Send what is absent once more, unless that was done: then ask."""
        if was_resent or left.doubts >= SENDINGS_AT_MOST:
            question = _why_not_again(left)
            if answer_to(self._live, left, question) is not Ruling.SEND_AGAIN:
                self._live.after(attention(left, question))
                return
        self._send_again(left)

    def _is_for_person(self, posting: Posting) -> bool:
        """Whether a twin was found while it waited: then nothing more is sent for it."""
        with self._live.book.reading() as session:
            return session.exports.get(posting.id).condition is Condition.NEEDS_ATTENTION

    def _send_again(self, posting: Posting) -> None:
        send = self._poster.send_payment if posting.step is Step.PAYMENT_SENT else self._poster.send_invoice
        posting = send(posting)
        if posting.condition is Condition.IN_DOUBT:
            self._take(posting, was_resent=True)
        elif posting.condition is Condition.CLEAR:
            self._onward([posting])

    def _left_after_look(self, posting: Posting) -> Posting | None:
        try:
            return self._look(posting, has_settled=False)
        except CallFailed:
            return posting

    def _look(self, posting: Posting, *, has_settled: bool) -> Posting | None:
        """What is left to be sent again; None: settled. Raises CallFailed when there was no answer."""
        if posting.step is Step.PAYMENT_SENT:
            return self._look_for_payment(posting)
        found = self.invoices_of(posting)
        if found and posting.is_credit_note and not any(agrees(i, posting.content.invoice) for i in found):
            # Another book gave the number to another refund: ours never came, once it can come no more.
            if not has_settled:
                return posting
            posting = replace(posting, content=as_found(posting.content, found[0]), is_found=True)
        if found:
            self.adopt(posting, found)
        return None if found else posting

    def invoices_of(self, posting: Posting) -> list[PostedInvoice]:
        """By date, by customer and by number (DESIGN 5.1); the first and third must be whole."""
        day = posting.content.invoice.invoice_date
        found = {i.dbid: i for i in self._reader.around(day) if has_stamp(i, posting.stamp)}
        if posting.customer_id and not posting.content.customer.is_channels_own:
            listed = self._live.read(lambda: self._live.gateway.invoices_for_customer(posting.customer_id))
            found.update({i.dbid: i for i in listed.invoices if has_stamp(i, posting.stamp)})
        if not found:
            above = self._reader.above(posting.highest_known)
            found.update({i.dbid: i for i in above if has_stamp(i, posting.stamp)})
        return list(found.values())

    def _cut_reference(self, posting: Posting) -> Reason | None:
        """An invoice that is the one sent but for its reference: KashFlow would not keep that either time."""
        if posting.step is not Step.INVOICE_SENT:
            return None
        draft = posting.content.invoice
        near = [each for each in self._reader.around(draft.invoice_date) if may_be_cut(each, posting)]
        with self._live.book.reading() as session:
            named = session.orders.by_stamps(posting.company_id, {each.reference for each in near})
            mine = [
                each
                for each in near
                if named.get(stamp_key(each.reference), posting.order_id) == posting.order_id
                and session.exports.holder_of(posting.company_id, each.number) is None
            ]
        return reference_differs(mine[0], posting) if mine else None

    # -- adopting

    def adopt(self, posting: Posting, found: list[PostedInvoice]) -> None:
        """Take over what stands in KashFlow, when it is what we sent; else a person must look."""
        invoice = min(found, key=lambda each: each.dbid)
        posting = replace(
            posting,
            step=Step.INVOICED,
            invoice_number=invoice.number,
            invoice_dbid=invoice.dbid,
            customer_id=invoice.customer_id,
            condition=Condition.CLEAR,
            reason=None,
            doubts=0,
        )
        trouble = _trouble(posting, invoice, found)
        if trouble:
            posting = replace(posting, condition=Condition.NEEDS_ATTENTION, reason=trouble)
        posting = self._live.after(posting)
        self._live.saw_found(posting)
        if not trouble:
            self._onward([posting])

    # -- payments

    def _look_for_payment(self, posting: Posting) -> Posting | None:
        seen = self.payment_look.of(posting)
        if seen.is_due:
            return seen.posting
        settled = self._live.after(seen.posting)
        if settled.condition is Condition.CLEAR:
            self._onward([settled])
        return None


def _trouble(posting: Posting, invoice: PostedInvoice, found: list[PostedInvoice]) -> Reason | None:
    draft = posting.content.invoice
    if len(found) > 1:
        numbers = ", ".join(str(each.number) for each in sorted(found, key=lambda each: each.dbid))
        return Reason.of(Why.TWIN, numbers=numbers)
    if agrees(invoice, draft):
        return None
    return found_differs(invoice, draft)


def _why_not_again(posting: Posting) -> Reason:
    """A no to the second sending says more than that it was the second."""
    if posting.reason and posting.reason.why is Why.REFUSED:
        return posting.reason
    return Reason.of(Why.SECOND_DOUBT, operation=_operation(posting), doubts=posting.doubts)


def _operation(posting: Posting) -> str:
    if posting.step is not Step.PAYMENT_SENT:
        return "InsertInvoice"
    return "InsertInvoicePayment" if posting.content.payment else "applyCreditNoteToInvoice"


def _reason(posting: Posting) -> Reason:
    cut_off = Reason.of(Why.DOUBT, operation=_operation(posting), detail="the last run was cut off")
    return posting.reason or cut_off


def _no_answer(error: CallFailed) -> Reason:
    detail = error.facts["detail"] if isinstance(error, ListIncomplete) else type(error).__name__
    return Reason.of(Why.DOUBT, operation=error.facts["operation"], detail=detail)
