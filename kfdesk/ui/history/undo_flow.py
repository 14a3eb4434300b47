"""The way of an undo through the History page: ask, run, show what came of it."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kfdesk.domain.company import Company
from kfdesk.domain.errors import KfdeskError, UndoOutdated
from kfdesk.domain.postings import Run
from kfdesk.services.desk import Desk
from kfdesk.services.undo import UndoRequest
from kfdesk.services.undo_report import UndoResult
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.export.runner import ExportWork
from kfdesk.ui.history.undo_dialog import UndoDialog, UndoSubject
from kfdesk.ui.history.undo_views import UndoResultView, UndoRunningView
from kfdesk.ui.messages import show_error
from kfdesk.ui.widgets import named


class UndoFlow(QObject):
    """One undo at a time. `view_wanted` carries what the page is to show, None for its own tables."""

    view_wanted = Signal(object)

    def __init__(self, desk: Desk, events: DeskEvents, page: QWidget) -> None:
        """Ask over the page; the views belong into it."""
        super().__init__(page)
        self._desk = desk
        self._events = events
        self._page = page
        self._subject: UndoSubject | None = None
        self._work = ExportWork(desk.undoer, self)
        self.running_view = named(UndoRunningView(), "undo_running_view")
        self.result_view = UndoResultView()
        self.is_showing = False
        self._work.progressed.connect(self.running_view.show_progress)
        self._work.done.connect(self._on_done)
        self._work.failed.connect(self._on_failed)
        self.running_view.stop_wanted.connect(self._work.stop)
        self.result_view.closed.connect(self.close)

    @property
    def is_running(self) -> bool:
        """Whether an undo is under way."""
        return self._work.is_running

    def ask(self, company: Company, run: Run, notice: KfdeskError | None = None) -> None:
        """Show what an undo would do; with a yes it begins."""
        if self.is_running:
            return
        subject = self._subject = UndoSubject(company, run, notice)
        plan = UndoDialog.ask(self._desk, subject, self._page)
        if plan is None:
            self.close()
            return
        self.running_view.begin()
        self._show(self.running_view)
        self.running_view.cancel_button.setFocus()
        self._work.start(UndoRequest(company.id, run.id, shown=plan))

    @Slot()
    def stop(self) -> None:
        """Ask it to stop at the next safe point."""
        if self.is_running:
            self.running_view.show_stopping()
            self._work.stop()

    @Slot()
    def close(self) -> None:
        """Give the page its own tables again."""
        self.is_showing = False
        self.view_wanted.emit(None)

    def _show(self, view: QWidget) -> None:
        self.is_showing = True
        self.view_wanted.emit(view)

    @Slot(object)
    def _on_done(self, result: UndoResult) -> None:
        self.result_view.show_result(result)
        self._show(self.result_view)
        self._tell_changes()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.close()
        self._tell_changes()  # settling may have brought other orders on
        if isinstance(error, UndoOutdated) and self._subject:
            self.ask(self._subject.company, self._subject.run, error)
        else:
            show_error(self._page, error)

    def _tell_changes(self) -> None:
        self._events.runs_changed.emit()
        self._events.orders_changed.emit()
