"""Every real sample file against what was counted from it by other means."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kfdesk.domain.errors import FileNotRecognised, WrongReport
from kfdesk.domain.merge import gross_of
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import LineKind, Order, TaxBasis
from kfdesk.domain.reasons import Why
from tests.importers.reading import opened, orders_of

EXPECTED = Path(__file__).parent / "expected"
SAMPLES = (
    "shopify/orders_export_75col_ZAR_VAT15_included.csv",
    "shopify/orders_export_79col_CAD_tax_on_top.csv",
    "shopify/orders_reduced_columns_multi_line.csv",
    "etsy/EtsySoldOrders2022_quoted.csv",
    "etsy/EtsySoldOrderItems2022.csv",
    "etsy/EtsySoldOrderItems_synthetic.csv",
)
FOUR_MORE = 12


def sample(shared: Path, name: str) -> Path:
    """A sample file."""
    return shared / "orders" / "samples" / name


def expected(name: str) -> dict[str, Any]:
    """What was counted for it."""
    text = (EXPECTED / f"{Path(name).stem}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def sellers_gross(order: Order) -> Decimal:
    """What the lines come to, tax on top included."""
    on_top = order.seller_tax or ZERO if order.tax_basis is TaxBasis.ON_TOP else ZERO
    return gross_of(order) + on_top


def told(order: Order) -> dict[str, Any]:
    """An order in the words of the expected files."""
    goods = [line for line in order.lines if line.kind in {LineKind.GOODS, LineKind.GIFT_CARD}]
    delivery = sum((line.amount for line in order.lines if line.kind is LineKind.DELIVERY), ZERO)
    discount = order.order_discount + sum((line.discount for line in order.lines), ZERO)
    days = {
        name: day.isoformat() if day else None
        for name, day in (("ordered", order.ordered), ("paid", order.paid), ("despatched", order.despatched))
    }
    return days | {
        "number": order.order_number,
        "row": order.rows[0],
        "currency": order.currency,
        "gross": str(order.stated_total if order.stated_total is not None else gross_of(order)),
        "goods": len(goods),
        "delivery": str(delivery),
        "discount": str(discount),
        "tax": str(order.seller_tax or ZERO),
        "basis": order.tax_basis.value,
        "state": order.payment_state.value,
        "cancelled": order.is_cancelled,
        "refunded": str(order.refunded),
        "marketplace_tax": str(order.marketplace_tax),
        "country": order.ship_to.country,
        "problems": [problem.why.value for problem in order.problems],
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_orders_are_those_counted_by_hand_when_a_sample_is_read(shared: Path, name: str) -> None:
    """Number, dates, amounts, states and problems of each order are as counted from the cells."""
    orders = orders_of(sample(shared, name))

    assert [told(order) for order in orders] == expected(name)["each"]


@pytest.mark.parametrize("name", SAMPLES)
def test_counts_and_sums_agree_when_a_sample_is_read(shared: Path, name: str) -> None:
    """Orders, goods lines and the sum of a file are as counted from the cells."""
    wanted, found = expected(name), [told(order) for order in orders_of(sample(shared, name))]

    assert opened(sample(shared, name)).format == wanted["format"]
    assert len(found) == wanted["orders"]
    assert sum(order["goods"] for order in found) == wanted["goods_lines"]
    currencies = {order["currency"] for order in found}
    sums = {
        code: str(sum((Decimal(order["gross"]) for order in found if order["currency"] == code), ZERO))
        for code in currencies
    }
    assert sums == wanted["gross"]


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.startswith("shopify")])
def test_lines_come_to_the_total_when_a_shopify_order_has_no_problem(shared: Path, name: str) -> None:
    """Lines, delivery, discounts and tax on top are the channel's total to the penny."""
    orders = orders_of(sample(shared, name))
    plain = [order for order in orders if all(why.why is Why.LINES_NOT_IN_FILE for why in order.problems)]

    assert len(plain) >= len(orders) - 1
    assert [sellers_gross(order) for order in plain] == [order.stated_total for order in plain]


def test_sum_is_what_etsy_credits_when_all_but_gift_wrap_is_known(shared: Path) -> None:
    """Order Value less discount plus shipping is net plus fees, but where 4.00 is in no column."""
    orders = orders_of(sample(shared, "etsy/EtsySoldOrders2022_quoted.csv"))
    gaps = [(order.stated_total or ZERO) - gross_of(order) for order in orders]

    assert {gap for gap in gaps if gap} == {Decimal("4.00")}
    assert sum(1 for gap in gaps if gap) == FOUR_MORE


@pytest.mark.parametrize(
    ("name", "report"),
    [
        ("stripe/balance_report.csv", "a Stripe balance report"),
    ],
)
def test_report_is_named_when_it_holds_no_orders(shared: Path, name: str, report: str) -> None:
    """A report of money movements is refused by its name, with the one to fetch instead."""
    with pytest.raises(WrongReport) as refused:
        opened(sample(shared, name))

    assert refused.value.facts["report"] == report
    assert refused.value.facts["instead"]


def test_header_is_shown_when_no_reader_knows_it(shared: Path) -> None:
    """A file of words is told by what was found instead of a header."""
    with pytest.raises(FileNotRecognised):
        opened(sample(shared, "shopify/SOURCES.md"))
