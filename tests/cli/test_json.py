"""What `--json` prints: one object, with the names that scripts are written against."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk_of_tests import Commands
from tests.uk_orders import write_uk_file

COUNTS = {"exported", "already", "needs_attention", "in_doubt", "skipped", "waiting"}
ORDER = {"channel", "order_number", "state", "invoice_number", "gross", "currency", "message"}
EXPORT = COUNTS | {"run", "gross", "orders", "credit_notes"}
FILE = {"path", "format", "orders", "new", "changed", "unchanged", "problems"}
CHANNEL = {
    *("name", "stamp", "ready", "missing"),
    *("export", "customer_source", "payment_method", "bank_account", "sales_type", "delivery_type"),
    *("vat", "vat_unknown", "sku_rates", "invoice_date", "export_from", "which_orders", "customers"),
    *("record_payments", "foreign_currency", "foreign_payments"),
}
LISTED_ORDER = ORDER | {"ordered", "paid", "despatched", "buyer"}
RUN = COUNTS | {"run", "profile", "started", "ended", "gross"}
ORDERS = 3


@pytest.fixture
def shop(commands: Commands, tmp_path: Path) -> Commands:
    """A linked practice company with a channel of three orders, ready to export."""
    write_uk_file(tmp_path / "orders.csv", ORDERS)
    commands.link()
    commands("import", tmp_path / "orders.csv", "--channel", "Shop")
    commands.set_up("Shop")
    return commands


def test_import_lists_files_when_asked_for_json(commands: Commands, tmp_path: Path) -> None:
    """An object a file, with its counts and the rows that are a problem."""
    write_uk_file(tmp_path / "orders.csv", ORDERS)
    commands.link()
    printed = commands.json("import", tmp_path / "orders.csv", "--channel", "Shop")
    assert set(printed) == {"files"}
    (file,) = printed["files"]
    assert set(file) == FILE
    assert file["format"].startswith("shopify")
    assert (file["orders"], file["new"], file["changed"], file["unchanged"]) == (3, 3, 0, 0)
    assert file["problems"] == []


def test_import_tells_of_the_refused_file_when_another_is_taken(commands: Commands, tmp_path: Path) -> None:
    """A refused file does not stop the others; its problem stands in the same list, exit 1."""
    write_uk_file(tmp_path / "good.csv", ORDERS)
    (tmp_path / "empty.csv").write_text("")
    commands.link()
    printed = commands.json(
        "import", tmp_path / "empty.csv", tmp_path / "good.csv", "--channel", "Shop", code=1
    )
    empty, good = printed["files"]
    assert set(empty) == FILE
    assert "is empty" in empty["problems"][0]["message"]
    assert set(empty["problems"][0]) == {"row", "message"}
    assert good["new"] == ORDERS


def test_report_is_counted_in_the_same_shape_as_an_order_file(commands: Commands, tmp_path: Path) -> None:
    """Orders it touched, those it changed, and the rows of orders that the book does not have; exit 1."""
    report = tmp_path / "statement.csv"
    report.write_text(
        "Date,Type,Title,Info,Currency,Amount,Fees & Taxes,Net,Tax Details\n"
        "5 October 2026,Refund,Refund for Order #3812345671,,GBP,-£5.00,--,-£5.00,--\n"
        "6 October 2026,Refund,Refund for Order #77,,GBP,-£5.00,--,-£5.00,--\n",
        encoding="utf-8",
    )
    orders = Path(__file__).parents[1] / "data" / "orders" / "etsy_sold_orders_uk.csv"
    number = orders.read_text(encoding="utf-8").splitlines()[1].split(",")[1]
    report.write_text(report.read_text(encoding="utf-8").replace("3812345671", number), encoding="utf-8")
    commands.link()
    first = commands.json("import", report, orders, code=1)["files"][0]
    again = commands.json("import", report, code=1)["files"][0]
    assert set(first) == FILE
    assert first["format"] == "etsy.statement"
    counts = [(told["orders"], told["new"], told["changed"], told["unchanged"]) for told in (first, again)]
    assert counts == [(1, 0, 1, 0), (1, 0, 0, 1)]
    assert [problem["row"] for problem in first["problems"]] == [3]
    assert "Order 77 is not in the book." in first["problems"][0]["message"]


def test_channels_lists_every_setting_when_asked_for_json(shop: Commands) -> None:
    """The options of `channels set` with `_` for `-`, and name, stamp, ready, missing."""
    (channel,) = shop.json("channels")["channels"]
    assert set(channel) == CHANNEL
    assert (channel["name"], channel["stamp"], channel["ready"]) == ("Shop", "Shop", True)
    assert (channel["export"], channel["sales_type"], channel["missing"]) == ("on", "Sale of Goods", [])


def test_orders_are_listed_when_asked_for_json(shop: Commands) -> None:
    """Days as YYYY-MM-DD, amounts as text, and no invoice number before the export."""
    listed = shop.json("orders")["orders"]
    assert len(listed) == ORDERS
    for order in listed:
        assert set(order) == LISTED_ORDER
        assert order["ordered"].count("-") == 2
        assert Decimal(order["gross"]) > 0
        assert order["invoice_number"] is None
        assert order["state"] == "ready"


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--state", "ready"), ORDERS),
        (("--state", "exported"), 0),
        (("--channel", "shop"), ORDERS),
    ],
)
def test_orders_are_filtered_when_asked(shop: Commands, options: tuple[str, ...], count: int) -> None:
    """By state and by channel, ignoring case."""
    assert len(shop.json("orders", *options)["orders"]) == count


def test_export_prints_its_object_when_done(shop: Commands) -> None:
    """The counts add up to the orders looked at, and gross is what was exported."""
    printed = shop.json("export")
    _assert_export(printed)
    assert printed["exported"] == ORDERS
    assert Decimal(printed["gross"]["GBP"]) == sum(Decimal(order["gross"]) for order in printed["orders"])
    assert all(isinstance(order["invoice_number"], int) for order in printed["orders"])
    assert printed["credit_notes"] == []


def test_dry_run_sends_nothing_when_asked_for(shop: Commands) -> None:
    """The same object, with run null and the state as it stands; no creating call is made."""
    printed = shop.json("export", "--dry-run")
    _assert_export(printed)
    assert printed["run"] is None
    assert printed["exported"] == 0
    assert printed["gross"] == {}
    assert {order["state"] for order in printed["orders"]} == {"ready"}
    assert not [call for call in shop.company.calls() if call.operation.startswith("Insert")]
    assert shop.json("history") == {"runs": []}


def test_export_takes_only_the_channels_named_when_some_are(shop: Commands, tmp_path: Path) -> None:
    """Orders of others are not looked at."""
    more = tmp_path / "more.csv"
    write_uk_file(more, 1)
    text = more.read_text().replace("#1", "#9").replace("5000000", "9000000").replace("ref-", "other-")
    more.write_text(text)  # the same sale in two channels would be a double
    shop("import", tmp_path / "more.csv", "--channel", "Other")
    shop.set_up("Other")
    printed = shop.json("export", "--channel", "other")
    assert [order["channel"] for order in printed["orders"]] == ["Other"]
    assert printed["exported"] == 1


def test_history_lists_runs_and_one_with_its_orders_when_asked(shop: Commands) -> None:
    """With --run also `orders`, as in the export."""
    run = shop.json("export")["run"]
    (listed,) = shop.json("history")["runs"]
    assert set(listed) == RUN
    assert (listed["run"], listed["profile"], listed["exported"]) == (run, "Practice", ORDERS)
    (one,) = shop.json("history", "--run", run)["runs"]
    assert set(one) == RUN | {"orders"}
    assert all(set(order) == ORDER for order in one["orders"])


def _assert_export(printed: dict[str, Any]) -> None:
    assert set(printed) == EXPORT
    assert all(set(order) == ORDER for order in printed["orders"])
    assert sum(printed[count] for count in COUNTS) == len(printed["orders"]) == ORDERS
