"""Small widgets that several pages share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, accessible_name: str = "") -> W:
    """Give a widget its object name and, where no label is its buddy, the name that is spoken."""
    widget.setObjectName(name)
    if accessible_name:
        widget.setAccessibleName(accessible_name)
    return widget


@contextmanager
def short_lived(widget: W) -> Iterator[W]:
    """A dialog or menu to ask with: its answer is taken inside, and then it goes.

    Otherwise its parent keeps it, with all that was typed into it, for as long as kfdesk is open.
    """
    try:
        yield widget
    finally:
        widget.deleteLater()


class QuietComboBox(QComboBox):
    """A combo that a passing wheel does not change: only one with the focus listens to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Take the focus by key and click, not by the wheel."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Hand the wheel on to what scrolls behind, unless the person is in this combo."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ElidedLabel(QLabel):
    """A line of text that ends in … where there is no room; the whole is its tooltip and is spoken."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Show the text in as little room as there is."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """A few letters are enough."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip while it is cut."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._elided() != self.text() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits, in the colours of the style."""
        option = QStyleOption()
        option.initFrom(self)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        self.style().drawItemText(
            QPainter(self),
            self.contentsRect(),
            self.alignment().value,
            self.palette(),
            enabled,
            self._elided(),
            self.foregroundRole(),
        )

    def _elided(self) -> str:
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
