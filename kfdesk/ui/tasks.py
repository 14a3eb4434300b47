"""All background work of the window starts here.

    self._task = Task(lambda progress, is_cancelled: self._service.run(progress, is_cancelled))
    self._task.signals.done.connect(self._on_run_done)
    self._task.signals.failed.connect(self._on_run_failed)
    run_task(self._task)  # last: it may end before this line returns

Connect to methods of QObjects that live in the UI thread, decorated `@Slot`. A page whose
question changes while the answer is under way uses `LatestTask`, which drops answers to old ones.

The pool is a child of the application object, found by its name, or Qt's own where there is
none. So there is no variable of this module to swap: a test gives its application a pool that
runs at once, and every call site stays `run_task(task)`.
"""

import time
from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal, Slot

from kfdesk.services.ports import IsCancelled, Progress

POOL_NAME = "task_pool"
SHORTEST_GAP_S = 0.05  # twenty progress signals a second: more only keeps the window busy

Work = Callable[[Progress, IsCancelled], object]


class TaskSignals(QObject):
    """What a task tells, in the thread that made it.

    Figures of progress travel as objects: sums of bytes outgrow Qt's 32-bit int.
    After `failed` or `done` comes `finished`, once.
    """

    progressed = Signal(object, object)
    done = Signal(object)
    failed = Signal(object)
    finished = Signal()
    told = Signal()
    """All that a task has to tell is on its way; its signals go when it has arrived."""


class Task(QRunnable):
    """One piece of work off the UI thread; make it in the UI thread."""

    def __init__(self, work: Work) -> None:
        """Keep the work; nothing runs before `run_task`."""
        super().__init__()
        self.setAutoDelete(False)  # Python owns it; Qt would delete it under our references
        self.signals = TaskSignals()
        # By way of its own thread: whatever was emitted before arrives while the sender is there.
        self.signals.told.connect(self.signals.deleteLater)
        self._work = work
        self._cancel = Event()
        self._last_progress_s = 0.0
        self._unsent: tuple[int, int] | None = None

    def request_cancel(self) -> None:
        """Ask the work to stop at its next safe point."""
        self._cancel.set()

    def is_cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancel.is_set()

    def run(self) -> None:
        """Do the work and tell the outcome; called by the pool."""
        try:
            result = self._work(self._tell_progress, self.is_cancelled)
        except Exception as error:  # noqa: BLE001 - whatever it is, the window must hear of it
            self.signals.failed.emit(error)
        else:
            self._send_last_progress()
            self.signals.done.emit(result)
        self.signals.finished.emit()
        self.signals.told.emit()

    def _tell_progress(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last_progress_s < SHORTEST_GAP_S:
            self._unsent = (done, total)
            return
        self._last_progress_s, self._unsent = now, None
        self.signals.progressed.emit(done, total)

    def _send_last_progress(self) -> None:
        if self._unsent is not None:
            self.signals.progressed.emit(*self._unsent)


def run_task(task: Task) -> None:
    """Start a task in the application's pool."""
    # The application holds the signals, so that they live until their last event is delivered
    # even when the page that made the task is gone.
    task.signals.setParent(QCoreApplication.instance())
    task_pool().start(task.run)  # the bound method keeps the task alive while it waits its turn


def task_pool() -> QThreadPool:
    """The application's pool."""
    application = QCoreApplication.instance()
    own = application.findChild(QThreadPool, POOL_NAME) if application else None
    return own or QThreadPool.globalInstance()


class LatestTask(QObject):
    """Runs tasks of which only the last started is wanted; what others tell is dropped.

    An answer may be on its way already when it is forgotten, so each is checked on arrival.
    """

    progressed = Signal(object, object)
    done = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin idle."""
        super().__init__(parent)
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still wanted."""
        return self._task is not None

    def start(self, work: Work) -> None:
        """Forget what runs, and run this."""
        self.forget()
        task = self._task = Task(work)
        task.signals.progressed.connect(self._on_progressed)
        task.signals.done.connect(self._on_done)
        task.signals.failed.connect(self._on_failed)
        self.busy_changed.emit(True)
        run_task(task)

    @Slot()
    def forget(self) -> None:
        """Ask what runs to stop, and take nothing of it any more."""
        if self._task is not None:
            self._task.request_cancel()
            self._settle()

    @Slot()
    def request_cancel(self) -> None:
        """Ask what runs to stop; its answer is still wanted."""
        if self._task is not None:
            self._task.request_cancel()

    @Slot(object, object)
    def _on_progressed(self, done: int, total: int) -> None:
        if self._is_wanted():
            self.progressed.emit(done, total)

    @Slot(object)
    def _on_done(self, result: object) -> None:
        if self._is_wanted():
            self._settle()
            self.done.emit(result)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if self._is_wanted():
            self._settle()
            self.failed.emit(error)

    def _is_wanted(self) -> bool:
        return self._task is not None and self.sender() is self._task.signals

    def _settle(self) -> None:
        self._task = None
        self.busy_changed.emit(False)
