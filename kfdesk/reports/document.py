"""A report as pages of A4, across, with the title of each table repeated and the pages numbered.

The font is the one that comes with ReportLab. It has the letters of Western Europe, £ and €;
of other letters the nearest one is printed, and a box where there is none.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, BinaryIO, Literal
from xml.sax.saxutils import escape  # only to write, nothing is parsed

from babel.numbers import format_decimal
from reportlab.lib import colors
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from kfdesk.domain.reconciliation import Reconciliation
from kfdesk.reports.heads import LOCALE, day_text, head_of, notes_of
from kfdesk.reports.tables import Column, Kind, Table, Value

FONT, BOLD = "Vera", "VeraBd"
SIZE = 7.0
LEADING = 9.0
MARGIN = 14 * mm
PADDING = 6
"""What ReportLab keeps free within the margins."""
WEIGHTS = {Kind.TEXT: 1.6, Kind.LONG_TEXT: 4.5, Kind.DAY: 1.3, Kind.MONEY: 1.3, Kind.COUNT: 0.9}
NO_GLYPH = "\N{WHITE SQUARE}"


def write_document(into: BinaryIO, found: Reconciliation, tables: Sequence[Table], made: datetime) -> None:
    """A section a table."""
    for name in (FONT, BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    document = SimpleDocTemplate(
        into,
        pagesize=landscape(A4),
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN + 4 * mm,
        title=f"Reconciliation, {found.company}",
        author="kfdesk",
    )
    story: list[Flowable] = [_paragraph("Reconciliation", BOLD, SIZE * 2), Spacer(1, 2 * mm)]
    story += [_paragraph(text) for text in (head_of(found, made), *notes_of(found))]
    for table in tables:
        story += [Spacer(1, 6 * mm), _paragraph(table.title, BOLD, SIZE * 1.4), Spacer(1, 1.5 * mm)]
        story.append(
            _drawn(table, document.width - 2 * PADDING) if table.rows else _paragraph(table.if_empty)
        )
    document.build(story, canvasmaker=_NumberedCanvas)


class _NumberedCanvas(Canvas):
    """Knows how many pages there are only at the end, so the numbers are put on then."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined] # the stubs leave it out

    def save(self) -> None:
        for page in self._pages:
            self.__dict__.update(page)
            self.setFont(FONT, SIZE)
            text = f"Page {self.getPageNumber()} of {len(self._pages)}"
            self.drawRightString(landscape(A4)[0] - MARGIN, MARGIN - 2 * mm, text)
            super().showPage()
        super().save()


def _drawn(table: Table, width: float) -> LongTable:
    places = [place for place, column in enumerate(table.columns) if column.is_printed]
    columns = [table.columns[place] for place in places]
    whole = sum(WEIGHTS[column.kind] for column in columns)
    cells = [[_paragraph(column.title, BOLD, is_right=_is_figure(column)) for column in columns]]
    cells += [[_cell(table.columns[place], row[place], FONT) for place in places] for row in table.rows]
    cells += [[_cell(table.columns[place], row[place], BOLD) for place in places] for row in table.totals]
    widths = [width * WEIGHTS[column.kind] / whole for column in columns]
    return LongTable(cells, colWidths=widths, repeatRows=1, hAlign="LEFT", style=_style(len(table.totals)))


def _style(totals: int) -> TableStyle:
    commands: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black),
        ("LINEBELOW", (0, 1), (-1, -1), 0.2, colors.lightgrey),
    ]
    if totals:
        commands.append(("LINEABOVE", (0, -totals), (-1, -totals), 0.8, colors.black))
    return TableStyle(commands)


def _cell(column: Column, value: Value, font: str) -> Paragraph:
    return _paragraph(_text(value, column.kind), font, is_right=_is_figure(column))


def _text(value: Value, kind: Kind) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, Decimal) or kind is Kind.MONEY:
        return str(format_decimal(value, "#,##0.00", locale=LOCALE))
    return str(value)


def _is_figure(column: Column) -> bool:
    return column.kind in (Kind.MONEY, Kind.COUNT)


def _paragraph(text: str, font: str = FONT, size: float = SIZE, *, is_right: bool = False) -> Paragraph:
    return Paragraph(escape(_printable(text)), _style_of(font, size, TA_RIGHT if is_right else TA_LEFT))


@cache
def _style_of(font: str, size: float, alignment: Literal[0, 2]) -> ParagraphStyle:
    return ParagraphStyle(
        f"{font} {size} {alignment}",
        fontName=font,
        fontSize=size,
        leading=size * LEADING / SIZE,
        alignment=alignment,
        splitLongWords=1,
    )


def _printable(text: str) -> str:
    """The text in letters that the font has."""
    font: Any = pdfmetrics.getFont(FONT)
    known = font.face.charToGlyph
    return "".join(letter if ord(letter) in known else _nearest(letter, known) for letter in text)


def _nearest(letter: str, known: dict[int, int]) -> str:
    plain = [part for part in unicodedata.normalize("NFKD", letter) if ord(part) in known]
    return "".join(plain) or NO_GLYPH
