"""Undo of a run: after every kind of later edit the ledger is as before, or differs as was told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from kfdesk.domain.errors import UndoOfUndo, UndoOutdated, UnknownRun
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Step
from kfdesk.domain.reasons import Why
from kfdesk.services.undo_plan import Action
from kfdesk.services.undo_report import Ending
from tests.builders import DAY, an_order
from tests.services.credited import WHEN, refunded
from tests.services.export_world import House, World, some_orders
from tests.services.undo_world import (
    delete_payments,
    exported,
    invoice_of,
    mixed_order,
    pay_by_hand,
    sheet,
    stranger,
)

Edit = Callable[[World, int], object]


def test_undo_leaves_the_ledger_as_it_was_before_the_run(world: World) -> None:
    """Every invoice and payment of the run is deleted; others are not touched; the orders are undone."""
    exported(world, some_orders(2, first=5001))
    before = sheet(world)
    run_id, ids = exported(world, some_orders(5))
    plan = world.undo_plan(run_id)
    assert [item.action for item in plan.items] == [Action.DELETE] * 5
    result = world.undo(run_id, shown=plan)
    assert sheet(world) == before
    assert world.states(ids) == [OrderState.UNDONE] * 5
    assert [order.ending for order in result.orders] == [Ending.DELETED] * 5
    assert dict(result.gross) == dict(plan.sums(Action.DELETE))
    assert result.run is not None
    assert (result.run.undoes, result.run.exported) == (run_id, 0)
    assert not result.needs_a_person


def test_plan_changes_nothing(world: World) -> None:
    """It is read before anything is done."""
    run_id, ids = exported(world)
    before = sheet(world)
    world.undo_plan(run_id)
    assert sheet(world) == before
    assert world.states(ids) == [OrderState.EXPORTED]
    with world.book.reading() as session:
        assert [run.id for run in session.exports.runs(world.company.id)] == [run_id]


def paid_in_part(world: World, order_id: int) -> None:
    number = invoice_of(world, order_id).number
    delete_payments(world, number)
    pay_by_hand(world, number, "5.00")


def file_vat(world: World, _order_id: int) -> None:
    with world.book.writing() as session:
        session.companies.set_vat_filed_to(world.company.id, DAY)


def edit(world: World, order_id: int, **changes: object) -> None:
    world.ledger.edit_invoice(invoice_of(world, order_id).number, **changes)


def edit_price(world: World, order_id: int) -> None:
    first, *others = invoice_of(world, order_id).lines
    edit(world, order_id, lines=[replace(first, rate=first.rate + 1), *others])


def recode(world: World, order_id: int) -> None:
    first, *others = invoice_of(world, order_id).lines
    edit(world, order_id, lines=[replace(first, charge_type=first.charge_type + 1), *others])


CREDITED = [
    pytest.param(
        lambda w, o: pay_by_hand(w, invoice_of(w, o).number, "1.00"), Why.UNDO_PAID_BY_OTHERS, id="paid more"
    ),
    pytest.param(paid_in_part, Why.UNDO_PAID_BY_OTHERS, id="paid in part by hand"),
    pytest.param(file_vat, Why.UNDO_VAT_FILED, id="VAT is filed"),
    pytest.param(
        lambda w, o: edit(w, o, invoice_date=DAY + timedelta(days=3)), Why.UNDO_EDITED, id="another date"
    ),
    pytest.param(recode, Why.UNDO_EDITED, id="another sales type"),
]


@pytest.mark.parametrize(("later", "why"), CREDITED)
def test_undo_credits_what_somebody_touched(world: World, later: Edit, why: Why) -> None:
    """A credit note dated today takes back each VAT rate to nothing; the invoice stays beside it."""
    run_id, [order_id] = exported(world)
    later(world, order_id)
    before = sheet(world)
    plan = world.undo_plan(run_id)
    [item] = plan.items
    assert (item.action, item.reason.why, item.amount) == (Action.CREDIT, why, Decimal("16.00"))
    result = world.undo(run_id, shown=plan)
    after = sheet(world)
    assert after.by_vat_rate == {}
    assert after.invoices[0].lines == before.invoices[0].lines
    note = after.invoices[1]
    assert (note.customer_reference, note.invoice_date) == ("eBay 1001 CN1", world.clock.today())
    assert [order.ending for order in result.orders] == [Ending.CREDITED]
    assert result.orders[0].credit_number == note.number
    assert world.states([order_id]) == [OrderState.UNDONE]
    assert result.stopped_by is None


def test_money_goes_back_the_way_it_came_when_vat_is_filed(world: World) -> None:
    """A paid invoice that is credited is paid back: nothing is left in the account, nothing is owed."""
    run_id, [order_id] = exported(world)
    file_vat(world, order_id)
    world.undo(run_id)
    after = sheet(world)
    assert (after.by_account, after.owed) == ({}, Decimal(0))
    assert world.calls("DeleteInvoiceByID") == world.calls("DeleteInvoicePayment") == 0


def test_credit_note_is_set_against_an_unpaid_invoice(world: World) -> None:
    """No money came, so none goes back."""
    world.change(record_payments=False)
    run_id, [order_id] = exported(world)
    file_vat(world, order_id)
    world.undo(run_id)
    invoice, note = world.ledger.invoices()
    assert (invoice.amount_paid, note.amount_paid) == (Decimal("16.00"), Decimal("-16.00"))


def give_number_again(world: World, order_id: int) -> None:
    """The invoice is deleted by hand, and its number given to somebody else's."""
    number = invoice_of(world, order_id).number
    world.ledger.delete_invoice(number)
    assert stranger(world, order_id).number == number


