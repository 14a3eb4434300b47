"""The table of meanings as one acts on it: a click, Enter, F2 or Space opens the list of columns."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kfdesk.ui.channels.delegates import CellCombo, arrow_width
from kfdesk.ui.mapping.model import COLUMN, MappingTableModel
from kfdesk.ui.mapping.texts import tr
from kfdesk.ui.widgets import named

Index = QModelIndex | QPersistentModelIndex
_OPENING_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
COLUMN_LETTERS = 30
MEANING_LETTERS = 24
HINT = QAbstractItemDelegate.EndEditHint


class ColumnDelegate(QStyledItemDelegate):
    """Painted as a combo, edited by one."""

    def __init__(self, view: QWidget) -> None:
        """Paint in the style of the view."""
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """An ordinary cell with the arrow of a combo."""
        super().paint(painter, option, index)
        arrow = QStyleOptionViewItem(option)
        arrow.rect = option.rect.adjusted(option.rect.width() - arrow_width(option), 0, 0, 0)
        self._view.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorArrowDown, arrow, painter, self._view
        )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A combo of the table's columns."""
        editor = named(CellCombo(parent), "cell_editor", tr("Column"))
        model = index.model()
        if isinstance(model, MappingTableModel):
            editor.setAccessibleName(model.label(index.row()))
            editor.addItem(tr("none"), "")
            for name, written in model.names.items():
                editor.addItem(written, name)
            editor.setCurrentIndex(editor.findData(model.column(index.row())))
        editor.chosen.connect(self._on_chosen)
        editor.left.connect(self._on_left)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """It stands on its column since it was made."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Write what was chosen; moving on without choosing writes nothing."""
        if isinstance(editor, CellCombo) and editor.is_chosen:
            model.setData(index, editor.currentData())

    def _on_chosen(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, HINT.NoHint)

    def _on_left(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.closeEditor.emit(editor, HINT.RevertModelCache)


class MappingTable(QTableView):
    """Meanings and their columns."""

    def __init__(self, model: MappingTableModel, parent: QWidget | None = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegateForColumn(COLUMN, ColumnDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)  # opened by open_editor
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setHighlightSections(False)
        self._fit()
        self.setCurrentIndex(model.index(0, COLUMN))
        self.clicked.connect(self.open_editor)

    @Slot(QModelIndex)
    def open_editor(self, index: QModelIndex) -> None:
        """Choose the column of a meaning, the list showing."""
        cell = index.siblingAtColumn(COLUMN)
        self.setCurrentIndex(cell)
        self.edit(cell)
        editor = self.viewport().findChild(QComboBox, "cell_editor")
        if editor is not None:
            editor.showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list of the current row; everything else is as in any table."""
        is_alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if self.currentIndex().isValid() and (is_alt_down or event.key() in _OPENING_KEYS):
            self.open_editor(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Rows grow with the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(QComboBox().sizeHint().height())
        self.verticalHeader().setMaximumWidth(self.fontMetrics().averageCharWidth() * MEANING_LETTERS)
        self.setColumnWidth(COLUMN, self.fontMetrics().averageCharWidth() * COLUMN_LETTERS)
