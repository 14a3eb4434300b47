"""The phases of an export, one under the other: which are done, which is under way."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kfdesk import words
from kfdesk.services.export_report import Phase
from kfdesk.ui.export.texts import tr
from kfdesk.ui.widgets import named

IN_ORDER = tuple(phase for phase in Phase if phase is not Phase.ON_HOLD)


class PhaseList(QWidget):
    """Each phase with a mark before it; those that this export passed over are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out all phases."""
        super().__init__(parent)
        self._seen: list[Phase] = []
        self._labels = {phase: named(QLabel(), f"{phase.value}_label") for phase in IN_ORDER}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for label in self._labels.values():
            layout.addWidget(label)

    def begin(self) -> None:
        """Nothing is done yet."""
        self._seen = []

    def show_phase(self, phase: Phase) -> None:
        """This one is under way; an export on hold stays where it was."""
        if phase is not Phase.ON_HOLD:
            self._seen = [*self._seen, phase]
        now = IN_ORDER.index(self._seen[-1]) if self._seen else 0
        for place, each in enumerate(IN_ORDER):
            label = self._labels[each]
            label.setVisible(place >= now or each in self._seen)
            label.setText(self._text(each, place - now))
            label.setAccessibleName(label.text())
            font = label.font()
            font.setBold(place == now)
            label.setFont(font)

    @staticmethod
    def _text(phase: Phase, distance: int) -> str:
        """With a mark, for colour and weight alone tell too little."""
        if distance < 0:
            return tr("✓  {phase}").format(phase=words.phase(phase))
        mark = tr("▸  {phase}") if distance == 0 else tr("–  {phase}")  # noqa: RUF001 - a dash before a line
        return mark.format(phase=words.phase(phase))
