"""A change of settings on the stack of what can be undone."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from kfdesk import words
from kfdesk.services.edit_settings import Change
from kfdesk.ui.channels.texts import tr


class ChangeCommand(QUndoCommand):
    """Already done when it is pushed; undo and redo hand the change back to the page."""

    def __init__(
        self, change: Change, undo: Callable[[Change], None], redo: Callable[[Change], None]
    ) -> None:
        """Named after the settings that changed."""
        names = ", ".join(words.setting(name) for name in change.settings)
        super().__init__(tr("change of {settings}").format(settings=names))
        self._change = change
        self._undo = undo
        self._redo = redo
        self._is_pushed = False

    def redo(self) -> None:
        """Do it again; pushing it does nothing more."""
        if self._is_pushed:
            self._redo(self._change)
        self._is_pushed = True

    def undo(self) -> None:
        """Put back what was there."""
        self._undo(self._change)
