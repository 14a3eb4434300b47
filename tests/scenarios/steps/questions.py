"""Steps about what holds orders up, and the answers a person gives."""

import csv
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtWidgets import QAbstractButton, QRadioButton, QTextBrowser, QWidget
from pytest_bdd import parsers, then, when

from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Why
from kfdesk.paths import resource_path
from kfdesk.services.ports import OrderFilter, OrderRow
from kfdesk.ui.orders.page import OrdersPage
from tests.scenarios.person import Person

PENNY = Decimal("0.01")
ETSY = "etsy_sold_orders.csv"


def asking(person: Person) -> list[OrderRow]:
    """The orders that ask for their VAT rate, as the book has it."""
    with person.desk.book.reading() as session:
        which = OrderFilter(person.company_id, state=OrderState.NEEDS_ATTENTION)
        rows = session.orders.rows(session.orders.ids(which))
    return [row for row in rows if row.reason and row.reason.why is Why.VAT_UNKNOWN]


def orders_page(person: Person) -> OrdersPage:
    page = person.see("Orders")
    assert isinstance(page, OrdersPage)
    return page


@then(parsers.parse('"{text}" needs attention'))
def needs_attention(person: Person, text: str) -> None:
    """One line for all orders that one cause holds up."""
    count = len(asking(person))
    person.pilot.wait_until(
        lambda: f"{count} {text}" in person.listed("attention_list"), f"{text} among what needs attention"
    )


@then(parsers.parse('"{text}" needs no attention any more'))
def needs_none(person: Person, text: str) -> None:
    """It is gone from the list."""
    page = orders_page(person)
    entries = page.attention_list
    person.pilot.wait_until(
        lambda: not any(text in entries.item(row).text() for row in range(entries.count())), "the mend"
    )
    assert asking(person) == []


def answer(person: Person, button: str, text: str, scope: str) -> None:
    """Open the question, choose, look what would be posted, and say so."""

    def choose(dialog: QWidget) -> None:
        accept = person.pilot.find(dialog, "accept_button", QAbstractButton)
        [radio] = [each for each in dialog.findChildren(QRadioButton) if each.text() == text]
        person.pilot.click(dialog, radio.objectName())
        person.pilot.click(dialog, scope)
        outcome = person.pilot.find(dialog, "outcome_view", QTextBrowser)
        person.pilot.wait_until(lambda: bool(outcome.toPlainText()), "what would be posted")
        person.pilot.wait_until(accept.isEnabled, "an answer that can be given")
        person.pilot.click(dialog, "accept_button")

    person.will_answer("answer_dialog", choose)
    person.pilot.click(person.window, button)
    person.wait_for_tasks()


@when(parsers.parse('I answer it with "{text}" for all of these orders'))
def answer_all(person: Person, text: str) -> None:
    """Once for the whole group."""
    answer(person, "mend_button", text, "group_radio")


@when("I choose an order that asks for its VAT rate")
def choose_order(person: Person) -> None:
    """Any of them."""
    orders_page(person).show_order(asking(person)[0].id)
    person.wait_until_idle()


@when(parsers.parse('I answer it with "{text}" for this order alone'))
def answer_one(person: Person, text: str) -> None:
    """With the button below the order."""
    before = len(asking(person))
    answer(person, "answer_button", text, "order_radio")
    person.pilot.wait_until(lambda: len(asking(person)) == before - 1, "one order fewer that asks")


@then("the other orders still ask")
def others_ask(person: Person) -> None:
    """The line says one fewer."""
    needs_attention(person, "Etsy orders: The file does not say the VAT rate.")


@when("I think better of it, and want to be asked again")
def ask_again(person: Person) -> None:
    """The button now changes the answer."""
    before = len(asking(person))
    button = orders_page(person).order_pane.answer_button
    person.pilot.wait_until(lambda: button.text() == "Change the answer…", "the answer to be there")

    def choose(dialog: QWidget) -> None:
        person.pilot.click(dialog, "ask_again_radio")
        person.pilot.click(dialog, "accept_button")

    person.will_answer("answer_dialog", choose)
    person.pilot.click(person.window, "answer_button")
    person.pilot.wait_until(lambda: len(asking(person)) == before + 1, "one order more that asks")
    person.wait_for_tasks()


@then("all of them ask")
def all_ask(person: Person) -> None:
    """As before."""
    needs_attention(person, "Etsy orders: The file does not say the VAT rate.")
    assert len(asking(person)) == len(paid_within_uk())


@then(parsers.parse('the chosen order says who answered "{text}"'))
def says_who(person: Person, text: str) -> None:
    """Kept with what would be posted, and later with what was."""
    detail = person.pilot.find(person.window, "order_detail", QTextBrowser)
    told = f"VAT rate not in the file: “{text}”, as "
    person.pilot.wait_until(lambda: told in detail.toPlainText(), "who answered")


@then("KashFlow holds every Etsy order sent within the UK, at 20 per cent of what its buyer paid")
def ledger_at_standard_rate(person: Person) -> None:
    """Read from the practice company's own ledger, and added up here."""
    found = {
        invoice.customer_reference.removeprefix("Etsy "): invoice
        for invoice in person.practice.invoices()
        if all(line.net_amount >= 0 for line in invoice.lines)
    }
    for number, paid in paid_within_uk().items():
        lines = found[number].lines
        vat = sum((line.vat_amount for line in lines), Decimal(0))
        assert sum((line.net_amount for line in lines), vat) == paid
        assert vat == (paid * 20 / 120).quantize(PENNY, ROUND_HALF_UP)


def paid_within_uk() -> dict[str, Decimal]:
    """By number, what the buyers of the file's orders paid that stayed in the UK."""
    text = (resource_path("practice") / ETSY).read_text(encoding="utf-8")
    return {
        row["Order ID"]: Decimal(row["Order total"])
        for row in csv.DictReader(text.splitlines())
        if row["Delivery Country"] == "United Kingdom"
    }
