"""Reading order files in tests: a file on disk in, orders and problems out."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from kfdesk.domain.orders import Order
from kfdesk.importers import OrderFileReader
from kfdesk.services.ports import FileProblem, OrderFile, ReportFile, Told

Rows = Sequence[Mapping[str, str]]


def opened(path: Path) -> OrderFile:
    """The file of orders, recognised."""
    file = OrderFileReader().open(path)
    assert isinstance(file, OrderFile)
    return file


def report_of(path: Path) -> ReportFile:
    """The report, recognised."""
    file = OrderFileReader().open(path)
    assert isinstance(file, ReportFile)
    return file


def told_by(path: Path) -> tuple[list[Told], list[FileProblem]]:
    """All that a report tells, and all problems."""
    items = list(report_of(path).items(lambda _: None))
    told = [item for item in items if isinstance(item, Told)]
    return told, [item for item in items if isinstance(item, FileProblem)]


def read(path: Path) -> tuple[list[Order], list[FileProblem]]:
    """All orders and all problems of a file."""
    items = list(opened(path).items(lambda _: None))
    orders = [item for item in items if isinstance(item, Order)]
    return orders, [item for item in items if isinstance(item, FileProblem)]


def orders_of(path: Path) -> list[Order]:
    """The orders of a file that has no problems."""
    orders, problems = read(path)
    assert problems == []
    return orders


def table_text(header: Sequence[str], rows: Rows, delimiter: str = ",") -> str:
    """A table with these columns; cells that a row does not name are empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def table_file(folder: Path, header: Sequence[str], rows: Rows, delimiter: str = ",") -> Path:
    """The same as a file."""
    path = folder / "orders.csv"
    path.write_text(table_text(header, rows, delimiter), encoding="utf-8", newline="")
    return path
