"""`kfdesk reconcile` on the practice company, and the files it writes."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.cli.desk_of_tests import Commands

PERIOD = ("--from", "2026-01-01", "--to", "2026-12-31")


@pytest.fixture
def shop(commands: Commands) -> Commands:
    """The practice file of Shopify, exported; a refund in it wants a date, so something is left to do."""
    commands.link()
    commands("import", "resources/practice/shopify_orders_export.csv", "--channel", "=Shop +1")
    commands.set_up("=Shop +1")
    commands("export", "--settle", "0", code=1)
    return commands


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_reconcile_ties_to_the_ledger_when_orders_were_exported(shop: Commands) -> None:
    """What is held and what is not ours is what the ledger holds, added up by the test."""
    found = shop.json("reconcile", *PERIOD, code=1)
    ledger = shop.ledger_gross()
    held = {each["currency"]: Decimal(each["in_kashflow"]["gross"]) for each in found["totals"]}
    assert {code: gross for code, gross in held.items() if gross} == ledger
    assert all(Decimal(each["unexplained"]["gross"]) == 0 for each in found["totals"])
    rows = sum(Decimal(row["held"]["gross"]) for row in found["rows"] if row["currency"] == "GBP")
    assert rows == ledger["GBP"]
    assert {each["cause"] for each in found["differences"]} >= {"left_out", "waiting"}


def test_reconcile_exits_0_when_nothing_needs_a_person(commands: Commands) -> None:
    """A period without orders is settled."""
    commands.link()
    found = commands.json("reconcile", "--from", "2020-01-01", "--to", "2020-01-31")
    assert (found["settled"], found["differences"], found["from"]) == (True, [], "2020-01-01")
    assert "0 orders" in commands("reconcile", "--from", "2020-01-01", "--to", "2020-01-31")


def test_reconcile_names_a_deleted_invoice_when_it_is_told_in_words(shop: Commands) -> None:
    """A person reads cause and order on one line."""
    invoice = shop.company.invoices()[0]
    shop.company.delete_invoice(invoice.number)
    told = shop("reconcile", *PERIOD, code=1)
    number = invoice.customer_reference.removeprefix("=Shop +1 ")
    (line,) = [each for each in told.splitlines() if "Gone from KashFlow" in each]
    assert number in line
    assert line.startswith("! ")


@pytest.mark.parametrize("days", [("2026-12-31", "2026-01-01"), ("soon", "2026-01-01")])
def test_reconcile_exits_2_when_days_are_none(commands: Commands, days: tuple[str, str]) -> None:
    """A period must be one."""
    commands.link()
    commands("reconcile", "--from", days[0], "--to", days[1], code=2)


def test_workbook_reads_back_when_written(shop: Commands, tmp_path: Path) -> None:
    """Money to the penny, days as days, totals equal to the rows, and no cell a formula."""
    path = tmp_path / "november.xlsx"
    found = shop.json("reconcile", *PERIOD, "--xlsx", path, code=1)
    read = sheets(path)
    assert list(read) == ["Summary", "Causes", "Differences", "By day and VAT rate", "Payments", "Not ours"]
    titles, *rows = read["By day and VAT rate"]
    gross, day, check = (titles.index(name) for name in ("KashFlow gross", "Day", "Check"))
    of_days = [row for row in rows if row[0] != "In all"]
    assert [f"{row[gross]:.2f}" for row in of_days] == [each["held"]["gross"] for each in found["rows"]]
    assert [Decimal(repr(row[gross])) for row in of_days] == [
        Decimal(each["held"]["gross"]) for each in found["rows"]
    ]
    assert [row[day] for row in of_days] == [date.fromisoformat(each["day"]) for each in found["rows"]]
    assert all(row[check] == 0 for row in rows)
    totals = {row[titles.index("Currency")]: row[gross] for row in rows if row[0] == "In all"}
    assert f"{totals['GBP']:.2f}" == f"{shop.ledger_gross()['GBP']:.2f}"


def test_cells_stay_text_when_they_begin_like_a_formula(shop: Commands, tmp_path: Path) -> None:
    """A channel called =Shop +1 is text, in a cell that stays text; the titles do not scroll away."""
    path = tmp_path / "november.xlsx"
    shop("reconcile", *PERIOD, "--xlsx", path, code=1)
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert risky
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)
    assert not [cell for cell in cells if cell.data_type == "f"]
    money = book["By day and VAT rate"]["E2"]
    assert "0.00" in money.number_format
    assert book["Differences"].freeze_panes == "A2"


def test_document_reads_back_when_written(shop: Commands, tmp_path: Path) -> None:
    """A4 across, numbered, with company, period and totals; and the command loads no Qt."""
    path = tmp_path / "november.pdf"
    shop("reconcile", *PERIOD, "--pdf", path, code=1)
    pages = PdfReader(path).pages
    texts = [page.extract_text() for page in pages]
    assert all(f"Page {number} of {len(pages)}" in text for number, text in enumerate(texts, 1))
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [842, 595]
    assert "1 Jan 2026 to 31 Dec 2026" in texts[0]
    assert f"{shop.ledger_gross()['GBP']:,.2f}" in "".join(texts)


def test_report_is_refused_in_words_when_it_cannot_be_written(shop: Commands, tmp_path: Path) -> None:
    """A folder that is not there, or one in the file's place; nothing half written is left."""
    taken = tmp_path / "taken.pdf"
    taken.mkdir()
    for option, path in (("--xlsx", tmp_path / "nowhere" / "x.xlsx"), ("--pdf", taken)):
        told = shop("reconcile", *PERIOD, option, path, code=2)
        assert "could not be written" in told or "is a directory" in told
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".kfdesk")] == []


def test_reconcile_loads_no_qt_and_no_report_library_when_none_is_asked_for(commands: Commands) -> None:
    """They would slow every command down."""
    code = (
        "import sys; from kfdesk.cli import run; run(['reconcile', '--help']);"
        "print(sorted({'PySide6', 'xlsxwriter', 'reportlab'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
