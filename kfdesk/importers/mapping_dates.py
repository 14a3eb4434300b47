"""Dates in a table that nobody knows: numbers in the order a person said, months in words, stamps."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from kfdesk.domain.mapping import DateOrder
from kfdesk.importers.dates import CENTURY, MONTHS, DayReader, day_in_london, london_day
from kfdesk.importers.months import month_of

SHORT_YEAR = 100
# A spreadsheet's dates are days since then; the bounds are 1954 and 2119.
SPREADSHEET_ZERO = date(1899, 12, 30)
SERIALS = range(20_000, 80_000)
_TIME = r"(?:[ T,]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(UTC|GMT|Z)?)?"
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_BIG_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})" + _TIME)
_DAY_MONTH = re.compile(
    r"(?:[^\W\d]+\.?,? )?(\d{1,2})(?:st|nd|rd|th|\.)?[-/ ]+(?:de )?([^\W\d]+)\.?[-/, ]+(?:de )?(\d{4}|\d{2})"
    + _TIME
)
_MONTH_DAY = re.compile(
    r"(?:[^\W\d]+\.?, )?([^\W\d]+)\.?[- ](\d{1,2})(?:st|nd|rd|th)?,?[- ]+(\d{4}|\d{2})" + _TIME
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_TEMPLATES: Mapping[DateOrder, tuple[int, int]] = {DateOrder.DAY_FIRST: (0, 1), DateOrder.MONTH_FIRST: (1, 0)}


def day_reader(cells: Iterable[str], order: DateOrder) -> DayReader:
    """Reads dates; raises ValueError. None where a cell is empty.

    `cells` are dates of the file's first rows. Where a spreadsheet made real dates of some and
    left others as text, it took them in another order than the file has: its are not believed.
    """
    written = [bare for cell in cells if (bare := cell.strip())]
    is_mixed = any(_NUMBERS.fullmatch(bare) for bare in written) and any(map(_ISO.match, written))

    @lru_cache(maxsize=1 << 14)
    def read(text: str) -> date | None:
        bare = text.strip()
        if is_mixed and _ISO.match(bare):
            raise ValueError("day and month may have been turned round")
        return _day(bare, order) if bare else None

    return read


def proposed_order(cells: Iterable[str]) -> DateOrder | None:
    """The order that these dates can only have; None where each day could be a month."""
    found = [_NUMBERS.fullmatch(cell.strip()) for cell in cells]
    pairs = [(int(each[1]), int(each[2])) for each in found if each]
    is_day_first = any(first > MONTHS for first, _ in pairs)
    is_month_first = any(second > MONTHS for _, second in pairs)
    if is_day_first == is_month_first:
        return None
    return DateOrder.DAY_FIRST if is_day_first else DateOrder.MONTH_FIRST


def _day(text: str, order: DateOrder) -> date | None:
    if _ISO.match(text):
        return london_day(text.removesuffix("UTC").rstrip() + "+00:00" if text.endswith("UTC") else text)
    if found := _BIG_FIRST.fullmatch(text):
        return _made(found, int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        numbers = int(found[1]), int(found[2])
        day, month = (numbers[place] for place in _TEMPLATES[order])
        return _made(found, _year(found[3]), month, day)
    return _in_words(text)


def _in_words(text: str) -> date:
    if found := _DAY_MONTH.fullmatch(text):
        return _made(found, _year(found[3]), month_of(found[2]), int(found[1]))
    if found := _MONTH_DAY.fullmatch(text):
        return _made(found, _year(found[3]), month_of(found[1]), int(found[2]))
    if (found := _SERIAL.fullmatch(text)) and int(found[1]) in SERIALS:
        return SPREADSHEET_ZERO + timedelta(days=int(found[1]))
    raise ValueError("not a date")


def _made(found: re.Match[str], year: int, month: int, day: int) -> date:
    """The day in London; only a stamp that says UTC is another zone's."""
    *_, hour, minute, half, zone = found.groups()
    made = date(year, month, day)
    if not zone:
        return made
    hours = int(hour) % 12 + (12 if half[0] in "pP" else 0) if half else int(hour)
    return day_in_london(datetime(year, month, day, hours, int(minute), tzinfo=UTC))


def _year(text: str) -> int:
    number = int(text)
    return number + CENTURY if number < SHORT_YEAR else number


IsDate = Callable[[str], bool]


def is_date(text: str) -> bool:
    """Whether a cell holds a date, in whatever order; a bare number is none."""
    if _SERIAL.fullmatch(text.strip()):
        return False
    for order in DateOrder:
        try:
            return _day(text.strip(), order) is not None
        except ValueError:
            continue
    return False
