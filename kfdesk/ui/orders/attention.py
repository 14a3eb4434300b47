"""What holds orders up, grouped by cause, with the mend offered once for the group."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kfdesk import words
from kfdesk.services.browse_orders import Attention
from kfdesk.services.tell_refund import ASKED
from kfdesk.ui.orders.texts import group_text, tr
from kfdesk.ui.widgets import named

SHOWN_ROWS = 4
LEAST_ROWS = 3  # as high as the buttons beside it


class AttentionPanel(QWidget):
    """A list of causes.

    `setting_wished` carries channel id and setting; `answer_wished` a group whose question is to
    be answered, `day_wished` one whose refunds want their day, `group_wished` one to be shown.
    """

    setting_wished = Signal(int, str)
    answer_wished = Signal(object)
    group_wished = Signal(object)
    day_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until something needs attention."""
        super().__init__(parent)
        self._items: tuple[Attention, ...] = ()
        self.attention_list = named(QListWidget(), "attention_list", tr("What needs attention"))
        self.attention_list.setWordWrap(True)
        self.attention_list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.mend_button = named(QPushButton(), "mend_button", tr("Mend"))
        self.show_group_button = named(
            QPushButton(tr("Show these or&ders")), "show_group_button", tr("Show these orders")
        )
        self._lay_out()
        self.attention_list.currentRowChanged.connect(self._show_mend)
        self.attention_list.itemActivated.connect(self._on_item_activated)
        self.mend_button.clicked.connect(self._on_mend_clicked)
        self.show_group_button.clicked.connect(self._on_show_clicked)
        self.hide()

    def show_attention(self, items: Sequence[Attention]) -> None:
        """Show these groups, staying on the one that was chosen."""
        kept = self._current()
        self._items = tuple(items)
        self.attention_list.clear()
        for item in items:
            entry = QListWidgetItem(group_text(item.group))
            entry.setToolTip(group_text(item.group))
            self.attention_list.addItem(entry)
        self.attention_list.setCurrentRow(self._row_like(kept) if items else -1)
        self._fit()
        self.setVisible(bool(items))

    def _row_like(self, kept: Attention | None) -> int:
        keys = [(item.group.channel_id, item.group.reason.why) for item in self._items]
        wanted = (kept.group.channel_id, kept.group.reason.why) if kept else None
        return keys.index(wanted) if wanted in keys else 0

    def _current(self) -> Attention | None:
        row = self.attention_list.currentRow()
        return self._items[row] if 0 <= row < len(self._items) else None

    def _lay_out(self) -> None:
        title = QLabel(tr("Needs &attention"))
        title.setBuddy(self.attention_list)
        buttons = QVBoxLayout()
        buttons.addWidget(self.mend_button)
        buttons.addWidget(self.show_group_button)
        buttons.addStretch()
        row = QHBoxLayout()
        row.addWidget(self.attention_list, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(title)
        layout.addLayout(row)

    def _fit(self) -> None:
        """As high as its rows, up to a few."""
        rows = min(max(self.attention_list.count(), LEAST_ROWS), SHOWN_ROWS)
        height = max(self.attention_list.sizeHintForRow(0), self.fontMetrics().height())
        self.attention_list.setFixedHeight(rows * height + 2 * self.attention_list.frameWidth())

    @Slot()
    def _show_mend(self) -> None:
        item = self._current()
        text = _mend_text(item) if item else ""
        self.mend_button.setVisible(bool(text))
        self.show_group_button.setEnabled(item is not None)
        if item is not None and text:
            self.mend_button.setText(text)
            self.mend_button.setAccessibleName(
                tr("{text} for {channel}").format(text=text.rstrip("…"), channel=item.group.channel_name)
            )

    @Slot(QListWidgetItem)
    def _on_item_activated(self, _item: QListWidgetItem) -> None:
        self._on_show_clicked()

    @Slot()
    def _on_mend_clicked(self) -> None:
        item = self._current()
        if item is not None and item.is_answerable:
            self.answer_wished.emit(item.group)
        elif item is not None and item.setting:
            self.setting_wished.emit(item.group.channel_id, item.setting)
        elif item is not None and _asks_day(item):
            self.day_wished.emit(item.group)

    @Slot()
    def _on_show_clicked(self) -> None:
        item = self._current()
        if item is not None:
            self.group_wished.emit(item.group)


def _mend_text(item: Attention) -> str:
    """What the button says; nothing where each order must be looked at by itself."""
    if item.is_answerable:
        return tr("Answer…")
    if _asks_day(item):
        return tr("Tell the day…")
    return tr("Set {setting}…").format(setting=words.setting(item.setting)) if item.setting else ""


def _asks_day(item: Attention) -> bool:
    """The group's refunds want the day on which they went back."""
    return item.group.reason.why in ASKED
