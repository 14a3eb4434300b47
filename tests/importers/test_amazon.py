"""Amazon's All Orders report in its UK form, one rule at a time."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.errors import IdsDamaged
from kfdesk.domain.merge import gross_of
from kfdesk.domain.orders import LineKind, Order, PaymentState
from kfdesk.domain.reasons import Why
from tests.importers.reading import opened, orders_of, read

DATA = Path(__file__).parent.parent / "data" / "orders"
HEADER = [
    "amazon-order-id",
    "merchant-order-id",
    "purchase-date",
    "last-updated-date",
    "order-status",
    "fulfillment-channel",
    "sales-channel",
    "order-channel",
    "ship-service-level",
    "product-name",
    "sku",
    "asin",
    "item-status",
    "quantity",
    "currency",
    "item-price",
    "item-tax",
    "shipping-price",
    "shipping-tax",
    "gift-wrap-price",
    "gift-wrap-tax",
    "item-promotion-discount",
    "ship-promotion-discount",
    "ship-city",
    "ship-state",
    "ship-postal-code",
    "ship-country",
    "promotion-ids",
    "is-business-order",
    "purchase-order-number",
    "price-designation",
    "fulfilled-by",
    "buyer-company-name",
    "buyer-tax-registration-id",
    "is-amazon-invoiced",
    "vat-exclusive-item-price",
    "vat-exclusive-shipping-price",
    "vat-exclusive-giftwrap-price",
    "tax-collection-model",
]
ROW = {
    "amazon-order-id": "203-1234567-7654321",
    "purchase-date": "2026-03-31T23:30:00+00:00",
    "order-status": "Shipped",
    "sales-channel": "Amazon.co.uk",
    "product-name": '13" mug, blue',
    "sku": "MUG",
    "item-status": "Shipped",
    "quantity": "2",
    "currency": "GBP",
    "item-price": "24.00",
    "item-tax": "4.00",
    "ship-city": "LEEDS",
    "ship-postal-code": "LS1 1AA",
    "ship-country": "GB",
}


def report(folder: Path, *rows: dict[str, str]) -> Path:
    """A report as Amazon writes it: tabs, no quotes."""
    lines = [HEADER, *([row.get(name, "") for name in HEADER] for row in rows)]
    path = folder / "orders.txt"
    path.write_text("".join("\t".join(line) + "\r\n" for line in lines), encoding="utf-8", newline="")
    return path


def the_order(folder: Path, *rows: dict[str, str]) -> Order:
    """The one order of a report with these changes to the usual row."""
    (order,) = orders_of(report(folder, *(ROW | row for row in rows)))
    return order


def test_order_is_whole_when_it_was_shipped(tmp_path: Path) -> None:
    """The price is the line's and holds the tax; 23:30 UTC on 31 March is April in London."""
    order = the_order(tmp_path, {})

    assert (order.ordered, order.paid, order.despatched) == (date(2026, 4, 1), date(2026, 4, 1), None)
    assert [(line.title, line.quantity, line.amount, line.tax) for line in order.lines] == [
        ('13" mug, blue', Decimal(2), Decimal("24.00"), Decimal("4.00"))
    ]
    assert (order.seller_tax, order.stated_total) == (Decimal("4.00"), None)
    assert (order.ship_to.postcode, order.buyer.name, order.buyer.email) == ("LS1 1AA", "", "")


def test_charges_beside_are_lines_when_items_have_them(tmp_path: Path) -> None:
    """Delivery and gift wrap of all items make one line each, promotions come off theirs."""
    charged = {
        "shipping-price": "3.00",
        "shipping-tax": "0.50",
        "gift-wrap-price": "1.20",
        "gift-wrap-tax": "0.20",
        "item-promotion-discount": "2.40",
        "ship-promotion-discount": "3.00",
    }
    order = the_order(tmp_path, charged, {"shipping-price": "1.50", "sku": "PLATE"})

    assert [(line.kind, line.amount, line.discount) for line in order.lines] == [
        (LineKind.GOODS, Decimal("24.00"), Decimal("2.40")),
        (LineKind.GOODS, Decimal("24.00"), Decimal("0.00")),
        (LineKind.DELIVERY, Decimal("4.50"), Decimal("3.00")),
        (LineKind.GIFT_WRAP, Decimal("1.20"), Decimal("0.00")),
    ]
    assert gross_of(order) == Decimal("48.30")
    assert order.seller_tax is None


@pytest.mark.parametrize("tax", ["", "0.00"])
def test_tax_says_nothing_when_it_is_blank_or_zero(tmp_path: Path, tax: str) -> None:
    """Without Amazon's VAT service the cell is empty, whatever the rate."""
    order = the_order(tmp_path, {"item-tax": tax})

    assert (order.lines[0].tax, order.seller_tax) == (None, None)


def test_order_waits_when_it_is_pending(tmp_path: Path) -> None:
    """No prices and no currency yet."""
    order = the_order(tmp_path, {"order-status": "Pending", "currency": "", "item-price": "", "item-tax": ""})

    assert (order.payment_state, order.paid, order.currency) == (PaymentState.UNPAID, None, "")


