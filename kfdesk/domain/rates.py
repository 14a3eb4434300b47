"""Which VAT rate each line carries, and why (DESIGN 5.4, FORMATS 4.2).

For goods sold at home the first of these that says something decides: the rate that the file
states on the line, the channel's rate for the SKU, the channel's own rate, the line's tax, the
order's tax, the channel's rate for what the file does not say. Delivery and the like follow
the goods unless the file says otherwise.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kfdesk.domain.destinations import Destination, Place, destination
from kfdesk.domain.explain import order_rate, rate_explaining
from kfdesk.domain.invoices import NO_VAT
from kfdesk.domain.money import ZERO, share
from kfdesk.domain.orders import LineKind, Order, OrderLine, TaxBasis
from kfdesk.domain.pricing import Priced, PricedLine, has_tax
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.reported import HOME_STOCK, shipped_from_abroad, tax_collected
from kfdesk.domain.rules import VatRules
from kfdesk.domain.stops import attention

NO_RATE = Decimal(0)


@dataclass(frozen=True, slots=True)
class RatedLine:
    """A line, or a part of one, with the rate it carries (-1: no VAT) and the reasons."""

    source: OrderLine
    gross: Decimal
    rate: Decimal
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Rated:
    """All lines; `is_home_vat` when the file's VAT is what they should come to."""

    lines: tuple[RatedLine, ...]
    is_home_vat: bool
    why: tuple[Reason, ...] = ()


_Rate = tuple[Decimal, Reason]
_TIP: _Rate = (NO_VAT, Reason(Why.NO_VAT_TIP))


def rate_lines(order: Order, priced: Priced, rules: VatRules) -> Rated:
    """Give every line its rate; raises Stopped where a person must decide."""
    notes = _marketplace_note(order)
    if rules.no_vat:
        return Rated(_all_at(priced.lines, (NO_VAT, rules.no_vat)), is_home_vat=False, why=notes)
    where = destination(order)
    _refuse_what_reports_deny(order, where, rules)
    if where.place is Place.ABROAD:
        return _exported(order, priced, where, notes)
    _refuse_unclear_sale(order, where, rules)
    lines = _at_home(order, priced.lines, rules)
    return Rated(_checked(lines, rules), is_home_vat=True, why=notes)


def text_of(rate: Decimal) -> str:
    """A rate as a person writes it: 20, 17.5."""
    return f"{rate.normalize():f}"


def _marketplace_note(order: Order) -> tuple[Reason, ...]:
    if not order.marketplace_tax:
        return ()
    return (Reason.of(Why.MARKETPLACE_TAX_LEFT_OUT, tax=order.marketplace_tax),)


def _all_at(lines: Iterable[PricedLine], rate: _Rate) -> tuple[RatedLine, ...]:
    return tuple(_rated(line, rate) for line in lines)


def _rated(line: PricedLine, rate: _Rate) -> RatedLine:
    return RatedLine(line.source, line.gross, rate[0], (rate[1],))


def _exported(order: Order, priced: Priced, where: Destination, notes: tuple[Reason, ...]) -> Rated:
    zero = (NO_RATE, Reason.of(Why.EXPORT_ZERO, country=where.country))
    lines = tuple(_rated(line, _TIP if line.kind is LineKind.TIP else zero) for line in priced.lines)
    if has_tax(order):
        tax = order.seller_tax or sum((line.tax or ZERO for line in order.lines), ZERO)
        notes += (Reason.of(Why.FILE_TAX_KEPT_IN_PRICE, tax=tax, country=where.country),)
    return Rated(lines, is_home_vat=False, why=notes)


def _refuse_what_reports_deny(order: Order, where: Destination, rules: VatRules) -> None:
    """Stop where a report of the marketplace contradicts what the order file said of the tax.

    Outside the UK no tax is planned, so only tax that the file has in the price is in question.
    """
    told = tax_collected(order.reported)
    is_in_question = where.place is not Place.ABROAD or has_tax(order)
    if told and is_in_question and not order.marketplace_tax and rules.fixed != NO_RATE:
        raise attention(Why.MARKETPLACE_TAX_REPORTED, report=told.report, tax=told.collected or ZERO)
    country = shipped_from_abroad(order.reported)
    if country and rules.fixed is None:
        raise attention(Why.SHIPPED_FROM_ABROAD, country=country)


def _refuse_unclear_sale(order: Order, where: Destination, rules: VatRules) -> None:
    """Stop where the marketplace taxed a home sale, or the goods were not in the UK.

    A channel at 0 % is the person's answer that the marketplace accounts for the VAT.
    """
    if order.marketplace_tax > 0 and rules.fixed != NO_RATE:
        if where.place is Place.UNKNOWN:
            raise attention(Why.DESTINATION_UNKNOWN)
        raise attention(Why.MARKETPLACE_TAX_AT_HOME, tax=order.marketplace_tax)
    if rules.fixed is None and order.ship_from not in HOME_STOCK:
        raise attention(Why.SHIPPED_FROM_ABROAD, country=order.ship_from)


