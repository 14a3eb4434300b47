"""Thousands of seeds, on all cores, and what they came to.

python -m tests.simulation.campaign --seeds 20000 [--first 0] [--tell SEED] [--mutations]
"""

import argparse
import gc
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from tests.simulation.book import BookFile, RealFile
from tests.simulation.clock import BEGIN
from tests.simulation.failure import INVARIANTS
from tests.simulation.life import CHANGING, COMMITS, MOMENTS, READING
from tests.simulation.memory_book import MemoryFile
from tests.simulation.mutations import BY_NAME, Mutation
from tests.simulation.simulation import Ending, simulate

FAST = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
PIECE = 50
"""Seeds between two collections of rubbish: collecting all the time takes a tenth of it."""
KEPT = Path(__file__).with_name("kept_seeds.txt")
SHOWN = 20
MOST_FOR_A_MUTATION = 4000


@dataclass
class Sum:
    """What a campaign came to."""

    seeds: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    modes: Counter[str] = field(default_factory=Counter)
    failed: list[Ending] = field(default_factory=list)

    def add(self, ending: Ending) -> None:
        """One seed more; what is not needed any more is let go."""
        self.seeds += 1
        self.counts += ending.counts
        self.modes[ending.mode] += 1
        if ending.failures:
            self.failed.append(ending)

    def lines(self) -> Iterator[str]:
        """The sum, to be read."""
        counts = self.counts
        yield f"{self.seeds} seeds ({_listed(self.modes)}), {counts['runs']} runs, {counts['calls']} calls"
        share = 100 * counts["faults"] / max(1, counts["calls"])
        yield f"faults on {counts['faults']} calls, {share:.1f} %: {_listed(_part(counts, 'fault: '))}"
        kills = _part(counts, "killed ")
        yield f"kills {sum(kills.values())}, by kind of point:"
        yield from _kills(kills)
        yield f"books set back {counts['books set back']}, requests done late {counts['done late']}"
        broken = Counter(failure.invariant for ending in self.failed for failure in ending.failures)
        yield "failures: " + ", ".join(f"{name} {broken[name]}" for name in INVARIANTS)
        for ending in self.failed[:SHOWN]:
            first = ending.failures[0]
            yield f"  seed {ending.seed} ({ending.mode}): {first.invariant}: {first.text}"


@contextmanager
def two_books(*, are_real: bool, folder: Path | None = None) -> Iterator[Sequence[BookFile]]:
    """The two books that all seeds of a process are played on."""
    if not are_real:
        yield [MemoryFile(), MemoryFile()]
        return
    place = folder or (FAST if FAST.is_dir() else None)
    with tempfile.TemporaryDirectory(dir=place, prefix="kfdesk-simulation-") as name:
        files = [RealFile(Path(name) / book, lambda: BEGIN) for book in "AB"]
        try:
            yield files
        finally:
            for file in files:
                file.close()


def play(seeds: Sequence[int], *, are_real: bool = False) -> list[Ending]:
    """Play seeds one after another."""
    endings = []
    gc.disable()
    try:
        with two_books(are_real=are_real) as files:
            for number, seed in enumerate(seeds):
                endings.append(simulate(seed, files))
                if number % PIECE == 0:
                    gc.collect()
    finally:
        gc.enable()
    return endings


def _play_piece(piece: tuple[range, bool]) -> list[Ending]:
    seeds, are_real = piece
    return play(seeds, are_real=are_real)


def campaign(seeds: range, *, are_real: bool, processes: int) -> Sum:
    """Play many seeds on several cores, and say now and then how far it is."""
    told, begun = Sum(), time.monotonic()
    pieces = [(seeds[at : at + 4 * PIECE], are_real) for at in range(0, len(seeds), 4 * PIECE)]
    with get_context("spawn").Pool(processes) as pool:
        for endings in pool.imap(_play_piece, pieces):
            for ending in endings:
                told.add(ending)
            minutes = (time.monotonic() - begun) / 60
            _say(f"{told.seeds} seeds, {told.seeds / minutes:.0f} a minute, {len(told.failed)} failed")
    return told


