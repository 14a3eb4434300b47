"""Tables that only show: records in memory, a column described by a few functions.

For lists that grow without bound (all orders) this is the wrong one: it holds every record.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TEXTS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ROWS_MEASURED = 30
WIDEST_EMS = 42
NARROWEST_EMS = 6
ROOM = "\N{EN SPACE}"  # between figures and a text to the right of them
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: its title, what a record shows in it, and what it is sorted by (the text if None)."""

    title: str
    text: Callable[[R], str]
    sort_key: Callable[[R], Any] | None = None
    is_number: bool = False

    def key(self, record: R) -> Any:
        """What a record is sorted by."""
        return self.sort_key(record) if self.sort_key else self.text(record).casefold()


class RecordTableModel(QAbstractTableModel, Generic[R]):
    """Records as rows; `row_name` names a row for those who do not see it."""

    def __init__(
        self, columns: Sequence[Column[R]], row_name: Callable[[R], str], parent: QObject | None = None
    ) -> None:
        """Begin without records."""
        super().__init__(parent)
        self._columns = tuple(columns)
        self._row_name = row_name
        self._records: list[R] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    @property
    def records(self) -> tuple[R, ...]:
        """All records, in the order shown."""
        return tuple(self._records)

    def record(self, index: Index) -> R | None:
        """The record of a cell, or None."""
        return self._records[index.row()] if self._holds(index) else None

    def set_records(self, records: Sequence[R]) -> None:
        """Show these; rows that keep their names are told as changed, so that the person stays there."""
        wanted = self._in_order(records)
        if self._are_shown(wanted):
            self._records = wanted
            if wanted:
                self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, len(self._columns) - 1))
            return
        self.beginResetModel()
        self._records = wanted
        self.endResetModel()

    def _are_shown(self, records: Sequence[R]) -> bool:
        """The rows have these names already, in this order; told with the first that has not."""
        return len(records) == len(self._records) and all(
            self._row_name(one) == self._row_name(other)
            for one, other in zip(records, self._records, strict=True)
        )

    # ------------------------------------------------------------ what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A row a record."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The columns laid down."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be selected, never changed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles of columns, names of rows."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._columns):
            return self._column_header(self._columns[section], role)
        is_name = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Vertical
        return self._row_name(self._records[section]) if is_name and section < len(self._records) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows and says."""
        if not self._holds(index):
            return None
        record, column = self._records[index.row()], self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(record)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(record)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return NUMBERS if column.is_number else TEXTS
        return record if role == ROW_ROLE else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort, the current and selected rows moving along."""
        self._sorted_by = (column, order) if 0 <= column < len(self._columns) else None
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self._records[index.row()] for index in before]
        self._records = self._in_order(self._records)
        rows = {id(record): row for row, record in enumerate(self._records)}
        moved = [self.index(rows[id(record)], old.column()) for record, old in zip(held, before, strict=True)]
        self.changePersistentIndexList(before, moved)
        self.layoutChanged.emit()

    def _in_order(self, records: Sequence[R]) -> list[R]:
        if self._sorted_by is None:
            return list(records)
        column, order = self._sorted_by
        is_down = order == Qt.SortOrder.DescendingOrder
        return sorted(records, key=self._columns[column].key, reverse=is_down)

    def _holds(self, index: Index) -> bool:
        return index.isValid() and index.row() < len(self._records) and index.column() < len(self._columns)

    @staticmethod
    def _column_header(column: Column[R], role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return (NUMBERS if column.is_number else TEXTS) if role == Qt.ItemDataRole.TextAlignmentRole else None


class _RoomyDelegate(QStyledItemDelegate):
    """Keeps figures off the text beside them; in what is painted only, not in what is read."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        text: str = option.text
        if text and index.data(Qt.ItemDataRole.TextAlignmentRole) == NUMBERS:
            roomy = text.replace("\n", f"{ROOM}\n") + ROOM
            option.text = roomy


class _RoomyHeader(QHeaderView):
    """Titles stand over their figures."""

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:  # noqa: N803 - Qt's
        super().initStyleOptionForIndex(option, logicalIndex)
        role = Qt.ItemDataRole.TextAlignmentRole
        if self.model().headerData(logicalIndex, self.orientation(), role) == NUMBERS:
            option.text += ROOM


class RecordTable(QTableView):
    """A table that is read, not edited: arrows move, Enter or a double click opens, Tab leaves.

    `record_chosen` carries the record that the person went to (or None), `record_opened` the
    one that was opened.
    """

    record_chosen = Signal(object)
    record_opened = Signal(object)

    def __init__(self, model: RecordTableModel[R], parent: QWidget | None = None) -> None:
        """Show a model's records, a row at a time."""
        super().__init__(parent)
        self._records_model = model
        self._widest_ems = WIDEST_EMS
        self.setHorizontalHeader(_RoomyHeader(Qt.Orientation.Horizontal, self))
        self.setItemDelegate(_RoomyDelegate(self))
        self.setModel(model)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setResizeContentsPrecision(ROWS_MEASURED)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        model.modelReset.connect(self.fit_columns)

    @property
    def current_record(self) -> object:
        """The record the person stands on, or None."""
        return self._records_model.record(self.currentIndex())

    def let_sort(self) -> None:
        """A click on a title sorts by it; until then the order is the one given."""
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def let_stretch(self, column: int, widest_ems: int = WIDEST_EMS) -> None:
        """Give a column the room that is left, and the others no more than so many letters."""
        self._widest_ems = widest_ems
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def go_to_first(self) -> None:
        """Stand on the first record."""
        if self._records_model.rowCount():
            self.setCurrentIndex(self._records_model.index(0, 0))

    @Slot()
    def fit_columns(self) -> None:
        """Give each column the width of what it shows, within reason."""
        em = self.fontMetrics().averageCharWidth()
        self.horizontalHeader().setMinimumSectionSize(em * NARROWEST_EMS)
        self.resizeColumnsToContents()
        for column in range(self._records_model.columnCount()):
            self.setColumnWidth(column, min(self.columnWidth(column) + em, em * self._widest_ems))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() * 3 // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current record on every platform."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.record_opened.emit(self.current_record)
            event.accept()
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.record_chosen.emit(self._records_model.record(current))

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.record_opened.emit(self._records_model.record(index))
