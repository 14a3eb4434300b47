"""Shopify's orders export, one rule at a time."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from kfdesk.domain.errors import ColumnMissing, IdsDamaged
from kfdesk.domain.orders import LineKind, Order, PaymentState, TaxBasis
from kfdesk.domain.reasons import Why
from tests.importers.reading import opened, orders_of, read, table_file

HEADER = [
    "Name",
    "Email",
    "Financial Status",
    "Paid at",
    "Fulfilled at",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Amount",
    "Shipping Method",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem sku",
    "Lineitem requires shipping",
    "Lineitem taxable",
    "Lineitem fulfillment status",
    "Billing Name",
    "Billing Zip",
    "Billing Country",
    "Shipping Name",
    "Shipping Address1",
    "Shipping City",
    "Shipping Zip",
    "Shipping Country",
    "Note Attributes",
    "Cancelled at",
    "Payment Method",
    "Payment Reference",
    "Refunded Amount",
    "Vendor",
    "Outstanding Balance",
    "Id",
    "Tags",
    "Source",
    "Lineitem discount",
    "Tax 1 Name",
    "Tax 1 Value",
    "Tax 2 Name",
    "Tax 2 Value",
    "Duties",
]
FIRST = {
    "Name": "#1001",
    "Email": "ann@example.com",
    "Financial Status": "paid",
    "Paid at": "2026-11-02 10:00:00 +0000",
    "Created at": "2026-11-02 09:59:00 +0000",
    "Currency": "GBP",
    "Subtotal": "12.00",
    "Shipping": "0.00",
    "Taxes": "2.00",
    "Total": "12.00",
    "Discount Amount": "0.00",
    "Lineitem quantity": "1",
    "Lineitem name": "Mug",
    "Lineitem price": "12.00",
    "Lineitem sku": "MUG",
    "Lineitem requires shipping": "true",
    "Lineitem taxable": "true",
    "Lineitem fulfillment status": "fulfilled",
    "Billing Name": "Ann Buyer",
    "Billing Zip": "'12345",
    "Shipping Name": "Ann Buyer",
    "Shipping City": "Leeds",
    "Shipping Country": "GB",
    "Refunded Amount": "0.00",
    "Vendor": "Potters",
    "Outstanding Balance": "0.00",
    "Id": "5000000000001",
    "Source": "web",
    "Lineitem discount": "0.00",
    "Tax 1 Name": "GB VAT 20%",
    "Tax 1 Value": "2.00",
}
LINE = {
    "Name": "#1001",
    "Lineitem quantity": "1",
    "Lineitem name": "Plate",
    "Lineitem price": "6.00",
    "Lineitem requires shipping": "true",
    "Lineitem taxable": "true",
    "Lineitem fulfillment status": "fulfilled",
    "Vendor": "Potters",
    "Lineitem discount": "0.00",
}
TIP = LINE | {
    "Lineitem name": "Tip",
    "Lineitem price": "2.00",
    "Lineitem fulfillment status": "not_eligible",
    "Vendor": "",
}
Cells = dict[str, str]


def the_order(folder: Path, *rows: Cells) -> Order:
    """The one order of a file with these rows, changes to the usual first row, then lines."""
    (order,) = orders_of(table_file(folder, HEADER, [FIRST | rows[0], *rows[1:]]))
    return order


def whys(order: Order) -> list[Why]:
    """Codes of its problems."""
    return [problem.why for problem in order.problems]


def test_order_is_whole_when_everything_is_plain(tmp_path: Path) -> None:
    """A paid order of one mug, with its dates, buyer, rate and numbers."""
    order = the_order(tmp_path, {"Payment Method": "PayPal", "Payment Reference": "p1"})

    assert (order.order_number, order.channel_order_id) == ("#1001", "5000000000001")
    assert (order.ordered, order.paid, order.despatched) == (date(2026, 11, 2), date(2026, 11, 2), None)
    assert (order.stated_total, order.seller_tax) == (Decimal("12.00"), Decimal("2.00"))
    assert order.tax_basis is TaxBasis.INCLUDED
    assert order.lines[0].vat_rate == Decimal(20)
    assert (order.payment_method, order.payment_reference) == ("PayPal", "p1")
    assert order.buyer.address.postcode == "12345"
    assert order.problems == ()
    assert order.rows == (2,)


def test_tax_is_on_top_when_only_then_the_total_is_right(tmp_path: Path) -> None:
    """Subtotal, delivery and tax make the total; delivery is taxed like the goods."""
    cells = {"Shipping": "5.00", "Taxes": "3.40", "Tax 1 Value": "3.40", "Total": "20.40"}
    order = the_order(tmp_path, cells)

    assert order.tax_basis is TaxBasis.ON_TOP
    assert [line.vat_rate for line in order.lines] == [Decimal(20), Decimal(20)]


def test_delivery_has_no_rate_when_the_tax_covers_goods_only(tmp_path: Path) -> None:
    """What the file does not say of delivery is not said."""
    order = the_order(tmp_path, {"Shipping": "6.00", "Total": "18.00"})

    assert [line.vat_rate for line in order.lines] == [Decimal(20), None]


def test_untaxed_line_has_zero_when_the_tax_is_wholly_on_the_others(tmp_path: Path) -> None:
    """A book beside a mug: the file's tax is the mug's."""
    book = LINE | {"Lineitem taxable": "false"}
    order = the_order(tmp_path, {"Subtotal": "18.00", "Total": "18.00"}, book)

    assert [line.vat_rate for line in order.lines] == [Decimal(20), Decimal(0)]


def test_rate_is_not_stated_when_it_does_not_explain_the_tax(tmp_path: Path) -> None:
    """A mixed order whose tax fits neither hypothesis leaves the rate open."""
    order = the_order(tmp_path, {"Taxes": "1.00", "Tax 1 Value": "1.00"})

    assert order.lines[0].vat_rate is None
    assert order.seller_tax == Decimal("1.00")


def test_zero_rate_is_stated_when_the_file_names_it(tmp_path: Path) -> None:
    """`VAT 0%` says zero, a bare zero says nothing."""
    untaxed = {"Taxes": "0.00", "Tax 1 Value": "0.00"}

    assert the_order(tmp_path, untaxed | {"Tax 1 Name": "GB VAT 0%"}).lines[0].vat_rate == 0
    assert the_order(tmp_path, untaxed | {"Tax 1 Name": ""}).lines[0].vat_rate is None


def test_discounts_are_told_apart_when_lines_and_order_have_one(tmp_path: Path) -> None:
    """Line discounts are part of Discount Amount; the rest is the order's."""
    cells = {
        "Discount Amount": "3.00",
        "Lineitem discount": "2.00",
        "Subtotal": "15.00",
        "Total": "15.00",
        "Taxes": "2.50",
        "Tax 1 Value": "2.50",
    }
    order = the_order(tmp_path, cells, LINE)

    assert (order.order_discount, order.lines[0].discount) == (Decimal("1.00"), Decimal("2.00"))
    assert order.lines[0].vat_rate == Decimal(20)
    assert order.problems == ()


