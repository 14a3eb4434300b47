"""The server: its pages, its ends, and which of several processes serves."""

import http.client
import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kfdesk.practice import (
    AlreadyServedError,
    PracticeCompany,
    PracticeServer,
    RemotePractice,
    ensure_running,
    running_endpoint,
)
from tests.practice.soap import Caller, customer, invoice, line, lines

ROOT = Path(__file__).resolve().parents[2]
SERVE = """
import sys
from pathlib import Path
from kfdesk.practice import ensure_running
practice = ensure_running(Path(sys.argv[1]))
print(type(practice).__name__, practice.endpoint, flush=True)
sys.stdin.read()
practice.stop()
"""


@contextmanager
def process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that needs the practice company; it ends when its input does."""
    command = [sys.executable, "-c", SERVE, str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as started:
        try:
            yield started
            if started.poll() is None:
                started.communicate(timeout=60)
        finally:
            started.kill()


def first_line(started: subprocess.Popen[str]) -> tuple[str, str]:
    """What a process says first: what it has, and the endpoint."""
    assert started.stdout is not None
    kind, endpoint = started.stdout.readline().split()
    return kind, endpoint


def test_server_says_where_it_is_while_it_runs(folder: Path) -> None:
    """Port and pid lie beside the ledger while it runs, and only on loopback."""
    assert running_endpoint(folder) is None
    server = PracticeServer(folder)
    with pytest.raises(RuntimeError):
        _ = server.endpoint
    with server:
        told = json.loads((folder / "server.json").read_text(encoding="utf-8"))
        assert server.endpoint == f"http://127.0.0.1:{told['port']}/api/service.asmx"
        assert running_endpoint(folder) == server.endpoint
    assert not (folder / "server.json").exists()
    assert running_endpoint(folder) is None
    server.stop()


def test_server_can_start_again_when_stopped(folder: Path) -> None:
    """A company survives its server, settings and all, and is found at the same address."""
    with PracticeServer(folder) as server:
        server.company.change(company_name="Mugs & Sons", rate_decimals=4)
        endpoint = server.endpoint
    with PracticeServer(folder) as server:
        assert server.company.company_name == "Mugs & Sons"
        assert server.endpoint == endpoint
        server.company.reset()
        assert server.company.company_name == "Mugs & Sons"
        assert server.company.settings().rate_decimals == 2


def test_server_takes_a_free_port_when_its_last_one_is_taken(folder: Path, tmp_path: Path) -> None:
    """The port it had last is a wish, not a condition."""
    with PracticeServer(folder) as server:
        port = urlsplit(server.endpoint).port or 0
    with PracticeServer(tmp_path / "other", port), PracticeServer(folder) as server:
        assert urlsplit(server.endpoint).port != port
        assert Caller(server.endpoint).call("GetCustomers").status == "OK"


def test_server_refuses_a_second_one_when_it_runs(folder: Path) -> None:
    """A folder has one server; whoever comes second uses it and does not stop it."""
    with PracticeServer(folder) as server:
        with pytest.raises(AlreadyServedError):
            PracticeServer(folder).start()
        second = ensure_running(folder)
        assert isinstance(second, RemotePractice)
        second.stop()
        assert Caller(second.endpoint).call("GetCustomers").status == "OK"
        assert second.endpoint == server.endpoint


def test_port_error_leaves_the_folder_free_when_the_port_is_taken(folder: Path, tmp_path: Path) -> None:
    """A taken port is an error, after which the folder can still be served."""
    with PracticeServer(tmp_path / "other") as other:
        port = urlsplit(other.endpoint).port or 0
        with pytest.raises(OSError, match=r"."):
            PracticeServer(folder, port).start()
    with PracticeServer(folder) as server:
        assert Caller(server.endpoint).call("GetCustomers").status == "OK"


def test_endpoint_is_not_taken_for_ours_when_another_company_has_the_port(
    folder: Path, tmp_path: Path
) -> None:
    """A stale file that points at another company's server is not believed."""
    PracticeCompany(folder)
    with PracticeServer(tmp_path / "other") as other:
        port = urlsplit(other.endpoint).port
        (folder / "server.json").write_text(json.dumps({"port": port, "pid": 1}), encoding="utf-8")
        assert running_endpoint(folder) is None


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"port": "x"}', "\x00"])
def test_endpoint_is_none_when_the_file_is_broken(folder: Path, text: str) -> None:
    """A broken file is no server."""
    PracticeCompany(folder)
    (folder / "server.json").write_text(text, encoding="utf-8")
    assert running_endpoint(folder) is None


