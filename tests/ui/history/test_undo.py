"""Undo in the window: read before anything is done, run, and what came of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kfdesk.domain.company import NOTHING_FILED
from kfdesk.domain.errors import KfdeskError, NoNetwork, ReplyTimedOut, UndoOutdated
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Run, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.desk import Desk
from kfdesk.services.export_report import ExportProgress, ExportWatch, Phase
from kfdesk.services.undo import UndoRequest
from kfdesk.services.undo_plan import Action, UndoItem, UndoPlan
from kfdesk.services.undo_report import Ending, UndoneOrder, UndoResult
from kfdesk.store import open_book
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.history.history_page import HistoryPage
from kfdesk.ui.history.undo_dialog import UndoDialog, UndoSubject
from kfdesk.ui.messages import Messages
from tests.builders import a_company, an_order
from tests.fakes import NOON
from tests.ui.access import nameless_widgets
from tests.ui.shop import Shop, a_shop, exported, with_orders

W = TypeVar("W", bound=QWidget)
LONGEST_MS = 10_000


def an_item(number: int, action: Action, **changes: object) -> UndoItem:
    """One invoice of the plan."""
    whys = {
        Action.DELETE: Reason.of(Why.UNDO_DELETES, number=number),
        Action.CREDIT: Reason.of(Why.UNDO_PAID_BY_OTHERS, number=number, amount="1.00 GBP"),
        Action.STAYS: Reason.of(Why.UNDO_NOT_OURS, number=number),
    }
    usual = UndoItem(
        number, number, "eBay", f"A-{number}", number, Decimal("12.00"), "GBP", action, whys[action], 1
    )
    return replace(usual, **changes)  # type: ignore[arg-type] # fields of an item


def a_plan(deletes: int = 2, credits_: int = 1, stays: int = 1, run_id: int = 1) -> UndoPlan:
    """A plan with so many of each."""
    actions = [Action.DELETE] * deletes + [Action.CREDIT] * credits_ + [Action.STAYS] * stays
    return UndoPlan(run_id, tuple(an_item(number, each) for number, each in enumerate(actions, start=501)))


def a_result(plan: UndoPlan, **changes: object) -> UndoResult:
    """The plan, done."""
    endings = {Action.DELETE: Ending.DELETED, Action.CREDIT: Ending.CREDITED, Action.STAYS: Ending.STAYS}
    orders = tuple(
        UndoneOrder(item, endings[item.action], item.reason, 900 if item.action is Action.CREDIT else 0)
        for item in plan.items
    )
    usual = UndoResult(Run(2, 1, "Acme", NOON, undoes=plan.run_id), plan.run_id, orders)
    return replace(usual, **changes)  # type: ignore[arg-type] # fields of a result


@dataclass
class ScriptedUndoer:
    """Plays what a test laid down: plans, one after the other, then results or errors."""

    plans: list[UndoPlan | Exception] = field(default_factory=lambda: [a_plan()])
    outcomes: list[UndoResult | Exception] = field(default_factory=lambda: [a_result(a_plan())])
    progress: Sequence[ExportProgress] = ()
    before_end: Callable[[ExportWatch], None] = lambda watch: None
    looked: list[UndoRequest] = field(default_factory=list)
    requests: list[UndoRequest] = field(default_factory=list)

    def plan(self, request: UndoRequest, watch: ExportWatch) -> UndoPlan:
        self.looked.append(request)
        watch.progressed(ExportProgress(Phase.LOOKING, 1, 2))
        return _played(self.plans)

    def run(self, request: UndoRequest, watch: ExportWatch) -> UndoResult:
        self.requests.append(request)
        for moment in self.progress:
            watch.progressed(moment)
        self.before_end(watch)
        return _played(self.outcomes)


P = TypeVar("P")


def _played(parts: list[P | Exception]) -> P:
    part = parts.pop(0) if len(parts) > 1 else parts[0]
    if isinstance(part, Exception):
        raise part
    return part


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """One exported order; nobody said yet up to when VAT is filed."""
    with closing(open_book(tmp_path / "book")) as book:
        made = a_shop(book)
        vars(made.desk)["undoer"] = ScriptedUndoer()
        exported(made, with_orders(made, an_order()), 501)
        yield made


def undoer(shop: Shop) -> ScriptedUndoer:
    return cast("ScriptedUndoer", shop.desk.undoer)


def file_vat(shop: Shop, day: date = NOTHING_FILED) -> None:
    shop.desk.filed_vat.set(shop.company.id, day)


def find(screen: QWidget, kind: type[W], name: str) -> W:
    found = screen.findChild(kind, name)
    assert found is not None, name
    return found


def a_dialog(shop: Shop, qtbot: QtBot, notice: KfdeskError | None = None) -> UndoDialog:
    [run] = shop.desk.history.runs(shop.company.id)
    dialog = UndoDialog(shop.desk, UndoSubject(shop.company, run, notice))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def a_page(shop: Shop, qtbot: QtBot) -> HistoryPage:
    events = DeskEvents()
    events.set_company(shop.company)
    page = HistoryPage(shop.desk, events)
    events.setParent(page)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def yes(monkeypatch: pytest.MonkeyPatch) -> list[UndoSubject]:
    """The person says yes to whatever plan is found; what was asked."""
    asked: list[UndoSubject] = []

    def ask(cls: object, desk: Desk, subject: UndoSubject, parent: object) -> UndoPlan:
        asked.append(subject)
        return desk.undoer.plan(UndoRequest(subject.company.id, subject.run.id), _Nobody())

    monkeypatch.setattr(UndoDialog, "ask", classmethod(ask))
    return asked


class _Nobody:
    def progressed(self, progress: ExportProgress) -> None:
        pass

    def is_cancelled(self) -> bool:
        return False


# ------------------------------------------------------------ the dialog


def test_dialog_says_which_are_deleted_credited_or_stay(
    shop: Shop, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    """With sums, a row an invoice, and a button that says what it does."""
    file_vat(shop)
    dialog = a_dialog(shop, qtbot)
    assert find(dialog, QLabel, "plan_label").text().splitlines() == [
        "2 invoices are deleted: £24.00.",
        "1 invoice gets a credit note dated today: £12.00.",
        "1 stays as it is: £12.00.",
    ]
    model = find(dialog, QTableView, "items_table").model()
    first = [model.index(0, column).data() for column in range(model.columnCount())]
    assert first == [
        "Is deleted",
        "eBay A-501",
        "501",
        "£12.00",
        "Invoice 501 is deleted, its payment first.",
    ]
    assert model.rowCount() == 4
    confirm = find(dialog, QPushButton, "confirm_button")
    assert confirm.text() == confirm.accessibleName() == "Delete 2 invoices and post 1 credit note"
    qtmodeltester.check(dialog.items_model)  # type: ignore[no-untyped-call]  # pytest-qt
    confirm.click()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert dialog.plan == a_plan()


@pytest.mark.parametrize(
    ("plan", "label", "is_enabled"),
    [
        (a_plan(12, 2), "Delete 12 invoices and post 2 credit notes", True),
        (a_plan(1, 0), "Delete 1 invoice", True),
        (a_plan(0, 3), "Post 3 credit notes", True),
        (a_plan(0, 0, 2), "Undo", False),
    ],
)
def test_button_says_what_it_does(
    shop: Shop, qtbot: QtBot, plan: UndoPlan, label: str, *, is_enabled: bool
) -> None:
    """And cannot be pressed when there is nothing to do."""
    file_vat(shop)
    undoer(shop).plans = [plan]
    dialog = a_dialog(shop, qtbot)
    confirm = find(dialog, QPushButton, "confirm_button")
    assert (confirm.text(), confirm.isEnabled()) == (label, is_enabled)


def test_dialog_asks_up_to_when_vat_is_filed_when_nobody_said(shop: Shop, qtbot: QtBot) -> None:
    """Nothing is chosen beforehand and nothing is read before the answer, which is kept."""
    dialog = a_dialog(shop, qtbot)
    look = find(dialog, QPushButton, "look_button")
    assert not look.isEnabled()
    assert undoer(shop).looked == []
    assert nameless_widgets(dialog) == []
    find(dialog, QRadioButton, "filed_radio").click()
    look.click()
    assert len(undoer(shop).looked) == 1
    assert shop.desk.filed_vat.company(shop.company.id).vat_filed_to == date(2026, 10, 31)
    assert find(dialog, QPushButton, "confirm_button").isEnabled()
    assert not look.isVisible()


def test_no_return_yet_is_an_answer_too(shop: Shop, qtbot: QtBot) -> None:
    """It is not asked again."""
    dialog = a_dialog(shop, qtbot)
    find(dialog, QRadioButton, "nothing_filed_radio").click()
    find(dialog, QPushButton, "look_button").click()
    assert find(dialog, QLabel, "filed_label").text() == "No VAT return is filed yet."
    again = a_dialog(shop, qtbot)
    assert find(again, QLabel, "filed_label").text() == "No VAT return is filed yet."
    assert find(again, QPushButton, "confirm_button").isEnabled()


def test_dialog_says_what_failed_and_looks_again(shop: Shop, qtbot: QtBot) -> None:
    """Nothing can be confirmed before it is read."""
    file_vat(shop)
    undoer(shop).plans = [NoNetwork(operation="GetInvoiceByID", detail="no route"), a_plan()]
    dialog = a_dialog(shop, qtbot)
    assert dialog.failure_panel.isVisible()
    assert not find(dialog, QPushButton, "confirm_button").isEnabled()
    find(dialog, QPushButton, "look_button").click()
    assert not dialog.failure_panel.isVisible()
    assert find(dialog, QPushButton, "confirm_button").isEnabled()


def test_escape_does_nothing(shop: Shop, qtbot: QtBot) -> None:
    """Enter alone does nothing either: Cancel is the default."""
    file_vat(shop)
    dialog = a_dialog(shop, qtbot)
    assert find(dialog, QPushButton, "cancel_button").isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]  # pytest-qt
    assert dialog.result() == dialog.DialogCode.Rejected


# ------------------------------------------------------------ the page


def test_undo_runs_just_what_was_shown_and_says_what_came_of_it(
    shop: Shop, qtbot: QtBot, yes: list[UndoSubject]
) -> None:
    """The result stays until it is read; then the runs are back."""
    page = a_page(shop, qtbot)
    page.undo_button.click()
    [subject] = yes
    assert subject.run.id == undoer(shop).requests[0].run_id
    assert undoer(shop).requests[0].shown == a_plan()
    result = find(page, QWidget, "undo_result_view")
    assert result.isVisible()
    assert find(result, QLabel, "result_title").text() == "2 invoices deleted, 1 credit note posted, £36.00"
    model = find(result, QTableView, "endings_table").model()
    endings = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert endings == ["Deleted", "Deleted", "Credit note 900", "Stays"]
    assert nameless_widgets(page) == []
    find(result, QPushButton, "back_button").click()
    assert find(page, QTableView, "runs_table").isVisible()


def test_result_is_not_shown_under_another_companys_name(
    shop: Shop, qtbot: QtBot, yes: list[UndoSubject]
) -> None:
    """Turning to another company leaves it."""
    page = a_page(shop, qtbot)
    page.undo_button.click()
    events = page.findChild(DeskEvents)
    assert events is not None
    events.set_company(a_company(shop.book, "Other Ltd"))
    assert not find(page, QWidget, "undo_result_view").isVisible()


def test_undo_that_is_outdated_is_shown_anew(shop: Shop, qtbot: QtBot, yes: list[UndoSubject]) -> None:
    """Nothing was done; the person looks again, and is told why."""
    outdated = UndoOutdated(run=1, changed=1)
    undoer(shop).plans = [a_plan(), a_plan(1, 2)]
    undoer(shop).outcomes = [outdated, a_result(a_plan(1, 2))]
    page = a_page(shop, qtbot)
    page.undo_button.click()
    assert [subject.notice for subject in yes] == [None, outdated]
    assert [request.shown for request in undoer(shop).requests] == [a_plan(), a_plan(1, 2)]


def test_failure_is_told_and_the_runs_are_back(
    shop: Shop, qtbot: QtBot, yes: list[UndoSubject], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words, over the tables."""
    told: list[KfdeskError] = []

    def failure(cls: object, parent: object, error: KfdeskError, *, can_retry: bool) -> bool:
        told.append(error)
        return False

    monkeypatch.setattr(Messages, "failure", classmethod(failure))
    undoer(shop).outcomes = [NoNetwork(operation="GetCompanyDetails", detail="")]
    page = a_page(shop, qtbot)
    page.undo_button.click()
    assert [type(error) for error in told] == [NoNetwork]
    assert find(page, QTableView, "runs_table").isVisible()


