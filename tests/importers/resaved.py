"""The same table as other programs save it."""

import csv
import re
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
        with path.open("w", encoding=encoding, errors="replace", newline="") as handle:
            csv.writer(handle, delimiter=delimiter, lineterminator=newline).writerows(cells)

    return save


def _continental(path: Path, cells: Cells) -> None:
    """Semicolons, and commas before the pennies of what is a number."""
    _text("cp1252", ";", "\r\n")(path, [[_with_comma(cell) for cell in row] for row in cells])


def _with_comma(cell: str) -> str:
    return cell.strip().replace(".", ",") if re.fullmatch(r"-?\d+\.\d+ *", cell) else cell


def _quoted(path: Path, cells: Cells) -> None:
    """Every cell in quotes."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, quoting=csv.QUOTE_ALL).writerows(cells)


def _padded(path: Path, cells: Cells) -> None:
    """All rows as wide as the widest, as spreadsheets leave them, and one empty row at the end."""
    width = max(map(len, cells)) + 2
    padded = [[*row, *[""] * (width - len(row))] for row in cells]
    _text("utf-8", ",", "\r\n")(path, [*padded, [""] * width])


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
    "continental": _continental,
    "quoted": _quoted,
    "padded": _padded,
    "workbook": _workbook,
}
