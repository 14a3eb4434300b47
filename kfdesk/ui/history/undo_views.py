"""An undo under way, and what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kfdesk.services.export_report import ExportProgress, Phase
from kfdesk.services.undo_report import UndoneOrder, UndoResult
from kfdesk.ui.export.running_view import RunningView
from kfdesk.ui.history.undo_texts import (
    ending_columns,
    ending_name,
    result_lines,
    result_title,
    taken_back_text,
)
from kfdesk.ui.panels import FailurePanel, bold, wrapped_label
from kfdesk.ui.record_table import RecordTable, RecordTableModel
from kfdesk.ui.widgets import named

PHASES = (Phase.CHECKING, Phase.SETTLING, Phase.LOOKING, Phase.DELETING, Phase.CREDIT_NOTES)
LARGER = 1.25


class UndoRunningView(RunningView):
    """Progress of an undo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Its own phases, and words for what it does."""
        super().__init__(parent, PHASES)
        self.progress_bar.setAccessibleName(self.tr("Progress of the undo"))

    def stop_text(self) -> str:
        """The label of the button that stops it."""
        return self.tr("&Stop after this invoice")

    def sums_text(self, progress: ExportProgress) -> str:
        """What was taken back so far."""
        return taken_back_text(progress)


class UndoResultView(QWidget):
    """What was deleted, credited, or left, and why; `closed` when the person has read it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a result."""
        super().__init__(parent)
        self.setObjectName("undo_result_view")
        self.result_title = named(bold(wrapped_label()), "result_title")
        font = self.result_title.font()
        font.setPointSizeF(font.pointSizeF() * LARGER)
        self.result_title.setFont(font)
        self.result_text = named(wrapped_label(), "result_text")
        self.stopped_panel = named(FailurePanel(), "stopped_panel")
        self.endings_model: RecordTableModel[UndoneOrder] = RecordTableModel(
            ending_columns(), ending_name, self
        )
        self.endings_table = named(
            RecordTable(self.endings_model), "endings_table", self.tr("What came of each invoice")
        )
        self.endings_table.let_sort()
        label = self.tr("&Back to the runs")
        self.back_button = named(QPushButton(label), "back_button", label.replace("&", ""))
        self.back_button.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.result_title, self.result_text, self.stopped_panel):
            layout.addWidget(widget)
        layout.addWidget(self.endings_table, 1)
        layout.addLayout(buttons)

    def show_result(self, result: UndoResult) -> None:
        """Show what an undo came to."""
        self.result_title.setText(result_title(result))
        self.result_text.setText("\n".join(result_lines(result)))
        self.result_text.setVisible(bool(self.result_text.text()))
        if result.stopped_by:
            self.stopped_panel.show_failure(result.stopped_by)
        else:
            self.stopped_panel.hide()
        self.endings_model.set_records(result.orders)
        self.endings_table.fit_columns()
        self.setAccessibleName(self.result_title.text())
        self.back_button.setFocus()
