"""The one place that builds things: paths, log, book, packages, services. Loads no Qt."""

import getpass
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from zoneinfo import ZoneInfo

from kfdesk import paths
from kfdesk.credentials import KeyringCredentials
from kfdesk.importers import MappedFiles, OrderFileReader
from kfdesk.kashflow.package import SoapPackage, kashflow_package
from kfdesk.lock import FileExportLock
from kfdesk.practice import (
    Fault,
    FaultKind,
    PracticeCompany,
    PracticeServer,
    RemotePractice,
    ensure_running,
)
from kfdesk.reports import Reports
from kfdesk.services.answer_orders import AnswerOrders
from kfdesk.services.browse_orders import BrowseOrders
from kfdesk.services.desk import Desk
from kfdesk.services.edit_settings import EditSettings
from kfdesk.services.export import Exporter
from kfdesk.services.filed_vat import FiledVat
from kfdesk.services.history import History
from kfdesk.services.import_orders import OrderImporter
from kfdesk.services.link_account import LinkAccount
from kfdesk.services.logins import Logins
from kfdesk.services.look_ups import LookUpReader
from kfdesk.services.map_columns import MapColumns, remembered_in
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import (
    Book,
    Clock,
    CredentialStore,
    FieldKind,
    IsCancelled,
    Misbehaviour,
    Package,
    PackageField,
    PracticeSwitch,
)
from kfdesk.services.reconcile import Reconciler
from kfdesk.services.settle_change import SettleChange
from kfdesk.services.tell_refund import TellRefund
from kfdesk.services.twins import TwinMender
from kfdesk.services.undo import Undoer
from kfdesk.services.undone_orders import UndoneOrders
from kfdesk.services.watch_folders import WatchFolders
from kfdesk.store import open_book
from kfdesk.watch import WatchedFolder

PRACTICE_LOGIN = "practice"
SERVICE_PATH = "/api/service.asmx"
LONDON = ZoneInfo("Europe/London")
LOOK_EVERY_S = 0.1
LOG_BYTES = 1_000_000
LOOPBACK = "127.0.0.1"
LATE_S = 20
REFUSAL = "The practice company was told to say no"
FAULTS = {
    Misbehaviour.LOSE_REQUEST: FaultKind.DROP_BEFORE,
    Misbehaviour.LOSE_REPLY: FaultKind.DROP_AFTER,
    Misbehaviour.LATE: FaultKind.LATE,
    Misbehaviour.CUT_REPLY: FaultKind.CUT_REPLY,
    Misbehaviour.WEB_PAGE: FaultKind.HTML,
    Misbehaviour.DOWN: FaultKind.HTTP_503,
    Misbehaviour.REFUSE: FaultKind.REFUSE,
}


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Today in London, whatever this computer's zone."""
        return datetime.now(LONDON).date()

    def monotonic(self) -> float:
        """Seconds on a clock that does not jump."""
        return monotonic()

    def wait(self, seconds: float, is_cancelled: IsCancelled) -> None:
        """Wait, looking ten times a second whether to go on."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0 and not is_cancelled():
            sleep(min(left, LOOK_EVERY_S))


class PracticeHouse:
    """The practice company's server: started when first needed, stopped with the program."""

    def __init__(self, folder: Path) -> None:
        """Keep the ledger in this folder."""
        self.folder = folder
        self._server: PracticeServer | RemotePractice | None = None
        self._lock = Lock()

    def address(self, given: str) -> str:
        """The service address: the one given, else that of the running server."""
        if given.strip():
            return given.strip()
        with self._lock:
            if self._server is None:
                self._server = ensure_running(self.folder)
            return self._server.endpoint

    def is_on(self, switch: PracticeSwitch) -> bool:
        """Whether an API setting lets kfdesk in."""
        settings = self._company.settings()
        states = {
            PracticeSwitch.ENABLED: settings.api_enabled,
            PracticeSwitch.REMOTE_LOGIN: settings.remote_login,
            PracticeSwitch.LETS_IN: not settings.restrict_access or bool(settings.allowed_addresses),
        }
        return states[switch]

    def turn(self, switch: PracticeSwitch, *, is_on: bool) -> None:
        """Switch an API setting."""
        if switch is PracticeSwitch.ENABLED:
            self._company.change(api_enabled=is_on)
        elif switch is PracticeSwitch.REMOTE_LOGIN:
            self._company.change(remote_login=is_on)
        else:
            self._company.change(allowed_addresses=(LOOPBACK,) if is_on else ())

    def misbehave(self, how: Misbehaviour) -> None:
        """Let the next invoice sent meet this."""
        self._company.inject(Fault(FAULTS[how], "InsertInvoice", seconds=LATE_S, text=REFUSAL))

    def behave(self) -> None:
        """Forget every fault that is still to come."""
        self._company.clear_faults()

    def reset(self) -> None:
        """An empty ledger again, with all settings as at first."""
        self._company.reset()

    @property
    def _company(self) -> PracticeCompany:
        return PracticeCompany(self.folder)

    def stop(self) -> None:
        """Stop the server if this process runs it."""
        with self._lock:
            if self._server is not None:
                self._server.stop()
                self._server = None


