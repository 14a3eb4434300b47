"""How much VAT each line holds: taken out for each rate together (DESIGN 5.2)."""

from collections.abc import Sequence
from decimal import Decimal
from math import prod

from kfdesk.domain.answers import Questions, Ruling
from kfdesk.domain.money import HUNDRED, PENNY, ZERO, share, vat_in_gross
from kfdesk.domain.orders import Order
from kfdesk.domain.rates import Rated, RatedLine
from kfdesk.domain.reasons import Why
from kfdesk.domain.record import Record
from kfdesk.domain.stops import Stopped, attention


class TaxedLine(Record, frozen=True):
    """A line at one rate with its VAT; net and VAT add up to its gross."""

    rated: RatedLine
    net: Decimal
    vat: Decimal


def tax_lines(order: Order, rated: Rated, questions: Questions) -> tuple[TaxedLine, ...]:
    """Each line's VAT; raises Stopped as `check_tax` does."""
    grosses, rates = _figures(rated)
    try:
        vats = split_vat(grosses, rates, _told(order, rated))
    except Stopped as stopped:
        vats = _ruled(grosses, rates, stopped, questions)
    return tuple(TaxedLine(line, line.gross - vat, vat) for line, vat in zip(rated.lines, vats, strict=True))


def check_tax(order: Order, rated: Rated, questions: Questions) -> None:
    """Raise Stopped when the file's figure is more than rounding away, and nobody said which counts."""
    stated = _told(order, rated)
    if stated is None:
        return
    grosses, rates = _figures(rated)
    try:
        _is_calculated(stated, grosses, rates)
    except Stopped as stopped:
        _ruled(grosses, rates, stopped, questions)


def stated_vat(order: Order, lines: Sequence[RatedLine]) -> Decimal | None:
    """The seller's VAT on the order as the file states it; a blank or zero says nothing.

    Taxes of lines are before discount (DESIGN 5.4): they add up to the order's VAT only when
    nothing was taken off and no line that carries VAT is silent.
    """
    by_lines = sum((line.tax or ZERO for line in order.lines), ZERO)
    if order.seller_tax and order.seller_tax != by_lines:
        return order.seller_tax
    is_discounted = order.order_discount or any(line.discount for line in order.lines)
    is_silent = any(line.rate > 0 and line.gross and not line.source.tax for line in lines)
    return None if not by_lines or is_discounted or is_silent else by_lines


def split_vat(
    grosses: Sequence[Decimal], rates: Sequence[Decimal], stated: Decimal | None = None
) -> list[Decimal]:
    """VAT for each line: half-up for each rate together, shared by largest remainder.

    A `stated` sum that differs by at most 1p a line is shared in its place; raises Stopped
    when it differs by more.
    """
    vats = [ZERO] * len(grosses)
    taxed = [index for index, rate in enumerate(rates) if rate > 0]
    if stated is not None and not _is_calculated(stated, grosses, rates):
        _put(vats, taxed, stated, _weights(grosses, rates, taxed))
        return vats
    for rate, total in _vat_by_rate(grosses, rates).items():
        group = [index for index in taxed if rates[index] == rate]
        _put(vats, group, total, [grosses[index] for index in group])
    return vats


def _figures(rated: Rated) -> tuple[list[Decimal], list[Decimal]]:
    return [line.gross for line in rated.lines], [line.rate for line in rated.lines]


def _told(order: Order, rated: Rated) -> Decimal | None:
    return stated_vat(order, rated.lines) if rated.is_home_vat else None


def _vat_by_rate(grosses: Sequence[Decimal], rates: Sequence[Decimal]) -> dict[Decimal, Decimal]:
    """Of each rate above zero, in the order in which the lines bring them."""
    sums: dict[Decimal, Decimal] = {}
    for gross, rate in zip(grosses, rates, strict=True):
        if rate > 0:
            sums[rate] = sums.get(rate, ZERO) + gross
    return {rate: vat_in_gross(gross, rate) for rate, gross in sums.items()}


def _is_calculated(stated: Decimal, grosses: Sequence[Decimal], rates: Sequence[Decimal]) -> bool:
    """Whether the stated sum is the calculated one; raises Stopped when it is not even near."""
    calculated = sum(_vat_by_rate(grosses, rates).values(), ZERO)
    if stated == calculated:
        return True
    bearing = [index for index, rate in enumerate(rates) if rate > 0 and grosses[index]]
    # Lines that cost nothing, or nothing together, can hold no penny of it.
    if abs(stated - calculated) > PENNY * len(bearing) or not sum(_weights(grosses, rates, bearing)):
        raise attention(Why.VAT_DIFFERS, stated=stated, calculated=calculated)
    return False


def _ruled(
    grosses: Sequence[Decimal], rates: Sequence[Decimal], stopped: Stopped, questions: Questions
) -> list[Decimal]:
    """As a person said; the file's figure stops all the same where the lines cannot hold it."""
    if questions.put(stopped.reason) is not Ruling.FILE:
        return split_vat(grosses, rates)
    vats = [ZERO] * len(grosses)
    taxed = [index for index, rate in enumerate(rates) if rate > 0]
    weights = _weights(grosses, rates, taxed)
    if not sum(weights):
        raise stopped
    _put(vats, taxed, Decimal(stopped.reason.facts["stated"]), weights)
    if any(abs(vat) > abs(gross) for vat, gross in zip(vats, grosses, strict=True)):
        raise stopped
    return vats


def _put(vats: list[Decimal], indexes: Sequence[int], total: Decimal, weights: Sequence[Decimal]) -> None:
    parts = [total] if len(indexes) == 1 else share(total, weights)
    for index, part in zip(indexes, parts, strict=True):
        vats[index] = part


def _weights(grosses: Sequence[Decimal], rates: Sequence[Decimal], indexes: Sequence[int]) -> list[Decimal]:
    """The VAT of lines in a measure in which none has a fraction: sixths would not add up to nothing."""
    bases = {HUNDRED + rates[index] for index in indexes}
    return [
        grosses[index] * rates[index] * prod(base for base in bases if base != HUNDRED + rates[index])
        for index in indexes
    ]
