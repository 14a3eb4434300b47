"""The Reconcile page: choose, compare, read, save."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QDate, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit, QLabel, QPushButton, QTableView, QTabWidget, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kfdesk.domain.errors import Cancelled, PasswordNeeded, ReportNotWritten
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reconciliation import Case, Document, Figures, Held, NotOurs, Period, Reconciliation
from kfdesk.domain.reconciling import reconcile
from kfdesk.services.desk import Desk
from kfdesk.services.ports import IsCancelled, Progress
from kfdesk.store import open_book
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.export.password_dialog import PasswordDialog
from kfdesk.ui.messages import Messages
from kfdesk.ui.reconcile.page import ReconcilePage
from kfdesk.ui.reconcile.save_dialog import SaveDialog
from tests.ui.access import nameless_widgets
from tests.ui.desks import a_desk
from tests.ui.shop import Shop, a_shop

LONGEST_READ_S = 20.0

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def a_document(gross: str, rate: str = "20") -> Document:
    whole = Decimal(gross)
    vat = (whole / 6).quantize(Decimal("0.01"))
    return Document(date(2026, 11, 2), "GBP", ((Decimal(rate), Figures(whole - vat, vat)),))


def something() -> Reconciliation:
    """One order as it should be, one deleted in KashFlow, one not exported, one invoice of others."""
    good, gone = a_document("12.00"), a_document("24.00")
    cases = [
        Case(
            "eBay", "1", 1, OrderState.EXPORTED, None, good, good, (Held(1, good, Decimal(12)),), Decimal(12)
        ),
        Case("eBay", "2", 2, OrderState.EXPORTED, None, gone, gone, (), Decimal(24), invoice_number=2),
        Case("eBay", "3", 3, OrderState.READY, None, a_document("6.00")),
    ]
    stranger = NotOurs(9, date(2026, 11, 3), "Ann", "PO 7", "GBP", Figures(Decimal(5), Decimal(1)), ZERO)
    return reconcile("Acme Ltd", NOVEMBER, cases, [stranger])


@dataclass
class ScriptedReconciler:
    """Answers what a test laid down; the last answer stays."""

    answers: list[Reconciliation | Exception] = field(default_factory=lambda: [something()])
    before_end: Callable[[Progress, IsCancelled], None] = lambda progress, is_cancelled: None
    periods: list[Period] = field(default_factory=list)
    saved: list[tuple[str, Path]] = field(default_factory=list)
    save_failure: Exception | None = None

    def run(
        self, company_id: int, period: Period, progress: Progress, is_cancelled: IsCancelled
    ) -> Reconciliation:
        self.periods.append(period)
        self.before_end(progress, is_cancelled)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def save_workbook(self, found: Reconciliation, path: Path) -> None:
        self._save("xlsx", path)

    def save_document(self, found: Reconciliation, path: Path) -> None:
        self._save("pdf", path)

    def _save(self, kind: str, path: Path) -> None:
        if self.save_failure:
            raise self.save_failure
        self.saved.append((kind, path))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(open_book(tmp_path / "book")) as book:
        yield a_shop(book)


@pytest.fixture
def reconciler() -> ScriptedReconciler:
    return ScriptedReconciler()


def a_page(
    shop: Shop, qtbot: QtBot, reconciler: ScriptedReconciler, *, is_linked: bool = True
) -> ReconcilePage:
    desk: Desk = a_desk(shop.book, reconcile=reconciler, logins=shop.desk.logins)
    events = DeskEvents()
    events.set_company(shop.company if is_linked else None)
    page = ReconcilePage(desk, events)
    events.setParent(page)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    return page


def part(page: QWidget, kind: type, name: str) -> object:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def button(page: QWidget, name: str) -> QPushButton:
    found = part(page, QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def rows(page: QWidget, name: str) -> list[list[str]]:
    table = part(page, QTableView, name)
    assert isinstance(table, QTableView)
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def text(page: QWidget, name: str) -> str:
    label = part(page, QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def compare(page: QWidget) -> None:
    button(page, "reconcile_button").click()


def test_page_compares_the_period_when_asked(
    shop: Shop, qtbot: QtBot, reconciler: ScriptedReconciler
) -> None:
    """Last month and this are proposed; the tables show sums, differences and strangers."""
    page = a_page(shop, qtbot, reconciler)
    assert "Nothing was compared yet" in text(page, "empty_title")
    compare(page)
    assert reconciler.periods == [Period(date(2026, 10, 1), date(2026, 11, 23))]
    differences = rows(page, "differences_table")
    assert [row[:4] for row in differences] == [
        ["Gone from KashFlow", "Yes", "eBay", "2"],
        ["Not exported yet", "No", "eBay", "3"],
    ]
    assert [row[6:8] for row in differences] == [["£24.00", "£24.00"], ["£6.00", "£0.00"]]
    sums = rows(page, "sums_table")
    assert sums[0][2:] == ["20 %", "£42.00", "£36.00", "£10.00", "£2.00", "£12.00", "£30.00"]
    assert sums[1][2:5] == ["Payments", "", "£36.00"]
    assert sums[2][0] == "All channels"
    assert rows(page, "not_ours_table") == [["9", "3 Nov 2026", "Ann", "PO 7", "£6.00", "£0.00"]]
    assert "3 orders, 2 differences, 1 needs you." in text(page, "result_label")
    assert "not explained £0.00" in text(page, "totals_label")


def test_period_is_the_one_typed(shop: Shop, qtbot: QtBot, reconciler: ScriptedReconciler) -> None:
    """The fields are plain dates; a last day before the first cannot be compared, and is said."""
    page = a_page(shop, qtbot, reconciler)
    first, last = part(page, QDateEdit, "from_edit"), part(page, QDateEdit, "to_edit")
    assert isinstance(first, QDateEdit)
    assert isinstance(last, QDateEdit)
    first.setDate(QDate(2026, 11, 1))
    last.setDate(QDate(2026, 10, 1))
    assert not button(page, "reconcile_button").isEnabled()
    assert "before the first" in text(page, "hint_label")
    last.setDate(QDate(2026, 11, 30))
    compare(page)
    assert reconciler.periods == [NOVEMBER]


def test_double_click_leads_to_the_order(shop: Shop, qtbot: QtBot, reconciler: ScriptedReconciler) -> None:
    """So do Enter and the button."""
    page = a_page(shop, qtbot, reconciler)
    compare(page)
    table = part(page, QTableView, "differences_table")
    assert isinstance(table, QTableView)
    with qtbot.waitSignal(page.order_wanted) as wanted:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == [2]
    with qtbot.waitSignal(page.order_wanted) as wanted:
        table.doubleClicked.emit(table.model().index(1, 0))
    assert wanted.args == [3]
    with qtbot.waitSignal(page.order_wanted) as wanted:
        button(page, "go_to_order_button").click()
    assert wanted.args == [2]


def test_whole_sentence_is_below_when_a_difference_is_chosen(
    shop: Shop, qtbot: QtBot, reconciler: ScriptedReconciler
) -> None:
    """The column may have no room for it."""
    page = a_page(shop, qtbot, reconciler)
    compare(page)
    assert text(page, "difference_label") == "The invoice was sent and is no longer in KashFlow."


def test_cancel_stops_the_reading(
    shop: Shop, qtbot: QtBot, reconciler: ScriptedReconciler, real_pool: QThreadPool
) -> None:
    """While it reads it says so, and Cancel ends it without a result."""
    page = a_page(shop, qtbot, reconciler)

    def until_cancelled(progress: Progress, is_cancelled: IsCancelled) -> None:
        progress(1, 4)
        end = time.monotonic() + LONGEST_READ_S  # a test that fails must not leave it running
        while not is_cancelled() and time.monotonic() < end:
            Event().wait(0.01)  # lets the window's thread have its turn
        raise Cancelled

    reconciler.before_end = until_cancelled
    compare(page)
    qtbot.waitUntil(lambda: "KashFlow" in text(page, "status_label"))
    assert not button(page, "reconcile_button").isEnabled()
    button(page, "cancel_button").click()
    qtbot.waitUntil(lambda: button(page, "reconcile_button").isEnabled())
    assert not button(page, "cancel_button").isVisible()
    assert not button(page, "save_xlsx_button").isEnabled()


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_result_is_saved_where_the_person_says(
    shop: Shop,
    qtbot: QtBot,
    reconciler: ScriptedReconciler,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    kind: str,
) -> None:
    """Company and period are proposed as the name; the page says where the file is."""
    name = f"save_{kind}_button"
    proposed: list[str] = []

    def choose(parent: QWidget | None, name: str, ending: str) -> Path:
        proposed.append(name)
        return tmp_path / f"chosen.{ending}"

    monkeypatch.setattr(SaveDialog, "ask", staticmethod(choose))
    page = a_page(shop, qtbot, reconciler)
    assert not button(page, name).isEnabled()
    compare(page)
    button(page, name).click()
    assert reconciler.saved == [(kind, tmp_path / f"chosen.{kind}")]
    assert proposed == [f"Acme-Ltd-2026-11-01-to-2026-11-30.{kind}"]
    assert f"chosen.{kind}" in text(page, "saved_label")


def test_failed_saving_is_shown(
    shop: Shop, qtbot: QtBot, reconciler: ScriptedReconciler, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In words, and what was found stays."""
    shown: list[BaseException] = []

    def failure(parent: QWidget | None, error: BaseException, *, can_retry: bool) -> bool:
        shown.append(error)
        return False

    monkeypatch.setattr(Messages, "failure", staticmethod(failure))
    monkeypatch.setattr(SaveDialog, "ask", staticmethod(lambda *_arguments: tmp_path / "x.pdf"))
    reconciler.save_failure = ReportNotWritten(path="x.pdf", why="Permission denied")
    page = a_page(shop, qtbot, reconciler)
    compare(page)
    button(page, "save_pdf_button").click()
    assert [type(error) for error in shown] == [ReportNotWritten]
    assert rows(page, "differences_table")


