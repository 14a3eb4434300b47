"""Whom an invoice is made out to (DESIGN 5.1, *Customers*)."""

import re

import pytest

from kfdesk.domain.channels import Customers
from kfdesk.domain.customers import customer_code, customer_draft, is_relay, trade_border_type
from kfdesk.domain.orders import Address, Buyer
from tests.builders import a_buyer, an_address, an_order
from tests.domain.planned import channel


def test_makes_same_code_when_case_differs() -> None:
    """Channel stamp and e-mail are compared without case."""
    lower = customer_draft(an_order(buyer=a_buyer(email="ann@example.com")), channel())
    upper = customer_draft(an_order(buyer=a_buyer(email=" Ann@Example.COM ")), channel())
    assert lower.code == upper.code
    assert re.fullmatch(r"KF[A-Z0-9]{10}", lower.code)
    assert customer_code("eBay", "x") == customer_code("EBAY ", "x")


def test_keeps_code_when_name_or_address_changes() -> None:
    """A buyer who moves stays one customer."""
    moved = a_buyer(name="Ann Other", address=an_address(line1="9 New Road"))
    assert customer_draft(an_order(buyer=moved), channel()).code == customer_draft(an_order(), channel()).code


def test_makes_other_code_when_buyer_or_channel_differs() -> None:
    """Buyers of one name on two channels are two."""
    codes = {
        customer_code("eBay", "a@example.com"),
        customer_code("Etsy", "a@example.com"),
        customer_code("eBay", "b@example.com"),
        customer_code("eBay", ""),
    }
    assert len(codes) == 4


@pytest.mark.parametrize("buyer", [Buyer(), Buyer(name="Ann", address=an_address())])
def test_uses_channels_customer_when_file_names_no_buyer(buyer: Buyer) -> None:
    """Neither e-mail nor user name: the channel's own customer, never looked up by e-mail."""
    draft = customer_draft(an_order(buyer=buyer), channel())
    assert draft.is_channels_own
    assert draft.name == "eBay"
    assert not draft.may_look_up_email
    assert draft.code == customer_code("eBay", "")


def test_uses_channels_customer_when_set() -> None:
    """One customer for the channel."""
    draft = customer_draft(an_order(), channel(customers=Customers.CHANNEL))
    assert draft.is_channels_own
    assert draft.email == ""


@pytest.mark.parametrize(
    ("buyer", "name"),
    [
        (a_buyer(), "Ann Buyer"),
        (a_buyer(name=" "), "Ann Buyer"),
        (a_buyer(name="", company="Buyers Ltd", address=Address()), "Ann Buyer"),
        (Buyer(company="Buyers Ltd", email="b@example.com", address=Address(line1="1")), "Buyers Ltd"),
        (Buyer(username="ann99", address=Address(line1="1")), "ann99"),
        (Buyer(email="ann@example.com", address=Address(line1="1")), "ann"),
    ],
)
def test_finds_a_name_when_the_buyers_is_blank(buyer: Buyer, name: str) -> None:
    """Name, name at the address, company, user name, the mail's first part."""
    assert customer_draft(an_order(buyer=buyer), channel()).name == name


def test_takes_delivery_address_when_there_is_no_other() -> None:
    """A marketplace gives the delivery address only."""
    draft = customer_draft(an_order(buyer=a_buyer(address=Address())), channel())
    assert draft.address == an_address()


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("ann@example.com", False),
        ("x1y2@marketplace.amazon.co.uk", True),
        ("x1y2@marketplace.amazon.de", True),
        ("a123@members.ebay.co.uk", True),
        ("ann@MEMBERS.EBAY.COM", True),
        ("a@notmembers.ebay.com", False),
        ("a@scs.tiktokw.us", True),
    ],
)
def test_tells_relay_when_a_marketplace_made_the_address(email: str, expected: bool) -> None:
    """A relay address is never looked up."""
    assert is_relay(email) is expected
    assert customer_draft(an_order(buyer=a_buyer(email=email)), channel()).may_look_up_email is not expected


@pytest.mark.parametrize(
    ("country", "postcode", "vat_number", "ship_from", "expected"),
    [
        ("GB", "LS1 1AA", "", "GB", "Domestic"),
        ("GB", "BT1 1AA", "XI123456789", "GB", "Domestic"),
        ("IM", "", "", "GB", "Domestic"),
        ("", "", "", "GB", "Domestic"),
        ("GB", "JE2 3AB", "", "GB", "ROW"),
        ("GG", "", "", "GB", "ROW"),
        ("US", "", "", "GB", "ROW"),
        ("DE", "", "", "GB", "ROW"),
        ("DE", "", "DE123456789", "GB", "EC"),
        ("CH", "", "CHE123", "GB", "ROW"),
        ("IE", "", "", "XI", "NIEU"),
    ],
)
def test_tells_trade_border_when_country_is_given(
    country: str, postcode: str, vat_number: str, ship_from: str, expected: str
) -> None:
    """KashFlow's four kinds of customer."""
    address = Address(country=country, postcode=postcode)
    assert trade_border_type(address, vat_number, ship_from) == expected
