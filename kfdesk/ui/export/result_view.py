"""What came of an export."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kfdesk.services.export_report import ExportResult
from kfdesk.ui.export import texts
from kfdesk.ui.export.columns import (
    LeftOverGroup,
    left_over_columns,
    left_over_groups,
    left_over_row_name,
)
from kfdesk.ui.panels import FailurePanel, bold, wrapped_label
from kfdesk.ui.record_table import RecordTable, RecordTableModel
from kfdesk.ui.widgets import named

LARGER = 1.25


class ResultView(QWidget):
    """What was posted, what was there already, what is left over and why.

    `page_wanted` carries the objectName of a page to go to.
    """

    page_wanted = Signal(str)
    preview_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a result."""
        super().__init__(parent)
        self.setObjectName("result_view")
        self.result_title = named(bold(wrapped_label()), "result_title")
        font = self.result_title.font()
        font.setPointSizeF(font.pointSizeF() * LARGER)
        self.result_title.setFont(font)
        self.result_text = named(wrapped_label(), "result_text")
        self.stopped_label = named(wrapped_label(), "stopped_label")
        self.stopped_panel = named(FailurePanel(), "stopped_panel")
        self.left_over_model: RecordTableModel[LeftOverGroup] = RecordTableModel(
            left_over_columns(), left_over_row_name, self
        )
        self.left_over_table = named(
            RecordTable(self.left_over_model), "left_over_table", self.tr("What needs a look or is left over")
        )
        self.see_history_button = self._button("see_history_button", self.tr("See &History"))
        self.see_orders_button = self._button("see_orders_button", self.tr("See &Orders"))
        self.preview_again_button = self._button("preview_again_button", self.tr("&Preview again"))
        self._lay_out()
        self.see_history_button.clicked.connect(self._on_history_clicked)
        self.see_orders_button.clicked.connect(self._on_orders_clicked)
        self.preview_again_button.clicked.connect(self.preview_wanted)
        self.left_over_table.record_opened.connect(self._on_orders_clicked)

    def show_result(self, result: ExportResult) -> None:
        """Show what an export came to."""
        self.result_title.setText(texts.result_title(result))
        self.result_text.setText("\n".join(texts.result_lines(result)))
        self.result_text.setVisible(bool(self.result_text.text()))
        self._show_end(result)
        groups = left_over_groups(result)
        self.left_over_model.set_records(groups)
        self.left_over_table.fit_columns()
        for widget in (self._left_over_label, self.left_over_table):
            widget.setVisible(bool(groups))
        self._filler.setVisible(not groups)
        self.setAccessibleName(self.result_title.text())
        self.see_history_button.setFocus()

    def _show_end(self, result: ExportResult) -> None:
        self.stopped_label.setText(texts.cancelled_text() if result.was_cancelled else "")
        self.stopped_label.setVisible(result.was_cancelled)
        if result.stopped_by:
            self.stopped_panel.show_failure(result.stopped_by)
        else:
            self.stopped_panel.hide()

    def _lay_out(self) -> None:
        self._left_over_label = QLabel(self.tr("&What needs a look or is left over, and why"))
        self._left_over_label.setBuddy(self.left_over_table)
        self._filler = QWidget()
        buttons = QHBoxLayout()
        buttons.addWidget(self.see_history_button)
        buttons.addWidget(self.see_orders_button)
        buttons.addStretch()
        buttons.addWidget(self.preview_again_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.result_title, self.result_text, self.stopped_label, self.stopped_panel):
            layout.addWidget(widget)
        layout.addWidget(self._left_over_label)
        layout.addWidget(self.left_over_table, 1)
        layout.addWidget(self._filler, 1)
        layout.addLayout(buttons)

    @Slot()
    def _on_history_clicked(self) -> None:
        self.page_wanted.emit("history_page")

    @Slot()
    def _on_orders_clicked(self) -> None:
        self.page_wanted.emit("orders_page")

    @staticmethod
    def _button(name: str, label: str) -> QPushButton:
        return named(QPushButton(label), name, label.replace("&", ""))
