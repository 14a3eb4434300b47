"""Companies, their look-ups, and the profiles that lead to them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kfdesk.domain.company import Choice, Currency, Integration, LookUps
from kfdesk.domain.errors import ProfileNameTaken
from kfdesk.services.ports import Book
from tests.builders import COMPANY, LOOK_UPS, a_company
from tests.store.conftest import NOON

ADDRESS = "https://example.com/api"
PROFILE = Integration(
    id="abc",
    profile_name="Acme",
    package="kashflow",
    username="ann",
    service_address=ADDRESS,
    last_checked=NOON,
    last_failure="NoNetwork",
)


def test_company_is_the_same_when_address_name_and_vat_number_agree(book: Book) -> None:
    """A company linked again is found again; what changed about it is brought up to date."""
    first = a_company(book)
    with book.writing() as session:
        changed = replace(COMPANY, is_vat_registered=False)
        again = session.companies.find_or_add(ADDRESS, changed, is_practice=False)
        other = session.companies.find_or_add(ADDRESS, replace(COMPANY, vat_number=""), is_practice=True)
        assert session.companies.get(first.id) == again
    assert again.id == first.id
    assert again.details == changed
    assert other.id != first.id
    assert other.is_practice


def test_look_ups_come_back_when_saved(book: Book) -> None:
    """Lists keep their order, rates their digits, and the time of reading is kept."""
    company = a_company(book)
    look_ups = replace(
        LOOK_UPS,
        read_at=NOON,
        customer_sources=(Choice(2, "Zed"), Choice(1, "Alpha")),
        vat_rates=(Decimal("17.50"), Decimal(0)),
        currencies=(Currency("EUR", Decimal("1.17850000")), Currency("GBP", Decimal(1), is_home=True)),
    )
    with book.writing() as session:
        session.companies.save_look_ups(company.id, look_ups)
    with book.reading() as session:
        assert repr(session.companies.look_ups(company.id)) == repr(look_ups)


def test_entry_is_gone_when_it_is_no_longer_read(book: Book) -> None:
    """An entry that vanished is marked, one that came back is not, one renamed has its new name."""
    company = a_company(book)
    read = LookUps(customer_sources=(Choice(2, "Etsy shop"),))
    with book.writing() as session:
        session.companies.save_look_ups(company.id, read)
        kept = session.companies.look_ups(company.id)
        assert kept.customer_sources == (Choice(2, "Etsy shop"), Choice(1, "eBay", is_gone=True))
        assert all(choice.is_gone for choice in kept.bank_accounts)
        assert kept.vat_rates == ()
        session.companies.save_look_ups(company.id, LOOK_UPS)
        assert session.companies.look_ups(company.id) == LOOK_UPS


def test_profile_comes_back_when_saved(book: Book) -> None:
    """A profile is added, replaced and removed by its id; the company stays."""
    company = a_company(book)
    linked = replace(PROFILE, company_id=company.id, is_active=False, last_failure="")
    with book.writing() as session:
        session.integrations.save(PROFILE)
        assert session.integrations.get("abc") == PROFILE
        session.integrations.save(linked)
        assert session.integrations.all() == (linked,)
        session.integrations.remove("abc")
        session.integrations.remove("abc")
        assert session.integrations.get("abc") is None
        assert session.companies.get(company.id) == company


def test_profile_name_is_refused_when_another_has_it(book: Book) -> None:
    """Profile names are told apart ignoring case; a profile may keep its own."""
    with book.writing() as session:
        session.integrations.save(PROFILE)
        with pytest.raises(ProfileNameTaken):
            session.integrations.save(replace(PROFILE, id="def", profile_name=" ACME "))
        session.integrations.save(replace(PROFILE, profile_name="ACME"))
        session.integrations.save(replace(PROFILE, id="def", profile_name="Able"))
        assert [one.profile_name for one in session.integrations.all()] == ["Able", "ACME"]


def test_company_is_an_error_when_there_is_none(book: Book) -> None:
    """An id that never was is our mistake."""
    with book.reading() as session, pytest.raises(KeyError):
        session.companies.get(1)
