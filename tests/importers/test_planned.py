"""What the readers make of the made files is an invoice to the penny, or a reason."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.merge import gross_of
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Order, OrderState, TaxBasis
from kfdesk.paths import resource_path
from tests.domain.planned import planned
from tests.importers.golden import DATA
from tests.importers.reading import read

FILES = {
    "ebay_orders_uk.csv": {"ready": 6, "needs_attention": 2, "waiting": 1},
    # The tax that eBay collected has no heading that is known: its order does not come to its total.
    "ebay_orders_de.csv": {"ready": 3, "needs_attention": 1},
    "ebay_file_exchange.csv": {"needs_attention": 2},
    "woo_skyverge_orders.csv": {"ready": 1, "needs_attention": 1, "waiting": 4, "skipped": 3},
    "woo_skyverge_items.csv": {"ready": 1, "needs_attention": 1, "skipped": 1},
    "woo_webtoffee.csv": {"ready": 1, "needs_attention": 1, "waiting": 1},
    "woo_lines.csv": {"ready": 2, "waiting": 1},
    "woo_rest_uk.json": {"ready": 1, "waiting": 1},
    "shopify_api_uk.json": {"ready": 2, "needs_attention": 1, "skipped": 1},
    "square_items_uk.csv": {"ready": 2, "needs_attention": 3},
    "amazon_unshipped_uk.txt": {"ready": 1, "needs_attention": 2, "waiting": 1},
}


def owed(order: Order) -> Decimal:
    """What the buyer owes the seller: as stated, else lines and tax on top."""
    if order.stated_total is not None:
        return order.stated_total
    on_top = order.seller_tax or ZERO if order.tax_basis is TaxBasis.ON_TOP else ZERO
    return gross_of(order) + on_top


@pytest.mark.parametrize("name", FILES)
def test_invoice_is_what_the_buyer_paid_when_an_order_is_ready(name: str) -> None:
    """Net and VAT of the lines come to the file's total, marketplace tax left out."""
    for order in read(DATA / name)[0]:
        posted = planned(order, foreign_currency=True).posted
        if posted:
            lines = posted.invoice.lines
            assert sum(line.net_amount + line.vat_amount for line in lines) == owed(order)


@pytest.mark.parametrize("name", FILES)
def test_states_are_those_counted_by_hand_when_a_file_is_planned(name: str) -> None:
    """How many go out, wait, stop or are left out, in a channel that goes by the file."""
    states = Counter(planned(order, foreign_currency=True).state.value for order in read(DATA / name)[0])

    assert dict(states) == FILES[name]


def test_all_orders_go_out_when_the_practice_report_of_ebay_is_planned() -> None:
    """Eleven invoices; two of them are exports without the tax that eBay collected."""
    orders = read(Path(str(resource_path("practice"))) / "ebay_orders_report.csv")[0]
    plans = [planned(order) for order in orders]

    assert [plan.state for plan in plans] == [OrderState.READY] * 11
    assert sum((plan.gross for plan in plans), ZERO) == Decimal("480.59")
