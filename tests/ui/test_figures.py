"""Money, dates and counts as they are written in Britain."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kfdesk.ui import figures


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("12345.67", "GBP", "£12,345.67"),
        ("0", "GBP", "£0.00"),
        ("-3.5", "EUR", "-€3.50"),
        ("1234.50", "JPY", "JP¥1,234.50"),
        ("7", "", "7.00"),
    ],
)
def test_money_shows_every_penny(amount: str, currency: str, text: str) -> None:
    """Also of currencies that are seldom written with decimals."""
    assert figures.money(Decimal(amount), currency) == text


def test_sums_are_added_by_currency() -> None:
    """Pounds and euros are never one sum."""
    amounts = [("GBP", Decimal(1)), ("EUR", Decimal(2)), ("GBP", Decimal(3))]
    assert figures.sums_text(figures.added(amounts)) == "€2.00, £4.00"


def test_moments_are_londons() -> None:
    """Whatever the computer's zone: one hour ahead of UTC in summer."""
    assert figures.moment(datetime(2026, 7, 1, 12, 5, tzinfo=UTC)) == "1 Jul 2026, 13:05"
    assert figures.day(date(2026, 11, 2)) == "2 Nov 2026"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (3, "less than a minute left"),
        (50, "about 1 minute left"),
        (110, "about 2 minutes left"),
        (4 * 3600 + 300, "about 4 h 05 min left"),
    ],
)
def test_time_left_is_no_more_exact_than_it_is_known(seconds: float, text: str) -> None:
    """Nobody wants to see seconds jump."""
    assert figures.time_left(seconds) == text


def test_counts_have_two_forms() -> None:
    """One invoice, two invoices."""
    assert figures.counted(1, "{n} invoice", "{n} invoices") == "1 invoice"
    assert figures.counted(1234, "{n} invoice", "{n} invoices") == "1,234 invoices"
