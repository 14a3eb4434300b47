"""Money text as channels, spreadsheets and people write it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfdesk.importers.money import Decimals, amounts, decide, money, number

DOTTED = [
    ("12.34", "12.34"),
    ("£1,234.50", "1234.50"),
    ("-£0.05", "-0.05"),
    ("£-1.00", "-1.00"),
    ("$-1.00", "-1.00"),
    ("AU $3,000.00", "3000.00"),
    ("32.09    ", "32.09"),
    ("(12.00)", "-12.00"),
    ("40.9", "40.90"),
    ("7", "7.00"),
    (".5", "0.50"),
    ("GBP 12.30", "12.30"),
    ("91.17000000000002", "91.17"),
]
COMMAS = [
    ("EUR 90,00", "90.00"),
    ("1\u202f234,50 €", "1234.50"),
    ("1.234,50", "1234.50"),
    ("-3,5", "-3.50"),
    ("\u22121\u00a0135,72", "-1135.72"),
]
NOT_MONEY = ["abc", "1e5", "NaN", "Infinity", "1_000", "12.345", "5-3", "12,34", "1.2.3", "£", "\u0663"]


@pytest.mark.parametrize(("text", "amount"), DOTTED)
def test_amount_is_read_when_pennies_stand_after_a_dot(text: str, amount: str) -> None:
    """Signs, currencies, thousands, brackets and the noise of floats are understood."""
    assert str(money(text)) == amount


@pytest.mark.parametrize(("text", "amount"), COMMAS)
def test_amount_is_read_when_the_file_has_decimal_commas(text: str, amount: str) -> None:
    """In a continental file the comma stands before the pennies."""
    assert str(money(text, Decimals.COMMA)) == amount


@pytest.mark.parametrize("text", ["", "  ", "--", "n/a"])
def test_nothing_is_read_when_the_cell_says_none(text: str) -> None:
    """An absent amount is none, and counts as nothing in a sum."""
    assert money(text) is None
    assert amounts(Decimals.DOT)(text) == 0


@pytest.mark.parametrize("text", NOT_MONEY)
def test_cell_is_unreadable_when_it_is_no_plain_amount(text: str) -> None:
    """What is not surely an amount is never guessed."""
    with pytest.raises(ValueError, match=r"number|penny"):
        money(text)


def test_decimal_comma_is_decided_once_when_cells_show_it() -> None:
    """The first cell that can only be read one way decides for the file."""
    assert decide(["", "5", "1,234", "1,50"]) is Decimals.COMMA
    assert decide(["", "5", "1,234", "1.50"]) is Decimals.DOT
    assert decide(["1.234,50"]) is Decimals.COMMA
    assert decide(["7", ""]) is Decimals.DOT


def test_cell_is_unreadable_when_it_contradicts_the_file() -> None:
    """12.34 in a file of decimal commas is not 1,234 pounds."""
    with pytest.raises(ValueError, match="number"):
        money("12.34", Decimals.COMMA)


@given(st.text(max_size=12), st.sampled_from(Decimals))
def test_only_a_value_error_is_raised_when_a_cell_holds_anything(text: str, decimals: Decimals) -> None:
    """No cell gives anything but an amount, none, or the one error."""
    try:
        found = number(text, decimals)
    except ValueError:
        return
    assert found is None or found.is_finite()


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_amount_comes_back_when_written_with_thousands(amount: Decimal) -> None:
    """What is written is what is read."""
    assert money(f"£{amount:,.2f}") == amount
