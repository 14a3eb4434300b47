"""One computer with the program on it: a book, a lock, and the real export and undo services."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

from kfdesk.domain.errors import ExportLocked, KfdeskError
from kfdesk.services.export import Exporter, ExportRequest
from kfdesk.services.export_report import ExportProgress, ExportResult
from kfdesk.services.logins import Logins
from kfdesk.services.look_ups import LookUpReader
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import AccountsGateway, PackageField, PackageType
from kfdesk.services.undo import Undoer, UndoRequest
from kfdesk.services.undo_report import UndoResult
from tests.fakes import MemoryKeyring
from tests.simulation.book import BookFile, SimBook
from tests.simulation.life import Kill, Killed, Life
from tests.simulation.network import Net, SimGateway, Weather
from tests.simulation.settings import INTEGRATION

T = TypeVar("T")
SETTLE_S = 120
NEVER = 10**9


@dataclass
class SimPackage:
    """`Package` of the simulated KashFlow: real settle times, one insert at a time."""

    gateway: SimGateway
    key: str = "simulated"
    name: str = "Simulated KashFlow"
    type: PackageType = PackageType.ACCOUNTS
    fields: tuple[PackageField, ...] = ()
    is_practice: bool = True
    inserts_at_once: int = 1

    def company_address(self, address: str) -> str:
        return address

    def least_settle_s(self, address: str) -> int:
        return SETTLE_S

    def connect(self, address: str, username: str, password: str) -> AccountsGateway:
        return self.gateway

    def invoice_page(self, address: str, number: int) -> str:
        return ""

    def api_settings_page(self, address: str) -> str:
        return ""


@dataclass
class SimLock:
    """`ExportLock` of one computer."""

    held: set[str] = field(default_factory=set)

    @contextmanager
    def hold(self, name: str, holder: str) -> Iterator[None]:
        if name in self.held:
            raise ExportLocked(by="another window")
        self.held.add(name)
        try:
            yield
        finally:
            self.held.discard(name)


@dataclass
class Onlooker:
    """`ExportWatch` that asks the export to stop after so many looks."""

    patience: int = NEVER

    def progressed(self, progress: ExportProgress) -> None:
        """Nothing is shown."""

    def is_cancelled(self) -> bool:
        self.patience -= 1
        return self.patience < 0


@dataclass
class Plan:
    """What befalls one run."""

    weather: Weather = field(default_factory=Weather)
    kill: Kill | None = None
    patience: int = NEVER
    trouble: float = 0.0


@dataclass
class Program:
    """The program on one computer."""

    name: str
    file: BookFile
    net: Net
    lock: SimLock = field(default_factory=SimLock)
    copies: list[object] = field(default_factory=list)

    def run(self, plan: Plan) -> ExportResult | None:
        """Start the program and export; None when it was killed or could not begin or go on."""
        request = ExportRequest(self.file.company_id, settle_s=SETTLE_S, connections=1)
        self.net.story.count("runs")
        return self._lived(
            plan, "exports", lambda start: start.exporter().run(request, Onlooker(plan.patience))
        )

    def undo(
        self, run_id: int, plan: Plan, *, between: Callable[[], None] | None = None
    ) -> UndoResult | None:
        """Start the program and undo a run; with `between`, what happens after it was shown what would be."""
        request = UndoRequest(self.file.company_id, run_id, settle_s=SETTLE_S, connections=1)
        self.net.story.count("undos")

        def undo(start: Start) -> UndoResult:
            undoer, watch = start.undoer(), Onlooker(plan.patience)
            if between is None:
                return undoer.run(request, watch)
            shown = undoer.plan(request, watch)
            between()
            return undoer.run(replace(request, shown=shown), watch)

        return self._lived(plan, f"undoes run {run_id}", undo)

    def export_runs(self) -> list[int]:
        """The export runs of its book, oldest first."""
        with self.file.reading() as session:
            runs = session.exports.runs(self.file.company_id)
        return sorted(run.id for run in runs if not run.undoes)

    def _lived(self, plan: Plan, does: str, work: Callable[["Start"], T]) -> T | None:
        """One life of the program, from its start to its end or its death."""
        story = self.net.story
        story.tell("--- {} {}", self.name, does)
        life = Life(story, self.name, plan.kill)
        try:
            result = work(Start(self, life, plan))
        except Killed:
            return None
        except KfdeskError as error:
            story.count("runs that could not go on")
            story.tell("--- {}: {}", self.name, error)
            return None
        finally:
            life.is_over = True
        story.tell("--- {} ended, stopped by {}", self.name, getattr(result, "stopped_by", None))
        return result


class Start:
    """The services of one start of a program, on its book, its lock and its way to KashFlow."""

    def __init__(self, program: Program, life: Life, plan: Plan) -> None:
        net = program.net
        self._book = SimBook(program.file, life, net.chance, plan.trouble)
        self._book.copied = program.copies
        self._clock, self._lock = net.clock, program.lock
        package = SimPackage(SimGateway(net, life, plan.weather))
        self._logins = Logins(self._book, MemoryKeyring({INTEGRATION: "sim"}), (package,))
        self._planner = OrderPlanner(self._book, self._clock)

    def exporter(self) -> Exporter:
        """The real export service."""
        look_ups = LookUpReader(self._book, self._clock)
        return Exporter(self._book, self._logins, look_ups, self._planner, self._lock, self._clock)

    def undoer(self) -> Undoer:
        """The real undo service."""
        return Undoer(self._book, self._logins, self._planner, self._lock, self._clock)
