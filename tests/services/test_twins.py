"""Two invoices with one reference: the later unpaid one goes, and the order's own is carried on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kfdesk.domain.errors import InDoubt, Refused, TwinNotFound
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, Step
from kfdesk.domain.reasons import Why
from kfdesk.practice import Fault, FaultKind
from tests.builders import DAY
from tests.services.export_world import Onlooker, World, add_invoice, some_orders, unchanged, why
from tests.services.mortal import Killed
from tests.services.test_undo_interrupted import kill_calls
from tests.services.undo_world import pay_by_hand


def with_twin(world: World) -> int:
    """An exported order of which a second invoice stands, as another computer may have sent it."""
    [order_id] = world.put(some_orders(1))
    world.export()
    add_invoice(world, "eBay 1001", order_id)
    world.export()
    assert why(world, order_id) is Why.TWIN
    return order_id


def test_later_unpaid_twin_is_shown_and_deleted(world: World) -> None:
    """The paid one stays, and the order is green again."""
    order_id = with_twin(world)
    first, second = world.ledger.invoices()
    twins = world.twins().look(world.company.id, order_id, Onlooker())
    assert (twins.deletes.dbid, [each.dbid for each in twins.keeps]) == (
        second.invoice_id,
        [first.invoice_id],
    )
    assert len(world.ledger.invoices()) == 2
    world.twins().delete(world.company.id, twins, Onlooker())
    assert world.ledger.invoices() == [first]
    assert world.states([order_id]) == [OrderState.EXPORTED]
    assert world.posting(order_id).condition is Condition.CLEAR


def test_order_goes_over_to_the_paid_twin_when_its_own_is_not_paid(world: World) -> None:
    """Nothing is paid twice: what is left is the order's invoice, whoever sent it."""
    world.change(record_payments=False)
    order_id = with_twin(world)
    own, other = world.ledger.invoices()
    world.change(record_payments=True)
    pay_by_hand(world, other.number, str(other.gross_amount))
    twins = world.twins().look(world.company.id, order_id, Onlooker())
    assert twins.deletes.dbid == own.invoice_id
    world.twins().delete(world.company.id, twins, Onlooker())
    assert [each.invoice_id for each in world.ledger.invoices()] == [other.invoice_id]
    assert len(world.ledger.payments()) == 1
    posting = world.posting(order_id)
    assert (posting.invoice_dbid, posting.condition) == (other.invoice_id, Condition.CLEAR)


def paid_too(world: World, number: int) -> None:
    pay_by_hand(world, number, "1.00")


def file_vat(world: World, _number: int) -> None:
    with world.book.writing() as session:
        session.companies.set_vat_filed_to(world.company.id, DAY)


def edit_price(world: World, number: int) -> None:
    invoice = next(each for each in world.ledger.invoices() if each.number == number)
    line = invoice.lines[0]
    world.ledger.edit_invoice(number, lines=[replace(line, rate=line.rate + 1), *invoice.lines[1:]])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (paid_too, "twin_paid"),
        (file_vat, "twin_filed"),
        (edit_price, "twin_edited"),
        (lambda world, number: world.ledger.delete_invoice(number), "twin_gone"),
    ],
)
def test_twin_that_may_not_go_is_left(world: World, change: object, told: str) -> None:
    """Paid, in a filed period, with other figures, or gone already: nothing is deleted, and it says why."""
    order_id = with_twin(world)
    assert callable(change)
    change(world, world.ledger.invoices()[1].number)
    before = world.ledger.invoices()
    with pytest.raises(TwinNotFound) as raised:
        world.twins().look(world.company.id, order_id, Onlooker())
    assert raised.value.facts["why"] == told
    assert world.ledger.invoices() == before


def test_twins_that_changed_since_they_were_shown_are_left(world: World) -> None:
    """Only what was shown is deleted."""
    order_id = with_twin(world)
    twins = world.twins().look(world.company.id, order_id, Onlooker())
    world.ledger.edit_invoice(twins.deletes.number, due_date=DAY + timedelta(days=1))
    with pytest.raises(TwinNotFound):
        world.twins().delete(world.company.id, twins, Onlooker())
    assert len(world.ledger.invoices()) == 2


@pytest.mark.parametrize(
    "kind", [FaultKind.DROP_AFTER, FaultKind.LATE, FaultKind.CUT_REPLY, FaultKind.OK_ZERO]
)
def test_lost_reply_of_a_deletion_is_looked_up(world: World, kind: FaultKind) -> None:
    """Absent is done; what a slow server does late is waited for."""
    order_id = with_twin(world)
    twins = world.twins().look(world.company.id, order_id, Onlooker())
    world.ledger.inject(Fault(kind, "DeleteInvoiceByID", seconds=0.05, done=True))
    world.twins().delete(world.company.id, twins, Onlooker())
    assert len(world.ledger.invoices()) == 1
    assert world.states([order_id]) == [OrderState.EXPORTED]


@pytest.mark.parametrize(("kind", "error"), [(FaultKind.DROP_BEFORE, InDoubt), (FaultKind.REFUSE, Refused)])
def test_twin_stays_shown_when_it_was_not_deleted(
    world: World, kind: FaultKind, error: type[Exception]
) -> None:
    """It says so, and may be tried again."""
    order_id = with_twin(world)
    twins = world.twins().look(world.company.id, order_id, Onlooker())
    world.ledger.inject(Fault(kind, "DeleteInvoiceByID"))
    with pytest.raises(error):
        world.twins().delete(world.company.id, twins, Onlooker())
    assert why(world, order_id) is Why.TWIN
    world.twins().delete(world.company.id, twins, Onlooker())
    assert len(world.ledger.invoices()) == 1


@pytest.mark.parametrize("moment", [0, 1])
def test_export_finds_out_when_the_deletion_was_killed(world: World, moment: int) -> None:
    """Before the call both are shown again, after it the order is green."""
    order_id = with_twin(world)
    twins = world.twins().look(world.company.id, order_id, Onlooker())
    world.wrap = kill_calls(moment, ("delete_invoice",))
    with pytest.raises(Killed):
        world.twins().delete(world.company.id, twins, Onlooker())
    assert why(world, order_id) is Why.TWIN_DELETING
    world.wrap = unchanged
    world.export()
    assert why(world, order_id) is (None if moment else Why.TWIN)
    assert world.posting(order_id).step is Step.VERIFIED
