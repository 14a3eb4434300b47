"""What a person answers where planning asks: each question with each answer, and when it holds."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from kfdesk.domain.answers import RULINGS, Answer, Decided, Ruling
from kfdesk.domain.orders import Order, OrderState
from kfdesk.domain.planning import plan
from kfdesk.domain.plans import Plan, PlanFacts
from kfdesk.domain.reasons import Reason, Why
from tests.builders import DAY, an_order
from tests.domain.planned import FACTS, channel

D = Decimal
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
FILED = replace(FACTS, vat_filed_to=date(2026, 12, 31))
KEPT = Reason.of(Why.CANCELLED_BUT_PAID, paid="12.00")


def answered(order: Order, *rulings: Ruling, facts: PlanFacts = FACTS, **settings: Any) -> Plan:
    """The plan after each question that comes up was answered with the next of these."""
    answers: tuple[Answer, ...] = ()
    for ruling in rulings:
        stopped = plan(order, channel(**settings), facts, Decided(answers=answers))
        assert stopped.reason is not None, "nothing was asked"
        assert ruling in RULINGS[stopped.reason.why]
        answers = (*answers, Answer(stopped.reason, ruling, NOON, "ann"))
    return plan(order, channel(**settings), facts, Decided(answers=answers))


@pytest.mark.parametrize(
    "problem",
    [
        KEPT,
        Reason.of(Why.LAYOUTS_DISAGREE, before="12.00 GBP", after="14.00 GBP"),
        Reason.of(Why.REFUND_UNCLEAR, found="partially_refunded"),
    ],
)
def test_order_is_invoiced_as_it_stands_when_a_person_says_so(problem: Reason) -> None:
    """What a reader could not settle no longer stops an order once it was answered."""
    order = an_order(problems=(problem,))
    assert answered(order).state is OrderState.NEEDS_ATTENTION
    outcome = answered(order, Ruling.AS_IT_STANDS)
    assert (outcome.state, outcome.gross) == (OrderState.READY, D("12.00"))


def test_one_answer_settles_one_problem_when_there_are_two() -> None:
    """Each question is asked by itself."""
    unclear = Reason.of(Why.REFUND_UNCLEAR, found="refunded")
    order = an_order(problems=(KEPT, unclear))
    assert answered(order, Ruling.AS_IT_STANDS).reason == unclear
    assert answered(order, Ruling.AS_IT_STANDS, Ruling.AS_IT_STANDS).state is OrderState.READY


def test_total_must_still_fit_when_the_order_is_taken_as_it_stands() -> None:
    """An answer does not make wrong figures right."""
    order = an_order(problems=(KEPT,), stated_total=D("13.00"))
    outcome = answered(order, Ruling.AS_IT_STANDS)
    assert outcome.reason == Reason.of(Why.TOTAL_DIFFERS, stated="13.00", calculated="12.00")


def test_order_of_a_filed_period_is_exported_when_a_person_says_so() -> None:
    """An order of a period whose VAT is filed waits for a yes to just that."""
    assert answered(an_order(), facts=FILED).reason == Reason.of(
        Why.VAT_PERIOD_FILED, date=DAY, filed_to=FILED.vat_filed_to
    )
    assert answered(an_order(), Ruling.EXPORT, facts=FILED).state is OrderState.READY


@pytest.mark.parametrize(
    "question", [replace(KEPT, facts={"paid": "11.00"}), Reason.of(Why.REFUND_UNCLEAR, paid="12.00")]
)
def test_answer_no_longer_holds_when_the_question_is_another(question: Reason) -> None:
    """A fact that a changed file altered makes it a question of its own."""
    decided = Decided(answers=(Answer(KEPT, Ruling.AS_IT_STANDS, NOON),))
    outcome = plan(an_order(problems=(question,)), channel(), FACTS, decided)
    assert outcome.reason == question


def test_answer_is_none_when_it_does_not_fit_its_question() -> None:
    """An answer that the question does not have is as good as none."""
    decided = Decided(answers=(Answer(KEPT, Ruling.EXPORT, NOON),))
    assert plan(an_order(problems=(KEPT,)), channel(), FACTS, decided).reason == KEPT
