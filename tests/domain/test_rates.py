"""Which VAT rate a line carries, and why (DESIGN 5.4, FORMATS 4.2)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kfdesk.domain.channels import SkuRate
from kfdesk.domain.orders import Address, Order, OrderLine, OrderState, TaxBasis, TaxStatement
from kfdesk.domain.plans import PlanFacts
from kfdesk.domain.reasons import Why
from tests.builders import COMPANY, LOOK_UPS, a_buyer
from tests.domain.planned import (
    FACTS,
    UNREGISTERED,
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
BOOKS = (SkuRate("BOOK", D(0)), SkuRate("BOOK-CD", D(20)), SkuRate("seat", D(5)))


def rates(order: Order, facts: PlanFacts = FACTS, **settings: Any) -> list[str]:
    """The VAT rates of the lines."""
    return [f"{line.vat_rate:f}" for line in lines_of(order, facts, **settings)]


def first_why(order: Order, facts: PlanFacts = FACTS, **settings: Any) -> Why:
    """Why the first line carries its rate."""
    return lines_of(order, facts, **settings)[0].why[0].why


@pytest.mark.parametrize(
    ("line", "settings", "rate", "why"),
    [
        (goods("12.00", vat_rate=D(5)), {}, "5", Why.RATE_FROM_FILE),
        (goods("12.00", vat_rate=D(0)), {}, "0", Why.RATE_FROM_FILE),
        (goods("12.00", vat_rate=D(5), sku="BOOK1"), {"sku_rates": BOOKS}, "5", Why.RATE_FROM_FILE),
        (goods("12.00", sku="book1"), {"sku_rates": BOOKS}, "0", Why.RATE_FROM_SKU),
        (goods("12.00", sku="BOOK-CD9"), {"sku_rates": BOOKS}, "20", Why.RATE_FROM_SKU),
        (goods("12.00", sku="BOOK1"), {"sku_rates": BOOKS, "vat": "20"}, "0", Why.RATE_FROM_SKU),
        (goods("12.00", vat_rate=D(5)), {"vat": "20"}, "20", Why.RATE_FROM_SETTING),
        (goods("12.00"), {"vat": "5"}, "5", Why.RATE_FROM_SETTING),
        (goods("12.00"), {"vat": "0"}, "0", Why.RATE_FROM_SETTING),
        (goods("12.00"), {"vat": "none"}, "-1", Why.NO_VAT_SETTING),
        (goods("12.00", vat_rate=D(20)), {"vat": "none"}, "-1", Why.NO_VAT_SETTING),
        (goods("12.00", tax=D("2.00")), {}, "20", Why.RATE_FROM_TAX),
        (goods("12.00", tax=D("0.57")), {}, "5", Why.RATE_FROM_TAX),
        (goods("12.00", tax=D("2.01")), {}, "20", Why.RATE_FROM_TAX),
        (goods("12.00"), {"vat_unknown": "5"}, "5", Why.RATE_AS_UNKNOWN),
        (goods("12.00", tax=D("0.00")), {"vat_unknown": "20"}, "20", Why.RATE_AS_UNKNOWN),
        (goods("0.05", tax=D("0.01")), {"vat_unknown": "5"}, "5", Why.RATE_AS_UNKNOWN),
    ],
)
def test_chooses_rate_when_goods_stay_at_home(
    line: OrderLine, settings: dict[str, Any], rate: str, why: Why
) -> None:
    """File, then SKU, then the channel's rate, then the file's tax, then the rate for the unknown."""
    order = order_of(line)
    assert rates(order, **settings) == [rate]
    assert first_why(order, **settings) is why


@pytest.mark.parametrize(
    "line", [goods("12.00"), goods("12.00", tax=D("0.00")), goods("0.05", tax=D("0.01"))]
)
def test_stops_when_the_file_does_not_say_the_rate(line: OrderLine) -> None:
    """A blank or zero tax cell, or a tax that several rates explain, says nothing."""
    reason = stop_of(order_of(line))
    assert reason.why is Why.VAT_UNKNOWN
    assert reason.facts == {"title": "Mug"}


def test_shows_both_figures_when_the_rate_for_the_unknown_does_not_fit_the_tax() -> None:
    """A tax that no rate explains is not overruled in silence."""
    reason = stop_of(order_of(goods("12.00", tax=D("1.80"))), vat_unknown="20")
    assert reason.why is Why.VAT_DIFFERS
    assert reason.facts == {"stated": "1.80", "calculated": "2.00"}


def test_reads_tax_before_discount_when_a_line_is_discounted() -> None:
    """The file's tax explains the rate on the undiscounted line; VAT is of what is left."""
    order = order_of(goods("12.00", tax=D("2.00"), discount=D("6.00")))
    line = lines_of(order)[0]
    assert (line.vat_rate, line.vat_amount) == (D(20), D("1.00"))


