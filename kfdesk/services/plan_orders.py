"""Planning the orders in the book: one, all of a channel anew, or all for a preview."""

from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal

from kfdesk.domain.answers import Decided
from kfdesk.domain.channels import Channel
from kfdesk.domain.company import CompanyDetails, LookUps
from kfdesk.domain.errors import Cancelled
from kfdesk.domain.orders import Order, OrderState
from kfdesk.domain.planning import plan, plan_by, verdict_by
from kfdesk.domain.plans import Plan, PlanFacts
from kfdesk.domain.postings import DEAD, Condition, Posting, PostingKind
from kfdesk.domain.rules import ChannelRules, rules_for
from kfdesk.services.credit_plan import CreditPlanner
from kfdesk.services.late_payments import LatePayments
from kfdesk.services.ports import (
    Book,
    BookSession,
    Clock,
    IsCancelled,
    OrderVerdict,
    Progress,
    StoredOrder,
)
from kfdesk.services.preview import (
    ChannelPreview,
    ChannelTally,
    Preview,
    PreviewRow,
    fingerprint,
    preview_of,
)

__all__ = ["ChannelPreview", "OrderPlanner", "Preview", "PreviewRow", "fingerprint", "verdict_of"]

PIECE = 500
"""Orders read, planned and written at a time; what the book takes in one call."""

_NOTHING_LINKED = PlanFacts(CompanyDetails("", "", is_vat_registered=False, home_currency=""), LookUps())

Planned = tuple[StoredOrder, Plan]
WorkOut = Callable[[Order, ChannelRules, Decided], Plan]


