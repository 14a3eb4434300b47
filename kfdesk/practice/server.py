"""The practice server, and which process runs it."""

from __future__ import annotations

import http.client
import json
import os
import sqlite3
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from kfdesk.practice.company import PracticeCompany
from kfdesk.practice.ledger import LEDGER_FILE, Ledger, keep_port, last_port, token_of
from kfdesk.practice.records import LOOPBACK
from kfdesk.practice.service import Service
from kfdesk.practice.wire import SERVICE_PATH, TOKEN_PATH, PracticeHttpServer

SERVER_FILE = "server.json"
CLAIM_FILE = "serving.sqlite"
_PROBE_TIMEOUT_S = 2.0
_START_TIMEOUT_S = 15.0
_START_PAUSE_S = 0.05
_IDLE_CONNECTIONS = 8


class AlreadyServedError(Exception):
    """Another server has this folder."""


class PracticeServer:
    """Serves a practice company on loopback.

    Args:
        folder: The folder of its ledger.
        port: The port; 0 for the one it had last, or any free one.
    """

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        self.company = PracticeCompany(folder)
        self._port = port
        self._ledger: Ledger | None = None
        self._claim: sqlite3.Connection | None = None
        self._http: PracticeHttpServer | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def endpoint(self) -> str:
        """The address of the service."""
        if self._http is None:
            raise RuntimeError("the practice server is not running")
        return f"{self._http.base_url}{SERVICE_PATH}"

    def start(self) -> None:
        """Serve on a thread.

        Raises:
            AlreadyServedError: Another server has this folder.
            OSError: The port is taken.
        """
        if self._http is not None:
            return
        self._claim = _claim(self.folder)
        ledger = self._ledger = Ledger(self.folder, keep_open=_IDLE_CONNECTIONS)
        try:
            self._http = _listen(self._port, ledger)
        except OSError:
            self._release()
            raise
        self._thread = threading.Thread(target=self._http.run, name="practice-server", daemon=True)
        self._thread.start()
        _write_server_file(self.folder, self._http.server_port)

    def stop(self) -> None:
        """Stop serving; every thread has ended when this returns."""
        if self._http is None or self._thread is None:
            return
        self._http.close()
        self._thread.join()
        self._http = self._thread = None
        (self.folder / SERVER_FILE).unlink(missing_ok=True)
        self._release()

    def finish_late_work(self) -> None:
        """Wait until work that was to be done late is done; connections must be closed by then."""
        if self._http is not None:
            self._http.join_late_work()

    def _release(self) -> None:
        if self._ledger is not None:
            self._ledger.close()
        if self._claim is not None:
            self._claim.close()
        self._ledger = self._claim = None


class RemotePractice:
    """A practice company that another server serves.

    Args:
        folder: The folder of its ledger.
        endpoint: The address of the service.
    """

    def __init__(self, folder: Path, endpoint: str) -> None:
        self.folder = folder
        self.endpoint = endpoint
        self.company = PracticeCompany(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Nothing to do: it runs."""

    def stop(self) -> None:
        """Nothing to do: it is not ours to stop."""


def running_endpoint(folder: Path) -> str | None:
    """The address of the service that a process runs for this folder; None when none proves to be it."""
    if not (folder / LEDGER_FILE).exists():
        return None
    try:
        port = int(json.loads((folder / SERVER_FILE).read_text(encoding="utf-8"))["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    with Ledger(folder).reading() as db:
        token = token_of(db)
    return f"http://{LOOPBACK}:{port}{SERVICE_PATH}" if _ask_token(port) == token else None


def ensure_running(folder: Path) -> PracticeServer | RemotePractice:
    """Use the server that runs for this folder, or start one here.

    Raises:
        TimeoutError: Another process has the folder and does not come to answer.
    """
    pause = threading.Event()
    deadline = time.monotonic() + _START_TIMEOUT_S
    while True:
        endpoint = running_endpoint(folder)
        if endpoint is not None:
            return RemotePractice(folder, endpoint)
        server = PracticeServer(folder)
        try:
            server.start()
        except AlreadyServedError as error:
            # It has the claim and will answer in a moment.
            if time.monotonic() > deadline:
                raise TimeoutError(
                    "The practice company is busy in another program and does not answer"
                ) from error
            pause.wait(_START_PAUSE_S)
        else:
            return server


def _listen(port: int, ledger: Ledger) -> PracticeHttpServer:
    """A server on that port; for port 0 on the one it had last, so that its address rarely changes."""

    def make_service(base_url: str) -> Service:
        return Service(ledger, base_url)

    with ledger.reading() as db:
        wanted = port or last_port(db)
    try:
        server = PracticeHttpServer(wanted, make_service)
    except OSError:
        if port:
            raise
        server = PracticeHttpServer(0, make_service)
    with ledger.writing() as db:
        keep_port(db, server.server_port)
    return server


def _claim(folder: Path) -> sqlite3.Connection:
    """Hold a lock on the folder that the system lets go of, however this process ends."""
    folder.mkdir(parents=True, exist_ok=True)
    claim = sqlite3.connect(folder / CLAIM_FILE, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        claim.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        claim.close()
        raise AlreadyServedError(f"The practice company in {folder} is served already") from error
    return claim


def _write_server_file(folder: Path, port: int) -> None:
    # Written beside and moved, so that nobody reads half of it.
    draft = folder / f"{SERVER_FILE}.new"
    draft.write_text(json.dumps({"port": port, "pid": os.getpid()}), encoding="utf-8")
    draft.replace(folder / SERVER_FILE)


def _ask_token(port: int) -> str | None:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_PROBE_TIMEOUT_S)
    try:
        connection.request("GET", TOKEN_PATH)
        return connection.getresponse().read(256).decode("ascii", "replace")
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
