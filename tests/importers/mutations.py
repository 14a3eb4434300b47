"""Order files spoiled at random: bytes, cells, fields, and the parts of workbooks and zips."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

from kfdesk.paths import resource_path
from tests.importers.golden import DATA

_CELLS = (
    "|||-|--|0|-0|1e9|1E+400|-1E-400|NaN|Infinity|sNaN|1,234.56|1.234,56|1,2,3|£|£-1.00|(5.00)|EUR|20 %|200%"
    '|-5|=1+1|="007"|@x|2026-02-30|2026-11-02|0000-00-00|9999-12-31T23:59:59+14:00|0001-01-01 00:00:00 +1400'
    '|46328.4|12:61|2026-11-02 10:00:00 +9999|13/13/13|Feb-30-26|31 December 9999|\'|"|""|,|;|True|null|None'
    "|{}|[]|5.27762E+12|#1001|12-34567-89012|GB|ZZ|Côte d'Ivoire|BT1 1AA|paid|refunded|voided|#DIV/0!"
    "|name:x;total:y|quantity:2;total:"
)
_SIGNS = "\t \u00a0 \u202f \u200b \u202e \ufeff \x1a \x7f \u0661\u0662 \u22125 a\nb a\rb"
NASTY_CELLS: tuple[str, ...] = (
    *_CELLS.split("|"),
    *_SIGNS.split(" "),
    *(
        "9" * 40,
        "0." + "9" * 40,
        "1" * 400,
        "é" * 300,
        " ",
        "|",
        "name:|total:x",
        ";;;|||",
        "quantity:2|total:",
    ),
)
NASTY_FIELDS: tuple[object, ...] = (
    *NASTY_CELLS,
    *(None, True, False, 0, -1, 10**30, 1.5, 1e308, 5e-324),
    *([], {}, [None], [[]], {"id": None}, [{"id": 1}], {"a": {"b": {}}}),
)
NASTY_VALUES: tuple[object, ...] = (
    *filter(str.isprintable, NASTY_CELLS),
    *(None, True, 0, -1, 1.5, 1e17, 1e300, 46328.4167),
    *(datetime(2026, 11, 2, 10), datetime(1900, 1, 1), time(23, 59), timedelta(days=-1)),
)
_HEADINGS = (
    "Order Number,Order Date,Date,Product,SKU,Qty,Quantity,Unit Price,Price inc VAT,Total,VAT,VAT rate"
    ",Currency,Postage,Discount,Customer,E-mail,Postcode,Country,Status,Paid,Item,Net,Gross,Order Ref,,"
)
HEADINGS = _HEADINGS.split(",")
DELIMITERS = (",", "\t", ";")
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Sample:
    """A file to begin with."""

    name: str
    content: bytes

    @property
    def is_document(self) -> bool:
        """Whether it is JSON."""
        return self.name.endswith(".json")


def samples(shared: Path | None) -> list[Sample]:
    """All order files and reports that the project has, and those beside it."""
    folders = [DATA, DATA.parent / "reports", Path(str(resource_path("practice")))]
    if shared is not None:
        folders += sorted(path for path in (shared / "orders" / "samples").iterdir() if path.is_dir())
    paths = [path for folder in folders for path in sorted(folder.iterdir())]
    return [
        Sample(path.name, path.read_bytes()) for path in paths if path.suffix in {".csv", ".txt", ".json"}
    ]


def mutated(sample: Sample, random: Random) -> Sample:
    """The sample, spoiled in one way or two."""
    ways = DOCUMENT_WAYS if sample.is_document else TABLE_WAYS
    spoiled = random.choice(ways)(sample, random)
    return spoiled if random.random() < 0.7 else Sample(spoiled.name, bytes_of(spoiled, random).content)


def bytes_of(sample: Sample, random: Random) -> Sample:
    """Some bytes changed, left out, put in, said again or cut off."""
    content = bytearray(sample.content)
    for _ in range(random.choice((1, 1, 2, 5, 40))):
        start = random.randrange(len(content) + 1)
        end = min(len(content), start + random.choice((1, 1, 2, 10, 400)))
        content[start:end] = random.choice(
            (
                random.randbytes(end - start),
                b"",
                bytes(content[start:end]) * 2,
                random.choice((b'"', b"\0", b"\r", b"\n", b"\xef\xbb\xbf", b"\xff", b"\x1a", b",", b"\t")),
            )
        )
    if random.random() < 0.2:
        del content[random.randrange(len(content) + 1) :]
    return Sample(sample.name, bytes(content))


def cells_of(sample: Sample, random: Random) -> Sample:
    """Some cells hold something else; saved as some program would."""
    delimiter, rows = _spoiled_rows(sample, random, NASTY_CELLS)
    text = io.StringIO()
    mark = random.choice((delimiter, *DELIMITERS))
    ends = random.choice(("\n", "\r\n", "\r"))
    if random.random() < 0.5:
        csv.writer(text, delimiter=mark, quoting=csv.QUOTE_ALL, lineterminator=ends).writerows(rows)
    else:
        csv.writer(text, delimiter=mark, lineterminator=ends).writerows(rows)
    encoding = random.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"))
    return Sample(sample.name, text.getvalue().encode(encoding, "replace"))


def structure_of(sample: Sample, random: Random) -> Sample:
    """Rows and columns left out, moved, said again, or of another width."""
    delimiter, rows = _rows(sample)
    for _ in range(random.choice((1, 2, 5))):
        _restructure(rows, random)
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return Sample(sample.name, text.getvalue().encode("utf-8", "replace"))


def workbook_of(sample: Sample, random: Random) -> Sample:
    """Some values changed in a workbook, or the letters of its sheet."""
    _, rows = _spoiled_rows(sample, random, NASTY_VALUES)
    book = openpyxl.Workbook(write_only=True)
    for place in range(random.choice((1, 1, 1, 2))):
        sheet = book.create_sheet(f"sheet{place + 1}")
        for row in rows[:400]:
            sheet.append([_cell(value, random) for value in row])
    whole = io.BytesIO()
    book.save(whole)
    book.close()
    content = whole.getvalue()
    if random.random() < 0.4:
        content = _with_spoiled_part(content, random)
    return Sample("orders.xlsx", content)


def zip_of(sample: Sample, random: Random) -> Sample:
    """In a zip, beside a copy that is spoiled; perhaps the zip is spoiled as well."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(sample.name, sample.content)
        if random.random() < 0.5:
            archive.writestr(f"b/{sample.name}", cells_of(sample, random).content)
    return Sample("orders.zip", whole.getvalue())


