"""Service addresses: what is accepted, and what is on this computer."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from kfdesk.domain.errors import AddressNotSafe, AddressNotValid

_NOT_IN_AN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f<>\"\\]")


def is_loopback(address: str) -> bool:
    """Whether a service address leads to this computer."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def checked(address: str) -> str:
    """The address in the form that calls are sent to.

    Raises AddressNotValid when it is no web address, AddressNotSafe for plain http to
    another computer.
    """
    typed = address.strip()
    parts = _split(typed)
    if parts.scheme == "http" and not is_loopback(typed):
        raise AddressNotSafe(address=typed)
    # People paste the address of the description, which ends in ?WSDL.
    query = "" if parts.query.lower() == "wsdl" else parts.query
    return parts._replace(netloc=parts.netloc.lower(), query=query, fragment="").geturl()


def _split(typed: str) -> SplitResult:
    try:
        parts = urlsplit(typed)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise AddressNotValid(address=typed) from None
    if not is_web or "@" in parts.netloc or _NOT_IN_AN_ADDRESS.search(typed):
        raise AddressNotValid(address=typed)
    return parts
