"""Which VAT rate each line carries, and why (DESIGN 5.4, FORMATS 4.2).

For goods sold at home the first of these that says something decides: the rate that the file
states on the line, the channel's rate for the SKU, the channel's own rate, the line's tax, the
order's tax, the channel's rate for what the file does not say, the person's answer. Delivery
and the like follow the goods unless the file says otherwise.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from kfdesk.domain.answers import Questions, Ruling
from kfdesk.domain.explain import order_rate, rate_explaining
from kfdesk.domain.invoices import NO_VAT
from kfdesk.domain.money import ZERO, share
from kfdesk.domain.orders import LineKind, Order, OrderLine, TaxBasis
from kfdesk.domain.pricing import Priced, PricedLine, has_tax, seller_tax_of
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.record import Record
from kfdesk.domain.rules import VatRules
from kfdesk.domain.stops import attention
from kfdesk.domain.treatment import Treatment, VatRule

NO_RATE = Decimal(0)


class RatedLine(Record, frozen=True):
    """A line, or a part of one, with the rate it carries (-1: no VAT) and the reasons."""

    source: OrderLine
    gross: Decimal
    rate: Decimal
    why: tuple[Reason, ...]


class Rated(Record, frozen=True):
    """All lines; `is_home_vat` when the file's VAT is what they should come to."""

    lines: tuple[RatedLine, ...]
    is_home_vat: bool
    why: tuple[Reason, ...] = ()


Rate = tuple[Decimal, Reason]
"""A rate in percent (-1: no VAT) and why."""

_RATES = {Ruling.STANDARD: Decimal(20), Ruling.REDUCED: Decimal(5), Ruling.ZERO: NO_RATE}
_WITHOUT_VAT = {Ruling.NO_VAT: Why.NO_VAT_SAID, Ruling.VOUCHER: Why.NO_VAT_VOUCHER}
_TIP: Rate = (NO_VAT, Reason(Why.NO_VAT_TIP))


def rate_lines(sale: Treatment, priced: Priced, rules: VatRules, questions: Questions) -> Rated:
    """Give every line its rate; raises Stopped where a person must decide."""
    order = sale.order
    cards = card_rate(order, questions)
    if sale.rule in (VatRule.HOME, VatRule.HOME_ASSUMED):
        home = _Home(order, rules, cards, questions)
        return Rated(_checked(_at_home(home, priced.lines), rules), is_home_vat=True)
    rate = _rate_of_all(sale, rules)
    lines = tuple(_rated(line, _special(line, cards) or rate) for line in priced.lines)
    return Rated(lines, is_home_vat=False, why=_kept_in_price(sale))


def card_rate(order: Order, questions: Questions) -> Rate | None:
    """What the gift cards of an order carry, None where it has none; raises Stopped with the question."""
    titles = [line.title for line in order.lines if line.kind is LineKind.GIFT_CARD]
    return _answered(questions.put(_question(Why.GIFT_CARD_SOLD, titles))) if titles else None


def text_of(rate: Decimal) -> str:
    """A rate as a person writes it: 20, 17.5."""
    return f"{rate.normalize():f}"


def _rate_of_all(sale: Treatment, rules: VatRules) -> Rate:
    """The rate of a sale on which no UK VAT falls."""
    if sale.rule is VatRule.NO_VAT and rules.no_vat:
        return NO_VAT, rules.no_vat
    if sale.rule is VatRule.OUTSIDE:
        return NO_VAT, Reason.of(Why.OUTSIDE_UK_VAT, country=sale.ship_from)
    if sale.rule is VatRule.MARKETPLACE:
        return NO_RATE, Reason(Why.MARKETPLACE_ZERO)
    country = sale.where.country
    return NO_RATE, Reason.of(Why.EXPORT_ZERO, country=country) if country else Reason(Why.EXPORT_SAID)


def _special(line: PricedLine, cards: Rate | None) -> Rate | None:
    """Tips and vouchers carry no VAT wherever they go."""
    if line.kind is LineKind.TIP:
        return _TIP
    return cards if line.kind is LineKind.GIFT_CARD and cards and cards[0] == NO_VAT else None


def _kept_in_price(sale: Treatment) -> tuple[Reason, ...]:
    """Tax that the file has in the price though no UK VAT falls on the sale."""
    if sale.rule is VatRule.NO_VAT or not has_tax(sale.order):
        return ()
    country = sale.where.country or sale.ship_from
    return (Reason.of(Why.FILE_TAX_KEPT_IN_PRICE, tax=seller_tax_of(sale.order), country=country),)


def _rated(line: PricedLine, rate: Rate) -> RatedLine:
    return RatedLine(line.source, line.gross, rate[0], (rate[1],))


class _Home(Record, frozen=True):
    """A sale under UK VAT, and what its lines' rates are told by."""

    order: Order
    rules: VatRules
    cards: Rate | None
    questions: Questions


def _at_home(home: _Home, lines: Sequence[PricedLine]) -> list[RatedLine]:
    own = [_own_rate(home, line) for line in lines]
    rest = _rate_of_the_rest(home, lines, own)
    goods = _goods_rates(lines, own, rest)
    rated: list[RatedLine] = []
    for line, rate in zip(lines, own, strict=True):
        if rate or line.kind is LineKind.GOODS:
            rated.append(_rated(line, rate or rest or _for_nothing(goods)))
        else:
            rated.extend(_following(line, goods, rest))
    return rated


