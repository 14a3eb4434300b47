"""What happened in one simulation, call by call, and what was counted."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Story:
    """Lines to read when a seed fails; kept only when somebody will read them."""

    is_kept: bool = False
    lines: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    now_s: float = 0.0

    def tell(self, template: str, *facts: object) -> None:
        """Add a line; the facts are put in only when the story is kept."""
        if self.is_kept:
            self.lines.append(f"{self.now_s:9.1f}s  {template.format(*facts)}")

    def count(self, what: str) -> None:
        """Count something, story or not."""
        self.counts[what] += 1
