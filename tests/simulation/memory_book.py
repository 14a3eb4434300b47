"""A book in memory that behaves as the real one does, for thousands of seeds a minute.

The real store takes most of a simulation's time. What is played on this one is worth as much as
the likeness of the two, so the tests play seeds on both and hold the stories against each other.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from kfdesk.domain.channels import Channel
from kfdesk.domain.company import Choice, Company, Integration, LookUpKind, LookUps
from kfdesk.domain.found import FoundInvoice
from kfdesk.domain.money import to_penny
from kfdesk.domain.orders import Order, OrderState
from kfdesk.domain.postings import Condition, Posting, PostingKind, Run, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.stamps import stamp_of
from kfdesk.services.ports import BookSession, ImportCounts, OrderRow, OrderVerdict, StoredOrder
from tests.simulation.ledger import DETAILS, LOOK_UPS
from tests.simulation.settings import CHANNEL, INTEGRATION, SERVICE, SETTINGS

DEAD = (Step.UNDONE, Step.CREDITED, Step.GONE)
NO_LONGER_THERE = (Step.UNDONE, Step.GONE)
HARMLESS = (Step.PLANNED, Step.CUSTOMER_SENT, Step.CUSTOMER_KNOWN)
AS_EXPORTED = (OrderState.EXPORTED, OrderState.ALREADY, OrderState.CHANGED)
OF_THE_PERSON = (OrderState.UNDONE, OrderState.GONE)
LISTS = {
    LookUpKind.CUSTOMER_SOURCE: "customer_sources",
    LookUpKind.PAYMENT_METHOD: "payment_methods",
    LookUpKind.BANK_ACCOUNT: "bank_accounts",
    LookUpKind.SALES_TYPE: "sales_types",
}


@dataclass(frozen=True)
class Row:
    """An order and what the store keeps beside it."""

    stored: StoredOrder
    invoice_number: int = 0


@dataclass
class Content:
    """All that is in the book; the values never change, only the dictionaries do."""

    company: Company
    look_ups: LookUps
    integration: Integration
    channel: Channel
    rows: dict[int, Row] = field(default_factory=dict)
    postings: dict[int, Posting] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=dict)
    proven: set[str] = field(default_factory=set)

    def own(self) -> "Content":
        """A copy whose dictionaries may be changed."""
        mine = copy(self)
        mine.rows, mine.postings, mine.runs = dict(self.rows), dict(self.postings), dict(self.runs)
        mine.proven = set(self.proven)
        return mine

    def is_sent(self, order_id: int) -> bool:
        """Whether an invoice of the order may exist."""
        return any(_may_stand(each) for each in self.postings.values() if each.order_id == order_id)


def _may_stand(posting: Posting) -> bool:
    if posting.is_credit_note or posting.step in DEAD:
        return False
    return posting.step not in HARMLESS or posting.condition is Condition.IN_DOUBT


def _stands(posting: Posting) -> bool:
    return posting.invoice_number > 0 and posting.step not in NO_LONGER_THERE


class MemoryIntegrations:
    """The one profile."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def all(self) -> tuple[Integration, ...]:
        return (self._content.integration,)

    def get(self, _integration_id: str) -> Integration | None:
        return self._content.integration


class MemoryCompanies:
    """The one company."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def get(self, _company_id: int) -> Company:
        return self._content.company

    def look_ups(self, _company_id: int) -> LookUps:
        return self._content.look_ups

    def save_look_ups(self, _company_id: int, look_ups: LookUps) -> None:
        before = self._content.look_ups
        lists = {name: _with_gone(look_ups, before, kind) for kind, name in LISTS.items()}
        self._content.look_ups = replace(look_ups, **lists)  # type: ignore[arg-type] # fields by name


def _with_gone(now: LookUps, before: LookUps, kind: LookUpKind) -> tuple[Choice, ...]:
    present = now.choices(kind)
    ids = {choice.id for choice in present}
    gone = (replace(choice, is_gone=True) for choice in before.choices(kind) if choice.id not in ids)
    return (*present, *gone)


class MemoryChannels:
    """The one channel."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def of_company(self, _company_id: int | None) -> tuple[Channel, ...]:
        return (self._content.channel,)

    def get(self, _channel_id: int) -> Channel:
        return self._content.channel

    def rename(self, _channel_id: int, name: str) -> None:
        self._content.channel = replace(self._content.channel, name=name)


