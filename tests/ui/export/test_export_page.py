"""The Export page: preview, export, result."""

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QTextBrowser,
    QWidget,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kfdesk.domain.errors import (
    KfdeskError,
    LoginRefused,
    NoNetwork,
    PasswordNeeded,
    PreviewOutdated,
    ReplyTimedOut,
)
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.export_report import (
    ExportedOrder,
    ExportProgress,
    ExportResult,
    ExportWatch,
    Outcome,
    Phase,
)
from kfdesk.store import open_book
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.export.export_page import ExportPage
from kfdesk.ui.export.password_dialog import PasswordDialog
from kfdesk.ui.messages import Messages
from tests.builders import a_company, a_line, an_order
from tests.ui.access import nameless_widgets
from tests.ui.shop import Shop, a_shop, exported, orders_of, switched_off, unpaid, with_orders

W = TypeVar("W", bound=QWidget)
A_MOMENT_S = 0.01
LONGEST_S = 10.0


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(open_book(tmp_path / "book")) as book:
        yield a_shop(book)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[KfdeskError]:
    """The errors that were shown in a dialog, none of them tried again."""
    shown: list[KfdeskError] = []

    def failure(cls: object, parent: object, error: KfdeskError, *, can_retry: bool) -> bool:
        shown.append(error)
        return False

    monkeypatch.setattr(Messages, "failure", classmethod(failure))
    return shown


class Screen:
    """The page as a person meets it: by objectName."""

    def __init__(self, shop: Shop, qtbot: QtBot, *, is_linked: bool = True) -> None:
        self.shop = shop
        self.qtbot = qtbot
        self.events = DeskEvents()
        self.events.set_company(shop.company if is_linked else None)
        self.page = ExportPage(shop.desk, self.events)
        qtbot.addWidget(self.page)
        self.page.show()

    def find(self, kind: type[W], name: str) -> W:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def is_shown(self, name: str) -> bool:
        return self.find(QWidget, name).isVisible()

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]  # pytest-qt

    def rows(self, name: str) -> list[list[str]]:
        model = self.find(QTableView, name).model()
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


def an_exported(
    number: str = "1001",
    outcome: Outcome = Outcome.EXPORTED,
    state: OrderState = OrderState.EXPORTED,
    reason: Reason | None = None,
) -> ExportedOrder:
    return ExportedOrder(1, "eBay", number, state, outcome, 501, Decimal("12.00"), "GBP", reason)


# ---------------------------------------------------------------- preview


