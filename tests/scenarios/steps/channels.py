"""Steps about the KashFlow Settings."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTableView, QWidget
from pytest_bdd import parsers, then, when

from tests.scenarios.person import Person

TABLE = "channel_settings_table"


def _table(person: Person) -> QTableView:
    return person.table(TABLE)


# ------------------------------------------------------------ what the table shows


@then(parsers.parse('"{channel}" has the columns "{columns}"'))
def has_columns(person: Person, channel: str, columns: str) -> None:
    """The guide's columns are in sight."""
    table = _table(person)
    shown = [title for n, title in enumerate(person.titles(TABLE)) if not table.isColumnHidden(n)]
    assert set(columns.split(", ")) <= set(shown)
    person.pilot.stand_on(table, channel, "Ready")


@then(parsers.parse('"{channel}" shows "{text}" under "{column}"'))
def says_under(person: Person, channel: str, text: str, column: str) -> None:
    """What a cell shows."""
    table = _table(person)
    person.pilot.wait_until(
        lambda: person.pilot.cell(table, channel, column) == text,
        f"{text} for {channel}, {column}; it says {person.pilot.cell(table, channel, column)}",
    )


@then(parsers.parse('I stand on "{column}" of "{channel}"'))
def stands_on(person: Person, column: str, channel: str) -> None:
    """The cell that the keys go to."""
    index = _table(person).currentIndex()
    model = index.model()
    titles = [model.headerData(n, o) for n, o in ((index.column(), _ACROSS), (index.row(), _DOWN))]
    assert [str(title).strip() for title in titles] == [column, channel]
    assert not _table(person).isColumnHidden(index.column())


_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


# ------------------------------------------------------------ setting


@when(parsers.parse('I set "{column}" of "{channel}" to "{value}"'))
def set_by_keyboard(person: Person, column: str, channel: str, value: str) -> None:
    """F2 opens the list, arrows and Enter choose."""
    person.pilot.set_cell(_table(person), channel, column, value)
    person.wait_until_idle()


@when(parsers.parse('I click "{column}" of "{channel}" and click "{value}" in the list'))
def set_by_mouse(person: Person, column: str, channel: str, value: str) -> None:
    """One click opens the list, another chooses."""
    click_cell(person, column, channel)
    combo = person.pilot.find(_table(person), "cell_editor", QComboBox)
    view = combo.view()
    person.pilot.wait_until(view.isVisible, "the list to open")
    index = combo.model().index(combo.findText(value), 0)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseMove(view.viewport(), place)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place, delay=_OPENING_MS)
    person.wait_until_idle()


_OPENING_MS = 400
"""Qt takes a click right after the list has opened for the end of the one that opened it."""


@when(parsers.parse('I click "{column}" of "{channel}"'))
def click_cell(person: Person, column: str, channel: str) -> None:
    """A plain click."""
    table = _table(person)
    person.pilot.stand_on(table, channel, column)
    index = table.currentIndex()
    table.scrollTo(index)
    place = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    person.pilot.settle()


@when(parsers.parse('I select "{column}" from "{first}" to "{last}"'))
def select_several(person: Person, column: str, first: str, last: str) -> None:
    """Shift and the Down key."""
    table = _table(person)
    person.pilot.stand_on(table, last, column)
    end = table.currentIndex().row()
    person.pilot.stand_on(table, first, column)
    for _ in range(end - table.currentIndex().row()):
        person.press_key(table, Qt.Key.Key_Down, shift=True)


@when(parsers.parse('I choose "{value}" for all of them'))
def choose_for_all(person: Person, value: str) -> None:
    """F2, and the list is for all selected rows."""
    table = _table(person)
    person.press_key(table, Qt.Key.Key_F2)
    person.pilot.choose_in_combo(person.pilot.find(table, "cell_editor", QComboBox), value)
    person.wait_until_idle()


@when("I undo")
def undo(person: Person) -> None:
    """Ctrl+Z in the table, with its window in front: else its keys go nowhere."""
    person.window.activateWindow()
    _table(person).setFocus()
    person.pilot.wait_until(person.window.isActiveWindow, "the window to be in front")
    person.press_key(_table(person), Qt.Key.Key_Z, ctrl=True)
    person.wait_until_idle()


@when("I redo")
def redo(person: Person) -> None:
    """The button, for its keys differ from system to system."""
    person.pilot.click(person.window, "redo_button")
    person.wait_until_idle()


# ------------------------------------------------------------ channels


@when(parsers.parse('I add the channel "{name}" for files of "{marketplace}"'))
def add_channel(person: Person, name: str, marketplace: str) -> None:
    """New channel asks for its name."""

    def answer(dialog: QWidget) -> None:
        person.pilot.write(dialog, "channel_name_edit", name)
        person.pilot.choose_in_combo(person.pilot.find(dialog, "marketplace_combo", QComboBox), marketplace)
        person.pilot.click(dialog, "accept_button")

    person.will_answer("channel_dialog", answer)
    person.press("New channel")
    person.wait_until_idle()


@when(parsers.parse('I try to set "{column}" of "{channel}" to "{value}"'))
def try_to_set(person: Person, column: str, channel: str, value: str) -> None:
    """It may be refused."""
    table = _table(person)
    person.pilot.stand_on(table, channel, column)
    choose_for_all(person, value)


@when(parsers.parse('somebody else sets "{setting}" of "{channel}" to "{value}"'))
def set_elsewhere(person: Person, setting: str, channel: str, value: str) -> None:
    """By the command line, while the window is open."""
    company = person.company_id
    settings = person.desk.settings
    found = settings.channel_named(company, channel)
    settings.change_several([found.id], {setting: settings.parse(company, setting, value)})
    person.desk.planner.reassess(found.id)
