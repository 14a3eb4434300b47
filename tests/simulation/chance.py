"""One seed decides everything: all chance of a simulation comes from here."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A source of chance that gives the same for the same seed, on every computer."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - nothing secret comes of it

    def happens(self, share: float) -> bool:
        """Whether something that happens in this share of cases happens now."""
        return self._random.random() < share

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(least, most)

    def pick(self, choices: Sequence[T]) -> T:
        """One of several, each as likely as the other."""
        return choices[self._random.randrange(len(choices))]

    def weighed(self, choices: Sequence[tuple[T, int]]) -> T:
        """One of several, each as often as its weight."""
        ball = self._random.randrange(sum(weight for _, weight in choices))
        for choice, weight in choices:
            ball -= weight
            if ball < 0:
                return choice
        raise AssertionError("weights that do not add up")
