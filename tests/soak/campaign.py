"""Real processes, real sockets, real kills: rounds of trouble, and what they came to.

python -m tests.soak.campaign [--minutes N | --kills N] [--seed S] [--settle SECONDS]
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from kfdesk.app import PRACTICE_LOGIN
from kfdesk.cli.desk import PASSWORD_VARIABLE
from tests.soak.checks import KINDS, settle
from tests.soak.stage import BROKEN, Stage, Violation, a_stage
from tests.soak.troubles import TROUBLES, Tally, Trouble

ROUNDS_A_STAGE = 8
"""Then a new company and a new book: figures stay small, and each book has its first run."""
ORDERS = (10, 30)
KILLS_IN_A_ROW = 6
DELAYS_MS = (0, 5, 20, 50)
HOMES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
)


@dataclass
class Sum:
    """What a campaign came to."""

    seed: int
    tally: Tally = field(default_factory=Tally)
    rounds: Counter[str] = field(default_factory=Counter)
    stages: int = 0
    orders: int = 0
    invoices: int = 0
    left: int = 0
    broken: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """Exports that were killed while they ran."""
        return self.tally.kills.total()

    def lines(self) -> Iterator[str]:
        """The table."""
        yield f"{'kills':<28}{self.kills:>6}"
        for moment, count in sorted(self.tally.kills.items()):
            yield f"  {moment:<26}{count:>6}"
        yield f"{'rounds':<28}{self.rounds.total():>6}"
        for name, count in sorted(self.rounds.items()):
            yield f"  {name:<26}{count:>6}"
        for name, count in sorted(self.tally.others.items()):
            yield f"{name:<28}{count:>6}"
        figures = {
            "books": self.stages,
            "orders": self.orders,
            "invoices": self.invoices,
            "left for the person": self.left,
            **{name: self.broken[name] for name in (*KINDS, BROKEN)},
        }
        for name, count in figures.items():
            yield f"{name:<28}{count:>6}"
        yield from self.told


def play_round(stage: Stage, trouble: Trouble, found: Sum, count: int) -> None:
    """So many new orders, trouble, and then peace, after which everything must be in order."""
    stage.company.change(delay_ms=stage.rng.choice(DELAYS_MS))
    stage.bring(count)
    trouble.play(stage, found.tally)
    left = settle(stage, stage.main)
    found.rounds[trouble.name] += 1
    found.orders += count
    found.left += left - stage.left
    stage.left = left


def play_stage(seed: str, troubles: Sequence[Trouble], settle_s: int, found: Sum) -> None:
    """Rounds in one company and one book; what must never be ends them, and is told."""
    found.stages += 1
    with tempfile.TemporaryDirectory(prefix="kfdesk-soak-") as folder:
        name = "nothing yet"
        with a_stage(Path(folder), Random(seed), settle_s) as stage:  # noqa: S311 - chance, not secrets
            stage.kills_in_a_row = KILLS_IN_A_ROW
            try:
                for trouble in troubles:
                    name = trouble.name
                    play_round(stage, trouble, found, stage.rng.randint(*ORDERS))
            except Violation as violation:
                found.broken[violation.kind] += 1
                found.told.append(f"seed {seed}, {name}: {violation}")
                _say(found.told[-1])
            found.invoices += len(stage.company.invoices())


def campaign(seed: int, settle_s: int, is_enough: Callable[[Sum], bool]) -> Sum:
    """Stage after stage until it is enough."""
    found, rng = Sum(seed), Random(seed)  # noqa: S311 - chance, not secrets
    possible = [each for each in TROUBLES if each.is_possible]
    weights = [each.weight for each in possible]
    while not is_enough(found):
        troubles = rng.choices(possible, weights, k=ROUNDS_A_STAGE)
        play_stage(f"{seed}/{found.stages}", troubles, settle_s, found)
        _say(f"{found.kills} kills, {found.rounds.total()} rounds, {found.broken.total()} violations")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """A campaign from the command line; 1 when anything was found that must never be."""
    parser = argparse.ArgumentParser(description="Exports as processes, killed and hindered.")
    parser.add_argument("--minutes", type=float, help="for so long (10 unless --kills is given)")
    parser.add_argument("--kills", type=int, help="until so many exports were killed")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="which chances are taken")
    parser.add_argument("--settle", type=int, default=1, help="seconds that an export waits in doubt")
    options = parser.parse_args(arguments)
    begun = time.monotonic()
    minutes = options.minutes or (None if options.kills else 10)

    def is_enough(found: Sum) -> bool:
        is_over = minutes is not None and time.monotonic() - begun >= 60 * minutes
        return is_over or (options.kills is not None and found.kills >= options.kills)

    _say(f"seed {options.seed}")
    with _a_home():
        found = campaign(options.seed, options.settle, is_enough)
    for line in found.lines():
        _say(line)
    _say(f"seed {options.seed}, {(time.monotonic() - begun) / 60:.1f} minutes")
    return 1 if found.broken else 0


@contextmanager
def _a_home() -> Iterator[None]:
    """A home of the campaign's own: locks are kept there, and no keyring is asked."""
    with tempfile.TemporaryDirectory(prefix="kfdesk-soak-home-") as home:
        os.environ.update(dict.fromkeys(HOMES, home))
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
        os.environ[PASSWORD_VARIABLE] = PRACTICE_LOGIN
        yield


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
