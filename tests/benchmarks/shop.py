"""A shop linked to a practice company that a process of its own serves, as KashFlow's would be."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

from kfdesk.app import PRACTICE_LOGIN, SystemClock, build, practice_package
from kfdesk.domain.channels import Channel
from kfdesk.domain.company import Company
from kfdesk.practice import PracticeCompany
from kfdesk.services.desk import Desk
from kfdesk.store import open_book
from tests.benchmarks.shopify_file import write_file
from tests.fakes import MemoryKeyring
from tests.soak.stage import LOOK_UPS, Practice

DELAY_MS = 50
"""What a call takes at the far end."""
DAYS_AGO = 3
INSERTS_AT_ONCE = 4


@dataclass(frozen=True)
class Shop:
    """A desk whose channel is ready, and the ledger of the company behind it."""

    desk: Desk
    company: Company
    channel: Channel
    ledger: PracticeCompany


@contextmanager
def a_served_company(folder: Path) -> Iterator[Practice]:
    """A practice company whose every call takes `DELAY_MS`."""
    practice = Practice(folder / "company")
    try:
        practice.company.change(delay_ms=DELAY_MS)
        yield practice
    finally:
        practice.kill()


@contextmanager
def a_shop(folder: Path, inserts_at_once: int = INSERTS_AT_ONCE) -> Iterator[Shop]:
    """A shop without orders; so many invoices may be sent at once."""
    with a_served_company(folder) as practice:
        book = open_book(folder / "shop")
        package = replace(practice_package(lambda given: given.strip()), inserts_at_once=inserts_at_once)
        desk = build(book, MemoryKeyring(), (package,), SystemClock(), folder / "locks")
        company = desk.links.link(
            "practice", "Shop", PRACTICE_LOGIN, PRACTICE_LOGIN, practice.endpoint
        ).company
        try:
            yield Shop(desk, company, _channel(desk, company), practice.company)
        finally:
            book.close()


def _channel(desk: Desk, company: Company) -> Channel:
    channel = desk.settings.add_channel(company.id, "Shopify", "shopify")
    options = [name.removeprefix("--").replace("-", "_") for name in LOOK_UPS[::2]]
    values = {
        name: desk.settings.parse(company.id, name, text)
        for name, text in zip(options, LOOK_UPS[1::2], strict=True)
    }
    desk.settings.change_several([channel.id], values)
    desk.settings.change([channel.id], "export_orders", value=True)
    return desk.settings.channel_named(company.id, "Shopify")


def recent_orders(path: Path, orders: int, buyers: int) -> None:
    """A file of orders of the last days, of so many buyers."""
    today = datetime.combine(SystemClock().today(), time(hour=8))
    write_file(path, orders, buyers, today - timedelta(days=DAYS_AGO))
