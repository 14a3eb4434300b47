"""What the chart of sums shows, worked out apart from how it is painted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.services.ports import MonthSum

MOST_MONTHS = 12
MONTHS_A_YEAR = 12
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
WANTED_MARKS = 4


@dataclass(frozen=True)
class Part:
    """A channel's sum in a month."""

    channel: str
    orders: int
    gross: Decimal


@dataclass(frozen=True)
class Bar:
    """A month: the parts of its channels, in the order of the chart's channels."""

    month: date
    parts: tuple[Part, ...] = ()

    @property
    def gross(self) -> Decimal:
        """The whole month."""
        return sum((part.gross for part in self.parts), ZERO)


@dataclass(frozen=True)
class ChartData:
    """Bars of one currency; a month without sums between two with some is a bar of nothing."""

    currency: str = ""
    channels: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()

    @property
    def highest(self) -> Decimal:
        """The highest month."""
        return max((bar.gross for bar in self.bars), default=ZERO)

    def mark_step(self) -> Decimal:
        """The distance of the marks beside the bars: a round figure, so that there are about four."""
        rough = self.highest / WANTED_MARKS
        if rough <= 0:
            return Decimal(1)
        magnitude = Decimal(10) ** rough.adjusted()
        return next(step * magnitude for step in STEPS if step * magnitude >= rough)


def currencies_of(months: Sequence[MonthSum]) -> tuple[str, ...]:
    """The currencies that there are sums in, the one with the most orders first."""
    orders: dict[str, int] = {}
    for each in months:
        orders[each.currency] = orders.get(each.currency, 0) + each.orders
    return tuple(sorted(orders, key=lambda currency: (-orders[currency], currency)))


def chart_data(months: Sequence[MonthSum], currency: str) -> ChartData:
    """The last twelve months of a currency."""
    sums = [each for each in months if each.currency == currency]
    if not sums:
        return ChartData(currency)
    shown = _months(min(each.month for each in sums), max(each.month for each in sums))
    sums = [each for each in sums if each.month in shown]
    channels = tuple(dict.fromkeys(each.channel_name for each in sorted(sums, key=_by_channel)))
    return ChartData(currency, channels, tuple(_bar(month, sums) for month in shown))


def _by_channel(each: MonthSum) -> tuple[str, int]:
    return each.channel_name.casefold(), each.channel_id


def _bar(month: date, sums: Sequence[MonthSum]) -> Bar:
    of_month = sorted((each for each in sums if each.month == month), key=_by_channel)
    return Bar(month, tuple(Part(each.channel_name, each.orders, each.gross) for each in of_month))


def _months(first: date, last: date) -> list[date]:
    """All months from the first to the last; only the last twelve of them."""
    numbers = range(first.year * MONTHS_A_YEAR + first.month - 1, last.year * MONTHS_A_YEAR + last.month)
    return [date(n // MONTHS_A_YEAR, n % MONTHS_A_YEAR + 1, 1) for n in numbers[-MOST_MONTHS:]]
