"""How the table of orders looks: rows of one height, widths that need no row to be read."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kfdesk.services.ports import OrderColumn
from kfdesk.ui.orders.model import OrdersTableModel

COLUMN_LETTERS = (11, 25, 18, 15, 17, 11, 9)
"""Widths before the person drags them: no row is read to find them."""


def orders_view(model: OrdersTableModel) -> QTableView:
    """A table on these orders."""
    table = QTableView()
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    # All rows are equally high: measuring each would read the whole book.
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() * 3 // 2)
    header = table.horizontalHeader()
    header.setStretchLastSection(True)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSortIndicator(list(OrderColumn).index(OrderColumn.ORDERED), Qt.SortOrder.DescendingOrder)
    # A header that marks selected columns asks every row of the book when all are selected.
    header.setSelectionModel(QItemSelectionModel(model, header))
    em = table.fontMetrics().averageCharWidth()
    for column, letters in enumerate(COLUMN_LETTERS):
        table.setColumnWidth(column, em * letters)
    table.setSortingEnabled(True)
    return table