def no_progress(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def never() -> bool:
    """Work that nobody cancels."""
    return False


class OrderPlanner:
    """Plans are worked out outside of any transaction, in pieces; the book is held only to read or write."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock
        self._credits = CreditPlanner(book)
        self._payments = LatePayments(book)

    def facts(self, session: BookSession, company_id: int | None) -> PlanFacts:
        """The company's side of a plan; None: no company yet, every order waits."""
        if company_id is None:
            return _NOTHING_LINKED
        company = session.companies.get(company_id)
        return PlanFacts(company.details, session.companies.look_ups(company_id), company.vat_filed_to)

    def plan(self, order_id: int) -> Plan:
        """What becomes of an order as things stand."""
        with self._book.reading() as session:
            stored = session.orders.get(order_id)
            channel = session.channels.get(stored.channel_id)
            facts = self.facts(session, channel.company_id)
            return self.plan_stored(session, stored, channel, facts)

    def plan_stored(
        self, session: BookSession, stored: StoredOrder, channel: Channel, facts: PlanFacts
    ) -> Plan:
        """As `plan`. What was sent, or may have been, is never planned anew: its state is the posting's."""
        for posting in session.exports.of_order(stored.id):
            if _is_sent(posting):
                gross = posting.content.invoice.gross_amount
                return Plan(posting.order_state, posting.reason, gross=gross)
        return plan(stored.order, channel, facts, stored.decided)

    def reassess(
        self, channel_id: int, progress: Progress = no_progress, is_cancelled: IsCancelled = never
    ) -> int:
        """Plan all unsent orders of a channel anew and keep the verdicts; how many changed.

        Raises Cancelled between two pieces; the pieces until then stand.
        """
        with self._book.reading() as session:
            ids = session.orders.unsent_ids(channel_id)
            rules = self._rules(session, channel_id)
        return self._reassess(ids, rules, _Steps(progress, is_cancelled, len(ids)))

    def rules(self, channel_id: int) -> ChannelRules:
        """By which the channel's orders are planned as things stand."""
        with self._book.reading() as session:
            return self._rules(session, channel_id)

    def catch_up(self, channel_id: int, rules: ChannelRules, changed: Collection[int]) -> None:
        """Plan the changed orders of a channel anew, and all of them if its rules are no longer these."""
        with self._book.reading() as session:
            current = self._rules(session, channel_id)
            has_work = changed or current != rules
            ids = session.orders.unsent_ids(channel_id) if has_work else []
        if current == rules:
            ids = [order_id for order_id in ids if order_id in changed]
        self._reassess(ids, current, _Steps(no_progress, never, len(ids)))
        self._ask_of_refunds(channel_id)

    def _ask_of_refunds(self, channel_id: int) -> None:
        """Bring to attention what a file leaves to be told about invoices that stand."""
        with self._book.reading() as session:
            company_id = session.channels.get(channel_id).company_id
        if company_id is not None:
            self._credits.notes(company_id, ())

    def preview(
        self,
        company_id: int,
        channel_ids: Collection[int] | None = None,
        progress: Progress = no_progress,
        is_cancelled: IsCancelled = never,
    ) -> Preview:
        """What an export of these channels (None: all of the company's) would post now.

        Raises Cancelled between two pieces.
        """
        with self._book.reading() as session:
            facts = self.facts(session, company_id)
            channels = [
                channel
                for channel in session.channels.of_company(company_id)
                if channel_ids is None or channel.id in channel_ids
            ]
            unsent = [session.orders.unsent_ids(channel.id) for channel in channels]
            unsettled = session.exports.unsettled(company_id)
        steps = _Steps(progress, is_cancelled, sum(map(len, unsent)))
        tallies = []
        for channel, ids in zip(channels, unsent, strict=True):
            tallies.append(ChannelTally(channel))
            for piece in self._planned(ids, rules_for(channel, facts), steps, plan_by):
                for stored, planned in piece:
                    tallies[-1].add(stored, planned)
        by_channel = {tally.channel.id: tally for tally in tallies}
        for note in self._credits.notes(company_id, channel_ids):
            by_channel[note.original.channel_id].add_note(note)
        for late in self._payments.due(company_id, channel_ids):
            by_channel[late.original.channel_id].add_payment(late.order_id, late.order_number, late.posted)
        return preview_of(company_id, tallies, self._clock.now(), unsettled)

    def _rules(self, session: BookSession, channel_id: int) -> ChannelRules:
        channel = session.channels.get(channel_id)
        return rules_for(channel, self.facts(session, channel.company_id))

    def _reassess(self, ids: Sequence[int], rules: ChannelRules, steps: "_Steps") -> int:
        changed = 0
        for piece in self._planned(ids, rules, steps, verdict_by):
            verdicts = [verdict_of(stored, plan) for stored, plan in piece if _differs(stored, plan)]
            if verdicts:
                with self._book.writing() as session:
                    session.orders.save_verdicts(verdicts)
            changed += len(verdicts)
        return changed

    def _planned(
        self, ids: Sequence[int], rules: ChannelRules, steps: "_Steps", work_out: WorkOut
    ) -> Iterator[list[Planned]]:
        for start in range(0, len(ids), PIECE):
            steps.check()
            with self._book.reading() as session:
                orders = session.orders.get_many(ids[start : start + PIECE])
            yield [(each, work_out(each.order, rules, each.decided)) for each in orders]
            steps.add(len(orders))


class _Steps:
    """Progress over several channels, and the wish to stop."""

    def __init__(self, progress: Progress, is_cancelled: Callable[[], bool], total: int) -> None:
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._total = total
        self._done = 0

    def check(self) -> None:
        if self._is_cancelled():
            raise Cancelled

    def add(self, count: int) -> None:
        self._done += count
        self._progress(self._done, self._total)


def verdict_of(stored: StoredOrder, plan: Plan) -> OrderVerdict:
    """The plan's outcome as the book keeps it."""
    return OrderVerdict(stored.id, plan.state, plan.reason, plan.gross)


def _differs(stored: StoredOrder, plan: Plan) -> bool:
    before: tuple[OrderState, object, Decimal] = (stored.state, stored.reason, stored.gross)
    return before != (plan.state, plan.reason, plan.gross)


def _is_sent(posting: Posting) -> bool:
    """An invoice of the order stands in KashFlow, or may stand there."""
    if posting.kind is not PostingKind.INVOICE or posting.step in DEAD:
        return False
    return posting.has_invoice or posting.condition is Condition.IN_DOUBT
