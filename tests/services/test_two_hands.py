"""What somebody else entered for an order: shown, answered by a person, and acted on by the next run."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, cast

import pytest
from msgspec import structs

from kfdesk.domain.answers import Ruling
from kfdesk.domain.orders import Address, OrderState
from kfdesk.domain.postings import Condition, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.practice import Fault, FaultKind, LedgerInvoice
from kfdesk.services.answer_orders import AnswerOrders
from kfdesk.services.browse_orders import BrowseOrders
from kfdesk.services.edit_settings import EditSettings
from kfdesk.services.export_report import Outcome
from kfdesk.services.plan_orders import never, no_progress
from kfdesk.store import SqlBook
from tests.builders import DAY
from tests.services.credited import notes, refunded
from tests.services.export_world import World, add_invoice, check_once, counts, some_orders, why
from tests.services.mortal import DyingBook, Killed
from tests.services.reconcile_world import look
from tests.services.test_export_people import edit_gross, invoiced_not_paid, pay


def answers_of(world: World) -> AnswerOrders:
    return AnswerOrders(
        world.book,
        BrowseOrders(world.book, world.planner),
        EditSettings(world.book, world.clock),
        world.clock,
        "ann",
    )


def answer(world: World, order_id: int, ruling: Ruling) -> None:
    """What a person says to what is asked about an order."""
    asked = answers_of(world).asked(order_id)
    assert asked is not None
    assert ruling in tuple(each.ruling for each in asked.options)
    given = answers_of(world).answer([order_id], asked.question.why, ruling, no_progress, never)
    assert given == 1


def question(world: World, order_id: int) -> Reason | None:
    asked = answers_of(world).asked(order_id)
    return asked.question if asked else None


def asked_after_export(world: World, reference: str = "phone order") -> tuple[int, LedgerInvoice]:
    """An order that a run found a look-alike of."""
    (order_id,) = world.put(some_orders(1))
    double = add_invoice(world, reference, order_id)
    world.export()
    assert why(world, order_id) is Why.LOOK_ALIKE
    return order_id, double


# -- invoices


def test_question_stays_when_the_order_is_planned_again(world: World) -> None:
    """What a run found is kept: an import or a changed setting does not make the order ready again."""
    order_id, double = asked_after_export(world)
    world.planner.reassess(world.channel.id)
    assert why(world, order_id) is Why.LOOK_ALIKE
    assert world.planner.preview(world.company.id).rows == ()
    asked = question(world, order_id)
    assert asked is not None
    assert asked.facts["number"] == str(double.number)
    with world.book.reading() as session:
        found = session.orders.get(order_id).found
    assert found is not None
    assert (found.dbid, found.reference) == (double.invoice_id, "phone order")


def entered_for(world: World, order_id: int, **customer: str) -> None:
    """Somebody enters the order's invoice for a customer with other details."""
    posted = world.planner.plan(order_id).posted
    assert posted is not None
    changes: dict[str, Any] = {"code": "HAND1", "address": Address(), **customer}
    with world.gateway() as gateway:
        made = gateway.add_customer(replace(posted.customer, **changes))
        gateway.add_invoice(replace(posted.invoice, stamp="counter"), made)


@pytest.mark.parametrize(
    ("customer", "is_asked"),
    [
        ({"name": "Customer 7", "email": "PAT0@example.com"}, True),
        ({"name": "Zoe Other", "email": "zoe@example.com"}, False),
    ],
)
def test_customer_is_read_where_the_name_is_another(
    world: World, customer: dict[str, str], is_asked: bool
) -> None:
    """The e-mail tells the buyer; another buyer of the same sum on the same day is no double."""
    (order_id,) = world.put(some_orders(1))
    entered_for(world, order_id, **customer)
    world.export()
    assert world.states([order_id]) == [OrderState.NEEDS_ATTENTION if is_asked else OrderState.EXPORTED]


