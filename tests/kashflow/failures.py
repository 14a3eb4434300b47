"""Ways in which a call goes wrong on a real socket, for the tests that count on each."""

from collections.abc import Callable
from dataclasses import dataclass

from kfdesk.domain.errors import (
    CallFailed,
    ConnectionDropped,
    NotKashFlow,
    ReplyTimedOut,
    RequestRejected,
    ServiceDown,
)
from tests.kashflow.server import (
    ScriptedServer,
    Step,
    half,
    half_chunked,
    hang_up,
    raw,
    reset,
    say,
)
from tests.kashflow.wire import reply

HTML = reply("maintenance.html")
INVOICE = reply("GetInvoice.xml")
CLIENT_FAULT, SERVER_FAULT = reply("fault.client.xml"), reply("fault.server.xml")
ELSEWHERE = "Location: http://127.0.0.1:9/\r\n"


@dataclass(frozen=True)
class Mishap:
    """What the server does, and what the caller must be told."""

    step: Callable[[ScriptedServer], Step | None]
    error: type[CallFailed]


def _always(step: Step | None) -> Callable[[ScriptedServer], Step | None]:
    return lambda _server: step


MISHAPS = {
    "dropped": Mishap(_always(hang_up), ConnectionDropped),
    "reset": Mishap(_always(reset), ConnectionDropped),
    "half": Mishap(_always(half(INVOICE)), ConnectionDropped),
    "half chunked": Mishap(_always(half_chunked(INVOICE)), ConnectionDropped),
    "half without length": Mishap(
        _always(raw(b"HTTP/1.1 200 OK\r\n\r\n" + INVOICE[:500])), ConnectionDropped
    ),
    "stalled": Mishap(lambda server: server.stall, ReplyTimedOut),
    "dripped": Mishap(lambda server: server.drip(INVOICE), ReplyTimedOut),
    "html": Mishap(_always(say(HTML, kind="text/html")), NotKashFlow),
    "empty": Mishap(_always(say(b"")), NotKashFlow),
    "no content": Mishap(_always(say(b"", status=204)), NotKashFlow),
    "json": Mishap(_always(say(b'{"Status": "OK"}', kind="application/json")), NotKashFlow),
    "garbage": Mishap(_always(raw(b"\x16\x03\x01 what?\r\n\r\n")), NotKashFlow),
    "not gzip": Mishap(_always(say(b"plain", headers="Content-Encoding: gzip\r\n")), NotKashFlow),
    "redirect": Mishap(_always(say(b"", status=302, headers=ELSEWHERE)), NotKashFlow),
    "redirect keeping the method": Mishap(_always(say(b"", status=307, headers=ELSEWHERE)), NotKashFlow),
    "another's answer": Mishap(_always(say(reply("GetCompanyDetails.xml"))), NotKashFlow),
    "404": Mishap(_always(say(HTML, status=404, kind="text/html")), RequestRejected),
    "401": Mishap(_always(say(b"", status=401)), RequestRejected),
    "503": Mishap(_always(say(HTML, status=503, kind="text/html")), ServiceDown),
    "500 with nothing": Mishap(_always(say(b"", status=500)), ServiceDown),
    "fault of the server": Mishap(_always(say(SERVER_FAULT, status=500)), ServiceDown),
    "fault of the client": Mishap(_always(say(CLIENT_FAULT, status=500)), RequestRejected),
    "fault with 200": Mishap(_always(say(SERVER_FAULT)), ServiceDown),
    "fault of the client with 200": Mishap(_always(say(CLIENT_FAULT)), RequestRejected),
}
