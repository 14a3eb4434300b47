"""The Reconcile page: choose a period, compare, read what differs and why, save it."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kfdesk.domain.company import Company, Integration
from kfdesk.domain.errors import Cancelled, KeyringLocked, KeyringMissing, PasswordNeeded
from kfdesk.domain.reconciliation import Period, Reconciliation
from kfdesk.services.desk import Desk
from kfdesk.services.overview import NextStep
from kfdesk.ui.empty_page import EmptyPanel
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.export.password_dialog import PasswordDialog
from kfdesk.ui.messages import show_error
from kfdesk.ui.reconcile.bar import PeriodBar
from kfdesk.ui.reconcile.progress import ReadingPanel
from kfdesk.ui.reconcile.result_view import ResultView
from kfdesk.ui.reconcile.save_dialog import SaveDialog
from kfdesk.ui.tasks import LatestTask
from kfdesk.ui.widgets import named

NO_PASSWORD = (PasswordNeeded, KeyringMissing, KeyringLocked)
DAY = timedelta(days=1)


class ReconcilePage(QWidget):
    """`page_wanted` carries the objectName of a page, `order_wanted` the id of an order to go to."""

    page_wanted = Signal(str)
    order_wanted = Signal(int)

    def __init__(self, desk: Desk, events: DeskEvents, parent: QWidget | None = None) -> None:
        """Propose last month and this; nothing is read before it is asked for."""
        super().__init__(parent)
        self.setObjectName("reconcile_page")
        self._desk = desk
        self._events = events
        self._company_id: int | None = None
        self.found: Reconciliation | None = None
        self._look, self._profiles, self._saving = LatestTask(self), LatestTask(self), LatestTask(self)
        self._make_parts()
        self._connect()
        self._propose(desk.clock.today())
        self._begin()

    # ------------------------------------------------------------ what the window asks

    def may_close(self) -> bool:
        """Reading is stopped at once; a file that is being written is waited for."""
        return not self._saving.is_busy

    @Slot()
    def stop(self) -> None:
        """Stop reading."""
        self._look.forget()
        self._profiles.forget()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the way where no company is linked."""
        super().showEvent(event)
        if not event.spontaneous():
            self._on_company_changed(self._events.company)

    # ------------------------------------------------------------ parts

    def _make_parts(self) -> None:
        self._bar = PeriodBar()
        for name in ("from_edit", "to_edit", "reconcile_button", "save_xlsx_button", "save_pdf_button"):
            setattr(self, name, getattr(self._bar, name))
        self._reading = ReadingPanel()
        self._result_view = ResultView()
        self._empty_panel = named(EmptyPanel(), "empty_panel")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty_panel)
        self._stack.addWidget(self._result_view)
        layout = QVBoxLayout(self)
        layout.addWidget(self._bar)
        layout.addWidget(self._reading)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._bar.reconcile_wanted.connect(self.reconcile)
        self._bar.save_wanted.connect(self._on_save_wanted)
        self._reading.cancel_wanted.connect(self._look.request_cancel)
        self._look.progressed.connect(self._reading.show_progress)
        self._look.busy_changed.connect(self._bar.show_busy)
        self._look.done.connect(self._on_found)
        self._look.failed.connect(self._on_failed)
        self._profiles.done.connect(self._on_profile_found)
        self._profiles.failed.connect(self._on_failed)
        self._saving.done.connect(self._on_saved)
        self._saving.failed.connect(self._on_save_failed)
        self._result_view.order_wanted.connect(self.order_wanted)
        self._empty_panel.page_wanted.connect(self.page_wanted)
        self._events.company_changed.connect(self._on_company_changed)

    def _propose(self, today: date) -> None:
        last_month = (today.replace(day=1) - DAY).replace(day=1)
        self._bar.from_edit.setDate(QDate(last_month.year, last_month.month, last_month.day))
        self._bar.to_edit.setDate(QDate(today.year, today.month, today.day))

    # ------------------------------------------------------------ comparing

    @Slot()
    def reconcile(self) -> None:
        """Compare the period chosen."""
        company, period = self._events.company, self._bar.period
        if company is None or period is None:
            return
        self._company_id = company_id = company.id
        reconciler = self._desk.reconcile
        self._reading.begin()
        self._look.start(lambda progress, stop: reconciler.run(company_id, period, progress, stop))

    @Slot(object)
    def _on_found(self, found: Reconciliation) -> None:
        self.found = found
        self._reading.hide()
        self._bar.let_save(can_save=True)
        self._result_view.show_result(found, self._desk.clock.now())
        self._stack.setCurrentWidget(self._result_view)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._reading.hide()
        if isinstance(error, Cancelled):
            return
        if isinstance(error, NO_PASSWORD) and self._company_id is not None:
            logins, company_id = self._desk.logins, self._company_id
            self._profiles.start(lambda _progress, _stop: logins.of_company(company_id))
            return
        show_error(self, error, self.reconcile)

    @Slot(object)
    def _on_profile_found(self, integration: Integration) -> None:
        password = PasswordDialog.ask(integration.profile_name, self)
        if password:
            self._desk.logins.use(integration.id, password)
            self.reconcile()

    # ------------------------------------------------------------ saving

    @Slot(str)
    def _on_save_wanted(self, ending: str) -> None:
        found, reconciler = self.found, self._desk.reconcile
        if found is None or self._saving.is_busy:
            return
        path = SaveDialog.ask(self, proposed_name(found, ending), ending)
        if path is None:
            return
        save = reconciler.save_workbook if ending == "xlsx" else reconciler.save_document

        def work(_progress: object, _stop: object) -> Path:
            save(found, path)
            return path

        self._saving.start(work)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._result_view.show_saved(path)

    @Slot(object)
    def _on_save_failed(self, error: BaseException) -> None:
        show_error(self, error)

    # ------------------------------------------------------------ another company

    @Slot(object)
    def _on_company_changed(self, company: Company | None) -> None:
        """What was found for one company is not shown under another's name."""
        company_id = company.id if company else None
        if company_id != self._company_id or company is None:
            self._company_id = company_id
            self._begin()

    def _begin(self) -> None:
        self.stop()
        self.found = None
        self._reading.hide()
        is_linked = self._events.company is not None
        self._bar.setEnabled(is_linked)
        self._bar.let_save(can_save=False)
        if is_linked:
            self._empty_panel.say(
                self.tr("Nothing was compared yet"),
                self.tr(
                    "Choose a period: your orders are held against the invoices and payments in KashFlow, "
                    "and every difference is listed with its cause. Nothing is changed."
                ),
            )
        else:
            self._empty_panel.show_step(NextStep.LINK)
        self._stack.setCurrentWidget(self._empty_panel)


def proposed_name(found: Reconciliation, ending: str) -> str:
    """A name for the file that says whose and when."""
    company = "".join(letter if letter.isalnum() else "-" for letter in found.company).strip("-")
    return f"{company}-{_span(found.period)}.{ending}"


def _span(period: Period) -> str:
    return f"{period.first.isoformat()}-to-{period.last.isoformat()}"
