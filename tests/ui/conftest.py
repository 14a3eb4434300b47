"""What every test of a screen has: tasks that run at once, unless the test asks for the real pool."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRunnable, QThreadPool
from PySide6.QtWidgets import QApplication

from kfdesk.ui.garbage import collected_here
from kfdesk.ui.tasks import POOL_NAME


class AtOncePool(QThreadPool):
    """Runs each task before `start` returns."""

    def start(self, task: QRunnable | Callable[[], object], priority: int = 0) -> None:  # type: ignore[override]
        """Run it now, in this thread."""
        if isinstance(task, QRunnable):
            task.run()
        else:
            task()


@pytest.fixture
def real_pool() -> Iterator[QThreadPool]:
    """Ask for this to have tasks run in threads; it waits for them at the end."""
    pool = QThreadPool.globalInstance()
    with collected_here():
        yield pool
        assert pool.waitForDone(10_000)


@pytest.fixture(autouse=True)
def _task_pool(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """The application's pool is one that runs at once."""
    if "real_pool" in request.fixturenames:
        yield
        return
    pool = AtOncePool(qapp)
    pool.setObjectName(POOL_NAME)
    yield
    pool.setParent(None)
    pool.deleteLater()
