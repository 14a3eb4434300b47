"""Folders whose new files are read by themselves: each file once, when it is complete.

A file is complete when two looks see it with the same size and time, and it can be opened.
Nothing is moved, renamed or deleted, and nothing is exported by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from kfdesk import words
from kfdesk.domain.channels import Channel
from kfdesk.domain.company import Company, Integration
from kfdesk.domain.errors import (
    FieldEmpty,
    FileUnreadable,
    MendableError,
    ReportBeforeOrders,
    UnknownProfile,
)
from kfdesk.services.import_orders import FileNotTaken, FileResult, ImportLook, OrderImporter
from kfdesk.services.logins import Logins
from kfdesk.services.ports import Book, Clock, IsCancelled
from kfdesk.services.ports.watching import (
    PlacedFile,
    SalesChannelPackage,
    WatchedFile,
    is_sales_channel,
)
from kfdesk.services.take_file import never

BETWEEN_LOOKS_S = 2.0

Seen = Mapping[Path, str]


@dataclass(frozen=True)
class FolderLook:
    """What a look at one folder brought; `failure` when the folder could not be looked into.

    `growing` counts files that may still be written.
    """

    integration: Integration
    company: Company
    results: tuple[FileResult, ...] = ()
    refusals: tuple[FileNotTaken, ...] = ()
    growing: int = 0
    failure: MendableError | None = None

    @property
    def has_news(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.results or self.refusals)


@dataclass
class _Files:
    """A folder's files being gone through; `known` is what became of the ones before."""

    look: FolderLook
    known: dict[str, WatchedFile]
    hashes: set[str] = field(default_factory=set)


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


