"""A company with orders, and the page that shows them."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from pytestqt.qtbot import QtBot

from kfdesk.domain.channels import Channel
from kfdesk.domain.company import Company
from kfdesk.domain.errors import KfdeskError
from kfdesk.services.import_orders import FileResult, ImportLook
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import Book, FileProblem, ImportCounts, IsCancelled, OrderFile, Progress
from kfdesk.store import open_book
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.orders.page import OrdersPage
from tests.builders import a_buyer, a_channel, a_company, a_line, an_order, imported
from tests.ui.desks import StillClock, a_desk


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    book = open_book(tmp_path / "book")
    yield book
    book.close()


@pytest.fixture
def company(book: Book) -> Company:
    return a_company(book)


class ScriptedImporter:
    """Takes any file as Etsy's and puts the orders it is told to into the book."""

    marketplaces = ("Shopify", "Etsy", "Amazon")

    def __init__(self, book: Book) -> None:
        self._book = book
        self.fitting: tuple[Channel, ...] = ()
        self.refused: dict[str, KfdeskError] = {}
        self.problems: tuple[FileProblem, ...] = ()
        self.days: Sequence[date] = (date(2026, 11, 2), date(2026, 11, 23))
        self.taken: list[tuple[str, str]] = []

    def parts(self, paths: Sequence[Path]) -> Sequence[Path]:
        return paths

    def look(self, path: Path, company_id: int | None) -> ImportLook:
        if path.name in self.refused:
            raise self.refused[path.name]
        file = OrderFile(path, path.name, "etsy.orders", "Etsy", False, 100, lambda told: iter(()))
        return ImportLook(file, self.fitting, "Etsy")

    def import_file(
        self,
        path: Path,
        company_id: int | None,
        channel: Channel | str,
        *,
        is_practice_company: bool,
        progress: Progress,
        is_cancelled: IsCancelled,
    ) -> FileResult:
        taken = (
            channel if isinstance(channel, Channel) else a_channel(self._book, company_id, channel, "etsy")
        )
        self.taken.append((path.name, taken.name))
        orders = [an_order(f"{path.stem}-{n}", ordered=day, paid=day) for n, day in enumerate(self.days)]
        imported(self._book, taken.id, orders)
        OrderPlanner(self._book, StillClock()).reassess(taken.id)
        progress(100, 100)
        counts = ImportCounts(len(orders), len(orders), 0, 0)
        return FileResult(path, "etsy.orders", taken, counts, self.problems)


class Shown(NamedTuple):
    """The page, its events and its importer."""

    page: OrdersPage
    events: DeskEvents
    importer: ScriptedImporter


@pytest.fixture
def filled(book: Book, company: Company) -> list[Channel]:
    """Three hundred eBay orders and four of Etsy that do not say the VAT rate."""
    ebay = a_channel(book, company.id, "eBay")
    etsy = a_channel(book, company.id, "Etsy", "etsy")
    many = [
        an_order(
            f"E{number:03d}",
            ordered=date(2026, 10, 1 + number % 30),
            buyer=a_buyer(name=f"Buyer {number:03d}"),
        )
        for number in range(300)
    ]
    silent = a_line(vat_rate=None)
    imported(book, ebay.id, many)
    imported(book, etsy.id, [an_order(f"T{number}", lines=(silent,)) for number in range(4)])
    planner = OrderPlanner(book, StillClock())
    for channel in (ebay, etsy):
        planner.reassess(channel.id)
    return [ebay, etsy]


def show(qtbot: QtBot, book: Book, company: Company | None) -> Shown:
    """The page of a company."""
    events = DeskEvents()
    events.set_company(company)
    importer = ScriptedImporter(book)
    page = OrdersPage(a_desk(book, importer=importer, history=SimpleNamespace()), events)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    qtbot.waitUntil(lambda: not page.is_busy)
    return Shown(page, events, importer)


@pytest.fixture
def shown(qtbot: QtBot, book: Book, company: Company, filled: list[Channel]) -> Shown:
    """The page with the company's orders."""
    return show(qtbot, book, company)
