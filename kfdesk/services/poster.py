"""Walks one posting forward: customer, invoice, payment (DESIGN 5.1).

Each creating call is committed before and after. What has no clear answer is left in doubt
here; `settling` looks for it.
"""

from collections.abc import Callable
from dataclasses import replace

from kfdesk.domain.answers import Ruling
from kfdesk.domain.customers import bare, surname_of
from kfdesk.domain.errors import CallFailed, InDoubt, Refused
from kfdesk.domain.invoices import Customer, CustomerDraft
from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.live_run import HOLDING, LiveRun
from kfdesk.services.payment_look import answer_to
from kfdesk.services.undo_ends import vanished

CUSTOMER_SENDINGS = 2


class Poster:
    """Creates what postings say, one call at a time."""

    def __init__(self, live: LiveRun) -> None:
        """Send through the gateway of this run."""
        self._live = live

    def create(self, posting: Posting) -> Posting:
        """Customer and invoice. Returns the posting with a number, in doubt, or refused.

        A credit note goes to the customer of its invoice.
        """
        if not posting.is_credit_note:
            posting = self._customer(posting)
        if posting.step is not Step.CUSTOMER_KNOWN or posting.condition is not Condition.CLEAR:
            return posting
        return self.send_invoice(posting)

    def send_invoice(self, posting: Posting) -> Posting:
        """Send the invoice of a posting whose customer is known; the same content each time."""
        draft, customer_id = posting.content.invoice, posting.customer_id
        with self._live.inserts:
            posting = replace(posting, highest_known=self._live.highest, run_id=self._live.run_for(posting))
            posting, number = self._send(
                posting, Step.INVOICE_SENT, lambda: self._live.gateway.add_invoice(draft, customer_id)
            )
        if not number:
            return posting
        return self._numbered(replace(posting, invoice_number=number))

    def send_payment(self, posting: Posting) -> Posting:
        """Send the payment of a posting whose invoice was read back; or set a credit note against it."""
        payment, number = posting.content.payment, posting.invoice_number
        if posting.content.apply_to is not None:
            return self._apply(posting, posting.content.apply_to)
        if payment is None:
            return posting
        posting, payment_id = self._send(
            posting, Step.PAYMENT_SENT, lambda: self._live.gateway.add_payment(payment, number)
        )
        if not payment_id:
            return posting
        return self._live.after(
            replace(posting, step=Step.PAID, payment_id=payment_id, reason=None, doubts=0)
        )

    def _apply(self, posting: Posting, invoice_dbid: int) -> Posting:
        def apply() -> int:
            self._live.gateway.apply_credit_note(invoice_dbid, posting.invoice_dbid)
            return posting.invoice_dbid

        posting, applied = self._send(posting, Step.PAYMENT_SENT, apply)
        if not applied:
            return posting
        return self._live.after(replace(posting, step=Step.PAID, reason=None, doubts=0))

    # -- the one way of creating something

    def _send(self, posting: Posting, sent: Step, call: Callable[[], int]) -> tuple[Posting, int]:
        """Commit, call, and sort the answer: a number, a clear no, or doubt."""
        origin = posting
        while True:
            self._live.check_cancelled()
            posting = self._live.before(replace(origin, step=sent, condition=Condition.CLEAR, reason=None))
            try:
                return posting, call()
            except InDoubt as error:
                return self._in_doubt(posting, error), 0
            except HOLDING as error:
                # Nothing was created: back to where it was, and the same again once a read works.
                self._live.after(origin)
                self._live.hold(error)
            except CallFailed as error:
                return self._refused(origin, sent, error), 0

    def _in_doubt(self, posting: Posting, error: CallFailed) -> Posting:
        doubtful = replace(
            posting,
            condition=Condition.IN_DOUBT,
            doubts=posting.doubts + 1,
            settle_from=self._live.clock.now(),
            reason=Reason.of(Why.DOUBT, operation=error.facts["operation"], detail=error.facts["detail"]),
        )
        doubtful = self._live.after(doubtful)
        self._live.saw_doubt(error)
        return doubtful

    def _refused(self, origin: Posting, sent: Step, error: CallFailed) -> Posting:
        """A clear no; after an earlier doubt it is looked for all the same."""
        reason = Reason.of(Why.REFUSED, detail=error.facts["detail"])
        # A customer is looked for after a no anyway, by its code.
        if origin.doubts and sent is not Step.CUSTOMER_SENT:
            return self._live.after(replace(origin, step=sent, condition=Condition.IN_DOUBT, reason=reason))
        return self._live.after(replace(origin, condition=Condition.NEEDS_ATTENTION, reason=reason))

    # -- numbers

    def _numbered(self, posting: Posting) -> Posting:
        """Keep the number KashFlow gave, unless the book already holds it for a living invoice."""
        with self._live.book.reading() as session:
            holder = session.exports.holder_of(posting.company_id, posting.invoice_number)
        if holder and holder.id != posting.id and not self._is_gone(holder):
            taken = Reason.of(Why.NUMBER_TAKEN, number=posting.invoice_number, other=holder.stamp)
            return self._live.after(
                replace(
                    posting,
                    invoice_number=0,
                    condition=Condition.IN_DOUBT,
                    doubts=posting.doubts + 1,
                    settle_from=self._live.clock.now(),
                    reason=taken,
                )
            )
        posting = self._live.after(replace(posting, condition=Condition.CLEAR, reason=None, doubts=0))
        self._live.saw_created(posting)
        return posting

    def _is_gone(self, holder: Posting) -> bool:
        """KashFlow gives a deleted number again: then the old holder is gone."""
        if not holder.invoice_dbid:
            return False
        if self._live.read(lambda: self._live.gateway.invoice_by_id(holder.invoice_dbid)):
            return False
        self._live.after(vanished(holder, self._live.clock.today()))
        return True

    # -- customers

    def _customer(self, posting: Posting) -> Posting:
        draft = posting.content.customer
        known = self._live.customers.get(draft.code) or self._by_email(draft)
        if known:
            return self._customer_known(posting, known)
        # Our code is unique in KashFlow and makes a repeat harmless, so a lost one is sent again, once.
        for _ in range(CUSTOMER_SENDINGS):
            posting, created = self._send(
                posting, Step.CUSTOMER_SENT, lambda: self._live.gateway.add_customer(draft)
            )
            if created:
                return self._customer_known(posting, created)
            found = self._live.read(lambda: self._live.gateway.customer_by_code(draft.code))
            if found:
                return self._customer_found(posting, found)
            if posting.condition is not Condition.IN_DOUBT:
                break
        return posting

    def _by_email(self, draft: CustomerDraft) -> int:
        """The customer with this e-mail when it is the same buyer, else 0."""
        if not (draft.may_look_up_email and draft.email):
            return 0
        try:
            found = self._live.read(lambda: self._live.gateway.customer_by_email(draft.email))
        except Refused as error:
            # Several customers with one e-mail: none of them is taken for the buyer.
            if type(error) is not Refused:
                raise
            return 0
        return found.id if found and _is_same(draft, found) else 0

    def _customer_found(self, posting: Posting, found: Customer) -> Posting:
        draft = posting.content.customer
        if _is_same(draft, found):
            return self._customer_known(posting, found.id)
        differs = Reason.of(Why.CUSTOMER_DIFFERS, code=draft.code, id=found.id, name=found.name)
        if answer_to(self._live, posting, differs) is Ruling.SAME_CUSTOMER:
            return self._customer_known(posting, found.id)
        return self._live.after(
            replace(posting, step=Step.PLANNED, condition=Condition.NEEDS_ATTENTION, reason=differs)
        )

    def _customer_known(self, posting: Posting, customer_id: int) -> Posting:
        self._live.customers[posting.content.customer.code] = customer_id
        return self._live.after(
            replace(
                posting,
                step=Step.CUSTOMER_KNOWN,
                condition=Condition.CLEAR,
                customer_id=customer_id,
                reason=None,
                doubts=0,
            )
        )


def _is_same(draft: CustomerDraft, found: Customer) -> bool:
    """Same e-mail, or same surname and postcode (DESIGN 5.1, *Customers*); a channel's own by code."""
    if draft.is_channels_own:
        return True
    emails = {part.strip().casefold() for part in found.email.replace(";", ",").split(",")}
    if draft.email and draft.email.casefold() in emails:
        return True
    postcode = bare(draft.address.postcode)
    if not draft.email and not postcode:
        return bare(draft.name) == bare(found.name)
    surname, found_surname = bare(surname_of(draft.name)), bare(found.surname or surname_of(found.name))
    return bool(postcode and surname) and (surname, postcode) == (found_surname, bare(found.postcode))
