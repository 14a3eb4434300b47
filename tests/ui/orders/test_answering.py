"""Answering what holds orders up, on the Orders page and in its dialog."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from kfdesk.domain.answers import RULINGS, Ruling
from kfdesk.domain.channels import Channel, VatUnknown
from kfdesk.domain.company import Company
from kfdesk.domain.orders import OrderState
from kfdesk.domain.plans import Plan
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.answer_orders import AnswerOrders, Asked, Option, options_for
from kfdesk.services.ports import AttentionGroup, Book, OrderFilter
from kfdesk.ui.orders.answer_dialog import AnswerDialog, AnswerWish, Scope
from kfdesk.ui.orders.texts import group_text
from tests.ui.orders.conftest import Shown
from tests.ui.orders.test_page import choose, press, rows

SILENT = Reason.of(Why.VAT_UNKNOWN, title="Mug")


def asked_about(question: Reason = SILENT, **changes: Any) -> Asked:
    """A question about the first of three Etsy orders."""
    usual: dict[str, Any] = {"group": (1, 2, 3), **changes}
    rulings = (*RULINGS.get(question.why, ()), Ruling.LEAVE_OUT)
    options = options_for(question.why, rulings)
    return Asked(1, "T0", Channel(1, 1, "Etsy", "Etsy"), question, options, **usual)


def opened(qtbot: QtBot, asked: Asked, *, is_for_group: bool = False) -> AnswerDialog:
    """The dialog; each outcome names its answer."""

    def outcome(option: Option) -> Plan:
        reason = Reason.of(Why.LEFT_OUT, reason=f"{option.ruling} {option.is_for_orders}")
        return Plan(OrderState.SKIPPED, reason)

    dialog = AnswerDialog(asked, outcome, is_for_group=is_for_group, parent=None)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def may_accept(dialog: AnswerDialog) -> bool:
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    return box.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def radio(dialog: AnswerDialog, name: str) -> QRadioButton:
    found: QRadioButton = getattr(dialog, name)
    assert found.objectName() == name
    return found


def test_nothing_is_chosen_beforehand(qtbot: QtBot) -> None:
    """The question stands there in the shop owner's words; without an answer it cannot be accepted."""
    dialog = opened(qtbot, asked_about())
    assert dialog.question_label.text() == "Which VAT do these goods bear?"
    assert not may_accept(dialog)
    assert [button.text() for button in dialog.findChildren(QRadioButton)][:5] == [
        "20 %",
        "5 %",
        "0 %",
        "No VAT",
        "Leave it out",
    ]
    radio(dialog, "reduced_radio").click()
    assert may_accept(dialog)
    assert dialog.wish() == AnswerWish(dialog.wish().asked, Ruling.REDUCED, Scope.ORDER)


def test_outcome_is_shown_for_each_answer(qtbot: QtBot) -> None:
    """What one order becomes is read when an answer, or the channel, is chosen."""
    dialog = opened(qtbot, asked_about())
    radio(dialog, "zero_radio").click()
    qtbot.waitUntil(lambda: "0 True" in dialog.outcome_view.toPlainText())
    radio(dialog, "channel_radio").click()
    qtbot.waitUntil(lambda: "0 False" in dialog.outcome_view.toPlainText())


def test_scopes_fit_the_answer(qtbot: QtBot) -> None:
    """The channel is offered where a setting says the same; some answers only a setting can give."""
    dialog = opened(qtbot, asked_about(), is_for_group=True)
    assert dialog.group_radio.text() == "These 3 Etsy orders"
    assert dialog.wish().scope is Scope.GROUP
    radio(dialog, "standard_radio").click()
    assert dialog.setting_label.text() == "Sets VAT where the file is silent to 20 % in KashFlow Settings."
    dialog.channel_radio.click()
    assert dialog.wish().scope is Scope.CHANNEL
    radio(dialog, "no_vat_radio").click()
    assert not dialog.channel_radio.isVisible()
    assert dialog.wish().scope is Scope.ORDER
    foreign = opened(qtbot, asked_about(Reason.of(Why.CURRENCY_OFF, currency="EUR")))
    radio(foreign, "foreign_currency_radio").click()
    assert (foreign.order_radio.isEnabled(), foreign.wish().scope) == (False, Scope.CHANNEL)