@pytest.mark.parametrize(
    ("lines", "changes", "expected"),
    [
        ((goods("12.00"), delivery("6.00")), {"seller_tax": D("3.00")}, ["20", "20"]),
        ((goods("12.00"), goods("6.00")), {"seller_tax": D("3.00")}, ["20", "20"]),
        ((goods("21.00"),), {"seller_tax": D("1.00")}, ["5"]),
        (
            (goods("10.00"), delivery("5.00")),
            {"seller_tax": D("3.00"), "tax_basis": TaxBasis.ON_TOP, "stated_total": D("18.00")},
            ["20", "20"],
        ),
        (
            (goods("12.00"),),
            {"seller_tax": D("2.00"), "taxes": (TaxStatement("GB VAT 20%", D("2.00"), D(20)),)},
            ["20"],
        ),
    ],
)
def test_reads_rate_from_order_tax_when_lines_say_nothing(
    lines: tuple[OrderLine, ...], changes: dict[str, Any], expected: list[str]
) -> None:
    """The one rate that explains the order's tax, or that the file names for it."""
    assert rates(order_of(*lines, **changes)) == expected


def test_sets_settled_lines_aside_when_explaining_order_tax() -> None:
    """Books at 0 % leave the order's tax to the other goods."""
    order = order_of(goods("10.00", sku="BOOK1"), goods("12.00"), seller_tax=D("2.00"))
    assert rates(order, sku_rates=BOOKS) == ["0", "20"]


def test_flags_tax_when_it_covers_goods_only() -> None:
    """Delivery follows the goods in the UK, so a tax without it is shown with both figures."""
    reason = stop_of(order_of(goods("12.00"), delivery("6.00"), seller_tax=D("2.00")))
    assert reason.why is Why.VAT_DIFFERS
    assert reason.facts == {"stated": "2.00", "calculated": "3.00"}


def test_stops_when_order_tax_fits_no_rate() -> None:
    """None or several rates: as if the file said nothing."""
    assert stop_of(order_of(goods("12.00"), seller_tax=D("1.33"))).why is Why.VAT_UNKNOWN


def test_ignores_named_rate_when_its_amount_is_zero() -> None:
    """A marketplace's *Shipping fee tax 0%* does not mean zero-rated."""
    order = order_of(goods("12.00"), seller_tax=D("0.00"), taxes=(TaxStatement("Shipping 0%", D(0), D(0)),))
    assert stop_of(order).why is Why.VAT_UNKNOWN


@pytest.mark.parametrize("rate", [D(15), D("17.5")])
def test_stops_when_kashflow_lacks_the_rate(rate: Decimal) -> None:
    """Only rates of GetVATRates are sent."""
    reason = stop_of(order_of(goods("12.00", vat_rate=rate)))
    assert reason.why is Why.VAT_RATE_MISSING
    assert reason.facts == {"rate": f"{rate}"}


def test_sends_rate_when_kashflow_writes_it_with_decimals() -> None:
    """20 and 20.0000 are one rate."""
    facts = PlanFacts(COMPANY, replace(LOOK_UPS, vat_rates=(D("20.0000"), D("-1"))))
    assert rates(order_of(goods("12.00", vat_rate=D(20))), facts) == ["20"]


@pytest.mark.parametrize(
    ("country", "postcode", "is_home"),
    [
        ("GB", "LS1 1AA", True),
        ("GB", "BT1 1AA", True),
        ("GB", "IM1 1AA", True),
        ("IM", "IM1 1AA", True),
        ("GB", "JE2 3AB", False),
        ("GB", "gy1 1aa", False),
        ("JE", "JE2 3AB", False),
        ("GG", "", False),
        ("IE", "D02 X285", False),
        ("US", "10001", False),
        ("ZA", "1689", False),
    ],
)
@pytest.mark.parametrize("choice", ["file", "20"])
def test_decides_by_destination_when_country_is_known(
    country: str, postcode: str, is_home: bool, choice: str
) -> None:
    """Northern Ireland and Man are home; the Channel Islands, even under GB, and the rest are exports."""
    order = order_to(country, goods("12.00", vat_rate=D(20)), delivery("3.00"), postcode=postcode)
    expected = ["20", "20"] if is_home else ["0", "0"]
    assert rates(order, vat=choice) == expected
    assert (first_why(order, vat=choice) is Why.EXPORT_ZERO) is not is_home


def test_names_the_island_when_the_file_says_gb() -> None:
    """The preview says Jersey, not GB."""
    line = lines_of(order_to("GB", goods("12.00"), postcode="JE2 3AB"))[0]
    assert line.why[0].facts == {"country": "JE"}


def test_keeps_file_tax_in_price_when_exported() -> None:
    """Another country's tax in the price is the seller's money and no UK VAT."""
    order = order_to("ZA", goods("115.00"), seller_tax=D("15.00"))
    sent = posted(order)
    assert [(line.net_amount, line.vat_amount) for line in sent.invoice.lines] == [(D("115.00"), D("0.00"))]
    assert Why.FILE_TAX_KEPT_IN_PRICE in whys(sent.why)


