"""What the seller is owed for each line of an order, to the penny (DESIGN 5.2)."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from kfdesk.domain.money import PENNY, ZERO, share, to_penny
from kfdesk.domain.orders import LineKind, Order, OrderLine, TaxBasis
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.record import Record
from kfdesk.domain.stops import attention, skipped

ROUNDING_LIMIT = Decimal("0.05")
"""How much rounding may leave on an order whose prices are without tax."""

KnownRate = Callable[[OrderLine], Decimal | None]
"""The VAT rate of a line where it is known before any tax is looked at."""

# A discount tied to no line is spread over the first of these; what exceeds it, over the next.
_DISCOUNTED = (
    frozenset({LineKind.GOODS}),
    frozenset({LineKind.DELIVERY}),
    frozenset({LineKind.GIFT_WRAP, LineKind.FEE, LineKind.TIP}),
)


class PricedLine(Record, frozen=True):
    """A line with what is owed for it.

    `value` is after discount in the file's own tax basis, `gross` holds the seller's tax.
    """

    source: OrderLine
    value: Decimal
    gross: Decimal

    @property
    def kind(self) -> LineKind:
        """What the line stands for."""
        return self.source.kind


class Priced(Record, frozen=True):
    """All lines, their sum, and what a person should know of how it came about."""

    lines: tuple[PricedLine, ...]
    gross: Decimal
    why: tuple[Reason, ...] = ()


def stated_gross(order: Order) -> Decimal:
    """The best figure for lists before anything is checked: stated, else added up."""
    if order.stated_total is not None:
        return order.stated_total
    goods = sum((line.amount - line.discount for line in order.lines), -order.order_discount)
    return goods + _tax_on_top(order)


def price(order: Order, known_rate: KnownRate) -> Priced:
    """Lines whose gross adds up to what the seller is owed; raises Stopped when it cannot."""
    values = _spread(order)
    grosses = values
    if order.tax_basis is TaxBasis.ON_TOP:
        taxes = _line_taxes(order, values, known_rate)
        grosses = [value + tax for value, tax in zip(values, taxes, strict=True)]
    grosses, rounding = _fitted(order, values, grosses)
    total = sum(grosses, ZERO)
    _refuse_nothing(total)
    return Priced(_kept(order, values, grosses), total, _discount_note(order) + rounding)


def seller_tax_of(order: Order) -> Decimal:
    """What the file states as the seller's tax, for the order or line by line."""
    return order.seller_tax or _sum_of_line_taxes(order)


def has_tax(order: Order) -> bool:
    """Whether the file states any tax of the seller's above zero."""
    return bool(order.seller_tax) or any(line.tax for line in order.lines)


def _discount_note(order: Order) -> tuple[Reason, ...]:
    discount = order.order_discount
    return (Reason.of(Why.DISCOUNT_SPREAD, discount=discount),) if discount else ()


def _refuse_nothing(total: Decimal) -> None:
    if total == 0:
        raise skipped(Why.NOTHING_TO_PAY)
    if total < 0:
        raise attention(Why.NEGATIVE_TOTAL, gross=total)


def _spread(order: Order) -> list[Decimal]:
    values = [to_penny(line.amount - line.discount) for line in order.lines]
    left = order.order_discount
    for kinds in _DISCOUNTED:
        if not left:
            break
        weights = [
            value if value > 0 and line.kind in kinds else ZERO
            for line, value in zip(order.lines, values, strict=True)
        ]
        part = min(left, sum(weights, ZERO))
        if part:
            values = [value - cut for value, cut in zip(values, share(part, weights), strict=True)]
            left -= part
    if left:
        raise attention(Why.NEGATIVE_TOTAL, gross=sum(values, -left))
    return values


def _line_taxes(order: Order, values: Sequence[Decimal], known_rate: KnownRate) -> list[Decimal]:
    taxes = [line.tax or ZERO for line in order.lines]
    left = ZERO if order.seller_tax is None else order.seller_tax - sum(taxes, ZERO)
    if abs(left) <= _rounding_limit(order) and any(taxes):
        return taxes
    weights = _tax_weights(order, values, known_rate)
    if left <= 0 or not any(weights):
        return taxes
    return [tax + part for tax, part in zip(taxes, share(left, weights), strict=True)]


def _tax_weights(order: Order, values: Sequence[Decimal], known_rate: KnownRate) -> list[Decimal]:
    """By value over the lines that may be taxed and state no tax; by their tax where all rates are known."""
    rates = [_taxable_rate(line, known_rate) for line in order.lines]
    taxable = [
        value > 0 and rate != 0 and not line.tax
        for line, value, rate in zip(order.lines, values, rates, strict=True)
    ]
    is_known = all(rate is not None for rate, is_taxed in zip(rates, taxable, strict=True) if is_taxed)
    return [
        (value * rate if is_known and rate is not None else value) if is_taxed else ZERO
        for value, rate, is_taxed in zip(values, rates, taxable, strict=True)
    ]


def _taxable_rate(line: OrderLine, known_rate: KnownRate) -> Decimal | None:
    if line.kind is LineKind.TIP:
        return ZERO
    rate = known_rate(line)
    return None if rate is None else max(rate, ZERO)


def _fitted(
    order: Order, values: Sequence[Decimal], grosses: list[Decimal]
) -> tuple[list[Decimal], tuple[Reason, ...]]:
    """The lines brought to the total that must come out, where rounding alone parts them."""
    total = sum(grosses, ZERO)
    wanted = _wanted_total(order, values, total)
    left = wanted - total
    if not left:
        return grosses, ()
    if order.tax_basis is not TaxBasis.ON_TOP or abs(left) > _rounding_limit(order):
        raise attention(Why.TOTAL_DIFFERS, stated=wanted, calculated=total)
    largest = grosses.index(max(grosses))
    fitted = [gross + left if index == largest else gross for index, gross in enumerate(grosses)]
    title = order.lines[largest].title
    return fitted, (Reason.of(Why.ROUNDING_ON_LINE, amount=left, title=title),)


def _wanted_total(order: Order, values: Sequence[Decimal], total: Decimal) -> Decimal:
    if order.stated_total is not None:
        return order.stated_total
    if order.tax_basis is TaxBasis.ON_TOP and order.seller_tax is not None:
        return sum(values, order.seller_tax)
    return total


def _kept(order: Order, values: Sequence[Decimal], grosses: Sequence[Decimal]) -> tuple[PricedLine, ...]:
    return tuple(
        PricedLine(line, value, gross)
        for line, value, gross in zip(order.lines, values, grosses, strict=True)
        if gross or line.kind is LineKind.GOODS
    )


def _rounding_limit(order: Order) -> Decimal:
    return min(PENNY * len(order.lines), ROUNDING_LIMIT)


def _tax_on_top(order: Order) -> Decimal:
    if order.tax_basis is not TaxBasis.ON_TOP:
        return ZERO
    return _sum_of_line_taxes(order) if order.seller_tax is None else order.seller_tax


def _sum_of_line_taxes(order: Order) -> Decimal:
    return sum((line.tax or ZERO for line in order.lines), ZERO)
