"""The steps of the guide, one function a step."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QProgressBar, QTableView, QWidget, QWizard

from kfdesk import words
from kfdesk.app import PRACTICE_LOGIN
from kfdesk.domain.channels import Channel
from kfdesk.domain.orders import OrderState
from kfdesk.services.desk import Desk
from kfdesk.services.export_report import ExportResult, Phase
from kfdesk.tour.pilot import Pilot
from kfdesk.ui.export.export_page import ExportPage
from kfdesk.ui.pages import make_window
from kfdesk.ui.tasks import task_pool

Report = dict[str, Any]
PROFILE = "My books"
WINDOW = QSize(1280, 800)


class Step(NamedTuple):
    """A step of the report: the guide's name for it, the page shown, the picture's file name."""

    name: str
    page: str
    picture: str


class Walk:
    """Goes through the guide in a real window."""

    def __init__(self, desk: Desk, folder: Path, out: Path) -> None:
        """Open the window."""
        self._desk = desk
        self._out = out
        self._pilot = Pilot()
        self.steps: list[Step] = []
        self.result: ExportResult | None = None
        self._window = make_window(desk, folder / "window.ini")
        self._window.resize(WINDOW)
        self._window.show()
        self._window.open_first_page()

    def close(self) -> None:
        """Close the window and wait for what it has under way."""
        self._window.close()
        task_pool().waitForDone()
        self._pilot.settle()

    def all(self, files: Sequence[Path]) -> None:
        """Every step, in the order of the guide."""
        self.link()
        self.take_files(files)
        self.set_channels()
        self.look_at_orders()
        self.export()
        self.look_back()
        self.look_at_ways_back()
        self.reconcile()

    # -- linking

    def link(self) -> None:
        """Settings → New Integration → Accounts → KashFlow → profile name → details → linked."""
        pilot, window = self._pilot, self._window
        self._picture("Settings", window, "1-settings.png", "overview_page")
        pilot.click(window, "settings_button")
        manager = pilot.find(window, "integration_manager_page", QWidget)
        self._picture("Integration Manager", window, "2-newintegrationsbutton.png", manager.objectName())
        pilot.click(manager, "new_integration_button")
        wizard = pilot.dialog("link_wizard", QWizard)
        self._page(wizard, "Integration type", "type_page", "3-integrationtype.png")
        pilot.click(wizard, "next_button")
        page = pilot.find(wizard, "package_page", QWidget)
        pilot.choose(page, "package_list", self._practice_name())
        self._page(wizard, "Package", "package_page", "kashflow1.png")
        pilot.click(wizard, "next_button")
        pilot.write(pilot.find(wizard, "profile_page"), "profile_name_edit", PROFILE)
        self._page(wizard, "Profile name", "profile_page", "kashflow2.png")
        pilot.click(wizard, "next_button")
        self._give_details(wizard)
        pilot.click(wizard, "finish_button")
        pilot.wait_until(lambda: not wizard.isVisible(), "the wizard to close")

    def _give_details(self, wizard: QWizard) -> None:
        pilot = self._pilot
        details = pilot.find(wizard, "credentials_page", QWidget)
        pilot.write(details, "username_edit", PRACTICE_LOGIN)
        pilot.write(details, "password_edit", PRACTICE_LOGIN)
        self._page(wizard, "KashFlow Integration details", "credentials_page", "kashflow3.png")
        pilot.click(wizard, "next_button")
        self._page(wizard, "API Settings", "access_page", "access.png")
        pilot.click(wizard, "next_button")
        self._page(wizard, "Linked", "linked_page", "linked.png")

    def _practice_name(self) -> str:
        return next(package.name for package in self._desk.logins.accounts if package.is_practice)

    # -- orders in, channels set

    def take_files(self, files: Sequence[Path]) -> None:
        """Drop the files; a question which channel one belongs to is answered as proposed."""
        answering = self._pilot.answer("channel_for_file_dialog", self._answer_channel)
        try:
            self._go_to("Orders", "orders_page")
            for file in files:
                self._pilot.drop(self._window, [file])
                self._wait_idle("orders_page")
        finally:
            answering.stop()

    def _answer_channel(self, dialog: QWidget) -> None:
        self._pilot.click(dialog, "accept_button")

    def set_channels(self) -> None:
        """KashFlow Settings: every channel gets what it needs, then Export Orders."""
        pilot = self._pilot
        page = self._go_to("KashFlow Settings", "kashflow_settings_page")
        table = pilot.find(page, "channel_settings_table", QTableView)
        for channel in self._channels():
            self._set(page, table, channel)
        self._wait_idle("kashflow_settings_page")
        self._picture("KashFlow Settings", self._window, "kashflow-settings.png", page.objectName())

    def _set(self, page: QWidget, table: QTableView, channel: Channel) -> None:
        pilot = self._pilot
        wanted = {
            "Sales Type": "Sale of Goods",
            "Payment Method": _like(channel.marketplace, self._names("payment_method"), "Card"),
            "Bank Account": _like(channel.marketplace, self._names("bank_account"), "Current Account"),
            "Customer Source": _like(channel.marketplace, self._names("customer_source"), "Website"),
        }
        for column, text in wanted.items():
            pilot.set_cell(table, channel.name, column, text)
            self._wait_idle("kashflow_settings_page")
        for check in ("foreign_currency_check", "foreign_payments_check"):
            self._tick(page, check)
        pilot.choose_in_combo(pilot.find(page, "vat_unknown_combo", QComboBox), "20 %")
        self._wait_idle("kashflow_settings_page")
        pilot.set_cell(table, channel.name, "Export Orders", "On")
        self._wait_idle("kashflow_settings_page")

    def _tick(self, page: QWidget, name: str) -> None:
        check = page.findChild(QAbstractButton, name)
        if isinstance(check, QAbstractButton) and check.isVisible() and not check.isChecked():
            self._pilot.click(page, name)
            self._wait_idle("kashflow_settings_page")

    def _names(self, setting: str) -> list[str]:
        company = self._window.events.company
        return [option.name for option in self._desk.settings.choices(company.id, setting)] if company else []

    def _channels(self) -> tuple[Channel, ...]:
        company = self._window.events.company
        return self._desk.settings.channels(company.id) if company else ()

    # -- orders, export, history

    def look_at_orders(self) -> None:
        """The Orders page."""
        page = self._go_to("Orders", "orders_page")
        self._wait_idle("orders_page")
        self._picture("Orders", self._window, "orders.png", page.objectName())

    def export(self) -> None:
        """Preview, export, result."""
        pilot = self._pilot
        self._go_to("Export", "export_page")
        page = pilot.find(self._window, "export_page", ExportPage)
        button = pilot.find(page, "export_button", QAbstractButton)
        pilot.wait_until(button.isEnabled, "something to export")
        pilot.settle()
        self._picture("Preview", self._window, "preview.png", page.objectName())
        pilot.click(page, "export_button")
        running = pilot.find(page, "running_view", QWidget)
        bar = pilot.find(running, "progress_bar", QProgressBar)
        phase, sending = pilot.find(running, "phase_label", QLabel), words.phase(Phase.SENDING)

        def is_under_way() -> bool:
            return (phase.text() == sending and bar.value() > 0) or not running.isVisible()

        pilot.wait_until(is_under_way, "invoices to be sent")
        self._picture("Export in progress", self._window, "export-progress.png", page.objectName())
        pilot.find(page, "result_view")
        self._picture("Export done", self._window, "export-done.png", page.objectName())
        self.result = page.result

    def look_back(self) -> None:
        """History, with the first row of the run chosen."""
        page = self._go_to("History", "history_page")
        postings = self._pilot.find(page, "postings_table", QTableView)
        self._pilot.wait_until(lambda: postings.model().rowCount(), "the invoices of the run")
        QTest.keyClick(postings, Qt.Key.Key_Home)
        self._picture("History", self._window, "history.png", page.objectName())

    def look_at_ways_back(self) -> None:
        """Undo and refund as they are read and asked before anything is done; nothing is done."""
        history = self._go_to("History", "history_page")
        if not self._pilot.find(history, "undo_button", QAbstractButton).isEnabled():
            return  # nothing was exported
        with self._answered("undo_dialog", self._look_at_undo):
            self._pilot.click(history, "undo_button")
        orders = self._go_to("Orders", "orders_page")
        self._pilot.choose_in_combo(
            self._pilot.find(orders, "state_filter_combo", QComboBox), words.state(OrderState.EXPORTED)
        )
        self._wait_idle("orders_page")
        with self._answered("refund_dialog", self._look_at_refund):
            self._pilot.click(orders, "refund_button")

    def _look_at_undo(self, dialog: QWidget) -> None:
        self._pilot.click(dialog, "nothing_filed_radio")
        self._pilot.click(dialog, "look_button")
        self._pilot.find(dialog, "items_table")
        self._picture("Undo, read before it is done", dialog, "undo.png", dialog.objectName())
        self._pilot.click(dialog, "cancel_button")

    def _look_at_refund(self, dialog: QWidget) -> None:
        self._picture("Refund", dialog, "refund.png", dialog.objectName())
        self._pilot.click(dialog, "cancel_button")

    def reconcile(self) -> None:
        """The period that the page proposes."""
        page = self._go_to("Reconcile", "reconcile_page")
        self._pilot.click(page, "reconcile_button")
        save = self._pilot.find(page, "save_xlsx_button", QAbstractButton)
        self._pilot.wait_until(save.isEnabled, "the period to be reconciled")
        self._picture("Reconcile", self._window, "reconcile.png", page.objectName())

    @contextmanager
    def _answered(self, name: str, how: Callable[[QWidget], None]) -> Iterator[None]:
        """What is done within opens this dialog; it is answered before the walk goes on."""
        done: list[QWidget] = []

        def answer(dialog: QWidget) -> None:
            how(dialog)
            done.append(dialog)

        answering = self._pilot.answer(name, answer)
        try:
            yield
            self._pilot.wait_until(lambda: done, name)
        finally:
            answering.stop()

    # -- help

    def _go_to(self, label: str, name: str) -> QWidget:
        self._pilot.choose(self._window, "navigation", label)
        return self._pilot.find(self._window, name, QWidget)

    def _wait_idle(self, name: str) -> None:
        page = self._pilot.find(self._window, name, QWidget)
        self._pilot.wait_until(lambda: not getattr(page, "is_busy", False), f"{name} to be idle")
        self._pilot.settle()

    def _page(self, wizard: QWizard, name: str, page: str, picture: str) -> None:
        self._pilot.find(wizard, page)
        self._picture(name, wizard, picture, page)

    def _picture(self, name: str, window: QWidget, picture: str, page: str) -> None:
        self._pilot.picture(window, self._out / picture)
        self.steps.append(Step(name, page, picture))


def _like(marketplace: str, names: Sequence[str], otherwise: str) -> str:
    """The first name that begins like the marketplace, else another."""
    wanted = marketplace.casefold()
    return next((name for name in names if wanted and name.casefold().startswith(wanted)), otherwise)