def test_discount_is_deliverys_when_the_subtotal_is_without_it(tmp_path: Path) -> None:
    """Subtotal 93, delivery 15, discount 15, total 93."""
    cells = {
        "Subtotal": "93.00",
        "Lineitem price": "93.00",
        "Shipping": "15.00",
        "Discount Amount": "15.00",
        "Total": "93.00",
        "Taxes": "15.50",
        "Tax 1 Value": "15.50",
    }
    goods, delivery = the_order(tmp_path, cells).lines

    assert (goods.discount, delivery.discount) == (Decimal("0.00"), Decimal("15.00"))
    assert (delivery.kind, delivery.vat_rate) == (LineKind.DELIVERY, Decimal(20))


def test_tip_is_a_line_of_its_own_when_it_is_not_in_the_subtotal(tmp_path: Path) -> None:
    """A tip is in the total, bears no rate and is no goods."""
    order = the_order(tmp_path, {"Total": "14.00"}, TIP)

    assert [line.kind for line in order.lines] == [LineKind.GOODS, LineKind.TIP]
    assert [line.vat_rate for line in order.lines] == [Decimal(20), None]
    assert order.problems == ()


@pytest.mark.parametrize(("total", "kinds"), [("15.00", ["goods", "fee"]), ("12.00", ["goods"])])
def test_duties_are_a_line_when_the_total_holds_them(tmp_path: Path, total: str, kinds: list[str]) -> None:
    """Duties beside the total are left out."""
    order = the_order(tmp_path, {"Duties": "3.00", "Total": total})

    assert [line.kind.value for line in order.lines] == kinds
    assert order.problems == ()


