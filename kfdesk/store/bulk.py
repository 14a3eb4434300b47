"""Many rows at once, for imports.

SQLAlchemy works out the parameters of each row by itself, which took longer than writing them.
The rows of one call name the same columns of text and whole numbers, which need no working out.
"""

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.engine.interfaces import Dialect


def insert_many(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all name the same columns: text and whole numbers, several of them."""
    statement, order = _statement(table, tuple(rows[0]), connection.dialect)
    pick = itemgetter(*order) if order else dict
    connection.exec_driver_sql(statement, [pick(row) for row in rows])


@lru_cache(maxsize=32)
def _statement(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    """The text, and the order of its values; none where the database takes them by name."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    return str(compiled), tuple(compiled.positiontup or ())
