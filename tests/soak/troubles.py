"""What befalls an export: kills, a full disk, a locked book, a lost network, sleep, others at work."""

import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kfdesk.practice import Fault, FaultKind
from tests.soak.checks import check_book, check_ledger, settle
from tests.soak.impatient import PATIENCE_S
from tests.soak.proxy import LossyProxy
from tests.soak.stage import Export, Stage, endpoint_at, wait_until

if sys.platform == "linux":
    import resource

LATE = 0.3
"""A late answer comes well within the settle time: later is not promised (DESIGN 5.1)."""
FULL_AT = 4096
"""Bytes: with a file limited to that, no commit to the book comes about."""
CREATING = ("InsertCustomer2", "InsertInvoice", "InsertInvoicePayment")
UNCLEAR = (
    FaultKind.DROP_BEFORE,
    FaultKind.DROP_AFTER,
    FaultKind.LATE,
    FaultKind.CUT_REPLY,
    FaultKind.HTTP_503,
)


@dataclass(frozen=True)
class Sending:
    """By what an export, or an undo, is known to have come to a point: steps in the book, calls."""

    steps: tuple[str, ...]
    calls: tuple[str, ...]


EXPORTING = Sending(
    ("planned", "customer_sent", "invoice_sent", "invoice_sent", "invoiced", "payment_sent", "payment_sent"),
    ("InsertInvoice", "InsertInvoice", "InsertInvoicePayment"),
)
UNDOING = Sending(
    ("payment_delete_sent", "invoice_delete_sent"), ("DeleteInvoicePayment", "DeleteInvoiceByID")
)


@dataclass
class Tally:
    """What a campaign did."""

    kills: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Trouble:
    """One kind of round; not every system can play it."""

    name: str
    play: Callable[[Stage, Tally], None]
    weight: int = 1
    is_possible: bool = True


# -- moments


def reach_a_moment(stage: Stage, export: Export, sending: Sending = EXPORTING) -> bool:
    """Wait for a moment of chance in an export, or an undo; whether it still runs."""
    rng = stage.rng
    is_there = rng.choice((_moment_in_time, _moment_of_call, _moment_of_step))(stage, export, sending)
    wait_until(lambda: is_there() or not export.is_running)
    time.sleep(rng.choice((0.0, 0.0, 0.002, 0.01, 0.03)))
    return export.is_running


def _moment_in_time(stage: Stage, export: Export, _sending: Sending) -> Callable[[], bool]:
    after_s, book, before = stage.rng.uniform(0.0, 0.5), export.book, export.runs_before
    if stage.rng.randrange(6):
        wait_until(lambda: book.runs()[0] > before or not export.is_running)
    due = time.monotonic() + after_s
    return lambda: time.monotonic() >= due


def _moment_of_call(stage: Stage, _export: Export, sending: Sending) -> Callable[[], bool]:
    operation = stage.rng.choice(sending.calls)
    ledger = stage.ledger
    wanted = ledger.calls(operation) + stage.rng.randint(1, 6)
    return lambda: ledger.calls(operation) >= wanted


def _moment_of_step(stage: Stage, export: Export, sending: Sending) -> Callable[[], bool]:
    step = stage.rng.choice(sending.steps)
    book, runs = export.book, export.runs_before
    return lambda: book.runs()[0] > runs and book.has_step(step)


def _kill(stage: Stage, export: Export, tally: Tally) -> None:
    """Kill it, if it still runs; then look."""
    moment = export.kill()
    if moment:
        tally.kills[moment] += 1
    check_ledger(stage)
    check_book(stage, stage.main)


# -- troubles


def kills(stage: Stage, tally: Tally) -> None:
    """The export is killed, some times in a row."""
    for _ in range(stage.rng.randint(1, stage.kills_in_a_row)):
        export = stage.export()
        reach_a_moment(stage, export)
        _kill(stage, export, tally)


def company_killed(stage: Stage, tally: Tally) -> None:
    """The company's own process dies and comes back on its port, at times after the export died too."""
    export = stage.export()
    if reach_a_moment(stage, export):
        stage.practice.kill()
        tally.others["company killed"] += 1
        time.sleep(stage.rng.uniform(0.0, 1.0))
        if not stage.rng.randrange(3):
            _kill(stage, export, tally)
        stage.practice.start()
    export.end()


def faults(stage: Stage, tally: Tally) -> None:
    """Answers get lost, come late or not at all; then the export is killed on top of it."""
    late_s = LATE * stage.settle_s
    kinds = [each for each in UNCLEAR if late_s or each is not FaultKind.LATE]
    for _ in range(stage.rng.randint(1, 3)):
        kind, operation = stage.rng.choice(kinds), stage.rng.choice(CREATING)
        stage.company.inject(Fault(kind, operation, after=stage.rng.randrange(6), seconds=late_s))
        tally.others["faults"] += 1
    kills(stage, tally)
    # What was promised late is carried out before anybody looks in peace.
    time.sleep(late_s)
    stage.company.clear_faults()


def disk_full(stage: Stage, tally: Tally) -> None:
    """No file of the program grows any more; then there is room again, or it is killed while it waits."""
    export = stage.export()
    if reach_a_moment(stage, export) and limit_files(export, FULL_AT):
        tally.others["disk full"] += 1
        time.sleep(stage.rng.uniform(0.2, 2.0))
        if stage.rng.randrange(3):
            limit_files(export, None)
            export.end()
    _kill(stage, export, tally)


