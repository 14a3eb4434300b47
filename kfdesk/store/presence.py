"""Which sessions have the book open, and which ended without closing it.

Each open book holds a lock on an empty file of its own in `sessions/`, through SQLite, so
that it works alike on every system and falls with its process. A file that nobody holds is
the trace of a session that was killed. The *gate* keeps a session that is just starting
from being taken for a killed one.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

FOLDER = "sessions"
_GATE = "gate"
_GATE_WAIT_S = 30


class Presence:
    """This session's lock. `name` is unique, and marks the imports that it begins."""

    def __init__(self, folder: Path) -> None:
        """Take the lock."""
        self.name = uuid4().hex
        self._path = folder / FOLDER / self.name
        with _gate(folder):
            self._lock = _locked(self._path)

    def end(self) -> None:
        """Let go and leave no trace."""
        self._lock.close()
        self._path.unlink(missing_ok=True)


def alive(folder: Path) -> list[str]:
    """Names of the sessions that have the book open now."""
    return [path.name for path in _traces(folder) if _is_held(path)]


def forget_killed(folder: Path) -> int:
    """Remove the traces of killed sessions; how many there were."""
    with _gate(folder):
        killed = [path for path in _traces(folder) if not _is_held(path)]
        for path in killed:
            path.unlink(missing_ok=True)
    return len(killed)


def were_killed(folder: Path) -> bool:
    """Whether a session ended without closing the book."""
    return any(not _is_held(path) for path in _traces(folder))


def _traces(folder: Path) -> list[Path]:
    return [path for path in sorted((folder / FOLDER).glob("*")) if path.name != _GATE]


@contextmanager
def _gate(folder: Path) -> Iterator[None]:
    (folder / FOLDER).mkdir(exist_ok=True)
    path = folder / FOLDER / _GATE
    with closing(_locked(path, _GATE_WAIT_S)):
        yield


def _locked(path: Path, timeout_s: float = 0, mode: str = "rwc") -> sqlite3.Connection:
    """A connection that holds the file; raises OperationalError when another one does."""
    lock = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=timeout_s,
        check_same_thread=False,
    )
    try:
        # Nothing is ever written, so there is no need of a journal beside each lock.
        lock.execute("PRAGMA journal_mode=MEMORY")
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        lock.close()
        raise
    return lock


def _is_held(path: Path) -> bool:
    try:
        _locked(path, mode="rw").close()
    except sqlite3.OperationalError:
        return path.exists()
    return False
