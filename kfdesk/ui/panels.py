"""Parts of a page that say what goes on: that it works, and what failed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from kfdesk import words
from kfdesk.domain.errors import KfdeskError
from kfdesk.ui.icons import icon
from kfdesk.ui.widgets import named

ICON_EMS = 1.6  # beside a bold line of text


def wrapped_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Plain text over as many lines as it needs."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def bold(label: QLabel) -> QLabel:
    """The label in bold."""
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def icon_size(widget: QWidget) -> int:
    """The side of an icon beside text, which grows with the font."""
    return round(widget.fontMetrics().height() * ICON_EMS)


class BusyPanel(QWidget):
    """What is being done, over a bar that moves; takes no room while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin idle."""
        super().__init__(parent)
        self.status_label = named(wrapped_label(), "status_label")
        self.progress_bar = named(QProgressBar(), "progress_bar", self.tr("Progress"))
        self.progress_bar.setRange(0, 0)
        self.progress_bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.status_label)
        layout.addWidget(self.progress_bar)
        self.hide()

    def show_busy(self, what: str) -> None:
        """Say what is done."""
        self.status_label.setText(what)
        self.show()


class FailurePanel(QFrame):
    """What failed, what it means, and the one thing to do; spoken when it appears."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to say."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._icon = QLabel()
        self.title_label = bold(named(wrapped_label(), "failure_title", self.tr("What failed")))
        self.meaning_label = named(wrapped_label(), "failure_meaning", self.tr("What it means"))
        self.advice_label = named(wrapped_label(), "failure_advice", self.tr("What to do"))
        for label in (self.title_label, self.meaning_label, self.advice_label):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._fill()
        self.hide()

    def _fill(self) -> None:
        layout = QGridLayout(self)
        layout.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        for row, label in enumerate((self.title_label, self.meaning_label, self.advice_label)):
            layout.addWidget(label, row, 1)
        layout.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_failure(self, error: KfdeskError, meaning: str | None = None) -> None:
        """Show an error; `meaning` where the page knows better what it means."""
        self._icon.setPixmap(icon("mend", self.palette()).pixmap(icon_size(self)))
        self.title_label.setText(words.title(error))
        self.meaning_label.setText(words.meaning(error) if meaning is None else meaning)
        self.advice_label.setText(words.advice(error))
        for label in (self.meaning_label, self.advice_label):
            label.setVisible(bool(label.text()))
        self.setAccessibleName(f"{words.title(error)} {words.advice(error)}")
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
