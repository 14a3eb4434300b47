"""A large sheet read piece by piece says what it says when it is held whole."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineError, CalamineWorkbook

from kfdesk.domain.errors import FileUnreadable
from kfdesk.importers import workbook_rows
from kfdesk.importers.mapping_tables import unknown_table
from kfdesk.importers.sheets import open_workbook
from kfdesk.importers.text import look_at
from kfdesk.importers.workbook_rows import LargeSheet, NumberedRow, WholeSheet, pieces_of
from tests.importers.reading import opened, read
from tests.importers.test_files import HEADER, ROWS, as_number, workbook
from tests.importers.zips import zipped

SHEET = "xl/worksheets/sheet1.xml"
SMALL = 1200
"""Bytes of a piece here: a few rows."""
LETTERS = st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["Cc"])
CELLS = st.one_of(
    st.none(),
    st.text(LETTERS, max_size=40).filter(lambda text: not text.startswith("=")),
    st.just("</row><row r='1'>"),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6),
    st.booleans(),
    st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.just(time(10, 30)),
)
Cells = Sequence[Sequence[object]]
FILLED: Cells = [["some", "text", 1]] * 30


@contextmanager
def small_pieces(size: int = SMALL) -> Iterator[None]:
    """What is large is larger than this."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbook_rows, "PIECE", size)
        patch.setattr(workbook_rows, "TOP", size)
        yield


def saved(path: Path, rows: Cells, *, left: int = 0) -> Path:
    """A workbook with a sheet of notes, and these rows from some column on."""
    book = openpyxl.Workbook()
    orders = book.active
    assert orders is not None
    orders.title = "Orders & more"
    for cells in rows:
        orders.append([None] * left + list(cells))
    book.create_sheet("notes").append(["Notes"])
    book.save(path)
    return path


def rewritten(path: Path, old: bytes, new: bytes, part: str = SHEET) -> Path:
    """The workbook with another text in a sheet, the first."""
    after = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(after, "w") as book:
        assert old in before.read(part)
        for name in before.namelist():
            content = before.read(name)
            book.writestr(name, content.replace(old, new) if name == part else content)
    path.write_bytes(after.getvalue())
    return path


def whole_rows(path: Path, name: str) -> list[NumberedRow]:
    return filled(WholeSheet(CalamineWorkbook.from_path(path).get_sheet_by_name(name)).rows())


def rows_in_pieces(path: Path, name: str) -> list[NumberedRow]:
    return filled(large_sheets(path)[name].rows())


def large_sheets(path: Path) -> dict[str, LargeSheet]:
    """By name."""
    _, large = workbook_rows.opened(path)
    return large


def filled(rows: Iterator[NumberedRow]) -> list[NumberedRow]:
    """Rows that say anything, without the empty cells at their ends."""
    found = []
    for number, values in rows:
        while values and values[-1] == "":
            values.pop()
        if values:
            found.append((number, values))
    return found


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, max_size=4), min_size=40, max_size=80), st.integers(0, 3))
def test_sheet_in_pieces_says_what_it_says_whole(tmp_path: Path, rows: Cells, left: int) -> None:
    """Texts, figures, dates, times; empty rows; a table that does not begin in the first column."""
    path = saved(tmp_path / "orders.xlsx", [*FILLED, *rows, ["end"]], left=left)
    with small_pieces():
        assert rows_in_pieces(path, "Orders & more") == whole_rows(path, "Orders & more")


def a_large_one(folder: Path, name: str = "orders.xlsx") -> Path:
    rows = ([number, f"text {number}", "14/11/2026"] for number in range(200))
    return saved(folder / name, [["Number", "Text", "Date"], *rows])


