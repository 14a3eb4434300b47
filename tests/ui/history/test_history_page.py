"""The History page: runs, their invoices, and the way to KashFlow."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLabel, QPushButton, QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kfdesk.domain.errors import KfdeskError, NothingLinked
from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.desk import Desk
from kfdesk.store import open_book
from kfdesk.ui.browser import Browser
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.history.history_page import HistoryPage
from kfdesk.ui.messages import Messages
from tests.builders import a_posted, an_order
from tests.fakes import NOON
from tests.ui.access import nameless_widgets
from tests.ui.shop import Shop, a_shop, exported, orders_of, with_orders


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(open_book(tmp_path / "book")) as book:
        yield a_shop(book)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The web pages that were opened."""
    pages: list[str] = []

    def open_page(cls: object, url: QUrl) -> bool:
        pages.append(url.toString())
        return True

    monkeypatch.setattr(Browser, "open", classmethod(open_page))
    return pages


def shown(shop: Shop, qtbot: QtBot, desk: Desk | None = None, *, is_linked: bool = True) -> HistoryPage:
    events = DeskEvents()
    events.set_company(shop.company if is_linked else None)
    page = HistoryPage(desk or shop.desk, events)
    events.setParent(page)
    qtbot.addWidget(page)
    page.show()
    return page


def rows(page: HistoryPage, name: str) -> list[list[str]]:
    table = page.findChild(QTableView, name)
    assert table is not None
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def button(page: HistoryPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert found is not None
    return found


def a_posting(shop: Shop, **changes: object) -> None:
    """A run with one posting."""
    [order_id] = with_orders(shop, an_order())
    with shop.book.writing() as session:
        run = session.exports.begin_run(shop.company.id, "Acme", NOON)
        new = Posting(0, shop.company.id, order_id, shop.channel.id, run.id, "eBay 1001", a_posted())
        posting = session.exports.add(new)
        session.exports.save(replace(posting, **changes))  # type: ignore[arg-type] # fields of a posting


def test_runs_are_shown_with_their_counts_and_sums(
    shop: Shop, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    """The newest first."""
    ids = with_orders(shop, *orders_of("A", 3))
    exported(shop, ids[:2], days_ago=7)
    exported(shop, ids[2:], 700)
    page = shown(shop, qtbot)
    assert [row[:5] for row in rows(page, "runs_table")] == [
        ["23 Nov 2026, 12:00", "23 Nov 2026, 12:03", "Export, run 2", "1", "£19.99"],
        ["16 Nov 2026, 12:00", "16 Nov 2026, 12:03", "Export, run 1", "2", "£19.50"],
    ]
    qtmodeltester.check(page.runs_model)  # type: ignore[no-untyped-call]  # pytest-qt


def test_the_invoices_of_the_chosen_run_are_shown(
    shop: Shop, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    """With their KashFlow number, and when they were read back."""
    ids = with_orders(shop, *orders_of("A", 3))
    exported(shop, ids[:1], 501, days_ago=7)
    exported(shop, ids[1:], 700)
    page = shown(shop, qtbot)
    assert rows(page, "postings_table") == [
        ["eBay", "A-1002", "Invoice", "700", "£7.50", "Read back and equal, 23 Nov 2026, 12:00:00"],
        ["eBay", "A-1003", "Invoice", "701", "£19.99", "Read back and equal, 23 Nov 2026, 12:00:01"],
    ]
    qtmodeltester.check(page.postings_model)  # type: ignore[no-untyped-call]  # pytest-qt
    qtbot.keyClick(page.runs_table, Qt.Key.Key_Down)  # type: ignore[no-untyped-call]  # pytest-qt
    assert [row[1] for row in rows(page, "postings_table")] == ["A-1001"]


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"step": Step.INVOICED, "invoice_number": 7}, "Invoiced"),
        ({"step": Step.ALREADY, "invoice_number": 7, "is_found": True}, "Already in KashFlow"),
        (
            {"step": Step.PAID, "invoice_number": 7, "is_found": True},
            "Found in KashFlow. Paid",
        ),
        ({"step": Step.INVOICE_SENT, "condition": Condition.IN_DOUBT}, "In doubt"),
        (
            {
                "step": Step.INVOICED,
                "invoice_number": 7,
                "condition": Condition.NEEDS_ATTENTION,
                "reason": Reason.of(Why.PAYMENT_TWIN, number="7"),
            },
            "Needs attention. Invoice 7 has two payments for this order.",
        ),
    ],
)
def test_the_state_is_said_in_words(shop: Shop, qtbot: QtBot, changes: dict[str, object], state: str) -> None:
    """How far it came; what is wrong, where something is."""
    a_posting(shop, **changes)
    [row] = rows(shown(shop, qtbot), "postings_table")
    assert row[-1] == state


