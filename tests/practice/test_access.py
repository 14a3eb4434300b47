"""Who is let in, and with which words the others are not."""

import http.client
from urllib.parse import urlsplit

import pytest

from kfdesk.practice import PracticeCompany
from tests.practice.soap import ENVELOPE, Caller, element

WRONG = "Incorrect username or password"


@pytest.mark.parametrize(
    ("user_name", "password"), [("practice", "wrong"), ("someone", "practice"), ("", ""), ("practice", "")]
)
def test_login_refuses_in_the_recorded_words_when_wrong(
    caller: Caller, user_name: str, password: str
) -> None:
    """A wrong or empty user name or password is a refusal, not a fault."""
    caller.user_name, caller.password = user_name, password
    assert caller.refusal("GetCompanyDetails") == WRONG


def test_login_asks_for_the_api_password_when_it_is_separate(
    caller: Caller, company: PracticeCompany
) -> None:
    """A separate API password shuts the login password out, until it is taken away again."""
    company.change(api_password="another")
    assert company.settings().separate_api_password
    assert caller.refusal("GetCompanyDetails") == WRONG
    caller.password = "another"
    assert caller.call("GetCompanyDetails").status == "OK"
    company.change(api_password="")
    caller.password = "practice"
    assert caller.call("GetCompanyDetails").status == "OK"


def test_passwords_are_not_on_disk_when_used(caller: Caller, company: PracticeCompany) -> None:
    """Neither the API password nor a mistyped one is found in the folder."""
    company.change(api_password="planted-secret-1")
    caller.password = "planted-secret-2"
    caller.refusal("GetCompanyDetails")
    caller.password = "planted-secret-1"
    caller.call("GetCompanyDetails")
    for path in company.folder.iterdir():
        if path.name != "serving.sqlite":  # held by the server for itself
            assert b"planted-secret" not in path.read_bytes()


def test_api_refuses_when_it_is_off(caller: Caller, company: PracticeCompany) -> None:
    """With API access off every call is refused in a sentence."""
    company.change(api_enabled=False)
    assert caller.refusal("GetCustomerSources") == "API access is not enabled for this account"


def test_address_is_named_when_it_is_not_in_the_list(caller: Caller, company: PracticeCompany) -> None:
    """A refused address is told which address it is, and gets in once it is listed."""
    company.change(caller_address="203.0.113.7")
    sentence = "The IP address of 203.0.113.7 is not in the access list"
    assert caller.refusal("GetCustomers") == sentence
    company.change(allowed_addresses=("203.0.113.7",))
    assert caller.call("GetCustomers").status == "OK"
    company.change(allowed_addresses=())
    assert caller.refusal("GetCustomers") == sentence
    company.change(restrict_access=False)
    assert caller.call("GetCustomers").status == "OK"


def test_auto_auth_adds_the_address_when_the_key_is_right(caller: Caller, company: PracticeCompany) -> None:
    """The one call that may come from an unknown address lets that address in, with the right key only."""
    company.change(caller_address="203.0.113.7")
    app = element("appName", "kfdesk")
    assert "AutoAuthKey" in caller.refusal("AutoAuthIP", app + element("AutoAuthKey", "0000FFFF-0000"))
    caller.number("AutoAuthIP", app + element("AutoAuthKey", "1234ABCD-1234"))
    assert caller.call("GetCustomers").status == "OK"


def test_remote_login_is_refused_when_it_is_off(caller: Caller, company: PracticeCompany) -> None:
    """Remote login gives an address that opens, or a refusal when it is off."""
    url = caller.call("GetRemoteLoginURL").value
    assert caller.get(url.removeprefix(caller.endpoint.removesuffix("/api/service.asmx"))).status == 200
    company.change(remote_login=False)
    assert caller.refusal("GetRemoteLoginURL") == "Remote login is not enabled for this account"


def test_vat_registration_is_told_in_both_places_when_it_changes(
    caller: Caller, company: PracticeCompany
) -> None:
    """Whether the company charges VAT is the same in its details and by itself."""
    assert caller.call("isUserVATRegistered").value == "true"
    assert caller.call("GetCompanyDetails").text("VatRegistrationNumber") == "GB123456782"
    company.change(vat_registered=False, company_name="Mugs & Sons")
    assert caller.call("isUserVATRegistered").value == "false"
    details = caller.call("GetCompanyDetails")
    assert details.text("VatRegistered") == "No"
    assert details.text("VatRegistrationNumber") == ""
    assert details.text("CompanyName") == "Mugs & Sons"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not xml",
        b"<a/>",
        ENVELOPE.format("").encode(),
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        + ENVELOPE.format('<GetCustomers xmlns="KashFlow"><UserName>&e;</UserName></GetCustomers>')
        .partition("?>")[2]
        .encode(),
    ],
    ids=["empty", "no-xml", "no-soap", "no-call", "document-type"],
)
def test_service_answers_with_a_client_fault_when_it_is_no_call(caller: Caller, body: bytes) -> None:
    """What is not a call gets a Fault and HTTP 500."""
    reply = caller.post(body, "KashFlow/GetCustomers")
    assert reply.status == 500
    assert b"soap:Client" in reply.body


def test_service_answers_with_a_client_fault_when_the_operation_is_unknown(caller: Caller) -> None:
    """An operation that the service does not have is a Fault."""
    reply = caller.send("GetSpaceships")
    assert (reply.status, b"soap:Client" in reply.body) == (500, True)


def test_service_answers_with_a_client_fault_when_the_action_differs(caller: Caller) -> None:
    """The header must name the operation that the body holds."""
    reply = caller.send("GetCustomers", action="KashFlow/DeleteInvoice")
    assert (reply.status, b"SOAPAction" in reply.body) == (500, True)


def test_service_is_not_found_when_the_path_is_another(caller: Caller) -> None:
    """Only the service's own address takes calls, and it gives no description of itself."""
    assert caller.post(b"<a/>", "KashFlow/GetCustomers", path="/other").status == 404
    assert caller.get("/api/service.asmx?WSDL").status == 404


@pytest.mark.parametrize(("length", "status"), [(str(4 * 1024 * 1024 + 1), 413), ("many", 411)])
def test_request_is_refused_when_its_length_is_wrong(caller: Caller, length: str, status: int) -> None:
    """A request beyond the limit, or of no length, is not read."""
    parts = urlsplit(caller.endpoint)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port or 0, timeout=30)
    connection.putrequest("POST", parts.path)
    connection.putheader("Content-Length", length)
    connection.endheaders()
    assert connection.getresponse().status == status
    connection.close()
