"""What a page shows while there is nothing to show: what is missing, and the way to it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kfdesk.services.overview import NextStep
from kfdesk.ui import next_steps
from kfdesk.ui.panels import bold, wrapped_label
from kfdesk.ui.step_list import Standing, StepList
from kfdesk.ui.widgets import named

LARGER = 1.4


class EmptyPanel(QWidget):
    """A title, a sentence and a button; `page_wanted` carries the objectName of a page."""

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin blank."""
        super().__init__(parent)
        self._page = ""
        self.empty_title = named(bold(wrapped_label()), "empty_title")
        font = self.empty_title.font()
        font.setPointSizeF(font.pointSizeF() * LARGER)
        self.empty_title.setFont(font)
        self.empty_text = named(wrapped_label(), "empty_text")
        self.next_step_button = named(QPushButton(), "next_step_button", self.tr("Next step"))
        self.way_list = named(StepList([f"{step.value}_label" for step in next_steps.WAY]), "way_list")
        self.way_list.hide()
        self.next_step_button.clicked.connect(self._on_next_step_clicked)
        layout = QVBoxLayout(self)
        layout.addStretch()
        for label in (self.empty_title, self.empty_text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addWidget(self.next_step_button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addSpacing(self.fontMetrics().height())
        layout.addWidget(self.way_list, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch()

    def show_step(self, step: NextStep) -> None:
        """Lead to the next step."""
        self.say(
            next_steps.title(step),
            next_steps.sentence(step),
            next_steps.button_text(step),
            next_steps.PAGES[step],
        )
        self._show_way(step)

    def say(self, title: str, text: str, button: str = "", page: str = "") -> None:
        """Show a title and a sentence, and a button where it leads somewhere."""
        self._page = page
        self.way_list.hide()
        self.empty_title.setText(title)
        self.empty_text.setText(text)
        self.next_step_button.setText(button)
        if button:
            self.next_step_button.setAccessibleName(button.replace("&", ""))
        self.next_step_button.setVisible(bool(page))

    def _show_way(self, now: NextStep) -> None:
        """How far the person is on the way to the first export; nothing for who has been through it."""
        if now not in next_steps.WAY[:-1]:
            return
        place = next_steps.WAY.index(now)
        standings = [
            Standing.DONE if row < place else Standing.NOW if row == place else Standing.TO_COME
            for row in range(len(next_steps.WAY))
        ]
        texts = [next_steps.way_text(step) for step in next_steps.WAY]
        self.way_list.show_steps(list(zip(texts, standings, strict=True)))
        self.way_list.show()

    @Slot()
    def _on_next_step_clicked(self) -> None:
        self.page_wanted.emit(self._page)
