"""The dialog that asks what the columns of a table mean."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kfdesk.domain.mapping import Meaning
from kfdesk.importers import MappedFiles, OrderFileReader
from kfdesk.services.map_columns import MapColumns, remembered_in
from kfdesk.store import open_book
from kfdesk.ui.mapping.dialog import MappingDialog
from kfdesk.ui.mapping.model import COLUMN, MappingTableModel
from tests.ui.access import nameless_widgets

TABLE = """\
Order Number,Order Date,SKU,Quantity,Unit Price,Notes
1,14/11/2026,A1,2,5.00,red
2,15/11/2026,A2,1,5.00,blue
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A table that no reader knows."""
    path = tmp_path / "shop.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def service(tmp_path: Path) -> Iterator[MapColumns]:
    """The service on a book of its own."""
    with closing(open_book(tmp_path / "book")) as book:
        yield MapColumns(book, MappedFiles(OrderFileReader(mappings=remembered_in(book))))


@pytest.fixture
def dialog(qtbot: QtBot, service: MapColumns, path: Path) -> MappingDialog:
    """The dialog for the table."""
    dialog = MappingDialog(service, service.table(path))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def model_of(dialog: MappingDialog) -> MappingTableModel:
    model = dialog.mapping_table.model()
    assert isinstance(model, MappingTableModel)
    return model


def row_named(dialog: MappingDialog, label: str) -> int:
    model = model_of(dialog)
    return next(row for row in range(model.rowCount()) if model.label(row) == label)


def test_shows_the_orders_of_the_proposal(dialog: MappingDialog) -> None:
    """With their sum, before anything is taken."""
    assert dialog.objectName() == "mapping_dialog"
    assert dialog.preview.preview_table.model().rowCount() == 2
    assert "2 orders, \u00a315.00" in dialog.preview.summary_label.text()
    assert dialog.accept_button.isEnabled()


def test_says_what_is_missing_when_a_needed_meaning_has_no_column(dialog: MappingDialog) -> None:
    """And cannot be accepted until it is there."""
    model_of(dialog).choose(row_named(dialog, "Order number"), "")
    assert not dialog.accept_button.isEnabled()
    assert "the order number" in dialog.missing_label.text()
    model_of(dialog).choose(row_named(dialog, "Order number"), "order number")
    assert dialog.accept_button.isEnabled()
    assert not dialog.missing_label.text()


def test_column_is_chosen_in_its_cell(dialog: MappingDialog, qtbot: QtBot) -> None:
    """The editor is a list of the table's columns."""
    table, row = dialog.mapping_table, row_named(dialog, "Item")
    table.setCurrentIndex(model_of(dialog).index(row, COLUMN))
    qtbot.keyClick(table, Qt.Key.Key_F2)  # type: ignore[no-untyped-call]  # pytest-qt
    editor = table.viewport().findChild(QComboBox, "cell_editor")
    assert isinstance(editor, QComboBox)
    editor.setCurrentIndex(editor.findText("Notes"))
    editor.activated.emit(editor.currentIndex())
    editor.hidePopup()
    qtbot.waitUntil(lambda: table.state() == QAbstractItemView.State.NoState)
    assert dialog.mapping().columns[Meaning.TITLE] == "notes"


def test_columns_are_shown_as_the_file_writes_them(dialog: MappingDialog) -> None:
    """In the table of meanings, aloud too, and above the first rows."""
    model, horizontal = model_of(dialog), Qt.Orientation.Horizontal
    cell = model.index(row_named(dialog, "Order number"), COLUMN)
    assert model.data(cell) == "Order Number"
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "Order number: Order Number"
    rows = dialog.rows_table.model()
    shown = [rows.headerData(section, horizontal) for section in range(rows.columnCount())]
    assert shown == TABLE.split("\n", 1)[0].split(",")


def test_what_no_column_says_is_part_of_the_mapping(dialog: MappingDialog) -> None:
    """Name, VAT, currency and words of the status."""
    dialog.options.mapping_name_edit.setText("Market stall")
    dialog.options.prices_combo.setCurrentIndex(1)
    dialog.options.currency_edit.setText("eur")
    dialog.options.paid_words_edit.setText("done, sent")
    mapping = dialog.mapping()
    assert (mapping.name, mapping.prices_include_vat, mapping.currency) == ("Market stall", False, "EUR")
    assert mapping.paid_words == ("done", "sent")
    assert "VAT" in dialog.missing_label.text()


def test_not_an_order_file_is_the_way_out(dialog: MappingDialog) -> None:
    """Nothing is remembered then."""
    dialog.not_orders_button.click()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_remembered_mapping_is_the_next_proposal(service: MapColumns, path: Path) -> None:
    """As the person left it."""
    table = service.table(path)
    service.remember(table, table.proposed)
    assert service.table(path).proposed == table.proposed


def test_model_keeps_the_rules_of_qt(dialog: MappingDialog, qtmodeltester: ModelTester) -> None:
    """Whatever a view may ask of it."""
    qtmodeltester.check(model_of(dialog))  # type: ignore[no-untyped-call]  # pytest-qt


def test_every_widget_has_a_name(dialog: MappingDialog) -> None:
    """For who cannot see it."""
    assert nameless_widgets(dialog) == []
