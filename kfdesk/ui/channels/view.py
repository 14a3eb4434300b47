"""The table itself: arrows move, one click or F2, Space, Alt+Down opens a list, Tab leaves."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QMenu, QTableView, QWidget

from kfdesk import words
from kfdesk.ui.channels.delegates import SettingDelegate
from kfdesk.ui.channels.model import COLUMNS, FIRST_SHOWN, READY, ChannelSettingsTableModel
from kfdesk.ui.widgets import short_lived

Index = QModelIndex | QPersistentModelIndex
_OPENING_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_KEYS = Qt.KeyboardModifier.NoModifier
LONGEST_ROW_HEADER = 26
"""Letters of a channel's name that are shown beside its row."""


class ChannelSettingsTable(QTableView):
    """Channels and their settings, edited in place; `ready_asked` carries a row."""

    ready_asked = Signal(int)

    def __init__(self, model: ChannelSettingsTableModel, parent: QWidget | None = None) -> None:
        """Show the first columns."""
        super().__init__(parent)
        self._wanted: set[str] = set()
        self._modifiers = _NO_KEYS
        self._model = model
        self.setModel(model)
        self.setItemDelegate(SettingDelegate(self.rows_to_set, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)  # opened by open_editor
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().customContextMenuRequested.connect(self._on_header_menu)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self._fit_rows()
        self.clicked.connect(self._on_clicked)
        self.show_needed_columns()

    def rows_to_set(self, index: Index) -> list[int]:
        """The row of a cell, or all selected rows when its cell is among them."""
        rows = {i.row() for i in self.selectedIndexes() if i.column() == index.column()}
        return sorted(rows) if index.row() in rows else [index.row()]

    def selected_rows(self) -> list[int]:
        """Rows with a selected cell; the current row when nothing is selected."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return rows or ([self.currentIndex().row()] if self.currentIndex().isValid() else [])

    def open_editor(self, index: QModelIndex) -> None:
        """Edit a cell with its list showing."""
        if index.column() == READY:
            self.ready_asked.emit(index.row())
            return
        if index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.edit(index)
        editor = self.viewport().findChild(QComboBox, "cell_editor")
        if editor is not None:
            editor.showPopup()

    def go_to(self, row: int, name: str) -> bool:
        """Stand on the cell of a setting; False when the table has no such column."""
        if name not in COLUMNS or row < 0:
            return False
        self._wanted.add(name)
        self.show_needed_columns()
        self.setCurrentIndex(self._model.index(row, COLUMNS.index(name)))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def show_needed_columns(self) -> None:
        """Show the first columns, those the person asked for, and those that something is to mend in."""
        to_mend = {name for row in range(self._model.rowCount()) for name in self._model.to_mend(row)}
        self._wanted |= to_mend  # a column does not vanish under the hand that fills it in
        for number, name in enumerate(COLUMNS):
            self.setColumnHidden(number, name not in FIRST_SHOWN | self._wanted)

    def fit_columns(self) -> None:
        """Give each column the width of what it shows."""
        self.resizeColumnsToContents()

    def changeEvent(self, event: QEvent) -> None:
        """Rows and the names beside them grow with the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()

    def _fit_rows(self) -> None:
        height = QComboBox().sizeHint().height()
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setMaximumWidth(self.fontMetrics().averageCharWidth() * LONGEST_ROW_HEADER)

    # ------------------------------------------------------------ keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list of the current cell; everything else is as in any table."""
        is_alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        is_plain = event.modifiers() in (_NO_KEYS, Qt.KeyboardModifier.KeypadModifier)
        if self.currentIndex().isValid() and (is_alt_down or (is_plain and event.key() in _OPENING_KEYS)):
            self.open_editor(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep which keys were held: a click that selects opens nothing."""
        self._modifiers = event.modifiers()
        super().mouseReleaseEvent(event)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A plain click inside a selection of several rows keeps it: the choice is for all of them."""
        if isinstance(event, QMouseEvent) and event.modifiers() == _NO_KEYS and self._is_in_several(index):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def _is_in_several(self, index: Index) -> bool:
        return index.isValid() and len(self.rows_to_set(index)) > 1

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if self._modifiers == _NO_KEYS:
            self.open_editor(index)

    @Slot(QPoint)
    def _on_header_menu(self, place: QPoint) -> None:
        with short_lived(self.header_menu()) as menu:
            menu.exec(self.horizontalHeader().mapToGlobal(place))

    def header_menu(self) -> QMenu:
        """Which of the further columns to show."""
        menu = QMenu(self)
        for number, name in enumerate(COLUMNS):
            if name not in FIRST_SHOWN:
                action = menu.addAction(words.setting(name))
                action.setCheckable(True)
                action.setChecked(not self.isColumnHidden(number))
                action.setData(number)
        menu.triggered.connect(self._on_column_toggled)
        return menu

    @Slot(QAction)
    def _on_column_toggled(self, action: QAction) -> None:
        name = COLUMNS[action.data()]
        self._wanted = self._wanted | {name} if action.isChecked() else self._wanted - {name}
        self.show_needed_columns()
