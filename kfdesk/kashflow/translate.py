"""The one place where an outside failure becomes one of ours, with what is known of the call.

*Not sent* only where no byte of the request was handed to a connection; *no* only where the
service said so; all else is doubt (DESIGN 5.1, *Answers*).
"""

import errno
import http.client
import socket
import ssl
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import requests
import urllib3.exceptions
from lxml import etree

from kfdesk.domain.errors import (
    CallFailed,
    ConnectionDropped,
    ConnectionRefused,
    ConnectTimedOut,
    NameNotFound,
    NoNetwork,
    NotKashFlow,
    ReplyTimedOut,
    RequestRejected,
    ServiceDown,
    TlsFailed,
)
from kfdesk.kashflow.failures import CutOff, HttpStatus, OddReply, SoapFault, TimeOver
from kfdesk.kashflow.login import Login
from kfdesk.kashflow.transport import RequestBody

_OUTSIDE = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    etree.LxmlError,
    OddReply,
    OSError,
    UnicodeError,  # a host that is no name
)
_NO_ADDRESS = (requests.exceptions.InvalidURL, urllib3.exceptions.LocationValueError, UnicodeError)
_BAD_REQUEST, _SERVER_ERROR = 400, 500
# With Windows' own numbers, which errno does not have everywhere.
_NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, 10050, 10051, 10065}
_SOMEWHERE_ELSE = ("192.0.2.1", 9)  # an address kept for documents; nothing is sent there
_NOWHERE = ".invalid"  # such names exist nowhere, with or without a network


class Translation:
    """Around one call: `with Translation(…) as outcome: return …`, then `raise outcome.failure()`.

    It swallows the outside failure instead of raising from it: what failed holds the request,
    and with it the login, as do the frames it went through. What it does not know is a bug of
    ours and goes through.
    """

    def __init__(self, operation: str, address: str, body: RequestBody, login: Login) -> None:
        self._operation = operation
        self._address = address
        self._body = body
        self._login = login
        self._failure: CallFailed | None = None

    def __enter__(self) -> Self:
        """Watch the call."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Keep the failure as one of ours."""
        if isinstance(error, CallFailed):
            self._failure = error.with_traceback(None)
        elif isinstance(error, _OUTSIDE):
            self._failure = self._translated(error)
        return self._failure is not None

    def failure(self) -> CallFailed:
        """The failure, for raising where nothing of the call is left on the stack."""
        if self._failure is None:
            raise AssertionError("the call did not fail")
        return self._failure

    def _translated(self, error: Exception) -> CallFailed:
        if isinstance(error, OddReply):
            kind, detail = _of_reply(error), str(error)
        elif self._body.is_begun:
            kind, detail = _after_sending(error), _text(error)
        else:
            kind, detail = _before_sending(list(_chain(error)), self._address), _text(error)
        if kind is NameNotFound:
            detail = urlsplit(self._address).hostname or ""
        return kind(operation=self._operation, detail=self._login.hide(detail))


def has_route() -> bool:
    """Whether this computer has a way to any other; asked without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_SOMEWHERE_ELSE)
        except OSError:
            return False
    return True


def _of_reply(error: OddReply) -> type[CallFailed]:
    if isinstance(error, SoapFault):
        return RequestRejected if error.blames_request else ServiceDown
    if isinstance(error, HttpStatus) and error.status >= _BAD_REQUEST:
        return RequestRejected if error.status < _SERVER_ERROR else ServiceDown
    if isinstance(error, TimeOver):
        return ReplyTimedOut
    return ConnectionDropped if isinstance(error, CutOff) else NotKashFlow


def _before_sending(chain: list[BaseException], address: str) -> type[CallFailed]:
    if any(isinstance(e, _NO_ADDRESS) for e in chain):
        return NameNotFound
    names = [e for e in chain if isinstance(e, socket.gaierror | urllib3.exceptions.NameResolutionError)]
    if names:
        return _name_kind(names, address)
    if any(isinstance(e, ssl.SSLError | urllib3.exceptions.SSLError) for e in chain):
        return TlsFailed
    if any(_is_timeout(e) for e in chain):
        return ConnectTimedOut
    if any(isinstance(e, OSError) and e.errno in _NO_WAY for e in chain):
        return NoNetwork
    is_refused = any(
        isinstance(e, urllib3.exceptions.NewConnectionError | ConnectionRefusedError) for e in chain
    )
    # A connection that stood and broke before the request: the handshake did not come about.
    return TlsFailed if urlsplit(address).scheme == "https" and not is_refused else ConnectionRefused


def _name_kind(errors: Sequence[BaseException], address: str) -> type[CallFailed]:
    if (urlsplit(address).hostname or "").endswith(_NOWHERE):
        return NameNotFound
    is_passing = any(isinstance(e, socket.gaierror) and e.errno == socket.EAI_AGAIN for e in errors)
    return NoNetwork if is_passing or not has_route() else NameNotFound


def _after_sending(error: Exception) -> type[CallFailed]:
    chain = list(_chain(error))
    if any(_is_timeout(e) for e in chain):
        return ReplyTimedOut
    if any(_is_garbage(e) for e in chain):
        return NotKashFlow
    return ConnectionDropped


def _is_timeout(error: BaseException) -> bool:
    # urllib3 counts every connection that did not come about among its time-outs.
    if isinstance(error, urllib3.exceptions.NewConnectionError):
        return False
    return isinstance(error, TimeoutError | requests.Timeout | urllib3.exceptions.TimeoutError)


def _is_garbage(error: BaseException) -> bool:
    # No answer at all comes as a BadStatusLine too.
    odd = (
        http.client.BadStatusLine,
        http.client.LineTooLong,
        http.client.UnknownProtocol,
        urllib3.exceptions.DecodeError,
        etree.LxmlError,
    )
    return isinstance(error, odd) and not isinstance(error, ConnectionError)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and all that it was made of: requests and urllib3 hide the cause in different places."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        found = waiting.pop()
        if isinstance(found, BaseException) and id(found) not in seen:
            seen.add(id(found))
            yield found
            waiting += [found.__cause__, getattr(found, "reason", None), *found.args]


def _text(error: Exception) -> str:
    """What the innermost cause says: those around it only wrap it in names of objects."""
    causes = [e for e in _chain(error) if isinstance(e, OSError | http.client.HTTPException)]
    own = [e for e in causes if not isinstance(e, requests.RequestException)]
    if not own:
        return type(error).__name__
    said = getattr(own[-1], "verify_message", "") or getattr(own[-1], "strerror", "") or str(own[-1])
    return said or type(own[-1]).__name__
