"""Invoices changed and removed: by number, by id, by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kfdesk.practice import PracticeCompany
from tests.practice.soap import Caller, element, invoice, line, lines, payment


def insert(caller: Caller, customer_id: int) -> int:
    """Insert an invoice and give its number."""
    return caller.number("InsertInvoice", invoice(customer_id))


def test_update_invoice_replaces_its_lines_when_found_by_number(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """The whole update goes by number and replaces the lines; it has no result."""
    number = insert(caller, customer_id)
    changed = invoice(customer_id, lines(line(Rate="1.00")), InvoiceNumber=number, CustomerReference="new")
    reply = caller.call("UpdateInvoice", changed)
    assert (reply.status, reply.result) == ("OK", None)
    [stored] = company.invoices()
    assert (stored.customer_reference, stored.net_amount, len(stored.lines)) == ("new", Decimal("3.00"), 1)
    assert "no invoice" in caller.refusal("UpdateInvoice", invoice(customer_id, InvoiceNumber=77))


def test_update_header_appends_lines_when_found_by_id(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """The header update goes by id and adds the lines that are sent to those there."""
    insert(caller, customer_id)
    [before] = company.invoices()
    caller.call(
        "UpdateInvoiceHeader", invoice(customer_id, lines(line(Rate="1.00")), InvoiceDBID=before.invoice_id)
    )
    caller.call(
        "UpdateInvoiceHeader", invoice(customer_id, "", InvoiceDBID=before.invoice_id, CustomerReference="x")
    )
    [after] = company.invoices()
    assert (len(after.lines), after.net_amount, after.customer_reference) == (2, Decimal("27.99"), "x")
    assert [each.sort for each in after.lines] == [1, 2]
    assert "no invoice" in caller.refusal("UpdateInvoiceHeader", invoice(customer_id, InvoiceDBID=1))


@pytest.mark.parametrize(
    ("operation", "name", "by_id"),
    [("DeleteInvoice", "InvoiceNumber", False), ("DeleteInvoiceByID", "InvoiceID", True)],
)
def test_delete_refuses_when_there_are_payments(
    caller: Caller, company: PracticeCompany, customer_id: int, operation: str, name: str, by_id: bool
) -> None:
    """A paid invoice stays until its payment is gone; an unknown one cannot be deleted."""
    number = insert(caller, customer_id)
    [stored] = company.invoices()
    key = element(name, stored.invoice_id if by_id else number)
    paid = caller.number("InsertInvoicePayment", payment(number))
    assert "payments" in caller.refusal(operation, key)
    caller.call(
        "DeleteInvoicePayment", element("InvoiceNumber", number) + element("InvoicePaymentNumber", paid)
    )
    caller.number(operation, key)
    assert company.invoices() == []
    assert "no invoice" in caller.refusal(operation, key)


def test_owner_edits_and_deletes_when_no_service_is_asked(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """What a person changes in the accounts shows in the service, sums included."""
    number = insert(caller, customer_id)
    [stored] = company.invoices()
    changed = replace(stored.lines[0], rate=Decimal("1.00"), vat_amount=Decimal("0.60"))
    company.edit_invoice(number, customer_reference="by hand", invoice_date=date(2026, 1, 2), lines=[changed])
    reply = caller.call("GetInvoice", element("InvoiceNumber", number))
    assert reply.text("CustomerReference") == "by hand"
    assert reply.text("InvoiceDate") == "2026-01-02T00:00:00"
    assert [Decimal(reply.text(name)) for name in ("NetAmount", "VATAmount")] == [Decimal(3), Decimal("0.60")]
    caller.number("InsertInvoicePayment", payment(number))
    company.delete_invoice(number)
    assert (company.invoices(), company.payments()) == ([], [])
    with pytest.raises(KeyError):
        company.edit_invoice(number, customer_reference="gone")
