"""Steps about taking an export back."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytest_bdd import given, parsers, then, when

from kfdesk.domain.invoices import PaymentDraft
from tests.scenarios.person import Person
from tests.scenarios.steps.exports import ledger_gross


@when(parsers.parse('I undo the run, saying that no VAT return is filed, and the button reads "{label}"'))
def undo_the_run(person: Person, label: str) -> None:
    """The question, the list, the button, the result."""

    def say_yes(dialog: QWidget) -> None:
        person.pilot.click(dialog, "nothing_filed_radio")
        person.pilot.click(dialog, "look_button")
        person.pilot.find(dialog, "items_table")
        confirm = person.pilot.find(dialog, "confirm_button", QAbstractButton)
        assert confirm.text() == label
        person.pilot.click(dialog, "confirm_button")

    person.will_answer("undo_dialog", say_yes)
    person.press("Undo")
    person.pilot.find(person.window, "undo_result_view")
    person.wait_for_tasks()


@when("I look what an undo would do, and cancel")
def look_and_cancel(person: Person) -> None:
    """Nothing is asked of KashFlow but what it holds."""

    def think_better(dialog: QWidget) -> None:
        person.pilot.click(dialog, "nothing_filed_radio")
        person.pilot.click(dialog, "look_button")
        person.pilot.find(dialog, "items_table")
        person.pilot.click(dialog, "cancel_button")

    person.will_answer("undo_dialog", think_better)
    person.press("Undo")
    person.wait_for_tasks()


@given(parsers.parse("somebody pays {amount} on an invoice in KashFlow, and deletes another"))
def other_hands(person: Person, amount: str) -> None:
    """As a bookkeeper may, at any time."""
    paid, deleted, *_ = person.practice.invoices()
    other = person.practice.payments()[0]
    logins = person.desk.logins
    gateway = logins.gateway(logins.resolve(None))
    draft = PaymentDraft(Decimal(amount), paid.invoice_date, other.method_id, other.account_id, "by hand")
    gateway.add_payment(draft, paid.number)
    gateway.close()
    person.practice.delete_invoice(deleted.number)


@then(parsers.parse('it says that "{text}" came of it'))
def says_result(person: Person, text: str) -> None:
    """The headline of the result."""
    person.wait_for_text("result_title", text)


@then(parsers.parse('the runs are "{runs}"'))
def runs_are(person: Person, runs: str) -> None:
    """What each run did, the newest first."""
    person.pilot.wait_until(lambda: ", ".join(person.column("runs_table", "What")) == runs, runs)


@when(parsers.parse("I choose the undone orders of run {run:d} for export again"))
def choose_again(person: Person, run: int) -> None:
    """They are offered where the run is."""
    table = person.table("runs_table")
    names = [
        table.model().headerData(row, Qt.Orientation.Vertical) for row in range(table.model().rowCount())
    ]
    table.setCurrentIndex(table.model().index(names.index(f"Run {run}"), 0))
    person.wait_for_tasks()
    person.pilot.click(person.window, "export_again_button")
    person.wait_for_tasks()
    person.pilot.wait_until(lambda: person.was_told("go with the next export"), "what was chosen")


@then("all invoices in KashFlow come to nothing")
def come_to_nothing(person: Person) -> None:
    """Added up line by line."""
    assert ledger_gross(person.practice) == 0
