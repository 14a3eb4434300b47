"""eBay's orders report in the words of its sites, and File Exchange, one rule at a time."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.errors import ColumnMissing, IdsDamaged
from kfdesk.domain.merge import gross_of
from kfdesk.domain.orders import Order, PaymentState
from kfdesk.importers.currencies import currency_of
from kfdesk.importers.ebay_lines import vat_percent
from kfdesk.importers.written_days import day_if_any
from kfdesk.paths import resource_path
from tests.importers.golden import DATA, expected, told
from tests.importers.reading import opened, orders_of, read, table_file
from tests.importers.resaved import SAVE, cells_of

AU_SAMPLE = "orders/samples/ebay/orders_report_AU_12col_summary_row.csv"
HEADER = [
    "Sales Record Number",
    "Order Number",
    "Buyer Username",
    "Item Number",
    "Item Title",
    "Quantity",
    "Sold For",
    "Shipping And Handling",
    "eBay Collected Tax",
    "eBay Collected Charges",
    "Additional Fee",
    "Total Price",
    "eBay Collected Tax Included in Total",
    "Sale Date",
    "Paid On Date",
]
ROW = {
    "Sales Record Number": "7",
    "Order Number": "05-10001-00001",
    "Buyer Username": "ada_l",
    "Item Number": "335000000001",
    "Item Title": "Mug",
    "Quantity": "2",
    "Sold For": "$10.00",
    "Shipping And Handling": "$4.00",
    "Total Price": "$24.00",
    "Sale Date": "Sep-30-26",
    "Paid On Date": "Oct-02-26 01:53:00",
}


def the_order(folder: Path, *rows: dict[str, str]) -> Order:
    """The one order of an American report with these changes to the usual row."""
    (order,) = orders_of(table_file(folder, HEADER, [ROW | row for row in rows]))
    return order


@pytest.mark.parametrize(
    ("path", "name", "layout"),
    [
        (DATA / "ebay_orders_uk.csv", "ebay_orders_uk", "ebay.orders"),
        (DATA / "ebay_orders_de.csv", "ebay_orders_de", "ebay.orders"),
        (DATA / "ebay_file_exchange.csv", "ebay_file_exchange", "ebay.file_exchange"),
        (resource_path("practice/ebay_orders_report.csv"), "ebay_practice", "ebay.orders"),
    ],
)
def test_orders_are_those_read_off_the_cells_when_a_file_is_whole(path: Path, name: str, layout: str) -> None:
    """Every order, line, date and sum of the file, and no unpaid commitment."""
    assert (opened(path).format, opened(path).marketplace) == (layout, "eBay")
    assert [told(order) for order in orders_of(path)] == expected(name)


def test_sample_is_read_when_it_says_australian_dollars(shared: Path) -> None:
    """A cut-down report without a date of payment: an order number says that it was paid."""
    orders = orders_of(shared / AU_SAMPLE)

    assert [told(order) for order in orders] == expected("orders_report_AU_12col_summary_row")


def test_parts_come_to_the_total_when_nothing_was_cut_from_the_sample(shared: Path) -> None:
    """Quantity times price and postage are the seller's gross; the summary is not counted with its items."""
    gaps = {
        order.order_number: (order.stated_total or 0) - gross_of(order)
        for order in (*orders_of(shared / AU_SAMPLE), *orders_of(DATA / "ebay_orders_uk.csv"))
        if order.seller_tax is None
    }

    assert {number: gap for number, gap in gaps.items() if gap} == {"01-14701-30101": Decimal("192.75")}


def test_columns_are_named_when_a_report_has_no_money(shared: Path) -> None:
    """The sample for posting alone cannot be invoiced from."""
    with pytest.raises(ColumnMissing) as refused:
        read(shared / "orders/samples/ebay/orders_report_UK_13col_no_money.csv")

    assert refused.value.facts["columns"] == "sold for, total price, sale date"


def test_practice_mark_is_seen_when_the_practice_report_is_opened() -> None:
    """A real company refuses it."""
    assert opened(resource_path("practice/ebay_orders_report.csv")).is_practice


def test_orders_are_the_same_when_the_report_was_sorted(tmp_path: Path) -> None:
    """A summary that stands far from its items is still theirs."""
    cells = cells_of(DATA / "ebay_orders_uk.csv")
    body = sorted(cells[3:], key=lambda row: row[20:21])
    path = tmp_path / "sorted.csv"
    SAVE["line ends"](path, [*cells[:3], *body])
    found = {order.order_number: told(order) for order in orders_of(path)}

    assert found == {entry["number"]: entry for entry in expected("ebay_orders_uk")}


def test_orders_are_the_same_when_the_report_has_no_record_numbers(tmp_path: Path) -> None:
    """Then the order numbers tell which rows belong together."""
    cells = cells_of(DATA / "ebay_orders_uk.csv")
    path = tmp_path / "orders.csv"
    SAVE["line ends"](path, [*cells[:2], *(["", *row[1:]] for row in cells[2:15])])

    assert [told(order) for order in orders_of(path)] == expected("ebay_orders_uk")


def test_address_is_the_buyers_when_the_second_line_is_for_sorting() -> None:
    """`W/N` is eBay's own routing."""
    order = orders_of(DATA / "ebay_orders_uk.csv")[0]

    assert (order.ship_to.line1, order.ship_to.line2) == ("1 Mill Road", "")
    assert (order.buyer.email, order.buyer.username, order.buyer.phone) == (
        "ada_l@example.com",
        "ada_l",
        "01632 960001",
    )


def test_country_of_the_goods_is_told_when_they_lie_abroad() -> None:
    """Goods in China are not sold from the UK."""
    countries = [order.ship_from for order in orders_of(DATA / "ebay_orders_uk.csv")]

    assert countries == ["GB"] * 8 + ["CN"]


