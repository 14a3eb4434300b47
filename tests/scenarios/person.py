"""Somebody at the desk: the real window, what they press and type, and what they are told."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QTableView,
    QWidget,
)

from kfdesk.app import PracticeHouse, SystemClock, build, practice_package
from kfdesk.credentials import KeyringCredentials
from kfdesk.kashflow.package import SoapPackage, kashflow_package
from kfdesk.practice import PracticeCompany, PracticeServer
from kfdesk.services.desk import Desk
from kfdesk.store import open_book
from kfdesk.tour.pilot import NotSeenError, Pilot
from kfdesk.ui.main_window import MainWindow
from kfdesk.ui.pages import make_window
from kfdesk.ui.start import make_application
from kfdesk.ui.tasks import task_pool
from tests.scenarios.impatient import ImpatientPackage

W = TypeVar("W", bound=QWidget)
Answer = Callable[[QWidget], None]

LIMIT_MS = 30_000
LOOK_EVERY_MS = 10
SERVICE = "/api/service.asmx"
PAGES = {
    "Overview": "overview_page",
    "Orders": "orders_page",
    "Export": "export_page",
    "History": "history_page",
    "Reconcile": "reconcile_page",
    "KashFlow Settings": "kashflow_settings_page",
    "Integration Manager": "integration_manager_page",
    "Integration type": "type_page",
    "Package": "package_page",
    "Profile name": "profile_page",
    "KashFlow Integration details": "credentials_page",
    "Access": "access_page",
    "Linked": "linked_page",
}
BUTTONS = {
    "Add Integration": "next_button",
    "Go on without checking": "go_on_button",
    "Accept proposals": "accept_button",
    "Copy the address": "copy_address_button",
    "Pause": "active_button",
    "Resume": "active_button",
    "Stop after this order": "cancel_button",
    "Back to the runs": "back_button",
}
"""Buttons whose objectName is not their label; the label is checked all the same."""
FIELDS = {"user name": "username_edit"}


class Person:
    """Finds things by objectName as they are called in the guide, and acts on them."""

    def __init__(self, folder: Path) -> None:
        """Make a book of their own; nothing is opened yet."""
        make_application()
        self.folder = folder
        self.pilot = Pilot(LIMIT_MS)
        self.told: list[str] = []
        self._answers: dict[str, Answer] = {}
        self._window: MainWindow | None = None
        self._servers: dict[str, PracticeServer] = {}
        self._house = PracticeHouse(folder / "practice")
        self._book = open_book(folder / "book")
        self._desk = self._build(kashflow_package())
        self._watch = self._start_watch()

    # ------------------------------------------------------------ what there is

    @property
    def desk(self) -> Desk:
        """The services behind the window."""
        return self._desk

    @property
    def practice(self) -> PracticeCompany:
        """The practice company's ledger."""
        return PracticeCompany(self._house.folder)

    @property
    def company_id(self) -> int:
        """The company that is linked."""
        found = self._desk.logins.resolve(None).company_id
        assert found is not None
        return found

    def real_company(self, name: str) -> PracticeCompany:
        """A company that is linked as KashFlow itself: served on this computer, but no practice."""
        if name not in self._servers:
            company = PracticeCompany(self.folder / name)
            company.change(company_name=name)
            server = PracticeServer(self.folder / name)
            server.start()
            self._servers[name] = server
        return PracticeCompany(self.folder / name)

    def address_of(self, name: str) -> str:
        """The service address of such a company."""
        self.real_company(name)
        return self._servers[name].endpoint

    def be_impatient(self, seconds: float) -> None:
        """Wait this long for a look, instead of 20 seconds."""
        given = kashflow_package()
        names = given.__dataclass_fields__
        package = ImpatientPackage(**{name: getattr(given, name) for name in names}, look_s=seconds)
        self._desk = self._build(package)

    def _build(self, kashflow: SoapPackage) -> Desk:
        packages = (kashflow, practice_package(self._house.address))
        return build(self._book, KeyringCredentials(), packages, SystemClock(), self.folder / "locks")

    def restart(self) -> None:
        """Close the window and come back to a program that remembers nothing but its book."""
        self.close_window()
        self._desk = self._build(replace(kashflow_package()))

    # ------------------------------------------------------------ the window

    @property
    def window(self) -> MainWindow:
        """The window, opened when first looked at."""
        if self._window is None:
            self._window = make_window(self._desk, self.folder / "window.ini")
            self._window.resize(1280, 860)
            self._window.show()
            self._window.open_first_page()
            self.pilot.settle()
        return self._window

    @property
    def place(self) -> QWidget:
        """The dialog in front, else the window."""
        dialog = QApplication.activeModalWidget()
        return dialog if isinstance(dialog, QDialog) and dialog.isVisible() else self.window

    def close_window(self) -> None:
        """Close what is open, and wait for what is under way."""
        if isinstance(self.place, QDialog):
            self.place.close()
        if self._window is not None:
            window, self._window = self._window, None
            window.close()
            self.pilot.wait_until(lambda: not window.isVisible(), "the window to close")
            self.wait_for_tasks()
            window.deleteLater()
            self.pilot.settle()

    def leave(self) -> None:
        """Go home: nothing is left running."""
        self._watch.stop()
        for server in self._servers.values():
            server.stop()  # which ends what still waits for an answer
        self.close_window()
        self._house.stop()
        self._book.close()

    def wait_for_tasks(self) -> None:
        """Until nothing runs in the pool any more, nor anything that an end has set off."""
        is_at_rest = False
        while not is_at_rest:
            self.pilot.wait_until(lambda: task_pool().activeThreadCount() == 0, "the tasks to end")
            self.pilot.settle()  # a result that arrives now may open a dialog, or start the next task
            is_at_rest = task_pool().activeThreadCount() == 0

    def wait_until_idle(self) -> None:
        """Until the page in front has done what it was asked for."""
        page = self.window.stack.currentWidget()
        self.pilot.wait_until(lambda: not getattr(page, "is_busy", False), "the page to be idle")
        self.wait_for_tasks()

    # ------------------------------------------------------------ acting

    def see(self, name: str) -> QWidget:
        """Wait until a page is in front."""
        return self.pilot.find(self.place, PAGES[name], QWidget)

    def go_to(self, label: str) -> QWidget:
        """Choose a page in the left-hand menu."""
        self.pilot.choose(self.window, "navigation", label)
        page = self.pilot.find(self.window, PAGES[label], QWidget)
        self.wait_until_idle()
        return page

    def button(self, label: str) -> QAbstractButton:
        """A button by its label: found by its objectName, and the label is seen to be right."""
        name = BUTTONS.get(label, f"{_slug(label)}_button")
        button = self.pilot.find(self.place, name, QAbstractButton)
        self.pilot.wait_until(lambda: _plain(button.text()) == label, f"{label} on {name}")
        return button

    def press(self, label: str) -> None:
        """Press a button, once it can be pressed."""
        try:
            self.pilot.click(self.place, self.button(label).objectName())
        except NotSeenError as error:
            raise NotSeenError(f"{error}; the page says: {self.says()}") from error

    def fill_in(self, field: str, text: str) -> None:
        """Type into a field; the service address stands under Advanced."""
        name = FIELDS.get(field, f"{_slug(field)}_edit")
        if name == "service_address_edit" and not self._is_seen(name):
            self.press("Advanced")
        self.pilot.write(self.place, name, text)

    def _is_seen(self, name: str) -> bool:
        return any(edit.isVisible() for edit in self.place.findChildren(QLineEdit, name))

    def table(self, name: str) -> QTableView:
        """A table of the page in front."""
        return self.pilot.find(self.window, name, QTableView)

    def rows(self, name: str) -> list[list[str]]:
        """What a table shows, row by row."""
        model = self.table(name).model()
        columns = range(model.columnCount())
        return [[str(model.index(row, c).data()) for c in columns] for row in range(model.rowCount())]

    def column(self, name: str, title: str) -> list[str]:
        """What a table shows in one column."""
        return [row[self.titles(name).index(title)] for row in self.rows(name)]

    def titles(self, name: str) -> list[str]:
        """The titles of a table's columns."""
        model = self.table(name).model()
        across = Qt.Orientation.Horizontal
        return [str(model.headerData(n, across)) for n in range(model.columnCount())]

    def listed(self, name: str) -> list[str]:
        """The entries of a list."""
        entries = self.pilot.find(self.place, name, QListWidget)
        return [entries.item(row).text() for row in range(entries.count())]

    def choose_in_combo(self, name: str, text: str) -> None:
        """Choose an entry of a combo of the page in front."""
        self.pilot.choose_in_combo(self.pilot.find(self.window, name, QComboBox), text)

    def press_key(self, widget: QWidget, key: Qt.Key, *, ctrl: bool = False, shift: bool = False) -> None:
        """Press a key."""
        keys = Qt.KeyboardModifier.NoModifier
        keys |= Qt.KeyboardModifier.ControlModifier if ctrl else keys
        keys |= Qt.KeyboardModifier.ShiftModifier if shift else keys
        QTest.keyClick(widget, key, keys)
        self.pilot.settle()

    # ------------------------------------------------------------ seeing

    def text_of(self, name: str) -> str:
        """What a label in front says."""
        return self.pilot.find(self.place, name, QLabel).text()

    def wait_for_text(self, name: str, text: str) -> None:
        """Until a label in front says something."""
        self.pilot.wait_until(
            lambda: any(text in label.text() for label in self._labels(name)), f"{name}: {text}"
        )

    def _labels(self, name: str) -> Iterable[QLabel]:
        return (each for each in self.place.findChildren(QLabel, name) if each.isVisible())

    def says(self) -> list[str]:
        """All that stands on the page in front."""
        labels = self.place.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    # ------------------------------------------------------------ dialogs that wait for an answer

    def will_answer(self, dialog: str, how: Answer) -> None:
        """Answer the next dialog of this objectName; it holds up whatever opened it."""
        self._answers[dialog] = how

    def was_told(self, text: str) -> bool:
        """Whether a box said this; it counts as read then."""
        found = [each for each in self.told if text in each]
        self.told = [each for each in self.told if text not in each]
        return bool(found)

    def _start_watch(self) -> QTimer:
        timer = QTimer()
        timer.setInterval(LOOK_EVERY_MS)
        timer.timeout.connect(self._look_at_dialogs)
        timer.start()
        return timer

    def _look_at_dialogs(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            return
        how = self._answers.pop(dialog.objectName(), None)
        if how is not None:
            self._watch.stop()
            how(dialog)
            self._watch.start()
        elif isinstance(dialog, QMessageBox):
            self.told.append(f"{dialog.text()} {dialog.informativeText()}")
            dialog.reject()


def _slug(label: str) -> str:
    return label.replace(" ", "_").casefold()


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
