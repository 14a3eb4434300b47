"""What came of an undo, order by order."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kfdesk.domain.errors import KfdeskError
from kfdesk.domain.money import ZERO
from kfdesk.domain.postings import DEAD, Condition, Posting, Run, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.export_report import ExportResult, counted, report
from kfdesk.services.ports import Book, OrderRow
from kfdesk.services.undo_plan import Action, UndoItem, UndoPlan

PIECE = 500
NOTHING_TO_DO = (
    Why.UNDONE_ON,
    Why.GONE,
    Why.UNDO_NOT_OURS,
    Why.UNDO_CREDIT_STAYS,
    Why.UNDO_CREDITED_ALREADY,
    Why.UNDO_NOTHING_SENT,
)
"""Reasons of what stays that leave nothing for a person to settle."""


class Ending(StrEnum):
    """What came of one invoice."""

    DELETED = "deleted"
    CREDITED = "credited"
    STAYS = "stays"
    IN_DOUBT = "in_doubt"
    NOT_DONE = "not_done"


@dataclass(frozen=True)
class UndoneOrder:
    """An invoice of the run at the end of an undo; `credit_number` is KashFlow's for its credit note."""

    item: UndoItem
    ending: Ending
    reason: Reason
    credit_number: int = 0
    credit_stamp: str = ""

    @property
    def amount(self) -> Decimal:
        """What was taken back of it."""
        return self.item.gross if self.ending is Ending.DELETED else self.item.amount

    @property
    def needs_a_person(self) -> bool:
        """Whether something is left to be settled."""
        if self.ending is Ending.STAYS:
            return self.reason.why not in NOTHING_TO_DO
        return self.ending in (Ending.IN_DOUBT, Ending.NOT_DONE)


@dataclass(frozen=True)
class UndoResult:
    """What an undo did. `run` is None when there was nothing to do; `stopped_by` why it ended early."""

    run: Run | None
    undoes: int
    orders: tuple[UndoneOrder, ...]
    was_cancelled: bool = False
    stopped_by: KfdeskError | None = None

    def of(self, ending: Ending) -> tuple[UndoneOrder, ...]:
        """The orders that ended so."""
        return tuple(order for order in self.orders if order.ending is ending)

    @property
    def gross(self) -> tuple[tuple[str, Decimal], ...]:
        """What was taken back, by currency code."""
        totals: dict[str, Decimal] = {}
        for order in (*self.of(Ending.DELETED), *self.of(Ending.CREDITED)):
            totals[order.item.currency] = totals.get(order.item.currency, ZERO) + order.amount
        return tuple(sorted(totals.items()))

    @property
    def needs_a_person(self) -> bool:
        """Whether anything is left that a person must look at."""
        return any(order.needs_a_person for order in self.orders)


def ending_of(book: Book, item: UndoItem, came_up: Reason | None = None) -> UndoneOrder:
    """What became of an item, as the book has it now; `came_up` is why it went otherwise than shown."""
    if item.action is Action.STAYS:
        return UndoneOrder(item, Ending.STAYS, item.reason)
    with book.reading() as session:
        posting = session.exports.get(item.posting_id)
        postings = session.exports.of_order(item.order_id)
    notes = [each for each in postings if each.credits_id == posting.id and each.step not in DEAD]
    note = notes[-1] if notes else None
    ending = _ending(posting, note)
    told = posting.reason or item.reason
    if ending in (Ending.CREDITED, Ending.NOT_DONE):
        told = (note and note.reason) or came_up or (item.reason if item.note else told)
    if note is None or ending is Ending.DELETED:
        return UndoneOrder(item, ending, told)
    return UndoneOrder(item, ending, told, note.invoice_number, note.stamp)


def undo_counts(book: Book, run: Run, plan: UndoPlan, ended: datetime) -> Run:
    """The run with its counts, of the orders it looked at; it exported none."""
    ids = sorted({item.order_id for item in plan.items})
    rows: list[OrderRow] = []
    with book.reading() as session:
        for start in range(0, len(ids), PIECE):
            rows += session.orders.rows(ids[start : start + PIECE])
    return counted(run, ExportResult(run, report(rows, ())), ended)


def _ending(posting: Posting, note: Posting | None) -> Ending:
    if posting.step is Step.UNDONE:
        return Ending.DELETED
    if posting.step is Step.CREDITED:
        return Ending.CREDITED
    if posting.step is Step.GONE:
        return Ending.STAYS
    conditions = {posting.condition, note.condition if note else Condition.CLEAR}
    return Ending.IN_DOUBT if Condition.IN_DOUBT in conditions else Ending.NOT_DONE
