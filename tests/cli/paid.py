"""What buyers paid the seller, counted from order files by the csv module alone."""

import csv
from decimal import Decimal
from pathlib import Path


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shopify_paid(path: Path) -> dict[str, Decimal]:
    """Totals by order number of orders that were paid and not cancelled."""
    first_rows = [row for row in _rows(path) if row["Total"]]
    paid = {"paid", "partially_refunded", "refunded"}
    return {
        row["Name"]: Decimal(row["Total"])
        for row in first_rows
        if row["Financial Status"] in paid and not row["Cancelled at"]
    }


def shopify_refunded(path: Path) -> set[str]:
    """Orders of which something was given back; the file does not say when."""
    return {row["Name"] for row in _rows(path) if row["Total"] and Decimal(row["Refunded Amount"] or 0)}


def etsy_paid(path: Path) -> dict[str, Decimal]:
    """What each Etsy buyer paid the seller: without the tax that Etsy collects."""
    return {
        row["Order ID"]: Decimal(row["Order Value"])
        - Decimal(row["Discount Amount"])
        + Decimal(row["Shipping"])
        for row in _rows(path)
    }
