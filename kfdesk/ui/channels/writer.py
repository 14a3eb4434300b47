"""Writes wishes one after another, and has orders looked at again when settings changed."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from kfdesk.domain.channels import Channel
from kfdesk.domain.company import LookUps
from kfdesk.services.channel_settings import SettingValue
from kfdesk.services.desk import Desk
from kfdesk.services.edit_settings import Change
from kfdesk.services.ports import IsCancelled, Progress
from kfdesk.ui.tasks import Task, run_task


@dataclass(frozen=True)
class Wish:
    """Something to write; `work` returns what changed. `name` is empty when it is no single cell.

    `is_kept` says that it goes on the stack of what can be undone.
    """

    work: Callable[[], Change | None]
    channel_ids: tuple[int, ...] = ()
    name: str = ""
    value: SettingValue = None
    is_kept: bool = True


@dataclass(frozen=True)
class Outcome:
    """What was written, and the channels as they stand."""

    change: Change | None
    channels: tuple[Channel, ...]
    look_ups: LookUps


class SettingsWriter(QObject):
    """Two quick choices in one cell must reach the book in the order they were made: one at a time."""

    written = Signal(object, object)  # Wish, Outcome
    refused = Signal(object, object)  # Wish, error

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Nothing to write yet."""
        super().__init__(parent)
        self._desk = desk
        self._waiting: deque[tuple[int, Wish]] = deque()
        self._current: Wish | None = None
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Something is being written or waits for it."""
        return self._current is not None

    def submit(self, company_id: int, wish: Wish) -> None:
        """Write this when what came before it is written."""
        self._waiting.append((company_id, wish))
        if self._current is None:
            self._begin()

    def _begin(self) -> None:
        company_id, self._current = self._waiting.popleft()
        wish = self._current
        self._task = Task(lambda _progress, _is_cancelled: self._carry_out(company_id, wish))
        self._task.signals.done.connect(self._on_done)
        self._task.signals.failed.connect(self._on_failed)
        run_task(self._task)

    def _carry_out(self, company_id: int, wish: Wish) -> Outcome:
        change = wish.work()
        settings = self._desk.settings
        return Outcome(change, settings.channels(company_id), settings.look_ups(company_id))

    @Slot(object)
    def _on_done(self, outcome: Outcome) -> None:
        self._end(self.written, outcome)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._end(self.refused, error)

    def _end(self, signal: SignalInstance, result: object) -> None:
        wish, self._current = self._current, None
        signal.emit(wish, result)
        if self._waiting and self._current is None:
            self._begin()


class Reassessor(QObject):
    """Has the unsent orders of channels looked at again, one channel at a time."""

    finished = Signal()
    failed = Signal(object)
    progressed = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Nothing to look at yet."""
        super().__init__(parent)
        self._desk = desk
        self._waiting: list[int] = []
        self._channel_id: int | None = None
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Orders are being looked at."""
        return self._channel_id is not None

    def look_again(self, channel_ids: Sequence[int]) -> None:
        """Look at these channels' orders; one that is being looked at is begun afresh."""
        self._waiting += [channel_id for channel_id in channel_ids if channel_id not in self._waiting]
        if self._task is not None and self._channel_id in channel_ids:
            self._task.request_cancel()
        if self._channel_id is None and self._waiting:
            self._begin()

    def stop(self) -> None:
        """Ask it to stop; what is left is done when settings or files change again."""
        self._waiting.clear()
        if self._task is not None:
            self._task.request_cancel()

    def _begin(self) -> None:
        channel_id = self._channel_id = self._waiting.pop(0)
        self._task = Task(lambda progress, is_cancelled: self._look(channel_id, progress, is_cancelled))
        self._task.signals.progressed.connect(self.progressed)
        self._task.signals.failed.connect(self._on_failed)
        self._task.signals.finished.connect(self._on_finished)
        run_task(self._task)

    def _look(self, channel_id: int, progress: Progress, is_cancelled: IsCancelled) -> None:
        self._desk.planner.reassess(channel_id, progress=progress, is_cancelled=is_cancelled)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.failed.emit(error)

    @Slot()
    def _on_finished(self) -> None:
        self._channel_id, self._task = None, None
        if self._waiting:
            self._begin()
        else:
            self.finished.emit()
