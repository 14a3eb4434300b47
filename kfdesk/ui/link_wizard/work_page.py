"""A page that waits for something: busy, with Back and Cancel alive, and what failed on the page."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget, QWizardPage

from kfdesk.domain.errors import Cancelled, InDoubt, KfdeskError
from kfdesk.ui.link_wizard.journey import Journey
from kfdesk.ui.messages import show_error
from kfdesk.ui.panels import BusyPanel, FailurePanel
from kfdesk.ui.tasks import LatestTask, Work

Taker = Callable[[object], None]


class WorkPage(QWizardPage):
    """Next starts work in the pool; its outcome, on the page that still waits for it, goes on.

    `busy_changed` tells the wizard's other widgets. A subclass says in `commit` what Next does.
    """

    busy_changed = Signal(bool)

    def __init__(self, journey: Journey, parent: QWidget | None = None) -> None:
        """Prepare the parts that say what goes on; the subclass lays them out."""
        super().__init__(parent)
        self.journey = journey
        self.busy_panel = BusyPanel()
        self.failure_panel = FailurePanel()
        self._may_pass = False
        self._taker: Taker | None = None
        self._wanted_in_view: QWidget | None = None
        self._latest = LatestTask(self)
        self._latest.done.connect(self._on_done)
        self._latest.failed.connect(self._on_failed)
        self._latest.busy_changed.connect(self._on_busy_changed)

    def lay_out(self, *parts: QWidget) -> None:
        """The parts from top to bottom, then what goes on and what failed; in large type it scrolls."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (*parts, self.busy_panel, self.failure_panel, *self.answers()):
            column.addWidget(part)
        column.addStretch()
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what takes the focus scrolls into view
        self._area.setWidgetResizable(True)
        self._area.setWidget(content)
        layout = QVBoxLayout(self)
        layout.addWidget(self._area)

    def answers(self) -> tuple[QWidget, ...]:
        """What is offered below a failure."""
        return ()

    def take_focus(self) -> None:
        """Where the keys go when the person comes here; Next, unless the page has a field."""

    def bring_to_view(self, widget: QWidget) -> None:
        """Scroll to it once the layout has taken up what changed."""
        self._wanted_in_view = widget
        QTimer.singleShot(0, self._on_laid_out)

    @Slot()
    def _on_laid_out(self) -> None:
        if self._wanted_in_view is not None:
            self._area.ensureWidgetVisible(self._wanted_in_view)

    @property
    def is_busy(self) -> bool:
        """Whether it waits for something."""
        return self._latest.is_busy

    def commit(self) -> None:
        """What Next does; calls `work`, or `go_on` when there is nothing to do."""
        raise NotImplementedError

    def work(self, what: str, work: Work, taker: Taker) -> None:
        """Do this in the pool while the page says so; `taker` gets the result."""
        self.failure_panel.hide()
        self._taker = taker
        self.busy_panel.show_busy(what)
        self._latest.start(work)

    def go_on(self) -> None:
        """To the next page, without starting the work again."""
        self._may_pass = True
        try:
            self.wizard().next()
        finally:
            self._may_pass = False

    @Slot()
    def forget(self) -> None:
        """Something was edited, or the person leaves: what was asked no longer counts."""
        self._latest.forget()
        self.failure_panel.hide()

    def show_failure(self, error: KfdeskError) -> None:
        """Say on the page what failed."""
        # The sentence for calls that may have created something would only frighten here.
        is_look = isinstance(error, InDoubt)
        meaning = self.tr("This was only a look: nothing in KashFlow was changed.") if is_look else None
        self.failure_panel.show_failure(error, meaning)
        self.bring_to_view(self.failure_panel)

    # ------------------------------------------------------------ what Qt asks

    def isComplete(self) -> bool:
        """Not while it waits."""
        return super().isComplete() and not self.is_busy

    def validatePage(self) -> bool:
        """Let the person pass only when the work has succeeded."""
        if not self._may_pass and not self.is_busy:
            self.commit()
        return self._may_pass

    def cleanupPage(self) -> None:
        """Back: forget what was asked, keep what was entered."""
        self.forget()

    # ------------------------------------------------------------ outcomes

    @Slot(object)
    def _on_done(self, result: object) -> None:
        if self._taker:
            self._taker(result)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, KfdeskError) and not isinstance(error, Cancelled):
            self.show_failure(error)
        else:
            show_error(self, error)

    @Slot(bool)
    def _on_busy_changed(self, is_busy: bool) -> None:
        if not is_busy:
            self.busy_panel.hide()
        self.busy_changed.emit(is_busy)
        self.completeChanged.emit()


def plain_button(text: str) -> QPushButton:
    """A button that Enter in a field does not press: Enter is for Next."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