def _own_rate(home: _Home, line: PricedLine) -> Rate | None:
    """What is known of this line by itself."""
    source, rules = line.source, home.rules
    if source.kind in (LineKind.TIP, LineKind.GIFT_CARD):
        return _TIP if source.kind is LineKind.TIP else home.cards
    if source.vat_rate is not None and rules.fixed is None:
        return _from_file(source.vat_rate)
    if source.kind is LineKind.GOODS:
        by_sku = rules.sku_rate(source.sku)
        if by_sku is not None:
            return _because(Why.RATE_FROM_SKU, by_sku.rate, sku=by_sku.prefix)
        if rules.fixed is not None:
            return _because(Why.RATE_FROM_SETTING, rules.fixed)
    if source.tax and rules.fixed is None:
        is_on_top = home.order.tax_basis is TaxBasis.ON_TOP
        rate = rate_explaining(source.tax, source.amount, rules.rates, is_on_top=is_on_top)
        return None if rate is None else _because(Why.RATE_FROM_TAX, rate, tax=source.tax)
    return None


def _rate_of_the_rest(home: _Home, lines: Sequence[PricedLine], own: Sequence[Rate | None]) -> Rate | None:
    """The rate for lines of which nothing is known by themselves; None: there are none."""
    order, rules = home.order, home.rules
    if rules.fixed is not None:
        return _because(Why.RATE_FROM_SETTING, rules.fixed)
    if None not in own:
        return None
    found = _stated_for_order(order) or _explained_for_order(order, lines, own, rules) or _unknown(rules)
    silent = [] if found else _silent(lines, own)
    return _answered(home.questions.put(_question(Why.VAT_UNKNOWN, silent))) if silent else found


def _silent(lines: Sequence[PricedLine], own: Sequence[Rate | None]) -> list[str]:
    """Titles of the lines that need a rate: goods that cost something; else what has no goods to follow."""
    unknown = [line for line, rate in zip(lines, own, strict=True) if rate is None]
    goods = [line for line in unknown if line.kind is LineKind.GOODS and line.gross]
    follows = any(
        rate is not None and line.kind is LineKind.GOODS for line, rate in zip(lines, own, strict=True)
    )
    others = [line for line in unknown if line.kind is not LineKind.GOODS]
    return [line.source.title for line in (goods if goods or follows else others)]


def _question(why: Why, titles: Sequence[str]) -> Reason:
    """About lines: the first is named in the sentence, but an answer holds for exactly these."""
    several = {"titles": " | ".join(dict.fromkeys(titles))} if len(set(titles)) > 1 else {}
    return Reason.of(why, title=titles[0], **several)


def _answered(ruling: Ruling) -> Rate:
    if ruling in _WITHOUT_VAT:
        return NO_VAT, Reason(_WITHOUT_VAT[ruling])
    return _because(Why.RATE_SAID, _RATES[ruling])


def _stated_for_order(order: Order) -> Rate | None:
    stated = {tax.rate for tax in order.taxes if tax.amount}
    rate = stated.pop() if len(stated) == 1 else None
    return None if rate is None else _from_file(rate)


def _explained_for_order(
    order: Order, lines: Sequence[PricedLine], own: Sequence[Rate | None], rules: VatRules
) -> Rate | None:
    if not order.seller_tax or any(line.tax for line in order.lines):
        return None
    known = [None if rate is None else rate[0] for rate in own]
    rate = order_rate(order, lines, known, rules.rates)
    return None if rate is None else _because(Why.RATE_FROM_TAX, rate, tax=order.seller_tax)


def _unknown(rules: VatRules) -> Rate | None:
    return None if rules.if_unknown is None else _because(Why.RATE_AS_UNKNOWN, rules.if_unknown)


def _goods_rates(
    lines: Sequence[PricedLine], own: Sequence[Rate | None], rest: Rate | None
) -> list[tuple[Rate, Decimal]]:
    """The rates of the goods with their gross, in the order of the lines."""
    found: dict[Decimal, tuple[Rate, Decimal]] = {}
    for line, known in zip(lines, own, strict=True):
        if line.kind is not LineKind.GOODS:
            continue
        rate = known or rest
        if rate is not None:  # else it is given away
            first, gross = found.get(rate[0], (rate, ZERO))
            found[rate[0]] = (first, gross + line.gross)
    return list(found.values())


def _for_nothing(goods: Sequence[tuple[Rate, Decimal]]) -> Rate:
    """A rate for goods given away, of which the file says none: that of the dearest goods, else 0 %."""
    if not goods:
        return _because(Why.RATE_AS_UNKNOWN, NO_RATE)
    return max(goods, key=lambda entry: entry[1])[0]


def _following(line: PricedLine, goods: Sequence[tuple[Rate, Decimal]], rest: Rate | None) -> list[RatedLine]:
    """Delivery and the like at the goods' rate; goods of several rates split it by their gross."""
    worth = [entry for entry in goods if entry[1] > 0] or list(goods[:1])
    if not worth:
        return [_rated(line, rest or _for_nothing(goods))]
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
def _from_file(rate: Decimal) -> Rate:
    return _because(Why.RATE_FROM_FILE, rate)


def _because(why: Why, rate: Decimal, **facts: object) -> Rate:
    return rate, Reason.of(why, rate=text_of(rate), **facts)


def _checked(lines: list[RatedLine], rules: VatRules) -> tuple[RatedLine, ...]:
    for line in lines:
        if line.rate > 0 and line.rate not in rules.rates:
            raise attention(Why.VAT_RATE_MISSING, rate=text_of(line.rate))
    return tuple(lines)