def test_order_is_cancelled_when_the_status_says_so(tmp_path: Path) -> None:
    """Nothing of it is left."""
    order = the_order(
        tmp_path, {"order-status": "Cancelled", "quantity": "0", "currency": "", "item-price": ""}
    )

    assert order.is_cancelled
    assert order.lines == ()


def test_item_is_left_out_when_it_was_cancelled_in_a_shipped_order(tmp_path: Path) -> None:
    """Quantity 0 is not supplied."""
    order = the_order(tmp_path, {}, {"quantity": "0", "item-price": "", "item-status": "Cancelled"})

    assert len(order.lines) == 1


def test_order_is_no_sale_when_another_channel_sold_it(tmp_path: Path) -> None:
    """Multi-channel fulfilment only delivers."""
    order = the_order(tmp_path, {"sales-channel": "Non-Amazon UK", "item-price": "", "currency": ""})

    assert [(problem.why, problem.facts["why"]) for problem in order.problems] == [
        (Why.NOT_A_SALE, "Non-Amazon UK")
    ]


def test_tax_is_questioned_when_the_parcel_went_to_the_european_union(tmp_path: Path) -> None:
    """The destination's tax under Amazon's own number may be in the price."""
    order = the_order(tmp_path, {"ship-country": "DE"})

    assert [problem.why for problem in order.problems] == [Why.TAX_BASIS_UNKNOWN]


@pytest.mark.parametrize(("country", "problems"), [("US", []), ("AU", [Why.TAX_BASIS_UNKNOWN])])
def test_tax_is_amazons_when_it_collects(tmp_path: Path, country: str, problems: list[Why]) -> None:
    """It is told and in no line."""
    facilitated = {"tax-collection-model": "MarketplaceFacilitator", "ship-country": country}
    order = the_order(tmp_path, facilitated)

    assert (order.marketplace_tax, order.lines[0].tax) == (Decimal("4.00"), None)
    assert [problem.why for problem in order.problems] == problems


def test_business_buyer_is_kept_when_the_report_names_one(tmp_path: Path) -> None:
    """Company, VAT number and purchase order are all it has."""
    cells = {
        "buyer-company-name": "Acme Ltd",
        "buyer-tax-registration-id": "GB123456789",
        "purchase-order-number": "PO-7",
    }
    order = the_order(tmp_path, cells)

    assert (order.buyer.company, order.buyer.vat_number) == ("Acme Ltd", "GB123456789")
    assert order.references == ("PO-7",)


def test_order_is_whole_when_the_report_was_sorted(tmp_path: Path) -> None:
    """Rows that stand apart are one order."""
    other = {"amazon-order-id": "203-0000000-0000001"}
    path = report(tmp_path, ROW, ROW | other, ROW | {"sku": "PLATE"})

    assert {order.order_number: len(order.lines) for order in orders_of(path)} == {
        "203-1234567-7654321": 2,
        "203-0000000-0000001": 1,
    }


@pytest.mark.parametrize(
    ("changes", "column"),
    [({"purchase-date": "last week"}, "purchase-date"), ({"item-price": "free"}, "item-price")],
)
def test_row_is_told_when_a_cell_is_unreadable(tmp_path: Path, changes: dict[str, str], column: str) -> None:
    """The other orders are read."""
    path = report(tmp_path, ROW | changes, ROW | {"amazon-order-id": "203-0000000-0000001"})
    orders, problems = read(path)

    assert [order.order_number for order in orders] == ["203-0000000-0000001"]
    assert [(problem.row, problem.reason.facts["column"]) for problem in problems] == [(2, column)]


def test_price_is_questioned_when_it_has_no_currency(tmp_path: Path) -> None:
    """An amount without a currency is not read."""
    orders, problems = read(report(tmp_path, ROW | {"currency": ""}))

    assert orders == []
    assert [problem.row for problem in problems] == [2]


def test_file_is_refused_when_an_id_is_in_scientific_notation(tmp_path: Path) -> None:
    """It is never guessed."""
    with pytest.raises(IdsDamaged):
        read(report(tmp_path, ROW | {"amazon-order-id": "2.03E+16"}))


def test_made_report_is_read_when_it_has_the_uk_tail() -> None:
    """A made file of 40 columns: sales, a pending one, a cancelled one, a replacement."""
    path = DATA / "amazon_all_orders_uk.txt"
    orders = orders_of(path)

    assert opened(path).format == "amazon.orders"
    assert [order.payment_state.value for order in orders] == ["paid", "paid", "unpaid", "unpaid", "paid"]
    assert [str(gross_of(order)) for order in orders] == ["29.97", "45.49", "0.00", "0.00", "0.00"]
    assert [order.is_cancelled for order in orders] == [False, False, False, True, False]
    for order in orders:
        for line in order.lines:
            assert line.tax is None or line.tax == round(line.amount / 6, 2)
