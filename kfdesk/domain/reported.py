"""What a marketplace's own reports say of an order, besides money given back (DESIGN 5.4).

An order file says how an order was sold; a settlement, a transaction or a VAT report may say
later whose the tax was, where the goods lay and when they left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfdesk.domain.money import ZERO

HOME_STOCK = frozenset({"", "GB", "IM"})
"""Where goods lie that are sold under UK VAT; empty where nothing says otherwise."""


@dataclass(frozen=True)
class Reported:
    """What all files of one kind of report say of an order.

    `report` is the kind's format (`amazon.settlement`); `collected` is the tax, in the order's
    currency, that the marketplace accounts for itself (None: the report says of none; 0 where it
    names no sum); `ship_from` is the country that the
    goods left, ISO 3166-1 alpha-2, empty where the report does not say.
    """

    report: str
    collected: Decimal | None = None
    ship_from: str = ""
    despatched: date | None = None


def with_report(known: Sequence[Reported], new: Reported) -> tuple[Reported, ...]:
    """What is known together with one more, in whatever order they come, and however often."""
    same = next((one for one in known if one.report == new.report), new)
    rest = (one for one in known if one.report != new.report)
    return tuple(sorted((*rest, _both(same, new)), key=lambda one: one.report))


def tax_collected(reported: Iterable[Reported]) -> Reported | None:
    """The report that tells of the most tax the marketplace accounts for; None: none does."""
    telling = (one for one in reported if one.collected is not None)
    return max(telling, key=lambda one: one.collected or ZERO, default=None)


def shipped_from_abroad(reported: Iterable[Reported]) -> str:
    """The country outside the UK that a report says the goods left; empty: none says so."""
    return max((one.ship_from for one in reported if one.ship_from not in HOME_STOCK), default="")


def despatched_on(reported: Iterable[Reported]) -> date | None:
    """The earliest day of despatch that a report has."""
    return min((one.despatched for one in reported if one.despatched), default=None)


def _both(one: Reported, other: Reported) -> Reported:
    return Reported(
        one.report,
        max((each.collected for each in (one, other) if each.collected is not None), default=None),
        shipped_from_abroad((one, other)) or max(one.ship_from, other.ship_from),
        despatched_on((one, other)),
    )
