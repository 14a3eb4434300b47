"""When a window that opens is first seen, and when it answers keys. Loads nothing of kfdesk."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.benchmarks.measured import Figures, since_start_s

READY = "ready"


class FirstSight(QObject):
    """Seconds from the start of the process to the first painting of parts of a window.

    The part called `READY` counts once a key was answered after its painting, too.
    """

    seen_all = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.figures: Figures = {}
        self._window = QWidget()
        self._parts: dict[str, QWidget] = {}

    def watch(self, window: QWidget, parts: Mapping[str, QWidget]) -> None:
        """Wait for the painting of these parts from now on."""
        self._window, self._parts = window, dict(parts)
        for part in parts.values():
            part.installEventFilter(self)
            part.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note who is painted."""
        if event.type() == QEvent.Type.Paint:
            for name in [name for name, part in self._parts.items() if part is watched]:
                del self._parts[name]
                # Once what is being painted has been.
                QTimer.singleShot(0, lambda name=name: self._seen(name))
        return False

    def _seen(self, name: str) -> None:
        if name == READY:
            before = self._window.focusWidget()
            QTest.keyClick(before, Qt.Key.Key_Tab)
            if self._window.focusWidget() is before:
                raise SystemExit("the window did not answer the Tab key")
        self.figures[name] = since_start_s()
        if not self._parts:
            self.seen_all.emit()
