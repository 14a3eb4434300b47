"""The same table as other programs save it."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl

Cells = Sequence[Sequence[str]]


def cells_of(path: Path, delimiter: str = ",") -> list[list[str]]:
    """All cells of a text file."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        if delimiter == "\t":
            return list(csv.reader(handle, delimiter=delimiter, quoting=csv.QUOTE_NONE))
        return list(csv.reader(handle, delimiter=delimiter))


def _text(encoding: str, delimiter: str, newline: str) -> Callable[[Path, Cells], None]:
    def save(path: Path, cells: Cells) -> None:
        with path.open("w", encoding=encoding, newline="") as handle:
            csv.writer(handle, delimiter=delimiter, lineterminator=newline).writerows(cells)

    return save


def _workbook(path: Path, cells: Cells) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("orders")
    for row in cells:
        sheet.append([_number(cell) for cell in row])
    book.save(path)
    book.close()


def _number(cell: str) -> float | str | None:
    try:
        return float(cell)
    except ValueError:
        return cell or None


SAVE: dict[str, Callable[[Path, Cells], None]] = {
    "with a mark": _text("utf-8-sig", ",", "\n"),
    "line ends": _text("utf-8", ",", "\r\n"),
    "semicolons": _text("utf-8", ";", "\n"),
    "cp1252": _text("cp1252", ",", "\r\n"),
    "utf-16": _text("utf-16", "\t", "\r\n"),
    "workbook": _workbook,
}
