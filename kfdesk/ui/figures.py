"""Money, dates, times and counts as they are written in Britain."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from babel.dates import format_date, format_datetime, get_timezone
from babel.numbers import format_decimal, get_currency_symbol
from PySide6.QtCore import QCoreApplication

from kfdesk.domain.money import ZERO

LOCALE = "en_GB"
ZONE = "Europe/London"
MINUTE_S = 60
HOUR_S = 3600
NEARLY_A_MINUTE_S = 45
DAYS_KEPT = 1000

Sums = tuple[tuple[str, Decimal], ...]
"""Amounts by currency code."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Figures", text)


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency's sign, always with two decimals: no penny is rounded away.

    Written here, since tables ask for hundreds while they are scrolled and Babel takes its time.
    """
    return f"{'-' if amount < 0 else ''}{_sign(currency)}{abs(amount):,.2f}"


@cache
def _sign(currency: str) -> str:
    return str(get_currency_symbol(currency, locale=LOCALE)) if currency else ""


def sums_text(sums: Sums, separator: str = ", ") -> str:
    """Amounts of several currencies in one line."""
    return separator.join(money(amount, currency) for currency, amount in sums)


def added(amounts: Iterable[tuple[str, Decimal]]) -> Sums:
    """Amounts added up by currency."""
    totals: dict[str, Decimal] = {}
    for currency, amount in amounts:
        totals[currency] = totals.get(currency, ZERO) + amount
    return tuple(sorted(totals.items()))


def as_sums(amounts: Mapping[str, Decimal] | Sums) -> Sums:
    """Amounts by currency, in the order of the codes."""
    return added(amounts.items() if isinstance(amounts, Mapping) else amounts)


def number(count: int) -> str:
    """A count with its thousands set apart."""
    return str(format_decimal(count, locale=LOCALE))


def counted(count: int, one: str, many: str) -> str:
    """`one` or `many`, with the count in the place of {n}; both are translated already."""
    return (one if count == 1 else many).format(n=number(count))


@lru_cache(maxsize=DAYS_KEPT)
def day(value: date) -> str:
    """A day, such as 2 Nov 2026."""
    return str(format_date(value, "d MMM y", locale=LOCALE))


def month(value: date) -> str:
    """A month, such as November 2026."""
    return str(format_date(value, "MMMM y", locale=LOCALE))


def short_month(value: date) -> str:
    """A month where room is short, such as Nov."""
    return str(format_date(value, "MMM", locale=LOCALE))


def moment(value: datetime) -> str:
    """A moment in London, such as 2 Nov 2026, 14:05."""
    return str(format_datetime(value, "d MMM y, HH:mm", tzinfo=get_timezone(ZONE), locale=LOCALE))


def moment_to_second(value: datetime) -> str:
    """A moment in London with its seconds."""
    return str(format_datetime(value, "d MMM y, HH:mm:ss", tzinfo=get_timezone(ZONE), locale=LOCALE))


def time_left(seconds: float) -> str:
    """How long something will take, no more exact than it is known."""
    if seconds < NEARLY_A_MINUTE_S:
        return _tr("less than a minute left")
    minutes = round(seconds / MINUTE_S)
    if minutes * MINUTE_S < HOUR_S:
        return counted(minutes, _tr("about {n} minute left"), _tr("about {n} minutes left"))
    hours, minutes = divmod(minutes, MINUTE_S)
    return _tr("about {hours} h {minutes:02d} min left").format(hours=hours, minutes=minutes)
