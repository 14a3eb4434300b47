"""Planning the orders in the book, and the preview of an export."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.channels import Channel, Chosen, VatChoice
from kfdesk.domain.company import Choice
from kfdesk.domain.errors import Cancelled
from kfdesk.domain.orders import OrderState, PaymentState
from kfdesk.domain.postings import Posting, Step
from kfdesk.domain.reasons import Why
from kfdesk.services.plan_orders import PIECE, OrderPlanner
from kfdesk.services.ports import Book, ImportCounts, IsCancelled
from kfdesk.store import open_book
from tests.builders import (
    LOOK_UPS,
    READY,
    a_channel,
    a_company,
    a_line,
    a_posted,
    an_order,
    imported,
)

D = Decimal
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OFF = replace(READY, export_orders=False)


class StillClock:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOW

    def today(self) -> date:
        return NOW.date()

    def monotonic(self) -> float:
        return 0.0

    def wait(self, seconds: float, is_cancelled: IsCancelled) -> None:
        """Time does not pass."""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An empty book."""
    with closing(open_book(tmp_path / "book")) as opened:
        yield opened


@pytest.fixture
def planner(book: Book) -> OrderPlanner:
    """The planner of that book."""
    return OrderPlanner(book, StillClock())


def states(book: Book, ids: list[int]) -> list[OrderState]:
    """The states that the book has for orders."""
    with book.reading() as session:
        return [stored.state for stored in session.orders.get_many(ids)]


def test_plans_one_order_when_asked(book: Book, planner: OrderPlanner) -> None:
    """By id, with the channel's settings and the company's lists."""
    channel = a_channel(book, a_company(book).id)
    [order_id] = imported(book, channel.id, [an_order()])
    plan = planner.plan(order_id)
    assert plan.state is OrderState.READY
    assert plan.posted is not None
    assert plan.posted.invoice.stamp == "eBay 1001"
    with book.reading() as session:
        assert session.orders.get(order_id).stamp == plan.posted.invoice.stamp


def test_waits_when_no_company_is_linked(book: Book, planner: OrderPlanner) -> None:
    """Orders imported before the first link wait for it."""
    channel = a_channel(book, None)
    ids = imported(book, channel.id, [an_order()])
    assert planner.reassess(channel.id) in {0, 1}
    assert states(book, ids) == [OrderState.WAITING]
    reason = planner.plan(ids[0]).reason
    assert reason is not None
    assert reason.why is Why.NOTHING_LINKED


def test_keeps_verdicts_when_reassessed(book: Book, planner: OrderPlanner) -> None:
    """State, reason and gross of every unsent order are brought up to date."""
    channel = a_channel(book, a_company(book).id)
    unpaid = an_order("2", payment_state=PaymentState.UNPAID)
    silent = an_order("3", lines=(a_line(vat_rate=None),))
    ids = imported(book, channel.id, [an_order("1"), unpaid, silent])
    planner.reassess(channel.id)
    assert states(book, ids) == [OrderState.READY, OrderState.WAITING, OrderState.NEEDS_ATTENTION]
    with book.writing() as session:
        settings = replace(channel.settings, vat=VatChoice.STANDARD)
        session.channels.save_settings(channel.id, settings)
    assert planner.reassess(channel.id) == 1
    assert states(book, ids)[2] is OrderState.READY
    assert planner.reassess(channel.id) == 0


def test_reports_progress_when_pieces_are_several(book: Book, planner: OrderPlanner) -> None:
    """Pieces of 500, counted in orders."""
    channel = a_channel(book, a_company(book).id)
    orders = [an_order(str(number)) for number in range(PIECE + 3)]
    for start in (0, PIECE):
        imported(book, channel.id, orders[start : start + PIECE])
    seen: list[tuple[int, int]] = []
    planner.reassess(channel.id, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(PIECE, PIECE + 3), (PIECE + 3, PIECE + 3)]


def test_keeps_what_was_done_when_cancelled(book: Book, planner: OrderPlanner) -> None:
    """Cancel stops between two pieces; the first piece stands."""
    channel = a_channel(book, a_company(book).id)
    orders = [an_order(str(number), is_cancelled=True) for number in range(PIECE + 1)]
    ids = imported(book, channel.id, orders[:PIECE]) + imported(book, channel.id, orders[PIECE:])
    done: list[int] = []
    with pytest.raises(Cancelled):
        planner.reassess(
            channel.id,
            progress=lambda count, _: done.append(count),
            is_cancelled=lambda: bool(done),
        )
    assert states(book, ids[:1]) == [OrderState.SKIPPED]
    with pytest.raises(Cancelled):
        planner.preview(1, is_cancelled=lambda: True)


