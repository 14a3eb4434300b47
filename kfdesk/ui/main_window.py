"""The window: company, pages, Settings. Holds the pages; what they do is theirs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPalette,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kfdesk import __version__
from kfdesk.domain.company import Company
from kfdesk.services.desk import Desk
from kfdesk.ui.closing import Closable
from kfdesk.ui.companies import LinkedCompany, linked_companies
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.figures import moment
from kfdesk.ui.icons import icon
from kfdesk.ui.messages import notice, show_error
from kfdesk.ui.navigation import Navigation, PageEntry
from kfdesk.ui.panels import bold, icon_size
from kfdesk.ui.practice_menu import PracticeMenu
from kfdesk.ui.tasks import LatestTask
from kfdesk.ui.widgets import ElidedLabel, named

SETTINGS_PAGE = "integration_manager_page"
GEOMETRY_KEY = "window/geometry"
WIDTH_EMS, HEIGHT_EMS = 78, 50
ASK_AGAIN_MS = 200


class MainWindow(QMainWindow):
    """Pages are made when they are first shown.

    `files_dropped` carries the paths of files dropped anywhere in the window.
    """

    files_dropped = Signal(object)

    def __init__(
        self,
        desk: Desk,
        events: DeskEvents,
        entries: Sequence[PageEntry],
        settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        """Build the frame; `open_first_page` shows the first page."""
        super().__init__(parent)
        self.setObjectName("main_window")
        self.desk, self.events = desk, events
        self._entries = {entry.key: entry for entry in entries}
        self._settings = settings
        self._pages: dict[str, QWidget] = {}
        self._beside: list[Closable] = []
        self._linked: tuple[LinkedCompany, ...] = ()
        self._dropped: list[Path] | None = []  # None once it is known whose files they are
        self._companies = LatestTask(self)
        self._closing = QTimer(self)
        self._closing.setInterval(ASK_AGAIN_MS)
        self.setAcceptDrops(True)
        self._make_widgets(entries)
        self._lay_out()
        self._make_menu(entries)
        self._connect()
        self._show_company(None)
        self._restore_place()

    # ------------------------------------------------------------ building

    def _make_widgets(self, entries: Sequence[PageEntry]) -> None:
        self.settings_button = named(
            QPushButton(self.tr("&Settings")), "settings_button", self.tr("Settings")
        )
        self.settings_button.setToolTip(self.tr("Integrations: which companies are linked"))
        self.company_label = bold(named(ElidedLabel(), "company_label", self.tr("Company in use")))
        self.practice_band = named(QLabel(), "practice_band")
        self.practice_band.setText(self.tr("Practice company: nothing here reaches KashFlow"))
        self.practice_band.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.practice_band.setAutoFillBackground(True)
        self.practice_band.setBackgroundRole(QPalette.ColorRole.Highlight)
        self.practice_band.setForegroundRole(QPalette.ColorRole.HighlightedText)
        self.practice_band.setMargin(self.fontMetrics().height() // 4)
        self.side = Navigation(entries)
        self.stack = QStackedWidget()
        self.status_label = named(ElidedLabel(), "status_label")
        self.status_label.setIndent(self.fontMetrics().height() // 2)
        self.statusBar().addWidget(self.status_label, 1)
        self._paint_settings_icon()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.company_label, 1)
        top.addWidget(self.settings_button)
        body = QHBoxLayout()
        body.addWidget(self.side)
        body.addWidget(self.stack, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(*[self.fontMetrics().height() // 2] * 4)
        inner.addLayout(top)
        inner.addLayout(body, 1)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.practice_band)
        layout.addLayout(inner, 1)
        self.setCentralWidget(central)

    def _make_menu(self, entries: Sequence[PageEntry]) -> None:
        file_menu = self.menuBar().addMenu(self.tr("&File"))
        self.settings_action = self._action("settings_action", self.tr("&Settings…"), self._on_settings)
        self.settings_action.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.settings_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Preferences))
        self.quit_action = self._action("quit_action", self.tr("&Quit"), self.close)
        self.quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        self.quit_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Quit))
        file_menu.addActions([self.settings_action, self.quit_action])
        go_menu = self.menuBar().addMenu(self.tr("&Go"))
        for number, entry in enumerate((each for each in entries if each.is_listed), start=1):
            action = self._action(f"go_{entry.key}_action", entry.label, self._on_go)
            action.setData(entry.key)
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            go_menu.addAction(action)
        self.practice_menu = self._make_practice_menu()
        help_menu = self.menuBar().addMenu(self.tr("&Help"))
        self.about_action = self._action("about_action", self.tr("&About kfdesk"), self._on_about)
        self.about_action.setMenuRole(QAction.MenuRole.AboutRole)
        help_menu.addAction(self.about_action)

    def _make_practice_menu(self) -> PracticeMenu | None:
        if self.desk.practice is None:
            return None
        menu = PracticeMenu(self.desk.practice, self)
        menu.told.connect(self.status_label.setText)
        self.menuBar().addMenu(menu)
        return menu

    def _action(self, name: str, text: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.triggered.connect(slot)
        return action

    def _connect(self) -> None:
        self.settings_button.clicked.connect(self._on_settings)
        self.side.page_chosen.connect(self.show_page)
        self.side.company_chosen.connect(self.events.set_company)
        self.events.company_changed.connect(self._show_company)
        self.events.integrations_changed.connect(self.read_companies)
        self._companies.done.connect(self._on_companies_read)
        self._companies.failed.connect(self._on_companies_failed)
        self._closing.timeout.connect(self.close)

    def sizeHint(self) -> QSize:
        """Room for a table beside the navigation, in whatever font, as far as the screen has it."""
        em = self.fontMetrics().height()
        return QSize(WIDTH_EMS * em, HEIGHT_EMS * em).boundedTo(self.screen().availableSize())

    def _restore_place(self) -> None:
        place = self._settings.value(GEOMETRY_KEY)
        if not (isinstance(place, QByteArray) and self.restoreGeometry(place)):
            self.resize(self.sizeHint())

    def _paint_settings_icon(self) -> None:
        side = icon_size(self)
        self.settings_button.setIconSize(QSize(side, side))
        self.settings_button.setIcon(icon("settings", self.palette()))

    def changeEvent(self, event: QEvent) -> None:
        """The icon is in the colours of the palette and as large as the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "side"):
            self._paint_settings_icon()

    # ------------------------------------------------------------ pages

    def open_first_page(self) -> None:
        """Show the first page, then read which companies there are."""
        self.show_page(next(iter(self._entries)))
        self.side.navigation.setFocus()
        self.read_companies()

    @Slot(str)
    def show_page(self, key: str) -> QWidget:
        """Show a page, made now if it never was shown."""
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = self._entries[key].factory(self.desk, self.events)
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.side.show_current(key)
        return page

    def page(self, key: str) -> QWidget | None:
        """A page that was shown before, or None."""
        return self._pages.get(key)

    @Slot()
    def _on_settings(self) -> None:
        self.show_page(SETTINGS_PAGE)

    @Slot()
    def _on_go(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            entry = self._entries[str(action.data())]
            if self.events.company is not None or not entry.needs_company:
                self.show_page(entry.key)

    @Slot()
    def _on_about(self) -> None:
        text = self.tr(
            "Orders from your channels become invoices in KashFlow, once and only once.\n\n"
            "kfdesk is a program of its own. It is not made by KashFlow."
        )
        notice(self, self.tr("kfdesk {version}").format(version=__version__), text)

    # ------------------------------------------------------------ companies

    @Slot()
    def read_companies(self) -> None:
        """Read which companies are linked and active."""
        desk = self.desk
        self._companies.start(lambda _progress, _is_cancelled: linked_companies(desk))

    @Slot(object)
    def turn_to(self, company: Company) -> None:
        """Make this the company that everything is about."""
        self.events.set_company(company)
        self.read_companies()

    @Slot(object)
    def _on_companies_read(self, linked: tuple[LinkedCompany, ...]) -> None:
        current = self.events.company
        kept = [each for each in linked if current is not None and each.company.id == current.id]
        chosen = next(iter(kept or linked), None)
        company = chosen.company if chosen else None
        self._linked = linked
        self.side.show_companies([each.company for each in linked], company)
        self.events.set_company(company)
        self._show_status()
        if company is None and self._entry_in_view().needs_company:
            self.show_page(next(iter(self._entries)))
        self.side.show_current(self._entry_in_view().key)
        early, self._dropped = self._dropped, None
        if early:
            self.files_dropped.emit(early)

    def _entry_in_view(self) -> PageEntry:
        page = self.stack.currentWidget()
        return next(self._entries[key] for key, each in self._pages.items() if each is page)

    @Slot(object)
    def _on_companies_failed(self, error: BaseException) -> None:
        show_error(self, error, self.read_companies)

    @Slot(object)
    def _show_company(self, company: Company | None) -> None:
        name = company.name if company else self.tr("No company is linked yet")
        self.company_label.setText(name)
        self.setWindowTitle(f"{company.name} - kfdesk" if company else "kfdesk")
        self.practice_band.setVisible(company is not None and company.is_practice)
        if self.practice_menu is not None:
            # Before anything is linked too: its refusals are best met while linking.
            self.practice_menu.menuAction().setVisible(company is None or company.is_practice)
        self._show_status()

    def _show_status(self) -> None:
        company = self.events.company
        mine = [each.integration for each in self._linked if company and each.company.id == company.id]
        text = self.tr("Linked as {profile}, last checked {checked}") if mine else ""
        for each in mine:
            checked = moment(each.last_checked) if each.last_checked else self.tr("never")
            text = text.format(profile=each.profile_name, checked=checked)
        self.status_label.setText(text)

    # ------------------------------------------------------------ files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if _local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on; those that come before the companies are read wait for them."""
        paths = _local_files(event)
        if not paths:
            return
        event.acceptProposedAction()
        if self._dropped is None:
            self.files_dropped.emit(paths)
        else:
            self._dropped += paths

    # ------------------------------------------------------------ closing

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what runs to stop at its safe point, and close when it has."""
        waiting = [each for each in self._closables() if not each.may_close()]
        for each in self._closables():
            each.stop()
        if any(not each.may_close() for each in waiting):
            self.status_label.setText(self.tr("Stopping at the next safe point, then closing…"))
            self._closing.start()
            event.ignore()
            return
        self._closing.stop()
        self._companies.forget()
        self._settings.setValue(GEOMETRY_KEY, self.saveGeometry())
        self._settings.sync()
        super().closeEvent(event)

    def let_close(self, worker: Closable) -> None:
        """What works beside the pages is stopped with them."""
        self._beside.append(worker)

    def _closables(self) -> list[Closable]:
        return [*(page for page in self._pages.values() if isinstance(page, Closable)), *self._beside]


def _local_files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
