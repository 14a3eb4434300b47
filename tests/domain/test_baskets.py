"""Pennies hold for any basket (DESIGN 5.2)."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kfdesk.domain.channels import SkuRate
from kfdesk.domain.invoices import InvoiceLine, Posted
from kfdesk.domain.money import PENNY, ZERO, from_minor, share, to_minor, vat_in_gross
from kfdesk.domain.orders import LineKind, Order, OrderLine, OrderState, TaxBasis
from kfdesk.domain.planning import verdict_by
from kfdesk.domain.reasons import Why
from kfdesk.domain.rules import rules_for
from kfdesk.domain.vat import split_vat
from tests.domain.planned import FACTS, channel, order_of, planned, whys

QUICK = settings(max_examples=150, deadline=None)
RATES = st.sampled_from([Decimal(20), Decimal(5), Decimal(0)])
PRICES = st.one_of(
    st.sampled_from([0, 1, 2, 5, 33, 999, 1700]), st.integers(min_value=0, max_value=200_000)
).map(from_minor)
QUANTITIES = st.one_of(st.integers(min_value=1, max_value=50).map(Decimal), st.just(Decimal("2.5")))


@st.composite
def goods_lines(draw: st.DrawFn) -> OrderLine:
    """Goods at a rate of their own, some given away, some discounted."""
    amount = draw(PRICES)
    discount = from_minor(draw(st.integers(0, to_minor(amount))))
    return OrderLine(
        title="Goods",
        amount=amount,
        quantity=draw(QUANTITIES),
        discount=draw(st.sampled_from([ZERO, discount])),
        vat_rate=draw(RATES),
    )


@st.composite
def baskets(draw: st.DrawFn) -> Order:
    """Orders with what channels know: several rates, delivery, tips, fees, order discounts."""
    lines = draw(st.lists(goods_lines(), min_size=1, max_size=12))
    for kind in (LineKind.DELIVERY, LineKind.GIFT_WRAP, LineKind.TIP):
        lines += [OrderLine(kind.value, amount, kind=kind) for amount in draw(st.lists(PRICES, max_size=2))]
    fees = draw(st.lists(st.integers(min_value=-300, max_value=300), max_size=1))
    lines += [OrderLine("fee", from_minor(amount), kind=LineKind.FEE) for amount in fees]
    owed = sum((line.amount - line.discount for line in lines), ZERO)
    discount = from_minor(draw(st.integers(0, max(0, to_minor(owed)))))
    return order_of(*lines, order_discount=draw(st.sampled_from([ZERO, discount])))


def owed_for(order: Order) -> Decimal:
    """What the seller is owed, added up independently of the program."""
    return sum((line.amount - line.discount for line in order.lines), ZERO) - order.order_discount


def groups(lines: tuple[InvoiceLine, ...]) -> dict[Decimal, list[InvoiceLine]]:
    """Lines by VAT rate."""
    found: dict[Decimal, list[InvoiceLine]] = {}
    for line in lines:
        found.setdefault(line.vat_rate, []).append(line)
    return found


def check_exact(posted: Posted) -> None:
    """Every line multiplies back, in whole pennies."""
    for line in posted.invoice.lines:
        assert line.quantity * line.rate == line.net_amount
        assert line.quantity > 0
        assert line.quantity == int(line.quantity)
        to_minor(line.rate)
        to_minor(line.vat_amount)


@QUICK
@given(baskets())
def test_comes_to_what_is_owed_when_basket_is_any(order: Order) -> None:
    """Net and VAT are the owed gross to the penny, or there is no invoice and a reason."""
    outcome = planned(order)
    owed = owed_for(order)
    if outcome.posted is None:
        assert outcome.reason is not None
        assert owed <= 0
        assert (outcome.state is OrderState.SKIPPED) is (owed == 0)
        return
    assert outcome.posted.invoice.gross_amount == owed == outcome.gross
    check_exact(outcome.posted)
    for rate, lines in groups(outcome.posted.invoice.lines).items():
        gross = sum((line.gross_amount for line in lines), ZERO)
        assert sum((line.vat_amount for line in lines), ZERO) == (
            vat_in_gross(gross, rate) if rate > 0 else ZERO
        )


@QUICK
@given(baskets(), st.integers(min_value=-3, max_value=3))
def test_never_sends_when_the_channels_total_is_another(order: Order, pennies: int) -> None:
    """A penny off the channel's total stops the order."""
    owed = owed_for(order)
    outcome = planned(replace(order, stated_total=owed + PENNY * pennies))
    if outcome.posted:
        assert pennies == 0
    elif pennies and outcome.reason:
        assert outcome.reason.why in {Why.TOTAL_DIFFERS, Why.NOTHING_TO_PAY, Why.NEGATIVE_TOTAL}


