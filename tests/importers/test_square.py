"""Square's items detail against results read off its cells."""

from pathlib import Path

import pytest

from kfdesk.domain.errors import ColumnMissing, IdsDamaged
from kfdesk.domain.reasons import Why
from tests.importers.golden import DATA, expected, told
from tests.importers.reading import opened, orders_of, read, table_file

HEADER = [
    "Date",
    "Time Zone",
    "Item",
    "Qty",
    "Gross Sales",
    "Discounts",
    "Net Sales",
    "Tax",
    "Transaction ID",
    "Payment ID",
    "Event Type",
]
ROW = {
    "Date": "2026-09-13",
    "Time Zone": "London",
    "Item": "Mug",
    "Qty": "1",
    "Gross Sales": "£6.00",
    "Net Sales": "£6.00",
    "Tax": "£1.00",
    "Transaction ID": "T1",
    "Event Type": "Payment",
}


def test_orders_are_those_read_off_the_cells_when_the_till_is_british() -> None:
    """Tax inside or on top as its size tells, refunds with their sale, gift cards as such."""
    path = DATA / "square_items_uk.csv"

    assert (opened(path).format, opened(path).marketplace) == ("square.items", "Square")
    assert [told(order) for order in read(path)[0]] == expected("square_items_uk")


def test_refund_is_told_when_its_sale_is_not_in_the_file() -> None:
    """Nothing is known of what was sold."""
    _, problems = read(DATA / "square_items_uk.csv")

    assert [(problem.row, problem.reason.why, problem.reason.facts["found"]) for problem in problems] == [
        (11, Why.REFUND_UNCLEAR, "TX9")
    ]


def test_orders_are_those_read_off_the_cells_when_a_sample_is_read(shared: Path) -> None:
    """American sales, tax on top."""
    orders = orders_of(shared / "orders/samples/square/items_24col.csv")

    assert [told(order) for order in orders] == expected("square_items_24col")


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"Date": "13/09/2026"}, "Date"),
        ({"Qty": ""}, "Qty"),
        ({"Gross Sales": "$6.00", "Tax": "$1.00"}, "Gross Sales"),
        ({"Gross Sales": "six"}, "Gross Sales"),
    ],
)
def test_row_is_told_when_a_cell_is_unreadable(tmp_path: Path, changes: dict[str, str], column: str) -> None:
    """A dollar in London could be any; the other orders are read."""
    other = ROW | {"Transaction ID": "T2"}
    orders, problems = read(table_file(tmp_path, HEADER, [ROW | changes, other]))

    assert [order.order_number for order in orders] == ["T2"]
    assert [(problem.row, problem.reason.facts["column"]) for problem in problems] == [(2, column)]


def test_columns_are_named_when_they_are_missing(tmp_path: Path) -> None:
    """Without tax and kind of event it is not read."""
    header = [name for name in HEADER if name not in {"Tax", "Event Type"}]
    row = {name: text for name, text in ROW.items() if name in header}
    with pytest.raises(ColumnMissing) as refused:
        read(table_file(tmp_path, header, [row]))

    assert refused.value.facts["columns"] == "tax, event type"


def test_file_is_refused_when_a_number_is_in_scientific_notation(tmp_path: Path) -> None:
    """It is never guessed."""
    with pytest.raises(IdsDamaged):
        read(table_file(tmp_path, HEADER, [ROW | {"Transaction ID": "5.2E+11"}]))
