"""What a file's order is to the one in the book."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from kfdesk.domain.merge import Outcome, gross_of, merge
from kfdesk.domain.orders import Buyer, LineKind, Order, OrderLine, PaymentState, Refund
from kfdesk.domain.reasons import Reason, Why
from tests.builders import DAY, a_buyer, a_line, an_address, an_order

PENNY_MORE = Decimal("12.01")
SHIPPING = OrderLine("Delivery", Decimal("5.00"), kind=LineKind.DELIVERY)
TOTALS = an_order(
    "38",
    layout="etsy.orders",
    has_lines=False,
    lines=(OrderLine("3 items", Decimal("30.00"), row=2), SHIPPING),
    order_discount=Decimal("3.00"),
    stated_total=Decimal("32.00"),
    marketplace_tax=Decimal("6.40"),
    problems=(Reason.of(Why.LINES_NOT_IN_FILE, items=3),),
    rows=(2,),
)
ITEMS = an_order(
    "38",
    layout="etsy.items",
    lines=(
        OrderLine("Mug", Decimal("20.00"), Decimal(2), row=7),
        OrderLine("Plate", Decimal("10.00"), row=8),
        SHIPPING,
    ),
    order_discount=Decimal("3.00"),
    stated_total=None,
    paid=DAY + timedelta(days=1),
    buyer=Buyer(username="Ann (ann)"),
    rows=(7, 8),
)


def whys(order: Order) -> list[Why]:
    """Codes of its problems."""
    return [problem.why for problem in order.problems]


@pytest.mark.parametrize(
    "changes",
    [
        {"stated_total": PENNY_MORE},
        {"currency": "EUR"},
        {"seller_tax": Decimal("2.00")},
        {"is_cancelled": True},
        {"order_discount": Decimal("1.00")},
        {"lines": (a_line("11.00"),)},
        {"lines": (a_line(), a_line("0.00"))},
        {"lines": (a_line(sku="OTHER"),)},
        {"lines": (a_line(quantity=Decimal(2)),)},
        {"lines": (a_line(vat_rate=Decimal(5)),)},
    ],
)
def test_order_is_changed_when_its_figures_differ(changes: dict[str, Any]) -> None:
    """Gross, VAT, currency, lines and cancelled state are what an invoice is made of."""
    known = an_order()
    merged = merge(known, replace(known, **changes))

    assert merged.outcome is Outcome.CHANGED
    assert merged.order == replace(known, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"despatched": DAY},
        {"paid": None, "payment_state": PaymentState.UNPAID},
        {"refunds": (Refund(Decimal("4.00")),)},
        {"buyer": a_buyer(phone="0113 496 0000")},
        {"references": ("7",)},
        {"payment_method": "PayPal"},
    ],
)
def test_order_is_refined_when_only_more_is_known(changes: dict[str, Any]) -> None:
    """Dates, payment, refunds and buyer are news, not a change."""
    known = an_order()
    merged = merge(known, replace(known, **changes))

    assert merged.outcome is Outcome.REFINED
    assert merged.order == replace(known, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"rows": (9,)},
        {"lines": (a_line(row=9),)},
        {"lines": (a_line("12.0"),)},
    ],
)
def test_order_is_the_same_when_only_its_place_in_the_file_differs(changes: dict[str, Any]) -> None:
    """Row numbers and the writing of a number do not matter."""
    known = an_order()

    assert merge(known, replace(known, **changes)).outcome is Outcome.SAME


def test_order_is_the_same_when_its_lines_are_in_another_order() -> None:
    """A sorted file holds the same order."""
    known = an_order(lines=(a_line("1.00"), a_line("2.00")))

    assert merge(known, replace(known, lines=known.lines[::-1])).outcome is Outcome.SAME


@pytest.mark.parametrize(
    ("known", "new", "is_another"),
    [
        ({"channel_order_id": "1"}, {"channel_order_id": "2"}, True),
        ({"channel_order_id": "1"}, {"channel_order_id": ""}, False),
        ({"channel_order_id": "1"}, {"channel_order_id": "1", "ordered": date(2020, 1, 1)}, False),
        ({}, {"ordered": date(2020, 1, 1)}, False),
        ({}, {"buyer": a_buyer(email="bob@example.com")}, False),
        ({}, {"ordered": date(2020, 1, 1), "buyer": a_buyer(email="bob@example.com")}, True),
        ({}, {"ordered": date(2020, 1, 1), "buyer": a_buyer(email="ANN@example.com")}, False),
        ({}, {"ordered": date(2020, 1, 1), "buyer": Buyer()}, False),
        ({}, {"ordered": None, "buyer": a_buyer(email="bob@example.com")}, False),
        (
            {"buyer": Buyer(username="ann")},
            {"ordered": date(2020, 1, 1), "buyer": Buyer(username="bob")},
            True,
        ),
        (
            {"buyer": Buyer(name="Ann", address=an_address())},
            {"ordered": date(2020, 1, 1), "buyer": Buyer(name="Bob", address=an_address())},
            True,
        ),
    ],
)
def test_order_is_anothers_when_id_or_date_and_buyer_differ(
    known: dict[str, Any], new: dict[str, Any], is_another: bool
) -> None:
    """The same number alone is no identity; an id decides where both have one."""
    before = an_order(**known)
    merged = merge(before, replace(before, **new))

    assert (merged.outcome is Outcome.ANOTHER) is is_another


@pytest.mark.parametrize(("first", "second"), [(TOTALS, ITEMS), (ITEMS, TOTALS)])
def test_layouts_complete_each_other_when_they_agree(first: Order, second: Order) -> None:
    """Lines from the items, totals from the orders, whichever file came first."""
    merged = merge(first, second)
    order = merged.order

    assert merged.outcome is Outcome.REFINED
    assert [line.title for line in order.lines] == ["Mug", "Plate", "Delivery"]
    assert (order.stated_total, gross_of(order)) == (Decimal("32.00"), Decimal("32.00"))
    assert order.marketplace_tax == Decimal("6.40")
    assert (order.has_lines, order.problems) == (True, ())
    assert order.layout == "etsy.items+etsy.orders"
    assert order.paid == DAY + timedelta(days=1)
    assert order.buyer.email == "ann@example.com"


@pytest.mark.parametrize("again", [TOTALS, ITEMS])
def test_nothing_is_new_when_a_layout_is_read_again(again: Order) -> None:
    """After both files, either of them adds nothing."""
    both = merge(TOTALS, ITEMS).order

    assert merge(both, again).outcome is Outcome.SAME


def test_layouts_disagree_when_their_totals_differ() -> None:
    """Both figures are kept for the person."""
    merged = merge(TOTALS, replace(ITEMS, lines=ITEMS.lines[:1]))

    assert merged.outcome is Outcome.CHANGED
    assert merged.order.problems[-1] == Reason.of(Why.LAYOUTS_DISAGREE, before="32.00 GBP", after="17.00 GBP")


def test_order_is_changed_when_one_of_its_layouts_tells_other_figures() -> None:
    """A later items file with a dearer mug is a change, and disagrees until the other file is read."""
    both = merge(TOTALS, ITEMS).order
    dearer = (replace(ITEMS.lines[0], amount=Decimal("21.00")), *ITEMS.lines[1:])
    merged = merge(both, replace(ITEMS, lines=dearer))

    assert merged.outcome is Outcome.CHANGED
    assert whys(merged.order) == [Why.LAYOUTS_DISAGREE]

    later = replace(TOTALS, lines=(replace(TOTALS.lines[0], amount=Decimal("31.00")), SHIPPING))
    settled = merge(merged.order, replace(later, stated_total=Decimal("33.00")))
    assert whys(settled.order) == []


def test_blanks_are_filled_when_two_layouts_have_lines() -> None:
    """Amazon's second report brings name and street."""
    known = an_order(layout="amazon.orders", buyer=Buyer(), ship_to=an_address(line1="", name=""))
    merged = merge(known, replace(an_order(layout="amazon.unshipped"), references=("7",)))

    assert merged.outcome is Outcome.REFINED
    assert merged.order.buyer.name == "Ann Buyer"
    assert merged.order.ship_to.line1 == "1 High Street"
    assert merged.order.references == ("7",)
    assert merge(known, an_order(layout="amazon.unshipped", currency="EUR")).outcome is Outcome.CHANGED


