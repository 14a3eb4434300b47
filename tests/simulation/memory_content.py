"""What a book in memory holds: values that never change, in dictionaries of its own."""

from copy import copy
from dataclasses import dataclass, field

from kfdesk.domain.channels import Channel
from kfdesk.domain.company import Company, Integration, LookUps
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, Posting, Run, Step
from kfdesk.services.ports import StoredOrder

DEAD = (Step.UNDONE, Step.CREDITED, Step.GONE)
NO_LONGER_THERE = (Step.UNDONE, Step.GONE)
HARMLESS = (Step.PLANNED, Step.CUSTOMER_SENT, Step.CUSTOMER_KNOWN)
AS_EXPORTED = (OrderState.EXPORTED, OrderState.ALREADY, OrderState.CHANGED)
OF_THE_PERSON = (OrderState.UNDONE, OrderState.GONE)


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

    def is_begun(self, order_id: int) -> bool:
        """Whether the order has a living posting."""
        of_order = [each for each in self.postings.values() if each.order_id == order_id]
        return any(not each.is_credit_note and each.step not in DEAD for each in of_order)


def _may_stand(posting: Posting) -> bool:
    if posting.is_credit_note or posting.step in DEAD:
        return False
    return posting.step not in HARMLESS or posting.condition is Condition.IN_DOUBT


def stands(posting: Posting) -> bool:
    return posting.invoice_number > 0 and posting.step not in NO_LONGER_THERE
