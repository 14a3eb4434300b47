"""A folder that is watched for a linked company, and what is put there."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from kfdesk.domain.channels import Channel
from kfdesk.domain.company import Integration
from kfdesk.importers import OrderFileReader
from kfdesk.services.folder_look import FolderLook
from kfdesk.services.import_orders import OrderImporter
from kfdesk.services.logins import Logins
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import Book
from kfdesk.services.watch_folders import WatchFolders
from kfdesk.store import SqlBook, open_book
from kfdesk.watch import WatchedFolder
from tests.builders import a_company
from tests.fakes import FakePackage, MemoryKeyring, StillClock
from tests.services.mortal import DyingBook
from tests.ui.shop import linked

ORDER_FILES = Path(__file__).parents[1] / "data" / "orders"
ETSY = (ORDER_FILES / "etsy_sold_orders_uk.csv").read_text(encoding="utf-8")
WOO = {
    "id": 1,
    "number": "W-1",
    "status": "completed",
    "currency": "GBP",
    "date_created_gmt": "2026-11-14T10:00:00",
    "date_paid_gmt": "2026-11-14T10:00:00",
    "total": "12.00",
    "total_tax": "2.00",
    "line_items": [{"id": 5, "name": "Mug", "quantity": 1, "total": "10.00", "total_tax": "2.00"}],
    "shipping_lines": [],
    "fee_lines": [],
    "refunds": [],
    "billing": {"first_name": "Ann", "last_name": "Bell", "country": "GB"},
    "shipping": {},
    "prices_include_tax": True,
}


@dataclass(frozen=True)
class HeldFolder(WatchedFolder):
    """A folder of which some files cannot be opened just now."""

    held: set[str] = field(default_factory=set)

    def is_openable(self, path: Path) -> bool:
        return path.name not in self.held and super().is_openable(path)


@dataclass
class Bench:
    """A folder watched for a linked company."""

    book: SqlBook
    folder: Path
    package: HeldFolder
    clock: StillClock
    watch: WatchFolders
    logins: Logins

    def put(self, name: str, number: str = "W-1") -> Path:
        """A WooCommerce file with one order."""
        path = self.folder / name
        path.write_text(json.dumps([WOO | {"number": number, "id": len(number)}]), encoding="utf-8")
        return path

    def looks(self, times: int = 2) -> list[FolderLook]:
        """So many looks at the one folder."""
        return [self.watch.look()[0] for _ in range(times)]

    def restart(self) -> None:
        """Open the book anew, as the next start does."""
        self.book.close()
        self.book = open_book(self.folder.parent / "book")
        self.watch, self.logins = _over(self.book, self.package, self.clock)

    def take(self, path: Path, channel: Channel | None = None) -> None:
        """Import a file by hand."""
        importer = _importer(self.book, self.clock)
        company_id = self.logins.integration("id-1").company_id
        importer.import_file(path, company_id, channel, is_practice_company=False)

    def kill_at(self, commit: int) -> None:
        """Let the process die when this commit is due."""
        dying = cast("Book", DyingBook(self.book, commit))
        self.watch, self.logins = _over(dying, self.package, self.clock)

    def read(self) -> list[str]:
        """The names of the files that two looks read."""
        return [result.path.name for look in self.looks() for result in look.results]


def add_folder(book: Book, name: str = "Downloads") -> str:
    """A folder's integration, not linked yet."""
    with book.writing() as session:
        session.integrations.save(Integration(f"id-{name}", name, "folder"))
    return f"id-{name}"


def _over(book: Book, package: HeldFolder, clock: StillClock) -> tuple[WatchFolders, Logins]:
    logins = Logins(book, MemoryKeyring(), (FakePackage(), package))
    return WatchFolders(book, logins, _importer(book, clock), clock), logins


def _importer(book: Book, clock: StillClock) -> OrderImporter:
    return OrderImporter(book, OrderFileReader(), OrderPlanner(book, clock), clock)


@contextmanager
def a_bench(tmp_path: Path) -> Iterator[Bench]:
    """Nothing is linked yet."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    package, clock, book = HeldFolder(tmp_path / "book"), StillClock(), open_book(tmp_path / "book")
    made = Bench(book, folder, package, clock, *_over(book, package, clock))
    try:
        yield made
    finally:
        made.book.close()


def link_all(bench: Bench) -> None:
    """A company is linked, and the folder is watched for it."""
    linked(bench.book, a_company(bench.book))
    bench.watch.link(add_folder(bench.book), str(bench.folder))


def put_etsy(bench: Bench, *names: str, statement: str = "") -> None:
    """Etsy's orders, and a statement that gives money back of one of them; those that are named."""
    number = etsy_numbers()[0]
    for name in names:
        text = ETSY if "orders" in name else statement or etsy_statement((number, "5.00"))
        (bench.folder / name).write_text(text, encoding="utf-8")


def etsy_numbers() -> list[str]:
    """The numbers of the orders in Etsy's file."""
    return [line.split(",")[1] for line in ETSY.splitlines()[1:]]


def etsy_statement(*refunds: tuple[str, str]) -> str:
    """A statement that gives so much back of each order."""
    lines = ["Date,Type,Title,Info,Currency,Amount,Fees & Taxes,Net,Tax Details"]
    lines += [
        f"5 October 2026,Refund,Refund for Order #{number},,GBP,-£{gross},--,-£{gross},--"
        for number, gross in refunds
    ]
    return "\n".join(lines) + "\n"
