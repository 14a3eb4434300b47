"""A company at a glance, and the next thing to do."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.channels import ChannelSettings
from kfdesk.domain.orders import Refund
from kfdesk.domain.postings import PostingKind
from kfdesk.services.overview import NextStep, Overview
from kfdesk.services.ports import Book
from kfdesk.store import open_book
from tests.builders import DAY, a_channel, a_company, a_line, an_order
from tests.ui.shop import Shop, a_shop, exported, switched_off, unpaid, with_orders


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with closing(open_book(tmp_path / "book")) as opened:
        yield opened


@pytest.fixture
def shop(book: Book) -> Shop:
    return a_shop(book)


@pytest.fixture
def overview(shop: Shop) -> Overview:
    return Overview(shop.book, shop.desk.orders)


def test_next_is_to_link_when_there_is_no_company(overview: Overview) -> None:
    """Nothing can be done before."""
    assert overview.next_step(None) is NextStep.LINK


def test_next_is_channels_when_there_is_none(book: Book, overview: Overview) -> None:
    """Orders need a channel."""
    assert overview.next_step(a_company(book, "Other Ltd").id) is NextStep.CHANNELS


def test_next_is_to_import_when_there_are_no_orders(shop: Shop, overview: Overview) -> None:
    """The channel waits for its files."""
    assert overview.next_step(shop.company.id) is NextStep.IMPORT


def test_next_is_channels_when_all_are_off(shop: Shop, overview: Overview) -> None:
    """Orders are there, but no channel is switched on."""
    with_orders(shop, an_order())
    switched_off(shop)
    assert overview.next_step(shop.company.id) is NextStep.CHANNELS


def test_next_is_to_export_when_something_is_ready(shop: Shop, overview: Overview) -> None:
    """That is what it is for."""
    with_orders(shop, an_order(), unpaid("1002"))
    assert overview.next_step(shop.company.id) is NextStep.EXPORT


def test_next_is_to_look_when_only_others_are_left(shop: Shop, overview: Overview) -> None:
    """Waiting orders are not ready."""
    with_orders(shop, unpaid("1002"))
    assert overview.next_step(shop.company.id) is NextStep.ATTENTION


def test_nothing_is_next_when_all_is_exported(shop: Shop, overview: Overview) -> None:
    """Then new files are awaited."""
    exported(shop, with_orders(shop, an_order()))
    assert overview.next_step(shop.company.id) is NextStep.NOTHING


def test_ready_sums_what_an_export_would_send(shop: Shop, overview: Overview) -> None:
    """Ready orders of channels that are on, by currency; others are not counted."""
    with_orders(shop, an_order("1"), an_order("2", lines=(a_line("0.35"),)), unpaid("3"))
    off = a_channel(shop.book, shop.company.id, "Etsy", settings=ChannelSettings())
    with_orders(Shop(shop.book, shop.company, off, shop.exporter, shop.desk), an_order("4"))
    ready = overview.figures(shop.company.id).ready
    assert (ready.orders, ready.gross) == (2, (("GBP", Decimal("12.35")),))


def test_exported_sums_all_months(shop: Shop, overview: Overview) -> None:
    """Together they are what was exported."""
    ids = with_orders(shop, an_order("1"), an_order("2"))
    exported(shop, ids[:1], days_ago=60)
    run = exported(shop, ids[1:], 900)
    figures = overview.figures(shop.company.id)
    assert (figures.exported.orders, figures.exported.gross) == (2, (("GBP", Decimal("24.00")),))
    assert figures.last_run is not None
    assert figures.last_run.id == run.id


def test_something_is_linked_when_a_profile_is_active(shop: Shop, overview: Overview) -> None:
    """The company follows in a moment: a page need not ask for it."""
    assert overview.is_linked()


def test_nothing_is_linked_when_the_only_profile_is_paused(shop: Shop, overview: Overview) -> None:
    """A paused one is not offered."""
    with shop.book.writing() as session:
        [integration] = session.integrations.all()
        session.integrations.save(replace(integration, is_active=False))
    assert not overview.is_linked()


def test_credit_notes_count_in_what_is_ready_and_in_what_was_exported(shop: Shop, overview: Overview) -> None:
    """To be posted they are the next step; posted they lessen their month."""
    refund = Refund(Decimal("5.00"), DAY)
    [order_id] = with_orders(shop, an_order("1", refunds=(refund,)))
    exported(shop, [order_id])
    figures = overview.figures(shop.company.id)
    assert figures.next_step is NextStep.EXPORT
    assert (figures.to_credit.credit_notes, figures.to_credit.gross) == (1, (("GBP", Decimal("-5.00")),))
    [note] = shop.desk.planner.preview(shop.company.id).notes
    with shop.book.writing() as session:
        [invoice] = session.exports.of_order(order_id)
        line = replace(
            invoice.content.invoice.lines[0], net_amount=Decimal("-4.17"), vat_amount=Decimal("-0.83")
        )
        draft = replace(invoice.content.invoice, stamp=note.stamp, lines=(line,))
        content = replace(invoice.content, invoice=draft)
        credited = replace(
            invoice,
            id=0,
            stamp=note.stamp,
            content=content,
            kind=PostingKind.CREDIT_NOTE,
            invoice_number=900,
            credits_id=invoice.id,
        )
        session.exports.add(credited)
    figures = overview.figures(shop.company.id)
    assert (figures.exported.orders, figures.exported.credit_notes) == (1, 1)
    assert figures.exported.gross == (("GBP", Decimal("7.00")),)
    assert figures.to_credit.credit_notes == 0
