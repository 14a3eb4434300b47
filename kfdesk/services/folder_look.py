"""One look into one watched folder: new files are read, and reports whose orders have come.

A report that tells of orders which the book does not have waits for them. What it waits for is
kept with what became of the file, so that it is known after a restart. It is read again when
the book has more orders of its channel than when it was read last: however they came, and
also where the program was ended while it read (each refund counts once, `take_report`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from kfdesk import words
from kfdesk.domain.channels import Channel
from kfdesk.domain.company import Company, Integration
from kfdesk.domain.errors import (
    FileUnreadable,
    MendableError,
    ReportBeforeOrders,
    ReportMissesOrders,
    ReportWaits,
)
from kfdesk.services.import_orders import FileNotTaken, FileResult, ImportLook, OrderImporter
from kfdesk.services.ports import Book, IsCancelled
from kfdesk.services.ports.watching import PlacedFile, SalesChannelPackage, Waiting, WatchedFile

Seen = Mapping[Path, str]


@dataclass(frozen=True)
class FolderLook:
    """What a look at one folder brought; `failure` when the folder could not be looked into.

    `growing` counts files that may still be written. `waiting` are all files whose orders are
    missing; `is_waiting_told` where an earlier look of this session had the same ones.
    """

    integration: Integration
    company: Company
    results: tuple[FileResult, ...] = ()
    refusals: tuple[FileNotTaken, ...] = ()
    waiting: tuple[FileNotTaken, ...] = ()
    growing: int = 0
    failure: MendableError | None = None
    is_waiting_told: bool = False

    @property
    def has_news(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.results or self.refusals or (self.waiting and not self.is_waiting_told))


@dataclass(frozen=True)
class _Opened:
    """A file, or each table in a zip, as it was looked at, reports last; and what was refused then."""

    file: PlacedFile
    looks: tuple[ImportLook, ...]
    refused: tuple[FileNotTaken, ...]

    @property
    def is_report(self) -> bool:
        """Nothing but reports."""
        return all(look.is_report for look in self.looks)


@dataclass
class _CameOf:
    """What came of the tables in a file: `missing` counts orders by the kind of report."""

    refused: list[FileNotTaken] = field(default_factory=list)
    missing: dict[str, int] = field(default_factory=dict)
    before_orders: MendableError | None = None

    def miss(self, report: str, orders: int) -> None:
        """A report waits for so many orders; 0: for all of its channel."""
        self.missing[report] = self.missing.get(report, 0) + orders


class FolderReading:
    """The files of one folder being gone through; `known` is what became of the ones before."""

    def __init__(
        self, book: Book, importer: OrderImporter, package: SalesChannelPackage, look: FolderLook
    ) -> None:
        """Nothing is read yet."""
        self._book = book
        self._importer = importer
        self._package = package
        self._look = look
        with book.reading() as session:
            self._known = dict(session.watched.of(look.integration.id))
        self._hashes = {file.sha256 for file in self._known.values() if file.sha256}

    def read(self, placed: Sequence[PlacedFile], before: Seen, is_cancelled: IsCancelled) -> FolderLook:
        """Read what has not changed since it was seen before."""
        opened: list[_Opened] = []
        for file in placed:
            if is_cancelled():
                break
            if self._is_done(file):
                continue
            if before.get(file.path) != file.seen:
                self._look = replace(self._look, growing=self._look.growing + 1)
            elif self._package.is_openable(file.path):
                opened.append(self._opened(file))
            else:
                self._wait_for(file)
        # Reports go to orders that are there, so the order files come first.
        for each in sorted(opened, key=lambda each: each.is_report):
            if is_cancelled():
                break
            self._take(each)
        self._read_waiting(placed, is_cancelled)
        return replace(self._look, waiting=waiting_among(placed, self._known))

    # ------------------------------------------------------------ new files

    def _is_done(self, file: PlacedFile) -> bool:
        """As it was when it was read or refused; one that could not be opened is tried again."""
        known = self._known.get(file.path.name)
        if known is None or known.seen != file.seen:
            return False
        is_closed = not known.sha256 and not known.refusal
        return not is_closed or not self._package.is_openable(file.path)

    def _opened(self, file: PlacedFile) -> _Opened:
        looks: list[ImportLook] = []
        refused: list[FileNotTaken] = []
        for part in self._importer.parts([file.path]):
            try:
                looks.append(self._importer.look(part, self._look.company.id))
            except MendableError as error:
                refused.append(FileNotTaken(part, error))
        return _Opened(file, tuple(sorted(looks, key=lambda look: look.is_report)), tuple(refused))

    def _take(self, opened: _Opened) -> None:
        file, came_of = opened.file, _CameOf(list(opened.refused))
        whole = _hash_of([look.file.sha256 for look in opened.looks])
        if not came_of.refused and whole in self._hashes:
            waiting = next((each.waiting for each in self._known.values() if each.sha256 == whole), None)
            self._save(WatchedFile(file.path.name, file.seen, whole, waiting=waiting))
            return
        there: Mapping[str, int] | None = None
        for look in opened.looks:
            if look.is_report and there is None:
                there = self._orders_there()
            if look.file.sha256 not in self._hashes and (result := self._import(look, came_of)):
                self._add(result)
        self._refuse(came_of)
        self._save(self._became(opened, came_of, there or {}))

    def _refuse(self, came_of: _CameOf) -> None:
        self._look = replace(self._look, refusals=(*self._look.refusals, *came_of.refused))

    def _became(self, opened: _Opened, came_of: _CameOf, there: Mapping[str, int]) -> WatchedFile:
        """What became of a file; `there` are the orders that the book had before its reports were read."""
        file, waiting = opened.file, None
        if came_of.missing:
            reports, missing = tuple(sorted(came_of.missing)), sum(came_of.missing.values())
            waiting = Waiting(reports, missing, _orders_of(reports, there))
        stopped = came_of.refused[0].error if came_of.refused else came_of.before_orders
        if stopped is not None:
            return WatchedFile(file.path.name, file.seen, refusal=words.title(stopped), waiting=waiting)
        whole = _hash_of([look.file.sha256 for look in opened.looks])
        self._hashes.add(whole)
        return WatchedFile(file.path.name, file.seen, whole, waiting=waiting)

    def _import(self, look: ImportLook, came_of: _CameOf) -> FileResult | None:
        """What came of one table; None: it is refused, or waits for all of its orders."""
        file, company = look.file, self._look.company
        try:
            result = self._importer.import_file(
                file.path, company.id, self._channel(), is_practice_company=company.is_practice
            )
        except ReportBeforeOrders as error:
            came_of.miss(file.format, 0)
            came_of.before_orders = error
            return None
        except MendableError as error:
            came_of.refused.append(FileNotTaken(file.path, error))
            return None
        if result.report and result.report.missing:
            came_of.miss(file.format, result.report.missing)
        self._hashes.add(file.sha256)
        return result

    def _channel(self) -> Channel | None:
        """The channel that is fixed for the folder."""
        channel_id = self._look.integration.channel_id
        if channel_id is None:
            return None
        with self._book.reading() as session:
            return session.channels.get(channel_id)

    def _wait_for(self, file: PlacedFile) -> None:
        """List a file that cannot be opened once; it is left alone until it can be."""
        refused = FileNotTaken(file.path, FileUnreadable(path=file.path, why="permission"))
        self._look = replace(self._look, refusals=(*self._look.refusals, refused))
        self._save(WatchedFile(file.path.name, file.seen))

    def _add(self, result: FileResult) -> None:
        self._look = replace(self._look, results=(*self._look.results, result))

    def _save(self, file: WatchedFile) -> None:
        self._known[file.name] = file
        with self._book.writing() as session:
            session.watched.save(self._look.integration.id, file)

    # ------------------------------------------------------------ reports that wait

    def _read_waiting(self, placed: Iterable[PlacedFile], is_cancelled: IsCancelled) -> None:
        """Put reports that came before their orders to the orders that are there now."""
        waiting = list(_waiting(placed, self._known))
        there = self._orders_there() if waiting else {}
        for file, waits in waiting:
            if is_cancelled():
                break
            has_more = _orders_of(waits.reports, there) != waits.orders_then
            if has_more and self._package.is_openable(file.path):
                self._read_again(file, there)

    def _read_again(self, file: PlacedFile, there: Mapping[str, int]) -> None:
        """Its reports alone; one that tells nothing new is not listed, nor what was refused before."""
        opened, came_of = self._opened(file), _CameOf()
        for look in opened.looks:
            result = self._import(look, came_of) if look.is_report else None
            if result and result.counts.changed:
                self._add(result)
        self._refuse(came_of)
        came_of.refused += opened.refused
        self._save(self._became(opened, came_of, there))

    def _orders_there(self) -> Mapping[str, int]:
        """How many orders the book has, by the family of their channel: empty for one made by hand.

        All of them count for every family where the folder's channel is fixed.
        """
        company_id, fixed = self._look.company.id, self._look.integration.channel_id
        with self._book.reading() as session:
            channels = session.channels.of_company(company_id)
            counts = session.orders.counts(company_id)
        families = {each.id: each.marketplace for each in channels if fixed is None}
        there: Counter[str] = Counter()
        for (channel_id, _state), number in counts.items():
            if fixed in {None, channel_id}:
                there[families.get(channel_id, "")] += number
        return there


def waiting_among(placed: Iterable[PlacedFile], known: Mapping[str, WatchedFile]) -> tuple[FileNotTaken, ...]:
    """The files there whose orders are missing, each with the words for it."""
    return tuple(FileNotTaken(file.path, _words_for(file, waits)) for file, waits in _waiting(placed, known))


def _waiting(
    placed: Iterable[PlacedFile], known: Mapping[str, WatchedFile]
) -> Iterator[tuple[PlacedFile, Waiting]]:
    for file in placed:
        became = known.get(file.path.name)
        if became and became.waiting and became.seen == file.seen:
            yield file, became.waiting


def _words_for(file: PlacedFile, waits: Waiting) -> MendableError:
    report = ", ".join(waits.reports)
    if waits.missing:
        return ReportMissesOrders(path=file.path, report=report, number=waits.missing)
    return ReportWaits(path=file.path, report=report)


def _orders_of(reports: Iterable[str], there: Mapping[str, int]) -> int:
    """How many orders there are that these kinds of reports can tell of."""
    families = {"", *(report.partition(".")[0] for report in reports)}
    return sum(number for family, number in there.items() if family in families)


def _hash_of(hashes: Sequence[str]) -> str:
    """That of the one table, or one of all tables in a zip."""
    return sha256("".join(hashes).encode()).hexdigest() if len(hashes) > 1 else "".join(hashes)
