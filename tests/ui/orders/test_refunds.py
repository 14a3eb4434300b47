"""Refunds and changed orders on the Orders page: told in a dialog, settled by a button, said in words."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kfdesk.domain.orders import Order, OrderState, Refund
from kfdesk.services.ports import ImportCounts
from kfdesk.services.tell_refund import RefundOffer, ToldRefund
from kfdesk.store import open_book
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.messages import Messages
from kfdesk.ui.orders.page import OrdersPage
from kfdesk.ui.orders.refund_dialogs import RefundDayDialog, RefundDialog
from tests.builders import DAY, a_line, an_order
from tests.ui.access import nameless_widgets
from tests.ui.shop import Shop, a_shop, exported, with_orders

WHEN = DAY + timedelta(days=5)
TODAY = date(2026, 11, 23)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(open_book(tmp_path / "book")) as book:
        yield a_shop(book)


def posted(shop: Shop, *orders: Order) -> list[int]:
    """Orders whose invoices stand."""
    ids = with_orders(shop, *orders)
    exported(shop, ids)
    return ids


def told_again(shop: Shop, orders: dict[int, Order], *, is_change: bool) -> None:
    """A newer file with these orders; then what a run or a preview finds about them."""
    with shop.book.writing() as session:
        file_id = session.orders.begin_file(shop.channel.id, "later.csv", "", "shopify.orders")
        (session.orders.replace if is_change else session.orders.refine)(file_id, orders)
        session.orders.complete_file(file_id, ImportCounts(len(orders)))
    shop.desk.planner.preview(shop.company.id)


def page_of(shop: Shop, qtbot: QtBot) -> OrdersPage:
    events = DeskEvents()
    events.set_company(shop.company)
    page = OrdersPage(shop.desk, events)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    qtbot.waitUntil(lambda: not page.is_busy)
    return page


def button(page: QWidget, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    return found


def press(page: QWidget, name: str) -> None:
    QTest.mouseClick(button(page, name), Qt.MouseButton.LeftButton)


def text(page: OrdersPage) -> str:
    return page.order_detail.toPlainText()


def accepting(monkeypatch: pytest.MonkeyPatch, kind: type[QDialog], fill: Callable[[QDialog], None]) -> None:
    """A person who fills the dialog in and presses its button, when that can be pressed."""

    def run(dialog: QDialog) -> int:
        fill(dialog)
        accept = button(dialog, "accept_button")
        assert not nameless_widgets(dialog)
        return int(accept.isEnabled())

    monkeypatch.setattr(kind, "exec", run)


def states(shop: Shop, ids: Sequence[int]) -> list[OrderState]:
    with shop.book.reading() as session:
        return [row.state for row in session.orders.rows(ids)]


# ---------------------------------------------------------------- Refund…


def test_refund_is_told_and_waits_for_the_next_export(
    shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left and today are proposed; the pane says that nothing was sent."""
    [order_id] = posted(shop, an_order("1"))
    page = page_of(shop, qtbot)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, RefundDialog)
        assert (dialog.amount_edit.text(), dialog.told().day) == ("12.00", TODAY)
        dialog.amount_edit.setText("£5.00")
        dialog.day_edit.setDate(QDate(WHEN.year, WHEN.month, WHEN.day))
        dialog.note_edit.setText("cracked")

    accepting(monkeypatch, RefundDialog, fill)
    press(page, "refund_button")
    [row] = shop.desk.planner.preview(shop.company.id).notes
    assert (row.order_id, row.gross) == (order_id, Decimal("-5.00"))
    assert "eBay 1 CN1: -£5.00 dated 7 Nov 2026. Nothing was sent yet" in text(page)
    assert "£5.00, 7 Nov 2026, cracked" in text(page)