def test_closing_asks_an_undo_to_stop(
    shop: Shop, qtbot: QtBot, yes: list[UndoSubject], real_pool: QThreadPool
) -> None:
    """It comes to its safe point; meanwhile the page shows phase, sums and what holds it."""
    asked = Event()
    hold = ReplyTimedOut(operation="DeleteInvoiceByID", detail="no reply")
    undoer(shop).progress = (
        ExportProgress(Phase.DELETING, 1, 2, gross=(("GBP", Decimal("12.00")),)),
        ExportProgress(Phase.ON_HOLD, 1, 2, gross=(("GBP", Decimal("12.00")),), hold=hold),
    )
    undoer(shop).before_end = lambda watch: _wait_for_cancel(watch, asked)
    undoer(shop).outcomes = [a_result(a_plan(), was_cancelled=True)]
    page = a_page(shop, qtbot)
    qtbot.waitUntil(page.undo_button.isEnabled, timeout=LONGEST_MS)
    page.undo_button.click()
    running = find(page, QWidget, "undo_running_view")
    qtbot.waitUntil(lambda: find(running, QWidget, "hold_panel").isVisible(), timeout=LONGEST_MS)
    assert find(running, QLabel, "sums_label").text() == "Taken back so far: £12.00"
    assert not page.may_close()
    page.stop()
    assert find(running, QPushButton, "cancel_button").text() == "Stopping…"
    qtbot.waitUntil(page.may_close, timeout=LONGEST_MS)
    assert asked.is_set()
    text = find(find(page, QWidget, "undo_result_view"), QLabel, "result_text").text()
    assert text.startswith("You stopped the undo.")


