"""What a marketplace's reports say of an order, put together and held against its file."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from kfdesk.domain.merge import Outcome, merge
from kfdesk.domain.reasons import Why
from kfdesk.domain.reported import Reported, with_report
from tests.builders import an_order
from tests.domain.planned import goods, lines_of, order_to, stop_of

D = Decimal
COLLECTED = Reported("amazon.settlement", D("2.40"))
FROM_GERMANY = Reported("amazon.vat", ship_from="DE")
REPORTS = st.lists(
    st.builds(
        Reported,
        st.sampled_from(["amazon.settlement", "amazon.vat"]),
        st.none() | st.decimals(0, 9, places=2),
        st.sampled_from(["", "GB", "DE", "FR"]),
        st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 9)),
    ),
    max_size=6,
)


def together(reports: list[Reported]) -> tuple[Reported, ...]:
    """What is known after these reports, one after another."""
    known: tuple[Reported, ...] = ()
    for report in reports:
        known = with_report(known, report)
    return known


@given(REPORTS.flatmap(lambda reports: st.tuples(st.just(reports), st.permutations(reports))))
def test_reports_say_the_same_when_they_come_in_another_order_or_again(
    told: tuple[list[Reported], list[Reported]],
) -> None:
    """Neither the order nor the number of times matters."""
    reports, turned = told
    assert together(reports) == together([*turned, *reports])
    assert len(together(reports)) == len({report.report for report in reports})


@pytest.mark.parametrize(
    ("country", "line", "settings"),
    [
        ("GB", {"vat_rate": D(20)}, {}),
        ("GB", {}, {"vat": "20"}),
        ("DE", {"tax": D("2.00")}, {}),
    ],
)
def test_order_stops_when_a_report_tells_of_tax_that_its_file_has_as_the_sellers(
    country: str, line: dict[str, Any], settings: dict[str, Any]
) -> None:
    """A home sale under UK VAT, or tax in the price abroad: a person must say whose it is."""
    order = structs.replace(order_to(country, goods("12.00", **line)), reported=(COLLECTED,))
    stop = stop_of(order, **settings)
    assert stop.why is Why.MARKETPLACE_TAX_REPORTED
    assert stop.facts == {"report": "amazon.settlement", "tax": "2.40"}


@pytest.mark.parametrize(
    ("country", "changes", "settings", "rate"),
    [
        ("DE", {}, {}, "0"),
        ("DE", {"marketplace_tax": D("2.40")}, {}, "0"),
        ("GB", {}, {"vat": "0"}, "0"),
        ("GB", {}, {"vat": "none"}, "-1"),
    ],
)
def test_order_goes_when_the_report_agrees_with_what_is_planned(
    country: str, changes: dict[str, Any], settings: dict[str, Any], rate: str
) -> None:
    """No UK VAT is planned, or the file told of the tax itself."""
    order = structs.replace(order_to(country, goods("12.00"), **changes), reported=(COLLECTED,))
    assert [f"{line.vat_rate:f}" for line in lines_of(order, **settings)] == [rate]


def test_order_stops_when_a_report_says_the_goods_left_another_country() -> None:
    """Only Amazon's VAT report knows of stock abroad; a rate of the channel's is the answer."""
    order = structs.replace(order_to("FR", goods("12.00")), reported=(FROM_GERMANY,))
    assert stop_of(order).why is Why.SHIPPED_FROM_ABROAD
    assert [f"{line.vat_rate:f}" for line in lines_of(order, vat="20")] == ["0"]


def test_a_later_order_file_keeps_what_reports_said() -> None:
    """Also the day of despatch that only a report had."""
    left = replace(FROM_GERMANY, despatched=date(2026, 1, 5))
    known = an_order(reported=(COLLECTED, left), despatched=date(2026, 1, 5))
    same = merge(known, an_order())
    assert (same.outcome, same.order) == (Outcome.SAME, known)
    newer = merge(known, an_order(stated_total=D("12.01"), despatched=date(2026, 1, 6))).order
    assert (newer.reported, newer.despatched) == (known.reported, date(2026, 1, 6))
