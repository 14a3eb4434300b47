"""Changing channel settings on a real book."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.channels import Channel, ChannelSettings, Chosen, SkuRate, VatChoice, VatUnknown
from kfdesk.domain.company import Choice, Company, LookUps
from kfdesk.domain.errors import (
    ChannelNameNotAllowed,
    ChannelNameTaken,
    ChannelNotReady,
    SeveralChoices,
    UnknownChannel,
    UnknownChoice,
    ValueNotAllowed,
)
from kfdesk.services.channel_settings import as_text
from kfdesk.services.edit_settings import EditSettings
from kfdesk.services.ports import Book
from kfdesk.store import open_book
from tests.builders import COMPANY, LOOK_UPS, READY, a_channel, a_company


class StillClock:
    """A clock that stands."""

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 11, 23)

    def monotonic(self) -> float:
        return 0.0

    def wait(self, seconds: float, is_cancelled: object) -> None:
        raise AssertionError("nothing waits here")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    book = open_book(tmp_path / "book")
    yield book
    book.close()


@pytest.fixture
def company(book: Book) -> Company:
    return a_company(book)


@pytest.fixture
def settings(book: Book) -> EditSettings:
    return EditSettings(book, StillClock())


def settings_of(book: Book, channel: Channel) -> ChannelSettings:
    with book.reading() as session:
        return session.channels.get(channel.id).settings


@pytest.mark.parametrize(
    ("setting", "text", "value"),
    [
        ("payment_method", "paypal", Chosen(11, "PayPal")),
        ("payment_method", "12", Chosen(12, "Card")),
        ("bank_account", " Current account ", Chosen(21, "Current Account")),
        ("customer_source", "none", None),
        ("export_orders", "on", True),
        ("record_payments", "OFF", False),
        ("vat", "file", VatChoice.FILE),
        ("vat", "none", VatChoice.NONE),
        ("vat_unknown", "20", VatUnknown.STANDARD),
        ("export_from", "2026-11-14", date(2026, 11, 14)),
        ("export_from", "none", None),
        ("sku_rates", "BOOK=0, SNACK = 20%", (SkuRate("BOOK", Decimal(0)), SkuRate("SNACK", Decimal(20)))),
        ("sku_rates", "none", ()),
    ],
)
def test_parse_reads_a_value_when_text_names_it(
    settings: EditSettings, company: Company, setting: str, text: str, value: object
) -> None:
    """A choice is a name, ignoring case, or an id; none empties it."""
    assert settings.parse(company.id, setting, text) == value


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        ("vat", "17.5"),
        ("export_orders", "maybe"),
        ("export_from", "14/11/2026"),
        ("sku_rates", "BOOK"),
        ("sku_rates", "BOOK=-1"),
        ("sku_rates", "=20"),
        ("sku_rates", "BOOK=NaN"),
    ],
)
def test_parse_refuses_when_text_is_no_value(
    settings: EditSettings, company: Company, setting: str, text: str
) -> None:
    """What a setting cannot be is refused with what it can be."""
    with pytest.raises(ValueNotAllowed) as refused:
        settings.parse(company.id, setting, text)
    assert refused.value.facts["allowed"]


def test_parse_refuses_with_the_choices_when_name_is_unknown(
    settings: EditSettings, company: Company
) -> None:
    """An unknown name is answered with the names there are."""
    with pytest.raises(UnknownChoice) as refused:
        settings.parse(company.id, "payment_method", "Cheque")
    assert refused.value.facts["choices"] == ("PayPal", "Card")


def test_parse_asks_for_the_id_when_several_have_the_name(
    book: Book, settings: EditSettings, company: Company
) -> None:
    """Two accounts of one name are told apart by their ids only."""
    with book.writing() as session:
        accounts = (Choice(21, "Current"), Choice(23, "current"))
        session.companies.save_look_ups(company.id, replace(LOOK_UPS, bank_accounts=accounts))
    with pytest.raises(SeveralChoices) as refused:
        settings.parse(company.id, "bank_account", "Current")
    assert refused.value.facts["choices"] == ("Current (21)", "current (23)")
    assert settings.parse(company.id, "bank_account", "23") == Chosen(23, "current")


def test_parse_refuses_an_entry_when_it_is_gone(book: Book, settings: EditSettings, company: Company) -> None:
    """What KashFlow no longer has cannot be chosen, though it is listed and marked."""
    with book.writing() as session:
        session.companies.save_look_ups(company.id, replace(LOOK_UPS, payment_methods=(Choice(12, "Card"),)))
    with pytest.raises(UnknownChoice):
        settings.parse(company.id, "payment_method", "PayPal")
    marked = {o.name: o.is_gone for o in settings.choices(company.id, "payment_method")}
    assert marked == {"none": False, "Card": False, "PayPal": True}


@pytest.mark.parametrize(
    "value",
    [True, None, Chosen(11, "PayPal"), VatChoice.NONE, date(2026, 1, 2), (SkuRate("A", Decimal(5)),), ()],
)
def test_text_of_a_value_is_read_back_as_the_value(
    settings: EditSettings, company: Company, value: object
) -> None:
    """What is written for a value stands for that value."""
    names = {bool: "export_orders", Chosen: "payment_method", VatChoice: "vat", date: "export_from"}
    name = names.get(type(value), "sku_rates" if isinstance(value, tuple) else "customer_source")
    assert settings.parse(company.id, name, as_text(value)) == value  # type: ignore[arg-type]  # a table of cases


def test_change_sets_several_channels_when_given_several(
    book: Book, settings: EditSettings, company: Company
) -> None:
    """One choice is written for all channels named, and undo and redo carry all of them."""
    first, second = a_channel(book, company.id), a_channel(book, company.id, "Etsy")
    change = settings.change([first.id, second.id], "payment_method", Chosen(12, "Card"))
    assert change.settings == ("payment_method",)
    assert change.needs_planning
    assert settings_of(book, second).payment_method == Chosen(12, "Card")
    settings.undo(change)
    assert settings_of(book, first).payment_method == Chosen(11, "PayPal")
    settings.redo(change)
    assert settings_of(book, first).payment_method == Chosen(12, "Card")


def test_undo_keeps_what_was_changed_elsewhere_since(
    book: Book, settings: EditSettings, company: Company
) -> None:
    """Undo puts back its own settings only."""
    channel = a_channel(book, company.id)
    change = settings.change([channel.id], "payment_method", Chosen(12, "Card"))
    settings.change([channel.id], "bank_account", Chosen(22, "PayPal Account"))
    settings.undo(change)
    assert settings_of(book, channel).bank_account == Chosen(22, "PayPal Account")


def test_change_is_empty_when_nothing_changed(book: Book, settings: EditSettings, company: Company) -> None:
    """Choosing what is set already changes no channel."""
    channel = a_channel(book, company.id)
    change = settings.change([channel.id], "payment_method", Chosen(11, "PayPal"))
    assert change.channel_ids == ()


def test_change_refuses_export_when_channel_is_not_ready(
    book: Book, settings: EditSettings, company: Company
) -> None:
    """Export Orders does not go on before Ready, and says what is missing; nothing is changed."""
    ready = a_channel(book, company.id, settings=replace(READY, export_orders=False))
    bare = a_channel(book, company.id, "Etsy", settings=ChannelSettings(vat=VatChoice.ZERO))
    with pytest.raises(ChannelNotReady) as refused:
        settings.change([ready.id, bare.id], "export_orders", True)
    assert refused.value.facts == {
        "channel": "Etsy",
        "missing": ("sales_type", "payment_method", "bank_account"),
    }
    assert not settings_of(book, ready).export_orders


@pytest.mark.parametrize(
    ("setting", "value"),
    [("vat", VatUnknown.STANDARD), ("export_orders", None), ("export_from", Chosen(1, "x")), ("vat", None)],
)
def test_change_refuses_a_value_when_it_is_of_another_kind(
    book: Book, settings: EditSettings, company: Company, setting: str, value: object
) -> None:
    """Each setting takes its own kind of value only."""
    channel = a_channel(book, company.id)
    with pytest.raises(ValueNotAllowed):
        settings.change([channel.id], setting, value)  # type: ignore[arg-type]  # the wrong kind is the case


def test_change_refuses_an_entry_when_company_has_none(
    book: Book, settings: EditSettings, company: Company
) -> None:
    """An id that is not in the company's list is refused, as it would be by KashFlow."""
    channel = a_channel(book, company.id)
    with pytest.raises(UnknownChoice):
        settings.change([channel.id], "bank_account", Chosen(99, "Elsewhere"))