@pytest.mark.parametrize("place", [10, 25, 33, 41, 58, 66, 74, 83, 91, 99])
def test_sheet_that_is_cut_off_is_not_read_as_if_it_were_whole(tmp_path: Path, place: int) -> None:
    """Where the library refuses it whole, it does so in pieces; wherever it is cut."""
    path = a_large_one(tmp_path)
    with zipfile.ZipFile(path) as book:
        xml = book.read(SHEET)
    rewritten(path, xml, xml[: max(SMALL * 2, len(xml) * place // 100)])
    with pytest.raises(CalamineError):
        whole_rows(path, "Orders & more")
    with small_pieces(), pytest.raises(FileUnreadable):
        list(unknown_table(path, look_at(path)).rows())


def test_only_a_large_sheet_is_read_in_pieces(tmp_path: Path) -> None:
    """And none that is no larger than a piece."""
    path = a_large_one(tmp_path)
    assert large_sheets(path) == {}
    with small_pieces():
        assert list(large_sheets(path)) == ["Orders & more"]


def test_other_sheets_are_there_beside_a_large_one(tmp_path: Path) -> None:
    """A small one, one that is large but cannot be cut, one that is only a chart."""
    path = tmp_path / "orders.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("orders", "notes", "more"):
            sheet = book.add_worksheet(name)
            for number in range(3 if name == "notes" else 300):
                sheet.write_row(number, 0, [name, number])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=orders!$B$1:$B$9"})
        book.add_chartsheet("chart").set_chart(chart)
    rewritten(path, b"</sheetData>", b"<!-- --></sheetData>", part="xl/worksheets/sheet3.xml")
    with small_pieces():
        assert list(large_sheets(path)) == ["orders"]
        found = open_workbook(path).sheets(lambda header: header[1:] == ("2",))
    assert [(row, cells) for _, row, cells in found] == [
        (3, ("orders", "2")),
        (3, ("notes", "2")),
        (3, ("more", "2")),
    ]


def test_no_piece_is_larger_than_it_should_be(tmp_path: Path) -> None:
    """However many rows there are: a piece, and what was left of the row before it."""
    path = a_large_one(tmp_path)
    with small_pieces(), zipfile.ZipFile(path) as book, book.open(SHEET) as xml:
        sizes = [len(piece) for piece in pieces_of(xml, SMALL)]
    assert len(sizes) > 10
    assert max(sizes) < 2 * SMALL


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="90"', b"<row"),
        (b'<row r="90"', b'<row r="20"'),
        (b"</sheetData>", b"<!-- </row> --></sheetData>"),
        (b"row", b"x:row"),
    ],
    ids=["no number", "out of order", "a comment", "a prefix"],
)
def test_sheet_is_read_whole_when_it_cannot_be_cut_without_doubt(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    """Nothing is lost and nothing guessed: it takes memory instead."""
    path = rewritten(a_large_one(tmp_path), old, new)
    with small_pieces():
        assert large_sheets(path) == {}


def test_sheet_is_refused_when_rows_go_back(tmp_path: Path) -> None:
    """The cells of a row say another number than it does: they would be read twice."""
    path = rewritten(a_large_one(tmp_path), b'r="A150"', b'r="A3"')
    with small_pieces(), pytest.raises(FileUnreadable):
        rows_in_pieces(path, "Orders & more")


Figures = Sequence[float | str | None]
MANY: Sequence[Figures] = [HEADER, *([as_number(row.get(name, "")) for name in HEADER] for row in ROWS * 40)]


def numbered(cells: Figures, number: int) -> list[float | str | None]:
    """The row as one of another order."""
    return [f"#{number}" if name == "Name" else cell for name, cell in zip(HEADER, cells, strict=True)]


@pytest.fixture
def large_file(tmp_path: Path) -> Path:
    """Orders of a shop in a workbook, below a title and beside an empty column; some are odd."""
    orders = (numbered(row, place) for place, row in enumerate(MANY[1:], 1))
    rows: list[Figures] = [["Orders"], MANY[0], *orders]
    path = tmp_path / "orders.xlsx"
    workbook(path, {"notes": [["Notes"]], "orders": [[None, *row] for row in rows]})
    return path


def test_orders_are_the_same_in_pieces(large_file: Path, tmp_path: Path) -> None:
    """And so is what is odd, with its row; also where the workbook is in a zip."""
    whole = read(large_file)
    with small_pieces(5000):
        assert read(large_file) == whole
        assert read(zipped(tmp_path, {"orders.xlsx": large_file.read_bytes()})) == whole
    orders, problems = whole
    assert (len(orders), len(problems)) == (40, 40)


def test_progress_goes_to_the_end(large_file: Path) -> None:
    """In bytes of the file, however far its rows are read at a time."""
    told: list[int] = []
    with small_pieces(5000), pytest.MonkeyPatch.context() as patch:
        patch.setattr("kfdesk.importers.sheets.REPORT_EVERY", 5)
        list(opened(large_file).items(told.append))
    assert len(set(told)) > 10
    assert told[-1] == large_file.stat().st_size


def test_large_file_is_refused_when_it_was_written_anew_meanwhile(large_file: Path) -> None:
    """It is read from the disk, like a text file."""
    with small_pieces(5000):
        file = opened(large_file)
        large_file.write_bytes(large_file.read_bytes() + b" ")
        with pytest.raises(FileUnreadable) as refused:
            list(file.items(lambda _: None))
    assert refused.value.facts["why"] == "growing"


def test_reader_takes_no_whole_sheet_of_a_large_file(large_file: Path) -> None:
    """The table that is read is the one in pieces."""
    with small_pieces(5000):
        ((sheet, *_),) = open_workbook(large_file).sheets(lambda header: header[1:2] == ("name",))
    assert isinstance(sheet, LargeSheet)
