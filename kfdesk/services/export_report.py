"""What an export says of itself: while it runs, and at its end (DESIGN 7, `export --json`)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from kfdesk.domain.errors import KfdeskError
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Run
from kfdesk.domain.reasons import Reason
from kfdesk.services.ports import OrderRow


class Phase(StrEnum):
    """What an export, or an undo, is doing."""

    CHECKING = "checking"
    SETTLING = "settling"
    READING = "reading"
    PLANNING = "planning"
    FIRST_INVOICE = "first_invoice"
    SENDING = "sending"
    LATE_PAYMENTS = "late_payments"
    CREDIT_NOTES = "credit_notes"
    SURE = "making_sure"
    LOOKING = "looking"
    DELETING = "deleting"
    ON_HOLD = "on_hold"


@dataclass(frozen=True)
class ExportProgress:
    """A moment of an export. `seconds_left` is None until it can be told; gross by currency."""

    phase: Phase
    done: int = 0
    total: int = 0
    gross: tuple[tuple[str, Decimal], ...] = ()
    per_minute: float = 0
    seconds_left: float | None = None
    hold: KfdeskError | None = None


class ExportWatch(Protocol):
    """Who looks on: is told of progress, and says when to stop."""

    def progressed(self, progress: ExportProgress) -> None:
        """Called often, from the thread that exports."""

    def is_cancelled(self) -> bool:
        """True once the person asked to stop."""


class Outcome(StrEnum):
    """The one count an order belongs to."""

    EXPORTED = "exported"
    ALREADY = "already"
    NEEDS_ATTENTION = "needs_attention"
    IN_DOUBT = "in_doubt"
    SKIPPED = "skipped"
    WAITING = "waiting"


_BY_STATE = {
    OrderState.WAITING: Outcome.WAITING,
    OrderState.READY: Outcome.WAITING,
    OrderState.NEEDS_ATTENTION: Outcome.NEEDS_ATTENTION,
    OrderState.CHANGED: Outcome.NEEDS_ATTENTION,
    OrderState.GONE: Outcome.NEEDS_ATTENTION,
    OrderState.IN_DOUBT: Outcome.IN_DOUBT,
    OrderState.EXPORTED: Outcome.ALREADY,
    OrderState.ALREADY: Outcome.ALREADY,
    OrderState.SKIPPED: Outcome.SKIPPED,
    OrderState.UNDONE: Outcome.SKIPPED,
}


@dataclass(frozen=True)
class ExportedOrder:
    """What became of one order."""

    order_id: int
    channel: str
    order_number: str
    state: OrderState
    outcome: Outcome
    invoice_number: int
    gross: Decimal
    currency: str
    reason: Reason | None


@dataclass(frozen=True)
class CreditedNote:
    """What became of one credit note; `gross` is negative. One that waits is ready for the next export."""

    order_id: int
    channel: str
    order_number: str
    stamp: str
    state: OrderState
    outcome: Outcome
    invoice_number: int
    gross: Decimal
    currency: str
    reason: Reason | None


@dataclass(frozen=True)
class ExportResult:
    """What an export did. `run` is None for a dry run; `stopped_by` says why it ended early.

    `late_payments` are orders of `orders` whose invoice was sent before, and paid by this run.
    """

    run: Run | None
    orders: tuple[ExportedOrder, ...]
    was_cancelled: bool = False
    stopped_by: KfdeskError | None = None
    credit_notes: tuple[CreditedNote, ...] = ()
    late_payments: tuple[ExportedOrder, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many orders have one outcome."""
        return len(self.of(outcome))

    def of(self, outcome: Outcome) -> tuple[ExportedOrder, ...]:
        """Orders of one outcome."""
        return tuple(order for order in self.orders if order.outcome is outcome)

    def notes(self, outcome: Outcome) -> tuple[CreditedNote, ...]:
        """Credit notes of one outcome."""
        return tuple(note for note in self.credit_notes if note.outcome is outcome)

    @property
    def gross(self) -> tuple[tuple[str, Decimal], ...]:
        """Sums of the invoices that this run created, by currency."""
        return sums_of(self.of(Outcome.EXPORTED))

    @property
    def paid_late(self) -> tuple[tuple[str, Decimal], ...]:
        """Sums of the late payments, by currency."""
        return sums_of(self.late_payments)

    @property
    def credited(self) -> tuple[tuple[str, Decimal], ...]:
        """Sums of the credit notes that this run created, by currency; less than nothing."""
        return sums_of(self.notes(Outcome.EXPORTED))

    @property
    def needs_a_person(self) -> bool:
        """Whether anything is left that a person must look at."""
        unsettled = (OrderState.NEEDS_ATTENTION, OrderState.IN_DOUBT, OrderState.CHANGED, OrderState.GONE)
        states = [order.state for order in self.orders] + [note.state for note in self.credit_notes]
        return any(state in unsettled for state in states)


def report(rows: Sequence[OrderRow], created: Collection[int]) -> tuple[ExportedOrder, ...]:
    """Orders with their outcome; `created` are the ids whose invoice this run created."""
    return tuple(_order(row, Outcome.EXPORTED if row.id in created else _BY_STATE[row.state]) for row in rows)


def counted(run: Run, result: ExportResult, ended: datetime) -> Run:
    """The run with its counts, as the book keeps it."""
    return replace(
        run,
        ended=ended,
        gross=result.gross,
        exported=result.count(Outcome.EXPORTED),
        already=result.count(Outcome.ALREADY),
        needs_attention=result.count(Outcome.NEEDS_ATTENTION),
        in_doubt=result.count(Outcome.IN_DOUBT),
        skipped=result.count(Outcome.SKIPPED),
        waiting=result.count(Outcome.WAITING),
    )


def sums_of(posted: Iterable[ExportedOrder | CreditedNote]) -> tuple[tuple[str, Decimal], ...]:
    """What they come to, by currency."""
    totals: dict[str, Decimal] = {}
    for each in posted:
        totals[each.currency] = totals.get(each.currency, ZERO) + each.gross
    return tuple(sorted(totals.items()))


def _order(row: OrderRow, outcome: Outcome) -> ExportedOrder:
    return ExportedOrder(
        order_id=row.id,
        channel=row.channel_name,
        order_number=row.order_number,
        state=row.state,
        outcome=outcome,
        invoice_number=row.invoice_number,
        gross=row.gross,
        currency=row.currency,
        reason=row.reason,
    )
