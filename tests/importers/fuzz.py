"""Spoiled order files, as many as time allows: `python -m tests.importers.fuzz --minutes 10`.

Each file is read as an import would, and its orders are planned. A find is a traceback, more than
two seconds of the processor a megabyte, or more memory than ten times the file (and a constant).
Finds are kept in a folder with the seed that makes them again; a case of its own goes into
test_fuzz.py for each that is mended.
"""

import argparse
import faulthandler
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from kfdesk import words
from kfdesk.domain.errors import FileNotRecognised, KfdeskError
from kfdesk.domain.orders import Order
from kfdesk.domain.planning import plan_by, verdict_by
from kfdesk.domain.plans import PlanFacts
from kfdesk.domain.rules import rules_for
from kfdesk.importers import MappedFiles, OrderFileReader
from kfdesk.services.ports import FileProblem, OrderFile, ReportFile
from kfdesk.store.order_rows import order_values, refund_values
from tests.benchmarks.shopify_file import write_file
from tests.builders import COMPANY, LOOK_UPS
from tests.domain.planned import channel
from tests.importers.mutations import Sample, mutated, samples

MB = 1_000_000
SECONDS_A_MB = 2.0
TIMES_THE_FILE = 10
FREE_BYTES = 48 * MB
HANGS_AFTER_S = 120
SHARED = Path(__file__).resolve().parents[3] / "shared"
RULES = rules_for(channel(), PlanFacts(COMPANY, LOOK_UPS))
PEAKS = Path("/proc/self/clear_refs")
STATUS = Path("/proc/self/status")


@dataclass
class Tally:
    """What came of the files, and how far the worst of them went."""

    ends: Counter[str] = field(default_factory=Counter)
    orders: int = 0
    problems: int = 0
    told: int = 0
    slowest: float = 0.0
    largest: float = 0.0
    finds: list[str] = field(default_factory=list)


def read_all(path: Path, tally: Tally) -> str:
    """Read and plan what is in a file, and say how it ended; anything but our errors is raised."""
    reader = OrderFileReader()
    try:
        parts = reader.inside(path) or (path,)
    except KfdeskError as error:
        return _refused(error)
    return ", ".join(sorted({_read(reader, part, tally) for part in parts}))


def _read(reader: OrderFileReader, path: Path, tally: Tally) -> str:
    try:
        _go_through(reader.open(path), tally)
    except FileNotRecognised:
        return _read_by_proposal(MappedFiles(reader), path, tally)
    except KfdeskError as error:
        return _refused(error)
    return "read"


def _read_by_proposal(tables: MappedFiles, path: Path, tally: Tally) -> str:
    """A table that nobody knows, by what is proposed for its columns, as far as that goes."""
    try:
        mapping = tables.table(path).proposed
        if not mapping.missing:
            _go_through(tables.mapped(path, mapping), tally)
    except KfdeskError as error:
        return _refused(error)
    return "read by a proposal" if not mapping.missing else "proposed in part"


def _go_through(file: OrderFile | ReportFile, tally: Tally) -> None:
    for item in file.items(lambda _: None):
        if isinstance(item, Order):
            _plan(item)
            tally.orders += 1
        elif isinstance(item, FileProblem):
            assert words.reason(item.reason)
            tally.problems += 1
        else:
            tally.told += 1


def _refused(error: KfdeskError) -> str:
    assert words.sentence(error)
    return type(error).__name__


def _plan(order: Order) -> None:
    """What follows an import: the verdict, the preview, the book's rows."""
    plan, verdict = plan_by(order, RULES), verdict_by(order, RULES)
    assert (plan.state, plan.reason, plan.gross) == (verdict.state, verdict.reason, verdict.gross)
    assert plan.reason is None or words.reason(plan.reason)
    assert order.order_number.strip()
    order_values(order)
    refund_values(order)


def try_one(sample: Sample, folder: Path, tally: Tally) -> str:
    """Read one file within the limits; what is wrong with that, or nothing."""
    path = folder / sample.name
    path.write_bytes(sample.content)
    size = len(sample.content)
    before, began = _start_peak(), time.process_time()
    try:
        end = read_all(path, tally)
    except Exception:  # noqa: BLE001 - this is what is looked for
        return traceback.format_exc()
    seconds, added = time.process_time() - began, max(_peak() - before, 0)
    tally.ends[end] += 1
    tally.slowest = max(tally.slowest, seconds / max(size / MB, 1))
    tally.largest = max(tally.largest, added / MB)
    if seconds > SECONDS_A_MB * max(size / MB, 1):
        return f"{seconds:.1f} s for {size} bytes"
    if added > TIMES_THE_FILE * size + FREE_BYTES:
        return f"{added / MB:.0f} MB for {size} bytes"
    return ""


def campaign(minutes: float, seed: int, out: Path) -> Tally:
    """Spoil and read until the time is up."""
    tally, number = Tally(), 0
    whole = samples(SHARED if SHARED.is_dir() else None)
    with tempfile.TemporaryDirectory() as folder:
        whole.append(_large(Path(folder)))
        end = time.monotonic() + 60 * minutes
        while time.monotonic() < end:
            random = Random(seed + number)  # noqa: S311 - to be repeated
            sample = mutated(random.choice(whole), random)
            faulthandler.dump_traceback_later(HANGS_AFTER_S, exit=True)
            if found := try_one(sample, Path(folder), tally):
                tally.finds.append(f"seed {seed + number}, {sample.name}: {found}")
                out.mkdir(parents=True, exist_ok=True)
                (out / f"{seed + number}-{sample.name}").write_bytes(sample.content)
                sys.stdout.write(f"{tally.finds[-1]}\n")
            faulthandler.cancel_dump_traceback_later()
            (Path(folder) / sample.name).unlink()
            number += 1
    return tally


def _large(folder: Path) -> Sample:
    """Beside the samples, which are small, one of more than a megabyte."""
    path = folder / "large_export.csv"
    write_file(path, 1500)
    return Sample(path.name, path.read_bytes())


def _start_peak() -> int:
    """Forget the most memory so far, where the system can; how much is in use now."""
    if PEAKS.exists():
        PEAKS.write_text("5", encoding="ascii")
    return _peak()


def _peak() -> int:
    if not STATUS.exists():
        return 0
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def main() -> int:
    """Run a campaign and tell what came of it."""
    parser = argparse.ArgumentParser(prog="fuzz", description="Reads spoiled order files.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0, help="where to begin; the same seed, the same files")
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "kfdesk-fuzz")
    options = parser.parse_args()
    tally = campaign(options.minutes, options.seed, options.out)
    ends = "".join(f"  {count:7}  {end}\n" for end, count in tally.ends.most_common())
    sys.stdout.write(
        f"{sum(tally.ends.values())} files\n{ends}{tally.orders} orders, {tally.told} rows of reports, "
        f"{tally.problems} problems; "
        f"slowest {tally.slowest:.2f} s a MB, most memory {tally.largest:.0f} MB; {len(tally.finds)} finds\n"
    )
    return 1 if tally.finds else 0


if __name__ == "__main__":
    sys.exit(main())
