"""Python's cyclic garbage is collected in the window's thread, and in no other.

A collection starts by itself in whatever thread happens to ask for memory. In a worker it would
end Qt objects while the window goes through them, and with that the process.

To go through everything there is takes as long as there is much, and the window is deaf
meanwhile. So what stands at the start is left out for good, and all the rest is gone through
seldom enough to take no more than a hundredth of the time.
"""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

LOOK_EVERY_MS = 250
OLDEST = 2


SHARE = 0.01


@contextmanager
def collected_here() -> Iterator[None]:
    """Collect only in this thread, while its event loop runs; afterwards as it was before."""
    was_enabled = gc.isenabled()
    gc.disable()
    gc.freeze()
    collector = _Collector()
    timer = QTimer()
    timer.timeout.connect(collector.collect_when_due)
    timer.start(LOOK_EVERY_MS)
    try:
        yield
    finally:
        timer.stop()
        gc.unfreeze()
        if was_enabled:
            gc.enable()


class _Collector:
    """The oldest generation that is due, as Python itself would have it; all of them seldom."""

    def __init__(self) -> None:
        self._next_full_s = 0.0

    def collect_when_due(self) -> None:
        """Collect what is due."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > threshold > 0
        ]
        if not due:
            return
        began = time.monotonic()
        is_full = due[-1] == OLDEST and began >= self._next_full_s
        gc.collect(OLDEST if is_full else min(due[-1], OLDEST - 1))
        if is_full:
            ended = time.monotonic()
            self._next_full_s = ended + (ended - began) / SHARE
