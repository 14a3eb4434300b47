"""The phases of an export: which are done, which is under way."""

from PySide6.QtWidgets import QWidget

from kfdesk import words
from kfdesk.services.export_report import Phase
from kfdesk.ui.step_list import Standing, StepList

OF_UNDO = (Phase.LOOKING, Phase.DELETING)
IN_ORDER: tuple[Phase, ...] = tuple(
    phase for phase in Phase if phase is not Phase.ON_HOLD and phase not in OF_UNDO
)


class PhaseList(StepList):
    """All phases; those that this export passed over are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out all phases."""
        super().__init__([f"{phase.value}_label" for phase in IN_ORDER], parent)
        self._seen: list[Phase] = []

    def begin(self) -> None:
        """Nothing is done yet."""
        self._seen = []

    def show_phase(self, phase: Phase) -> None:
        """This one is under way; an export on hold stays where it was."""
        if phase is not Phase.ON_HOLD:
            self._seen = [*self._seen, phase]
        now = IN_ORDER.index(self._seen[-1]) if self._seen else 0
        self.show_steps(
            [(words.phase(each), self._standing(each, place - now)) for place, each in enumerate(IN_ORDER)]
        )

    def _standing(self, phase: Phase, distance: int) -> Standing:
        if distance < 0:
            return Standing.DONE if phase in self._seen else Standing.PASSED
        return Standing.NOW if distance == 0 else Standing.TO_COME
