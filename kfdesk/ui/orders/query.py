"""What the Orders page shows, read in one go off the UI thread; only the newest question counts."""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal, Slot

from kfdesk.domain.channels import Channel
from kfdesk.services.browse_orders import Attention
from kfdesk.services.desk import Desk
from kfdesk.services.ports import AttentionGroup, OrderColumn, OrderFilter
from kfdesk.ui.tasks import Task, run_task


@dataclass(frozen=True)
class Found:
    """The ids asked for, how many orders the company has, its channels, and what needs attention."""

    ids: list[int] = field(default_factory=list)
    total: int = 0
    channels: tuple[Channel, ...] = ()
    attention: tuple[Attention, ...] = ()


@dataclass(frozen=True)
class Question:
    """Which orders, in which order."""

    which: OrderFilter
    sorting: tuple[OrderColumn, bool]
    group: AttentionGroup | None


class OrdersQuery(QObject):
    """Asks one question at a time; while one is answered, only the last of the next is kept."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Nothing asked yet."""
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self._next: Question | None = None

    @property
    def is_busy(self) -> bool:
        """An answer is on its way."""
        return self._task is not None

    def ask(
        self, which: OrderFilter, sorting: tuple[OrderColumn, bool], group: AttentionGroup | None
    ) -> None:
        """Ask for orders; `found` brings the answer to the last question."""
        self._next = Question(which, sorting, group)
        if self._task is None:
            self._begin()

    def _begin(self) -> None:
        question, self._next = self._next, None
        if question is None:
            return
        self._task = Task(lambda _progress, _is_cancelled: self._answer(question))
        self._task.signals.done.connect(self._on_done)
        self._task.signals.failed.connect(self._on_failed)
        run_task(self._task)

    def _answer(self, question: Question) -> Found:
        orders, company_id = self._desk.orders, question.which.company_id
        column, descending = question.sorting
        if question.group is not None:
            ids = orders.ids_of(company_id, question.group)
        else:
            ids = orders.ids(question.which, column, descending=descending)
        glance = orders.at_a_glance(company_id)
        return Found(ids, glance.total, glance.channels, glance.attention)

    @Slot(object)
    def _on_done(self, found: Found) -> None:
        self._task = None
        if self._next is None:
            self.found.emit(found)
        else:
            self._begin()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._task, self._next = None, None
        self.failed.emit(error)
