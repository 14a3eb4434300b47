"""Cells that hold a choice: painted as a combo, edited by one whose list shows at once."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from kfdesk import words
from kfdesk.domain.channels import Chosen
from kfdesk.services.channel_settings import Option, SettingValue
from kfdesk.ui.channels import texts
from kfdesk.ui.channels.model import COLUMNS, READY, ChannelSettingsTableModel
from kfdesk.ui.widgets import QuietComboBox, named

Index = QModelIndex | QPersistentModelIndex
ARROW_EMS = 2


class CellCombo(QuietComboBox):
    """A combo in a cell: `chosen` once something was chosen, `left` when its list closed without."""

    chosen = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Nothing chosen yet."""
        super().__init__(parent)
        self.is_chosen = False
        self.listed: tuple[Option, ...] = ()
        self.activated.connect(self._on_activated)

    def fill(self, listed: tuple[Option, ...], value: SettingValue) -> None:
        """Offer these and stand on the one that is set."""
        self.listed = listed
        fill_combo(self, listed, value)

    def hidePopup(self) -> None:
        """Closed without a choice means that the person has left the cell."""
        super().hidePopup()
        # Qt tells of a choice only after it has closed the list.
        QTimer.singleShot(0, self._after_popup)

    def _after_popup(self) -> None:
        if not self.is_chosen:
            self.left.emit()

    def _on_activated(self) -> None:
        self.is_chosen = True
        self.chosen.emit()


class SettingDelegate(QStyledItemDelegate):
    """The delegate of choices. `rows_to_set` tells which rows a choice in one cell is meant for."""

    def __init__(self, rows_to_set: Callable[[Index], list[int]], parent: QWidget) -> None:
        """Keep the question."""
        super().__init__(parent)
        self._view = parent
        self._rows_to_set = rows_to_set

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """An ordinary cell with the arrow of a combo."""
        if index.column() == READY:
            super().paint(painter, option, index)
            return
        arrow = QStyleOptionViewItem(option)
        width = arrow_width(option)
        super().paint(painter, option, index)
        arrow.rect = option.rect.adjusted(option.rect.width() - width, 0, 0, 0)
        style = self._view.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorArrowDown, arrow, painter, self._view)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the arrow too, and for a combo when it opens."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + arrow_width(option), size.height())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A combo that tells when something was chosen."""
        editor = named(CellCombo(parent), "cell_editor", words.setting(COLUMNS[index.column()]))
        editor.chosen.connect(self._on_chosen)
        editor.left.connect(self._on_left)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The options of the setting; not again while the list is open."""
        model = index.model()
        if (
            isinstance(editor, CellCombo)
            and isinstance(model, ChannelSettingsTableModel)
            and not editor.listed
        ):
            name = COLUMNS[index.column()]
            editor.fill(model.options(name), model.value(index.row(), name))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Write what was chosen; moving on without choosing writes nothing."""
        if (
            isinstance(editor, CellCombo)
            and isinstance(model, ChannelSettingsTableModel)
            and editor.is_chosen
        ):
            value = editor.listed[editor.currentIndex()].value
            model.choose(self._rows_to_set(index), COLUMNS[index.column()], value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the cell, but stay readable in a narrow one."""
        rect = option.rect
        rect.setWidth(max(rect.width(), editor.minimumSizeHint().width()))
        editor.setGeometry(rect)

    def _on_chosen(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _on_left(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)


def arrow_width(option: QStyleOptionViewItem | QStyleOptionComboBox) -> int:
    """Room for the arrow, growing with the type."""
    return option.fontMetrics.height() * ARROW_EMS // 2


def fill_combo(combo: QComboBox, listed: tuple[Option, ...], value: SettingValue) -> None:
    """Put options in a combo, gone ones greyed, standing on the value."""
    combo.clear()
    combo.addItems(texts.option_texts(listed))
    items = combo.model()
    for number, option in enumerate(listed):
        if option.is_gone and isinstance(items, QStandardItemModel):
            items.item(number).setEnabled(False)
    combo.setCurrentIndex(position(listed, value))


def position(listed: tuple[Option, ...], value: SettingValue) -> int:
    """Where a value stands among options; entries of lists are compared by id."""
    wanted = value.id if isinstance(value, Chosen) else value
    held = [option.value.id if isinstance(option.value, Chosen) else option.value for option in listed]
    return held.index(wanted) if wanted in held else -1
