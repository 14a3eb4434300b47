"""The KashFlow Settings page, by keyboard and mouse."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kfdesk.domain.channels import Channel, ChannelSettings, Chosen, VatChoice
from kfdesk.domain.company import Choice, Company
from kfdesk.services.ports import Book
from kfdesk.ui.channels.dialogs import ChannelDialog, NewChannel
from kfdesk.ui.channels.page import KashflowSettingsPage
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.messages import Messages
from tests.builders import LOOK_UPS, a_channel, a_company, an_order, imported
from tests.ui.channels.conftest import Shown
from tests.ui.desks import ScriptedLists, a_desk

AMAZON, EBAY, ETSY = 0, 1, 2


def cell(page: KashflowSettingsPage, row: str, column: str) -> QModelIndex:
    """A cell by row header and column header, as a person finds it."""
    model = page.channel_settings_table.model()
    rows = [
        model.headerData(number, Qt.Orientation.Vertical) for number in range(model.rowCount(QModelIndex()))
    ]
    columns = [
        model.headerData(number, Qt.Orientation.Horizontal)
        for number in range(model.columnCount(QModelIndex()))
    ]
    return model.index(rows.index(row), columns.index(column))


def text(page: KashflowSettingsPage, row: str, column: str) -> str:
    return str(cell(page, row, column).data())


def editor(page: KashflowSettingsPage) -> QComboBox | None:
    return page.channel_settings_table.findChild(QComboBox, "cell_editor")


def open_editor(qtbot: QtBot, page: KashflowSettingsPage) -> QComboBox:
    """The editor, once its list is showing."""
    qtbot.waitUntil(lambda: (combo := editor(page)) is not None and combo.view().isVisible())
    combo = editor(page)
    assert combo is not None
    return combo


def click(page: KashflowSettingsPage, index: QModelIndex, keys: Qt.KeyboardModifier | None = None) -> None:
    table = page.channel_settings_table
    place = table.visualRect(index).center()
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, keys or Qt.KeyboardModifier.NoModifier, place
    )


def choose(qtbot: QtBot, page: KashflowSettingsPage, name: str) -> None:
    """Take an entry of the list that is open, by keyboard."""
    combo = open_editor(qtbot, page)
    view = combo.view()
    view.setCurrentIndex(view.model().index(combo.findText(name), 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor(page) is None)


def stand_on(page: KashflowSettingsPage, row: str, column: str) -> None:
    # Not the table's own way: that goes by the keys that an earlier test may have left down.
    only = QItemSelectionModel.SelectionFlag.ClearAndSelect
    page.channel_settings_table.selectionModel().setCurrentIndex(cell(page, row, column), only)
    page.channel_settings_table.setFocus()


def test_model_keeps_qts_rules(shown: Shown, qtmodeltester: ModelTester) -> None:
    """The table's model passes Qt's own checks."""
    qtmodeltester.check(shown.page.channel_settings_table.model())  # type: ignore[no-untyped-call]  # pytest-qt


def test_choosing_writes_when_cell_was_clicked_once(qtbot: QtBot, shown: Shown) -> None:
    """One click opens the list, choosing an entry writes it at once."""
    click(shown.page, cell(shown.page, "eBay", "Payment Method"))
    choose(qtbot, shown.page, "Card")
    qtbot.waitUntil(lambda: shown.settings(EBAY).payment_method == Chosen(12, "Card"))
    assert text(shown.page, "eBay", "Payment Method") == "Card"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_choosing_writes_when_list_was_opened_by_key(
    qtbot: QtBot, shown: Shown, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    """F2, Space, Enter and Alt+Down open the list of the current cell."""
    stand_on(shown.page, "Amazon", "Export Orders")
    QTest.keyClick(shown.page.channel_settings_table, key, modifier)
    choose(qtbot, shown.page, "On")
    qtbot.waitUntil(lambda: shown.settings(AMAZON).export_orders)


def test_escape_writes_nothing(qtbot: QtBot, shown: Shown) -> None:
    """Esc closes the list and the cell, and nothing is written."""
    click(shown.page, cell(shown.page, "eBay", "Bank Account"))
    combo = open_editor(qtbot, shown.page)
    view = combo.view()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: editor(shown.page) is None)
    assert shown.settings(EBAY).bank_account == Chosen(21, "Current Account")


def test_arrows_move_and_tab_leaves(qtbot: QtBot, shown: Shown) -> None:
    """Arrow keys move from cell to cell, Tab goes on to the next widget."""
    stand_on(shown.page, "eBay", "Customer Source")
    table = shown.page.channel_settings_table
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert table.currentIndex() == cell(shown.page, "eBay", "Payment Method")
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()
    assert table.currentIndex() == cell(shown.page, "eBay", "Payment Method")


def test_wheel_changes_nothing_when_combo_has_no_focus(qtbot: QtBot, shown: Shown) -> None:
    """A passing wheel leaves the settings of the side panel alone."""
    stand_on(shown.page, "eBay", "Export Orders")
    combo = shown.page.findChild(QComboBox, "vat_combo")
    assert combo is not None
    middle = QPointF(combo.rect().center())
    wheel = QWheelEvent(
        middle,
        QPointF(combo.mapToGlobal(middle)),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, wheel)
    assert combo.currentText() == "As the file says"
    assert shown.settings(EBAY).vat is VatChoice.FILE


def test_choice_is_for_all_when_several_rows_are_selected(qtbot: QtBot, shown: Shown) -> None:
    """Choosing in one of the selected rows sets all of them, and the page says so."""
    stand_on(shown.page, "Amazon", "Payment Method")
    for _ in range(2):
        QTest.keyClick(shown.page.channel_settings_table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    label = shown.page.findChild(QLabel, "status_label")
    assert label is not None
    assert "3 channels" in label.text()
    click(shown.page, cell(shown.page, "eBay", "Payment Method"))
    choose(qtbot, shown.page, "Card")
    qtbot.waitUntil(
        lambda: all(shown.settings(n).payment_method == Chosen(12, "Card") for n in (AMAZON, EBAY, ETSY))
    )


def test_click_with_a_key_selects_and_opens_nothing(qtbot: QtBot, shown: Shown) -> None:
    """Shift and click widens the selection; no list opens."""
    stand_on(shown.page, "Amazon", "Payment Method")
    click(shown.page, cell(shown.page, "Etsy", "Payment Method"), Qt.KeyboardModifier.ShiftModifier)
    assert shown.page.channel_settings_table.selected_rows() == [0, 1, 2]
    assert editor(shown.page) is None


def test_undo_and_redo_by_the_usual_keys(qtbot: QtBot, shown: Shown) -> None:
    """What was chosen can be taken back and done again."""
    click(shown.page, cell(shown.page, "eBay", "Payment Method"))
    choose(qtbot, shown.page, "Card")
    qtbot.waitUntil(lambda: shown.settings(EBAY).payment_method == Chosen(12, "Card"))
    table = shown.page.channel_settings_table
    with qtbot.waitActive(shown.page):  # off screen nobody gives the focus back after a list
        shown.page.activateWindow()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.settings(EBAY).payment_method == Chosen(11, "PayPal"))
    assert text(shown.page, "eBay", "Payment Method") == "PayPal"
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(table, Qt.Key.Key_Z, redo)
    qtbot.waitUntil(lambda: shown.settings(EBAY).payment_method == Chosen(12, "Card"))


def test_old_value_and_reason_stand_in_the_row_when_it_was_refused(qtbot: QtBot, shown: Shown) -> None:
    """Export Orders does not go on before Ready, and the row says why."""
    click(shown.page, cell(shown.page, "Etsy", "Export Orders"))
    choose(qtbot, shown.page, "On")
    qtbot.waitUntil(lambda: "not ready" in text(shown.page, "Etsy", "Ready"))
    assert text(shown.page, "Etsy", "Export Orders") == "Off"
    assert not shown.settings(ETSY).export_orders


def test_value_is_pending_while_it_is_written(
    qtbot: QtBot, shown: Shown, real_pool: object, book: Book
) -> None:
    """The new value shows at once and is said to be on its way until the book has it."""
    index = cell(shown.page, "eBay", "Payment Method")
    with book.writing():
        shown.page.channel_settings_table.model().setData(index, "Card")
        spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        assert spoken == "eBay, Payment Method: Card, being saved"
    qtbot.waitUntil(lambda: "saved" not in str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
    assert shown.settings(EBAY).payment_method == Chosen(12, "Card")
    qtbot.waitUntil(lambda: not shown.page.is_busy)


def test_needed_column_shows_itself_when_something_is_missing_in_it(shown: Shown) -> None:
    """Sales Type is hidden at first, but shows while a channel lacks it; Delivery Type stays hidden."""
    table = shown.page.channel_settings_table
    assert not table.isColumnHidden(cell(shown.page, "Etsy", "Sales Type").column())
    assert table.isColumnHidden(cell(shown.page, "Etsy", "Delivery Type").column())


def test_ready_leads_to_what_is_missing(qtbot: QtBot, shown: Shown) -> None:
    """A click on Ready, or Enter, goes to the first thing missing."""
    assert text(shown.page, "eBay", "Ready") == "Ready"
    assert text(shown.page, "Etsy", "Ready") == "Sales Type is missing"
    click(shown.page, cell(shown.page, "Etsy", "Ready"))
    table = shown.page.channel_settings_table
    qtbot.waitUntil(lambda: table.currentIndex() == cell(shown.page, "Etsy", "Sales Type"))


def test_proposal_is_shown_as_one_until_accepted(qtbot: QtBot, shown: Shown) -> None:
    """What goes by name is marked, and one button accepts it."""
    page = shown.page
    model = page.channel_settings_table.model()
    page.add_channel(NewChannel("PayPal shop"))
    qtbot.waitUntil(lambda: model.rowCount(QModelIndex()) == 4)
    assert text(page, "PayPal shop", "Sales Type") == "Sales, proposed"
    assert text(page, "PayPal shop", "Ready") == "Sales Type: proposed"
    stand_on(page, "PayPal shop", "Sales Type")
    combo = page.findChild(QComboBox, "sales_type_combo")
    assert combo is not None
    assert (combo.currentText(), combo.placeholderText()) == ("", "Sales, proposed")
    accept = page.findChild(QPushButton, "accept_button")
    assert accept is not None
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: text(page, "PayPal shop", "Sales Type") == "Sales")


def test_new_channel_is_asked_for_and_stood_on(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button asks for a name; the new row is the current one."""
    answer = NewChannel("Craft fair")
    monkeypatch.setattr(ChannelDialog, "ask_new", classmethod(lambda cls, *args: answer))
    button = shown.page.findChild(QPushButton, "new_channel_button")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    table = shown.page.channel_settings_table
    qtbot.waitUntil(lambda: table.model().rowCount(QModelIndex()) == 4)
    assert table.currentIndex().row() == cell(shown.page, "Craft fair", "Ready").row()


