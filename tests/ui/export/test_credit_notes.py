"""Credit notes on the Export page: shown beside the invoices, counted on the button, told at the end."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QTextBrowser
from pytestqt.qtbot import QtBot

from kfdesk.domain.channels import InvoiceDate, WhichOrders
from kfdesk.domain.orders import OrderState, PaymentState, Refund
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.export_report import CreditedNote, ExportResult, Outcome
from kfdesk.services.ports import ImportCounts
from kfdesk.store import open_book
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.export.columns import left_over_groups
from kfdesk.ui.export.export_page import ExportPage
from kfdesk.ui.export.texts import result_lines, result_title
from tests.builders import DAY, READY, an_order
from tests.ui.shop import Shop, a_shop, exported, with_orders

REFUND = Refund(Decimal("6.00"), DAY + timedelta(days=5))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(open_book(tmp_path / "book")) as book:
        yield a_shop(book)


@pytest.fixture
def page(shop: Shop, qtbot: QtBot) -> ExportPage:
    """An order whose invoice was posted before half of it was given back, and one to be posted."""
    ids = with_orders(shop, structs.replace(an_order("1"), refunds=(REFUND,)))
    exported(shop, ids)
    with_orders(shop, an_order("2"))
    events = DeskEvents()
    events.set_company(shop.company)
    page = ExportPage(shop.desk, events)
    qtbot.addWidget(page)
    page.show()
    return page


def cells(page: ExportPage, name: str) -> list[list[str]]:
    table = page.findChild(QTableView, name)
    assert table
    model = table.model()
    columns = range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


def a_note(outcome: Outcome, state: OrderState, reason: Reason | None = None) -> CreditedNote:
    return CreditedNote(1, "eBay", "1", "eBay 1 CN1", state, outcome, 502, Decimal("-6.00"), "GBP", reason)


def test_credit_notes_stand_below_the_invoices(page: ExportPage) -> None:
    """Marked as what they are, with their own figures."""
    assert cells(page, "preview_table") == [
        ["eBay", "2", "Invoice", "Ann Buyer", "£10.00", "£2.00", "£12.00"],
        ["eBay", "1", "Credit note", "Ann Buyer", "-£5.00", "-£1.00", "-£6.00"],
    ]
    [line] = cells(page, "channels_table")
    assert line[1:6] == ["1", "£10.00", "£2.00", "£12.00", "1: -£6.00"]


def test_the_button_counts_both_beside_their_own_sums(page: ExportPage) -> None:
    """Neither sum hides the other."""
    button = page.findChild(QPushButton, "export_button")
    assert button
    assert button.text() == "Export 1 invoice, £12.00, and 1 credit note, -£6.00, to Acme Ltd"


def test_credit_notes_alone_are_offered(shop: Shop, qtbot: QtBot) -> None:
    """Nothing else is ready, and the button says what pressing it does."""
    exported(shop, with_orders(shop, structs.replace(an_order("1"), refunds=(REFUND,))))
    events = DeskEvents()
    events.set_company(shop.company)
    page = ExportPage(shop.desk, events)
    qtbot.addWidget(page)
    page.show()
    button = page.findChild(QPushButton, "export_button")
    assert button
    assert button.isEnabled()
    assert button.text() == "Export 1 credit note, -£6.00, to Acme Ltd"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]  # pytest-qt
    [request] = shop.exporter.requests
    assert request.preview
    assert [row.stamp for row in request.preview.notes] == ["eBay 1 CN1"]


def test_a_credit_note_is_shown_in_full(page: ExportPage, qtbot: QtBot) -> None:
    """Lines with VAT, and how the money goes back."""
    table = page.findChild(QTableView, "preview_table")
    detail = page.findChild(QTextBrowser, "invoice_detail")
    assert table
    assert detail
    qtbot.keyClick(table, Qt.Key.Key_Down)  # type: ignore[no-untyped-call]  # pytest-qt
    text = detail.toPlainText()
    assert "Credit note “eBay 1 CN1”" in text
    assert "Refund for invoice 501, VAT 20 %" in text
    assert "-£6.00 on 7 Nov 2026, PayPal, out of Current Account" in text


def test_the_result_tells_of_credit_notes() -> None:
    """Posted ones with their sum, ready ones with what to do."""
    posted = a_note(Outcome.EXPORTED, OrderState.EXPORTED)
    ready = a_note(Outcome.WAITING, OrderState.READY)
    result = ExportResult(None, (), credit_notes=(posted, ready))
    assert result_title(result) == "1 credit note posted, -£6.00"
    assert result_lines(result) == ["1 credit note is ready now: preview again to post it."]
    assert left_over_groups(result) == []


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (OrderState.NEEDS_ATTENTION, Reason.of(Why.REFUND_DATE_NEEDED, amount="6.00 GBP")),
        (OrderState.EXPORTED, Reason.of(Why.CREDIT_NOTE_OPEN, number=502)),
    ],
)
def test_a_credit_note_that_needs_somebody_stands_among_what_needs_a_look(
    state: OrderState, reason: Reason
) -> None:
    """What is asked, and one that stays open in KashFlow."""
    outcome = Outcome.NEEDS_ATTENTION if state is OrderState.NEEDS_ATTENTION else Outcome.EXPORTED
    [group] = left_over_groups(ExportResult(None, (), credit_notes=(a_note(outcome, state, reason),)))
    assert (group.channel, group.state, group.reason, group.count) == ("eBay", state, reason, 1)


def test_the_page_says_what_became_of_credit_notes(page: ExportPage, shop: Shop, qtbot: QtBot) -> None:
    """The title of the result counts them."""
    shop.exporter.outcome = ExportResult(
        None, (), credit_notes=(a_note(Outcome.EXPORTED, OrderState.EXPORTED),)
    )
    button, title = page.findChild(QPushButton, "export_button"), page.findChild(QLabel, "result_title")
    assert button
    assert title
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]  # pytest-qt
    assert title.text() == "1 credit note posted, -£6.00"


def test_a_payment_for_an_invoice_sent_before_is_shown_and_counted(shop: Shop, qtbot: QtBot) -> None:
    """A row, a part of the button, and the payment in full."""
    unpaid = structs.replace(an_order("1"), payment_state=PaymentState.UNPAID, paid=None, despatched=DAY)
    settings = replace(READY, which_orders=WhichOrders.DESPATCHED, invoice_date=InvoiceDate.DESPATCHED)
    with shop.book.writing() as session:
        session.channels.save_settings(shop.channel.id, settings)
    [order_id] = with_orders(shop, unpaid)
    exported(shop, [order_id])
    with shop.book.writing() as session:
        file_id = session.orders.begin_file(shop.channel.id, "later.csv", "", "shopify.orders")
        session.orders.refine(file_id, {order_id: structs.replace(an_order("1"), despatched=DAY)})
        session.orders.complete_file(file_id, ImportCounts(1))
    events = DeskEvents()
    events.set_company(shop.company)
    page = ExportPage(shop.desk, events)
    qtbot.addWidget(page)
    page.show()
    assert cells(page, "preview_table") == [
        ["eBay", "1", "Payment", "Ann Buyer", "–", "–", "£12.00"]  # noqa: RUF001 - none
    ]
    button, detail = page.findChild(QPushButton, "export_button"), page.findChild(QTextBrowser)
    assert button
    assert detail
    assert button.text() == "Export 1 payment, £12.00, to Acme Ltd"
    assert "Payment for invoice 501" in detail.toPlainText()
    assert "£12.00 on 2 Nov 2026, PayPal, into Current Account" in detail.toPlainText()
