"""A company that does not keep what was sent, refuses for a while, or goes away."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import structs

from kfdesk.domain.errors import ExportStopped, ListIncomplete, LoginRefused, NotSent
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Why
from kfdesk.practice import Fault
from kfdesk.services.export_report import ExportProgress, Outcome, Phase
from tests.builders import DAY, a_line
from tests.services.export_world import (
    Onlooker,
    World,
    a_house,
    add_invoice,
    check_all_sent,
    check_once,
    counts,
    some_orders,
    why,
)


def test_export_is_held_when_the_password_changes_meanwhile(world: World) -> None:
    """A refused login holds the run, says why, and Cancel works there; a next run completes."""
    ids = world.put(some_orders(5))
    holds: list[ExportProgress] = []

    def meddle(progress: ExportProgress) -> bool:
        if progress.phase is Phase.SENDING and progress.done == 1:
            world.ledger.change(api_password="another")
        if progress.phase is Phase.ON_HOLD:
            holds.append(progress)
        return len(holds) > 5

    result = world.export(Onlooker(until=meddle))
    assert {type(progress.hold) for progress in holds} == {LoginRefused}
    assert result.was_cancelled
    check_once(world, ids)
    world.ledger.change(api_password="")
    world.export()
    check_all_sent(world, ids)


def test_export_goes_on_when_the_hold_ends(world: World) -> None:
    """API access is off for a while: the run waits and then goes on as if nothing had been."""
    ids = world.put(some_orders(5))
    holds: list[ExportProgress] = []

    def meddle(progress: ExportProgress) -> bool:
        if progress.phase is Phase.SENDING and progress.done == 1 and not holds:
            world.ledger.change(api_enabled=False)
        if progress.phase is Phase.ON_HOLD:
            holds.append(progress)
            world.ledger.change(api_enabled=len(holds) > 2)
        return False

    result = world.export(Onlooker(until=meddle))
    assert len(holds) == 3
    assert counts(result) == {Outcome.EXPORTED: 5}
    check_all_sent(world, ids)


def test_export_is_exact_when_one_number_is_answered_twice(world: World) -> None:
    """A wrong number in the answer is noticed by the stamp under it."""
    world.ledger.change(answer_number_twice=True)
    ids = world.put(some_orders(6))
    result = world.export()
    check_all_sent(world, ids)
    assert counts(result) == {Outcome.EXPORTED: 6}


def test_export_is_exact_when_one_number_is_answered_twice_at_once(world: World) -> None:
    """The same over four connections."""
    world.ledger.change(answer_number_twice=True)
    ids = world.put(some_orders(10))
    world.export(connections=4)
    check_all_sent(world, ids)


@pytest.mark.parametrize("switch", ["end_date_exclusive", "several_customers_for_email"])
def test_export_is_exact_when_the_company_has_its_ways(world: World, switch: str) -> None:
    """Neither of these ways costs anything."""
    world.ledger.change(**{switch: True})
    ids = world.put(some_orders(4, 2))
    world.ledger.inject(Fault("drop_after", "InsertInvoice", after=2))
    world.export()
    world.export()
    check_all_sent(world, ids)


def test_export_makes_its_own_customer_when_several_have_the_email(world: World) -> None:
    """None of several customers with one e-mail is taken for the buyer."""
    ids = world.put(some_orders(1))
    add_invoice(world, "A", ids[0], DAY.replace(year=2025))
    add_invoice(world, "B", ids[0], DAY.replace(year=2025))
    world.ledger.change(several_customers_for_email=True)
    order = some_orders(1, first=2001)[0]
    more = world.put([structs.replace(order, buyer=structs.replace(order.buyer, email="hand@example.com"))])
    world.export()
    assert set(world.states([*ids, *more])) == {OrderState.EXPORTED}
    assert len(world.ledger.customers()) == 4


@pytest.mark.parametrize("cut", [4, 8])
def test_export_stops_at_the_first_when_references_are_cut(world: World, cut: int) -> None:
    """A reference that is not kept whole stops the run before the second invoice, and for good."""
    world.ledger.change(cut_reference_to=cut)
    ids = world.put(some_orders(4))
    result = world.export()
    assert isinstance(result.stopped_by, ExportStopped)
    assert len(world.ledger.invoices()) == 1
    world.export()
    assert len(world.invoices("eBay 1001"[:cut])) <= 2
    assert world.calls("InsertInvoice") <= 2
    assert world.states(ids).count(OrderState.NEEDS_ATTENTION) >= 1


def test_export_sends_none_twice_when_only_long_references_are_cut(world: World) -> None:
    """What was answered with a number is never sent again, though its stamp cannot be found."""
    ids = world.put(some_orders(1))
    world.export()
    world.ledger.change(cut_reference_to=9)
    long = world.put(
        [
            structs.replace(each, order_number=f"{each.order_number}-LONG")
            for each in some_orders(5, first=2001)
        ]
    )
    for _ in range(3):
        world.export()
    assert len(world.ledger.invoices()) == 6
    assert len(world.ledger.payments()) == 1
    assert world.states(ids) == [OrderState.EXPORTED]
    assert set(world.states(long)) == {OrderState.NEEDS_ATTENTION}


def test_export_stops_at_the_first_when_vat_is_recomputed(world: World) -> None:
    """The order whose VAT would be changed goes first, whatever its date: no second invoice is sent."""
    world.ledger.change(recompute_vat_from_net=True)
    plain = [order for order in some_orders(6) if len(order.lines) == 1]
    lines = tuple(a_line("0.99", title=f"Sticker {number}", sku="S") for number in range(3))
    late = structs.replace(plain[3], order_number="2001", lines=lines, stated_total=Decimal("2.97"))
    ids = world.put([*plain[:3], late])
    result = world.export()
    assert isinstance(result.stopped_by, ExportStopped)
    assert len(world.ledger.invoices()) == 1
    assert world.ledger.payments() == []
    assert why(world, ids[3]) is Why.READ_BACK_DIFFERS


@pytest.mark.parametrize("decimals", [2, 4])
def test_export_is_exact_when_rates_keep_few_decimals(world: World, decimals: int) -> None:
    """Unit rates are sent so that either number of decimals keeps them."""
    world.ledger.change(rate_decimals=decimals)
    ids = world.put(some_orders(6))
    world.export()
    check_all_sent(world, ids)


@pytest.mark.parametrize("silently", [True, False])
def test_export_sends_nothing_when_lists_are_cut(world: World, silently: bool) -> None:
    """A list that lacks what the book knows, or says that it is cut, stops the run before it sends."""
    ids = world.put(some_orders(2))
    world.export()
    add_strangers(world, ids[0], 101)
    world.ledger.change(cut_lists_to_100=True, cut_lists_silently=silently)
    world.put(some_orders(2, first=5001))
    before = world.calls("InsertInvoice")
    result = world.export()
    assert isinstance(result.stopped_by, ListIncomplete)
    assert world.calls("InsertInvoice") == before
    check_once(world, ids)


def add_strangers(world: World, like: int, count: int) -> None:
    """Invoices of other people on an order's day."""
    posting = world.posting(like)
    with world.gateway() as gateway:
        for number in range(count):
            draft = replace(posting.content.invoice, stamp=f"Elsewhere {number}")
            gateway.add_invoice(draft, posting.customer_id)


