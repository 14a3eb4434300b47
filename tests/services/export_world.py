"""A whole small world for export tests: book, practice company over real HTTP, and a clock that jumps."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Lock
from typing import Any

from kfdesk.app import practice_package
from kfdesk.domain.channels import Channel, ChannelSettings, Chosen
from kfdesk.domain.company import Company, CompanyDetails, Integration, LookUps
from kfdesk.domain.orders import Order, OrderState
from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.domain.reasons import Why
from kfdesk.kashflow.client import KashFlowGateway
from kfdesk.kashflow.login import Login
from kfdesk.kashflow.package import SoapPackage
from kfdesk.kashflow.transport import Limits
from kfdesk.lock import FileExportLock
from kfdesk.practice import LedgerInvoice, LookupKind, PracticeCompany, PracticeServer
from kfdesk.services.export import Exporter, ExportRequest
from kfdesk.services.export_report import ExportProgress, ExportResult, Outcome, Phase
from kfdesk.services.logins import Logins
from kfdesk.services.look_ups import LookUpReader
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import AccountsGateway, Book, IsCancelled
from kfdesk.services.twins import TwinMender
from kfdesk.services.undo import Undoer, UndoRequest
from kfdesk.services.undo_plan import UndoPlan
from kfdesk.services.undo_report import UndoResult
from kfdesk.store import SqlBook, open_book
from tests.builders import DAY, a_buyer, a_line, an_address, an_order, imported
from tests.fakes import MemoryKeyring

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SETTLE_S = 120
CREATING = ("InsertCustomer2", "InsertInvoice", "InsertInvoicePayment")
Wrap = Callable[[AccountsGateway], AccountsGateway]


class JumpingClock:
    """Waiting takes no time: the clock jumps on, and what a slow server still had to do is done."""

    def __init__(self, finish_late_work: Callable[[], None]) -> None:
        self.waited_s = 0.0
        self.waits: list[float] = []
        self._finish_late_work = finish_late_work
        self._lock = Lock()

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.waited_s)

    def today(self) -> date:
        return self.now().date()

    def monotonic(self) -> float:
        return self.waited_s

    def wait(self, seconds: float, is_cancelled: IsCancelled) -> None:
        if is_cancelled():
            return
        with self._lock:
            self.waited_s += seconds
            self.waits.append(seconds)
        if seconds >= SETTLE_S - 1:
            self._finish_late_work()


@dataclass
class Onlooker:
    """Watches an export; asks it to stop when `until` says so."""

    seen: list[ExportProgress] = field(default_factory=list)
    until: Callable[[ExportProgress], bool] = lambda _progress: False
    has_asked: bool = False

    def progressed(self, progress: ExportProgress) -> None:
        self.seen.append(progress)
        self.has_asked = self.has_asked or self.until(progress)

    def is_cancelled(self) -> bool:
        return self.has_asked

    @property
    def phases(self) -> list[Phase]:
        return list(dict.fromkeys(progress.phase for progress in self.seen))


def unchanged(gateway: AccountsGateway) -> AccountsGateway:
    """The gateway as it is."""
    return gateway


@dataclass(frozen=True)
class TestedPackage(SoapPackage):
    """The practice company's package, with short limits and a gateway that a test may wrap."""

    __test__ = False
    limits: Limits = field(default_factory=Limits)
    wrap: Wrap = unchanged

    def connect(self, address: str, username: str, password: str) -> AccountsGateway:
        return self.wrap(KashFlowGateway(self.resolve(address), Login(username, password), self.limits))


