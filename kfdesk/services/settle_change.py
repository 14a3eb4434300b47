"""What a person decides about an order whose invoice was sent and whose file says otherwise now (DESIGN 5.5).

Never a second invoice: the invoice stays as it is, or a credit note takes back the difference or
all of it. Nothing is sent from here: credit notes wait for the next export.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from msgspec import structs

from kfdesk.domain.answers import OF_INVOICES, Answer, Ruling
from kfdesk.domain.errors import InvoiceNotStanding, MendableError, NoChangeToSettle
from kfdesk.domain.invoices import InvoiceDraft
from kfdesk.domain.money import ZERO
from kfdesk.domain.planning import plan_by
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.rules import ChannelRules
from kfdesk.services.credit_case import CreditCase, case_of
from kfdesk.services.credit_plan import CreditPlanner
from kfdesk.services.ports import Book, BookSession, Clock, IsCancelled, Progress, StoredOrder
from kfdesk.services.tell_refund import TellRefund, ToldRefund

RULING_OF = {**{why: rulings[0] for why, rulings in OF_INVOICES.items()}, Why.VAT_PERIOD_FILED: Ruling.EXPORT}
"""What *leave it as it is* says to each question about an invoice that stands."""

TO_ACCEPT = (Why.CHANGED_AFTER_EXPORT, Why.SENT_WITH_MARKETPLACE_VAT, Why.SENT_WITH_VAT_FROM_ABROAD)
"""What a file or a report says against an invoice that stands: a person may take note of it."""


class Rules(Protocol):
    """What is needed of the planner."""

    def rules(self, channel_id: int) -> ChannelRules: ...


@dataclass(frozen=True)
class InvoiceMatter:
    """An order's invoice as sent, beside the order as it would be invoiced now.

    `after` is None where the order would be no invoice now, `why_none` says why. `left` is what
    of the invoice is neither credited nor due to be.
    """

    order_id: int
    invoice_number: int
    before: InvoiceDraft
    left: Decimal
    is_paid: bool
    is_cancelled: bool
    notice: Reason | None = None
    after: InvoiceDraft | None = None
    why_none: Reason | None = None

    @property
    def is_changed(self) -> bool:
        """The file says otherwise than what was sent, and a person has not settled it."""
        return self.notice is not None and self.notice.why is Why.CHANGED_AFTER_EXPORT

    @property
    def may_be_left(self) -> bool:
        """Whether the invoice can be left as it is, so that nothing more is asked about it."""
        return self.notice is not None and self.notice.why in (*TO_ACCEPT, *RULING_OF)

    @property
    def difference(self) -> Decimal:
        """By how much the order comes to less now than what is left of the invoice; 0 when it does not."""
        if not self.is_changed or self.after is None or self.after.currency != self.before.currency:
            return ZERO
        return max(self.left - self.after.gross_amount, ZERO)


class SettleChange:
    """Decisions about invoices that stand."""

    def __init__(self, book: Book, planner: Rules, refunds: TellRefund, clock: Clock, by: str = "") -> None:
        """`by` is who is signed in to the computer; answers keep it."""
        self._book = book
        self._planner = planner
        self._refunds = refunds
        self._clock = clock
        self._by = by
        self._credits = CreditPlanner(book)

    def look(self, order_id: int) -> InvoiceMatter | None:
        """What stands and what the order says now; None while no invoice stands for sure."""
        with self._book.reading() as session:
            stored = session.orders.get(order_id)
            case = self._case(session, stored)
        return self._matter(stored, case) if case else None

    def leave(self, ids: Collection[int], progress: Progress, is_cancelled: IsCancelled) -> int:
        """Leave these invoices as they are: nothing is asked until a file changes the orders again.

        Where the question is a period whose VAT is filed, the credit note is posted all the same.
        How many had something to settle; orders that have nothing stay as they are.
        """
        left = 0
        for done, order_id in enumerate(ids, 1):
            if is_cancelled():
                break
            try:
                self._leave(order_id)
                left += 1
            except MendableError:
                pass  # nothing about this one waits
            progress(done, len(ids))
        return left

    def credit(self, order_id: int, told: ToldRefund) -> None:
        """Credit the difference, or all that is left: the change is settled with it.

        Raises NoChangeToSettle, or an error of `TellRefund.tell`: then nothing is kept.
        """
        matter = self.look(order_id)
        if matter is None or not matter.is_changed:
            raise NoChangeToSettle(order_number=self._number(order_id))
        self._refunds.tell(order_id, replace(told, is_further=True))
        self._settle(order_id)

    def _leave(self, order_id: int) -> None:
        """Raises InvoiceNotStanding or NoChangeToSettle."""
        self._look_again(order_id)  # what a cancellation asks stands behind the change
        matter = self.look(order_id)
        if matter is None:
            raise InvoiceNotStanding(order_number=self._number(order_id))
        if not matter.may_be_left:
            raise NoChangeToSettle(order_number=self._number(order_id))
        self._settle(order_id)

    def _settle(self, order_id: int) -> None:
        """Take the change as it is, or answer what is asked."""
        with self._book.writing() as session:
            notice = session.orders.get(order_id).notice
            if notice and notice.why in TO_ACCEPT:
                session.decisions.accept_change(order_id)
            elif notice:
                session.decisions.answer({order_id: self._answer(notice)})
        self._look_again(order_id)

    def _look_again(self, order_id: int) -> None:
        with self._book.reading() as session:
            company_id = session.channels.get(session.orders.get(order_id).channel_id).company_id
        if company_id is not None:
            self._credits.look_at(company_id, [order_id])

    def _answer(self, question: Reason) -> Answer:
        return Answer(question, RULING_OF[question.why], self._clock.now(), self._by)

    def _matter(self, stored: StoredOrder, case: CreditCase) -> InvoiceMatter:
        content = case.original.content
        order = structs.replace(stored.order, is_cancelled=False, refunds=())
        rules = self._planner.rules(stored.channel_id)
        plan = None if stored.order.is_cancelled else plan_by(order, rules, stored.decided)
        return InvoiceMatter(
            order_id=stored.id,
            invoice_number=case.original.invoice_number,
            before=content.invoice,
            left=case.left,
            is_paid=content.payment is not None,
            is_cancelled=stored.order.is_cancelled,
            notice=stored.notice,
            after=plan.posted.invoice if plan and plan.posted else None,
            why_none=plan.reason if plan else None,
        )

    @staticmethod
    def _case(session: BookSession, stored: StoredOrder) -> CreditCase | None:
        return case_of(session, stored, session.channels.get(stored.channel_id).name)

    def _number(self, order_id: int) -> str:
        with self._book.reading() as session:
            return session.orders.get(order_id).order.order_number
