"""Exports under every fault, seed by seed."""

import pytest

from tests.simulation.campaign import KEPT, play, tell


def _kept() -> list[int]:
    lines = KEPT.read_text(encoding="utf-8").splitlines()
    return [int(line.split()[0]) for line in lines if not line.startswith("#")]


def test_simulation_holds_all_invariants_when_250_seeds_are_played() -> None:
    """One invoice an order, one payment, and nothing called done that is not there."""
    failed = [ending.seed for ending in play(range(250)) if ending.failures]
    assert not failed, tell(failed[0]).text


@pytest.mark.parametrize("seed", _kept())
def test_simulation_holds_all_invariants_when_a_seed_failed_once(seed: int) -> None:
    """What was found once stays mended."""
    ending = tell(seed)
    assert not ending.failures, ending.text


def test_story_is_the_same_when_played_on_the_real_store() -> None:
    """What is seen on the book in memory holds for the real one."""
    for seed in range(12):
        assert tell(seed, are_real=True).text == tell(seed).text, seed
