"""The chosen order in full, with what can be done about it below."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from kfdesk.services.answer_orders import may_change, question_of
from kfdesk.services.browse_orders import OrderDetail
from kfdesk.services.desk import Desk
from kfdesk.services.settle_change import InvoiceMatter
from kfdesk.ui.browser import open_page
from kfdesk.ui.orders.detail import detail_html
from kfdesk.ui.orders.invoice_actions import InvoiceActions
from kfdesk.ui.orders.texts import tr
from kfdesk.ui.tasks import LatestTask
from kfdesk.ui.widgets import named


class OrderPane(QWidget):
    """One order at a time; `answer_wished` carries its id, `failed` why it could not be read.

    `changed`: a refund was told, or something about its invoice settled.
    """

    answer_wished = Signal(int)
    failed = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Hidden until an order is chosen."""
        super().__init__(parent)
        self._desk = desk
        self._order_id: int | None = None
        self._reading, self._pages = LatestTask(self), LatestTask(self)
        self._standing: tuple[int, int] | None = None
        self.order_detail = named(QTextBrowser(), "order_detail", tr("The chosen order"))
        self.order_detail.setOpenLinks(False)
        self.order_detail.setTabChangesFocus(True)
        self.answer_button = named(QPushButton(), "answer_button", tr("Answer"))
        self._actions = QHBoxLayout()
        label = tr("Open in &KashFlow")
        self.open_in_kashflow_button = named(
            QPushButton(label), "open_in_kashflow_button", label.replace("&", "")
        )
        self.open_in_kashflow_button.hide()
        self._actions.addWidget(self.answer_button)
        self._actions.addWidget(self.open_in_kashflow_button)
        self._actions.addStretch()
        self.invoice_actions = InvoiceActions(desk)
        self.invoice_actions.changed.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.order_detail, 1)
        layout.addWidget(self.invoice_actions)
        layout.addLayout(self._actions)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self.failed)
        self.answer_button.clicked.connect(self._on_answer_clicked)
        self.open_in_kashflow_button.clicked.connect(self._on_open_clicked)
        self._pages.done.connect(self._on_page_found)
        self._pages.failed.connect(self.failed)

    def show_order(self, order_id: int | None) -> None:
        """Read an order and show it; None: show nothing."""
        self.setVisible(order_id is not None)
        self._order_id = order_id
        if order_id is None:
            self._reading.forget()
            self.order_detail.clear()
            return
        orders, changes = self._desk.orders, self._desk.changes
        self._reading.start(
            lambda _progress, _is_cancelled: (orders.detail(order_id), changes.look(order_id))
        )

    @property
    def is_busy(self) -> bool:
        """Whether what was told is being written into the book."""
        return self.invoice_actions.is_busy

    @Slot(object)
    def _on_read(self, read: tuple[OrderDetail, InvoiceMatter | None]) -> None:
        detail, matter = read
        self.order_detail.setHtml(detail_html(detail, matter))
        self.invoice_actions.show_matter(matter)
        text = _answer_text(detail)
        self.answer_button.setVisible(bool(text))
        self.answer_button.setText(text)
        self.answer_button.setAccessibleName(text.rstrip("…") or tr("Answer"))
        number = detail.facing.number if detail.facing else 0
        company_id = detail.channel.company_id
        self._standing = (company_id, number) if number and company_id is not None else None
        self.open_in_kashflow_button.setVisible(self._standing is not None)

    @Slot()
    def _on_answer_clicked(self) -> None:
        if self._order_id is not None:
            self.answer_wished.emit(self._order_id)

    @Slot()
    def _on_open_clicked(self) -> None:
        """The invoice that stands in KashFlow in the order's place."""
        if self._standing is not None:
            history, (company_id, number) = self._desk.history, self._standing
            self._pages.start(lambda _progress, _is_cancelled: history.page_of(company_id, number))

    @Slot(object)
    def _on_page_found(self, address: str) -> None:
        open_page(address)


def _answer_text(detail: OrderDetail) -> str:
    """What the button says; nothing where there is nothing to answer."""
    if detail.plan is None:
        return ""
    if question_of(detail.stored, detail.plan):
        return tr("Answer…")
    return tr("Change the answer…") if may_change(detail.stored, detail.plan) else ""
