"""The way a company is linked: which step follows which, the look, what it found, and what is kept.

A profile is added before anything is known of the company (*Add Integration*). A look tries the
login. What a look leads to is decided here; the pages and the command only show it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import uuid4

from kfdesk import words
from kfdesk.domain.channels import Channel
from kfdesk.domain.company import Company, CompanyDetails, Integration, LookUps
from kfdesk.domain.errors import (
    AnotherCompany,
    CallFailed,
    Cancelled,
    FieldEmpty,
    KeyringError,
    KfdeskError,
    PasswordNeeded,
    ProfileNameTaken,
)
from kfdesk.services.link_look import Login, Look
from kfdesk.services.logins import Logins, default_address
from kfdesk.services.look_ups import LookUpReader
from kfdesk.services.ports import Book, BookSession, Clock, FieldKind, IsCancelled, Package, PackageType


class Step(StrEnum):
    """The steps of the guide, in its order."""

    TYPE = "type"
    PACKAGE = "package"
    PROFILE = "profile"
    DETAILS = "details"
    ACCESS = "access"
    LINKED = "linked"


def step_after_details(look: Look) -> Step:
    """On, whatever KashFlow answered; here where nothing that is KashFlow answers."""
    return Step.ACCESS if look.is_answered else Step.DETAILS


@dataclass(frozen=True)
class LinkedSummary:
    """What linking did, for the last page and the command.

    `shared_with` are other profiles of the same company; `claimed` are channels that waited for
    the first company linked, with `claimed_orders` orders.
    """

    integration: Integration
    company: Company
    look_ups: LookUps
    shared_with: tuple[str, ...] = ()
    claimed: tuple[Channel, ...] = ()
    claimed_orders: int = 0
    kept_in: str | None = None
    keyring_failure: KeyringError | None = None


def _never() -> bool:
    return False


class LinkAccount:
    """Adds, looks, links, edits, tests, pauses and removes integrations.

    `reassess` is called with the id of each channel that found its company, so that its orders
    are planned by that company's lists.
    """

    def __init__(
        self,
        book: Book,
        logins: Logins,
        look_ups: LookUpReader,
        clock: Clock,
        reassess: Callable[[int], object] | None = None,
    ) -> None:
        self._book = book
        self._logins = logins
        self._look_ups = look_ups
        self._clock = clock
        self._reassess = reassess

    # ------------------------------------------------------------ what can be chosen

    def types(self) -> tuple[PackageType, ...]:
        """The types that packages have, each once."""
        return tuple(dict.fromkeys(package.type for package in self._logins.packages))

    def packages(self, of_type: PackageType) -> tuple[Package, ...]:
        """The packages of a type."""
        return tuple(package for package in self._logins.packages if package.type.value == of_type.value)

    def package_of(self, integration: Integration) -> Package:
        """The package of an integration."""
        return self._logins.any_package(integration.package)

    def proposed_name(self, package: Package) -> str:
        """A profile name that is free: the package's name, numbered where it is taken."""
        taken = {each.profile_name.casefold() for each in self._logins.integrations()}
        names = [package.name, *(f"{package.name} {n}" for n in range(2, len(taken) + 3))]
        return next(name for name in names if name.casefold() not in taken)

    # ------------------------------------------------------------ steps

    def add(self, package_key: str, profile_name: str) -> Integration:
        """*Add Integration*: there from now on, not linked yet. Raises FieldEmpty, ProfileNameTaken."""
        package = self._logins.any_package(package_key)
        integration = Integration(uuid4().hex, self._free_name(profile_name), package.key)
        return self._save(integration)

    def name_profile(
        self, integration: Integration | None, package_key: str, profile_name: str
    ) -> Integration:
        """What the profile page asks for: add it, or give an added one its name and package.

        Another package is chosen before anything is linked; what was entered for the first is
        forgotten then. Raises FieldEmpty, ProfileNameTaken.
        """
        if integration is None:
            return self.add(package_key, profile_name)
        if integration.package == package_key:
            return self.rename(integration.id, profile_name)
        self._logins.forget(integration.id)
        name = self._free_name(profile_name, integration.id)
        return self._save(Integration(integration.id, name, package_key))

    def rename(self, integration_id: str, profile_name: str) -> Integration:
        """Another profile name. Raises FieldEmpty, ProfileNameTaken."""
        name = self._free_name(profile_name, integration_id)
        return self._save(replace(self._logins.integration(integration_id), profile_name=name))

    def resume_step(self, integration: Integration) -> Step:
        """Where Edit goes on: at the access page once a look succeeded, else at the details.

        A linked company's Edit is about its login, so it begins at the details too.
        """
        stopped_at_access = integration.company_id is None and self.was_accepted(integration)
        return Step.ACCESS if stopped_at_access else Step.DETAILS

    def was_accepted(self, integration: Integration) -> bool:
        """Whether a look succeeded with this login; its password was kept then, where that is possible."""
        was_seen = integration.last_checked is not None and not integration.last_failure
        return was_seen or integration.company_id is not None

    def kept_login(self, integration: Integration) -> Login:
        """The login as it is kept; raises PasswordNeeded or a KeyringError."""
        password = self._logins.password(integration.id)
        return Login(integration.username, password, integration.service_address)

    def look(self, integration_id: str, login: Login, is_cancelled: IsCancelled = _never) -> Look:
        """Try a login, and keep it: name and address at once, the password once the look succeeded.

        Nothing of a linked company's login is changed before the look succeeded and met the same
        company. What goes wrong is in the answer; only Cancelled is raised.
        """
        integration = self._logins.integration(integration_id)
        try:
            login = self._complete(integration, login)
            if integration.company_id is None:
                integration = self._save(_with_login(integration, login))
            seen = self._see(integration, login)
        except Cancelled:
            raise
        except KfdeskError as failure:
            seen = Look(login, failure=failure)
        if is_cancelled():
            raise Cancelled
        return self._keep_look(integration, seen)

    def finish(self, integration_id: str, look: Look) -> LinkedSummary:
        """Link the company that a look found; channels that waited for a first company become its."""
        if look.details is None or look.look_ups is None:
            raise ValueError("only a look that succeeded can be finished")
        integration = self._logins.integration(integration_id)
        with self._book.writing() as session:
            company = self._company(session, integration, look.details)
            linked = replace(integration, company_id=company.id)
            session.integrations.save(linked)
            waiting = session.channels.of_company(None)
            claimed_orders = session.channels.claim_waiting(company.id) if waiting else 0
            # One whose name the company has already goes on waiting.
            claimed = tuple(each for each in waiting if each not in session.channels.of_company(None))
        look_ups = self._look_ups.keep(look.look_ups, company.id)
        self._plan_claimed(claimed)
        return LinkedSummary(
            integration=linked,
            company=company,
            look_ups=look_ups,
            shared_with=self._others_of(linked),
            claimed=claimed,
            claimed_orders=claimed_orders,
            kept_in=look.kept_in,
            keyring_failure=look.keyring_failure,
        )

    def link(
        self, package_key: str, profile: str, username: str, password: str, address: str = ""
    ) -> LinkedSummary:
        """All steps in one, for the command; raises what kept it from linking.

        A profile of this name and package is linked anew; as in the window, one that could not be
        linked stays in the book as not linked yet.
        """
        integration = self._profile_for(self._logins.package(package_key), profile)
        look = self.look(integration.id, Login(username, password, address))
        if look.failure:
            raise look.failure
        return self.finish(integration.id, look)

    # ------------------------------------------------------------ the Integration Manager

    def test(self, integration_id: str, is_cancelled: IsCancelled = _never) -> Look:
        """Look with the login that is kept, and note the outcome; the lists are read again.

        Raises PasswordNeeded or a KeyringError when there is no password to look with.
        """
        integration = self._logins.integration(integration_id)
        look = self.look(integration_id, self.kept_login(integration), is_cancelled)
        if look.look_ups and integration.company_id is not None:
            self._look_ups.keep(look.look_ups, integration.company_id)
        elif look.failure:
            self._note(integration, look.failure)
        return look

    def set_active(self, integration_id: str, *, is_active: bool) -> Integration:
        """Off: not offered, not checked, nothing forgotten."""
        return self._save(replace(self._logins.integration(integration_id), is_active=is_active))

    def remove(self, integration_id: str) -> None:
        """Forget the profile and its password; the company, its channels and orders stay.

        The password goes first: a keyring that keeps it must not be left behind unnoticed.
        """
        self._logins.forget(integration_id)
        with self._book.writing() as session:
            session.integrations.remove(integration_id)

    # ------------------------------------------------------------ below

    def _complete(self, integration: Integration, login: Login) -> Login:
        """The login with nothing missing; raises FieldEmpty for the first that is.

        An empty password means the one that is kept; raises a KeyringError when it cannot be had.
        """
        login = replace(login, password=login.password or self._kept_password(integration.id))
        given = {FieldKind.USERNAME: login.username.strip(), FieldKind.PASSWORD: login.password}
        for each in self.package_of(integration).fields:
            if each.kind in given and not given[each.kind]:
                raise FieldEmpty(field=str(each.kind))
        return Login(given[FieldKind.USERNAME], login.password, login.address.strip())

    def _kept_password(self, integration_id: str) -> str:
        try:
            return self._logins.password(integration_id)
        except PasswordNeeded:
            return ""

    def _see(self, integration: Integration, login: Login) -> Look:
        """The calls of a look; the cheapest first, for it meets every refusal."""
        gateway = self._logins.gateway(_with_login(integration, login), login.password)
        try:
            details = gateway.company()
            remote_login: CallFailed | None = None
            try:
                gateway.check_remote_login()
            except CallFailed as refusal:  # linking works without it
                remote_login = refusal
            look_ups = self._look_ups.read(gateway)
        finally:
            gateway.close()
        return Look(login, details, look_ups, remote_login=remote_login)

    def _keep_look(self, integration: Integration, look: Look) -> Look:
        if look.failure:
            # The kept login of a linked company was not what failed; `test` notes it when it was.
            if integration.company_id is None and isinstance(look.failure, CallFailed):
                self._note(integration, look.failure)
            return look
        try:
            self._save_seen(integration, look)
        except AnotherCompany as failure:
            return Look(look.login, failure=failure)
        return self._keep_password(integration.id, look)

    def _save_seen(self, integration: Integration, look: Look) -> None:
        seen = replace(_with_login(integration, look.login), last_checked=self._clock.now(), last_failure="")
        with self._book.writing() as session:
            if integration.company_id is not None and look.details:
                expected = session.companies.get(integration.company_id)
                if self._company(session, seen, look.details).id != expected.id:
                    # Leaving the transaction by an error takes back the company it added.
                    raise AnotherCompany(expected=expected.name, found=look.details.name)
            session.integrations.save(seen)

    def _company(self, session: BookSession, integration: Integration, details: CompanyDetails) -> Company:
        package = self._logins.package(integration.package)
        address = package.company_address(integration.service_address or default_address(package))
        return session.companies.find_or_add(address, details, is_practice=package.is_practice)

    def _keep_password(self, integration_id: str, look: Look) -> Look:
        try:
            return replace(look, kept_in=self._logins.keep(integration_id, look.login.password))
        except KeyringError as failure:
            return replace(look, keyring_failure=failure)

    def _note(self, integration: Integration, failure: KfdeskError) -> None:
        current = self._logins.integration(integration.id)
        self._save(replace(current, last_checked=self._clock.now(), last_failure=words.title(failure)))

    def _save(self, integration: Integration) -> Integration:
        with self._book.writing() as session:
            session.integrations.save(integration)
        return integration

    def _free_name(self, profile_name: str, own_id: str = "") -> str:
        name = " ".join(profile_name.split())
        if not name:
            raise FieldEmpty(field="profile_name")
        others = (each for each in self._logins.integrations() if each.id != own_id)
        if any(each.profile_name.casefold() == name.casefold() for each in others):
            raise ProfileNameTaken(name=name)
        return name

    def _profile_for(self, package: Package, profile: str) -> Integration:
        wanted = " ".join(profile.split()).casefold()
        for each in self._logins.integrations():
            if each.profile_name.casefold() == wanted and each.package == package.key:
                return each
        return self.add(package.key, profile)

    def _others_of(self, linked: Integration) -> tuple[str, ...]:
        everyone = self._logins.integrations()
        keys = {package.key for package in self._logins.accounts}
        mine = (each for each in everyone if each.company_id == linked.company_id and each.id != linked.id)
        return tuple(each.profile_name for each in mine if each.package in keys)

    def _plan_claimed(self, channels: Sequence[Channel]) -> None:
        if self._reassess:
            for channel in channels:
                self._reassess(channel.id)


def _with_login(integration: Integration, login: Login) -> Integration:
    return replace(integration, username=login.username, service_address=login.address)