def test_order_is_edited_when_a_balance_is_open_and_figures_do_not_fit(tmp_path: Path) -> None:
    """An edit leaves a balance, and the person decides."""
    order = the_order(tmp_path, {"Total": "15.00", "Outstanding Balance": "3.00"})

    assert whys(order) == [Why.ORDER_EDITED]
    assert order.payment_state is PaymentState.PART_PAID


def test_total_is_questioned_when_no_identity_holds(tmp_path: Path) -> None:
    """Both figures are shown, the order is not dropped."""
    order = the_order(tmp_path, {"Total": "12.50"})

    assert whys(order) == [Why.TOTAL_DIFFERS]
    assert order.problems[0].facts == {"stated": "12.50", "calculated": "12.00"}


def test_total_is_questioned_when_a_removed_line_is_still_there(tmp_path: Path) -> None:
    """Rows that come to more than the subtotal do not pass as the order."""
    order = the_order(tmp_path, {}, LINE)

    assert whys(order) == [Why.TOTAL_DIFFERS]


@pytest.mark.parametrize(
    ("cells", "payment", "is_cancelled", "refunded", "problems"),
    [
        ({"Financial Status": "pending", "Outstanding Balance": "12.00"}, "unpaid", False, "0.00", []),
        ({"Financial Status": "authorized"}, "unpaid", False, "0.00", []),
        ({"Financial Status": "voided"}, "unpaid", True, "0.00", []),
        (
            {"Financial Status": "partially_paid", "Outstanding Balance": "2.00"},
            "part_paid",
            False,
            "0.00",
            [],
        ),
        ({"Financial Status": "partially_refunded", "Refunded Amount": "4.00"}, "paid", False, "4.00", []),
        ({"Financial Status": "refunded", "Refunded Amount": "12.00"}, "paid", False, "12.00", []),
        (
            {
                "Financial Status": "refunded",
                "Refunded Amount": "12.00",
                "Cancelled at": "2026-11-03 09:00:00 +0000",
            },
            "paid",
            True,
            "12.00",
            [],
        ),
        ({"Cancelled at": "2026-11-03 09:00:00 +0000"}, "paid", False, "0.00", [Why.CANCELLED_BUT_PAID]),
        ({"Financial Status": "partially_refunded"}, "paid", False, "0.00", [Why.REFUND_UNCLEAR]),
        ({"Financial Status": "mislaid"}, "unpaid", False, "0.00", [Why.CELL_UNREADABLE]),
    ],
)
def test_state_is_told_when_the_status_cells_are_read_together(
    tmp_path: Path, cells: Cells, payment: str, is_cancelled: bool, refunded: str, problems: list[Why]
) -> None:
    """Paid, cancelled and refunded follow from status, dates and amounts."""
    order = the_order(tmp_path, cells)

    assert order.payment_state.value == payment
    assert order.is_cancelled is is_cancelled
    assert order.refunded == Decimal(refunded)
    assert [refund.refunded_on for refund in order.refunds] == [None] * len(order.refunds)
    assert whys(order) == problems


def test_credit_is_told_when_a_gift_card_paid_for_all(tmp_path: Path) -> None:
    """Only where it was the sole method is the amount known."""
    assert the_order(tmp_path, {"Payment Method": "gift_card"}).paid_by_credit == Decimal("12.00")
    assert the_order(tmp_path, {"Payment Method": "gift_card + Stripe"}).paid_by_credit == 0


def test_gift_card_is_known_when_it_is_not_shipped(tmp_path: Path) -> None:
    """A card that is posted in a box may be a picture of one."""
    card = {"Lineitem name": "£12 Gift Card"}

    assert the_order(tmp_path, card).lines[0].kind is LineKind.GOODS
    sent_by_mail = card | {"Lineitem requires shipping": "false"}
    assert the_order(tmp_path, sent_by_mail).lines[0].kind is LineKind.GIFT_CARD


def test_zero_tax_says_nothing_when_a_marketplace_pushed_the_order(tmp_path: Path) -> None:
    """TikTok's order has its own number as reference, no rate, and the parcel's address."""
    cells = {
        "Source": "tiktok",
        "Taxes": "0.00",
        "Tax 1 Name": "Shipping fee tax 0%",
        "Tax 1 Value": "0.00",
        "Billing Name": "",
        "Billing Zip": "",
        "Tags": "TikTok, 576461413038785752",
        "Note Attributes": "tiktok_order: 576461413038785752\nshop: 7",
    }
    order = the_order(tmp_path, cells)

    assert order.references == ("576461413038785752",)
    assert (order.seller_tax, order.taxes, order.lines[0].vat_rate) == (None, (), None)
    assert order.buyer.name == "Ann Buyer"


