"""A company with channels, and the page that shows them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from pytestqt.qtbot import QtBot

from kfdesk.domain.channels import Channel, ChannelSettings
from kfdesk.domain.company import Company
from kfdesk.services.ports import Book
from kfdesk.store import open_book
from kfdesk.ui.channels.page import KashflowSettingsPage
from kfdesk.ui.events import DeskEvents
from tests.builders import READY, a_channel, a_company
from tests.ui.desks import a_desk


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    book = open_book(tmp_path / "book")
    yield book
    book.close()


@pytest.fixture
def company(book: Book) -> Company:
    return a_company(book)


@pytest.fixture
def channels(book: Book, company: Company) -> list[Channel]:
    """Amazon is ready but off, eBay is on, Etsy has nothing but a VAT choice."""
    off = replace(READY, export_orders=False)
    bare = replace(ChannelSettings(), foreign_currency=True)
    return [
        a_channel(book, company.id, "Amazon", settings=off),
        a_channel(book, company.id, "eBay"),
        a_channel(book, company.id, "Etsy", settings=bare),
    ]


class Shown(NamedTuple):
    """The page, its events, and a way to what the book says."""

    page: KashflowSettingsPage
    events: DeskEvents
    settings: Callable[[int], ChannelSettings]


@pytest.fixture
def shown(qtbot: QtBot, book: Book, company: Company, channels: list[Channel]) -> Shown:
    """The page with the company's channels, shown and active."""
    events = DeskEvents()
    events.set_company(company)
    page = KashflowSettingsPage(a_desk(book), events)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitActive(page):
        page.show()

    def settings(number: int) -> ChannelSettings:
        with book.reading() as session:
            return session.channels.get(channels[number].id).settings

    qtbot.waitUntil(lambda: page.channel_settings_table.model().rowCount() == len(channels))
    return Shown(page, events, settings)