def tell(seed: int, *, are_real: bool = False) -> Ending:
    """One seed with its story."""
    with two_books(are_real=are_real) as files:
        return simulate(seed, files, is_told=True)


def caught_by(mutation: Mutation, seeds: Sequence[int]) -> Ending | None:
    """The first seed with which something does not hold once a rule is left out."""
    with two_books(are_real=False) as files, mutation.applied():
        for seed in seeds:
            ending = simulate(seed, files)
            if ending.failures:
                return ending
    return None


def _search(name: str) -> tuple[str, int, str]:
    ending = caught_by(BY_NAME[name], range(MOST_FOR_A_MUTATION))
    return (name, ending.seed, ending.worst) if ending else (name, -1, "")


def search_mutations(names: Sequence[str], processes: int) -> Iterator[str]:
    """For each mutation the first seed that catches it, and the invariant that did not hold."""
    with get_context("spawn").Pool(processes) as pool:
        for name, seed, invariant in pool.imap(_search, names):
            yield f"{name} | {seed} | {invariant}" if invariant else f"{name} | nothing catches it"


def main(arguments: Sequence[str] | None = None) -> int:
    """The campaign, or the story of one seed; 1 when an invariant did not hold."""
    parser = argparse.ArgumentParser(description="Simulates exports under every fault.")
    parser.add_argument("--seeds", type=int, default=20_000, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first of them")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--tell", type=int, help="only this seed, with its whole story")
    parser.add_argument("--real", action="store_true", help="on the real store, which is slower")
    parser.add_argument("--mutations", nargs="*", metavar="NAME", help="which seeds catch rules left out")
    options = parser.parse_args(arguments)
    if options.mutations is not None:
        return _say_mutations(options.mutations or list(BY_NAME), options.processes)
    if options.tell is not None:
        ending = tell(options.tell, are_real=options.real)
        _say(ending.text)
        return 1 if ending.failures else 0
    seeds = range(options.first, options.first + options.seeds)
    told = campaign(seeds, are_real=options.real, processes=options.processes)
    for line in told.lines():
        _say(line)
    if told.failed:
        _say(tell(told.failed[0].seed, are_real=options.real).text)
        keep(told.failed)
    return 1 if told.failed else 0


def keep(failed: Sequence[Ending]) -> None:
    """Note failing seeds for the tests to play from now on."""
    kept = {line.split()[0] for line in KEPT.read_text(encoding="utf-8").splitlines() if line}
    with KEPT.open("a", encoding="utf-8", newline="\n") as lines:
        for ending in failed:
            if str(ending.seed) not in kept:
                first = ending.failures[0]
                told = first.text.splitlines()[-1] if first.text else ""
                lines.write(f"{ending.seed} {first.invariant}: {told}\n")


def _say_mutations(names: Sequence[str], processes: int) -> int:
    lines = []
    for line in search_mutations(names, processes):
        _say(line)
        lines.append(line)
    return 1 if any("nothing catches" in line for line in lines) else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _kills(kills: Counter[str]) -> Iterator[str]:
    """Each kind of point with its count, those of an operation in one line; then those never met."""
    yield "  commit: " + ", ".join(f"{moment.split()[0]} {kills[moment]}" for moment in COMMITS)
    for operation in (*CHANGING, *READING):
        told = (f"{when} {kills[f'{when} {operation}']}" for when in ("before", "in", "after"))
        yield f"  {operation}: {', '.join(told)}"
    never = [moment for moment in MOMENTS if not kills[moment]]
    yield f"  kinds of point {len(MOMENTS)}, never killed at: {', '.join(never) or 'none'}"


def _part(counts: Counter[str], prefix: str) -> Counter[str]:
    return Counter({key.removeprefix(prefix): n for key, n in counts.items() if key.startswith(prefix)})


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{key} {count}" for key, count in sorted(counts.items()))


if __name__ == "__main__":
    sys.exit(main())