@pytest.fixture
def own_world(tmp_path: Path) -> Iterator[World]:
    """A world whose server the test may stop."""
    with a_house(tmp_path) as house, house.new_world() as made:
        yield made


def test_export_goes_on_when_the_service_was_away(own_world: World) -> None:
    """Nothing listens for a while: the run holds, and what was not sent is sent when it is back."""
    world = own_world
    ids = world.put(some_orders(4))
    holds: list[ExportProgress] = []

    def meddle(progress: ExportProgress) -> bool:
        if progress.phase is Phase.SENDING and progress.done == 1 and not holds:
            world.server.stop()
        if progress.phase is Phase.ON_HOLD:
            holds.append(progress)
            if len(holds) == 2:
                world.server.start()
        return False

    result = world.export(Onlooker(until=meddle))
    assert len(holds) == 2
    assert counts(result) == {Outcome.EXPORTED: 4}
    check_all_sent(world, ids)


def test_export_stops_when_the_service_stays_away(own_world: World) -> None:
    """After ten minutes on hold the run ends and says why; a later one completes."""
    world = own_world
    ids = world.put(some_orders(4))

    def meddle(progress: ExportProgress) -> bool:
        if progress.phase is Phase.SENDING and progress.done == 1:
            world.server.stop()
        return False

    result = world.export(Onlooker(until=meddle))
    world.server.start()
    assert isinstance(result.stopped_by, NotSent)
    check_once(world, ids)
    world.export()
    check_all_sent(world, ids)