def test_refund_cannot_be_told_where_nothing_is_left(shop: Shop, qtbot: QtBot) -> None:
    """The button says why; without an invoice there is none."""
    [order_id] = posted(shop, an_order("1"))
    shop.desk.refunds.tell(order_id, ToldRefund(Decimal("12.00"), WHEN))
    page = page_of(shop, qtbot)
    assert not button(page, "refund_button").isEnabled()
    assert button(page, "refund_button").toolTip() == "Nothing is left of invoice 501."


def test_order_without_an_invoice_offers_no_refund(shop: Shop, qtbot: QtBot) -> None:
    """There is nothing to credit."""
    with_orders(shop, an_order("1"))
    assert not button(page_of(shop, qtbot), "refund_button").isVisible()


@pytest.fixture
def offer(shop: Shop) -> RefundOffer:
    [order_id] = posted(shop, an_order("1"))
    shop.desk.refunds.tell(order_id, ToldRefund(Decimal("2.00"), WHEN))
    with shop.book.writing() as session:
        session.companies.set_vat_filed_to(shop.company.id, DAY + timedelta(days=1))
    return shop.desk.refunds.offer(order_id)


def refund_dialog(offer: RefundOffer, qtbot: QtBot, amount: str, day: date) -> RefundDialog:
    dialog = RefundDialog(offer, offer.proposed, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.amount_edit.setText(amount)
    dialog.day_edit.setDate(QDate(day.year, day.month, day.day))
    return dialog


@pytest.mark.parametrize("amount", ["", "a lot", "0.00", "10.01", "1.005", "NaN"])
def test_what_cannot_be_given_back_is_said_while_it_is_typed(
    offer: RefundOffer, qtbot: QtBot, amount: str
) -> None:
    """The button waits for an amount that can be."""
    dialog = refund_dialog(offer, qtbot, amount, WHEN)
    assert not button(dialog, "accept_button").isEnabled()
    assert dialog.problem_label.isVisible()
    dialog.amount_edit.setText("10.00")
    assert button(dialog, "accept_button").isEnabled()
    assert not dialog.problem_label.isVisible()


def test_one_more_of_the_same_sum_is_told_as_such(offer: RefundOffer, qtbot: QtBot) -> None:
    """The box shows when it is needed."""
    dialog = refund_dialog(offer, qtbot, "2.00", WHEN)
    assert not button(dialog, "accept_button").isEnabled()
    assert dialog.problem_label.text().startswith("It is known already that 2.00 GBP was given back on 7 Nov")
    dialog.further_check.click()
    assert button(dialog, "accept_button").isEnabled()
    assert dialog.told().is_further


def test_a_filed_period_wants_a_yes(offer: RefundOffer, qtbot: QtBot) -> None:
    """The day can be kept, knowingly."""
    dialog = refund_dialog(offer, qtbot, "1.00", DAY)
    assert not button(dialog, "accept_button").isEnabled()
    assert "VAT is filed up to 3 November 2026" in dialog.problem_label.text()
    dialog.late_check.click()
    assert button(dialog, "accept_button").isEnabled()
    assert dialog.told().is_late


def test_days_run_from_the_invoice_to_today(offer: RefundOffer, qtbot: QtBot) -> None:
    """No other day can be chosen."""
    dialog = refund_dialog(offer, qtbot, "1.00", DAY - timedelta(days=9))
    assert dialog.told().day == DAY
    assert dialog.day_edit.maximumDate() == QDate(TODAY.year, TODAY.month, TODAY.day)


def test_one_day_is_told_for_the_whole_group(
    shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mend of the group; what it came to is said."""
    ids = posted(shop, an_order("1"), an_order("2"))
    undated = (Refund(Decimal("3.00")),)
    told_again(
        shop,
        {order_id: an_order(number, refunds=undated) for order_id, number in zip(ids, "12", strict=True)},
        is_change=False,
    )
    told: list[str] = []
    monkeypatch.setattr(
        Messages, "notice", classmethod(lambda cls, parent, title, text: told.append(f"{title}\n{text}"))
    )

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, RefundDayDialog)
        dialog.day_edit.setDate(QDate(WHEN.year, WHEN.month, WHEN.day))

    accepting(monkeypatch, RefundDayDialog, fill)
    page = page_of(shop, qtbot)
    assert button(page, "mend_button").text() == "Tell the day…"
    press(page, "mend_button")
    assert states(shop, ids) == [OrderState.EXPORTED] * 2
    assert [row.gross for row in shop.desk.planner.preview(shop.company.id).notes] == [Decimal("-3.00")] * 2
    assert told[0].startswith("2 credit notes with the next export, £6.00\nNothing was sent now")


# ---------------------------------------------------------------- changed orders


def changed(shop: Shop, gross: str) -> int:
    """An order of 12.00 that a newer file gives another line."""
    [order_id] = posted(shop, an_order("1"))
    order = an_order("1", lines=(a_line(gross, title="Lamp"),))
    told_again(shop, {order_id: order}, is_change=True)
    return order_id


def test_a_changed_order_shows_before_and_after_and_what_can_be_done(shop: Shop, qtbot: QtBot) -> None:
    """Each choice with what follows from it."""
    changed(shop, "9.00")
    page = page_of(shop, qtbot)
    shown = text(page)
    for said in ("As sent", "£12.00", "£9.00", "Mug", "Lamp", "Leave the invoice as it is: Nothing is sent."):
        assert said in shown, said
    assert "Credit the difference: A credit note of £3.00 goes out with the next export." in shown
    assert "never sends a second invoice" in shown
    assert not button(page, "refund_button").isVisible()
    assert button(page, "credit_difference_button").isVisible()
    assert not nameless_widgets(page.order_pane)


def test_a_dearer_order_has_no_difference_to_credit(shop: Shop, qtbot: QtBot) -> None:
    """Only all of it, or nothing."""
    changed(shop, "15.00")
    page = page_of(shop, qtbot)
    assert not button(page, "credit_difference_button").isVisible()
    assert button(page, "credit_all_button").isVisible()


@pytest.mark.parametrize(("is_sure", "state"), [(True, OrderState.EXPORTED), (False, OrderState.CHANGED)])
def test_the_invoice_is_left_as_it_is_after_a_yes(
    shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_sure: bool, state: OrderState
) -> None:
    """The question says what follows."""
    order_id = changed(shop, "9.00")
    asked: list[str] = []

    def ask(cls: object, parent: object, title: str, text: str, yes: str) -> bool:
        asked.append(text)
        return is_sure

    monkeypatch.setattr(Messages, "ask", classmethod(ask))
    page = page_of(shop, qtbot)
    press(page, "leave_invoice_button")
    assert asked[0].startswith("Nothing is sent. Invoice 501 stays at £12.00")
    assert states(shop, [order_id]) == [state]


def test_the_difference_is_credited_on_a_day_that_is_told(
    shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is proposed, and settles the change."""
    order_id = changed(shop, "9.00")
    amounts: list[str] = []
    accepting(monkeypatch, RefundDialog, lambda dialog: amounts.append(dialog.amount_edit.text()))  # type: ignore[attr-defined]  # a RefundDialog
    press(page_of(shop, qtbot), "credit_difference_button")
    assert amounts == ["3.00"]
    assert states(shop, [order_id]) == [OrderState.EXPORTED]
    [row] = shop.desk.planner.preview(shop.company.id).notes
    assert row.gross == Decimal("-3.00")


def test_a_cancelled_order_asks_from_which_day_it_is_credited(
    shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refund… proposes all of it."""
    [order_id] = posted(shop, an_order("1"))
    told_again(shop, {order_id: replace(an_order("1"), is_cancelled=True)}, is_change=True)
    page = page_of(shop, qtbot)
    assert "Cancelled after its invoice was sent" in text(page)
    accepting(monkeypatch, RefundDialog, lambda dialog: None)
    press(page, "refund_button")
    [row] = shop.desk.planner.preview(shop.company.id).notes
    assert row.gross == Decimal("-12.00")