def test_prices_are_filled_when_the_first_layout_has_none_yet() -> None:
    """Amazon's All Orders report leaves a pending order without prices; the other has them."""
    pending = replace(an_order(layout="amazon.orders"), currency="", lines=(), paid=None)
    known = replace(pending, payment_state=PaymentState.UNPAID)
    merged = merge(known, an_order(layout="amazon.unshipped"))

    assert merged.outcome is Outcome.REFINED
    assert whys(merged.order) == []
    assert merged.order.payment_state is PaymentState.PAID
    assert (merged.order.currency, len(merged.order.lines)) == ("GBP", 1)
    assert merged.order.layout == "amazon.orders+amazon.unshipped"


def test_order_is_changed_when_the_other_layout_says_that_it_was_cancelled() -> None:
    """A cancelled order has no prices; that is no contradiction of totals."""
    cancelled = replace(an_order(layout="amazon.orders"), currency="", lines=(), is_cancelled=True)
    merged = merge(an_order(layout="amazon.unshipped"), cancelled)

    assert merged.outcome is Outcome.CHANGED
    assert merged.order.is_cancelled
    assert whys(merged.order) == []


def test_finding_stays_when_the_file_is_read_again() -> None:
    """What the book saw elsewhere is not in any file."""
    seen = Reason.of(Why.SEEN_ELSEWHERE, channel="Shop", order_number="7")
    known = an_order(problems=(seen,))

    assert merge(known, an_order()).outcome is Outcome.SAME
    assert merge(known, an_order(despatched=DAY)).order.problems == (seen,)
