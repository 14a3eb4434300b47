"""One measurement in a process of its own: `python -m tests.benchmarks.measures NAME FOLDER`.

Prints one JSON object: seconds by the clock, seconds of the processor, and how far the memory
in use rose above what it was when the work began (none where the system does not tell).
"""

import csv
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from kfdesk.importers import OrderFileReader
from kfdesk.services.import_orders import OrderImporter
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.store import open_book
from tests.benchmarks.shopify_file import write_file
from tests.builders import a_channel, a_company
from tests.fakes import StillClock

FILE = "orders_export.csv"
ORDERS = "orders.txt"


@dataclass
class Measured:
    """What a piece of work took."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    added_bytes: int | None = None


@contextmanager
def measuring(measured: Measured) -> Iterator[None]:
    """Measure what is done inside."""
    before, clock, cpu = _most_bytes(), time.perf_counter(), time.process_time()
    yield
    measured.seconds, measured.cpu_seconds = time.perf_counter() - clock, time.process_time() - cpu
    after = _most_bytes()
    measured.added_bytes = None if before is None or after is None else after - before


def write_orders(folder: Path, measured: Measured) -> None:
    """The file that the other two read."""
    with measuring(measured):
        write_file(folder / FILE, int((folder / ORDERS).read_text(encoding="utf-8")))


def plain_import(folder: Path, measured: Measured) -> None:
    """All cells of all rows into one table, and nothing else."""
    (folder / "plain.sqlite").unlink(missing_ok=True)
    with (
        (folder / FILE).open(encoding="utf-8", newline="") as file,
        closing(sqlite3.connect(folder / "plain.sqlite")) as book,
        measuring(measured),
    ):
        rows = csv.reader(file)
        columns = ", ".join(f'"{name}"' for name in next(rows))
        book.execute("PRAGMA journal_mode=WAL")
        book.execute("PRAGMA synchronous=FULL")
        book.execute(f"CREATE TABLE cells ({columns})")
        marks = ", ".join("?" * (columns.count(",") + 1))
        book.executemany(f"INSERT INTO cells VALUES ({marks})", rows)  # noqa: S608 - marks alone
        book.commit()


def program_import(folder: Path, measured: Measured) -> None:
    """The file into the book of a linked company, each order with its verdict."""
    book = open_book(folder / "book")
    clock = StillClock()
    importer = OrderImporter(book, OrderFileReader(), OrderPlanner(book, clock), clock)
    company = a_company(book)
    channel = a_channel(book, company.id, "Shopify", "shopify")
    with measuring(measured):
        result = importer.import_file(folder / FILE, company.id, channel, is_practice_company=False)
    book.close()
    if result.problems or result.counts.new != int((folder / ORDERS).read_text(encoding="utf-8")):
        raise SystemExit(f"{result.counts} with {len(result.problems)} problems")


def _most_bytes() -> int | None:
    """The most memory that this process had at once, so far."""
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


MEASURES: dict[str, Callable[[Path, Measured], None]] = {
    "write_orders": write_orders,
    "plain_import": plain_import,
    "program_import": program_import,
}


def main() -> None:
    """Measure what the command line names."""
    name, folder = sys.argv[1:]
    measured = Measured()
    MEASURES[name](Path(folder), measured)
    sys.stdout.write(json.dumps(asdict(measured)) + "\n")


if __name__ == "__main__":
    main()
