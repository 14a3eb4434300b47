"""Zip files, files under way, and files made to fill the memory."""

import json
import time
import tracemalloc
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from kfdesk import words
from kfdesk.domain.errors import FileRefused, FileUnreadable
from kfdesk.importers import OrderFileReader, archives, text
from tests.importers.reading import opened, orders_of, read, table_file
from tests.importers.test_documents import WOO
from tests.importers.test_files import AS_SAVED, HEADER, ROWS, workbook
from tests.importers.zips import with_locked_mark, zipped

MIB = 1 << 20


def workbook_bytes(folder: Path) -> bytes:
    """The orders as a workbook."""
    path = folder / "inner.xlsx"
    workbook(path, {"orders": [HEADER, *[[row.get(name) for name in HEADER] for row in ROWS]]})
    return path.read_bytes()


def why_of(path: Path) -> object:
    """Why a file is refused; its sentence names it."""
    with pytest.raises(FileUnreadable) as refused:
        read(path)
    assert path.name in words.sentence(refused.value)
    return refused.value.facts["why"]


@pytest.mark.parametrize(
    "name",
    ["orders.csv", "deep/folder/orders.csv", "../../orders.csv", "/etc/orders.csv", "C:\\orders.csv"],
)
def test_table_is_read_when_it_is_alone_in_a_zip(tmp_path: Path, name: str) -> None:
    """As if it had been dropped by itself, whatever folders its name speaks of."""
    rest = {"__MACOSX/._orders.csv": b"\0", "readme.pdf": b"%PDF"}
    (order,) = orders_of(zipped(tmp_path, {name: AS_SAVED.encode(), **rest}))

    assert order.order_number == "#1001"
    assert [path.name for path in tmp_path.iterdir()] == ["orders.zip"]


def test_workbook_and_json_are_read_when_they_are_in_a_zip(tmp_path: Path) -> None:
    """All kinds of files that could be dropped by themselves."""
    content = workbook_bytes(tmp_path)
    as_workbook = orders_of(zipped(tmp_path, {"orders.xlsx": content}))
    as_json = orders_of(zipped(tmp_path, {"orders.json": json.dumps([WOO]).encode()}))

    assert [order.order_number for order in (*as_workbook, *as_json)] == ["#1001", "1005"]


def test_each_is_a_file_of_its_own_when_a_zip_holds_several(tmp_path: Path) -> None:
    """Parts of an export, also two of one name in different folders."""
    second = AS_SAVED.replace("#1001", "#1002").encode()
    path = zipped(tmp_path, {"a/orders.csv": AS_SAVED.encode(), "b/orders.csv": second})
    inside = OrderFileReader().inside(path)

    assert [part.name for part in inside] == ["1 orders.csv", "2 orders.csv"]
    assert [orders_of(part)[0].order_number for part in inside] == ["#1001", "#1002"]
    assert why_of(path) == "several_inside"
    assert why_of(path / "3 orders.csv") == "missing"


def test_workbook_is_no_zip_of_tables_when_it_is_dropped(tmp_path: Path) -> None:
    """Both begin with the same bytes."""
    path = tmp_path / "orders.zip"
    path.write_bytes(workbook_bytes(tmp_path))

    assert OrderFileReader().inside(path) == ()
    assert orders_of(path)[0].order_number == "#1001"


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"orders.zip": b"PK"}, "nested"),
        ({"photo.png": b"\x89PNG"}, "no_table_inside"),
        ({"orders.csv": b"," * (20 * MIB)}, "bomb"),
        ({f"{number}.csv": b"x" for number in range(201)}, "too_large"),
    ],
)
def test_zip_is_refused_when_nothing_good_can_be_in_it(
    tmp_path: Path, members: Mapping[str, bytes], why: str
) -> None:
    """A zip in a zip, no table, a bomb, a thousand files."""
    assert why_of(zipped(tmp_path, members)) == why


def test_zip_is_refused_when_it_is_locked_or_damaged(tmp_path: Path) -> None:
    """Neither can be read, and each says so."""
    path = zipped(tmp_path, {"orders.csv": AS_SAVED.encode()})
    whole = path.read_bytes()
    path.write_bytes(with_locked_mark(whole))
    assert why_of(path) == "locked"
    path.write_bytes(whole[:-20])
    assert why_of(path) == "damaged"


def test_zip_is_refused_when_a_workbook_in_it_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook is held in memory."""
    content = workbook_bytes(tmp_path)
    monkeypatch.setattr(archives, "LARGEST_WORKBOOK", 100)

    path = zipped(tmp_path, {"orders.xlsx": content})
    with pytest.raises(FileUnreadable) as refused:
        read(path)

    assert refused.value.facts["why"] == "too_large"


def test_old_workbook_is_refused_when_it_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be held in memory too."""
    monkeypatch.setattr(archives, "LARGEST_WORKBOOK", 1000)
    path = tmp_path / "orders.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))

    assert why_of(path) == "too_large"


