"""Files in, orders in the book: each file whole or not at all (DESIGN 5.6).

A file is read in pieces of at most 1,000 orders. A piece is compared with the book outside of
any transaction and written unseen; only when the last one is in does the file count. Two
layouts of the same orders, such as Etsy's orders and items, complete each other in either order.
Reports that tell of orders go to those that are there, so they come after the order files.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Protocol

from kfdesk.domain.channels import Channel
from kfdesk.domain.errors import (
    ChannelNeeded,
    ChannelOfAnother,
    MendableError,
    PracticeFileRefused,
    ReportBeforeOrders,
)
from kfdesk.domain.rules import ChannelRules
from kfdesk.services.edit_settings import EditSettings
from kfdesk.services.ports import (
    Book,
    Clock,
    FileProblem,
    ImportCounts,
    IsCancelled,
    OrderFile,
    OrderFiles,
    Progress,
    ReportFile,
)
from kfdesk.services.take_file import Piece, Taking, Watch, never, no_progress, pieces_of
from kfdesk.services.take_report import ReportTaking, ReportTally

AnyFile = OrderFile | ReportFile
Chosen = Channel | str | None
"""A channel, the name of one that is made when absent, or None: the only one that fits."""


class Planner(Protocol):
    """What an import needs of planning."""

    def rules(self, channel_id: int) -> ChannelRules:
        """By which new orders of the channel are planned."""

    def catch_up(self, channel_id: int, rules: ChannelRules, changed: Collection[int]) -> None:
        """Plan changed orders anew, and all of the channel's if its rules are no longer these."""


@dataclass(frozen=True)
class ImportLook:
    """A recognised file, the channels it could belong to, and the name proposed for a new one."""

    file: AnyFile
    channels: tuple[Channel, ...]
    proposed_name: str

    @property
    def is_report(self) -> bool:
        """It tells of orders that are in the book, and holds none."""
        return isinstance(self.file, ReportFile)


@dataclass(frozen=True)
class FileResult:
    """What became of a file that was taken; `report` is what a report held, None for orders."""

    path: Path
    format: str
    channel: Channel
    counts: ImportCounts
    problems: tuple[FileProblem, ...]
    report: ReportTally | None = None


