"""What was found: in a few lines, and as tables."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from kfdesk import words
from kfdesk.domain.reconciliation import Difference, NotOurs, Reconciliation
from kfdesk.ui.panels import bold, wrapped_label
from kfdesk.ui.reconcile.columns import (
    Line,
    difference_columns,
    difference_name,
    line_columns,
    line_name,
    lines_of,
    stranger_columns,
    stranger_name,
)
from kfdesk.ui.reconcile.texts import caution_text, result_text, totals_text
from kfdesk.ui.record_table import RecordTable, RecordTableModel
from kfdesk.ui.widgets import named


class ResultView(QWidget):
    """`order_wanted` carries the id of an order that the person went to."""

    order_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing found."""
        super().__init__(parent)
        self.result_label = bold(named(wrapped_label(), "result_label"))
        self.totals_label = named(wrapped_label(), "totals_label")
        self.caution_label = bold(named(wrapped_label(), "caution_label"))
        self.saved_label = named(wrapped_label(), "saved_label")
        self.difference_label = named(wrapped_label(), "difference_label")
        self._make_tables()
        label = self.tr("Go to &order")
        self.go_to_order_button = named(QPushButton(label), "go_to_order_button", label.replace("&", ""))
        self._lay_out()
        self.differences_table.record_opened.connect(self._on_opened)
        self.differences_table.record_chosen.connect(self._on_chosen)
        self.go_to_order_button.clicked.connect(self._on_go_clicked)

    def show_result(self, found: Reconciliation, now: datetime) -> None:
        """Show a reconciliation."""
        self.result_label.setText(result_text(found, now))
        self.totals_label.setText(totals_text(found))
        self.caution_label.setText(caution_text(found))
        self.caution_label.setVisible(bool(self.caution_label.text()))
        self.saved_label.hide()
        self.differences_model.set_records(found.differences)
        self.lines_model.set_records(lines_of(found))
        self.strangers_model.set_records(found.not_ours)
        for place, (title, count) in enumerate(self._titles(found)):
            self.tables_tab.setTabText(place, title.format(n=count))
        self.differences_table.go_to_first()
        self._on_chosen(self.differences_table.current_record)

    def show_saved(self, path: Path) -> None:
        """Say where the file is."""
        self.saved_label.setText(self.tr("Saved as {path}").format(path=path))
        self.saved_label.show()

    # ------------------------------------------------------------ parts

    def _make_tables(self) -> None:
        self.differences_model: RecordTableModel[Difference] = RecordTableModel(
            difference_columns(), difference_name, self
        )
        self.lines_model: RecordTableModel[Line] = RecordTableModel(line_columns(), line_name, self)
        self.strangers_model: RecordTableModel[NotOurs] = RecordTableModel(
            stranger_columns(), stranger_name, self
        )
        self.differences_table = named(
            RecordTable(self.differences_model), "differences_table", self.tr("Differences")
        )
        self.sums_table = named(
            RecordTable(self.lines_model), "sums_table", self.tr("Sums by channel, day and VAT rate")
        )
        self.not_ours_table = named(
            RecordTable(self.strangers_model), "not_ours_table", self.tr("Invoices that are not ours")
        )
        for table in (self.differences_table, self.sums_table, self.not_ours_table):
            table.let_sort()

    def _lay_out(self) -> None:
        self.tables_tab = named(QTabWidget(), "tables_tab", self.tr("Tables"))
        self.tables_tab.setDocumentMode(True)
        for table in (self._differences(), self.sums_table, self.not_ours_table):
            self.tables_tab.addTab(table, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        labels: tuple[QLabel, ...] = (self.result_label, self.caution_label, self.totals_label)
        for label in labels:
            layout.addWidget(label)
        layout.addWidget(self.tables_tab, 1)
        layout.addWidget(self.saved_label)

    def _differences(self) -> QWidget:
        """The table, and the whole of what the chosen row has no room for."""
        box = QWidget()
        below = QHBoxLayout()
        below.addWidget(self.difference_label, 1)
        below.addWidget(self.go_to_order_button)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.differences_table, 1)
        layout.addLayout(below)
        return box

    def _titles(self, found: Reconciliation) -> tuple[tuple[str, int], ...]:
        return (
            (self.tr("&Differences ({n})"), len(found.differences)),
            (self.tr("By da&y and VAT rate"), 0),
            (self.tr("&Not ours ({n})"), len(found.not_ours)),
        )

    # ------------------------------------------------------------ what happens

    @Slot(object)
    def _on_chosen(self, record: object) -> None:
        difference = record if isinstance(record, Difference) else None
        self.go_to_order_button.setEnabled(difference is not None and difference.order_id > 0)
        self.difference_label.setText(words.difference(difference) if difference else "")

    @Slot()
    def _on_go_clicked(self) -> None:
        self._on_opened(self.differences_table.current_record)

    @Slot(object)
    def _on_opened(self, record: object) -> None:
        if isinstance(record, Difference) and record.order_id:
            self.order_wanted.emit(record.order_id)