def test_workbook_is_refused_when_a_cell_stands_far_out(tmp_path: Path) -> None:
    """The empty cells before it would fill the memory."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet["XFD1048576"] = "far"
    path = tmp_path / "orders.xlsx"
    book.save(path)

    assert why_of(path) == "too_large"


@pytest.mark.parametrize("name", ["orders.csv.crdownload", "orders.csv.part"])
def test_file_is_refused_when_its_name_says_that_it_is_under_way(tmp_path: Path, name: str) -> None:
    """Browsers name what they are still fetching."""
    path = tmp_path / name
    path.write_text(AS_SAVED, encoding="utf-8")

    assert why_of(path) == "growing"


def test_file_is_refused_when_it_grows_while_it_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is there now is not all that will be."""
    path = table_file(tmp_path, HEADER, ROWS)
    whole = archives.open_bytes

    def grow_then_open(wanted: Path) -> object:
        with path.open("ab") as handle:
            handle.write(b"#1002")
        return whole(wanted)

    monkeypatch.setattr(text, "open_bytes", grow_then_open)

    assert why_of(path) == "growing"


def test_file_is_refused_when_it_grows_while_it_is_read(tmp_path: Path) -> None:
    """Between the look and the last row more was written."""
    path = table_file(tmp_path, HEADER, ROWS)
    file = opened(path)
    with path.open("ab") as handle:
        handle.write(AS_SAVED.partition("\n")[2].encode())
    with pytest.raises(FileUnreadable) as refused:
        list(file.items(lambda _: None))

    assert refused.value.facts["why"] == "growing"


def endless(path: Path, start: bytes, piece: bytes, size: int) -> Path:
    """A file of one piece again and again."""
    with path.open("wb") as handle:
        handle.write(start)
        for _ in range(size // MIB):
            handle.write(piece * (MIB // len(piece)))
    return path


HEADER_LINE = (",".join(HEADER) + "\n").encode()


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"", b","),
        (HEADER_LINE, b","),
        (HEADER_LINE, b'"a\n",'),
        (HEADER_LINE, b'"'),
        (b"x,", b"\n"),
        (b"," * 60_000 + b"\n" + HEADER_LINE, b"a\n"),
    ],
    ids=["commas", "commas below a header", "row of lines", "quotes", "line ends", "wide first line"],
)
def test_memory_is_kept_when_a_file_is_endless(tmp_path: Path, start: bytes, piece: bytes) -> None:
    """Read in pieces: no more memory for 24 MiB than for one, and a refusal in words at the end."""
    path = endless(tmp_path / "orders.csv", start, piece, 24 * MIB)
    began = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(FileRefused) as refused:
            for _ in opened(path).items(lambda _: None):
                pass
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert words.sentence(refused.value)
    assert peak < 40 * MIB
    assert time.monotonic() - began < 2 * 24


def test_formula_is_text_when_a_cell_begins_with_an_equals_sign(tmp_path: Path) -> None:
    """Nothing is ever computed from it."""
    formula = '=HYPERLINK("http://example.test","Mug")'
    (order,) = orders_of(table_file(tmp_path, HEADER, [ROWS[0] | {"Lineitem name": formula}]))

    assert order.lines[0].title == formula


def test_rows_are_told_when_a_cell_is_no_figure(tmp_path: Path) -> None:
    """The good order comes in, the bad one is told with row, column and what stands there."""
    bad = ROWS[0] | {"Name": "#1002", "Lineitem price": "=1+1"}
    orders, problems = read(table_file(tmp_path, HEADER, [ROWS[0], ROWS[1], bad]))

    assert [order.order_number for order in orders] == ["#1001"]
    assert [problem.row for problem in problems] == [4]
    assert "=1+1" in words.reason(problems[0].reason)


@pytest.mark.parametrize("ends", [("\r\n", "\n"), ("\r", "\r"), ("\n", "\r\n"), ("\r", "\n")])
def test_orders_are_read_when_line_ends_are_mixed(tmp_path: Path, ends: tuple[str, str]) -> None:
    """Two programs wrote into the file, or an old Mac did."""
    lines = AS_SAVED.replace("first\nsecond", "first second").splitlines()
    mixed = "".join(line + ends[place % 2] for place, line in enumerate(lines))
    path = tmp_path / "orders.csv"
    path.write_bytes(mixed.encode())
    (order,) = orders_of(path)

    assert order.rows == (2, 3)
