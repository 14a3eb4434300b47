"""Book and ledger as files: what they say, read with SQL of the tests' own."""

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


class FileSeen:
    """A database that another process may be writing, or was killed writing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection of this moment."""
        with closing(sqlite3.connect(self.path, timeout=BUSY_S, isolation_level=None)) as db:
            yield db


class LedgerSeen(FileSeen):
    """How often the company was called: asked for often, so nothing but a count is read."""

    def calls(self, operation: str = "", answer: str = "") -> int:
        """Calls of an operation, or with an answer; of any, where none is named."""
        query = "SELECT COUNT(*) FROM call WHERE ? IN ('', operation) AND ? IN ('', answer)"
        with self.reading() as db:
            return int(db.execute(query, (operation, answer)).fetchone()[0])


class BookSeen(FileSeen):
    """The posting log and the runs."""

    def postings(self) -> list[PostingSeen]:
        """All of them."""
        query = "SELECT stamp, step, condition, invoice_number, gross_minor, reason FROM posting ORDER BY id"
        with self.reading() as db:
            return [PostingSeen(*row) for row in db.execute(query)]

    def runs(self) -> tuple[int, int]:
        """How many export runs were begun, and how many of them ended."""
        with self.reading() as db:
            begun, ended = db.execute("SELECT COUNT(*), COUNT(ended) FROM export_run").fetchone()
        return int(begun), int(ended)

    def has_step(self, step: str) -> bool:
        """Whether a posting stands at a step now."""
        with self.reading() as db:
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
        with self.reading() as db:
            db.execute("BEGIN IMMEDIATE")
            yield
            db.rollback()
