"""Takes postings through a run, a batch at a time: create, read back, pay, read the payment.

Batches are of at most 50 (DESIGN 5.1, *Read back*). Orders of one buyer stay on one
connection, so that no customer is created twice.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from kfdesk.domain.errors import CallFailed, ExportStopped
from kfdesk.domain.invoices import PostedInvoice
from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.credit_ends import still_open, taken_back_by, without_money_back
from kfdesk.services.lanes import in_lanes
from kfdesk.services.live_run import LiveRun
from kfdesk.services.payment_choice import with_living_choices
from kfdesk.services.poster import Poster
from kfdesk.services.read_back import (
    agrees,
    differences,
    first_differences,
    found_differs,
    is_the_same,
    same_amount,
)
from kfdesk.services.reading import InvoiceReader
from kfdesk.services.settling import Settler

BATCH = 50
"""Postings read back together at most."""
UNEQUAL_AT_MOST = 3
UNLIKE_SENT = (Why.READ_BACK_DIFFERS, Why.FOUND_BUT_DIFFERS)
PAYABLE = (Step.INVOICED, Step.PAYMENT_SENT)


class Pipeline:
    """Moves postings on; the order of calls in here is the protocol."""

    def __init__(self, live: LiveRun) -> None:
        """Wire poster, reader and settler of one run together."""
        self._live = live
        self._last_unequal, self._last_differences = 0, ""
        self._poster = Poster(live)
        self.reader = InvoiceReader(live)
        self.settler = Settler(live, self._poster, self.reader, self.carry_on)

    def send(self, postings: Sequence[Posting]) -> None:
        """Create a batch of planned postings and carry them on; counts progress."""
        created = self._in_lanes(postings, self._poster.create)
        self.carry_on(created)
        if self._live.unequal >= UNEQUAL_AT_MOST:
            raise ExportStopped(number=self._last_unequal, differences=self._last_differences)
        self.settler.work_due()

    def carry_on(self, postings: Iterable[Posting]) -> None:
        """From wherever each posting is to its end, or to where it must wait."""
        postings = [self._read_by(posting) for posting in postings]
        postings = self._read_back([p for p in postings if p.condition is Condition.CLEAR and p.has_invoice])
        postings = [p for p in postings if p.condition is Condition.CLEAR]
        payable = [p for p in postings if p.step in PAYABLE and p.content.has_settlement]
        paid = self._in_lanes(payable, self._pay)
        unpaid = [p for p in postings if not (p.step in PAYABLE and p.content.has_settlement)]
        self._confirm([p for p in (*paid, *unpaid) if p.condition is Condition.CLEAR and not p.is_ended])

    def prove(self, posting: Posting) -> bool:
        """Send the first invoice alone, and find it every way we rely on (DESIGN 5.1).

        False when it got no clear answer and so proves nothing. Raises ExportStopped with
        what KashFlow changed.
        """
        posting = self._poster.create(posting)
        if posting.condition is not Condition.CLEAR or not posting.has_invoice:
            self.carry_on([posting])
            self.settler.finish()
            self._stop_where_it_differs(posting)
            return False
        found = self._live.read(lambda: self._live.gateway.invoice(posting.invoice_number))
        wrong = self._proof(posting, found)
        if wrong:
            self._stop(posting, wrong)
        self.carry_on([posting])
        return True

    # -- reading back

    def _read_by(self, posting: Posting) -> Posting:
        """What was left in doubt goes to the settler, once."""
        if posting.condition is Condition.IN_DOUBT and posting.step in (Step.INVOICE_SENT, Step.PAYMENT_SENT):
            self.settler.take(posting)
        return posting

    def _read_back(self, postings: list[Posting]) -> list[Posting]:
        """Compare each with KashFlow before its payment is sent."""
        fresh = [posting for posting in postings if not posting.is_ended]
        found = self.reader.for_postings(fresh) if fresh else {}
        equal = {
            each.id: _read(each, found[each.id]) for each in fresh if _is_as_sent(each, found.get(each.id))
        }
        self._live.after_all([(equal[each.id],) for each in fresh if equal.get(each.id, each) is not each])
        return [equal.get(each.id) or self._unlike(each, found.get(each.id)) for each in fresh]

    def _unlike(self, posting: Posting, found: PostedInvoice | None) -> Posting:
        if found is None or not is_the_same(found, posting):
            return self._not_under_its_number(posting, found)
        if posting.is_found:
            reason = found_differs(found, posting.content.invoice)
            return self._live.after(replace(posting, condition=Condition.NEEDS_ATTENTION, reason=reason))
        return self._unequal(posting, differences(posting, found))

    def _not_under_its_number(self, posting: Posting, there: PostedInvoice | None) -> Posting:
        """Gone when it was once read back, else looked for: the number is not an identity."""
        if posting.invoice_dbid:
            invoice = self._live.read(lambda: self._live.gateway.invoice_by_id(posting.invoice_dbid))
            if invoice is None:
                gone = Reason.of(Why.GONE, number=posting.invoice_number)
                return self._live.after(
                    replace(posting, step=Step.GONE, condition=Condition.CLEAR, reason=gone)
                )
            return self._unequal(posting, differences(posting, invoice))
        return self._looked_for(posting, there)

    def _looked_for(self, posting: Posting, there: PostedInvoice | None) -> Posting:
        """KashFlow said yes, so it is never sent again; found elsewhere by its stamp, or shown."""
        try:
            found = self.settler.invoices_of(posting)
        except CallFailed as error:
            reason = Reason.of(Why.DOUBT, operation=error.facts["operation"], detail=error.facts["detail"])
            return self._live.after(replace(posting, condition=Condition.IN_DOUBT, reason=reason))
        if not found:
            wrong = differences(posting, there) if there else (_missing(posting, "number"),)
            return self._unequal(posting, wrong)
        self.settler.adopt(posting, found)
        return replace(posting, condition=Condition.IN_DOUBT)

    def _unequal(self, posting: Posting, wrong: Sequence[Reason]) -> Posting:
        """No payment for what KashFlow holds otherwise than sent; three in a run stop it."""
        posting = self._live.after(replace(posting, condition=Condition.NEEDS_ATTENTION, reason=wrong[0]))
        self._live.unequal += 1
        self._last_unequal, self._last_differences = posting.invoice_number, _told(wrong)
        return posting

    def _proof(self, posting: Posting, found: PostedInvoice | None) -> tuple[Reason, ...]:
        draft = posting.content.invoice
        if found is None:
            return (_missing(posting, "number"),)
        by_date = {invoice.dbid for invoice in self.reader.around(draft.invoice_date)}
        listed = self._live.read(lambda: self._live.gateway.invoices_for_customer(posting.customer_id))
        by_customer = {invoice.dbid for invoice in listed.invoices}
        wrong = [*differences(posting, found), *first_differences(draft, found)]
        wrong += [_missing(posting, "date")] if found.dbid not in by_date else []
        wrong += [_missing(posting, "customer")] if found.dbid not in by_customer else []
        return tuple(wrong)

    def _stop(self, posting: Posting, wrong: Sequence[Reason]) -> None:
        self._live.after(replace(posting, condition=Condition.NEEDS_ATTENTION, reason=wrong[0]))
        raise ExportStopped(number=posting.invoice_number, differences=_told(wrong))

    def _stop_where_it_differs(self, posting: Posting) -> None:
        """What was found after doubt, and is not as it was sent, tells as much as what was answered."""
        with self._live.book.reading() as session:
            posting = session.exports.get(posting.id)
        reason = posting.reason
        if posting.condition is Condition.NEEDS_ATTENTION and reason and reason.why in UNLIKE_SENT:
            number = reason.facts.get("number", posting.invoice_number)
            raise ExportStopped(number=number, differences=_told([reason]))

    # -- paying

    def _pay(self, posting: Posting) -> Posting:
        """Send the payment; with a look first unless this run saw the insert succeed."""
        if posting.step is Step.PAYMENT_SENT:
            self.settler.take(posting)
            return replace(posting, condition=Condition.IN_DOUBT)
        if not self._live.is_created_here(posting):
            seen = self.settler.payment_look.of(posting)
            if not seen.is_due:
                return self._live.after(seen.posting)
            posting = with_living_choices(self._live, seen.posting)
            if posting.condition is not Condition.CLEAR:
                return self._live.after(posting)
        posting = without_money_back(self._poster.send_payment(posting))
        if posting.condition is Condition.IN_DOUBT:
            self.settler.take(posting)
        return posting

    def _confirm(self, postings: list[Posting]) -> None:
        """Read the payments' effect, and end what is as it should be."""
        due = [p for p in postings if p.step is Step.PAID and (p.payment_id or p.content.apply_to)]
        found = self.reader.for_postings(due) if due else {}
        wrong = [each for each in due if not self._is_paid_as_sent(each, found.get(each.id))]
        unequal = {each.id for each in wrong}
        self._live.after_all([self._ended(each) for each in postings if each.id not in unequal])
        for posting in wrong:
            self._paid_unlike(posting, found.get(posting.id))

    def _is_paid_as_sent(self, posting: Posting, found: PostedInvoice | None) -> bool:
        if found and same_amount(_sent_amount(posting), found.amount_paid, posting.content.invoice):
            return True
        return self.settler.payment_look.is_beside_others(posting)

    def _paid_unlike(self, posting: Posting, found: PostedInvoice | None) -> None:
        back = found.amount_paid if found else "nothing"
        sent = _sent_amount(posting)
        wrong = Reason.of(Why.READ_BACK_DIFFERS, field="amount paid", sent=sent, found=back)
        self._unequal(posting, (wrong,))

    def _ended(self, posting: Posting) -> tuple[Posting, ...]:
        """The posting at its end, and what ends with it."""
        step = Step.ALREADY if posting.is_found else Step.VERIFIED
        told = still_open(posting) if posting.is_credit_note else None
        ended = replace(
            posting, step=step, condition=Condition.CLEAR, reason=told, verified_at=self._live.clock.now()
        )
        return (ended, *taken_back_by(self._live, ended))

    # -- connections

    def _in_lanes(self, postings: Sequence[Posting], work: Callable[[Posting], Posting]) -> list[Posting]:
        """Work on postings over the run's connections."""
        return in_lanes(self._live.connections, postings, lambda each: self._counted(work, each))

    def _counted(self, work: Callable[[Posting], Posting], posting: Posting) -> Posting:
        self._live.check_cancelled()
        done = work(posting)
        if work == self._poster.create:
            self._live.step()
        return done


