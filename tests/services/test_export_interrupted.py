"""An export that is killed: wherever it happens, the next one makes everything whole, once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

import pytest

from kfdesk.domain.errors import BookBusy
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Step
from kfdesk.services.export_report import ExportProgress, Outcome, Phase
from kfdesk.services.ports import AccountsGateway
from kfdesk.store import SqlBook
from tests.services.export_world import (
    CREATING,
    Onlooker,
    World,
    Wrap,
    check_all_sent,
    check_once,
    some_orders,
    unchanged,
)
from tests.services.mortal import DyingBook, Killed

CREATES = ("add_customer", "add_invoice", "add_payment")
ORDERS = 2
CALLS = 2 * ORDERS * len(CREATES)
COMMITS = 28


class MortalGateway:
    """A gateway on which the process dies before or after one of these calls."""

    def __init__(self, gateway: AccountsGateway, dies_at: int, calls: tuple[str, ...] = CREATES) -> None:
        self._gateway = gateway
        self._left = dies_at
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._gateway, name)
        return self._mortal(call) if name in self._calls else call

    def _mortal(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def die_or_call(*values: Any) -> Any:
            self._moment()
            result = call(*values)
            self._moment()
            return result

        return die_or_call

    def _moment(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Killed


def _mortal(moment: int) -> Wrap:
    """What makes gateways mortal."""
    return lambda gateway: cast("AccountsGateway", MortalGateway(gateway, moment))


@pytest.mark.parametrize("moment", range(CALLS))
def test_export_is_made_whole_when_it_was_killed_at_a_call(world: World, moment: int) -> None:
    """Before or after any call that creates: the next run sends what is missing, and nothing twice."""
    ids = world.put(some_orders(ORDERS))
    world.wrap = _mortal(moment)
    with pytest.raises(Killed):
        world.export()
    check_once(world, ids)
    world.wrap = unchanged
    result = world.export()
    check_all_sent(world, ids)
    assert result.stopped_by is None
    assert len(world.ledger.customers()) == ORDERS
    assert sum(result.count(each) for each in (Outcome.EXPORTED, Outcome.ALREADY)) == len(result.orders)


@pytest.mark.slow
@pytest.mark.parametrize("commit", range(1, COMMITS, 2))
def test_export_is_made_whole_when_it_was_killed_at_a_commit(world: World, commit: int) -> None:
    """A commit that did not come about, or was the last thing that did: the next run makes it whole."""
    ids = world.put(some_orders(2))
    book = world.book
    world.book = cast("SqlBook", DyingBook(book, commit))
    with suppress(Killed):
        world.export()
    world.book = book
    check_once(world, ids)
    world.export()
    check_all_sent(world, ids)
    for operation in CREATING:
        assert world.calls(operation) <= 3


def test_export_sends_no_third_time_when_it_is_killed_at_every_sending(world: World) -> None:
    """A call that was cut off counts as doubt: after the second one the person decides."""
    ids = world.put(some_orders(1))
    before_the_invoice = 2
    for moment in (before_the_invoice, 0):
        world.wrap = _mortal(moment)
        with pytest.raises(Killed):
            world.export()
    world.wrap = unchanged
    world.export()
    assert world.calls("InsertInvoice") == 0
    assert world.states(ids) == [OrderState.NEEDS_ATTENTION]
    assert world.posting(ids[0]).doubts == 2


class WatchedGateway:
    """Notes how far the book says that postings have come, at the moment of each call that creates."""

    def __init__(self, gateway: AccountsGateway, world: World, seen: list[tuple[str, Step]]) -> None:
        self._gateway, self._world, self._seen = gateway, world, seen

    def __getattr__(self, name: str) -> Any:
        if name in CREATES:
            with self._world.book.reading() as session:
                opened = session.exports.open(self._world.company.id)
            self._seen += [(name, posting.step) for posting in opened]
        return getattr(self._gateway, name)


def test_export_writes_ahead_when_it_creates(world: World) -> None:
    """The book says what is being sent before it is sent."""
    seen: list[tuple[str, Step]] = []
    world.put(some_orders(1))
    world.wrap = lambda gateway: cast("AccountsGateway", WatchedGateway(gateway, world, seen))
    world.export()
    assert seen == [
        ("add_customer", Step.CUSTOMER_SENT),
        ("add_invoice", Step.INVOICE_SENT),
        ("add_payment", Step.PAYMENT_SENT),
    ]


def stop_at(phase: Phase, done: int) -> Callable[[ExportProgress], bool]:
    """Ask to stop once so many are done in a phase."""
    return lambda progress: progress.phase is phase and progress.done >= done


@pytest.mark.parametrize(
    ("phase", "done", "connections"),
    [
        (Phase.READING, 0, 1),
        (Phase.FIRST_INVOICE, 0, 1),
        (Phase.SENDING, 0, 4),
        (Phase.SENDING, 2, 1),
        (Phase.SENDING, 2, 4),
        (Phase.SURE, 0, 1),
    ],
)
def test_export_is_made_whole_when_it_was_cancelled(
    world: World, phase: Phase, done: int, connections: int
) -> None:
    """Cancel stops at a safe point and says so; a next run completes."""
    ids = world.put(some_orders(5))
    result = world.export(Onlooker(until=stop_at(phase, done)), connections=connections)
    check_once(world, ids)
    assert result.was_cancelled or phase is Phase.SURE
    assert result.stopped_by is None
    assert {order.order_id for order in result.orders} == set(ids)
    assert result.count(Outcome.EXPORTED) == len(world.ledger.invoices())
    world.export(connections=connections)
    check_all_sent(world, ids)


def test_export_stops_before_the_call_when_the_book_takes_no_row(world: World) -> None:
    """A posting that cannot be committed beforehand is not sent."""
    ids = world.put(some_orders(3))
    book = world.book
    refusing = RefusingBook(book, first=9, last=60)
    world.book = cast("SqlBook", refusing)
    with pytest.raises(BookBusy):
        world.export()
    world.book = book
    sent = world.calls("InsertInvoice")
    world.export()
    check_all_sent(world, ids)
    assert sent < 3


def test_export_holds_when_the_book_takes_no_answer(world: World) -> None:
    """What a call came to is written again and again until the book takes it."""
    ids = world.put(some_orders(2))
    book = world.book
    refusing = RefusingBook(book, first=0, last=0)
    world.book = cast("SqlBook", refusing)
    world.wrap = lambda gateway: cast("AccountsGateway", _BusyAfter(gateway, refusing))
    watch = Onlooker()
    result = world.export(watch)
    world.book = book
    assert result.count(Outcome.EXPORTED) == 2
    assert any(isinstance(progress.hold, BookBusy) for progress in watch.seen)
    check_all_sent(world, ids)


class RefusingBook:
    """A book that is busy for some of its commits."""

    def __init__(self, book: SqlBook, first: int, last: int) -> None:
        self._book = book
        self.first, self.last = first, last
        self.count = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._book, name)

    @contextmanager
    def writing(self) -> Iterator[Any]:
        self.count += 1
        if self.first < self.count <= self.last:
            raise BookBusy(path="book")
        with self._book.writing() as session:
            yield session


class _BusyAfter:
    """After each invoice's answer the book is busy three times."""

    def __init__(self, gateway: AccountsGateway, book: RefusingBook) -> None:
        self._gateway, self._book = gateway, book

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)

    def add_invoice(self, *values: Any) -> int:
        number = self._gateway.add_invoice(*values)
        self._book.first, self._book.last = self._book.count, self._book.count + 3
        return number
