"""Who may call what: profiles, their passwords and their connections."""

from collections.abc import Sequence
from typing import TypeVar

from kfdesk.domain.company import Integration, IntegrationState
from kfdesk.domain.errors import (
    KeyringMissing,
    NothingLinked,
    PasswordNeeded,
    ProfileNeeded,
    UnknownPackage,
    UnknownProfile,
)
from kfdesk.services.ports import (
    AccountsGateway,
    AccountsPackage,
    Book,
    CredentialStore,
    FieldKind,
    Package,
    is_accounts,
)

P = TypeVar("P", bound=Package)


def default_address(package: Package) -> str:
    """The service address of a package where the person gave none; empty when it asks for none."""
    return next((field.default for field in package.fields if field.kind is FieldKind.ADDRESS), "")


class Logins:
    """Finds a profile, its password and a connection for it.

    A password lives in the keyring and, from when it was given or first read, in this object's
    memory: a keyring that is missing or locks itself must not stop a session.
    """

    def __init__(self, book: Book, credentials: CredentialStore, packages: Sequence[Package]) -> None:
        self._book = book
        self._credentials = credentials
        self._packages = tuple(packages)
        self._session: dict[str, str] = {}
        self._named_id = ""

    @property
    def packages(self) -> tuple[Package, ...]:
        """What can be linked, in the order of the wizard."""
        return self._packages

    @property
    def accounts(self) -> tuple[AccountsPackage, ...]:
        """The packages that are books."""
        return tuple(package for package in self._packages if is_accounts(package))

    def package(self, key: str) -> AccountsPackage:
        """The accounts package of this key; raises UnknownPackage."""
        return _keyed(key, self.accounts)

    def any_package(self, key: str) -> Package:
        """The package of this key, whatever its type; raises UnknownPackage."""
        return _keyed(key, self._packages)

    def integrations(self) -> tuple[Integration, ...]:
        """All profiles, linked or not."""
        with self._book.reading() as session:
            return session.integrations.all()

    def integration(self, integration_id: str) -> Integration:
        """The profile with this id; raises UnknownProfile when it was removed meanwhile."""
        with self._book.reading() as session:
            found = session.integrations.get(integration_id)
        if found is None:
            raise UnknownProfile(name=integration_id, choices=_names(self.integrations()))
        return found

    def resolve(self, profile: str | None) -> Integration:
        """The active linked profile of this name, ignoring case; the only one when None is named.

        From then on a named one is that by which its company is reached. Raises NothingLinked,
        ProfileNeeded or UnknownProfile.
        """
        active = self._usable()
        if profile is not None:
            named = _named(profile, active)
            self._named_id = named.id
            return named
        if not active:
            raise NothingLinked
        if len(active) > 1:
            raise ProfileNeeded(choices=_names(active))
        return active[0]

    def of_company(self, company_id: int) -> Integration:
        """An active profile of this company: the one named, else checked last; raises NothingLinked."""
        mine = [each for each in self._usable() if each.company_id == company_id]
        if not mine:
            raise NothingLinked
        named = next((each for each in mine if each.id == self._named_id), None)
        if named:
            return named
        good = [each for each in mine if each.state is IntegrationState.LINKED] or mine
        return max(good, key=lambda each: each.last_checked.timestamp() if each.last_checked else 0.0)

    def _usable(self) -> list[Integration]:
        """Active and linked books; a sales channel is about a company without reaching it."""
        keys = {package.key for package in self.accounts}
        return [each for each in self.integrations() if each.package in keys and _is_usable(each)]

    def password(self, integration_id: str) -> str:
        """The password; raises PasswordNeeded when none is kept, or a KeyringError."""
        known = self._session.get(integration_id)
        if known is None:
            known = self._credentials.get(integration_id)
        if known is None:
            raise PasswordNeeded(profile=self.integration(integration_id).profile_name)
        self._session[integration_id] = known
        return known

    def keep(self, integration_id: str, password: str) -> str | None:
        """Keep a password; where it is kept, or None when there is no keyring.

        It serves this session in any case. Raises KeyringLocked or KeyringRefused when there is a
        keyring that did not take it.
        """
        self._session[integration_id] = password
        try:
            self._credentials.set(integration_id, password)
            return self._credentials.where()
        except KeyringMissing:
            return None

    def use(self, integration_id: str, password: str) -> None:
        """Take a password for this session only."""
        self._session[integration_id] = password

    def forget(self, integration_id: str) -> None:
        """Forget the password; raises KeyringLocked or KeyringRefused when it may still be kept."""
        self._session.pop(integration_id, None)
        try:
            self._credentials.delete(integration_id)
        except KeyringMissing:
            return  # then nothing can be in it

    def gateway(self, integration: Integration, password: str | None = None) -> AccountsGateway:
        """A connection for this profile, with the password that is kept unless one is given."""
        package = self.package(integration.package)
        secret = self.password(integration.id) if password is None else password
        address = integration.service_address or default_address(package)
        return package.connect(address, integration.username, secret)


def _keyed(key: str, among: Sequence[P]) -> P:
    for package in among:
        if package.key == key:
            return package
    raise UnknownPackage(name=key, choices=tuple(package.key for package in among))


def _is_usable(integration: Integration) -> bool:
    return integration.company_id is not None and integration.is_active


def _names(integrations: Sequence[Integration]) -> tuple[str, ...]:
    return tuple(each.profile_name for each in integrations)


def _named(profile: str, among: Sequence[Integration]) -> Integration:
    wanted = profile.strip().casefold()
    for each in among:
        if each.profile_name.casefold() == wanted:
            return each
    raise UnknownProfile(name=profile, choices=_names(among))
