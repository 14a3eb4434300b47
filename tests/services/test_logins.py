"""Finding a profile, its password and its connection."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kfdesk.domain.company import Integration
from kfdesk.domain.errors import (
    KeyringLocked,
    KeyringMissing,
    NothingLinked,
    PasswordNeeded,
    ProfileNeeded,
    UnknownPackage,
    UnknownProfile,
)
from kfdesk.services.logins import Logins
from kfdesk.store import open_book
from tests.builders import a_company
from tests.fakes import NOON, FakePackage, MemoryKeyring

Adder = Callable[..., Integration]


@pytest.fixture
def keyring() -> MemoryKeyring:
    """An empty keyring."""
    return MemoryKeyring()


@pytest.fixture
def package() -> FakePackage:
    """The only package."""
    return FakePackage()


@pytest.fixture
def logins(tmp_path: Path, keyring: MemoryKeyring, package: FakePackage) -> Logins:
    """The service under test over an empty book."""
    return Logins(open_book(tmp_path / "data"), keyring, (package,))


@pytest.fixture
def add(tmp_path: Path) -> Adder:
    """Puts a profile into the book, linked to a company unless told otherwise."""
    book = open_book(tmp_path / "data")

    def adder(name: str, **changes: object) -> Integration:
        usual = {"company_id": a_company(book).id, "username": "ann", **changes}
        integration = replace(Integration(name.lower(), name, "kashflow"), **usual)  # type: ignore[arg-type]
        with book.writing() as session:
            session.integrations.save(integration)
        return integration

    return adder


def test_resolve_finds_the_only_one_when_none_is_named(logins: Logins, add: Adder) -> None:
    """Paused ones and those not linked yet do not count."""
    wanted = add("Shop")
    add("Paused", is_active=False)
    add("Begun", company_id=None)
    assert logins.resolve(None) == wanted


def test_resolve_finds_by_name_when_case_differs(logins: Logins, add: Adder) -> None:
    """A profile is named ignoring case and outer spaces."""
    add("Other")
    wanted = add("Shop")
    assert logins.resolve(" sHOP ") == wanted


def test_resolve_asks_when_several_are_active(logins: Logins, add: Adder) -> None:
    """With several a name is needed, and the error offers them."""
    add("Shop")
    add("Other")
    with pytest.raises(ProfileNeeded) as caught:
        logins.resolve(None)
    assert caught.value.facts == {"choices": ("Other", "Shop")}


def test_resolve_refuses_when_nothing_is_linked(logins: Logins, add: Adder) -> None:
    """A profile that is not linked yet is none to work with."""
    add("Begun", company_id=None)
    with pytest.raises(NothingLinked):
        logins.resolve(None)


@pytest.mark.parametrize("name", ["Nobody", "Paused", ""])
def test_resolve_refuses_when_no_active_profile_has_the_name(logins: Logins, add: Adder, name: str) -> None:
    """An unknown name, a paused profile's and an empty one are no profile."""
    add("Paused", is_active=False)
    with pytest.raises(UnknownProfile):
        logins.resolve(name)


def test_of_company_takes_the_one_checked_last_and_good(logins: Logins, add: Adder) -> None:
    """Of several profiles of a company the one whose last look succeeded latest is used."""
    old = add("Old", last_checked=NOON - timedelta(days=2))
    add("Broken", last_checked=NOON, last_failure="no")
    wanted = add("New", last_checked=NOON - timedelta(days=1))
    assert old.company_id is not None
    assert logins.of_company(old.company_id) == wanted


def test_of_company_takes_the_one_named_when_a_command_named_it(logins: Logins, add: Adder) -> None:
    """Its login is the one that was asked for, though another was checked later."""
    named = add("Old", last_checked=NOON - timedelta(days=2))
    add("New", last_checked=NOON)
    assert named.company_id is not None
    logins.resolve("old")
    assert logins.of_company(named.company_id) == named


def test_of_company_refuses_when_all_are_paused(logins: Logins, add: Adder) -> None:
    """A company whose only profile is paused cannot be reached."""
    paused = add("Shop", is_active=False)
    assert paused.company_id is not None
    with pytest.raises(NothingLinked):
        logins.of_company(paused.company_id)


def test_package_refuses_when_the_key_is_unknown(logins: Logins) -> None:
    """A package of another version of the program is named, not guessed."""
    with pytest.raises(UnknownPackage):
        logins.package("sage")


def test_password_is_asked_of_the_keyring_once(logins: Logins, add: Adder, keyring: MemoryKeyring) -> None:
    """Once read, a password serves the session even when the keyring locks itself."""
    shop = add("Shop")
    keyring.secrets[shop.id] = "secret"
    assert logins.password(shop.id) == "secret"
    keyring.failure = KeyringLocked()
    assert logins.password(shop.id) == "secret"


def test_password_is_needed_when_none_is_kept(logins: Logins, add: Adder) -> None:
    """The error names the profile, not its id."""
    shop = add("Shop")
    with pytest.raises(PasswordNeeded) as caught:
        logins.password(shop.id)
    assert caught.value.facts == {"profile": "Shop"}


def test_keep_serves_the_session_when_there_is_no_keyring(
    logins: Logins, add: Adder, keyring: MemoryKeyring
) -> None:
    """Without a keyring nothing is written anywhere, and the session goes on."""
    shop = add("Shop")
    keyring.failure = KeyringMissing()
    assert logins.keep(shop.id, "secret") is None
    assert logins.password(shop.id) == "secret"
    assert keyring.secrets == {}


def test_forget_needs_no_keyring_when_there_is_none(
    logins: Logins, add: Adder, keyring: MemoryKeyring
) -> None:
    """Nothing can be kept where there is no keyring."""
    shop = add("Shop")
    logins.use(shop.id, "secret")
    keyring.failure = KeyringMissing()
    logins.forget(shop.id)
    keyring.failure = None
    with pytest.raises(PasswordNeeded):
        logins.password(shop.id)


def test_gateway_is_made_with_the_kept_login(logins: Logins, add: Adder, package: FakePackage) -> None:
    """A connection uses the profile's address, user name and kept password."""
    shop = add("Shop", service_address="https://own.example.com")
    logins.keep(shop.id, "secret")
    logins.gateway(shop)
    assert package.attempts == [("https://own.example.com", "ann", "secret")]


def test_gateway_uses_the_password_given_when_there_is_one(
    logins: Logins, add: Adder, package: FakePackage
) -> None:
    """A password that is given goes before the kept one, and the package's address is the default."""
    shop = add("Shop")
    logins.gateway(shop, "given")
    assert package.attempts == [("https://example.com/api", "ann", "given")]
