"""`kfdesk refund`, and credit notes in the plain text of commands."""

from pathlib import Path

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


@pytest.mark.parametrize(
    ("number", "more", "says"),
    [
        ("", ("--amount", "a lot"), "not an amount"),
        ("", ("--amount", "nan"), "not an amount"),
        ("", ("--amount", "99999.00"), "is more than"),
        ("", ("--date", "2001-01-01"), "cannot have been given back"),
        ("none-such", (), "none-such"),
    ],
)
def test_refund_that_cannot_be_is_refused_in_words(
    shop: Commands, number: str, more: tuple[str, ...], says: str
) -> None:
    """Exit 2, and nothing is kept."""
    order = shop.json("orders")["orders"][0]
    wanted = number or order["order_number"]
    assert says in shop("refund", wanted, "--channel", "Shop", "--date", order["paid"], *more, code=2)
    assert shop.json("export", "--dry-run")["credit_notes"] == []
