"""An export under way: phase, counts, sums, pace, what holds it, and the way to stop it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from kfdesk import words
from kfdesk.domain.errors import InDoubt
from kfdesk.services.export_report import ExportProgress, Phase
from kfdesk.ui.export import texts
from kfdesk.ui.export.phase_list import OF_EXPORT, PhaseList
from kfdesk.ui.figures import number
from kfdesk.ui.panels import FailurePanel, bold, wrapped_label
from kfdesk.ui.widgets import named


class RunningView(QWidget):
    """Shows progress; `stop_wanted` once the person asked to stop."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, phases: Sequence[Phase] = OF_EXPORT) -> None:
        """Begin before the first word of the run, which goes through these phases."""
        super().__init__(parent)
        self._phase: Phase | None = None
        self.phase_list = named(PhaseList(phases), "phase_list")
        self.phase_label = named(bold(wrapped_label()), "phase_label")
        self.progress_bar = named(QProgressBar(), "progress_bar", self.tr("Progress of the export"))
        self.progress_bar.setTextVisible(False)
        self.counts_label = named(QLabel(), "counts_label")
        self.pace_label = named(QLabel(), "pace_label")
        self.sums_label = named(wrapped_label(), "sums_label")
        self.hold_panel = named(FailurePanel(), "hold_panel")
        self.cancel_button = named(QPushButton(), "cancel_button")
        self._label_button(self.stop_text())
        self.cancel_button.clicked.connect(self.show_stopping)
        self.cancel_button.clicked.connect(self.stop_wanted)
        self._lay_out()

    def stop_text(self) -> str:
        """The label of the button that stops it."""
        return self.tr("&Stop after this order")

    def sums_text(self, progress: ExportProgress) -> str:
        """What it came to so far."""
        return texts.sent_text(progress)

    def begin(self) -> None:
        """Another run begins."""
        self._phase = None
        self.phase_list.begin()
        self.hold_panel.hide()
        self.cancel_button.setEnabled(True)
        self._label_button(self.stop_text())
        self.show_progress(ExportProgress(Phase.CHECKING))

    def show_progress(self, progress: ExportProgress) -> None:
        """Show a moment of it."""
        self._show_phase(progress)
        self._show_bar(progress)
        self.counts_label.setText(texts.counts_text(progress))
        self.pace_label.setText("" if progress.hold else texts.pace_text(progress))
        self.sums_label.setText(self.sums_text(progress))

    @Slot()
    def show_stopping(self) -> None:
        """The person asked to stop, and the order under way is brought to its end."""
        self.cancel_button.setEnabled(False)
        self._label_button(self.tr("Stopping…"))

    def _show_phase(self, progress: ExportProgress) -> None:
        is_same = progress.phase is self._phase
        if progress.hold and not (is_same and self.hold_panel.isVisibleTo(self)):
            self.hold_panel.show_failure(progress.hold, texts.hold_text())
            # To be told to try again, while kfdesk does so by itself, would only confuse.
            self.hold_panel.advice_label.setVisible(not isinstance(progress.hold, InDoubt))
        elif not progress.hold:
            self.hold_panel.hide()
        if is_same:
            return
        self._phase = progress.phase
        self.phase_list.show_phase(progress.phase)
        self.phase_label.setText(words.phase(progress.phase))
        QAccessible.updateAccessibility(QAccessibleEvent(self.phase_label, QAccessible.Event.NameChanged))

    def _show_bar(self, progress: ExportProgress) -> None:
        self.progress_bar.setRange(0, progress.total)
        self.progress_bar.setValue(progress.done)
        told = texts.counts_text(progress) or number(progress.done)
        self.progress_bar.setAccessibleDescription(f"{words.phase(progress.phase)}, {told}")

    def _label_button(self, text: str) -> None:
        self.cancel_button.setText(text)
        self.cancel_button.setAccessibleName(text.replace("&", ""))

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.addWidget(self.counts_label)
        figures.addStretch()
        figures.addWidget(self.pace_label)
        bottom = QHBoxLayout()
        bottom.addWidget(self.sums_label, 1)
        bottom.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.phase_label)
        layout.addWidget(self.progress_bar)
        layout.addLayout(figures)
        layout.addLayout(bottom)
        layout.addWidget(self.hold_panel)
        layout.addSpacing(self.fontMetrics().height())
        layout.addWidget(self.phase_list)
        layout.addStretch()
