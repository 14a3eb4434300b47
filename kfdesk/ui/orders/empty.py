"""What the page says when there is no order to show."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from kfdesk.ui.orders.texts import tr
from kfdesk.ui.widgets import named

TITLE_SCALE = 1.4


class NoOrders(QWidget):
    """Nothing linked, nothing imported, or nothing that matches; `clear_wished` when filters should go."""

    clear_wished = Signal()

    def __init__(self, marketplaces: Sequence[str], parent: QWidget | None = None) -> None:
        """Name what can be read."""
        super().__init__(parent)
        self._marketplaces = ", ".join(marketplaces)
        self._title = QLabel()
        font = QFont(self._title.font())
        font.setPointSizeF(font.pointSizeF() * TITLE_SCALE)
        self._title.setFont(font)
        self._note = QLabel()
        self.clear_filters_button = named(
            QPushButton(tr("Show all orders")), "clear_filters_button", tr("Show all orders")
        )
        self.clear_filters_button.clicked.connect(self.clear_wished)
        layout = QVBoxLayout(self)
        layout.addStretch()
        for label in (self._title, self._note):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addWidget(self.clear_filters_button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch()

    def show_why(self, *, is_linked: bool, is_filtered: bool) -> None:
        """Say why nothing is here and what to do."""
        if not is_linked:
            title = tr("No company is linked yet")
            note = tr("Link one under Settings, New Integration. Files you import before that wait for it.")
        elif is_filtered:
            title, note = tr("No order matches"), tr("Change the filters above, or show all orders.")
        else:
            title = tr("No orders yet")
            note = tr(
                "Drop an order file anywhere in the window, or import one. kfdesk reads files of {names}."
            )
            note = note.format(names=self._marketplaces)
        self._title.setText(title)
        self._note.setText(note)
        self.clear_filters_button.setVisible(is_linked and is_filtered)
