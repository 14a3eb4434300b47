"""Every order file as bookkeepers really have it, through the import into a real book.

Each case says which orders come in, in which rows something is odd, and what the person is
told. What is not among the orders has left nothing in the book.
"""

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from kfdesk import words
from kfdesk.importers import OrderFileReader
from kfdesk.services.import_orders import FileNotTaken, OrderImporter
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import OrderFilter
from kfdesk.store import SqlBook, open_book
from tests.builders import a_channel, a_company
from tests.fakes import StillClock
from tests.importers.reading import table_text
from tests.importers.test_documents import WOO
from tests.importers.test_files import HEADER, ROWS, as_number
from tests.importers.zips import with_locked_mark, zipped

MIB = 1 << 20
BAD = "1003"
GOOD = ("#1001", "#1002")
MONEY = ("Subtotal", "Shipping", "Taxes", "Total", "Lineitem price", "Tax 1 Value")
SECOND = ROWS[0] | {"Name": "#1002", "Id": "5277621234568", "Lineitem price": "1233.50"}
THIRD = SECOND | {"Name": "#1003", "Id": "5277621234569"}
GOOD_ROWS = (*ROWS, SECOND)
STATEMENT = ("Date", "Type", "Title", "Info", "Currency", "Amount", "Fees & Taxes", "Net", "Tax Details")
PAYOUTS = ("Payout Date", "Status", "Charges", "Refunds", "Fee", "Net", "Payout ID")
NOTHING_TAKEN = "Nothing of it was taken"


@dataclass(frozen=True)
class Case:
    """What a person has, and what comes of it."""

    name: str
    content: bytes | Callable[[Path], Path]
    taken: Sequence[str] = ()
    said: str = ""
    rows: Sequence[int] = ()
    file_name: str = "orders.csv"

    def file(self, folder: Path) -> Path:
        """The file on disk."""
        if callable(self.content):
            return self.content(folder)
        path = folder / self.file_name
        path.write_bytes(self.content)
        return path


def text(
    *more: Mapping[str, str], delimiter: str = ",", rows: Sequence[Mapping[str, str]] = GOOD_ROWS
) -> str:
    """Two good orders in the rows 2 to 4, and more below them."""
    return table_text(HEADER, [*rows, *more], delimiter)


def table(*more: Mapping[str, str], rows: Sequence[Mapping[str, str]] = GOOD_ROWS) -> bytes:
    """The same as bytes."""
    return text(*more, rows=rows).encode()


def bad(**changes: str) -> Mapping[str, str]:
    """A third order, in row 5, with something odd."""
    return THIRD | {name.replace("_", " "): cell for name, cell in changes.items()}


def cells(rows: Sequence[Mapping[str, str]] = GOOD_ROWS, **odd: object) -> list[list[object]]:
    """Rows below the header as a spreadsheet holds them; `odd` are cells of the last."""
    values: list[dict[str, object]] = [{n: as_number(row.get(n, "")) for n in HEADER} for row in rows]
    values[-1] |= {name.replace("_", " "): cell for name, cell in odd.items()}
    return [[row[name] for name in HEADER] for row in values]


def workbook(**sheets: Sequence[Sequence[object]]) -> Callable[[Path], Path]:
    """A workbook with these sheets."""

    def save(folder: Path) -> Path:
        book = openpyxl.Workbook(write_only=True)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(folder / "orders.xlsx")
        book.close()
        return folder / "orders.xlsx"

    return save


def locked_workbook(folder: Path) -> Path:
    """As Excel writes one with a password: not a zip, but a container around one."""
    path = folder / "orders.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    )
    return path


def cut_workbook(folder: Path) -> Path:
    """The download broke off."""
    path = workbook(orders=[HEADER, *cells()])(folder)
    path.write_bytes(path.read_bytes()[:-200])
    return path


def far_workbook(folder: Path) -> Path:
    """Somebody pressed Ctrl+End and typed a letter."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet["XFD1048576"] = "x"
    book.save(folder / "orders.xlsx")
    return folder / "orders.xlsx"


def in_zip(name: str = "orders.zip", **members: bytes) -> Callable[[Path], Path]:
    """A zip with these members; `_` in a name stands for the dot."""
    return lambda folder: zipped(folder, {key.replace("_", "."): each for key, each in members.items()}, name)


def locked_zip(folder: Path) -> Path:
    """A zip that asks for a password."""
    path = zipped(folder, {"orders.csv": table()})
    path.write_bytes(with_locked_mark(path.read_bytes()))
    return path


def zip_of_zips() -> bytes:
    """A zip, as bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("orders.csv", table())
    return whole.getvalue()


