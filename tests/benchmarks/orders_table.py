"""The table of orders in the real window: opened, filtered, sorted, scrolled."""

import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from statistics import median

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kfdesk.app import SystemClock, build
from kfdesk.kashflow.package import kashflow_package
from kfdesk.services.ports import OrderColumn
from kfdesk.store import open_book
from kfdesk.ui.main_window import MainWindow
from kfdesk.ui.orders.page import OrdersPage
from tests.benchmarks.importing import BOOK
from tests.benchmarks.measured import Figures, measure
from tests.benchmarks.painted import a_window, seconds_until_painted
from tests.benchmarks.table import AT_MOST, NOTHING, Row, ms
from tests.fakes import MemoryKeyring

MOST_S, MOST_SCROLL_S = 0.2, 0.016
ROUNDS = 5
NOTCH = 3
"""Rows that a notch of the wheel goes."""
NOTCHES, LEAPS = 300, 100
P95 = 0.95
TEXTS = ("buyer69", "#1001", "nobody has it")


def table_rows(folder: Path, orders: int) -> list[Row]:
    """The goals of DESIGN 9 on the book in the folder."""
    found = measure(orders_table, folder)
    took = {name: found[name] for name in ("open", "filter", "sort")}
    return [
        Row(
            f"orders table, {orders:,} rows: open, filter, sort (the slowest of each)",
            NOTHING,
            f"{AT_MOST} {ms(MOST_S)} each",
            ", ".join(f"{name} {ms(seconds)}" for name, seconds in took.items()),
            max(took.values()) <= MOST_S,
        ),
        Row(
            "a step of scrolling in it, at p95 (wheel, page, leap to where nothing is read)",
            NOTHING,
            f"{AT_MOST} {ms(MOST_SCROLL_S)}",
            f"{found['scroll'] * 1000:.1f} ms",
            found["scroll"] <= MOST_SCROLL_S,
        ),
    ]


def orders_table(folder: Path) -> Figures:
    """The slowest filter and the slowest sorting, each by the middle of several rounds."""
    book = open_book(folder / BOOK)
    desk = build(book, MemoryKeyring(), (kashflow_package(),), SystemClock(), folder / "locks")
    with a_window(desk, folder) as window:
        figures = {"open": _opened(window)}
        page = window.page("orders_page")
        if not isinstance(page, OrdersPage):
            raise SystemExit("there is no Orders page")
        figures["sort"] = max(_sortings(page))
        figures["scroll"] = _scrolled(page)
        figures["filter"] = max(_filterings(page))
    book.close()
    return figures


def _opened(window: MainWindow) -> float:
    """The page is made, and its modules loaded, within the time."""
    began = time.perf_counter()
    page = window.show_page("orders_page")
    made_s = time.perf_counter() - began
    if not isinstance(page, OrdersPage):
        raise SystemExit("there is no Orders page")
    return made_s + _seen(page, lambda: None)


def _seen(page: OrdersPage, act: Callable[[], object]) -> float:
    """Seconds from an act to the painting of what was asked for: rows, or that there are none."""
    return seconds_until_painted(act, page, lambda: not page.is_busy)


def _sortings(page: OrdersPage) -> Iterator[float]:
    """Each column's middle of several rounds, up and down in turn, by clicks on its header."""
    header = page.orders_table.horizontalHeader()
    for section in range(len(OrderColumn)):
        place = QPoint(
            header.sectionViewportPosition(section) + header.sectionSize(section) // 2, header.height() // 2
        )
        yield _middle(page, lambda place=place: _click(header.viewport(), place))  # type: ignore[misc] # bound at once


def _click(widget: QWidget, place: QPoint) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)


def _filterings(page: OrdersPage) -> Iterator[float]:
    """Each combo and a text in and out: from Enter, which does not wait for more to be typed."""
    filters = page.filters
    for combo in (filters.channel_filter_combo, filters.state_filter_combo, filters.period_filter_combo):
        places = cycle((1, 0))
        yield _middle(page, lambda combo=combo, places=places: combo.setCurrentIndex(next(places)))  # type: ignore[misc] # the same
    for text in TEXTS:
        texts = cycle((text, ""))
        yield _middle(page, lambda texts=texts: _write(filters.text_filter_edit, next(texts)))  # type: ignore[misc] # the same


def _write(edit: QLineEdit, text: str) -> None:
    edit.setText(text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def _middle(page: OrdersPage, act: Callable[[], object]) -> float:
    return median(_seen(page, act) for _ in range(ROUNDS))


def _scrolled(page: OrdersPage) -> float:
    """The time of a step that 95 of 100 are within, from the bar's move to the painted rows."""
    table = page.orders_table
    bar = table.verticalScrollBar()
    notches = [NOTCH * step for step in range(NOTCHES)]
    pages = [bar.pageStep() * step for step in range(LEAPS)]
    leaps = range(0, bar.maximum(), max(1, bar.maximum() // LEAPS))
    steps = []
    for place in (each for each in (*notches, *pages, *leaps) if each <= bar.maximum()):
        began = time.perf_counter()
        bar.setValue(place)
        QApplication.processEvents()
        steps.append(time.perf_counter() - began)
    return sorted(steps)[int(len(steps) * P95)]
