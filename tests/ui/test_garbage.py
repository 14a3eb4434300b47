"""Garbage is collected in the window's thread while its event loop runs, and by itself no more."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kfdesk.ui.garbage import collected_here


class Knot:
    """Refers to itself, so that only a collection ends it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def full_collections() -> Iterator[list[str]]:
    """One entry for each time that everything is gone through."""
    found: list[str] = []

    def note(phase: str, told: dict[str, int]) -> None:
        if phase == "stop" and told["generation"] == 2:
            found.append(phase)

    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)


def test_garbage_goes_only_in_the_event_loop(qtbot: QtBot) -> None:
    """Python does not collect by itself meanwhile; the timer does; afterwards it is as before."""
    with collected_here():
        assert not gc.isenabled()
        ends = [weakref.ref(Knot()) for _ in range(5_000)]
        assert all(end() is not None for end in ends)
        qtbot.waitUntil(lambda: all(end() is None for end in ends))
    assert gc.isenabled()


def test_everything_is_gone_through_seldom(qtbot: QtBot, full_collections: list[str]) -> None:
    """What stood at the start is left out; young garbage goes though it is too soon for the old."""
    before = gc.get_threshold()
    gc.set_threshold(700, 1, 1)
    try:
        with collected_here():
            assert gc.get_freeze_count() > 0
            for _ in range(12):
                end = [weakref.ref(Knot()) for _ in range(5_000)][-1]
                qtbot.waitUntil(lambda end=end: end() is None)  # type: ignore[misc] # bound at once
    finally:
        gc.set_threshold(*before)
    assert len(full_collections) == 1
    assert gc.get_freeze_count() == 0
