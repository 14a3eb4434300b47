"""What a person answers where planning stops and asks (DESIGN 2, *Orders*; 5.4).

A question is the reason that an order stopped with; an answer holds for exactly that
question. When a changed file alters one of its facts, the question is another one and is
asked anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.stops import Stopped


class Ruling(StrEnum):
    """What can be answered; the value is what the command takes."""

    EXPORT = "export"
    AS_IT_STANDS = "as-it-stands"
    LEAVE_OUT = "leave-out"


RULINGS: Mapping[Why, tuple[Ruling, ...]] = {
    Why.VAT_PERIOD_FILED: (Ruling.EXPORT,),
    Why.LAYOUTS_DISAGREE: (Ruling.AS_IT_STANDS,),
    Why.CANCELLED_BUT_PAID: (Ruling.AS_IT_STANDS,),
    Why.REFUND_UNCLEAR: (Ruling.AS_IT_STANDS,),
}
"""The questions that can be answered about an order, each with what may be said to it."""


@dataclass(frozen=True)
class Answer:
    """A person's answer to one question; `given` is UTC, `by` who was signed in to the computer."""

    question: Reason
    ruling: Ruling
    given: datetime
    by: str = ""


@dataclass(frozen=True)
class Decided:
    """All that was decided about one order before its invoice; of two answers the later counts.

    `given_back` is money that was told as given back although the goods may never have left.
    """

    left_out: str = ""
    answers: tuple[Answer, ...] = ()
    given_back: Decimal = ZERO

    def answer_to(self, question: Reason) -> Answer | None:
        """The answer to this very question."""
        allowed = RULINGS.get(question.why, ())
        fitting = [one for one in self.answers if one.question == question and one.ruling in allowed]
        return fitting[-1] if fitting else None


UNDECIDED = Decided()


class Questions:
    """Puts questions to what was decided while one order is planned, and keeps the answers it took."""

    def __init__(self, decided: Decided) -> None:
        """Ask of this order's decisions."""
        self._decided = decided
        self._taken: list[Answer] = []

    @property
    def taken(self) -> tuple[Answer, ...]:
        """The answers that the plan rests on, in the order of asking."""
        return tuple(self._taken)

    def ask(self, why: Why, /, **facts: object) -> Ruling:
        """The answer to a question; raises Stopped with the question where there is none."""
        return self.put(Reason.of(why, **facts))

    def put(self, question: Reason) -> Ruling:
        """As `ask`, for a reason that is there already."""
        answer = self._decided.answer_to(question)
        if answer is None:
            raise Stopped(OrderState.NEEDS_ATTENTION, question)
        if answer not in self._taken:
            self._taken.append(answer)
        return answer.ruling
