"""Reports that hold no orders, and which one to download instead."""

from collections.abc import Sequence
from dataclasses import dataclass

AMAZON_INSTEAD = "All Orders (Seller Central > Reports > Fulfilment > All Orders)"
EBAY_INSTEAD = "the orders report (Seller Hub > Orders > Download report)"
ETSY_INSTEAD = "Orders or Order Items (Shop Manager > Settings > Options > Download data)"
SHOPIFY_INSTEAD = "the orders export (Admin > Orders > Export)"
SQUARE_INSTEAD = "Items detail (Square Dashboard > Transactions > Export)"
SHOP_INSTEAD = "the order export of the shop that took the payments"


@dataclass(frozen=True)
class WrongReport:
    """Told by header cells that it has together; `report` and `instead` are in the channel's words."""

    report: str
    instead: str
    cells: frozenset[str]


def _report(report: str, instead: str, *cells: str) -> WrongReport:
    return WrongReport(report, instead, frozenset(cells))


WRONG_REPORTS: tuple[WrongReport, ...] = (
    _report("Amazon settlement report", AMAZON_INSTEAD, "settlement-id", "total-amount"),
    _report("Amazon date range report", AMAZON_INSTEAD, "settlement id", "type", "product sales"),
    _report("Amazon VAT transactions report", AMAZON_INSTEAD, "transaction_event_id", "sale_arrival_country"),
    _report("Amazon returns report", AMAZON_INSTEAD, "return-date", "order-id", "detailed-disposition"),
    _report("eBay transaction report", EBAY_INSTEAD, "gross transaction amount", "payout currency"),
    _report("Etsy statement", ETSY_INSTEAD, "fees & taxes", "tax details"),
    _report("Etsy payments report", ETSY_INSTEAD, "payment id", "order id", "gross amount"),
    _report("Shopify payouts report", SHOPIFY_INSTEAD, "payout date", "payout id", "fee", "net"),
    _report("Shopify payment transactions", SHOPIFY_INSTEAD, "transaction date", "payout date", "card brand"),
    _report("Stripe payments", SHOP_INSTEAD, "id", "created (utc)", "amount refunded"),
    _report("Stripe balance report", SHOP_INSTEAD, "balance_transaction_id", "reporting_category"),
    _report("PayPal activity", SHOP_INSTEAD, "date", "gross", "fee", "net", "transaction id", "balance"),
    _report("Square transactions", SQUARE_INSTEAD, "total collected", "card entry methods", "transaction id"),
)


def wrong_report(header: Sequence[str]) -> WrongReport | None:
    """The report that these header cells belong to, if it is one of the wrong ones."""
    cells = frozenset(header)
    return next((report for report in WRONG_REPORTS if report.cells <= cells), None)
