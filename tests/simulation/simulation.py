"""One seed, one simulation: faults, kills and people, then calm, then the accounts are checked."""

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kfdesk.domain.orders import OrderState
from kfdesk.services.export_report import ExportResult
from tests.simulation import checks, mending, person, refunding, undoing
from tests.simulation.basket import some_baskets
from tests.simulation.book import BookFile
from tests.simulation.chance import Chance
from tests.simulation.failure import INVARIANTS, Failure
from tests.simulation.life import a_kill, an_aim
from tests.simulation.network import Weather
from tests.simulation.program import NEVER, Plan, Program
from tests.simulation.story import Story
from tests.simulation.world import World, new_world

ROUNDS = 9
"""Calm runs after which everything must be settled."""
LATEST_UNDO = 4
"""The round after which the person finishes undos, whatever else is still to be mended."""
HOUR_S = 3600


@dataclass
class Ending:
    """What became of one seed."""

    seed: int
    mode: str
    failures: list[Failure]
    counts: Counter[str]
    lines: list[str] = field(default_factory=list)

    @property
    def worst(self) -> str:
        """The invariant that did not hold, of several the one that is named first in the list."""
        return min((failure.invariant for failure in self.failures), key=INVARIANTS.index)

    @property
    def text(self) -> str:
        """The whole story, to be read."""
        told = [f"{failure.invariant.upper()}: {failure.text}" for failure in self.failures]
        return "\n".join([f"seed {self.seed}, {self.mode}", *self.lines, *told])


def simulate(seed: int, files: Sequence[BookFile], *, is_told: bool = False) -> Ending:
    """Play one seed on the two books; `is_told` keeps its story."""
    chance, story = Chance(seed), Story(is_told)
    mode = chance.weighed([("alone", 11), ("restored", 3), ("in turn", 3), ("at once", 3)])
    count = 2 if mode in ("in turn", "at once") else 1
    world = new_world(chance, story, files[:count])
    failures = Simulation(world, mode).play()
    return Ending(seed, mode, failures, story.counts, story.lines)


