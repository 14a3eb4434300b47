"""One file going into one channel, in pieces that nobody sees until the last one is in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from kfdesk.domain.channels import Channel
from kfdesk.domain.errors import AnotherAccount, Cancelled
from kfdesk.domain.merge import Outcome, merge
from kfdesk.domain.orders import Order
from kfdesk.domain.planning import verdict_by
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.rules import ChannelRules
from kfdesk.services.ports import (
    Book,
    BookSession,
    FileProblem,
    ImportCounts,
    IsCancelled,
    OrderFile,
    Progress,
    StoredOrder,
)

PIECE = 1000
"""Orders written at once: each writing is brought safely onto the disk, which takes its time."""

_Known = Mapping[str, StoredOrder]
_Elsewhere = Mapping[str, tuple[str, str]]


def no_progress(_done: int, _total: int) -> None:
    """Nobody is told."""


def never() -> bool:
    """Nobody cancels."""
    return False


@dataclass(frozen=True)
class Watch:
    """Who is told how far an import is, and who may stop it between two pieces."""

    progress: Progress = no_progress
    is_cancelled: IsCancelled = never
    before: int = 0
    total: int = 0

    def tell(self, done: int) -> None:
        """So many bytes of the file in hand are read."""
        self.progress(self.before + done, self.total)


@dataclass
class Piece:
    """Up to 1,000 orders, and the problems met on the way."""

    orders: list[Order] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)


@dataclass(frozen=True)
class _Sorted:
    """A piece compared with the book."""

    new: list[Order] = field(default_factory=list)
    changed: dict[int, Order] = field(default_factory=dict)
    refined: dict[int, Order] = field(default_factory=dict)
    same: list[int] = field(default_factory=list)

    @property
    def counts(self) -> ImportCounts:
        unchanged = len(self.same) + len(self.refined)
        total = len(self.new) + len(self.changed) + unchanged
        return ImportCounts(total, len(self.new), len(self.changed), unchanged)


class Taking:
    """One file going into one channel.

    New orders are planned as they come, by the rules that the channel has at the beginning;
    `changed` are the orders in the book of which the file told something new.
    """

    def __init__(self, book: Book, file: OrderFile, channel: Channel, rules: ChannelRules) -> None:
        self.changed: set[int] = set()
        self._book = book
        self._file = file
        self._channel = channel
        self._rules = rules
        self._has_others = False
        self._seen: dict[str, tuple[object, ...]] = {}

    def all(self, pieces: Iterator[Piece]) -> tuple[ImportCounts, tuple[FileProblem, ...]]:
        """Write every piece, then let the file count; on any failure take everything back."""
        file_id = self._begin()
        try:
            return self._write(file_id, pieces)
        except BaseException:
            with self._book.writing() as session:
                session.orders.drop_file(file_id)
            raise

    def _begin(self) -> int:
        with self._book.writing() as session:
            channels = session.channels.of_company(self._channel.company_id)
            self._has_others = any(channel.id != self._channel.id for channel in channels)
            file = self._file
            return session.orders.begin_file(self._channel.id, str(file.path), file.sha256, file.format)

    def _write(self, file_id: int, pieces: Iterator[Piece]) -> tuple[ImportCounts, tuple[FileProblem, ...]]:
        counts, problems = ImportCounts(), list[FileProblem]()
        for piece in pieces:
            orders = self._once(piece)
            problems += piece.problems
            result = self._sorted(orders)
            self.changed.update(result.changed, result.refined)
            if result.new or result.changed or result.refined:
                self._put(file_id, result)
            counts = _sum(counts, result.counts)
        with self._book.writing() as session:
            session.orders.complete_file(file_id, counts)
        return counts, tuple(sorted(problems, key=lambda problem: problem.row))

    def _put(self, file_id: int, result: _Sorted) -> None:
        verdicts = [verdict_by(order, self._rules) for order in result.new]
        with self._book.writing() as session:
            session.orders.add(file_id, self._channel.id, result.new, verdicts)
            session.orders.replace(file_id, result.changed)
            session.orders.refine(file_id, result.refined)

    def _once(self, piece: Piece) -> list[Order]:
        """Orders whose number this file did not have before; other figures under it are a problem."""
        orders = []
        for order in piece.orders:
            told = (order.channel_order_id, order.stated_total, order.ordered, len(order.lines))
            before = self._seen.setdefault(order.order_number.casefold(), told)
            if before is told:
                orders.append(order)
            elif before != told:
                facts = Reason.of(Why.TWICE_IN_FILE, order_number=order.order_number)
                piece.problems.append(FileProblem(min(order.rows, default=0), facts))
        return orders

    def _sorted(self, orders: Sequence[Order]) -> _Sorted:
        known, elsewhere = self._look_up(orders)
        result = _Sorted()
        for order in orders:
            if stored := known.get(order.order_number):
                self._compare(stored, order, result)
            else:
                result.new.append(_seen_elsewhere(order, elsewhere))
        return result

    def _look_up(self, orders: Sequence[Order]) -> tuple[_Known, _Elsewhere]:
        numbers = [order.order_number for order in orders]
        with self._book.reading() as session:
            known = session.orders.known(self._channel.id, numbers)
            new = [order for order in orders if order.order_number not in known]
            return known, self._elsewhere(session, new) if self._has_others and new else {}

    def _elsewhere(self, session: BookSession, new: Sequence[Order]) -> _Elsewhere:
        numbers = [number for order in new for number in (order.order_number, *order.references)]
        return session.orders.numbers_elsewhere(self._channel.company_id, self._channel.id, numbers)

    def _compare(self, stored: StoredOrder, order: Order, result: _Sorted) -> None:
        merged = merge(stored.order, order)
        if merged.outcome is Outcome.ANOTHER:
            facts = {"order_number": order.order_number, "channel": self._channel.name}
            raise AnotherAccount(path=self._file.path, **facts)
        if merged.outcome is Outcome.CHANGED:
            result.changed[stored.id] = merged.order
        elif merged.outcome is Outcome.REFINED:
            result.refined[stored.id] = merged.order
        else:
            result.same.append(stored.id)


def pieces_of(file: OrderFile, watch: Watch) -> Iterator[Piece]:
    piece = Piece()
    for item in file.items(watch.tell):
        if isinstance(item, FileProblem):
            piece.problems.append(item)
            continue
        piece.orders.append(item)
        if len(piece.orders) == PIECE:
            yield piece
            piece = Piece()
            _stop_if(watch)
    _stop_if(watch)
    if piece.orders or piece.problems:
        yield piece


def _stop_if(watch: Watch) -> None:
    if watch.is_cancelled():
        raise Cancelled


def _seen_elsewhere(order: Order, elsewhere: _Elsewhere) -> Order:
    """Flag the later of two orders that seem to be one sale."""
    for number in (order.order_number, *order.references):
        if found := elsewhere.get(number):
            channel, order_number = found
            reason = Reason.of(Why.SEEN_ELSEWHERE, channel=channel, order_number=order_number)
            return replace(order, problems=(*order.problems, reason))
    return order


def _sum(one: ImportCounts, other: ImportCounts) -> ImportCounts:
    return ImportCounts(
        one.orders + other.orders,
        one.new + other.new,
        one.changed + other.changed,
        one.unchanged + other.unchanged,
    )
