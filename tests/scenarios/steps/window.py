"""Steps for any window: press, choose, type, see."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget
from pytest_bdd import parsers, then, when

from tests.scenarios.person import Person


@when(parsers.parse('I press "{label}"'))
def press(person: Person, label: str) -> None:
    """Press a button."""
    person.press(label)


@when(parsers.parse('I go to "{page}"'))
def go_to(person: Person, page: str) -> None:
    """Choose a page in the left-hand menu."""
    person.go_to(page)


@when(parsers.parse('I choose "{entry}"'))
def choose(person: Person, entry: str) -> None:
    """Choose an entry of the list in front."""
    entries = person.pilot.find(person.place, "package_list", QListWidget)
    person.pilot.choose(person.place, entries.objectName(), entry)


@when(parsers.re(r'I enter "(?P<text>.*)" as (?P<field>.+)'))
def enter(person: Person, text: str, field: str) -> None:
    """Fill in a field."""
    person.fill_in(field, text)


@when("I press the Enter key")
def press_enter(person: Person) -> None:
    """Enter goes where the focus is, once the page can be left."""
    person.wait_for_tasks()
    focus = QApplication.focusWidget() or person.place
    person.press_key(focus, Qt.Key.Key_Return)


@when("I press the Down key in the list")
def press_down(person: Person) -> None:
    """To the next entry."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, QListWidget), focus
    person.press_key(focus, Qt.Key.Key_Down)


@when(parsers.parse('I type "{first}", the Tab key, "{second}" and the Enter key'))
def type_two(person: Person, first: str, second: str) -> None:
    """Two fields by keyboard alone."""
    for text, key in ((first, Qt.Key.Key_Tab), (second, Qt.Key.Key_Return)):
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        QTest.keyClicks(focus, text)
        person.press_key(focus, key)


@when("I close kfdesk and start it again")
def restart(person: Person) -> None:
    """Only the book and the keyring are left."""
    person.restart()


@then(parsers.parse('I see the "{page}"'))
@then(parsers.parse('I see "{page}"'))
def see(person: Person, page: str) -> None:
    """A page is in front."""
    person.see(page)


@then(parsers.parse('I can choose "{entry}"'))
def can_choose(person: Person, entry: str) -> None:
    """A list in front has this entry."""
    names = ("type_list", "package_list")
    lists = [each for name in names for each in person.place.findChildren(QListWidget, name)]
    shown = [each.item(row).text() for each in lists if each.isVisible() for row in range(each.count())]
    assert entry in shown


@then(parsers.parse('the left-hand menu has "{page}"'))
def menu_has(person: Person, page: str) -> None:
    """A page is offered."""
    person.pilot.wait_until(lambda: page in person.listed("navigation"), f"{page} in the menu")


@then(parsers.parse('the left-hand menu no longer has "{page}"'))
def menu_lacks(person: Person, page: str) -> None:
    """A page is not offered."""
    person.pilot.wait_until(lambda: page not in person.listed("navigation"), f"no {page} in the menu")


@then(parsers.parse('it says "{text}"'))
def it_says(person: Person, text: str) -> None:
    """Something in front says so."""
    person.pilot.wait_until(lambda: any(text in said for said in person.says()), text)


@then(parsers.parse('I am told "{text}"'))
def am_told(person: Person, text: str) -> None:
    """A box said so, and was closed."""
    person.pilot.wait_until(lambda: person.was_told(text), text)


@then("the window says that nothing reaches KashFlow")
def practice_band(person: Person) -> None:
    """The band of the practice company."""
    person.pilot.wait_until(lambda: _band(person).isVisible(), "the band of the practice company")
    assert _band(person).text() == "Practice company: nothing here reaches KashFlow"


@then("the window does not speak of practice")
def no_practice_band(person: Person) -> None:
    """A real company has no band."""
    person.wait_for_tasks()
    assert not _band(person).isVisible()


@then(parsers.parse('the window is titled "{title}"'))
def titled(person: Person, title: str) -> None:
    """The company stands in the title."""
    person.pilot.wait_until(lambda: person.window.windowTitle() == title, title)


def _band(person: Person) -> QLabel:
    return person.window.practice_band
