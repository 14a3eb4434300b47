"""What became of the files of watched folders."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from kfdesk.services.ports.watching import WatchedFile
from kfdesk.store.tables import watched_file as table


class SqlWatchedFiles:
    """`services.ports.WatchedFiles` over one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of this connection."""
        self._connection = connection

    def of(self, integration_id: str) -> Mapping[str, WatchedFile]:
        rows = self._connection.execute(select(table).where(table.c.integration_id == integration_id))
        return {row.name: WatchedFile(row.name, row.seen, row.sha256, row.refusal) for row in rows}

    def save(self, integration_id: str, file: WatchedFile) -> None:
        same = (table.c.integration_id == integration_id, table.c.name == file.name)
        self._connection.execute(delete(table).where(*same))
        values = {"name": file.name, "seen": file.seen, "sha256": file.sha256, "refusal": file.refusal}
        self._connection.execute(insert(table).values(integration_id=integration_id, **values))

    def forget_refusals(self, integration_id: str) -> None:
        mine = table.c.integration_id == integration_id
        self._connection.execute(delete(table).where(mine, table.c.refusal != ""))
