"""Tables that only show."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kfdesk.ui.record_table import NUMBERS, ROW_ROLE, Column, RecordTable, RecordTableModel


@dataclass(frozen=True)
class Sum:
    """A record with a figure."""

    name: str
    amount: Decimal


SUMS = (Sum("eBay", Decimal(9)), Sum("Etsy", Decimal(100)), Sum("Amazon", Decimal(20)))


@pytest.fixture
def model(qtmodeltester: ModelTester) -> RecordTableModel[Sum]:
    columns = [
        Column[Sum]("Channel", lambda each: each.name),
        Column[Sum]("Gross", lambda each: f"£{each.amount}", lambda each: each.amount, is_number=True),
    ]
    model = RecordTableModel(columns, lambda each: each.name)
    model.set_records(SUMS)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt
    return model


def shown(model: RecordTableModel[Sum]) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules_when_empty(qtmodeltester: ModelTester) -> None:
    """Also without records."""
    model = RecordTableModel([Column[Sum]("Channel", lambda each: each.name)], lambda each: each.name)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt
    assert model.rowCount() == 0


def test_a_cell_shows_and_says_its_text(model: RecordTableModel[Sum]) -> None:
    """Whoever does not see the table hears the column with the text."""
    cell = model.index(1, 1)
    assert cell.data() == "£100"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Gross: £100"
    assert cell.data(Qt.ItemDataRole.TextAlignmentRole) == NUMBERS
    assert cell.data(ROW_ROLE) == SUMS[1]


def test_rows_are_found_by_name(model: RecordTableModel[Sum]) -> None:
    """A row header names each row, though it is not painted."""
    assert model.headerData(2, Qt.Orientation.Vertical) == "Amazon"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Gross"


def test_cells_cannot_be_changed(model: RecordTableModel[Sum]) -> None:
    """It only shows."""
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags


def test_figures_are_sorted_by_amount(model: RecordTableModel[Sum]) -> None:
    """Not by their text: £100 is more than £20."""
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert shown(model) == ["Etsy", "Amazon", "eBay"]


def test_new_records_are_sorted_like_those_before(model: RecordTableModel[Sum]) -> None:
    """The person's order stays."""
    model.sort(0)
    model.set_records([*SUMS, Sum("Argos", Decimal(1))])
    assert shown(model) == ["Amazon", "Argos", "eBay", "Etsy"]


def test_the_current_row_moves_along_when_sorted(model: RecordTableModel[Sum], qtbot: QtBot) -> None:
    """The person stays on the record, wherever it goes."""
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.setCurrentIndex(model.index(0, 0))
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert table.current_record == SUMS[0]


def test_the_current_row_stays_when_figures_change(model: RecordTableModel[Sum], qtbot: QtBot) -> None:
    """Rows of the same names are told as changed, not taken away."""
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.setCurrentIndex(model.index(1, 0))
    changed = Sum("Etsy", Decimal(5))
    model.set_records([SUMS[0], changed, SUMS[2]])
    assert table.current_record == changed


def test_enter_opens_the_current_record(model: RecordTableModel[Sum], qtbot: QtBot) -> None:
    """As a double click does."""
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.go_to_first()
    with qtbot.waitSignal(table.record_opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]  # pytest-qt
    assert opened.args == [SUMS[0]]


def test_figures_keep_off_the_text_beside_them(model: RecordTableModel[Sum], qtbot: QtBot) -> None:
    """The room is painted only: what is read stays as it is."""
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.let_sort()
    table.let_stretch(0)
    table.fit_columns()
    table.show()
    assert not table.grab().isNull()
    assert table.columnWidth(1) > table.fontMetrics().horizontalAdvance("£100")
