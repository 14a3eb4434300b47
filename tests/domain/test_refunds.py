"""Refunds told by reports: each sum counts once."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Refund
from kfdesk.domain.refunds import of_unsent_goods, reference_of, source_of, told_once

DAY = date(2026, 11, 10)
SETTLEMENT, VAT = "amazon.settlement", "amazon.vat"


def refund(gross: str, report: str, reference: str, after: int = 0) -> Refund:
    """Money given back some days after DAY, as a report tells it."""
    return Refund(Decimal(gross), DAY + timedelta(days=after), reference=reference_of(report, reference))


def sums(told: Sequence[Refund]) -> list[tuple[str, int]]:
    """What counts: amount, and days after DAY."""
    return [(str(one.gross), (one.refunded_on - DAY).days) for one in told_once(told) if one.refunded_on]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # The same report again, and an overlapping one.
        ([refund("5.00", SETTLEMENT, "a")] * 2, [("5.00", 0)]),
        # Two refunds of one sum in one report.
        ([refund("5.00", SETTLEMENT, "a"), refund("5.00", SETTLEMENT, "b")], [("5.00", 0), ("5.00", 0)]),
        # Two kinds of report, their days a little apart.
        ([refund("5.00", VAT, "x", after=2), refund("5.00", SETTLEMENT, "a")], [("5.00", 0)]),
        # One kind tells of two parts what the other tells of in one.
        (
            [refund("3.00", VAT, "x"), refund("2.00", VAT, "y"), refund("5.00", SETTLEMENT, "a")],
            [("5.00", 0)],
        ),
        # Each of two refunds of one sum is matched once.
        (
            [
                refund("5.00", VAT, "x"),
                refund("5.00", SETTLEMENT, "a"),
                refund("5.00", VAT, "y", after=3),
                refund("5.00", SETTLEMENT, "b", after=3),
            ],
            [("5.00", 0), ("5.00", 3)],
        ),
        # Reports of two periods, each with its own refund.
        ([refund("5.00", SETTLEMENT, "a"), refund("5.00", VAT, "y", after=40)], [("5.00", 0), ("5.00", 40)]),
        ([refund("5.00", SETTLEMENT, "a"), refund("7.00", VAT, "y")], [("5.00", 0), ("7.00", 0)]),
    ],
)
def test_a_sum_counts_once_when_it_is_told_more_often(
    told: list[Refund], expected: list[tuple[str, int]]
) -> None:
    """By its reference within a kind of report, by the day's sum between kinds."""
    assert sums(told) == expected


def test_refund_without_a_day_is_the_one_that_another_report_dates() -> None:
    """A report may lack the cell."""
    undated = Refund(Decimal("5.00"), reference=reference_of(VAT, "x"))
    assert sums([undated, refund("5.00", SETTLEMENT, "a", after=9)]) == [("5.00", 9)]


@pytest.mark.parametrize("note", ["", "parcel lost", "RMA: 17", "settlement:", "Amazon.de: agreed by phone"])
def test_what_a_person_told_is_left_as_it_is(note: str) -> None:
    """Their note is no kind of report; credit notes hold it against what reports tell."""
    by_person = Refund(Decimal("5.00"), DAY, reference=note)
    by_report = refund("5.00", SETTLEMENT, "a")
    assert set(told_once([by_person, by_report])) == {by_person, by_report}
    assert source_of(by_person) == ""


def test_goods_of_a_marketplace_that_charges_on_despatch_have_left() -> None:
    """Amazon gives nothing back of what it has not sent; of a person's word the invoice is known."""
    told = [
        refund("5.00", SETTLEMENT, "a"),
        refund("2.00", "ebay.transactions", "b"),
        Refund(Decimal("1.00")),
    ]
    assert of_unsent_goods(told) == Decimal("2.00")


REFUNDS = st.lists(
    st.builds(
        refund,
        st.sampled_from(["1.00", "2.00", "3.00"]),
        st.sampled_from([SETTLEMENT, VAT]),
        st.sampled_from("abc"),
        st.integers(0, 20),
    ),
    max_size=8,
    unique_by=lambda one: one.reference,
)


@given(REFUNDS.flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_what_counts_does_not_depend_on_the_order_of_telling(
    told: tuple[list[Refund], list[Refund]],
) -> None:
    """Nor on how often a report comes."""
    first, turned = told
    assert told_once(first) == told_once([*turned, *first])


@given(REFUNDS)
def test_no_kind_of_report_loses_money_by_another(told: list[Refund]) -> None:
    """What counts is at least what any one kind tells, and at most what all tell together."""
    total = sum((one.gross for one in told_once(told)), ZERO)
    by_kind = [sum((one.gross for one in told if source_of(one) == kind), ZERO) for kind in (SETTLEMENT, VAT)]
    assert max(by_kind) <= total <= sum(by_kind)
