"""The program from its start to its first page, against a bare window."""

from pathlib import Path
from statistics import median

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kfdesk.cli import run
from kfdesk.ui.start import make_application
from tests.benchmarks.bare_window import bare_window
from tests.benchmarks.first_sight import READY, FirstSight
from tests.benchmarks.importing import BOOK
from tests.benchmarks.measured import Figures, measure
from tests.benchmarks.table import AT_MOST, TIMES, Row, ms

ROUNDS = 7
MOST_TIMES_READY, MOST_TIMES_ROWS = 1.8, 4.0


def opening_rows(folder: Path, orders: int, rounds: int = ROUNDS) -> list[Row]:
    """The goals of DESIGN 9, by the middle of several rounds, on the book in the folder."""
    bare, ours = [], []
    for _ in range(rounds):
        bare.append(measure(bare_window, folder))
        ours.append(measure(main_window, folder))
    against = median(each[READY] for each in bare)
    return [
        _row(
            f"main window painted, answering keys ({orders:,} orders)", READY, ours, against, MOST_TIMES_READY
        ),
        _row("figures of its first page painted", "rows", ours, against, MOST_TIMES_ROWS),
    ]


def _row(what: str, name: str, ours: list[Figures], against: float, goal: float) -> Row:
    took = median(each[name] for each in ours)
    times = took / against
    return Row(
        what,
        "a bare PySide6 window, its own process",
        f"{AT_MOST} {goal} {TIMES}",
        f"{times:.2f} {TIMES} ({ms(took)} to {ms(against)})",
        times <= goal,
    )


def main_window(folder: Path) -> Figures:
    """`kfdesk` on the book: `ready`, and `rows` when the first page shows what was read."""
    make_application()
    sight = FirstSight()

    def watch() -> None:
        window = next(each for each in QApplication.topLevelWidgets() if each.objectName() == "main_window")
        sight.seen_all.connect(window.close)
        sight.watch(window, {READY: _part(window, "overview_page"), "rows": _part(window, "glance")})

    QTimer.singleShot(0, watch)
    if run(["--data-dir", str(folder / BOOK)]):
        raise SystemExit("the window ended with an error")
    return sight.figures


def _part(window: QWidget, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    if not isinstance(found, QWidget):
        raise SystemExit(f"there is no {name}")
    return found
