"""An undo that is killed: wherever it happens, the next export takes note and the next undo ends it."""

from contextlib import suppress
from decimal import Decimal
from typing import cast

import pytest

from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Step
from kfdesk.domain.reasons import Why
from kfdesk.services.ports import AccountsGateway
from kfdesk.store import SqlBook
from tests.services.export_world import World, Wrap, some_orders, unchanged, why
from tests.services.mortal import DyingBook, Killed
from tests.services.test_export_interrupted import MortalGateway
from tests.services.undo_world import exported, sheet

ORDERS = 1
DELETES = ("delete_payment", "delete_invoice")
CREDITS = ("add_invoice", "add_payment")
COMMITS = 12


def file_vat(world: World) -> None:
    """From now on every invoice is credited, not deleted."""
    with world.book.writing() as session:
        session.companies.set_vat_filed_to(world.company.id, world.clock.today())


def kill_calls(moment: int, calls: tuple[str, ...]) -> Wrap:
    """What makes gateways mortal at these calls."""
    return lambda gateway: cast("AccountsGateway", MortalGateway(gateway, moment, calls))


def kill(world: World, run_id: int, moment: int, calls: tuple[str, ...]) -> None:
    """Undo, and die before or after one of these calls."""
    world.wrap = kill_calls(moment, calls)
    with pytest.raises(Killed):
        world.undo(run_id)
    world.wrap = unchanged


@pytest.mark.parametrize("moment", range(2 * ORDERS * len(DELETES)))
def test_undo_goes_on_when_it_was_killed_at_a_deletion(world: World, moment: int) -> None:
    """Nothing is deleted by number, nothing credited besides, and all of it is gone in the end."""
    run_id, ids = exported(world, some_orders(ORDERS))
    kill(world, run_id, moment, DELETES)
    result = world.undo(run_id)
    assert sheet(world).invoices == ()
    assert world.states(ids) == [OrderState.UNDONE] * ORDERS
    assert not result.needs_a_person
    assert world.calls("InsertInvoice") == ORDERS


@pytest.mark.parametrize("moment", range(2 * ORDERS * len(DELETES)))
def test_export_takes_note_of_an_undo_that_was_cut_off(world: World, moment: int) -> None:
    """It deletes nothing, pays nothing and sends nothing again; what is gone is undone, the rest says so."""
    run_id, ids = exported(world, some_orders(ORDERS))
    kill(world, run_id, moment, DELETES)
    before = sheet(world)
    deleted = [world.calls(each) for each in ("DeleteInvoicePayment", "DeleteInvoiceByID")]
    world.export()
    assert sheet(world) == before
    assert [world.calls(each) for each in ("DeleteInvoicePayment", "DeleteInvoiceByID")] == deleted
    standing = {invoice.invoice_id for invoice in before.invoices}
    for order_id, state in zip(ids, world.states(ids), strict=True):
        posting = world.posting(order_id)
        if posting.invoice_dbid not in standing:
            assert (state, posting.step) == (OrderState.UNDONE, Step.UNDONE)
        elif posting.step is Step.VERIFIED:
            assert state is OrderState.EXPORTED
        else:
            assert (state, why(world, order_id)) == (OrderState.NEEDS_ATTENTION, Why.UNDO_CUT_OFF)
    world.undo(run_id)
    assert sheet(world).invoices == ()
    assert world.states(ids) == [OrderState.UNDONE] * ORDERS


@pytest.mark.parametrize("moment", range(2 * ORDERS * len(CREDITS)))
def test_undo_credits_once_when_it_was_killed_at_a_credit_note(world: World, moment: int) -> None:
    """One credit note and one payment back for each invoice."""
    run_id, ids = exported(world, some_orders(ORDERS))
    file_vat(world)
    kill(world, run_id, moment, CREDITS)
    world.undo(run_id)
    after = sheet(world)
    assert (after.by_vat_rate, after.by_account, after.owed) == ({}, {}, Decimal(0))
    assert len(after.invoices) == 2 * ORDERS
    assert world.states(ids) == [OrderState.UNDONE] * ORDERS


@pytest.mark.parametrize("moment", range(2 * len(DELETES)))
def test_undo_credits_what_may_not_be_deleted_any_more(world: World, moment: int) -> None:
    """Cut off, then VAT was filed: what stands is credited, and nothing is paid back that was deleted."""
    run_id, ids = exported(world, some_orders(1))
    kill(world, run_id, moment, DELETES)
    file_vat(world)
    world.undo(run_id)
    after = sheet(world)
    assert (after.by_vat_rate, after.by_account, after.owed) == ({}, {}, Decimal(0))
    assert len(after.invoices) == (2 if moment < 3 else 0)
    assert world.states(ids) == [OrderState.UNDONE]


@pytest.mark.slow
@pytest.mark.parametrize("is_filed", [False, True])
@pytest.mark.parametrize("commit", range(1, COMMITS, 2))
def test_undo_goes_on_when_it_was_killed_at_a_commit(world: World, commit: int, *, is_filed: bool) -> None:
    """A commit that did not come about: the next undo ends it."""
    run_id, ids = exported(world, some_orders(ORDERS))
    if is_filed:
        file_vat(world)
    book = world.book
    world.book = cast("SqlBook", DyingBook(book, commit))
    with suppress(Killed):
        world.undo(run_id)
    world.book = book
    world.undo(run_id)
    after = sheet(world)
    assert (after.by_vat_rate, after.by_account, after.owed) == ({}, {}, Decimal(0))
    assert len(after.invoices) == (2 * ORDERS if is_filed else 0)
    assert world.states(ids) == [OrderState.UNDONE] * ORDERS


def test_undo_writes_ahead_when_it_deletes(world: World) -> None:
    """The book says what is being deleted before it is asked for."""
    seen: list[tuple[str, Step, int]] = []

    class Watched:
        def __init__(self, gateway: object) -> None:
            self._gateway = gateway

        def __getattr__(self, name: str) -> object:
            if name in DELETES:
                with world.book.reading() as session:
                    opened = session.exports.open(world.company.id)
                seen.extend((name, each.step, each.payment_id) for each in opened)
            return getattr(self._gateway, name)

    run_id, [order_id] = exported(world, some_orders(1))
    paid = world.posting(order_id).payment_id
    world.wrap = Watched  # type: ignore[assignment]
    world.undo(run_id)
    assert seen == [
        ("delete_payment", Step.PAYMENT_DELETE_SENT, paid),
        ("delete_invoice", Step.INVOICE_DELETE_SENT, 0),
    ]
