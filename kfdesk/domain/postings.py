"""The posting log's vocabulary: how far an order's invoice has come (DESIGN 5.1)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kfdesk.domain.invoices import Posted
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Reason


class Step(StrEnum):
    """How far a posting has come; `…_SENT` is committed before the call it is named after."""

    PLANNED = "planned"
    CUSTOMER_SENT = "customer_sent"
    CUSTOMER_KNOWN = "customer_known"
    INVOICE_SENT = "invoice_sent"
    INVOICED = "invoiced"
    PAYMENT_SENT = "payment_sent"
    PAID = "paid"
    PAYMENT_DELETE_SENT = "payment_delete_sent"
    INVOICE_DELETE_SENT = "invoice_delete_sent"
    VERIFIED = "verified"
    ALREADY = "already"
    UNDONE = "undone"
    CREDITED = "credited"
    GONE = "gone"


ENDS = frozenset({Step.VERIFIED, Step.ALREADY, Step.UNDONE, Step.CREDITED, Step.GONE})

NOTHING_CREATED = frozenset({Step.PLANNED, Step.CUSTOMER_SENT, Step.CUSTOMER_KNOWN})
"""At most a customer was made, whose code makes a repeat harmless."""
UNDOING = frozenset({Step.PAYMENT_DELETE_SENT, Step.INVOICE_DELETE_SENT})
"""An undo was begun and is not at its end."""
DEAD = frozenset({Step.UNDONE, Step.CREDITED, Step.GONE})
"""The order has no invoice any more that counts."""


class Condition(StrEnum):
    """Whether the step is known for sure."""

    CLEAR = "clear"
    IN_DOUBT = "in_doubt"
    NEEDS_ATTENTION = "needs_attention"


class PostingKind(StrEnum):
    """What the posting creates."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


@dataclass(frozen=True)
class Posting:
    """One row of the posting log. `content` is what is sent, the same at every repeat.

    `highest_known` is the highest invoice number known when the invoice was sent; `doubts`
    counts the sendings of the present step that got no clear answer; `is_found` marks an
    invoice that was found in KashFlow, not created by the run that recorded it.
    `settle_from` (UTC) is when the doubtful call ended. `credits_id` is the posting of the
    invoice that a credit note is for.
    """

    id: int
    company_id: int
    order_id: int
    channel_id: int
    run_id: int
    stamp: str
    content: Posted
    kind: PostingKind = PostingKind.INVOICE
    step: Step = Step.PLANNED
    condition: Condition = Condition.CLEAR
    reason: Reason | None = None
    customer_id: int = 0
    invoice_number: int = 0
    invoice_dbid: int = 0
    payment_id: int = 0
    highest_known: int = 0
    doubts: int = 0
    is_found: bool = False
    settle_from: datetime | None = None
    verified_at: datetime | None = None
    credits_id: int = 0

    @property
    def is_ended(self) -> bool:
        """Nothing more is to be done."""
        return self.step in ENDS

    @property
    def is_credit_note(self) -> bool:
        """Whether it stands against another invoice."""
        return self.kind is PostingKind.CREDIT_NOTE

    @property
    def has_invoice(self) -> bool:
        """An invoice is known to stand in KashFlow under `invoice_number`."""
        return self.invoice_number > 0

    @property
    def order_state(self) -> OrderState:
        """The state that the posting gives its order."""
        if self.condition is Condition.IN_DOUBT:
            return OrderState.IN_DOUBT
        if self.condition is Condition.NEEDS_ATTENTION or self.step in UNDOING:
            return OrderState.NEEDS_ATTENTION
        ended = {
            Step.ALREADY: OrderState.ALREADY,
            Step.UNDONE: OrderState.UNDONE,
            Step.CREDITED: OrderState.UNDONE,
            Step.GONE: OrderState.GONE,
        }
        if self.step in ended:
            return ended[self.step]
        return OrderState.EXPORTED if self.has_invoice else OrderState.READY


@dataclass(frozen=True)
class Run:
    """An export run. Counts are of orders; `gross` is by currency code, of those exported.

    `undoes` is the run that this one took back, 0 for an export.
    """

    id: int
    company_id: int
    profile_name: str
    started: datetime
    ended: datetime | None = None
    exported: int = 0
    already: int = 0
    needs_attention: int = 0
    in_doubt: int = 0
    skipped: int = 0
    waiting: int = 0
    gross: tuple[tuple[str, Decimal], ...] = ()
    undoes: int = 0

    @property
    def total(self) -> Decimal:
        """The sum over all currencies; for sorting only."""
        return sum((amount for _, amount in self.gross), ZERO)
