"""What the seller is owed (DESIGN 5.2)."""

from decimal import Decimal

import pytest

from kfdesk.domain.orders import LineKind, Order, OrderLine, OrderState, TaxBasis
from kfdesk.domain.reasons import Why
from tests.domain.planned import (
    delivery,
    fee,
    goods,
    lines_of,
    order_of,
    order_to,
    planned,
    posted,
    stop_of,
    tip,
    whys,
)

D = Decimal


def grosses(order: Order) -> list[str]:
    """What each invoice line comes to; VAT as the channel's 20 %."""
    return [str(line.gross_amount) for line in lines_of(order, vat_unknown="20")]


@pytest.mark.parametrize(
    ("lines", "discount", "expected"),
    [
        ((goods("10.00"), goods("20.00")), "3.00", ["9.00", "18.00"]),
        ((goods("10.00"), goods("10.00"), goods("10.00")), "0.01", ["9.99", "10.00", "10.00"]),
        ((goods("10.00"), goods("10.00"), goods("10.00")), "0.02", ["9.99", "9.99", "10.00"]),
        ((goods("10.00"), goods("0.00")), "1.00", ["9.00", "0.00"]),
        ((goods("10.00"), delivery("4.00")), "12.00", ["0.00", "2.00"]),
        ((goods("10.00"), delivery("4.00")), "10.00", ["0.00", "4.00"]),
        ((goods("10.00", discount=D("4.00")), goods("6.00")), "6.00", ["3.00", "3.00"]),
        ((goods("10.00"), delivery("4.00"), tip("2.00")), "15.00", ["0.00", "1.00"]),
        ((goods("10.00"), goods("-2.00")), "1.00", ["9.00", "-2.00"]),
    ],
)
def test_spreads_discount_when_tied_to_no_line(
    lines: tuple[OrderLine, ...], discount: str, expected: list[str]
) -> None:
    """Over goods above zero by largest remainder, ties to the earlier; what exceeds them over delivery."""
    order = order_of(*lines, order_discount=D(discount))
    assert grosses(order) == expected
    assert Why.DISCOUNT_SPREAD in whys(posted(order, vat_unknown="20").why)


def test_leaves_discount_when_tied_to_a_line() -> None:
    """A discount on a line or on delivery stays there."""
    order = order_of(goods("10.00", discount=D("1.00")), goods("5.00"), delivery("4.00", discount=D("2.00")))
    assert grosses(order) == ["9.00", "5.00", "2.00"]


def test_leaves_out_line_when_zero_and_not_goods() -> None:
    """Free delivery has no line; a free gift has."""
    order = order_of(goods("10.00"), goods("0.00", title="Gift"), delivery("0.00"), tip("0.00"))
    assert [line.description for line in lines_of(order, vat="20")] == ["Mug (MUG)", "Gift (MUG)"]


def test_keeps_fee_as_a_line_when_negative() -> None:
    """A negative fee is a line of its own."""
    assert grosses(order_of(goods("10.00"), fee("-1.50"))) == ["10.00", "-1.50"]


@pytest.mark.parametrize(
    ("order", "why"),
    [
        (order_of(goods("10.00"), stated_total=D("10.01")), Why.TOTAL_DIFFERS),
        (order_of(goods("10.00"), stated_total=D("9.99")), Why.TOTAL_DIFFERS),
        (order_of(goods("10.00"), goods("-12.00")), Why.NEGATIVE_TOTAL),
        (order_of(goods("10.00"), order_discount=D("12.00")), Why.NEGATIVE_TOTAL),
        (
            order_of(OrderLine("Voucher", D("25.00"), kind=LineKind.GIFT_CARD), goods("5.00")),
            Why.GIFT_CARD_SOLD,
        ),
        (
            order_of(goods("10.00"), tax_basis=TaxBasis.UNKNOWN, seller_tax=D("1.67")),
            Why.TAX_BASIS_UNKNOWN,
        ),
        (
            order_of(goods("10.00", tax=D("1.67")), tax_basis=TaxBasis.UNKNOWN),
            Why.TAX_BASIS_UNKNOWN,
        ),
    ],
)
def test_stops_when_the_sum_is_not_sure(order: Order, why: Why) -> None:
    """What is not right to the penny is not sent."""
    outcome = planned(order, vat="20")
    assert outcome.state is OrderState.NEEDS_ATTENTION
    assert outcome.reason is not None
    assert outcome.reason.why is why


