"""Operations on payments, credits and notes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from kfdesk.practice.calls import Call, RefusalError
from kfdesk.practice.invoice_store import StoredInvoice, add_up, find_invoice
from kfdesk.practice.invoices import NO_INVOICE_ID, NO_INVOICE_NUMBER
from kfdesk.practice.lookups import rows
from kfdesk.practice.records import LedgerInvoice, LookupKind
from kfdesk.practice.values import Record, child, date_of, int_of, pennies, read_record, text_of, today

NOT_POSITIVE = "The payment amount must be greater than zero"


@dataclass(frozen=True)
class NewPayment:
    """A payment about to be written down."""

    amount: Decimal
    paid_on: date
    note: str
    method_id: int
    account_id: int


def insert_payment(call: Call) -> int:
    """Add a payment to the invoice with a number; more than is owed is accepted."""
    sent = child(call.body, "InvoicePayment")
    fields = read_record(sent, "Payment")
    stored = _needed(find_invoice(call.db, "number", int_of(sent, "PayInvoice")), NO_INVOICE_NUMBER)
    method = _listed(call.db, LookupKind.PAYMENT_METHOD, int_of(sent, "PayMethod"), "payment method")
    account = _listed(call.db, LookupKind.BANK_ACCOUNT, int_of(sent, "PayAccount"), "bank account")
    amount = pennies(cast("Decimal", fields.get("PayAmount", Decimal(0))))
    if amount < 0 and call.settings.refuse_negative_payments:
        raise RefusalError(NOT_POSITIVE)
    paid_on = date_of(sent, "PayDate") or today()
    note = str(fields.get("PayNote") or "")
    return add_payment(call.db, stored.invoice_id, NewPayment(amount, paid_on, note, method, account))


def get_payments(call: Call) -> list[Record]:
    """The payments on the invoice with a number."""
    number = int_of(call.body, "InvoiceNumber")
    found = call.db.execute(
        "SELECT payment.* FROM payment JOIN invoice ON invoice.id = invoice_id"
        " WHERE number = ? ORDER BY payment.id",
        (number,),
    )
    return [
        {
            "PayID": row["id"],
            "PayInvoice": number,
            "PayDate": date.fromisoformat(row["payment_date"]),
            "PayNote": row["note"],
            "PayMethod": row["method_id"],
            "PayAccount": row["account_id"],
            "PayAmount": row["amount"],
        }
        for row in found
    ]


def delete_payment(call: Call) -> None:
    """Remove a payment from the invoice with a number."""
    stored = _needed(find_invoice(call.db, "number", int_of(call.body, "InvoiceNumber")), NO_INVOICE_NUMBER)
    payment_id = int_of(call.body, "InvoicePaymentNumber")
    deleted = call.db.execute(
        "DELETE FROM payment WHERE id = ? AND invoice_id = ?", (payment_id, stored.invoice_id)
    )
    if not deleted.rowcount:
        raise RefusalError("There is no payment with that number on this invoice")
    add_up(call.db, stored.invoice_id)


def apply_credit_note(call: Call) -> bool:
    """Set a credit note against an invoice, both known by id: two payments that come to nothing together."""
    invoice = _needed(find_invoice(call.db, "id", int_of(call.body, "InvoiceID")), NO_INVOICE_ID)
    credit = _needed(find_invoice(call.db, "id", int_of(call.body, "CreditNoteID")), NO_INVOICE_ID)
    if credit.gross_amount >= 0:
        raise RefusalError("The second invoice is not a credit note")
    if (invoice.customer_id, invoice.currency_code) != (credit.customer_id, credit.currency_code):
        raise RefusalError("The credit note is for another customer or in another currency")
    amount = min(invoice.gross_amount - invoice.amount_paid, credit.amount_paid - credit.gross_amount)
    if amount <= 0:
        raise RefusalError("There is nothing left to pay on the invoice, or nothing left on the credit note")
    method = _listed(call.db, LookupKind.PAYMENT_METHOD, 0, "payment method")
    account = _listed(call.db, LookupKind.BANK_ACCOUNT, 0, "bank account")
    note = f"Credit note {credit.number} applied to invoice {invoice.number}"
    add_payment(call.db, invoice.invoice_id, NewPayment(amount, today(), note, method, account))
    add_payment(call.db, credit.invoice_id, NewPayment(-amount, today(), note, method, account))
    return True


def insert_note(call: Call) -> bool:
    """Add a note to the invoice with an id."""
    stored = _needed(find_invoice(call.db, "id", int_of(call.body, "InvoiceId")), NO_INVOICE_ID)
    call.db.execute(
        "INSERT INTO invoice_note (invoice_id, note_date, notes) VALUES (?, ?, ?)",
        (stored.invoice_id, str(date_of(call.body, "NoteDate") or today()), text_of(call.body, "Notes")),
    )
    return True


def get_notes(call: Call) -> list[Record]:
    """The notes on the invoice with an id."""
    invoice_id = int_of(call.body, "InvoiceId")
    found = call.db.execute("SELECT * FROM invoice_note WHERE invoice_id = ? ORDER BY id", (invoice_id,))
    return [
        {
            "InvoiceId": invoice_id,
            "NoteId": row["id"],
            "NoteDate": date.fromisoformat(row["note_date"]),
            "Notes": row["notes"],
        }
        for row in found
    ]


def add_payment(db: sqlite3.Connection, invoice_id: int, new: NewPayment) -> int:
    """Write a payment down and work out what is paid."""
    cursor = db.execute(
        "INSERT INTO payment (invoice_id, payment_date, note, method_id, account_id, amount)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (invoice_id, str(new.paid_on), new.note, new.method_id, new.account_id, str(new.amount)),
    )
    add_up(db, invoice_id)
    return cursor.lastrowid or 0


def _needed(stored: StoredInvoice | None, none: str) -> LedgerInvoice:
    if stored is None:
        raise RefusalError(none)
    return stored.invoice


def _listed(db: sqlite3.Connection, kind: LookupKind, lookup_id: int, what: str) -> int:
    """The id if it is on its list; the first entry for a caller that sent none."""
    ids = [row["id"] for row in rows(db, kind)]
    if not lookup_id and ids:
        return int(ids[0])
    if lookup_id not in ids:
        raise RefusalError(f"There is no {what} with that ID")
    return lookup_id
