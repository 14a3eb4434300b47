"""Reports dropped on the Orders page: put to the orders that are there, and what they held is said."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kfdesk.domain.company import Company, Integration
from kfdesk.importers import OrderFileReader
from kfdesk.services.folder_look import FolderLook
from kfdesk.services.import_orders import OrderImporter
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import Book
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.orders.dialogs import ChannelForFileDialog, ExportFrom, ExportFromDialog
from kfdesk.ui.orders.page import OrdersPage
from tests.builders import a_channel, an_order, imported
from tests.ui.desks import StillClock, a_desk

DATA = Path(__file__).parents[2] / "data" / "orders"
STATEMENT = """Date,Type,Title,Info,Currency,Amount,Fees & Taxes,Net,Tax Details
"5 October 2026",Refund,"Partial refund to buyer for Order #1",,GBP,-£5.00,--,-£5.00,--
"6 October 2026",Refund,"Partial refund to buyer for Order #1",,GBP,-£2.00,--,-£2.00,--
"6 October 2026",Sale,"Payment for Order #77",,GBP,£9.00,--,£9.00,--
"1 October 2026",Sale,"Payment for Order #1",,GBP,£12.00,--,£12.00,--
"1 October 2026",Tax,"Sales tax paid by buyer","Order #1",GBP,--,-£2.00,-£2.00,--
"""


@pytest.fixture
def page(qtbot: QtBot, book: Book, company: Company, monkeypatch: pytest.MonkeyPatch) -> OrdersPage:
    """The page over an importer that reads in earnest; a channel asked for gets its marketplace's name."""
    monkeypatch.setattr(ChannelForFileDialog, "ask", classmethod(lambda cls, *args: args[2]))
    monkeypatch.setattr(ExportFromDialog, "ask", classmethod(lambda cls, *args: ExportFrom(None)))
    planner = OrderPlanner(book, StillClock())
    importer = OrderImporter(book, OrderFileReader(), planner, StillClock())
    events = DeskEvents()
    events.set_company(company)
    page = OrdersPage(a_desk(book, importer=importer, planner=planner), events)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A statement of two refunds of one order, and a sale of another."""
    path = tmp_path / "statement.csv"
    path.write_text(STATEMENT, encoding="utf-8")
    return path


def said_of(qtbot: QtBot, page: OrdersPage, paths: Sequence[Path]) -> tuple[str, str]:
    """The headline and what is said of each file, once the page is done with them."""
    page.import_files(paths)
    qtbot.waitUntil(page.import_panel.result_view.isVisible)
    qtbot.waitUntil(lambda: not page.is_busy)
    return page.import_panel.import_label.text(), page.import_panel.result_view.toPlainText()


def test_refunds_are_counted_with_their_orders(
    qtbot: QtBot, page: OrdersPage, book: Book, company: Company, report: Path
) -> None:
    """And the orders that the book does not have, each with its row; the second time none is new."""
    channel = a_channel(book, company.id, "Etsy", "etsy")
    imported(book, channel.id, [an_order("1")])
    headline, text = said_of(qtbot, page, [report])
    assert headline == "2 new refunds."
    assert "into Etsy (Etsy statement): 2 refunds of 1 order, 2 new; tax or despatch of 1 order; " in text
    assert "; 1 order not in the book." in text
    assert "Row 4: Order 77 is not in the book." in text
    headline, text = said_of(qtbot, page, [report])
    assert headline == "0 new refunds."
    assert "2 refunds of 1 order, 0 new; 1 order not in the book." in text


def test_report_waits_for_the_order_file_that_it_was_dropped_with(
    qtbot: QtBot, page: OrdersPage, report: Path
) -> None:
    """Its channel is the one just made; none of its orders is among them here."""
    headline, text = said_of(qtbot, page, [report, DATA / "etsy_sold_orders_uk.csv"])
    assert headline.endswith("0 new refunds.")
    assert "into Etsy (Etsy orders)" in text
    assert "into Etsy (Etsy statement): no refunds of orders in the book; 2 orders not in the book." in text


def test_report_alone_is_refused_while_there_are_no_orders(
    qtbot: QtBot, page: OrdersPage, book: Book, company: Company, report: Path
) -> None:
    """It says what comes first, and no channel is asked for."""
    headline, text = said_of(qtbot, page, [report])
    assert headline == "Nothing was imported. 1 file was not taken."
    assert "the book has no Etsy channel yet" in text
    assert "Import the Etsy order file first, then this one again." in text
    with book.reading() as session:
        assert session.channels.of_company(company.id) == ()


def test_import_that_was_cut_off_is_told_until_something_is_imported(
    qtbot: QtBot, book: Book, company: Company, report: Path
) -> None:
    """The first thing that the page says after the start."""
    events = DeskEvents()
    events.set_company(company)
    importer = OrderImporter(book, OrderFileReader(), OrderPlanner(book, StillClock()), StillClock())
    page = OrdersPage(a_desk(book, importer=importer, cut_off=(Path("a.csv"),)), events)
    qtbot.addWidget(page)
    page.show()
    said = page.import_panel.result_view
    assert "The import of a.csv was cut off when kfdesk ended." in said.toPlainText()
    page.show_found(FolderLook(Integration("1", "Downloads", "folder"), company))
    assert "a.csv was cut off" in said.toPlainText()
    _, text = said_of(qtbot, page, [report])
    assert "cut off" not in text
