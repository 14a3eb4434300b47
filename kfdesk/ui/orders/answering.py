"""From the wish to answer, over the question, to the work that keeps the answer."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kfdesk.services.answer_orders import Asked
from kfdesk.services.desk import Desk
from kfdesk.services.ports import AttentionGroup, IsCancelled, Progress
from kfdesk.ui.orders.answer_dialog import AnswerDialog, AnswerWish, Scope
from kfdesk.ui.tasks import LatestTask, Work


class Answering(QObject):
    """Reads a question and puts it to the person; `answered` carries an AnswerWish."""

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Dialogs stand before `parent`."""
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self._is_for_group = False
        self._reading = LatestTask(self)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self.failed)

    def ask_order(self, order_id: int) -> None:
        """Put the question of one order."""
        self._is_for_group = False
        self._reading.start(lambda _progress, _is_cancelled: self._desk.answers.asked(order_id))

    def ask_group(self, company_id: int, group: AttentionGroup, chosen: int | None) -> None:
        """Put the question of a group, shown for the order chosen where that is one of it."""
        self._is_for_group = True
        answers = self._desk.answers
        self._reading.start(lambda _progress, _is_cancelled: answers.asked_of(company_id, group, chosen))

    def work(self, wish: AnswerWish) -> Work:
        """What keeps an answer."""
        asked, ruling = wish.asked, wish.ruling
        answers, planner = self._desk.answers, self._desk.planner
        why = asked.question.why

        def of_channel(progress: Progress, is_cancelled: IsCancelled) -> object:
            assert ruling is not None  # noqa: S101 - the dialog has no setting to ask again
            answers.answer_for_channel(asked.channel.id, why, ruling)
            return planner.reassess(asked.channel.id, progress, is_cancelled)

        if ruling is None:
            return lambda _progress, _is_cancelled: answers.take_back([asked.order_id])
        if wish.scope is Scope.CHANNEL:
            return of_channel
        ids = asked.group if wish.scope is Scope.GROUP else (asked.order_id,)
        return lambda progress, is_cancelled: answers.answer(ids, why, ruling, progress, is_cancelled)

    @Slot(object)
    def _on_read(self, asked: Asked | None) -> None:
        if asked is None:  # somebody has answered it since; the list shows it in a moment
            return
        answers = self._desk.answers
        wish = AnswerDialog.ask(
            self._window,
            asked,
            lambda option: answers.outcome(asked.order_id, option),
            is_for_group=self._is_for_group,
        )
        if wish:
            self.answered.emit(wish)
