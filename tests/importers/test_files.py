"""Files as people have them: saved again by spreadsheets, cut off, or not order files at all."""

import csv
import io
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfdesk.domain.errors import (
    FileEmpty,
    FileNotRecognised,
    FileRefused,
    FileUnreadable,
    HeaderOnly,
    IdsDamaged,
    KfdeskError,
    WrongReport,
)
from kfdesk.importers import OrderFileReader
from kfdesk.importers.wrong_reports import WRONG_REPORTS
from kfdesk.paths import resource_path
from tests.importers.reading import opened, orders_of, read, table_file, table_text

HEADER = [
    "Name",
    "Financial Status",
    "Paid at",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Note Attributes",
    "Id",
    "Tax 1 Name",
    "Tax 1 Value",
]
STAMP = "2026-11-02 10:00:00 +0000"
ROWS = [
    {
        "Name": "#1001",
        "Financial Status": "paid",
        "Paid at": STAMP,
        "Currency": "GBP",
        "Subtotal": "1233.50",
        "Shipping": "1.00",
        "Taxes": "205.75",
        "Total": "1234.50",
        "Created at": STAMP,
        "Lineitem quantity": "1",
        "Lineitem name": "Café table, £ 12“",
        "Lineitem price": "1227.50",
        "Note Attributes": "first\nsecond",
        "Id": "5277621234567",
        "Tax 1 Name": "GB VAT 20%",
        "Tax 1 Value": "205.75",
    },
    {"Name": "#1001", "Lineitem quantity": "2", "Lineitem name": "Mug; blue", "Lineitem price": "3.00"},
]
AS_SAVED = table_text(HEADER, ROWS)
Save = Callable[[Path], None]


def with_delimiter(delimiter: str) -> str:
    """The same cells between other delimiters."""
    return table_text(HEADER, ROWS, delimiter)


def continental() -> str:
    """Semicolons and decimal commas, as a continental Excel writes it."""
    money = {"Subtotal", "Shipping", "Taxes", "Total", "Lineitem price", "Tax 1 Value"}
    rows = [
        {name: text.replace(".", ",") if name in money else text for name, text in row.items()}
        for row in ROWS
    ]
    return table_text(HEADER, rows, ";")


def as_bytes(content: bytes) -> Save:
    """Write bytes."""

    def save(path: Path) -> None:
        path.write_bytes(content)

    return save


def as_workbook(path: Path) -> None:
    """A workbook with a sheet of notes before the orders, numbers as numbers, two lines of title."""
    cells = [[as_number(row.get(name, "")) for name in HEADER] for row in ROWS]
    workbook(path, {"notes": [["Notes", "for the bookkeeper"]], "orders": [["Orders"], [], HEADER, *cells]})


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[float | str | None]]]) -> None:
    """A workbook with these sheets."""
    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    book.close()


def as_number(text: str) -> float | str | None:
    """As a spreadsheet takes a cell."""
    try:
        return float(text)
    except ValueError:
        return text or None


SAVED: dict[str, Save] = {
    "utf-8": as_bytes(AS_SAVED.encode()),
    "bom": as_bytes(AS_SAVED.encode("utf-8-sig")),
    "crlf": as_bytes(AS_SAVED.replace("\n", "\r\n").replace("first\r\n", "first\n").encode()),
    "cp1252": as_bytes(AS_SAVED.encode("cp1252")),
    "utf-16": as_bytes(with_delimiter("\t").encode("utf-16")),
    "utf-16 big-endian": as_bytes(b"\xfe\xff" + with_delimiter("\t").encode("utf-16-be")),
    "semicolons": as_bytes(with_delimiter(";").encode()),
    "continental": as_bytes(continental().encode("cp1252")),
    "tabs": as_bytes(with_delimiter("\t").replace('"first\nsecond"', "first second").encode()),
    "no last newline": as_bytes(AS_SAVED.rstrip("\n").encode()),
    "lines above": as_bytes(b"Exported for you\n\n" + AS_SAVED.encode()),
    "workbook": as_workbook,
}


