"""From a marketplace's report to KashFlow: the order file, the export, the reports, one credit note."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.channels import Channel
from kfdesk.domain.orders import OrderState, Refund
from kfdesk.importers import OrderFileReader
from kfdesk.services.import_orders import FileResult, OrderImporter
from kfdesk.services.tell_refund import TellRefund, ToldRefund
from tests.builders import an_order
from tests.services.export_world import World

DATA = Path(__file__).parents[1] / "data"
ORDERS = DATA / "orders" / "amazon_all_orders_uk.txt"
SETTLEMENT, TRANSACTIONS, VAT = (
    DATA / "reports" / name
    for name in ("amazon_settlement_uk.txt", "amazon_transactions_uk.csv", "amazon_vat_uk.txt")
)
A = "Amazon 203-1111111-0000001"


def take(world: World, channel: Channel, path: Path) -> FileResult:
    """Import a file as it comes from Amazon."""
    importer = OrderImporter(world.book, OrderFileReader(), world.planner, world.clock)
    return importer.import_file(path, world.company.id, channel, is_practice_company=True)


@pytest.fixture
def amazon(world: World) -> Channel:
    """Amazon's orders in KashFlow: A is 29.97 with VAT of 5.00."""
    channel = world.add_channel("Amazon")
    take(world, channel, ORDERS)
    world.export()
    assert [each.gross_amount for each in world.invoices(A)] == [Decimal("29.97")]
    return channel


def notes(world: World) -> list[tuple[str, date, Decimal, Decimal]]:
    """Reference, date, net and VAT of every credit note of A."""
    return [
        (
            each.customer_reference,
            each.invoice_date,
            sum((line.rate * line.quantity for line in each.lines), Decimal(0)),
            sum((line.vat_amount for line in each.lines), Decimal(0)),
        )
        for each in world.ledger.invoices()
        if each.customer_reference.startswith(f"{A} CN")
    ]


DAY = date(2026, 10, 10)
TWO = [
    (f"{A} CN1", DAY, Decimal("-8.32"), Decimal("-1.67")),
    (f"{A} CN2", DAY, Decimal("-8.33"), Decimal("-1.66")),
]


def test_refunds_of_a_settlement_are_credited_once_however_often_it_comes(
    world: World, amazon: Channel
) -> None:
    """Two of 9.99 on one day: VAT of both together less that of the first."""
    first, again = take(world, amazon, SETTLEMENT), take(world, amazon, SETTLEMENT)
    assert [one.report.new for one in (first, again) if one.report] == [3, 0]
    world.export()
    assert notes(world) == TWO
    take(world, amazon, SETTLEMENT)
    world.export()
    assert notes(world) == TWO


def test_refund_that_a_person_told_is_the_one_that_the_report_tells(world: World, amazon: Channel) -> None:
    """Told and credited before the settlement came, under another day; the second of the two is new."""
    with world.book.reading() as session:
        order_id = session.orders.by_stamps(world.company.id, [A])[A.casefold()]
    told = ToldRefund(Decimal("9.99"), DAY - timedelta(days=3), "parcel lost: agreed")
    TellRefund(world.book, world.clock).tell(order_id, told)
    world.export()
    take(world, amazon, SETTLEMENT)
    world.export()
    assert [(stamp, day) for stamp, day, *_ in notes(world)] == [(f"{A} CN1", told.day), (f"{A} CN2", DAY)]
    assert sum(net + vat for _, _, net, vat in notes(world)) == Decimal("-19.98")


def test_the_same_refunds_of_other_reports_are_credited_no_second_time(world: World, amazon: Channel) -> None:
    """Settlement, transaction report and VAT report tell of the same money, before and after the export."""
    take(world, amazon, VAT)
    take(world, amazon, TRANSACTIONS)
    world.export()
    assert notes(world) == TWO
    take(world, amazon, SETTLEMENT)
    world.export()
    assert notes(world) == TWO


def test_statement_dates_the_refund_that_the_order_file_told_without_a_day(
    world: World, tmp_path: Path
) -> None:
    """Etsy's order file says how much, its statement when: one credit note, and nothing is asked any more."""
    etsy = world.add_channel("Etsy")
    [order_id] = world.put([an_order("1", refunds=(Refund(Decimal("5.00")),), layout="etsy.orders")], etsy)
    world.export()
    world.export()
    assert world.states([order_id]) == [OrderState.NEEDS_ATTENTION]
    path = tmp_path / "statement.csv"
    path.write_text(
        "Date,Type,Title,Info,Currency,Amount,Fees & Taxes,Net,Tax Details\n"
        "20 November 2026,Refund,Partial refund to buyer for Order #1,,GBP,-£5.00,--,-£5.00,--\n",
        encoding="utf-8",
    )
    for _ in range(2):
        take(world, etsy, path)
        world.export()
    [note] = world.invoices("Etsy 1 CN1")
    assert (note.invoice_date, note.gross_amount) == (date(2026, 11, 20), Decimal("-5.00"))
    assert world.invoices("Etsy 1 CN2") == []
    assert world.states([order_id]) == [OrderState.EXPORTED]
