"""The Integration Manager: what is linked, and what its buttons do."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QAbstractItemModel, QDate, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kfdesk import words
from kfdesk.domain.company import NOTHING_FILED, IntegrationState
from kfdesk.domain.errors import KeyringLocked
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.integrations import IntegrationManagerPage
from kfdesk.ui.integrations.rows import make_model, read_rows
from kfdesk.ui.link_wizard import LinkWizard
from kfdesk.ui.messages import Messages
from kfdesk.ui.record_table import RecordTable
from kfdesk.ui.vat_filed import VatFiledDialog
from tests.fakes import refused
from tests.ui.access import nameless_widgets
from tests.ui.bench import LinkBench, a_link_desk, make_link_bench

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def bench(tmp_path: Path) -> LinkBench:
    """An empty book and two packages."""
    return make_link_bench(tmp_path / "data")


class Manager:
    """Drives the page by the names of its widgets."""

    def __init__(self, qtbot: QtBot, bench: LinkBench) -> None:
        self.events = DeskEvents()
        self.page = IntegrationManagerPage(a_link_desk(bench), self.events)
        qtbot.addWidget(self.page)
        self.page.show()

    def find(self, kind: type[W], name: str) -> W:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def button(self, name: str) -> QPushButton:
        return self.find(QPushButton, name)

    def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def choose(self, profile: str) -> None:
        """Stand on the row of a profile."""
        model = self.page.integrations_table.model()
        names = [model.index(row, 0).data() for row in range(model.rowCount())]
        self.page.integrations_table.setCurrentIndex(model.index(names.index(profile), 0))

    def rows(self) -> list[list[str]]:
        model = self.find(RecordTable, "integrations_table").model()
        return [[model.index(row, column).data() for column in range(5)] for row in range(model.rowCount())]

    @property
    def wizard(self) -> LinkWizard:
        return self.find(LinkWizard, "link_wizard")

    @property
    def enabled(self) -> list[str]:
        names = ("edit", "test", "active", "remove")
        return [name for name in names if self.button(f"{name}_button").isEnabled()]


@pytest.fixture
def manager(qtbot: QtBot, bench: LinkBench) -> Manager:
    """The page over one linked integration and one not linked yet."""
    bench.links.link("kashflow", "Shop", "ann", "secret")
    bench.links.add("practice", "Begun")
    return Manager(qtbot, bench)


def test_table_shows_profile_type_package_state_and_last_look(manager: Manager) -> None:
    """Each integration is a row with the guide's columns."""
    assert manager.rows() == [
        ["Begun", "Accounts", "KashFlow practice company", "Not linked yet", "never"],
        ["Shop", "Accounts", "KashFlow", "Linked: Acme Ltd", "23 Nov 2026, 12:00"],
    ]


def test_table_model_keeps_qts_rules(manager: Manager, bench: LinkBench, qtmodeltester: ModelTester) -> None:
    """The model passes Qt's own checks while rows come and go."""
    model = make_model()
    check = cast("Callable[[QAbstractItemModel], None]", qtmodeltester.check)  # it has no types
    check(model)
    model.set_records(read_rows(a_link_desk(bench)))
    model.sort(4, Qt.SortOrder.DescendingOrder)
    check(model)


def test_page_says_what_to_do_when_nothing_is_linked(qtbot: QtBot, bench: LinkBench) -> None:
    """The empty page leads to New Integration."""
    manager = Manager(qtbot, bench)
    assert manager.find(QLabel, "empty_text").isVisible()
    assert manager.enabled == []
    assert manager.button("new_integration_button").isEnabled()


def test_buttons_are_those_that_make_sense(manager: Manager, bench: LinkBench) -> None:
    """What is not linked can be edited and removed; what is paused cannot be tested."""
    manager.choose("Begun")
    assert manager.enabled == ["edit", "remove"]
    manager.choose("Shop")
    assert manager.enabled == ["edit", "test", "active", "remove"]
    manager.click("active_button")
    assert manager.enabled == ["edit", "active", "remove"]
    assert manager.button("active_button").text().replace("&", "") == "Resume"


def test_new_integration_opens_the_wizard(manager: Manager) -> None:
    """The button opens the wizard on its first page, and Cancel there changes nothing."""
    manager.click("new_integration_button")
    assert manager.wizard.currentPage().objectName() == "type_page"
    manager.wizard.reject()
    assert len(manager.rows()) == 2


def test_wizard_that_linked_tells_the_company(manager: Manager, qtbot: QtBot) -> None:
    """After Finish the window hears of the company, and the row is the one stood on."""
    manager.choose("Begun")
    manager.click("edit_button")
    wizard = manager.wizard
    for name, text in (("username_edit", "practice"), ("password_edit", "practice")):
        edit = wizard.findChild(QLineEdit, name)
        assert edit is not None
        QTest.keyClicks(edit, text)
    wizard.next()
    wizard.next()
    with qtbot.waitSignal(manager.page.company_linked) as told:
        wizard.accept()
    assert told.args is not None
    assert told.args[0].name == "Practice Company"
    assert manager.rows()[0][3] == "Linked: Practice Company"


def test_enter_on_a_row_opens_edit(manager: Manager) -> None:
    """The keyboard reaches Edit from the table."""
    manager.choose("Shop")
    QTest.keyClick(manager.page.integrations_table, Qt.Key.Key_Return)
    assert manager.wizard.currentPage().objectName() == "credentials_page"
    manager.wizard.reject()


