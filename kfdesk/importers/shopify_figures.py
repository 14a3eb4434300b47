"""What the totals of a Shopify order say that the file does not say in words.

Whether prices hold the tax is nowhere in the file; two identities tell it (FORMATS 3.2). The
same figures tell a discount on delivery, an edited order, and whether the tax covers delivery.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kfdesk.domain.money import HUNDRED, PENNY, ZERO
from kfdesk.domain.orders import LineKind, OrderLine, TaxBasis, TaxStatement
from kfdesk.domain.reasons import Reason, Why


@dataclass(frozen=True)
class Figures:
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


@dataclass(frozen=True)
class Settled:
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
    for off in dict.fromkeys((on_delivery, ZERO)):
        for duties in dict.fromkeys((figures.duties, ZERO)):
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


@dataclass(frozen=True)
class Rates:
    """The rate that goods, untaxed goods and delivery bear; None where the file does not tell."""

    goods: Decimal | None = None
    untaxed: Decimal | None = None
    delivery: Decimal | None = None


def rates(
    stated: Sequence[TaxStatement],
    taxes: Decimal,
    settled: Settled,
    lines: Sequence[OrderLine],
    taxable: Sequence[bool],
) -> Rates:
    """The stated rate, wherever it explains the order's tax.

    Tax on goods alone says nothing of delivery, which in the UK follows the goods.
    """
    rate = _one_rate(stated)
    if rate is None:
        return Rates()
    if not taxes:
        return Rates(rate, rate, rate) if not rate else Rates()
    goods, delivery = _taxed(lines, taxable, settled.order_discount)
    allowed = PENNY * (len(lines) + 1)
    for covered, delivery_rate in ((goods + delivery, rate), (goods, None)):
        if abs(_tax_of(covered, rate, settled.basis) - taxes) <= allowed:
            return Rates(rate, Decimal(0), delivery_rate)
    return Rates()


def _one_rate(stated: Sequence[TaxStatement]) -> Decimal | None:
    """Rates of several taxes on one sale, such as GST and PST, add up."""
    known = [tax.rate for tax in stated if tax.rate is not None]
    if not known or len(known) != len(stated):
        return None
    return sum(known, Decimal(0))


def _taxed(
    lines: Sequence[OrderLine], taxable: Sequence[bool], order_discount: Decimal
) -> tuple[Decimal, Decimal]:
    goods = [(line.amount - line.discount, is_taxed) for line, is_taxed in zip(lines, taxable, strict=False)]
    whole = sum((amount for amount, _ in goods), ZERO)
    taxed = sum((amount for amount, is_taxed in goods if is_taxed), ZERO)
    left = taxed - (order_discount * taxed / whole if whole else ZERO)
    delivery = sum((line.amount - line.discount for line in lines if line.kind is LineKind.DELIVERY), ZERO)
    return left, delivery


def _tax_of(amount: Decimal, rate: Decimal, basis: TaxBasis) -> Decimal:
    return amount * rate / (HUNDRED + rate if basis is TaxBasis.INCLUDED else HUNDRED)
