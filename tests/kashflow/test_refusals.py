"""KashFlow's wordings of a no, told apart."""

import pytest

from kfdesk.domain.errors import AddressNotAllowed, ApiNotEnabled, LoginRefused, Refused, RemoteLoginOff
from kfdesk.kashflow.client import KashFlowGateway
from kfdesk.kashflow.refusals import REMOTE_LOGIN, refusal
from tests.kashflow.server import ScriptedServer, say
from tests.kashflow.wire import reply


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Incorrect username or password", LoginRefused),
        ("The IP address of 203.0.113.7 is not in the access list", AddressNotAllowed),
        ("API access is not enabled for this account", ApiNotEnabled),
        ("The API has not been enabled.", ApiNotEnabled),
        ("Your API is disabled", ApiNotEnabled),
        ("Access denied", ApiNotEnabled),
        ("You must enable the SOAP API first", ApiNotEnabled),
        ("Customer Code is not unique", Refused),
        ("Access to this invoice is denied: its VAT period is closed", Refused),
        ("Stock control is not enabled for capital goods", Refused),
        ("", Refused),
    ],
)
def test_refusal_is_told_by_its_text(text: str, kind: type[Refused]) -> None:
    """Login, address and API each have their own class; all else is about the one call."""
    found = refusal("InsertInvoice", text)
    assert type(found) is kind
    assert found.facts["detail"] == text


def test_refused_address_is_named() -> None:
    """The person must add exactly this address."""
    found = refusal("GetCompanyDetails", "The IP address of 2001:db8::7 is not in the access list.")
    assert found.facts["address"] == "2001:db8::7"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Remote login is not enabled for this account", RemoteLoginOff),
        ("The remote login API is disabled", RemoteLoginOff),
        ("Not today", RemoteLoginOff),
        ("Incorrect username or password", LoginRefused),
        ("API access is not enabled for this account", ApiNotEnabled),
        ("The IP address of 203.0.113.7 is not in the access list", AddressNotAllowed),
    ],
)
def test_refusal_of_remote_login_is_told_by_its_text(text: str, kind: type[Refused]) -> None:
    """Once login, address and API are let in, it is Remote Login itself that is off."""
    assert type(refusal(REMOTE_LOGIN, text)) is kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [("wrong-password", LoginRefused), ("address", AddressNotAllowed), ("api-off", ApiNotEnabled)],
)
def test_look_says_what_kashflow_refused(
    name: str, kind: type[Refused], server: ScriptedServer, gateway: KashFlowGateway
) -> None:
    """Each refusal at linking has its own class."""
    server.will(say(reply(f"GetCompanyDetails.{name}.xml")))
    with pytest.raises(Refused) as caught:
        gateway.company()
    assert type(caught.value) is kind


def test_remote_login_says_that_it_is_off(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """A no to the address for logging in means that Remote Login is off."""
    server.will(say(reply("GetRemoteLoginURL.off.xml")))
    with pytest.raises(RemoteLoginOff):
        gateway.check_remote_login()
