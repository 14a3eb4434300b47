"""Operations on invoices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import cast

from lxml import etree

from kfdesk.practice.calls import Call, RefusalError
from kfdesk.practice.customers import find_customer
from kfdesk.practice.defaults import HOME_CURRENCY
from kfdesk.practice.invoice_lines import read_lines
from kfdesk.practice.invoice_store import (
    Header,
    StoredInvoice,
    append_lines,
    delete_invoice,
    find_invoice,
    find_invoices,
    insert_invoice,
    next_number,
    replace_lines,
    update_header,
)
from kfdesk.practice.lookups import currency_rate
from kfdesk.practice.records import LedgerLine
from kfdesk.practice.values import Record, child, date_of, int_of, read_record, today

NO_INVOICE_NUMBER = "There is no invoice with that number"
NO_INVOICE_ID = "There is no invoice with that ID"
_ONE_DAY = timedelta(days=1)
# Fields that the ledger only hands back.
_EXTRA = ("EstimateCategory", "SuppressTotal", "ProjectID", "UseCustomDeliveryAddress")


def insert(wrapper: str, *, typed: bool) -> Callable[[Call], int]:
    """The operation that adds an invoice sent in an element, its lines typed by the schema or one by one."""

    def insert_invoice_(call: Call) -> int:
        sent = _sent(call, wrapper)
        header = _header(call, sent)
        lines = read_lines(call, sent, header, typed=typed)
        number = int_of(sent, "InvoiceNumber")
        there = find_invoice(call.db, "number", number) if number else None
        if there is None:
            number = number or next_number(call.db)
            append_lines(call.db, insert_invoice(call.db, number, header), lines)
            return _answered(call, number)
        # A number that exists is no error for the service: the invoice under it is written over.
        update_header(call.db, there.invoice.invoice_id, header)
        replace_lines(call.db, there.invoice.invoice_id, lines)
        return number

    return insert_invoice_


def update_invoice(call: Call) -> None:
    """Put another header and other lines on the invoice with that number."""
    sent = _sent(call, "Inv")
    invoice_id, header = _found(call, sent, "number", int_of(sent, "InvoiceNumber"), NO_INVOICE_NUMBER)
    lines = read_lines(call, sent, header, typed=False)
    update_header(call.db, invoice_id, header)
    replace_lines(call.db, invoice_id, lines)


def update_invoice_header(call: Call) -> None:
    """Put another header on the invoice with that id; lines that are sent are added to those there."""
    sent = _sent(call, "Inv")
    invoice_id, header = _found(call, sent, "id", int_of(sent, "InvoiceDBID"), NO_INVOICE_ID)
    lines = read_lines(call, sent, header, typed=False)
    update_header(call.db, invoice_id, header)
    append_lines(call.db, invoice_id, lines)


def get_invoice(call: Call) -> Record:
    """The invoice with a number; an invoice of zeros when there is none."""
    return _shown(call, find_invoice(call.db, "number", int_of(call.body, "InvoiceNumber")))


def get_invoice_by_id(call: Call) -> Record:
    """The invoice with an id; an invoice of zeros when there is none."""
    return _shown(call, find_invoice(call.db, "id", int_of(call.body, "InvoiceID")))


def get_invoices_by_date_range(call: Call) -> list[Record]:
    """The invoices dated within a span, both ends included unless told otherwise."""
    start, end = date_of(call.body, "StartDate"), date_of(call.body, "EndDate")
    if start is None or end is None:
        raise RefusalError("Please enter a start date and an end date")
    last = end - _ONE_DAY if call.settings.end_date_exclusive else end
    found = find_invoices(
        call.db, "invoice_date BETWEEN ? AND ?", (str(start), str(last)), "invoice_date, number"
    )
    return [_shown(call, invoice) for invoice in found]


def get_invoices_for_customer(call: Call) -> list[Record]:
    """The invoices of the customer with an id."""
    found = find_invoices(call.db, "customer_id = ?", (int_of(call.body, "CustID"),))
    return [_shown(call, invoice) for invoice in found]


def get_invoices_recent(call: Call) -> list[Record]:
    """The latest invoices by date."""
    found = find_invoices(call.db, order="invoice_date DESC, number DESC")
    return [_shown(call, invoice) for invoice in found[: max(int_of(call.body, "NumberOfInvoices"), 0)]]


def delete(column: str, parameter: str) -> Callable[[Call], int]:
    """The operation that removes the invoice known by its number, or by its id."""
    none = NO_INVOICE_NUMBER if column == "number" else NO_INVOICE_ID

    def delete_(call: Call) -> int:
        found = find_invoice(call.db, column, int_of(call.body, parameter))
        if found is None:
            raise RefusalError(none)
        invoice_id = found.invoice.invoice_id
        if call.db.execute("SELECT 1 FROM payment WHERE invoice_id = ?", (invoice_id,)).fetchone():
            raise RefusalError("This invoice has payments and cannot be deleted")
        delete_invoice(call.db, invoice_id)
        return 1

    return delete_


def _sent(call: Call, wrapper: str) -> etree._Element:
    sent = child(call.body, wrapper)
    if sent is None:
        raise RefusalError("No invoice was sent")
    return sent


def _found(call: Call, sent: etree._Element, column: str, value: int, none: str) -> tuple[int, Header]:
    stored = find_invoice(call.db, column, value)
    if stored is None:
        raise RefusalError(none)
    return stored.invoice.invoice_id, _header(call, sent)


def _header(call: Call, sent: etree._Element) -> Header:
    fields = read_record(sent, "Invoice")
    customer_id = int_of(sent, "CustomerID")
    if find_customer(call.db, customer_id) is None:
        raise RefusalError("There is no customer with that ID")
    currency = str(fields.get("CurrencyCode") or HOME_CURRENCY)
    listed_rate = currency_rate(call.db, currency)
    if listed_rate is None:
        raise RefusalError(f"The currency {currency} has not been set up")
    # Rate 0 means that the caller did not say; the home currency is always 1.
    rate = cast("Decimal | None", fields.get("ExchangeRate")) or listed_rate
    reference = str(fields.get("CustomerReference") or "")
    invoice_date = date_of(sent, "InvoiceDate") or today()
    address = child(sent, "DeliveryAddress")
    extra = {name: fields[name] for name in _EXTRA if name in fields}
    if address is not None:
        extra["DeliveryAddress"] = read_record(address, "DeliveryAddress")
    return Header(
        invoice_date=invoice_date,
        due_date=date_of(sent, "DueDate") or invoice_date,
        customer_id=customer_id,
        customer_reference=reference[: call.settings.cut_reference_to or None],
        currency_code=currency,
        exchange_rate=Decimal(1) if currency == HOME_CURRENCY else rate,
        extra=extra,
    )


def _answered(call: Call, number: int) -> int:
    """The number that the caller is told: with that switch on, each even one is told as the one before it."""
    return number - 1 if call.settings.answer_number_twice and number % 2 == 0 else number


def _shown(call: Call, stored: StoredInvoice | None) -> Record:
    if stored is None:
        return {}
    invoice = stored.invoice
    return {
        **stored.extra,
        "InvoiceDBID": invoice.invoice_id,
        "InvoiceNumber": invoice.number,
        "InvoiceDate": invoice.invoice_date,
        "DueDate": invoice.due_date,
        "CustomerID": invoice.customer_id,
        "Paid": int(invoice.paid),
        "CustomerReference": invoice.customer_reference,
        "CurrencyCode": invoice.currency_code,
        "ExchangeRate": invoice.exchange_rate,
        "Lines": [_shown_line(line) for line in invoice.lines],
        "NetAmount": invoice.net_amount,
        "VATAmount": invoice.vat_amount,
        "AmountPaid": invoice.amount_paid,
        "CustomerName": invoice.customer_name,
        "PermaLink": f"{call.base_url}/invoice/{invoice.number}",
    }


def _shown_line(line: LedgerLine) -> Record:
    return {
        "Quantity": line.quantity,
        "Description": line.description,
        "Rate": line.rate,
        "ChargeType": line.charge_type,
        "VatRate": line.vat_rate,
        "VatAmount": line.vat_amount,
        "ProductID": line.product_id,
        "Sort": line.sort,
        "LineID": line.line_id,
    }
