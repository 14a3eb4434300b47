"""Zip files as channels mail them: the tables inside are read where they are.

Nothing is unpacked to disk. A table inside is named like a file in a folder,
`orders.zip/orders_export_1.csv`, by the last part of its name alone, so that a name such as
`../../x.csv` leads nowhere. What would fill the computer's memory is refused before it is read.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PureWindowsPath
from typing import IO

from kfdesk.domain.errors import FileUnreadable

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
"""Of a zip, and of one with nothing in it."""
TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".json"})
ARCHIVES = frozenset({".zip", ".rar", ".7z", ".gz", ".tar"})
MOST_TABLES = 200
MOST_BYTES = 2 << 30
LARGEST_WORKBOOK = 64 << 20
# A real table shrinks to a fifth or a twentieth, a generated one to a fiftieth.
STEEPEST = 150
HARMLESS = 16 << 20
LARGEST_SHEETS = 1 << 30
MOST_CELLS = 20_000_000
CHUNK = 1 << 20
CELL = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
SPOILED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
"""What reading a damaged, locked or unknown kind of zip raises."""


def open_bytes(path: Path) -> IO[bytes]:
    """The bytes of a file, or of a table in a zip. Raises OSError, FileUnreadable."""
    archive = _archive_of(path)
    if archive is None:
        return path.open("rb")
    return _open_inside(archive, path)


def tables_in(path: Path) -> tuple[Path, ...]:
    """The tables in a zip, by the names under which they can be opened; none: it is no zip.

    Raises FileUnreadable for a zip that is locked, damaged, empty of tables, or a bomb.
    """
    if not _is_zip(path):
        return ()
    try:
        with zipfile.ZipFile(path) as found:
            infos = found.infolist()
    except (OSError, *SPOILED) as error:
        raise FileUnreadable(path=path, why="damaged") from error  # as a workbook that is cut off is
    if _is_workbook(infos):
        return ()
    inside = _named(infos)
    _check(path, infos, [info for info, _ in inside])
    return tuple(path / name for _, name in inside)


def check_workbook(path: Path) -> None:
    """Refuse a workbook that would not fit into memory. Raises FileUnreadable."""
    with open_bytes(path) as handle:
        if not zipfile.is_zipfile(handle):
            if handle.seek(0, io.SEEK_END) > LARGEST_WORKBOOK:
                raise FileUnreadable(path=path, why="too_large")
            return
        try:
            with zipfile.ZipFile(handle) as found:
                _check_sheets(path, found)
        except SPOILED as error:
            raise FileUnreadable(path=path, why="damaged") from error


def _is_zip(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as handle:
            return handle.read(4).startswith(SIGNATURES)
    except OSError:  # opening it as a table says what is wrong
        return False


def _is_workbook(infos: Sequence[zipfile.ZipInfo]) -> bool:
    names = {info.filename for info in infos}
    return "[Content_Types].xml" in names or bool({"mimetype", "content.xml"} & names)


def _archive_of(path: Path) -> Path | None:
    if path.exists():
        return None
    return next((parent for parent in path.parents if parent.is_file()), None)


def _open_inside(archive: Path, path: Path) -> IO[bytes]:
    try:
        with zipfile.ZipFile(archive) as found:
            info = next((info for info, name in _named(found.infolist()) if archive / name == path), None)
            if info is None:
                raise FileNotFoundError(path)
            if Path(info.filename).suffix.lower() in {".xlsx", ".xls", ".ods"}:
                if info.file_size > LARGEST_WORKBOOK:
                    raise FileUnreadable(path=path, why="too_large")
                return io.BytesIO(found.read(info))
            return found.open(info)  # stays open until it is closed itself
    except SPOILED as error:
        raise FileUnreadable(path=path, why="damaged") from error


def _named(infos: Sequence[zipfile.ZipInfo]) -> list[tuple[zipfile.ZipInfo, str]]:
    """The tables with a name of their own each; what programs leave beside them is passed over."""
    files = [info for info in infos if not info.filename.endswith("/")]  # is_dir fails on a lost name
    tables = [(info, PureWindowsPath(info.filename).name) for info in files]
    tables = [
        (info, name)
        for info, name in tables
        if PureWindowsPath(name).suffix.lower() in TABLES
        and not name.startswith(".")
        and "__MACOSX" not in info.filename
    ]
    times = Counter(name for _, name in tables)
    return [
        (info, f"{place} {name}" if times[name] > 1 else name) for place, (info, name) in enumerate(tables, 1)
    ]


def _check(path: Path, infos: Sequence[zipfile.ZipInfo], tables: Sequence[zipfile.ZipInfo]) -> None:
    if not tables:
        is_nested = any(Path(info.filename).suffix.lower() in ARCHIVES for info in infos)
        raise FileUnreadable(path=path, why="nested" if is_nested else "no_table_inside")
    if any(info.flag_bits & 1 for info in tables):
        raise FileUnreadable(path=path, why="locked")
    if len(tables) > MOST_TABLES or sum(info.file_size for info in tables) > MOST_BYTES:
        raise FileUnreadable(path=path, why="too_large")
    if any(map(_is_bomb, tables)):
        raise FileUnreadable(path=path, why="bomb")


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > HARMLESS and info.file_size > STEEPEST * max(info.compress_size, 1)


def _check_sheets(path: Path, found: zipfile.ZipFile) -> None:
    infos = found.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise FileUnreadable(path=path, why="locked")
    if any(map(_is_bomb, infos)) or sum(info.file_size for info in infos) > LARGEST_SHEETS:
        raise FileUnreadable(path=path, why="bomb")
    for info in infos:
        if info.filename.startswith("xl/worksheets/") and not info.is_dir():
            with found.open(info) as sheet:
                _check_span(path, sheet)


def _check_span(path: Path, sheet: IO[bytes]) -> None:
    """A cell far to the lower right makes a sheet of all the empty ones before it."""
    columns: set[bytes] = set()
    last_row = 0
    for chunk in _chunks(sheet):
        found = CELL.findall(chunk)
        columns.update(letters for letters, _ in found)
        # Rows stand in order; one out of order shows where it is the last of its chunk or the first.
        last_row = max([last_row, *(int(row) for _, row in (*found[:1], *found[-1:]))])
    widest = max(map(_column, columns), default=0)
    if last_row * widest > MOST_CELLS:
        raise FileUnreadable(path=path, why="too_large")


def _chunks(sheet: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := sheet.read(CHUNK):
        yield rest + chunk
        rest = chunk[-32:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
