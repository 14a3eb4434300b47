"""What is measured does its work, and the table says how long it took."""

from pathlib import Path

from tests.benchmarks.__main__ import Row, import_row, table


def test_row_is_told_when_an_import_is_measured(tmp_path: Path) -> None:
    """Both imports ran over one file; the program took every order without a problem."""
    row = import_row(tmp_path, 40)

    assert row.what == "import of 40 orders (Shopify CSV)"
    assert "by the clock" in row.measured
    assert (tmp_path / "plain.sqlite").stat().st_size
    assert (tmp_path / "book" / "book.sqlite").stat().st_size


def test_columns_stand_below_one_another_when_rows_are_printed() -> None:
    """As wide as the widest cell."""
    printed = table([Row("import", "plain", "4", "5 s"), Row("a longer one", "bare", "1.8", "2 s")])

    places = [line.index(cell) for line, cell in zip(printed.splitlines(), ("ag", "pl", "ba"), strict=True)]
    assert places == [14, 14, 14]