def test_shows_invoices_and_left_over_when_previewed(book: Book, planner: OrderPlanner) -> None:
    """A row an invoice, a line a channel, and why the others stay."""
    company = a_company(book)
    ebay = a_channel(book, company.id, "eBay")
    etsy = a_channel(book, company.id, "Etsy", settings=OFF)
    unpaid = [an_order(str(number), payment_state=PaymentState.UNPAID) for number in (2, 3)]
    cancelled = an_order("4", is_cancelled=True)
    [first, *_] = imported(book, ebay.id, [an_order("1"), *unpaid, cancelled])
    imported(book, etsy.id, [an_order("9")])
    preview = planner.preview(company.id)
    [row] = preview.rows
    assert (row.order_id, row.order_number, row.channel_name) == (first, "1", "eBay")
    assert (row.net, row.vat, row.gross, row.currency) == (D("10.00"), D("2.00"), D("12.00"), "GBP")
    assert row.buyer == "Ann Buyer"
    shown = {line.channel.name: line for line in preview.channels}
    assert shown["eBay"].orders == 1
    assert shown["eBay"].gross == {"GBP": D("12.00")} == preview.gross
    left = [
        (reason.why if reason else None, state, count) for reason, state, count in shown["eBay"].left_over
    ]
    assert left == [(Why.NOT_PAID, OrderState.WAITING, 2), (Why.CANCELLED, OrderState.SKIPPED, 1)]
    [(reason, state, count)] = shown["Etsy"].left_over
    assert reason is not None
    assert (reason.why, state, count) == (Why.EXPORT_OFF, OrderState.READY, 1)
    assert shown["Etsy"].orders == 0
    assert preview.made_at == NOW


def test_shows_chosen_channels_when_named(book: Book, planner: OrderPlanner) -> None:
    """Other channels are not looked at, nor other companies'."""
    company, other = a_company(book), a_company(book, "Other Ltd")
    ebay, etsy = a_channel(book, company.id, "eBay"), a_channel(book, company.id, "Etsy")
    theirs = a_channel(book, other.id, "eBay")
    for channel in (ebay, etsy, theirs):
        imported(book, channel.id, [an_order()])
    preview = planner.preview(company.id, [etsy.id, theirs.id])
    assert [line.channel.id for line in preview.channels] == [etsy.id]
    assert len(preview.rows) == 1
    assert len(planner.preview(company.id).rows) == 2


def change_order(book: Book, channel: Channel) -> None:
    """Another file says 13.00 for order 1."""
    with book.writing() as session:
        known = session.orders.known(channel.id, ["1"])
        file_id = session.orders.begin_file(channel.id, "again.csv", "2", "shopify.orders")
        session.orders.replace(file_id, {known["1"].id: an_order("1", lines=(a_line("13.00"),))})
        session.orders.complete_file(file_id, ImportCounts(orders=1, changed=1))


def change_setting(book: Book, channel: Channel) -> None:
    """Another sales type is chosen."""
    with book.writing() as session:
        session.channels.save_settings(channel.id, replace(READY, sales_type=Chosen(32, "Delivery")))


def change_look_up(book: Book, channel: Channel) -> None:
    """The sales type is gone from KashFlow."""
    assert channel.company_id is not None
    with book.writing() as session:
        look_ups = replace(LOOK_UPS, sales_types=(Choice(32, "Delivery"),))
        session.companies.save_look_ups(channel.company_id, look_ups)


def change_nothing(book: Book, channel: Channel) -> None:
    """All stays."""


@pytest.mark.parametrize("change", [change_order, change_setting, change_look_up, change_nothing])
def test_changes_fingerprint_when_anything_sent_changes(
    book: Book, planner: OrderPlanner, change: Callable[[Book, Channel], None]
) -> None:
    """An order, a setting or a look-up that changed since shows."""
    company = a_company(book)
    channel = a_channel(book, company.id)
    imported(book, channel.id, [an_order("1"), an_order("2")])
    before = planner.preview(company.id)
    change(book, channel)
    after = planner.preview(company.id)
    assert (before.fingerprint == after.fingerprint) is (change is change_nothing)


def test_gives_the_postings_state_when_an_order_was_sent(book: Book, planner: OrderPlanner) -> None:
    """What stands in KashFlow is not planned anew, whatever changed since."""
    company = a_company(book)
    channel = a_channel(book, company.id)
    [order_id] = imported(book, channel.id, [an_order()])
    with book.writing() as session:
        run = session.exports.begin_run(company.id, "Acme", NOW)
        posting = Posting(0, company.id, order_id, channel.id, run.id, "eBay 1001", a_posted())
        posting = session.exports.add(posting)
        sent = replace(posting, step=Step.VERIFIED, invoice_number=7, invoice_dbid=70)
        session.exports.save(sent)
    plan = planner.plan(order_id)
    assert (plan.state, plan.posted, plan.gross) == (OrderState.EXPORTED, None, D("12.00"))
    assert planner.preview(company.id).rows == ()
    with book.writing() as session:
        session.exports.save(replace(sent, step=Step.UNDONE))
    assert planner.plan(order_id).state is OrderState.READY
