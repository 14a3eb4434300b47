"""Etsy's two order files, one rule at a time, in the words of US and of UK shops."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.errors import ColumnMissing, IdsDamaged
from kfdesk.domain.merge import gross_of, merge
from kfdesk.domain.orders import LineKind, Order, PaymentState
from kfdesk.domain.reasons import Why
from tests.importers.reading import opened, orders_of, read, table_file

DATA = Path(__file__).parent.parent / "data" / "orders"
ORDERS_UK = (
    "Sale Date,Order ID,Buyer User ID,Full Name,First Name,Last Name,Number of Items,Payment Method,"
    "Date Posted,Street 1,Street 2,Delivery City,Delivery State,Delivery Zipcode,Delivery Country,"
    "Currency,Order Value,"
    "Coupon Code,Coupon Details,Discount Amount,Delivery Discount,Delivery,Sales tax,Order total,Status,"
    "Card Processing Fees,Order Net,Adjusted Order Total,Adjusted Card Processing Fees,"
    "Adjusted Net Order Amount,Buyer,Order Type,Payment Type,InPerson Discount,InPerson Location,SKU"
)
ORDERS_US = (
    ORDERS_UK.replace("Date Posted", "Date Shipped")
    .replace("Delivery Discount,Delivery,", "Shipping Discount,Shipping,")
    .replace("Delivery ", "Ship ")
)
ORDER = {
    "Sale Date": "11/02/26",
    "Order ID": "3812345671",
    "Buyer User ID": "ann123",
    "Full Name": "Ann Buyer",
    "Number of Items": "3",
    "Payment Method": "Credit Card",
    "Street 1": "1 High Street",
    "Currency": "GBP",
    "Order Value": "30.00",
    "Discount Amount": "3.00",
    "Card Processing Fees": "1.50",
    "Order Net": "30.50",
    "Adjusted Order Total": "0.00",
    "Adjusted Card Processing Fees": "0.00",
    "Adjusted Net Order Amount": "0.00",
    "SKU": "MUG",
}
UK = {
    "Date Posted": "11/03/26",
    "Delivery City": "Leeds",
    "Delivery Zipcode": "LS1 1AA",
    "Delivery Country": "United Kingdom",
    "Delivery Discount": "2.00",
    "Delivery": "5.00",
    "Order total": "32.00",
}
US = {
    "Date Shipped": "11/03/26",
    "Ship City": "Leeds",
    "Ship Zipcode": "LS1 1AA",
    "Ship Country": "United Kingdom",
    "Shipping Discount": "2.00",
    "Shipping": "5.00",
    "Order total": "32.00",
}
ITEMS = (
    "Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Coupon Details,Discount Amount,Delivery Discount,"
    "Order Delivery,Order Sales Tax,Item Total,Currency,Transaction ID,Listing ID,Date Paid,Date Posted,"
    "Delivery Name,Delivery Address1,Delivery Address2,Delivery City,Delivery State,Delivery Zipcode,"
    "Delivery Country,Order ID,Variations,Order Type,Listings Type,Payment Type,InPerson Discount,"
    "InPerson Location,VAT Paid by Buyer,SKU"
)
FIRST_ITEM = {
    "Sale Date": "11/02/26",
    "Item Name": "Mug, blue",
    "Buyer": "Ann Buyer (ann123)",
    "Quantity": "2",
    "Price": "10.00",
    "Discount Amount": "3.00",
    "Order Delivery": "5.00",
    "Order Sales Tax": "0.00",
    "Item Total": "20.00",
    "Currency": "GBP",
    "Listing ID": "1400000001",
    "Date Paid": "11/02/2026",
    "Delivery Name": "Ann Buyer",
    "Delivery Country": "United Kingdom",
    "Order ID": "3812345671",
    "VAT Paid by Buyer": "0.00",
}
NEXT_ITEM = FIRST_ITEM | {
    "Item Name": "Plate",
    "Quantity": "1",
    "Discount Amount": "0",
    "Order Delivery": "0",
    "Item Total": "10.00",
}


def an_order(folder: Path, **changes: str) -> Order:
    """The one order of an orders file of a UK shop."""
    cells = ORDER | UK | {name.replace("_", " "): text for name, text in changes.items()}
    (order,) = orders_of(table_file(folder, ORDERS_UK.split(","), [cells]))
    return order


def test_order_is_whole_when_the_orders_file_is_read(tmp_path: Path) -> None:
    """Value, discount and delivery make the seller's gross; Etsy takes the payment at the sale."""
    order = an_order(tmp_path)

    assert (order.ordered, order.paid, order.despatched) == (
        date(2026, 11, 2),
        date(2026, 11, 2),
        date(2026, 11, 3),
    )
    assert [(line.title, line.amount) for line in order.lines] == [
        ("3 items", Decimal("30.00")),
        ("Delivery", Decimal("5.00")),
    ]
    assert (order.order_discount, order.stated_total, order.marketplace_tax) == (
        Decimal("3.00"),
        Decimal("32.00"),
        Decimal("0.00"),
    )
    assert (order.buyer.username, order.ship_to.country, order.ship_to.town) == ("ann123", "GB", "Leeds")
    assert not order.has_lines
    assert [problem.why for problem in order.problems] == [Why.LINES_NOT_IN_FILE]


