"""Python's cyclic garbage is collected in the window's thread, and in no other.

A collection starts by itself in whatever thread happens to ask for memory. In a worker it would
end Qt objects while the window goes through them, and with that the process.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

LOOK_EVERY_MS = 250


@contextmanager
def collected_here() -> Iterator[None]:
    """Collect only in this thread, while its event loop runs; afterwards as it was before."""
    was_enabled = gc.isenabled()
    gc.disable()
    timer = QTimer()
    timer.timeout.connect(_collect_when_due)
    timer.start(LOOK_EVERY_MS)
    try:
        yield
    finally:
        timer.stop()
        if was_enabled:
            gc.enable()


def _collect_when_due() -> None:
    """The oldest generation that is due, as Python itself would have it."""
    due = [
        generation
        for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if count > threshold > 0
    ]
    if due:
        gc.collect(due[-1])
