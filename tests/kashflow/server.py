"""A server on loopback that answers each connection as the test says."""

import socket
import struct
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

Step = Callable[[socket.socket], None]
"""What to do with a connection whose request was read."""

_WAIT_S = 10.0


def say(body: bytes, status: int = 200, kind: str = "text/xml; charset=utf-8", headers: str = "") -> Step:
    """A whole answer."""
    head = f"HTTP/1.1 {status} Whatever\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{headers}"
    return raw(f"{head}Connection: close\r\n\r\n".encode() + body)


def raw(data: bytes) -> Step:
    """These bytes, then the end."""
    return lambda connection: connection.sendall(data)


def half(body: bytes) -> Step:
    """An answer that ends in the middle, against what its head says."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n"
    return raw(head.encode() + body[: len(body) // 2])


def half_chunked(body: bytes) -> Step:
    """An answer in chunks whose last one never comes."""
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n"
    return raw(head.encode() + f"{len(body):x}\r\n".encode() + body[: len(body) // 2])


def hang_up(connection: socket.socket) -> None:
    """No answer at all."""
    connection.close()


def reset(connection: socket.socket) -> None:
    """No answer, and the connection torn down instead of closed."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


class ScriptedServer:
    """Takes one connection after another and does with each what the next step of its script says.

    `bodies` holds what was sent, `heads` the headers with it. With the step None a connection is
    closed without its request being read; `stall` reads it and says nothing until the end.
    """

    def __init__(self) -> None:
        self.heads: list[str] = []
        self.bodies: list[bytes] = []
        self._script: list[Step | None] = []
        self._is_over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, name="scripted-server")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        with socket.socket() as last:  # wakes the thread out of accept()
            last.connect(self._listener.getsockname())
        self._thread.join()
        self._listener.close()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/service.asmx"

    def will(self, *steps: Step | None) -> None:
        """Add steps to the script."""
        self._script += steps

    def stall(self, connection: socket.socket) -> None:
        """Say nothing for as long as the test lasts."""
        self._is_over.wait(_WAIT_S)

    def drip(self, body: bytes) -> Step:
        """Send an answer byte by byte for as long as the test lasts."""

        def step(connection: socket.socket) -> None:
            connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode())
            for byte in body:
                if self._is_over.wait(0.02):
                    return
                connection.sendall(bytes([byte]))

        return step

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                if self._is_over.is_set():
                    return
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(_WAIT_S)
        step = self._script.pop(0)
        if step is None:
            return
        try:
            self._read(connection)
            step(connection)
        except OSError:
            return  # the caller has gone

    def _read(self, connection: socket.socket) -> None:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more(connection)
        head, _, body = data.partition(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length")
        )
        while len(body) < length:
            body += self._more(connection)
        self.heads.append(head.decode())
        self.bodies.append(body)

    def _more(self, connection: socket.socket) -> bytes:
        piece = connection.recv(65_536)
        if not piece:
            raise ConnectionError("the caller hung up")
        return piece