def test_nothing_is_sent_when_that_customer_cannot_be_read(world: World) -> None:
    """No answer is not a no; the next run looks again."""
    (order_id,) = world.put(some_orders(1))
    entered_for(world, order_id, name="Customer 7", email="pat0@example.com")
    world.ledger.inject(Fault(FaultKind.REFUSE, "GetCustomerByID2"))
    assert world.export().stopped_by is not None
    assert world.calls("InsertInvoice") == 1
    world.export()
    assert why(world, order_id) is Why.LOOK_ALIKE


@pytest.mark.parametrize("reference", ["phone order", ""])
def test_invoice_is_taken_over_when_a_person_says_so(world: World, reference: str) -> None:
    """It becomes the order's, with its payment, and no second one is sent; the run after changes nothing."""
    order_id, double = asked_after_export(world, reference)
    answer(world, order_id, Ruling.TAKE_OVER)
    assert world.states([order_id]) == [OrderState.WAITING]
    assert why(world, order_id) is Why.TO_BE_TAKEN_OVER
    for outcome in ({Outcome.ALREADY: 1}, {}):
        assert counts(world.export()) == outcome
        posting = world.posting(order_id)
        assert (posting.step, posting.condition) == (Step.ALREADY, Condition.CLEAR)
        assert (posting.invoice_number, posting.invoice_dbid) == (double.number, double.invoice_id)
        assert world.calls("InsertInvoice") == 1
        (payment,) = world.ledger.payments()
        assert (payment.invoice_number, payment.note.split(" (")[0]) == (double.number, "eBay 1001")


@pytest.mark.parametrize("reference", ["phone order", ""])
def test_credit_note_bears_the_orders_stamp_when_its_invoice_was_taken_over(
    world: World, reference: str
) -> None:
    """Another book finds it by that, whatever somebody wrote on the invoice."""
    order_id, _ = asked_after_export(world, reference)
    answer(world, order_id, Ruling.TAKE_OVER)
    world.export()
    refunded(world, order_id, some_orders(1)[0], ("1.00", DAY))
    world.export()
    assert [note.stamp for note in notes(world, order_id)] == ["eBay 1001 CN1"]
    assert world.ledger.invoices()[-1].customer_reference == "eBay 1001 CN1"


def test_invoice_taken_over_is_no_difference_when_reconciled(world: World) -> None:
    """It is the order's, with the reference that the colleague gave it."""
    order_id, double = asked_after_export(world)
    answer(world, order_id, Ruling.TAKE_OVER)
    world.export()
    assert look(world).differences == ()
    world.ledger.edit_invoice(double.number, customer_reference="something else")
    assert [each.order_id for each in look(world).differences] == [order_id]


def test_answer_may_be_changed_until_the_export(world: World) -> None:
    """A slip is no harm: of two answers to one question the later counts."""
    order_id, double = asked_after_export(world)
    answer(world, order_id, Ruling.TAKE_OVER)
    answer(world, order_id, Ruling.TWO_SALES)
    assert world.states([order_id]) == [OrderState.READY]
    answer(world, order_id, Ruling.TAKE_OVER)
    world.export()
    assert world.posting(order_id).invoice_number == double.number
    assert world.calls("InsertInvoice") == 1


def test_look_alikes_are_answered_one_by_one(world: World) -> None:
    """Nobody says of an invoice that it is an order's without having seen it."""
    ids = world.put(some_orders(2))
    for each in ids:
        add_invoice(world, "phone order", each)
    world.export()
    asked = answers_of(world).asked(ids[0])
    assert asked is not None
    assert asked.group == (ids[0],)


def test_invoice_taken_over_is_not_paid_again_when_it_was_paid(world: World) -> None:
    """Paid in full by whatever it was: paid."""
    order_id, double = asked_after_export(world)
    pay(world, double, "13.48")
    answer(world, order_id, Ruling.TAKE_OVER)
    world.export()
    assert world.states([order_id]) == [OrderState.ALREADY]
    assert len(world.ledger.payments()) == 1


def test_taking_over_goes_on_when_the_run_was_cut_off(world: World) -> None:
    """Cut off before its payment, the posting knows the invoice by number and InvoiceDBID."""
    order_id, double = asked_after_export(world, "")
    answer(world, order_id, Ruling.TAKE_OVER)
    world.ledger.inject(Fault(FaultKind.REFUSE, "InsertInvoicePayment"))
    world.export()
    world.export()
    assert world.states([order_id]) == [OrderState.ALREADY]
    assert world.posting(order_id).invoice_dbid == double.invoice_id
    assert world.calls("InsertInvoice") == 1
    assert len(world.ledger.payments()) == 1


