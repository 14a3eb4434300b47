"""Answering questions about orders in a real book."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kfdesk.domain.answers import Ruling
from kfdesk.domain.channels import Channel, VatChoice, VatUnknown
from kfdesk.domain.orders import Address, Order, OrderState
from kfdesk.domain.postings import Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.answer_orders import AnswerOrders, Option
from kfdesk.services.browse_orders import BrowseOrders
from kfdesk.services.edit_settings import EditSettings
from kfdesk.services.plan_orders import OrderPlanner, never, no_progress
from kfdesk.services.ports import AttentionGroup, Book, ImportCounts, StoredOrder
from kfdesk.store import open_book
from tests.builders import DAY, a_buyer, a_channel, a_company, a_line, a_posted, an_order, imported
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
    return AnswerOrders(book, orders, EditSettings(book, StillClock()), StillClock(), "ann")


def stored(book: Book, order_id: int) -> StoredOrder:
    with book.reading() as session:
        return session.orders.get(order_id)


def a_sent(channel: Channel, order_id: int, run_id: int) -> Posting:
    """A posting of an order, not in the book yet."""
    assert channel.company_id is not None
    return Posting(
        id=0,
        company_id=channel.company_id,
        order_id=order_id,
        channel_id=channel.id,
        run_id=run_id,
        stamp="eBay 1001",
        content=a_posted(),
    )


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
    assert (asked.question, asked.group) == (KEPT, (order_id,))
    assert [option.ruling for option in asked.options] == [Ruling.AS_IT_STANDS, Ruling.LEAVE_OUT]
    outcomes = [answers.outcome(order_id, option) for option in asked.options]
    assert [plan.state for plan in outcomes if plan] == [OrderState.READY, OrderState.SKIPPED]
    assert stored(book, order_id).answers == ()


def test_nothing_is_asked_when_nothing_holds_the_order_up(
    book: Book, channel: Channel, answers: AnswerOrders
) -> None:
    """An order that is ready has no question."""
    (order_id,) = imported(book, channel.id, [an_order()])
    assert answers.asked(order_id) is None
    assert answers.outcome(order_id, Option(Ruling.AS_IT_STANDS)) is None


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


SILENT = (a_line(vat_rate=None),)


def test_last_answer_is_asked_about_again_when_the_order_goes_by_it(
    book: Book, channel: Channel, answers: AnswerOrders
) -> None:
    """A person may think better of it: another answer replaces the first, or the question comes back."""
    (order_id,) = imported(book, channel.id, [an_order(lines=SILENT)])
    question = Reason.of(Why.VAT_UNKNOWN, title="Mug")
    answers.answer([order_id], question.why, Ruling.STANDARD, no_progress, never)
    asked = answers.asked(order_id)
    assert asked is not None
    assert asked.given is not None
    assert (asked.question, asked.given.ruling, asked.group) == (question, Ruling.STANDARD, (order_id,))
    assert answers.answer([order_id], question.why, Ruling.ZERO, no_progress, never) == 1
    again = answers.asked(order_id)
    assert again is not None
    assert again.given is not None
    assert again.given.ruling is Ruling.ZERO
    answers.take_back([order_id])
    assert stored(book, order_id).reason == question


def test_first_answer_can_be_taken_back_when_it_led_to_another_question(
    book: Book, channel: Channel, answers: AnswerOrders
) -> None:
    """A wrong answer is no trap: the order can be asked about from the beginning."""
    nowhere: dict[str, Any] = {"ship_to": Address(), "buyer": a_buyer(address=Address())}
    taxed = an_order(marketplace_tax=Decimal("2.00"), **nowhere)
    (order_id,) = imported(book, channel.id, [taxed])
    answers.answer([order_id], Why.DESTINATION_UNKNOWN, Ruling.IN_UK, no_progress, never)
    asked = answers.asked(order_id)
    assert asked is not None
    assert (asked.question.why, asked.given, asked.has_answers) == (Why.MARKETPLACE_TAX_AT_HOME, None, True)
    answers.take_back([order_id])
    again = answers.asked(order_id)
    assert again is not None
    assert (again.question.why, again.has_answers) == (Why.DESTINATION_UNKNOWN, False)


def test_changed_file_asks_anew_when_it_alters_what_was_asked_about(
    book: Book, channel: Channel, answers: AnswerOrders, orders: BrowseOrders
) -> None:
    """The answer about a mug says nothing of a cup; that the mug was sent elsewhere changes nothing."""
    (order_id,) = imported(book, channel.id, [an_order(lines=SILENT)])
    answers.answer([order_id], Why.VAT_UNKNOWN, Ruling.STANDARD, no_progress, never)
    moved = an_order(lines=SILENT, despatched=DAY)
    cup = an_order(lines=(a_line(vat_rate=None, title="Cup"),))
    for changed, state in ((moved, OrderState.READY), (cup, OrderState.NEEDS_ATTENTION)):
        with book.writing() as session:
            file_id = session.orders.begin_file(channel.id, "later.csv", "", "shopify.orders")
            session.orders.replace(file_id, {order_id: changed})
            session.orders.complete_file(file_id, ImportCounts())
        orders.plan_again([order_id])
        assert stored(book, order_id).state is state


def test_one_order_stands_for_its_group(book: Book, channel: Channel, answers: AnswerOrders) -> None:
    """A group is asked about one of its orders: the one that was chosen, else the first."""
    ids = imported(book, channel.id, [an_order(str(n), lines=SILENT) for n in range(3)])
    others = imported(book, channel.id, [an_order("ready")])
    company_id = channel.company_id
    assert company_id is not None
    BrowseOrders(book, OrderPlanner(book, StillClock())).plan_again([*ids, *others])
    group = AttentionGroup(channel.id, channel.name, Reason.of(Why.VAT_UNKNOWN, title="Mug"), 3)
    for chosen, expected in ((ids[1], ids[1]), (others[0], None), (None, None)):
        asked = answers.asked_of(company_id, group, chosen)
        assert asked is not None
        assert sorted(asked.group) == ids
        assert asked.order_id == (expected or asked.group[0])
    assert answers.asked_of(company_id, replace(group, reason=KEPT)) is None


@pytest.mark.parametrize(
    ("order", "ruling", "set_to"),
    [
        (an_order(lines=SILENT), Ruling.REDUCED, ("vat_unknown", VatUnknown.REDUCED)),
        (an_order(marketplace_tax=Decimal("2.00")), Ruling.MARKETPLACE, ("vat", VatChoice.ZERO)),
        (an_order(ship_from="DE"), Ruling.OUTSIDE_UK_VAT, ("vat", VatChoice.NONE)),
        (an_order(currency="EUR"), Ruling.FOREIGN_CURRENCY, ("foreign_currency", True)),
    ],
)
def test_channel_gives_the_answer_when_a_setting_says_it(
    book: Book,
    channel: Channel,
    answers: AnswerOrders,
    *,
    order: Order,
    ruling: Ruling,
    set_to: tuple[str, object],
) -> None:
    """What it would do is shown first; the setting is changed and audited like any other."""
    (order_id,) = imported(book, channel.id, [order])
    asked = answers.asked(order_id)
    assert asked is not None
    [option] = [each for each in asked.options if each.ruling is ruling]
    shown = answers.outcome(order_id, replace(option, is_for_orders=False))
    assert shown is not None
    change = answers.answer_for_channel(channel.id, asked.question.why, ruling)
    assert (option.setting, *change.settings) == (set_to[0], set_to[0])
    assert getattr(change.after[channel.id], set_to[0]) == set_to[1]
    plan = OrderPlanner(book, StillClock()).plan(order_id)
    assert (plan.state, plan.posted) == (OrderState.READY, shown.posted)


def test_foreign_currency_is_for_the_channel_alone(
    book: Book, channel: Channel, answers: AnswerOrders
) -> None:
    """No single order is invoiced in another currency."""
    ids = imported(book, channel.id, [an_order(currency="EUR")])
    assert answers.answer(ids, Why.CURRENCY_OFF, Ruling.FOREIGN_CURRENCY, no_progress, never) == 0
    asked = answers.asked(ids[0])
    assert asked is not None
    assert [(each.ruling, each.is_for_orders) for each in asked.options] == [
        (Ruling.FOREIGN_CURRENCY, False),
        (Ruling.LEAVE_OUT, True),
    ]


def test_late_credit_note_is_allowed_by_its_own_answer(
    book: Book, channel: Channel, answers: AnswerOrders
) -> None:
    """A refund dated in a filed period waits for a yes; its order cannot be left out any more."""
    (order_id,) = imported(book, channel.id, [an_order()])
    late = Reason.of(Why.VAT_PERIOD_FILED, date=DAY, filed_to=DAY)
    assert channel.company_id is not None
    with book.writing() as session:
        run = session.exports.begin_run(channel.company_id, "Acme", StillClock().now())
        posting = session.exports.add(a_sent(channel, order_id, run.id))
        session.exports.save(replace(posting, step=Step.VERIFIED, invoice_number=7, invoice_dbid=70))
        session.exports.set_notice(order_id, late)
    asked = answers.asked(order_id)
    assert asked is not None
    assert [each.ruling for each in asked.options] == [Ruling.EXPORT]
    assert answers.answer([order_id], late.why, Ruling.LEAVE_OUT, no_progress, never) == 0
    assert answers.answer([order_id], late.why, Ruling.EXPORT, no_progress, never) == 1
    after = stored(book, order_id)
    assert (after.notice, after.state) == (None, OrderState.EXPORTED)
    assert after.decided.answer_to(late) is not None


def test_evidence_stays_with_what_was_posted(
    book: Book, channel: Channel, answers: AnswerOrders, orders: BrowseOrders
) -> None:
    """Who answered what, and the rule of the VAT, are read from the posting however the order changes."""
    (order_id,) = imported(book, channel.id, [an_order(lines=SILENT)])
    answers.answer([order_id], Why.VAT_UNKNOWN, Ruling.STANDARD, no_progress, never)
    plan = orders.detail(order_id).plan
    assert plan is not None
    assert plan.posted is not None
    assert channel.company_id is not None
    with book.writing() as session:
        run = session.exports.begin_run(channel.company_id, "Acme", StillClock().now())
        content = replace(a_sent(channel, order_id, run.id), content=plan.posted)
        posting = session.exports.add(content)
        session.decisions.take_back_answers([order_id])
    with book.reading() as session:
        kept = session.exports.get(posting.id).content.why
    told = {reason.why: reason.facts for reason in kept}
    assert told[Why.VAT_RULE] == {"rule": "rule_home"}
    assert told[Why.ANSWERED] == {
        "question": "vat_unknown",
        "answer": "20",
        "by": "ann",
        "date": "2026-11-23",
    }
