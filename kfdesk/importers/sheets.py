"""Spreadsheet files as tables of text."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import takewhile
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from kfdesk.domain.errors import FileUnreadable
from kfdesk.importers.archives import SPOILED, check_workbook, open_bytes
from kfdesk.importers.reader import Row
from kfdesk.importers.tables import (
    HEADER_WITHIN,
    REPORT_EVERY,
    IsHeader,
    OnBytes,
    OnRow,
    as_header,
    as_written,
    longest,
)
from kfdesk.importers.text import FileLook, refuse_grown
from kfdesk.importers.workbook_rows import LargeSheet, Sheet, Value, WholeSheet, opened

# From here on a spreadsheet has lost digits of a number: it is shown as the spreadsheet shows
# it, so that an id is refused instead of guessed.
EXACT_BELOW = 1e15
LOCKED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class SheetTable:
    """A sheet of a workbook whose header was found in `header_row`."""

    path: Path
    sheet: Sheet
    header_row: int
    written: tuple[str, ...]
    look: FileLook
    on_bytes: OnBytes
    on_shifted: OnRow

    @property
    def header(self) -> tuple[str, ...]:
        """Header cells, trimmed, lower case."""
        return as_header(self.written)

    def rows(self) -> Iterator[Row]:
        """The rows below the header; cells stand beside a table, but never move within it."""
        width, size, height = len(self.written), self.look.size, max(self.sheet.height, 1)
        with _whole(self.path):
            for number, values in self.sheet.rows():
                cells = [as_text(value) for value in values[:width]]
                if number <= self.header_row or not any(cells):
                    continue
                if not number % REPORT_EVERY:
                    self.on_bytes(size * number // height)
                yield number, cells + [""] * (width - len(cells))
        refuse_grown(self.path, self.look)
        self.on_bytes(size)


def open_workbook(path: Path) -> "Workbook":
    """Raises FileUnreadable when it is not a workbook, or a damaged or locked one."""
    try:
        check_workbook(path)
        return Workbook(path, *opened(path))
    except CalamineError as error:
        raise FileUnreadable(path=path, why="locked" if _is_locked(path) else "kind") from error
    except (OSError, ValueError, *SPOILED) as error:
        raise FileUnreadable(path=path, why="damaged") from error


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """A workbook can be opened though a sheet in it is damaged."""
    try:
        yield
    except (CalamineError, OSError, *SPOILED) as error:
        raise FileUnreadable(path=path, why="damaged") from error


def _is_locked(path: Path) -> bool:
    """Whether it is what Office makes of a workbook with a password."""
    with open_bytes(path) as handle:
        return LOCKED in handle.read()


@dataclass(frozen=True)
class Workbook:
    """The sheets of a workbook. Its methods raise FileUnreadable where a sheet is damaged."""

    path: Path
    book: CalamineWorkbook
    large: Mapping[str, LargeSheet]

    def sheets(self, is_header: IsHeader) -> list[tuple[Sheet, int, tuple[str, ...]]]:
        """Those with a known header near their top, which row it is, and its cells as written."""
        found = []
        for sheet, rows in self._tops():
            headers = ((number, as_written(cells)) for number, cells in rows)
            known = next(((number, cells) for number, cells in headers if is_header(as_header(cells))), None)
            if known:
                found.append((sheet, *known))
        return found

    def first_cells(self) -> tuple[str, ...]:
        """The first row with the most cells, for a workbook that nobody knows."""
        return longest(cells for _, rows in self._tops() for _, cells in rows)

    def _tops(self) -> Iterator[tuple[Sheet, list[tuple[int, list[str]]]]]:
        for name in self.book.sheet_names:
            with _whole(self.path):
                sheet = self.large.get(name) or WholeSheet(self.book.get_sheet_by_name(name))
                rows = takewhile(lambda row: row[0] <= HEADER_WITHIN, sheet.rows())
                top = [(number, [as_text(value) for value in values]) for number, values in rows]
            yield sheet, top


def as_text(value: Value) -> str:
    """A cell as the channel's own text file would have it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)


def _number(value: float) -> str:
    if abs(value) >= EXACT_BELOW:
        return f"{value:.5E}"
    if value.is_integer():
        return str(int(value))
    return format(Decimal(repr(value)), "f")
