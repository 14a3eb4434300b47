"""A book in memory that behaves as the real one does, for thousands of seeds a minute.

The real store takes most of a simulation's time. What is played on this one is worth as much as
the likeness of the two, so the tests play seeds on both and hold the stories against each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

from kfdesk.domain.channels import Channel, ChannelSettings
from kfdesk.domain.company import Choice, Company, Integration, LookUpKind, LookUps
from kfdesk.domain.found import FoundInvoice
from kfdesk.domain.money import to_penny
from kfdesk.domain.orders import Order, OrderState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.stamps import stamp_of
from kfdesk.services.ports import BookSession, ImportCounts, OrderRow, OrderVerdict, StoredOrder
from tests.simulation.ledger import DETAILS, LOOK_UPS
from tests.simulation.memory_content import AS_EXPORTED, OF_THE_PERSON, Content, Row
from tests.simulation.memory_log import MemoryDecisions, MemoryExports
from tests.simulation.settings import CHANNEL, INTEGRATION, SERVICE, SETTINGS

LISTS = {
    LookUpKind.CUSTOMER_SOURCE: "customer_sources",
    LookUpKind.PAYMENT_METHOD: "payment_methods",
    LookUpKind.BANK_ACCOUNT: "bank_accounts",
    LookUpKind.SALES_TYPE: "sales_types",
}


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

    def save_settings(self, _channel_id: int, settings: ChannelSettings) -> None:
        self._content.channel = replace(self._content.channel, settings=settings)


class MemoryOrders:
    """Orders; a file counts as soon as it is complete."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._new: list[Order] = []
        self._other: dict[int, tuple[Order, Reason | None]] = {}

    def begin_file(self, _channel_id: int, _path: str, _sha256: str, _format_key: str) -> int:
        return 1

    def add(self, _file_id: int, _channel_id: int, orders: Sequence[Order]) -> None:
        self._new += orders

    def replace(self, _file_id: int, orders: Mapping[int, Order]) -> None:
        rows = self._content.rows
        self._other |= {key: (order, _change(rows[key].stored, order)) for key, order in orders.items()}

    def refine(self, _file_id: int, orders: Mapping[int, Order]) -> None:
        self._other |= {key: (order, None) for key, order in orders.items()}

    def complete_file(self, _file_id: int, _counts: ImportCounts) -> None:
        rows, channel = self._content.rows, self._content.channel
        for order in self._new:
            order_id = max(rows, default=0) + 1
            stamp = stamp_of(channel.stamp, order.order_number)
            gross = order.stated_total or Decimal(0)
            rows[order_id] = Row(
                StoredOrder(order_id, channel.id, stamp, order, OrderState.WAITING, None, gross)
            )
        for order_id, (order, change) in self._other.items():
            self._take_up(order_id, order, change)

    def _take_up(self, order_id: int, order: Order, change: Reason | None) -> None:
        row = self._content.rows[order_id]
        stored = replace(row.stored, order=order)
        if change and self._content.is_begun(order_id):
            is_asking = stored.notice is not None and stored.reason == stored.notice
            stored = replace(stored, notice=change)
            if self._content.is_sent(order_id) and (is_asking or stored.state in AS_EXPORTED):
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


def _change(before: StoredOrder, order: Order) -> Reason:
    return Reason.of(
        Why.CHANGED_AFTER_EXPORT,
        before=f"{before.gross} {order.currency}",
        after=f"{to_penny(order.stated_total or Decimal(0))} {order.currency}",
    )


class MemorySession:
    """`BookSession` on the content of one transaction, as far as an export uses it."""

    def __init__(self, content: Content) -> None:
        self.integrations = MemoryIntegrations(content)
        self.companies = MemoryCompanies(content)
        self.channels = MemoryChannels(content)
        self.orders = MemoryOrders(content)
        self.exports = MemoryExports(content)
        self.decisions = MemoryDecisions(content, self.exports)


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
