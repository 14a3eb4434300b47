"""An invoice in full, as text."""

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

from kfdesk.domain.orders import Order
from kfdesk.store import open_book
from kfdesk.ui.invoice_text import plan_html
from tests.builders import a_line, an_address, an_order
from tests.ui.shop import Shop, a_shop, unpaid, with_orders


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(open_book(tmp_path / "book")) as book:
        yield a_shop(book)


def text_of(shop: Shop, order: Order) -> str:
    """What a reader sees of the order's invoice."""
    [order_id] = with_orders(shop, order)
    document = QTextDocument()
    document.setHtml(plan_html(shop.desk.planner.plan(order_id), shop.channel))
    return document.toPlainText()


def test_it_shows_lines_vat_customer_and_payment(shop: Shop) -> None:
    """All that will be posted, with the reason for each VAT rate."""
    text = text_of(shop, an_order())
    for part in (
        "eBay 1001",
        "£10.00",
        "£2.00",
        "£12.00",
        "VAT 20 %: the file says so.",
        "ann@example.com",
        "Customer Source: eBay",
        "£12.00 on 2 Nov 2026, PayPal, into Current Account",
    ):
        assert part in text


def test_it_says_why_it_bears_this_vat(shop: Shop) -> None:
    """Where to and from, who took what tax, and the rule that holds."""
    order = an_order(ship_to=an_address(postcode="JE2 3AB"), marketplace_tax=Decimal("1.20"))
    text = text_of(shop, order)
    start = text.index("Why this VAT")
    for part in (
        "Sent to Jersey.",
        "Sent from the UK: nothing says otherwise.",
        "1.20 tax that the marketplace collected is left out.",
        "Sent outside the UK: 0 %, and the tax collected there is not yours.",
    ):
        assert part in text[start:]


def test_it_says_why_when_there_is_no_invoice(shop: Shop) -> None:
    """Not paid: nothing would be posted."""
    assert "Not paid yet." in text_of(shop, unpaid("1002"))


def test_what_came_from_outside_is_never_rendered(shop: Shop) -> None:
    """A title with marks in it is shown as it is."""
    assert "<b>Mug</b> & more" in text_of(shop, an_order(lines=(a_line(title="<b>Mug</b> & more"),)))
