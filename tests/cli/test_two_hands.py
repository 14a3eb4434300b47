"""By command: an order that a colleague entered by hand is shown beside it, and answered."""

import shutil
from pathlib import Path

import pytest

from tests.cli.desk_of_tests import Commands
from tests.uk_orders import write_uk_file


@pytest.fixture
def second(commands: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """A book without runs, on a company in which one invoice stands under another reference."""
    write_uk_file(tmp_path / "orders.csv", 1)
    for each in (commands, Commands(tmp_path / "second", capsys)):
        each.link()
        each("import", tmp_path / "orders.csv", "--channel", "Shop")
        each.set_up("Shop", "--record-payments", "off")
        if each is commands:
            each("export", "--settle", "0")
            each.company.edit_invoice(1, customer_reference="by phone")
            shutil.copytree(each.folder / "practice", tmp_path / "second" / "practice")
    each("export", "--settle", "0", code=1)
    return each


def test_order_is_shown_beside_the_invoice_and_answered(second: Commands) -> None:
    """Both references stand there; taken over, no second invoice is sent."""
    [order] = second.json("orders", "--state", "needs_attention")["orders"]
    number = order["order_number"]
    told = second("orders", "answer", number, "--channel", "Shop", code=2)
    assert f"Shop {number}" in told
    assert "in KashFlow: by phone" in told
    for line in ("--answer take-over ", "--answer two-sales ", "--answer leave-out "):
        assert line in told
    [answered] = second.json("orders", "answer", number, "--channel", "Shop", "--answer", "take-over")[
        "orders"
    ]
    assert answered["state"] == "waiting"
    found = second.json("export", "--settle", "0")
    assert (found["exported"], found["already"]) == (0, 1)
    assert [invoice.customer_reference for invoice in second.company.invoices()] == ["by phone"]
