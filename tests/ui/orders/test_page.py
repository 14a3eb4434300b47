"""The Orders page: lists, filters, one order in full, attention, files in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMenu, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kfdesk.domain.channels import Channel, ChannelSettings
from kfdesk.domain.company import Company
from kfdesk.domain.errors import FileEmpty
from kfdesk.domain.postings import Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers import OrderFileReader
from kfdesk.paths import resource_path
from kfdesk.services.import_orders import OrderImporter
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import Book, FileProblem, OrderRow
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.orders.dialogs import (
    ChannelForFileDialog,
    ExportFrom,
    ExportFromDialog,
    LeaveOutDialog,
    OrderFilesDialog,
)
from kfdesk.ui.orders.filters import period
from kfdesk.ui.orders.model import OrdersTableModel
from kfdesk.ui.orders.page import OrdersPage
from tests.builders import a_channel, a_company, a_posted, an_order, imported
from tests.fakes import NOON
from tests.ui.desks import StillClock, a_desk
from tests.ui.orders.conftest import Shown, show

PRACTICE_FILES = resource_path("practice")


def rows(page: OrdersPage) -> int:
    return page.orders_table.model().rowCount(QModelIndex())


def column(page: OrdersPage, number: int, count: int = 3) -> list[str]:
    model = page.orders_table.model()
    return [str(model.index(row, number).data()) for row in range(min(count, rows(page)))]


def press(page: QWidget, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(page: OrdersPage, name: str, text: str) -> None:
    combo = page.findChild(QComboBox, name)
    assert combo is not None
    combo.setCurrentText(text)


def titles(page: OrdersPage) -> list[str]:
    return [label.text() for label in page.empty_state.findChildren(QLabel)]


def test_model_keeps_qts_rules(shown: Shown, qtmodeltester: ModelTester) -> None:
    """The table's model passes Qt's own checks."""
    qtmodeltester.check(shown.page.orders_table.model())  # type: ignore[no-untyped-call]  # pytest-qt


def test_rows_are_read_a_hundred_at_a_time_when_painted(qtbot: QtBot) -> None:
    """Only rows that are looked at are read from the book."""
    asked: list[int] = []

    def read(ids: Sequence[int]) -> tuple[OrderRow, ...]:
        asked.append(len(ids))
        return ()

    model = OrdersTableModel(read)
    model.set_ids(list(range(1, 251)))
    assert asked == []
    for row in (0, 99, 100, 249):
        model.index(row, 0).data()
    assert asked == [100, 100, 50]


def test_newest_order_stands_first_and_header_sorts(qtbot: QtBot, shown: Shown) -> None:
    """The list begins with the newest; a click on a header has the book sort by it."""
    assert rows(shown.page) == 304
    assert column(shown.page, 3, 1) == ["2 Nov 2026"]
    header = shown.page.orders_table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 10, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    qtbot.waitUntil(lambda: column(shown.page, 1) == ["E000", "E001", "E002"])


def test_filters_narrow_the_list(qtbot: QtBot, shown: Shown) -> None:
    """Channel, state, period and text each narrow the list, and one button shows all again."""
    choose(shown.page, "channel_filter_combo", "Etsy")
    qtbot.waitUntil(lambda: rows(shown.page) == 4)
    choose(shown.page, "state_filter_combo", "Ready")
    qtbot.waitUntil(lambda: rows(shown.page) == 0)
    assert "No order matches" in titles(shown.page)
    press(shown.page, "show_all_button")
    qtbot.waitUntil(lambda: rows(shown.page) == 304)
    choose(shown.page, "period_filter_combo", "This month")
    qtbot.waitUntil(lambda: rows(shown.page) == 4)


def test_text_filter_waits_until_typing_stops(qtbot: QtBot, shown: Shown) -> None:
    """The book is asked once the person pauses, with all that was typed."""
    with qtbot.waitSignal(shown.page.filters.changed):
        QTest.keyClicks(shown.page.filters.text_filter_edit, "buyer 12")
    qtbot.waitUntil(lambda: rows(shown.page) == 10)


@pytest.mark.parametrize(
    ("code", "span"),
    [
        ("", (None, None)),
        ("week", (date(2026, 1, 9), None)),
        ("this_month", (date(2026, 1, 1), None)),
        ("last_month", (date(2025, 12, 1), date(2025, 12, 31))),
        ("last_year", (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_period_spans_whole_days(code: str, span: tuple[date | None, date | None]) -> None:
    """A period is from its first to its last day, over the turn of the year too."""
    assert period(code, date(2026, 1, 15)) == span


def test_detail_shows_what_would_be_posted_and_why(qtbot: QtBot, shown: Shown) -> None:
    """The chosen order says what the channel says, what would be posted, and the reason for its VAT."""
    choose(shown.page, "channel_filter_combo", "eBay")
    qtbot.waitUntil(lambda: rows(shown.page) == 300)
    text = shown.page.order_detail.toPlainText()
    for part in ("What the channel says", "What would be posted", "£12.00", "VAT 20 %: the file says so."):
        assert part in text


def test_attention_groups_orders_and_shows_them(qtbot: QtBot, shown: Shown) -> None:
    """What is held up by one cause stands in one line; its orders can be shown alone."""
    page = shown.page
    assert page.attention_list.item(0).text() == "4 Etsy orders: The file does not say the VAT rate."
    press(page, "show_group_button")
    qtbot.waitUntil(lambda: rows(page) == 4)
    press(page, "show_all_button")
    qtbot.waitUntil(lambda: rows(page) == 304)


def test_attention_leads_to_the_setting_when_that_mends_it(
    qtbot: QtBot, book: Book, company: Company
) -> None:
    """A channel that lacks a setting is not answered but set."""
    channel = a_channel(book, company.id, "Etsy", settings=ChannelSettings())
    imported(book, channel.id, [an_order()])
    OrderPlanner(book, StillClock()).reassess(channel.id)
    page = show(qtbot, book, company).page
    assert page.mend_button.text() == "Set Sales Type…"
    with qtbot.waitSignal(page.setting_wished) as wished:
        press(page, "mend_button")
    assert wished.args == [channel.id, "sales_type"]


def test_orders_are_left_out_with_a_reason_and_brought_back(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Left-out orders say why; they can be brought back."""
    page = shown.page
    choose(page, "channel_filter_combo", "eBay")
    qtbot.waitUntil(lambda: rows(page) == 300)
    monkeypatch.setattr(LeaveOutDialog, "ask", classmethod(lambda cls, parent, count: f"{count} by hand"))
    page.orders_table.selectAll()
    press(page, "leave_out_button")
    qtbot.waitUntil(lambda: column(page, 2, 1) == ["Left out"])
    assert column(page, 7, 1) == ["Left out by you: 300 by hand"]
    qtbot.waitUntil(page.bring_back_button.isEnabled)
    press(page, "bring_back_button")
    qtbot.waitUntil(lambda: column(page, 2, 1) == ["Ready"])


