"""What can be done about an order whose invoice stands: refund, credit, leave as it is."""

from decimal import Decimal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kfdesk.domain.money import ZERO
from kfdesk.services.desk import Desk
from kfdesk.services.settle_change import InvoiceMatter
from kfdesk.services.tell_refund import RefundOffer, ToldRefund
from kfdesk.ui.figures import money
from kfdesk.ui.messages import ask, show_error
from kfdesk.ui.orders.invoice_texts import all_back_text, difference_text, leave_label, leave_text
from kfdesk.ui.orders.refund_dialogs import RefundDialog
from kfdesk.ui.orders.texts import tr
from kfdesk.ui.tasks import LatestTask, Work
from kfdesk.ui.widgets import named


class InvoiceActions(QWidget):
    """A row of buttons; `changed` when something was told or decided."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Hidden until an order is shown whose invoice stands."""
        super().__init__(parent)
        self._desk = desk
        self._matter: InvoiceMatter | None = None
        self._proposed = ZERO
        self._is_change = False
        self._offers, self._work = LatestTask(self), LatestTask(self)
        self.refund_button = _button(tr("Re&fund…"), "refund_button")
        self.credit_difference_button = _button(tr("Credit the &difference…"), "credit_difference_button")
        self.credit_all_button = _button(tr("Credit all &of it…"), "credit_all_button")
        self.leave_invoice_button = _button(tr("Leave the &invoice as it is"), "leave_invoice_button")
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Whether something is being written into the book."""
        return self._work.is_busy

    def _lay_out(self) -> None:
        """In two rows: beside one another they would ask for more room than a large font leaves."""
        credit = (self.credit_difference_button, self.credit_all_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for buttons in ((self.refund_button, *credit), (self.leave_invoice_button,)):
            row = QHBoxLayout()
            for button in buttons:
                row.addWidget(button)
            row.addStretch()
            layout.addLayout(row)

    def show_matter(self, matter: InvoiceMatter | None) -> None:
        """Offer what is possible; None: nothing."""
        self._matter = matter
        self.setVisible(matter is not None)
        if matter is None:
            return
        currency = matter.before.currency
        self.refund_button.setVisible(not matter.is_changed)
        self.refund_button.setEnabled(matter.left > 0)
        nothing = tr("Nothing is left of invoice {invoice}.").format(invoice=matter.invoice_number)
        _explain(self.refund_button, "" if matter.left > 0 else nothing)
        self.credit_difference_button.setVisible(matter.difference > 0)
        _explain(self.credit_difference_button, difference_text(matter))
        self.credit_all_button.setVisible(matter.is_changed and matter.left > 0)
        label = tr("Credit all &of it, {amount}…").format(amount=money(matter.left, currency))
        self.credit_all_button.setText(label)
        _explain(self.credit_all_button, all_back_text(matter))
        self.leave_invoice_button.setVisible(matter.may_be_left)
        self.leave_invoice_button.setText(leave_label(matter))
        self.leave_invoice_button.setAccessibleName(leave_label(matter).replace("&", ""))
        _explain(self.leave_invoice_button, leave_text(matter))

    def _connect(self) -> None:
        self.refund_button.clicked.connect(self._on_refund_clicked)
        self.credit_difference_button.clicked.connect(self._on_difference_clicked)
        self.credit_all_button.clicked.connect(self._on_all_clicked)
        self.leave_invoice_button.clicked.connect(self._on_leave_clicked)
        self._offers.done.connect(self._on_offer)
        self._offers.failed.connect(self._on_failed)
        self._work.done.connect(self._on_done)
        self._work.failed.connect(self._on_failed)
        self._work.busy_changed.connect(self._on_busy)

    @Slot()
    def _on_refund_clicked(self) -> None:
        self._ask_refund(ZERO, is_change=False)

    @Slot()
    def _on_difference_clicked(self) -> None:
        if self._matter:
            self._ask_refund(self._matter.difference, is_change=True)

    @Slot()
    def _on_all_clicked(self) -> None:
        if self._matter:
            self._ask_refund(self._matter.left, is_change=True)

    def _ask_refund(self, proposed: Decimal, *, is_change: bool) -> None:
        """`proposed` 0: what the book proposes."""
        if self._matter is None:
            return
        self._proposed, self._is_change = proposed, is_change
        refunds, order_id = self._desk.refunds, self._matter.order_id
        self._offers.start(lambda _progress, _is_cancelled: refunds.offer(order_id))

    @Slot(object)
    def _on_offer(self, offer: RefundOffer) -> None:
        told = RefundDialog.ask(self, offer, self._proposed or offer.proposed)
        if told is not None:
            self._start(self._telling(offer.order_id, told))

    def _telling(self, order_id: int, told: ToldRefund) -> Work:
        refunds, changes = self._desk.refunds, self._desk.changes
        if self._is_change:
            return lambda _progress, _is_cancelled: changes.credit(order_id, told)
        return lambda _progress, _is_cancelled: refunds.tell(order_id, told)

    @Slot()
    def _on_leave_clicked(self) -> None:
        matter, changes = self._matter, self._desk.changes
        if matter is None:
            return
        label = leave_label(matter)
        if ask(self, label.replace("&", ""), leave_text(matter), label):
            self._start(lambda progress, stop: changes.leave([matter.order_id], progress, stop))

    def _start(self, work: Work) -> None:
        if not self._work.is_busy:
            self._work.start(work)

    @Slot(bool)
    def _on_busy(self, is_busy: bool) -> None:
        self.setEnabled(not is_busy)

    @Slot(object)
    def _on_done(self, _outcome: object) -> None:
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        show_error(self, error)
        self.changed.emit()  # what the page shows was not what stands


def _button(label: str, name: str) -> QPushButton:
    return named(QPushButton(label), name, label.replace("&", "").rstrip("…"))


def _explain(button: QPushButton, text: str) -> None:
    button.setToolTip(text)
    button.setAccessibleDescription(text)