@pytest.mark.parametrize("is_lost", [False, True])
def test_taken_over_invoice_is_followed_by_its_id(world: World, is_lost: bool) -> None:
    """Deleted later it is gone, even where another without a reference has its number now."""
    order_id, double = asked_after_export(world, "")
    answer(world, order_id, Ruling.TAKE_OVER)
    world.ledger.inject(Fault(FaultKind.REFUSE, "InsertInvoicePayment"))
    world.export()
    world.ledger.delete_invoice(double.number)
    if is_lost:
        again = add_invoice(world, "", order_id, DAY - timedelta(days=40))
        assert again.number == double.number
    world.export()
    assert world.states([order_id]) == [OrderState.GONE]
    assert world.ledger.payments() == []


def test_two_sales_are_two_invoices_and_another_double_asks_again(world: World) -> None:
    """The answer is for this very invoice: the next look-alike is a question of its own."""
    order_id, first = asked_after_export(world)
    answer(world, order_id, Ruling.TWO_SALES)
    assert world.states([order_id]) == [OrderState.READY]
    second = add_invoice(world, "by phone", order_id)
    world.export()
    asked = question(world, order_id)
    assert asked is not None
    assert asked.facts["number"] == str(second.number)
    answer(world, order_id, Ruling.TWO_SALES)
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED]
    assert {each.number for each in world.ledger.invoices()} == {first.number, second.number, 3}
    check_once(world, [order_id])


@pytest.mark.parametrize("ruling", [Ruling.TAKE_OVER, Ruling.TWO_SALES])
def test_answer_holds_no_longer_when_the_invoice_was_edited(world: World, ruling: Ruling) -> None:
    """What was decided about is another invoice now: asked anew, nothing sent meanwhile."""
    order_id, double = asked_after_export(world, "1001")
    answer(world, order_id, ruling)
    edit_gross(world, double.number)
    world.export()
    assert why(world, order_id) is Why.LOOK_ALIKE_DIFFERS
    asked = answers_of(world).asked(order_id)
    assert asked is not None
    assert Ruling.TAKE_OVER not in tuple(each.ruling for each in asked.options)
    assert world.calls("InsertInvoice") == 1


def test_answer_holds_no_longer_when_the_invoice_was_moved_out_of_sight(world: World) -> None:
    """Another date, reference and amount hide it from every look, but not the question about it."""
    order_id, double = asked_after_export(world)
    answer(world, order_id, Ruling.TAKE_OVER)
    world.ledger.edit_invoice(double.number, customer_reference="x", invoice_date=DAY - timedelta(days=200))
    edit_gross(world, double.number)
    world.export()
    assert why(world, order_id) is Why.LOOK_ALIKE_DIFFERS
    assert world.calls("InsertInvoice") == 1
    answer(world, order_id, Ruling.TWO_SALES)
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED]


@pytest.mark.parametrize("is_answered", [False, True])
def test_order_goes_out_when_the_double_was_deleted(world: World, is_answered: bool) -> None:
    """The person removed it in KashFlow: nothing is left to ask, and the order has one invoice."""
    order_id, double = asked_after_export(world)
    if is_answered:
        answer(world, order_id, Ruling.TAKE_OVER)
    world.ledger.delete_invoice(double.number)
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED]
    check_once(world, [order_id])


def test_one_invoice_is_one_orders_when_two_are_said_to_be_it(world: World) -> None:
    """The first takes it over; the second says so, and goes out by itself in the next run only."""
    order = some_orders(1)[0]
    ids = world.put([order, structs.replace(order, order_number="1002")])
    double = add_invoice(world, "phone order", ids[0])
    world.export()
    for each in ids:
        answer(world, each, Ruling.TAKE_OVER)
    world.export()
    assert world.states(ids) == [OrderState.ALREADY, OrderState.NEEDS_ATTENTION]
    assert why(world, ids[1]) is Why.TAKEN_BY_OTHER
    assert world.posting(ids[0]).invoice_number == double.number
    world.export()
    assert world.states(ids) == [OrderState.ALREADY, OrderState.EXPORTED]