def test_orders_that_are_gone_go_again_only_when_chosen(
    qtbot: QtBot, shown: Shown, book: Book, company: Company, filled: list[Channel]
) -> None:
    """The button is for those alone; once chosen, an order is as it was before its export."""
    page = shown.page
    qtbot.waitUntil(lambda: rows(page) > 0)
    assert not page.export_again_button.isEnabled()
    before = column(page, 2, 1)
    order_id = page._model.ids[0]  # noqa: SLF001 - the order that stands on top
    with book.writing() as session:
        run = session.exports.begin_run(company.id, "Acme", NOON)
        stamp = session.orders.get(order_id).stamp
        new = Posting(0, company.id, order_id, filled[0].id, run.id, stamp, a_posted())
        gone = Reason.of(Why.GONE, number=7)
        session.exports.save(replace(session.exports.add(new), step=Step.GONE, reason=gone, invoice_number=7))
    shown.events.orders_changed.emit()
    qtbot.waitUntil(page.export_again_button.isEnabled)
    assert column(page, 2, 1) == ["Gone from KashFlow"]
    press(page, "export_again_button")
    qtbot.waitUntil(lambda: column(page, 2, 1) == before)
    qtbot.waitUntil(lambda: not page.export_again_button.isEnabled())


def test_leave_out_needs_a_reason(qtbot: QtBot) -> None:
    """Without a reason the button stays shut."""
    dialog = LeaveOutDialog(3, None)
    qtbot.addWidget(dialog)
    accept = dialog.findChild(QPushButton, "accept_button")
    assert accept is not None
    assert not accept.isEnabled()
    QTest.keyClicks(dialog.reason_edit, "entered by hand")
    assert accept.isEnabled()


