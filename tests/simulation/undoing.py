"""A person undoes an export run, goes on with one that was cut off, and chooses orders again."""

from kfdesk.domain.orders import OrderState
from tests.simulation import person
from tests.simulation.program import Plan, Program
from tests.simulation.stamps import order_of
from tests.simulation.world import World


def undo_a_run(world: World, program: Program, plan: Plan) -> None:
    """Any run of the book, perhaps one undone before; mostly after a look at what would be done."""
    runs = program.export_runs()
    if not runs:
        return
    run_id = world.chance.pick(runs)
    meanwhile = world.chance.weighed([("not looked", 3), ("nothing", 4), ("something", 2)])
    between = (lambda: person.do_something(world)) if meanwhile == "something" else _nothing
    _undo(world, program, run_id)
    program.undo(run_id, plan, between=None if meanwhile == "not looked" else between)


def finish(world: World) -> None:
    """What was begun is gone on with, in calm."""
    for program in world.programs:
        for run_id in [run_id for name, run_id in world.begun_undos if name == program.name]:
            if run_id in program.export_runs():
                _undo(world, program, run_id)
                world.clock.let_all_land()
                program.undo(run_id, Plan())


def choose_again(world: World, program: Program) -> None:
    """Orders that were undone are to be exported again after all, one or all of them."""
    undone = [one.stored for one in world.known(program) if one.stored.state is OrderState.UNDONE]
    chosen = undone if world.chance.happens(0.5) else undone[:1]
    if chosen:
        with program.file.writing() as session:
            again = session.decisions.export_again([one.id for one in chosen])
        world.chosen |= {one.stamp for one in chosen if one.id in again}
        world.story.tell("*** a person: chooses {} again", [one.stamp for one in chosen if one.id in again])


def _undo(world: World, program: Program, run_id: int) -> None:
    """Note which orders it is about; what one book undoes, another or an older one cannot know of."""
    with program.file.reading() as session:
        stamps = {order_of(posting.stamp) for posting in session.exports.of_run(run_id)}
    world.taken_back |= stamps
    if not world.is_one_book:
        world.meddled |= stamps
    if (program.name, run_id) not in world.begun_undos:
        world.begun_undos.append((program.name, run_id))


def _nothing() -> None:
    """Nobody does anything between the look and the yes."""
