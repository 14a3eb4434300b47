"""Invoices in the ledger: found, saved, added up."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kfdesk.practice.records import LedgerInvoice, LedgerLine
from kfdesk.practice.values import Record

_SELECT = (
    "SELECT invoice.*, json_extract(customer.fields, '$.Name') AS customer_name"
    " FROM invoice JOIN customer ON customer.id = invoice.customer_id"
)


@dataclass(frozen=True)
class Header:
    """What an invoice says besides its lines."""

    invoice_date: date
    due_date: date
    customer_id: int
    customer_reference: str
    currency_code: str
    exchange_rate: Decimal
    extra: Record = field(default_factory=dict)


@dataclass(frozen=True)
class StoredInvoice:
    """An invoice, and the fields that only go back as they came."""

    invoice: LedgerInvoice
    extra: Record


def find_invoices(
    db: sqlite3.Connection, condition: str = "1", values: Sequence[str | int] = (), order: str = "number"
) -> list[StoredInvoice]:
    """The invoices that fit a condition, with their lines.

    Args:
        db: A transaction.
        condition: SQL over the table `invoice`; never made from what a caller sent.
        values: What stands for its question marks.
        order: SQL to sort by.
    """
    found = db.execute(f"{_SELECT} WHERE {condition} ORDER BY {order}", values).fetchall()
    lines = _lines(db, condition, values)
    return [_stored(row, tuple(lines.get(row["id"], ()))) for row in found]


def find_invoice(db: sqlite3.Connection, column: str, value: int) -> StoredInvoice | None:
    """The invoice with that number, or with that id."""
    found = find_invoices(db, f"invoice.{column} = ?", (value,))
    return found[0] if found else None


def insert_invoice(db: sqlite3.Connection, number: int, header: Header) -> int:
    """Add an invoice without lines; gives its id, which no other invoice ever gets."""
    cursor = db.execute(
        "INSERT INTO invoice (number, invoice_date, due_date, customer_id, customer_reference, currency_code,"
        " exchange_rate, extra) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (number, *_columns(header)),
    )
    return cursor.lastrowid or 0


def update_header(db: sqlite3.Connection, invoice_id: int, header: Header) -> None:
    """Put another header on an invoice."""
    db.execute(
        "UPDATE invoice SET invoice_date = ?, due_date = ?, customer_id = ?, customer_reference = ?,"
        " currency_code = ?, exchange_rate = ?, extra = ? WHERE id = ?",
        (*_columns(header), invoice_id),
    )


def next_number(db: sqlite3.Connection) -> int:
    """Highest and one: so a highest number that was deleted is given again."""
    return int(db.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM invoice").fetchone()[0])


def append_lines(db: sqlite3.Connection, invoice_id: int, lines: Sequence[LedgerLine]) -> None:
    """Add lines after those that are there, and add up again."""
    start = db.execute("SELECT COUNT(*) FROM invoice_line WHERE invoice_id = ?", (invoice_id,)).fetchone()[0]
    db.executemany(
        "INSERT INTO invoice_line (invoice_id, sort, quantity, description, rate, charge_type, vat_rate,"
        " vat_amount, net_amount, product_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                invoice_id,
                start + index,
                str(line.quantity),
                line.description,
                str(line.rate),
                line.charge_type,
                str(line.vat_rate),
                str(line.vat_amount),
                str(line.net_amount),
                line.product_id,
            )
            for index, line in enumerate(lines, start=1)
        ],
    )
    add_up(db, invoice_id)


def replace_lines(db: sqlite3.Connection, invoice_id: int, lines: Sequence[LedgerLine]) -> None:
    """Put other lines on an invoice."""
    db.execute("DELETE FROM invoice_line WHERE invoice_id = ?", (invoice_id,))
    append_lines(db, invoice_id, lines)


def delete_invoice(db: sqlite3.Connection, invoice_id: int) -> None:
    """Remove an invoice with its lines, payments and notes."""
    db.execute("DELETE FROM invoice WHERE id = ?", (invoice_id,))


def add_up(db: sqlite3.Connection, invoice_id: int) -> None:
    """Work out net and VAT from the lines, and what is paid from the payments."""
    lines = db.execute(
        "SELECT net_amount, vat_amount FROM invoice_line WHERE invoice_id = ?", (invoice_id,)
    ).fetchall()
    payments = db.execute("SELECT amount FROM payment WHERE invoice_id = ?", (invoice_id,)).fetchall()
    db.execute(
        "UPDATE invoice SET net_amount = ?, vat_amount = ?, amount_paid = ? WHERE id = ?",
        (
            str(sum((Decimal(line["net_amount"]) for line in lines), Decimal(0))),
            str(sum((Decimal(line["vat_amount"]) for line in lines), Decimal(0))),
            str(sum((Decimal(payment["amount"]) for payment in payments), Decimal(0))),
            invoice_id,
        ),
    )


def _columns(header: Header) -> tuple[str | int, ...]:
    return (
        str(header.invoice_date),
        str(header.due_date),
        header.customer_id,
        header.customer_reference,
        header.currency_code,
        str(header.exchange_rate),
        json.dumps(header.extra, default=str),
    )


def _lines(
    db: sqlite3.Connection, condition: str, values: Sequence[str | int]
) -> dict[int, list[LedgerLine]]:
    # One query for all invoices: one for each would make long lists slow.
    found: dict[int, list[LedgerLine]] = {}
    chosen = f"SELECT id FROM invoice WHERE {condition}"  # noqa: S608 - fixed conditions
    query = f"SELECT * FROM invoice_line WHERE invoice_id IN ({chosen}) ORDER BY sort"  # noqa: S608
    for row in db.execute(query, values):
        line = LedgerLine(
            description=row["description"],
            quantity=Decimal(row["quantity"]),
            rate=Decimal(row["rate"]),
            vat_rate=Decimal(row["vat_rate"]),
            vat_amount=Decimal(row["vat_amount"]),
            charge_type=row["charge_type"],
            net_amount=Decimal(row["net_amount"]),
            product_id=row["product_id"],
            sort=row["sort"],
            line_id=row["id"],
        )
        found.setdefault(row["invoice_id"], []).append(line)
    return found


def _stored(row: sqlite3.Row, lines: tuple[LedgerLine, ...]) -> StoredInvoice:
    net, vat, paid = (Decimal(row[name]) for name in ("net_amount", "vat_amount", "amount_paid"))
    gross = net + vat
    invoice = LedgerInvoice(
        invoice_id=row["id"],
        number=row["number"],
        invoice_date=date.fromisoformat(row["invoice_date"]),
        due_date=date.fromisoformat(row["due_date"]),
        customer_id=row["customer_id"],
        customer_name=row["customer_name"] or "",
        customer_reference=row["customer_reference"],
        currency_code=row["currency_code"],
        exchange_rate=Decimal(row["exchange_rate"]),
        net_amount=net,
        vat_amount=vat,
        amount_paid=paid,
        paid=paid >= gross > 0 or paid <= gross < 0,
        lines=lines,
    )
    return StoredInvoice(invoice, json.loads(row["extra"]))