def practice_package(address: Callable[[str], str]) -> SoapPackage:
    """The practice company as something to link; `address` finds or starts its server."""
    return SoapPackage(
        key="practice",
        name="KashFlow practice company",
        fields=(
            PackageField(FieldKind.USERNAME, hint=PRACTICE_LOGIN),
            PackageField(FieldKind.PASSWORD, hint=PRACTICE_LOGIN),
            PackageField(FieldKind.ADDRESS, is_advanced=True),
        ),
        invoice_page_at=lambda service, number: f"{service.removesuffix(SERVICE_PATH)}/invoice/{number}",
        api_settings_page_at=lambda _service: "",
        resolve=address,
        known_as="practice",
        is_practice=True,
        inserts_at_once=4,
    )


@contextmanager
def open_desk(data_dir: Path) -> Iterator[Desk]:
    """All services on the book in a folder, closed at the end.

    Raises the errors under BookError when the book cannot be opened.
    """
    book = open_book(data_dir)
    log = _start_log(data_dir)
    practice = PracticeHouse(data_dir / "practice")
    try:
        packages = (kashflow_package(), practice_package(practice.address), WatchedFolder(data_dir))
        desk = build(book, KeyringCredentials(), packages, SystemClock(), paths.lock_dir())
        cut_off = tuple(path for path in book.cut_off if not desk.watch.reads(path))
        yield replace(desk, practice=practice, cut_off=cut_off)
    finally:
        practice.stop()
        book.close()
        logging.getLogger("kfdesk").removeHandler(log)
        log.close()


def build(
    book: Book,
    credentials: CredentialStore,
    packages: tuple[Package, ...],
    clock: Clock,
    lock_folder: Path,
) -> Desk:
    """Wire the services together."""
    logins = Logins(book, credentials, packages)
    look_ups = LookUpReader(book, clock)
    planner = OrderPlanner(book, clock)
    orders = BrowseOrders(book, planner)
    settings = EditSettings(book, clock)
    files = OrderFileReader(mappings=remembered_in(book))
    refunds = TellRefund(book, clock, _signed_in())
    importer = OrderImporter(book, files, planner, clock)
    lock = FileExportLock(lock_folder)
    return Desk(
        book=book,
        clock=clock,
        packages=packages,
        logins=logins,
        look_ups=look_ups,
        links=LinkAccount(book, logins, look_ups, clock, planner.reassess),
        settings=settings,
        importer=importer,
        mapping=MapColumns(book, MappedFiles(files)),
        watch=WatchFolders(book, logins, importer, clock),
        planner=planner,
        orders=orders,
        answers=AnswerOrders(book, orders, settings, clock, _signed_in()),
        exporter=Exporter(book, logins, look_ups, planner, lock, clock),
        undoer=Undoer(book, logins, planner, lock, clock),
        twins=TwinMender(book, logins, lock, clock),
        undone=UndoneOrders(book, orders),
        filed_vat=FiledVat(book, planner, clock),
        refunds=refunds,
        changes=SettleChange(book, planner, refunds, clock, _signed_in()),
        history=History(book, logins),
        reconcile=Reconciler(book, logins, clock, Reports()),
    )


def _signed_in() -> str:
    """Who is signed in to this computer; nobody where it does not say."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _start_log(data_dir: Path) -> logging.Handler:
    handler = RotatingFileHandler(
        data_dir / "kfdesk.log", maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("kfdesk")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler
