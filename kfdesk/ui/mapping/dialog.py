"""What the columns of an unknown table mean, with the orders that come of it."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kfdesk import words
from kfdesk.domain.errors import MappingIncomplete
from kfdesk.domain.mapping import ColumnMapping
from kfdesk.services.map_columns import MapColumns, MappingPreview
from kfdesk.services.ports import UnknownTable
from kfdesk.ui.mapping.model import MappingTableModel
from kfdesk.ui.mapping.options import MappingOptions
from kfdesk.ui.mapping.preview import PreviewPanel
from kfdesk.ui.mapping.texts import tr
from kfdesk.ui.mapping.view import MappingTable
from kfdesk.ui.messages import show_error
from kfdesk.ui.panels import wrapped_label
from kfdesk.ui.record_table import Column, RecordTable, RecordTableModel
from kfdesk.ui.tasks import LatestTask
from kfdesk.ui.widgets import named, short_lived

WIDTH_EMS, HEIGHT_EMS = 72, 46
MOST_OF_SCREEN = 0.95
FIRST_ROWS = 20
ROWS_HIGH = 5
SHARES = (54, 46)


class MappingDialog(QDialog):
    """Accepted, `mapping` is what the person said; rejected, it is not an order file."""

    def __init__(self, service: MapColumns, table: UnknownTable, parent: QWidget | None = None) -> None:
        """Show the table with the likeliest mapping."""
        super().__init__(parent)
        self.setObjectName("mapping_dialog")
        self.setWindowTitle(tr("What do the columns mean?"))
        self._service = service
        self._table = table
        self._model = MappingTableModel(table, self)
        self.mapping_table = named(MappingTable(self._model), "mapping_table", tr("Meanings and columns"))
        self.options = MappingOptions(table.proposed)
        self.rows_table = named(_rows_table(table, self), "rows_table", tr("First rows of the file"))
        self.preview = PreviewPanel()
        self.missing_label = named(wrapped_label(), "missing_label")
        self._previewer = LatestTask(self)
        self._is_refused = False
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._on_changed()
        self.mapping_table.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, service: MapColumns, table: UnknownTable) -> ColumnMapping | None:
        """The mapping, or None: it is not an order file."""
        with short_lived(cls(service, table, parent)) as dialog:
            return dialog.mapping() if dialog.exec() else None

    def mapping(self) -> ColumnMapping:
        """As it is chosen now."""
        return self._model.applied_to(self.options.applied_to(self._table.proposed))

    def sizeHint(self) -> QSize:
        """Room for both sides in whatever font, as far as the screen has it."""
        em = self.fontMetrics().height()
        return QSize(WIDTH_EMS * em, HEIGHT_EMS * em).boundedTo(
            self.screen().availableSize() * MOST_OF_SCREEN
        )

    # ------------------------------------------------------------ building

    def _make_buttons(self) -> None:
        self._buttons = QDialogButtonBox()
        self.accept_button = named(QPushButton(tr("&Import these orders")), "accept_button")
        self.not_orders_button = named(QPushButton(tr("Not an &order file")), "not_orders_button")
        for button in (self.accept_button, self.not_orders_button):
            button.setAutoDefault(False)  # Enter in the table opens a list
        self._buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(self.not_orders_button, QDialogButtonBox.ButtonRole.RejectRole)

    def _lay_out(self) -> None:
        about = tr(
            "kfdesk does not know the columns of {file}. If these are orders, say what the columns mean: "
            "it is remembered for all files with these columns."
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.options)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(area)
        right.addWidget(self.preview)
        body = QSplitter(Qt.Orientation.Horizontal)
        body.addWidget(self.mapping_table)
        body.addWidget(right)
        body.setSizes([share * 100 for share in SHARES])
        for splitter in (body, right):
            splitter.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.addWidget(self.missing_label, 1)
        foot.addWidget(self._buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(wrapped_label(about.format(file=words.file_name(self._table.path))))
        layout.addWidget(self.rows_table)
        layout.addWidget(body, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._model.changed.connect(self._on_changed)
        self.options.changed.connect(self._on_changed)
        self._previewer.done.connect(self._on_previewed)
        self._previewer.failed.connect(self._on_failed)
        self.finished.connect(self._previewer.forget)

    # ------------------------------------------------------------ what comes of it

    @Slot()
    def _on_changed(self) -> None:
        mapping, service, path = self.mapping(), self._service, self._table.path
        self._is_refused = False
        self._show_missing()
        self._previewer.start(lambda _progress, _is_cancelled: service.preview(path, mapping))

    def _show_missing(self) -> None:
        missing = self.mapping().missing
        self.accept_button.setEnabled(not missing and not self._is_refused)
        self.missing_label.setText(words.title(MappingIncomplete(missing=missing)) if missing else "")

    @Slot(object)
    def _on_previewed(self, preview: MappingPreview) -> None:
        self._is_refused = preview.refusal is not None
        self.preview.show_preview(preview)
        self._show_missing()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        show_error(self, error)


def _rows_table(table: UnknownTable, parent: QWidget) -> RecordTable:
    columns = tuple(
        Column[tuple[str, ...]](name, lambda row, place=place: row[place])  # type: ignore[misc] # bound here
        for place, name in enumerate(table.written)
    )
    model: RecordTableModel[tuple[str, ...]] = RecordTableModel(columns, " ".join, parent)
    view = RecordTable(model)
    model.set_records(table.rows[:FIRST_ROWS])
    view.horizontalHeader().setStretchLastSection(False)
    view.setFixedHeight(view.fontMetrics().height() * 3 // 2 * (ROWS_HIGH + 1))
    return view
