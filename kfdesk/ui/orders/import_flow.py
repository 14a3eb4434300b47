"""Files in: look at each, ask what must be asked, import them one after another."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kfdesk.domain.channels import Channel
from kfdesk.domain.company import Company
from kfdesk.domain.errors import (
    Cancelled,
    FileNotRecognised,
    MendableError,
    PracticeFileRefused,
    ReportBeforeOrders,
)
from kfdesk.domain.mapping import ColumnMapping
from kfdesk.services.desk import Desk
from kfdesk.services.import_orders import FileResult, ImportLook
from kfdesk.services.ports import IsCancelled, OrderFilter, Progress, UnknownTable
from kfdesk.ui.mapping.dialog import MappingDialog
from kfdesk.ui.orders.dialogs import ChannelForFileDialog, ExportFromDialog
from kfdesk.ui.tasks import Task, Work, run_task


@dataclass(frozen=True)
class Refusal:
    """A file of which nothing was taken; `error` is None when the person chose so."""

    path: Path
    error: MendableError | None


@dataclass(frozen=True)
class Looks:
    """Files looked at, what stands against some of them, and the channels there are.

    `unknown` are tables whose columns a person may tell, `apart` further files of their kinds.
    """

    looks: tuple[ImportLook, ...]
    refusals: tuple[Refusal, ...]
    channels: tuple[Channel, ...]
    unknown: tuple[UnknownTable, ...] = ()
    apart: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Told:
    """A table, and what a person said of its columns."""

    table: UnknownTable
    mapping: ColumnMapping


@dataclass(frozen=True)
class Wanted:
    """A file and the channel that it goes to: one there is, or the name of a new one."""

    path: Path
    channel: Channel | str
    bytes_before: int
    bytes_total: int


@dataclass(frozen=True)
class FirstTime:
    """A channel's first orders: how many, and the days their invoices would bear, earliest first."""

    channel: Channel
    orders: int
    days: tuple[date, ...]

    def count_before(self, day: date) -> int:
        """How many are dated before a day."""
        return bisect_left(self.days, day)