class Simulation:
    """Plays one seed."""

    def __init__(self, world: World, mode: str) -> None:
        self._world = world
        self._mode = mode
        self._share = world.chance.pick([0.3, 0.45, 0.6, 0.75])
        self._gives_back = world.chance.happens(0.6)
        self._undoes = world.chance.happens(0.35 if mode == "alone" else 0.1)
        self._begins_well = world.chance.happens(0.3)
        self._aim = an_aim(world.chance) if world.chance.happens(0.5) else None
        """A kill that waits, run after run, for its moment to come."""
        self._last: Program | None = None
        self._failures: list[Failure] = []

    def play(self) -> list[Failure]:
        """The whole simulation; what did not hold."""
        try:
            self._set_up()
            for _ in range(self._world.chance.number(3, 6)):
                self._episode()
                self._keep(checks.after_a_run(self._world))
                if self._failures:
                    return self._failures
            self._settle()
            self._keep(checks.when_settled(self._world))
        except Exception:  # noqa: BLE001 - whatever it is, it is a finding
            self._failures.append(Failure("crash", traceback.format_exc()))
        return self._failures

    def _keep(self, failures: Iterable[Failure]) -> None:
        self._failures += failures

    def _set_up(self) -> None:
        self._world.is_one_book = self._mode == "alone"
        self._world.is_set_back = self._mode == "restored"
        baskets = some_baskets(self._world.chance)
        first = self._world.programs[0]
        self._world.import_now(first, baskets)
        image = first.file.image()
        for program in self._world.programs:
            program.copies = [image]
            if program is not first:
                program.file.put_back(image)
        if self._world.chance.happens(0.3):
            person.do_something(self._world)

    # -- trouble

    def _episode(self) -> None:
        world = self._world
        program = world.chance.pick(world.programs)
        self._in_turn(program)
        program.run(self._trouble(program))
        self._last = program
        if world.chance.happens(0.3):
            world.clock.let_pass(world.chance.pick([5, 60, HOUR_S, 30 * HOUR_S]))
        if world.chance.happens(0.3):
            person.do_something(world)
        if self._gives_back and world.chance.happens(0.6):
            refunding.give_money_back(world)
        if world.chance.happens(0.2):
            world.clock.let_all_land()
            mending.mend_all(world)
        if self._undoes and world.chance.happens(0.5):
            self._undo(program)
        if self._mode == "restored" and world.chance.happens(0.6):
            self._restore(program)

    def _undo(self, program: Program) -> None:
        """A run is undone, and perhaps something of it is wanted again."""
        undoing.undo_a_run(self._world, program, self._trouble(program))
        if self._world.chance.happens(0.3):
            undoing.choose_again(self._world, program)

    def _in_turn(self, program: Program) -> None:
        """A book cannot know what another one has under way: that is what *at once* is for."""
        if program is self._last:
            return
        if world_may_double(self._mode):
            self._world.may_double = True  # what the other one sent may still land
        else:
            self._world.clock.let_all_land()

    def _trouble(self, program: Program) -> Plan:
        chance = self._world.chance
        if self._begins_well and self._last is None:
            return Plan()
        fair = chance.pick([0, 2, 2, 2, 2, 6, 12, 20])
        weather = Weather(self._share, fair, self._meanwhile(program))
        kill = a_kill(chance) if chance.happens(0.45) else self._aim
        patience = chance.number(1, 60) if chance.happens(0.08) else NEVER
        return Plan(weather, kill, patience, trouble=0.1 if chance.happens(0.08) else 0.0)

    def _meanwhile(self, program: Program) -> dict[int, Callable[[], None]]:
        chance = self._world.chance
        things: dict[int, Callable[[], None]] = {}
        if self._mode == "at once" and chance.happens(0.7):
            self._world.may_double = True
            other = next(each for each in self._world.programs if each is not program)
            plan = Plan(
                Weather(chance.pick([0.0, self._share])), a_kill(chance) if chance.happens(0.3) else None
            )
            things[chance.number(4, 30)] = lambda: self._other(other, plan)
        if chance.happens(0.2):
            things[chance.number(2, 30)] = lambda: person.do_something(self._world)
        if chance.happens(0.1):
            things[chance.number(3, 30)] = lambda: self._other(program, Plan())  # a second window
        if self._gives_back and chance.happens(0.2):
            things[chance.number(2, 40)] = lambda: refunding.give_money_back(self._world)
        return things

    @staticmethod
    def _other(other: Program, plan: Plan) -> None:
        other.run(plan)

    def _restore(self, program: Program) -> None:
        """An older book comes back, and the files that it lacks are imported once more."""
        world = self._world
        world.clock.let_all_land()
        image = world.chance.pick(program.copies)
        world.story.tell("=== {}'s book is set back", program.name)
        world.story.count("books set back")
        program.file.put_back(image)
        world.import_now(program, world.latest())
        world.tell_refunds(program)

    # -- calm

    def _settle(self) -> None:
        """Calm runs, the person's decisions between them, until nothing is left to decide."""
        world, is_finished = self._world, False
        for number in range(ROUNDS):
            world.net.listed.clear()
            results = [self._calm_run(program) for program in world.programs]
            if self._mode == "at once":
                # What the second did in its run is news to the first.
                results.append(self._calm_run(world.programs[0]))
            self._keep(checks.shown(world))
            self._keep(checks.after_a_run(world))
            if self._failures:
                return
            goes_on = mending.mend_all(world) or any(map(_has_more, results))
            if not is_finished and (number == LATEST_UNDO or not goes_on):
                undoing.finish(world)
                is_finished = goes_on = True
            if not goes_on:
                return

    def _calm_run(self, program: Program) -> ExportResult | None:
        self._world.clock.let_all_land()
        return program.run(Plan())


def _has_more(result: ExportResult | None) -> bool:
    """Whether the person is shown something that another run would send."""
    return result is None or any(note.state is OrderState.READY for note in result.credit_notes)


def world_may_double(mode: str) -> bool:
    """Whether two books may be at it at once."""
    return mode == "at once"
