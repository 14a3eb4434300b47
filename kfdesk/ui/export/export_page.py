"""The Export page: look, press, watch, read what came of it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kfdesk.domain.company import Company, Integration
from kfdesk.domain.errors import (
    KeyringLocked,
    KeyringMissing,
    KfdeskError,
    LoginRefused,
    PasswordNeeded,
    PreviewOutdated,
)
from kfdesk.services.browse_orders import OrderDetail
from kfdesk.services.desk import Desk
from kfdesk.services.export import ExportRequest
from kfdesk.services.export_report import ExportProgress, ExportResult
from kfdesk.services.overview import NextStep, Overview
from kfdesk.services.ports import IsCancelled, Progress
from kfdesk.services.preview import Preview
from kfdesk.ui.empty_page import EmptyPanel
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.export.password_dialog import PasswordDialog
from kfdesk.ui.export.preview_view import PreviewView
from kfdesk.ui.export.result_view import ResultView
from kfdesk.ui.export.runner import ExportWork
from kfdesk.ui.export.running_view import RunningView
from kfdesk.ui.export.waiting_view import WaitingView
from kfdesk.ui.messages import show_error
from kfdesk.ui.panels import FailurePanel
from kfdesk.ui.tasks import LatestTask
from kfdesk.ui.widgets import named

NO_PASSWORD = (PasswordNeeded, KeyringMissing, KeyringLocked)


class ExportPage(QWidget):
    """Preview, export, result. `page_wanted` carries the objectName of a page to go to."""

    page_wanted = Signal(str)

    def __init__(self, desk: Desk, events: DeskEvents, parent: QWidget | None = None) -> None:
        """Begin empty; the preview is worked out when the page is shown."""
        super().__init__(parent)
        self.setObjectName("export_page")
        self._desk = desk
        self._events = events
        self._overview = Overview(desk.book, desk.orders)
        self._preview: Preview | None = None
        self._company: Company | None = None
        self._is_result_unseen = False
        self._is_password_typed = False
        self.result: ExportResult | None = None
        self._make_parts(desk)
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------ what the window asks

    @property
    def is_running(self) -> bool:
        """Whether an export is under way."""
        return self._export.is_running

    def may_close(self) -> bool:
        """Whether the window may close now; while an export runs it asks `stop` and waits."""
        return not self.is_running

    @Slot()
    def stop(self) -> None:
        """Ask for the end: of the export at its safe point, of a preview at once."""
        self._previews.forget()
        self._details.forget()
        if self.is_running:
            self._running_view.show_stopping()
            self._export.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Work out the preview anew, unless an export runs or its result was not seen yet."""
        super().showEvent(event)
        if event.spontaneous() or self.is_running:
            return
        if self._is_result_unseen:
            self._is_result_unseen = False
            return
        self._notice_panel.hide()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Work out the preview."""
        if self.is_running:
            return
        self._company = self._events.company
        self._details.forget()
        if self._company is None:
            self._previews.forget()
            self._show_step(NextStep.LINK)
            return
        planner, overview, company_id = self._desk.planner, self._overview, self._company.id

        def work(progress: Progress, is_cancelled: IsCancelled) -> object:
            preview = planner.preview(company_id, None, progress, is_cancelled)
            return preview, overview.next_step(company_id) if preview.is_empty else NextStep.EXPORT

        if self._stack.currentWidget() is self._preview_view:
            self._preview_view.show_outdated()  # and stays, so that a short wait does not flicker
        else:
            self._waiting_view.begin()
            self._stack.setCurrentWidget(self._waiting_view)
        self._previews.start(work)

    # ------------------------------------------------------------ parts

    def _make_parts(self, desk: Desk) -> None:
        self._previews = LatestTask(self)
        self._details = LatestTask(self)
        self._profiles = LatestTask(self)
        self._export = ExportWork(desk.exporter, self)
        self._notice_panel = named(FailurePanel(), "notice_panel")
        self._empty_panel = named(EmptyPanel(), "empty_panel")
        self._waiting_view = named(WaitingView(), "waiting_view")
        self._preview_view = named(PreviewView(), "preview_view")
        self._running_view = named(RunningView(), "running_view")
        self._result_view = ResultView()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for view in (
            self._empty_panel,
            self._waiting_view,
            self._preview_view,
            self._running_view,
            self._result_view,
        ):
            self._stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.addWidget(self._notice_panel)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._previews.done.connect(self._on_preview_done)
        self._previews.failed.connect(self._on_preview_failed)
        self._previews.progressed.connect(self._waiting_view.show_progress)
        self._details.done.connect(self._on_detail_done)
        self._details.failed.connect(self._on_failed)
        self._profiles.done.connect(self._on_profile_found)
        self._profiles.failed.connect(self._on_failed)
        self._export.progressed.connect(self._on_progressed)
        self._export.done.connect(self._on_export_done)
        self._export.failed.connect(self._on_export_failed)
        self._empty_panel.page_wanted.connect(self.page_wanted)
        self._preview_view.export_wanted.connect(self._on_export_wanted)
        self._preview_view.detail_wanted.connect(self._on_detail_wanted)
        self._running_view.stop_wanted.connect(self._export.stop)
        self._result_view.page_wanted.connect(self.page_wanted)
        self._result_view.preview_wanted.connect(self.refresh)
        self._events.company_changed.connect(self._on_company_changed)
        self._events.settings_changed.connect(self._on_something_changed)
        self._events.orders_changed.connect(self._on_something_changed)

    # ------------------------------------------------------------ the preview

    @Slot(object)
    def _on_preview_done(self, outcome: tuple[Preview, NextStep]) -> None:
        self._preview, step = outcome
        has_left_over = any(channel.left_over for channel in self._preview.channels)
        has_work = not self._preview.is_empty or self._preview.unsettled or has_left_over
        if self._company is None or not has_work:
            self._show_step(step)
            return
        self._stack.setCurrentWidget(self._preview_view)
        self._preview_view.show_preview(self._preview, self._company)

    @Slot(object)
    def _on_preview_failed(self, error: BaseException) -> None:
        self._empty_panel.say(self.tr("The preview could not be worked out"), "")
        self._stack.setCurrentWidget(self._empty_panel)
        show_error(self, error, self.refresh)

    @Slot(int)
    def _on_detail_wanted(self, order_id: int) -> None:
        orders = self._desk.orders
        self._details.start(lambda _progress, _is_cancelled: orders.detail(order_id))

    @Slot(object)
    def _on_detail_done(self, detail: OrderDetail) -> None:
        self._preview_view.show_detail(detail)

    @Slot(object)
    def _on_company_changed(self, company: Company | None) -> None:
        """The result of another company is not shown under this one's name."""
        is_same = company is not None and self._company is not None and company.id == self._company.id
        if is_same:
            self._on_something_changed()
            return
        self._is_result_unseen = False
        if self.isVisible():
            self.refresh()

    @Slot()
    def _on_something_changed(self) -> None:
        """A preview on the screen follows; a result stays until the person leaves it."""
        is_result = self._stack.currentWidget() is self._result_view
        if self.isVisible() and not self.is_running and not is_result:
            self.refresh()

    # ------------------------------------------------------------ the export

    @Slot()
    def _on_export_wanted(self) -> None:
        if self._company is None or self._preview is None or self._export.is_running:
            return
        self._notice_panel.hide()
        self._details.forget()
        self._running_view.begin()
        self._stack.setCurrentWidget(self._running_view)
        self._running_view.cancel_button.setFocus()
        self._export.start(ExportRequest(self._company.id, preview=self._preview))

    @Slot(object)
    def _on_progressed(self, progress: ExportProgress) -> None:
        self._running_view.show_progress(progress)

    @Slot(object)
    def _on_export_done(self, result: ExportResult) -> None:
        self.result = result
        self._is_result_unseen = not self.isVisible()
        self._stack.setCurrentWidget(self._result_view)
        self._result_view.show_result(result)
        self._tell_changes()

    @Slot(object)
    def _on_export_failed(self, error: BaseException) -> None:
        self._stack.setCurrentWidget(self._preview_view)
        if isinstance(error, PreviewOutdated):
            self._is_result_unseen = not self.isVisible()
            self._notice_panel.show_failure(error)
            self._tell_changes()
            self.refresh()
        elif isinstance(error, KfdeskError) and self._may_be_mended_by_password(error):
            self._ask_password(error)
        else:
            show_error(self, error, self._on_export_wanted)
            self._tell_changes()

    def _may_be_mended_by_password(self, error: KfdeskError) -> bool:
        return isinstance(error, NO_PASSWORD) or (isinstance(error, LoginRefused) and self._is_password_typed)

    def _ask_password(self, error: KfdeskError) -> None:
        """The keyring has none: the person types it, and it serves this session."""
        if self._company is None:
            return
        if not isinstance(error, PasswordNeeded):
            self._notice_panel.show_failure(error)
        logins, company_id = self._desk.logins, self._company.id
        self._profiles.start(lambda _progress, _is_cancelled: logins.of_company(company_id))

    @Slot(object)
    def _on_profile_found(self, integration: Integration) -> None:
        password = PasswordDialog.ask(integration.profile_name, self)
        if password:
            self._is_password_typed = True
            self._desk.logins.use(integration.id, password)
            self._on_export_wanted()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        show_error(self, error)

    def _tell_changes(self) -> None:
        self._events.runs_changed.emit()
        self._events.orders_changed.emit()

    # ------------------------------------------------------------ ways out

    def _show_step(self, step: NextStep) -> None:
        self._empty_panel.show_step(step)
        self._stack.setCurrentWidget(self._empty_panel)
