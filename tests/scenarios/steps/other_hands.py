"""Steps about what somebody else entered in KashFlow."""

from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QTextBrowser
from pytest_bdd import given, parsers, then, when

from kfdesk.practice import LedgerInvoice
from kfdesk.services.ports import OrderFilter
from tests.scenarios.person import Person
from tests.scenarios.steps.questions import answer, orders_page


def entered(person: Person) -> int:
    """The order that the colleague entered: the first of the book."""
    with person.desk.book.reading() as session:
        return min(session.orders.ids(OrderFilter(person.company_id)))


def invoice_of(person: Person, reference: str) -> LedgerInvoice:
    """The colleague's invoice."""
    return next(each for each in person.practice.invoices() if each.customer_reference == reference)


@given(parsers.parse('a colleague has entered one of them by hand, as "{reference}"'))
def colleague_entered(person: Person, reference: str) -> None:
    """For a customer of another code, on the same day, over the same sum."""
    posted = person.desk.planner.plan(entered(person)).posted
    assert posted is not None
    gateway = person.desk.logins.gateway(person.desk.logins.of_company(person.company_id))
    try:
        customer = gateway.add_customer(replace(posted.customer, code="BYHAND", source_id=0))
        gateway.add_invoice(replace(posted.invoice, stamp=reference), customer)
    finally:
        gateway.close()


@when(parsers.parse('my colleague deletes the invoice "{reference}"'))
def colleague_deletes(person: Person, reference: str) -> None:
    """In KashFlow itself."""
    person.practice.delete_invoice(invoice_of(person, reference).number)


@when("I choose the order that my colleague entered")
def choose_entered(person: Person) -> None:
    """It needs attention."""
    orders_page(person).show_order(entered(person))
    person.wait_until_idle()


@then(parsers.parse('I see it side by side with the invoice "{reference}"'))
def side_by_side(person: Person, reference: str) -> None:
    """Both references, and a way to the invoice."""
    detail = person.pilot.find(person.window, "order_detail", QTextBrowser)
    number = str(invoice_of(person, reference).number)

    def shows_both() -> bool:
        told = " ".join(detail.toPlainText().split())
        return f"Invoice {number} Reference Shop " in told and f" {reference} differs" in told

    person.pilot.wait_until(shows_both, "both side by side")
    assert person.pilot.find(person.window, "open_in_kashflow_button", QAbstractButton).isVisible()


@when(parsers.parse('I say of it "{text}"'))
def say(person: Person, text: str) -> None:
    """With the button below the order."""
    answer(person, "answer_button", text, "order_radio")


@then(parsers.parse('the button reads "{text}"'))
def export_button_reads(person: Person, text: str) -> None:
    """On the Export page."""
    button = person.pilot.find(person.window, "export_button", QAbstractButton)
    person.pilot.wait_until(lambda: button.text() == text, text)
