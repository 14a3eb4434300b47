"""A real window on a desk, and how long it takes until a part of it is painted as wanted."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSize, QTimer
from PySide6.QtWidgets import QWidget

from kfdesk.services.desk import Desk
from kfdesk.tour.pilot import Pilot
from kfdesk.ui.garbage import collected_here
from kfdesk.ui.main_window import MainWindow
from kfdesk.ui.pages import make_window
from kfdesk.ui.start import make_application
from kfdesk.ui.tasks import task_pool

SIZE = QSize(1280, 800)
LONGEST_MS = 60_000


@contextmanager
def a_window(desk: Desk, folder: Path) -> Iterator[MainWindow]:
    """The program's window on its first page, about the company that is linked."""
    make_application()
    window = make_window(desk, folder / "window.ini")
    with collected_here():
        window.resize(SIZE)
        window.show()
        window.open_first_page()
        Pilot().wait_until(lambda: window.events.company, "the company")
        yield window
        window.close()
        task_pool().waitForDone()
        Pilot().settle()


class Painting(QObject):
    """Waits for the painting of a widget that comes once something is so."""

    def __init__(self, widget: QWidget, is_so: Callable[[], object]) -> None:
        super().__init__(widget)
        self._is_so = is_so
        self._loop = QEventLoop()
        self._is_seen = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at each painting."""
        if event.type() == QEvent.Type.Paint and not self._is_seen and self._is_so():
            self._is_seen = True
            QTimer.singleShot(0, self._loop.quit)  # once it is painted
        return False

    def wait(self) -> None:
        """Return when it was painted."""
        QTimer.singleShot(LONGEST_MS, self._loop, lambda: self._loop.exit(1))
        if self._loop.exec():
            raise SystemExit("what was waited for was never painted")


def seconds_until_painted(act: Callable[[], object], widget: QWidget, is_so: Callable[[], object]) -> float:
    """From an act of the person to its being seen."""
    painting = Painting(widget, is_so)
    began = time.perf_counter()
    act()
    painting.wait()
    took = time.perf_counter() - began
    widget.removeEventFilter(painting)
    return took
