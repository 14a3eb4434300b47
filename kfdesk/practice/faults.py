"""The queue of faults on demand, kept in the ledger so that another process can fill it."""

from __future__ import annotations

import sqlite3

from kfdesk.practice.ledger import Ledger
from kfdesk.practice.records import Fault


def add_fault(db: sqlite3.Connection, fault: Fault) -> None:
    """Put a fault at the end of the queue."""
    db.execute(
        "INSERT INTO fault (kind, operation, after, times, seconds, text, done) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (str(fault.kind), fault.operation, fault.after, fault.times, fault.seconds, fault.text, fault.done),
    )


def take_fault(ledger: Ledger, operation: str) -> Fault | None:
    """The fault that hits a call of an operation, if any; counts down in the queue."""
    with ledger.reading() as db:
        if _first(db, operation) is None:
            return None
    with ledger.writing() as db:
        row = _first(db, operation)
        if row is None:
            return None
        if row["after"]:
            db.execute("UPDATE fault SET after = after - 1 WHERE id = ?", (row["id"],))
            return None
        if row["times"] == 1:
            db.execute("DELETE FROM fault WHERE id = ?", (row["id"],))
        elif row["times"]:
            db.execute("UPDATE fault SET times = times - 1 WHERE id = ?", (row["id"],))
    return Fault(
        kind=row["kind"],
        operation=row["operation"],
        seconds=row["seconds"],
        text=row["text"],
        done=bool(row["done"]),
    )


def _first(db: sqlite3.Connection, operation: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM fault WHERE operation IN ('', ?) ORDER BY id LIMIT 1", (operation,)
    ).fetchone()
    return row
