"""Our drafts to KashFlow's values, its records to ours. KashFlow's names stay in this package."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

from babel import Locale

from kfdesk.domain.company import Choice, CompanyDetails, Currency
from kfdesk.domain.invoices import (
    Customer,
    CustomerDraft,
    InvoiceDraft,
    InvoiceLine,
    PaymentDraft,
    PostedInvoice,
    PostedLine,
    PostedPayment,
)
from kfdesk.domain.money import PENNY
from kfdesk.kashflow.failures import OddReply
from kfdesk.kashflow.replies import Record, Reply, plain
from kfdesk.kashflow.texts import on_one_line

MakeLine = Callable[..., object]
Values = dict[str, object]

_CHECK_BOXES = range(1, 21)
_GREECE = {"GR": "EL"}  # KashFlow's one departure from ISO 3166-1
_YES = {"yes", "true", "1"}
_SYMBOLS = {"£": "GBP", "€": "EUR"}


def midnight(day: date) -> datetime:
    """A date as KashFlow takes it; with a zone it would be turned into another day at times."""
    return datetime.combine(day, time())


def exact(amount: Decimal) -> Decimal:
    """An amount with two decimals, or with all it has when they are more."""
    rounded = amount.quantize(PENNY)
    return rounded if rounded == amount else amount


# ---------------------------------------------------------------- what goes out


def invoice_values(invoice: InvoiceDraft, customer_id: int, make_line: MakeLine) -> Values:
    """An invoice to create. KashFlow gives the number and adds up the totals: 0 in each."""
    lines = [
        make_line(**line_values(line, sort, is_foreign=invoice.is_foreign))
        for sort, line in enumerate(invoice.lines, start=1)
    ]
    return {
        "InvoiceDBID": 0,
        "InvoiceNumber": 0,
        "InvoiceDate": midnight(invoice.invoice_date),
        "DueDate": midnight(invoice.due_date),
        "CustomerID": customer_id,
        "Paid": 0,
        "CustomerReference": on_one_line(invoice.stamp),
        "SuppressTotal": 0,
        "ProjectID": 0,
        "CurrencyCode": invoice.currency,
        "ExchangeRate": plain(invoice.exchange_rate),
        "Lines": {"anyType": lines},
        "NetAmount": Decimal(0),
        "VATAmount": Decimal(0),
        "AmountPaid": Decimal(0),
        "UseCustomDeliveryAddress": False,
    }


def line_values(line: InvoiceLine, sort: int, *, is_foreign: bool) -> Values:
    """One line; `Sort` counts from 1."""
    return {
        "Quantity": plain(line.quantity),
        "Description": on_one_line(line.description),
        "Rate": exact(line.rate),
        "ChargeType": line.sales_type,
        "VatRate": plain(line.vat_rate),
        "VatAmount": exact(line.vat_amount),
        "ProductID": 0,
        "Sort": sort,
        "ProjID": 0,
        "LineID": 0,
        "ValuesInCurrency": int(is_foreign),
    }


def customer_values(customer: CustomerDraft, today: date) -> Values:
    """A customer to create. `Created` must be there and KashFlow sets its own."""
    address = customer.address
    contact = on_one_line(address.name or customer.name)
    first, _, last = contact.rpartition(" ")
    texts = {
        "Code": customer.code,
        "Name": customer.name,
        "Contact": contact,
        "Telephone": customer.phone,
        "Email": customer.email,
        "Address1": address.line1,
        "Address2": address.line2,
        "Address3": address.town,
        "Address4": address.county,
        "CountryName": country_name(address.country),
        "CountryCode": _GREECE.get(address.country, address.country),
        "Postcode": address.postcode,
        "ContactFirstName": first,
        "ContactLastName": last,
        "VATNumber": customer.vat_number,
        "TradeBorderType": customer.trade_border_type,
    }
    return {
        **{name: on_one_line(text) or None for name, text in texts.items()},
        **{f"CheckBox{box}": 0 for box in _CHECK_BOXES},
        "CustomerID": 0,
        "Source": customer.source_id,
        "Discount": Decimal(0),
        "ShowDiscount": False,
        "PaymentTerms": 0,
        "Created": midnight(today),
        "Updated": midnight(today),
        "CurrencyID": 0,
        "CustHasDeliveryAddress": 0,
    }


def payment_values(payment: PaymentDraft, number: int) -> Values:
    """A payment on the invoice under a number."""
    return {
        "PayID": 0,
        "PayInvoice": number,
        "PayDate": midnight(payment.paid_on),
        "PayNote": on_one_line(payment.note),
        "PayMethod": payment.method_id,
        "PayAccount": payment.account_id,
        "PayAmount": exact(payment.amount),
    }


def country_name(code: str) -> str:
    """A country's English name; empty for a code that names none."""
    return str(Locale.parse("en_GB").territories.get(code, "")) if code else ""


