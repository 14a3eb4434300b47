"""What the book answers with, and what it is asked by."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kfdesk.domain.answers import Answer, Decided
from kfdesk.domain.found import FoundInvoice
from kfdesk.domain.orders import Order, OrderState, Refund
from kfdesk.domain.reasons import Reason
from kfdesk.domain.refunds import of_unsent_goods


@dataclass(frozen=True)
class OrderFilter:
    """Which orders; empty means all. `text` looks at number, buyer and message."""

    company_id: int
    channel_id: int | None = None
    state: OrderState | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""


class OrderColumn(StrEnum):
    """Columns that orders can be sorted by."""

    CHANNEL = "channel"
    ORDER_NUMBER = "order_number"
    STATE = "state"
    ORDERED = "ordered"
    BUYER = "buyer"
    GROSS = "gross"
    INVOICE = "invoice"


@dataclass(frozen=True)
class OrderRow:
    """What a list of orders shows."""

    id: int
    channel_id: int
    channel_name: str
    order_number: str
    state: OrderState
    reason: Reason | None
    ordered: date | None
    paid: date | None
    despatched: date | None
    buyer: str
    gross: Decimal
    currency: str
    invoice_number: int


@dataclass(frozen=True)
class StoredOrder:
    """An order in the book with what the book knows of it.

    `gross` is the planned gross (stated total until planned). `left_out` is the person's
    reason for leaving the order out, empty when it is in. `notice` is what a person must settle
    about an order whose invoice stands; `told` are refunds as persons and reports told them,
    `given` the same, each counted once; `answers` what was answered where planning asked;
    `found` is an invoice in KashFlow that may be this order.
    """

    id: int
    channel_id: int
    stamp: str
    order: Order
    state: OrderState
    reason: Reason | None
    gross: Decimal
    left_out: str = ""
    notice: Reason | None = None
    given: tuple[Refund, ...] = ()
    answers: tuple[Answer, ...] = ()
    told: tuple[Refund, ...] = ()
    found: FoundInvoice | None = None

    @property
    def decided(self) -> Decided:
        """What planning must know of the person's decisions."""
        return Decided(self.left_out, self.answers, of_unsent_goods(self.given), self.found)


@dataclass(frozen=True)
class OrderVerdict:
    """What planning says of an order: its state, the reason and the gross to be invoiced."""

    order_id: int
    state: OrderState
    reason: Reason | None
    gross: Decimal


@dataclass(frozen=True)
class AttentionGroup:
    """Orders that need attention for one cause in one channel."""

    channel_id: int
    channel_name: str
    reason: Reason
    count: int


@dataclass(frozen=True)
class MonthSum:
    """What was exported of a channel in a month (`month` is its first day).

    `orders` are the invoices; `gross` is what they come to less the month's credit notes.
    """

    channel_id: int
    channel_name: str
    month: date
    currency: str
    orders: int
    gross: Decimal
    credit_notes: int = 0


@dataclass(frozen=True)
class ImportCounts:
    """What an import did with one file."""

    orders: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
