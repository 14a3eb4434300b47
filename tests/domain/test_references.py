"""Order numbers in other spellings: which texts speak of an order, and which do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfdesk.domain.channels import Channel
from kfdesk.domain.references import keys_of, mentions, own_words
from tests.builders import an_order

EBAY = Channel(1, 1, "eBay UK", "eBay", "ebay")


def speaks_of(text: str, number: str) -> bool:
    """Whether a reference is told to be of the order, whatever else is the same."""
    known = keys_of(an_order(number))
    return any(known.get(each.key) and each.is_plain(own_words(EBAY)) for each in mentions(text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12-34567-89012", "12-34567-89012"),
        ("EBAY 12-34567-89012", "12-34567-89012"),
        ("ebay#12-34567-89012", "12-34567-89012"),
        ("eBay-12-34567-89012", "12-34567-89012"),
        ("12 34567 89012", "12-34567-89012"),
        ("123456789012", "12-34567-89012"),
        ("order no. 12-34567-89012, posted", "12-34567-89012"),
        ("PayPal import 12-34567-89012", "12-34567-89012"),
        ("(12-34567-89012)", "12-34567-89012"),
        ("202-1234567-1234567", "202-1234567-1234567"),
        ("202 1234567 1234567 Pat Buyer", "202-1234567-1234567"),
        ("1002", "1002"),
        ("#1002", "1002"),
        ("1002", "#1002"),
        ("# 1002", "#1002"),
        ("Order 1002", "1002"),
        ("Order #1002 (Pat)", "1002"),
        ("order1002", "1002"),
        ("INV-1002", "1002"),
        ("ebay/1002", "1002"),
        ("ebay_1002", "1002"),
        ("eBay UK: 1002", "1002"),
        ("ab1002", "AB1002"),
        ("AB-1002", "ab1002"),
    ],
)
def test_number_is_seen_when_it_is_spelt_otherwise(text: str, number: str) -> None:
    """Case, signs, spaces, and words that say no more than that a number comes."""
    assert speaks_of(text, number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", "1002"),
        ("10020", "1002"),
        ("11002", "1002"),
        ("1002-7", "1002"),
        ("12-1002-7", "1002"),
        ("Amazon 1002", "1002"),
        ("PO 1002", "1002"),
        ("Retainer March 2024", "2024"),
        ("phone order", "1002"),
        ("12-34567-89013", "12-34567-89012"),
    ],
)
def test_number_is_not_seen_when_another_stands_there(text: str, number: str) -> None:
    """Part of a longer number, or a number of something else."""
    assert not speaks_of(text, number)


def test_number_without_its_letters_is_a_hint_only() -> None:
    """It counts where amount or buyer are the same too."""
    assert keys_of(an_order("AB-1002")) == {"ab1002": True, "1002": False}
    assert "1002" in {each.key for each in mentions("ab 1002")}


def test_ids_of_the_marketplace_count_when_they_are_long() -> None:
    """Further references always; the channel's own id and the payment's only where nothing else has them."""
    order = an_order(
        "7", references=("A-77",), channel_order_id="450789469", payment_reference="4XP83211AB712345C"
    )
    assert set(keys_of(order)) == {"7", "a77", "450789469", "4xp83211ab712345c"}
    assert set(keys_of(an_order("7", channel_order_id="12", payment_reference="c1.1"))) == {"7"}


@given(st.from_regex(r"[A-Z]{0,2}[0-9]{2,5}(-[0-9]{3,7}){0,2}", fullmatch=True), st.sampled_from("# -:_/."))
def test_every_number_is_seen_in_its_own_stamp(number: str, sign: str) -> None:
    """Whatever sign somebody puts between the channel and the number."""
    assert speaks_of(f"ebay{sign}{number.lower()}", number)
    assert speaks_of(f"eBay  {number}", number)
