"""Order files of a small UK shop as Shopify's interface gives them, in whole pennies."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

GOODS = (("Enamel mug", "MUG", 999, 20), ("Tea towel", "TOW", 1700, 20), ("Postcard", "CRD", 35, 20))
UNTAXED = (("Children's bib", "BIB", 450, 0), ("Cook book", "BOK", 1299, 0))
DELIVERY = (0, 395, 449)
FIRST_NUMBER = 1001
BUYERS = 80
NEWEST_DAYS = 12
DAYS = 20


@dataclass(frozen=True)
class Line:
    """Goods at a price with tax; amounts in pennies, the rate in percent."""

    title: str
    sku: str
    price: int
    rate: int
    quantity: int

    @property
    def gross(self) -> int:
        """What the line costs."""
        return self.price * self.quantity


@dataclass(frozen=True)
class MadeOrder:
    """An order as the shop has it; `refunds` are pennies given back, each on a day of its own."""

    number: int
    buyer: int
    day: date
    lines: tuple[Line, ...]
    delivery: int
    refunds: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The order number."""
        return f"#{self.number}"

    @property
    def email(self) -> str:
        """By which the buyer is known."""
        return f"buyer{self.buyer}@example.com"

    @property
    def gross(self) -> int:
        """What the buyer paid, in pennies."""
        return sum(line.gross for line in self.lines) + self.delivery

    @property
    def left(self) -> int:
        """What of it was not given back."""
        return self.gross - sum(self.refunds)

    def refunded(self, amount: int) -> "MadeOrder":
        """The order after so much was given back."""
        return replace(self, refunds=(*self.refunds, amount))


def make_orders(rng: Random, first: int, count: int) -> list[MadeOrder]:
    """So many new orders; the number of the first is `FIRST_NUMBER` + `first`."""
    return [_make(rng, FIRST_NUMBER + first + index) for index in range(count)]


def write_orders(path: Path, orders: Sequence[MadeOrder]) -> None:
    """One file with these orders."""
    path.write_text(json.dumps({"orders": [_document(order) for order in orders]}), encoding="utf-8")


def _make(rng: Random, number: int) -> MadeOrder:
    goods = [rng.choice(GOODS), *rng.choices(GOODS + UNTAXED, k=rng.randrange(3))]
    lines = tuple(Line(*each, quantity=rng.randint(1, 4)) for each in goods)
    day = datetime.now(UTC).date() - timedelta(days=NEWEST_DAYS + rng.randrange(DAYS))
    return MadeOrder(number, rng.randrange(BUYERS), day, lines, rng.choice(DELIVERY))


def _tax(gross: int, rate: int) -> int:
    """The tax in a gross sum, half-up to a penny."""
    return (2 * gross * rate + 100 + rate) // (2 * (100 + rate))


def _document(order: MadeOrder) -> dict[str, object]:
    status = "paid" if not order.refunds else "partially_refunded"
    if sum(order.refunds) == order.gross:
        status = "refunded"
    taxes = [_tax(line.gross, line.rate) for line in order.lines]
    moment = _moment(order.day)
    buyer = _buyer(order.buyer)
    return {
        "id": 5_000_000 + order.number,
        "name": order.name,
        "email": order.email,
        "financial_status": status,
        "fulfillment_status": "fulfilled",
        "fulfillments": [{"status": "success", "created_at": moment}],
        "currency": "GBP",
        "created_at": moment,
        "processed_at": moment,
        "taxes_included": True,
        "total_price": _money(order.gross),
        "total_tax": _money(sum(taxes) + _tax(order.delivery, GOODS[0][3])),
        "total_discounts": "0.00",
        "line_items": [_item(line, tax) for line, tax in zip(order.lines, taxes, strict=True)],
        "shipping_lines": _shipping(order.delivery),
        "billing_address": buyer,
        "shipping_address": buyer,
        "payment_gateway_names": ["shopify_payments"],
        "refunds": [_refund(order, index, amount) for index, amount in enumerate(order.refunds)],
    }


def _item(line: Line, tax: int) -> dict[str, object]:
    return {
        "name": line.title,
        "sku": line.sku,
        "quantity": line.quantity,
        "price": _money(line.price),
        "taxable": line.rate > 0,
        "tax_lines": _tax_lines(line.rate, tax),
    }


def _shipping(amount: int) -> list[dict[str, object]]:
    rate = GOODS[0][3]
    tax_lines = _tax_lines(rate, _tax(amount, rate))
    return [{"title": "Royal Mail", "price": _money(amount), "tax_lines": tax_lines}] if amount else []


def _tax_lines(rate: int, tax: int) -> list[dict[str, object]]:
    return [{"title": "GB VAT", "rate": rate / 100, "price": _money(tax)}] if rate else []


def _refund(order: MadeOrder, index: int, amount: int) -> dict[str, object]:
    moment = _moment(order.day + timedelta(days=1 + index))
    moved = {"kind": "refund", "status": "success", "amount": _money(amount)}
    return {
        "id": order.number * 10 + index,
        "processed_at": moment,
        "transactions": [moved],
        "refund_line_items": [],
    }


def _buyer(number: int) -> dict[str, object]:
    return {
        "name": f"Sam Buyer{number}",
        "address1": f"{number} High Street",
        "city": "Leeds",
        "zip": f"LS{number} 1AA",
        "country_code": "GB",
    }


def _moment(day: date) -> str:
    return datetime.combine(day, time(12), UTC).isoformat()


def _money(pennies: int) -> str:
    return f"{pennies // 100}.{pennies % 100:02d}"
