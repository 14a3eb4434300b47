"""What several queries share: which rows count as seen, as sent, as standing in KashFlow."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, exists, or_, select

from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, PostingKind, Step
from kfdesk.store.tables import import_file, orders, posting

T = TypeVar("T")
PIECE = 1000
"""Rows a call at most; also well below the number of values that a statement may have."""

DEAD = (Step.UNDONE.value, Step.CREDITED.value, Step.GONE.value)
NO_LONGER_THERE = (Step.UNDONE.value, Step.GONE.value)
HARMLESS = (Step.PLANNED.value, Step.CUSTOMER_SENT.value, Step.CUSTOMER_KNOWN.value)
"""Steps at which no invoice can exist yet; a customer may be sent again at any time."""
AS_EXPORTED = (OrderState.EXPORTED.value, OrderState.ALREADY.value, OrderState.CHANGED.value)
"""States of an order whose invoice is known to stand."""
OF_THE_PERSON = (OrderState.UNDONE.value, OrderState.GONE.value)
"""States that only the person ends, by choosing the order for export again."""


def is_seen() -> ColumnElement[bool]:
    """The order's file is complete. Incomplete ones are few, so they are what is looked up."""
    incomplete = select(import_file.c.id).where(import_file.c.completed.is_(None))
    return orders.c.file_id.not_in(incomplete)


def is_sent() -> ColumnElement[bool]:
    """The order has a living posting of which an invoice may exist."""
    harmless = _none_of(posting.c.step, HARMLESS)
    return _has_living(or_(and_(*harmless), posting.c.condition == Condition.IN_DOUBT.value))


def is_begun() -> ColumnElement[bool]:
    """The order has a living posting: what it sends is frozen, whether or not it was sent yet."""
    return _has_living()


def _has_living(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        posting.c.order_id == orders.c.id,
        posting.c.kind == PostingKind.INVOICE.value,
        *_none_of(posting.c.step, DEAD),
        *which,
    )


def stands() -> ColumnElement[bool]:
    """The posting's invoice is in KashFlow."""
    return and_(posting.c.invoice_number > 0, posting.c.step.not_in(NO_LONGER_THERE))


def _none_of(column: ColumnElement[str], values: Sequence[str]) -> list[ColumnElement[bool]]:
    """Like NOT IN, for statements that run once for each of many rows."""
    return [column != value for value in values]


def pieces(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values, at most `PIECE` at a time."""
    for start in range(0, len(values), PIECE):
        yield values[start : start + PIECE]
