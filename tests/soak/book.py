"""The book as a file: what it says of its postings, read with SQL of the tests' own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

SENT = ("customer_sent", "invoice_sent", "payment_sent", "payment_delete_sent", "invoice_delete_sent")
KNOWN = ("planned", "customer_known", "invoiced", "paid")
BUSY_S = 10


@dataclass(frozen=True)
class PostingSeen:
    """A row of the posting log."""

    stamp: str
    step: str
    condition: str
    number: int
    gross: int
    reason: str


class BookSeen:
    """Reads a book that another process may be writing, or was killed writing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def postings(self) -> list[PostingSeen]:
        """All of them."""
        query = "SELECT stamp, step, condition, invoice_number, gross_minor, reason FROM posting ORDER BY id"
        with self._reading() as db:
            return [PostingSeen(*row) for row in db.execute(query)]

    def runs(self) -> tuple[int, int]:
        """How many export runs were begun, and how many of them ended."""
        with self._reading() as db:
            begun, ended = db.execute("SELECT COUNT(*), COUNT(ended) FROM export_run").fetchone()
        return int(begun), int(ended)

    def has_step(self, step: str) -> bool:
        """Whether a posting stands at a step now."""
        with self._reading() as db:
            return db.execute("SELECT 1 FROM posting WHERE step = ?", (step,)).fetchone() is not None

    def moment(self, runs_before: int) -> str:
        """How far an export had come that began after so many runs and was ended now."""
        begun, ended = self.runs()
        if begun == runs_before:
            return "before the run"
        if begun == ended:
            return "after the run"
        steps = {each.step for each in self.postings()}
        return next((step for step in (*reversed(SENT), *reversed(KNOWN)) if step in steps), "looking")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of whoever writes."""
        with closing(self._open()) as db:
            db.execute("BEGIN IMMEDIATE")
            yield
            db.rollback()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with closing(self._open()) as db:
            yield db

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=BUSY_S, isolation_level=None)
