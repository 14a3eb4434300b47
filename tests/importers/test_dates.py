"""Dates as channels write them, as days in London."""

from datetime import date

import pytest

from kfdesk.importers.countries import country_code
from kfdesk.importers.dates import DayReader, london_day, month_first, month_first_reader, utc_day
from kfdesk.importers.written_days import written_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-05-13 11:01:13 +0200", date(2021, 5, 13)),
        ("2026-01-01 00:30:00 +0200", date(2025, 12, 31)),
        ("2026-06-30 23:30:00 +0000", date(2026, 7, 1)),
        ("2026-06-30 16:30:00 -0700", date(2026, 7, 1)),
        ("2026-06-30 23:30:00", date(2026, 6, 30)),
        ("", None),
    ],
)
def test_day_is_londons_when_the_shop_has_another_zone(text: str, day: date | None) -> None:
    """The VAT period is decided in London, wherever the shop's clock stands."""
    assert london_day(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-31T23:30:00+00:00", date(2026, 4, 1)),
        ("2026-08-18T09:12:44+00:00", date(2026, 8, 18)),
        ("2026-08-18T23:12:44Z", date(2026, 8, 19)),
        ("2023-01-01 00:00:00 UTC", date(2023, 1, 1)),
        ("2023-07-01 23:59:59", date(2023, 7, 2)),
        (" ", None),
    ],
)
def test_day_is_londons_when_the_stamp_is_utc(text: str, day: date | None) -> None:
    """An order at 23:30 UTC on 31 March belongs to April."""
    assert utc_day(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("07/16/22", date(2022, 7, 16)),
        ("12/17/2022", date(2022, 12, 17)),
        ("2022-12-17", date(2022, 12, 17)),
        ("", None),
    ],
)
def test_month_comes_first_when_etsy_writes_a_date(text: str, day: date | None) -> None:
    """Also for UK shops."""
    assert month_first(text) == day


@pytest.mark.parametrize("read", [london_day, utc_day, written_day])
@pytest.mark.parametrize("text", ["9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+14:00"])
def test_date_is_unreadable_when_no_calendar_reaches_it(read: DayReader, text: str) -> None:
    """In London it would be before the first day, or after the last."""
    with pytest.raises(ValueError, match="calendar"):
        read(text)


@pytest.mark.parametrize("text", ["16/07/22", "yesterday", "07-16-22", "13/13/2022", "7/1"])
def test_date_is_unreadable_when_it_is_not_in_the_channels_form(text: str) -> None:
    """A day in the place of the month is not turned round."""
    with pytest.raises(ValueError):
        month_first(text)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("GB", "GB"),
        ("gb", "GB"),
        ("United Kingdom", "GB"),
        ("Jersey", "JE"),
        ("Isle of Man", "IM"),
        ("The Netherlands", "NL"),
        ("United  States", "US"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_country_has_its_code_when_named_or_coded(name: str, code: str) -> None:
    """Names and codes come to the same; an unknown one to nothing."""
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (["2022-07-16", "2022-07-06"], date(2022, 7, 6)),
        (["07/16/22", "2022-07-06"], None),
        (["2022-07-06"], None),
    ],
)
def test_real_date_is_believed_when_the_month_was_surely_first(cells: list[str], day: date | None) -> None:
    """A spreadsheet that takes the day first turns 07/06 round and leaves 07/16 as text."""
    read = month_first_reader(cells)

    if day:
        assert read("2022-07-06") == day
    else:
        with pytest.raises(ValueError, match="turned round"):
            read("2022-07-06")
    assert read("07/06/22") == date(2022, 7, 6)
