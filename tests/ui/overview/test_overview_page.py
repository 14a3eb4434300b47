"""The Overview page: the company at a glance."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kfdesk.domain.channels import ChannelSettings
from kfdesk.store import open_book
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.overview.overview_page import OverviewPage
from kfdesk.ui.overview.sums_chart import SumsChart
from tests.builders import a_channel, a_line, an_order
from tests.ui.access import nameless_widgets
from tests.ui.shop import Shop, a_shop, exported, orders_of, switched_off, with_orders

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(open_book(tmp_path / "book")) as book:
        yield a_shop(book)


def shown(shop: Shop, qtbot: QtBot, *, is_linked: bool = True) -> OverviewPage:
    events = DeskEvents()
    events.set_company(shop.company if is_linked else None)
    page = OverviewPage(shop.desk, events)
    events.setParent(page)
    qtbot.addWidget(page)
    page.show()
    return page


def find(page: OverviewPage, kind: type[W], name: str) -> W:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def test_it_says_what_is_ready_and_leads_to_export(shop: Shop, qtbot: QtBot) -> None:
    """How many, how much, and one button."""
    with_orders(shop, *orders_of("A", 2))
    page = shown(shop, qtbot)
    assert find(page, QLabel, "ready_label").text() == "2 invoices, £19.50"
    with qtbot.waitSignal(page.page_wanted) as wanted:
        find(page, QPushButton, "next_button").click()
    assert wanted.args == ["export_page"]


def test_it_says_what_was_exported_and_when(shop: Shop, qtbot: QtBot) -> None:
    """All runs together, and the last one by itself."""
    ids = with_orders(shop, *orders_of("A", 3))
    exported(shop, ids[:2], days_ago=7)
    exported(shop, ids[2:], 700)
    page = shown(shop, qtbot)
    assert find(page, QLabel, "exported_label").text() == "3 invoices, £39.49"
    assert find(page, QLabel, "last_run_label").text() == "Last export: 23 Nov 2026, 12:00, 1 invoice."


def test_what_needs_attention_is_grouped_by_cause(shop: Shop, qtbot: QtBot) -> None:
    """One line a cause, most orders first."""
    unclear = [an_order(f"V-{n}", lines=(a_line(vat_rate=None),)) for n in range(2)]
    with_orders(shop, *unclear, an_order("F", currency="EUR"))
    page = shown(shop, qtbot)
    attention = find(page, QListWidget, "attention_list")
    assert [attention.item(row).text() for row in range(attention.count())] == [
        "2 eBay orders: The file does not say the VAT rate.",
        "1 eBay order: The order is in EUR, and Foreign Currency is off for this channel.",
    ]


@pytest.mark.parametrize("is_off", [False, True])
def test_enter_on_a_cause_leads_to_its_orders(shop: Shop, qtbot: QtBot, is_off: bool) -> None:
    """With the channel and the state to look at."""
    with_orders(shop, an_order("1") if is_off else an_order("V", lines=(a_line(vat_rate=None),)))
    if is_off:
        switched_off(shop)
    page = shown(shop, qtbot)
    attention = find(page, QListWidget, "attention_list")
    attention.setFocus()
    with qtbot.waitSignal(page.attention_wanted) as wanted:
        qtbot.keyClick(attention, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]  # pytest-qt
    assert wanted.args == [shop.channel.id, "ready" if is_off else "needs_attention"]


def test_it_follows_when_orders_change(shop: Shop, qtbot: QtBot) -> None:
    """Without being asked."""
    with_orders(shop, an_order("1"))
    page = shown(shop, qtbot)
    with_orders(shop, an_order("2"))
    events = page.findChild(DeskEvents)
    assert events is not None
    events.orders_changed.emit()
    assert find(page, QLabel, "ready_label").text() == "2 invoices, £24.00"


def test_the_chart_gives_its_figures_in_text(shop: Shop, qtbot: QtBot) -> None:
    """By channel and month, for whoever does not see it."""
    ids = with_orders(shop, *orders_of("A", 2))
    exported(shop, ids[:1], days_ago=31)
    exported(shop, ids[1:], 700)
    page = shown(shop, qtbot)
    chart = find(page, SumsChart, "sums_chart")
    spoken = QAccessible.queryAccessibleInterface(chart)
    assert spoken.text(QAccessible.Text.Name) == "What was exported, by channel and month"
    description = spoken.text(QAccessible.Text.Description)
    assert "October 2026: eBay £12.00 (1 order)." in description
    assert "November 2026: eBay £7.50 (1 order)." in description


def test_a_new_person_is_led_to_linking(shop: Shop, qtbot: QtBot) -> None:
    """Nothing is linked: the first step and its button."""
    with shop.book.writing() as session:
        session.integrations.remove("id-1")
    page = shown(shop, qtbot, is_linked=False)
    assert find(page, QLabel, "empty_title").text() == "No company is linked yet"
    with qtbot.waitSignal(page.page_wanted) as wanted:
        find(page, QPushButton, "next_step_button").click()
    assert wanted.args == ["integration_manager_page"]


def test_the_whole_way_is_shown_with_the_step_to_take(shop: Shop, qtbot: QtBot) -> None:
    """Link, set channels, drop files, export: done, now, to come, also for whoever does not see it."""
    page = shown(shop, qtbot)
    names = ("link_label", "channels_label", "import_label", "export_label")
    assert [find(page, QLabel, name).accessibleName() for name in names] == [
        "Done: Link a company",
        "Done: Set its channels",
        "Now: Drop order files",
        "To come: Export",
    ]


def test_nothing_wrong_is_said_while_the_company_is_being_read(shop: Shop, qtbot: QtBot) -> None:
    """At the start the company comes a moment after the page."""
    page = shown(shop, qtbot, is_linked=False)
    assert not find(page, QLabel, "empty_title").isVisible()


def test_a_company_without_orders_is_led_to_import(shop: Shop, qtbot: QtBot) -> None:
    """The next step of the way."""
    page = shown(shop, qtbot)
    assert find(page, QLabel, "empty_title").text() == "No orders yet"


def test_orders_of_a_channel_without_settings_lead_to_the_channels(shop: Shop, qtbot: QtBot) -> None:
    """They are there, and named; the button leads to what is missing."""
    new = a_channel(shop.book, shop.company.id, "Etsy", settings=ChannelSettings())
    switched_off(shop)
    with_orders(Shop(shop.book, shop.company, new, shop.exporter, shop.desk), an_order())
    page = shown(shop, qtbot)
    assert find(page, QListWidget, "attention_list").item(0).text().startswith("1 Etsy order")
    with qtbot.waitSignal(page.page_wanted) as wanted:
        find(page, QPushButton, "next_button").click()
    assert wanted.args == ["kashflow_settings_page"]


def test_every_widget_has_a_name(shop: Shop, qtbot: QtBot) -> None:
    """For whoever does not see the page."""
    exported(shop, with_orders(shop, an_order()))
    assert not nameless_widgets(shown(shop, qtbot))
