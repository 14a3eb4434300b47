"""The simulator notices when a rule of the protocol is left out."""

from pathlib import Path

import pytest

from tests.simulation.campaign import caught_by
from tests.simulation.mutations import BY_NAME

CAUGHT = Path(__file__).with_name("caught.txt")


def _caught() -> list[tuple[str, int, str]]:
    """Mutation, seed, and the invariant that does not hold then."""
    lines = CAUGHT.read_text(encoding="utf-8").splitlines()
    parts = [line.split(" | ") for line in lines if not line.startswith("#")]
    return [(name, int(seed), invariant) for name, seed, invariant in parts]


@pytest.mark.parametrize(("name", "seed", "invariant"), _caught())
def test_rule_is_missed_when_it_is_left_out(name: str, seed: int, invariant: str) -> None:
    """A simulation in which nothing goes wrong without the rule would prove nothing with it."""
    ending = caught_by(BY_NAME[name], [seed])
    assert ending, f"seed {seed} does not notice: {name}"
    assert invariant in {failure.invariant for failure in ending.failures}


def test_every_mutation_has_a_seed_that_catches_it() -> None:
    """One that nothing catches is a hole in the simulator."""
    assert {name for name, _, _ in _caught()} == set(BY_NAME)