def _at_home(order: Order, lines: Sequence[PricedLine], rules: VatRules) -> list[RatedLine]:
    own = [_own_rate(order, line, rules) for line in lines]
    rest = _rate_of_the_rest(order, lines, own, rules)
    goods = _goods_rates(lines, own, rest)
    rated: list[RatedLine] = []
    for line, rate in zip(lines, own, strict=True):
        if rate or line.kind is LineKind.GOODS:
            rated.append(_rated(line, rate or rest or _for_nothing(goods)))
        else:
            rated.extend(_following(line, goods, rest))
    return rated


def _own_rate(order: Order, line: PricedLine, rules: VatRules) -> _Rate | None:
    """What is known of this line by itself."""
    source = line.source
    if source.kind is LineKind.TIP:
        return _TIP
    if source.vat_rate is not None and rules.fixed is None:
        return _from_file(source.vat_rate)
    if source.kind is LineKind.GOODS:
        by_sku = rules.sku_rate(source.sku)
        if by_sku is not None:
            return _because(Why.RATE_FROM_SKU, by_sku.rate, sku=by_sku.prefix)
        if rules.fixed is not None:
            return _because(Why.RATE_FROM_SETTING, rules.fixed)
    if source.tax and rules.fixed is None:
        is_on_top = order.tax_basis is TaxBasis.ON_TOP
        rate = rate_explaining(source.tax, source.amount, rules.rates, is_on_top=is_on_top)
        return None if rate is None else _because(Why.RATE_FROM_TAX, rate, tax=source.tax)
    return None


def _rate_of_the_rest(
    order: Order, lines: Sequence[PricedLine], own: Sequence[_Rate | None], rules: VatRules
) -> _Rate | None:
    """The rate for lines of which nothing is known by themselves; None to stop at them."""
    if rules.fixed is not None:
        return _because(Why.RATE_FROM_SETTING, rules.fixed)
    if None not in own:
        return None
    return _stated_for_order(order) or _explained_for_order(order, lines, own, rules) or _unknown(rules)


def _stated_for_order(order: Order) -> _Rate | None:
    stated = {tax.rate for tax in order.taxes if tax.amount}
    rate = stated.pop() if len(stated) == 1 else None
    return None if rate is None else _from_file(rate)


def _explained_for_order(
    order: Order, lines: Sequence[PricedLine], own: Sequence[_Rate | None], rules: VatRules
) -> _Rate | None:
    if not order.seller_tax or any(line.tax for line in order.lines):
        return None
    known = [None if rate is None else rate[0] for rate in own]
    rate = order_rate(order, lines, known, rules.rates)
    return None if rate is None else _because(Why.RATE_FROM_TAX, rate, tax=order.seller_tax)


def _unknown(rules: VatRules) -> _Rate | None:
    return None if rules.if_unknown is None else _because(Why.RATE_AS_UNKNOWN, rules.if_unknown)


def _goods_rates(
    lines: Sequence[PricedLine], own: Sequence[_Rate | None], rest: _Rate | None
) -> list[tuple[_Rate, Decimal]]:
    """The rates of the goods with their gross, in the order of the lines; stops at one without."""
    found: dict[Decimal, tuple[_Rate, Decimal]] = {}
    for line, known in zip(lines, own, strict=True):
        if line.kind is not LineKind.GOODS:
            continue
        rate = known or rest
        if rate is None:
            if line.gross:
                raise attention(Why.VAT_UNKNOWN, title=line.source.title)
            continue
        first, gross = found.get(rate[0], (rate, ZERO))
        found[rate[0]] = (first, gross + line.gross)
    return list(found.values())


def _for_nothing(goods: Sequence[tuple[_Rate, Decimal]]) -> _Rate:
    """A rate for goods given away, of which the file says none: that of the dearest goods, else 0 %."""
    if not goods:
        return _because(Why.RATE_AS_UNKNOWN, NO_RATE)
    return max(goods, key=lambda entry: entry[1])[0]


def _following(
    line: PricedLine, goods: Sequence[tuple[_Rate, Decimal]], rest: _Rate | None
) -> list[RatedLine]:
    """Delivery and the like at the goods' rate; goods of several rates split it by their gross."""
    worth = [entry for entry in goods if entry[1] > 0] or list(goods[:1])
    if not worth:
        if rest is None:
            raise attention(Why.VAT_UNKNOWN, title=line.source.title)
        return [_rated(line, rest)]
    if len(worth) == 1:
        return [_rated(line, worth[0][0])]
    parts = share(line.gross, [gross for _, gross in worth])
    split = Reason(Why.DELIVERY_SPLIT)
    return [
        RatedLine(line.source, part, rate, (why, split))
        for ((rate, why), _), part in zip(worth, parts, strict=True)
        if part
    ]


@lru_cache(maxsize=64)
def _from_file(rate: Decimal) -> _Rate:
    return _because(Why.RATE_FROM_FILE, rate)


def _because(why: Why, rate: Decimal, **facts: object) -> _Rate:
    return rate, Reason.of(why, rate=text_of(rate), **facts)


def _checked(lines: list[RatedLine], rules: VatRules) -> tuple[RatedLine, ...]:
    for line in lines:
        if line.rate > 0 and line.rate not in rules.rates:
            raise attention(Why.VAT_RATE_MISSING, rate=text_of(line.rate))
    return tuple(lines)
