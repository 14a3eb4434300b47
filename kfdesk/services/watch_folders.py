"""Folders whose new files are read by themselves: each file once, when it is complete.

A file is complete when two looks see it with the same size and time, and it can be opened.
Nothing is moved, renamed or deleted, and nothing is exported by itself. What is done with what a
folder holds is in `folder_look`.
"""

from dataclasses import replace
from pathlib import Path

from kfdesk import words
from kfdesk.domain.channels import Channel
from kfdesk.domain.company import Company, Integration
from kfdesk.domain.errors import (
    FieldEmpty,
    MendableError,
    UnknownProfile,
)
from kfdesk.services.folder_look import FolderLook, FolderReading, Seen, waiting_among
from kfdesk.services.import_orders import FileNotTaken, OrderImporter
from kfdesk.services.logins import Logins
from kfdesk.services.ports import Book, Clock, IsCancelled
from kfdesk.services.ports.watching import SalesChannelPackage, is_sales_channel
from kfdesk.services.take_file import never

BETWEEN_LOOKS_S = 2.0


class WatchFolders:
    """Links folders, and looks into them."""

    def __init__(self, book: Book, logins: Logins, importer: OrderImporter, clock: Clock) -> None:
        self._book = book
        self._logins = logins
        self._importer = importer
        self._clock = clock
        self._seen: dict[str, Seen] = {}
        self._waiting: dict[str, frozenset[tuple[Path, str]]] = {}

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

    def reads(self, path: Path) -> bool:
        """Whether a file, or a table in a zip, lies in a watched folder, so that it is read by itself."""
        return any(Path(each.service_address) in path.parents for each in self.watched())

    def waiting(self, integration: Integration) -> tuple[FileNotTaken, ...]:
        """The files in a folder that wait for orders; none where it cannot be looked into."""
        try:
            placed = self._package(integration).files(integration.service_address)
        except MendableError:
            return ()
        with self._book.reading() as session:
            return waiting_among(placed, session.watched.of(integration.id))

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
        nothing = FolderLook(integration, company)
        package = self._package(integration)
        try:
            placed = package.files(integration.service_address)
        except MendableError as failure:
            self._note(integration, words.title(failure))
            return replace(nothing, failure=failure)
        before = self._seen.get(integration.id, {})
        self._seen[integration.id] = {file.path: file.seen for file in placed}
        self._note(integration, "")
        look = FolderReading(self._book, self._importer, package, nothing).read(placed, before, is_cancelled)
        return replace(look, is_waiting_told=self._is_told(look))

    def _is_told(self, look: FolderLook) -> bool:
        """Whether the look before had the same files waiting."""
        now = frozenset((each.path, words.title(each.error)) for each in look.waiting)
        before = self._waiting.get(look.integration.id, frozenset())
        self._waiting[look.integration.id] = now
        return now <= before

    def _note(self, integration: Integration, failure: str) -> Integration:
        with self._book.writing() as session:
            current = session.integrations.get(integration.id) or integration
            noted = replace(current, last_checked=self._clock.now(), last_failure=failure)
            session.integrations.save(noted)
        return noted


def _is_on(integration: Integration) -> bool:
    return integration.is_active and integration.company_id is not None