@dataclass(frozen=True)
class FileNotTaken:
    """One of several files that was refused, while others were taken."""

    path: Path
    error: MendableError


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

    def parts(self, paths: Sequence[Path]) -> tuple[Path, ...]:
        """Each file to import, with the tables in a zip in the place of the zip."""
        return tuple(chain.from_iterable(map(self._inside, paths)))

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
        progress: Progress = no_progress,
        is_cancelled: IsCancelled = never,
    ) -> FileResult:
        """Take one file. Raises Cancelled, ChannelNeeded or an error under FileRefused."""
        file = self._open(path, is_practice_company=is_practice_company)
        watch = Watch(progress, is_cancelled, total=file.total_bytes)
        return self._take(file, company_id, channel, watch)

    def import_files(
        self,
        paths: Sequence[Path],
        company_id: int | None,
        channel: Chosen = None,
        *,
        is_practice_company: bool,
        progress: Progress = no_progress,
        is_cancelled: IsCancelled = never,
    ) -> tuple[FileResult | FileNotTaken, ...]:
        """Take several; one that is refused does not stop the others. Raises Cancelled."""
        opened = [self._try_open(path, is_practice_company=is_practice_company) for path in self.parts(paths)]
        total = sum(file.total_bytes for file in opened if not isinstance(file, FileNotTaken))
        results: dict[int, FileResult | FileNotTaken] = {}
        watch = Watch(progress, is_cancelled, total=total)
        for place, file in sorted(enumerate(opened), key=lambda one: isinstance(one[1], ReportFile)):
            results[place] = self._try_take(file, company_id, channel, watch)
            if not isinstance(file, FileNotTaken):
                watch = replace(watch, before=watch.before + file.total_bytes)
        return tuple(results[place] for place in range(len(opened)))

    def _inside(self, path: Path) -> tuple[Path, ...]:
        try:
            return self._files.inside(path) or (path,)
        except MendableError:
            return (path,)  # opening it says what is wrong with it

    def _open(self, path: Path, *, is_practice_company: bool) -> AnyFile:
        file = self._files.open(path)
        if file.is_practice and not is_practice_company:
            raise PracticeFileRefused(path=path)
        return file

    def _try_open(self, path: Path, *, is_practice_company: bool) -> AnyFile | FileNotTaken:
        try:
            return self._open(path, is_practice_company=is_practice_company)
        except MendableError as error:
            return FileNotTaken(path, error)

    def _try_take(
        self, file: AnyFile | FileNotTaken, company_id: int | None, channel: Chosen, watch: Watch
    ) -> FileResult | FileNotTaken:
        if isinstance(file, FileNotTaken):
            return file
        try:
            return self._take(file, company_id, channel, watch)
        except MendableError as error:
            return FileNotTaken(file.path, error)

    def _take(self, file: AnyFile, company_id: int | None, chosen: Chosen, watch: Watch) -> FileResult:
        if isinstance(file, ReportFile):
            return self._take_report(file, company_id, chosen, watch)
        return self._take_orders(file, company_id, chosen, watch)

    def _take_report(
        self, file: ReportFile, company_id: int | None, chosen: Chosen, watch: Watch
    ) -> FileResult:
        channel = self._channel(file, company_id, chosen)
        rules = self._planner.rules(channel.id)
        taking = ReportTaking(self._book, file, channel, rules)
        counts, problems = taking.all(watch)
        self._planner.catch_up(channel.id, rules, taking.told)
        return FileResult(file.path, file.format, channel, counts, problems, taking.tally)

    def _take_orders(
        self, file: OrderFile, company_id: int | None, chosen: Chosen, watch: Watch
    ) -> FileResult:
        pieces = pieces_of(file, watch)
        # What is wrong with the whole file shows with its first rows, before a channel is made for it.
        first = next(pieces, Piece())
        channel = self._channel(file, company_id, chosen)
        rules = self._planner.rules(channel.id)
        taking = Taking(self._book, file, channel, rules)
        counts, problems = taking.all(chain([first], pieces))
        self._planner.catch_up(channel.id, rules, taking.changed)
        return FileResult(file.path, file.format, channel, counts, problems)

    def _fitting(self, file: AnyFile, company_id: int | None) -> tuple[Channel, ...]:
        return tuple(channel for channel in self._channels(company_id) if _fits(channel, file))

    def _channels(self, company_id: int | None) -> tuple[Channel, ...]:
        with self._book.reading() as session:
            return session.channels.of_company(company_id)

    def _channel(self, file: AnyFile, company_id: int | None, chosen: Chosen) -> Channel:
        """The channel a file goes to. Raises ChannelNeeded where that is not plain.

        None is made for a report: raises ReportBeforeOrders.
        """
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
        if taken is None and isinstance(file, ReportFile):
            raise ReportBeforeOrders(path=file.path, marketplace=file.marketplace)
        if taken is None:
            return self._settings.add_channel(company_id, name, file.family)
        if taken.marketplace not in {"", file.family}:
            raise ChannelOfAnother(path=file.path, marketplace=file.marketplace, channel=taken.name)
        return taken


def _fits(channel: Channel, file: AnyFile) -> bool:
    """Of the file's family, or added by hand under the marketplace's name."""
    is_by_name = not channel.marketplace and channel.name.casefold() == file.marketplace.casefold()
    return channel.marketplace == file.family or is_by_name


def _named(name: str, channels: Sequence[Channel]) -> Channel | None:
    wanted = name.strip().casefold()
    return next((channel for channel in channels if channel.name.casefold() == wanted), None)
