"""Money given back, as reports of a marketplace tell it: each sum counts once (DESIGN 5.5).

One refund may be told by several reports. A report names itself before a colon in its refund's
reference (`amazon.settlement:…`). Within one kind of report a refund is known by its reference.
Between kinds, the same sum at most a week apart is the same money: what an order's refunds of
one day come to, since reports split them differently, else each by itself. What is told is
never rewritten, so the answer does not depend on the order in which it was told. What a person
told is held against it by `domain.credit_notes`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Refund

_REPORT = re.compile(r"([a-z]+\.[a-z]+):")
NEARLY_THE_SAME_DAY = timedelta(days=7)
"""How far apart one refund may be dated by those who tell of it."""
CHARGED_ON_DESPATCH = "amazon."
"""Reports of a marketplace that takes no money before the goods leave, so gives none back either."""


@dataclass
class _Given:
    """One refund, and the other kinds of report that were found to tell of it too."""

    refund: Refund
    source: str
    told_by: set[str] = field(default_factory=set)

    def is_free_for(self, source: str) -> bool:
        return source != self.source and source not in self.told_by


@dataclass
class _Day:
    """What one kind of report tells of one day."""

    day: date | None
    given: list[_Given]

    @property
    def gross(self) -> Decimal:
        return sum((each.refund.gross for each in self.given), ZERO)


def source_of(refund: Refund) -> str:
    """The kind of report that told it; empty: a person, or an order file."""
    found = _REPORT.match(refund.reference)
    return found[1] if found else ""


def reference_of(report: str, *parts: object) -> str:
    """A refund's reference in a kind of report: the same whenever the same refund is told."""
    return f"{report}:{' '.join(str(part) for part in parts if part)}"


def told_once(told: Sequence[Refund]) -> tuple[Refund, ...]:
    """Each refund of the reports once, and what a person told as it is; by day."""
    kept: list[_Day] = []
    others = [refund for refund in told if not source_of(refund)]
    for source, day in _days(refund for refund in told if source_of(refund)):
        same = _nearest([each for each in kept if _is_free(each.given, source)], day.day, day.gross)
        if same:
            _claim(same.given, source)
            continue
        singles = [_Day(each.day, [one]) for each in kept for one in each.given]
        rest = [one for one in day.given if not _claimed(singles, one, day.day)]
        if rest:
            kept.append(_Day(day.day, rest))
    counting = [one.refund for day in kept for one in day.given]
    return tuple(sorted((*counting, *others), key=_by_day))


def of_unsent_goods(given: Iterable[Refund]) -> Decimal:
    """What reports tell as given back although the goods may never have left."""
    told = ((source_of(refund), refund.gross) for refund in given)
    maybe = (gross for source, gross in told if source and not source.startswith(CHARGED_ON_DESPATCH))
    return sum(maybe, ZERO)


def _days(told: Iterable[Refund]) -> list[tuple[str, _Day]]:
    """By kind of report and day, each reference once."""
    found: dict[tuple[str, date], _Day] = {}
    by_reference = {refund.reference: refund for refund in sorted(told, key=_by_day, reverse=True)}
    for refund in sorted(by_reference.values(), key=_by_day):
        source = source_of(refund)
        day = found.setdefault((source, refund.refunded_on or date.max), _Day(refund.refunded_on, []))
        day.given.append(_Given(refund, source))
    return [(source, found[source, day]) for source, day in sorted(found)]


def _claimed(singles: Sequence[_Day], one: _Given, day: date | None) -> bool:
    """Whether another kind has told of this refund already; it is taken up then."""
    free = [each for each in singles if _is_free(each.given, one.source)]
    same = _nearest(free, day, one.refund.gross)
    if same:
        _claim(same.given, one.source)
    return same is not None


def _nearest(days: Iterable[_Day], day: date | None, gross: Decimal) -> _Day | None:
    """The nearest with this sum; a day that is not known may be any."""

    def distance(other: _Day) -> timedelta:
        return abs(other.day - day) if other.day and day else timedelta()

    same = (each for each in days if each.gross == gross and distance(each) <= NEARLY_THE_SAME_DAY)
    return min(same, key=lambda each: (distance(each), each.day or date.max), default=None)


def _is_free(given: Iterable[_Given], source: str) -> bool:
    return all(one.is_free_for(source) for one in given)


def _claim(given: Iterable[_Given], source: str) -> None:
    for one in given:
        one.told_by.add(source)


def _by_day(refund: Refund) -> tuple[date, str, Decimal]:
    return (refund.refunded_on or date.max, refund.reference, refund.gross)
