"""JSON files of WooCommerce and Shopify, and what is no such file."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfdesk.domain.errors import FileNotRecognised, FileUnreadable, HeaderOnly, WrongReport
from kfdesk.domain.orders import Order, TaxBasis
from kfdesk.domain.reasons import Why
from kfdesk.importers import documents
from kfdesk.services.ports import FileProblem
from tests.importers.golden import DATA, expected, told
from tests.importers.reading import opened, orders_of, read
from tests.importers.test_samples import sellers_gross

SAMPLES = {
    "woocommerce/order.json": "woo_order",
    "woocommerce/order-details-partially-refunded.json": "woo_order-details-partially-refunded",
    "shopify/admin_api_order.json": "shopify_admin_api_order",
    "shopify/admin_api_orders.json": "shopify_admin_api_orders",
}
WOO: dict[str, Any] = {
    "id": 5,
    "number": "1005",
    "status": "completed",
    "currency": "GBP",
    "total": "12.00",
    "total_tax": "2.00",
    "date_created_gmt": "2026-04-01T10:00:00",
    "line_items": [{"name": "Mug", "quantity": 1, "total": "10.00", "total_tax": "2.00"}],
}


def saved(folder: Path, value: object, encoding: str = "utf-8") -> Path:
    """A JSON file."""
    path = folder / "orders.json"
    path.write_text(json.dumps(value), encoding=encoding)
    return path


@pytest.mark.parametrize("name", SAMPLES)
def test_orders_are_those_read_off_the_fields_when_a_sample_is_read(shared: Path, name: str) -> None:
    """Every line, date and sum of the shops' own examples, even where their totals do not add up."""
    path = shared / "orders" / "samples" / name

    assert opened(path).family == name.partition("/")[0]
    assert [told(order) for order in orders_of(path)] == expected(SAMPLES[name])


@pytest.mark.parametrize("name", ["woo_rest_uk", "shopify_api_uk"])
def test_orders_are_those_read_off_the_fields_when_a_british_file_is_read(name: str) -> None:
    """Rates a line, discounts, refunds with their day and tax, tax that the channel pays."""
    orders, _ = read(DATA / f"{name}.json")

    assert [told(order) for order in orders] == expected(name)


@pytest.mark.parametrize("name", ["woo_rest_uk", "shopify_api_uk"])
def test_lines_and_tax_come_to_the_total_when_a_british_file_is_read(name: str) -> None:
    """What the buyer paid the seller, to the penny, but where an order is only a test."""
    orders = [order for order in read(DATA / f"{name}.json")[0] if not order.is_cancelled]

    assert [sellers_gross(order) for order in orders] == [order.stated_total for order in orders]


def test_refund_is_told_when_its_order_is_not_in_the_file() -> None:
    """One that stands beside its order is read with it; of the other nothing is known."""
    _, problems = read(DATA / "woo_rest_uk.json")

    assert [(problem.row, problem.reason.why) for problem in problems] == [(4, Why.REFUND_UNCLEAR)]


def test_facts_beside_the_money_are_read_when_a_shop_gives_them() -> None:
    """Who bought, by what it was paid, the marketplace's own number."""
    woo = read(DATA / "woo_rest_uk.json")[0][0]
    shopify = read(DATA / "shopify_api_uk.json")[0]

    assert (woo.buyer.company, woo.buyer.vat_number, woo.payment_reference) == (
        "Lake Ltd",
        "GB123456789",
        "pi_1",
    )
    assert (woo.channel_order_id, woo.ship_to.line1) == ("5001", "1 Mill Road")
    assert shopify[0].references == ("203-1234567-7654321",)
    assert shopify[1].payment_method == "paypal + gift_card"
    assert shopify[1].buyer.name == "Eva Lang"
    assert shopify[3].references == ("577462168423334445",)


