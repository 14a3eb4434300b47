"""HTTP: limits that hold, one session a thread, nothing taken from the machine it runs on."""

import gzip
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kfdesk.domain.errors import NotKashFlow, ReplyTimedOut
from kfdesk.kashflow.client import KashFlowGateway
from kfdesk.kashflow.failures import TimeOver
from kfdesk.kashflow.login import Login
from kfdesk.kashflow.transport import Deadline, Limits, RequestBody, Transport
from kfdesk.practice import PracticeServer
from tests.kashflow.conftest import LOGIN
from tests.kashflow.drafts import customer, invoice, line
from tests.kashflow.server import ScriptedServer, say
from tests.kashflow.wire import reply

INVOICE = reply("GetInvoice.xml")
PRACTICE = "practice"


def test_reply_that_is_too_big_is_no_answer(server: ScriptedServer) -> None:
    """An answer without end does not fill the memory."""
    server.will(say(INVOICE + b" " * 200_000))
    gateway = KashFlowGateway(server.address, LOGIN, Limits(reply_bytes=100_000))
    with pytest.raises(NotKashFlow):
        gateway.invoice(1435)
    gateway.close()


def test_reply_that_unpacks_too_big_is_no_answer(server: ScriptedServer) -> None:
    """The limit counts what is unpacked."""
    packed = gzip.compress(INVOICE + b" " * 5_000_000)
    server.will(say(packed, headers="Content-Encoding: gzip\r\n"))
    gateway = KashFlowGateway(server.address, LOGIN, Limits(reply_bytes=100_000))
    with pytest.raises(NotKashFlow):
        gateway.invoice(1435)
    gateway.close()


def test_packed_reply_is_read(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """A month of invoices comes packed."""
    server.will(say(gzip.compress(INVOICE), headers="Content-Encoding: gzip\r\n"))
    found = gateway.invoice(1435)
    assert found is not None
    assert found.number == 1435


def test_look_has_one_limit_for_all_its_calls(server: ScriptedServer) -> None:
    """Six lists do not take six times as long."""
    slow = threading.Event()

    def late(connection: socket.socket) -> None:
        slow.wait(0.25)
        say(reply("GetCustomerSources.xml"))(connection)

    server.will(late, server.stall)
    gateway = KashFlowGateway(server.address, LOGIN, Limits(look_s=0.5))
    began = time.monotonic()
    with pytest.raises(ReplyTimedOut):
        gateway.look_ups()
    assert time.monotonic() - began < 0.7
    gateway.close()


def test_deadline_that_passed_says_so() -> None:
    """No call is begun after it."""
    with pytest.raises(TimeOver):
        _ = Deadline(0).left_s


def test_request_knows_whether_it_was_begun() -> None:
    """Only reading it hands anything over."""
    body = RequestBody(b"envelope")
    assert not body.is_begun
    assert body.read(4) == b"enve"
    assert body.is_begun


def test_proxy_of_the_machine_is_not_asked_on_loopback(
    server: ScriptedServer, gateway: KashFlowGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stays on this computer goes through nobody."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.will(say(INVOICE))
    assert gateway.invoice(1435) is not None


def test_netrc_of_the_person_is_not_read(
    server: ScriptedServer, gateway: KashFlowGateway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No other login is sent than the one that was linked."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    server.will(say(INVOICE))
    gateway.invoice(1435)
    assert "Authorization" not in server.heads[0]


@pytest.mark.parametrize(("idle_s", "connections"), [(60.0, 1), (0.0, 3)])
def test_connection_is_used_again_unless_it_lay_idle(idle_s: float, connections: int) -> None:
    """A connection that the far end may have closed meanwhile would put a call in doubt."""
    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        transport = Transport(f"http://127.0.0.1:{listener.getsockname()[1]}/", Limits(idle_s=idle_s))

        def serve() -> None:
            for _ in range(connections):
                connection, _ = listener.accept()
                taken.append(connection)
                for _ in range(3 // connections):
                    while b"</done>" not in connection.recv(65_536):
                        pass
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

        thread = threading.Thread(target=serve)
        thread.start()
        for _ in range(3):
            assert transport.post("KashFlow/X", RequestBody(b"<done></done>"), Deadline(5)).data == b"ok"
        thread.join()
        transport.close()
    for connection in taken:
        connection.close()
    assert len(taken) == connections


def test_threads_share_a_gateway(tmp_path: Path) -> None:
    """Four at once get each its own answer, and every invoice its own number."""
    with PracticeServer(tmp_path) as practice:
        gateway = KashFlowGateway(practice.endpoint, Login(PRACTICE, PRACTICE))
        lists = gateway.look_ups()
        customer_id = gateway.add_customer(customer(source_id=lists.customer_sources[0].id))
        goods = line(sales_type=lists.sales_types[0].id)

        def post(number: int) -> tuple[int, str]:
            made = gateway.add_invoice(invoice(goods, stamp=f"Shop {number}"), customer_id)
            found = gateway.invoice(made)
            assert found is not None
            return made, found.reference

        with ThreadPoolExecutor(4) as pool:
            posted = list(pool.map(post, range(40)))
        gateway.close()
    assert sorted(number for number, _ in posted) == list(range(1, 41))
    assert [reference for _, reference in posted] == [f"Shop {number}" for number in range(40)]


def test_gateway_can_be_used_after_closing(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """Closing drops the connections; a later call opens another."""
    server.will(say(INVOICE), say(INVOICE))
    gateway.invoice(1435)
    gateway.close()
    assert gateway.invoice(1435) is not None
