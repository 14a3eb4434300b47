"""The practice order files: marked, and as true to themselves as real ones."""

import csv
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from pathlib import Path
from typing import Literal

import pytest

from kfdesk.paths import resource_path

MARK = "kfdesk practice"
Row = dict[str, str]


@pytest.fixture
def files() -> Path:
    """The folder of the order files."""
    return Path(str(resource_path("practice")))


def table(path: Path, delimiter: str = ",", skip: int = 0) -> list[Row]:
    """The rows of a file that hold an order."""
    text = path.read_text(encoding="utf-8-sig")
    quoted: Literal[0, 3] = (
        csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    )  # Amazon's file knows no quotes
    reader = csv.DictReader(text.splitlines()[skip:], delimiter=delimiter, quoting=quoted)
    return [row for row in reader if row[MARK]]


def orders(rows: list[Row], key: str) -> Iterator[list[Row]]:
    """The rows of each order."""
    return (list(group) for _, group in groupby(rows, lambda row: row[key]))


def money(text: str) -> Decimal:
    """An amount, with or without its sign."""
    return Decimal(text.strip("£").replace(",", "") or 0)


def vat(gross: Decimal) -> Decimal:
    """The VAT of 20 % inside an amount."""
    return (gross / 6).quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("name", "delimiter", "skip", "key"),
    [
        ("shopify_orders_export.csv", ",", 0, "Name"),
        ("ebay_orders_report.csv", ",", 1, "Sales record number"),
        ("amazon_all_orders.txt", "\t", 0, "amazon-order-id"),
        ("etsy_sold_orders.csv", ",", 0, "Order ID"),
    ],
)
def test_file_holds_twelve_marked_orders_when_read(
    files: Path, name: str, delimiter: str, skip: int, key: str
) -> None:
    """Every order row carries the mark, and no order number comes twice."""
    rows = table(files / name, delimiter, skip)
    assert {row[MARK] for row in rows} == {"practice"}
    assert len(list(orders(rows, key))) == len({row[key] for row in rows}) == 12


def test_shopify_totals_agree_when_added_up(files: Path) -> None:
    """Lines less discount and with delivery make the total; VAT is inside it at home and none abroad."""
    rows = table(files / "shopify_orders_export.csv")
    for first, *more in orders(rows, "Name"):
        goods = sum(money(row["Lineitem price"]) * int(row["Lineitem quantity"]) for row in (first, *more))
        assert money(first["Subtotal"]) == goods - money(first["Discount Amount"])
        assert money(first["Total"]) == money(first["Subtotal"]) + money(first["Shipping"])
        at_home = first["Shipping Country"] == "GB"
        assert money(first["Taxes"]) == (vat(money(first["Total"])) if at_home else 0)
        assert not any(row["Total"] for row in more)
    states = [row["Financial Status"] for row in rows if row["Total"]]
    assert {state: states.count(state) for state in set(states)} == {
        "paid": 9,
        "partially_refunded": 1,
        "refunded": 1,
        "pending": 1,
    }


def test_ebay_totals_agree_when_added_up(files: Path) -> None:
    """Units times prices and postage make the total; a summary row stands before several items."""
    rows = table(files / "ebay_orders_report.csv", skip=1)
    for first, *more in orders(rows, "Sales record number"):
        items = more or [first]
        goods = sum(money(row["Sold for"]) * int(row["Quantity"]) for row in items)
        total = goods + money(first["Postage and packaging"]) + money(first["eBay collected tax"])
        assert money(first["Total price"]) == total
        assert bool(more) is (not first["Item title"])
        assert not any(row["Total price"] for row in more)
    unpaid = [row for row in rows if not row["Order number"]]
    assert unpaid
    assert not any(row["Paid on date"] for row in unpaid)
    assert any(money(row["eBay collected tax"]) for row in rows)


def test_amazon_vat_is_inside_the_line_when_shipped(files: Path) -> None:
    """Tax is 20 % inside the price; cancelled and pending orders have no prices."""
    rows = table(files / "amazon_all_orders.txt", "\t")
    for row in rows:
        if row["order-status"] == "Shipped":
            assert money(row["item-tax"]) == vat(money(row["item-price"]))
            assert money(row["vat-exclusive-item-price"]) == money(row["item-price"]) - money(row["item-tax"])
        else:
            assert not row["item-price"]
    assert {row["order-status"] for row in rows} == {"Shipped", "Cancelled", "Pending"}


def test_etsy_net_and_fees_are_the_sellers_gross_when_added_up(files: Path) -> None:
    """What the seller is owed is value less discount and with delivery; Etsy's tax is only in the total."""
    abroad = 0
    for row in table(files / "etsy_sold_orders.csv"):
        gross = money(row["Order Value"]) - money(row["Discount Amount"]) + money(row["Delivery"])
        assert money(row["Order Net"]) + money(row["Card Processing Fees"]) == gross
        if row["Delivery Country"] == "United Kingdom":
            assert money(row["Order total"]) == gross
        else:
            abroad += 1
            assert money(row["Order total"]) > gross
    assert abroad == 1