# ---------------------------------------------------------------- what comes back


def created(reply: Reply) -> int:
    """The number of what was created; 0 when none was given."""
    return int(reply.value) if reply.value.isascii() and reply.value.isdigit() else 0


def is_true(reply: Reply) -> bool:
    """Whether the result says yes."""
    return reply.value.casefold() in _YES


def nothing(reply: Reply) -> None:
    """For calls whose status says all."""


def invoice(reply: Reply) -> PostedInvoice | None:
    """One invoice. KashFlow may answer with an empty one where there is none."""
    return _invoice(reply.record) if reply.record and reply.record.integer("InvoiceDBID") else None


def invoices(reply: Reply) -> tuple[PostedInvoice, ...]:
    """A list of invoices."""
    return tuple(_invoice(record) for record in reply.entries("Invoice"))


def _invoice(record: Record) -> PostedInvoice:
    due = record.day("DueDate")
    return PostedInvoice(
        dbid=record.integer("InvoiceDBID"),
        number=record.integer("InvoiceNumber"),
        reference=record.text("CustomerReference"),
        customer_id=record.integer("CustomerID"),
        invoice_date=record.day("InvoiceDate"),
        currency=record.text("CurrencyCode").strip(),
        net_amount=record.money("NetAmount"),
        vat_amount=record.money("VATAmount"),
        amount_paid=record.money("AmountPaid"),
        customer_name=record.text("CustomerName"),
        exchange_rate=plain(record.number("ExchangeRate")),
        lines=tuple(_line(line) for line in record.records("Lines", of="anyType")),
        due_date=due if due > date.min else None,
    )


def _line(record: Record) -> PostedLine:
    return PostedLine(
        description=record.text("Description"),
        quantity=plain(record.number("Quantity")),
        rate=record.money("Rate"),
        vat_rate=plain(record.number("VatRate")),
        vat_amount=record.money("VatAmount"),
        sales_type=record.integer("ChargeType"),
    )


def customer(reply: Reply) -> Customer | None:
    """One customer, or None for an empty answer."""
    record = reply.record
    if not record or not record.integer("CustomerID"):
        return None
    person = (record.text("Contact").strip() or record.text("Name").strip()).split()
    return Customer(
        id=record.integer("CustomerID"),
        code=record.text("Code").strip(),
        name=record.text("Name").strip(),
        email=record.text("Email").strip(),
        postcode=record.text("Postcode").strip(),
        surname=record.text("ContactLastName").strip() or (person[-1] if person else ""),
    )


def payments(reply: Reply) -> tuple[PostedPayment, ...]:
    """The payments on an invoice."""
    return tuple(
        PostedPayment(
            id=record.integer("PayID"),
            invoice_number=record.integer("PayInvoice"),
            paid_on=record.day("PayDate"),
            amount=record.money("PayAmount"),
            method_id=record.integer("PayMethod"),
            account_id=record.integer("PayAccount"),
            note=record.text("PayNote"),
        )
        for record in reply.entries("Payment")
    )


def choices(of: str, id_field: str, name_field: str) -> Callable[[Reply], tuple[Choice, ...]]:
    """A reader for a list that settings choose from."""

    def read(reply: Reply) -> tuple[Choice, ...]:
        records = reply.entries(of)
        return tuple(Choice(record.integer(id_field), record.text(name_field).strip()) for record in records)

    return read


def vat_rates(reply: Reply) -> tuple[Decimal, ...]:
    """The rates in percent; they are in `Value`, the ids mean nothing."""
    rates = [plain(record.number("Value")) for record in reply.entries("BasicDataset")]
    return tuple(dict.fromkeys(rates))


def currencies(reply: Reply) -> tuple[Currency, ...]:
    """The currencies set up; the one marked as default is the company's own."""
    return tuple(
        Currency(
            code=record.text("CurrencyCode").strip().upper(),
            rate=plain(record.number("ExchangeRate")),
            is_home=record.integer("isDefault") != 0,
        )
        for record in reply.entries("Currencies")
    )


def company(reply: Reply) -> CompanyDetails:
    """The company behind a login; its home currency as far as the name of it says."""
    record = reply.record
    name = record.text("CompanyName").strip()
    if not name:
        raise OddReply("CompanyName is missing")
    currency = record.text("CurrencyName").strip()
    by_symbol = _SYMBOLS.get(record.text("CurrencySymbol").strip(), "")
    return CompanyDetails(
        name=name,
        vat_number=record.text("VatRegistrationNumber").strip(),
        is_vat_registered=record.text("VatRegistered").strip().casefold() in _YES,
        home_currency=currency if re.fullmatch("[A-Z]{3}", currency) else by_symbol,
    )
