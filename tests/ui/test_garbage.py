"""Garbage is collected in the window's thread while its event loop runs, and by itself no more."""

import gc
import weakref

from pytestqt.qtbot import QtBot

from kfdesk.ui.garbage import collected_here


class Knot:
    """Refers to itself, so that only a collection ends it."""

    def __init__(self) -> None:
        self.me = self


def test_garbage_goes_only_in_the_event_loop(qtbot: QtBot) -> None:
    """Python does not collect by itself meanwhile; the timer does; afterwards it is as before."""
    with collected_here():
        assert not gc.isenabled()
        ends = [weakref.ref(Knot()) for _ in range(5_000)]
        assert all(end() is not None for end in ends)
        qtbot.waitUntil(lambda: all(end() is None for end in ends))
    assert gc.isenabled()
