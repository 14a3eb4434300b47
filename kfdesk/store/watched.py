"""What became of the files of watched folders."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select

from kfdesk.services.ports.watching import Waiting, WatchedFile
from kfdesk.store.tables import watched_file as table

BETWEEN = " "
"""Between the formats that a file waits with."""


class SqlWatchedFiles:
    """`services.ports.WatchedFiles` over one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of this connection."""
        self._connection = connection

    def of(self, integration_id: str) -> Mapping[str, WatchedFile]:
        rows = self._connection.execute(select(table).where(table.c.integration_id == integration_id))
        return {row.name: _file(row) for row in rows}

    def save(self, integration_id: str, file: WatchedFile) -> None:
        same = (table.c.integration_id == integration_id, table.c.name == file.name)
        self._connection.execute(delete(table).where(*same))
        values: dict[str, str | int] = {
            "name": file.name,
            "seen": file.seen,
            "sha256": file.sha256,
            "refusal": file.refusal,
        }
        if waiting := file.waiting:
            values["waits_for"] = BETWEEN.join(waiting.reports)
            values |= {"missing": waiting.missing, "orders_then": waiting.orders_then}
        self._connection.execute(insert(table).values(integration_id=integration_id, **values))

    def forget_refusals(self, integration_id: str) -> None:
        mine = table.c.integration_id == integration_id
        again = or_(table.c.refusal != "", table.c.waits_for != "")
        self._connection.execute(delete(table).where(mine, again))


def _file(row: Row[Any]) -> WatchedFile:
    waiting = None
    if row.waits_for:
        waiting = Waiting(tuple(row.waits_for.split(BETWEEN)), row.missing, row.orders_then)
    return WatchedFile(row.name, row.seen, row.sha256, row.refusal, waiting)
