"""The window: pages made late, one company at a time, files dropped anywhere, closing."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kfdesk.domain.company import Company, CompanyDetails
from kfdesk.services.desk import Desk
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.main_window import MainWindow
from kfdesk.ui.navigation import PageEntry, PageFactory
from tests.ui.access import nameless_widgets
from tests.ui.bench import LinkBench, a_link_desk, make_link_bench

W = TypeVar("W", bound=QWidget)
OTHER = CompanyDetails("Bolt Ltd", "GB987654321", is_vat_registered=True, home_currency="GBP")
LONG = "The Extraordinarily Long Name of a Small Business in Llanfairpwllgwyngyllgogerychwyrndrobwll"


class BusyPage(QWidget):
    """A page with work that closing must not cut off."""

    def __init__(self) -> None:
        super().__init__()
        self.is_running = False
        self.was_asked = False

    def may_close(self) -> bool:
        return not self.is_running

    def stop(self) -> None:
        self.was_asked = True


class Stage:
    """A window with three plain pages, and what it made of them."""

    def __init__(self, qtbot: QtBot, desk: Desk, folder: Path) -> None:
        self.made: list[str] = []
        self.busy_page = BusyPage()
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        entries = (
            PageEntry("overview_page", "Overview", "overview", self._make("overview_page")),
            PageEntry("export_page", "Export", "export", lambda _desk, _events: self.busy_page),
            PageEntry(
                "kashflow_settings_page",
                "KashFlow Settings",
                "channels",
                self._make("kashflow_settings_page"),
                needs_company=True,
            ),
            PageEntry(
                "integration_manager_page",
                "Integration Manager",
                "integrations",
                self._make("integration_manager_page"),
                is_listed=False,
            ),
        )
        self.events = DeskEvents()
        self.window = MainWindow(desk, self.events, entries, settings)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.open_first_page()

    def _make(self, name: str) -> PageFactory:
        def factory(_desk: Desk, _events: DeskEvents) -> QWidget:
            self.made.append(name)
            page = QWidget()
            page.setObjectName(name)
            return page

        return factory

    def find(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    @property
    def listed(self) -> list[str]:
        navigation = self.find(QListWidget, "navigation")
        return [navigation.item(row).text() for row in range(navigation.count())]

    @property
    def page(self) -> str:
        shown = self.window.stack.currentWidget()
        assert shown is not None
        return shown.objectName()


@pytest.fixture
def bench(tmp_path: Path) -> LinkBench:
    """An empty book and two packages."""
    return make_link_bench(tmp_path / "data")


@pytest.fixture
def stage(qtbot: QtBot, bench: LinkBench, tmp_path: Path) -> Stage:
    """The window while nothing is linked."""
    return Stage(qtbot, a_link_desk(bench), tmp_path)


def link(bench: LinkBench, name: str = "Shop") -> Company:
    """Link Acme Ltd under a profile name."""
    return bench.links.link("kashflow", name, "ann", "secret").company


def link_other(bench: LinkBench) -> Company:
    """Link Bolt Ltd too."""
    bench.package.companies["bob", "hidden"] = OTHER
    return bench.links.link("kashflow", "Other", "bob", "hidden").company


def test_pages_are_made_when_they_are_first_shown(stage: Stage) -> None:
    """Only the first page is there at the start; another comes with its first visit, and only once."""
    assert stage.made == ["overview_page"]
    for _ in range(2):
        QTest.mouseClick(stage.find(QPushButton, "settings_button"), Qt.MouseButton.LeftButton)
    assert stage.made == ["overview_page", "integration_manager_page"]
    assert stage.page == "integration_manager_page"


def test_settings_of_the_menu_open_the_integration_manager(stage: Stage) -> None:
    """Settings… in the menu is the system's Preferences and leads to the same page."""
    action = stage.window.findChild(QAction, "settings_action")
    assert action is not None
    assert action.menuRole() == QAction.MenuRole.PreferencesRole
    action.trigger()
    assert stage.page == "integration_manager_page"


def test_kashflow_settings_are_listed_once_a_company_is_linked(stage: Stage, bench: LinkBench) -> None:
    """The page of channels is in the list after linking, and its entry is marked when shown."""
    assert stage.listed == ["Overview", "Export"]
    stage.window.turn_to(link(bench))
    stage.window.show_page("kashflow_settings_page")
    assert stage.listed == ["Overview", "Export", "KashFlow Settings"]
    assert stage.find(QListWidget, "navigation").currentItem().text() == "KashFlow Settings"