def test_marketplace_number_is_a_reference_when_it_stands_in_the_tags(tmp_path: Path) -> None:
    """Amazon's and eBay's numbers are told by their shape, wherever the order came from."""
    order = the_order(tmp_path, {"Tags": "amz 203-1234567-7654321", "Note Attributes": "ebay 12-34567-89012"})

    assert order.references == ("203-1234567-7654321", "12-34567-89012")


def test_rows_are_told_by_the_cell_when_one_is_unreadable(tmp_path: Path) -> None:
    """The bad order is left out with its row and column; the good one beside it is read."""
    other = FIRST | {"Name": "#1002", "Id": "5000000000002"}
    bad = LINE | {"Lineitem price": "six"}
    orders, problems = read(table_file(tmp_path, HEADER, [FIRST, bad, other]))

    assert [order.order_number for order in orders] == ["#1002"]
    assert [(problem.row, problem.reason.why) for problem in problems] == [(3, Why.CELL_UNREADABLE)]
    assert problems[0].reason.facts == {"column": "Lineitem price", "found": "six"}


def test_lines_are_told_apart_when_a_sort_moved_them(tmp_path: Path) -> None:
    """Lines without their first row are not read, and the order they left does not add up."""
    whole = FIRST | {"Subtotal": "18.00", "Total": "18.00"}
    other = FIRST | {"Name": "#1002", "Id": "5000000000002"}
    orders, problems = read(table_file(tmp_path, HEADER, [whole, other, LINE]))

    assert [(problem.row, problem.reason.why) for problem in problems] == [(4, Why.LINES_APART)]
    assert [whys(order) for order in orders] == [[Why.TOTAL_DIFFERS], []]


def test_orders_are_two_when_one_name_has_two_ids(tmp_path: Path) -> None:
    """Two files put together bring the same name side by side."""
    path = table_file(tmp_path, HEADER, [FIRST, FIRST | {"Id": "5000000000009"}])

    assert [order.channel_order_id for order in orders_of(path)] == ["5000000000001", "5000000000009"]


def test_order_is_one_when_a_tool_filled_the_cells_down(tmp_path: Path) -> None:
    """Order cells repeated on each row do not make an order of each."""
    order = the_order(
        tmp_path,
        {"Subtotal": "18.00", "Total": "18.00"},
        FIRST | LINE | {"Subtotal": "18.00", "Total": "18.00"},
    )

    assert [line.title for line in order.lines] == ["Mug", "Plate"]


@pytest.mark.parametrize("column", ["Name", "Id"])
def test_file_is_refused_when_an_id_is_in_scientific_notation(tmp_path: Path, column: str) -> None:
    """A spreadsheet has rewritten it, and doubles could not be told."""
    path = table_file(tmp_path, HEADER, [FIRST, FIRST | {"Name": "#1002", column: "5.27762E+12"}])

    with pytest.raises(IdsDamaged) as refused:
        read(path)

    assert refused.value.facts["row"] == 3


def test_column_is_named_when_the_format_cannot_do_without_it(tmp_path: Path) -> None:
    """An export without Total and Currency says so."""
    header = [name for name in HEADER if name not in {"Total", "Currency"}]
    row = {name: text for name, text in FIRST.items() if name in header}

    with pytest.raises(ColumnMissing) as refused:
        read(table_file(tmp_path, header, [row]))

    assert refused.value.facts["columns"] == "currency, total"


def test_quantity_is_multiplied_when_there_are_several(tmp_path: Path) -> None:
    """3 at 9.99 come to 29.97."""
    cells = {"Lineitem quantity": "3", "Lineitem price": "9.99", "Subtotal": "29.97", "Total": "29.97"}
    order = the_order(tmp_path, cells | {"Taxes": "5.00", "Tax 1 Value": "5.00"})

    assert [order.lines[0].quantity, order.lines[0].amount] == [Decimal(3), Decimal("29.97")]


def test_practice_file_is_marked_when_it_has_the_column(tmp_path: Path) -> None:
    """The extra column is the mark; the orders are as ever."""
    rows = [FIRST | {"kfdesk practice": "practice"}]
    marked = table_file(tmp_path, [*HEADER, "kfdesk practice"], rows)

    assert opened(marked).is_practice
    (order,) = orders_of(marked)
    assert replace(order) == the_order(tmp_path, {})
