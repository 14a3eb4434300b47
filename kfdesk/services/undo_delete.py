"""Deletes invoices that an undo takes back, payments first (DESIGN 5.5).

Each call is committed before and after, and preceded by a look at the invoice by its
InvoiceDBID. What got no clear answer is looked for, waited for, looked for again and sent
once more, as with what creates; what KashFlow refuses is handed back for a credit note.
"""

from dataclasses import dataclass, field, replace

from kfdesk.domain.errors import CallFailed, InDoubt, Refused
from kfdesk.domain.invoices import PostedPayment
from kfdesk.domain.postings import DEAD, UNDOING, Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.live_run import HOLDING, LiveRun
from kfdesk.services.settling import SENDINGS_AT_MOST
from kfdesk.services.undo_ends import vanished
from kfdesk.services.undo_plan import Action, UndoPlanner, Verdict

OPERATIONS = {
    Step.PAYMENT_DELETE_SENT: "DeleteInvoicePayment",
    Step.INVOICE_DELETE_SENT: "DeleteInvoiceByID",
}
STILL_THERE = "OK, and it is still there"


@dataclass
class Deleter:
    """Deletes one invoice after another; `refused` are those that get a credit note instead.

    `others` says, by posting, why one was left as it is.
    """

    live: LiveRun
    planner: UndoPlanner
    refused: list[Posting] = field(default_factory=list)
    others: dict[int, Reason] = field(default_factory=dict)
    _given_up: dict[int, Reason] = field(default_factory=dict)
    _waiting: list[tuple[float, Posting]] = field(default_factory=list)

    def delete(self, posting: Posting) -> Posting:
        """Until it is deleted, refused, or in doubt. What an earlier undo began is waited for first."""
        if posting.step in UNDOING:
            return self._wait(posting)
        self.live.check_cancelled()
        return self._walk(posting)

    def give_up(self, posting: Posting, reason: Reason) -> None:
        """What an earlier undo began is not gone on with, but may still be carried out: wait for that."""
        self._given_up[posting.id] = reason
        self._wait(posting)

    def finish(self) -> None:
        """Wait for what is in doubt, and look again; send again once what is still there."""
        while self._waiting:
            due = min(moment for moment, _ in self._waiting)
            now = self.live.clock.monotonic
            self.live.clock.wait(max(0.0, due - now()), self.live.watch.is_cancelled)
            self.live.check_cancelled()
            ready = [posting for moment, posting in self._waiting if moment <= now()]
            self._waiting = [each for each in self._waiting if each[0] > now()]
            for posting in ready:
                self.live.check_cancelled()
                self._look_again(posting)

    # -- step by step

    def _walk(self, posting: Posting) -> Posting:
        """Payment after payment, then the invoice; each with a look before it."""
        while posting.condition is not Condition.IN_DOUBT and posting.step not in DEAD:
            if self._is_left(posting):
                break
            verdict = self.planner.verdict(posting)
            if verdict.action is not Action.DELETE:
                return self._found_otherwise(posting, verdict)
            sent = self._send(posting, next(iter(verdict.payments), None), verdict.number)
            posting = sent or posting
        return posting

    def _is_left(self, posting: Posting) -> bool:
        return posting.id in self.others or any(each.id == posting.id for each in self.refused)

    def _send(self, origin: Posting, payment: PostedPayment | None, number: int) -> Posting | None:
        """Commit, call, look, commit. None when nothing was sent and it is to be looked at anew."""
        posting = self._before(origin, payment)
        gateway = self.live.gateway
        try:
            if payment:
                gateway.delete_payment(number, payment.id)
            else:
                gateway.delete_invoice(posting.invoice_dbid)
        except InDoubt as error:
            doubtful = self._in_doubt(posting, str(error.facts["detail"]))
            self.live.saw_doubt(error)
            return doubtful
        except HOLDING as error:
            self.live.after(origin)
            self.live.hold(error)
            return None
        except CallFailed as error:
            return self._refuse(origin, posting, error)
        self.live.saw_answer()
        return self._looked_for(posting) or self._in_doubt(posting, STILL_THERE)

    def _before(self, origin: Posting, payment: PostedPayment | None) -> Posting:
        step = Step.PAYMENT_DELETE_SENT if payment else Step.INVOICE_DELETE_SENT
        payment_id = payment.id if payment else origin.payment_id
        is_same = (step, payment_id) == (origin.step, origin.payment_id)
        cut_off = Reason.of(Why.UNDO_CUT_OFF)
        return self.live.before(
            replace(
                origin,
                step=step,
                condition=Condition.CLEAR,
                reason=cut_off,
                payment_id=payment_id,
                doubts=origin.doubts if is_same else 0,
            )
        )

    def _found_otherwise(self, posting: Posting, verdict: Verdict) -> Posting:
        """Not what is to be deleted (any more): gone, or touched by somebody meanwhile."""
        if verdict.reason.why in (Why.GONE, Why.UNDONE_ON):
            return self._ended(posting)
        self.others[posting.id] = verdict.reason
        return posting

    # -- no clear yes

    def _refuse(self, origin: Posting, posting: Posting, error: CallFailed) -> Posting:
        """A no: of what was in doubt before only once that has settled."""
        detail = error.facts["detail"]
        if type(error) is not Refused:
            # Not KashFlow's word about this invoice: a credit note would meet the same.
            self.others[posting.id] = Reason.of(Why.REFUSED, detail=detail)
            return self.live.after(origin)
        reason = Reason.of(Why.UNDO_REFUSED, number=posting.invoice_number, detail=detail)
        if posting.doubts:
            return self._wait(self.live.after(replace(posting, condition=Condition.IN_DOUBT, reason=reason)))
        verdict = self.planner.verdict(posting)
        if verdict.action is not Action.DELETE:
            return self._found_otherwise(posting, verdict)
        return self._refused_for_good(posting, reason)

    def _refused_for_good(self, posting: Posting, reason: Reason) -> Posting:
        """It stands, and an export leaves it alone; the credit note comes next."""
        attention = Condition.NEEDS_ATTENTION
        posting = self.live.after(
            replace(posting, step=Step.VERIFIED, condition=attention, reason=reason, doubts=0)
        )
        self.refused.append(posting)
        return posting

    def _in_doubt(self, posting: Posting, detail: str) -> Posting:
        operation = OPERATIONS[posting.step]
        doubtful = self.live.after(
            replace(
                posting,
                condition=Condition.IN_DOUBT,
                reason=Reason.of(Why.DOUBT, operation=operation, detail=detail),
                doubts=posting.doubts + 1,
                settle_from=self.live.clock.now(),
            )
        )
        return self._looked_for(doubtful) or self._wait(doubtful)

    def _wait(self, posting: Posting) -> Posting:
        self._waiting.append((self.live.clock.monotonic() + self.live.settle_s, posting))
        return posting

    def _look_again(self, posting: Posting) -> None:
        """After the settle time what is not done will not come by itself any more."""
        done = self._looked_for(posting)
        if done and done.step in DEAD:
            return
        refused = posting.reason if posting.reason and posting.reason.why is Why.UNDO_REFUSED else None
        reason = self._given_up.get(posting.id) or refused
        if reason:
            self._refused_for_good(done or posting, reason)
        elif done is None and posting.doubts >= SENDINGS_AT_MOST:
            twice = Reason.of(Why.SECOND_DOUBT, operation=OPERATIONS[posting.step])
            self.live.after(replace(posting, condition=Condition.NEEDS_ATTENTION, reason=twice, doubts=0))
        else:
            self._walk(replace(done or posting, condition=Condition.CLEAR))

    def _looked_for(self, posting: Posting) -> Posting | None:
        """The posting once what was asked for is seen to be done; None while it is not."""
        gateway = self.live.gateway
        invoice = self.live.read(lambda: gateway.invoice_by_id(posting.invoice_dbid))
        if invoice is None:
            return self._ended(posting)
        if posting.step is not Step.PAYMENT_DELETE_SENT:
            return None
        payments = self.live.read(lambda: gateway.payments(invoice.number))
        if posting.payment_id in {each.id for each in payments}:
            return None
        cut_off = Reason.of(Why.UNDO_CUT_OFF)  # what the book says until the invoice is gone too
        return self.live.after(
            replace(posting, payment_id=0, doubts=0, condition=Condition.CLEAR, reason=cut_off)
        )

    def _ended(self, posting: Posting) -> Posting:
        ended = vanished(posting, self.live.clock.today())
        return self.live.after(replace(ended, verified_at=self.live.clock.now()))
