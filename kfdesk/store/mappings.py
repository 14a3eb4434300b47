"""Column mappings in the book."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from kfdesk.domain.mapping import ColumnMapping, as_fields, of_fields
from kfdesk.store.tables import mapping as table


class SqlMappings:
    """`services.ports.MappingStore` over one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of this connection."""
        self._connection = connection

    def all(self) -> Mapping[str, ColumnMapping]:
        rows = self._connection.execute(select(table.c.header_key, table.c.content))
        return {row.header_key: of_fields(json.loads(row.content)) for row in rows}

    def save(self, key: str, mapping: ColumnMapping) -> None:
        self._connection.execute(delete(table).where(table.c.header_key == key))
        content = json.dumps(as_fields(mapping), ensure_ascii=False)
        self._connection.execute(insert(table).values(header_key=key, content=content))