def _is_as_sent(posting: Posting, found: PostedInvoice | None) -> bool:
    """What somebody else sent is ours to adopt when the gross agrees, not to correct."""
    if found is None or not is_the_same(found, posting):
        return False
    return agrees(found, posting.content.invoice) if posting.is_found else not differences(posting, found)


def _read(posting: Posting, found: PostedInvoice) -> Posting:
    """A posting that was read back; itself where that is nothing new."""
    step = Step.INVOICED if posting.step is Step.INVOICE_SENT else posting.step
    if step is posting.step and posting.invoice_dbid == found.dbid:
        return posting
    return replace(posting, step=step, invoice_dbid=found.dbid, condition=Condition.CLEAR, reason=None)


def _sent_amount(posting: Posting) -> Decimal:
    payment = posting.content.payment
    return payment.amount if payment else posting.content.invoice.gross_amount


def _missing(posting: Posting, by: str) -> Reason:
    return Reason.of(Why.READ_BACK_DIFFERS, field=f"search by {by}", sent=posting.stamp, found="nothing")


def _told(wrong: Sequence[Reason]) -> str:
    return "; ".join(map(_difference, wrong))


def _difference(reason: Reason) -> str:
    facts = reason.facts
    if reason.why is Why.FOUND_BUT_DIFFERS:
        return f"gross: {facts['ours']} sent, {facts['theirs']} found"
    return f"{facts['field']}: {facts['sent']} sent, {facts['found']} found"
