"""What an export would post, small per order, and what it would leave over (DESIGN 2, *Export*)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from kfdesk.domain.channels import Channel
from kfdesk.domain.invoices import Posted
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.plans import Plan
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.credit_plan import PlannedNote
from kfdesk.services.ports import StoredOrder

LeftOver = tuple[Reason | None, OrderState, int]


class RowKind(StrEnum):
    """What a row of a preview would post."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One document that would be posted; `fingerprint` changes with anything that would be sent.

    Amounts of a credit note are negative; `stamp` is its reference. Of a payment for an invoice
    that was sent before, all is `gross`.
    """

    order_id: int
    channel_id: int
    channel_name: str
    order_number: str
    buyer: str
    net: Decimal
    vat: Decimal
    gross: Decimal
    currency: str
    fingerprint: str
    stamp: str
    kind: RowKind = RowKind.INVOICE


@dataclass(frozen=True)
class ChannelPreview:
    """A channel's line: sums of its invoices by currency code, and the orders left over, most first.

    `credited` is what its credit notes come to, less than nothing. An entry of `left_over` stands
    for all orders of one state and cause; the facts of its reason are those of the first of them.
    """

    channel: Channel
    orders: int
    net: Mapping[str, Decimal]
    vat: Mapping[str, Decimal]
    gross: Mapping[str, Decimal]
    left_over: tuple[LeftOver, ...]
    credit_notes: int = 0
    credited: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Preview:
    """All that an export would post, as planned at `made_at` (UTC): invoices, then credit notes.

    `unsettled` counts the orders that it would look at in KashFlow again besides: those in doubt,
    those that a person answered about, or put right there.
    """

    company_id: int
    rows: tuple[PreviewRow, ...]
    channels: tuple[ChannelPreview, ...]
    fingerprint: str
    made_at: datetime
    notes: tuple[PreviewRow, ...] = ()
    unsettled: int = 0
    payments: tuple[PreviewRow, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing would be posted."""
        return not (self.rows or self.notes or self.payments)

    @cached_property
    def gross(self) -> Mapping[str, Decimal]:
        """The sum of all invoices by currency code."""
        return _sums((row.currency, row.gross) for row in self.rows)

    @cached_property
    def paid(self) -> Mapping[str, Decimal]:
        """The sum of the payments for invoices that were sent before, by currency code."""
        return _sums((row.currency, row.gross) for row in self.payments)

    @cached_property
    def credited(self) -> Mapping[str, Decimal]:
        """The sum of all credit notes by currency code, less than nothing."""
        return _sums((row.currency, row.gross) for row in self.notes)


@dataclass
class ChannelTally:
    """Collects one channel's part of a preview."""

    channel: Channel
    rows: list[PreviewRow] = field(default_factory=list)
    notes: list[PreviewRow] = field(default_factory=list)
    payments: list[PreviewRow] = field(default_factory=list)
    _left: dict[tuple[OrderState, Why | None], tuple[Reason | None, int]] = field(default_factory=dict)

    def add(self, stored: StoredOrder, plan: Plan) -> None:
        """Count an order: as an invoice, or as left over."""
        if plan.posted and self.channel.settings.export_orders:
            self.rows.append(_row(stored.id, stored.order.order_number, self.channel, plan.posted))
            return
        reason = plan.reason
        if plan.posted:
            reason = Reason.of(Why.EXPORT_OFF, channel=self.channel.name)
        self._leave(plan.state, reason)

    def add_note(self, note: PlannedNote) -> None:
        """Count a credit note: as one to be posted, or its order as left over."""
        if note.posted is None:
            self._leave(OrderState.NEEDS_ATTENTION, note.reason)
            return
        row = _row(note.order_id, note.order_number, self.channel, note.posted)
        self.notes.append(replace(row, kind=RowKind.CREDIT_NOTE))

    def add_payment(self, order_id: int, order_number: str, posted: Posted) -> None:
        """Count the payment of an invoice that was sent before; `posted` is its content with it."""
        row = _row(order_id, order_number, self.channel, posted)
        paid = posted.payment.amount if posted.payment else ZERO
        self.payments.append(replace(row, kind=RowKind.PAYMENT, net=ZERO, vat=ZERO, gross=paid))

    def _leave(self, state: OrderState, reason: Reason | None) -> None:
        key = (state, reason.why if reason else None)
        first, count = self._left.get(key, (reason, 0))
        self._left[key] = (first, count + 1)

    @property
    def to_take_over(self) -> int:
        """Orders that an export would take over, whose invoice stands in KashFlow as a person said."""
        _, count = self._left.get((OrderState.WAITING, Why.TO_BE_TAKEN_OVER), (None, 0))
        return count if self.channel.settings.export_orders else 0

    def summed(self) -> ChannelPreview:
        """The channel's line."""
        left_over = [(reason, state, count) for (state, _), (reason, count) in self._left.items()]
        return ChannelPreview(
            self.channel,
            len(self.rows),
            _sums((row.currency, row.net) for row in self.rows),
            _sums((row.currency, row.vat) for row in self.rows),
            _sums((row.currency, row.gross) for row in self.rows),
            tuple(sorted(left_over, key=lambda entry: -entry[2])),
            len(self.notes),
            _sums((row.currency, row.gross) for row in self.notes),
        )


def preview_of(
    company_id: int, tallies: Iterable[ChannelTally], made_at: datetime, unsettled: int
) -> Preview:
    """The preview of all channels together; `unsettled` is of what was sent before."""
    tallies = list(tallies)
    rows = tuple(row for tally in tallies for row in tally.rows)
    notes = tuple(row for tally in tallies for row in tally.notes)
    payments = tuple(row for tally in tallies for row in tally.payments)
    every = (*rows, *notes, *payments)
    whole = sha256("\n".join(f"{row.order_id} {row.fingerprint}" for row in every).encode())
    channels = tuple(tally.summed() for tally in tallies)
    unsettled += sum(tally.to_take_over for tally in tallies)
    return Preview(company_id, rows, channels, whole.hexdigest(), made_at, notes, unsettled, payments)


def fingerprint(posted: Posted) -> str:
    """A text that differs when anything that would be sent, or its reason, differs."""
    return sha256(repr(posted).encode()).hexdigest()


def _row(order_id: int, order_number: str, channel: Channel, posted: Posted) -> PreviewRow:
    invoice = posted.invoice
    net, vat = invoice.net_amount, invoice.vat_amount
    return PreviewRow(
        order_id=order_id,
        channel_id=channel.id,
        channel_name=channel.name,
        order_number=order_number,
        buyer=posted.customer.name,
        net=net,
        vat=vat,
        gross=net + vat,
        currency=invoice.currency,
        fingerprint=fingerprint(posted),
        stamp=invoice.stamp,
    )


def _sums(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for currency, amount in amounts:
        sums[currency] = sums.get(currency, ZERO) + amount
    return sums