def test_new_channel_gets_proposals_by_name(settings: EditSettings, company: Company) -> None:
    """Source, account and types named like the channel or like sales are proposed, not chosen."""
    channel = settings.add_channel(company.id, "PayPal")
    assert channel.settings.payment_method == Chosen(11, "PayPal", is_proposed=True)
    assert channel.settings.bank_account == Chosen(22, "PayPal Account", is_proposed=True)
    assert channel.settings.sales_type == Chosen(31, "Sales", is_proposed=True)
    assert channel.settings.delivery_type == Chosen(32, "Delivery", is_proposed=True)
    assert channel.settings.customer_source is None
    assert not channel.settings.is_ready


def test_accept_takes_proposals_as_chosen(book: Book, settings: EditSettings, company: Company) -> None:
    """A proposal counts once it is accepted, and undo makes it a proposal again."""
    channel = settings.add_channel(company.id, "PayPal")
    change = settings.accept([channel.id])
    assert settings_of(book, channel).is_ready
    settings.undo(change)
    assert settings_of(book, channel).sales_type == Chosen(31, "Sales", is_proposed=True)


def test_accept_takes_only_what_is_named_when_named(
    book: Book, settings: EditSettings, company: Company
) -> None:
    """One proposal can be accepted by itself."""
    channel = settings.add_channel(company.id, "PayPal")
    settings.accept([channel.id], ["sales_type"])
    assert settings_of(book, channel).missing == ("payment_method", "bank_account")


