"""A book of 100,000 orders stays quick to list.

The limits are several times the design's own goals, so that a busy computer does not fail
them; a list that goes through whole rows, or a join, does.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from kfdesk.domain.orders import OrderState
from kfdesk.services.ports import Book, ImportCounts, OrderColumn, OrderFilter
from kfdesk.store import open_book
from tests.builders import DAY, a_channel, a_company, a_line, an_order

pytestmark = pytest.mark.slow
ORDERS = 100_000
PIECE = 500
LONGEST_LIST_S = 1.0
LONGEST_ROWS_S = 0.2
LONGEST_IMPORT_S = 150.0


@pytest.fixture(scope="module")
def large_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """100,000 orders of two and three lines, in one file."""
    folder: Path = tmp_path_factory.mktemp("large")
    lines = (a_line(), a_line("5.00", title="Plate"), a_line("2.50", title="Delivery"))
    models = (an_order(lines=lines), an_order(lines=lines[:2]))
    with closing(open_book(folder)) as book:
        channel = a_channel(book, a_company(book).id)
        begun = time.perf_counter()
        with book.writing() as session:
            file_id = session.orders.begin_file(channel.id, "large.csv", "sha", "shopify.orders")
        for start in range(0, ORDERS, PIECE):
            piece = [
                replace(models[n % 2], order_number=str(n), ordered=DAY - timedelta(days=n % 700))
                for n in range(start, start + PIECE)
            ]
            with book.writing() as session:
                session.orders.add(file_id, channel.id, piece)
        with book.writing() as session:
            session.orders.complete_file(file_id, ImportCounts(orders=ORDERS, new=ORDERS))
        assert time.perf_counter() - begun < LONGEST_IMPORT_S
        yield book


def _seconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


@pytest.mark.parametrize("column", OrderColumn)
def test_ids_are_quick_when_sorted(large_book: Book, column: OrderColumn) -> None:
    """Each column sorts all orders in a moment."""
    with large_book.reading() as session:
        assert len(session.orders.ids(OrderFilter(1))) == ORDERS
        assert _seconds(lambda: session.orders.ids(OrderFilter(1), column)) < LONGEST_LIST_S


@pytest.mark.parametrize(
    "which",
    [
        OrderFilter(1, text="9999"),
        OrderFilter(1, state=OrderState.WAITING),
        OrderFilter(1, channel_id=1),
        OrderFilter(1, first=DAY - timedelta(days=30), last=DAY),
    ],
)
def test_ids_are_quick_when_filtered(large_book: Book, which: OrderFilter) -> None:
    """Each filter answers in a moment."""
    with large_book.reading() as session:
        assert session.orders.ids(which)
        assert _seconds(lambda: session.orders.ids(which)) < LONGEST_LIST_S


def test_rows_and_counts_are_quick_when_painted(large_book: Book) -> None:
    """A hundred rows, and the sums beside them, come while the person scrolls."""
    with large_book.reading() as session:
        ids = session.orders.ids(OrderFilter(1))[50_000:50_100]
        assert _seconds(lambda: session.orders.rows(ids)) < LONGEST_ROWS_S
        assert _seconds(lambda: session.orders.counts(1)) < LONGEST_LIST_S
        assert _seconds(lambda: session.orders.attention(1)) < LONGEST_LIST_S
