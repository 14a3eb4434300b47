"""How planning ends before there is an invoice."""

from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Reason, Why


class Stopped(Exception):
    """The order becomes no invoice now: the state that it takes instead, and why.

    Not of the KfdeskError family: it never leaves `planning.plan`, which turns it into a Plan.
    """

    def __init__(self, state: OrderState, reason: Reason) -> None:
        super().__init__(state, reason)
        self.state = state
        self.reason = reason


def waiting(why: Why, /, **facts: object) -> Stopped:
    """The order waits for something that will come by itself, or for the channel."""
    return Stopped(OrderState.WAITING, Reason.of(why, **facts))


def skipped(why: Why, /, **facts: object) -> Stopped:
    """The order is none to be invoiced."""
    return Stopped(OrderState.SKIPPED, Reason.of(why, **facts))


def attention(why: Why, /, **facts: object) -> Stopped:
    """A person must look."""
    return Stopped(OrderState.NEEDS_ATTENTION, Reason.of(why, **facts))
