"""The table of pages, and the ways between them.

A further page is one entry here. Modules of pages are loaded when the page is first shown: the
window is up before the tables and editors of the others are.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QSettings, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from kfdesk.domain.company import Company
from kfdesk.services.desk import Desk
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.main_window import MainWindow
from kfdesk.ui.navigation import PageEntry
from kfdesk.ui.watching import FolderWatcher

# ruff: noqa: PLC0415 - see above


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pages", text)


class Routes(QObject):
    """Leads from page to page; `window` and `watcher` are set once the window is there."""

    window: MainWindow
    watcher: FolderWatcher

    def entries(self) -> tuple[PageEntry, ...]:
        """All pages, in the order of the navigation."""
        return (
            PageEntry("overview_page", _tr("Overview"), "overview", self._overview),
            PageEntry("orders_page", _tr("Orders"), "orders", self._orders),
            PageEntry("export_page", _tr("Export"), "export", self._export),
            PageEntry("history_page", _tr("History"), "history", self._history),
            PageEntry("reconcile_page", _tr("Reconcile"), "reconcile", self._reconcile),
            PageEntry(
                "kashflow_settings_page",
                _tr("KashFlow Settings"),
                "channels",
                self._kashflow_settings,
                needs_company=True,
            ),
            PageEntry(
                "integration_manager_page",
                _tr("Integration Manager"),
                "integrations",
                self._integrations,
                is_listed=False,
            ),
        )

    # ------------------------------------------------------------ making pages

    def _overview(self, desk: Desk, events: DeskEvents) -> QWidget:
        from kfdesk.ui.overview.overview_page import OverviewPage

        page = OverviewPage(desk, events)
        page.page_wanted.connect(self.window.show_page)
        page.attention_wanted.connect(self._on_attention_wanted)
        return page

    def _orders(self, desk: Desk, events: DeskEvents) -> QWidget:
        from kfdesk.ui.orders.page import OrdersPage

        page = OrdersPage(desk, events)
        page.setting_wished.connect(self._on_setting_wished)
        self.watcher.tell(page.show_found)
        return page

    def _export(self, desk: Desk, events: DeskEvents) -> QWidget:
        from kfdesk.ui.export.export_page import ExportPage

        page = ExportPage(desk, events)
        page.page_wanted.connect(self.window.show_page)
        return page

    def _history(self, desk: Desk, events: DeskEvents) -> QWidget:
        from kfdesk.ui.history.history_page import HistoryPage

        page = HistoryPage(desk, events)
        page.page_wanted.connect(self.window.show_page)
        return page

    def _reconcile(self, desk: Desk, events: DeskEvents) -> QWidget:
        from kfdesk.ui.reconcile.page import ReconcilePage

        page = ReconcilePage(desk, events)
        page.page_wanted.connect(self.window.show_page)
        page.order_wanted.connect(self._on_order_wanted)
        return page

    def _kashflow_settings(self, desk: Desk, events: DeskEvents) -> QWidget:
        from kfdesk.ui.channels.page import KashflowSettingsPage

        return KashflowSettingsPage(desk, events)

    def _integrations(self, desk: Desk, events: DeskEvents) -> QWidget:
        from kfdesk.ui.integrations.page import IntegrationManagerPage

        page = IntegrationManagerPage(desk, events)
        page.company_linked.connect(self._on_company_linked)
        return page

    # ------------------------------------------------------------ ways between them

    @Slot(object)
    def on_files_dropped(self, paths: Sequence[Path]) -> None:
        """Files go to Orders, wherever they were dropped."""
        from kfdesk.ui.orders.page import OrdersPage

        page = self.window.show_page("orders_page")
        if isinstance(page, OrdersPage):
            page.import_files(paths)

    @Slot(object)
    def _on_company_linked(self, company: Company) -> None:
        self.window.turn_to(company)
        self.window.show_page("kashflow_settings_page")

    @Slot(int, str)
    def _on_setting_wished(self, channel_id: int, setting: str) -> None:
        from kfdesk.ui.channels.page import KashflowSettingsPage

        page = self.window.show_page("kashflow_settings_page")
        if isinstance(page, KashflowSettingsPage):
            page.go_to(channel_id, setting)

    @Slot(int)
    def _on_order_wanted(self, order_id: int) -> None:
        from kfdesk.ui.orders.page import OrdersPage

        page = self.window.show_page("orders_page")
        if isinstance(page, OrdersPage):
            page.show_order(order_id)

    @Slot(int, str)
    def _on_attention_wanted(self, channel_id: int, state: str) -> None:
        from kfdesk.ui.orders.page import OrdersPage

        page = self.window.show_page("orders_page")
        if isinstance(page, OrdersPage):
            choose(page.filters.channel_filter_combo, channel_id)
            choose(page.filters.state_filter_combo, state)


def choose(combo: QComboBox, value: object) -> None:
    """Choose the entry with this value; the first one, which stands for all, where there is none."""
    combo.setCurrentIndex(max(0, combo.findData(value)))


def make_window(desk: Desk, settings_file: Path) -> MainWindow:
    """The window with all its pages, none of them made yet."""
    events, routes = DeskEvents(), Routes()
    settings = QSettings(str(settings_file), QSettings.Format.IniFormat)
    window = MainWindow(desk, events, routes.entries(), settings)
    events.setParent(window)
    routes.setParent(window)
    routes.window = window
    routes.watcher = FolderWatcher(desk, events, window)
    window.let_close(routes.watcher)
    window.files_dropped.connect(routes.on_files_dropped)
    return window