def test_connection_stays_open_when_several_calls_are_made(caller: Caller) -> None:
    """Calls follow one another on one connection, refusals and faults included."""
    parts = urlsplit(caller.endpoint)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port or 0, timeout=30)
    with closing(connection):
        ports = set()
        for body in (b"no xml", b"", b"<a/>"):
            connection.request("POST", parts.path, body, {"SOAPAction": '"KashFlow/GetCustomers"'})
            assert b"soap:Client" in connection.getresponse().read()
            assert connection.sock is not None
            ports.add(connection.sock.getsockname())
    assert len(ports) == 1


def test_server_stops_when_a_connection_is_idle(folder: Path) -> None:
    """An open connection that says nothing does not hold the server up, and no thread is left."""
    before = set(threading.enumerate())
    server = PracticeServer(folder)
    server.start()
    parts = urlsplit(server.endpoint)
    with closing(http.client.HTTPConnection(str(parts.hostname), parts.port or 0, timeout=30)) as connection:
        connection.request("GET", "/")
        connection.getresponse().read()
        server.stop()
        assert set(threading.enumerate()) <= before


def test_invoice_page_escapes_when_shown(caller: Caller, company: PracticeCompany) -> None:
    """An invoice is a plain page on which nothing that was sent can act."""
    customer_id = caller.number("InsertCustomer", customer(Name="<b>Ann</b>"))
    caller.number(
        "InsertInvoice",
        invoice(customer_id, lines(line(Description="<script>x()</script>")), CustomerReference="a<i>&"),
    )
    company.change(company_name="Mugs & <Sons>")
    page = caller.get("/invoice/1")
    assert page.status == 200
    assert page.headers["content-type"].startswith("text/html")
    for wrong in (b"<b>", b"<script>", b"<i>", b"<Sons>"):
        assert wrong not in page.body
    for right in (b"&lt;script&gt;x()&lt;/script&gt;", b"29.97", b"Mugs &amp; &lt;Sons&gt;"):
        assert right in page.body
    assert caller.get("/invoice/2").status == 404
    assert caller.get("/invoice/../ledger.sqlite").status == 404
    assert b'href="/invoice/1"' in caller.get("/").body


def test_change_is_seen_at_once_when_made_by_another_process(caller: Caller, folder: Path) -> None:
    """A switch turned in another process holds for the next call."""
    code = (
        "import sys; from pathlib import Path; from kfdesk.practice import *;"
        "PracticeCompany(Path(sys.argv[1])).change(api_enabled=False)"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, check=True, timeout=60)
    assert caller.refusal("GetCustomers") == "API access is not enabled for this account"


def test_one_process_serves_when_several_start_at_once(folder: Path) -> None:
    """Of several processes that need the company at the same moment one serves and all use it."""
    with process(folder) as one, process(folder) as two, process(folder) as three:
        said = [first_line(each) for each in (one, two, three)]
        assert sorted(kind for kind, _ in said) == ["PracticeServer", "RemotePractice", "RemotePractice"]
        assert len({endpoint for _, endpoint in said}) == 1
        assert isinstance(ensure_running(folder), RemotePractice)


@pytest.mark.crash
def test_ledger_is_sound_when_the_server_is_killed(folder: Path) -> None:
    """After a kill in mid-work no answered invoice is lost, and another process can serve."""
    answered: list[int] = []
    with process(folder) as serving:
        _, endpoint = first_line(serving)
        caller = Caller(endpoint)
        customer_id = caller.number("InsertCustomer", customer(Code="ANN01"))

        def insert() -> None:
            try:
                while True:
                    answered.append(caller.number("InsertInvoice", invoice(customer_id)))
                    if len(answered) == 20:
                        serving.kill()
            except (OSError, http.client.HTTPException):
                pass

        threads = [threading.Thread(target=insert) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (folder / "server.json").exists()
    assert running_endpoint(folder) is None
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    again = ensure_running(folder)
    assert isinstance(again, PracticeServer)
    with again:
        kept = again.company.invoices()
        assert set(answered) <= {each.number for each in kept}
        assert len(answered) == len(set(answered)) >= 20
        assert all(len(each.lines) == 1 and each.net_amount for each in kept)
