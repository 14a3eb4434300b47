"""What the totals of a Shopify order say that the file does not say in words.

Whether prices hold the tax is nowhere in the file; two identities tell it (FORMATS 3.2). The
same figures tell a discount on delivery, an edited order, and whether the tax covers delivery.
"""

from collections.abc import Sequence
from decimal import Decimal

from kfdesk.domain.money import HUNDRED, PENNY, ZERO
from kfdesk.domain.orders import TaxBasis, TaxStatement
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.record import Record


class Figures(Record, frozen=True):
    """The money cells of an order and the sums of its rows."""

    goods: Decimal
    line_discounts: Decimal
    subtotal: Decimal
    discount: Decimal
    shipping: Decimal
    taxes: Decimal
    tips: Decimal
    duties: Decimal
    total: Decimal
    outstanding: Decimal
    line_count: int


class Settled(Record, frozen=True):
    """What the figures come to; `problem` where they do not fit one another."""

    basis: TaxBasis
    order_discount: Decimal
    delivery_discount: Decimal
    duties: Decimal
    problem: Reason | None = None


def settle(figures: Figures) -> Settled:
    """Find the reading under which the total is the sum of its parts."""
    gap = figures.subtotal - figures.goods + figures.discount
    on_delivery = gap if ZERO < gap <= min(figures.discount, figures.shipping) else ZERO
    order_discount = max(figures.discount - on_delivery - figures.line_discounts, ZERO)
    # A discount on delivery is off Shipping already, or still to be taken off; the same with duties.
    for off in (on_delivery, ZERO) if on_delivery else (ZERO,):
        for duties in (figures.duties, ZERO) if figures.duties else (ZERO,):
            basis = _basis(figures, figures.subtotal + figures.shipping - off + figures.tips + duties)
            if basis:
                problem = (
                    None if gap in {ZERO, on_delivery} else _misfit(figures, figures.goods - figures.discount)
                )
                return Settled(basis, order_discount, off, duties, problem)
    return _unsettled(figures, order_discount)


def _basis(figures: Figures, parts: Decimal) -> TaxBasis | None:
    if figures.total == parts:
        return TaxBasis.INCLUDED
    return TaxBasis.ON_TOP if figures.total == parts + figures.taxes else None


def _unsettled(figures: Figures, order_discount: Decimal) -> Settled:
    parts = figures.subtotal + figures.shipping + figures.tips + figures.duties
    on_top = parts + figures.taxes
    is_on_top = abs(figures.total - on_top) < abs(figures.total - parts)
    basis, nearest = (TaxBasis.ON_TOP, on_top) if is_on_top else (TaxBasis.INCLUDED, parts)
    return Settled(basis, order_discount, ZERO, figures.duties, _misfit(figures, nearest))


def _misfit(figures: Figures, calculated: Decimal) -> Reason:
    """An edit leaves a balance open that is not the whole order; else the figures are at odds."""
    if figures.outstanding not in {ZERO, figures.total}:
        return Reason.of(Why.ORDER_EDITED, outstanding=figures.outstanding)
    return Reason.of(Why.TOTAL_DIFFERS, stated=figures.total, calculated=calculated)


class Rates(Record, frozen=True):
    """The rate that goods, untaxed goods and delivery bear; None where the file does not tell."""

    goods: Decimal | None = None
    untaxed: Decimal | None = None
    delivery: Decimal | None = None


NO_RATES = Rates()


def rates(
    stated: Sequence[TaxStatement], figures: Figures, settled: Settled, taxable_goods: Decimal
) -> Rates:
    """The stated rate, wherever it explains the order's tax.

    Tax on goods alone says nothing of delivery, which in the UK follows the goods.
    """
    rate = _one_rate(stated)
    if rate is None:
        return NO_RATES
    if not figures.taxes:
        return NO_RATES if rate else Rates(rate, rate, rate)
    goods = _after_discount(figures, settled, taxable_goods)
    delivery = figures.shipping - settled.delivery_discount
    allowed = PENNY * (figures.line_count + 1)
    for covered, delivery_rate in ((goods + delivery, rate), (goods, None)):
        if abs(_tax_of(covered, rate, settled.basis) - figures.taxes) <= allowed:
            return Rates(rate, Decimal(0), delivery_rate)
    return NO_RATES


def _one_rate(stated: Sequence[TaxStatement]) -> Decimal | None:
    """Rates of several taxes on one sale, such as GST and PST, add up."""
    whole = Decimal(0)
    for tax in stated:
        if tax.rate is None:
            return None
        whole += tax.rate
    return whole if stated else None


def _after_discount(figures: Figures, settled: Settled, taxable_goods: Decimal) -> Decimal:
    """The taxable goods less their part of the order's discount."""
    whole = figures.goods - figures.line_discounts
    if not settled.order_discount or not whole:
        return taxable_goods
    return taxable_goods - settled.order_discount * taxable_goods / whole


def _tax_of(amount: Decimal, rate: Decimal, basis: TaxBasis) -> Decimal:
    return amount * rate / (HUNDRED + rate if basis is TaxBasis.INCLUDED else HUNDRED)
