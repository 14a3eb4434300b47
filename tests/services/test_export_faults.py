"""Every fault at every call: whatever the company does, an order is one invoice and one payment."""

from collections.abc import Sequence

import pytest

from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Why
from kfdesk.kashflow.transport import Limits
from kfdesk.practice import Fault, FaultKind
from kfdesk.services.export_report import ExportResult, Outcome
from tests.services.export_world import CREATING, World, check_all_sent, check_once, some_orders

ORDERS = 3
IMPATIENT = Limits(connect_s=5, look_s=5, call_s=0.4, list_s=0.4)
UNCLEAR = (
    FaultKind.DROP_BEFORE,
    FaultKind.DROP_AFTER,
    FaultKind.LATE,
    FaultKind.STALL,
    FaultKind.CUT_REPLY,
    FaultKind.HTML,
    FaultKind.HTTP_503,
    FaultKind.REDIRECT,
    FaultKind.FAULT_SERVER,
    FaultKind.OK_ZERO,
    FaultKind.GARBAGE,
)
OFTEN_DONE = (
    FaultKind.HTML,
    FaultKind.HTTP_503,
    FaultKind.REDIRECT,
    FaultKind.FAULT_SERVER,
    FaultKind.OK_ZERO,
    FaultKind.GARBAGE,
)
CLEAR_NO = (FaultKind.REFUSE, FaultKind.HTTP_404)
READING = (
    "GetInvoice",
    "GetInvoiceByID",
    "GetInvoicesByDateRange",
    "GetInvoicesForCustomer",
    "GetInvoicePayment",
    "GetCustomer2",
    "GetCustomerByEmail2",
    "GetCompanyDetails",
)
READ_FAULTS = (
    FaultKind.DROP_BEFORE,
    FaultKind.STALL,
    FaultKind.CUT_REPLY,
    FaultKind.HTML,
    FaultKind.HTTP_404,
    FaultKind.REFUSE,
    FaultKind.OK_ZERO,
    FaultKind.GARBAGE,
)
# A fifth of all pairs, with each read and each kind in several of them.
READ_TABLE = [
    pytest.param(operation, kind, id=f"{operation}-{kind}")
    for row, operation in enumerate(READING)
    for column, kind in enumerate(READ_FAULTS)
    if (2 * row + column) % 5 == 0
]


def a_fault(kind: FaultKind, operation: str, after: int = 0, times: int = 1, *, done: bool = False) -> Fault:
    """One fault; the slow ones are slower than our patience."""
    seconds = {FaultKind.STALL: 0.6, FaultKind.LATE: 0.3}.get(kind, 0)
    return Fault(kind, operation, after=after, times=times, seconds=seconds, done=done)


def export_until_settled(world: World, ids: Sequence[int], runs: int = 3) -> list[ExportResult]:
    """Run, and at most twice more without faults; whatever is checked holds after each run."""
    results = []
    for number in range(runs):
        if number:
            world.ledger.clear_faults()
        results.append(world.export())
        check_once(world, ids)
        if set(world.states(ids)) == {OrderState.EXPORTED}:
            break
    return results


def check_first_run(result: ExportResult, ids: Sequence[int]) -> None:
    """All orders are counted once, and what is not sent has its words."""
    assert {order.order_id for order in result.orders} == set(ids)
    for order in result.orders:
        assert order.outcome in (Outcome.EXPORTED, Outcome.ALREADY) or order.reason or result.stopped_by


def test_no_fault_is_forgotten() -> None:
    """A fault that the company learns is tried here, too."""
    assert {*UNCLEAR, *CLEAR_NO} == set(FaultKind)


@pytest.mark.parametrize("kind", UNCLEAR)
@pytest.mark.parametrize("operation", CREATING)
def test_export_is_exact_when_a_creating_call_has_no_clear_answer(
    world: World, operation: str, kind: FaultKind
) -> None:
    """Doubt at the first call that creates and at a later one, carried out or not: each once, in one run."""
    world.limits = IMPATIENT
    ids = world.put(some_orders(ORDERS))
    world.ledger.inject(a_fault(kind, operation))
    world.ledger.inject(a_fault(kind, operation, after=1, done=kind in OFTEN_DONE))
    result = world.export()
    check_all_sent(world, ids)
    assert result.count(Outcome.EXPORTED) == len(ids)
    assert result.stopped_by is None


