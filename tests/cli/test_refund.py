"""`kfdesk refund`, and credit notes in the plain text of commands."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.cli.desk_of_tests import Commands
from tests.uk_orders import write_uk_file


@pytest.fixture
def shop(commands: Commands, tmp_path: Path) -> Commands:
    """A linked practice company with two orders exported."""
    write_uk_file(tmp_path / "orders.csv", 2)
    commands.link()
    commands("import", tmp_path / "orders.csv", "--channel", "Shop")
    commands.set_up("Shop")
    commands("export")
    return commands


def test_refund_is_posted_by_the_next_export(shop: Commands) -> None:
    """Told, shown by the dry run, posted, and in the history of its run."""
    order = shop.json("orders")["orders"][0]
    told = ("refund", order["order_number"], "--channel", "shop", "--amount", "1.50", "--date", order["paid"])
    assert "Nothing was sent now" in shop(*told, "--note", "cracked")
    assert len(shop.company.invoices()) == 2
    [note] = shop.json("export", "--dry-run")["credit_notes"]
    assert (note["state"], note["gross"]) == ("ready", "-1.50")
    assert f"{note['credit_note']}  -  -1.50 GBP  Ready" in shop("export", "--dry-run")
    assert "Posted 1 credit note: -1.50 GBP." in shop("export")
    posted = shop.company.invoices()[-1]
    assert posted.customer_reference == note["credit_note"]
    run = shop.json("history")["runs"][0]["run"]
    assert f"{note['credit_note']}  {posted.number}  -1.50 GBP  Exported" in shop("history", "--run", run)
    [listed] = shop.json("history", "--run", run)["runs"][0]["credit_notes"]
    assert listed["invoice_number"] == posted.number


def test_refund_is_all_that_is_left_unless_told_otherwise(shop: Commands) -> None:
    """What it did is one object with --json."""
    order = shop.json("orders")["orders"][0]
    told = shop.json("refund", order["order_number"], "--channel", "Shop", "--date", order["paid"])
    assert told == {
        "channel": "Shop",
        "order_number": order["order_number"],
        "invoice_number": order["invoice_number"],
        "amount": order["gross"],
        "currency": "GBP",
        "date": order["paid"],
        "left": "0.00",
    }


def test_order_is_found_when_the_sign_before_its_number_is_left_out(shop: Commands) -> None:
    """A shell takes `#1001` for a comment."""
    order = shop.json("orders")["orders"][0]
    assert order["order_number"].startswith("#")
    bare = order["order_number"].removeprefix("#")
    told = shop.json("refund", bare, "--channel", "Shop", "--date", order["paid"])
    assert told["order_number"] == order["order_number"]


def test_runs_are_told_in_the_time_of_london(shop: Commands) -> None:
    """As in the window, and not in UTC, which is an hour off in summer."""
    started = datetime.fromisoformat(shop.json("history")["runs"][0]["started"])
    assert f"{started.astimezone(ZoneInfo('Europe/London')):%d %b %Y %H:%M}" in shop("history")
    assert "UTC" not in shop("history")


def test_refund_that_cannot_be_is_refused_in_words(shop: Commands) -> None:
    """Exit 2, and nothing is kept."""
    order = shop.json("orders")["orders"][0]
    number = order["order_number"]
    wrong: tuple[tuple[str, tuple[str, ...], str], ...] = (
        (number, ("--amount", "a lot"), "not an amount"),
        (number, ("--amount", "nan"), "not an amount"),
        (number, ("--amount", "99999.00"), "is more than"),
        (number, ("--date", "2001-01-01"), "cannot have been given back"),
        ("none-such", (), "none-such"),
    )
    for wanted, more, says in wrong:
        assert says in shop("refund", wanted, "--channel", "Shop", "--date", order["paid"], *more, code=2)
    assert shop.json("export", "--dry-run")["credit_notes"] == []


# -- orders that changed


@pytest.fixture
def changed(shop: Commands, tmp_path: Path) -> dict[str, Any]:
    """An order that a newer file has for a pound less."""
    order: dict[str, Any] = shop.json("orders")["orders"][0]
    total = Decimal(order["gross"])
    text = (tmp_path / "orders.csv").read_text()
    (tmp_path / "newer.csv").write_text(text.replace(str(total), str(total - 1)))
    shop("import", tmp_path / "newer.csv", "--channel", "Shop")
    return order


def test_change_is_shown_and_the_difference_credited(shop: Commands, changed: dict[str, Any]) -> None:
    """Before and after, then a credit note with the next export."""
    which = (changed["order_number"], "--channel", "Shop")
    shown = shop.json("settle", *which)
    less = Decimal(shown["difference"])
    assert (shown["before"]["gross"], shown["settled"]) == (changed["gross"], False)
    assert shown["after"] is None or Decimal(shown["after"]["gross"]) == Decimal(changed["gross"]) - less
    assert "as sent" in shop("settle", *which)
    assert "either" in shop("settle", *which, "--leave", "--credit", "all", code=2)
    assert "wants a day" in shop("settle", *which, "--credit", "all", code=2)
    credited = shop.json("settle", *which, "--credit", "all", "--date", changed["paid"])
    assert credited["settled"]
    [note] = shop.json("export")["credit_notes"]
    assert note["gross"] == f"-{changed['gross']}"


def test_change_is_left_as_it_is(shop: Commands, changed: dict[str, Any]) -> None:
    """And nothing is left to settle then."""
    which = (changed["order_number"], "--channel", "Shop")
    assert "Nothing about it waits for you." in shop("settle", *which, "--leave")
    assert "waits for you" in shop("settle", *which, "--leave", code=2)
    assert shop.json("export")["credit_notes"] == []