class WatchFolders:
    """Links folders, and looks into them."""

    def __init__(self, book: Book, logins: Logins, importer: OrderImporter, clock: Clock) -> None:
        self._book = book
        self._logins = logins
        self._importer = importer
        self._clock = clock
        self._seen: dict[str, Seen] = {}
        # Reports of which orders were missing, by folder: read again when orders have come.
        self._behind: dict[str, set[Path]] = {}

    # ------------------------------------------------------------ linking

    def link(
        self, integration_id: str, place: str, company_id: int | None = None, channel_id: int | None = None
    ) -> Integration:
        """Watch a place for a company; refused files there are looked at again.

        `company_id` None is the only company linked. Raises FieldEmpty, FolderNotWatchable,
        NothingLinked or ProfileNeeded.
        """
        integration = self._logins.integration(integration_id)
        if not place.strip():
            raise FieldEmpty(field="folder_place")
        kept = self._package(integration).check(place.strip())
        owner = company_id if company_id is not None else self._logins.resolve(None).company_id
        linked = replace(
            integration,
            service_address=kept,
            company_id=owner,
            channel_id=channel_id,
            last_checked=self._clock.now(),
            last_failure="",
        )
        with self._book.writing() as session:
            session.integrations.save(linked)
            session.watched.forget_refusals(linked.id)
        return linked

    def companies(self) -> tuple[Company, ...]:
        """The companies that a folder's orders can be for, by name."""
        books = {package.key for package in self._logins.accounts}
        linked = [each for each in self._logins.integrations() if each.package in books and _is_on(each)]
        with self._book.reading() as session:
            found = {each.company_id: session.companies.get(each.company_id or 0) for each in linked}
        return tuple(sorted(found.values(), key=lambda company: company.name.casefold()))

    def channels(self, company_id: int) -> tuple[Channel, ...]:
        """The channels that a folder's orders can be of."""
        with self._book.reading() as session:
            return session.channels.of_company(company_id)

    # ------------------------------------------------------------ looking

    def watched(self, profile: str | None = None) -> tuple[Integration, ...]:
        """The folders that are watched, or the one of this profile; raises UnknownProfile."""
        keys = {package.key for package in self._logins.packages if is_sales_channel(package)}
        mine = [each for each in self._logins.integrations() if each.package in keys and _is_on(each)]
        if profile is None:
            return tuple(mine)
        named = [each for each in mine if each.profile_name.casefold() == profile.strip().casefold()]
        if not named:
            raise UnknownProfile(name=profile, choices=tuple(each.profile_name for each in mine))
        return tuple(named)

    def look(self, is_cancelled: IsCancelled = never) -> tuple[FolderLook, ...]:
        """Look once into every folder, and read what has not changed since the look before."""
        return tuple(self._look(each, is_cancelled) for each in self.watched() if not is_cancelled())

    def read_once(
        self, profile: str | None = None, is_cancelled: IsCancelled = never
    ) -> tuple[FolderLook, ...]:
        """Look twice, a little apart, and read what is complete."""
        watched = self.watched(profile)
        for each in watched:
            self._note_files(each)
        if any(self._seen.get(each.id) for each in watched):
            self._clock.wait(BETWEEN_LOOKS_S, is_cancelled)
        return tuple(self._look(each, is_cancelled) for each in watched)

    def test(self, integration_id: str) -> Integration:
        """Whether the folder can be looked into. Raises FolderNotWatchable."""
        integration = self._logins.integration(integration_id)
        try:
            self._package(integration).files(integration.service_address)
        except MendableError as failure:
            self._note(integration, words.title(failure))
            raise
        return self._note(integration, "")

    # ------------------------------------------------------------ below

    def _package(self, integration: Integration) -> SalesChannelPackage:
        package = self._logins.any_package(integration.package)
        if not is_sales_channel(package):
            raise TypeError(f"{package.key} is no place that files come from")
        return package

    def _note_files(self, integration: Integration) -> None:
        try:
            placed = self._package(integration).files(integration.service_address)
        except MendableError:
            placed = ()
        self._seen[integration.id] = {file.path: file.seen for file in placed}

    def _look(self, integration: Integration, is_cancelled: IsCancelled) -> FolderLook:
        with self._book.reading() as session:
            company = session.companies.get(integration.company_id or 0)
            known = dict(session.watched.of(integration.id))
        nothing = FolderLook(integration, company)
        try:
            placed = self._package(integration).files(integration.service_address)
        except MendableError as failure:
            self._note(integration, words.title(failure))
            return replace(nothing, failure=failure)
        before = self._seen.get(integration.id, {})
        self._seen[integration.id] = {file.path: file.seen for file in placed}
        self._note(integration, "")
        hashes = {file.sha256 for file in known.values() if file.sha256}
        return self._read(_Files(nothing, known, hashes), placed, before, is_cancelled)

    def _read(
        self, files: _Files, placed: Sequence[PlacedFile], before: Seen, is_cancelled: IsCancelled
    ) -> FolderLook:
        opened: list[_Opened] = []
        for file in placed:
            if is_cancelled():
                break
            if self._is_done(files, file):
                continue
            if before.get(file.path) != file.seen:
                files.look = replace(files.look, growing=files.look.growing + 1)
            elif self._package(files.look.integration).is_openable(file.path):
                opened.append(self._opened(files.look.company, file))
            else:
                self._wait_for(files, file)
        # Reports go to orders that are there, so the order files come first.
        for each in sorted(opened, key=lambda each: each.is_report):
            if is_cancelled():
                break
            self._take(files, each)
        if any(result.counts.new for result in files.look.results):
            self._read_behind(files)
        return files.look

    def _read_behind(self, files: _Files) -> None:
        """Put reports that came before their orders to the orders that are there now."""
        read = {result.path for result in files.look.results}
        for path in sorted(self._behind.pop(files.look.integration.id, set()) - read):
            try:
                result = self._import(files.look, path)
            except MendableError:
                continue  # it is not there any more, or no use without its orders yet
            if result.counts.changed:
                files.look = replace(files.look, results=(*files.look.results, result))

    def _is_done(self, files: _Files, file: PlacedFile) -> bool:
        """As it was when it was read or refused; one that could not be opened is tried again."""
        known = files.known.get(file.path.name)
        if known is None or known.seen != file.seen:
            return False
        is_closed = not known.sha256 and not known.refusal
        return not is_closed or not self._package(files.look.integration).is_openable(file.path)

    def _opened(self, company: Company, file: PlacedFile) -> _Opened:
        looks: list[ImportLook] = []
        refused: list[FileNotTaken] = []
        for part in self._importer.parts([file.path]):
            try:
                looks.append(self._importer.look(part, company.id))
            except MendableError as error:
                refused.append(FileNotTaken(part, error))
        return _Opened(file, tuple(sorted(looks, key=lambda look: look.is_report)), tuple(refused))

    def _take(self, files: _Files, opened: _Opened) -> None:
        file, refused = opened.file, list(opened.refused)
        whole = _hash_of([look.file.sha256 for look in opened.looks])
        if refused or whole not in files.hashes:
            refused += self._import_all(files, opened.looks)
        if refused:
            files.look = replace(files.look, refusals=(*files.look.refusals, *refused))
            refusal = words.title(refused[0].error)
            self._save(files, WatchedFile(file.path.name, file.seen, refusal=refusal))
            return
        files.hashes.add(whole)
        self._save(files, WatchedFile(file.path.name, file.seen, whole))

    def _import_all(self, files: _Files, looks: Sequence[ImportLook]) -> list[FileNotTaken]:
        """Import what was not read before; what is refused only now."""
        refused: list[FileNotTaken] = []
        for file in (look.file for look in looks):
            if file.sha256 in files.hashes:
                continue
            try:
                result = self._import(files.look, file.path)
            except MendableError as error:
                refused.append(FileNotTaken(file.path, error))
            else:
                files.look = replace(files.look, results=(*files.look.results, result))
                files.hashes.add(file.sha256)
        return refused

    def _import(self, look: FolderLook, path: Path) -> FileResult:
        company, channel_id = look.company, look.integration.channel_id
        channel = None
        if channel_id is not None:
            with self._book.reading() as session:
                channel = session.channels.get(channel_id)
        behind = self._behind.setdefault(look.integration.id, set())
        try:
            result = self._importer.import_file(
                path, company.id, channel, is_practice_company=company.is_practice
            )
        except ReportBeforeOrders:
            behind.add(path)
            raise
        if result.report and result.report.missing:
            behind.add(path)
        return result

    def _wait_for(self, files: _Files, file: PlacedFile) -> None:
        """List a file that cannot be opened once; it is left alone until it can be."""
        refused = FileNotTaken(file.path, FileUnreadable(path=file.path, why="permission"))
        files.look = replace(files.look, refusals=(*files.look.refusals, refused))
        self._save(files, WatchedFile(file.path.name, file.seen))

    def _save(self, files: _Files, file: WatchedFile) -> None:
        files.known[file.name] = file
        with self._book.writing() as session:
            session.watched.save(files.look.integration.id, file)

    def _note(self, integration: Integration, failure: str) -> Integration:
        with self._book.writing() as session:
            current = session.integrations.get(integration.id) or integration
            noted = replace(current, last_checked=self._clock.now(), last_failure=failure)
            session.integrations.save(noted)
        return noted


def _is_on(integration: Integration) -> bool:
    return integration.is_active and integration.company_id is not None


def _hash_of(hashes: Sequence[str]) -> str:
    """That of the one table, or one of all tables in a zip."""
    return sha256("".join(hashes).encode()).hexdigest() if len(hashes) > 1 else "".join(hashes)
