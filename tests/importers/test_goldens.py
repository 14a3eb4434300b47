"""No sample without an expected result, and the expected results against the cells themselves.

The readers have no part in the second: the files are read here by the csv module alone, and
the identities of FORMATS.md 3 hold between their cells.
"""

import csv
import json
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from kfdesk import words
from kfdesk.domain.errors import FileRefused
from tests.importers.golden import DATA, EXPECTED, expected, told
from tests.importers.reading import orders_of, read
from tests.importers.resaved import cells_of
from tests.importers.test_samples import SAMPLES, sample
from tests.importers.test_samples import expected as counted

REFUSED: dict[str, tuple[str, str]] = json.loads((EXPECTED / "refused.json").read_text(encoding="utf-8"))
MADE = ("amazon_all_orders_uk.txt", "etsy_sold_orders_uk.csv", "etsy_sold_order_items_uk.csv")
SHOPIFY = [name for name in SAMPLES if name.startswith("shopify") and "reduced" not in name]
ZERO = Decimal(0)
PENNY = Decimal("0.01")

Cells = dict[str, str]


def rows_of(path: Path) -> list[Cells]:
    """The rows below the header, by name, and nothing else of the program's."""
    header, *rows = cells_of(path)
    return [dict(zip(header, row, strict=False)) for row in rows]


def number(text: str) -> Decimal:
    """An amount as the samples write it."""
    return Decimal(text.replace("AU $", "").replace(",", "") or "0")


def orders_in(rows: list[Cells], name: str) -> Iterator[list[Cells]]:
    """Rows of one order, which stand together."""
    group: list[Cells] = []
    for row in rows:
        if group and row[name] != group[0][name]:
            yield group
            group = []
        group.append(row)
    yield group


def test_every_sample_has_an_expected_result(shared: Path) -> None:
    """Of order files and of reports, and of what is refused."""
    told_of = {path.stem for path in EXPECTED.rglob("*.json")}
    named = {stem.partition("_")[2] for stem in told_of}  # after a word for the shop
    missing = [
        str(path)
        for folder in (shared / "orders" / "samples").iterdir()
        for path in folder.iterdir()
        if path.stem not in told_of | named and f"{folder.name}/{path.name}" not in REFUSED
    ]
    made = [path.name for path in DATA.iterdir() if path.stem not in told_of]

    assert missing == []
    assert made == []


@pytest.mark.parametrize("name", REFUSED)
def test_sample_is_refused_in_words_when_it_holds_no_orders(shared: Path, name: str) -> None:
    """Which it is, and that nothing was taken."""
    with pytest.raises(FileRefused) as refused:
        read(shared / "orders" / "samples" / name)
    sentence = words.sentence(refused.value)

    assert [type(refused.value).__name__, REFUSED[name][1] in sentence] == [REFUSED[name][0], True]
    assert "Nothing of it was taken into the book." in sentence


@pytest.mark.parametrize("name", MADE)
def test_orders_are_those_read_off_the_cells_when_a_file_was_made(name: str) -> None:
    """Every order, line, date and sum, as somebody read them."""
    path = DATA / name

    assert [told(order) for order in orders_of(path)] == expected(path.stem)


# --- the expected results against the cells


@pytest.mark.parametrize("name", SHOPIFY)
def test_expected_figures_are_the_cells_when_the_sample_is_shopifys(shared: Path, name: str) -> None:
    """Order by order: totals, delivery, tax, discount, and a goods line a row that is no tip."""
    entries = counted(name)["each"]
    groups = list(orders_in(rows_of(sample(shared, name)), "Name"))

    assert len(groups) == len(entries)
    for group, entry in zip(groups, entries, strict=True):
        head = group[0]
        assert entry["number"] == head["Name"]
        goods = [row for row in group if row["Lineitem name"] != "Tip"]
        assert entry["goods"] == len(goods)
        for key, column in {"gross": "Total", "delivery": "Shipping", "tax": "Taxes"}.items():
            assert Decimal(entry[key]) == number(head[column])
        assert Decimal(entry["discount"]) == number(head["Discount Amount"])


@pytest.mark.parametrize(("name", "exceptions"), list(zip(SHOPIFY, ([], ["#1058"]), strict=True)))
def test_one_of_two_identities_tells_the_basis_when_shopify_taxed(
    shared: Path, name: str, exceptions: list[str]
) -> None:
    """Total = Subtotal + Shipping: tax inside; + Taxes: on top. But for an edited order, one holds."""
    basis = {entry["number"]: entry["basis"] for entry in counted(name)["each"]}
    odd = []
    for group in orders_in(rows_of(sample(shared, name)), "Name"):
        head = group[0]
        tips = sum((number(row["Lineitem price"]) for row in group if row["Lineitem name"] == "Tip"), ZERO)
        inside = number(head["Subtotal"]) + number(head["Shipping"]) + tips
        gap = number(head["Total"]) - inside
        if gap not in {ZERO, number(head["Taxes"])}:
            odd.append(head["Name"])
        elif number(head["Taxes"]):
            assert basis[head["Name"]] == ("included" if gap == ZERO else "on_top")

    assert odd == exceptions