def test_import_asks_for_the_channel_when_file_fits_none(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that fits no channel asks for one, once for all files of a marketplace."""
    asked: list[str] = []

    def answer(cls: type, parent: QWidget, path: Path, proposed: str, *args: object) -> str:
        asked.append(proposed)
        return "Craft fair"

    monkeypatch.setattr(ChannelForFileDialog, "ask", classmethod(answer))
    monkeypatch.setattr(ExportFromDialog, "ask", classmethod(lambda cls, *args: ExportFrom(None)))
    monkeypatch.setattr(OrderFilesDialog, "ask", classmethod(lambda cls, parent: [Path("a.csv")]))
    press(shown.page, "import_button")
    qtbot.waitUntil(lambda: rows(shown.page) == 306)
    assert asked == ["Etsy"]
    assert "into Craft fair" in shown.page.import_panel.result_view.toPlainText()


def test_import_says_what_came_of_each_file(qtbot: QtBot, shown: Shown, filled: list[Channel]) -> None:
    """Counts, rows with problems and refused files are told in words."""
    shown.importer.fitting = (filled[1],)
    shown.importer.problems = (FileProblem(17, Reason.of(Why.NOT_PAID)),)
    shown.importer.refused = {"empty.csv": FileEmpty(path="empty.csv")}
    shown.page.import_files([Path("b.csv"), Path("empty.csv")])
    qtbot.waitUntil(lambda: rows(shown.page) == 306)
    text = shown.page.import_panel.result_view.toPlainText()
    for part in ("b.csv into Etsy", "2 new, 0 changed, 0 unchanged", "Row 17: Not paid yet.", "is empty"):
        assert part in text
    press(shown.page, "close_result_button")
    assert not shown.page.import_panel.isVisible()


def test_first_import_asks_from_which_day_to_export(
    qtbot: QtBot, shown: Shown, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Orders dated before the day are left out when the person says so."""
    counts: list[tuple[int, int]] = []

    def answer(cls: type, parent: QWidget, channel: str, total: int, day: date, count: object) -> ExportFrom:
        counts.append((total, count(day)))  # type: ignore[operator]  # the function that counts
        return ExportFrom(day)

    monkeypatch.setattr(ChannelForFileDialog, "ask", classmethod(lambda cls, *args: "Craft fair"))
    monkeypatch.setattr(ExportFromDialog, "ask", classmethod(answer))
    shown.page.import_files([Path("c.csv")])
    choose(shown.page, "channel_filter_combo", "Craft fair")
    qtbot.waitUntil(lambda: column(shown.page, 2) == ["Ready", "Left out"])
    assert counts == [(2, 1)]


def test_practice_company_does_not_ask(qtbot: QtBot, book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the practice company nothing was posted some other way."""

    def answer(cls: type, *args: object) -> ExportFrom:
        raise AssertionError("asked")

    monkeypatch.setattr(ChannelForFileDialog, "ask", classmethod(lambda cls, *args: "Etsy"))
    monkeypatch.setattr(ExportFromDialog, "ask", classmethod(answer))
    practice = show(qtbot, book, a_company(book, "Practice", is_practice=True))
    practice.page.import_files([Path("d.csv")])
    qtbot.waitUntil(lambda: rows(practice.page) == 2)


def test_second_import_does_not_ask(
    qtbot: QtBot, shown: Shown, filled: list[Channel], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question is for a channel's first orders only."""

    def answer(cls: type, *args: object) -> ExportFrom:
        raise AssertionError("asked")

    monkeypatch.setattr(ExportFromDialog, "ask", classmethod(answer))
    shown.importer.fitting = (filled[0],)
    shown.page.import_files([Path("e.csv")])
    qtbot.waitUntil(lambda: rows(shown.page) == 306)


def test_export_from_dialog_has_nothing_chosen_beforehand(qtbot: QtBot) -> None:
    """It cannot be left without an answer, and the counts follow the day."""
    dialog = ExportFromDialog(
        "eBay", 400, date(2026, 11, 14), lambda day: 312 if day.month == 11 else 1, None
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert "312 of these 400 orders are dated before 14 Nov 2026" in dialog.question_label.text()
    accept = dialog.findChild(QPushButton, "accept_button")
    assert accept is not None
    assert not accept.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.export_from_edit.setDate(dialog.export_from_edit.date().addMonths(-1))
    assert "1 of these 400 orders is dated" in dialog.question_label.text()
    dialog.leave_out_radio.click()
    assert accept.isEnabled()
    assert dialog.chosen_day() == date(2026, 10, 14)


def test_channel_dialog_proposes_the_marketplace(qtbot: QtBot, filled: list[Channel]) -> None:
    """With no fitting channel a new one is proposed under the marketplace's name, which must be free."""
    dialog = ChannelForFileDialog(Path("f.csv"), "Amazon", (), filled, None)
    qtbot.addWidget(dialog)
    accept = dialog.findChild(QPushButton, "accept_button")
    assert accept is not None
    assert dialog.channel_name_edit.text() == "Amazon"
    assert accept.isEnabled()
    dialog.channel_name_edit.setText("ebay")
    assert not accept.isEnabled()
    dialog.channel_combo.setCurrentText("eBay")
    assert accept.isEnabled()
    assert not dialog.channel_name_edit.isEnabled()


def test_empty_page_says_what_to_do(qtbot: QtBot, book: Book, company: Company) -> None:
    """Nothing linked and nothing imported are two things, each with its next step."""
    unlinked = show(qtbot, book, None)
    assert "No company is linked yet" in titles(unlinked.page)
    linked = show(qtbot, book, company)
    assert "No orders yet" in titles(linked.page)


def test_list_follows_what_happens_to_orders(
    qtbot: QtBot, shown: Shown, book: Book, filled: list[Channel]
) -> None:
    """When orders change elsewhere, the rows say so."""
    with book.writing() as session:
        ids = session.orders.unsent_ids(filled[0].id)
        session.orders.set_left_out(ids[:1], "elsewhere")
    shown.events.orders_changed.emit()
    qtbot.waitUntil(lambda: rows(shown.page) == 304)
    assert shown.page.orders_table.currentIndex().isValid()


def test_widgets_and_cells_can_be_heard(shown: Shown) -> None:
    """Each widget that takes the focus has an accessible name; a cell says its order and column."""
    inner = {"qt_spinbox_lineedit", "qt_scrollarea_viewport"}
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in shown.page.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and widget.objectName() not in inner
        and not isinstance(widget, QMenu)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []
    cell = shown.page.orders_table.model().index(0, 5)
    assert str(cell.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Order T")


def test_practice_files_go_into_the_practice_company_only(
    qtbot: QtBot, book: Book, company: Company, real_pool: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shipped files are read in earnest; a real company refuses them before asking for a channel."""
    files = [PRACTICE_FILES / "shopify_orders_export.csv", PRACTICE_FILES / "etsy_sold_orders.csv"]
    names = iter(("Shop", "Crafts"))
    monkeypatch.setattr(ChannelForFileDialog, "ask", classmethod(lambda cls, *args: next(names)))
    planner = OrderPlanner(book, StillClock())
    importer = OrderImporter(book, OrderFileReader(), planner, StillClock())
    practice = a_company(book, "Practice", is_practice=True)

    def page_of(owner: Company) -> OrdersPage:
        events = DeskEvents()
        events.set_company(owner)
        page = OrdersPage(a_desk(book, importer=importer, planner=planner), events)
        qtbot.addWidget(page)
        page.show()
        page.import_files(files)
        qtbot.waitUntil(page.import_panel.result_view.isVisible)
        qtbot.waitUntil(lambda: page.may_close() and not page.is_busy)
        return page

    assert rows(page_of(practice)) > 10
    real = page_of(company)
    assert rows(real) == 0
    assert real.import_panel.result_view.toPlainText().count("is a practice file") == 2
