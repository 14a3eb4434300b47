"""HTTP for SOAP: every wait has a limit, nothing is repeated, redirected or remembered."""

import io
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Timeout

from kfdesk import __version__
from kfdesk.kashflow.addresses import is_loopback
from kfdesk.kashflow.failures import OddReply, TimeOver

_PIECE = 65_536
_LEAST_WAIT_S = 0.001  # 0 would mean not to wait at all


@dataclass(frozen=True)
class Limits:
    """How long and how much. `look_s` holds for a whole look, however many calls it takes.

    A list of invoices may take KashFlow longer than a single record. A connection that lay
    idle for `idle_s` is not used again: the far end may have closed it, and a call sent into
    it would be in doubt.
    """

    connect_s: float = 10.0
    look_s: float = 20.0
    call_s: float = 60.0
    list_s: float = 120.0
    idle_s: float = 30.0
    reply_bytes: int = 64 * 1024 * 1024


class Deadline:
    """A moment on a clock that does not jump."""

    def __init__(self, seconds: float) -> None:
        """Set it so many seconds from now."""
        self._end = time.monotonic() + seconds

    @property
    def left_s(self) -> float:
        """Seconds until then; raises TimeOver when it has passed."""
        left = self._end - time.monotonic()
        if left < _LEAST_WAIT_S:
            raise TimeOver("the time limit has passed")
        return left


class RequestBody(io.BytesIO):
    """What is sent. It knows whether any of it was handed to a connection.

    It is read only once a connection stands and, for https, is secured: as long as `is_begun`
    is False the service cannot have carried anything out.
    """

    is_begun = False

    def read(self, size: int | None = -1, /) -> bytes:
        """Hand out a piece."""
        self.is_begun = True
        return super().read(size)


@dataclass(frozen=True)
class HttpReply:
    """An answer as it came."""

    status: int
    content_type: str
    data: bytes = field(repr=False)


class Transport:
    """Posts to one address. Each thread has a session, and so a connection, of its own."""

    def __init__(self, address: str, limits: Limits) -> None:
        self._address = address
        self._limits = limits
        self._local = threading.local()
        self._sessions: list[requests.Session] = []
        self._guard = threading.Lock()

    def post(self, action: str, body: RequestBody, deadline: Deadline) -> HttpReply:
        """Send once and read the whole answer before the deadline."""
        left = deadline.left_s
        with self._session().post(
            self._address,
            data=body,
            headers={"SOAPAction": f'"{action}"'},
            timeout=Timeout(connect=min(self._limits.connect_s, left), total=left),  # type: ignore[arg-type] # requests takes it, its types do not say so
            allow_redirects=False,
            stream=True,
        ) as response:
            data = self._read(response, deadline)
            return HttpReply(response.status_code, response.headers.get("Content-Type", ""), data)

    def close(self) -> None:
        """Close all connections."""
        with self._guard:
            for session in self._sessions:
                _close(session)
            self._sessions.clear()
            self._local = threading.local()

    def _read(self, response: requests.Response, deadline: Deadline) -> bytes:
        read = bytearray()
        while True:
            _wait_at_most(response.raw, deadline.left_s)
            piece = response.raw.read1(_PIECE, decode_content=True)
            if not piece:
                return bytes(read)
            read += piece
            if len(read) > self._limits.reply_bytes:
                raise OddReply(f"an answer of more than {self._limits.reply_bytes} bytes")

    def _session(self) -> requests.Session:
        local, now = self._local, time.monotonic()
        if not hasattr(local, "session"):
            local.session = self._new_session()
        elif now - local.used_at > self._limits.idle_s:
            _close(local.session)  # its connections; the next call opens a fresh one
        local.used_at = now
        session: requests.Session = local.session
        return session

    def _new_session(self) -> requests.Session:
        session = requests.Session()
        # A proxy has no business between this program and this computer.
        session.trust_env = not is_loopback(self._address)
        session.auth = _no_login
        session.headers.update(
            {
                "Content-Type": "text/xml; charset=utf-8",
                "User-Agent": f"kfdesk/{__version__}",
                "Accept": "text/xml",
            }
        )
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(pool_connections=1, pool_maxsize=1, max_retries=0))
        with self._guard:
            self._sessions.append(session)
        return session


def _close(session: requests.Session) -> None:
    """Close the connections now: left to itself, a pool that an error still knows closes them some day."""
    for adapter in session.adapters.values():
        if isinstance(adapter, HTTPAdapter):
            pools = adapter.poolmanager.pools
            for key in pools.keys():  # noqa: SIM118 - it cannot be iterated itself
                pool = pools.get(key)
                if pool is not None:
                    pool.close()
    session.close()


def _no_login(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """The login is in the body; without this, requests would look into ~/.netrc for another."""
    return request


def _wait_at_most(raw: Any, seconds: float) -> None:
    # The limit given with the request starts anew with each piece; this one does not.
    sock = getattr(raw.connection, "sock", None)
    if sock is not None:
        sock.settimeout(seconds)
