"""Looking at orders: lists, one in full, what needs attention, leaving out and bringing back."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol, TypeVar

from kfdesk.domain.answers import RULINGS
from kfdesk.domain.channels import Channel, InvoiceDate
from kfdesk.domain.orders import OrderState
from kfdesk.domain.plans import Plan, PlanFacts
from kfdesk.domain.postings import Posting
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.credit_plan import CreditPlanner, PlannedNote
from kfdesk.services.late_payments import LatePayment, LatePayments
from kfdesk.services.ports import (
    AttentionGroup,
    Book,
    BookSession,
    IsCancelled,
    OrderColumn,
    OrderFilter,
    OrderRow,
    OrderVerdict,
    Progress,
    StoredOrder,
)
from kfdesk.services.side_by_side import SideBySide, side_by_side

T = TypeVar("T")

PIECE = 500
"""The most that the book reads or writes in one go."""

ATTENTION_STATES = (OrderState.NEEDS_ATTENTION, OrderState.IN_DOUBT, OrderState.CHANGED)

_SETTING_OF = {
    Why.VAT_RATE_MISSING: "vat",
    Why.EXPORT_OFF: "export_orders",
}
"""The channel's setting that mends a cause; the rest is answered, or settled order by order."""


class Planner(Protocol):
    """What is needed of the planner: the plan of an order that is in the book."""

    def facts(self, session: BookSession, company_id: int) -> PlanFacts: ...

    def plan_stored(
        self, session: BookSession, stored: StoredOrder, channel: Channel, facts: PlanFacts
    ) -> Plan: ...


@dataclass(frozen=True)
class Attention:
    """Orders held up by one cause; `setting` is the channel's setting that mends them, or empty."""

    group: AttentionGroup
    setting: str = ""

    @property
    def is_answerable(self) -> bool:
        """A person can answer what these orders ask."""
        return is_answerable(self.group.reason)


@dataclass(frozen=True)
class AtAGlance:
    """How many orders a company has, its channels, and what holds orders up, most orders first."""

    total: int
    channels: tuple[Channel, ...]
    attention: tuple[Attention, ...]


@dataclass(frozen=True)
class OrderDetail:
    """All that is known of an order: as the channel has it, as planned, as posted, as to be credited.

    `facing` is what KashFlow holds in its place, where a person must compare the two.
    """

    stored: StoredOrder
    channel: Channel
    plan: Plan | None
    postings: tuple[Posting, ...] = field(default=())
    notes: tuple[PlannedNote, ...] = field(default=())
    facing: SideBySide | None = None
    late: LatePayment | None = None