def test_says_both_figures_when_the_total_differs() -> None:
    """The channel's total and ours are shown."""
    reason = stop_of(order_of(goods("10.00"), delivery("3.00"), stated_total=D("14.00")), vat="20")
    assert reason.facts == {"stated": "14.00", "calculated": "13.00"}


@pytest.mark.parametrize(
    "lines", [(goods("0.00"),), (goods("5.00", discount=D("5.00")), delivery("0.00")), ()]
)
def test_skips_when_nothing_is_to_pay(lines: tuple[OrderLine, ...]) -> None:
    """A free or replacement order has no invoice."""
    outcome = planned(order_of(*lines))
    assert outcome.state is OrderState.SKIPPED
    assert outcome.reason is not None
    assert outcome.reason.why is Why.NOTHING_TO_PAY


def test_takes_prices_as_they_are_when_basis_unknown_and_no_tax() -> None:
    """Without any tax it does not matter whether prices hold it."""
    order = order_of(goods("12.00"), tax_basis=TaxBasis.UNKNOWN, seller_tax=D("0.00"))
    assert grosses(order) == ["12.00"]


def test_adds_line_taxes_when_prices_are_without() -> None:
    """Taxes stated on the lines stay on their lines."""
    order = order_of(
        goods("10.00", tax=D("2.00")),
        goods("10.00", tax=D("0.50")),
        tax_basis=TaxBasis.ON_TOP,
        stated_total=D("22.50"),
    )
    assert grosses(order) == ["12.00", "10.50"]


def test_shares_order_tax_when_prices_are_without() -> None:
    """The order's tax is shared over the taxable lines by value, tips left out."""
    order = order_to(
        "CA",
        goods("60.00"),
        goods("30.00"),
        delivery("10.00"),
        tip("5.00"),
        currency="EUR",
        tax_basis=TaxBasis.ON_TOP,
        seller_tax=D("13.00"),
        stated_total=D("118.00"),
    )
    sent = lines_of(order, foreign_currency=True)
    assert [str(line.gross_amount) for line in sent] == ["67.80", "33.90", "11.30", "5.00"]


def test_shares_order_tax_by_rate_when_rates_are_stated() -> None:
    """Lines at 0 % bear none of the tax; others by value times rate."""
    order = order_of(
        goods("100.00", vat_rate=D(0)),
        goods("100.00", vat_rate=D(20)),
        goods("100.00", vat_rate=D(5)),
        tax_basis=TaxBasis.ON_TOP,
        seller_tax=D("25.00"),
        stated_total=D("325.00"),
    )
    assert [str(line.vat_amount) for line in lines_of(order)] == ["0.00", "20.00", "5.00"]


@pytest.mark.parametrize(("left", "is_sent"), [("0.02", True), ("-0.02", True), ("0.03", False)])
def test_puts_rounding_on_largest_line_when_within_a_penny_a_line(left: str, is_sent: bool) -> None:
    """Prices without tax may leave 1p a line and 5p an order; more stops."""
    order = order_of(
        goods("10.00", tax=D("2.00")),
        goods("20.00", tax=D("4.00"), title="Bowl"),
        tax_basis=TaxBasis.ON_TOP,
        stated_total=D("36.00") + D(left),
    )
    if not is_sent:
        assert stop_of(order).why is Why.TOTAL_DIFFERS
        return
    sent = posted(order)
    assert [line.gross_amount for line in sent.invoice.lines] == [D("12.00"), D("24.00") + D(left)]
    assert [reason.facts for reason in sent.why if reason.why is Why.ROUNDING_ON_LINE] == [
        {"amount": left, "title": "Bowl"}
    ]


def test_stops_when_rounding_exceeds_five_pence_an_order() -> None:
    """Even many lines may not leave more than 5p."""
    lines = [goods("10.00", tax=D("2.00")) for _ in range(9)]
    fits = order_of(*lines, tax_basis=TaxBasis.ON_TOP, stated_total=D("108.05"))
    too_much = order_of(*lines, tax_basis=TaxBasis.ON_TOP, stated_total=D("108.06"))
    assert planned(fits).state is OrderState.READY
    assert stop_of(too_much).why is Why.TOTAL_DIFFERS


def test_leaves_marketplace_tax_out() -> None:
    """What the marketplace collected is neither owed to the seller nor invoiced."""
    sent = posted(order_to("FR", goods("20.00"), marketplace_tax=D("4.00")))
    assert sent.invoice.gross_amount == D("20.00")
    assert Why.MARKETPLACE_TAX_LEFT_OUT in whys(sent.why)
