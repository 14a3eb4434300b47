"""Days and moments as reports of marketplaces write them, in whichever language they have the month."""

import re
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from kfdesk.importers.dates import CENTURY, day_in_london
from kfdesk.importers.months import month_of

_ZONES = {"GMT": 0, "UTC": 0, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2}
_ZONES |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_MONTH = r"(?P<month>[^\W\d_]{3,12})[.,]?"
_YEAR = r"(?P<year>\d{4}|\d{2})\b,?"
# Between dots the day stands first in every country; between strokes it may not.
_DAYS = (
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b,?"),
    re.compile(rf"(?P<day>\d{{1,2}})\.?[ \-]{_MONTH}[ \-]{_YEAR}"),
    re.compile(rf"{_MONTH}[ \-](?P<day>\d{{1,2}}),?[ \-]{_YEAR}"),
)
_TIME = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"\s*(?P<zone>[A-Z]{3,4})?(?P<offset>[+-]\d{1,2})?(?::?00)?"
)
HOURS = 12


@lru_cache(maxsize=1 << 14)
def written_moment(text: str) -> datetime | date:
    """`Sep 4, 2026 1:05:07 AM PDT`, `4 Sept 2026 01:05:07 UTC`, `30-Apr-25`; raises ValueError.

    A date where there is no time of day; without a zone that is known, the moment is naive.
    """
    bare = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
    if bare[:4].isdigit():
        return _year_first(bare)
    found = next((found for pattern in _DAYS if (found := pattern.match(bare))), None)
    if found is None:
        raise ValueError("not a date")
    day = _day(found)
    rest = bare[found.end() :].strip()
    return _at(day, rest) if rest else day


def written_day(text: str) -> date:
    """The day in London of such a text; raises ValueError."""
    moment = written_moment(text)
    if not isinstance(moment, datetime):
        return moment
    return day_in_london(moment) if moment.tzinfo else moment.date()


def day_if_any(text: str) -> date | None:
    """The same; None where the cell is empty."""
    return written_day(text) if text.strip() else None


def _year_first(text: str) -> datetime | date:
    """A real date of a spreadsheet, or a stamp."""
    if len(text) <= len("2026-11-30"):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text.replace(" UTC", "+00:00"))


def _day(found: re.Match[str]) -> date:
    day, month, year = found.group("day", "month", "year")
    number = int(month) if month.isdigit() else month_of(month)
    return date(int(year) + (CENTURY if int(year) < 100 else 0), number, int(day))  # noqa: PLR2004 - two digits


def _at(day: date, text: str) -> datetime:
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError("not a time")
    hour, half = int(found["hour"]), (found["half"] or "").lower()[:1]
    if half:
        hour = hour % HOURS + (HOURS if half == "p" else 0)
    moment = datetime.combine(day, time(hour, int(found["minute"]), int(found["second"] or 0)))
    zone = _ZONES.get(found["zone"] or "")
    if zone is None:
        return moment
    return moment.replace(tzinfo=timezone(timedelta(hours=zone + int(found["offset"] or 0))))
