"""HTTP on loopback: connections, requests, and replies that arrive or do not."""

from __future__ import annotations

import contextlib
import logging
import re
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kfdesk.practice.envelope import Answer, BadRequestError, fault, parse_request
from kfdesk.practice.faults import take_fault
from kfdesk.practice.ledger import token_of
from kfdesk.practice.misbehave import misbehave
from kfdesk.practice.pages import company_page, invoice_page
from kfdesk.practice.records import LOOPBACK
from kfdesk.practice.service import Service

SERVICE_PATH = "/api/service.asmx"
TOKEN_PATH = "/practice-token"  # noqa: S105 - an address
REQUEST_LIMIT = 4 * 1024 * 1024
_POLL_S = 0.05
_XML = "text/xml; charset=utf-8"
_HTML = "text/html; charset=utf-8"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

logger = logging.getLogger(__name__)


class PracticeHttpServer(ThreadingHTTPServer):
    """A server whose threads and connections end when it is closed.

    Args:
        port: The port on loopback; 0 for any free one.
        make_service: Makes the service once the address is known.
    """

    request_queue_size = 64
    # `close` waits for the threads itself, after it has cut their connections.
    block_on_close = False
    # On Windows this option would let two servers share a port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, port: int, make_service: Callable[[str], Service]) -> None:
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._workers: list[threading.Thread] = []
        self._late: list[threading.Thread] = []
        self._sockets: set[socket.socket] = set()
        super().__init__((LOOPBACK, port), PracticeHandler)
        self.base_url = f"http://{LOOPBACK}:{self.server_address[1]}"
        self.service = make_service(self.base_url)

    def server_bind(self) -> None:
        """Bind without asking for the name of this computer, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, int(self.server_address[1])

    def run(self) -> None:
        """Serve until `close`."""
        self.serve_forever(_POLL_S)

    def close(self) -> None:
        """Stop serving, cut every connection, and wait for every thread."""
        self.shutdown()
        self.stopping.set()
        with self._lock:
            for connection in self._sockets:
                _shut(connection)
        with self._lock:
            threads = list(self._workers)
        for thread in threads:
            thread.join()
        # After the workers, of which each may still put work off.
        self.join_late_work()
        self.server_close()

    def join_late_work(self) -> None:
        """Wait for work that was put off."""
        with self._lock:
            late = list(self._late)
        for thread in late:
            thread.join()

    def do_later(self, work: Callable[[], object]) -> None:
        """Put work off to a thread that `close` and `join_late_work` wait for."""
        self._spawn(work, "practice-late-work", self._late)

    def _spawn(self, work: Callable[[], object], name: str, among: list[threading.Thread]) -> None:
        thread = threading.Thread(target=work, name=name, daemon=True)
        with self._lock:
            # Started under the lock: a thread that has not begun counts as not alive.
            thread.start()
            among[:] = [*(known for known in among if known.is_alive()), thread]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection on a thread of its own."""
        with self._lock:
            self._sockets.add(request)
        self._spawn(
            lambda: self.process_request_thread(request, client_address), "practice-connection", self._workers
        )

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection and close it."""
        with self._lock:
            self._sockets.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - as it is called
        """A caller that went away is nobody's fault; anything else is ours."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            logger.error("The practice company failed on a connection", exc_info=error)


class PracticeHandler(BaseHTTPRequestHandler):
    """One connection, and the requests that come on it."""

    protocol_version = "HTTP/1.1"
    server_version = "PracticeCompany"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1
    server: PracticeHttpServer

    @property
    def service(self) -> Service:
        """The service that answers."""
        return self.server.service

    @property
    def caller(self) -> str:
        """The address of the other side."""
        return str(self.client_address[0])

    def do_POST(self) -> None:
        """Take a call."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            self.close_connection = True
            self.send(411, b"", {})
            return
        if int(length) > REQUEST_LIMIT:
            self.close_connection = True
            self.send(413, b"", {})
            return
        data = self.rfile.read(int(length))
        if self.path.partition("?")[0] != SERVICE_PATH:
            self.send(404, b"", {})
            return
        self._take(data)

    def do_GET(self) -> None:
        """Show a page."""
        path = self.path.partition("?")[0]
        found = re.fullmatch(r"/invoice/(\d{1,9})", path)
        page = None
        if found:
            page = invoice_page(self.service.ledger, int(found[1]))
        elif path == "/":
            page = company_page(self.service.ledger)
        elif path == TOKEN_PATH:
            with self.service.ledger.reading() as db:
                page = token_of(db).encode()
        headers = {"Content-Type": _HTML, "Content-Security-Policy": _POLICY}
        self.send(404 if page is None else 200, page or b"Not found", headers)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is given
        """Say nothing: a windowed program has nowhere to say it, and the ledger logs the calls."""

    def send(self, status: int, body: bytes, headers: Mapping[str, str], *, cut: bool = False) -> None:
        """Send a reply; cut: announce all of it and send half."""
        self.send_response(status)
        for name, value in {"Content-Type": _XML, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.wfile.flush()
        if cut:
            self.drop()

    def send_answer(self, answer: Answer) -> None:
        """Send a reply in the usual way."""
        self.send(answer.status, answer.body, {})

    def drop(self) -> None:
        """Close the connection."""
        self.close_connection = True
        _shut(self.connection)

    def wait(self, seconds: float) -> bool:
        """Wait; False when the server is stopped meanwhile."""
        return not self.server.stopping.wait(seconds)

    def later(self, seconds: float, work: Callable[[], object]) -> None:
        """Do something in a while; nothing is done by a server that has been stopped."""

        def run() -> None:
            if self.wait(seconds):
                work()

        self.server.do_later(run)

    def _take(self, data: bytes) -> None:
        try:
            request = parse_request(data, self.headers.get("SOAPAction", ""))
        except BadRequestError as error:
            answer = fault("Client", str(error))
            self.service.log("", answer.kind)
            self.send_answer(answer)
            return
        hit = take_fault(self.service.ledger, request.operation)
        delay_ms = self.service.settings().delay_ms
        if delay_ms and not self.wait(delay_ms / 1000):
            self.drop()
        elif hit:
            misbehave(self, request, hit)
        else:
            self.send_answer(self.service.answer(request, self.caller))


def _shut(connection: socket.socket) -> None:
    # The other side may have been quicker.
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
