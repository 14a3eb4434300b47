"""Days with the month in letters, and Amazon's stamps, as days in London."""

from datetime import date
from typing import Literal

import pytest
from babel.dates import get_month_names

from kfdesk.importers.amazon_money import moment_day
from kfdesk.importers.months import LANGUAGES, month_of
from kfdesk.importers.written_days import written_day

SPRING = date(2026, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Apr 1, 2026",
        "1 Apr 2026",
        "1 April, 2026",
        "01-Apr-26",
        "Apr-01-26",
        "1. April 2026",
        "April 1, 2026",
        "2026-04-01",
        "2026-04-01 00:00:00",
        # The day first between dots, the month in other languages.
        "01.04.2026",
        "31.03.2026 23:30:00 UTC",
        "1 avr. 2026 10:00:00 UTC",
        "1 abr 2026",
        "1 kwi 2026",
        "1. kwietnia 2026",
        "2026-03-31 23:30:00 UTC",
        "2026-04-01T00:30:00+01:00",
        # Summer time had begun: the last hour of March in UTC is April in London.
        "31 Mar 2026 23:30:00 UTC",
        "Mar 31, 2026 4:30:00 PM PDT",
        "Apr 1, 2026 12:05:00 AM GMT+1",
        "1 Apr 2026 00:30:00 BST",
        "1 Apr 2026 00:30:00 GMT+01:00",
        "Apr 1, 2026 12:30 p.m. PDT",
        # Without a zone it is taken as it stands.
        "1 Apr 2026 23:59:59",
    ],
)
def test_day_is_the_one_in_london(text: str) -> None:
    """Whatever the order of its parts, and the zone of its time."""
    assert written_day(text) == SPRING


@pytest.mark.parametrize(
    "text",
    [
        "",
        "--",
        "01/04/2026",
        "1 Foo 2026",
        "1 jui 2026",
        "1 Ma 2026",
        "April 2026",
        "31 Feb 2026",
        "1 Apr 2026 sometime",
        "1 2 Apr 2026",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    """Numbers alone could be either way round."""
    with pytest.raises(ValueError, match=r"."):
        written_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-31T23:30:00+00:00",
        "2026-03-31 23:30:00 UTC",
        "31.03.2026 23:30:00 UTC",
        "2026-04-01",
        "01-04-2026",
        "01/04/2026",
    ],
)
def test_settlement_stamp_is_a_day_in_london(text: str) -> None:
    """Year first, or day first with dots; all are UTC."""
    assert moment_day(text) == SPRING


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_month_is_told_by_its_name_in_each_language(
    language: str, width: Literal["wide", "abbreviated"]
) -> None:
    """No name stands for one month here and for another there."""
    names = get_month_names(width, locale=language)
    assert {month_of(name): number for number, name in names.items()} == {n: n for n in range(1, 13)}
    assert all(month_of(name.upper()) == number for number, name in names.items())


def test_month_is_told_by_a_beginning_that_fits_one() -> None:
    """Sites cut names at other places than the books of languages do."""
    assert [month_of(name) for name in ("Mär", "Sept", "Okt", "juill", "Dez")] == [3, 9, 10, 7, 12]
