"""Files in, orders in the book: each file whole or not at all (DESIGN 5.6).

A file is read in pieces of at most 500 orders. A piece is compared with the book outside of
any transaction and written unseen; only when the last one is in does the file count. Two
layouts of the same orders, such as Etsy's orders and items, complete each other in either order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Protocol

from kfdesk.domain.channels import Channel
from kfdesk.domain.errors import (
    AnotherAccount,
    Cancelled,
    ChannelNeeded,
    MendableError,
    PracticeFileRefused,
)
from kfdesk.domain.merge import Outcome, merge
from kfdesk.domain.orders import Order
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.edit_settings import EditSettings
from kfdesk.services.ports import (
    Book,
    BookSession,
    Clock,
    FileProblem,
    ImportCounts,
    IsCancelled,
    OrderFile,
    OrderFiles,
    Progress,
    StoredOrder,
)

PIECE = 500

_Known = Mapping[str, StoredOrder]
_Elsewhere = Mapping[str, tuple[str, str]]

Chosen = Channel | str | None
"""A channel, the name of one that is made when absent, or None: the only one that fits."""


class Planner(Protocol):
    """What an import needs of planning."""

    def reassess(self, channel_id: int) -> object:
        """Plan the channel's unsent orders anew."""


@dataclass(frozen=True)
class ImportLook:
    """A recognised file, the channels it could belong to, and the name proposed for a new one."""

    file: OrderFile
    channels: tuple[Channel, ...]
    proposed_name: str


@dataclass(frozen=True)
class FileResult:
    """What became of a file that was taken."""

    path: Path
    format: str
    channel: Channel
    counts: ImportCounts
    problems: tuple[FileProblem, ...]


@dataclass(frozen=True)
class FileNotTaken:
    """One of several files that was refused, while others were taken."""

    path: Path
    error: MendableError


def _no_progress(_done: int, _total: int) -> None:
    """Nobody is told."""


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Watch:
    """Who is told how far an import is, and who may stop it between two pieces."""

    progress: Progress = _no_progress
    is_cancelled: IsCancelled = _never
    before: int = 0
    total: int = 0

    def tell(self, done: int) -> None:
        """So many bytes of the file in hand are read."""
        self.progress(self.before + done, self.total)


class OrderImporter:
    """Imports order files into channels."""

    def __init__(self, book: Book, files: OrderFiles, planner: Planner, clock: Clock) -> None:
        self._book = book
        self._files = files
        self._planner = planner
        self._settings = EditSettings(book, clock)

    @property
    def marketplaces(self) -> tuple[str, ...]:
        """Names of what can be read."""
        return self._files.marketplaces

    def look(self, path: Path, company_id: int | None) -> ImportLook:
        """Recognise a file. Raises an error under FileRefused."""
        file = self._files.open(path)
        return ImportLook(file, self._fitting(file, company_id), file.marketplace)

    def import_file(
        self,
        path: Path,
        company_id: int | None,
        channel: Chosen = None,
        *,
        is_practice_company: bool,
        progress: Progress = _no_progress,
        is_cancelled: IsCancelled = _never,
    ) -> FileResult:
        """Take one file. Raises Cancelled, ChannelNeeded or an error under FileRefused."""
        file = self._open(path, is_practice_company=is_practice_company)
        watch = Watch(progress, is_cancelled, total=file.total_bytes)
        result = self._take(file, company_id, channel, watch)
        self._planner.reassess(result.channel.id)
        return result

    def import_files(
        self,
        paths: Sequence[Path],
        company_id: int | None,
        channel: Chosen = None,
        *,
        is_practice_company: bool,
        progress: Progress = _no_progress,
        is_cancelled: IsCancelled = _never,
    ) -> tuple[FileResult | FileNotTaken, ...]:
        """Take several; one that is refused does not stop the others. Raises Cancelled."""
        opened = [self._try_open(path, is_practice_company=is_practice_company) for path in paths]
        total = sum(file.total_bytes for file in opened if isinstance(file, OrderFile))
        results: list[FileResult | FileNotTaken] = []
        watch = Watch(progress, is_cancelled, total=total)
        try:
            for file in opened:
                results.append(self._try_take(file, company_id, channel, watch))
                if isinstance(file, OrderFile):
                    watch = replace(watch, before=watch.before + file.total_bytes)
        finally:
            for channel_id in sorted({one.channel.id for one in results if isinstance(one, FileResult)}):
                self._planner.reassess(channel_id)
        return tuple(results)

    def _open(self, path: Path, *, is_practice_company: bool) -> OrderFile:
        file = self._files.open(path)
        if file.is_practice and not is_practice_company:
            raise PracticeFileRefused(path=path)
        return file

    def _try_open(self, path: Path, *, is_practice_company: bool) -> OrderFile | FileNotTaken:
        try:
            return self._open(path, is_practice_company=is_practice_company)
        except MendableError as error:
            return FileNotTaken(path, error)

    def _try_take(
        self, file: OrderFile | FileNotTaken, company_id: int | None, channel: Chosen, watch: Watch
    ) -> FileResult | FileNotTaken:
        if isinstance(file, FileNotTaken):
            return file
        try:
            return self._take(file, company_id, channel, watch)
        except MendableError as error:
            return FileNotTaken(file.path, error)

    def _take(self, file: OrderFile, company_id: int | None, chosen: Chosen, watch: Watch) -> FileResult:
        pieces = _pieces(file, watch)
        # What is wrong with the whole file shows with its first rows, before a channel is made for it.
        first = next(pieces, _Piece())
        channel = self._channel(file, company_id, chosen)
        taking = _Taking(self._book, file, channel)
        counts, problems = taking.all(chain([first], pieces))
        return FileResult(file.path, file.format, channel, counts, problems)

    def _fitting(self, file: OrderFile, company_id: int | None) -> tuple[Channel, ...]:
        return tuple(channel for channel in self._channels(company_id) if _fits(channel, file))

    def _channels(self, company_id: int | None) -> tuple[Channel, ...]:
        with self._book.reading() as session:
            return session.channels.of_company(company_id)

    def _channel(self, file: OrderFile, company_id: int | None, chosen: Chosen) -> Channel:
        """The channel a file goes to. Raises ChannelNeeded where that is not plain."""
        if isinstance(chosen, Channel):
            return chosen
        fitting = self._fitting(file, company_id)
        if chosen is None and len(fitting) == 1:
            return fitting[0]
        choices = tuple(channel.name for channel in fitting)
        if chosen is None and fitting:
            raise ChannelNeeded(path=file.path, choices=choices)
        name = chosen or file.marketplace
        taken = _named(name, self._channels(company_id))
        if taken is None:
            return self._settings.add_channel(company_id, name, file.family)
        if taken.marketplace not in {"", file.family}:
            raise ChannelNeeded(path=file.path, choices=choices)
        return taken


