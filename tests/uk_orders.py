"""A made order file of a UK shop: GBP, 20 % included, as Shopify writes it."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

HEADER = [
    "Name",
    "Email",
    "Financial_Status",
    "Paid_at",
    "Fulfillment_Status",
    "Fulfilled_at",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount_Code",
    "Discount_Amount",
    "Created_at",
    "Lineitem_quantity",
    "Lineitem_name",
    "Lineitem_price",
    "Lineitem_sku",
    "Lineitem_requires_shipping",
    "Lineitem_taxable",
    "Billing_Name",
    "Billing_Address1",
    "Billing_City",
    "Billing_Zip",
    "Billing_Country",
    "Shipping_Name",
    "Shipping_City",
    "Shipping_Zip",
    "Shipping_Country",
    "Cancelled_at",
    "Payment_Method",
    "Payment_Reference",
    "Refunded_Amount",
    "Id",
    "Lineitem_discount",
    "Tax_1_Name",
    "Tax_1_Value",
]
PENNY = Decimal("0.01")
GOODS = (
    ("Enamel mug", "MUG-01", Decimal("9.99"), 3),
    ("Tea towel", "TOW-02", Decimal("17.00"), 2),
    ("Postcard", "CRD-03", Decimal("0.35"), 7),
    ("Candle", "CDL-04", Decimal("12.45"), 1),
)
DELIVERY = (Decimal("3.95"), Decimal("0.00"), Decimal("4.49"))
FIRST_NUMBER = 1001


def write_uk_file(path: Path, count: int) -> dict[str, Decimal]:
    """Write `count` orders; the total of each by its name, as the buyer paid it."""
    totals = {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [name.replace("_", " ") for name in HEADER], restval="")
        writer.writeheader()
        for index in range(count):
            rows = _order(index)
            totals[rows[0]["Name"]] = Decimal(rows[0]["Total"])
            writer.writerows(rows)
    return totals


def _order(index: int) -> list[dict[str, str]]:
    lines = [GOODS[(index + offset) % len(GOODS)] for offset in range(1 + index % 3)]
    delivery = DELIVERY[index % len(DELIVERY)]
    goods = sum((price * quantity for _, _, price, quantity in lines), Decimal(0))
    discount = (goods / 10).quantize(PENNY) if index % 5 == 0 else Decimal("0.00")
    total = goods - discount + delivery
    tax = (total * 20 / 120).quantize(PENNY, ROUND_HALF_UP)
    name = f"#{FIRST_NUMBER + index}"
    day = f"2026-{10 + index % 2}-{1 + index % 20:02d} 10:30:00 +0000"
    first = {
        "Name": name,
        "Financial Status": "paid",
        "Paid at": day,
        "Fulfillment Status": "fulfilled",
        "Fulfilled at": day,
        "Currency": "GBP",
        "Subtotal": str(goods - discount),
        "Shipping": str(delivery),
        "Taxes": str(tax),
        "Total": str(total),
        "Discount Code": "TEN" if discount else "",
        "Discount Amount": str(discount),
        "Payment Method": "Shopify Payments",
        "Payment Reference": f"ref-{index}",
        "Refunded Amount": "0.00",
        "Id": str(5_000_000 + index),
        "Tax 1 Name": "GB VAT 20%",
        "Tax 1 Value": str(tax),
        **_buyer(index % 300),
    }
    rows = [_line(name, day, line) for line in lines]
    rows[0] = {**rows[0], **first}
    return rows


def _line(name: str, day: str, line: tuple[str, str, Decimal, int]) -> dict[str, str]:
    title, sku, price, quantity = line
    return {
        "Name": name,
        "Created at": day,
        "Lineitem quantity": str(quantity),
        "Lineitem name": title,
        "Lineitem price": str(price),
        "Lineitem sku": sku,
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "true",
        "Lineitem discount": "0.00",
    }


def _buyer(number: int) -> dict[str, str]:
    person = {
        "Billing Name": f"Sam Buyer{number}",
        "Billing Address1": f"{number} High Street",
        "Billing City": "Leeds",
        "Billing Zip": f"LS1 {number % 9}AA",
        "Billing Country": "GB",
    }
    shipping = {
        key.replace("Billing", "Shipping"): text for key, text in person.items() if "Address" not in key
    }
    return {"Email": f"buyer{number}@example.com", **person, **shipping}
