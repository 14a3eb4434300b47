"""The phases of an export, one under the other: which are done, which is under way."""

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kfdesk import words
from kfdesk.services.export_report import Phase
from kfdesk.ui.export.texts import tr
from kfdesk.ui.widgets import named

IN_ORDER: tuple[Phase, ...] = tuple(phase for phase in Phase if phase is not Phase.ON_HOLD)
DONE, NOW, TO_COME = "✓", "▸", "·"


class PhaseList(QWidget):
    """Each phase with a mark before it; those that this export passed over are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out all phases."""
        super().__init__(parent)
        self._seen: list[Phase] = []
        self._marks: dict[Phase, QLabel] = {phase: QLabel() for phase in IN_ORDER}
        self._labels: dict[Phase, QLabel] = {
            phase: named(QLabel(), f"{phase.value}_label") for phase in IN_ORDER
        }
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setColumnStretch(1, 1)
        for row, phase in enumerate(IN_ORDER):
            layout.addWidget(self._marks[phase], row, 0)
            layout.addWidget(self._labels[phase], row, 1)

    def begin(self) -> None:
        """Nothing is done yet."""
        self._seen = []

    def show_phase(self, phase: Phase) -> None:
        """This one is under way; an export on hold stays where it was."""
        if phase is not Phase.ON_HOLD:
            self._seen = [*self._seen, phase]
        now = IN_ORDER.index(self._seen[-1]) if self._seen else 0
        for place, each in enumerate(IN_ORDER):
            self._show_row(each, place - now)

    def _show_row(self, phase: Phase, distance: int) -> None:
        """With a mark, for weight alone tells too little; what is spoken says it in words."""
        mark, spoken = _standing(distance)
        text = words.phase(phase)
        for label, shown in ((self._marks[phase], mark), (self._labels[phase], text)):
            font = label.font()
            font.setBold(distance == 0)
            label.setFont(font)
            label.setText(shown)
            label.setVisible(distance >= 0 or phase in self._seen)
        self._labels[phase].setAccessibleName(spoken.format(phase=text))


def _standing(distance: int) -> tuple[str, str]:
    if distance < 0:
        return DONE, tr("Done: {phase}")
    return (NOW, tr("Under way: {phase}")) if distance == 0 else (TO_COME, tr("To come: {phase}"))
