"""The chosen order in full, with what can be done about it below."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from kfdesk.services.browse_orders import OrderDetail
from kfdesk.services.desk import Desk
from kfdesk.ui.orders.detail import detail_html
from kfdesk.ui.orders.texts import tr
from kfdesk.ui.tasks import LatestTask
from kfdesk.ui.widgets import named


class OrderPane(QWidget):
    """One order at a time; `failed` carries why it could not be read."""

    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Hidden until an order is chosen."""
        super().__init__(parent)
        self._desk = desk
        self._reading = LatestTask(self)
        self.order_detail = named(QTextBrowser(), "order_detail", tr("The chosen order"))
        self.order_detail.setOpenLinks(False)
        self.order_detail.setTabChangesFocus(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.order_detail, 1)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self.failed)

    def show_order(self, order_id: int | None) -> None:
        """Read an order and show it; None: show nothing."""
        self.setVisible(order_id is not None)
        if order_id is None:
            self._reading.forget()
            self.order_detail.clear()
            return
        self._reading.start(lambda _progress, _is_cancelled: self._desk.orders.detail(order_id))

    @Slot(object)
    def _on_read(self, detail: OrderDetail) -> None:
        self.order_detail.setHtml(detail_html(detail))
