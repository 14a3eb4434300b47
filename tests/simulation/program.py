"""One computer with the program on it: a book, a lock, and the real export service."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kfdesk.domain.errors import ExportLocked, KfdeskError
from kfdesk.services.export import Exporter, ExportRequest
from kfdesk.services.export_report import ExportProgress, ExportResult
from kfdesk.services.logins import Logins
from kfdesk.services.look_ups import LookUpReader
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import AccountsGateway, PackageField, PackageType
from tests.fakes import MemoryKeyring
from tests.simulation.book import BookFile, SimBook
from tests.simulation.life import Kill, Killed, Life
from tests.simulation.network import Net, SimGateway, Weather
from tests.simulation.settings import INTEGRATION

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
            raise ExportLocked(by=holder)
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
        story = self.net.story
        story.count("runs")
        story.tell("--- {} exports", self.name)
        life = Life(story, self.name, plan.kill)
        try:
            result = self._exporter(life, plan).run(
                ExportRequest(self.file.company_id, settle_s=SETTLE_S, connections=1), Onlooker(plan.patience)
            )
        except Killed:
            return None
        except KfdeskError as error:
            story.count("runs that could not go on")
            story.tell("--- {}: {}", self.name, error)
            return None
        finally:
            life.is_over = True
        story.tell("--- {} ended, stopped by {}", self.name, result.stopped_by)
        return result

    def _exporter(self, life: Life, plan: Plan) -> Exporter:
        book = SimBook(self.file, life, self.net.chance, plan.trouble)
        book.copied = self.copies
        clock = self.net.clock
        package = SimPackage(SimGateway(self.net, life, plan.weather))
        logins = Logins(book, MemoryKeyring({INTEGRATION: "sim"}), (package,))
        look_ups, planner = LookUpReader(book, clock), OrderPlanner(book, clock)
        return Exporter(book, logins, look_ups, planner, self.lock, clock)
