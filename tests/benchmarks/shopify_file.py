"""A made Shopify export of any size, in the layout of 79 columns that Shopify writes today."""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

COLUMNS = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,"
    "Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,"
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,"
    "Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,"
    "Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,"
    "Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,"
    "Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,"
    "Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,"
    "Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,"
    "Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References"
)
HEADER = COLUMNS.split(",")
PENNY = Decimal("0.01")
BEGIN = datetime(2026, 4, 1, 8)
BUYERS = 70_000
MOST_LINES = 4
"""Orders have one line to four in turn: two and a half on average."""


def write_file(path: Path, orders: int, buyers: int = BUYERS, begin: datetime = BEGIN) -> None:
    """Write so many orders of so many buyers, each of them ready to be posted."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, restval="", lineterminator="\n")
        writer.writeheader()
        for place in range(orders):
            writer.writerows(_rows(place, place % buyers, begin + timedelta(minutes=2 * place)))


def _rows(place: int, buyer: int, moment: datetime) -> Iterator[dict[str, str]]:
    name, email = f"#{1001 + place}", f"buyer{buyer}@example.com"
    day = f"{moment:%Y-%m-%d %H:%M:%S} +0100"
    lines = [_line(place, number) for number in range(1 + place % MOST_LINES)]
    beside = {"Name": name, "Email": email, "Created at": day, "Vendor": "Acme"}
    yield beside | lines[0] | _order(place, day, lines) | _person(buyer)
    yield from (beside | line for line in lines[1:])


def _line(place: int, number: int) -> dict[str, str]:
    article = (place * 7 + number * 13) % 400
    return {
        "Lineitem quantity": str(1 + (place + number) % 3),
        "Lineitem name": f"Enamel mug no. {article}, blue",
        "Lineitem price": str(Decimal(199 + 37 * article) / 100),
        "Lineitem sku": f"MUG-{article:03d}",
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "true",
        "Lineitem fulfillment status": "fulfilled",
        "Lineitem discount": "0.00",
    }


def _order(place: int, day: str, lines: list[dict[str, str]]) -> dict[str, str]:
    goods = sum(
        (Decimal(line["Lineitem quantity"]) * Decimal(line["Lineitem price"]) for line in lines), Decimal(0)
    )
    delivery = Decimal("3.95") if place % 3 else Decimal("0.00")
    tax = ((goods + delivery) / 6).quantize(PENNY, ROUND_HALF_UP)
    return {
        "Financial Status": "paid",
        "Paid at": day,
        "Fulfillment Status": "fulfilled",
        "Fulfilled at": day,
        "Accepts Marketing": "no",
        "Currency": "GBP",
        "Subtotal": str(goods),
        "Shipping": str(delivery),
        "Taxes": str(tax),
        "Total": str(goods + delivery),
        "Discount Amount": "0.00",
        "Shipping Method": "Royal Mail Tracked 48",
        "Payment Method": "Shopify Payments",
        "Payment Reference": f"c{place:010d}.1",
        "Refunded Amount": "0.00",
        "Outstanding Balance": "0.00",
        "Id": str(5_277_620_000_000 + place),
        "Risk Level": "Low",
        "Source": "web",
        "Tax 1 Name": "GB VAT 20%",
        "Tax 1 Value": str(tax),
        "Payment ID": f"c{place:010d}.1",
    }


def _person(number: int) -> dict[str, str]:
    person = {
        "Name": f"Sam Buyer{number}",
        "Street": f"{number} High Street",
        "Address1": f"{number} High Street",
        "City": "Leeds",
        "Zip": f"LS{number % 28 + 1} {number % 9}AA",
        "Country": "GB",
        "Phone": f"07700 9{number % 100_000:05d}",
    }
    return {f"{side} {name}": text for side in ("Billing", "Shipping") for name, text in person.items()}
