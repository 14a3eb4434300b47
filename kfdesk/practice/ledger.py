"""The practice company's ledger file: its tables, and the two kinds of transaction on it."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kfdesk.practice.defaults import default_lookups

LEDGER_FILE = "ledger.sqlite"
BUSY_TIMEOUT_S = 30.0
_CREATE_TRIES = 100
_CREATE_PAUSE_S = 0.05

# Amounts are text: SQLite has no decimal type and REAL would lose pennies.
_TABLES = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE lookup (
    kind TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, code INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (kind, id));
CREATE TABLE customer (
    id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL COLLATE NOCASE UNIQUE,
    email TEXT NOT NULL, postcode TEXT NOT NULL, fields TEXT NOT NULL);
CREATE TABLE invoice (
    id INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL UNIQUE,
    invoice_date TEXT NOT NULL, due_date TEXT NOT NULL, customer_id INTEGER NOT NULL REFERENCES customer,
    customer_reference TEXT NOT NULL, currency_code TEXT NOT NULL, exchange_rate TEXT NOT NULL,
    extra TEXT NOT NULL, net_amount TEXT NOT NULL DEFAULT '0', vat_amount TEXT NOT NULL DEFAULT '0',
    amount_paid TEXT NOT NULL DEFAULT '0');
CREATE TABLE invoice_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    invoice_id INTEGER NOT NULL REFERENCES invoice ON DELETE CASCADE,
    sort INTEGER NOT NULL, quantity TEXT NOT NULL, description TEXT NOT NULL, rate TEXT NOT NULL,
    charge_type INTEGER NOT NULL, vat_rate TEXT NOT NULL, vat_amount TEXT NOT NULL,
    net_amount TEXT NOT NULL, product_id INTEGER NOT NULL);
CREATE TABLE payment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    invoice_id INTEGER NOT NULL REFERENCES invoice ON DELETE CASCADE,
    payment_date TEXT NOT NULL, note TEXT NOT NULL, method_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL, amount TEXT NOT NULL);
CREATE TABLE invoice_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    invoice_id INTEGER NOT NULL REFERENCES invoice ON DELETE CASCADE,
    note_date TEXT NOT NULL, notes TEXT NOT NULL);
CREATE TABLE fault (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, operation TEXT NOT NULL,
    after INTEGER NOT NULL, times INTEGER NOT NULL, seconds REAL NOT NULL, text TEXT NOT NULL,
    done INTEGER NOT NULL);
CREATE TABLE call (
    id INTEGER PRIMARY KEY AUTOINCREMENT, operation TEXT NOT NULL, at TEXT NOT NULL, answer TEXT NOT NULL);
CREATE INDEX invoice_by_date ON invoice (invoice_date, number);
CREATE INDEX invoice_by_customer ON invoice (customer_id);
CREATE INDEX line_by_invoice ON invoice_line (invoice_id, sort);
CREATE INDEX payment_by_invoice ON payment (invoice_id);
CREATE INDEX note_by_invoice ON invoice_note (invoice_id)
"""

# Ids begin far from one another, so that an id in the wrong place is never right by luck.
_FIRST_IDS = {
    "customer": 11902622,
    "invoice": 23081430,
    "invoice_line": 51234567,
    "payment": 7340101,
    "invoice_note": 4410201,
}


class Ledger:
    """Opens the ledger file, and makes it when it is not there.

    Args:
        folder: Where the file lies.
        keep_open: How many idle connections to keep. A server keeps some, for speed; anyone else none, so
            that no file stays open behind them.
    """

    def __init__(self, folder: Path, keep_open: int = 0) -> None:
        self._path = folder / LEDGER_FILE
        self._keep_open = keep_open
        self._idle: list[sqlite3.Connection] = []
        self._idle_lock = threading.Lock()
        # Threads of one process queue here instead of polling SQLite's lock.
        self._write_lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        self._use_write_ahead_log()
        with self.writing() as db:
            _create_tables(db)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees one moment and waits for nobody."""
        with self._connection() as db:
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is alone from its first statement on."""
        with self._write_lock, self._connection() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.rollback()
                raise
            db.commit()

    def close(self) -> None:
        """Close the idle connections; the ledger can still be used afterwards."""
        with self._idle_lock:
            self._keep_open = 0
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self._idle_lock:
            db = self._idle.pop() if self._idle else None
        if db is None:
            db = self._open()
        try:
            yield db
        finally:
            with self._idle_lock:
                kept = len(self._idle) < self._keep_open
                if kept:
                    self._idle.append(db)
            if not kept:
                db.close()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            self._path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
        )
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = NORMAL")
        return db

    def _use_write_ahead_log(self) -> None:
        # Two processes may make the ledger at once; this change does not wait for the busy timeout.
        pause = threading.Event()
        for _ in range(_CREATE_TRIES):
            db = self._open()
            try:
                if db.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal":
                    return
            except sqlite3.OperationalError:
                pass
            finally:
                db.close()
            pause.wait(_CREATE_PAUSE_S)
        raise OSError(f"The practice ledger {self._path} stays locked")


def token_of(db: sqlite3.Connection) -> str:
    """The random word by which a running server proves that it serves this ledger."""
    row = db.execute("SELECT value FROM setting WHERE name = 'token'").fetchone()
    return str(row["value"])


def last_port(db: sqlite3.Connection) -> int:
    """The port that this ledger was last served on; 0 when it never was."""
    row = db.execute("SELECT value FROM setting WHERE name = 'last_port'").fetchone()
    return int(row["value"]) if row else 0


def keep_port(db: sqlite3.Connection, port: int) -> None:
    """Remember the port."""
    db.execute("INSERT OR REPLACE INTO setting VALUES ('last_port', ?)", (str(port),))


def reset(db: sqlite3.Connection) -> None:
    """Empty the ledger; ids go on counting, so that none is ever given twice."""
    for table in (
        "fault",
        "call",
        "invoice_note",
        "payment",
        "invoice_line",
        "invoice",
        "customer",
        "lookup",
    ):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - fixed names
    db.execute("DELETE FROM setting WHERE name NOT IN ('token', 'company_name', 'last_port')")
    _fill_lookups(db)


def _create_tables(db: sqlite3.Connection) -> None:
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'call'").fetchone():
        return
    # Not executescript, which would commit what is under way.
    for statement in _TABLES.split(";"):
        db.execute(statement)
    db.execute("INSERT INTO setting VALUES ('token', ?)", (secrets.token_hex(16),))
    db.executemany(
        "INSERT INTO sqlite_sequence VALUES (?, ?)", [(name, first - 1) for name, first in _FIRST_IDS.items()]
    )
    _fill_lookups(db)


def _fill_lookups(db: sqlite3.Connection) -> None:
    db.executemany("INSERT INTO lookup VALUES (?, ?, ?, ?, ?)", default_lookups())
