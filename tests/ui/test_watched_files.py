"""What the window says of a watched folder's files that wait for their orders."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kfdesk.domain.company import Company
from kfdesk.services.desk import Desk
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.integrations import IntegrationManagerPage
from kfdesk.ui.orders.page import OrdersPage
from kfdesk.ui.watching import FolderWatcher
from tests.fakes import FakePackage
from tests.services.watch_bench import Bench, a_bench, etsy_statement, link_all, put_etsy
from tests.ui.desks import a_desk

WAITS = "(Etsy statement) waits for its orders: the book has none of them yet."
ADVICE = "Put the order file of the same period into the folder too, or import it."


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A watched folder with a statement that waits for its orders, after a restart."""
    with a_bench(tmp_path) as made:
        link_all(made)
        put_etsy(made, "statement.csv")
        made.looks()
        made.restart()
        yield made


def desk_of(bench: Bench) -> Desk:
    """What the pages need of it."""
    packages = (FakePackage(), bench.package)
    return a_desk(bench.book, logins=bench.logins, packages=packages, watch=bench.watch)


def look(qtbot: QtBot, watcher: FolderWatcher) -> None:
    """One look of the window."""
    watcher.look()
    qtbot.waitUntil(watcher.may_close)


def test_orders_page_says_what_waits_and_what_to_do(qtbot: QtBot, bench: Bench, company_of: Company) -> None:
    """The first look after a start tells it; what is read from then on stands beside it."""
    desk, events = desk_of(bench), DeskEvents()
    events.set_company(company_of)
    page = OrdersPage(desk, events)
    qtbot.addWidget(page)
    page.show()
    watcher = FolderWatcher(desk, events, page)
    watcher.tell(page.show_found)
    look(qtbot, watcher)
    panel = page.import_panel
    assert panel.import_label.text() == "1 file in a watched folder waits for its orders."
    assert WAITS in panel.result_view.toPlainText()
    assert ADVICE in panel.result_view.toPlainText()

    bench.put("others.json")
    look(qtbot, watcher)
    look(qtbot, watcher)
    assert panel.import_label.text() == "1 new order."
    assert WAITS in panel.result_view.toPlainText()


def test_integration_manager_says_what_waits_until_it_was_read(qtbot: QtBot, bench: Bench) -> None:
    """The row counts the files, and the text below says of each what to do."""
    desk, events = desk_of(bench), DeskEvents()
    page = IntegrationManagerPage(desk, events)
    qtbot.addWidget(page)
    page.show()
    model, label = page.integrations_table.model(), page.findChild(QLabel, "outcome_label")
    assert label is not None
    rows = {model.index(row, 0).data(): row for row in range(model.rowCount())}
    page.integrations_table.setCurrentIndex(model.index(rows["Downloads"], 0))
    assert model.index(rows["Downloads"], 3).data() == "Linked: Acme Ltd; 1 file waits"
    assert WAITS in label.text()

    put_etsy(bench, "orders.csv")
    watcher = FolderWatcher(desk, events, page)
    look(qtbot, watcher)
    look(qtbot, watcher)
    assert model.index(rows["Downloads"], 3).data() == "Linked: Acme Ltd"
    assert label.text() == ""


def test_integration_manager_counts_what_is_too_much_to_say(qtbot: QtBot, bench: Bench) -> None:
    """Five files are told of, the rest are counted."""
    for number in range(6):
        put_etsy(bench, f"statement{number}.csv", statement=etsy_statement((str(number), "1.00")))
    bench.looks()
    page = IntegrationManagerPage(desk_of(bench), DeskEvents())
    qtbot.addWidget(page)
    page.show()
    model, label = page.integrations_table.model(), page.findChild(QLabel, "outcome_label")
    assert label is not None
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    page.integrations_table.setCurrentIndex(model.index(names.index("Downloads"), 0))
    assert label.text().endswith("\n2 more files wait.")


@pytest.fixture
def company_of(bench: Bench) -> Company:
    """The company that the folder is watched for."""
    [company] = bench.watch.companies()
    return company