@pytest.mark.parametrize(("registered", "vat"), [(True, VatChoice.FILE), (False, VatChoice.NONE)])
def test_new_channel_starts_with_vat_as_the_company_needs(
    book: Book, settings: EditSettings, registered: bool, vat: VatChoice
) -> None:
    """The VAT default is the file's where the company is registered, else none."""
    details = replace(COMPANY, name="Other Ltd", is_vat_registered=registered)
    with book.writing() as session:
        company = session.companies.find_or_add("https://example.com/api", details, is_practice=False)
        session.companies.save_look_ups(company.id, LookUps())
    assert settings.add_channel(company.id, "Etsy").settings.vat is vat


def test_channels_proposes_when_an_import_made_the_channel(
    book: Book, settings: EditSettings, company: Company
) -> None:
    """A channel that came with a file gets its proposals when it is first looked at."""
    made = a_channel(book, company.id, "Etsy", settings=ChannelSettings())
    (seen,) = settings.channels(company.id)
    assert seen.settings.customer_source == Chosen(2, "Etsy", is_proposed=True)
    assert settings_of(book, made) == seen.settings


def test_channels_leaves_settings_when_somebody_touched_them(
    book: Book, settings: EditSettings, company: Company
) -> None:
    """What a person emptied is not proposed again."""
    channel = settings.add_channel(company.id, "Etsy")
    settings.change([channel.id], "sales_type", None)
    (seen,) = settings.channels(company.id)
    assert seen.settings.sales_type is None


@pytest.mark.parametrize("name", ["", "   ", "x" * 31, "two\nlines"])
def test_add_channel_refuses_a_name_when_it_cannot_go_on_invoices(
    settings: EditSettings, company: Company, name: str
) -> None:
    """A name is short, plain and not empty."""
    with pytest.raises(ChannelNameNotAllowed):
        settings.add_channel(company.id, name)


def test_rename_keeps_the_stamp(book: Book, settings: EditSettings, company: Company) -> None:
    """Renaming changes the name, and the stamp stays taken."""
    channel = settings.add_channel(company.id, "Etsy")
    settings.rename_channel(channel.id, " Craft shop ")
    found = settings.channel_named(company.id, "craft SHOP")
    assert (found.name, found.stamp) == ("Craft shop", "Etsy")
    with pytest.raises(ChannelNameTaken):
        settings.add_channel(company.id, "etsy")


def test_channel_named_lists_the_names_when_there_is_none(
    book: Book, settings: EditSettings, company: Company
) -> None:
    """An unknown channel is answered with those there are."""
    a_channel(book, company.id, "eBay")
    with pytest.raises(UnknownChannel) as refused:
        settings.channel_named(company.id, "Ebey")
    assert refused.value.facts["choices"] == ("eBay",)