def test_the_preview_shows_every_invoice(shop: Shop, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    """Channel, order, buyer, net, VAT, gross, penny for penny."""
    with_orders(shop, an_order("1"), an_order("2", lines=(a_line("19.99"),)))
    screen = Screen(shop, qtbot)
    assert screen.rows("preview_table") == [
        ["eBay", "1", "Invoice", "Ann Buyer", "£10.00", "£2.00", "£12.00"],
        ["eBay", "2", "Invoice", "Ann Buyer", "£16.66", "£3.33", "£19.99"],
    ]
    qtmodeltester.check(screen.find(QTableView, "preview_table").model())  # type: ignore[no-untyped-call]  # pytest-qt


def test_each_channel_says_what_it_leaves_over(shop: Shop, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    """Orders, net, VAT, gross, and how many are left over and why."""
    with_orders(shop, an_order("1"), unpaid("2"), unpaid("3"))
    screen = Screen(shop, qtbot)
    assert screen.rows("channels_table") == [
        ["eBay", "1", "£10.00", "£2.00", "£12.00", "–", "2: Not paid yet."]  # noqa: RUF001 - none
    ]
    qtmodeltester.check(screen.find(QTableView, "channels_table").model())  # type: ignore[no-untyped-call]  # pytest-qt


def test_the_button_says_what_pressing_it_does(shop: Shop, qtbot: QtBot) -> None:
    """How many invoices, how much, to whom."""
    with_orders(shop, *orders_of("A", 2))
    screen = Screen(shop, qtbot)
    button = screen.find(QPushButton, "export_button")
    assert button.text() == "Export 2 invoices, £19.50, to Acme Ltd"
    assert button.accessibleName() == button.text()
    assert button.isEnabled()


def test_the_current_invoice_is_shown_in_full(shop: Shop, qtbot: QtBot) -> None:
    """Arrow keys go from one to the next."""
    with_orders(shop, an_order("1"), an_order("2", lines=(a_line(title="Lamp"),)))
    screen = Screen(shop, qtbot)
    detail = screen.find(QTextBrowser, "invoice_detail")
    assert "Mug" in detail.toPlainText()
    qtbot.keyClick(screen.find(QTableView, "preview_table"), Qt.Key.Key_Down)  # type: ignore[no-untyped-call]  # pytest-qt
    assert "Lamp" in detail.toPlainText()


def test_the_button_says_why_when_nothing_is_ready(shop: Shop, qtbot: QtBot) -> None:
    """A button that cannot be pressed gives the reason."""
    with_orders(shop, unpaid("1"), unpaid("2"))
    screen = Screen(shop, qtbot)
    assert not screen.find(QPushButton, "export_button").isEnabled()
    assert screen.text("reason_label") == "Nothing is ready: 2 orders left over, for the reasons above."


def test_a_channel_that_is_off_is_left_over(shop: Shop, qtbot: QtBot) -> None:
    """Ready orders that are not exported are not passed over in silence."""
    with_orders(shop, an_order("1"))
    switched_off(shop)
    assert Screen(shop, qtbot).rows("channels_table")[0][-1] == "1: Export Orders is off for eBay."


def test_the_preview_follows_when_an_order_comes(shop: Shop, qtbot: QtBot) -> None:
    """What is on the screen is what would be sent."""
    with_orders(shop, an_order("1"))
    screen = Screen(shop, qtbot)
    with_orders(shop, an_order("2"))
    screen.events.orders_changed.emit()
    assert [row[1] for row in screen.rows("preview_table")] == ["1", "2"]


# ---------------------------------------------------------------- nothing to show


def test_the_page_leads_to_linking_when_nothing_is_linked(shop: Shop, qtbot: QtBot) -> None:
    """The way on is one button."""
    screen = Screen(shop, qtbot, is_linked=False)
    assert screen.text("empty_title") == "No company is linked yet"
    with qtbot.waitSignal(screen.page.page_wanted) as wanted:
        screen.press("next_step_button")
    assert wanted.args == ["integration_manager_page"]


def test_the_page_leads_to_orders_when_there_are_none(shop: Shop, qtbot: QtBot) -> None:
    """A channel without orders."""
    screen = Screen(shop, qtbot)
    assert screen.text("empty_title") == "No orders yet"
    with qtbot.waitSignal(screen.page.page_wanted) as wanted:
        screen.press("next_step_button")
    assert wanted.args == ["orders_page"]


def test_the_page_says_so_when_all_is_exported(shop: Shop, qtbot: QtBot) -> None:
    """Nothing is left over either."""
    exported(shop, with_orders(shop, an_order()))
    assert Screen(shop, qtbot).text("empty_title") == "Everything is exported"


# ---------------------------------------------------------------- under way


def test_the_run_gets_exactly_what_was_shown(shop: Shop, qtbot: QtBot) -> None:
    """The preview on the screen, not one worked out again."""
    ids = with_orders(shop, an_order("1"))
    screen = Screen(shop, qtbot)
    with_orders(shop, an_order("2"))
    screen.press("export_button")
    [request] = shop.exporter.requests
    assert request.company_id == shop.company.id
    assert request.preview is not None
    assert [row.order_id for row in request.preview.rows] == ids


def test_progress_is_shown_in_words_and_figures(shop: Shop, qtbot: QtBot) -> None:
    """Phase, counts, sums, pace and time left."""
    with_orders(shop, an_order())
    screen = Screen(shop, qtbot)
    seen: list[tuple[str, ...]] = []
    names = ("phase_label", "counts_label", "sums_label", "pace_label")

    def look(watch: ExportWatch) -> None:
        seen.append(tuple(screen.text(name) for name in names))
        assert screen.find(QProgressBar, "progress_bar").value() == 20

    shop.exporter.progress = [
        ExportProgress(Phase.SENDING, 20, 80, (("GBP", Decimal("240.00")),), 60.0, 61.0)
    ]
    shop.exporter.before_end = look
    screen.press("export_button")
    assert seen == [
        (
            "Sending invoices and payments",
            "20 of 80",
            "Posted so far: £240.00",
            "60 a minute, about 1 minute left",
        )
    ]


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_has_words(shop: Shop, qtbot: QtBot, phase: Phase) -> None:
    """None is shown by its code."""
    with_orders(shop, an_order())
    screen = Screen(shop, qtbot)
    seen: list[str] = []
    shop.exporter.progress = [ExportProgress(phase)]
    shop.exporter.before_end = lambda watch: seen.append(screen.text("phase_label"))
    screen.press("export_button")
    assert seen[0]
    assert seen[0] != phase.value


def test_a_hold_says_why_and_what_is_tried_next(shop: Shop, qtbot: QtBot) -> None:
    """The error's own words, and that nothing is sent meanwhile."""
    with_orders(shop, an_order())
    screen = Screen(shop, qtbot)
    seen: list[str] = []
    error = ReplyTimedOut(operation="InsertInvoice", detail="60 s")
    shop.exporter.progress = [ExportProgress(Phase.ON_HOLD, 1, 2, hold=error)]
    hold = screen.find(QWidget, "hold_panel")
    shop.exporter.before_end = lambda watch: seen.extend(
        [screen.text("phase_label"), *(label.text() for label in hold.findChildren(QLabel) if label.text())]
    )
    screen.press("export_button")
    assert seen[:2] == ["On hold", "KashFlow took too long to answer."]
    assert "Nothing is sent meanwhile" in seen[2]


def test_cancel_stops_at_the_safe_point(shop: Shop, qtbot: QtBot, real_pool: QThreadPool) -> None:
    """The button says that it is stopping; the result comes when the order under way is done."""
    with_orders(shop, an_order())
    is_told = Event()

    def work_on(watch: ExportWatch) -> None:
        for _ in range(int(LONGEST_S / A_MOMENT_S)):
            if watch.is_cancelled() or is_told.wait(A_MOMENT_S):
                return

    shop.exporter.progress = [ExportProgress(Phase.SENDING, 0, 1)]
    shop.exporter.before_end = work_on
    shop.exporter.outcome = ExportResult(None, (an_exported(),), was_cancelled=True)
    screen = Screen(shop, qtbot)
    qtbot.waitUntil(lambda: screen.find(QPushButton, "export_button").isEnabled())
    screen.press("export_button")
    qtbot.waitUntil(lambda: screen.text("phase_label").startswith("Sending"))
    button = screen.find(QPushButton, "cancel_button")
    assert button.text().replace("&", "") == "Stop after this order"
    assert not screen.page.may_close()
    screen.press("cancel_button")
    assert (button.text(), button.isEnabled()) == ("Stopping…", False)
    qtbot.waitUntil(lambda: screen.is_shown("result_view"))
    assert screen.text("stopped_label").startswith("You stopped the export.")
    assert screen.page.may_close()


def test_the_window_can_ask_it_to_stop(shop: Shop, qtbot: QtBot, real_pool: QThreadPool) -> None:
    """Closing in a run asks for the safe point, as the button does."""
    with_orders(shop, an_order())
    never_set = Event()

    def work_on(watch: ExportWatch) -> None:
        for _ in range(int(LONGEST_S / A_MOMENT_S)):
            if watch.is_cancelled() or never_set.wait(A_MOMENT_S):
                return

    shop.exporter.before_end = work_on
    screen = Screen(shop, qtbot)
    qtbot.waitUntil(lambda: screen.find(QPushButton, "export_button").isEnabled())
    screen.press("export_button")
    assert screen.page.is_running
    screen.page.stop()
    assert screen.find(QPushButton, "cancel_button").text() == "Stopping…"
    qtbot.waitUntil(screen.page.may_close)


# ---------------------------------------------------------------- the end


def test_the_result_says_what_became_of_all(shop: Shop, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    """Posted with their sum, there already, left over by cause."""
    with_orders(shop, an_order())
    unknown = Reason.of(Why.VAT_UNKNOWN, title="Mug")
    attention = (Outcome.NEEDS_ATTENTION, OrderState.NEEDS_ATTENTION, unknown)
    orders = (
        an_exported("1"),
        an_exported("2"),
        an_exported("3", Outcome.ALREADY, OrderState.ALREADY),
        an_exported("4", *attention),
        an_exported("5", *attention),
        an_exported("6", Outcome.WAITING, OrderState.WAITING, Reason.of(Why.NOT_PAID)),
    )
    shop.exporter.outcome = ExportResult(None, orders)
    screen = Screen(shop, qtbot)
    screen.press("export_button")
    assert screen.text("result_title") == "2 invoices posted, £24.00"
    assert screen.text("result_text").splitlines() == [
        "1 order was in KashFlow already: its invoice was found and taken over.",
        "2 orders need attention.",
        "1 order waits.",
    ]
    assert screen.rows("left_over_table") == [
        ["eBay", "2", "Needs attention", "The file does not say the VAT rate."],
        ["eBay", "1", "Waiting", "Not paid yet."],
    ]
    qtmodeltester.check(screen.find(QTableView, "left_over_table").model())  # type: ignore[no-untyped-call]  # pytest-qt


def test_a_posted_order_in_doubt_stands_among_what_needs_a_look(shop: Shop, qtbot: QtBot) -> None:
    """It counts as posted, and is not shown as if all were well."""
    with_orders(shop, an_order())
    reason = Reason.of(Why.READ_BACK_DIFFERS, field="VAT", sent="2.00", found="2.01")
    order = an_exported("1", Outcome.EXPORTED, OrderState.NEEDS_ATTENTION, reason)
    shop.exporter.outcome = ExportResult(None, (order,))
    screen = Screen(shop, qtbot)
    screen.press("export_button")
    [row] = screen.rows("left_over_table")
    assert row[2] == "Needs attention"


def test_the_result_says_why_it_ended_early(shop: Shop, qtbot: QtBot) -> None:
    """What was posted before is shown beside the reason."""
    with_orders(shop, an_order())
    error = NoNetwork(operation="InsertInvoice", detail="no route")
    shop.exporter.outcome = ExportResult(None, (an_exported(),), stopped_by=error)
    screen = Screen(shop, qtbot)
    screen.press("export_button")
    assert screen.is_shown("stopped_panel")
    assert screen.text("result_title") == "1 invoice posted, £12.00"


@pytest.mark.parametrize(
    ("button", "page"), [("see_history_button", "history_page"), ("see_orders_button", "orders_page")]
)
def test_the_result_leads_on(shop: Shop, qtbot: QtBot, button: str, page: str) -> None:
    """To History and to Orders."""
    with_orders(shop, an_order())
    screen = Screen(shop, qtbot)
    screen.press("export_button")
    with qtbot.waitSignal(screen.page.page_wanted) as wanted:
        screen.press(button)
    assert wanted.args == [page]


def test_other_pages_hear_of_the_run(shop: Shop, qtbot: QtBot) -> None:
    """History and Orders follow."""
    with_orders(shop, an_order())
    screen = Screen(shop, qtbot)
    with qtbot.waitSignals([screen.events.runs_changed, screen.events.orders_changed]):
        screen.press("export_button")


def test_the_result_stays_until_it_was_seen(shop: Shop, qtbot: QtBot) -> None:
    """Whoever looks at another page meanwhile finds it on coming back, once."""
    with_orders(shop, an_order())
    screen = Screen(shop, qtbot)
    shop.exporter.before_end = lambda watch: screen.page.hide()
    screen.press("export_button")
    screen.page.show()
    assert screen.is_shown("result_view")
    screen.page.hide()
    screen.page.show()
    assert screen.is_shown("preview_view")


def test_a_result_is_not_shown_under_another_company(shop: Shop, qtbot: QtBot) -> None:
    """Turning to another company turns the page too."""
    with_orders(shop, an_order())
    screen = Screen(shop, qtbot)
    screen.press("export_button")
    screen.events.set_company(a_company(shop.book, "Other Ltd"))
    assert not screen.is_shown("result_view")
    assert screen.text("empty_title") == "No channel is switched on yet"


def test_an_outdated_preview_is_shown_anew_and_nothing_sent(
    shop: Shop, qtbot: QtBot, told: list[KfdeskError]
) -> None:
    """The words stand over the new preview; no dialog is in the way."""
    with_orders(shop, an_order("1"))
    screen = Screen(shop, qtbot)
    with_orders(shop, an_order("2"))
    shop.exporter.outcome = PreviewOutdated(changed=("2",))
    screen.press("export_button")
    assert screen.is_shown("notice_panel")
    assert [row[1] for row in screen.rows("preview_table")] == ["1", "2"]
    assert "Mug" in screen.find(QTextBrowser, "invoice_detail").toPlainText()
    assert not told


def test_a_failure_is_told_and_the_preview_stays(shop: Shop, qtbot: QtBot, told: list[KfdeskError]) -> None:
    """What could not begin is said in words, and can be tried again."""
    with_orders(shop, an_order())
    shop.exporter.outcome = NoNetwork(operation="GetCompanyDetails", detail="no route")
    screen = Screen(shop, qtbot)
    screen.press("export_button")
    assert told == [shop.exporter.outcome]
    assert screen.find(QPushButton, "export_button").isEnabled()


def test_a_password_that_is_kept_nowhere_is_asked_for(
    shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It serves this session, and the export goes on with it."""
    with_orders(shop, an_order())
    shop.exporter.outcome = PasswordNeeded(profile="Acme")

    def typed(cls: object, profile: str, parent: object) -> str:
        shop.exporter.outcome = ExportResult(None, (an_exported(),))
        return "secret"

    monkeypatch.setattr(PasswordDialog, "ask", classmethod(typed))
    screen = Screen(shop, qtbot)
    screen.press("export_button")
    assert screen.is_shown("result_view")
    assert shop.desk.logins.password("id-1") == "secret"


def test_a_mistyped_password_is_asked_for_again(
    shop: Shop, qtbot: QtBot, told: list[KfdeskError], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever typed it may type it again; giving up leaves the preview."""
    with_orders(shop, an_order())
    shop.exporter.outcome = PasswordNeeded(profile="Acme")
    answers: list[str | None] = ["wrong", None]

    def typed(cls: object, profile: str, parent: object) -> str | None:
        shop.exporter.outcome = LoginRefused(operation="GetCompanyDetails", detail="Incorrect")
        return answers.pop(0)

    monkeypatch.setattr(PasswordDialog, "ask", classmethod(typed))
    screen = Screen(shop, qtbot)
    screen.press("export_button")
    assert not answers
    assert not told
    assert screen.is_shown("preview_view")


def test_the_password_dialog_wants_a_password(qtbot: QtBot) -> None:
    """An empty field is no answer, and what is typed is not shown."""
    dialog = PasswordDialog("Acme")
    qtbot.addWidget(dialog)
    assert not dialog.ok_button.isEnabled()
    qtbot.keyClicks(dialog.password_edit, "secret")  # type: ignore[no-untyped-call]  # pytest-qt
    assert dialog.ok_button.isEnabled()
    assert dialog.password_edit.displayText() != "secret"
    assert not nameless_widgets(dialog)


def test_every_widget_has_a_name(shop: Shop, qtbot: QtBot) -> None:
    """For whoever does not see the page."""
    with_orders(shop, an_order(), unpaid("2"))
    screen = Screen(shop, qtbot)
    screen.press("export_button")
    assert not nameless_widgets(screen.page)
