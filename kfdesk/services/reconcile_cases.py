"""What the book knows of a period: orders, and what was sent for them, as small records."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from msgspec.structs import replace

from kfdesk.domain.answers import Decided
from kfdesk.domain.channels import Channel, InvoiceDate
from kfdesk.domain.evidence import tax_left_out
from kfdesk.domain.invoices import InvoiceDraft, Posted
from kfdesk.domain.money import ZERO, to_penny
from kfdesk.domain.orders import Order, OrderState, PaymentState
from kfdesk.domain.planning import plan_by
from kfdesk.domain.plans import PlanFacts
from kfdesk.domain.postings import Condition, Posting, PostingKind, Step
from kfdesk.domain.pricing import stated_gross
from kfdesk.domain.reasons import Reason
from kfdesk.domain.reconciliation import Document, Figures, Period
from kfdesk.domain.rules import ChannelRules, rules_for
from kfdesk.services.ports import BookSession, OrderFilter, OrderRow, StoredOrder
from kfdesk.services.read_back import stamp_key
from kfdesk.services.reconcile_reading import summed_by_rate

PIECE = 500
NEVER_POSTED = (OrderState.READY, OrderState.WAITING, OrderState.SKIPPED)
TAKEN_BACK = (Step.UNDONE, Step.GONE)
SETTLED = (Step.PAID, Step.VERIFIED)


class Dated(Protocol):
    """An order, in a list or in full."""

    @property
    def ordered(self) -> date | None: ...

    @property
    def paid(self) -> date | None: ...

    @property
    def despatched(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Sent:
    """A posting, as far as it is compared. `draft` has no lines."""

    posting_id: int
    order_id: int
    channel_id: int
    stamp: str
    kind: PostingKind
    step: Step
    condition: Condition
    reason: Reason | None
    number: int
    dbid: int
    payment_id: int
    draft: InvoiceDraft
    document: Document
    payment: Decimal
    method_id: int
    account_id: int
    set_against: int
    """The InvoiceDBID of the invoice that a credit note was set against, 0 for none."""

    @property
    def was_sent(self) -> bool:
        """An invoice stands, stood, or may stand."""
        may_stand = self.step is Step.INVOICE_SENT and self.condition is Condition.IN_DOUBT
        return self.number > 0 or may_stand

    @property
    def is_living(self) -> bool:
        """It is the order's invoice as things stand."""
        return self.kind is PostingKind.INVOICE and self.step not in (*TAKEN_BACK, Step.CREDITED)


@dataclass(frozen=True, slots=True)
class Sale:
    """An order, as far as it is compared. `ordered` is as it would be invoiced now."""

    order_id: int
    channel_id: int
    order_number: str
    stamp: str
    state: OrderState
    reason: Reason | None
    ordered: Document
    gross: Decimal
    marketplace_tax: Decimal


@dataclass
class BookPeriod:
    """The book's side of a period. `undated` orders have no date at all and belong to none."""

    period: Period
    channels: dict[int, Channel]
    facts: PlanFacts
    wanted: set[int] = field(default_factory=set)
    undated: int = 0
    sent: dict[int, Sent] = field(default_factory=dict)
    _of_order: dict[int, list[int]] = field(default_factory=dict)
    _rules: dict[int, ChannelRules] = field(default_factory=dict)

    def of_order(self, order_id: int) -> list[Sent]:
        """What was sent for an order, the oldest first."""
        return [self.sent[each] for each in sorted(self._of_order.get(order_id, ()))]

    def set_off(self, sent: Sent) -> Decimal:
        """What credit notes of ours took off an invoice; of a credit note, what it was used for."""
        if sent.set_against:
            return sent.document.figures.gross
        notes = [each for each in self.of_order(sent.order_id) if sent.dbid and each.set_against == sent.dbid]
        return -sum((each.document.figures.gross for each in notes), ZERO)

    def take_postings(self, postings: Iterable[Posting]) -> None:
        """Keep what is compared of these."""
        for posting in postings:
            if posting.id not in self.sent:
                self.sent[posting.id] = sent_of(posting)
                self._of_order.setdefault(posting.order_id, []).append(posting.id)

    def take_row(self, session: BookSession, row: OrderRow) -> None:
        """Look at one order: is it of the period, and what was sent for it?"""
        day = day_of(row, self.channels[row.channel_id])
        if day is None:
            self.undated += 1
        elif day in self.period:
            self.wanted.add(row.id)
            if row.state not in NEVER_POSTED and row.id not in self._of_order:
                self.take_postings(session.exports.of_order(row.id))

    def sale(self, stored: StoredOrder) -> Sale:
        """An order with what would be invoiced for it."""
        order = stored.order
        day = day_of(order, self.channels[stored.channel_id]) or self.period.first
        posted = self._posted(stored, day)
        return Sale(
            order_id=stored.id,
            channel_id=stored.channel_id,
            order_number=order.order_number,
            stamp=stored.stamp,
            state=stored.state,
            reason=stored.reason,
            ordered=document_of(posted) if posted else _gross_alone(order, day),
            gross=to_penny(stated_gross(order)),
            marketplace_tax=to_penny(tax_left_out(posted) if posted else order.marketplace_tax),
        )

    def _posted(self, stored: StoredOrder, day: date) -> Posted | None:
        """What would be invoiced, if only the order were to be; None where it cannot be planned."""
        order, rules = stored.order, self._rules_of(stored.channel_id)
        decided = Decided(answers=stored.answers)
        sold = _as_if_sold(order, day)
        return plan_by(order, rules, decided).posted or plan_by(sold, rules, decided).posted

    def _rules_of(self, channel_id: int) -> ChannelRules:
        if channel_id not in self._rules:
            self._rules[channel_id] = rules_for(self.channels[channel_id], self.facts)
        return self._rules[channel_id]


