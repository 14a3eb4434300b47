"""One piece of work, measured in a process of its own.

`measure(work, folder)` starts `python -m tests.benchmarks.measured MODULE NAME FOLDER`, which loads
only the module that the work is in, and prints what the work measured as one JSON object.
"""

import importlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Figures = dict[str, float]
Work = Callable[[Path], Figures]
BEGAN = "KFDESK_BENCH_BEGAN"
LONGEST_S = 1800
PEAKS = Path("/proc/self/status")


def measure(work: Work, folder: Path) -> Figures:
    """The figures of one run; windows are drawn off screen."""
    command = [sys.executable, "-m", "tests.benchmarks.measured", work.__module__, work.__name__, str(folder)]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        BEGAN: repr(time.time()),
    }
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=True, timeout=LONGEST_S
    )
    figures: Figures = json.loads(done.stdout)
    return figures


def since_start_s() -> float:
    """Seconds since this process was asked for."""
    return time.time() - float(os.environ[BEGAN])


@contextmanager
def measuring(figures: Figures) -> Iterator[None]:
    """Measure what is done inside: by the clock, of the processor, and how far the memory rose.

    `added_bytes` is left out where the system does not tell.
    """
    before, clock, cpu = _most_bytes(), time.perf_counter(), time.process_time()
    yield
    figures["seconds"] = time.perf_counter() - clock
    figures["cpu_seconds"] = time.process_time() - cpu
    after = _most_bytes()
    if before is not None and after is not None:
        figures["added_bytes"] = after - before


def _most_bytes() -> int | None:
    """The most memory that this process had at once, so far."""
    if sys.platform == "win32":
        return None
    if PEAKS.exists():  # `ru_maxrss` begins with what the process had that started this one
        [kib] = re.findall(r"VmHWM:\s+(\d+) kB", PEAKS.read_text(encoding="ascii"))
        return int(kib) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Do the work that the command line names."""
    module, name, folder = sys.argv[1:]
    work: Work = getattr(importlib.import_module(module), name)
    sys.stdout.write(json.dumps(work(Path(folder))) + "\n")


if __name__ == "__main__":
    main()
