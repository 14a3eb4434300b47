"""Orders in KashFlow of which money is given back, for the tests of credit notes."""

from datetime import date, timedelta
from decimal import Decimal

from msgspec.structs import replace

from kfdesk.domain.orders import Order, Refund
from kfdesk.domain.postings import Posting, PostingKind
from kfdesk.services.ports import ImportCounts
from kfdesk.services.preview import Preview
from tests.builders import DAY, a_line, an_order
from tests.services.export_world import World

WHEN = DAY + timedelta(days=5)


def exported(world: World, number: str = "1001") -> tuple[int, Order]:
    """An order of 12.00 at 20 % and 4.00 at 0 %, in KashFlow."""
    lines = (a_line("12.00"), a_line("4.00", title="Book", sku="BOOK", vat_rate=Decimal(0)))
    order = an_order(number, lines=lines)
    [order_id] = world.put([order])
    world.export()
    return order_id, order


def told_again(world: World, order_id: int, order: Order) -> None:
    """A file that knows more of the order."""
    with world.book.writing() as session:
        file_id = session.orders.begin_file(world.channel.id, "later.csv", "", "shopify.orders")
        session.orders.refine(file_id, {order_id: order})
        session.orders.complete_file(file_id, ImportCounts(1))


def changed(world: World, order_id: int, order: Order) -> None:
    """A file that says otherwise of the order."""
    with world.book.writing() as session:
        file_id = session.orders.begin_file(world.channel.id, "later.csv", "", "shopify.orders")
        session.orders.replace(file_id, {order_id: order})
        session.orders.complete_file(file_id, ImportCounts(1))


def refunded(world: World, order_id: int, order: Order, *refunds: tuple[str, date | None]) -> None:
    """A file that tells of these refunds."""
    given = tuple(Refund(Decimal(gross), day) for gross, day in refunds)
    told_again(world, order_id, replace(order, refunds=given))


def notes(world: World, order_id: int) -> list[Posting]:
    """The credit notes of an order."""
    with world.book.reading() as session:
        postings = session.exports.of_order(order_id)
    return [each for each in postings if each.kind is PostingKind.CREDIT_NOTE]


def preview(world: World) -> Preview:
    """What an export would post now."""
    return world.planner.preview(world.company.id, None)
