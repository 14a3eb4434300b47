"""User name and password are in no error, no log and no traceback, whatever goes wrong."""

import logging
import socket
import traceback
from collections.abc import Callable, Iterator

import pytest

from kfdesk.domain.errors import CallFailed
from kfdesk.kashflow.client import KashFlowGateway
from kfdesk.kashflow.login import Login
from kfdesk.kashflow.transport import Limits
from tests.kashflow.calls import CALLS
from tests.kashflow.conftest import LOGIN
from tests.kashflow.failures import MISHAPS
from tests.kashflow.server import ScriptedServer, raw, say
from tests.kashflow.wire import reply

LIMITS = Limits(connect_s=0.3, look_s=0.4, call_s=0.4, list_s=0.4)
ESCAPED = "planted-secret-8&amp;d1&lt;"
SECRETS = (LOGIN.username, LOGIN.password, ESCAPED, repr(LOGIN.password.encode())[2:-1])
LIBRARIES = ("zeep", "zeep.transports", "zeep.wsdl", "requests", "urllib3", "urllib3.connectionpool")
ECHO = f"<html><title>{LOGIN.username} {ESCAPED}</title></html>".encode()
ECHOES = {
    "page": say(ECHO, kind="text/html"),
    "503": say(ECHO, status=503, kind="text/html"),
    "404": say(ECHO, status=404, kind="text/html"),
    "status line": raw(f"HELLO {LOGIN.username} {LOGIN.password}\r\n\r\n".encode()),
    "kind": say(b"?", kind=f"text/{LOGIN.password}"),
    "refusal": say(
        reply("GetInvoice.not-found.xml").replace(b"There is no", f"{LOGIN.username} {ESCAPED} of".encode())
    ),
    "fault": say(
        reply("fault.server.xml").replace(b"Timeout", f"{LOGIN.username} {ESCAPED}".encode()), status=500
    ),
    "status": say(reply("GetInvoice.xml").replace(b">OK<", f">{ESCAPED}<".encode())),
}


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """All logs at their most talkative, searched for the secrets at the end of each test."""
    caplog.set_level(logging.DEBUG)
    yield caplog
    _assert_clean(caplog.text)


@pytest.fixture
def talkative(server: ScriptedServer) -> Iterator[KashFlowGateway]:
    """A gateway whose libraries were told, after it was made, to log all they do."""
    gateway = KashFlowGateway(server.address, LOGIN, LIMITS)
    loggers = [logging.getLogger(name) for name in LIBRARIES]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield gateway
    gateway.close()
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)


def _assert_clean(text: str) -> None:
    assert not [secret for secret in SECRETS if secret in text]


def _assert_error_is_clean(error: BaseException) -> None:
    """Nothing in what it says, holds, was caused by, or shows of the frames it went through."""
    assert error.__cause__ is None
    assert error.__context__ is None
    _assert_clean(f"{error!s} {error!r} {error.args!r} {vars(error)!r}")
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    ours = [frame for frame in shown.stack if "/tests/" not in frame.filename]
    _assert_clean("".join(traceback.format_list(ours)))


def _failure(call: Callable[[], object]) -> CallFailed:
    with pytest.raises(CallFailed) as caught:
        call()
    return caught.value


@pytest.mark.parametrize("name", MISHAPS)
def test_failure_holds_no_secret(name: str, server: ScriptedServer, talkative: KashFlowGateway) -> None:
    """Whatever the far end does."""
    server.will(MISHAPS[name].step(server))
    _assert_error_is_clean(_failure(lambda: talkative.invoice(1435)))


@pytest.mark.parametrize("name", ECHOES)
def test_failure_holds_no_secret_when_the_service_repeats_it(
    name: str, server: ScriptedServer, talkative: KashFlowGateway
) -> None:
    """A service, or a proxy in between, may say back what it was told."""
    server.will(ECHOES[name])
    _assert_error_is_clean(_failure(lambda: talkative.invoice(1435)))


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_failure_holds_no_secret_when_nothing_was_sent(scheme: str) -> None:
    """Nor where no connection came about."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        gateway = KashFlowGateway(f"{scheme}://127.0.0.1:{free.getsockname()[1]}/", LOGIN, LIMITS)
        _assert_error_is_clean(_failure(lambda: gateway.invoice(1435)))
        gateway.close()


@pytest.mark.parametrize("name", ["InsertInvoice.zero", "InsertInvoice.refused"])
def test_refusal_holds_no_secret(name: str, server: ScriptedServer, talkative: KashFlowGateway) -> None:
    """Nor what KashFlow itself refuses."""
    server.will(say(reply(f"{name}.xml")))
    call, _ = CALLS["add_invoice"]
    _assert_error_is_clean(_failure(lambda: call(talkative)))


@pytest.mark.parametrize("method", CALLS)
def test_success_logs_no_secret(method: str, server: ScriptedServer, talkative: KashFlowGateway) -> None:
    """The logs of a call that went well are clean too."""
    call, operations = CALLS[method]
    server.will(*[say(reply(f"{operation}.xml")) for operation in operations])
    call(talkative)


def test_libraries_keep_quiet_about_what_they_send(gateway: KashFlowGateway) -> None:
    """A log at DEBUG does not make them say what is sent."""
    for name in ("zeep", "requests", "urllib3"):
        assert logging.getLogger(name).level == logging.INFO


def test_login_is_not_shown() -> None:
    """Neither in its own text nor in a gateway's."""
    _assert_clean(f"{LOGIN!r} {LOGIN!s}")


def test_login_hides_itself_but_no_ordinary_words() -> None:
    """A user name of two letters would blot out every sentence."""
    assert Login("ab", "planted").hide("about planted trees") == "about ••• trees"
