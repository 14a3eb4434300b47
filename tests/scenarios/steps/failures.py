"""Steps that make a link fail, and what is to be seen then."""

import socket
from typing import Any

import keyring
import pytest
from keyring.backends import fail
from PySide6.QtGui import QGuiApplication
from pytest_bdd import given, parsers, then, when

from kfdesk.practice import Fault, FaultKind
from tests.conftest import MemoryKeyring
from tests.scenarios.person import Person
from tests.scenarios.steps.linking import log_in_at

EVERY_TIME = 0


@given("this computer has no network")
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name can be asked for, as without a cable."""
    look_up = socket.getaddrinfo

    def asked(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host in ("127.0.0.1", "localhost", None):
            return look_up(host, *args, **kwargs)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", asked)


@given(parsers.parse('"{company}" answers with a web page'))
def answers_html(person: Person, company: str) -> None:
    """As a network with a log-in of its own does."""
    person.real_company(company).inject(Fault(FaultKind.HTML, times=EVERY_TIME))


@given(parsers.parse('"{company}" is down for maintenance'))
def answers_503(person: Person, company: str) -> None:
    """An error of its web server."""
    person.real_company(company).inject(Fault(FaultKind.HTTP_503, times=EVERY_TIME))


@given(parsers.parse('"{company}" takes a minute to answer'))
@when(parsers.parse('"{company}" takes a minute to answer'))
def takes_a_minute(person: Person, company: str) -> None:
    """Longer than anybody waits."""
    person.real_company(company).inject(Fault(FaultKind.STALL, times=EVERY_TIME, seconds=60))


@given(parsers.parse("kfdesk waits {seconds:d} second instead of 20"))
def impatient(person: Person, seconds: int) -> None:
    """So that this takes no longer than it must."""
    person.be_impatient(seconds)


@given(parsers.parse('"{company}" answers as it should'))
@when(parsers.parse('"{company}" answers as it should'))
def answers_again(person: Person, company: str) -> None:
    """All is well again."""
    person.real_company(company).clear_faults()


# ------------------------------------------------------------ API settings


@given(parsers.parse('in "{company}" the API is switched {state}'))
@when(parsers.parse('in "{company}" the API is switched {state}'))
def api_switched(person: Person, company: str, state: str) -> None:
    """Enabled, ticked or not."""
    person.real_company(company).change(api_enabled=state == "on")


@given(parsers.parse('in "{company}" Remote Login is switched {state}'))
def remote_login_switched(person: Person, company: str, state: str) -> None:
    """Remote Login, ticked or not."""
    person.real_company(company).change(remote_login=state == "on")


@given(parsers.parse('"{company}" lets in only other addresses than mine, {address}'))
def address_barred(person: Person, company: str, address: str) -> None:
    """Restrict Access, and this computer is not on the list."""
    person.real_company(company).change(caller_address=address, allowed_addresses=("198.51.100.1",))


@when(parsers.parse('"{company}" adds {address} under Restrict Access'))
def address_added(person: Person, company: str, address: str) -> None:
    """What the page told to do."""
    person.real_company(company).change(allowed_addresses=("198.51.100.1", address))


@given(parsers.parse('"{company}" has the separate API password "{password}"'))
@when(parsers.parse('"{company}" changes the API password to "{password}"'))
def api_password(person: Person, company: str, password: str) -> None:
    """Password Settings."""
    person.real_company(company).change(api_password=password)


@when(parsers.parse('the login of "{company}" leads to the books of "{name}"'))
def leads_elsewhere(person: Person, company: str, name: str) -> None:
    """Another company behind the same address."""
    person.real_company(company).change(company_name=name, vat_number="GB999999973")


# ------------------------------------------------------------ what is said


@then(parsers.parse('what failed is "{title}"'))
def failure_title(person: Person, title: str) -> None:
    """What happened."""
    person.wait_for_text("failure_title", title)


@then(parsers.parse('what it means is "{meaning}"'))
def failure_meaning(person: Person, meaning: str) -> None:
    """What it means."""
    person.wait_for_text("failure_meaning", meaning)


@then(parsers.parse('the one thing to do is "{advice}"'))
def failure_advice(person: Person, advice: str) -> None:
    """What to do."""
    person.wait_for_text("failure_advice", advice)


@when("I log in where nothing listens")
def log_in_nowhere(person: Person) -> None:
    """A port of this computer that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    log_in_at(person, f"http://127.0.0.1:{port}/api/service.asmx")


@when(parsers.parse('I log in at "{company}" over https, which it does not speak'))
def log_in_over_https(person: Person, company: str) -> None:
    """The handshake fails."""
    log_in_at(person, person.address_of(company).replace("http://", "https://"))


@then(parsers.parse('the clipboard holds "{text}"'))
def clipboard_holds(person: Person, text: str) -> None:
    """Ready to be pasted in KashFlow."""
    assert QGuiApplication.clipboard().text() == text


@given("this computer has no keyring")
def no_keyring() -> None:
    """As on a bare server."""
    keyring.set_keyring(fail.Keyring())


@then("the keyring is empty")
def keyring_is_empty(memory_keyring: MemoryKeyring) -> None:
    """No password is kept."""
    assert memory_keyring.secrets == {}


@then("the keyring has one password")
def keyring_has_one(memory_keyring: MemoryKeyring) -> None:
    """The look succeeded, so the password is kept."""
    assert list(memory_keyring.secrets.values()) == ["practice"]