def book_locked(stage: Stage, tally: Tally) -> None:
    """Another program holds the book for longer than the export waits for it."""
    export = stage.export(is_impatient=True)
    if reach_a_moment(stage, export):
        with stage.main.book.locked():
            tally.others["book locked"] += 1
            time.sleep(PATIENCE_S + stage.rng.uniform(0.2, 1.0))
        if stage.rng.randrange(3):
            export.end()
    _kill(stage, export, tally)


def network_away(stage: Stage, tally: Tally) -> None:
    """The wire is pulled out in mid-export and plugged in again."""
    with _wire(stage) as wire:
        export = stage.export()
        if reach_a_moment(stage, export):
            wire.unplug()
            tally.others["network away"] += 1
            time.sleep(stage.rng.uniform(0.0, 1.5))
            wire.plug()
        export.end()


def bad_wire(stage: Stage, tally: Tally) -> None:
    """One in so many exchanges is lost on the way there or back; at times the export is killed, too."""
    with _wire(stage) as wire:
        wire.loses_one_in = stage.rng.choice((3, 6, 12))
        export = stage.export()
        if stage.rng.randrange(2):
            reach_a_moment(stage, export)
            _kill(stage, export, tally)
        export.end()
        tally.others["exchanges lost"] += wire.lost


@contextmanager
def _wire(stage: Stage) -> Iterator[LossyProxy]:
    """The main book's company at the far end of a wire."""
    with LossyProxy(stage.practice.port, stage.rng) as wire:
        stage.link(stage.main, endpoint_at(wire.port))
        yield wire
    stage.link(stage.main, stage.practice.endpoint)


def sleep(stage: Stage, tally: Tally) -> None:
    """The computer sleeps through an answer, for longer than the export would have waited for it."""
    operation = stage.rng.choice(CREATING)
    stage.company.inject(Fault(FaultKind.STALL, operation, after=stage.rng.randrange(3), seconds=0.5))
    before = _stalled(stage)
    export = stage.export(is_impatient=True)
    wait_until(lambda: _stalled(stage) > before or not export.is_running)
    if export.is_running:
        export.send_signal(signal.SIGSTOP)
        time.sleep(PATIENCE_S + 0.5)
        export.send_signal(signal.SIGCONT)
        tally.others["slept"] += 1
    export.end()
    stage.company.clear_faults()


def _stalled(stage: Stage) -> int:
    return stage.ledger.calls(answer=FaultKind.STALL.value)


def two_commands(stage: Stage, tally: Tally) -> None:
    """Two exports of a company at once, of one book or of two: one works, at times until it is killed."""
    is_alone = bool(stage.undone) or stage.rng.randrange(3) > 0
    other = stage.main if is_alone else stage.another()
    first, second = stage.export(), stage.export(other)
    tally.others["two at once"] += 1
    # A book that knows nothing of a call under way must not begin at that very moment (DESIGN 5.1).
    if other is stage.main and stage.rng.randrange(2):
        reach_a_moment(stage, first)
        _kill(stage, first, tally)
    first.end()
    second.end()


def undo(stage: Stage, tally: Tally) -> None:
    """The last run that is at its end is taken back, and that is killed, at times for good."""
    ended = [each for each in stage.main.json("history")["runs"] if each["ended"] and each["exported"]]
    if not ended:
        return
    run = max(each["run"] for each in ended)
    (told,) = stage.main.json("history", "--run", run)["runs"]
    stage.undone |= {int(entry["order_number"].removeprefix("#")) for entry in told["orders"]}
    for _ in range(stage.rng.randint(1, stage.kills_in_a_row)):
        taking_back = stage.undo(run)
        reach_a_moment(stage, taking_back, UNDOING)
        _kill(stage, taking_back, tally)
    tally.others["undone"] += 1
    if stage.rng.randrange(3):
        stage.undo(run).end()


def two_books(stage: Stage, tally: Tally) -> None:
    """A book is lost in mid-export: a new one takes over what stands in the company, and the old one too."""
    export = stage.export()
    reach_a_moment(stage, export)
    _kill(stage, export, tally)
    if stage.undone:
        return  # a book that knows of no undo takes what was taken back for sent, or sends it again
    other = stage.another()
    tally.others["books lost"] += 1
    again = stage.export(other)
    if stage.rng.randrange(2):
        reach_a_moment(stage, again)
        _kill(stage, again, tally)
    again.end()
    settle(stage, other)


# -- what the system must have


def limit_files(export: Export, size: int | None) -> bool:
    """Let no file of a running program grow beyond a size, or let it again; False where that cannot be."""
    if sys.platform != "linux":
        return False
    try:
        _, hard = resource.prlimit(export.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(export.pid, resource.RLIMIT_FSIZE, (hard if size is None else size, hard))
    except ProcessLookupError:
        return False
    return True


TROUBLES = (
    Trouble("kills", kills, weight=12),
    Trouble("company killed", company_killed, weight=3),
    Trouble("faults and kills", faults, weight=4),
    Trouble("disk full", disk_full, weight=2, is_possible=sys.platform == "linux"),
    Trouble("book locked", book_locked),
    Trouble("network away", network_away, weight=2),
    Trouble("bad wire", bad_wire, weight=2),
    Trouble("sleep and wake", sleep, is_possible=sys.platform != "win32"),
    Trouble("two commands", two_commands, weight=2),
    Trouble("undo", undo, weight=2),
    Trouble("two books", two_books, weight=2),
)
