"""A Shopify file into the book, against all its cells into one table."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

from kfdesk.importers import OrderFileReader
from kfdesk.services.import_orders import OrderImporter
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.store import open_book
from tests.benchmarks.measured import Figures, measure, measuring
from tests.benchmarks.shopify_file import write_file
from tests.benchmarks.table import AT_MOST, NOTHING, TIMES, Row
from tests.builders import a_channel, a_company
from tests.fakes import StillClock
from tests.ui.shop import linked

MIB = 1 << 20
FILE = "orders_export.csv"
ORDERS = "orders.txt"
BOOK = "book"
MOST_TIMES, MOST_MIB = 4, 200


def import_row(folder: Path, orders: int) -> Row:
    """The goal of DESIGN 9; leaves the book in the folder."""
    (folder / ORDERS).write_text(str(orders), encoding="utf-8")
    measure(write_orders, folder)
    before = measure(plain_import, folder)
    ours = measure(program_import, folder)
    after = measure(plain_import, folder)
    wall = ours["seconds"] / (before["seconds"] + after["seconds"]) * 2
    cpu = ours["cpu_seconds"] / (before["cpu_seconds"] + after["cpu_seconds"]) * 2
    added = ours["added_bytes"] / MIB if "added_bytes" in ours else None
    return Row(
        f"import of {orders:,} orders (Shopify CSV)",
        "csv.reader + executemany of all cells",
        f"{AT_MOST} {MOST_TIMES} {TIMES}, {MOST_MIB} MB",
        f"{wall:.1f} {TIMES} by the clock ({ours['seconds']:.1f} s), "
        f"{cpu:.1f} {TIMES} of the processor ({ours['cpu_seconds']:.1f} s), "
        f"{NOTHING if added is None else f'{added:.0f} MB'} added",
        wall <= MOST_TIMES and (added or 0) <= MOST_MIB,
    )


def fill_book(folder: Path, orders: int) -> None:
    """A book of so many orders in the folder, unless there is one."""
    if not (folder / BOOK).exists():
        (folder / ORDERS).write_text(str(orders), encoding="utf-8")
        measure(write_orders, folder)
        measure(program_import, folder)


def write_orders(folder: Path) -> Figures:
    """The file that the other two read."""
    figures: Figures = {}
    with measuring(figures):
        write_file(folder / FILE, int((folder / ORDERS).read_text(encoding="utf-8")))
    return figures


def plain_import(folder: Path) -> Figures:
    """All cells of all rows into one table, and nothing else."""
    figures: Figures = {}
    (folder / "plain.sqlite").unlink(missing_ok=True)
    with (
        (folder / FILE).open(encoding="utf-8", newline="") as file,
        closing(sqlite3.connect(folder / "plain.sqlite")) as book,
        measuring(figures),
    ):
        rows = csv.reader(file)
        columns = ", ".join(f'"{name}"' for name in next(rows))
        book.execute("PRAGMA journal_mode=WAL")
        book.execute("PRAGMA synchronous=FULL")
        book.execute(f"CREATE TABLE cells ({columns})")
        marks = ", ".join("?" * (columns.count(",") + 1))
        book.executemany(f"INSERT INTO cells VALUES ({marks})", rows)  # noqa: S608 - marks alone
        book.commit()
    return figures


def program_import(folder: Path) -> Figures:
    """The file into the book of a linked company, each order with its verdict."""
    figures: Figures = {}
    book = open_book(folder / BOOK)
    clock = StillClock()
    importer = OrderImporter(book, OrderFileReader(), OrderPlanner(book, clock), clock)
    company = a_company(book)
    linked(book, company)
    channel = a_channel(book, company.id, "Shopify", "shopify")
    with measuring(figures):
        result = importer.import_file(folder / FILE, company.id, channel, is_practice_company=False)
    book.close()
    if result.problems or result.counts.new != int((folder / ORDERS).read_text(encoding="utf-8")):
        raise SystemExit(f"{result.counts} with {len(result.problems)} problems")
    return figures
