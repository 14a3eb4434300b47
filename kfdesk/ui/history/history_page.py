"""The History page: runs above, the invoices of the chosen run below."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kfdesk.domain.postings import Run
from kfdesk.services.desk import Desk
from kfdesk.services.history import PostingRow
from kfdesk.services.overview import NextStep
from kfdesk.ui.browser import open_page
from kfdesk.ui.empty_page import EmptyPanel
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.history.columns import documents_text, posting_columns, posting_name, run_columns, run_name
from kfdesk.ui.history.undo_flow import UndoFlow
from kfdesk.ui.history.what_can_be_done import (
    again_text,
    chosen_text,
    is_in_kashflow,
    may_be_undone,
    orders_to_choose,
    undo_tip,
)
from kfdesk.ui.messages import notice, show_error
from kfdesk.ui.record_table import RecordTable, RecordTableModel
from kfdesk.ui.tasks import LatestTask
from kfdesk.ui.widgets import named

RUNS_SHARE, POSTINGS_SHARE = 1, 3


class HistoryPage(QWidget):
    """Every run, and each invoice in it. `page_wanted` carries the objectName of a page."""

    page_wanted = Signal(str)

    def __init__(self, desk: Desk, events: DeskEvents, parent: QWidget | None = None) -> None:
        """Begin empty; what there is is read when the page is shown."""
        super().__init__(parent)
        self.setObjectName("history_page")
        self._history = desk.history
        self._events = events
        self._run_id = 0
        self._undone = desk.undone
        self._undo = UndoFlow(desk, events, self)
        self._make_parts()
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what there is."""
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the runs anew; what an undo says stays until the person leaves it."""
        if self._undo.is_showing:
            return
        company = self._events.company
        if company is None:
            self._runs.forget()
            self._empty_panel.show_step(NextStep.LINK)
            self._stack.setCurrentWidget(self._empty_panel)
            return
        history, company_id = self._history, company.id
        self._runs.start(lambda _progress, _is_cancelled: history.runs(company_id))

    # ------------------------------------------------------------ parts

    def _make_parts(self) -> None:
        self._runs, self._postings, self._pages = LatestTask(self), LatestTask(self), LatestTask(self)
        self._again = LatestTask(self)
        self._empty_panel = named(EmptyPanel(), "empty_panel")
        self.runs_model: RecordTableModel[Run] = RecordTableModel(run_columns(), run_name, self)
        self.postings_model: RecordTableModel[PostingRow] = RecordTableModel(
            posting_columns(), posting_name, self
        )
        self.runs_table = named(RecordTable(self.runs_model), "runs_table", self.tr("Export runs"))
        self.postings_table = named(
            RecordTable(self.postings_model), "postings_table", self.tr("What the run posted")
        )
        for table in (self.runs_table, self.postings_table):
            table.let_sort()
        self.open_in_kashflow_button = self._button("open_in_kashflow_button", self.tr("Open in &KashFlow"))
        self.undo_button = self._button("undo_button", self.tr("&Undo…"))
        self.export_again_button = self._button("export_again_button", self.tr("Export a&gain"))
        for button in (self.open_in_kashflow_button, self.undo_button, self.export_again_button):
            button.setEnabled(False)

    @staticmethod
    def _button(name: str, label: str) -> QPushButton:
        return named(QPushButton(label), name, label.replace("&", "").rstrip("…"))

    def _lay_out(self) -> None:
        self._postings_label = QLabel()
        self._postings_label.setBuddy(self.postings_table)
        bottom = QHBoxLayout()
        bottom.addWidget(self.undo_button)
        bottom.addWidget(self.export_again_button)
        bottom.addStretch()
        bottom.addWidget(self.open_in_kashflow_button)
        runs_label = QLabel(self.tr("Export &runs"))
        runs_label.setBuddy(self.runs_table)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(_box(runs_label, self.runs_table))
        splitter.addWidget(_box(self._postings_label, self.postings_table))
        splitter.setStretchFactor(0, RUNS_SHARE)
        splitter.setStretchFactor(1, POSTINGS_SHARE)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([RUNS_SHARE * 100, POSTINGS_SHARE * 100])
        self._content = QWidget()
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.addWidget(splitter, 1)
        content.addLayout(bottom)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._content)
        self._stack.addWidget(self._empty_panel)
        self._stack.addWidget(self._undo.running_view)
        self._stack.addWidget(self._undo.result_view)
        QVBoxLayout(self).addWidget(self._stack)

    def _connect(self) -> None:
        self._runs.done.connect(self._on_runs_read)
        self._postings.done.connect(self._on_postings_read)
        self._pages.done.connect(self._on_page_found)
        for task in (self._runs, self._postings, self._pages, self._again):
            task.failed.connect(self._on_failed)
        self.runs_table.record_chosen.connect(self._on_run_chosen)
        self.postings_table.record_chosen.connect(self._on_posting_chosen)
        self.postings_table.record_opened.connect(self._on_posting_opened)
        self.open_in_kashflow_button.clicked.connect(self._on_open_clicked)
        self.undo_button.clicked.connect(self._on_undo_clicked)
        self.export_again_button.clicked.connect(self._on_export_again_clicked)
        self._undo.view_wanted.connect(self._on_view_wanted)
        self._again.done.connect(self._on_exported_again)
        self._empty_panel.page_wanted.connect(self.page_wanted)
        self._events.company_changed.connect(self._on_company_changed)
        self._events.runs_changed.connect(self._on_something_changed)

    # ------------------------------------------------------------ what happens

    @Slot()
    def _on_company_changed(self) -> None:
        """What came of an undo is not shown under another company's name."""
        if self._undo.is_showing and not self.is_running:
            self._undo.close()
        self._on_something_changed()

    @Slot()
    def _on_something_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot(object)
    def _on_runs_read(self, runs: tuple[Run, ...]) -> None:
        kept = self._run_id
        self.runs_model.set_records(runs)
        if not runs:
            self._say_empty()
            return
        self._stack.setCurrentWidget(self._content)
        rows = [run.id for run in self.runs_model.records]
        row = rows.index(kept) if kept in rows else 0
        self._run_id = 0  # its invoices are read again, for they may have changed
        self.runs_table.setCurrentIndex(self.runs_model.index(row, 0))
        self._on_run_chosen(self.runs_model.records[row])

    def _say_empty(self) -> None:
        self._empty_panel.say(
            self.tr("Nothing was exported yet"),
            self.tr("Each export is listed here with its invoices and their KashFlow numbers."),
            self.tr("Go to &Export"),
            "export_page",
        )
        self._stack.setCurrentWidget(self._empty_panel)

    @Slot(object)
    def _on_run_chosen(self, run: Run | None) -> None:
        if run is None or run.id == self._run_id:
            return
        history = self._history
        self._run_id = run.id
        self._postings.start(lambda _progress, _is_cancelled: history.postings(run))

    @Slot(object)
    def _on_postings_read(self, rows: tuple[PostingRow, ...]) -> None:
        self._postings_label.setText(documents_text(rows))
        self.postings_model.set_records(rows)
        self.postings_table.go_to_first()
        self._on_posting_chosen(self.postings_table.current_record)
        self._show_what_can_be_done(rows)

    def _show_what_can_be_done(self, rows: tuple[PostingRow, ...]) -> None:
        run = self.runs_table.current_record
        is_export = isinstance(run, Run) and not run.undoes
        text = again_text(len(orders_to_choose(rows)))
        self.undo_button.setEnabled(is_export and may_be_undone(rows))
        self.undo_button.setToolTip(undo_tip(rows, is_export=is_export))
        self.export_again_button.setEnabled(bool(orders_to_choose(rows)))
        self.export_again_button.setText(text)
        self.export_again_button.setAccessibleName(text.replace("&", ""))

    @Slot(object)
    def _on_posting_chosen(self, row: object) -> None:
        self.open_in_kashflow_button.setEnabled(isinstance(row, PostingRow) and is_in_kashflow(row))

    @Slot()
    def _on_open_clicked(self) -> None:
        self._on_posting_opened(self.postings_table.current_record)

    @Slot(object)
    def _on_posting_opened(self, row: object) -> None:
        if isinstance(row, PostingRow) and is_in_kashflow(row):
            history, posting_id = self._history, row.posting_id
            self._pages.start(lambda _progress, _is_cancelled: history.invoice_page(posting_id))

    @Slot(object)
    def _on_page_found(self, address: str) -> None:
        open_page(address)

    # ------------------------------------------------------------ undo

    @property
    def is_running(self) -> bool:
        """Whether an undo is under way."""
        return self._undo.is_running

    def may_close(self) -> bool:
        """Whether the window may close now; while an undo runs it asks `stop` and waits."""
        return not self.is_running

    @Slot()
    def stop(self) -> None:
        """Ask an undo to stop at its safe point."""
        self._undo.stop()

    @Slot()
    def _on_undo_clicked(self) -> None:
        run, company = self.runs_table.current_record, self._events.company
        if isinstance(run, Run) and company is not None:
            self._undo.ask(company, run)

    @Slot(object)
    def _on_view_wanted(self, view: QWidget | None) -> None:
        self._stack.setCurrentWidget(view or self._content)
        if view is None:
            self.refresh()

    @Slot()
    def _on_export_again_clicked(self) -> None:
        undone, ids = self._undone, orders_to_choose(self.postings_model.records)
        if ids:
            self._again.start(lambda _progress, _is_cancelled: (len(ids), len(undone.export_again(ids))))

    @Slot(object)
    def _on_exported_again(self, counts: tuple[int, int]) -> None:
        notice(self, self.tr("Export again"), chosen_text(*counts))
        self._events.orders_changed.emit()
        self.refresh()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        show_error(self, error)


def _box(label: QLabel, table: RecordTable) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(label)
    layout.addWidget(table)
    return box