def test_a_run_that_was_cut_off_says_so(shop: Shop, qtbot: QtBot) -> None:
    """It has no end."""
    a_posting(shop)
    assert rows(shown(shop, qtbot), "runs_table")[0][1] == "Not ended, or cut off"


def test_an_invoice_is_opened_in_the_browser(shop: Shop, qtbot: QtBot, opened: list[str]) -> None:
    """The page is the package's."""
    exported(shop, with_orders(shop, an_order()), 512)
    page = shown(shop, qtbot)
    qtbot.mouseClick(  # type: ignore[no-untyped-call]  # pytest-qt
        button(page, "open_in_kashflow_button"), Qt.MouseButton.LeftButton
    )
    assert opened == ["https://example.com/api/invoice/512"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "", "ssh://example.com"])
def test_only_web_pages_are_opened(shop: Shop, qtbot: QtBot, opened: list[str], address: str) -> None:
    """An address from outside starts no program."""
    exported(shop, with_orders(shop, an_order()), 512)
    history = SimpleNamespace(
        runs=shop.desk.history.runs,
        postings=shop.desk.history.postings,
        invoice_page=lambda posting_id: address,
    )
    page = shown(shop, qtbot, cast("Desk", SimpleNamespace(**{**vars(shop.desk), "history": history})))
    button(page, "open_in_kashflow_button").click()
    assert opened == []


def test_nothing_can_be_opened_without_an_invoice(shop: Shop, qtbot: QtBot) -> None:
    """The button waits for a row that has a number."""
    a_posting(shop)
    page = shown(shop, qtbot)
    assert not button(page, "open_in_kashflow_button").isEnabled()


def test_a_failure_is_told(shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The profile was removed: in words."""
    told: list[KfdeskError] = []

    def failure(cls: object, parent: object, error: KfdeskError, *, can_retry: bool) -> bool:
        told.append(error)
        return False

    monkeypatch.setattr(Messages, "failure", classmethod(failure))
    exported(shop, with_orders(shop, an_order()), 512)
    with shop.book.writing() as session:
        session.integrations.remove("id-1")
    page = shown(shop, qtbot)
    button(page, "open_in_kashflow_button").click()
    assert [type(error) for error in told] == [NothingLinked]


def test_the_page_follows_a_new_run(shop: Shop, qtbot: QtBot) -> None:
    """Staying on the run that was chosen."""
    ids = with_orders(shop, *orders_of("A", 2))
    exported(shop, ids[:1], days_ago=1)
    page = shown(shop, qtbot)
    exported(shop, ids[1:], 700)
    events = page.findChild(DeskEvents)
    assert events is not None
    events.runs_changed.emit()
    assert len(rows(page, "runs_table")) == 2
    assert [row[1] for row in rows(page, "postings_table")] == ["A-1001"]


def test_the_page_leads_on_while_there_is_nothing(shop: Shop, qtbot: QtBot) -> None:
    """To Export; and to the Integration Manager while nothing is linked."""
    page = shown(shop, qtbot)
    title = page.findChild(QLabel, "empty_title")
    assert title is not None
    assert title.text() == "Nothing was exported yet"
    with qtbot.waitSignal(page.page_wanted) as wanted:
        button(page, "next_step_button").click()
    assert wanted.args == ["export_page"]
    unlinked = shown(shop, qtbot, is_linked=False)
    with qtbot.waitSignal(unlinked.page_wanted) as wanted:
        button(unlinked, "next_step_button").click()
    assert wanted.args == ["integration_manager_page"]


def test_every_widget_has_a_name(shop: Shop, qtbot: QtBot) -> None:
    """For whoever does not see the page."""
    exported(shop, with_orders(shop, an_order()))
    assert not nameless_widgets(shown(shop, qtbot))