def test_dollars_are_american_when_the_report_says_shipping(tmp_path: Path) -> None:
    """The American wording; dates have the month first, in letters."""
    order = the_order(tmp_path, {})

    assert (order.currency, order.ordered, order.paid) == ("USD", date(2026, 9, 30), date(2026, 10, 2))
    assert order.stated_total == gross_of(order) == Decimal("24.00")


@pytest.mark.parametrize(
    ("cells", "collected", "total"),
    [
        ({"eBay Collected Tax": "$2.00", "Total Price": "$26.00"}, "2.00", "24.00"),
        (
            {"eBay Collected Tax": "$2.00", "Additional Fee": "$0.28", "Total Price": "$26.28"},
            "2.28",
            "24.00",
        ),
        (
            {
                "eBay Collected Tax": "$2.00",
                "Additional Fee": "$0.28",
                "eBay Collected Charges": "$0.28",
                "Total Price": "$24.00",
                "eBay Collected Tax Included in Total": "No",
            },
            "2.28",
            "24.00",
        ),
    ],
)
def test_what_ebay_collected_is_left_out_when_it_is_in_the_total(
    tmp_path: Path, cells: dict[str, str], collected: str, total: str
) -> None:
    """Told by the column, else by the sum; fees that a column adds up are counted once."""
    order = the_order(tmp_path, cells)

    assert (str(order.marketplace_tax), str(order.stated_total)) == (collected, total)


def test_money_is_added_up_when_items_have_no_summary(tmp_path: Path) -> None:
    """A report of single items that belong to one order."""
    order = the_order(tmp_path, {}, {"Item Title": "Plate", "Item Number": "335000000002"})

    assert len(order.lines) == 3
    assert order.stated_total == gross_of(order) == Decimal("48.00")


def test_one_line_stands_for_all_when_only_the_summary_is_there(tmp_path: Path) -> None:
    """The items are in another file."""
    order = the_order(tmp_path, {"Item Title": "", "Item Number": "", "Sold For": "$20.00"})

    assert not order.has_lines
    assert gross_of(order) == order.stated_total


def test_order_is_unpaid_when_its_day_of_payment_is_blank(tmp_path: Path) -> None:
    """It waits."""
    assert the_order(tmp_path, {"Paid On Date": ""}).payment_state is PaymentState.UNPAID


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"Sale Date": "09/10/26"}, "Sale Date"),
        ({"Sold For": "ten"}, "Sold For"),
        ({"Sold For": "10.00", "Shipping And Handling": "", "Total Price": "20.00"}, "Sold For"),
        ({"Sold For": "£10.00"}, "rows"),
        ({"Quantity": "two"}, "Quantity"),
    ],
)
def test_row_is_told_when_a_cell_is_unreadable(tmp_path: Path, changes: dict[str, str], column: str) -> None:
    """Ambiguous dates and amounts without a currency are not guessed; the other orders are read."""
    other = ROW | {"Sales Record Number": "8", "Order Number": "05-10001-00002"}
    orders, problems = read(table_file(tmp_path, HEADER, [ROW | changes, other]))

    assert [order.order_number for order in orders] == ["05-10001-00002"]
    assert [(problem.row, problem.reason.facts.get("column", "rows")) for problem in problems] == [
        (2, column)
    ]


def test_file_is_refused_when_a_number_is_in_scientific_notation(tmp_path: Path) -> None:
    """It is never guessed."""
    with pytest.raises(IdsDamaged):
        read(table_file(tmp_path, HEADER, [ROW | {"Order Number": "5.1E+11"}]))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sep-30-26", date(2026, 9, 30)),
        ("26-May-26", date(2026, 5, 26)),
        ("10-Dez-25", date(2025, 12, 10)),
        ("10.12.2025", date(2025, 12, 10)),
        ("26-Sept-2026", date(2026, 9, 26)),
        ("2026-05-26 00:00:00", date(2026, 5, 26)),
        ("", None),
    ],
)
def test_day_is_read_when_the_month_is_in_letters(text: str, day: date | None) -> None:
    """Day or month first, by site; a spreadsheet's own date."""
    assert day_if_any(text) == day


@pytest.mark.parametrize("text", ["05/06/26", "32-May-26", "1-Foo-26", "soon"])
def test_day_is_refused_when_it_is_not_clear(text: str) -> None:
    """Numbers alone could be either."""
    with pytest.raises(ValueError):
        day_if_any(text)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (["£1.00", "", "£2"], "GBP"),
        (["AU $3,000.00"], "AUD"),
        (["C $5.00"], "CAD"),
        (["EUR 90,00"], "EUR"),
        (["12.00 €"], "EUR"),
        (["$1.00"], "USD"),
    ],
)
def test_currency_is_known_when_the_cells_have_a_sign(cells: list[str], code: str) -> None:
    """Sign, prefix or code."""
    assert currency_of(cells, "USD") == code


@pytest.mark.parametrize("cells", [["1.00"], ["£1.00", "$1.00"], ["Q$1.00"], ["$1.00"]])
def test_currency_is_refused_when_it_is_not_one(cells: list[str]) -> None:
    """None, several, or a dollar that could be any."""
    with pytest.raises(ValueError):
        currency_of(cells)


@pytest.mark.parametrize(
    ("text", "rate"), [("20%", "20"), ("20.0 %", "20"), ("0.2", "20"), ("5", "5"), ("0%", "0")]
)
def test_rate_is_read_when_it_is_written_as_a_percentage(text: str, rate: str) -> None:
    """A spreadsheet keeps 20% as 0.2."""
    assert str(vat_percent(text)) == rate