class MemoryOrders:
    """Orders; a file counts as soon as it is complete."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._new: list[Order] = []
        self._other: dict[int, Order] = {}

    def begin_file(self, _channel_id: int, _path: str, _sha256: str, _format_key: str) -> int:
        return 1

    def add(self, _file_id: int, _channel_id: int, orders: Sequence[Order]) -> None:
        self._new += orders

    def replace(self, _file_id: int, orders: Mapping[int, Order]) -> None:
        self._other |= orders

    def complete_file(self, _file_id: int, _counts: ImportCounts) -> None:
        rows, channel = self._content.rows, self._content.channel
        for order in self._new:
            order_id = max(rows, default=0) + 1
            stamp = stamp_of(channel.stamp, order.order_number)
            gross = order.stated_total or Decimal(0)
            rows[order_id] = Row(
                StoredOrder(order_id, channel.id, stamp, order, OrderState.WAITING, None, gross)
            )
        for order_id, order in self._other.items():
            self._take_up(order_id, order)

    def _take_up(self, order_id: int, order: Order) -> None:
        row = self._content.rows[order_id]
        change = Reason.of(
            Why.CHANGED_AFTER_EXPORT,
            before=f"{row.stored.gross} {order.currency}",
            after=f"{to_penny(order.stated_total or Decimal(0))} {order.currency}",
        )
        stored = replace(row.stored, order=order)
        if self._content.is_sent(order_id):
            stored = replace(stored, notice=change)
        if stored.notice and stored.state in AS_EXPORTED:
            stored = replace(stored, state=OrderState.CHANGED, reason=change)
        self._content.rows[order_id] = replace(row, stored=stored)

    def known(self, _channel_id: int, numbers: Sequence[str]) -> Mapping[str, StoredOrder]:
        stored = [row.stored for row in self._content.rows.values()]
        return {one.order.order_number: one for one in stored if one.order.order_number in numbers}

    def get(self, order_id: int) -> StoredOrder:
        return self._content.rows[order_id].stored

    def get_many(self, ids: Sequence[int]) -> tuple[StoredOrder, ...]:
        return tuple(self._content.rows[each].stored for each in ids if each in self._content.rows)

    def rows(self, ids: Sequence[int]) -> tuple[OrderRow, ...]:
        return tuple(self._shown(self._content.rows[each]) for each in ids)

    def unsent_ids(self, _channel_id: int) -> list[int]:
        unsent = [
            (row.stored.order.ordered or date.min, order_id)
            for order_id, row in self._content.rows.items()
            if row.stored.state not in OF_THE_PERSON and not self._content.is_sent(order_id)
        ]
        return [order_id for _, order_id in sorted(unsent)]

    def by_stamps(self, _company_id: int, stamps: Iterable[str]) -> Mapping[str, int]:
        keys = {stamp.strip().casefold() for stamp in stamps}
        ours = {row.stored.stamp.casefold(): order_id for order_id, row in self._content.rows.items()}
        return {key: order_id for key, order_id in ours.items() if key in keys}

    def save_verdicts(self, verdicts: Sequence[OrderVerdict]) -> None:
        for verdict in verdicts:
            row = self._content.rows[verdict.order_id]
            may_come = not row.stored.left_out or verdict.state is OrderState.SKIPPED
            if may_come and not self._content.is_sent(verdict.order_id):
                gross = to_penny(verdict.gross)
                stored = replace(row.stored, state=verdict.state, reason=verdict.reason, gross=gross)
                self._content.rows[verdict.order_id] = replace(row, stored=stored)

    def note_found(self, found: Mapping[int, FoundInvoice | None]) -> None:
        for order_id, invoice in found.items():
            row = self._content.rows[order_id]
            self._content.rows[order_id] = replace(row, stored=replace(row.stored, found=invoice))

    def set_left_out(self, ids: Sequence[int], reason: str) -> None:
        state = OrderState.SKIPPED if reason else OrderState.WAITING
        why = Reason.of(Why.LEFT_OUT, reason=reason) if reason else None
        for order_id in ids:
            row = self._content.rows[order_id]
            if not self._content.is_sent(order_id):
                stored = replace(row.stored, left_out=reason, state=state, reason=why)
                self._content.rows[order_id] = replace(row, stored=stored)

    def _shown(self, row: Row) -> OrderRow:
        stored, order = row.stored, row.stored.order
        return OrderRow(
            stored.id,
            stored.channel_id,
            self._content.channel.name,
            order.order_number,
            stored.state,
            stored.reason,
            order.ordered,
            order.paid,
            order.despatched,
            order.buyer.name,
            stored.gross,
            order.currency,
            row.invoice_number,
        )


class MemoryExports:
    """The posting log."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def begin_run(self, company_id: int, profile_name: str, started: datetime) -> Run:
        run = Run(max(self._content.runs, default=0) + 1, company_id, profile_name, started)
        self._content.runs[run.id] = run
        return run

    def end_run(self, run: Run) -> None:
        self._content.runs[run.id] = run

    def add(self, posting: Posting) -> Posting:
        living = (
            each.step not in DEAD for each in self.of_order(posting.order_id) if not each.is_credit_note
        )
        if posting.kind is PostingKind.INVOICE and any(living):
            raise ValueError(f"order {posting.order_id} has a living posting")
        posting = replace(posting, id=max(self._content.postings, default=0) + 1)
        self._content.postings[posting.id] = posting
        return posting

    def save(self, posting: Posting) -> None:
        if posting.id not in self._content.postings:
            raise KeyError(posting.id)
        self._content.postings[posting.id] = posting
        if not posting.is_credit_note:
            self._set_order(posting)
        elif posting.credits_id:
            self._set_order(self.get(posting.credits_id))

    def _set_order(self, posting: Posting) -> None:
        row = self._content.rows[posting.order_id]
        state, reason = posting.order_state, posting.reason
        if state in AS_EXPORTED:
            state, reason = self._beside(posting, row) or (state, reason)
        gross = posting.content.invoice.gross_amount
        notice = None if posting.step in DEAD else row.stored.notice
        self._content.rows[posting.order_id] = Row(
            replace(row.stored, state=state, reason=reason, gross=gross, notice=notice),
            posting.invoice_number,
        )

    def _beside(self, posting: Posting, row: Row) -> tuple[OrderState, Reason] | None:
        """A credit note that is not clear, or a change of the file after the export."""
        for note in self.of_order(posting.order_id):
            if note.credits_id == posting.id and note.condition is not Condition.CLEAR and note.reason:
                return note.order_state, note.reason
        notice = row.stored.notice
        if notice is None:
            return None
        is_change = notice.why is Why.CHANGED_AFTER_EXPORT
        return OrderState.CHANGED if is_change else OrderState.NEEDS_ATTENTION, notice

    def credit_candidates(self, _company_id: int) -> tuple[int, ...]:
        return tuple(
            sorted(
                each.order_id
                for each in self._content.postings.values()
                if not each.is_credit_note and each.is_ended and each.step not in DEAD
                if self._is_told(self._content.rows[each.order_id].stored)
            )
        )

    @staticmethod
    def _is_told(stored: StoredOrder) -> bool:
        return bool(stored.notice or stored.given or stored.order.refunds)

    def set_notice(self, order_id: int, notice: Reason | None) -> None:
        row = self._content.rows[order_id]
        self._content.rows[order_id] = replace(row, stored=replace(row.stored, notice=notice))
        for posting in self.of_order(order_id):
            if not posting.is_credit_note and posting.step not in DEAD:
                self._set_order(posting)

    def drop_unsent(self, posting_id: int) -> None:
        posting = self._content.postings[posting_id]
        is_harmless = posting.step in HARMLESS and posting.condition is not Condition.IN_DOUBT
        if not is_harmless or posting.invoice_number:
            raise ValueError(f"posting {posting_id} may have created something")
        del self._content.postings[posting_id]
        if posting.credits_id:
            self._set_order(self.get(posting.credits_id))

    def get(self, posting_id: int) -> Posting:
        return self._content.postings[posting_id]

    def of_order(self, order_id: int) -> tuple[Posting, ...]:
        return tuple(each for each in self._content.postings.values() if each.order_id == order_id)

    def open(self, _company_id: int) -> tuple[Posting, ...]:
        return tuple(each for each in self._content.postings.values() if not each.is_ended)

    def of_run(self, run_id: int) -> tuple[Posting, ...]:
        return tuple(each for each in self._content.postings.values() if each.run_id == run_id)

    def holder_of(self, _company_id: int, invoice_number: int) -> Posting | None:
        postings = self._content.postings.values()
        same = (each for each in postings if each.invoice_number == invoice_number and _stands(each))
        return next(same, None)

    def invoices_in(self, _company_id: int, first: date, last: date) -> tuple[Posting, ...]:
        return tuple(
            each
            for each in self._content.postings.values()
            if _stands(each) and first <= each.content.invoice.invoice_date <= last
        )

    def has_proven(self, _company_id: int, sending_code: str) -> bool:
        return sending_code in self._content.proven

    def set_proven(self, _company_id: int, sending_code: str) -> None:
        self._content.proven.add(sending_code)

    def last_sent_from(self, _company_id: int) -> date | None:
        postings: Collection[Posting] = self._content.postings.values()
        invoices = [each for each in postings if not each.is_credit_note]
        last = max((each.run_id for each in invoices), default=0)
        days = (
            each.content.invoice.invoice_date
            for each in invoices
            if each.run_id == last or (each.is_ended and each.condition is not Condition.CLEAR)
        )
        return min(days, default=None)

    def highest_number(self, _company_id: int) -> int:
        return max(
            (each.invoice_number for each in self._content.postings.values() if _stands(each)), default=0
        )


