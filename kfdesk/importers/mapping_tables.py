"""The table in a file whose header nobody knows: where it begins, and its first rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kfdesk.domain.errors import FileNotRecognised, HeaderOnly
from kfdesk.importers.mapping_cells import is_number
from kfdesk.importers.mapping_dates import is_date
from kfdesk.importers.reader import Row, Table
from kfdesk.importers.sheets import SheetTable, open_workbook
from kfdesk.importers.tables import TextTable, as_header, layouts
from kfdesk.importers.text import FileLook

SAMPLE = 200
FEWEST_COLUMNS = 3


@dataclass(frozen=True)
class RowsTable:
    """Some rows of a table, held in memory."""

    path: Path
    written: tuple[str, ...]
    held: Sequence[Row]

    @property
    def header(self) -> tuple[str, ...]:
        """Header cells, trimmed, lower case."""
        return as_header(self.written)

    def rows(self) -> Iterator[Row]:
        """Fresh copies: who reads a row may write into it."""
        for number, cells in self.held:
            yield number, list(cells)


def unknown_table(path: Path, look: FileLook) -> TextTable | SheetTable:
    """The table below the first row that can be a header. Raises FileNotRecognised, HeaderOnly."""
    table = _text_table(path, look) if look.encoding else _sheet_table(path, look)
    if table is None:
        raise FileNotRecognised(path=path, found="")
    if next(table.rows(), None) is None:
        raise HeaderOnly(path=path)
    return table


def sample_of(table: Table) -> RowsTable:
    """The table's first rows."""
    width = len(table.written)
    held = [(number, cells[:width]) for number, cells in islice(table.rows(), SAMPLE)]
    return RowsTable(table.path, table.written, held)


def is_likely_header(header: Sequence[str]) -> bool:
    """Several cells, each a word or two of its own, none of them a figure or a date."""
    told = [cell for cell in header if cell]
    is_named = len(set(told)) == len(told) and not any(is_number(cell) or is_date(cell) for cell in told)
    is_filled = 2 * len(told) > len(header)
    return len(told) >= FEWEST_COLUMNS and is_named and is_filled and not any("@" in cell for cell in told)


def _text_table(path: Path, look: FileLook) -> TextTable | None:
    found = layouts(path, look, is_likely_header)
    layout = min(found, key=lambda each: (each.header_row, -len(each.written)), default=None)
    return TextTable(path, look, layout, _nothing, _nothing) if layout else None


def _sheet_table(path: Path, look: FileLook) -> SheetTable | None:
    found = open_workbook(path).sheets(is_likely_header)
    return SheetTable(path, *found[0], look, _nothing, _nothing) if found else None


def _nothing(_: int) -> None:
    """Nobody is told while a file is only being looked at."""
