"""One day for a whole group of refunds that the files leave undated."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kfdesk import words
from kfdesk.services.desk import Desk
from kfdesk.services.ports import AttentionGroup, IsCancelled, Progress
from kfdesk.services.tell_refund import DatedRefunds, RefundOffer
from kfdesk.ui.figures import as_sums, counted, sums_text
from kfdesk.ui.messages import notice
from kfdesk.ui.orders.refund_dialogs import RefundDayDialog
from kfdesk.ui.orders.texts import tr
from kfdesk.ui.tasks import LatestTask


class RefundDays(QObject):
    """Asks for the day and keeps it; `changed` when it was told, `failed` carries an error."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """Ask over this widget."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._offers, self._telling = LatestTask(self), LatestTask(self)
        self._offers.done.connect(self._on_offers)
        self._telling.done.connect(self._on_told)
        for task in (self._offers, self._telling):
            task.failed.connect(self.failed)

    @property
    def is_busy(self) -> bool:
        """Whether the day is being written into the book."""
        return self._telling.is_busy

    @Slot()
    def request_cancel(self) -> None:
        """Stop between two pieces; what was told until then stands."""
        self._telling.request_cancel()

    def begin(self, company_id: int, group: AttentionGroup) -> None:
        """Ask for the orders of a group."""
        orders, refunds = self._desk.orders, self._desk.refunds

        def offers(_progress: Progress, _is_cancelled: IsCancelled) -> tuple[RefundOffer, ...]:
            return refunds.offers(orders.ids_of(company_id, group))

        if not self.is_busy:
            self._offers.start(offers)

    @Slot(object)
    def _on_offers(self, offers: tuple[RefundOffer, ...]) -> None:
        told = RefundDayDialog.ask(self._window, offers) if offers else None
        if told is not None:
            refunds, ids = self._desk.refunds, [each.order_id for each in offers]
            self._telling.start(lambda progress, stop: refunds.date_all(ids, told, progress, stop))

    @Slot(object)
    def _on_told(self, outcome: DatedRefunds) -> None:
        self.changed.emit()
        notice(self._window, _title(outcome), _text(outcome))


def _title(outcome: DatedRefunds) -> str:
    count = counted(outcome.told, tr("{n} credit note"), tr("{n} credit notes"))
    text = tr("{notes} with the next export, {sums}")
    return text.format(notes=count, sums=sums_text(as_sums(outcome.gross))) if outcome.told else count


def _text(outcome: DatedRefunds) -> str:
    kept = tr("Nothing was sent now: the next export shows them and posts them.")
    if not outcome.refused:
        return kept
    number, error = outcome.refused[0]
    count = counted(len(outcome.refused), tr("{n} order keeps"), tr("{n} orders keep"))
    left = tr("{count} the question, such as {order}: {why}")
    return f"{kept}\n\n{left.format(count=count, order=number, why=words.title(error))}"