@pytest.mark.parametrize("how", SAVED)
def test_orders_are_the_same_when_the_file_was_saved_otherwise(tmp_path: Path, how: str) -> None:
    """Encoding, delimiter, line ends, workbook: the same order comes out."""
    path = tmp_path / "orders.csv"
    SAVED[how](path)
    (order,) = orders_of(path)

    assert (order.order_number, order.channel_order_id) == ("#1001", "5277621234567")
    assert [str(line.amount) for line in order.lines] == ["1227.50", "6.00", "1.00"]
    assert [line.title for line in order.lines[:2]] == ["Café table, £ 12“", "Mug; blue"]
    assert (str(order.stated_total), order.problems) == ("1234.50", ())


@pytest.mark.parametrize(("how", "rows"), [("utf-8", (2, 3)), ("lines above", (4, 5)), ("workbook", (4, 5))])
def test_rows_are_numbered_when_a_spreadsheet_would_number_them(
    tmp_path: Path, how: str, rows: tuple[int, ...]
) -> None:
    """A cell of two lines is one row; blank rows above count."""
    path = tmp_path / "orders.csv"
    SAVED[how](path)
    (order,) = orders_of(path)

    assert order.rows == rows


def test_number_is_refused_when_a_workbook_lost_its_digits(tmp_path: Path) -> None:
    """Beyond fifteen digits a spreadsheet keeps no number whole."""
    cells = [5.27762123456789e17 if name == "Id" else ROWS[0].get(name) for name in HEADER]
    path = tmp_path / "orders.xlsx"
    workbook(path, {"orders": [HEADER, cells]})

    with pytest.raises(IdsDamaged):
        read(path)


@pytest.mark.parametrize(
    ("content", "error", "why"),
    [
        (b"", FileEmpty, None),
        (b"  \r\n\r\n", FileEmpty, None),
        (AS_SAVED.split("\n")[0].encode() + b"\n", HeaderOnly, None),
        (AS_SAVED.split("\n")[0].encode() + b"\n,,,,\n", HeaderOnly, None),
        (b"date,what\n1,2\n", FileNotRecognised, None),
        (AS_SAVED.replace("Café", "Caf\0").encode(), FileUnreadable, "damaged"),
        (AS_SAVED.replace("£", "Â£").encode(), FileUnreadable, "encoding"),
        (AS_SAVED.replace("é", "�").encode(), FileUnreadable, "encoding"),
        (AS_SAVED.encode().replace(b"\xe2\x80\x9c", b"\x81"), FileUnreadable, "encoding"),
        (AS_SAVED.encode()[:-6], FileUnreadable, "damaged"),
        (AS_SAVED.replace('second"', "second").encode(), FileUnreadable, "damaged"),
        (b"%PDF-1.7 ...", FileUnreadable, "kind"),
        (b"PK\x03\x04 not a workbook", FileUnreadable, "damaged"),
        (b"\x89PNG\r\n", FileUnreadable, "kind"),
    ],
)
def test_file_is_refused_when_it_cannot_be_taken(
    tmp_path: Path, content: bytes, error: type[FileRefused], why: str | None
) -> None:
    """Each oddity has an error of its own, and nothing is read as something else."""
    path = tmp_path / "orders.csv"
    path.write_bytes(content)

    with pytest.raises(error) as refused:
        read(path)

    assert refused.value.facts["path"] == path
    assert refused.value.facts.get("why") == why


def test_place_is_refused_when_there_is_no_file(tmp_path: Path) -> None:
    """A folder and a missing file are two things."""
    with pytest.raises(FileUnreadable) as folder:
        opened(tmp_path)
    with pytest.raises(FileUnreadable) as missing:
        opened(tmp_path / "nowhere.csv")

    assert (folder.value.facts["why"], missing.value.facts["why"]) == ("folder", "missing")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever may do everything reads every file"
)
def test_file_is_refused_when_it_may_not_be_read(tmp_path: Path) -> None:
    """The person may mend the permission."""
    path = table_file(tmp_path, HEADER, ROWS)
    path.chmod(0)

    with pytest.raises(FileUnreadable) as refused:
        opened(path)

    assert refused.value.facts["why"] == "permission"


