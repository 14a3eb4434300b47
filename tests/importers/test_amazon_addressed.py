"""Amazon's order report with addresses, alone and beside the All Orders report."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.errors import ColumnMissing
from kfdesk.domain.merge import Outcome, gross_of, merge
from kfdesk.domain.orders import Order
from tests.importers.golden import DATA, expected, told
from tests.importers.reading import opened, orders_of, read
from tests.importers.resaved import SAVE, cells_of

REPORT = DATA / "amazon_unshipped_uk.txt"
NUMBER = "203-1111111-0000001"


def by_number(path: Path) -> dict[str, Order]:
    """The orders of a file by number."""
    return {order.order_number: order for order in orders_of(path)}


def test_orders_are_those_read_off_the_cells_when_the_report_is_british() -> None:
    """Further promotions come off their item; the day of payment is London's."""
    assert (opened(REPORT).format, opened(REPORT).family) == ("amazon.unshipped", "amazon")
    assert [told(order) for order in orders_of(REPORT)] == expected("amazon_unshipped_uk")


def test_buyer_is_whole_when_the_report_has_the_address() -> None:
    """Who bought, and to whom the parcel goes."""
    first, second, *_ = orders_of(REPORT)

    assert (first.buyer.name, first.ship_to.name, first.buyer.phone) == (
        "Ada Lake",
        "A. Lake",
        "01632 960010",
    )
    assert first.buyer.email == "x1y2z3@marketplace.amazon.co.uk"
    assert (first.ship_to.line1, first.ship_to.line2) == ("Flat 2", "1 Mill Road, Hunslet")
    assert (second.buyer.company, second.buyer.vat_number) == ("Kerr & Co", "GB123456789")
    assert second.references == ("PO-7",)


@pytest.mark.parametrize("is_first", [True, False])
def test_reports_complete_each_other_when_both_are_read(is_first: bool) -> None:
    """All Orders has the state, this one the address; the order is one, whichever came first."""
    whole, addressed = by_number(DATA / "amazon_all_orders_uk.txt")[NUMBER], by_number(REPORT)[NUMBER]
    merged = merge(addressed, whole) if is_first else merge(whole, addressed)

    assert merged.outcome is Outcome.REFINED
    assert merged.order.layout == "amazon.orders+amazon.unshipped"
    assert (merged.order.buyer.name, merged.order.ship_to.line1) == ("Ada Lake", "Flat 2")
    assert (gross_of(merged.order), merged.order.problems) == (Decimal("29.97"), ())


def test_day_of_payment_is_taken_when_the_report_has_it() -> None:
    """23:30 UTC on 1 October is the next day in London."""
    assert by_number(REPORT)[NUMBER].paid == date(2026, 10, 2)


def test_row_is_told_when_the_day_of_payment_is_unreadable(tmp_path: Path) -> None:
    """The other orders are read."""
    cells = cells_of(REPORT, "\t")
    cells[1][3] = "soon"
    path = tmp_path / "again"
    SAVE["utf-16"](path, cells)
    orders, problems = read(path)

    assert len(orders) == 3
    assert [(problem.row, problem.reason.facts["column"]) for problem in problems] == [(2, "payments-date")]


def test_columns_are_named_when_a_report_has_no_prices(tmp_path: Path) -> None:
    """The report for posting alone cannot be invoiced from."""
    header, *rows = cells_of(REPORT, "\t")
    keep = [place for place, name in enumerate(header) if name not in {"currency", "item-price"}]
    path = tmp_path / "again"
    SAVE["line ends"](path, [[row[place] for place in keep] for row in (header, *rows)])
    with pytest.raises(ColumnMissing) as refused:
        read(path)

    assert refused.value.facts["columns"] == "currency, item-price"
