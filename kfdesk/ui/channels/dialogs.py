"""Asking for a channel's name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kfdesk import words
from kfdesk.domain.errors import ChannelNameNotAllowed, ChannelNameTaken, KfdeskError
from kfdesk.services.edit_settings import LONGEST_NAME, checked_name
from kfdesk.ui.channels.texts import tr
from kfdesk.ui.widgets import QuietComboBox, named, short_lived

WIDTH = 56
"""Letters in a line of the note."""


@dataclass(frozen=True)
class NewChannel:
    """A name, and the marketplace whose files belong to the channel (empty: told by the first file)."""

    name: str
    marketplace: str = ""


class ChannelDialog(QDialog):
    """A channel's name, and for a new one where its files come from."""

    def __init__(
        self,
        title: str,
        note: str,
        taken: Collection[str],
        marketplaces: Sequence[str],
        parent: QWidget | None,
    ) -> None:
        """Build it; without marketplaces that question is left out."""
        super().__init__(parent)
        self.setObjectName("channel_dialog")
        self.setWindowTitle(title)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * WIDTH)
        self._taken = {name.casefold() for name in taken}
        self.channel_name_edit = named(QLineEdit(), "channel_name_edit", tr("Channel name"))
        self.channel_name_edit.setMaxLength(LONGEST_NAME)
        self.marketplace_combo = named(QuietComboBox(), "marketplace_combo", tr("Its files come from"))
        self.marketplace_combo.addItem(tr("Told by its first file"), "")
        for marketplace in marketplaces:
            self.marketplace_combo.addItem(marketplace, marketplace.casefold())  # its family of files
        self.problem_label = named(QLabel(), "problem_label")
        self.problem_label.setWordWrap(True)
        self._buttons = _buttons(title)
        self._lay_out(note, has_marketplaces=bool(marketplaces))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.channel_name_edit.textChanged.connect(self._on_name_changed)
        self._on_name_changed()

    @classmethod
    def ask_new(
        cls,
        parent: QWidget | None,
        taken: Collection[str],
        marketplaces: Sequence[str],
        proposed: str = "",
    ) -> NewChannel | None:
        """A new channel, or None when the person thought better of it."""
        with short_lived(cls(tr("Add channel"), _new_note(), taken, marketplaces, parent)) as dialog:
            dialog.propose(proposed)
            is_wanted = dialog.exec()
            return NewChannel(dialog.name(), dialog.marketplace_combo.currentData()) if is_wanted else None

    @classmethod
    def ask_name(cls, parent: QWidget | None, name: str, stamp: str, taken: Collection[str]) -> str | None:
        """Another name for a channel, or None."""
        note = tr("Invoices keep “{stamp}”, the channel's first name: by it kfdesk knows them again.")
        with short_lived(cls(tr("Rename channel"), note.format(stamp=stamp), taken, (), parent)) as dialog:
            dialog.propose(name)
            return dialog.name() if dialog.exec() else None

    def propose(self, name: str) -> None:
        """Begin with a name, and its marketplace where it is one."""
        self.channel_name_edit.setText(name)
        self.channel_name_edit.selectAll()
        self.marketplace_combo.setCurrentIndex(max(0, self.marketplace_combo.findText(name)))

    def name(self) -> str:
        """The name without outer spaces."""
        return self.channel_name_edit.text().strip()

    def _lay_out(self, note: str, *, has_marketplaces: bool) -> None:
        label = QLabel(note)
        label.setWordWrap(True)
        form = QFormLayout()
        form.addRow(tr("&Name"), self.channel_name_edit)
        if has_marketplaces:
            form.addRow(tr("Its &files come from"), self.marketplace_combo)
        else:
            self.marketplace_combo.setParent(self)
            self.marketplace_combo.hide()
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(label)
        layout.addWidget(self.problem_label)
        layout.addWidget(self._buttons)

    @Slot()
    def _on_name_changed(self) -> None:
        problem = name_problem(self.channel_name_edit.text(), self._taken)
        is_empty = not self.name()
        self.problem_label.setText("" if is_empty or problem is None else words.title(problem))
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(problem is None)


def name_problem(name: str, taken: Collection[str]) -> KfdeskError | None:
    """Why a name cannot be a channel's, or None; `taken` in lower case."""
    try:
        checked = checked_name(name)
    except ChannelNameNotAllowed as error:
        return error
    return ChannelNameTaken(name=checked) if checked.casefold() in taken else None


def _new_note() -> str:
    return tr("This name goes on the channel's invoices for good: by it kfdesk knows them again.")


def _buttons(title: str) -> QDialogButtonBox:
    kinds = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
    box = QDialogButtonBox(kinds)
    accept = named(box.button(QDialogButtonBox.StandardButton.Ok), "accept_button", title)
    accept.setText(title)
    named(box.button(QDialogButtonBox.StandardButton.Cancel), "cancel_button", tr("Cancel"))
    return box
