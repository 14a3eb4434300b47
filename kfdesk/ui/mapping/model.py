"""The table of meanings: which column each has, and what its first cells say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from kfdesk.domain.mapping import ColumnMapping, Meaning
from kfdesk.services.ports import UnknownTable
from kfdesk.ui.mapping.texts import meaning_texts, needed_text, tr

Index = QModelIndex | QPersistentModelIndex
COLUMN, CELLS = 0, 1
CELLS_SHOWN = 4
LONGEST_CELL = 40
BETWEEN = "  \N{MIDDLE DOT}  "


class MappingTableModel(QAbstractTableModel):
    """A row a meaning; `changed` when a column was chosen for one."""

    changed = Signal()

    def __init__(self, table: UnknownTable, parent: QObject | None = None) -> None:
        """Begin with what is proposed."""
        super().__init__(parent)
        self._table = table
        self._names = table.names
        self._labels = meaning_texts()
        self._meanings = tuple(self._labels)
        self._chosen = {meaning: table.proposed.columns.get(meaning, "") for meaning in self._meanings}

    @property
    def names(self) -> Mapping[str, str]:
        """What can be chosen, each with what the file calls it."""
        return self._names

    def meaning(self, row: int) -> Meaning:
        """The meaning of a row."""
        return self._meanings[row]

    def label(self, row: int) -> str:
        """The meaning's name."""
        return self._labels[self._meanings[row]]

    def column(self, row: int) -> str:
        """The column that is chosen for a row's meaning; empty for none."""
        return self._chosen[self._meanings[row]]

    def choose(self, row: int, name: str) -> None:
        """Give a meaning this column. One column may have several: an order date may stand for payment."""
        if self.column(row) != name:
            self._chosen[self._meanings[row]] = name
            self.dataChanged.emit(self.index(row, COLUMN), self.index(row, CELLS))
            self.changed.emit()

    def applied_to(self, mapping: ColumnMapping) -> ColumnMapping:
        """The mapping with the columns that are chosen here."""
        return replace(mapping, columns={meaning: name for meaning, name in self._chosen.items() if name})

    # ------------------------------------------------------------ what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A row a meaning."""
        return 0 if parent.isValid() else len(self._meanings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The column, and its cells."""
        return 0 if parent.isValid() else CELLS + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Columns can be chosen, cells only be read."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == COLUMN else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles of columns, names of meanings."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return (tr("Column"), tr("First cells"))[section]
        return self.label(section)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows and says."""
        if not index.isValid():
            return None
        text = self._text(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.EditRole:
            return self.column(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.label(index.row())}: {text}"
        is_faint = index.column() == COLUMN and not self.column(index.row())
        if role == Qt.ItemDataRole.ForegroundRole and is_faint:
            return QApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Choose a column by its name."""
        if role != Qt.ItemDataRole.EditRole or index.column() != COLUMN or value not in ("", *self._names):
            return False
        self.choose(index.row(), str(value))
        return True

    def _text(self, index: Index) -> str:
        name = self.column(index.row())
        if index.column() == CELLS:
            return BETWEEN.join(first_cells(self._table, name))
        if name:
            return self._names.get(name, name)
        needed = needed_text(self._meanings[index.row()])
        return tr("none ({needed})").format(needed=needed) if needed else tr("none")


def first_cells(table: UnknownTable, name: str) -> Sequence[str]:
    """What the first rows say in a column, each text once."""
    if not name:
        return ()
    place = table.header.index(name)
    told = dict.fromkeys(row[place].strip() for row in table.rows if row[place].strip())
    return [text[:LONGEST_CELL] for text in tuple(told)[:CELLS_SHOWN]]
