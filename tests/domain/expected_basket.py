"""What must become of a basket: why it is stopped, or what it comes to at each rate."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kfdesk.domain.orders import LineKind
from kfdesk.domain.reasons import Why
from tests.domain.made_baskets import UNKNOWN_TO_THE_COMPANY, Basket, Item
from tests.domain.own_sums import shared, vat_inside

NO_VAT = -1
MOST_ROUNDING = 5
LADDER = (
    frozenset({LineKind.GOODS}),
    frozenset({LineKind.DELIVERY}),
    frozenset({LineKind.GIFT_WRAP, LineKind.FEE, LineKind.TIP}),
)


@dataclass(frozen=True)
class Expected:
    """`stops` holds every reason that would do; the rest is for a basket that none stops.

    `by_rate` is the gross in pennies at each rate, None where it is not foretold; `vats` are the
    sums of VAT that are right, empty where it follows from the rates.
    """

    stops: frozenset[Why]
    total: int = 0
    by_rate: dict[int, int] | None = None
    vats: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Part:
    """What stands on one line of the invoice; the rate None where nothing tells it."""

    item: Item
    gross: int
    rate: int | None


def expected(basket: Basket) -> Expected:
    """By the rules as DESIGN has them."""
    stops = _stops_of_money(basket)
    return _on_top(basket, stops) if basket.is_on_top else _inside(basket, stops)


def _stops_of_money(basket: Basket) -> set[Why]:
    stops = set()
    if basket.currency != "GBP":
        if not basket.foreign:
            stops.add(Why.CURRENCY_OFF)
        elif basket.currency != "EUR":
            stops.add(Why.CURRENCY_MISSING)
    if any(item.kind is LineKind.GIFT_CARD for item in basket.items):
        stops.add(Why.GIFT_CARD_SOLD)
    total = basket.stated_total
    if total <= 0:
        stops.add(Why.NOTHING_TO_PAY if total == 0 else Why.NEGATIVE_TOTAL)
    return stops


def _on_top(basket: Basket, stops: set[Why]) -> Expected:
    """The file's tax is what comes on top, so its total and its tax are what must come out."""
    if abs(basket.off) > min(MOST_ROUNDING, len(basket.items)):
        stops.add(Why.TOTAL_DIFFERS)
    if any(item.rate == UNKNOWN_TO_THE_COMPANY for item in basket.items):
        stops.add(Why.VAT_RATE_MISSING)
    vats = frozenset({basket.seller_tax}) if basket.seller_tax and _tells_vat(basket) else frozenset[int]()
    return Expected(frozenset(stops), basket.stated_total, None, vats)


def _tells_vat(basket: Basket) -> bool:
    """Taxes that stand on the lines are before discount: then, or where one is silent, the rates decide."""
    if basket.seller_tax != sum(item.tax or 0 for item in basket.items):
        return True
    is_silent = any(item.rate and item.value and not item.tax for item in basket.items)
    return not is_silent and not any(item.discount for item in basket.items)


def _inside(basket: Basket, stops: set[Why]) -> Expected:
    if basket.off:
        stops.add(Why.TOTAL_DIFFERS)
    values = _after_discount(basket)
    if values is None:
        return Expected(frozenset(stops | {Why.NEGATIVE_TOTAL}))
    parts = _rated(basket, values)
    if any(part.rate is None and part.gross for part in parts):
        stops.add(Why.VAT_UNKNOWN)
    if any(part.rate == UNKNOWN_TO_THE_COMPANY for part in parts):
        stops.add(Why.VAT_RATE_MISSING)
    by_rate: dict[int, int] = {}
    for part in parts:
        if part.rate is not None:
            by_rate[part.rate] = by_rate.get(part.rate, 0) + part.gross
    vat = sum(vat_inside(gross, rate) for rate, gross in by_rate.items())
    is_home = basket.country == "GB" and basket.vat != "none"
    if not (basket.seller_tax and is_home):
        return Expected(frozenset(stops), basket.owed, by_rate)
    if basket.seller_tax != vat and not _can_hold(basket.seller_tax - vat, parts):
        stops.add(Why.VAT_DIFFERS)
    return Expected(frozenset(stops), basket.owed, by_rate, frozenset({basket.seller_tax}))


def _can_hold(pennies: int, parts: Sequence[_Part]) -> bool:
    """Whether the lines that bear VAT can hold so many pennies more of it, one each."""
    taxed = [(part.gross, part.rate) for part in parts if part.rate is not None and part.rate > 0]
    bearing = [Fraction(gross * rate, 100 + rate) for gross, rate in taxed if gross]
    return abs(pennies) <= len(bearing) and bool(sum(bearing))


def _after_discount(basket: Basket) -> list[int] | None:
    """The lines after the order's discount; None where it is more than everything."""
    values, left = [item.value for item in basket.items], basket.order_discount
    for kinds in LADDER:
        weights = [
            max(value, 0) if item.kind in kinds else 0
            for item, value in zip(basket.items, values, strict=True)
        ]
        cut = min(left, sum(weights))
        if cut:
            values = [value - part for value, part in zip(values, shared(cut, weights), strict=True)]
            left -= cut
    return None if left else values


def _rated(basket: Basket, values: Sequence[int]) -> list[_Part]:
    kept = [
        (item, value)
        for item, value in zip(basket.items, values, strict=True)
        if value or item.kind is LineKind.GOODS
    ]
    if basket.vat == "none":
        return [_Part(item, value, NO_VAT) for item, value in kept]
    if basket.country != "GB":
        return [_Part(item, value, NO_VAT if item.kind is LineKind.TIP else 0) for item, value in kept]
    goods: dict[int, int] = {}
    for item, value in kept:
        rate = _goods_rate(basket, item)
        if item.kind is LineKind.GOODS and rate is not None:
            goods[rate] = goods.get(rate, 0) + value
    return [part for item, value in kept for part in _parts(basket, item, value, goods)]


def _goods_rate(basket: Basket, item: Item) -> int | None:
    if basket.vat != "file":
        return int(basket.vat)
    return _unknown(basket) if item.rate is None else item.rate


def _unknown(basket: Basket) -> int | None:
    return None if basket.vat_unknown == "stop" else int(basket.vat_unknown)


def _parts(basket: Basket, item: Item, value: int, goods: dict[int, int]) -> list[_Part]:
    """One line, or a line for each rate of the goods that delivery and the like follow."""
    if item.kind is LineKind.TIP:
        return [_Part(item, value, NO_VAT)]
    if item.kind is LineKind.GOODS:
        return [_Part(item, value, _goods_rate(basket, item))]
    if item.rate is not None and basket.vat == "file":
        return [_Part(item, value, item.rate)]
    worth = {rate: gross for rate, gross in goods.items() if gross > 0} or dict(list(goods.items())[:1])
    if len(worth) < 2:
        return [_Part(item, value, next(iter(worth), _goods_rate(basket, item)))]
    parts = shared(value, list(worth.values()))
    return [_Part(item, part, rate) for rate, part in zip(worth, parts, strict=True) if part]
