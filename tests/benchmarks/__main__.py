"""How long the program takes, as ratios within one run: `packaging/dev.py bench` (DESIGN 9).

Each piece of work is measured in a process of its own, and what it is measured against beside
it, so that a computer that is busy with other things is busy for both. `--only NAME` measures one
group of the table's lines.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.at_work import at_work_rows
from tests.benchmarks.exporting import exporting_rows
from tests.benchmarks.importing import fill_book, import_row
from tests.benchmarks.opening import opening_rows
from tests.benchmarks.orders_table import table_rows
from tests.benchmarks.table import Row, table

GROUPS = ("import", "opening", "table", "export", "window")


def rows(folder: Path, sizes: argparse.Namespace) -> Iterator[Row]:
    """The lines of the groups that are wanted; the book of the import serves those after it."""
    wanted = sizes.only or GROUPS
    if "import" in wanted:
        yield import_row(folder, sizes.orders)
    if "opening" in wanted:
        fill_book(folder, sizes.orders)
        yield from opening_rows(folder, sizes.orders)
    if "table" in wanted:
        fill_book(folder, sizes.orders)
        yield from table_rows(folder, sizes.orders)
    if "export" in wanted:
        yield from exporting_rows(folder / "export", sizes.exported)
    if "window" in wanted:
        yield from at_work_rows(folder / "window", sizes.imported, sizes.sending)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench", description="How long the program takes.")
    parser.add_argument("--orders", type=int, default=100_000, help="how many to import, and to list")
    parser.add_argument("--exported", type=int, default=1_000, help="how many to export")
    parser.add_argument("--imported", type=int, default=20_000, help="how many to import in the window")
    parser.add_argument("--sending", type=float, default=30, help="seconds to export for in the window")
    parser.add_argument("--only", action="append", choices=GROUPS, help="one group of lines; repeatable")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = list(rows(Path(folder), options))
    sys.stdout.write(table(found))


if __name__ == "__main__":
    main()
