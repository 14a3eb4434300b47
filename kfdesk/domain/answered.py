"""An order as the person's answers have it: what its file leaves open, settled (DESIGN 5.4).

Answers change whose a tax is and where it stands; what the order comes to must still be the
total that the channel states, which `pricing` sees to.
"""

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from kfdesk.domain.answers import Questions, Ruling
from kfdesk.domain.merge import gross_of
from kfdesk.domain.money import ZERO, share
from kfdesk.domain.orders import LineKind, Order, OrderLine, TaxBasis
from kfdesk.domain.pricing import has_tax, seller_tax_of
from kfdesk.domain.reasons import Why

EXPLANATIONS = frozenset({Why.LINES_NOT_IN_FILE})
"""What a reader tells without a person having to settle it."""

DIFFERENCE_TITLE = "Change to the order"
_OWN_BASIS = {Ruling.IN_PRICES: TaxBasis.INCLUDED, Ruling.ON_TOP: TaxBasis.ON_TOP}


def settled(order: Order, questions: Questions) -> Order:
    """The order without what its reader left open; raises Stopped where nobody answered that."""
    for problem in order.problems:
        if problem.why in EXPLANATIONS:
            continue
        ruling = questions.put(problem)
        if problem.why is Why.TAX_BASIS_UNKNOWN:
            order = _with_basis(order, Decimal(problem.facts["tax"]), ruling)
        elif ruling is Ruling.DIFFERENCE_LINE:
            order = _with_difference(order)
    if order.tax_basis is TaxBasis.UNKNOWN and has_tax(order):
        tax = seller_tax_of(order)
        order = _with_basis(order, tax, questions.ask(Why.TAX_BASIS_UNKNOWN, tax=tax))
    if not order.problems:
        return order
    explained = tuple(problem for problem in order.problems if problem.why in EXPLANATIONS)
    return order if explained == order.problems else replace(order, problems=explained)


def with_own_tax(order: Order) -> Order:
    """The tax that the file has as the marketplace's is the seller's, and part of the price."""
    tax = order.marketplace_tax
    ours = replace(order, marketplace_tax=ZERO, stated_total=_plus(order.stated_total, tax))
    whole = seller_tax_of(order) + tax
    if order.tax_basis is TaxBasis.ON_TOP or not has_tax(order):
        return replace(ours, tax_basis=TaxBasis.ON_TOP, seller_tax=whole)
    return replace(ours, seller_tax=whole, lines=_grown(order.lines, tax))


def without_marketplace_tax(order: Order, tax: Decimal) -> Order:
    """Tax that the file has as the seller's is the marketplace's, and no part of what the seller is owed."""
    lines = order.lines if order.tax_basis is TaxBasis.ON_TOP else _grown(order.lines, -tax)
    return replace(_taxless(order, lines), marketplace_tax=tax, stated_total=_plus(order.stated_total, -tax))


def _with_basis(order: Order, tax: Decimal, ruling: Ruling) -> Order:
    """Prices that hold a tax or do not, the seller's or the marketplace's."""
    if ruling in _OWN_BASIS:
        is_others = order.marketplace_tax == tax
        ours = replace(order, marketplace_tax=ZERO, seller_tax=tax) if is_others else order
        return replace(ours, tax_basis=_OWN_BASIS[ruling])
    is_inside = ruling is Ruling.MARKETPLACE_IN_PRICES
    taken = _taxless(order, _grown(order.lines, -tax) if is_inside else order.lines)
    owed, stated = gross_of(taken), order.stated_total
    total = owed if stated == owed + tax else stated  # the channel's total with that tax in it
    return replace(taken, marketplace_tax=tax, stated_total=total)


def _taxless(order: Order, lines: Sequence[OrderLine]) -> Order:
    """No tax is the seller's: neither a figure nor a rate of the file is left to go by."""
    bare = tuple(replace(line, tax=None) for line in lines)
    return replace(order, lines=bare, seller_tax=None, taxes=(), tax_basis=TaxBasis.INCLUDED)


def _with_difference(order: Order) -> Order:
    """What an edit took from the total, or added, as a line of its own that follows the goods."""
    if order.stated_total is None:
        return order
    on_top = seller_tax_of(order) if order.tax_basis is TaxBasis.ON_TOP else ZERO
    left = order.stated_total - on_top - gross_of(order)
    line = OrderLine(DIFFERENCE_TITLE, left, kind=LineKind.FEE)
    return replace(order, lines=(*order.lines, line)) if left else order


def _grown(lines: tuple[OrderLine, ...], tax: Decimal) -> tuple[OrderLine, ...]:
    """The lines with a tax put on, or taken off, by what is owed for each."""
    worth = [max(line.amount - line.discount, ZERO) for line in lines]
    if not any(worth):
        return lines
    parts = share(tax, worth)
    return tuple(replace(line, amount=line.amount + part) for line, part in zip(lines, parts, strict=True))


def _plus(total: Decimal | None, tax: Decimal) -> Decimal | None:
    return None if total is None else total + tax
