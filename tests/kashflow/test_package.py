"""The entry that the wizard is drawn from."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from kfdesk.domain.errors import AddressNotSafe, AddressNotValid
from kfdesk.kashflow.addresses import is_loopback
from kfdesk.kashflow.package import KASHFLOW_ADDRESS, SoapPackage, kashflow_package
from kfdesk.services.ports import AccountsGateway, AccountsPackage, FieldKind
from tests.kashflow.server import ScriptedServer, say
from tests.kashflow.wire import reply


@pytest.fixture
def package() -> SoapPackage:
    """KashFlow's own entry."""
    return kashflow_package()


def test_package_is_what_the_services_need(package: SoapPackage) -> None:
    """Both the entry and what it connects fit their ports."""
    as_port: AccountsPackage = package
    gateway: AccountsGateway = as_port.connect("", "somebody", "something")
    gateway.close()
    assert (as_port.key, as_port.name, as_port.is_practice) == ("kashflow", "KashFlow", False)


def test_address_is_asked_for_under_advanced(package: SoapPackage) -> None:
    """User name, password, and KashFlow's address for those who need another."""
    assert [field.kind for field in package.fields] == [
        FieldKind.USERNAME,
        FieldKind.PASSWORD,
        FieldKind.ADDRESS,
    ]
    assert [field.is_advanced for field in package.fields] == [False, False, True]
    assert package.fields[2].default == KASHFLOW_ADDRESS


def test_one_invoice_at_a_time(package: SoapPackage) -> None:
    """Until a live account has shown more to be safe."""
    assert package.inserts_at_once == 1


@pytest.mark.parametrize(
    ("address", "seconds"),
    [
        ("", 120),
        (KASHFLOW_ADDRESS, 120),
        ("http://127.0.0.1:8080/x", 0),
        ("http://localhost/x", 0),
        ("not one", 120),
    ],
)
def test_settle_time_may_be_short_on_loopback_only(address: str, seconds: int, package: SoapPackage) -> None:
    """KashFlow may carry a request out two minutes after its answer was lost."""
    assert package.least_settle_s(address) == seconds


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("", KASHFLOW_ADDRESS),
        (f"  {KASHFLOW_ADDRESS} ", KASHFLOW_ADDRESS),
        ("HTTPS://SecuredWebApp.com/api/service.asmx?WSDL", KASHFLOW_ADDRESS),
        ("https://books.example:8443/Api?v=2#top", "https://books.example:8443/Api?v=2"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
    ],
)
def test_company_is_known_by_its_address(typed: str, called: str, package: SoapPackage) -> None:
    """However it was typed, one service has one address."""
    assert package.company_address(typed) == called


@pytest.mark.parametrize(
    "typed",
    [
        "kashflow",
        "ftp://kashflow.com/",
        "https://",
        "https://user:word@kashflow.com/",
        "https://kashflow.com:99999/",
        "https://kash flow.com/",
        "https://[::1/",
    ],
)
def test_address_that_is_none_is_refused(typed: str, package: SoapPackage) -> None:
    """Before any call is made."""
    with pytest.raises(AddressNotValid) as caught:
        package.connect(typed, "somebody", "something")
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_plain_http_is_refused_but_on_this_computer(package: SoapPackage) -> None:
    """A password does not cross a network unprotected."""
    with pytest.raises(AddressNotSafe):
        package.connect("http://securedwebapp.com/api/service.asmx", "somebody", "something")
    package.connect("http://127.0.0.1:8080/service", "somebody", "something").close()


@pytest.mark.parametrize(
    ("address", "is_here"),
    [
        ("http://localhost/", True),
        ("http://127.8.8.8/", True),
        ("https://127.0.0.1.example.com/", False),
        ("", False),
    ],
)
def test_loopback_is_told_by_the_host(address: str, is_here: bool) -> None:
    """A name that only begins like this computer's address is another computer."""
    assert is_loopback(address) is is_here


def test_pages_are_kashflows(package: SoapPackage) -> None:
    """The invoice by its number, and the settings that the checklist is about."""
    assert package.invoice_page("", 1435) == "https://app.kashflow.com/v3/#/invoice/1435"
    assert package.api_settings_page("") == "https://app.kashflow.com/api.asp"


def test_address_may_be_found_when_it_is_needed(package: SoapPackage, server: ScriptedServer) -> None:
    """An entry whose server starts on a free port resolves its address at each use."""
    asked: list[str] = []

    def resolve(address: str) -> str:
        asked.append(address)
        return server.address

    page: Callable[[str, int], str] = lambda address, number: f"{address}#{number}"  # noqa: E731 - a field of the entry
    local = replace(package, resolve=resolve, known_as="practice", is_practice=True, invoice_page_at=page)
    server.will(say(reply("GetInvoice.xml")))
    gateway = local.connect("", "somebody", "something")
    assert gateway.invoice(1435) is not None
    gateway.close()
    assert local.company_address("") == "practice"
    assert local.least_settle_s("") == 0
    assert local.invoice_page("", 7) == f"{server.address}#7"
    assert asked == ["", ""]


def test_import_loads_no_soap_library() -> None:
    """A start does not wait for what only a call needs."""
    code = "import sys, kfdesk.kashflow.package; print({'zeep', 'requests', 'lxml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
