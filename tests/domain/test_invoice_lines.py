"""Unit prices and descriptions (DESIGN 5.2)."""

from decimal import Decimal

import pytest

from kfdesk.domain.channels import Chosen
from kfdesk.domain.invoice_lines import LONGEST_DESCRIPTION, description, unit_rate
from kfdesk.domain.orders import LineKind, OrderLine
from kfdesk.domain.reasons import Why
from tests.domain.planned import delivery, goods, lines_of, order_of, tip

D = Decimal


@pytest.mark.parametrize(
    ("gross", "quantity", "sent"),
    [
        ("29.97", "3", ("Mug (MUG)", "1", "24.97")),
        ("34.00", "2", ("Mug (MUG)", "1", "28.33")),
        ("36.00", "3", ("Mug (MUG)", "3", "10.00")),
        ("9.99", "1", ("Mug (MUG)", "1", "8.32")),
        ("12.00", "1.5", ("Mug (MUG)", "1", "10.00")),
        ("12.00", "0", ("Mug (MUG)", "1", "10.00")),
        ("12.00", "2.0", ("Mug (MUG)", "2", "5.00")),
    ],
)
def test_sends_unit_price_when_it_multiplies_back_exactly(
    gross: str, quantity: str, sent: tuple[str, str, str]
) -> None:
    """Else quantity 1, the real one in the description."""
    order = order_of(goods(gross, quantity=D(quantity), vat_rate=D(20)))
    line = lines_of(order)[0]
    is_in_words = line.quantity != D(quantity)
    written = f"{D(quantity).normalize():f} \N{MULTIPLICATION SIGN} " if is_in_words else ""
    assert line.description == written + sent[0]
    assert (line.quantity, line.rate) == (D(sent[1]), D(sent[2]))
    assert line.quantity * line.rate == line.net_amount
    assert (line.why[-1].why is Why.QUANTITY_IN_WORDS) is is_in_words


@pytest.mark.parametrize(
    ("net", "quantity", "rate"),
    [
        ("10.00", "4", "2.50"),
        ("-10.00", "4", "-2.50"),
        ("10.00", "3", None),
        ("10.00", "-2", None),
        ("0.00", "7", "0.00"),
    ],
)
def test_divides_net_when_pence_allow(net: str, quantity: str, rate: str | None) -> None:
    """Only whole pennies."""
    assert unit_rate(D(net), D(quantity)) == (None if rate is None else D(rate))


def test_chooses_sales_type_when_delivery_has_one_of_its_own() -> None:
    """Delivery goes to its type where that is set, all else to sales."""
    order = order_of(goods("12.00", vat_rate=D(20)), delivery("3.00"), tip("1.00"))
    assert [line.sales_type for line in lines_of(order)] == [31, 32, 31]
    assert [line.sales_type for line in lines_of(order, delivery_type=None)] == [31, 31, 31]


@pytest.mark.parametrize(
    ("title", "sku", "expected"),
    [
        ("Mug", "M1", "Mug (M1)"),
        ("Mug", "", "Mug"),
        ("", "M1", "Goods (M1)"),
        ("M1", "M1", "M1"),
        (" Big\n blue\t mug\x00 ", " M 1 ", "Big blue mug (M 1)"),
    ],
)
def test_describes_on_one_line_when_text_is_odd(title: str, sku: str, expected: str) -> None:
    """Title and SKU in brackets, without breaks and control characters."""
    assert description(OrderLine(title, D(1), sku=sku)) == expected


def test_cuts_title_when_description_is_too_long() -> None:
    """The SKU and the quantity stay."""
    text = description(OrderLine("x" * 400, D(1), sku="M1"), "3 x ")
    assert len(text) == LONGEST_DESCRIPTION
    assert text.startswith("3 x xxx")
    assert text.endswith("x… (M1)")
    assert len(description(OrderLine("x" * 400, D(1), sku="y" * 400))) == LONGEST_DESCRIPTION


def test_names_line_when_file_does_not() -> None:
    """Each kind has a name to fall back on."""
    assert description(OrderLine("", D(1), kind=LineKind.DELIVERY)) == "Delivery"


def test_passes_delivery_type_over_when_only_proposed() -> None:
    """What nobody accepted is not used: delivery goes to sales."""
    proposed = Chosen(32, "Delivery", is_proposed=True)
    order = order_of(goods("12.00", vat_rate=D(20)), delivery("3.00"))
    assert [line.sales_type for line in lines_of(order, delivery_type=proposed)] == [31, 31]
