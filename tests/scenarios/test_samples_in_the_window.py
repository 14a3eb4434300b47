"""Real order files through the window, as the tour drops them: the sums are the buyers'."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kfdesk.tour import run_tour
from tests.cli.paid import etsy_paid, shopify_paid

ZAR = "shopify/orders_export_75col_ZAR_VAT15_included.csv"
CAD = "shopify/orders_export_79col_CAD_tax_on_top.csv"
ETSY = "etsy/EtsySoldOrders2022_quoted.csv"


@pytest.mark.scenario
@pytest.mark.slow
def test_samples_are_posted_to_the_penny_when_they_are_dropped_on_the_window(
    qapp: QApplication, shared: Path, tmp_path: Path
) -> None:
    """The ledger's sums by currency are what the buyers of the exported orders paid the seller."""
    samples = shared / "orders" / "samples"
    report = run_tour(tmp_path / "out", [samples / ZAR, samples / CAD, samples / ETSY])
    expected = {
        "ZAR": shopify_paid(samples / ZAR),
        "CAD": shopify_paid(samples / CAD),
        "USD": etsy_paid(samples / ETSY),
    }
    posted: dict[str, dict[str, Decimal]] = {currency: {} for currency in expected}
    for order in report["export"]["orders"]:
        if order["invoice_number"]:
            posted[order["currency"]][order["order_number"]] = Decimal(order["gross"])
        elif order["order_number"] in expected[order["currency"]]:
            assert order["message"], order
    for currency, paid in expected.items():
        assert posted[currency] == {number: paid[number] for number in posted[currency]}
        assert len(posted[currency]) > len(paid) / 2
        assert Decimal(report["ledger"]["gross"][currency]) == sum(posted[currency].values())
