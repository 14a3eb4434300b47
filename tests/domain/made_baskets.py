"""Baskets of every kind, in whole pennies, made by chance: what a channel's file may hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any

from kfdesk.domain.orders import LineKind, Order, OrderLine, TaxBasis
from tests.builders import a_buyer, an_address, an_order
from tests.domain.own_sums import half_up

PRICES = (0, 1, 2, 5, 33, 99, 999, 1700, 12_345)
DEAREST = 200_000
RATES = (20, 20, 20, 5, 0)
UNKNOWN_TO_THE_COMPANY = 15
QUANTITIES = ("1", "1", "2", "3", "7", "50", "2.5", "0.333", "0")
BESIDE = (LineKind.DELIVERY, LineKind.GIFT_WRAP, LineKind.TIP, LineKind.FEE)
MANY = 10_000
ONE_IN = 100


@dataclass(frozen=True)
class Item:
    """A line; pennies for the whole of it, before discount; the rate in percent, None where none is told."""

    kind: LineKind
    amount: int
    discount: int = 0
    quantity: str = "1"
    rate: int | None = None
    tax: int | None = None

    @property
    def value(self) -> int:
        """After its own discount, in the file's tax basis."""
        return self.amount - self.discount


@dataclass(frozen=True)
class Basket:
    """An order and the settings of its channel. `off` is by how much the stated total is wrong."""

    items: tuple[Item, ...]
    order_discount: int = 0
    is_on_top: bool = False
    seller_tax: int | None = None
    off: int = 0
    vat: str = "file"
    vat_unknown: str = "stop"
    currency: str = "GBP"
    foreign: bool = False
    country: str = "GB"
    by_gift_card: int = 0

    @property
    def owed(self) -> int:
        """What the seller is owed: all lines less all discounts, and the tax where prices are without."""
        on_top = (self.seller_tax or 0) if self.is_on_top else 0
        return sum(item.value for item in self.items) - self.order_discount + on_top

    @property
    def stated_total(self) -> int:
        """The total in the file."""
        return self.owed + self.off

    def order(self) -> Order:
        """As a reader of files gives it."""
        address = an_address(country=self.country, postcode="")
        return an_order(
            lines=tuple(_line(item) for item in self.items),
            currency=self.currency,
            order_discount=money(self.order_discount),
            tax_basis=TaxBasis.ON_TOP if self.is_on_top else TaxBasis.INCLUDED,
            seller_tax=None if self.seller_tax is None else money(self.seller_tax),
            stated_total=money(self.stated_total),
            paid_by_credit=money(self.by_gift_card),
            buyer=a_buyer(address=address),
            ship_to=address,
        )


def money(pennies: int) -> Decimal:
    """Pennies as the program has them."""
    return Decimal(pennies).scaleb(-2)


def make_basket(rng: Random, longest: int = MANY) -> Basket:
    """Any basket; most could be sent, some must be stopped. The smallest chances make the plainest one."""
    make = _taxed_on_top if _one_in(rng, 4) else _with_tax_inside
    return make(rng, longest)


def _one_in(rng: Random, number: int) -> bool:
    return rng.randrange(number) == number - 1


def _with_tax_inside(rng: Random, longest: int) -> Basket:
    """Prices hold the tax; the channel goes by the file, by one rate, or carries none."""
    vat = rng.choice(("file", "file", "file", "20", "5", "0", "none"))
    items = _items(rng, longest, rates_told=not _one_in(rng, 8))
    knows_rates = all(item.rate is not None for item in items if item.kind is LineKind.GOODS)
    has_goods = any(item.kind is LineKind.GOODS for item in items)
    tells_tax = knows_rates and has_goods and _one_in(rng, 3 if vat == "file" else 20)
    return Basket(
        items,
        order_discount=_order_discount(rng, items),
        seller_tax=_stated_tax(rng, items) if tells_tax else None,
        vat=vat,
        vat_unknown=rng.choice(("stop", "20", "5", "0")),
        off=_sometimes(rng, rng.randint(-3, 3)),
        **_circumstances(rng, items),
    )


