"""Steps about order files: dropped, taken, refused."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QLabel, QTextBrowser, QWidget
from pytest_bdd import given, parsers, then, when

from kfdesk.paths import resource_path
from tests.scenarios.person import Person
from tests.uk_orders import write_uk_file

WRONG_REPORTS = {
    "Etsy deposits report": "Date,Amount,Currency,Status,Bank Account Ending Digits\n"
    '"November 2, 2026",9.99,GBP,Sent,0000\n',
    "Shopify payouts report": "Payout Date,Status,Charges,Refunds,Fee,Net,Payout ID\n"
    "2026-11-02,paid,9.99,0.00,0.40,9.59,1\n",
    "PayPal activity": "Date,Time,Name,Type,Gross,Fee,Net,Transaction ID,Balance\n"
    "02/11/2026,10:00:00,Sam Buyer,Payment,9.99,-0.40,9.59,1A2B,9.59\n",
}


def write_orders(person: Person, count: int, name: str = "orders.csv") -> Path:
    """A shop's order file; what its buyers paid stands in `paid_in`."""
    path = person.folder / name
    write_uk_file(path, count)
    return path


def paid_in(person: Person, count: int) -> dict[str, Decimal]:
    """What each buyer of such a file paid."""
    return write_uk_file(person.folder / "same.csv", count)


@given(parsers.parse('its channel "{channel}" has {count:d} orders'))
def channel_has_orders(person: Person, channel: str, count: int) -> None:
    """Imported some days ago; nothing is set yet."""
    company = person.company_id
    person.desk.importer.import_file(
        write_orders(person, count, f"{channel}.csv"), company, channel, is_practice_company=True
    )


@given(parsers.parse('its channel "{channel}" has {count:d} orders ready to export'))
def channel_is_ready(person: Person, channel: str, count: int) -> None:
    """Imported, set and switched on some days ago."""
    channel_has_orders(person, channel, count)
    set_all(person, channel)


def set_all(person: Person, channel: str) -> None:
    """Give a channel all it needs."""
    company = person.company_id
    settings = person.desk.settings
    wanted = {
        "sales_type": "Sale of Goods",
        "payment_method": "Card",
        "bank_account": "Current Account",
        "export_orders": "on",
    }
    values = {name: settings.parse(company, name, text) for name, text in wanted.items()}
    found = settings.channel_named(company, channel)
    settings.change_several([found.id], values)
    person.desk.planner.reassess(found.id)


# ------------------------------------------------------------ dropping


@when(parsers.parse('I drop an order file of {count:d} orders, and call its channel "{channel}"'))
def drop_and_name(person: Person, count: int, channel: str) -> None:
    """The question which channel it is comes, and is answered."""
    path = write_orders(person, count)

    def name_it(dialog: QWidget) -> None:
        notes = [label.text() for label in dialog.findChildren(QLabel)]
        assert any("for good" in note for note in notes)
        person.pilot.write(dialog, "channel_name_edit", channel)
        person.pilot.click(dialog, "accept_button")

    drop(person, path, name_it)


@when(
    parsers.parse(
        'I drop an order file of {count:d} orders, call its channel "{channel}", and leave the older ones out'
    )
)
def drop_and_leave_out(person: Person, count: int, channel: str) -> None:
    """A real company asks whether older orders were posted some other way."""

    def leave_out(dialog: QWidget) -> None:
        question = person.pilot.find(dialog, "question_label", QLabel).text()
        assert f"{count} of these {count} orders are dated before" in question
        assert not person.pilot.find(dialog, "accept_button").isEnabled()
        person.pilot.click(dialog, "leave_out_radio")
        person.pilot.click(dialog, "accept_button")

    person.will_answer("export_from_dialog", leave_out)
    drop_and_name(person, count, channel)


@when(parsers.parse('I make everything ready for "{channel}"'))
def make_ready(person: Person, channel: str) -> None:
    """Sales type, payment method and account, and Export Orders."""
    set_all(person, channel)


@when(parsers.parse('I drop the practice file "{name}"'))
def drop_practice_file(person: Person, name: str) -> None:
    """One of the files that ship with kfdesk."""
    drop(person, resource_path("practice") / name, lambda dialog: person.pilot.click(dialog, "accept_button"))


@when(parsers.parse("I drop the {report} instead of the orders"))
def drop_wrong_report(person: Person, report: str) -> None:
    """A report that holds no orders."""
    path = person.folder / "report.csv"
    path.write_text(WRONG_REPORTS[report], encoding="utf-8")
    drop(person, path)


@when(parsers.parse("I drop a statement that gives back {gross} of its first order"))
def drop_statement(person: Person, gross: str) -> None:
    """Etsy's monthly statement, about an order of the practice file."""
    orders = (resource_path("practice") / "etsy_sold_orders.csv").read_text(encoding="utf-8")
    number = orders.splitlines()[1].split(",")[1]
    path = person.folder / "statement.csv"
    path.write_text(
        "Date,Type,Title,Info,Currency,Amount,Fees & Taxes,Net,Tax Details\n"
        f'"9 November 2026",Refund,"Refund to buyer for Order #{number}",,GBP,-£{gross},--,-£{gross},--\n',
        encoding="utf-8",
    )
    drop(person, path)


@when(parsers.parse("I drop the same order file of {count:d} orders again"))
def drop_again(person: Person, count: int) -> None:
    """Its channel is known by now."""
    drop(person, write_orders(person, count))


def drop(person: Person, path: Path, answer: Callable[[QWidget], None] | None = None) -> None:
    """Drop a file on the window and wait until it is taken or refused."""
    if answer is not None:
        person.will_answer("channel_for_file_dialog", answer)
    person.pilot.drop(person.window, [path])
    person.see("Orders")
    person.wait_until_idle()
    person.will_answer("channel_for_file_dialog", lambda dialog: person.pilot.click(dialog, "cancel_button"))


# ------------------------------------------------------------ what came of it


@then(parsers.parse("it says that {count:d} orders are new"))
def orders_are_new(person: Person, count: int) -> None:
    """The headline of the import."""
    person.wait_for_text("import_label", f"{count} new orders.")


@then(parsers.parse('the import says "{text}"'))
def import_says(person: Person, text: str) -> None:
    """What came of the file."""
    view = person.pilot.find(person.window, "result_view", QTextBrowser)
    person.pilot.wait_until(lambda: text in view.toPlainText(), f"{text} in {view.toPlainText()}")


@then("no order is in the book")
def no_order(person: Person) -> None:
    """Nothing was taken."""
    company = person.company_id
    with person.desk.book.reading() as session:
        assert not session.orders.counts(company)
