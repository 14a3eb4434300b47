"""How long the program takes, as ratios within one run: `packaging/dev.py bench` (DESIGN 9).

Each piece of work is measured in a process of its own, and what it is measured against before
and after it, so that a computer that is busy with other things is busy for both.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measures import ORDERS, Measured

MIB = 1 << 20
UNKNOWN = "\N{EN DASH}"


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    what: str
    against: str
    goal: str
    measured: str


def measure(name: str, folder: Path) -> Measured:
    """Run one of `measures.MEASURES`."""
    command = [sys.executable, "-m", "tests.benchmarks.measures", name, str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return Measured(**json.loads(done.stdout))


def import_row(folder: Path, orders: int) -> Row:
    """A Shopify file into the book, against all its cells into one table."""
    (folder / ORDERS).write_text(str(orders), encoding="utf-8")
    measure("write_orders", folder)
    before = measure("plain_import", folder)
    ours = measure("program_import", folder)
    after = measure("plain_import", folder)
    wall = ours.seconds / (before.seconds + after.seconds) * 2
    cpu = ours.cpu_seconds / (before.cpu_seconds + after.cpu_seconds) * 2
    added = UNKNOWN if ours.added_bytes is None else f"{ours.added_bytes / MIB:.0f} MB"
    return Row(
        f"import of {orders:,} orders (Shopify CSV)",
        "csv.reader + executemany of all cells",
        "\N{LESS-THAN OR EQUAL TO} 4 \N{MULTIPLICATION SIGN}, 200 MB",
        f"{wall:.1f} \N{MULTIPLICATION SIGN} by the clock ({ours.seconds:.1f} s), "
        f"{cpu:.1f} \N{MULTIPLICATION SIGN} of the processor ({ours.cpu_seconds:.1f} s), {added} added",
    )


def table(rows: list[Row]) -> str:
    """The rows under their heads, in columns."""
    cells = [
        ("what", "against", "goal", "measured"),
        *((r.what, r.against, r.goal, r.measured) for r in rows),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench", description="How long the program takes.")
    parser.add_argument("--orders", type=int, default=100_000, help="how many to import")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = [import_row(Path(folder), options.orders)]
    sys.stdout.write(table(rows))


if __name__ == "__main__":
    main()
