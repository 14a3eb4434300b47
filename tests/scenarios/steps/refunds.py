"""Steps about money given back after an export."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QAbstractButton, QLabel, QTextBrowser, QWidget
from pytest_bdd import given, parsers, then, when

from kfdesk.services.export import ExportRequest
from kfdesk.services.export_report import ExportProgress
from tests.scenarios.person import Person


class _Nobody:
    """Watches an export without a word."""

    def progressed(self, progress: ExportProgress) -> None:
        """Nothing is shown."""

    def is_cancelled(self) -> bool:
        return False


@given("its orders were exported")
def were_exported(person: Person) -> None:
    """Some days ago."""
    desk = person.desk
    desk.logins.use(desk.logins.of_company(person.company_id).id, "practice")
    result = desk.exporter.run(ExportRequest(person.company_id), _Nobody())
    assert result.stopped_by is None


@when(parsers.parse('I tell that "{amount}" was given back for an order'))
def tell_refund(person: Person, amount: str) -> None:
    """The first order of the list, today."""

    def tell(dialog: QWidget) -> None:
        person.pilot.write(dialog, "amount_edit", amount)
        person.pilot.click(dialog, "accept_button")

    _ask_refund(person, tell)


@when(parsers.parse('I try to tell that "{amount}" was given back for an order'))
def try_refund(person: Person, amount: str) -> None:
    """What the dialog says while it is typed is kept for later."""

    def look(dialog: QWidget) -> None:
        person.pilot.write(dialog, "amount_edit", amount)
        accept = dialog.findChild(QAbstractButton, "accept_button")
        problem = dialog.findChild(QLabel, "problem_label")
        assert accept
        assert problem
        assert not accept.isEnabled()
        person.told.append(problem.text())
        person.pilot.click(dialog, "cancel_button")

    _ask_refund(person, look)


def _ask_refund(person: Person, answer: Callable[[QWidget], None]) -> None:
    person.wait_for_tasks()
    person.will_answer("refund_dialog", answer)
    button = person.pilot.find(person.window, "refund_button", QAbstractButton)
    person.pilot.wait_until(lambda: button.isVisible() and button.isEnabled(), "Refund…")
    person.pilot.click(person.window, "refund_button")
    person.wait_for_tasks()


@then(parsers.parse('I was told while typing that it "{text}"'))
def told_while_typing(person: Person, text: str) -> None:
    """In the dialog itself."""
    assert person.was_told(text)


@then("the order says that nothing was sent yet")
def says_to_come(person: Person) -> None:
    """The pane beside the list tells of the credit note to come."""
    pane = person.pilot.find(person.window, "order_detail", QTextBrowser)
    person.pilot.wait_until(lambda: "Nothing was sent yet" in pane.toPlainText(), "the note to come")


@then(parsers.parse('the preview shows a credit note over "{gross}" and no invoice'))
def preview_shows_note(person: Person, gross: str) -> None:
    """One row, marked as what it is."""
    person.pilot.find(person.window, "preview_table")
    person.pilot.wait_until(lambda: len(person.rows("preview_table")) == 1, "one row")
    assert person.column("preview_table", "Document") == ["Credit note"]
    assert person.column("preview_table", "Gross") == [gross]


@then(parsers.parse('it says that "{text}"'))
def result_says(person: Person, text: str) -> None:
    """The headline of the result."""
    person.wait_for_text("result_title", text)


@then(parsers.parse("KashFlow holds a credit note over {amount}, paid back the way its invoice was paid"))
def holds_note(person: Person, amount: str) -> None:
    """In the practice company's ledger: the same method and account, the other sign."""
    *invoices, note = person.practice.invoices()
    reference, mark, number = note.customer_reference.rpartition(" CN")
    assert (mark, number) == (" CN", "1")
    assert reference in {each.customer_reference for each in invoices}
    assert (note.gross_amount, note.amount_paid) == (-Decimal(amount), -Decimal(amount))
    [invoice] = [each for each in invoices if each.customer_reference == reference]
    payments = {each.invoice_number: each for each in person.practice.payments()}
    came, went = payments[invoice.number], payments[note.number]
    assert (came.method_id, came.account_id) == (went.method_id, went.account_id)
