"""The buttons above the table of channel settings."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from kfdesk.ui.channels.texts import tr
from kfdesk.ui.widgets import ElidedLabel, named


class SettingsBar(QWidget):
    """Add, rename, accept, undo, redo, the age of the lists, read again, more settings."""

    def __init__(self, stack: QUndoStack, parent: QWidget | None = None) -> None:
        """Build the buttons; the page connects them."""
        super().__init__(parent)
        self.new_channel_button = _button(tr("&New channel…"), "new_channel_button")
        self.rename_button = _button(tr("Rena&me…"), "rename_button")
        self.accept_button = _button(tr("&Accept proposals"), "accept_button")
        self.accept_button.setToolTip(tr("Take what kfdesk proposed by name for the selected channels"))
        self.undo_action = named_action(stack.createUndoAction(self, tr("Undo")), "undo_action")
        self.undo_action.setShortcuts(QKeySequence.StandardKey.Undo)
        self.redo_action = named_action(stack.createRedoAction(self, tr("Redo")), "redo_action")
        self.redo_action.setShortcuts(QKeySequence.StandardKey.Redo)
        self.undo_button = _tool(self.undo_action, "undo_button", tr("Undo"))
        self.redo_button = _tool(self.redo_action, "redo_button", tr("Redo"))
        self.age_label = named(ElidedLabel(), "age_label")
        self.age_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.refresh_button = _button(tr("&Read again"), "refresh_button")
        self.refresh_button.setToolTip(
            tr("Read sources, methods, accounts and sales types from KashFlow again")
        )
        self.panel_button = _button(tr("More &settings"), "panel_button")
        self.panel_button.setCheckable(True)
        self.panel_button.setChecked(True)
        self._lay_out()

    def show_state(self, *, is_linked: bool, has_channels: bool, age: str) -> None:
        """Offer what makes sense."""
        self.new_channel_button.setEnabled(is_linked)
        self.refresh_button.setEnabled(is_linked)
        self.panel_button.setEnabled(has_channels)
        self.age_label.setText(age if is_linked else "")

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.new_channel_button, self.rename_button, self.accept_button):
            layout.addWidget(widget)
        layout.addWidget(self.undo_button)
        layout.addWidget(self.redo_button)
        layout.addWidget(self.age_label, 1)
        layout.addWidget(self.refresh_button)
        layout.addWidget(self.panel_button)


def named_action(action: QAction, name: str) -> QAction:
    """Give an action its object name, and let it work anywhere in its page."""
    action.setObjectName(name)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return action


def _button(label: str, name: str) -> QPushButton:
    return named(QPushButton(label), name, label.replace("&", "").rstrip("…"))


def _tool(action: QAction, name: str, label: str) -> QToolButton:
    button = named(QToolButton(), name, label)
    button.setDefaultAction(action)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
