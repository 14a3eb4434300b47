"""WooCommerce's tables: each plug-in's layout against results read off its cells."""

from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.errors import ColumnMissing, IdsDamaged
from kfdesk.domain.orders import PaymentState
from kfdesk.importers.woo import Draft, Told, line_of, state_of
from kfdesk.importers.woo_cells import entries
from tests.importers.golden import DATA, expected, told
from tests.importers.reading import opened, orders_of, read, table_file
from tests.importers.test_samples import sellers_gross

FILES = {
    "woo_skyverge_orders": "woocommerce.orders",
    "woo_skyverge_items": "woocommerce.items",
    "woo_webtoffee": "woocommerce.webtoffee",
    "woo_lines": "woocommerce.lines",
}
HEADER = [
    "order_number",
    "order_id",
    "date",
    "status",
    "order_currency",
    "shipping_total",
    "fee_total",
    "fee_tax_total",
    "tax_total",
    "order_total",
    "refunded_total",
    "payment_method",
    "billing_first_name",
    "billing_country",
    "line_items",
    "refunds",
]
ROW = {
    "order_number": "1001",
    "order_id": "77",
    "date": "2026-10-01 10:00:00",
    "status": "completed",
    "order_currency": "GBP",
    "tax_total": "4.00",
    "order_total": "24.00",
    "payment_method": "stripe",
    "billing_first_name": "Ada",
    "billing_country": "GB",
    "line_items": "name:Mug|sku:MUG|quantity:2|total:20.00|total_tax:4.00",
}


@pytest.mark.parametrize("name", FILES)
def test_orders_are_those_read_off_the_cells_when_a_file_is_whole(name: str) -> None:
    """Every order, line, date and sum of the made file of this layout."""
    path = DATA / f"{name}.csv"

    assert (opened(path).format, opened(path).marketplace) == (FILES[name], "WooCommerce")
    assert [told(order) for order in orders_of(path)] == expected(name)


@pytest.mark.parametrize("name", FILES)
def test_lines_and_tax_come_to_the_total_when_a_file_is_whole(name: str) -> None:
    """Amounts without tax, the tax beside them and delivery are what the buyer paid."""
    orders = orders_of(DATA / f"{name}.csv")

    assert [sellers_gross(order) for order in orders] == [order.stated_total for order in orders]


def test_buyer_is_whole_when_the_file_names_a_company() -> None:
    """Company, VAT number and address come from the billing cells."""
    order = orders_of(DATA / "woo_skyverge_orders.csv")[1]

    assert (order.buyer.name, order.buyer.company, order.buyer.vat_number) == (
        "Bo Kerr",
        "Kerr & Co",
        "GB123456789",
    )
    assert (order.buyer.email, order.ship_to.postcode, order.channel_order_id) == (
        "bo@example.com",
        "BT1 1AA",
        "5002",
    )


def test_layouts_agree_when_they_describe_one_order() -> None:
    """Two plug-ins give the same lines of the same sale."""
    one, other = (
        orders_of(DATA / f"{name}.csv")[0] for name in ("woo_skyverge_orders", "woo_skyverge_items")
    )

    assert one.lines == other.lines


def test_fee_is_one_line_when_only_its_sum_is_told(tmp_path: Path) -> None:
    """The cell with the fees may be left out of the export."""
    cells = {"fee_total": "5.00", "fee_tax_total": "1.00", "tax_total": "5.00", "order_total": "30.00"}
    (order,) = orders_of(table_file(tmp_path, HEADER, [ROW | cells]))

    assert [(line.kind.value, str(line.amount), str(line.tax)) for line in order.lines][1:] == [
        ("fee", "5.00", "1.00")
    ]


def test_refund_is_the_sum_when_the_file_names_no_single_ones(tmp_path: Path) -> None:
    """A total alone has neither day nor tax."""
    (order,) = orders_of(table_file(tmp_path, HEADER, [ROW | {"refunded_total": "6.00"}]))

    assert [(str(refund.gross), refund.refunded_on) for refund in order.refunds] == [("6.00", None)]


