"""A large export: how far it is can be seen, and it can be stopped."""

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kfdesk.domain.errors import Cancelled
from kfdesk.domain.orders import OrderState
from kfdesk.importers import OrderFileReader
from kfdesk.services.import_orders import OrderImporter
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.store import SqlBook, open_book
from tests.benchmarks.shopify_file import write_file
from tests.builders import a_channel, a_company
from tests.fakes import StillClock

ORDERS = 6000


@dataclass
class Import:
    """An import of that file, which the person stops after so many tellings of progress."""

    book: SqlBook
    path: Path
    stops_after: int = 1 << 30
    told: list[tuple[int, int]] = field(default_factory=list)

    def run(self) -> dict[OrderState, int]:
        """Orders in the book afterwards, by state."""
        company = a_company(self.book)
        channel = a_channel(self.book, company.id, "Shop", "shopify")
        importer = OrderImporter(
            self.book, OrderFileReader(), OrderPlanner(self.book, StillClock()), StillClock()
        )
        with suppress(Cancelled):
            importer.import_file(
                self.path,
                company.id,
                channel,
                is_practice_company=False,
                progress=lambda done, total: self.told.append((done, total)),
                is_cancelled=lambda: len(self.told) >= self.stops_after,
            )
        with self.book.reading() as session:
            counts = session.orders.counts(company.id)
        return {state: count for (_, state), count in counts.items()}


@pytest.fixture
def large(data_dir: Path, tmp_path: Path) -> Iterator[Import]:
    """Six thousand orders on disk, and an empty book."""
    path = tmp_path / "orders_export.csv"
    write_file(path, ORDERS)
    with closing(open_book(data_dir)) as book:
        yield Import(book, path)


def test_progress_is_told_to_the_end_when_an_export_is_large(large: Import) -> None:
    """In bytes, never backwards; when all are read, all orders have their verdict too."""
    assert large.run() == {OrderState.READY: ORDERS}

    done = [done for done, _ in large.told]
    size = large.path.stat().st_size
    assert {total for _, total in large.told} == {size}
    assert done == sorted(done)
    assert len(set(done)) > 20
    assert done[-1] == size


def test_nothing_is_in_the_book_when_a_large_import_is_stopped(large: Import) -> None:
    """It stops with the piece in hand, long before the end of the file."""
    large.stops_after = 8

    assert large.run() == {}
    assert large.told[-1][0] < large.path.stat().st_size / 2
    with large.book.writing() as session:
        assert session.orders.drop_broken_files() == 0
