"""How long a window is deaf: the gaps between the ticks of a timer in its thread."""

import math
import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Slot

TICK_MS = 5
MOST_TIME = 0.99


class GapMeter(QObject):
    """Ticks every 5 ms when nothing keeps it from it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gaps_s: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Forget what was, and measure from now on."""
        self.gaps_s = []
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Measure no more; what lasts now counts."""
        self._on_tick()
        self._timer.stop()

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.gaps_s.append(now - self._last)
        self._last = now


def p99_of_time_s(gaps_s: Sequence[float]) -> float:
    """The gap that 99 % of the time is in or below: a gap counts for as long as it lasts."""
    limit, passed = math.fsum(gaps_s) * MOST_TIME, 0.0
    for gap in sorted(gaps_s):
        passed += gap
        if passed >= limit:
            return gap
    return max(gaps_s, default=0.0)