class BrowseOrders:
    """Orders of one company."""

    def __init__(self, book: Book, planner: Planner) -> None:
        self._book = book
        self._planner = planner
        self._credits = CreditPlanner(book)
        self._payments = LatePayments(book)

    def ids(
        self, which: OrderFilter, column: OrderColumn = OrderColumn.ORDERED, *, descending: bool = True
    ) -> list[int]:
        """Ids of the orders that a filter lets through, sorted."""
        with self._book.reading() as session:
            return session.orders.ids(which, column, descending=descending)

    def rows(self, ids: Sequence[int]) -> tuple[OrderRow, ...]:
        """Rows for ids, in their order; at most 500."""
        with self._book.reading() as session:
            return session.orders.rows(ids)

    def detail(self, order_id: int) -> OrderDetail:
        """One order in full, with what it would become as things stand."""
        with self._book.reading() as session:
            stored = session.orders.get(order_id)
            channel = session.channels.get(stored.channel_id)
            postings = session.exports.of_order(order_id)
            facts = self._facts(session, channel)
            plan = self._planner.plan_stored(session, stored, channel, facts) if facts else None
            beside = plan
            if facts and stored.found:
                alone = replace(stored, found=None)
                beside = self._planner.plan_stored(session, alone, channel, facts)
        facing = side_by_side(stored, beside.posted if beside else None, postings)
        notes = self._credits.of_order(order_id) if postings else ()
        late = None
        if postings and channel.company_id is not None:
            late = self._payments.of_order(channel.company_id, order_id)
        return OrderDetail(stored, channel, plan, postings, notes, facing, late)

    def attention(self, company_id: int) -> tuple[Attention, ...]:
        """What holds orders up, most orders first, with the setting that mends it."""
        return self.at_a_glance(company_id).attention

    def at_a_glance(self, company_id: int) -> AtAGlance:
        """What a list of the company's orders stands under."""
        with self._book.reading() as session:
            groups = session.orders.attention(company_id)
            counts = session.orders.counts(company_id)
            unready = session.orders.waiting_for(company_id, Why.CHANNEL_NOT_READY)
            channels = session.channels.of_company(company_id)
        ready = {channel.id: counts.get((channel.id, OrderState.READY), 0) for channel in channels}
        held = [group for channel in channels if (group := _held_back(channel, ready, unready))]
        found = [Attention(group, setting_that_mends(group.reason)) for group in (*held, *groups)]
        attention = tuple(sorted(found, key=lambda item: -item.group.count))
        return AtAGlance(sum(counts.values()), channels, attention)

    def ids_of(self, company_id: int, group: AttentionGroup) -> list[int]:
        """The orders of an attention group."""
        with self._book.reading() as session:
            ids = [
                order_id
                for state in _states_of(group.reason.why)
                for order_id in session.orders.ids(OrderFilter(company_id, group.channel_id, state))
            ]
            return [row.id for row in _in_pieces(ids, session.orders.rows) if _is_in(row, group)]

    def invoice_days(self, channel: Channel) -> list[date]:
        """The dates that the channel's unsent orders would bear on invoices, earliest first.

        *Export from* compares with these; orders without the date yet are left out.
        """
        with self._book.reading() as session:
            ids = session.orders.unsent_ids(channel.id)
            days = [_day_of(row, channel) for row in _in_pieces(ids, session.orders.rows)]
        return sorted(day for day in days if day)

    def leave_out(
        self, ids: Collection[int], reason: str, progress: Progress, is_cancelled: IsCancelled
    ) -> int:
        """Take orders out of the export with a reason; how many, for sent ones stay as they are."""
        return self._set_left_out(ids, reason, progress, is_cancelled)

    def bring_back(self, ids: Collection[int], progress: Progress, is_cancelled: IsCancelled) -> int:
        """Take orders in again; how many."""
        return self._set_left_out(ids, "", progress, is_cancelled)

    def plan_again(self, ids: Sequence[int]) -> None:
        """Bring the states of these orders up to date, at most 500.

        Planned outside any writing transaction: computing has no place in one.
        """
        with self._book.reading() as session:
            plans = self.plans(session, session.orders.get_many(ids))
            verdicts = [_verdict(stored.id, plan) for stored, plan in plans]
        with self._book.writing() as session:
            session.orders.save_verdicts(verdicts)

    def plans(self, session: BookSession, stored: Sequence[StoredOrder]) -> list[tuple[StoredOrder, Plan]]:
        """What becomes of these orders as things stand; those of no company yet are left away."""
        channels = {key: session.channels.get(key) for key in {order.channel_id for order in stored}}
        facts = {key: self._facts(session, channel) for key, channel in channels.items()}
        return [
            (order, self._planner.plan_stored(session, order, channels[key], known))
            for order in stored
            if (known := facts[key := order.channel_id])
        ]

    def plan_in(self, session: BookSession, stored: StoredOrder, channel: Channel) -> Plan | None:
        """What would become of an order if its channel were set like this; None: of no company yet."""
        facts = self._facts(session, channel)
        return self._planner.plan_stored(session, stored, channel, facts) if facts else None

    def _set_left_out(
        self, ids: Collection[int], reason: str, progress: Progress, is_cancelled: IsCancelled
    ) -> int:
        wanted = self._unsent(ids)
        for start in range(0, len(wanted), PIECE):
            if is_cancelled():
                return start
            piece = wanted[start : start + PIECE]
            with self._book.writing() as session:
                session.orders.set_left_out(piece, reason)
            self.plan_again(piece)
            progress(start + len(piece), len(wanted))
        return len(wanted)

    def _unsent(self, ids: Collection[int]) -> list[int]:
        with self._book.reading() as session:
            stored = list(_in_pieces(list(ids), session.orders.get_many))
            unsent = {
                order_id
                for channel_id in {order.channel_id for order in stored}
                for order_id in session.orders.unsent_ids(channel_id)
            }
        return [order.id for order in stored if order.id in unsent]

    def _facts(self, session: BookSession, channel: Channel) -> PlanFacts | None:
        return None if channel.company_id is None else self._planner.facts(session, channel.company_id)


def is_answerable(reason: Reason) -> bool:
    """Whether a person can answer this about an order, if only for its channel."""
    return reason.why in RULINGS or reason.why is Why.CURRENCY_OFF


def setting_that_mends(reason: Reason) -> str:
    """The channel's setting to change, or empty where each order must be looked at."""
    if reason.why in (Why.LOOK_UP_GONE, Why.LIST_EMPTY):
        return reason.facts.get("setting", "")
    if reason.why is Why.CHANNEL_NOT_READY:
        return reason.facts.get("missing", "").split(",")[0].strip()
    return _SETTING_OF.get(reason.why, "")


def _day_of(row: OrderRow, channel: Channel) -> date | None:
    days = {
        InvoiceDate.PAID: row.paid,
        InvoiceDate.ORDERED: row.ordered,
        InvoiceDate.DESPATCHED: row.despatched,
    }
    return days[channel.settings.invoice_date]


def _verdict(order_id: int, plan: Plan) -> OrderVerdict:
    return OrderVerdict(order_id, plan.state, plan.reason, plan.gross)


def _held_back(
    channel: Channel, ready: Mapping[int, int], unready: Mapping[int, int]
) -> AttentionGroup | None:
    """The orders that only the channel's own settings keep from being exported."""
    settings = channel.settings
    if settings.missing:
        reason = Reason.of(Why.CHANNEL_NOT_READY, channel=channel.name, missing=settings.missing[0])
        count = unready.get(channel.id, 0)
    else:
        reason = Reason.of(Why.EXPORT_OFF, channel=channel.name)
        count = 0 if settings.export_orders else ready[channel.id]
    return AttentionGroup(channel.id, channel.name, reason, count) if count else None


def _is_in(row: OrderRow, group: AttentionGroup) -> bool:
    if group.reason.why is Why.EXPORT_OFF:
        return row.state is OrderState.READY
    return row.reason is not None and row.reason.why is group.reason.why


def _states_of(why: Why) -> tuple[OrderState, ...]:
    special = {Why.EXPORT_OFF: OrderState.READY, Why.CHANNEL_NOT_READY: OrderState.WAITING}
    return (special[why],) if why in special else ATTENTION_STATES


def _in_pieces(ids: Sequence[int], read: Callable[[Sequence[int]], Sequence[T]]) -> Iterator[T]:
    for start in range(0, len(ids), PIECE):
        yield from read(ids[start : start + PIECE])