@dataclass(frozen=True)
class Imported:
    """What came of a batch; `first_time` are channels that had no orders before.

    `waiting` are files of a watched folder whose orders are missing.
    """

    results: tuple[FileResult, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    first_time: tuple[FirstTime, ...] = ()
    was_cancelled: bool = False
    waiting: tuple[Refusal, ...] = ()


class ImportFlow(QObject):
    """One batch of files at a time; a further batch waits.

    `looking` comes when the files are opened, `progressed` carries bytes read and to be read,
    `finished` carries Imported, `failed` an error; `ended` comes last, whatever became of it.
    """

    looking = Signal()
    progressed = Signal(object, object)
    finished = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Nothing to import yet; questions are asked over the parent."""
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self._company: Company | None = None
        self._refusals: tuple[Refusal, ...] = ()
        self._is_busy = False
        self._task: Task | None = None
        self._asides: list[Task] = []
        self._waiting: list[tuple[tuple[Path, ...], Company | None]] = []

    @property
    def is_busy(self) -> bool:
        """Files are being looked at or imported."""
        return self._is_busy

    def begin(self, paths: Sequence[Path], company: Company | None) -> None:
        """Import these for a company; None: they wait for the first one linked."""
        self._waiting.append((tuple(paths), company))
        if not self._is_busy:
            self._next()

    def cancel(self) -> None:
        """Stop at the next safe point; what waits is given up too."""
        self._waiting.clear()
        if self._task is not None:
            self._task.request_cancel()

    def _next(self) -> None:
        paths, company = self._waiting.pop(0)
        self._is_busy, self._company = True, company
        self.looking.emit()
        self._run(lambda _progress, is_cancelled: self._look(paths, company, is_cancelled), self._on_looked)

    def _run(self, work: Work, on_done: Callable[..., None]) -> None:
        self._task = Task(work)
        self._task.signals.progressed.connect(self.progressed)
        self._task.signals.done.connect(on_done)
        self._task.signals.failed.connect(self._on_failed)
        run_task(self._task)

    # ------------------------------------------------------------ in the pool

    def _look(self, paths: Sequence[Path], company: Company | None, is_cancelled: IsCancelled) -> Looks:
        looks: list[ImportLook] = []
        refusals: list[Refusal] = []
        unknown: dict[str, UnknownTable] = {}
        apart: list[Path] = []
        company_id = company.id if company else None
        for path in self._desk.importer.parts(paths):
            if is_cancelled():
                raise Cancelled
            try:
                look = self._desk.importer.look(path, company_id)
                if look.file.is_practice and not (company and company.is_practice):
                    raise PracticeFileRefused(path=path)  # before a channel is asked for in vain
                looks.append(look)
            except FileNotRecognised as error:
                table = self._table_in(path)
                if table is None:
                    refusals.append(Refusal(path, error))
                elif unknown.setdefault(table.key, table) is not table:
                    apart.append(path)
            except MendableError as error:
                refusals.append(Refusal(path, error))
        channels = self._desk.settings.channels(company_id)
        return Looks(tuple(looks), tuple(refusals), channels, tuple(unknown.values()), tuple(apart))

    def _table_in(self, path: Path) -> UnknownTable | None:
        try:
            return self._desk.mapping.table(path)
        except MendableError:
            return None

    def _remember(
        self, told: Sequence[Told], looks: Looks, company: Company | None, is_cancelled: IsCancelled
    ) -> Looks:
        """What the files of tables that a person has told about are now, beside the others."""
        for one in told:
            self._desk.mapping.remember(one.table, one.mapping)
        paths = [*(one.table.path for one in told), *looks.apart]
        again = self._look(paths, company, is_cancelled)
        left = tuple(Refusal(table.path, None) for table in again.unknown)
        left += tuple(Refusal(path, None) for path in again.apart)
        refusals = (*looks.refusals, *again.refusals, *left)
        return Looks((*looks.looks, *again.looks), refusals, again.channels)

    def _import(
        self, wanted: Sequence[Wanted], company: Company | None, progress: Progress, is_cancelled: IsCancelled
    ) -> Imported:
        company_id = company.id if company else None
        had_orders = self._channels_with_orders(company_id)
        done = Imported()
        for one in wanted:
            try:
                result = self._import_one(one, company, progress, is_cancelled)
            except MendableError as error:
                done = replace(done, refusals=(*done.refusals, Refusal(one.path, error)))
            except Cancelled:
                done = replace(done, was_cancelled=True)
                break
            else:
                done = replace(done, results=(*done.results, result))
        new = {r.channel.id: r.channel for r in done.results if r.channel.id not in had_orders}
        first_time = tuple(self._first_time(company_id, channel) for channel in new.values())
        return replace(done, first_time=first_time)

    def _import_one(
        self, wanted: Wanted, company: Company | None, progress: Progress, is_cancelled: IsCancelled
    ) -> FileResult:
        def tell(done: int, _total: int) -> None:
            progress(wanted.bytes_before + done, wanted.bytes_total)

        return self._desk.importer.import_file(
            wanted.path,
            company.id if company else None,
            wanted.channel,
            is_practice_company=bool(company and company.is_practice),
            progress=tell,
            is_cancelled=is_cancelled,
        )

    def _channels_with_orders(self, company_id: int | None) -> set[int]:
        if company_id is None:
            return set()
        with self._desk.book.reading() as session:
            return {channel_id for channel_id, _state in session.orders.counts(company_id)}

    def _first_time(self, company_id: int | None, channel: Channel) -> FirstTime:
        if company_id is None:
            return FirstTime(channel, 0, ())
        orders = self._desk.orders
        count = len(orders.ids(OrderFilter(company_id, channel.id)))
        return FirstTime(channel, count, tuple(orders.invoice_days(channel)))

    # ------------------------------------------------------------ in the window

    @Slot(object)
    def _on_looked(self, looks: Looks) -> None:
        if looks.unknown:
            self._ask_columns(looks)
            return
        self._refusals = looks.refusals
        wanted, left = self._ask_channels(looks)
        self._refusals += left
        if not wanted:
            self._on_imported(Imported())
            return
        company = self._company
        self._run(
            lambda progress, is_cancelled: self._import(wanted, company, progress, is_cancelled),
            self._on_imported,
        )

    def _ask_columns(self, looks: Looks) -> None:
        answers = [
            (table, MappingDialog.ask(self._window, self._desk.mapping, table)) for table in looks.unknown
        ]
        told = [Told(table, mapping) for table, mapping in answers if mapping is not None]
        left = tuple(Refusal(table.path, None) for table, mapping in answers if mapping is None)
        looks, company = replace(looks, refusals=(*looks.refusals, *left), unknown=()), self._company
        self._run(
            lambda _progress, is_cancelled: self._remember(told, looks, company, is_cancelled),
            self._on_looked,
        )

    def _ask_channels(self, looks: Looks) -> tuple[list[Wanted], tuple[Refusal, ...]]:
        wanted: list[Wanted] = []
        left: list[Refusal] = []
        answers: dict[str, Channel | str | None] = {}
        total = sum(look.file.total_bytes for look in looks.looks)
        before = 0
        # Reports go to orders that are there: to the channel of the order files beside them, if any.
        for look in sorted(looks.looks, key=lambda look: look.is_report):
            if look.is_report and not look.channels and answers.get(look.file.family) is None:
                refused = ReportBeforeOrders(path=look.file.path, marketplace=look.file.marketplace)
                left.append(Refusal(look.file.path, refused))
                continue
            if look.file.family not in answers:  # asked once for all files of a marketplace in a batch
                answers[look.file.family] = self._channel_for(look, looks.channels)
            answer = answers[look.file.family]
            if answer is None:
                left.append(Refusal(look.file.path, None))
            else:
                wanted.append(Wanted(look.file.path, answer, before, total))
            before += look.file.total_bytes
        return wanted, tuple(left)

    def _channel_for(self, look: ImportLook, channels: Sequence[Channel]) -> Channel | str | None:
        if len(look.channels) == 1:
            return look.channels[0]
        others = [c for c in channels if c not in look.channels and c.marketplace in ("", look.file.family)]
        answer = ChannelForFileDialog.ask(
            self._window, look.file.path, look.proposed_name, look.channels, others
        )
        if isinstance(answer, int):
            return next(channel for channel in channels if channel.id == answer)
        return answer

    @Slot(object)
    def _on_imported(self, imported: Imported) -> None:
        imported = replace(imported, refusals=(*self._refusals, *imported.refusals))
        self.finished.emit(imported)
        if self._company is not None and not self._company.is_practice:
            for first_time in imported.first_time:
                self._ask_export_from(first_time)
        self._end()

    def _ask_export_from(self, first: FirstTime) -> None:
        channel, today = first.channel, self._desk.clock.today()
        if not first.count_before(today):
            return
        answer = ExportFromDialog.ask(self._window, channel.name, first.orders, today, first.count_before)
        if answer.day is not None:
            day = answer.day
            aside = Task(lambda _progress, _is_cancelled: self._leave_out_before(channel, day))
            self._asides.append(aside)
            aside.signals.failed.connect(self.failed)
            aside.signals.finished.connect(self.ended)
            run_task(aside)

    def _leave_out_before(self, channel: Channel, day: date) -> None:
        self._desk.settings.change([channel.id], "export_from", day)
        self._desk.planner.reassess(channel.id)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self.finished.emit(Imported(refusals=self._refusals, was_cancelled=True))
        else:
            self.failed.emit(error)
        self._end()

    def _end(self) -> None:
        self._is_busy, self._task = False, None
        self.ended.emit()
        if self._waiting and not self._is_busy:
            self._next()