def test_what_was_found_is_shown_when_nobody_knows_the_header(tmp_path: Path) -> None:
    """The first cells help to see which file it is."""
    path = tmp_path / "odd.csv"
    path.write_text("Report\nWhen,Who,What\n1,2,3\n", encoding="utf-8")

    with pytest.raises(FileNotRecognised) as refused:
        opened(path)

    assert refused.value.facts["found"] == "When, Who, What"


@pytest.mark.parametrize("report", WRONG_REPORTS, ids=lambda report: report.report)
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_report_is_named_when_its_header_is_met(tmp_path: Path, report: object, delimiter: str) -> None:
    """Every wrong report of the table is refused as itself."""
    wanted = next(one for one in WRONG_REPORTS if one is report)
    path = tmp_path / "report.csv"
    path.write_text("about this file\n" + delimiter.join(sorted(wanted.cells)) + "\n", encoding="utf-8")

    with pytest.raises(WrongReport) as refused:
        opened(path)

    assert refused.value.facts["report"] == wanted.report


def test_progress_ends_with_the_size_when_a_file_is_read(tmp_path: Path) -> None:
    """Bytes read so far never go back, and end with all of them."""
    path = table_file(tmp_path, HEADER, [ROWS[0] | {"Name": f"#{number}"} for number in range(2000)])
    told: list[int] = []
    file = opened(path)
    list(file.items(told.append))

    assert told == sorted(told)
    assert len(told) > 5
    assert told[-1] == file.total_bytes == path.stat().st_size


def test_hash_is_the_files_when_it_is_opened(tmp_path: Path) -> None:
    """The same bytes have the same hash, wherever they are."""
    one, other = table_file(tmp_path, HEADER, ROWS), tmp_path / "copy.csv"
    other.write_bytes(one.read_bytes())

    assert opened(one).sha256 == opened(other).sha256
    assert len(opened(one).sha256) == 64


def test_marketplaces_are_named_once_when_they_have_several_formats() -> None:
    """Etsy has two files and one name."""
    names = OrderFileReader().marketplaces

    assert {"Shopify", "Etsy", "Amazon", "eBay", "WooCommerce", "Square"} == set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "orders"),
    [
        ("shopify_orders_export.csv", 12),
        ("etsy_sold_orders.csv", 12),
        ("amazon_all_orders.txt", 12),
        ("ebay_orders_report.csv", 11),
    ],
)
def test_practice_file_is_read_when_it_ships_with_the_program(name: str, orders: int) -> None:
    """Twelve sales each, marked, without a problem row; one of eBay's is not paid and no order."""
    path = Path(str(resource_path("practice"))) / name

    assert opened(path).is_practice
    assert len(orders_of(path)) == orders


CELLS = st.text(
    alphabet=st.one_of(st.sampled_from('",;\t\n0123456789.-£%/:+ '), st.characters(codec="utf-8")),
    max_size=12,
)
FINGERPRINTS = (
    HEADER,
    [
        "Sale Date",
        "Order ID",
        "Currency",
        "Order Value",
        "Discount Amount",
        "Order Net",
        "Card Processing Fees",
    ],
    ["Sale Date", "Item Name", "Quantity", "Price", "Discount Amount", "Currency", "Listing ID", "Order ID"],
    [
        "amazon-order-id",
        "purchase-date",
        "order-status",
        "product-name",
        "quantity",
        "currency",
        "item-price",
        "item-tax",
    ],
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from(FINGERPRINTS), st.lists(st.lists(CELLS, max_size=18), max_size=6), st.binary(max_size=4)
)
def test_no_file_ends_in_a_traceback_when_cells_are_random(
    tmp_path: Path, header: list[str], rows: list[list[str]], tail: bytes
) -> None:
    """Whatever stands under a known header: orders, problems, or one of our errors."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    path = tmp_path / "orders.csv"
    path.write_bytes(text.getvalue().encode("utf-8", "replace") + tail)

    try:
        orders, problems = read(path)
    except KfdeskError as error:
        assert error.facts  # noqa: PT017 - an error of ours is one of the good ends
    else:
        assert len(orders) + len(problems) <= len(rows) + 1