@QUICK
@given(
    st.lists(st.tuples(PRICES, QUANTITIES), min_size=1, max_size=8),
    PRICES,
    st.integers(min_value=-7, max_value=7),
)
def test_comes_to_stated_total_when_prices_are_without_tax(
    goods: list[tuple[Decimal, Decimal]], postage: Decimal, off: int
) -> None:
    """Tax on top: the invoice is the stated total; more than rounding is not sent."""
    lines = [OrderLine("Goods", amount, quantity) for amount, quantity in goods]
    lines.append(OrderLine("Post", postage, kind=LineKind.DELIVERY))
    value = sum((line.amount for line in lines), ZERO)
    tax = from_minor(to_minor(value) * 20 // 100)
    order = order_of(
        *lines,
        tax_basis=TaxBasis.ON_TOP,
        seller_tax=tax,
        stated_total=value + tax + PENNY * off,
    )
    outcome = planned(order, vat_unknown="20")
    if outcome.posted:
        assert outcome.posted.invoice.gross_amount == order.stated_total
        assert abs(off) <= min(5, len(lines))
        assert (Why.ROUNDING_ON_LINE in whys(outcome.posted.why)) is bool(off)
        check_exact(outcome.posted)
    else:
        assert outcome.reason is not None


@QUICK
@given(st.lists(st.tuples(PRICES, RATES), min_size=1, max_size=20))
def test_mirrors_when_the_order_is_turned_round(lines: list[tuple[Decimal, Decimal]]) -> None:
    """Half-up is away from zero: the VAT of a credit note is that of its invoice with the sign turned."""
    rates = [rate for _, rate in lines]
    there = split_vat([gross for gross, _ in lines], rates)
    back = split_vat([-gross for gross, _ in lines], rates)
    assert back == [-vat for vat in there]


@QUICK
@given(st.integers(-10_000, 10_000), st.lists(st.integers(0, 10_000), min_size=1, max_size=20))
def test_loses_no_penny_when_shared(total: int, weights: list[int]) -> None:
    """Parts add up, and none is a penny or more from its exact part."""
    if not sum(weights):
        return
    parts = share(from_minor(total), [from_minor(weight) for weight in weights])
    assert sum(map(to_minor, parts)) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(to_minor(part) * sum(weights) - total * weight) < sum(weights)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [(2, [20, 5, 5], [2, 0, 0]), (3, [2, 2, 5], [1, 1, 1]), (-3, [2, 2, 5], [-1, -1, -1])],
)
def test_gives_the_earlier_line_the_penny_when_remainders_tie(
    total: int, weights: list[int], parts: list[int]
) -> None:
    """1.33, 0.33 and 0.33: a third left over at each, however large the part is."""
    shared = share(from_minor(total), [from_minor(weight) for weight in weights])
    assert [to_minor(part) for part in shared] == parts


@QUICK
@given(st.lists(st.tuples(PRICES, RATES), min_size=1, max_size=12))
def test_holds_the_files_vat_when_it_rounded_line_by_line(lines: list[tuple[Decimal, Decimal]]) -> None:
    """Channels round each line: their VAT stands, and the gross stays."""
    goods = [OrderLine("Goods", amount, vat_rate=rate) for amount, rate in lines]
    stated = sum((vat_in_gross(amount, rate) for amount, rate in lines), ZERO)
    outcome = planned(order_of(*goods, seller_tax=stated))
    if outcome.posted is None:
        assert outcome.state is OrderState.SKIPPED
        return
    invoice = outcome.posted.invoice
    assert invoice.gross_amount == sum((amount for amount, _ in lines), ZERO)
    if stated:
        assert invoice.vat_amount == stated


@QUICK
@given(baskets(), st.integers(min_value=-3, max_value=3), st.integers(min_value=-90, max_value=90))
def test_verdict_is_the_plans_when_basket_is_any(order: Order, pennies: int, tax: int) -> None:
    """Lists say of an order what its preview says, whatever its total and its VAT are."""
    told = replace(order, stated_total=owed_for(order) + PENNY * (pennies // 3))
    posted = planned(told).posted
    stated = posted.invoice.vat_amount if posted else ZERO
    told = replace(told, seller_tax=stated + PENNY * (tax // 15))
    whole, verdict = planned(told), verdict_by(told, rules_for(channel(), FACTS))

    assert (verdict.state, verdict.reason, verdict.gross) == (whole.state, whole.reason, whole.gross)


@QUICK
@given(baskets())
def test_says_same_when_asked_twice(order: Order) -> None:
    """A plan is a function of what it is given: repeats and fingerprints rely on it."""
    assert repr(planned(order)) == repr(planned(order))


def test_finds_longest_beginning_when_skus_overlap() -> None:
    """The list of SKUs may hold beginnings of one another, in any order."""
    rates = (SkuRate("A", Decimal(0)), SkuRate("AB", Decimal(5)))
    order = order_of(OrderLine("Goods", Decimal("12.00"), sku="abc"))
    for listed in (rates, rates[::-1]):
        outcome = planned(order, sku_rates=listed)
        assert outcome.posted is not None
        assert outcome.posted.invoice.lines[0].vat_rate == 5
    assert channel(sku_rates=rates).settings.sku_rates == rates