def test_goes_by_buyers_address_when_nothing_is_delivered() -> None:
    """Downloads and counter sales have no delivery address."""
    order = order_of(goods("12.00", vat_rate=D(20)), ship_to=Address())
    assert rates(order) == ["20"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [({"vat": "20"}, ["20"]), ({"vat": "0"}, ["0"]), ({}, ["5"]), ({"vat": "none"}, ["-1"])],
)
def test_treats_order_as_home_when_country_is_unknown(settings: dict[str, Any], expected: list[str]) -> None:
    """A fixed choice holds; *as the file says* goes by the file's rate."""
    order = order_of(goods("12.00", vat_rate=D(5)), ship_to=Address(), buyer=a_buyer(address=Address()))
    assert rates(order, **settings) == expected


def test_stops_when_neither_country_nor_rate_is_known() -> None:
    """As if the file said nothing."""
    order = order_of(goods("12.00"), ship_to=Address(), buyer=a_buyer(address=Address()))
    assert stop_of(order).why is Why.VAT_UNKNOWN


@pytest.mark.parametrize(
    ("country", "settings", "why"),
    [
        ("GB", {}, Why.MARKETPLACE_TAX_AT_HOME),
        ("GB", {"vat": "20"}, Why.MARKETPLACE_TAX_AT_HOME),
        ("", {}, Why.DESTINATION_UNKNOWN),
    ],
)
def test_stops_when_a_marketplace_taxed_a_home_sale(country: str, settings: dict[str, Any], why: Why) -> None:
    """The marketplace takes the seller for an overseas one: a person must say."""
    order = order_to(country, goods("12.00", vat_rate=D(20)), marketplace_tax=D("2.40"))
    assert stop_of(order, **settings).why is why


@pytest.mark.parametrize(("choice", "expected"), [("0", ["0"]), ("none", ["-1"])])
def test_sends_home_sale_with_marketplace_tax_when_the_channel_says_no_vat(
    choice: str, expected: list[str]
) -> None:
    """0 % or no VAT on the channel is the person's answer."""
    assert rates(order_to("GB", goods("12.00"), marketplace_tax=D("2.40")), vat=choice) == expected


def test_stops_when_goods_came_from_abroad() -> None:
    """Stock in an EU warehouse is outside UK VAT: ask, unless the channel has a rate."""
    order = order_of(goods("12.00", vat_rate=D(20)), ship_from="DE")
    assert stop_of(order).why is Why.SHIPPED_FROM_ABROAD
    assert rates(order, vat="20") == ["20"]


def test_carries_no_vat_when_company_is_not_registered() -> None:
    """The whole gross is income, unless the person chose a rate."""
    order = order_to("GB", goods("12.00", vat_rate=D(20)), delivery("3.00"), marketplace_tax=D("1.00"))
    assert rates(order, UNREGISTERED) == ["-1", "-1"]
    assert first_why(order, UNREGISTERED) is Why.NO_VAT_COMPANY
    assert rates(order_of(goods("12.00")), UNREGISTERED, vat="20") == ["20"]


@pytest.mark.parametrize(("country", "expected"), [("GB", ["20", "-1"]), ("US", ["0", "-1"])])
def test_carries_no_vat_when_line_is_a_tip(country: str, expected: list[str]) -> None:
    """Tips are outside VAT, at home and abroad."""
    assert rates(order_to(country, goods("12.00", vat_rate=D(20)), tip("2.00"))) == expected


def test_takes_file_rate_for_delivery_when_stated() -> None:
    """Delivery follows the goods only where the file is silent about it."""
    order = order_of(goods("12.00", vat_rate=D(0)), delivery("6.00", vat_rate=D(20)), fee("-1.00"))
    assert rates(order) == ["0", "20", "0"]


def test_splits_delivery_when_goods_have_several_rates() -> None:
    """A line a rate, by the goods' gross."""
    goods_lines = [
        goods("30.00", vat_rate=D(20)),
        goods("10.00", vat_rate=D(0)),
        goods("0.00", vat_rate=D(5)),
    ]
    order = order_of(*goods_lines, delivery("3.99"))
    sent = lines_of(order)
    assert [(str(line.gross_amount), str(line.vat_rate)) for line in sent[3:]] == [
        ("2.99", "20"),
        ("1.00", "0"),
    ]
    assert Why.DELIVERY_SPLIT in whys(sent[3].why)


def test_asks_for_no_rate_when_goods_cost_nothing() -> None:
    """A free gift does not stop an order of which all else is known."""
    order = order_of(goods("12.00", vat_rate=D(5)), goods("0.00"), delivery("1.00"))
    assert rates(order) == ["5", "5", "5"]


def test_asks_for_delivery_when_nothing_else_is_known() -> None:
    """Delivery alone needs a rate of its own."""
    order = order_of(goods("0.00"), delivery("3.99"))
    assert stop_of(order).facts == {"title": "Royal Mail"}
    assert rates(order, vat_unknown="20") == ["20", "20"]
    assert planned(order, vat="20").state is OrderState.READY
