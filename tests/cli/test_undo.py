"""`kfdesk undo`, `export-again` and `company`, as a script uses them."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from kfdesk.practice import Fault, FaultKind
from tests.cli.desk_of_tests import Commands
from tests.uk_orders import write_uk_file

ORDERS = 3
RESULT = {"run", "undoes", "plan", "deleted", "credited", "stays", "in_doubt", "not_done", "gross", "orders"}
ORDER = {
    *("channel", "order_number", "invoice_number", "action", "ending", "credit_note", "credit_note_number"),
    *("gross", "currency", "message"),
}


@pytest.fixture
def shop(commands: Commands, tmp_path: Path) -> Commands:
    """Three orders in the practice company, exported by run 1."""
    write_uk_file(tmp_path / "orders.csv", ORDERS)
    commands.link()
    commands("import", tmp_path / "orders.csv", "--channel", "Shop")
    commands.set_up("Shop")
    commands("export")
    return commands


def test_dry_run_says_what_would_be_done_and_changes_nothing(shop: Commands) -> None:
    """The object of an undo, `run` null and nothing done yet."""
    gross = shop.ledger_gross()
    planned = shop.json("undo", 1, "--dry-run")
    assert set(planned) == RESULT
    assert (planned["run"], planned["undoes"], planned["deleted"], planned["gross"]) == (None, 1, 0, {})
    assert planned["plan"] == {"delete": ORDERS, "credit_note": 0, "stays": 0}
    assert {frozenset(order) for order in planned["orders"]} == {frozenset(ORDER)}
    assert {(order["action"], order["ending"]) for order in planned["orders"]} == {("delete", "planned")}
    assert shop.ledger_gross() == gross
    assert "3 to delete" in shop("undo", 1, "--dry-run")


def test_undo_deletes_the_run_and_history_tells_of_it(shop: Commands) -> None:
    """The ledger is empty, the sum is what the run came to, and the run's own orders are undone."""
    [(currency, gross)] = shop.ledger_gross().items()
    done = shop.json("undo", 1)
    assert set(done) == RESULT
    assert (done["run"], done["deleted"], done["credited"]) == (2, ORDERS, 0)
    assert done["gross"] == {currency: str(gross)}
    assert not shop.company.invoices()
    assert not shop.company.payments()
    (run,) = shop.json("history", "--run", 1)["runs"]
    assert {order["state"] for order in run["orders"]} == {"undone"}
    assert [each["run"] for each in shop.json("history")["runs"]] == [2, 1]
    again = shop.json("undo", 1)
    assert (again["run"], again["stays"]) == (None, ORDERS)


def test_undone_orders_are_exported_again_when_chosen(shop: Commands) -> None:
    """By number or by run; nothing of them goes by itself."""
    shop("undo", 1)
    assert shop.json("export")["exported"] == 0
    number = shop.json("orders")["orders"][0]["order_number"]
    chosen = shop.json("export-again", number)
    assert [(each["order_number"], each["export_again"], each["state"]) for each in chosen["orders"]] == [
        (number, True, "ready")
    ]
    assert shop.json("export")["exported"] == 1
    assert len(shop.json("export-again", "--run", 1)["orders"]) == ORDERS - 1
    assert shop.json("export")["exported"] == ORDERS - 1
    assert len(shop.company.invoices()) == ORDERS


def test_filed_vat_makes_credit_notes_and_orders_that_cannot_go_again(shop: Commands) -> None:
    """Nothing is deleted in a filed period; its reference stays taken, exit 1 says so."""
    today = date.today().isoformat()  # noqa: DTZ011 - the day as the program's own clock has it, London's apart
    yesterday = (date.fromisoformat(today) - timedelta(days=1)).isoformat()
    told = shop.json("company", "--vat-filed-to", yesterday)
    assert told["vat_filed_to"] == yesterday
    planned = shop.json("undo", 1, "--dry-run")
    assert planned["plan"]["credit_note"] == ORDERS
    assert {order["credit_note"].endswith(" CN1") for order in planned["orders"]} == {True}
    done = shop.json("undo", 1)
    assert done["credited"] == ORDERS
    numbers = {order["credit_note_number"] for order in done["orders"]}
    assert numbers == {each.number for each in shop.company.invoices() if each.gross_amount < 0}
    assert sum(shop.ledger_gross().values()) == 0
    again = shop.json("export-again", "--run", 1, code=1)
    assert {order["export_again"] for order in again["orders"]} == {False}


def test_company_says_up_to_when_vat_is_filed(shop: Commands) -> None:
    """Not said, said, and none."""
    assert shop.json("company")["vat_filed_to"] is None
    assert "not said yet" in shop("company")
    assert shop.json("company", "--vat-filed-to", "2026-09-30")["vat_filed_to"] == "2026-09-30"
    assert shop.json("company", "--vat-filed-to", "none")["vat_filed_to"] == "none"
    for day in ("2999-01-01", date.today().isoformat()):  # noqa: DTZ011 - London's day or the one before
        shop("company", "--vat-filed-to", day, code=2)
    shop("company", "--vat-filed-to", "soon", code=2)


def test_undo_ends_with_1_when_something_is_left_to_settle(shop: Commands) -> None:
    """Never a clear answer: the invoices stand, and the next undo goes on with them."""
    shop.company.inject(Fault(FaultKind.DROP_BEFORE, "DeleteInvoicePayment", times=0))
    told = shop("undo", 1, "--settle", 0, code=1)
    assert told.count("not done") == len(shop.company.invoices()) == ORDERS
    shop.company.clear_faults()
    shop("undo", 1, "--settle", 0)
    assert shop.company.invoices() == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("undo",), 2),
        (("undo", 7), 2),
        (("undo", "all"), 2),
        (("export-again",), 2),
        (("export-again", "no-such-order"), 2),
        (("export-again", "--run", 7), 2),
    ],
)
def test_command_that_names_nothing_known_ends_with_2(
    shop: Commands, arguments: tuple[object, ...], code: int
) -> None:
    """And says what is wrong."""
    assert shop(*arguments, code=code)