def test_dialog_is_worked_by_keys_and_heard(qtbot: QtBot) -> None:
    """Arrows go through the answers, Tab to the orders and on; each says its name and what it means."""
    dialog = opened(qtbot, asked_about())
    first = radio(dialog, "standard_radio")
    dialog.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert dialog.wish().ruling is Ruling.REDUCED
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(dialog):
            spoken = QAccessible.queryAccessibleInterface(widget)
            assert spoken.text(QAccessible.Text.Name), widget.objectName()
    assert first.accessibleDescription() == "The price holds 20 % VAT."


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Ruling | None, Scope], list[Asked]]:
    """Lets the next dialogs be answered so; what they asked is kept."""
    seen: list[Asked] = []

    def script(ruling: Ruling | None, scope: Scope) -> list[Asked]:
        def ask(
            _cls: type, _parent: object, asked: Asked, _outcome: object, *, is_for_group: bool
        ) -> AnswerWish:
            seen.append(asked)
            return AnswerWish(asked, ruling, scope)

        monkeypatch.setattr(AnswerDialog, "ask", classmethod(ask))
        return seen

    return script


def states(book: Book, company: Company, channel: Channel) -> list[str]:
    with book.reading() as session:
        ids = session.orders.ids(OrderFilter(company.id, channel.id))
        return [row.state.value for row in session.orders.rows(sorted(ids))]


def test_group_is_answered_at_once(
    qtbot: QtBot, shown: Shown, book: Book, company: Company, filled: list[Channel], answer: Any
) -> None:
    """One answer frees all orders that ask the same, and what needs attention is gone."""
    seen = answer(Ruling.STANDARD, Scope.GROUP)
    assert shown.page.mend_button.text() == "Answer…"
    press(shown.page, "mend_button")
    qtbot.waitUntil(lambda: not shown.page.attention.isVisible())
    assert states(book, company, filled[1]) == ["ready"] * 4
    assert (seen[0].question, len(seen[0].group)) == (SILENT, 4)


def test_channel_is_set_when_the_answer_is_for_it(
    qtbot: QtBot, shown: Shown, book: Book, company: Company, filled: list[Channel], answer: Any
) -> None:
    """The setting is changed, its page hears of it, and the orders are planned anew."""
    answer(Ruling.ZERO, Scope.CHANNEL)
    with qtbot.waitSignal(shown.events.settings_changed):
        press(shown.page, "mend_button")
    with book.reading() as session:
        assert session.channels.get(filled[1].id).settings.vat_unknown is VatUnknown.ZERO
    assert states(book, company, filled[1]) == ["ready"] * 4


def test_single_order_is_answered_and_asked_again_in_the_pane(
    qtbot: QtBot, shown: Shown, book: Book, company: Company, filled: list[Channel], answer: Any
) -> None:
    """The chosen order has its own button; an answer that holds can be changed or taken back there."""
    page = shown.page
    choose(page, "channel_filter_combo", "Etsy")
    qtbot.waitUntil(lambda: rows(page) == 4 and page.order_pane.answer_button.text() == "Answer…")
    text = page.order_detail.toPlainText()
    assert "Sent to Great Britain." in text
    answer(Ruling.NO_VAT, Scope.ORDER)
    press(page, "answer_button")
    qtbot.waitUntil(lambda: page.order_pane.answer_button.text() == "Change the answer…")
    assert sorted(states(book, company, filled[1])) == ["needs_attention"] * 3 + ["ready"]
    assert "VAT rate not in the file: “No VAT”, as ann answered" in page.order_detail.toPlainText()
    answer(None, Scope.ORDER)
    press(page, "answer_button")
    qtbot.waitUntil(lambda: page.order_pane.answer_button.text() == "Answer…")
    assert states(book, company, filled[1]) == ["needs_attention"] * 4


def test_nothing_else_is_changed_while_a_change_is_under_way(
    qtbot: QtBot, shown: Shown, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second change would cut the first off; how far it is stands above the list."""
    page = shown.page
    buttons = (page.mend_button, page.order_pane.answer_button, page.leave_out_button)
    seen: list[bool] = []

    def slow(_answers: object, ids: list[int], *_what: object) -> int:
        seen.extend(button.isEnabled() for button in buttons)
        return len(ids)

    monkeypatch.setattr(AnswerOrders, "answer", slow)
    answer(Ruling.STANDARD, Scope.GROUP)
    press(page, "mend_button")
    assert seen == [False] * 3
    assert all(button.isEnabled() for button in buttons)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "1 Etsy order: Cancelled, but 5.00 was paid and not given back."),
        (3, "3 Etsy orders: Cancelled, but the money was kept."),
    ],
)
def test_group_tells_the_matter_and_not_one_orders_figures(count: int, text: str) -> None:
    """What one order came to says nothing of the others."""
    kept = Reason.of(Why.CANCELLED_BUT_PAID, paid="5.00")
    assert group_text(AttentionGroup(1, "Etsy", kept, count)) == text