def test_password_is_asked_for_when_none_is_kept(
    shop: Shop, qtbot: QtBot, reconciler: ScriptedReconciler, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the comparison goes on."""
    monkeypatch.setattr(PasswordDialog, "ask", staticmethod(lambda *_arguments: "secret"))
    reconciler.answers = [PasswordNeeded(profile="Acme"), something()]
    page = a_page(shop, qtbot, reconciler)
    compare(page)
    assert len(reconciler.periods) == 2
    assert rows(page, "differences_table")


def test_page_leads_to_linking_when_nothing_is_linked(
    shop: Shop, qtbot: QtBot, reconciler: ScriptedReconciler
) -> None:
    """There is nothing to compare with; and another company begins anew."""
    page = a_page(shop, qtbot, reconciler, is_linked=False)
    assert not button(page, "reconcile_button").isEnabled()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        button(page, "next_step_button").click()
    assert wanted.args == ["integration_manager_page"]


def test_every_widget_has_a_name_when_results_are_shown(
    shop: Shop, qtbot: QtBot, reconciler: ScriptedReconciler
) -> None:
    """Each tab, each field, each cell."""
    page = a_page(shop, qtbot, reconciler)
    compare(page)
    tabs = part(page, QTabWidget, "tables_tab")
    assert isinstance(tabs, QTabWidget)
    assert [tabs.tabText(place).replace("&", "") for place in range(3)] == [
        "Differences (2)",
        "By day and VAT rate",
        "Not ours (1)",
    ]
    for place in range(3):
        tabs.setCurrentIndex(place)
        assert nameless_widgets(page) == []


def test_models_keep_qts_rules(
    shop: Shop, qtbot: QtBot, reconciler: ScriptedReconciler, qtmodeltester: ModelTester
) -> None:
    """With rows."""
    page = a_page(shop, qtbot, reconciler)
    compare(page)
    for name in ("differences_table", "sums_table", "not_ours_table"):
        table = part(page, QTableView, name)
        assert isinstance(table, QTableView)
        qtmodeltester.check(table.model())  # type: ignore[no-untyped-call]  # pytest-qt