def _taxed_on_top(rng: Random, longest: int) -> Basket:
    """Prices are without tax: the file tells it for each line, or for the order alone."""
    bare = [item for item in _items(rng, longest, rates_told=True) if item.kind is not LineKind.FEE]
    items = [Item(i.kind, i.amount, i.discount, i.quantity, _told_rate(i)) for i in bare]
    taxes = [half_up(item.value * (item.rate or 0), 100) for item in items]
    by_lines = _one_in(rng, 2)
    if by_lines:
        items = [
            Item(i.kind, i.amount, i.discount, i.quantity, i.rate, tax)
            for i, tax in zip(items, taxes, strict=True)
        ]
    together = half_up(sum(item.value * (item.rate or 0) for item in items), 100)
    off = rng.choice((0, 0, 0, rng.randint(-7, 7)))
    return Basket(
        tuple(items),
        is_on_top=True,
        seller_tax=sum(taxes) if by_lines else together,
        off=off,
    )


def _told_rate(item: Item) -> int:
    if item.kind is LineKind.TIP:
        return 0
    return 20 if item.rate is None else item.rate


def _items(rng: Random, longest: int, *, rates_told: bool) -> tuple[Item, ...]:
    count = longest if _one_in(rng, 20 * ONE_IN) else rng.choice((1, 1, 2, 3, 5, 12))
    goods = [_goods(rng, told=rates_told or not _one_in(rng, 2)) for _ in range(count)]
    if _one_in(rng, 6):  # what is shared may tie
        goods = [replace(each, amount=goods[0].amount, discount=0) for each in goods]
    beside = [_beside(rng, kind) for kind in BESIDE for _ in range(rng.choice((0, 0, 1, 1, 2)))]
    if _one_in(rng, ONE_IN):
        beside.append(Item(LineKind.GIFT_CARD, 2500))
    if _one_in(rng, ONE_IN) and beside:
        goods = []  # an order of delivery alone, or of a tip
    items = [*goods, *beside]
    if _one_in(rng, 4):
        rng.shuffle(items)
    return tuple(items)


def _goods(rng: Random, *, told: bool) -> Item:
    amount = _price(rng)
    discount = rng.randint(0, amount) if _one_in(rng, 4) else 0
    rate = UNKNOWN_TO_THE_COMPANY if _one_in(rng, 5 * ONE_IN) else rng.choice(RATES)
    quantity = rng.choice(QUANTITIES)
    if quantity.isdecimal() and not _one_in(rng, 4):
        amount *= int(quantity)
    return Item(LineKind.GOODS, amount, min(discount, amount), quantity, rate if told else None)


def _beside(rng: Random, kind: LineKind) -> Item:
    if kind is LineKind.FEE:
        return Item(kind, rng.randint(-300, 300))
    amount = _price(rng)
    discount = rng.randint(0, amount) if kind is LineKind.DELIVERY and _one_in(rng, 5) else 0
    told = rng.choice(RATES) if kind is not LineKind.TIP and _one_in(rng, 4) else None
    return Item(kind, amount, discount, rate=told)


def _price(rng: Random) -> int:
    return rng.randrange(DEAREST) if _one_in(rng, 2) else rng.choice(PRICES)


def _order_discount(rng: Random, items: Sequence[Item]) -> int:
    owed = sum(item.value for item in items)
    if owed <= 0 or not _one_in(rng, 3):
        return 0
    return owed if _one_in(rng, 10) else rng.randint(1, owed + _one_in(rng, ONE_IN))


def _stated_tax(rng: Random, items: Sequence[Item]) -> int:
    """The tax as a channel has it, each line rounded by itself, at times some pennies beside."""
    exact = sum(
        half_up(item.value * item.rate, 100 + item.rate)
        for item in items
        if item.rate is not None and item.kind is not LineKind.TIP
    )
    return max(0, exact + rng.choice((0, 0, 1, -1, rng.randint(-len(items) - 2, len(items) + 2))))


def _circumstances(rng: Random, items: Sequence[Item]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if _one_in(rng, 10):
        found |= {
            "currency": rng.choice(("EUR", "EUR", "EUR", "USD", "JPY")),
            "foreign": rng.randrange(4) > 0,
        }
    if _one_in(rng, 10):
        found["country"] = rng.choice(("FR", "US"))
    if _one_in(rng, 20):
        found["by_gift_card"] = rng.randint(1, 1 + max(0, sum(item.value for item in items)))
    return found


def _sometimes(rng: Random, value: int) -> int:
    return value if _one_in(rng, 30) else 0


def _line(item: Item) -> OrderLine:
    return OrderLine(
        item.kind.value,
        money(item.amount),
        Decimal(item.quantity),
        kind=item.kind,
        discount=money(item.discount),
        vat_rate=None if item.rate is None else Decimal(item.rate),
        tax=None if item.tax is None else money(item.tax),
    )
