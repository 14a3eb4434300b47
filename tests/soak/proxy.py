"""A wire on loopback between the command and the company: it loses things and can be pulled out."""

import select
import socket
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from enum import StrEnum
from random import Random
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"
PIECE = 65_536
LOOK_S = 0.1


class Loss(StrEnum):
    """What of an exchange is lost; the connection is cut then."""

    REQUEST = "request"
    REPLY = "reply"
    HALF = "half of the reply"


class LossyProxy:
    """Passes bytes on to a port of this computer.

    `loses_one_in` so many exchanges loses one, at random; 0 loses nothing. `unplug` cuts all that
    is under way and lets nobody connect, `plug` listens again on the same port.
    """

    def __init__(self, target: int, rng: Random) -> None:
        self.loses_one_in = 0
        self.lost = 0
        self.port = 0
        self._target = target
        self._rng = rng
        self._is_plugged = False
        self._threads: list[threading.Thread] = []
        self.plug()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unplug()

    def plug(self) -> None:
        """Listen, on the port it had."""
        listener = socket.create_server((HOST, self.port), backlog=64)
        self.port = listener.getsockname()[1]
        self._is_plugged = True
        self._start(lambda: self._accept(listener))

    def unplug(self) -> None:
        """Cut everything; its threads have ended when this returns."""
        self._is_plugged = False
        while self._threads:
            self._threads.pop().join()

    def _start(self, work: Callable[[], object]) -> None:
        thread = threading.Thread(target=work, name="soak-wire", daemon=True)
        thread.start()
        self._threads.append(thread)

    def _accept(self, listener: socket.socket) -> None:
        with closing(listener):
            while self._is_plugged:
                if _readable(listener):
                    connection, _ = listener.accept()
                    self._start(lambda near=connection: self._serve(near))  # type: ignore[misc] # bound now

    def _serve(self, near: socket.socket) -> None:
        # Either end may go away at any moment; then this exchange is over.
        with closing(near), suppress(OSError), socket.create_connection((HOST, self._target)) as far:
            while self._is_plugged:
                for source in _readable(near, far):
                    piece = source.recv(PIECE)
                    if not piece or not self._pass_on(piece, near, far, is_reply=source is far):
                        return

    def _pass_on(self, piece: bytes, near: socket.socket, far: socket.socket, *, is_reply: bool) -> bool:
        """Hand a piece on, or lose it; whether the connection stays."""
        loss = self._loss(is_reply=is_reply)
        if loss is None:
            (near if is_reply else far).sendall(piece)
        elif loss is Loss.HALF:
            near.sendall(piece[: len(piece) // 2])
        return loss is None

    def _loss(self, *, is_reply: bool) -> Loss | None:
        # An exchange is two pieces at least, so each of them is lost half as often.
        if not self.loses_one_in or self._rng.randrange(2 * self.loses_one_in):
            return None
        self.lost += 1
        return self._rng.choice((Loss.REPLY, Loss.HALF)) if is_reply else Loss.REQUEST


def _readable(*sockets: socket.socket) -> list[socket.socket]:
    return select.select(sockets, [], [], LOOK_S)[0]
