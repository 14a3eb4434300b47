"""Reports that tell nothing of single orders that a book can use, and what to download instead."""

from collections.abc import Sequence
from dataclasses import dataclass

AMAZON_INSTEAD = "All Orders (Seller Central > Reports > Fulfilment > All Orders)"
AMAZON_REFUNDS = "the settlement (Seller Central > Payments > All Statements > Download Flat File V2)"
EBAY_INSTEAD = "the orders report (Seller Hub > Orders > Download report)"
EBAY_REFUNDS = (
    "the orders report (Seller Hub > Orders > Download report), "
    "or for refunds the transaction report (Seller Hub > Payments > Reports)"
)
ETSY_INSTEAD = (
    "Orders or Order Items (Shop Manager > Settings > Options > Download data), "
    "or for refunds the monthly statement (Shop Manager > Finances > Monthly statements > Download CSV)"
)
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
    return WrongReport(_with_article(report), instead, frozenset(cells))


def _with_article(report: str) -> str:
    """Such as: an Etsy deposits report; a list of Stripe payouts."""
    if report.endswith(("s", "activity")):
        return f"a list of {report}"
    return f"an {report}" if report[0].casefold() in "aeio" else f"a {report}"


WRONG_REPORTS: tuple[WrongReport, ...] = (
    _report("Amazon returns report", AMAZON_REFUNDS, "return-date", "order-id", "detailed-disposition"),
    _report("Amazon returns report", AMAZON_REFUNDS, "return request date", "order id", "return quantity"),
    _report("Amazon statements list", AMAZON_REFUNDS, "settlement period", "beginning balance"),
    _report("Amazon transaction view", AMAZON_REFUNDS, "order id", "total product charges", "amazon fees"),
    _report(
        "Amazon transaction view",
        AMAZON_REFUNDS,
        "transaktionstyp",
        "artikelpreise gesamt",
        "gesamtsumme der aktionsrabatte",
    ),
    _report("eBay payouts report", EBAY_REFUNDS, "payout date", "payout id", "payout amount"),
    _report("Etsy deposits report", ETSY_INSTEAD, "date", "amount", "bank account ending digits"),
    _report("Etsy payments report", ETSY_INSTEAD, "payment id", "order id", "gross amount"),
    _report("Shopify payouts report", SHOPIFY_INSTEAD, "payout date", "payout id", "fee", "net"),
    _report("Shopify payouts report", SHOPIFY_INSTEAD, "payout date", "charges", "adjustments", "total"),
    _report("Shopify payment transactions", SHOPIFY_INSTEAD, "transaction date", "payout date", "card brand"),
    _report(
        "Shopify payment transactions", SHOPIFY_INSTEAD, "transaction date", "payout status", "fee", "net"
    ),
    _report("Stripe payments", SHOP_INSTEAD, "id", "created (utc)", "amount refunded"),
    _report("Stripe balance report", SHOP_INSTEAD, "balance_transaction_id", "reporting_category"),
    _report("Stripe balance report", SHOP_INSTEAD, "id", "source", "available on (utc)"),
    _report("Stripe payouts", SHOP_INSTEAD, "id", "arrival date (utc)"),
    _report("PayPal activity", SHOP_INSTEAD, "date", "gross", "fee", "net", "transaction id", "balance"),
    _report("PayPal activity", SHOP_INSTEAD, "date", "gross", "fee", "net", "from email address"),
    _report("Square transactions", SQUARE_INSTEAD, "total collected", "card entry methods", "transaction id"),
)


def wrong_report(header: Sequence[str]) -> WrongReport | None:
    """The report that these header cells belong to, if it is one of the wrong ones."""
    cells = frozenset(header)
    return next((report for report in WRONG_REPORTS if report.cells <= cells), None)
