"""Orders of a simulation, and what they come to by its own arithmetic, in whole pennies."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from msgspec import structs

from kfdesk.domain.orders import Address, Buyer, LineKind, Order, OrderLine, PaymentState, Refund
from tests.simulation.chance import Chance

EARLIEST = date(2026, 10, 5)
FIRST_ORDER = 7001


@dataclass(frozen=True)
class Expected:
    """What an order must come to in the ledger; `is_sale` False: it must not get there."""

    gross: int
    vat: int
    is_sale: bool = True


@dataclass(frozen=True)
class Basket:
    """An order as a file has it, with what it must come to."""

    order: Order
    expected: Expected

    @property
    def is_sold(self) -> bool:
        """Whether it was paid and not called off, whatever was given back later."""
        return not self.order.is_cancelled and self.order.payment_state is PaymentState.PAID


def some_baskets(chance: Chance) -> list[Basket]:
    """One order or a few, of one buyer or several, on near days or far ones."""
    count = chance.weighed([(1, 3), (2, 4), (3, 3), (4, 1), (6, 1)])
    days = chance.pick([1, 3, 40])
    return [a_basket(chance, _number(index, days), days) for index in range(count)]


def _number(index: int, days: int) -> str:
    """One after the other; of orders of one day each begins with the one before."""
    return f"{FIRST_ORDER}{'1' * index}" if days == 1 else str(FIRST_ORDER + index)


def a_basket(chance: Chance, number: str, days: int = 3) -> Basket:
    """One order with all kinds of pennies, mostly at one rate."""
    rate = chance.pick([20, 20, 20, 5, 0])
    amounts = [chance.number(1, 4000) for _ in range(chance.number(1, 3))]
    other = chance.pick([20, 5, 0]) if len(amounts) > 1 and chance.happens(0.25) else rate
    is_plain = other == rate
    delivery = chance.pick([0, 0, 299, 350]) if is_plain else 0
    discount = chance.pick([0, 0, min(amounts[0], 100)]) if is_plain and len(amounts) > 1 else 0
    lines = [_line(amount, rate, chance.number(1, 3)) for amount in amounts[:-1]]
    lines.append(_line(amounts[-1], other, chance.number(1, 3)))
    if delivery:
        lines.append(structs.replace(_line(delivery, rate, 1), kind=LineKind.DELIVERY, title="Delivery"))
    gross = sum(amounts) + delivery - discount
    vat = (
        vat_in(gross - amounts[-1], rate) + vat_in(amounts[-1], other)
        if not is_plain
        else vat_in(gross, rate)
    )
    day = EARLIEST + timedelta(days=chance.number(0, days - 1))
    paid = day + timedelta(days=chance.pick([0, 0, 1]))
    order = Order(
        order_number=number,
        currency="GBP",
        lines=tuple(lines),
        layout="shopify.orders",
        ordered=day,
        paid=paid,
        despatched=paid if chance.happens(0.5) else None,
        order_discount=_pounds(discount),
        stated_total=_pounds(gross),
        payment_reference=chance.pick(["", f"PAY{number}"]),
        buyer=_buyer(chance.number(1, 3)),
    )
    return _as_sold(chance, order, Expected(gross, vat))


def with_refunds(basket: Basket, refunds: Iterable[Refund]) -> Basket:
    """The order as a file has it that knows of these; in full and never despatched it is no sale."""
    order = structs.replace(basket.order, refunds=tuple(refunds))
    given = sum(pennies(refund.gross) for refund in order.refunds)
    is_taken_back = bool(order.refunds) and order.despatched is None and given >= basket.expected.gross
    is_sale = basket.is_sold and not is_taken_back
    return Basket(order, replace(basket.expected, is_sale=is_sale))


def changed(chance: Chance, basket: Basket) -> Basket:
    """The same order as a later file has it: cancelled, or with other figures."""
    if chance.happens(0.3):
        order = structs.replace(basket.order, is_cancelled=True)
        return Basket(order, replace(basket.expected, is_sale=False))
    other = a_basket(chance, basket.order.order_number)
    kept = {
        "ordered": basket.order.ordered,
        "paid": basket.order.paid or basket.order.ordered,
        "buyer": basket.order.buyer,
    }
    order = structs.replace(other.order, **kept, payment_state=PaymentState.PAID, is_cancelled=False)
    return with_refunds(Basket(order, replace(other.expected, is_sale=True)), basket.order.refunds)


def vat_in(gross: int, rate: int) -> int:
    """The VAT inside a gross sum, half-up, in pennies."""
    return (2 * gross * rate + 100 + rate) // (2 * (100 + rate))


def pennies(amount: Decimal) -> int:
    """An amount in pennies; a part of a penny is kept out of it by an error."""
    whole = amount * 100
    assert whole == int(whole), amount
    return int(whole)


def _as_sold(chance: Chance, order: Order, expected: Expected) -> Basket:
    """Most orders are sales; some are not paid yet, or cancelled."""
    kind = chance.weighed([("sale", 20), ("unpaid", 1), ("cancelled", 1)])
    if kind == "sale":
        return Basket(order, expected)
    is_cancelled = kind == "cancelled"
    order = structs.replace(order, payment_state=PaymentState.UNPAID, paid=None, is_cancelled=is_cancelled)
    return Basket(order, replace(expected, is_sale=False))


def _line(amount: int, rate: int, quantity: int) -> OrderLine:
    return OrderLine("Mug", _pounds(amount), quantity=Decimal(quantity), vat_rate=Decimal(rate), sku="MUG")


def _buyer(which: int) -> Buyer:
    name = f"Pat Buyer{which}"
    address = Address(name=name, line1="1 High Street", town="Leeds", postcode=f"LS{which} 1AA", country="GB")
    return Buyer(
        name=name,
        email=f"pat{which}@example.com" if which > 1 else "",
        username=f"pat{which}",
        address=address,
    )


def _pounds(amount: int) -> Decimal:
    return Decimal(amount) / 100