def endless(piece: bytes, start: bytes = b"") -> Callable[[Path], Path]:
    """A file of one piece again and again, in place of one of two gigabytes."""

    def save(folder: Path) -> Path:
        path = folder / "orders.csv"
        path.write_bytes(start + piece * (4 * MIB // len(piece)))
        return path

    return save


def folder(place: Path) -> Path:
    """A folder in place of a file."""
    (place / "orders").mkdir()
    return place / "orders"


def beyond(place: Path) -> Path:
    """A name that the system does not take, as a folder that nobody may look into."""
    return place / f"{'x' * 300}.csv"


def absent(place: Path) -> Path:
    """Moved away since it was chosen."""
    return place / "orders.csv"


def money_as(
    turn: Callable[[str], str], *, of: Sequence[Mapping[str, str]] = GOOD_ROWS
) -> list[dict[str, str]]:
    """The good orders with their money written otherwise."""
    return [{name: turn(cell) if name in MONEY else cell for name, cell in row.items()} for row in of]


def with_comma(cell: str) -> str:
    """A decimal comma, and a dot after the thousands."""
    pounds, _, pence = cell.partition(".")
    return f"{int(pounds):,}".replace(",", ".") + f",{pence}"


def orders_as_json(*orders: Mapping[str, object]) -> bytes:
    """As a shop's own interface gives them."""
    return json.dumps(orders).encode()


HEADING, _, BELOW = text().partition("\n")
WRAPPED = ",".join(f'="{name}"' for name in HEADER)
CASES = (
    # --- what is well all the same
    Case("as it comes", table(), GOOD),
    Case("mixed line ends", text().replace('"first\nsecond"', "x").replace("\n", "\r\n", 2).encode(), GOOD),
    Case("old Mac's line ends", text().replace('"first\nsecond"', "x").replace("\n", "\r").encode(), GOOD),
    Case("empty lines between", text().replace("#1002", "\n\n#1002").encode(), GOOD),
    Case("decimal comma", text(delimiter=";", rows=money_as(with_comma)).encode(), GOOD),
    Case("pound signs", table(rows=money_as(lambda cell: f"£{cell}")), GOOD),
    Case(
        "formulas around texts", table(rows=[{k: f'="{c}"' for k, c in r.items()} for r in GOOD_ROWS]), GOOD
    ),
    Case("formulas around headings", f"{WRAPPED}\n{BELOW}".encode(), GOOD),
    Case("named .txt", table(), GOOD, file_name="orders.txt"),
    Case("named without an ending", table(), GOOD, file_name="orders"),
    Case("a formula for a name", table(bad(Lineitem_name="=cmd|' /C calc'!A0")), (*GOOD, "#1003")),
    Case("workbook", workbook(notes=[["Notes"]], orders=[HEADER, *cells()]), GOOD),
    Case(
        "workbook with dates", workbook(orders=[HEADER, *cells(Created_at=datetime(2026, 11, 2, 10))]), GOOD
    ),
    Case("workbook beside a statement", workbook(a=[STATEMENT], orders=[HEADER, *cells()]), GOOD),
    Case("workbook with an empty form", workbook(form=[HEADER], orders=[HEADER, *cells()]), GOOD),
    Case("zip", in_zip(orders_csv=table()), GOOD),
    Case("zip of parts", in_zip(one_csv=table(rows=ROWS), two_csv=table(rows=[SECOND])), GOOD),
    # --- good rows come in, the odd ones are told
    Case("word for money", table(bad(Total="twelve")), GOOD, "“Total” holds “twelve”", (5,)),
    Case("formula for money", table(bad(Lineitem_price="=1+1")), GOOD, "“Lineitem price” holds “=1+1”", (5,)),
    Case("scientific money", table(bad(Total="1.2345E+3")), GOOD, "“Total” holds “1.2345E+3”", (5,)),
    Case("comma among dots", table(bad(Total="1.234,50")), GOOD, "“Total” holds “1.234,50”", (5,)),
    Case(
        "date as a number", table(bad(Created_at="46328.4167")), GOOD, "“Created at” holds “46328.4167”", (5,)
    ),
    Case(
        "day first", table(bad(Paid_at="02/11/2026 10:00")), GOOD, "“Paid at” holds “02/11/2026 10:00”", (5,)
    ),
    Case("no currency", table(bad(Currency="")), GOOD, "cannot be read", (5,)),
    Case("no order number", table(bad(Name=" ")), GOOD, "“Name” holds", (5,)),
    Case("lines without their order", table({"Name": "#1009", "Lineitem name": "Mug"}), GOOD, "#1009", (5,)),
    Case(
        "comma in a text",
        (
            text() + text(bad(Lineitem_name="Mug, blue"), rows=()).partition("\n")[2].replace('"', "", 2)
        ).encode(),
        GOOD,
        "Row 5 has more cells than there are headings",
        (5,),
    ),
    Case("twice in the file", table(SECOND | {"Total": "9.99"}), GOOD, "is in the file twice", (5,)),
    Case(
        "workbook with a number for a date",
        workbook(orders=[HEADER, *cells((*GOOD_ROWS, THIRD), Created_at=46328.4167)]),
        GOOD,
        "“Created at” holds “46328.4167”",
        (5,),
    ),
    Case(
        "bad table in a zip",
        in_zip(good_csv=table(), empty_csv=b"\n", other_csv=b"When,Who\n1,2\n"),
        GOOD,
        "is not an order file that kfdesk knows",
    ),
    Case(
        "JSON with an odd order",
        orders_as_json(WOO, WOO | {"id": 2, "number": "2", "total": "x"}),
        ["1005"],
        "“total” holds “x”",
        (2,),
    ),
    Case(
        "JSON with something else",
        orders_as_json(WOO, {"id": 3, "note": "x"}),
        ["1005"],
        "cannot be read",
        (2,),
    ),
    # --- refused as a whole
    Case("wrong report", table_text(PAYOUTS, [{"Status": "paid"}]).encode(), said="it holds no orders"),
    Case(
        "report of unknown orders",
        table_text(STATEMENT, [{"Type": "Sale"}]).encode(),
        said="Etsy order file first",
    ),
    Case("another table", b"When,Who,What\n1,2,3\n", said="is not an order file that kfdesk knows"),
    Case("empty file", b"", said="orders.csv is empty"),
    Case("blank lines", b"\r\n \r\n\t\r\n", said="orders.csv is empty"),
    Case("header only", f"{HEADING}\n".encode(), said="has headings but no orders"),
    Case(
        "column taken out",
        table().replace(b",Total,", b",Sum,"),
        said="lacks columns that orders of Shopify need: total",
    ),
    Case("cut off in mid-row", table(THIRD)[:-40], said="it is damaged or cut off"),
    Case("quote that never ends", table().replace(b'second"', b"second"), said="it is damaged or cut off"),
    Case("NUL bytes", table().replace(b"Caf", b"\0\0\0"), said="it is damaged or cut off"),
    Case("disk of NUL bytes", bytes(MIB), said="it is damaged or cut off"),
    Case("wrong letters", text().replace("£", "Â£").encode(), said="its letters cannot be made out"),
    Case("ids in scientific notation", table(bad(Id="5.27762E+12")), said="(row 5: 5.27762E+12)"),
    Case("numbers in scientific notation", table(bad(Name="1.00E+03")), said="(row 5: 1.00E+03)"),
    Case(
        "workbook with ids that lost digits",
        workbook(orders=[HEADER, *cells((*GOOD_ROWS, THIRD), Id=5.27762123456789e17)]),
        said="(row 5: 5.27762E+17)",
    ),
    Case(
        "workbook with two sheets of orders",
        workbook(October=[HEADER, *cells()], November=[HEADER, *cells([THIRD])]),
        said="several of its sheets hold orders, so save each as a file of its own",
    ),
    Case("workbook with a cell far out", far_workbook, said="it is too large"),
    Case("workbook cut off", cut_workbook, said="it is damaged or cut off"),
    Case(
        "workbook with a password", locked_workbook, said="it is locked with a password, so unlock it first"
    ),
    Case("commas without end", endless(b","), said="is not an order file"),
    Case("commas below a header", endless(b",", table()), said="it is damaged or cut off"),
    Case("one row without end", endless(b'"a\n",', table()), said="it is damaged or cut off"),
    Case("zip bomb", in_zip(orders_csv=b"," * (20 * MIB)), said="it would unpack to far more than"),
    Case("zip in a zip", in_zip(more_zip=zip_of_zips()), said="it is a zip in a zip, so unpack it first"),
    Case("zip without tables", in_zip(photo_png=b"PNG"), said="there is no table in it"),
    Case("zip with a password", locked_zip, said="it is locked with a password, so unlock it first"),
    Case("empty zip", in_zip(), said="there is no table in it"),
    Case("JSON cut off", orders_as_json(WOO)[:-9], said="it is damaged or cut off"),
    Case("JSON without orders", b"[]", said="has headings but no orders"),
    Case("JSON of another program", b'{"id": 1, "what": "x"}', said="is not an order file that kfdesk knows"),
    Case("JSON a thousand deep", b'{"orders":' + b"[" * 5000, said="it is damaged or cut off"),
    Case("picture", b"\x89PNG\r\n\x1a\n" + bytes(99), said="it is not a table of text or a spreadsheet"),
    Case("document", b"%PDF-1.7\n", said="it is not a table of text or a spreadsheet"),
    Case("web page", b"<!DOCTYPE html><html><body>Sign in</body></html>", said="is not an order file"),
    Case("folder", folder, said="it is a folder"),
    Case("out of reach", beyond, said="this computer does not let kfdesk read it"),
    Case("not there", absent, said="it is not there"),
    Case("still being written", table(), said="it is still being written", file_name="orders.csv.part"),
)


@pytest.fixture
def book(data_dir: Path) -> Iterator[SqlBook]:
    """An empty book."""
    with closing(open_book(data_dir)) as book:
        yield book


@dataclass(frozen=True)
class Outcome:
    """What an import left in the book, and what it told."""

    taken: list[str]
    rows: list[int]
    said: list[str]
    channels: list[str]


def imported(book: SqlBook, path: Path) -> Outcome:
    """Import into the book of a company, as the command does."""
    company, clock = a_company(book), StillClock()
    importer = OrderImporter(book, OrderFileReader(), OrderPlanner(book, clock), clock)
    rows: list[int] = []
    said: list[str] = []
    for outcome in importer.import_files([path], company.id, is_practice_company=False):
        if isinstance(outcome, FileNotTaken):
            said.append(words.sentence(outcome.error))
        else:
            rows += [problem.row for problem in outcome.problems]
            said += [words.reason(problem.reason) for problem in outcome.problems]
    with book.reading() as session:
        orders = session.orders.get_many(session.orders.ids(OrderFilter(company.id)))
        channels = [channel.name for channel in session.channels.of_company(company.id)]
    with book.writing() as session:
        assert session.orders.drop_broken_files() == 0
    return Outcome(sorted(one.order.order_number for one in orders), rows, said, channels)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_file_comes_in_or_says_why_not(book: SqlBook, tmp_path: Path, case: Case) -> None:
    """The good orders, the odd rows, one sentence; nothing is half done."""
    outcome = imported(book, case.file(tmp_path))

    assert outcome.taken == list(case.taken)
    assert outcome.rows == list(case.rows)
    assert case.said in " ".join(outcome.said)
    assert bool(outcome.said) is bool(case.said)
    assert bool(outcome.channels) is bool(case.taken)
    if not case.taken:
        assert [NOTHING_TAKEN in sentence for sentence in outcome.said] == [True]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever may do everything reads every file"
)
def test_file_without_permission_says_so(book: SqlBook, tmp_path: Path) -> None:
    """The person may mend the permission."""
    path = Case("", table()).file(tmp_path)
    path.chmod(0)

    assert "this computer does not let kfdesk read it" in imported(book, path).said[0]


def test_pipe_is_refused_before_it_is_opened(book: SqlBook, tmp_path: Path) -> None:
    """Nobody may ever write into it."""
    if sys.platform == "win32":
        pytest.skip("no pipes in folders here")
    os.mkfifo(tmp_path / "orders.csv")

    said = imported(book, tmp_path / "orders.csv").said[0]
    assert "it is not a table of text or a spreadsheet" in said


def test_orders_of_before_stay_when_a_bad_file_follows(book: SqlBook, tmp_path: Path) -> None:
    """A file that proves damaged in its last row takes nothing back but itself."""
    company = a_company(book)
    channel = a_channel(book, company.id, "Shop", "shopify")
    clock = StillClock()
    importer = OrderImporter(book, OrderFileReader(), OrderPlanner(book, clock), clock)
    good, cut = Case("", table(rows=ROWS)).file(tmp_path), tmp_path / "cut.csv"
    cut.write_bytes(table(THIRD)[:-40])
    results = importer.import_files([good, cut], company.id, channel, is_practice_company=False)

    assert [isinstance(result, FileNotTaken) for result in results] == [False, True]
    with book.reading() as session:
        (stored,) = session.orders.get_many(session.orders.ids(OrderFilter(company.id)))
    assert stored.order.order_number == "#1001"
