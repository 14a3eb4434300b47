"""What is found when something that must hold does not."""

from dataclasses import dataclass

INVARIANTS = (
    "double invoice",
    "double payment",
    "double customer",
    "wrong sum",
    "no sale",
    "green but not there",
    "double not shown",
    "without words",
    "change not shown",
    "lost",
    "never settled",
    "double credit note",
    "double money back",
    "credited too much",
    "credited for nothing",
    "wrong VAT credited",
    "refund lost",
    "money not back",
    "deleted what is not ours",
    "deleted what was edited",
    "undone but there",
    "exported again",
    "crash",
)


@dataclass(frozen=True)
class Failure:
    """An invariant that did not hold."""

    invariant: str
    text: str

    def __post_init__(self) -> None:
        """Each is named in the list above, which is what a campaign counts by."""
        assert self.invariant in INVARIANTS, self.invariant
