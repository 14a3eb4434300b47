"""Text files as tables: where the header is, what separates the cells, which row is which."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from kfdesk.domain.errors import FileUnreadable
from kfdesk.importers.archives import SPOILED, open_bytes
from kfdesk.importers.reader import Row
from kfdesk.importers.text import WRAPPED, FileLook, refuse_grown

HEADER_WITHIN = 30
REPORT_EVERY = 256
LONGEST_LINE = 1 << 16
LONGEST_ROW = 1 << 20
MOST_COLUMNS = 1000
DELIMITERS = (",", "\t", ";")
# eBay's last line is short without being cut off.
CLOSING = ("seller id", "verkäufername")

IsHeader = Callable[[Sequence[str]], bool]
OnBytes = Callable[[int], None]
OnRow = Callable[[int], None]


def as_written(cells: Sequence[str]) -> tuple[str, ...]:
    """Header cells as a person knows them, without byte order mark and outer blanks.

    Spreadsheets leave empty cells behind the last one; a row of thousands is no header.
    """
    written = [unwrapped(cell.strip("\ufeff \t\r\n\u00a0")) for cell in cells]
    while written and not written[-1]:
        written.pop()
    return tuple(written[:MOST_COLUMNS])


def as_header(written: Sequence[str]) -> tuple[str, ...]:
    """The same cells as they are compared: in lower case."""
    return tuple(name.lower() for name in written)


def unwrapped(cell: str) -> str:
    """The text of `="0123"`, which keeps a spreadsheet from taking it for a number."""
    is_wrapped = cell.startswith(WRAPPED) and cell.endswith('"') and len(cell) > len(WRAPPED)
    return cell[len(WRAPPED) : -1].replace('""', '"') if is_wrapped else cell


@dataclass(frozen=True)
class Layout:
    """How the cells of a text file are found; `width` counts empty cells behind the header too."""

    delimiter: str
    is_quoted: bool
    header_row: int
    written: tuple[str, ...]
    width: int


@dataclass(frozen=True)
class TextTable:
    """A delimited text file. Nothing but the row in hand is held in memory.

    `on_shifted` hears of each row in which a delimiter too many has moved the cells.
    """

    path: Path
    look: FileLook
    layout: Layout
    on_bytes: OnBytes
    on_shifted: OnRow

    @property
    def written(self) -> tuple[str, ...]:
        """Header cells, trimmed."""
        return self.layout.written

    @property
    def header(self) -> tuple[str, ...]:
        """The same in lower case."""
        return as_header(self.written)

    def rows(self) -> Iterator[Row]:
        """The rows below the header; a multi-line cell does not make two rows of one."""
        width, first, on_bytes = len(self.header), self.layout.header_row, self.on_bytes
        most = self.layout.width
        with open_bytes(self.path) as handle, _as_text(handle, self.look) as text:
            number, is_short = 0, False
            for number, cells in enumerate(self._records(text), 1):
                if number <= first or not any(cells):
                    continue
                if is_short := len(cells) < width:
                    is_short = not cells[0].lower().startswith(CLOSING)
                    cells.extend([""] * (width - len(cells)))
                elif len(cells) > most and any(cells[most:]):
                    self.on_shifted(number)
                if not number % REPORT_EVERY:
                    on_bytes(handle.tell())
                yield number, cells
            if is_short and not self.look.ends_with_newline:
                # Cut off in the middle of a row: the figures in it cannot be trusted.
                raise FileUnreadable(path=self.path, why="damaged")
            refuse_grown(self.path, self.look)
            on_bytes(self.look.size)

    def _records(self, text: io.TextIOWrapper) -> Iterator[list[str]]:
        lines, has_wrapped = _Lines(text), self.look.has_wrapped
        try:
            for record in _csv(lines, self.layout.delimiter, is_quoted=self.layout.is_quoted):
                lines.taken = 0
                yield list(map(unwrapped, record)) if has_wrapped else record
        except (csv.Error, OSError, UnicodeError, *SPOILED) as error:
            raise FileUnreadable(path=self.path, why="damaged") from error


class _Lines:
    """The lines of a text, none of them and no row of several longer than memory should hold."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.taken = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_ROW)
        if not line:
            raise StopIteration
        self.taken += len(line)
        if self.taken >= LONGEST_ROW:
            raise csv.Error("a row without end")
        return line


def find_layout(path: Path, look: FileLook, is_header: IsHeader) -> Layout | None:
    """The layout under which one of the first lines is a known header."""
    return next(layouts(path, look, is_header), None)


def layouts(path: Path, look: FileLook, is_header: IsHeader) -> Iterator[Layout]:
    """For each delimiter, the layout under which one of the first lines is such a header."""
    lines = _first_lines(path, look)
    for delimiter in DELIMITERS:
        is_quoted = _is_quoted(lines, delimiter, look)
        for number, cells in enumerate(_records_of(lines, delimiter, is_quoted=is_quoted), 1):
            written = as_written(cells)
            if is_header(as_header(written)):
                yield Layout(delimiter, is_quoted, number, written, len(cells))
                break


def first_cells(path: Path, look: FileLook) -> tuple[str, ...]:
    """The likeliest header of a file that nobody knows: the first row with several cells."""
    lines = _first_lines(path, look)
    tried = [row for mark in DELIMITERS for row in _records_of(lines, mark, is_quoted=True)]
    return longest(tried)


def longest(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The first of the rows with the most cells that hold something."""
    filled = [tuple(cell.strip() for cell in row if cell.strip()) for row in rows]
    widest = max((len(cells) for cells in filled), default=0)
    return next((cells for cells in filled if len(cells) == widest), ())


def _as_text(handle: IO[bytes], look: FileLook) -> io.TextIOWrapper:
    return io.TextIOWrapper(handle, encoding=look.encoding, newline="")


def _first_lines(path: Path, look: FileLook) -> list[str]:
    with open_bytes(path) as handle, _as_text(handle, look) as text:
        lines = iter(lambda: text.readline(LONGEST_LINE), "")
        return list(islice(lines, HEADER_WITHIN))


def _is_quoted(lines: Sequence[str], delimiter: str, look: FileLook) -> bool:
    """Amazon's tab files are not quoted, so that a lone inch sign is data; Excel's are."""
    return delimiter != "\t" or look.encoding == "utf-16" or any(line.startswith('"') for line in lines)


def _records_of(lines: Sequence[str], delimiter: str, *, is_quoted: bool) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        records.extend(_csv(lines, delimiter, is_quoted=is_quoted))
    except csv.Error:
        return records
    return records


def _csv(lines: Iterable[str], delimiter: str, *, is_quoted: bool) -> Iterator[list[str]]:
    # The library's limit of 128 KiB a cell stands: a quote that is never closed ends there.
    if is_quoted:
        return csv.reader(lines, delimiter=delimiter, strict=True)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