@pytest.mark.parametrize("kind", CLEAR_NO)
@pytest.mark.parametrize("operation", CREATING)
def test_export_goes_on_when_a_creating_call_is_refused(
    world: World, operation: str, kind: FaultKind
) -> None:
    """A clear no concerns its order only, says so, and the next run sends it."""
    ids = world.put(some_orders(ORDERS))
    world.ledger.inject(a_fault(kind, operation, 1))
    results = export_until_settled(world, ids)
    check_first_run(results[0], ids)
    assert len(results) == 2
    states = [order.state for order in results[0].orders]
    assert states.count(OrderState.NEEDS_ATTENTION) == 1
    check_all_sent(world, ids)


@pytest.mark.slow
@pytest.mark.parametrize(("operation", "kind"), READ_TABLE)
def test_export_is_exact_when_a_read_fails(world: World, operation: str, kind: FaultKind) -> None:
    """A read that fails, at its first call and at a later one, creates nothing twice."""
    world.limits = IMPATIENT
    # A lost answer makes the export look in every way it knows.
    ids = world.put(some_orders(ORDERS))
    world.ledger.inject(a_fault(FaultKind.DROP_AFTER, "InsertInvoice", 1))
    world.ledger.inject(a_fault(FaultKind.DROP_BEFORE, "InsertInvoicePayment", 2))
    world.ledger.inject(a_fault(kind, operation, 0 if operation != "GetCompanyDetails" else 1))
    world.ledger.inject(a_fault(kind, operation, 1))
    export_until_settled(world, ids)
    check_all_sent(world, ids)


@pytest.mark.parametrize("operation", ["InsertInvoice", "InsertInvoicePayment"])
@pytest.mark.parametrize("is_first", [True, False])
def test_export_leaves_it_to_the_person_when_doubt_comes_twice(
    world: World, operation: str, is_first: bool
) -> None:
    """A call that gets no answer twice is never sent a third time, in no later run."""
    ids = [] if is_first else world.put(some_orders(2))
    world.export()
    before = world.calls(operation)
    lost = world.put(some_orders(1, first=3001))
    world.ledger.inject(a_fault(FaultKind.DROP_BEFORE, operation, times=2))
    for _ in range(3):
        result = world.export()
        check_once(world, [*ids, *lost])
        told = [order.reason.why for order in result.orders if order.order_id in lost and order.reason]
        assert told == [Why.SECOND_DOUBT]
    assert world.states(lost) == [OrderState.NEEDS_ATTENTION]
    assert world.calls(operation) == before + 2


@pytest.mark.parametrize("operation", ["InsertInvoice", "InsertInvoicePayment"])
def test_export_looks_first_when_a_second_sending_is_refused(world: World, operation: str) -> None:
    """Doubt and then a no: looked for, not taken for created, and told in the company's own words."""
    ids = world.put(some_orders(2))
    world.ledger.inject(a_fault(FaultKind.DROP_BEFORE, operation))
    world.ledger.inject(Fault(FaultKind.REFUSE, operation, text="Not today"))
    result = world.export()
    check_once(world, ids)
    told = [order.reason.facts.get("detail") for order in result.orders if order.reason]
    assert told == ["Not today"]


@pytest.mark.slow
@pytest.mark.parametrize("operation", CREATING)
@pytest.mark.parametrize("kind", [FaultKind.HTTP_503, FaultKind.DROP_AFTER])
def test_export_is_exact_when_nothing_is_answered_for_long(
    world: World, operation: str, kind: FaultKind
) -> None:
    """Every call of a kind fails until the fault ends; then further runs make it whole or say why not."""
    ids = world.put(some_orders(ORDERS))
    world.ledger.inject(a_fault(kind, operation, times=0))
    first = world.export()
    check_once(world, ids)
    check_first_run(first, ids)
    world.ledger.clear_faults()
    for _ in range(2):
        world.export()
        check_once(world, ids)
    for state in world.states(ids):
        assert state in (OrderState.EXPORTED, OrderState.NEEDS_ATTENTION)