class MemorySession:
    """`BookSession` on the content of one transaction, as far as an export uses it."""

    def __init__(self, content: Content) -> None:
        self.integrations = MemoryIntegrations(content)
        self.companies = MemoryCompanies(content)
        self.channels = MemoryChannels(content)
        self.orders = MemoryOrders(content)
        self.exports = MemoryExports(content)


class MemoryFile:
    """`BookFile` without a file: reads see one moment; what a write did counts only at its end."""

    def __init__(self) -> None:
        self._fresh = _fresh_content()
        self._content = self._fresh.own()
        self._is_written = False
        self.company_id = self._content.company.id
        self.channel_id = self._content.channel.id

    @contextmanager
    def reading(self) -> Iterator[BookSession]:
        yield _session(self._content)

    @contextmanager
    def writing(self) -> Iterator[BookSession]:
        if self._is_written:
            raise AssertionError("two writes at once: the real book would be busy")
        draft, self._is_written = self._content.own(), True
        try:
            yield _session(draft)
            self._content = draft
        finally:
            self._is_written = False

    def image(self) -> object:
        return self._content.own()

    def put_back(self, image: object | None = None) -> None:
        content = self._fresh if image is None else image
        assert isinstance(content, Content)
        self._content = content.own()

    def close(self) -> None:
        """Nothing is open."""


def _session(content: Content) -> BookSession:
    # As much of a session as an export uses.
    return cast(BookSession, MemorySession(content))


def _fresh_content() -> Content:
    company = Company(1, SERVICE, DETAILS, is_practice=True)
    integration = Integration(INTEGRATION, "Simulated", "simulated", "sim", company_id=company.id)
    channel = Channel(1, company.id, CHANNEL, CHANNEL, settings=SETTINGS)
    return Content(company, LOOK_UPS, integration, channel)
