"""Looking at orders in a real book."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.channels import Channel, ChannelSettings
from kfdesk.domain.company import Company
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.browse_orders import BrowseOrders, setting_that_mends
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import Book, OrderFilter
from kfdesk.store import open_book
from tests.builders import READY, a_channel, a_company, a_line, a_posted, an_order, imported
from tests.services.test_edit_settings import StillClock


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    book = open_book(tmp_path / "book")
    yield book
    book.close()


@pytest.fixture
def company(book: Book) -> Company:
    return a_company(book)


@pytest.fixture
def channel(book: Book, company: Company) -> Channel:
    return a_channel(book, company.id)


@pytest.fixture
def planner(book: Book) -> OrderPlanner:
    return OrderPlanner(book, StillClock())


@pytest.fixture
def orders(book: Book, planner: OrderPlanner) -> BrowseOrders:
    return BrowseOrders(book, planner)


def no_progress(done: int, total: int) -> None:
    """Nobody looks."""


def never() -> bool:
    return False


def state_of(book: Book, order_id: int) -> OrderState:
    with book.reading() as session:
        return session.orders.get(order_id).state


def export(book: Book, company: Company, channel: Channel, order_id: int) -> None:
    """Record an invoice for an order."""
    with book.writing() as session:
        run = session.exports.begin_run(company.id, "Acme", datetime(2026, 11, 3, tzinfo=UTC))
        posting = Posting(
            id=0,
            company_id=company.id,
            order_id=order_id,
            channel_id=channel.id,
            run_id=run.id,
            stamp="eBay 1001",
            content=a_posted(),
        )
        added = session.exports.add(posting)
        session.exports.save(replace(added, step=Step.VERIFIED, invoice_number=7, invoice_dbid=70))


def test_detail_holds_the_plan_and_the_postings(
    book: Book, company: Company, channel: Channel, orders: BrowseOrders
) -> None:
    """One order in full: as the channel has it, as it would be posted, as it was."""
    (order_id,) = imported(book, channel.id, [an_order()])
    before = orders.detail(order_id)
    assert before.channel.name == "eBay"
    assert before.plan is not None
    assert before.plan.posted is not None
    assert before.plan.posted.invoice.gross_amount == Decimal("12.00")
    assert before.postings == ()
    export(book, company, channel, order_id)
    assert [posting.invoice_number for posting in orders.detail(order_id).postings] == [7]


def test_left_out_order_is_skipped_and_can_be_brought_back(
    book: Book, channel: Channel, orders: BrowseOrders, planner: OrderPlanner
) -> None:
    """Leaving out takes an order from the export with its reason; bringing back plans it anew."""
    (order_id,) = imported(book, channel.id, [an_order()])
    planner.reassess(channel.id)
    assert orders.leave_out([order_id], "by hand", no_progress, never) == 1
    assert state_of(book, order_id) is OrderState.SKIPPED
    assert orders.bring_back([order_id], no_progress, never) == 1
    assert state_of(book, order_id) is OrderState.READY


def test_sent_order_is_not_left_out(
    book: Book, company: Company, channel: Channel, orders: BrowseOrders
) -> None:
    """What stands in KashFlow cannot be left out any more."""
    (order_id,) = imported(book, channel.id, [an_order()])
    export(book, company, channel, order_id)
    assert orders.leave_out([order_id], "too late", no_progress, never) == 0
    assert state_of(book, order_id) is OrderState.EXPORTED


def test_leaving_out_stops_when_cancelled(book: Book, channel: Channel, orders: BrowseOrders) -> None:
    """Cancel is looked at between two pieces."""
    ids = imported(book, channel.id, [an_order()])
    assert orders.leave_out(ids, "why", no_progress, lambda: True) == 0


def test_attention_groups_orders_with_the_setting_that_mends_them(
    book: Book, company: Company, channel: Channel, orders: BrowseOrders, planner: OrderPlanner
) -> None:
    """Orders held up by one cause stand together; whether a person can answer it is told."""
    silent = a_line(vat_rate=None)
    ids = imported(book, channel.id, [an_order(str(n), lines=(silent,)) for n in range(3)])
    planner.reassess(channel.id)
    (item,) = orders.attention(company.id)
    assert (item.group.count, item.is_answerable) == (3, True)
    assert sorted(orders.ids_of(company.id, item.group)) == ids


def test_attention_names_what_a_channel_lacks(
    book: Book, company: Company, orders: BrowseOrders, planner: OrderPlanner
) -> None:
    """Orders that wait for their channel's settings are offered the first one missing.

    One that is not paid yet waits for its buyer, and is not counted.
    """
    bare = a_channel(book, company.id, "Etsy", settings=replace(ChannelSettings(), foreign_currency=True))
    ids = imported(book, bare.id, [an_order(), an_order("unpaid", paid=None)])[:1]
    planner.reassess(bare.id)
    (item,) = orders.attention(company.id)
    assert (item.group.reason.why, item.setting) == (Why.CHANNEL_NOT_READY, "sales_type")
    assert item.group.count == len(ids)
    assert orders.ids_of(company.id, item.group) == ids


def test_attention_tells_of_ready_orders_when_export_is_off(
    book: Book, company: Company, orders: BrowseOrders, planner: OrderPlanner
) -> None:
    """Ready orders of a channel that is off would be forgotten."""
    off = a_channel(book, company.id, "Amazon", settings=replace(READY, export_orders=False))
    ids = imported(book, off.id, [an_order()])
    planner.reassess(off.id)
    (item,) = orders.attention(company.id)
    assert (item.group.reason.why, item.setting) == (Why.EXPORT_OFF, "export_orders")
    assert orders.ids_of(company.id, item.group) == ids


def test_invoice_days_are_those_that_the_channel_chose(
    book: Book, company: Company, channel: Channel, orders: BrowseOrders
) -> None:
    """What export-from compares with is the date on the invoice: paid by default."""
    days = [date(2026, 11, day) for day in (3, 1)]
    imported(book, channel.id, [an_order(str(day), ordered=date(2026, 10, 1), paid=day) for day in days])
    imported(book, channel.id, [an_order("unpaid", paid=None)])
    assert orders.invoice_days(channel) == sorted(days)


def test_ids_and_rows_are_of_the_company_only(
    book: Book, company: Company, channel: Channel, orders: BrowseOrders
) -> None:
    """Nothing of one company is listed under another."""
    ids = imported(book, channel.id, [an_order()])
    other = a_company(book, "Other Ltd")
    assert orders.ids(OrderFilter(company.id)) == ids
    assert orders.ids(OrderFilter(other.id)) == []
    assert [row.order_number for row in orders.rows(ids)] == ["1001"]


@pytest.mark.parametrize(
    ("reason", "setting"),
    [
        (Reason.of(Why.LOOK_UP_GONE, setting="bank_account", name="Old"), "bank_account"),
        (Reason.of(Why.CHANNEL_NOT_READY, channel="Etsy", missing="sales_type, bank_account"), "sales_type"),
        (Reason.of(Why.VAT_RATE_MISSING, rate="17.5"), "vat"),
        (Reason.of(Why.TOTAL_DIFFERS, stated="1", calculated="2"), ""),
    ],
)
def test_setting_that_mends_is_named_when_there_is_one(reason: Reason, setting: str) -> None:
    """Some causes are mended once in the channel's settings, others order by order."""
    assert setting_that_mends(reason) == setting