def test_channel_dialog_says_why_a_name_cannot_be(qtbot: QtBot) -> None:
    """A name that is taken is refused while it is typed, and the note says that it is for good."""
    dialog = ChannelDialog("Add channel", "for good", {"Etsy"}, ("Etsy",), None)
    qtbot.addWidget(dialog)
    accept = dialog.findChild(QPushButton, "accept_button")
    assert accept is not None
    assert not accept.isEnabled()
    QTest.keyClicks(dialog.channel_name_edit, "etsy")
    assert "“etsy”" in dialog.problem_label.text()
    assert not accept.isEnabled()
    QTest.keyClicks(dialog.channel_name_edit, " two")
    assert accept.isEnabled()
    assert dialog.name() == "etsy two"


def test_rename_keeps_the_row(qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another name shows in the row header, and the stamp is told in the dialog."""
    asked: list[str] = []

    def answer(cls: type, parent: QWidget, name: str, stamp: str, taken: set[str]) -> str:
        asked.append(stamp)
        return "eBay UK"

    monkeypatch.setattr(ChannelDialog, "ask_name", classmethod(answer))
    stand_on(shown.page, "eBay", "Ready")
    button = shown.page.findChild(QPushButton, "rename_button")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: text(shown.page, "eBay UK", "Payment Method") == "PayPal")
    assert asked == ["eBay"]


@pytest.mark.parametrize(
    ("combo", "choice", "setting", "value"),
    [
        ("sales_type_combo", "Delivery", "sales_type", Chosen(32, "Delivery")),
        ("delivery_type_combo", "None", "delivery_type", None),
        ("vat_combo", "20 %", "vat", VatChoice.STANDARD),
    ],
)
def test_panel_writes_when_something_is_chosen(
    qtbot: QtBot, shown: Shown, combo: str, choice: str, setting: str, value: object
) -> None:
    """The side panel's choices are written for the current channel."""
    stand_on(shown.page, "eBay", "Export Orders")
    widget = shown.page.findChild(QComboBox, combo)
    assert widget is not None
    widget.setFocus()
    place = widget.findText(choice)
    widget.setCurrentIndex(place)
    widget.activated.emit(place)
    qtbot.waitUntil(lambda: getattr(shown.settings(EBAY), setting) == value)


def test_lists_are_read_again_and_what_is_gone_is_marked(
    qtbot: QtBot, book: Book, company: Company, channels: list[Channel]
) -> None:
    """Read again asks KashFlow; what is no longer there is marked in its cell, and Ready leads to it."""

    def read(company_id: int) -> None:
        with book.writing() as session:
            session.companies.save_look_ups(
                company_id, replace(LOOK_UPS, payment_methods=(Choice(12, "Card"),))
            )

    lists = ScriptedLists(read)
    events = DeskEvents()
    events.set_company(company)
    page = KashflowSettingsPage(a_desk(book, logins=lists, look_ups=lists), events)
    qtbot.addWidget(page)
    button = page.findChild(QPushButton, "refresh_button")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: "no longer" in text(page, "eBay", "Payment Method"))
    assert text(page, "eBay", "Ready") == "Payment Method is no longer in KashFlow"
    click(page, cell(page, "eBay", "Ready"))
    qtbot.waitUntil(
        lambda: page.channel_settings_table.currentIndex() == cell(page, "eBay", "Payment Method")
    )
    assert [gateway.is_closed for gateway in lists.gateways] == [True]