STAYING = [
    pytest.param(edit_price, Why.UNDO_EDITED, id="other figures"),
    pytest.param(lambda w, o: edit(w, o, customer_reference="mine"), Why.UNDO_EDITED, id="another reference"),
    pytest.param(give_number_again, Why.GONE, id="number given again"),
]


@pytest.mark.parametrize(("later", "why"), STAYING)
def test_undo_touches_nothing_that_is_not_as_sent(world: World, later: Edit, why: Why) -> None:
    """Neither deleted nor credited: what is there is not what we sent."""
    run_id, [order_id] = exported(world)
    later(world, order_id)
    before = sheet(world)
    plan = world.undo_plan(run_id)
    assert [(item.action, item.reason.why) for item in plan.items] == [(Action.STAYS, why)]
    result = world.undo(run_id, shown=plan)
    assert sheet(world) == before
    assert result.run is None
    assert result.needs_a_person is (why is not Why.GONE)


def test_undo_deletes_an_invoice_whose_payment_was_deleted(world: World) -> None:
    """Nobody else paid, so it may go."""
    run_id, [order_id] = exported(world)
    delete_payments(world, invoice_of(world, order_id).number)
    assert world.undo_plan(run_id).items[0].payments == 0
    world.undo(run_id)
    assert world.ledger.invoices() == []


def test_undo_deletes_both_payments_that_bear_the_stamp(world: World) -> None:
    """A payment that was doubled is ours as well."""
    run_id, [order_id] = exported(world)
    pay_by_hand(world, invoice_of(world, order_id).number, "16.00", "eBay 1001")
    [item] = world.undo_plan(run_id).items
    assert (item.action, item.payments) == (Action.DELETE, 2)
    world.undo(run_id)
    assert (sheet(world).invoices, sheet(world).payments) == ((), ())


def test_undo_credits_the_rest_when_a_refund_was_credited(world: World) -> None:
    """The invoice, the credit note of the refund and ours come to nothing together."""
    order = mixed_order()
    run_id, [order_id] = exported(world, [order])
    refunded(world, order_id, order, ("5.55", WHEN))
    second = world.export().run
    [item] = world.undo_plan(run_id).items
    assert (item.action, item.reason.why) == (Action.CREDIT, Why.UNDO_PART_CREDITED)
    assert item.amount == Decimal("10.45")
    assert second is not None
    [note] = world.undo_plan(second.id).items
    assert (note.action, note.reason.why) == (Action.STAYS, Why.UNDO_CREDIT_STAYS)
    world.undo(run_id)
    after = sheet(world)
    assert (after.by_vat_rate, after.by_account) == ({}, {})
    assert [each.customer_reference for each in after.invoices] == [
        "eBay 1001",
        "eBay 1001 CN1",
        "eBay 1001 CN2",
    ]


