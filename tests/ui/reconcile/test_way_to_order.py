"""From a difference to its order: the page of orders shows it, whatever it hid before."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kfdesk.store import open_book
from kfdesk.ui.orders.page import OrdersPage
from kfdesk.ui.pages import make_window
from kfdesk.ui.reconcile.page import ReconcilePage
from tests.ui.shop import Shop, a_shop, orders_of, with_orders


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(open_book(tmp_path / "book")) as book:
        yield a_shop(book)


def test_order_is_chosen_when_a_difference_leads_there(
    shop: Shop, qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    """Filters that hid it are cleared; the second time, too."""
    ids = with_orders(shop, *orders_of("A", 30))
    window = make_window(shop.desk, tmp_path / "window.ini")
    qtbot.addWidget(window)
    window.show()
    reconcile = window.show_page("reconcile_page")
    window.turn_to(shop.company)
    assert isinstance(reconcile, ReconcilePage)
    reconcile.order_wanted.emit(ids[7])
    orders = window.page("orders_page")
    assert isinstance(orders, OrdersPage)
    qtbot.waitUntil(lambda: "A-1008" in orders.order_detail.toPlainText())
    orders.filters.text_filter_edit.setText("A-1001")
    orders.filters.changed.emit()
    qtbot.waitUntil(lambda: orders.orders_table.model().rowCount() == 1)
    reconcile.order_wanted.emit(ids[20])
    qtbot.waitUntil(lambda: "A-1021" in orders.order_detail.toPlainText())
    assert window.stack.currentWidget() is orders
    assert orders.filters.is_empty
