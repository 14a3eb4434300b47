"""How much VAT each line holds (DESIGN 5.2)."""

from decimal import Decimal
from typing import Any

import pytest

from kfdesk.domain.orders import OrderLine, TaxBasis
from kfdesk.domain.reasons import Why
from kfdesk.domain.stops import Stopped
from kfdesk.domain.vat import split_vat
from tests.domain.planned import delivery, fee, goods, lines_of, order_of, stop_of, tip

D = Decimal
FIVE, TWENTY, NONE = D(5), D(20), D(-1)


def split(grosses: list[str], rates: list[Decimal], stated: str | None = None) -> list[str]:
    """VAT of each line as text."""
    given = [D(gross) for gross in grosses]
    return [str(vat) for vat in split_vat(given, rates, None if stated is None else D(stated))]


@pytest.mark.parametrize(
    ("grosses", "rates", "expected"),
    [
        (["9.99"], [TWENTY], ["1.67"]),
        (["29.97"], [TWENTY], ["5.00"]),
        (["34.00"], [TWENTY], ["5.67"]),
        (["17.00", "17.00"], [TWENTY, TWENTY], ["2.84", "2.83"]),
        (["9.99", "9.99", "9.99"], [TWENTY] * 3, ["1.67", "1.67", "1.66"]),
        (["12.00", "10.50", "5.00"], [TWENTY, FIVE, D(0)], ["2.00", "0.50", "0.00"]),
        (["12.00", "5.00"], [TWENTY, NONE], ["2.00", "0.00"]),
        (["0.01"] * 6, [TWENTY] * 6, ["0.01"] + ["0.00"] * 5),
        (["0.03"], [TWENTY], ["0.01"]),
        (["12.00", "-1.50"], [TWENTY, TWENTY], ["2.00", "-0.25"]),
        (["1.00", "-1.00"], [TWENTY, TWENTY], ["0.00", "0.00"]),
    ],
)
def test_takes_vat_out_when_nothing_is_stated(
    grosses: list[str], rates: list[Decimal], expected: list[str]
) -> None:
    """Half-up for each rate together, shared by largest remainder, ties to the earlier line."""
    assert split(grosses, rates) == expected
    assert split([f"-{gross}".replace("--", "") for gross in grosses], rates) == [
        str(-D(vat)) if D(vat) else vat for vat in expected
    ]


@pytest.mark.parametrize(
    ("grosses", "stated", "expected"),
    [
        (["9.99"], "1.66", ["1.66"]),
        (["17.00", "17.00"], "5.66", ["2.83", "2.83"]),
        (["17.00", "17.00"], "5.69", ["2.85", "2.84"]),
        (["12.00", "12.00"], "4.00", ["2.00", "2.00"]),
    ],
)
def test_shares_file_figure_when_within_a_penny_a_line(
    grosses: list[str], stated: str, expected: list[str]
) -> None:
    """The file's VAT stands when it differs by at most 1p a line."""
    assert split(grosses, [TWENTY] * len(grosses), stated) == expected


@pytest.mark.parametrize(("stated", "rates"), [("5.70", [TWENTY, TWENTY]), ("0.01", [D(0), D(0)])])
def test_stops_when_file_figure_is_further_off(stated: str, rates: list[Decimal]) -> None:
    """More than rounding: both figures are shown."""
    with pytest.raises(Stopped) as stopped:
        split(["17.00", "17.00"], rates, stated)
    assert stopped.value.reason.why is Why.VAT_DIFFERS


def test_shares_file_figure_over_rates_when_they_are_several() -> None:
    """By the VAT that each line holds."""
    assert split(["12.00", "10.50"], [TWENTY, FIVE], "2.51") == ["2.01", "0.50"]


def vat_of(*lines: OrderLine, **changes: Any) -> list[str]:
    """VAT of the planned lines."""
    return [str(line.vat_amount) for line in lines_of(order_of(*lines, **changes))]


def test_takes_sum_of_line_taxes_when_every_line_states_one() -> None:
    """Line taxes that were rounded apart add up to the file's figure."""
    lines = [goods("9.99", vat_rate=TWENTY, tax=D("1.66")) for _ in range(3)]
    assert vat_of(*lines) == ["1.66", "1.66", "1.66"]


def test_passes_line_taxes_over_when_a_line_is_silent() -> None:
    """A zero tax beside delivery says nothing of delivery."""
    assert vat_of(goods("12.00", tax=D("2.00")), delivery("3.00", tax=D("0.00"))) == ["2.00", "0.50"]


def test_passes_line_taxes_over_when_a_discount_follows_them() -> None:
    """They are of the price before discount."""
    order_discount = D("6.00")
    assert vat_of(goods("12.00", tax=D("2.00")), order_discount=order_discount) == ["1.00"]
    assert vat_of(
        goods("12.00", tax=D("2.00")), order_discount=order_discount, seller_tax=D("2.00")
    ) == ["1.00"]  # fmt: skip


def test_passes_tips_and_fees_over_when_comparing() -> None:
    """A tip carries none of the file's VAT; a fee bears its part."""
    order = order_of(goods("12.00", vat_rate=TWENTY), fee("-1.20"), tip("1.00"), seller_tax=D("1.80"))
    assert [str(line.vat_amount) for line in lines_of(order)] == ["2.00", "-0.20", "0.00"]


def test_stops_when_order_vat_differs() -> None:
    """Both figures are shown."""
    reason = stop_of(order_of(goods("12.00", vat_rate=TWENTY), seller_tax=D("1.00")))
    assert reason.why is Why.VAT_DIFFERS
    assert reason.facts == {"stated": "1.00", "calculated": "2.00"}


def test_holds_the_files_tax_when_prices_are_without() -> None:
    """Home prices without tax: gross is value and tax, VAT is the file's."""
    order = order_of(
        goods("8.33", vat_rate=TWENTY),
        goods("8.33", vat_rate=TWENTY),
        tax_basis=TaxBasis.ON_TOP,
        seller_tax=D("3.33"),
        stated_total=D("19.99"),
    )
    lines = lines_of(order)
    assert sum(line.vat_amount for line in lines) == D("3.33")
    assert sum(line.gross_amount for line in lines) == D("19.99")


@pytest.mark.parametrize("grosses", [["0.00", "0.00"], ["1.00", "-1.00"], ["2.00", "2.00", "-4.00"]])
def test_stops_when_the_files_penny_has_no_line_to_stand_on(grosses: list[str]) -> None:
    """Lines that come to nothing cannot hold any VAT, though their sixths are no whole pennies."""
    with pytest.raises(Stopped):
        split(grosses, [TWENTY] * len(grosses), "0.01")