def test_expected_gross_is_what_etsy_credits_when_the_sample_has_orders(shared: Path) -> None:
    """Order Net + fees = Order Value - Discount Amount + Shipping, 4.00 of gift wrap aside."""
    name = "etsy/EtsySoldOrders2022_quoted.csv"
    rows, entries = rows_of(sample(shared, name)), counted(name)["each"]

    assert [entry["number"] for entry in entries] == [row["Order ID"] for row in rows]
    for row, entry in zip(rows, entries, strict=True):
        credited = number(row["Order Net"]) + number(row["Card Processing Fees"])
        sellers = number(row["Order Value"]) - number(row["Discount Amount"]) + number(row["Shipping"])
        assert Decimal(entry["gross"]) == credited
        assert credited - sellers in {ZERO, Decimal(4)}
        assert Decimal(entry["marketplace_tax"]) == number(row["Order Total"]) - credited


@pytest.mark.parametrize("name", ["etsy/EtsySoldOrderItems2022.csv", "etsy/EtsySoldOrderItems_synthetic.csv"])
def test_expected_gross_is_the_items_when_the_sample_has_items(shared: Path, name: str) -> None:
    """Item Total = quantity x price; the order's discount and shipping stand on its first row."""
    entries = {entry["number"]: entry for entry in counted(name)["each"]}
    groups: dict[str, list[Cells]] = {}
    for row in rows_of(sample(shared, name)):
        groups.setdefault(row["Order ID"], []).append(row)

    assert groups.keys() == entries.keys()
    for key, group in groups.items():
        items = sum((number(row["Item Total"]) for row in group), ZERO)
        for row in group:
            assert number(row["Item Total"]) == number(row["Quantity"]) * number(row["Price"])
        beside = sum((number(r["Order Shipping"]) - number(r["Discount Amount"]) for r in group), ZERO)
        assert Decimal(entries[key]["gross"]) == items + beside
        assert entries[key]["goods"] == len(group)


def test_expected_gross_is_units_and_postage_when_the_sample_is_ebays(shared: Path) -> None:
    """A summary row stands for its items; `Sold For` of an item is for one."""
    path = shared / "orders" / "samples" / "ebay" / "orders_report_AU_12col_summary_row.csv"
    with path.open(encoding="utf-8-sig", newline="") as handle:
        _, header, *body = csv.reader(handle)
    rows = [dict(zip(header, row, strict=False)) for row in body if len(row[1]) > 0 and row[2:3] != [""]]
    entries = {entry["number"]: entry for entry in expected(path.stem)}

    assert list(dict.fromkeys(row["Order Number"] for row in rows)) == list(entries)
    for key, entry in entries.items():
        head, *items = [row for row in rows if row["Order Number"] == key]
        goods = sum((number(row["Quantity"]) * number(row["Sold For"]) for row in items or [head]), ZERO)
        lines = sum((Decimal(line.split(" | ")[2]) for line in entry["lines"]), ZERO)
        assert Decimal(entry["gross"]) == number(head["Total Price"])
        assert lines == goods + number(head["Postage And Handling"])
        if not items:  # of the other, rows were cut out
            assert lines == number(head["Total Price"])


def test_expected_gross_is_net_sales_when_the_sample_is_squares(shared: Path) -> None:
    """Payments only; the tax beside them, refunds on their own day."""
    path = shared / "orders" / "samples" / "square" / "items_24col.csv"
    entries = {entry["number"]: entry for entry in expected("square_items_24col")}
    for key, entry in entries.items():
        sold = [
            row for row in rows_of(path) if row["Transaction ID"] == key and row["Event Type"] == "Payment"
        ]
        money: dict[str, Any] = {
            column: sum((number(row[column].replace("$", "")) for row in sold), ZERO)
            for column in ("Net Sales", "Tax", "Discounts")
        }
        assert Decimal(entry["gross"]) == money["Net Sales"]
        assert Decimal(entry["tax"]) == money["Tax"]
        assert Decimal(entry["discount"]) == -money["Discounts"]


@pytest.mark.parametrize("name", ["order", "order-details-partially-refunded"])
def test_expected_gross_is_lines_and_tax_when_the_sample_is_woocommerces(shared: Path, name: str) -> None:
    """Lines without tax and their tax beside them; `total` is read as it stands."""
    whole = json.loads(
        (shared / "orders" / "samples" / "woocommerce" / f"{name}.json").read_text(encoding="utf-8")
    )
    order = whole.get("data", whole)
    (entry,) = expected(f"woo_{name}")
    lines = [Decimal(line.split(" | ")[2]) for line in entry["lines"]]
    beside = (*order["line_items"], *order["shipping_lines"], *order.get("fee_lines", []))
    cells = sum((Decimal(line["total"]) for line in beside), ZERO)

    assert sum(lines, ZERO) - Decimal(entry["discount"]) == cells.quantize(PENNY, ROUND_HALF_UP)
    assert Decimal(entry["gross"]) == Decimal(order["total"])
