"""Connections: the pragmas on each, and transactions that begin when we say so.

`sqlite3` begins transactions by itself, and not before DDL; here that is switched off and
`BEGIN` is sent for every transaction, `BEGIN IMMEDIATE` for one that writes.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

BUSY_TIMEOUT_S = 30
_WRITES = "kfdesk_writes"


def make_engine(path: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Engine:
    """An engine on the file; the pool keeps connections, and with them their page caches."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": busy_timeout_s},
        poolclass=QueuePool,
        max_overflow=-1,
        hide_parameters=True,  # they would put buyers into the log
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the moment of its first query and keeps nothing."""
    with engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that takes the write lock with its first statement.

    What is worked out before that statement holds nobody up.
    """
    with engine.connect() as plain:
        connection = plain.execution_options(**{_WRITES: True})
        yield connection
        connection.commit()


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync=ON")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
