"""The lines of an order from Shopify's interface, and the taxes that each names."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kfdesk.domain.money import HUNDRED, ZERO
from kfdesk.domain.orders import LineKind, OrderLine
from kfdesk.importers import money
from kfdesk.importers.fields import Thing, amount, exact, inner, is_true, percentage, several, text

NO_RATE = Decimal(0)


class Taxes(NamedTuple):
    """The taxes on one line: the seller's and the channel's; None where none is named."""

    own: Decimal | None
    channel: Decimal
    rate: Decimal | None


def taxes_of(named: Sequence[Thing]) -> Taxes:
    """Taxes of one line add up, and so do their rates."""
    own = [tax for tax in named if not is_true(tax, "channel_liable")]
    channel = sum((amount(tax, "price") for tax in named if tax not in own), ZERO)
    if not own:
        return Taxes(None, channel, None)
    rates = [percent(tax) for tax in own]
    known = [rate for rate in rates if rate is not None]
    whole = sum(known, NO_RATE) if len(known) == len(rates) else None
    return Taxes(sum((amount(tax, "price") for tax in own), ZERO), channel, whole)


def percent(tax: Thing) -> Decimal | None:
    """A rate such as 0.2 as a percentage."""
    return percentage(exact(tax, "rate") * HUNDRED) if text(tax, "rate") else None


def lines_of(thing: Thing, *, is_included: bool) -> tuple[OrderLine, ...]:
    """Goods, delivery, duties, tips."""
    row, is_taxed = int(text(thing, "row") or 0), bool(amount(thing, "total_tax"))
    if "line_items" not in thing:
        return tuple(_one_for_all(thing, row))
    goods = [
        _goods(item, row, is_taxed=is_taxed, is_included=is_included) for item in several(thing, "line_items")
    ]
    return (*goods, *_beside(thing, is_included=is_included))


def _one_for_all(thing: Thing, row: int) -> Iterator[OrderLine]:
    """A file of chosen fields may leave the lines out."""
    yield OrderLine("", amount(thing, "total_line_items_price"), row=row)
    if shipping := amount(inner(inner(thing, "total_shipping_price_set"), "shop_money"), "amount"):
        yield OrderLine("Delivery", shipping, kind=LineKind.DELIVERY)


def _goods(item: Thing, row: int, *, is_taxed: bool, is_included: bool) -> OrderLine:
    taxes, many = taxes_of(several(item, "tax_lines")), exact(item, "quantity")
    is_untaxed = is_taxed and taxes.rate is None and not taxes.channel and item.get("taxable") is False
    worth = money.whole_pennies(many * exact(item, "price"))
    return OrderLine(
        title=text(item, "name", "title"),
        amount=worth - taxes.channel if is_included else worth,
        quantity=many,
        kind=LineKind.GIFT_CARD if is_true(item, "gift_card") else LineKind.GOODS,
        discount=_discount(item),
        tax=taxes.own or None,
        vat_rate=NO_RATE if is_untaxed else taxes.rate,
        sku=text(item, "sku"),
        row=row,
    )


def _discount(item: Thing) -> Decimal:
    """Allocations hold the line's part of the order's discounts; older orders have a sum alone."""
    shares = several(item, "discount_allocations")
    if shares:
        return sum((amount(share, "amount") for share in shares), ZERO)
    return amount(item, "total_discount")


def _beside(thing: Thing, *, is_included: bool) -> Iterator[OrderLine]:
    for item in several(thing, "shipping_lines"):
        if price := amount(item, "price"):
            yield _delivery(item, price, is_included=is_included)
    if duties := amount(inner(inner(thing, "original_total_duties_set"), "shop_money"), "amount"):
        yield OrderLine("Duties", duties, kind=LineKind.FEE)
    if tip := amount(thing, "total_tip_received"):
        yield OrderLine("Tip", tip, kind=LineKind.TIP)


def _delivery(item: Thing, price: Decimal, *, is_included: bool) -> OrderLine:
    taxes = taxes_of(several(item, "tax_lines"))
    return OrderLine(
        text(item, "title") or "Delivery",
        price - taxes.channel if is_included else price,
        kind=LineKind.DELIVERY,
        discount=_discount(item),
        tax=taxes.own or None,
        vat_rate=taxes.rate,
    )