@pytest.mark.parametrize(
    ("name", "report"),
    [
        ("woocommerce/refunds-all.json", "a list of WooCommerce refunds"),
        ("shopify/admin_api_refund.json", "a list of Shopify refunds"),
    ],
)
def test_refunds_are_refused_when_they_come_alone(shared: Path, name: str, report: str) -> None:
    """They say neither what was sold nor to whom; the file with the orders is named."""
    with pytest.raises(WrongReport) as refused:
        opened(shared / "orders" / "samples" / name)

    assert refused.value.facts["report"] == report
    assert "/orders" in str(refused.value.facts["instead"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("around", [WOO, [WOO], {"data": [WOO]}, {"data": {"orders": [WOO]}}, {"order": WOO}])
def test_order_is_found_when_something_is_around_it(tmp_path: Path, around: object, encoding: str) -> None:
    """One order, a list, or what a program put around either."""
    (order,) = orders_of(saved(tmp_path, around, encoding))

    assert (order.order_number, order.ordered) == ("1005", date(2026, 4, 1))


def test_practice_mark_is_seen_when_an_order_has_it(tmp_path: Path) -> None:
    """As in a table."""
    assert opened(saved(tmp_path, [{**WOO, "kfdesk practice": True}])).is_practice


def test_shop_time_is_taken_when_there_is_no_exact_one(tmp_path: Path) -> None:
    """Older versions give local stamps only."""
    order = {name: value for name, value in WOO.items() if name != "date_created_gmt"}
    (found,) = orders_of(saved(tmp_path, order | {"date_created": "2026-04-01T23:30:00"}))

    assert (found.ordered, found.tax_basis) == (date(2026, 4, 1), TaxBasis.ON_TOP)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"total": "lots"}, "total"),
        ({"currency": "pounds"}, "currency"),
        ({"date_created_gmt": "soon"}, "date_created_gmt"),
        ({"line_items": [{"total": "x"}]}, "total"),
        ({"status": None}, "status"),
        ({"number": "", "id": ""}, "number"),
    ],
)
def test_order_is_told_when_a_field_is_odd(tmp_path: Path, changes: dict[str, Any], column: str) -> None:
    """By its place in the file; the other orders are read."""
    orders, problems = read(saved(tmp_path, [WOO | changes, WOO | {"id": 6}, {"id": 7}]))

    assert [order.channel_order_id for order in orders] == ["6"]
    assert [problem.row for problem in problems] == [1, 3]
    assert problems[0].reason.facts["column"] == column


@pytest.mark.parametrize(
    "text",
    ['{"id": 1', '[{"id": NaN}]', "[" * 100_000, '{"id": 1} {"id": 2}', '[{"total": ' + "9" * 5000 + "}]"],
)
def test_file_is_refused_when_it_is_broken(tmp_path: Path, text: str) -> None:
    """Cut off, not JSON, or too deep: nothing of it is taken."""
    path = tmp_path / "orders.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileUnreadable) as refused:
        opened(path)

    assert refused.value.facts["why"] == "damaged"


def test_file_is_refused_when_it_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A JSON file is held in memory, so there is a limit."""
    monkeypatch.setattr(documents, "LARGEST", 20)
    with pytest.raises(FileUnreadable) as refused:
        opened(saved(tmp_path, [WOO]))

    assert refused.value.facts["why"] == "too_large"


def test_file_is_refused_when_it_has_no_orders(tmp_path: Path) -> None:
    """An empty list is a period without sales."""
    with pytest.raises(HeaderOnly):
        opened(saved(tmp_path, {"orders": []}))


@pytest.mark.parametrize("value", [{"name": "kfdesk", "version": 1}, [{"a": 1}], {"data": {"b": 2}}])
def test_file_is_refused_when_nobody_knows_its_fields(tmp_path: Path, value: object) -> None:
    """The fields that were found are shown."""
    with pytest.raises(FileNotRecognised) as refused:
        opened(saved(tmp_path, value))

    assert refused.value.facts["found"]


def test_progress_is_told_when_orders_are_read(tmp_path: Path) -> None:
    """Up to the size of the file."""
    path, told_bytes = saved(tmp_path, [WOO, WOO | {"id": 6, "number": "1006"}]), list[int]()
    list(opened(path).items(told_bytes.append))

    assert told_bytes[-1] == path.stat().st_size


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["12.00", "-1", "1e9"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from([*WOO, "billing", "refunds", "tax_lines", "shipping_lines"]), ANYTHING)
)
def test_nothing_but_ours_is_raised_when_fields_hold_anything(tmp_path: Path, odd: dict[str, Any]) -> None:
    """A field of another kind is told or passed over, never a traceback."""
    for item in opened(saved(tmp_path, [WOO, WOO | odd])).items(lambda _: None):
        assert isinstance(item, (Order, FileProblem))