def test_words_make_no_difference_when_the_shop_is_american(tmp_path: Path) -> None:
    """Shipped or posted, shipping or delivery: the same order."""
    (american,) = orders_of(
        table_file(
            tmp_path,
            ORDERS_US.replace("Order total", "Order Total").split(","),
            [ORDER | {name.replace("Order total", "Order Total"): text for name, text in US.items()}],
        )
    )

    assert american == an_order(tmp_path)


def test_etsys_tax_is_left_out_when_it_is_in_the_total(tmp_path: Path) -> None:
    """20 % on top that Etsy collects is told, and in no other figure."""
    order = an_order(tmp_path, Order_total="38.40")

    assert order.marketplace_tax == Decimal("6.40")
    assert order.stated_total == gross_of(order) == Decimal("32.00")


def test_total_is_questioned_when_it_is_less_than_the_sellers_part(tmp_path: Path) -> None:
    """A negative residue is no tax."""
    order = an_order(tmp_path, Order_total="31.00")

    assert order.marketplace_tax == 0
    assert Why.TOTAL_DIFFERS in [problem.why for problem in order.problems]


def test_refund_is_the_difference_when_columns_are_adjusted(tmp_path: Path) -> None:
    """What is left, net and fee, is taken off what was credited."""
    order = an_order(tmp_path, Adjusted_Net_Order_Amount="20.00", Adjusted_Card_Processing_Fees="1.00")

    assert order.refunded == Decimal("11.00")
    assert order.refunds[0].refunded_on is None


def test_refund_is_questioned_when_only_the_total_is_adjusted(tmp_path: Path) -> None:
    """The total holds Etsy's tax, so the seller's part cannot be told."""
    order = an_order(tmp_path, Adjusted_Order_Total="12.00")

    assert order.refunds == ()
    assert Why.REFUND_UNCLEAR in [problem.why for problem in order.problems]


def test_sku_is_kept_when_there_is_one_item(tmp_path: Path) -> None:
    """With several the SKU cell is a list."""
    one, three = an_order(tmp_path, Number_of_Items="1"), an_order(tmp_path)

    assert (one.lines[0].title, one.lines[0].sku) == ("1 item", "MUG")
    assert three.lines[0].sku == ""


def test_items_are_lines_when_the_items_file_is_read(tmp_path: Path) -> None:
    """Discount and delivery stand on the first row; the total is quantity times price."""
    path = table_file(tmp_path, ITEMS.split(","), [FIRST_ITEM, NEXT_ITEM])
    (order,) = orders_of(path)

    assert opened(path).format == "etsy.items"
    assert [(line.title, line.quantity, line.amount) for line in order.lines] == [
        ("Mug, blue", Decimal(2), Decimal("20.00")),
        ("Plate", Decimal(1), Decimal("10.00")),
        ("Delivery", Decimal(1), Decimal("5.00")),
    ]
    assert (order.order_discount, gross_of(order)) == (Decimal("3.00"), Decimal("32.00"))
    assert order.lines[2].kind is LineKind.DELIVERY
    assert order.buyer.username == "ann123"
    assert order.paid == date(2026, 11, 2)


