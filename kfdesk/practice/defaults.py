"""What a new practice company has in its lists.

Ids look like KashFlow's: large, and never the nominal code they stand for.
"""

from __future__ import annotations

from kfdesk.practice.records import LookupKind

OTHER_SALES_CODE = 9998

# kind, first id, then (name, nominal code, value)
_LISTS: tuple[tuple[LookupKind, int, tuple[tuple[str, int, str], ...]], ...] = (
    (
        LookupKind.CUSTOMER_SOURCE,
        84101,
        tuple(
            (name, 0, "0") for name in ("Other", "eBay", "Amazon", "Etsy", "Shopify", "Website", "Telephone")
        ),
    ),
    (
        LookupKind.PAYMENT_METHOD,
        409841,
        tuple(
            (name, 0, "0")
            for name in (
                "Cash",
                "Cheque",
                "BACS",
                "PayPal",
                "Card",
                "eBay",
                "Amazon",
                "Etsy",
                "Shopify Payments",
                "Stripe",
            )
        ),
    ),
    (
        LookupKind.BANK_ACCOUNT,
        55166,
        (
            ("Current Account", 1200, "0"),
            ("PayPal", 1210, "0"),
            ("eBay Clearing", 1251, "0"),
            ("Amazon Clearing", 1252, "0"),
            ("Etsy Clearing", 1253, "0"),
            ("Shopify Clearing", 1254, "0"),
        ),
    ),
    (
        LookupKind.SALES_TYPE,
        2341001,
        (
            ("Sale of Goods", 4000, "0"),
            ("Sale of Services", 4100, "0"),
            ("Postage and Delivery", 4905, "0"),
            ("Other sales", OTHER_SALES_CODE, "0"),
        ),
    ),
    (
        LookupKind.NOMINAL_CODE,
        2341101,
        (
            ("Discounts Allowed", 4009, "0"),
            ("Cost of Goods", 5000, "0"),
            ("Carriage", 5100, "0"),
            ("Bank Charges", 7901, "0"),
            ("Selling Fees", 7950, "0"),
        ),
    ),
    (LookupKind.VAT_RATE, 1, (("20%", 0, "20"), ("5%", 0, "5"), ("0%", 0, "0"))),
    (LookupKind.CURRENCY, 1, (("GBP", 0, "1"), ("EUR", 0, "1.165"), ("USD", 0, "1.312"))),
)

HOME_CURRENCY = "GBP"


def default_lookups() -> list[tuple[str, int, str, int, str]]:
    """Rows of (kind, id, name, code, value) for a new ledger."""
    return [
        (kind.value, first_id + index, name, code, value)
        for kind, first_id, entries in _LISTS
        for index, (name, code, value) in enumerate(entries)
    ]