def fields_of(sample: Sample, random: Random) -> Sample:
    """Some fields of a JSON file hold something else, or are not there."""
    whole = json.loads(sample.content)
    for _ in range(random.choice((1, 1, 2, 5))):
        _spoil_field(whole, random)
    return Sample(sample.name, json.dumps(whole).encode())


Way = Callable[[Sample, Random], Sample]
TABLE_WAYS: Sequence[Way] = (bytes_of, cells_of, cells_of, structure_of, workbook_of, zip_of)
DOCUMENT_WAYS: Sequence[Way] = (bytes_of, fields_of, fields_of)


def _rows(sample: Sample) -> tuple[str, list[list[Any]]]:
    text = sample.content.decode("utf-8-sig", "replace")
    delimiter = "\t" if text.count("\t") > text.count(",") else ","
    lines = io.StringIO(text, newline="")
    if delimiter == "\t":
        return delimiter, list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return delimiter, list(csv.reader(lines))


def _spoiled_rows(sample: Sample, random: Random, nasty: Sequence[object]) -> tuple[str, list[list[Any]]]:
    delimiter, rows = _rows(sample)
    column = random.randrange(50)
    for _ in range(random.choice((1, 2, 5, 30))):
        row = random.choice(rows)
        if row:
            place = column % len(row) if random.random() < 0.5 else random.randrange(len(row))
            row[place] = random.choice(nasty)
    return delimiter, rows


def _restructure(rows: list[list[Any]], random: Random) -> None:
    place, other = (random.randrange(len(rows)) for _ in range(2))
    how = random.randrange(8)
    if how == 0:
        rows[place], rows[other] = rows[other], rows[place]
    elif how == 1:
        rows.insert(place, list(rows[other]))
    elif how == 2:
        del rows[place:other]
        rows.append([])
    elif how == 3:
        rows[place] = rows[place] + random.choices(NASTY_CELLS, k=random.randrange(1, 5))
    elif how == 4:
        rows[place] = rows[place][: random.randrange(len(rows[place]) + 1)]
    elif how == 5:
        _rename(rows, random)
    else:
        column = random.randrange(max(map(len, rows)) or 1)
        for row in rows:
            if column < len(row):
                row[column : column + 1] = [] if how == 6 else [row[column]] * 2


def _rename(rows: list[list[Any]], random: Random) -> None:
    """Headings that other programs use, so that no reader knows the table."""
    header = max(rows[:5], key=len)
    for place in range(len(header)):
        if random.random() < 0.7:
            header[place] = random.choice(HEADINGS)


def _cell(value: object, random: Random) -> object:
    if isinstance(value, str):
        if random.random() < 0.8 and value.replace(".", "", 1).isdigit() and len(value) < 15:
            return float(value)
        return "".join(sign for sign in value if sign.isprintable() or sign == "\n")
    return value


def _with_spoiled_part(content: bytes, random: Random) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(whole, "w") as after:
        wanted = random.choice((SHEET, SHEET, *before.namelist()))
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, bytes_of(Sample(name, part), random).content if name == wanted else part)
    return whole.getvalue()


def _spoil_field(whole: Any, random: Random) -> None:
    """Go down at random, and change what is found there."""
    thing = whole
    while True:
        keys = list(thing) if isinstance(thing, dict) else list(range(len(thing)))
        if not keys:
            return
        key = random.choice(keys)
        inner = thing[key]
        if isinstance(inner, (dict, list)) and inner and random.random() < 0.85:
            thing = inner
            continue
        if random.random() < 0.3:
            del thing[key]
        else:
            thing[key] = random.choice(NASTY_FIELDS)
        return