def test_order_is_left_out_when_a_person_says_so(world: World) -> None:
    """The other invoice stands, and the order needs none."""
    order_id, _ = asked_after_export(world)
    answer(world, order_id, Ruling.LEAVE_OUT)
    world.export()
    assert world.states([order_id]) == [OrderState.SKIPPED]
    assert world.calls("InsertInvoice") == 1


def test_twin_is_shown_when_the_stamp_comes_beside_a_taken_over_invoice(world: World) -> None:
    """Another computer sent the order after all: two invoices are one order's."""
    order_id, double = asked_after_export(world)
    answer(world, order_id, Ruling.TAKE_OVER)
    world.export()
    twin = add_invoice(world, "eBay 1001", order_id)
    world.export()
    assert why(world, order_id) is Why.TWIN
    with world.book.reading() as session:
        reason = session.orders.get(order_id).reason
    assert reason is not None
    assert reason.facts["numbers"] == f"{double.number}, {twin.number}"


def test_sale_seen_in_another_channel_goes_out_when_it_is_another_sale(world: World) -> None:
    """Told by an import, answered by a person."""
    seen = Reason.of(Why.SEEN_ELSEWHERE, channel="Etsy", order_number="77")
    (order_id,) = world.put([structs.replace(some_orders(1)[0], problems=(seen,))])
    world.export()
    assert why(world, order_id) is Why.SEEN_ELSEWHERE
    answer(world, order_id, Ruling.TWO_SALES)
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED]


# -- payments


def part_paid(world: World) -> int:
    """An order whose invoice somebody paid in part before our payment could be sent."""
    ids = invoiced_not_paid(world, 1)
    pay(world, world.ledger.invoices()[0], "5.00")
    world.export()
    assert why(world, ids[0]) is Why.PART_PAID
    return ids[0]


@pytest.mark.parametrize(
    ("ruling", "amounts"), [(Ruling.PAY_REST, ["5.00", "8.48"]), (Ruling.PAID, ["5.00"])]
)
def test_part_paid_invoice_is_finished_as_a_person_says(
    world: World, ruling: Ruling, amounts: list[str]
) -> None:
    """The rest is entered, or nothing more; the answer shows until the run has acted on it."""
    order_id = part_paid(world)
    answer(world, order_id, Ruling.PAID)
    assert why(world, order_id) is Why.WILL_ACT
    answer(world, order_id, ruling)
    asked = answers_of(world).asked(order_id)
    assert asked is not None
    assert asked.given is not None
    assert asked.given.ruling is ruling
    for _ in range(2):
        world.export()
        assert world.states([order_id]) == [OrderState.EXPORTED]
        assert [payment.amount for payment in world.ledger.payments()] == list(map(Decimal, amounts))


def test_answer_about_payments_holds_no_longer_when_another_was_entered(world: World) -> None:
    """The rest would be too much now: asked anew, with the figures of today."""
    order_id = part_paid(world)
    answer(world, order_id, Ruling.PAY_REST)
    pay(world, world.ledger.invoices()[0], "4.00", "another")
    world.export()
    asked = question(world, order_id)
    assert asked is not None
    assert (asked.facts["paid"], asked.facts["rest"]) == ("9.00", "4.48")
    assert len(world.ledger.payments()) == 2
    answer(world, order_id, Ruling.PAY_REST)
    world.export()
    assert sum(payment.amount for payment in world.ledger.payments()) == Decimal("13.48")


def test_rest_is_paid_once_when_its_answer_was_lost(world: World) -> None:
    """In doubt like any payment: looked for by our stamp, never sent twice."""
    order_id = part_paid(world)
    answer(world, order_id, Ruling.PAY_REST)
    world.ledger.inject(Fault(FaultKind.DROP_AFTER, "InsertInvoicePayment"))
    world.export()
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED]
    assert [payment.amount for payment in world.ledger.payments()] == [Decimal("5.00"), Decimal("8.48")]


