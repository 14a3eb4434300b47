"""The phases of an export, or an undo: which are done, which is under way."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kfdesk import words
from kfdesk.services.export_report import Phase
from kfdesk.ui.step_list import Standing, StepList

NOT_OF_EXPORT = (Phase.ON_HOLD, Phase.LOOKING, Phase.DELETING)
OF_EXPORT: tuple[Phase, ...] = tuple(phase for phase in Phase if phase not in NOT_OF_EXPORT)


class PhaseList(StepList):
    """All phases; those that this run passed over are left out."""

    def __init__(self, phases: Sequence[Phase] = OF_EXPORT, parent: QWidget | None = None) -> None:
        """Lay out these phases, in their order; any other belongs to the one before it."""
        super().__init__([f"{phase.value}_label" for phase in phases], parent)
        self._phases = tuple(phases)
        self._seen: list[Phase] = []

    def begin(self) -> None:
        """Nothing is done yet."""
        self._seen = []

    def show_phase(self, phase: Phase) -> None:
        """This one is under way; a run on hold stays where it was."""
        if phase in self._phases:
            self._seen = [*self._seen, phase]
        now = self._phases.index(self._seen[-1]) if self._seen else 0
        standings = [self._standing(each, place - now) for place, each in enumerate(self._phases)]
        self.show_steps(list(zip(map(words.phase, self._phases), standings, strict=True)))

    def _standing(self, phase: Phase, distance: int) -> Standing:
        if distance < 0:
            return Standing.DONE if phase in self._seen else Standing.PASSED
        return Standing.NOW if distance == 0 else Standing.TO_COME
