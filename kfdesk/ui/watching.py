"""Looks into the watched folders while the window is open, and tells what came of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from kfdesk.services.desk import Desk
from kfdesk.services.folder_look import FolderLook
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.figures import counted
from kfdesk.ui.messages import show_error
from kfdesk.ui.tasks import Task, run_task

EVERY_MS = 60_000
SOON_MS = 3_000
"""After the first look, for files that were complete then."""


def waiting_text(files: int) -> str:
    """How many files wait, as a sentence."""
    one = QCoreApplication.translate("FolderWatcher", "{n} file in a watched folder waits for its orders.")
    several = QCoreApplication.translate(
        "FolderWatcher", "{n} files in a watched folder wait for their orders."
    )
    return counted(files, one, several)


class FolderWatcher(QObject):
    """A look a minute; `found` carries FolderLook for each look that brought anything."""

    found = Signal(object)

    def __init__(self, desk: Desk, events: DeskEvents, parent: QWidget | None = None) -> None:
        """Begin when the window is open."""
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self._events = events
        self._task: Task | None = None
        self._untold: list[FolderLook] = []
        self._is_heard = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        events.window_opened.connect(self.look)
        events.integrations_changed.connect(self._on_integrations_changed)

    def tell(self, listener: Callable[[FolderLook], None]) -> None:
        """Tell somebody what is found from now on, and what was found before."""
        self._is_heard = True
        self.found.connect(listener)
        for look in self._untold:
            listener(look)
        self._untold.clear()

    def may_close(self) -> bool:
        """Not while files are read."""
        return self._task is None

    def stop(self) -> None:
        """Stop at the next safe point, and look no more."""
        self._timer.stop()
        if self._task is not None:
            self._task.request_cancel()

    @Slot()
    def look(self) -> None:
        """Look now, unless a look is under way."""
        if self._task is not None:
            return
        watch = self._desk.watch
        self._task = Task(lambda _progress, is_cancelled: watch.look(is_cancelled))
        self._task.signals.done.connect(self._on_looked)
        self._task.signals.failed.connect(self._on_failed)
        self._task.signals.finished.connect(self._on_finished)
        run_task(self._task)

    @Slot()
    def _on_integrations_changed(self) -> None:
        if self._task is None:
            self._timer.start(SOON_MS)

    @Slot(object)
    def _on_looked(self, looks: Sequence[FolderLook]) -> None:
        is_growing = any(look.growing for look in looks)
        if looks:
            self._timer.start(SOON_MS if is_growing else EVERY_MS)
        for look in looks:
            if look.has_news:
                self._tell(look)

    def _tell(self, look: FolderLook) -> None:
        if self._is_heard:
            self.found.emit(look)
        else:
            self._untold.append(look)
        if look.results:
            self._events.settings_changed.emit(look.company.id)  # channels come with files
        if look.results or look.waiting:
            self._events.orders_changed.emit()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._timer.start(EVERY_MS)
        show_error(self._window, error)

    @Slot()
    def _on_finished(self) -> None:
        self._task = None
