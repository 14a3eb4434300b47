"""What a person wishes for channels: written in turn, kept for undo, followed by a look at the orders."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoStack

from kfdesk.services.channel_settings import SettingValue
from kfdesk.services.desk import Desk
from kfdesk.services.edit_settings import Change
from kfdesk.ui.channels.dialogs import NewChannel
from kfdesk.ui.channels.undo import ChangeCommand
from kfdesk.ui.channels.writer import Outcome, Reassessor, SettingsWriter, Wish
from kfdesk.ui.events import DeskEvents


class SettingsChanges(QObject):
    """`written` carries a wish and its outcome, `refused` a wish and an error."""

    written = Signal(object, object)
    refused = Signal(object, object)

    def __init__(self, desk: Desk, events: DeskEvents, parent: QObject) -> None:
        """Nothing wished yet."""
        super().__init__(parent)
        self._settings = desk.settings
        self._events = events
        self.stack = QUndoStack(self)
        self.reassessor = Reassessor(desk, self)
        self._writer = SettingsWriter(desk, self)
        self._writer.written.connect(self._on_written)
        self._writer.refused.connect(self.refused)

    @property
    def is_writing(self) -> bool:
        """Something is on its way to the book."""
        return self._writer.is_busy

    @property
    def is_busy(self) -> bool:
        """Something is written, or orders are looked at again."""
        return self._writer.is_busy or self.reassessor.is_busy

    def set_value(self, channel_ids: Sequence[int], name: str, value: SettingValue) -> None:
        """Set one thing for these channels."""
        ids, change = tuple(channel_ids), self._settings.change
        self._submit(Wish(lambda: change(ids, name, value), ids, name, value))

    def accept(self, channel_ids: Sequence[int]) -> None:
        """Take what is proposed for these channels."""
        ids, accept = tuple(channel_ids), self._settings.accept
        self._submit(Wish(lambda: accept(ids), ids))

    def add(self, wanted: NewChannel) -> None:
        """Add a channel."""
        company = self._events.company
        if company is not None:
            company_id, add = company.id, self._settings.add_channel
            self._submit_plain(lambda: add(company_id, wanted.name, wanted.marketplace))

    def rename(self, channel_id: int, name: str) -> None:
        """Give a channel another name."""
        rename = self._settings.rename_channel
        self._submit_plain(lambda: rename(channel_id, name))

    def _submit_plain(self, work: Callable[[], object]) -> None:
        """For what is not undone by the stack and changes no setting."""

        def carry_out() -> None:
            work()

        self._submit(Wish(carry_out, is_kept=False))

    def _undo(self, change: Change) -> None:
        self._carry(self._settings.undo, change)

    def _redo(self, change: Change) -> None:
        self._carry(self._settings.redo, change)

    def _carry(self, carry: Callable[[Change], None], change: Change) -> None:
        def carry_out() -> Change:
            carry(change)
            return change

        self._submit(Wish(carry_out, is_kept=False))

    def _submit(self, wish: Wish) -> None:
        if self._events.company is not None:
            self._writer.submit(self._events.company.id, wish)

    @Slot(object, object)
    def _on_written(self, wish: Wish, outcome: Outcome) -> None:
        self.written.emit(wish, outcome)
        change = outcome.change
        if change is not None and change.channel_ids:
            if wish.is_kept:
                self.stack.push(ChangeCommand(change, self._undo, self._redo))
            if change.needs_planning:
                self.reassessor.look_again(change.channel_ids)
