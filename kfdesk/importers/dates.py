"""Dates as channels write them, as days in Europe/London."""

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
CENTURY = 2000
STAMP_LENGTH = 19


def london_day(text: str) -> date | None:
    """The day in London of a stamp such as `2021-05-13 11:01:13 +0200`; raises ValueError.

    A stamp without a zone is taken as London's own time. None where the cell is empty.
    """
    if not text:
        return None
    if len(text) > STAMP_LENGTH and text[STAMP_LENGTH] == " ":
        text = text[:STAMP_LENGTH] + text[STAMP_LENGTH + 1 :]
    return _in_london(text)


def utc_day(text: str) -> date | None:
    """The same for a report whose stamps are UTC even where they do not say so."""
    bare = text.strip().removesuffix("UTC").strip()
    if not bare:
        return None
    stamp = datetime.fromisoformat(bare)
    aware = stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)
    return aware.astimezone(LONDON).date()


@lru_cache(maxsize=4096)
def month_first(text: str) -> date | None:
    """`07/16/22` or `12/17/2022`, month first, also for UK shops; raises ValueError."""
    bare = text.strip()
    if not bare:
        return None
    if bare[:4].isdigit():
        return date.fromisoformat(bare[:10])  # a real date of a spreadsheet
    month, day, year = (int(part) for part in bare.split("/"))
    return date(year + CENTURY if year < 100 else year, month, day)  # noqa: PLR2004 - two digits


def _in_london(text: str) -> date:
    stamp = datetime.fromisoformat(text)
    return stamp.astimezone(LONDON).date() if stamp.tzinfo else stamp.date()
