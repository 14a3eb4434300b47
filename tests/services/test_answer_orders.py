"""Answering questions about orders in a real book."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kfdesk.domain.answers import Ruling
from kfdesk.domain.channels import Channel
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.answer_orders import AnswerOrders
from kfdesk.services.browse_orders import BrowseOrders
from kfdesk.services.plan_orders import OrderPlanner, never, no_progress
from kfdesk.services.ports import Book, StoredOrder
from kfdesk.store import open_book
from tests.builders import a_channel, a_company, an_order, imported
from tests.services.test_edit_settings import StillClock

KEPT = Reason.of(Why.CANCELLED_BUT_PAID, paid="12.00")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    book = open_book(tmp_path / "book")
    yield book
    book.close()


@pytest.fixture
def channel(book: Book) -> Channel:
    return a_channel(book, a_company(book).id)


@pytest.fixture
def orders(book: Book) -> BrowseOrders:
    return BrowseOrders(book, OrderPlanner(book, StillClock()))


@pytest.fixture
def answers(book: Book, orders: BrowseOrders) -> AnswerOrders:
    return AnswerOrders(book, orders, StillClock(), "ann")


def stored(book: Book, order_id: int) -> StoredOrder:
    with book.reading() as session:
        return session.orders.get(order_id)


def test_answer_frees_the_orders_that_ask_for_it(book: Book, channel: Channel, answers: AnswerOrders) -> None:
    """One answer for several orders; each keeps its own question with it, who gave it and when."""
    other = Reason.of(Why.CANCELLED_BUT_PAID, paid="5.00")
    asking = [an_order("1", problems=(KEPT,)), an_order("2", problems=(other,))]
    ids = imported(book, channel.id, [*asking, an_order("3")])
    taken = answers.answer(ids, Why.CANCELLED_BUT_PAID, Ruling.AS_IT_STANDS, no_progress, never)
    assert taken == 2
    assert [stored(book, each).state for each in ids[:2]] == [OrderState.READY] * 2
    assert [[one.question for one in stored(book, each).answers] for each in ids] == [[KEPT], [other], []]
    [answer] = stored(book, ids[0]).answers
    assert (answer.by, answer.given) == ("ann", StillClock().now())


def test_answer_is_in_the_audit_trail_when_given_and_when_taken_back(
    book: Book, channel: Channel, answers: AnswerOrders, orders: BrowseOrders
) -> None:
    """What was answered, and that it counts no longer; the question is then asked again."""
    ids = imported(book, channel.id, [an_order(problems=(KEPT,))])
    answers.answer(ids, KEPT.why, Ruling.AS_IT_STANDS, no_progress, never)
    with book.writing() as session:
        session.decisions.take_back_answers(ids)
        rows = session.audit.rows(0, 100)[-2:]
    assert [row.action for row in rows] == ["question answered", "answer taken back"]
    assert '"cancelled_but_paid"' in rows[0].after
    assert rows[0].after == rows[1].before
    orders.plan_again(ids)
    assert stored(book, ids[0]).reason == KEPT


def test_outcome_is_shown_when_nothing_is_kept_yet(
    book: Book, channel: Channel, answers: AnswerOrders
) -> None:
    """What each answer would do with an order, without doing it."""
    (order_id,) = imported(book, channel.id, [an_order(problems=(KEPT,))])
    asked = answers.asked(order_id)
    assert asked is not None
    assert (asked.question, asked.rulings) == (KEPT, (Ruling.AS_IT_STANDS, Ruling.LEAVE_OUT))
    outcomes = [answers.outcome(order_id, ruling) for ruling in asked.rulings]
    assert [plan.state for plan in outcomes if plan] == [OrderState.READY, OrderState.SKIPPED]
    assert stored(book, order_id).answers == ()


def test_nothing_is_asked_when_nothing_holds_the_order_up(
    book: Book, channel: Channel, answers: AnswerOrders
) -> None:
    """An order that is ready has no question."""
    (order_id,) = imported(book, channel.id, [an_order()])
    assert answers.asked(order_id) is None
    assert answers.outcome(order_id, Ruling.AS_IT_STANDS) is None


def test_order_is_left_out_for_its_question_when_that_is_the_answer(
    book: Book, channel: Channel, answers: AnswerOrders
) -> None:
    """Leaving out is an answer like any other; the reason names what was asked."""
    ids = imported(book, channel.id, [an_order(problems=(KEPT,)), an_order("2")])
    assert answers.answer(ids, KEPT.why, Ruling.LEAVE_OUT, no_progress, never) == 1
    left = stored(book, ids[0])
    assert (left.state, left.left_out) == (OrderState.SKIPPED, "Cancelled, but the money was kept")
    assert stored(book, ids[1]).left_out == ""


def test_answering_stops_between_two_pieces_when_cancelled(
    book: Book, channel: Channel, answers: AnswerOrders
) -> None:
    """Cancel is looked at before each piece."""
    ids = imported(book, channel.id, [an_order(problems=(KEPT,))])
    assert answers.answer(ids, KEPT.why, Ruling.AS_IT_STANDS, no_progress, lambda: True) == 0
    assert stored(book, ids[0]).answers == ()
