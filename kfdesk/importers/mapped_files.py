"""Files of tables that no reader knows: what is in them, and their orders by a mapping."""

from dataclasses import dataclass
from pathlib import Path

from kfdesk.domain.errors import FileNotRecognised, MappingNotNeeded
from kfdesk.domain.mapping import ColumnMapping, header_key
from kfdesk.importers.documents import is_document
from kfdesk.importers.files import OrderFileReader, order_file
from kfdesk.importers.mapping import MappedOrders
from kfdesk.importers.mapping_proposal import propose
from kfdesk.importers.mapping_tables import sample_of, unknown_table
from kfdesk.importers.text import look_at
from kfdesk.services.ports import OrderFile, UnknownTable


@dataclass(frozen=True)
class MappedFiles:
    """Implements `TableFiles`; a file that one of the readers knows is theirs."""

    files: OrderFileReader

    def table(self, path: Path) -> UnknownTable:
        """The table, and the likeliest mapping. Raises MappingNotNeeded, FileRefused."""
        self._refuse_known(path)
        sample = sample_of(unknown_table(path, look_at(path)))
        rows = [cells for _, cells in sample.held]
        remembered = self.files.mappings().get(header_key(sample.header))
        proposed = remembered or propose(sample, rows)
        return UnknownTable(path, sample.written, sample.header, tuple(map(tuple, rows)), proposed)

    def mapped(self, path: Path, mapping: ColumnMapping) -> OrderFile:
        """The file by a mapping. Raises MappingNotNeeded, FileRefused."""
        self._refuse_known(path)
        look = look_at(path)
        return order_file(MappedOrders(mapping), unknown_table(path, look), look)

    def _refuse_known(self, path: Path) -> None:
        try:
            known = self.files.open_known(path)
        except FileNotRecognised:
            if is_document(path, look_at(path)):
                raise
            return
        raise MappingNotNeeded(path=path, format=known.marketplace)
