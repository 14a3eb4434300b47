"""Dates as channels write them, as days in Europe/London."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
CENTURY = 2000
STAMP_LENGTH = 19
MONTHS = 12

DayReader = Callable[[str], date | None]


@lru_cache(maxsize=1024)
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
    return day_in_london(aware)


def month_first_reader(cells: Iterable[str]) -> DayReader:
    """Reads `07/16/22` or `12/17/2022`, month first, also for UK shops; raises ValueError.

    `cells` are dates of the file's first rows. A spreadsheet may have made real dates of them:
    one that takes the day first turned 07/06 round and left 07/16 as text. Its dates are
    believed only where a day above 12 shows that it took the month first.
    """
    written = [bare for cell in cells if (bare := cell.strip())]
    made = [bare for bare in written if _is_made(bare)]
    is_believed = len(made) == len(written) and any(int(bare[8:10]) > MONTHS for bare in made)

    @lru_cache(maxsize=4096)
    def read(text: str) -> date | None:
        bare = text.strip()
        if _is_made(bare) and not is_believed:
            raise ValueError("day and month may have been turned round")
        return month_first(bare)

    return read


def month_first(text: str) -> date | None:
    """One date written so, or made a real date by a spreadsheet; raises ValueError."""
    if not text:
        return None
    if _is_made(text):
        return date.fromisoformat(text[:10])
    month, day, year = (int(part) for part in text.split("/"))
    return date(year + CENTURY if year < 100 else year, month, day)  # noqa: PLR2004 - two digits


def _is_made(text: str) -> bool:
    """`2022-07-16`, as a spreadsheet's real date is handed out."""
    return text[4:5] == "-" and text[:4].isdigit() and text[8:10].isdigit()


def _in_london(text: str) -> date:
    stamp = datetime.fromisoformat(text)
    return day_in_london(stamp) if stamp.tzinfo else stamp.date()


def day_in_london(stamp: datetime) -> date:
    """The day of a stamp with a zone; raises ValueError where no calendar reaches."""
    try:
        return stamp.astimezone(LONDON).date()
    except OverflowError as error:
        raise ValueError("a date beyond the calendar") from error
