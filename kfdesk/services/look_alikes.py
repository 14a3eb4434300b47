"""Before an order is sent: is its invoice there already, entered by another hand?

What is found is kept with the order and asked about. The answer holds for that very invoice
as it was seen: another one, or the same one edited, is asked about anew (DESIGN 5.1).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kfdesk.domain.answers import Ruling
from kfdesk.domain.found import FoundInvoice
from kfdesk.domain.invoices import Customer, Posted, PostedInvoice
from kfdesk.domain.orders import OrderState
from kfdesk.domain.plans import Plan
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.company_picture import CompanyPicture, Wanted
from kfdesk.services.live_run import LiveRun
from kfdesk.services.ports import StoredOrder


@dataclass(frozen=True)
class TakeOver:
    """An order and the invoice that a person says is its."""

    stored: StoredOrder
    posted: Posted
    invoice: PostedInvoice


@dataclass(frozen=True)
class Judged:
    """What becomes of an order in view of what was found: `take_over` is an invoice to adopt."""

    plan: Plan
    found: FoundInvoice | None = None
    take_over: TakeOver | None = None


class LookAlikes:
    """Holds planned orders against what a run read of the company."""

    def __init__(self, live: LiveRun, picture: CompanyPicture) -> None:
        """Look in this picture; customers are read as needed, each once."""
        self._live = live
        self._picture = picture
        self._customers: dict[int, Customer | None] = {}
        self._taken: dict[int, str] = {}
        with live.book.reading() as session:
            self._channels = {each.id: each for each in session.channels.of_company(live.company.id)}

    def judge(self, stored: StoredOrder, plan: Plan) -> Judged:
        """The plan as it is, or stopped by the first look-alike that was not answered."""
        if plan.posted is None:
            return Judged(plan, stored.found)
        for invoice in self._candidates(stored, plan.posted):
            found = FoundInvoice.of(invoice)
            question = found.question(plan.posted.invoice)
            answer = stored.decided.answer_to(question)
            if answer is None:
                return Judged(_stopped(plan, OrderState.NEEDS_ATTENTION, question), found)
            if answer.ruling is Ruling.TAKE_OVER:
                return self._take_over(stored, plan, plan.posted, invoice)
        return Judged(plan)

    def _take_over(self, stored: StoredOrder, plan: Plan, posted: Posted, invoice: PostedInvoice) -> Judged:
        """One invoice is one order's: the second that is said to be it goes out by itself, but says so."""
        if invoice.dbid in self._taken:
            facts = {"number": invoice.number, "other": self._taken[invoice.dbid]}
            taken = Reason.of(Why.TAKEN_BY_OTHER, **facts)
            return Judged(_stopped(plan, OrderState.NEEDS_ATTENTION, taken))
        self._taken[invoice.dbid] = stored.stamp
        begun = Reason.of(Why.TO_BE_TAKEN_OVER, number=invoice.number)
        waits = _stopped(plan, OrderState.WAITING, begun)
        return Judged(waits, FoundInvoice.of(invoice), TakeOver(stored, posted, invoice))

    def _candidates(self, stored: StoredOrder, posted: Posted) -> Iterator[PostedInvoice]:
        wanted = Wanted(stored.order, self._channels[stored.channel_id], posted)
        seen = set()
        for invoice in self._picture.look_alikes(wanted, self._customer_of):
            seen.add(invoice.dbid)
            if not self._is_known(invoice):
                yield invoice
        if stored.found and stored.found.dbid not in seen:
            yield from self._moved(stored, stored.found, posted)

    def _moved(self, stored: StoredOrder, found: FoundInvoice, posted: Posted) -> Iterator[PostedInvoice]:
        """What was found before and was edited since, so that no list or likeness shows it any more."""
        answer = stored.decided.answer_to(found.question(posted.invoice))
        if answer and answer.ruling is Ruling.TWO_SALES:
            return
        invoice = self._live.read(lambda: self._live.gateway.invoice_by_id(found.dbid))
        if invoice and not self._is_known(invoice):
            yield invoice

    def _is_known(self, invoice: PostedInvoice) -> bool:
        """Whether it is an order's of this book, whatever its reference says."""
        with self._live.book.reading() as session:
            holder = session.exports.holder_of(self._live.company.id, invoice.number)
        return holder is not None and holder.invoice_dbid == invoice.dbid

    def _customer_of(self, invoice: PostedInvoice) -> Customer | None:
        key = invoice.customer_id
        if key not in self._customers:
            self._customers[key] = self._live.read(lambda: self._live.gateway.customer_by_id(key))
        return self._customers[key]


def _stopped(plan: Plan, state: OrderState, reason: Reason) -> Plan:
    return replace(plan, state=state, reason=reason, posted=None)
