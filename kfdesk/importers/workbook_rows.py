"""The rows of a workbook's sheets, numbered, in an amount of memory that a large sheet does not decide.

The library that reads workbooks holds a sheet whole: each cell of its rectangle, the empty ones
too. So a large sheet is handed to it piece by piece: the same workbook with only some of its
rows in it. All that is looked at here is where rows begin and end; what a cell says, the library
says. A sheet that cannot be cut without doubt is read whole.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain
from pathlib import Path
from typing import IO, Protocol

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from kfdesk.domain.errors import FileUnreadable
from kfdesk.importers.archives import open_bytes

Value = int | float | str | bool | time | date | datetime | timedelta
NumberedRow = tuple[int, list[Value]]
SHEETS = "xl/worksheets/"
OF_SHEETS = re.compile(r"xl/\w+sheets/[^/]+$")
PIECE = 2 << 20
TOP = 1 << 18
"""Of a sheet's XML: the usual piece, and the first, which is all that finding its header needs."""
ROW, ROW_END = re.compile(rb"<row[\s/>]"), b"</row>"
ROW_NUMBER = re.compile(rb"""<row\s(?:[^>]*?\s)?r=["'](\d{1,7})["']""")
SHEET_END = b"</sheetData></worksheet>"


class Sheet(Protocol):
    """A sheet whose rows can be gone through, as often as one likes; a cell's place is its column."""

    @property
    def height(self) -> int:
        """The number of its last row."""

    def rows(self) -> Iterator[NumberedRow]:
        """Rows with their numbers; empty ones may be left out. Raises CalamineError."""


@dataclass(frozen=True)
class WholeSheet:
    """A sheet that is held in memory."""

    held: CalamineSheet

    @property
    def height(self) -> int:
        """The number of its last row."""
        return self.held.total_height

    def rows(self) -> Iterator[NumberedRow]:
        """All rows."""
        _, left = self.held.start or (0, 0)
        for number, values in enumerate(self.held.iter_rows(), 1):
            yield number, [""] * left + values


@dataclass(frozen=True)
class LargeSheet:
    """A sheet of which no more than a piece is in memory.

    `part` is its place in the file, `rest` a workbook of all that reading it needs beside it.
    """

    path: Path
    name: str
    part: str
    height: int
    piece: int
    rest: bytes = field(repr=False)

    def rows(self) -> Iterator[NumberedRow]:
        """All rows that hold something. Raises FileUnreadable as well, where the file is another now."""
        last = 0
        with open_bytes(self.path) as handle, zipfile.ZipFile(handle) as found, found.open(self.part) as xml:
            # Nobody holds a piece once it is part of a workbook.
            books = map(self._with_rows, pieces_of(xml, self.piece))
            for number, values in chain.from_iterable(map(self._placed, books)):
                if number <= last:
                    raise FileUnreadable(path=self.path, why="damaged")
                last = number
                yield number, values

    def _with_rows(self, xml: bytes) -> CalamineWorkbook:
        return _workbook(self.rest, {self.part: xml})

    def _placed(self, book: CalamineWorkbook) -> Iterator[NumberedRow]:
        """Rows that begin further down, with their numbers and the empty cells before them."""
        sheet = book.get_sheet_by_name(self.name)
        book.close()
        top, left = sheet.start or (0, 0)
        for number, values in enumerate(sheet.to_python(), top + 1):
            yield number, [""] * left + values


def opened(path: Path) -> tuple[CalamineWorkbook, dict[str, LargeSheet]]:
    """A workbook, and by name those of its sheets that are not in memory with it.

    Raises CalamineError, and what reading a zip raises.
    """
    with open_bytes(path) as handle:
        if zipfile.is_zipfile(handle):
            with zipfile.ZipFile(handle) as found:
                if heights := _heights(found):
                    return _opened_beside(path, found, heights)
        handle.seek(0)
        return CalamineWorkbook.from_filelike(handle), {}


def _opened_beside(
    path: Path, found: zipfile.ZipFile, heights: Mapping[str, int]
) -> tuple[CalamineWorkbook, dict[str, LargeSheet]]:
    """The workbook without these sheets, and they."""
    rest, piece = _rest_of(found)
    others = [name for name in found.namelist() if OF_SHEETS.match(name) and name not in heights]
    book = _workbook(rest, {name: found.read(name) for name in others})
    sheets = (
        LargeSheet(path, name, part, height, piece, rest)
        for part, height in heights.items()
        for name in book.sheet_names
        if _is_called(rest, part, name)
    )
    return book, {sheet.name: sheet for sheet in sheets}


def _heights(found: zipfile.ZipFile) -> dict[str, int]:
    """The sheets that are read in pieces, with the numbers of their last rows."""
    large = [info.filename for info in found.infolist() if _is_large(info)]
    return {part: height for part in large if (height := _height(found, part))}


def _is_large(info: zipfile.ZipInfo) -> bool:
    return info.filename.startswith(SHEETS) and info.filename.endswith(".xml") and info.file_size > PIECE


def _height(found: zipfile.ZipFile, part: str) -> int:
    """The number of a sheet's last row; 0 where it cannot be cut without doubt.

    That is where a row does not say its number or stands out of order, and where comments or
    the like, within which a row's end could be a text, may be.
    """
    last = 0
    with found.open(part) as xml:
        for piece in pieces_of(xml, PIECE):
            numbers = [int(digits) for digits in ROW_NUMBER.findall(piece)]
            is_rising = all(one < other for one, other in zip([last, *numbers], numbers, strict=False))
            if b"<!" in piece or not is_rising or len(ROW.findall(piece)) != len(numbers):
                return 0
            last = numbers[-1] if numbers else last
    return last


def pieces_of(xml: IO[bytes], size: int) -> Iterator[bytes]:
    """Sheets that have the rows of this one among them; none where none begins near its top."""
    rest = xml.read(TOP)
    begin = ROW.search(rest)
    if begin is None:
        return
    head, rest = rest[: begin.start()], rest[begin.start() :]
    while chunk := xml.read(size):
        cut = rest.rfind(ROW_END) + len(ROW_END)
        if cut >= len(ROW_END):
            yield b"".join([head, memoryview(rest)[:cut], SHEET_END])
            rest = rest[cut:]
        rest += chunk
    yield head + rest


def _rest_of(found: zipfile.ZipFile) -> tuple[bytes, int]:
    """The workbook without sheets, pictures and the like, and how large pieces are best.

    All texts are read anew for each piece, so that there are fewer pieces where there are more texts.
    """
    size, rest = 0, io.BytesIO()
    with zipfile.ZipFile(rest, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as lean:
        for info in found.infolist():
            folder, _, _ = info.filename.rpartition("/")
            if folder in {"", "_rels", "xl", "xl/_rels"}:
                lean.writestr(info.filename, found.read(info))
                size += info.file_size
    return rest.getvalue(), max(PIECE, size // 2)


def _workbook(rest: bytes, sheets: Mapping[str, bytes]) -> CalamineWorkbook:
    whole = io.BytesIO(rest)
    with zipfile.ZipFile(whole, "a") as book:
        for part, xml in sheets.items():
            book.writestr(part, xml)
    whole.seek(0)
    return CalamineWorkbook.from_filelike(whole)


def _is_called(rest: bytes, part: str, name: str) -> bool:
    """Whether this part is the sheet of that name: the only one there can be read."""
    try:
        _workbook(rest, {part: b"<worksheet><sheetData>" + SHEET_END}).get_sheet_by_name(name)
    except CalamineError:
        return False
    return True