@dataclass
class _Piece:
    """Up to 500 orders, and the problems met on the way."""

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


class _Taking:
    """One file going into one channel."""

    def __init__(self, book: Book, file: OrderFile, channel: Channel) -> None:
        self._book = book
        self._file = file
        self._channel = channel
        self._has_others = False
        self._seen: dict[str, tuple[object, ...]] = {}

    def all(self, pieces: Iterator[_Piece]) -> tuple[ImportCounts, tuple[FileProblem, ...]]:
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

    def _write(self, file_id: int, pieces: Iterator[_Piece]) -> tuple[ImportCounts, tuple[FileProblem, ...]]:
        counts, problems = ImportCounts(), list[FileProblem]()
        for piece in pieces:
            orders = self._once(piece)
            problems += piece.problems
            result = self._sorted(orders)
            if result.new or result.changed or result.refined:
                self._put(file_id, result)
            counts = _sum(counts, result.counts)
        with self._book.writing() as session:
            session.orders.complete_file(file_id, counts)
        return counts, tuple(sorted(problems, key=lambda problem: problem.row))

    def _put(self, file_id: int, result: _Sorted) -> None:
        with self._book.writing() as session:
            session.orders.add(file_id, self._channel.id, result.new)
            session.orders.replace(file_id, result.changed)
            session.orders.refine(file_id, result.refined)

    def _once(self, piece: _Piece) -> list[Order]:
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


def _pieces(file: OrderFile, watch: Watch) -> Iterator[_Piece]:
    piece = _Piece()
    for item in file.items(watch.tell):
        if isinstance(item, FileProblem):
            piece.problems.append(item)
            continue
        piece.orders.append(item)
        if len(piece.orders) == PIECE:
            yield piece
            piece = _Piece()
            _stop_if(watch)
    _stop_if(watch)
    if piece.orders or piece.problems:
        yield piece


def _stop_if(watch: Watch) -> None:
    if watch.is_cancelled():
        raise Cancelled


def _fits(channel: Channel, file: OrderFile) -> bool:
    """Of the file's family, or added by hand under the marketplace's name."""
    is_by_name = not channel.marketplace and channel.name.casefold() == file.marketplace.casefold()
    return channel.marketplace == file.family or is_by_name


def _named(name: str, channels: Sequence[Channel]) -> Channel | None:
    wanted = name.strip().casefold()
    return next((channel for channel in channels if channel.name.casefold() == wanted), None)


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
