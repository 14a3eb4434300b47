"""A report as a spreadsheet.

Money is written as numbers with two decimals, days as dates. Text is text whatever it begins
with: a cell that begins with = + - @ is never a formula, and is marked so that it stays text
when somebody edits it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter

from kfdesk.domain.reconciliation import Reconciliation
from kfdesk.reports.heads import head_of, notes_of
from kfdesk.reports.tables import Kind, Table, Value

RISKY = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = {Kind.TEXT: 16, Kind.LONG_TEXT: 60, Kind.DAY: 13, Kind.MONEY: 14, Kind.COUNT: 10}
MONEY_FORMAT = "#,##0.00;[Red]-#,##0.00"
DAY_FORMAT = "d mmm yyyy"


def write_workbook(into: BinaryIO, found: Reconciliation, tables: Sequence[Table], made: datetime) -> None:
    """A sheet a table; the first begins with what the report is about."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(into, options)
    book.set_properties({"title": f"Reconciliation, {found.company}", "created": made.replace(tzinfo=None)})
    head = [head_of(found, made), *notes_of(found)]
    for table in tables:
        _Sheet(book, table).write(head)
        head = []
    book.close()


class _Sheet:
    """One table on a sheet of its own."""

    def __init__(self, book: Any, table: Table) -> None:
        self._table = table
        self._sheet = book.add_worksheet(table.title)
        self._formats = {
            (kind, is_total): book.add_format(
                {**_format(kind), **({"bold": 1, "top": 1} if is_total else {})}
            )
            for kind in Kind
            for is_total in (False, True)
        }
        self._quoted = book.add_format({"quote_prefix": True, "valign": "top", "text_wrap": True})
        self._title = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})

    def write(self, head: Sequence[str]) -> None:
        """Head, titles, rows, totals."""
        sheet, table = self._sheet, self._table
        for place, text in enumerate(head):
            self._text(place, 0, text, None)
        first = len(head) + 1 if head else 0
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, WIDTHS[column.kind])
            sheet.write_string(first, place, column.title, self._title)
        sheet.freeze_panes(first + 1, 0)
        self._rows(first + 1, table.rows, is_total=False)
        self._rows(first + 1 + len(table.rows), table.totals, is_total=True)
        if table.rows:
            sheet.autofilter(first, 0, first + len(table.rows), len(table.columns) - 1)
        else:
            sheet.write_string(first + 1, 0, table.if_empty)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(first)
        sheet.set_footer("&C&P / &N")

    def _rows(self, first: int, rows: Sequence[Sequence[Value]], *, is_total: bool) -> None:
        for place, row in enumerate(rows, first):
            for at, (column, value) in enumerate(zip(self._table.columns, row, strict=True)):
                self._cell(place, at, value, self._formats[column.kind, is_total])

    def _cell(self, row: int, at: int, value: Value, look: object) -> None:
        if value is None or value == "":
            self._sheet.write_blank(row, at, None, look)
        elif isinstance(value, date):
            self._sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001 - a day has no zone
        elif isinstance(value, Decimal | int):
            self._sheet.write_number(row, at, value, look)
        else:
            self._text(row, at, value, look)

    def _text(self, row: int, at: int, text: str, look: object) -> None:
        self._sheet.write_string(row, at, text, self._quoted if text.startswith(RISKY) else look)


def _format(kind: Kind) -> dict[str, object]:
    formats: dict[Kind, dict[str, object]] = {
        Kind.MONEY: {"num_format": MONEY_FORMAT},
        Kind.DAY: {"num_format": DAY_FORMAT, "align": "left"},
        Kind.COUNT: {"num_format": "0"},
        Kind.LONG_TEXT: {"text_wrap": True},
    }
    return {"valign": "top", **formats.get(kind, {})}
