"""Orders as rows and back: lists filter by the columns, the rest is frozen text.

What names the buyer stands in columns of its own (`buyer`, `search`, `buyer_details`), so
that it can be erased later while the figures stay.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Row

from kfdesk import words
from kfdesk.domain.answers import Answer
from kfdesk.domain.found import FoundInvoice
from kfdesk.domain.money import ZERO, from_minor, to_minor, to_penny
from kfdesk.domain.orders import (
    NOBODY,
    NOWHERE,
    Address,
    Buyer,
    Order,
    OrderState,
    Refund,
)
from kfdesk.domain.plans import Plan
from kfdesk.domain.reasons import Reason
from kfdesk.domain.record import Record
from kfdesk.domain.refunds import told_once
from kfdesk.services.ports import StoredOrder
from kfdesk.store.codec import freeze, thaw
from kfdesk.store.times import day_of, day_text

Values = dict[str, Any]
REFUND, ANSWER, FOUND = "refund", "answer", "found"
"""Kinds of decisions: money given back, as a person or a report tells it, an answer, what a run found."""
_ELSEWHERE: dict[str, Any] = {"refunds": (), "buyer": NOBODY, "ship_to": NOWHERE}
"""Fields of an order that are not among its frozen details."""


class _BuyerDetails(Record, frozen=True):
    buyer: Buyer
    ship_to: Address


def order_values(order: Order) -> Values:
    """All columns of an order that nobody has planned yet: its gross is the total that it states."""
    return {
        "number": order.order_number,
        "state": OrderState.WAITING.value,
        "gross_minor": to_minor(to_penny(order.stated_total or ZERO)),
        "ordered": day_text(order.ordered),
        "paid": day_text(order.paid),
        "despatched": day_text(order.despatched),
        "buyer": _shown_name(order),
        "currency": order.currency,
        "search": _search_text(order),
        "details": freeze(replace(order, **_ELSEWHERE)),
        "buyer_details": freeze(_BuyerDetails(order.buyer, order.ship_to)),
    }


def refund_values(order: Order) -> list[Values]:
    """A row a refund."""
    return [
        {
            "position": position,
            "gross": str(refund.gross),
            "refunded_on": day_text(refund.refunded_on),
            "tax": _decimal_text(refund.tax),
            "reference": refund.reference,
        }
        for position, refund in enumerate(order.refunds)
    ]


def reference_values(order: Order) -> list[Values]:
    """A row a further number of the same sale."""
    return [{"value": reference} for reference in order.references]


def plan_values(plan: Plan) -> Values:
    """What a plan says of an order: where it is and why, and what is to be invoiced for it."""
    gross = {"gross_minor": to_minor(to_penny(plan.gross)), "state": plan.state.value}
    return gross | reason_values(plan.reason)


def reason_values(reason: Reason | None) -> Values:
    """Why an order is where it is: the code to group by, all of it, and its sentence to search."""
    if reason is None:
        return {"why": "", "reason": "", "message": ""}
    sentence = words.reason(reason).casefold()
    return {"why": reason.why.value, "reason": freeze(reason), "message": sentence}


def reason_of(text: str) -> Reason | None:
    """The reason that a column holds."""
    return thaw(Reason, text) if text else None


def stored_order(
    row: Row[Any],
    refunds: Iterable[Row[Any]],
    decisions: Sequence[Row[Any]] = (),
) -> StoredOrder:
    """An order from its row and those of its parts."""
    told = tuple(thaw(Refund, each.value) for each in decisions if each.kind == REFUND)
    names = thaw(_BuyerDetails, row.buyer_details)
    order = replace(
        thaw(Order, row.details),
        refunds=tuple(refund_of(refund) for refund in refunds),
        buyer=names.buyer,
        ship_to=names.ship_to,
    )
    return StoredOrder(
        id=row.id,
        channel_id=row.channel_id,
        stamp=row.stamp,
        order=order,
        state=OrderState(row.state),
        reason=reason_of(row.reason),
        gross=from_minor(row.gross_minor),
        left_out=row.left_out,
        notice=reason_of(row.changed),
        given=told_once(told),
        answers=tuple(thaw(Answer, each.value) for each in decisions if each.kind == ANSWER),
        told=told,
        found=next((thaw(FoundInvoice, each.value) for each in decisions if each.kind == FOUND), None),
    )


def by_order(rows: Iterable[Row[Any]]) -> Mapping[int, Sequence[Row[Any]]]:
    """Rows of parts, gathered by the order they belong to."""
    gathered: dict[int, list[Row[Any]]] = {}
    for row in rows:
        gathered.setdefault(row.order_id, []).append(row)
    return gathered


def refund_of(row: Row[Any]) -> Refund:
    """Money given back, as a file told it."""
    return Refund(Decimal(row.gross), day_of(row.refunded_on), _decimal(row.tax), row.reference)


def _decimal_text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _shown_name(order: Order) -> str:
    buyer = order.buyer
    return buyer.name or buyer.company or buyer.username or order.ship_to.name


def _search_text(order: Order) -> str:
    buyer = order.buyer
    words = (
        order.order_number,
        order.channel_order_id,
        buyer.name,
        buyer.company,
        buyer.email,
        buyer.username,
    )
    return "\n".join(word for word in words if word).casefold()