def test_orders_are_looked_at_again_when_a_setting_changed(
    qtbot: QtBot, shown: Shown, book: Book, channels: list[Channel]
) -> None:
    """An order that waited for the channel becomes ready once the last setting is there."""
    (order_id,) = imported(book, channels[ETSY].id, [an_order()])
    with qtbot.waitSignal(shown.events.orders_changed):
        for column, name in (("Sales Type", "Sales"), ("Payment Method", "Card")):
            click(shown.page, cell(shown.page, "Etsy", column))
            choose(qtbot, shown.page, name)
        click(shown.page, cell(shown.page, "Etsy", "Bank Account"))
        choose(qtbot, shown.page, "Current Account")
    with book.reading() as session:
        assert session.orders.get(order_id).state == "ready"


def test_empty_page_offers_the_readers(
    qtbot: QtBot, book: Book, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without channels it says what to do, and a button a marketplace adds one."""
    asked: list[str] = []

    def answer(cls: type, parent: QWidget, taken: set[str], names: tuple[str, ...], proposed: str) -> None:
        asked.append(proposed)

    monkeypatch.setattr(ChannelDialog, "ask_new", classmethod(answer))
    events = DeskEvents()
    events.set_company(company)
    page = KashflowSettingsPage(a_desk(book), events)
    qtbot.addWidget(page)
    page.show()
    labels = [label.text() for label in page.empty_state.findChildren(QLabel)]
    assert "Drop an order file, or add a channel" in labels
    button = page.findChild(QPushButton, "add_etsy_button")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["Etsy"]


def test_page_turns_to_another_company(qtbot: QtBot, shown: Shown, book: Book) -> None:
    """Channels of another company take the place of these, and undo forgets."""
    click(shown.page, cell(shown.page, "eBay", "Payment Method"))
    choose(qtbot, shown.page, "Card")
    other = a_company(book, "Other Ltd")
    a_channel(book, other.id, "Shopify", settings=ChannelSettings(foreign_currency=True))
    shown.events.set_company(other)
    model = shown.page.channel_settings_table.model()
    qtbot.waitUntil(lambda: model.rowCount(QModelIndex()) == 1)
    assert text(shown.page, "Shopify", "Ready") == "Sales Type is missing"
    assert not shown.page.bar.undo_action.isEnabled()


def test_header_menu_shows_a_further_column(shown: Shown) -> None:
    """Hidden columns can be shown from the header's menu."""
    menu = shown.page.channel_settings_table.header_menu()
    (action,) = [action for action in menu.actions() if action.text() == "Delivery Type"]
    action.trigger()
    column = cell(shown.page, "eBay", "Delivery Type").column()
    assert not shown.page.channel_settings_table.isColumnHidden(column)


def test_widgets_and_cells_can_be_heard(shown: Shown) -> None:
    """Each widget that takes the focus has an accessible name; a cell says its row and column."""
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
    index = cell(shown.page, "eBay", "Payment Method")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "eBay, Payment Method: PayPal"


def test_failure_of_a_list_is_shown(
    qtbot: QtBot, book: Book, company: Company, channels: list[Channel], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure to read the lists again is told, and the button works again."""
    shown: list[BaseException] = []
    monkeypatch.setattr(
        Messages, "crash", classmethod(lambda cls, parent, error: shown.append(error)), raising=True
    )

    def read(company_id: int) -> None:
        raise RuntimeError("broken")

    lists = ScriptedLists(read)
    events = DeskEvents()
    events.set_company(company)
    page = KashflowSettingsPage(a_desk(book, logins=lists, look_ups=lists), events)
    qtbot.addWidget(page)
    button = page.findChild(QPushButton, "refresh_button")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert button.isEnabled()


def test_selection_from_the_row_headers_counts(shown: Shown) -> None:
    """Whole rows selected by their headers are meant, whatever the column."""
    table = shown.page.channel_settings_table
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().clearSelection()
    for row in (0, 2):
        table.selectionModel().select(table.model().index(row, 0), flags)
    assert table.rows_to_set(cell(shown.page, "Etsy", "Bank Account")) == [0, 2]


def test_page_goes_to_a_setting_when_it_was_asked_before_the_channels_came(
    qtbot: QtBot, book: Book, company: Company, channels: list[Channel], real_pool: object
) -> None:
    """Somebody led here at once ends up on the setting, in the table or in the side panel."""
    events = DeskEvents()
    events.set_company(company)
    page = KashflowSettingsPage(a_desk(book), events)
    qtbot.addWidget(page)
    page.show()
    page.go_to(channels[EBAY].id, "bank_account")
    table = page.channel_settings_table
    qtbot.waitUntil(lambda: table.model().rowCount(QModelIndex()) == 3)
    assert table.currentIndex() == cell(page, "eBay", "Bank Account")
    page.go_to(channels[ETSY].id, "export_from")
    assert table.currentIndex().row() == cell(page, "Etsy", "Ready").row()
    assert page.may_close()


def test_quick_choices_in_one_cell_are_written_in_their_order(
    qtbot: QtBot, shown: Shown, real_pool: object
) -> None:
    """However quickly somebody chooses, the last choice stands, and undo goes back one by one."""
    model = shown.page.channel_settings_table.model()
    index = cell(shown.page, "eBay", "Payment Method")
    for name in ("Card", "PayPal", "None", "Card"):
        model.setData(index, name)
    qtbot.waitUntil(lambda: not shown.page.is_busy)
    assert text(shown.page, "eBay", "Payment Method") == "Card"
    assert shown.settings(EBAY).payment_method == Chosen(12, "Card")
    shown.page.bar.undo_action.trigger()
    qtbot.waitUntil(lambda: not shown.page.is_busy)
    assert text(shown.page, "eBay", "Payment Method") == "None"
