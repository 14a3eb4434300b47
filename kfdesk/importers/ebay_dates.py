"""eBay's dates: the month in letters, day or month first by site."""

from datetime import date
from functools import lru_cache

from kfdesk.importers.dates import CENTURY
from kfdesk.importers.months import month_of

PARTS = 3


@lru_cache(maxsize=4096)
def site_day(text: str) -> date | None:
    """`Sep-30-26`, `Oct-02-26 01:53:00` or `26-May-2026`; None where empty; raises ValueError.

    Numbers alone are read only year first: whether day or month comes first is not to be known.
    """
    bare = text.strip()
    if not bare:
        return None
    if bare[:4].isdigit():
        return date.fromisoformat(bare[:10])  # a real date of a spreadsheet
    parts = bare.split()[0].split("-")
    if len(parts) != PARTS:
        raise ValueError("not a date")
    return _day(parts)


def _day(parts: list[str]) -> date:
    first, second, year = parts
    day, month = (second, first) if first[:1].isalpha() else (first, second)
    return date(int(year) + (CENTURY if int(year) < 100 else 0), month_of(month), int(day))  # noqa: PLR2004 - two digits
