"""Telling a VAT rate from the tax that a file states (DESIGN 5.4)."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from kfdesk.domain.money import HUNDRED, PENNY, ZERO
from kfdesk.domain.orders import LineKind, Order, TaxBasis
from kfdesk.domain.pricing import PricedLine


def rate_explaining(
    tax: Decimal, amount: Decimal, rates: Iterable[Decimal], *, is_on_top: bool
) -> Decimal | None:
    """The one rate at which an amount holds, or bears, this tax to 1p; None for none or several."""
    fitting = [rate for rate in rates if abs(_tax_at(amount, rate, is_on_top=is_on_top) - tax) <= PENNY]
    return fitting[0] if len(fitting) == 1 else None


def order_rate(
    order: Order,
    lines: Sequence[PricedLine],
    known: Sequence[Decimal | None],
    rates: Collection[Decimal],
) -> Decimal | None:
    """The one rate that explains the order's tax, were it on the goods alone or on delivery too.

    `known` holds the rates of the lines that are settled already; their tax is set aside.
    """
    is_on_top = order.tax_basis is TaxBasis.ON_TOP
    tax, goods, others = order.seller_tax or ZERO, ZERO, ZERO
    for line, rate in zip(lines, known, strict=True):
        if rate is not None:
            tax -= _tax_at(line.value, max(rate, ZERO), is_on_top=is_on_top)
        elif line.kind is LineKind.GOODS:
            goods += line.value
        else:
            others += line.value
    fitting = {
        rate
        for amount in {goods, goods + others}
        for rate in rates
        if abs(_tax_at(amount, rate, is_on_top=is_on_top) - tax) <= PENNY
    }
    return fitting.pop() if len(fitting) == 1 else None


def _tax_at(amount: Decimal, rate: Decimal, *, is_on_top: bool) -> Decimal:
    return amount * rate / (HUNDRED if is_on_top else HUNDRED + rate)