def test_undo_leaves_what_is_credited_in_full(world: World) -> None:
    """All of it went back already."""
    order = mixed_order()
    run_id, [order_id] = exported(world, [order])
    refunded(world, order_id, order, ("16.00", WHEN))
    world.export()
    [item] = world.undo_plan(run_id).items
    assert (item.action, item.reason.why) == (Action.STAYS, Why.UNDO_CREDITED_ALREADY)


def test_undo_leaves_what_the_run_only_found(house: House, world: World) -> None:
    """An invoice that another computer sent is not this run's to take back."""
    exported(world)
    other = house.world("other")
    other_run, _ = exported(other, [mixed_order()])
    plan = other.undo_plan(other_run)
    assert [(item.action, item.reason.why) for item in plan.items] == [(Action.STAYS, Why.UNDO_NOT_OURS)]
    assert other.undo(other_run).run is None
    assert len(world.ledger.invoices()) == 1


def test_second_undo_of_a_run_does_nothing(world: World) -> None:
    """What is undone stays undone, and says since when."""
    run_id, _ = exported(world)
    world.undo(run_id)
    calls = len(world.ledger.calls())
    result = world.undo(run_id)
    assert result.run is None
    assert [order.reason.why for order in result.orders] == [Why.UNDONE_ON]
    assert not result.needs_a_person
    deleting = [
        each.operation for each in world.ledger.calls()[calls:] if each.operation.startswith("Delete")
    ]
    assert deleting == []


def test_undone_order_is_exported_again_only_when_chosen_and_undone_again(world: World) -> None:
    """Undo, export: nothing. Chosen: one invoice again. Undo: none."""
    run_id, ids = exported(world)
    world.undo(run_id)
    world.export()
    assert world.ledger.invoices() == []
    with world.book.writing() as session:
        assert session.decisions.export_again(ids) == tuple(ids)
    again = world.export().run
    assert again is not None
    assert len(world.ledger.invoices()) == 1
    assert world.states(ids) == [OrderState.EXPORTED]
    assert [item.reason.why for item in world.undo_plan(run_id).items] == [Why.UNDONE_ON]
    world.undo(again.id)
    assert world.ledger.invoices() == []
    assert world.states(ids) == [OrderState.UNDONE]


def test_undo_does_only_what_was_shown(world: World) -> None:
    """Paid by somebody since it was shown: nothing is done, and the new plan tells of it."""
    run_id, ids = exported(world, some_orders(3))
    plan = world.undo_plan(run_id)
    pay_by_hand(world, invoice_of(world, ids[1]).number, "1.00")
    before = sheet(world)
    with pytest.raises(UndoOutdated) as raised:
        world.undo(run_id, shown=plan)
    assert raised.value.facts["changed"] == 1
    assert sheet(world) == before
    assert world.states(ids) == [OrderState.EXPORTED] * 3
    world.undo(run_id, shown=world.undo_plan(run_id))
    assert world.states(ids) == [OrderState.UNDONE] * 3


def test_undo_of_an_unknown_run_and_of_an_undo_is_refused(world: World) -> None:
    """There is nothing to take back in either."""
    run_id, _ = exported(world)
    undone = world.undo(run_id).run
    assert undone is not None
    with pytest.raises(UndoOfUndo):
        world.undo(undone.id)
    with pytest.raises(UnknownRun):
        world.undo_plan(999_999)


def test_undo_over_several_connections_deletes_all(world: World) -> None:
    """Buyers' orders go side by side."""
    run_id, _ = exported(world, some_orders(12, buyers=5))
    result = world.undo(run_id, connections=4)
    assert (sheet(world).invoices, sheet(world).payments) == ((), ())
    assert len(result.of(Ending.DELETED)) == 12


def test_undo_in_a_foreign_currency_deletes_what_was_sent(world: World) -> None:
    """Figures as sent, in the invoice's currency."""
    world.ledger.add_currency("EUR", Decimal("1.18"))
    world.change(foreign_currency=True, foreign_payments=True)
    run_id, [order_id] = exported(world, [an_order(currency="EUR")])
    assert world.posting(order_id).step is Step.VERIFIED
    world.undo(run_id)
    assert world.ledger.invoices() == []
