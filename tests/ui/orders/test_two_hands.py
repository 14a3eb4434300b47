"""An order beside an invoice that other hands entered: shown, opened, answered, and looked at again."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QPushButton, QTableView, QTextBrowser
from pytestqt.qtbot import QtBot

from kfdesk.domain.answers import Ruling
from kfdesk.domain.found import FoundInvoice
from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.plan_orders import never, no_progress
from kfdesk.store import open_book
from kfdesk.ui.browser import Browser
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.export.export_page import ExportPage
from kfdesk.ui.orders.page import OrdersPage
from tests.builders import DAY, a_posted, an_order
from tests.fakes import NOON
from tests.ui.access import nameless_widgets
from tests.ui.shop import Shop, a_shop, with_orders

THERE = FoundInvoice(
    dbid=900,
    number=17,
    reference="by <phone>",
    customer="Ann Buyer",
    invoice_date=DAY,
    currency="GBP",
    gross_amount=Decimal("12.00"),
    amount_paid=Decimal("5.00"),
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(open_book(tmp_path / "book")) as book:
        yield a_shop(book)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pages that were opened in the browser."""
    pages: list[str] = []

    def open_page(cls: object, url: QUrl) -> bool:
        pages.append(url.toString())
        return True

    monkeypatch.setattr(Browser, "open", classmethod(open_page))
    return pages


def found(shop: Shop, invoice: FoundInvoice = THERE) -> int:
    """An order of which a run found an invoice that may be it."""
    [order_id] = with_orders(shop, an_order())
    with shop.book.writing() as session:
        session.orders.note_found({order_id: invoice})
    shop.desk.planner.reassess(shop.channel.id)
    return order_id


def page_of(shop: Shop, qtbot: QtBot) -> OrdersPage:
    events = DeskEvents()
    events.set_company(shop.company)
    page = OrdersPage(shop.desk, events)
    qtbot.addWidget(page)
    page.show()
    table = page.findChild(QTableView, "orders_table")
    assert table is not None
    qtbot.waitUntil(lambda: table.model().rowCount() > 0 and bool(detail(page)))
    return page


def detail(page: OrdersPage) -> str:
    browser = page.findChild(QTextBrowser, "order_detail")
    assert browser is not None
    return browser.toPlainText()


def button(page: OrdersPage | ExportPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    return found


def test_order_and_invoice_stand_side_by_side(shop: Shop, qtbot: QtBot) -> None:
    """Field beside field, with what differs in words; text from outside stays text."""
    found(shop)
    page = page_of(shop, qtbot)
    lines = detail(page).splitlines()
    start = lines.index("Side by side")
    cells = [line.strip() for line in lines[start + 1 :]]
    told = " ".join(cells)
    assert "This order In KashFlow" in told
    assert "Reference eBay 1001 by <phone> differs" in told
    assert "Customer Ann Buyer Ann Buyer the same" in told
    assert "Gross £12.00 £12.00 the same" in told
    assert "Paid £12.00 £5.00 differs" in told
    assert nameless_widgets(page) == []


def test_invoice_in_question_is_opened_in_kashflow(shop: Shop, qtbot: QtBot, opened: list[str]) -> None:
    """Its own page, by its number."""
    found(shop)
    page = page_of(shop, qtbot)
    assert button(page, "open_in_kashflow_button").isVisible()
    button(page, "open_in_kashflow_button").click()
    qtbot.waitUntil(lambda: opened == ["https://example.com/api/invoice/17"])


def test_nothing_is_opened_when_nothing_stands_beside_the_order(shop: Shop, qtbot: QtBot) -> None:
    """The button is there only with an invoice to open."""
    with_orders(shop, an_order())
    page = page_of(shop, qtbot)
    assert "Side by side" not in detail(page)
    assert not button(page, "open_in_kashflow_button").isVisible()


@pytest.mark.parametrize(
    ("invoice", "rulings"),
    [
        (THERE, (Ruling.TAKE_OVER, Ruling.TWO_SALES, Ruling.LEAVE_OUT)),
        (replace(THERE, gross_amount=Decimal("11.00")), (Ruling.TWO_SALES, Ruling.LEAVE_OUT)),
    ],
)
def test_answers_fit_what_was_found(
    shop: Shop, qtbot: QtBot, invoice: FoundInvoice, rulings: tuple[Ruling, ...]
) -> None:
    """An invoice of another amount cannot be taken over, and the page says why."""
    order_id = found(shop, invoice)
    page = page_of(shop, qtbot)
    asked = shop.desk.answers.asked(order_id)
    assert asked is not None
    assert tuple(option.ruling for option in asked.options) == rulings
    assert button(page, "answer_button").isVisible()
    if Ruling.TAKE_OVER not in rulings:
        assert "comes to 11.00 GBP, not 12.00 GBP" in detail(page)


def export_page(shop: Shop, qtbot: QtBot) -> ExportPage:
    events = DeskEvents()
    events.set_company(shop.company)
    page = ExportPage(shop.desk, events)
    qtbot.addWidget(page)
    page.show()
    return page


def test_export_looks_again_when_an_answer_waits_and_nothing_is_ready(shop: Shop, qtbot: QtBot) -> None:
    """What a person answered is acted on though no invoice is to be sent."""
    order_id = found(shop)
    shop.desk.answers.answer([order_id], Why.LOOK_ALIKE, Ruling.TAKE_OVER, no_progress, never)
    page = export_page(shop, qtbot)
    export = button(page, "export_button")
    assert export.text() == "Look again in KashFlow: 1 order"
    assert export.isEnabled()
    export.click()
    assert [request.preview and request.preview.rows for request in shop.exporter.requests] == [()]


def test_export_looks_again_when_an_order_is_in_doubt_and_nothing_is_ready(shop: Shop, qtbot: QtBot) -> None:
    """Settling must not wait for the next order to come."""
    [order_id] = with_orders(shop, an_order())
    doubt = Reason.of(Why.DOUBT, operation="InsertInvoice", detail="no reply")
    with shop.book.writing() as session:
        run = session.exports.begin_run(shop.company.id, "Acme", NOON)
        new = Posting(0, shop.company.id, order_id, shop.channel.id, run.id, "eBay 1001", a_posted())
        posting = session.exports.add(new)
        session.exports.save(
            replace(posting, step=Step.INVOICE_SENT, condition=Condition.IN_DOUBT, reason=doubt)
        )
    page = export_page(shop, qtbot)
    assert button(page, "export_button").text() == "Look again in KashFlow: 1 order"
    assert button(page, "export_button").isEnabled()
