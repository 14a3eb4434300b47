"""Real order files through the command line: what is posted is what buyers paid the seller.

The expected sums are counted here from the files by the csv module alone.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.desk_of_tests import Commands
from tests.cli.paid import etsy_paid, shopify_paid, shopify_refunded

FOREIGN = ("--foreign-currency", "on", "--foreign-payments", "on")


def _posted(result: dict[str, object]) -> dict[str, Decimal]:
    orders = result["orders"]
    assert isinstance(orders, list)
    return {order["order_number"]: Decimal(order["gross"]) for order in orders if order["invoice_number"]}


@pytest.fixture
def linked(commands: Commands) -> Commands:
    """A practice company that has the currencies of the samples."""
    commands.company.add_currency("ZAR", Decimal("23.41"))
    commands.company.add_currency("CAD", Decimal("1.83"))
    commands.link()
    return commands


@pytest.mark.parametrize(
    ("sample", "currency", "held"),
    [
        # held: a gift voucher was sold
        ("shopify/orders_export_75col_ZAR_VAT15_included.csv", "ZAR", {"#13562"}),
        # held: edited after it was placed, its lines no longer make its total
        ("shopify/orders_export_79col_CAD_tax_on_top.csv", "CAD", {"#1058"}),
    ],
)
def test_shopify_sample_is_posted_to_the_penny_when_exported(
    linked: Commands, shared: Path, sample: str, currency: str, held: set[str]
) -> None:
    """Every paid order that is not held becomes one invoice over its total; refunds want a date."""
    path = shared / "orders" / "samples" / sample
    linked("import", path, "--channel", "Shop")
    linked.set_up("Shop", *FOREIGN)
    result = linked.json("export", "--settle", "0", code=1)
    expected = {name: total for name, total in shopify_paid(path).items() if name not in held}
    assert _posted(result) == expected
    assert result["exported"] == len(expected)
    assert linked.ledger_gross() == {currency: sum(expected.values())}
    asked = shopify_refunded(path) & expected.keys()
    assert {o["order_number"] for o in result["orders"] if o["state"] == "needs_attention"} == held | asked


def test_etsy_sample_is_posted_without_etsys_tax_when_exported(linked: Commands, shared: Path) -> None:
    """Invoices come to what the buyers paid the seller; what is held says why."""
    path = shared / "orders" / "samples" / "etsy" / "EtsySoldOrders2022_quoted.csv"
    linked("import", path)
    linked.set_up("Etsy", *FOREIGN)
    result = linked.json("export", "--settle", "0", code=1)
    everyone = etsy_paid(path)
    posted = _posted(result)
    held = {o["order_number"]: o["message"] for o in result["orders"] if not o["invoice_number"]}
    assert posted == {number: everyone[number] for number in posted}
    assert posted.keys() | held.keys() == everyone.keys()
    assert all(held.values())
    assert linked.ledger_gross() == {"USD": sum(posted.values())}
    assert len(posted) > len(everyone) / 2


def test_second_export_posts_nothing_when_all_is_done(linked: Commands, shared: Path) -> None:
    """The ledger is the same after another import and another export of the same file."""
    path = shared / "orders" / "samples" / "shopify" / "orders_export_79col_CAD_tax_on_top.csv"
    linked("import", path, "--channel", "Shop")
    linked.set_up("Shop", *FOREIGN)
    linked("export", "--settle", "0", code=1)
    before = linked.company.summary()
    again = linked.json("import", path, "--channel", "Shop")["files"][0]
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 20)
    assert linked.json("export", "--settle", "0", code=1)["exported"] == 0
    assert linked.company.summary() == before
