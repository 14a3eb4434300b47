"""Orders as the hand-written files in expected/ tell them.

An entry names what differs from USUAL. A line reads
`kind | quantity | amount | tax | rate | sku | title`, a dash for what the file does not say.
"""

import json
from pathlib import Path
from typing import Any

from kfdesk.domain.merge import gross_of
from kfdesk.domain.orders import Order, OrderLine

EXPECTED = Path(__file__).parent / "expected"
DATA = Path(__file__).parent.parent / "data" / "orders"
USUAL: dict[str, Any] = {
    "currency": "GBP",
    "paid": None,
    "despatched": None,
    "basis": "included",
    "tax": "-",
    "marketplace_tax": "0.00",
    "discount": "0.00",
    "state": "paid",
    "cancelled": False,
    "refunds": [],
    "country": "GB",
    "problems": [],
}


def expected(name: str) -> list[dict[str, Any]]:
    """The orders of a file as somebody read them off its cells."""
    entries = json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8"))
    return [USUAL | entry for entry in entries]


def told(order: Order) -> dict[str, Any]:
    """An order in the words of the expected files."""
    days = {"ordered": order.ordered, "paid": order.paid, "despatched": order.despatched}
    return {name: day.isoformat() if day else None for name, day in days.items()} | {
        "number": order.order_number,
        "currency": order.currency,
        "gross": str(order.stated_total if order.stated_total is not None else gross_of(order)),
        "lines": [_line(line) for line in order.lines],
        "basis": order.tax_basis.value,
        "tax": _or_dash(order.seller_tax),
        "marketplace_tax": str(order.marketplace_tax),
        "discount": str(order.order_discount + sum(line.discount for line in order.lines)),
        "state": order.payment_state.value,
        "cancelled": order.is_cancelled,
        "refunds": [
            f"{refund.gross} on {refund.refunded_on or '-'} tax {_or_dash(refund.tax)}"
            for refund in order.refunds
        ],
        "country": order.ship_to.country,
        "problems": [problem.why.value for problem in order.problems],
    }


def _line(line: OrderLine) -> str:
    cells = (
        line.kind.value,
        f"{line.quantity.normalize():f}",
        str(line.amount),
        _or_dash(line.tax),
        "-" if line.vat_rate is None else f"{line.vat_rate.normalize():f}",
        line.sku or "-",
        line.title,
    )
    return " | ".join(cells)


def _or_dash(amount: object) -> str:
    return "-" if amount is None else str(amount)
