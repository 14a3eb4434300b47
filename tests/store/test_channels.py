"""Channels: names and stamps are taken once in a company; settings are kept one by one."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfdesk.domain.channels import (
    ChannelSettings,
    Chosen,
    Customers,
    InvoiceDate,
    SkuRate,
    VatChoice,
    VatUnknown,
    WhichOrders,
)
from kfdesk.domain.errors import ChannelNameTaken
from kfdesk.services.ports import Book
from tests.builders import READY, a_channel, a_company

OTHER = ChannelSettings(
    export_orders=True,
    customer_source=Chosen(1, "a", is_proposed=True),
    payment_method=Chosen(2, "b"),
    bank_account=Chosen(3, "c"),
    sales_type=Chosen(4, "d"),
    delivery_type=Chosen(5, "e"),
    vat=VatChoice.REDUCED,
    vat_unknown=VatUnknown.ZERO,
    sku_rates=(SkuRate("BOOK", Decimal(0)), SkuRate("", Decimal("12.5"))),
    invoice_date=InvoiceDate.DESPATCHED,
    export_from=date(2026, 11, 14),
    which_orders=WhichOrders.DESPATCHED,
    customers=Customers.CHANNEL,
    record_payments=False,
    foreign_currency=True,
    foreign_payments=True,
)


@pytest.mark.parametrize("setting", [part.name for part in fields(ChannelSettings)])
def test_setting_comes_back_when_changed(book: Book, setting: str) -> None:
    """Every setting is kept by itself."""
    channel = a_channel(book, a_company(book).id, settings=ChannelSettings())
    wanted = replace(ChannelSettings(), **{setting: getattr(OTHER, setting)})
    with book.writing() as session:
        session.channels.save_settings(channel.id, wanted)
    with book.reading() as session:
        assert session.channels.get(channel.id).settings == wanted


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(chosen=st.lists(st.sampled_from([part.name for part in fields(ChannelSettings)])))
def test_settings_come_back_when_changed_again(book: Book, chosen: list[str]) -> None:
    """Whatever was set before, what is read is what was set last."""
    with book.writing() as session:
        waiting = session.channels.of_company(None)
        channel = waiting[0] if waiting else session.channels.add(None, "eBay")
        wanted = replace(READY, **{name: getattr(OTHER, name) for name in chosen})
        session.channels.save_settings(channel.id, wanted)
        assert session.channels.get(channel.id).settings == wanted


def test_stamp_is_kept_when_renamed(book: Book) -> None:
    """The first name is on the invoices for good."""
    company = a_company(book)
    channel = a_channel(book, company.id, " eBay ", "ebay")
    with book.writing() as session:
        session.channels.rename(channel.id, "Auctions")
        renamed = session.channels.get(channel.id)
    assert (renamed.name, renamed.stamp, renamed.marketplace) == ("Auctions", "eBay", "ebay")


@pytest.mark.parametrize("is_linked", [True, False])
@pytest.mark.parametrize("name", ["auctions", " AUCTIONS ", "ebay"])
def test_name_is_refused_when_another_channel_has_it(book: Book, name: str, is_linked: bool) -> None:
    """Neither the name nor the stamp of another channel may be taken, ignoring case."""
    company_id = a_company(book).id if is_linked else None
    first, second = a_channel(book, company_id, "eBay"), a_channel(book, company_id, "Shop")
    with book.writing() as session:
        session.channels.rename(first.id, "Auctions")
        with pytest.raises(ChannelNameTaken):
            session.channels.add(company_id, name)
        with pytest.raises(ChannelNameTaken):
            session.channels.rename(second.id, name)
        session.channels.rename(first.id, "EBAY")


def test_name_is_free_when_in_another_company(book: Book) -> None:
    """Each company has its own channels, listed by name."""
    first, second = a_company(book), a_company(book, "Other Ltd")
    for name in ("shop", "Etsy"):
        a_channel(book, first.id, name)
    a_channel(book, second.id, "Shop")
    with book.reading() as session:
        assert [one.name for one in session.channels.of_company(first.id)] == ["Etsy", "shop"]
        assert [one.name for one in session.channels.of_company(second.id)] == ["Shop"]


def test_channel_goes_on_waiting_when_the_company_has_its_name(book: Book) -> None:
    """Claiming never makes two channels of one stamp."""
    company = a_company(book)
    a_channel(book, company.id, "eBay")
    waiting = a_channel(book, None, "EBAY")
    with book.writing() as session:
        assert session.channels.claim_waiting(company.id) == 0
        assert [one.id for one in session.channels.of_company(None)] == [waiting.id]


def test_channel_is_an_error_when_there_is_none(book: Book) -> None:
    """An id that never was is our mistake."""
    with book.reading() as session, pytest.raises(KeyError):
        session.channels.get(1)