def _wait_for_cancel(watch: ExportWatch, asked: Event) -> None:
    while not watch.is_cancelled():
        asked.wait(0.01)
    asked.set()


def test_undo_run_shows_what_it_deleted_and_its_orders_can_go_again(shop: Shop, qtbot: QtBot) -> None:
    """As an undo, of which run; and the run that was undone offers its orders."""
    [run] = shop.desk.history.runs(shop.company.id)
    ended = NOON + timedelta(hours=1)
    with shop.book.writing() as session:
        undo = session.exports.begin_run(shop.company.id, "Acme", NOON + timedelta(minutes=30), run.id)
        [posting] = session.exports.of_run(run.id)
        reason = Reason.of(Why.UNDONE_ON, date=NOON.date())
        moment = NOON + timedelta(minutes=40)
        session.exports.save(replace(posting, step=Step.UNDONE, reason=reason, verified_at=moment))
        session.exports.end_run(replace(undo, ended=ended))
    page = a_page(shop, qtbot)
    model = page.runs_table.model()
    assert [model.index(row, 2).data() for row in range(2)] == [
        f"Undo of run {run.id}",
        f"Export, run {run.id}",
    ]
    assert [row.step for row in page.postings_model.records] == [Step.UNDONE]
    assert not page.undo_button.isEnabled()
    assert not page.open_in_kashflow_button.isEnabled()
    assert page.export_again_button.text().replace("&", "") == "Export 1 order again"


def test_chosen_orders_wait_for_the_next_export(
    shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And are not offered a second time."""
    told: list[str] = []

    def tell(cls: object, parent: object, title: str, text: str) -> None:
        told.append(text)

    monkeypatch.setattr(Messages, "notice", classmethod(tell))
    [run] = shop.desk.history.runs(shop.company.id)
    with shop.book.writing() as session:
        [posting] = session.exports.of_run(run.id)
        session.exports.save(replace(posting, step=Step.GONE, reason=Reason.of(Why.GONE, number=501)))
    page = a_page(shop, qtbot)
    page.export_again_button.click()
    assert told == ["1 order goes with the next export."]
    [row] = shop.desk.orders.rows([posting.order_id])
    assert row.state is OrderState.READY
    assert not page.export_again_button.isEnabled()
