"""What a call gets instead of its answer when a fault hits it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from kfdesk.practice.envelope import Answer, Request, fault
from kfdesk.practice.records import Fault, FaultKind
from kfdesk.practice.service import Service

MAINTENANCE_PAGE = (
    b"<!DOCTYPE html><html><head><title>Maintenance</title></head>"
    b"<body><h1>We will be back shortly</h1><p>The service is being updated.<br></body></html>"
)
REFUSED = "The request was refused"
BROKEN = "Server was unable to process request. ---> Object reference not set to an instance of an object."


class Exchange(Protocol):
    """One request and the connection it came on."""

    @property
    def service(self) -> Service:
        """What answers when nothing goes wrong."""

    @property
    def caller(self) -> str:
        """The address of the other side."""

    def send(self, status: int, body: bytes, headers: Mapping[str, str], *, cut: bool = False) -> None:
        """Send a reply; cut: only half of it."""

    def send_answer(self, answer: Answer) -> None:
        """Send a reply in the usual way."""

    def drop(self) -> None:
        """Close the connection without a word."""

    def wait(self, seconds: float) -> bool:
        """Wait; False when the server is stopped meanwhile."""

    def later(self, seconds: float, work: Callable[[], object]) -> None:
        """Do something in a while, on a thread of its own."""


def misbehave(exchange: Exchange, request: Request, fault_: Fault) -> None:
    """Let a call go wrong in the way of a fault."""
    kind = FaultKind(fault_.kind)
    _WAYS[kind](exchange, request, fault_)


def _work(exchange: Exchange, request: Request, fault_: Fault) -> Answer:
    return exchange.service.answer(request, exchange.caller, logged_as=fault_.kind)


def _maybe_work(exchange: Exchange, request: Request, fault_: Fault) -> None:
    if fault_.done:
        _work(exchange, request, fault_)
    else:
        exchange.service.log(request.operation, fault_.kind)


def _drop_before(exchange: Exchange, request: Request, fault_: Fault) -> None:
    exchange.service.log(request.operation, fault_.kind)
    exchange.drop()


def _drop_after(exchange: Exchange, request: Request, fault_: Fault) -> None:
    _work(exchange, request, fault_)
    exchange.drop()


def _late(exchange: Exchange, request: Request, fault_: Fault) -> None:
    # Promised before the connection closes: a caller that hears the close may ask for it at once.
    exchange.later(fault_.seconds, lambda: _work(exchange, request, fault_))
    exchange.drop()


def _stall(exchange: Exchange, request: Request, fault_: Fault) -> None:
    answer = _work(exchange, request, fault_)
    if exchange.wait(fault_.seconds):
        exchange.send_answer(answer)
    else:
        exchange.drop()


def _cut_reply(exchange: Exchange, request: Request, fault_: Fault) -> None:
    answer = _work(exchange, request, fault_)
    exchange.send(answer.status, answer.body, {}, cut=True)


def _refuse(exchange: Exchange, request: Request, fault_: Fault) -> None:
    _maybe_work(exchange, request, fault_)
    exchange.send_answer(exchange.service.refuse(request, fault_.text or REFUSED))


def _fault_server(exchange: Exchange, request: Request, fault_: Fault) -> None:
    _maybe_work(exchange, request, fault_)
    exchange.send_answer(fault("Server", fault_.text or BROKEN))


def _ok_zero(exchange: Exchange, request: Request, fault_: Fault) -> None:
    _maybe_work(exchange, request, fault_)
    exchange.send_answer(exchange.service.claim_nothing_done(request))


def _page(status: int, body: bytes, headers: Mapping[str, str]) -> Callable[[Exchange, Request, Fault], None]:
    def send(exchange: Exchange, request: Request, fault_: Fault) -> None:
        _maybe_work(exchange, request, fault_)
        exchange.send(status, body, headers)

    return send


_HTML = {"Content-Type": "text/html; charset=utf-8"}
_WAYS: dict[FaultKind, Callable[[Exchange, Request, Fault], None]] = {
    FaultKind.DROP_BEFORE: _drop_before,
    FaultKind.DROP_AFTER: _drop_after,
    FaultKind.LATE: _late,
    FaultKind.STALL: _stall,
    FaultKind.CUT_REPLY: _cut_reply,
    FaultKind.REFUSE: _refuse,
    FaultKind.FAULT_SERVER: _fault_server,
    FaultKind.OK_ZERO: _ok_zero,
    FaultKind.HTML: _page(200, MAINTENANCE_PAGE, _HTML),
    FaultKind.HTTP_503: _page(503, MAINTENANCE_PAGE, {**_HTML, "Retry-After": "120"}),
    FaultKind.HTTP_404: _page(404, MAINTENANCE_PAGE, _HTML),
    FaultKind.REDIRECT: _page(302, b"", {**_HTML, "Location": "/maintenance"}),
    FaultKind.GARBAGE: _page(200, b"\x00\xff<soap:Envelope <<< \xfe", {}),
}
