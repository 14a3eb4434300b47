"""The tie-out: whatever the three pictures hold, the differences add up to their difference."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reconciliation import (
    Case,
    Cause,
    Document,
    Figures,
    Held,
    NotOurs,
    Period,
    Reconciliation,
)
from kfdesk.domain.reconciling import reconcile

FIRST = date(2026, 11, 1)
PERIOD = Period(FIRST, FIRST + timedelta(days=9))
INSIDE = date(2026, 11, 3)
Sums = dict[tuple[str, date, str, Decimal | None], list[Decimal]]

pennies = st.integers(-5_000, 500_000).map(lambda number: Decimal(number) / 100)
figures = st.builds(Figures, pennies, pennies)
documents = st.builds(
    Document,
    st.integers(-3, 12).map(lambda offset: FIRST + timedelta(days=offset)),
    st.sampled_from(["GBP", "EUR"]),
    st.dictionaries(st.sampled_from([Decimal(20), Decimal(5), Decimal(-1), None]), figures, max_size=3).map(
        lambda by_rate: tuple(by_rate.items())
    ),
)
invoices = st.builds(
    Held,
    number=st.integers(1, 99),
    document=documents,
    paid=pennies,
    paid_elsewhere=st.sampled_from(["", "Petty Cash"]),
    is_at_rate=st.booleans(),
    reference=st.sampled_from([None, "something else"]),
)
cases = st.builds(
    Case,
    channel=st.sampled_from(["eBay", "Etsy"]),
    order_number=st.just("1001"),
    order_id=st.integers(1, 50),
    state=st.sampled_from(OrderState),
    ordered=documents | st.none(),
    sent=documents | st.none(),
    held=st.lists(invoices, max_size=2).map(tuple),
    payment=pennies,
    set_off=st.sampled_from([ZERO, Decimal("3.00"), Decimal("-3.00")]),
    marketplace_tax=st.sampled_from([ZERO, Decimal("1.23")]),
    invoice_number=st.integers(0, 9),
)


def added(entries: Iterable[tuple[str, Document]], sums: Sums, sign: int) -> None:
    for channel, document in entries:
        if PERIOD.first <= document.day <= PERIOD.last:
            for rate, part in document.by_rate:
                sums[channel, document.day, document.currency, rate][0] += sign * part.net
                sums[channel, document.day, document.currency, rate][1] += sign * part.vat


def nonzero(sums: Sums) -> Sums:
    return {key: both for key, both in sums.items() if any(both)}


@given(st.lists(cases, max_size=8))
def test_differences_add_up_when_pictures_hold_anything(made: list[Case]) -> None:
    """For each channel, day, currency and rate: what is explained is ordered less held, to the penny."""
    expected: Sums = defaultdict(lambda: [ZERO, ZERO])
    added(((each.channel, each.ordered) for each in made if each.ordered), expected, 1)
    added(((each.channel, held.document) for each in made for held in each.held), expected, -1)
    found = reconcile("Acme Ltd", PERIOD, made, ())
    explained: Sums = defaultdict(lambda: [ZERO, ZERO])
    for difference in found.differences:
        for key, part in difference.parts:
            explained[key.channel, key.day, key.currency, key.rate][0] += part.net
            explained[key.channel, key.day, key.currency, key.rate][1] += part.vat
    rows = {
        (row.key.channel, row.key.day, row.key.currency, row.key.rate): [
            row.difference.net,
            row.difference.vat,
        ]
        for row in found.rows
    }
    assert nonzero(explained) == nonzero(expected) == nonzero(rows)
    assert all(not total.unexplained for total in found.totals)


@given(st.lists(cases, max_size=8))
def test_payments_add_up_when_pictures_hold_anything(made: list[Case]) -> None:
    """For each currency: the payments explained are those sent less those found."""
    expected: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for each in made:
        if each.sent and PERIOD.first <= each.sent.day <= PERIOD.last:
            expected[each.sent.currency] += each.payment + each.set_off
        for held in each.held:
            if PERIOD.first <= held.document.day <= PERIOD.last:
                expected[held.document.currency] -= held.paid
    found = reconcile("Acme Ltd", PERIOD, made, ())
    explained: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for difference in found.differences:
        for _, currency, amount in difference.payments:
            explained[currency] += amount
    assert {key: each for key, each in explained.items() if each} == {
        key: each for key, each in expected.items() if each
    }
    assert all(total.payments_unexplained == 0 for total in found.totals)


def a_document(gross: str = "12.00", day: date = INSIDE, rate: str = "20", currency: str = "GBP") -> Document:
    """An invoice whose VAT is a sixth."""
    whole = Decimal(gross)
    vat = (whole / 6).quantize(Decimal("0.01"))
    return Document(day, currency, ((Decimal(rate), Figures(whole - vat, vat)),))


def one(**facts: object) -> Reconciliation:
    usual: dict[str, object] = {
        "channel": "eBay",
        "order_number": "1001",
        "order_id": 7,
        "state": OrderState.EXPORTED,
        "ordered": a_document(),
        "sent": a_document(),
        "held": (Held(501, a_document(), Decimal("12.00")),),
        "payment": Decimal("12.00"),
        "invoice_number": 501,
    }
    return reconcile("Acme Ltd", PERIOD, [Case(**{**usual, **facts})], ())  # type: ignore[arg-type] # the table of cases says which


UNSENT = {"sent": None, "held": (), "payment": ZERO, "invoice_number": 0}
PAID = Decimal("12.00")


@pytest.mark.parametrize(
    ("facts", "causes", "needs_person"),
    [
        ({}, [], False),
        ({**UNSENT, "state": OrderState.READY}, [Cause.NOT_EXPORTED], False),
        ({**UNSENT, "state": OrderState.WAITING}, [Cause.WAITING], False),
        ({**UNSENT, "state": OrderState.SKIPPED}, [Cause.LEFT_OUT], False),
        ({**UNSENT, "state": OrderState.UNDONE}, [Cause.UNDONE], False),
        ({**UNSENT, "state": OrderState.NEEDS_ATTENTION}, [Cause.NEEDS_ATTENTION], True),
        ({"held": (), "state": OrderState.IN_DOUBT, "invoice_number": 0}, [Cause.IN_DOUBT], True),
        ({"held": ()}, [Cause.GONE], True),
        ({"held": (Held(501, a_document("13.00"), Decimal(13)),)}, None, True),
        ({"held": (Held(501, a_document(day=date(2026, 11, 4)), PAID),)}, [Cause.DATE_CHANGED], True),
        ({"held": (Held(501, a_document(day=date(2026, 12, 4)), PAID),)}, [Cause.DATE_CHANGED], True),
        ({"held": (Held(501, a_document(), PAID, reference="x"),)}, [Cause.REFERENCE_CHANGED], True),
        ({"held": (Held(501, a_document(), ZERO),)}, [Cause.UNPAID], True),
        ({"held": (Held(501, a_document(), ZERO),), "payment": ZERO}, [Cause.UNPAID], False),
        ({"held": (Held(501, a_document(), Decimal(5)),)}, [Cause.PART_PAID], True),
        ({"held": (Held(501, a_document(), Decimal(50)),)}, [Cause.OVERPAID], True),
        ({"held": (Held(501, a_document(), PAID, "Petty Cash"),)}, [Cause.PAID_ELSEWHERE], True),
        ({"payment": ZERO}, [Cause.PAID_ELSEWHERE], False),
        ({"payment": ZERO, "set_off": PAID}, [], False),
        (
            {"held": (Held(501, a_document(), Decimal(3)),), "payment": ZERO, "set_off": Decimal(3)},
            [Cause.UNPAID],
            False,
        ),
        ({"ordered": a_document("18.00"), "state": OrderState.CHANGED}, [Cause.ORDER_CHANGED], True),
        ({"state": OrderState.CHANGED}, [Cause.ORDER_CHANGED], True),
        ({"marketplace_tax": Decimal(2)}, [Cause.MARKETPLACE_TAX], False),
        (
            {"held": (Held(501, a_document("10.00"), Decimal(10), is_at_rate=True),), "payment": ZERO},
            [Cause.FOREIGN_CURRENCY, Cause.PAID_ELSEWHERE],
            False,
        ),
        ({"sent": None, "ordered": None, "order_id": 0, "payment": ZERO}, None, True),
    ],
)
def test_cause_is_named_when_pictures_differ(
    facts: dict[str, object], causes: list[Cause] | None, needs_person: bool
) -> None:
    """Each way of differing has its own cause, and those that need a person say so."""
    found = one(**facts)
    if causes is not None:
        assert [each.cause for each in found.differences] == causes
    assert bool(found.needs_person) is needs_person
    assert found.is_settled is not needs_person


def test_changed_figures_are_told_with_both_when_somebody_edits_an_invoice() -> None:
    """12.00 was sent, 13.00 is there: the difference is -1.00, in words with both figures."""
    found = one(held=(Held(501, a_document("13.00"), PAID),))
    changed = next(each for each in found.differences if each.cause is Cause.CHANGED_IN_KASHFLOW)
    assert changed.figures.gross == Decimal("-1.00")
    assert changed.facts == {"sent": "12.00 GBP (VAT 2.00)", "found": "13.00 GBP (VAT 2.17)"}
    assert [each.cause for each in found.differences if each.payments or each is not changed] == [
        Cause.PART_PAID
    ]


def test_twins_count_twice_when_two_invoices_bear_one_stamp() -> None:
    """Both are held, one is explained as a twin."""
    found = one(held=(Held(501, a_document(), PAID), Held(502, a_document(), ZERO)))
    twin = next(each for each in found.differences if each.cause is Cause.TWIN)
    assert (twin.figures.gross, twin.facts["numbers"]) == (Decimal("-12.00"), "501, 502")


def test_strangers_are_listed_apart_when_they_bear_no_stamp() -> None:
    """They are in KashFlow's total of their currency, in no row and in no difference."""
    stranger = NotOurs(900, INSIDE, "A Shop", "", "EUR", Figures(Decimal(5), Decimal(1)), ZERO)
    found = reconcile("Acme Ltd", PERIOD, (), [stranger])
    (total,) = found.totals
    assert (total.currency, total.in_kashflow.gross, total.held.gross) == ("EUR", Decimal(6), ZERO)
    assert (found.rows, found.differences, found.is_settled) == ((), (), True)


def test_no_total_is_told_when_an_order_has_no_currency_and_no_amounts() -> None:
    """Channels leave them blank for a cancelled order."""
    blank = Document(INSIDE, "", ((Decimal(20), Figures(ZERO, ZERO)),))
    case = Case(channel="Amazon", order_id=1, order_number="1", state=OrderState.SKIPPED, ordered=blank)
    found = reconcile("Shop", PERIOD, [case], [])
    assert (found.totals, found.rows, found.orders) == ((), (), 1)


def test_period_is_refused_when_it_ends_before_it_begins() -> None:
    """There are no such days."""
    with pytest.raises(ValueError, match="ends before it begins"):
        Period(date(2026, 11, 2), date(2026, 11, 1))
