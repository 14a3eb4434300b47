"""What is measured does its work, and the table says how long it took."""

from pathlib import Path

import pytest

from tests.benchmarks.at_work import at_work_rows
from tests.benchmarks.exporting import EXPORTED, export_four_at_a_time, ideal_s
from tests.benchmarks.gaps import p99_of_time_s
from tests.benchmarks.importing import import_row
from tests.benchmarks.measured import measure
from tests.benchmarks.opening import opening_rows
from tests.benchmarks.orders_table import table_rows
from tests.benchmarks.plain_loop import SAMPLE, plain_loop
from tests.benchmarks.table import Row, table


def test_import_opening_and_table_are_told(tmp_path: Path) -> None:
    """The program took every order, and its real window opened on the book and showed it."""
    imported = import_row(tmp_path, 40)
    ready, figures = opening_rows(tmp_path, 40, rounds=1)
    steps, scrolling = table_rows(tmp_path, 40)

    assert imported.what == "import of 40 orders (Shopify CSV)"
    assert "by the clock" in imported.measured
    assert "ms to" in ready.measured
    assert "ms to" in figures.measured
    assert steps.measured.startswith("open ")
    assert scrolling.measured.endswith(" ms")


def test_gaps_are_told_when_the_window_was_at_work(tmp_path: Path) -> None:
    """Files came in, were previewed and went out, and the timer was heard meanwhile."""
    importing, previewing, exporting = at_work_rows(tmp_path / "window", 5, sending_s=60)

    assert importing.measured.startswith("longest ")
    assert previewing.measured.startswith("longest ")
    assert "5 of them sent" in exporting.what


def test_every_order_is_posted_when_an_export_or_the_loop_is_measured(tmp_path: Path) -> None:
    """They say so themselves: either ends its process with an error otherwise."""
    for name, file in (("ours", EXPORTED), ("loop", SAMPLE)):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text("3", encoding="utf-8")

    ours = measure(export_four_at_a_time, tmp_path / "ours")
    loop = measure(plain_loop, tmp_path / "loop")

    assert ours["seconds"] > ideal_s(3, 4)
    assert loop["seconds"] > 0


@pytest.mark.parametrize(("inserts", "seconds"), [(4, 43.025), (1, 50.0)])
def test_ideal_is_what_the_calls_take(inserts: int, seconds: float) -> None:
    """1,400 of customers, 2,000 of invoices and payments, 42 reads; one at a time 1,000 invoices."""
    assert ideal_s(1_000, inserts) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [([0.005] * 1000, 0.005), ([0.005] * 999 + [1.0], 1.0), ([0.01] * 999 + [0.1], 0.01)],
)
def test_gap_counts_for_as_long_as_it_lasts(gaps: list[float], expected: float) -> None:
    """One second of deafness is more than a hundredth of six; a tenth of ten is not."""
    assert p99_of_time_s(gaps) == expected


def test_columns_stand_below_one_another_when_rows_are_printed() -> None:
    """As wide as the widest cell."""
    rows = [
        Row("import", "plain", "4", "5 s", is_met=True),
        Row("a longer one", "bare", "1", "2 s", is_met=False),
    ]

    lines = table(rows).splitlines()

    places = [line.index(cell) for line, cell in zip(lines, ("ag", "pl", "ba"), strict=False)]
    assert places == [14, 14, 14]
    assert [word in line for word, line in zip(("met", "MISSED"), lines[1:], strict=False)] == [True, True]
