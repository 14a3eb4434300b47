"""Zips dropped on the Orders page: every table inside, or one sentence why not."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from kfdesk.domain.company import Company
from kfdesk.importers import OrderFileReader
from kfdesk.services.import_orders import OrderImporter
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import Book
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.orders.dialogs import ChannelForFileDialog, ExportFrom, ExportFromDialog
from kfdesk.ui.orders.page import OrdersPage
from tests.importers.test_files import AS_SAVED
from tests.importers.zips import with_locked_mark, zipped
from tests.ui.desks import StillClock, a_desk

ORDERS = AS_SAVED.encode()
OTHERS = AS_SAVED.replace("#1001", "#1002").replace("5277621234567", "5277621234568").encode()


@pytest.fixture
def page(qtbot: QtBot, book: Book, company: Company, monkeypatch: pytest.MonkeyPatch) -> OrdersPage:
    """The page over an importer that reads in earnest; every channel asked for is called Shop."""
    monkeypatch.setattr(ChannelForFileDialog, "ask", classmethod(lambda cls, *args: "Shop"))
    monkeypatch.setattr(ExportFromDialog, "ask", classmethod(lambda cls, *args: ExportFrom(None)))
    planner = OrderPlanner(book, StillClock())
    importer = OrderImporter(book, OrderFileReader(), planner, StillClock())
    events = DeskEvents()
    events.set_company(company)
    page = OrdersPage(a_desk(book, importer=importer, planner=planner), events)
    qtbot.addWidget(page)
    page.show()
    return page


def dropped(qtbot: QtBot, page: OrdersPage, path: Path) -> str:
    """What the page says of a file once it is done with it."""
    page.import_files([path])
    qtbot.waitUntil(page.import_panel.result_view.isVisible)
    qtbot.waitUntil(lambda: not page.is_busy)
    return page.import_panel.result_view.toPlainText()


def test_each_table_is_taken_when_a_zip_is_dropped(qtbot: QtBot, page: OrdersPage, tmp_path: Path) -> None:
    """The parts of an export, and beside them a table that is none: each is told by its name."""
    parts = {"export_1.csv": ORDERS, "export_2.csv": OTHERS, "empty.csv": b"\n"}
    text = dropped(qtbot, page, zipped(tmp_path, parts))

    assert "orders.zip/export_1.csv into Shop" in text
    assert "orders.zip/export_2.csv into Shop" in text
    assert str(Path("orders.zip", "empty.csv is empty.")) in text
    qtbot.waitUntil(lambda: page.orders_table.model().rowCount(QModelIndex()) == 2)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"orders.csv": b"," * (20 << 20)}, "it would unpack to far more than an order file ever holds"),
        ({"orders.zip": b"PK"}, "it is a zip in a zip, so unpack it first"),
        ({"photo.png": b"PNG"}, "there is no table in it"),
        ({}, "there is no table in it"),
    ],
    ids=["bomb", "nested", "no table", "empty"],
)
def test_zip_is_refused_in_words_when_it_is_dropped(
    qtbot: QtBot, page: OrdersPage, tmp_path: Path, members: Mapping[str, bytes], said: str
) -> None:
    """What is wrong with it, and that nothing was taken."""
    text = dropped(qtbot, page, zipped(tmp_path, members))

    assert f"orders.zip cannot be read: {said}." in text
    assert "Nothing of it was taken" in text


def test_zip_is_refused_in_words_when_it_is_locked(qtbot: QtBot, page: OrdersPage, tmp_path: Path) -> None:
    """A password is not asked for."""
    path = zipped(tmp_path, {"orders.csv": ORDERS})
    path.write_bytes(with_locked_mark(path.read_bytes()))

    assert "it is locked with a password, so unlock it first" in dropped(qtbot, page, path)
