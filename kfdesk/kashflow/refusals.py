"""KashFlow's wording of a no, told apart. Which of these are on record: tests/kashflow."""

import re

from kfdesk.domain.errors import AddressNotAllowed, ApiNotEnabled, LoginRefused, Refused, RemoteLoginOff

REMOTE_LOGIN = "GetRemoteLoginURL"
NO_CUSTOMER = re.compile(r"\bno customer\b", re.IGNORECASE)
NO_INVOICE = re.compile(r"\bno invoice\b", re.IGNORECASE)

_LOGIN = re.compile(r"incorrect (username|user name) or password", re.IGNORECASE)
_ADDRESS = re.compile(r"the ip address of (.*?) is not in the access list", re.IGNORECASE | re.DOTALL)
_REMOTE_LOGIN = re.compile(r"\bremote[ -]?log-?in\b", re.IGNORECASE)
# KashFlow's text for this is on record nowhere, so anything is taken that speaks of the API or
# the access as such and says that it is off; a refusal of one invoice must not be mistaken for it.
_OFF = r"(not\s+(been\s+|currently\s+)?(enabled|activated|active|switched\s+on|turned\s+on|available|allowed)"
_OFF += r"|disabled|deactivated|inactive|switched\s+off|turned\s+off|denied)"
_API = re.compile(
    rf"\bapi\b.{{0,60}}\b{_OFF}\b|\b{_OFF}\b.{{0,40}}\bapi\b|^\W*access\s+(is\s+|has\s+been\s+)?denied\W*$"
    r"|\benable\b.{0,30}\bapi\b",
    re.IGNORECASE | re.DOTALL,
)


def refusal(operation: str, detail: str) -> Refused:
    """The error for a Status of NO with this text."""
    address = _ADDRESS.search(detail)
    if address:
        return AddressNotAllowed(operation=operation, detail=detail, address=address.group(1).strip())
    return _kind(operation, detail)(operation=operation, detail=detail)


def _kind(operation: str, detail: str) -> type[Refused]:
    if _LOGIN.search(detail):
        return LoginRefused
    if operation == REMOTE_LOGIN:
        # Whatever else it says: the login, the address and the API are let in.
        return ApiNotEnabled if _API.search(detail) and not _REMOTE_LOGIN.search(detail) else RemoteLoginOff
    return ApiNotEnabled if _API.search(detail) else Refused