def read_book(
    session: BookSession,
    company_id: int,
    book: BookPeriod,
    months: Iterable[Period],
    check: Callable[[], None],
) -> None:
    """Which orders a period has, and what was sent in it; every order is looked at, few are kept."""
    for month in months:
        check()
        book.take_postings(session.exports.invoices_in(company_id, month.first, month.last))
    ids = session.orders.ids(OrderFilter(company_id))
    for start in range(0, len(ids), PIECE):
        check()
        for row in session.orders.rows(ids[start : start + PIECE]):
            book.take_row(session, row)


def day_of(order: Dated, channel: Channel) -> date | None:
    """The date the channel's invoice would bear, else the best that is known."""
    chosen = {
        InvoiceDate.PAID: order.paid,
        InvoiceDate.ORDERED: order.ordered,
        InvoiceDate.DESPATCHED: order.despatched,
    }[channel.settings.invoice_date]
    return chosen or order.ordered or order.paid or order.despatched


def sent_of(posting: Posting) -> Sent:
    """What is compared of a posting."""
    draft, payment = posting.content.invoice, posting.content.payment
    lean = InvoiceDraft(
        draft.stamp,
        draft.invoice_date,
        draft.due_date,
        draft.currency,
        (),
        draft.exchange_rate,
        draft.is_foreign,
    )
    return Sent(
        posting_id=posting.id,
        order_id=posting.order_id,
        channel_id=posting.channel_id,
        stamp=stamp_key(posting.stamp),
        kind=posting.kind,
        step=posting.step,
        condition=posting.condition,
        reason=posting.reason,
        number=posting.invoice_number,
        dbid=posting.invoice_dbid,
        payment_id=posting.payment_id,
        draft=lean,
        document=document_of(posting.content),
        payment=payment.amount if payment and posting.payment_id else ZERO,
        method_id=payment.method_id if payment else 0,
        account_id=payment.account_id if payment else 0,
        set_against=(posting.content.apply_to or 0) if posting.step in SETTLED else 0,
    )


def _gross_alone(order: Order, day: date) -> Document:
    """Under no rate."""
    return Document(day, order.currency, ((None, Figures(to_penny(stated_gross(order)))),))


def _as_if_sold(order: Order, day: date) -> Order:
    """An order that waits or was cancelled, as it would be invoiced otherwise: what it comes to by rate."""
    return replace(
        order,
        is_cancelled=False,
        refunds=(),
        payment_state=PaymentState.PAID,
        ordered=order.ordered or day,
        paid=order.paid or day,
        despatched=order.despatched or day,
    )


def document_of(posted: Posted) -> Document:
    """What is, or would be, sent, by VAT rate."""
    draft = posted.invoice
    lines = ((line.vat_rate, Figures(line.net_amount, line.vat_amount)) for line in draft.lines)
    return Document(draft.invoice_date, draft.currency, summed_by_rate(lines))


def stored_orders(session: BookSession, ids: Collection[int]) -> Iterator[StoredOrder]:
    """Orders in full, a piece at a time."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), PIECE):
        yield from session.orders.get_many(wanted[start : start + PIECE])
