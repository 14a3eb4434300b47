"""Steps one under the other: which are done, which is next, which are to come."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kfdesk.ui.widgets import named


class Standing(Enum):
    """Where a step stands; one that was passed over is not shown."""

    DONE = "✓"
    NOW = "▸"
    TO_COME = "·"
    PASSED = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("StepList", text)


class StepList(QWidget):
    """Each step with a mark before it, for weight alone tells too little; spoken in words."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        """Lay out the steps; `names` are their labels' objectNames."""
        super().__init__(parent)
        self._marks = [QLabel() for _ in names]
        self._labels = [named(QLabel(), name) for name in names]
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setColumnStretch(1, 1)
        for row, (mark, label) in enumerate(zip(self._marks, self._labels, strict=True)):
            layout.addWidget(mark, row, 0)
            layout.addWidget(label, row, 1)

    def show_steps(self, steps: Sequence[tuple[str, Standing]]) -> None:
        """Show each step's text and standing."""
        for mark, label, (text, standing) in zip(self._marks, self._labels, steps, strict=True):
            for each, shown in ((mark, standing.value), (label, text)):
                font = each.font()
                font.setBold(standing is Standing.NOW)
                each.setFont(font)
                each.setText(shown)
                each.setVisible(standing is not Standing.PASSED)
            label.setAccessibleName(_spoken(standing).format(step=text))


def _spoken(standing: Standing) -> str:
    if standing is Standing.DONE:
        return _tr("Done: {step}")
    return _tr("Now: {step}") if standing is Standing.NOW else _tr("To come: {step}")
