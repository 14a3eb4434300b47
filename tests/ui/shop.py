"""A shop with orders, exports that a test scripts, and runs that have been: for the tests of pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal

from kfdesk.domain.channels import Channel
from kfdesk.domain.company import Company, Integration
from kfdesk.domain.invoices import Posted
from kfdesk.domain.orders import Order, PaymentState
from kfdesk.domain.postings import Condition, Posting, Run, Step
from kfdesk.services.desk import Desk
from kfdesk.services.export import ExportRequest
from kfdesk.services.export_report import ExportProgress, ExportResult, ExportWatch
from kfdesk.services.history import History
from kfdesk.services.logins import Logins
from kfdesk.services.ports import Book
from tests.builders import READY, a_channel, a_company, a_line, an_order, imported
from tests.fakes import NOON, FakePackage, MemoryKeyring
from tests.ui.desks import a_desk

PRICES = ("12.00", "7.50", "19.99", "240.00", "3.35")


@dataclass
class ScriptedExporter:
    """Plays what a test laid down: progress, then a result or an error.

    `before_end` is called with the watch between progress and the end.
    """

    outcome: ExportResult | Exception = field(default_factory=lambda: ExportResult(None, ()))
    progress: Sequence[ExportProgress] = ()
    before_end: Callable[[ExportWatch], None] = lambda watch: None
    requests: list[ExportRequest] = field(default_factory=list)

    def run(self, request: ExportRequest, watch: ExportWatch) -> ExportResult:
        self.requests.append(request)
        for moment in self.progress:
            watch.progressed(moment)
        self.before_end(watch)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


@dataclass
class Shop:
    """A company with an eBay channel, and a desk whose exports a test scripts."""

    book: Book
    company: Company
    channel: Channel
    exporter: ScriptedExporter
    desk: Desk


def a_shop(book: Book) -> Shop:
    """A linked company whose eBay channel is ready, and no orders yet."""
    company = a_company(book)
    exporter = ScriptedExporter()
    logins = Logins(book, MemoryKeyring(), (FakePackage(),))
    linked(book, company)
    desk = a_desk(book, exporter=exporter, history=History(book, logins), logins=logins)
    return Shop(book, company, a_channel(book, company.id), exporter, desk)


def linked(book: Book, company: Company) -> Integration:
    """The integration that a company is linked by."""
    integration = Integration("id-1", "Acme", "kashflow", "ann", "https://example.com/api", company.id)
    with book.writing() as session:
        session.integrations.save(integration)
    return integration


def orders_of(prefix: str, count: int) -> list[Order]:
    """So many paid orders, of one line each."""
    return [
        an_order(f"{prefix}-{number + 1001}", lines=(a_line(PRICES[number % len(PRICES)]),))
        for number in range(count)
    ]


def unpaid(number: str) -> Order:
    """An order that waits."""
    return an_order(number, paid=None, payment_state=PaymentState.UNPAID)


def with_orders(shop: Shop, *orders: Order) -> list[int]:
    """Put orders of the channel in the book and plan them; their ids."""
    ids = imported(shop.book, shop.channel.id, orders)
    shop.desk.planner.reassess(shop.channel.id)
    return ids


def switched_off(shop: Shop) -> None:
    """Switch the channel's export off."""
    with shop.book.writing() as session:
        session.channels.save_settings(shop.channel.id, replace(READY, export_orders=False))


def exported(shop: Shop, ids: Sequence[int], first_number: int = 501, *, days_ago: int = 0) -> Run:
    """A run that posted these orders, each read back a second after the one before."""
    started = NOON - timedelta(days=days_ago)
    with shop.book.writing() as session:
        run = session.exports.begin_run(shop.company.id, "Acme", started)
    contents = [_content(shop, order_id, days_ago) for order_id in ids]
    total = sum((content.invoice.gross_amount for content in contents), Decimal("0.00"))
    with shop.book.writing() as session:
        for place, (order_id, content) in enumerate(zip(ids, contents, strict=True)):
            stamp = content.invoice.stamp
            posting = session.exports.add(
                Posting(0, shop.company.id, order_id, shop.channel.id, run.id, stamp, content)
            )
            session.exports.save(
                replace(
                    posting,
                    step=Step.VERIFIED,
                    condition=Condition.CLEAR,
                    invoice_number=first_number + place,
                    verified_at=started + timedelta(seconds=place),
                )
            )
        ended = replace(run, ended=started + timedelta(minutes=3), exported=len(ids), gross=(("GBP", total),))
        session.exports.end_run(ended)
    return ended


def _content(shop: Shop, order_id: int, days_ago: int) -> Posted:
    posted = shop.desk.planner.plan(order_id).posted
    assert posted is not None
    day = posted.invoice.invoice_date - timedelta(days=days_ago)
    return replace(posted, invoice=replace(posted.invoice, invoice_date=day, due_date=day))