def test_window_leaves_a_page_that_needs_a_company_when_the_last_is_removed(
    stage: Stage, bench: LinkBench
) -> None:
    """With the only company removed the window is on its first page again."""
    stage.window.turn_to(link(bench))
    stage.window.show_page("kashflow_settings_page")
    bench.links.remove(bench.logins.integrations()[0].id)
    stage.events.integrations_changed.emit()
    assert stage.page == "overview_page"
    assert stage.listed == ["Overview", "Export"]
    assert stage.window.windowTitle() == "kfdesk"


def test_title_and_band_say_which_company_it_is(stage: Stage, bench: LinkBench) -> None:
    """The company's name is in the title; a band says when it is the practice company."""
    stage.window.turn_to(link(bench))
    assert stage.window.windowTitle() == "Acme Ltd - kfdesk"
    assert not stage.find(QLabel, "practice_band").isVisible()
    stage.window.turn_to(bench.links.link("practice", "Try", "practice", "practice").company)
    band = stage.find(QLabel, "practice_band")
    assert band.isVisible()
    assert band.text() == "Practice company: nothing here reaches KashFlow"


def test_company_combo_is_there_when_there_are_several(stage: Stage, bench: LinkBench) -> None:
    """With a second company the combo stands above the pages, and choosing turns the window to it."""
    stage.window.turn_to(link(bench))
    combo = stage.find(QComboBox, "company_combo")
    assert not combo.isVisible()
    link_other(bench)
    stage.events.integrations_changed.emit()
    assert combo.isVisible()
    assert [combo.itemText(row) for row in range(combo.count())] == ["Acme Ltd", "Bolt Ltd"]
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert stage.events.company is not None
    assert stage.events.company.name == "Bolt Ltd"


def test_paused_company_is_not_offered(stage: Stage, bench: LinkBench) -> None:
    """A company whose only profile is paused is not among those to choose from."""
    company = link(bench)
    link_other(bench)
    paused = bench.logins.of_company(company.id)
    bench.links.set_active(paused.id, is_active=False)
    stage.events.integrations_changed.emit()
    assert stage.window.windowTitle() == "Bolt Ltd - kfdesk"


def test_long_company_name_leaves_the_settings_button_in_view(stage: Stage, bench: LinkBench) -> None:
    """However long the name and narrow the window, Settings stays in the top right corner."""
    bench.package.companies["ann", "secret"] = CompanyDetails(LONG * 3, "", False, "GBP")
    stage.window.turn_to(link(bench))
    stage.window.resize(stage.window.minimumSizeHint())
    button = stage.find(QPushButton, "settings_button")
    right = button.mapTo(stage.window, button.rect().topRight()).x()
    assert right < stage.window.width()
    assert stage.window.company_label.toolTip() == LONG * 3


def drop(window: MainWindow, path: Path) -> None:
    """A file and something that is no file."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl("https://example.com/orders.csv")])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def test_files_dropped_anywhere_are_told(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    """Dropped files are handed on as paths; what is no file is left out."""
    path = tmp_path / "orders.csv"
    with qtbot.waitSignal(stage.window.files_dropped) as told:
        drop(stage.window, path)
    assert told.args == [[path]]


@pytest.mark.usefixtures("real_pool")
def test_files_wait_for_their_company_when_dropped_at_the_start(
    bench: LinkBench, qtbot: QtBot, tmp_path: Path
) -> None:
    """Handed on before it is known which companies there are, they would count as nobody's."""
    company = link(bench)
    stage = Stage(qtbot, a_link_desk(bench), tmp_path)
    whose: list[Company | None] = []
    stage.window.files_dropped.connect(lambda _paths: whose.append(stage.events.company))
    drop(stage.window, tmp_path / "orders.csv")
    qtbot.waitUntil(lambda: bool(whose))
    assert whose == [company]


def test_close_waits_when_a_page_is_at_work(stage: Stage, qtbot: QtBot) -> None:
    """Closing asks a page that is at work to stop, says so, and happens once it has stopped."""
    stage.window.show_page("export_page")
    stage.busy_page.is_running = True
    assert not stage.window.close()
    assert stage.busy_page.was_asked
    assert "safe point" in stage.window.status_label.text()
    stage.busy_page.is_running = False
    qtbot.waitUntil(lambda: not stage.window.isVisible())


def test_place_is_kept_when_the_window_is_closed(stage: Stage, tmp_path: Path) -> None:
    """Size and place are written into the data folder's window.ini."""
    stage.window.close()
    assert "geometry" in (tmp_path / "window.ini").read_text(encoding="utf-8")


def test_everything_that_takes_the_focus_has_a_name(stage: Stage, bench: LinkBench) -> None:
    """Each widget of the frame that takes the focus has an accessible name."""
    stage.window.turn_to(link(bench))
    assert nameless_widgets(stage.window) == []
