"""Small makers of domain objects for tests: sensible values, every field may be given.

`an_order(order_number="7", currency="EUR")` makes values; `a_company(book)`,
`a_channel(book, company_id)` and `imported(book, channel_id, orders)` put things in a book.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import structs

from kfdesk.domain.channels import Channel, ChannelSettings, Chosen
from kfdesk.domain.company import Choice, Company, CompanyDetails, Currency, LookUps
from kfdesk.domain.invoices import CustomerDraft, InvoiceDraft, InvoiceLine, PaymentDraft, Posted
from kfdesk.domain.orders import Address, Buyer, Order, OrderLine
from kfdesk.services.ports import Book, ImportCounts

DAY = date(2026, 11, 2)
PIECE = 500
COMPANY = CompanyDetails(
    name="Acme Ltd", vat_number="GB123456789", is_vat_registered=True, home_currency="GBP"
)
LOOK_UPS = LookUps(
    customer_sources=(Choice(1, "eBay"), Choice(2, "Etsy")),
    payment_methods=(Choice(11, "PayPal"), Choice(12, "Card")),
    bank_accounts=(Choice(21, "Current Account"), Choice(22, "PayPal Account")),
    sales_types=(Choice(31, "Sales"), Choice(32, "Delivery")),
    vat_rates=(Decimal(20), Decimal(5), Decimal(0)),
    currencies=(Currency("GBP", Decimal(1), is_home=True), Currency("EUR", Decimal("1.18"))),
)
READY = ChannelSettings(
    export_orders=True,
    customer_source=Chosen(1, "eBay"),
    payment_method=Chosen(11, "PayPal"),
    bank_account=Chosen(21, "Current Account"),
    sales_type=Chosen(31, "Sales"),
    delivery_type=Chosen(32, "Delivery"),
)


def an_address(**changes: Any) -> Address:
    """An address in Leeds."""
    usual = Address(name="Ann Buyer", line1="1 High Street", town="Leeds", postcode="LS1 1AA", country="GB")
    return structs.replace(usual, **changes)


def a_buyer(**changes: Any) -> Buyer:
    """Ann Buyer of Leeds."""
    usual = Buyer(name="Ann Buyer", email="ann@example.com", username="ann", address=an_address())
    return structs.replace(usual, **changes)


def a_line(amount: str = "12.00", **changes: Any) -> OrderLine:
    """One mug at 20 %, the tax left for the program to work out."""
    usual = OrderLine(title="Mug", amount=Decimal(amount), vat_rate=Decimal(20), sku="MUG")
    return structs.replace(usual, **changes)


def an_order(order_number: str = "1001", **changes: Any) -> Order:
    """A paid GBP order of one line whose stated total is the sum of its lines."""
    lines = changes.pop("lines", (a_line(),))
    usual = Order(
        order_number=order_number,
        currency="GBP",
        lines=lines,
        layout="shopify.orders",
        ordered=DAY,
        paid=DAY,
        stated_total=sum((line.amount - line.discount for line in lines), Decimal("0.00")),
        buyer=a_buyer(),
        ship_to=an_address(),
    )
    return structs.replace(usual, **changes)


def a_posted(stamp: str = "eBay 1001", net: str = "10.00", vat: str = "2.00", **changes: Any) -> Posted:
    """Customer, invoice of one line and payment in full."""
    line = InvoiceLine(
        description="Mug",
        quantity=Decimal(1),
        rate=Decimal(net),
        net_amount=Decimal(net),
        vat_rate=Decimal(20),
        vat_amount=Decimal(vat),
        sales_type=31,
    )
    usual = Posted(
        customer=CustomerDraft(code="KFABCDEFGH23", name="Ann Buyer", email="ann@example.com"),
        invoice=InvoiceDraft(stamp=stamp, invoice_date=DAY, due_date=DAY, currency="GBP", lines=(line,)),
        payment=PaymentDraft(Decimal(net) + Decimal(vat), DAY, method_id=11, account_id=21, note=stamp),
    )
    return replace(usual, **changes)


def a_company(book: Book, name: str = "Acme Ltd", *, is_practice: bool = False) -> Company:
    """A company in the book with `LOOK_UPS` read."""
    with book.writing() as session:
        details = replace(COMPANY, name=name)
        company = session.companies.find_or_add("https://example.com/api", details, is_practice=is_practice)
        session.companies.save_look_ups(company.id, LOOK_UPS)
    return company


def a_channel(
    book: Book,
    company_id: int | None,
    name: str = "eBay",
    marketplace: str = "",
    settings: ChannelSettings = READY,
) -> Channel:
    """A channel in the book, ready and switched on unless told otherwise."""
    with book.writing() as session:
        channel = session.channels.add(company_id, name, marketplace)
        session.channels.save_settings(channel.id, settings)
        return session.channels.get(channel.id)


def imported(book: Book, channel_id: int, orders: Sequence[Order], sha256: str = "") -> list[int]:
    """Put orders in the book as one complete file; their ids, in order."""
    counts = ImportCounts(orders=len(orders), new=len(orders))
    with book.writing() as session:
        file_id = session.orders.begin_file(channel_id, "orders.csv", sha256, "shopify.orders")
        for start in range(0, len(orders), PIECE):
            session.orders.add(file_id, channel_id, orders[start : start + PIECE])
        session.orders.complete_file(file_id, counts)
    numbers = [order.order_number for order in orders]
    with book.reading() as session:
        known = session.orders.known(channel_id, numbers)
    return [known[number].id for number in numbers]
