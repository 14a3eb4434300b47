"""What commands say, as a shop owner reads it."""

from pathlib import Path

import pytest

from kfdesk.app import open_desk
from kfdesk.cli import run
from kfdesk.domain.company import Integration
from kfdesk.paths import resource_path
from tests.cli.desk_of_tests import Commands
from tests.services.watch_bench import etsy_statement
from tests.uk_orders import write_uk_file

REFUNDED = "#1007"
"""A practice order of which the file says that 8.40 went back, and not when."""


@pytest.fixture
def shop(commands: Commands, tmp_path: Path) -> Commands:
    """A linked practice company with two orders of a shop that is not set up."""
    write_uk_file(tmp_path / "orders.csv", 2)
    commands.link()
    commands("import", tmp_path / "orders.csv", "--channel", "Shop")
    return commands


def test_export_says_which_channels_are_off(shop: Commands) -> None:
    """Nobody wonders why nothing was sent; the orders say what is still to be set."""
    told = shop("export", "--dry-run")
    assert told.splitlines() == [
        "Nothing is ready to be exported. Nothing was sent.",
        "Not exported, for Export Orders is off: Shop.",
    ]
    still = "Shop is not ready. Still to be set: Sales Type, Payment Method, Bank Account."
    assert still in shop("orders")


def test_dry_run_says_what_an_export_would_post(shop: Commands) -> None:
    """Ready orders are not counted among those that wait; the export then says the same sum."""
    shop.set_up("Shop")
    gross = shop.json("orders")["orders"]
    total = sum(float(order["gross"]) for order in gross)
    assert shop("export", "--dry-run").splitlines() == [
        f"An export would post 2 orders: {total:.2f} GBP. Nothing was sent."
    ]
    assert shop("export").splitlines() == [f"Exported 2 orders: {total:.2f} GBP."]
    assert shop("export").splitlines() == ["Exported no orders."]


def test_refund_is_not_told_of_the_rest_when_the_command_comes_twice(commands: Commands) -> None:
    """The first takes the sum that the file has; the same again does not credit the whole invoice."""
    commands.link()
    commands("import", resource_path("practice/shopify_orders_export.csv"))
    commands.set_up("Shopify")
    commands("export", code=1)
    told = ("refund", REFUNDED, "--channel", "Shopify", "--date", "2026-11-12")
    assert "8.40 GBP given back" in commands(*told)
    assert "8.40 GBP is known already as given back" in commands(*told, code=2)
    assert "1.00 GBP given back" in commands(*told, "--amount", "1.00")
    posted = commands("export").splitlines()[-1]
    assert posted.lstrip().startswith(f"Shopify {REFUNDED} CN")


def test_order_that_was_not_undone_is_not_said_to_be_missing(shop: Commands) -> None:
    """An order that is there is not denied."""
    number = shop.json("orders")["orders"][0]["order_number"]
    assert "does not wait to be exported again" in shop("export-again", number, code=2)
    assert "There is no order nope." in shop("export-again", "nope", code=2)


@pytest.mark.parametrize(
    "command",
    [
        ("refund", "1", "--channel", "Shop", "--date", "12/11/2026"),
        ("settle", "1", "--channel", "Shop", "--date", "12/11/2026"),
        ("reconcile", "--from", "12/11/2026", "--to", "2026-11-30"),
    ],
)
def test_date_is_asked_for_by_an_example(commands: Commands, command: tuple[str, ...]) -> None:
    """A pattern of percent signs is for programmers."""
    assert "'12/11/2026' is not a date such as 2026-09-30." in commands(*command, code=2)


def test_report_without_known_orders_is_told_in_words(shop: Commands, tmp_path: Path) -> None:
    """Not as nought refunds of nought orders."""
    path = tmp_path / "statement.csv"
    path.write_text(etsy_statement(("77", "5.00")), encoding="utf-8")
    (tmp_path / "etsy.csv").write_bytes(resource_path("practice/etsy_sold_orders.csv").read_bytes())
    shop("import", tmp_path / "etsy.csv")
    told = shop("import", path, code=1).splitlines()
    assert told[0] == "statement.csv, for Etsy: no refunds of orders in the book, 1 order not in the book."


def test_file_for_a_channel_of_another_marketplace_is_refused_in_words(shop: Commands) -> None:
    """The channel is named, and what the file is about."""
    told = shop("import", resource_path("practice/etsy_sold_orders.csv"), "--channel", "Shop", code=2)
    assert "is about Etsy orders, and the channel Shop is not one for them" in told


def test_worst_outcome_of_several_files_is_the_exit_code(shop: Commands, tmp_path: Path) -> None:
    """Of a file that is refused and one whose channel does not fit, the refusal stands (DESIGN 7)."""
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    etsy = resource_path("practice/etsy_sold_orders.csv")
    shop("import", tmp_path / "empty.csv", etsy, "--channel", "Shop", code=1)


def test_headings_of_an_unknown_file_are_told_without_bare_marks(shop: Commands, tmp_path: Path) -> None:
    """As of an eBay file that is cut off in its line of commas."""
    (tmp_path / "cut.csv").write_text(",,,,,,,,\n,,,,,\n", encoding="utf-8")
    [told] = shop.json("import", tmp_path / "cut.csv", code=1)["files"]
    assert "Its columns begin: no headings." in told["problems"][0]["message"]


@pytest.mark.parametrize("is_watched", [False, True])
def test_import_that_was_cut_off_is_told_once(shop: Commands, tmp_path: Path, *, is_watched: bool) -> None:
    """By the next command; a file of a watched folder is read again by itself, so nothing is said."""
    path = tmp_path / "downloads" / "newer.csv"
    path.parent.mkdir()
    with open_desk(shop.folder) as desk:
        with desk.book.writing() as session:
            company_id = desk.logins.resolve(None).company_id
            [channel] = session.channels.of_company(company_id)
            session.orders.begin_file(channel.id, str(path), "sha", "shopify.orders")
            session.integrations.save(Integration("id-Downloads", "Downloads", "folder"))
        if is_watched:
            desk.watch.link("id-Downloads", str(path.parent))
    told = [errors_of(shop), errors_of(shop)]
    says = f"The import of {path} was cut off when kfdesk ended."
    assert [says in each for each in told] == [not is_watched, False]


def test_help_says_of_each_command_what_it_does(commands: Commands) -> None:
    """In one line that is not broken off."""
    assert "..." not in commands("--help").partition("Commands:")[2]


def errors_of(shop: Commands) -> str:
    """What listing the orders says on standard error."""
    shop.output.readouterr()
    assert run(["--data-dir", str(shop.folder), "orders"]) == 0
    return shop.output.readouterr().err