def test_test_says_that_the_company_answers(manager: Manager) -> None:
    """A look that succeeds names the company."""
    manager.choose("Shop")
    manager.click("test_button")
    assert "Acme Ltd answers" in manager.find(QLabel, "outcome_label").text()


def test_test_shows_the_refusal_and_marks_the_row(manager: Manager, bench: LinkBench) -> None:
    """A look that fails says why and what to do, and the row says that the last look failed."""
    failure = bench.package.failure = refused()
    manager.choose("Shop")
    manager.click("test_button")
    assert manager.find(QLabel, "failure_title").text() == words.title(failure)
    assert manager.rows()[1][3] == "Last look failed: Acme Ltd"


def test_test_asks_for_the_password_when_none_is_kept(manager: Manager, bench: LinkBench) -> None:
    """Without a password Test leads to where it is entered."""
    manager.choose("Shop")
    bench.logins.forget(next(each.id for each in bench.logins.integrations() if each.profile_name == "Shop"))
    manager.click("test_button")
    assert manager.wizard.currentPage().objectName() == "credentials_page"
    manager.wizard.reject()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Says yes to every question, and writes down what was asked."""
    asked: list[str] = []

    def yes(_parent: QWidget | None, title: str, text: str, _yes_label: str) -> bool:
        asked.append(f"{title} {text}")
        return True

    monkeypatch.setattr(Messages, "ask", yes)
    return asked


def test_remove_says_what_stays_and_removes(manager: Manager, answers: list[str]) -> None:
    """Before Remove the person reads that orders and settings stay."""
    manager.choose("Shop")
    manager.click("remove_button")
    assert "Acme Ltd stay in the book" in answers[0]
    assert [row[0] for row in manager.rows()] == ["Begun"]


def test_remove_shows_why_when_the_keyring_is_locked(
    manager: Manager, bench: LinkBench, answers: list[str]
) -> None:
    """A password that could not be removed is said, and the integration stays."""
    bench.keyring.failure = KeyringLocked()
    manager.choose("Shop")
    manager.click("remove_button")
    assert manager.find(QLabel, "failure_title").text() == words.title(KeyringLocked())
    assert len(manager.rows()) == 2


def test_remove_does_nothing_when_the_person_thinks_better(
    manager: Manager, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancel in the question keeps everything."""
    monkeypatch.setattr(Messages, "ask", lambda *_arguments: False)
    manager.click("remove_button")
    assert len(manager.rows()) == 2


def test_stop_forgets_a_look_that_is_under_way(
    qtbot: QtBot, real_pool: QThreadPool, bench: LinkBench
) -> None:
    """While a look is under way it can be stopped, and what it finds changes nothing."""
    shop = bench.links.link("kashflow", "Shop", "ann", "secret").integration
    manager = Manager(qtbot, bench)
    qtbot.waitUntil(lambda: manager.enabled != [])
    bench.package.failure = refused()
    with bench.package.held():
        manager.click("test_button")
        assert manager.find(QWidget, "progress_bar").isVisible()
        assert manager.enabled == []
        manager.click("stop_button")
        assert manager.enabled == ["edit", "test", "active", "remove"]
    assert real_pool.waitForDone(5000)
    assert bench.logins.integration(shop.id).state is IntegrationState.LINKED


def test_everything_that_takes_the_focus_has_a_name(manager: Manager) -> None:
    """Each widget of the page that takes the focus has an accessible name."""
    assert nameless_widgets(manager.page) == []


def test_vat_filed_is_asked_and_kept_for_the_company(
    manager: Manager, bench: LinkBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known is shown; the answer is kept, told, and the orders are told of it."""
    known: list[date | None] = []

    def answer(cls: object, name: str, filed_to: date | None, today: date, parent: object) -> date:
        known.append(filed_to)
        return date(2026, 9, 30)

    monkeypatch.setattr(VatFiledDialog, "ask", classmethod(answer))
    manager.choose("Begun")
    assert not manager.button("vat_filed_button").isEnabled()
    manager.choose("Shop")
    changes: list[bool] = []
    manager.events.orders_changed.connect(lambda: changes.append(True))
    manager.click("vat_filed_button")
    assert manager.find(QLabel, "outcome_label").text() == "VAT is filed up to 30 Sept 2026."
    assert changes == [True]
    manager.choose("Shop")
    manager.click("vat_filed_button")
    assert known == [None, date(2026, 9, 30)]


def test_vat_filed_dialog_chooses_nothing_beforehand(qtbot: QtBot) -> None:
    """A guess would be an answer; today and later cannot be chosen, for the period is not over."""
    today = date(2026, 11, 23)
    dialog = VatFiledDialog("Acme Ltd", None, today)
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    assert nameless_widgets(dialog) == []
    dialog.field.nothing_filed_radio.click()
    assert dialog.accept_button.isEnabled()
    assert dialog.field.value == NOTHING_FILED
    dialog.field.vat_filed_edit.setDate(QDate(2027, 5, 5))
    assert dialog.field.value == date(2026, 11, 22)
    again = VatFiledDialog("Acme Ltd", date(2026, 9, 30), today)
    qtbot.addWidget(again)
    assert again.field.value == date(2026, 9, 30)
