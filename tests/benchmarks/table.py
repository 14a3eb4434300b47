"""What was measured, as lines of one table."""

from collections.abc import Sequence
from dataclasses import dataclass

TIMES = "\N{MULTIPLICATION SIGN}"
AT_MOST = "\N{LESS-THAN OR EQUAL TO}"
AT_LEAST = "\N{GREATER-THAN OR EQUAL TO}"
NOTHING = "\N{EN DASH}"
NOTE = "Windows are drawn off screen. Other work on this computer shows in the figures: repeat odd ones.\n"


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    what: str
    against: str
    goal: str
    measured: str
    is_met: bool


def ms(seconds: float) -> str:
    """Seconds as milliseconds."""
    return f"{seconds * 1000:.0f} ms"


def table(rows: Sequence[Row]) -> str:
    """The rows under their heads, in columns."""
    cells = [
        ("what", "against", "goal", "", "measured"),
        *((r.what, r.against, r.goal, "met" if r.is_met else "MISSED", r.measured) for r in rows),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
    return "".join(f"{line.rstrip()}\n" for line in lines) + NOTE
