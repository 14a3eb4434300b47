"""Every outside failure, provoked on a real socket, leaves as one of ours with the right answer."""

import errno
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kfdesk.domain.errors import (
    Answer,
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
from kfdesk.kashflow import translate
from kfdesk.kashflow.client import KashFlowGateway
from kfdesk.kashflow.translate import Translation
from kfdesk.kashflow.transport import Limits, RequestBody
from tests.kashflow.conftest import LOGIN
from tests.kashflow.failures import MISHAPS
from tests.kashflow.server import ScriptedServer, say
from tests.kashflow.wire import reply

SHORT = Limits(connect_s=0.3, look_s=0.4, call_s=0.4, list_s=0.4)
SOMEWHERE = "https://service.example.com/api/service.asmx"


@contextmanager
def _gateway(address: str) -> Iterator[KashFlowGateway]:
    gateway = KashFlowGateway(address, LOGIN, SHORT)
    try:
        yield gateway
    finally:
        gateway.close()


def _failure(address: str) -> CallFailed:
    with _gateway(address) as gateway, pytest.raises(CallFailed) as caught:
        gateway.invoice(1435)
    assert caught.value.facts["operation"] == "GetInvoice"
    return caught.value


@pytest.mark.parametrize("name", MISHAPS)
def test_mishap_after_sending_is_told(name: str, server: ScriptedServer) -> None:
    """What happens to a request that was sent is a no only where the service says no."""
    mishap = MISHAPS[name]
    server.will(mishap.step(server))
    failure = _failure(server.address)
    assert type(failure) is mishap.error
    assert failure.answer is (Answer.NO if mishap.error is RequestRejected else Answer.DOUBT)
    assert len(server.bodies) == 1


def test_connection_closed_unread_is_doubt(server: ScriptedServer) -> None:
    """Once a byte of the request was handed over, nobody knows how far it came."""
    server.will(None)
    failure = _failure(server.address)
    assert type(failure) is ConnectionDropped
    assert failure.answer is Answer.DOUBT


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_refused_port_is_not_sent(scheme: str) -> None:
    """Nothing listens there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        failure = _failure(f"{scheme}://127.0.0.1:{port}/")
    assert type(failure) is ConnectionRefused
    assert failure.answer is Answer.NOT_SENT


@contextmanager
def _plain_port(answer: bytes) -> Iterator[str]:
    """An https address whose port answers the first bytes with these, or with nothing but the end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1024)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"https://127.0.0.1:{listener.getsockname()[1]}/"
        thread.join()


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b""])
def test_tls_to_a_plain_port_is_not_sent(answer: bytes) -> None:
    """The password does not go where the connection cannot be made secure."""
    with _plain_port(answer) as address:
        failure = _failure(address)
    assert type(failure) is TlsFailed
    assert failure.answer is Answer.NOT_SENT


def test_handshake_that_stalls_is_not_sent() -> None:
    """A port that takes the connection and never answers the handshake got nothing of the request."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        failure = _failure(f"https://127.0.0.1:{listener.getsockname()[1]}/")
    assert type(failure) is ConnectTimedOut
    assert failure.answer is Answer.NOT_SENT


def test_connection_that_stalls_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection within the limit."""

    def stall(self: socket.socket, address: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket.socket, "connect", stall)
    failure = _failure("http://127.0.0.1:9/")
    assert type(failure) is ConnectTimedOut
    assert failure.answer is Answer.NOT_SENT


@pytest.mark.parametrize("number", [errno.ENETUNREACH, errno.EHOSTUNREACH, 10051])
def test_no_way_there_is_no_network(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that no route leads to."""

    def fail(self: socket.socket, address: object) -> None:
        raise OSError(number, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", fail)
    failure = _failure("http://127.0.0.1:9/")
    assert type(failure) is NoNetwork
    assert failure.answer is Answer.NOT_SENT


@pytest.mark.parametrize(
    ("number", "is_online", "kind"),
    [
        (socket.EAI_NONAME, True, NameNotFound),
        (socket.EAI_NONAME, False, NoNetwork),
        (socket.EAI_AGAIN, True, NoNetwork),
    ],
)
def test_name_without_address_is_told(
    number: int, is_online: bool, kind: type[CallFailed], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong name and a missing network look alike to the resolver; whether there is a route tells."""

    def resolve(*args: object, **kwargs: object) -> list[object]:
        raise socket.gaierror(number, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(translate, "has_route", lambda: is_online)
    failure = _failure(SOMEWHERE)
    assert type(failure) is kind
    assert failure.answer is Answer.NOT_SENT


def test_name_that_can_be_nowhere_is_named() -> None:
    """Names under .invalid are wrong with or without a network."""
    failure = _failure("https://kashflow.invalid/api")
    assert type(failure) is NameNotFound
    assert failure.facts["detail"] == "kashflow.invalid"


@pytest.mark.parametrize("is_online", [True, False])
def test_route_is_asked_for_without_sending(is_online: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system says at once whether there is a way out."""

    def connect(self: socket.socket, address: object) -> None:
        assert self.type == socket.SOCK_DGRAM
        if not is_online:
            raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", connect)
    assert translate.has_route() is is_online


def test_host_that_is_no_name_is_not_found() -> None:
    """A host that cannot be looked up at all."""
    failure = _failure(f"https://{'a' * 70}.example/")
    assert type(failure) is NameNotFound
    assert failure.answer is Answer.NOT_SENT


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("html", "a web page: Back soon"),
        ("503", "HTTP 503: Back soon"),
        ("empty", "an empty answer"),
        ("json", "an answer of the kind application/json"),
        ("fault of the server", "Server was unable to process request. ---> Timeout expired."),
        ("another's answer", "not an answer to GetInvoice"),
    ],
)
def test_detail_says_what_was_there_instead(name: str, text: str, server: ScriptedServer) -> None:
    """The person reads what the service, or whoever stands in its place, said."""
    server.will(MISHAPS[name].step(server))
    assert _failure(server.address).facts["detail"] == text


def test_redirect_is_not_followed(server: ScriptedServer) -> None:
    """The login goes to the linked address and nowhere else."""
    with ScriptedServer() as other:
        other.will(say(reply("GetInvoice.xml")))
        server.will(say(b"", status=307, headers=f"Location: {other.address}\r\n"))
        assert type(_failure(server.address)) is NotKashFlow
        assert other.bodies == []


def test_bug_of_ours_goes_through() -> None:
    """What is no outside failure is not dressed up as one."""
    with pytest.raises(KeyError), Translation("GetInvoice", SOMEWHERE, RequestBody(b""), LOGIN):
        raise KeyError("number")


def test_failure_is_asked_for_only_when_there_is_one() -> None:
    """A call that went well has none."""
    with Translation("GetInvoice", SOMEWHERE, RequestBody(b""), LOGIN) as outcome:
        pass
    with pytest.raises(AssertionError):
        outcome.failure()


@pytest.mark.parametrize("kind", [ServiceDown, ReplyTimedOut])
def test_failures_of_ours_are_kept(kind: type[CallFailed]) -> None:
    """An error that is one of ours already stays what it is."""
    with Translation("GetInvoice", SOMEWHERE, RequestBody(b""), LOGIN) as outcome:
        raise kind(operation="GetInvoice", detail="")
    assert type(outcome.failure()) is kind
