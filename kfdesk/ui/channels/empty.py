"""What the page says while the company has no channel."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kfdesk.ui.channels.texts import tr
from kfdesk.ui.widgets import named


class NoChannels(QWidget):
    """Drop an order file, or add a channel; `channel_wished` carries a marketplace's name."""

    channel_wished = Signal(str)

    def __init__(self, marketplaces: Sequence[str], parent: QWidget | None = None) -> None:
        """One button a marketplace."""
        super().__init__(parent)
        self._title = QLabel()
        font = QFont(self._title.font())
        font.setPointSizeF(font.pointSizeF() * 1.4)
        self._title.setFont(font)
        self._note = QLabel()
        self._offers = QWidget()
        row = QHBoxLayout(self._offers)
        row.addStretch()
        for marketplace in marketplaces:
            row.addWidget(self._button(marketplace))
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.addStretch()
        for label in (self._title, self._note):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addWidget(self._offers)
        layout.addStretch()
        self.set_linked(True)

    def set_linked(self, is_linked: bool) -> None:
        """Say what to do first."""
        self._offers.setVisible(is_linked)
        if is_linked:
            self._title.setText(tr("Drop an order file, or add a channel"))
            self._note.setText(
                tr("A channel is a marketplace or shop that orders come from. kfdesk reads files of:")
            )
        else:
            self._title.setText(tr("No company is linked yet"))
            self._note.setText(tr("Link one under Settings, New Integration; then its channels stand here."))

    def _button(self, marketplace: str) -> QPushButton:
        name = "".join(letter if letter.isalnum() else "_" for letter in marketplace.casefold())
        label = tr("Add {marketplace}").format(marketplace=marketplace)
        button = named(QPushButton(label), f"add_{name}_button", label)
        button.clicked.connect(partial(self._on_clicked, marketplace))
        return button

    def _on_clicked(self, marketplace: str, _is_checked: bool = False) -> None:
        self.channel_wished.emit(marketplace)
