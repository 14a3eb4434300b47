"""Drafts as the planner makes them, for sending."""

from datetime import date
from decimal import Decimal

from kfdesk.domain.invoices import CustomerDraft, InvoiceDraft, InvoiceLine, PaymentDraft
from kfdesk.domain.orders import Address

DAY = date(2026, 8, 18)
STAMP = "eBay 12-34567-89012"


def line(**changes: object) -> InvoiceLine:
    """Two blue widgets at £10.00 and 20 %, or with these changes."""
    values: dict[str, object] = {
        "description": "Blue widget",
        "quantity": Decimal(2),
        "rate": Decimal("10.00"),
        "net_amount": Decimal("20.00"),
        "vat_rate": Decimal(20),
        "vat_amount": Decimal("4.00"),
        "sales_type": 2341001,
    }
    return InvoiceLine(**(values | changes))  # type: ignore[arg-type] # a table of changes has no types


def invoice(*lines: InvoiceLine, **changes: object) -> InvoiceDraft:
    """An invoice of these lines."""
    values: dict[str, object] = {
        "stamp": STAMP,
        "invoice_date": DAY,
        "due_date": DAY,
        "currency": "GBP",
        "lines": lines or (line(),),
    }
    return InvoiceDraft(**(values | changes))  # type: ignore[arg-type] # the same


def customer(country: str = "GB", **changes: object) -> CustomerDraft:
    """Ann Example of Exampleton."""
    values: dict[str, object] = {
        "code": "KFABCDEFGHIJ",
        "name": "Ann van Example",
        "email": "ann@example.com",
        "phone": "01234 567890",
        "address": Address(
            name="Ann van Example",
            line1="1 High Street",
            town="Exampleton",
            postcode="EX1 1EX",
            country=country,
        ),
        "source_id": 101,
    }
    return CustomerDraft(**(values | changes))  # type: ignore[arg-type] # the same


def payment(**changes: object) -> PaymentDraft:
    """£24.00 by PayPal."""
    values: dict[str, object] = {
        "amount": Decimal(24),
        "paid_on": DAY,
        "method_id": 409844,
        "account_id": 55166,
        "note": f"{STAMP} 9AB12345CD",
    }
    return PaymentDraft(**(values | changes))  # type: ignore[arg-type] # the same