@dataclass
class World:
    """A book linked to the practice company, with a channel that is ready."""

    folder: Path
    server: PracticeServer
    book: SqlBook
    clock: JumpingClock
    company: Company
    channel: Channel
    keyring: MemoryKeyring
    limits: Limits = field(default_factory=Limits)
    wrap: Wrap = unchanged

    @property
    def ledger(self) -> PracticeCompany:
        return self.server.company

    @property
    def planner(self) -> OrderPlanner:
        return OrderPlanner(self.book, self.clock)

    def exporter(self) -> Exporter:
        """A new one, as after a start of the program."""
        package = _package(self.server, self.limits, self.wrap)
        logins = Logins(self.book, self.keyring, (package,))
        lock = FileExportLock(self.folder / "locks")
        look_ups = LookUpReader(self.book, self.clock)
        return Exporter(self.book, logins, look_ups, self.planner, lock, self.clock)

    def export(self, watch: Onlooker | None = None, **options: Any) -> ExportResult:
        """Run one export."""
        usual = {"settle_s": SETTLE_S, "connections": 1}
        request = ExportRequest(self.company.id, **{**usual, **options})
        return self.exporter().run(request, watch or Onlooker())

    def undoer(self) -> Undoer:
        """A new one, as after a start of the program."""
        logins = Logins(self.book, self.keyring, (_package(self.server, self.limits, self.wrap),))
        return Undoer(self.book, logins, self.planner, FileExportLock(self.folder / "locks"), self.clock)

    def twins(self) -> TwinMender:
        """A new one, as after a start of the program."""
        logins = Logins(self.book, self.keyring, (_package(self.server, self.limits, self.wrap),))
        return TwinMender(self.book, logins, FileExportLock(self.folder / "locks"), self.clock)

    def undo_plan(self, run_id: int, **options: Any) -> UndoPlan:
        """What an undo of a run would do."""
        request = UndoRequest(self.company.id, run_id, **{"connections": 1, **options})
        return self.undoer().plan(request, Onlooker())

    def undo(self, run_id: int, watch: Onlooker | None = None, **options: Any) -> UndoResult:
        """Undo a run."""
        usual = {"settle_s": SETTLE_S, "connections": 1}
        request = UndoRequest(self.company.id, run_id, **{**usual, **options})
        return self.undoer().run(request, watch or Onlooker())

    @contextmanager
    def gateway(self) -> Iterator[AccountsGateway]:
        """A connection as any other program has one."""
        gateway = _package(self.server, Limits(), unchanged).connect("", "practice", "practice")
        try:
            yield gateway
        finally:
            gateway.close()

    def put(self, orders: Sequence[Order], channel: Channel | None = None) -> list[int]:
        """Orders into the book."""
        return imported(self.book, (channel or self.channel).id, orders)

    def add_channel(self, name: str, **changes: Any) -> Channel:
        """Another channel like the first, but for these settings."""
        settings = replace(self.channel.settings, **changes)
        with self.book.writing() as session:
            channel = session.channels.add(self.company.id, name)
            session.channels.save_settings(channel.id, settings)
            return session.channels.get(channel.id)

    def change(self, channel: Channel | None = None, **changes: Any) -> None:
        """Other settings for a channel."""
        with self.book.writing() as session:
            found = session.channels.get((channel or self.channel).id)
            session.channels.save_settings(found.id, replace(found.settings, **changes))

    # -- looking

    def calls(self, operation: str) -> int:
        """How often the company was called for an operation, whatever it answered."""
        return sum(call.operation == operation for call in self.ledger.calls())

    def posting(self, order_id: int) -> Posting:
        """The order's last posting."""
        with self.book.reading() as session:
            return session.exports.of_order(order_id)[-1]

    def states(self, ids: Sequence[int]) -> list[OrderState]:
        with self.book.reading() as session:
            return [row.state for row in session.orders.rows(ids)]

    def invoices(self, stamp: str) -> list[LedgerInvoice]:
        return [each for each in self.ledger.invoices() if each.customer_reference == stamp]


def _package(server: PracticeServer, limits: Limits, wrap: Wrap) -> TestedPackage:
    usual = practice_package(lambda _given: server.endpoint)
    values = {each.name: getattr(usual, each.name) for each in fields(usual)}
    return TestedPackage(**values, limits=limits, wrap=wrap)


def settings_for(ledger: PracticeCompany, **changes: Any) -> ChannelSettings:
    """All settings of a channel, chosen from the company's lists; Export Orders on."""

    def chosen(kind: LookupKind, index: int) -> Chosen:
        entry = ledger.lookups(kind)[index]
        return Chosen(entry.lookup_id, entry.name)

    usual = ChannelSettings(
        export_orders=True,
        customer_source=chosen(LookupKind.CUSTOMER_SOURCE, 1),
        payment_method=chosen(LookupKind.PAYMENT_METHOD, 3),
        bank_account=chosen(LookupKind.BANK_ACCOUNT, 1),
        sales_type=chosen(LookupKind.SALES_TYPE, 0),
        delivery_type=chosen(LookupKind.SALES_TYPE, 2),
    )
    return replace(usual, **changes)


@dataclass
class House:
    """A running practice company and the books beside it: making them takes most of a small test."""

    folder: Path
    server: PracticeServer
    books: dict[str, SqlBook] = field(default_factory=dict)
    companies: int = 0

    @contextmanager
    def new_world(self) -> Iterator[World]:
        """A company that nobody has seen before, in a book that is used again."""
        self.companies += 1
        self.server.company.reset()
        self.server.company.change(company_name=f"Company {self.companies} Ltd")
        yield self.world("book")
        self.server.finish_late_work()

    def world(self, book_name: str) -> World:
        """The company as it is now, linked in a book of this name, with a channel."""
        if book_name not in self.books:
            self.books[book_name] = open_book(self.folder / book_name)
        book, clock = self.books[book_name], JumpingClock(self.server.finish_late_work)
        key = f"{book_name} {self.companies}"
        company, channel = link(self.server, book, key)
        return World(
            self.folder, self.server, book, clock, company, channel, MemoryKeyring({key: "practice"})
        )

    def close(self) -> None:
        for book in self.books.values():
            book.close()


@contextmanager
def a_house(folder: Path) -> Iterator[House]:
    """A practice company that is served for as long as the block lasts."""
    with PracticeServer(folder / "practice") as server:
        house = House(folder, server)
        try:
            yield house
        finally:
            house.close()


