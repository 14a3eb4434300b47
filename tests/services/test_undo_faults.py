"""An undo whose calls go wrong: each deletion happens once or is told of, and nothing is credited twice."""

from decimal import Decimal

import pytest

from kfdesk.domain.errors import UndoOutdated
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, Step
from kfdesk.domain.reasons import Why
from kfdesk.practice import Fault, FaultKind
from kfdesk.services.export_report import Phase
from kfdesk.services.undo_plan import Action
from kfdesk.services.undo_report import Ending
from tests.services.export_world import SETTLE_S, JumpingClock, Onlooker, World, some_orders, why
from tests.services.undo_world import exported, pay_by_hand, sheet

DELETING = ("DeleteInvoicePayment", "DeleteInvoiceByID")
NO_CLEAR_ANSWER = [
    FaultKind.DROP_BEFORE,
    FaultKind.DROP_AFTER,
    FaultKind.LATE,
    FaultKind.CUT_REPLY,
    FaultKind.HTML,
    FaultKind.HTTP_503,
    FaultKind.FAULT_SERVER,
    FaultKind.GARBAGE,
    FaultKind.REDIRECT,
    FaultKind.OK_ZERO,
]


@pytest.mark.parametrize("kind", NO_CLEAR_ANSWER)
@pytest.mark.parametrize("operation", DELETING)
def test_undo_deletes_all_when_an_answer_was_not_clear(world: World, kind: FaultKind, operation: str) -> None:
    """Looked for, waited for where it is still there, and asked again once."""
    run_id, ids = exported(world)
    world.ledger.inject(Fault(kind, operation, seconds=0.05))
    result = world.undo(run_id)
    assert world.ledger.invoices() == []
    assert world.states(ids) == [OrderState.UNDONE]
    assert result.stopped_by is None
    assert world.calls(operation) <= 3


@pytest.mark.parametrize("operation", DELETING)
def test_undo_does_not_wait_when_a_lost_reply_is_seen_to_be_done(world: World, operation: str) -> None:
    """Absent is done: no settle time, no second call."""
    run_id, _ = exported(world)
    world.ledger.inject(Fault(FaultKind.DROP_AFTER, operation))
    world.undo(run_id)
    assert world.calls(operation) == 1
    assert world.clock.waited_s < SETTLE_S


@pytest.mark.parametrize("operation", DELETING)
def test_person_decides_when_the_second_answer_is_not_clear_either(world: World, operation: str) -> None:
    """Asked twice, never a third time in one undo, and no credit note; the next undo goes on."""
    run_id, ids = exported(world)
    world.ledger.inject(Fault(FaultKind.DROP_BEFORE, operation, times=2))
    result = world.undo(run_id)
    assert world.calls(operation) == 2
    [order] = result.orders
    assert (order.ending, order.reason.why) == (Ending.NOT_DONE, Why.SECOND_DOUBT)
    assert world.states(ids) == [OrderState.NEEDS_ATTENTION]
    assert result.needs_a_person
    assert len(world.ledger.invoices()) == 1
    world.undo(run_id)
    assert world.ledger.invoices() == []
    assert world.states(ids) == [OrderState.UNDONE]


@pytest.mark.parametrize("operation", DELETING)
def test_refused_deletion_becomes_a_credit_note(world: World, operation: str) -> None:
    """Nothing is left of it at any rate, in any account, or owed."""
    run_id, ids = exported(world)
    world.ledger.inject(Fault(FaultKind.REFUSE, operation, text="This invoice is locked"))
    result = world.undo(run_id)
    after = sheet(world)
    assert (after.by_vat_rate, after.by_account, after.owed) == ({}, {}, Decimal(0))
    assert [each.customer_reference for each in after.invoices] == ["eBay 1001", "eBay 1001 CN1"]
    [order] = result.orders
    assert (order.ending, order.reason.why) == (Ending.CREDITED, Why.UNDO_REFUSED)
    assert order.reason.facts["detail"] == "This invoice is locked"
    assert world.states(ids) == [OrderState.UNDONE]


def test_next_undo_credits_what_could_be_neither_deleted_nor_credited(world: World) -> None:
    """It stands, says why, no export touches it, and the next plan says credit note."""
    run_id, ids = exported(world)
    world.ledger.inject(Fault(FaultKind.REFUSE, "DeleteInvoiceByID", text="This invoice is locked"))
    world.ledger.inject(Fault(FaultKind.REFUSE, "InsertInvoice", text="Not today"))
    [order] = world.undo(run_id).orders
    assert (order.ending, order.reason.facts) == (Ending.NOT_DONE, {"detail": "Not today"})
    assert world.states(ids) == [OrderState.NEEDS_ATTENTION]
    world.export()
    assert len(world.ledger.invoices()) == 1
    assert world.ledger.payments() == []
    [item] = world.undo_plan(run_id).items
    assert (item.action, item.reason.why) == (Action.CREDIT, Why.UNDO_REFUSED)
    world.undo(run_id)
    after = sheet(world)
    assert (after.by_vat_rate, after.by_account, after.owed) == ({}, {}, Decimal(0))
    assert world.states(ids) == [OrderState.UNDONE]


def test_refusal_after_a_doubt_waits_for_what_is_under_way(world: World) -> None:
    """The first request is carried out late, after the second was refused: deleted, and not credited too."""
    run_id, [order_id] = exported(world)
    number, waits = world.posting(order_id).invoice_number, []

    def settle() -> None:
        waits.append(number)
        if len(waits) > 1:
            world.ledger.delete_invoice(number)

    world.clock = JumpingClock(settle)
    world.ledger.inject(Fault(FaultKind.DROP_BEFORE, "DeleteInvoiceByID"))
    world.ledger.inject(Fault(FaultKind.REFUSE, "DeleteInvoiceByID"))
    [order] = world.undo(run_id).orders
    assert order.ending is Ending.DELETED
    assert world.ledger.invoices() == []
    assert world.calls("InsertInvoice") == 1


@pytest.mark.parametrize("operation", DELETING)
def test_undo_waits_the_settle_time_before_it_asks_again(world: World, operation: str) -> None:
    """A slow server may still be at it."""
    run_id, _ = exported(world)
    world.ledger.inject(Fault(FaultKind.DROP_BEFORE, operation))
    world.undo(run_id)
    assert world.calls(operation) == 2
    assert SETTLE_S <= world.clock.waited_s < 2 * SETTLE_S


def test_export_takes_a_deletion_in_doubt_for_cut_off(world: World) -> None:
    """Long after, nothing is under way any more: it stands, and the person may undo again."""
    run_id, ids = exported(world)
    world.ledger.inject(Fault(FaultKind.DROP_BEFORE, "DeleteInvoiceByID"))
    watch = Onlooker(until=lambda progress: progress.phase is Phase.DELETING and progress.done > 0)
    assert world.undo(run_id, watch).was_cancelled
    assert world.states(ids) == [OrderState.IN_DOUBT]
    world.export()
    assert world.states(ids) == [OrderState.NEEDS_ATTENTION]
    assert why(world, ids[0]) is Why.UNDO_CUT_OFF
    world.undo(run_id)
    assert world.ledger.invoices() == []


def test_undo_leaves_an_invoice_when_the_answer_is_not_about_it(world: World) -> None:
    """A web server's no is no reason for a credit note: the next undo deletes it."""
    run_id, ids = exported(world, some_orders(2))
    world.ledger.inject(Fault(FaultKind.HTTP_404, "DeleteInvoicePayment"))
    result = world.undo(run_id)
    assert sorted(order.ending for order in result.orders) == [Ending.DELETED, Ending.NOT_DONE]
    assert world.calls("InsertInvoice") == 2
    assert sorted(world.states(ids)) == [OrderState.EXPORTED, OrderState.UNDONE]
    world.undo(run_id)
    assert world.ledger.invoices() == []


@pytest.mark.parametrize("kind", [FaultKind.DROP_BEFORE, FaultKind.DROP_AFTER, FaultKind.LATE])
@pytest.mark.parametrize("operation", ["InsertInvoice", "InsertInvoicePayment"])
def test_credit_note_of_an_undo_is_there_once(world: World, kind: FaultKind, operation: str) -> None:
    """As any credit note: looked for before it is sent again."""
    run_id, [order_id] = exported(world)
    with world.book.writing() as session:
        session.companies.set_vat_filed_to(world.company.id, world.clock.today())
    world.ledger.inject(Fault(kind, operation, seconds=0.05))
    world.undo(run_id)
    after = sheet(world)
    assert len(after.invoices) == 2
    assert (after.by_vat_rate, after.by_account) == ({}, {})
    assert world.posting(order_id).step is Step.VERIFIED
    assert world.states([order_id]) == [OrderState.UNDONE]


def test_wrong_password_holds_the_undo_until_it_works_again(world: World) -> None:
    """Nothing is given up meanwhile; the person may stop there."""
    run_id, ids = exported(world, some_orders(2))
    fault = Fault(FaultKind.REFUSE, "DeleteInvoicePayment", text="Incorrect username or password")
    world.ledger.inject(fault)
    watch = Onlooker()
    world.undo(run_id, watch)
    assert Phase.ON_HOLD in watch.phases
    assert world.ledger.invoices() == []
    assert world.states(ids) == [OrderState.UNDONE] * 2


def test_undo_settles_first_what_the_run_left_in_doubt(world: World) -> None:
    """An invoice that never arrived is sent again as by any run, stays this run's, and is taken back."""
    ids = world.put(some_orders(2))
    world.ledger.inject(Fault(FaultKind.DROP_BEFORE, "InsertInvoice", after=1))
    run = world.export(Onlooker(until=lambda progress: progress.phase is Phase.SURE)).run
    assert run is not None
    assert sorted(world.states(ids)) == [OrderState.EXPORTED, OrderState.IN_DOUBT]
    shown = world.undo_plan(run.id)
    assert {item.reason.why for item in shown.of(Action.STAYS)} == {Why.UNDO_IN_DOUBT}
    with pytest.raises(UndoOutdated):
        world.undo(run.id, shown=shown)
    assert world.states(ids) == [OrderState.EXPORTED] * 2
    world.undo(run.id, shown=world.undo_plan(run.id))
    assert world.ledger.invoices() == []
    assert world.states(ids) == [OrderState.UNDONE] * 2


def test_cancelled_undo_stops_between_two_invoices(world: World) -> None:
    """What is begun is brought to its end; the next undo does the rest."""
    run_id, ids = exported(world, some_orders(4))
    watch = Onlooker(until=lambda progress: progress.phase is Phase.DELETING and progress.done >= 2)
    result = world.undo(run_id, watch)
    assert result.was_cancelled
    assert len(world.ledger.invoices()) == len(world.ledger.payments()) == 2
    assert sorted(order.ending for order in result.orders) == [Ending.DELETED] * 2 + [Ending.NOT_DONE] * 2
    assert {world.posting(each).condition for each in ids} == {Condition.CLEAR}
    world.undo(run_id)
    assert world.ledger.invoices() == []


def test_undo_stops_when_money_came_between_look_and_deletion(world: World) -> None:
    """Each invoice is looked at once more before it is deleted."""
    run_id, ids = exported(world, some_orders(2))
    paid: list[int] = []

    def pay(progress: object) -> bool:
        if getattr(progress, "phase", None) is Phase.DELETING and not paid:
            paid.append(world.posting(ids[1]).invoice_number)
            pay_by_hand(world, paid[0], "1.00")
        return False

    result = world.undo(run_id, Onlooker(until=pay))
    by_order = {order.item.order_id: order for order in result.orders}
    assert by_order[ids[0]].ending is Ending.DELETED
    assert (by_order[ids[1]].ending, by_order[ids[1]].reason.why) == (
        Ending.NOT_DONE,
        Why.UNDO_PAID_BY_OTHERS,
    )
    assert len(world.ledger.payments()) == 2