def test_order_is_refunded_in_full_when_only_the_status_says_so(tmp_path: Path) -> None:
    """Then there is no sum to read."""
    (order,) = orders_of(table_file(tmp_path, HEADER, [ROW | {"status": "refunded"}]))

    assert order.refunded == Decimal("24.00")


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"date": "soon"}, "date"),
        ({"order_total": "lots"}, "order_total"),
        ({"order_currency": "pounds"}, "order_currency"),
        ({"line_items": "[{"}, "line_items"),
        ({"line_items": "name:Mug|quantity:2|total:cheap"}, "rows"),
        ({"line_items": "name:Mug|quantity:2"}, "rows"),
    ],
)
def test_row_is_told_when_a_cell_is_unreadable(tmp_path: Path, changes: dict[str, str], column: str) -> None:
    """The other orders are read."""
    orders, problems = read(table_file(tmp_path, HEADER, [ROW | changes, ROW | {"order_number": "1002"}]))

    assert [order.order_number for order in orders] == ["1002"]
    assert [problem.row for problem in problems] == [2]
    assert problems[0].reason.facts.get("column", "rows") == column


def test_columns_are_named_when_they_are_missing(tmp_path: Path) -> None:
    """A file without currency is not guessed at."""
    header = [name for name in HEADER if name not in {"order_currency", "status"}]
    row = {name: text for name, text in ROW.items() if name in header}
    with pytest.raises(ColumnMissing) as refused:
        read(table_file(tmp_path, header, [row]))

    assert refused.value.facts["columns"] == "status, order_currency"


def test_file_is_refused_when_a_number_is_in_scientific_notation(tmp_path: Path) -> None:
    """It is never guessed."""
    with pytest.raises(IdsDamaged):
        read(table_file(tmp_path, HEADER, [ROW | {"order_number": "1.2E+09"}]))


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", []),
        (r"name:A\|B\;C\:D|sku:|total:1.00", [{"name": "A|B;C:D", "sku": "", "total": "1.00"}]),
        (
            "name:A|B|total:1.00;name:C|total:2",
            [{"name": "A|B", "total": "1.00"}, {"name": "C", "total": "2"}],
        ),
        (
            "name:Fee|total:1||name:Other|total:2",
            [{"name": "Fee", "total": "1"}, {"name": "Other", "total": "2"}],
        ),
        ('[{"name": "A", "total": 1.50, "taxes": []}]', [{"name": "A", "total": "1.50"}]),
        ("name:Salt; pepper|total:1", [{"name": "Salt; pepper", "total": "1"}]),
    ],
)
def test_things_are_told_apart_when_they_stand_in_one_cell(cell: str, found: list[dict[str, str]]) -> None:
    """With backslashes, without, or as JSON."""
    assert entries(cell) == found


@pytest.mark.parametrize(
    ("total", "tax", "amount", "in_it"),
    [("8.325", "1.665", "8.33", "1.66"), ("8.3333", "1.6667", "8.33", "1.67"), ("5", "0", "5.00", None)],
)
def test_gross_is_kept_when_a_line_has_parts_of_a_penny(
    total: str, tax: str, amount: str, in_it: str | None
) -> None:
    """Amount and tax may each be rounded; their sum is what was paid."""
    line = line_of(Draft("Mug", Decimal(total), Decimal(tax)))

    assert (str(line.amount), None if line.tax is None else str(line.tax)) == (amount, in_it)


@pytest.mark.parametrize(
    ("status", "payment"),
    [
        ("wc-completed", PaymentState.PAID),
        ("Processing", PaymentState.PAID),
        ("On hold", PaymentState.UNPAID),
        ("failed", PaymentState.UNPAID),
    ],
)
def test_state_is_known_when_the_status_is_woocommerces(status: str, payment: PaymentState) -> None:
    """With or without the prefix, in small letters or as shown on the screen."""
    state = state_of(Told(status, None, None, "stripe", has_paid_date=False))

    assert (state.payment, state.problems) == (payment, ())
