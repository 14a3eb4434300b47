"""What is being read, with Cancel."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kfdesk.ui.panels import BusyPanel
from kfdesk.ui.widgets import named


class ReadingPanel(QWidget):
    """A bar and a button; takes no room while nothing is read."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin idle."""
        super().__init__(parent)
        self._busy = BusyPanel()
        label = self.tr("&Cancel")
        self.cancel_button = named(QPushButton(label), "cancel_button", label.replace("&", ""))
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._busy, 1)
        layout.addWidget(self.cancel_button)
        self.hide()

    def begin(self) -> None:
        """Something is read; Cancel has the focus, for the button pressed has just gone grey."""
        self._busy.show_busy(self.tr("Reading orders…"))
        self._busy.progress_bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.show()
        self.cancel_button.setFocus()

    @Slot(object, object)
    def show_progress(self, done: int, total: int) -> None:
        """How far it is; 0 of 0 while nobody knows."""
        if total:
            self._busy.status_label.setText(self.tr("Reading KashFlow…"))
            self._busy.progress_bar.setRange(0, total)
            self._busy.progress_bar.setValue(done)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self.cancel_button.setEnabled(False)
        self._busy.status_label.setText(self.tr("Stopping after the call under way…"))
        self.cancel_wanted.emit()
