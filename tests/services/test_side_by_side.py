"""What a person is shown of an order and of what stands in KashFlow in its place."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from msgspec import structs

from kfdesk.domain.invoices import Posted
from kfdesk.domain.reasons import Why
from kfdesk.services.browse_orders import BrowseOrders
from kfdesk.services.side_by_side import Facing, SideBySide
from tests.builders import DAY
from tests.services.export_world import House, World, add_invoice, some_orders, why
from tests.services.test_export_people import edit_gross, invoiced_not_paid, pay


def facing(world: World, order_id: int) -> SideBySide:
    found = BrowseOrders(world.book, world.planner).detail(order_id).facing
    assert found is not None
    return found


def differing(rows: Sequence[Facing]) -> set[str]:
    """Fields that both know and that differ."""
    return {each.field for each in rows if each.ours and each.theirs and not each.is_same}


def test_look_alike_is_shown_field_by_field(world: World) -> None:
    """Number, reference, customer, date, gross and paid; what differs can be told."""
    (order_id,) = world.put(some_orders(1))
    double = add_invoice(world, "by phone", order_id, DAY + timedelta(days=1))
    pay(world, double, "3.00")
    world.export()
    shown = facing(world, order_id)
    assert shown.number == double.number
    assert shown.rows == (
        Facing("number", "", str(double.number)),
        Facing("reference", "eBay 1001", "by phone"),
        Facing("customer", "Pat Buyer0", "Pat Buyer0"),
        Facing("date", DAY, DAY + timedelta(days=1)),
        Facing("gross", (Decimal("13.48"), "GBP"), (Decimal("13.48"), "GBP")),
        Facing("paid", (Decimal("13.48"), "GBP"), (Decimal("3.00"), "GBP")),
    )
    assert differing(shown.rows) == {"reference", "date", "paid"}


def test_payments_of_others_are_shown_with_what_is_left(world: World) -> None:
    """Each payment that is there, and what both come to."""
    (order_id,) = invoiced_not_paid(world, 1)
    pay(world, world.ledger.invoices()[0], "5.00")
    world.export()
    shown = facing(world, order_id)
    assert shown.number == 1
    assert differing(shown.rows) == {"paid"}
    (payments,) = [each.theirs for each in shown.rows if each.field == "payments"]
    assert str(payments).endswith(": 5.00")


def test_invoice_with_other_figures_is_shown_with_both(house: House, world: World) -> None:
    """Another book sent it, and somebody changed it since."""
    world.put(some_orders(1))
    world.export()
    edit_gross(world, 1)
    other = house.world("other")
    (order_id,) = other.put(some_orders(1))
    other.export()
    assert why(other, order_id) is Why.FOUND_BUT_DIFFERS
    assert differing(facing(other, order_id).rows) == {"gross"}


def test_customer_that_differs_is_shown_with_both_names(world: World) -> None:
    """Nothing of it can be opened as an invoice."""
    (order_id,) = world.put(some_orders(1))
    posted: Posted | None = world.planner.plan(order_id).posted
    assert posted is not None
    address = structs.replace(posted.customer.address, postcode="ZE1 1AA")
    zoe = replace(posted.customer, name="Zoe Other", email="zoe@example.com", address=address)
    with world.gateway() as gateway:
        gateway.add_customer(zoe)
    world.export()
    shown = facing(world, order_id)
    assert shown.number == 0
    assert differing(shown.rows) == {"customer"}


def test_nothing_is_shown_when_there_is_nothing_to_compare(world: World) -> None:
    """An order on its way, and one that is sent."""
    (order_id,) = world.put(some_orders(1))
    orders = BrowseOrders(world.book, world.planner)
    assert orders.detail(order_id).facing is None
    world.export()
    assert orders.detail(order_id).facing is None