def link(server: PracticeServer, book: Book, key: str) -> tuple[Company, Channel]:
    details, look_ups = _looked(server)
    with book.writing() as session:
        company = session.companies.find_or_add("practice", details, is_practice=True)
        session.companies.save_look_ups(company.id, look_ups)
        session.integrations.save(Integration(key, key, "practice", "practice", company_id=company.id))
        channel = session.channels.add(company.id, "eBay")
        session.channels.save_settings(channel.id, settings_for(server.company))
        return company, session.channels.get(channel.id)


def _looked(server: PracticeServer) -> tuple[CompanyDetails, LookUps]:
    gateway = _package(server, Limits(), unchanged).connect("", "practice", "practice")
    try:
        return gateway.company(), gateway.look_ups()
    finally:
        gateway.close()


def some_orders(count: int, buyers: int | None = None, first: int = 1001) -> list[Order]:
    """Orders of so many buyers, over ten days, with one line or two and all kinds of pennies."""
    return [_an_order(first + index, index % (buyers or count), index) for index in range(count)]


def _an_order(number: int, buyer: int, index: int) -> Order:
    name = f"Pat Buyer{buyer}"
    address = an_address(name=name, postcode=f"LS{buyer % 20} {buyer % 9}AA")
    lines = [a_line(str(Decimal("9.99") + index * Decimal("0.37")))]
    if index % 3 == 0:
        lines.append(a_line("3.49", title="Postcard", quantity=Decimal(2), sku="CARD"))
    return an_order(
        str(number),
        lines=tuple(lines),
        buyer=a_buyer(name=name, email=f"pat{buyer}@example.com", username=f"pat{buyer}", address=address),
        ship_to=address,
        ordered=DAY + timedelta(days=index % 10),
        paid=DAY + timedelta(days=index % 10),
    )


# -- what must always hold


def check_once(world: World, ids: Sequence[int]) -> None:
    """No stamp twice, no payment twice, and nothing in the book that is not in the ledger."""
    stamps = Counter(invoice.customer_reference for invoice in world.ledger.invoices())
    assert max(stamps.values(), default=0) <= 1, stamps
    payments = Counter(payment.invoice_id for payment in world.ledger.payments())
    assert max(payments.values(), default=0) <= 1, payments
    assert max(Counter(each.code for each in world.ledger.customers()).values(), default=0) <= 1
    for order_id in ids:
        _check_order(world, order_id)


def _check_order(world: World, order_id: int) -> None:
    with world.book.reading() as session:
        stored, postings = session.orders.get(order_id), session.exports.of_order(order_id)
    found = world.invoices(stored.stamp)
    if stored.state in (OrderState.EXPORTED, OrderState.ALREADY):
        assert [each.number for each in found] == [postings[-1].invoice_number], postings
    elif stored.state not in (OrderState.READY, OrderState.WAITING):
        assert stored.reason is not None, stored
    if postings and postings[-1].step in (Step.VERIFIED, Step.ALREADY):
        _check_sent(world, postings[-1], found)


def _check_sent(world: World, posting: Posting, found: Sequence[LedgerInvoice]) -> None:
    assert len(found) == 1, posting
    draft, payment = posting.content.invoice, posting.content.payment
    assert (posting.invoice_number, posting.invoice_dbid) == (found[0].number, found[0].invoice_id)
    assert posting.condition is Condition.CLEAR, posting
    assert (draft.net_amount, draft.vat_amount) == (found[0].net_amount, found[0].vat_amount)
    assert found[0].amount_paid == (payment.amount if payment else 0)


def check_all_sent(world: World, ids: Sequence[int]) -> None:
    """Every order is one paid invoice, verified, and nothing else is in the ledger."""
    check_once(world, ids)
    assert set(world.states(ids)) <= {OrderState.EXPORTED, OrderState.ALREADY}, world.states(ids)
    assert {world.posting(each).step for each in ids} <= {Step.VERIFIED, Step.ALREADY}
    assert len(world.ledger.invoices()) == len(ids)
    assert len(world.ledger.payments()) == len(ids)


def counts(result: ExportResult) -> dict[Outcome, int]:
    """The counts that are not zero."""
    return {outcome: result.count(outcome) for outcome in Outcome if result.count(outcome)}


# -- other hands


def why(world: World, order_id: int) -> Why | None:
    """Why an order is where it is."""
    with world.book.reading() as session:
        reason = session.orders.get(order_id).reason
    return reason.why if reason else None


def add_invoice(world: World, reference: str, like: int, day: date | None = None) -> LedgerInvoice:
    """What somebody else entered: an invoice as the order's, under another reference."""
    posted = world.planner.plan(like).posted or world.posting(like).content
    day = day or posted.invoice.invoice_date
    code = f"HAND{len(world.ledger.customers())}"
    with world.gateway() as gateway:
        customer = gateway.add_customer(replace(posted.customer, code=code, email="hand@example.com"))
        draft = replace(posted.invoice, stamp=reference, invoice_date=day, due_date=day)
        number = gateway.add_invoice(draft, customer)
    return next(each for each in world.ledger.invoices() if each.number == number)
