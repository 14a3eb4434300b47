"""Background work: outcomes, progress, cancelling, and the order in which they are told."""

from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Slot
from pytestqt.qtbot import QtBot

from kfdesk.domain.errors import Cancelled
from kfdesk.services.ports import IsCancelled, Progress
from kfdesk.ui.tasks import LatestTask, Task, run_task

MORE_THAN_32_BIT = 5 * 10**10


class Listener(QObject):
    """Writes down what a task tells, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, object]] = []
        self.threads: set[object] = set()

    def listen(self, task: Task) -> Task:
        task.signals.progressed.connect(self.on_progress)
        task.signals.done.connect(self.on_done)
        task.signals.failed.connect(self.on_failed)
        task.signals.finished.connect(self.on_finished)
        return task

    @Slot(object, object)
    def on_progress(self, done: int, total: int) -> None:
        self._tell("progress", (done, total))

    @Slot(object)
    def on_done(self, result: object) -> None:
        self._tell("done", result)

    @Slot(object)
    def on_failed(self, error: object) -> None:
        self._tell("failed", error)

    @Slot()
    def on_finished(self) -> None:
        self._tell("finished", None)

    def _tell(self, what: str, value: object) -> None:
        self.told.append((what, value))
        self.threads.add(current_thread())

    def names(self) -> list[str]:
        return [name for name, _value in self.told]


def work(progress: Progress, is_cancelled: IsCancelled) -> str:
    for done in range(1000):
        progress(done, MORE_THAN_32_BIT)
    progress(MORE_THAN_32_BIT, MORE_THAN_32_BIT)
    return current_thread().name


def test_run_task_tells_progress_then_result_when_work_succeeds() -> None:
    """A task tells its progress, its result and that it has finished, in this order."""
    listener = Listener()
    run_task(listener.listen(Task(work)))
    assert listener.names()[-2:] == ["done", "finished"]
    assert set(listener.names()[:-2]) == {"progress"}


def test_progress_is_thinned_when_work_tells_it_often() -> None:
    """A thousand steps in an instant are a few signals, and the last figure is among them."""
    listener = Listener()
    run_task(listener.listen(Task(work)))
    figures = [value for name, value in listener.told if name == "progress"]
    assert len(figures) < 100
    assert figures[-1] == (MORE_THAN_32_BIT, MORE_THAN_32_BIT)


def test_run_task_tells_the_error_when_work_fails() -> None:
    """An error arrives as it was raised."""
    error = ValueError("planted")

    def fail(progress: Progress, is_cancelled: IsCancelled) -> None:
        raise error

    listener = Listener()
    run_task(listener.listen(Task(fail)))
    assert listener.told == [("failed", error), ("finished", None)]


def test_results_arrive_in_the_window_thread_when_pool_is_real(qtbot: QtBot, real_pool: QThreadPool) -> None:
    """Two hundred tasks of which no reference is kept all tell their result, in the UI thread."""
    listener = Listener()
    for _ in range(200):
        run_task(listener.listen(Task(lambda progress, is_cancelled: current_thread() is main_thread())))
    qtbot.waitUntil(lambda: listener.names().count("finished") == 200)
    assert [value for name, value in listener.told if name == "done"] == [False] * 200
    assert listener.threads == {main_thread()}


def test_work_sees_the_wish_when_cancel_is_requested(qtbot: QtBot, real_pool: QThreadPool) -> None:
    """Work that looks for it hears of the wish to stop, and its Cancelled arrives as the failure."""
    begun = Event()

    def wait(progress: Progress, is_cancelled: IsCancelled) -> None:
        begun.set()
        while not is_cancelled():
            Event().wait(0.01)  # lets the window's thread have its turn
        raise Cancelled

    listener = Listener()
    task = listener.listen(Task(wait))
    run_task(task)
    assert begun.wait(5)
    task.request_cancel()
    qtbot.waitUntil(lambda: "finished" in listener.names())
    assert isinstance(listener.told[0][1], Cancelled)


@pytest.mark.parametrize("outcome", [None, 0, (), "text"])
def test_result_arrives_unchanged_when_it_is_falsy(outcome: object) -> None:
    """Whatever the work returns arrives as it is."""
    listener = Listener()
    run_task(listener.listen(Task(lambda progress, is_cancelled: outcome)))
    assert listener.told[0] == ("done", outcome)


def test_latest_task_drops_the_first_answer_when_another_is_started(
    qtbot: QtBot, real_pool: QThreadPool
) -> None:
    """Of two questions only the answer to the second arrives, even when the first comes later."""
    answered = Event()
    latest, results = LatestTask(), list[object]()
    latest.done.connect(results.append)
    latest.start(lambda progress, is_cancelled: answered.wait(5) and "first")
    latest.start(lambda progress, is_cancelled: "second")
    qtbot.waitUntil(lambda: bool(results))
    answered.set()
    assert real_pool.waitForDone(5000)
    with qtbot.waitSignal(latest.done):
        latest.start(lambda progress, is_cancelled: "third")
    assert results == ["second", "third"]


def test_latest_task_is_idle_when_told_to_forget(qtbot: QtBot, real_pool: QThreadPool) -> None:
    """Forgetting asks the work to stop, and its answer never arrives."""
    latest, results = LatestTask(), list[object]()
    latest.done.connect(results.append)

    def until_cancelled(progress: Progress, is_cancelled: IsCancelled) -> None:
        while not is_cancelled():
            Event().wait(0.01)  # lets the window's thread have its turn

    latest.start(until_cancelled)
    assert latest.is_busy
    latest.forget()
    assert not latest.is_busy
    assert real_pool.waitForDone(5000)
    QCoreApplication.processEvents()
    assert results == []


def test_latest_task_tells_at_once_when_the_pool_runs_at_once() -> None:
    """With a pool that runs at once the answer is there when start returns, and it is idle."""
    latest, told = LatestTask(), list[object]()
    latest.done.connect(told.append)
    latest.busy_changed.connect(told.append)
    latest.start(lambda progress, is_cancelled: "now")
    assert told == [True, False, "now"]