def test_order_is_whole_when_the_items_file_was_sorted(tmp_path: Path) -> None:
    """Rows of one order that stand apart come together again."""
    other = FIRST_ITEM | {"Order ID": "3812345672"}
    path = table_file(tmp_path, ITEMS.split(","), [NEXT_ITEM, other, FIRST_ITEM])

    found = {order.order_number: (len(order.lines), order.rows) for order in orders_of(path)}
    assert found == {"3812345672": (2, (3,)), "3812345671": (3, (2, 4))}


def test_order_is_unpaid_when_the_items_file_has_no_payment_date(tmp_path: Path) -> None:
    """It waits until a later file has it."""
    (order,) = orders_of(table_file(tmp_path, ITEMS.split(","), [FIRST_ITEM | {"Date Paid": ""}]))

    assert (order.payment_state, order.paid) == (PaymentState.UNPAID, None)


def test_vat_is_etsys_when_the_buyer_paid_it(tmp_path: Path) -> None:
    """It stands beside the price, and is told."""
    taxed = FIRST_ITEM | {"VAT Paid by Buyer": "4.00", "Order Sales Tax": "0.50"}
    (order,) = orders_of(table_file(tmp_path, ITEMS.split(","), [taxed]))

    assert order.marketplace_tax == Decimal("4.50")
    assert gross_of(order) == Decimal("22.00")


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"Sale Date": "16/11/26"}, "Sale Date"),
        ({"Order Value": "x"}, "Order Value"),
        ({"Order Value": ""}, "Order Value"),
        ({"Currency": "pounds"}, "Currency"),
        ({"Order ID": " "}, "Order ID"),
    ],
)
def test_row_is_told_when_a_cell_is_unreadable(tmp_path: Path, changes: dict[str, str], column: str) -> None:
    """The other orders are read."""
    rows = [ORDER | UK | changes, ORDER | UK | {"Order ID": "1"}]
    orders, problems = read(table_file(tmp_path, ORDERS_UK.split(","), rows))

    assert [order.order_number for order in orders] == ["1"]
    assert [(problem.row, problem.reason.facts["column"]) for problem in problems] == [(2, column)]


@pytest.mark.parametrize("header", [ORDERS_UK, ITEMS])
def test_file_is_refused_when_an_order_id_is_in_scientific_notation(tmp_path: Path, header: str) -> None:
    """It is never guessed."""
    row = (ORDER | UK if header == ORDERS_UK else FIRST_ITEM) | {"Order ID": "3.81235E+09"}

    with pytest.raises(IdsDamaged):
        read(table_file(tmp_path, header.split(","), [row]))


def test_columns_are_named_when_they_are_missing(tmp_path: Path) -> None:
    """An orders file without currency cannot be read."""
    header = [name for name in ORDERS_UK.split(",") if name != "Currency"]
    row = {name: text for name, text in (ORDER | UK).items() if name in header}

    with pytest.raises(ColumnMissing) as refused:
        read(table_file(tmp_path, header, [row]))

    assert refused.value.facts["columns"] == "currency"


def test_made_files_join_when_both_of_a_uk_shop_are_read() -> None:
    """Four made orders: 3 x 9.99, a French buyer with Etsy's VAT, a refund, the Isle of Man."""
    orders = orders_of(DATA / "etsy_sold_orders_uk.csv")
    items = {order.order_number: order for order in orders_of(DATA / "etsy_sold_order_items_uk.csv")}
    joined = [merge(order, items[order.order_number]).order for order in orders]

    assert [str(order.stated_total) for order in joined] == ["33.47", "42.90", "36.40", "12.49"]
    assert [gross_of(order) for order in joined] == [order.stated_total for order in joined]
    assert [str(order.marketplace_tax) for order in joined] == ["0.00", "8.58", "0.00", "0.00"]
    assert [str(order.refunded) for order in joined] == ["0.00", "0.00", "10.00", "0.00"]
    assert [order.ship_to.country for order in joined] == ["GB", "FR", "GB", "IM"]
    assert [len(order.lines) for order in joined] == [2, 3, 3, 2]
    assert all(order.problems == () for order in joined)
    assert [order.buyer.username for order in joined] == ["ann7", "bo8", "cy9", "di1"]
