"""The root of the family, and the wish to stop."""

from enum import StrEnum
from typing import ClassVar


class Answer(StrEnum):
    """What is known of a call that failed (DESIGN 5.1, *Answers*)."""

    NOT_SENT = "not_sent"
    NO = "no"
    DOUBT = "doubt"


class KfdeskError(Exception):
    """Root of the family. `needs` names the facts that its words use."""

    needs: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **facts: object) -> None:
        """Keep the facts; raises TypeError when they are not those that `needs` names."""
        if set(facts) != set(self.needs):
            raise TypeError(f"{type(self).__name__} needs {self.needs}, got {tuple(facts)}")
        super().__init__(*facts.values())
        self.facts: dict[str, object] = facts

    def __str__(self) -> str:
        """Class and facts, for the log."""
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self.facts.items())})"


class Cancelled(KfdeskError):
    """The person asked to stop; what was done until then stands."""
