"""How a run begins: login, right company, one at a time on this computer, safety copy, row in the book."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kfdesk.domain.company import Company, Integration
from kfdesk.domain.errors import SettleTooShort
from kfdesk.domain.postings import Run
from kfdesk.services.export_report import ExportWatch
from kfdesk.services.live_run import LiveRun
from kfdesk.services.logins import Logins
from kfdesk.services.ports import AccountsGateway, AccountsPackage, Book, Clock, ExportLock
from kfdesk.services.same_company import check_company

SETTLE_S = 120
CONNECTIONS = 4
"""Calls under way unless told otherwise; of those that insert invoices the package says how many."""


@dataclass(frozen=True)
class Connected:
    """A connection to the company that is meant; `settle_s` is as asked, and long enough."""

    integration: Integration
    package: AccountsPackage
    company: Company
    gateway: AccountsGateway
    settle_s: int
    connections: int


class LiveRuns:
    """Opens the way for exports and undos."""

    def __init__(self, book: Book, logins: Logins, lock: ExportLock, clock: Clock) -> None:
        """Connect by `logins`, lock by `lock`."""
        self._book = book
        self._logins = logins
        self._lock = lock
        self._clock = clock

    @contextmanager
    def connected(
        self, company_id: int, settle_s: int | None = None, connections: int | None = None
    ) -> Iterator[Connected]:
        """A connection, closed at the end. Raises SettleTooShort, AnotherCompany or CallFailed."""
        integration = self._logins.of_company(company_id)
        package = self._logins.package(integration.package)
        with self._book.reading() as session:
            company = session.companies.get(company_id)
        seconds = _long_enough(settle_s, package.least_settle_s(integration.service_address))
        gateway = self._logins.gateway(integration)
        try:
            check_company(gateway, company)
            yield Connected(integration, package, company, gateway, seconds, connections or CONNECTIONS)
        finally:
            gateway.close()

    @contextmanager
    def alone(self, way: Connected, reason: str) -> Iterator[None]:
        """The only run of the company on this computer, with a safety copy of the book made.

        Raises FolderNotSuitable, ExportLocked or CopyFailed.
        """
        self._book.check_suits_exports()
        name = f"{way.company.service_address} {way.company.name}"
        holder = f"{way.integration.profile_name}, process {os.getpid()}"
        with self._lock.hold(name, holder):
            self._book.copy(reason)
            yield

    def begun(self, way: Connected, undoes: int = 0) -> Run:
        """A new run in the book."""
        profile = way.integration.profile_name
        with self._book.writing() as session:
            return session.exports.begin_run(way.company.id, profile, self._clock.now(), undoes)

    def live(self, way: Connected, run: Run, watch: ExportWatch) -> LiveRun:
        """What all parts of the run share."""
        return LiveRun(
            book=self._book,
            gateway=way.gateway,
            clock=self._clock,
            company=way.company,
            run=run,
            watch=watch,
            settle_s=way.settle_s,
            connections=way.connections,
            inserts=threading.Semaphore(way.package.inserts_at_once),
        )


def _long_enough(asked: int | None, least: int) -> int:
    seconds = SETTLE_S if asked is None else asked
    if seconds < least:
        raise SettleTooShort(seconds=seconds, least=least)
    return seconds
