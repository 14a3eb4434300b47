"""What stands in the preview's place while it is worked out."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kfdesk.ui.figures import number
from kfdesk.ui.panels import wrapped_label
from kfdesk.ui.widgets import named


class WaitingView(QWidget):
    """A sentence over a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing done."""
        super().__init__(parent)
        self.waiting_label = named(wrapped_label(), "waiting_label")
        self.waiting_bar = named(QProgressBar(), "waiting_bar", self.tr("Progress of the preview"))
        self.waiting_bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.waiting_label)
        layout.addWidget(self.waiting_bar)
        layout.addStretch()

    def begin(self) -> None:
        """Nothing is known yet."""
        self.waiting_label.setText(self.tr("Working out the invoices…"))
        self.waiting_bar.setRange(0, 0)

    @Slot(object, object)
    def show_progress(self, done: int, total: int) -> None:
        """So many orders are looked at."""
        self.waiting_bar.setRange(0, total)
        self.waiting_bar.setValue(done)
        text = self.tr("Working out the invoices: {done} of {total} orders")
        self.waiting_label.setText(text.format(done=number(done), total=number(total)))
