"""Runs an export, or an undo, in the background and passes on what it says."""

import time
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from kfdesk.services.export_report import ExportProgress, ExportWatch, Phase
from kfdesk.services.ports import IsCancelled
from kfdesk.ui.tasks import SHORTEST_GAP_S, Task, run_task


class Runner(Protocol):
    """A service that runs what is asked for and tells how it goes: an export, an undo."""

    def run(self, request: Any, watch: ExportWatch) -> object:
        """Run it to its end."""


class ExportWork(QObject):
    """Runs exports or undos, one at a time; what they tell arrives in the UI thread."""

    progressed = Signal(object)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Begin idle."""
        super().__init__(parent)
        self._runner = runner
        self._task: Task | None = None

    @property
    def is_running(self) -> bool:
        """Whether one is under way."""
        return self._task is not None

    def start(self, request: object) -> None:
        """Run what is asked for; does nothing while another one runs."""
        if self._task is not None:
            return
        relay = _Relay(QCoreApplication.instance())  # outlives a page that is closed meanwhile
        runner = self._runner
        task = self._task = Task(
            lambda _progress, is_cancelled: runner.run(request, _Watch(relay, is_cancelled))
        )
        relay.progressed.connect(self.progressed)
        task.signals.done.connect(self._on_done)
        task.signals.failed.connect(self._on_failed)
        task.signals.finished.connect(relay.deleteLater)
        run_task(task)

    @Slot()
    def stop(self) -> None:
        """Ask it to stop at the next safe point."""
        if self._task is not None:
            self._task.request_cancel()

    @Slot(object)
    def _on_done(self, result: object) -> None:
        self._task = None
        self.done.emit(result)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._task = None
        self.failed.emit(error)


class _Relay(QObject):
    progressed = Signal(object)


class _Watch:
    """`ExportWatch` for a window: at most twenty words a second, but no phase is left out."""

    def __init__(self, relay: _Relay, is_cancelled: IsCancelled) -> None:
        self._relay = relay
        self.is_cancelled = is_cancelled
        self._phase: Phase | None = None
        self._last_s = 0.0

    def progressed(self, progress: ExportProgress) -> None:
        now = time.monotonic()
        if progress.phase is self._phase and now - self._last_s < SHORTEST_GAP_S:
            return
        self._phase, self._last_s = progress.phase, now
        self._relay.progressed.emit(progress)
