"""What is taken for an invoice of ours that KashFlow does not show as it was sent."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kfdesk.domain.invoices import PostedInvoice
from kfdesk.domain.postings import Posting
from kfdesk.services.read_back import may_be_cut
from tests.builders import DAY, a_posted

SENT = Posting(
    id=1,
    company_id=1,
    order_id=1,
    channel_id=1,
    run_id=1,
    stamp="eBay 1001",
    content=a_posted(),
    customer_id=7,
    highest_known=40,
)
THERE = PostedInvoice(
    dbid=900,
    number=41,
    reference="eBay 10",
    customer_id=7,
    invoice_date=DAY,
    currency="GBP",
    net_amount=Decimal("10.00"),
    vat_amount=Decimal("2.00"),
)


@pytest.mark.parametrize(
    ("changes", "is_it"),
    [
        ({}, True),
        ({"reference": "EBAY 10 "}, True),
        ({"reference": "eBay 10", "vat_amount": Decimal("1.99")}, True),
        ({"reference": ""}, True),
        ({"reference": "", "net_amount": Decimal("11.00")}, False),
        ({"reference": "eBay 1002"}, False),
        ({"reference": "Etsy 1001"}, False),
        ({"number": 40}, False),
        ({"customer_id": 8}, False),
        ({"invoice_date": DAY.replace(day=3)}, False),
    ],
)
def test_is_taken_for_a_cut_one_when_it_begins_like_it_and_came_since(
    changes: dict[str, Any], is_it: bool
) -> None:
    """Same customer and date, a number above what was known, and the beginning of the stamp or none."""
    assert may_be_cut(replace(THERE, **changes), SENT) is is_it