@pytest.mark.parametrize(("ruling", "amounts"), [(Ruling.PAID, ["6.00"]), (Ruling.PAY, ["6.00", "6.00"])])
def test_payment_of_the_same_amount_is_what_a_person_says(
    world: World, ruling: Ruling, amounts: list[str]
) -> None:
    """It is this order's and nothing is sent, or another's and ours is sent beside it."""
    (order_id,) = invoiced_not_paid(world, 1)
    posting = world.posting(order_id)
    payment = posting.content.payment
    assert payment is not None
    less = replace(posting.content, payment=replace(payment, amount=Decimal("6.00")))
    with world.book.writing() as session:
        session.exports.save(replace(posting, content=less))
    pay(world, world.ledger.invoices()[0], "6.00")
    world.export()
    assert why(world, order_id) is Why.SAME_PAYMENT_FOUND
    answer(world, order_id, ruling)
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED]
    assert [each.amount for each in world.ledger.payments()] == list(map(Decimal, amounts))


# -- doubt and customers


@pytest.mark.parametrize("operation", ["InsertInvoice", "InsertInvoicePayment"])
def test_order_in_doubt_twice_is_sent_once_more_when_a_person_says_so(world: World, operation: str) -> None:
    """After a look and the settle time, and one sending for one answer."""
    (order_id,) = world.put(some_orders(1))
    world.ledger.inject(Fault(FaultKind.DROP_BEFORE, operation, times=2))
    world.export()
    assert why(world, order_id) is Why.SECOND_DOUBT
    world.export()
    assert world.calls(operation) == 2
    answer(world, order_id, Ruling.SEND_AGAIN)
    world.ledger.inject(Fault(FaultKind.DROP_BEFORE, operation))
    world.export()
    assert world.calls(operation) == 3
    assert why(world, order_id) is Why.SECOND_DOUBT
    answer(world, order_id, Ruling.SEND_AGAIN)
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED]
    check_once(world, [order_id])


def test_order_in_doubt_twice_is_found_though_it_was_to_be_sent_again(world: World) -> None:
    """The person was wrong: it is there, and the look before the sending finds it."""
    (order_id,) = world.put(some_orders(1))
    world.ledger.inject(Fault(FaultKind.DROP_BEFORE, "InsertInvoice", times=2))
    world.export()
    answer(world, order_id, Ruling.SEND_AGAIN)
    add_invoice(world, "eBay 1001", order_id)
    world.export()
    assert len(world.invoices("eBay 1001")) == 1


@pytest.mark.parametrize("is_same", [True, False])
def test_customer_that_differs_is_used_when_a_person_knows_it(world: World, is_same: bool) -> None:
    """Changed in KashFlow beyond recognition; without an answer the order waits for one."""
    (order_id,) = world.put(some_orders(1))
    posted = world.planner.plan(order_id).posted
    assert posted is not None
    address = structs.replace(posted.customer.address, postcode="ZE1 1AA")
    married = replace(posted.customer, email="new@example.com", name="Pat Married", address=address)
    with world.gateway() as gateway:
        gateway.add_customer(married)
    world.export()
    assert why(world, order_id) is Why.CUSTOMER_DIFFERS
    if is_same:
        answer(world, order_id, Ruling.SAME_CUSTOMER)
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED if is_same else OrderState.NEEDS_ATTENTION]
    assert len(world.ledger.customers()) == 1


@pytest.mark.parametrize("commit", range(2, 12, 3))
def test_taking_over_is_made_whole_when_it_was_killed_at_a_commit(world: World, commit: int) -> None:
    """The answer is in the book before anything is sent; no break makes a second invoice or payment."""
    order_id, double = asked_after_export(world, "")
    answer(world, order_id, Ruling.TAKE_OVER)
    book = world.book
    world.book = cast("SqlBook", DyingBook(book, commit))
    with suppress(Killed):
        world.export()
    world.book = book
    world.export()
    assert world.states([order_id]) == [OrderState.ALREADY]
    assert world.posting(order_id).invoice_dbid == double.invoice_id
    assert world.calls("InsertInvoice") == 1
    assert len(world.ledger.payments()) == 1
