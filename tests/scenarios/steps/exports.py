"""Steps about the preview, the export and its history."""

from collections import Counter
from decimal import Decimal

from PySide6.QtWidgets import QAbstractButton, QLabel, QProgressBar, QWidget
from pytest_bdd import given, parsers, then, when

from kfdesk.practice import PracticeCompany
from tests.scenarios.person import Person
from tests.scenarios.steps.files import paid_in

# ------------------------------------------------------------ the preview


@then(parsers.parse("the preview shows {count:d} invoices"))
def preview_shows(person: Person, count: int) -> None:
    """A row an invoice."""
    person.pilot.find(person.window, "preview_table")
    person.pilot.wait_until(lambda: len(person.rows("preview_table")) == count, f"{count} invoices")


@then("the preview comes to what the buyers paid, to the penny")
def preview_sums(person: Person) -> None:
    """Net and VAT of each row make its gross, which is what the buyer paid."""
    titles, rows = person.titles("preview_table"), person.rows("preview_table")
    paid = paid_in(person, len(rows))
    shown = {row[titles.index("Order")]: _amount(row[titles.index("Gross")]) for row in rows}
    assert shown == paid
    for row in rows:
        net, vat, gross = (_amount(row[titles.index(title)]) for title in ("Net", "VAT", "Gross"))
        assert net + vat == gross


@then(parsers.parse('the button reads what will be exported, and to "{company}"'))
def button_reads(person: Person, company: str) -> None:
    """Count, sum and company."""
    count = len(person.rows("preview_table"))
    total = sum(paid_in(person, count).values(), Decimal(0))
    button = person.pilot.find(person.window, "export_button", QAbstractButton)
    assert button.text() == f"Export {count} invoices, £{total:,.2f}, to {company}"


@then("there is nothing to export")
def nothing_to_export(person: Person) -> None:
    """The button cannot be pressed, or is not there at all."""
    person.wait_for_tasks()
    buttons = person.window.findChildren(QAbstractButton, "export_button")
    assert not any(each.isVisible() and each.isEnabled() for each in buttons)


# ------------------------------------------------------------ the export


@when("I export what is shown")
def export(person: Person) -> None:
    """Press the button and wait for the result."""
    person.pilot.click(person.window, "export_button")
    person.pilot.find(person.window, "result_view")
    person.wait_for_tasks()


@when("I press the button for what was shown")
def press_export(person: Person) -> None:
    """Whatever comes of it."""
    person.pilot.click(person.window, "export_button")
    person.wait_for_tasks()


@when(parsers.parse('I export what is shown, and give the password "{password}"'))
def export_with_password(person: Person, password: str) -> None:
    """It is asked for, for this session."""

    def give(dialog: QWidget) -> None:
        notes = [label.text() for label in dialog.findChildren(QLabel)]
        assert any("written nowhere" in note for note in notes)
        person.pilot.write(dialog, "password_edit", password)
        person.pilot.click(dialog, "ok_button")

    person.will_answer("password_dialog", give)
    export(person)


@when(parsers.parse("I export what is shown, and stop it after a few invoices"))
def export_and_stop(person: Person) -> None:
    """The way to stop is on the page all the time; the order under way is brought to its end."""
    person.pilot.click(person.window, "export_button")
    running = person.pilot.find(person.window, "running_view", QWidget)
    bar = person.pilot.find(running, "progress_bar", QProgressBar)
    sums = person.pilot.find(running, "sums_label", QLabel)
    person.pilot.wait_until(lambda: bar.value() > 2 and "Posted so far" in sums.text(), "a few invoices")
    person.press("Stop after this order")
    person.pilot.find(person.window, "result_view")
    person.wait_for_tasks()


@given(parsers.parse("KashFlow takes {milliseconds:d} milliseconds for an answer"))
def slow_answers(person: Person, milliseconds: int) -> None:
    """As a service on the internet would."""
    person.practice.change(delay_ms=milliseconds)


@then(parsers.parse("it says that {count:d} invoices were posted"))
def were_posted(person: Person, count: int) -> None:
    """The headline of the result."""
    person.wait_for_text("result_title", f"{count} invoices posted, ")


@then("it says that I stopped it")
def says_stopped(person: Person) -> None:
    """What stopping meant."""
    person.wait_for_text("stopped_label", "You stopped the export.")


@then(parsers.parse("KashFlow holds more than {few:d} and fewer than {many:d} invoices"))
def holds_some(person: Person, few: int, many: int) -> None:
    """Some were posted, the rest was not."""
    assert few < len(person.practice.invoices()) < many


@then(parsers.parse("KashFlow holds {count:d} invoices, one an order, over what the buyers paid"))
def ledger_holds(person: Person, count: int) -> None:
    """Counted in the practice company's ledger itself."""
    invoices = person.practice.invoices()
    orders = [invoice.customer_reference.split("#")[-1] for invoice in invoices]
    assert len(invoices) == count
    assert max(Counter(orders).values()) == 1
    assert ledger_gross(person.practice) == sum(paid_in(person, count).values())


def ledger_gross(company: PracticeCompany) -> Decimal:
    """What the lines of all invoices come to."""
    lines = (line for invoice in company.invoices() for line in invoice.lines)
    return sum((line.net_amount + line.vat_amount for line in lines), Decimal(0))


@then("each of them is paid")
def each_is_paid(person: Person) -> None:
    """One payment an invoice, over all of it."""
    invoices, payments = person.practice.invoices(), person.practice.payments()
    assert {p.invoice_number: p.amount for p in payments} == {i.number: i.gross_amount for i in invoices}
    assert len(payments) == len(invoices)


@then(parsers.parse("KashFlow still holds {count:d} invoices"))
def ledger_still_holds(person: Person, count: int) -> None:
    """Nothing was posted twice."""
    assert len(person.practice.invoices()) == count


@then(parsers.parse('"{company}" holds no invoice'))
def company_holds_none(person: Person, company: str) -> None:
    """Nothing reached its books."""
    assert not person.real_company(company).invoices()


# ------------------------------------------------------------ History


@then(parsers.parse("the last run exported {count:d} invoices"))
def last_run(person: Person, count: int) -> None:
    """The first row of the runs."""
    person.pilot.wait_until(lambda: person.rows("runs_table"), "a run in History")
    person.pilot.wait_until(
        lambda: person.column("runs_table", "Exported")[0] == str(count), f"{count} exported"
    )


@then("each of its invoices was read back and is equal")
def were_read_back(person: Person) -> None:
    """With their KashFlow numbers."""
    person.pilot.wait_until(lambda: person.rows("postings_table"), "the invoices of the run")
    states = person.column("postings_table", "State")
    assert all(state.startswith("Read back and equal") for state in states), states
    assert all(int(number) for number in person.column("postings_table", "KashFlow number"))


def _amount(text: str) -> Decimal:
    return Decimal(text.replace("£", "").replace(",", "").strip())
