"""The practice company as its owner sees it: look into the ledger, change it, make it misbehave."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from kfdesk.practice import ledger as ledgers
from kfdesk.practice.customers import record_of
from kfdesk.practice.edits import edit_invoice
from kfdesk.practice.faults import add_fault
from kfdesk.practice.invoice_store import delete_invoice, find_invoice, find_invoices
from kfdesk.practice.ledger import Ledger
from kfdesk.practice.lookups import rows
from kfdesk.practice.records import (
    Fault,
    LedgerCall,
    LedgerCustomer,
    LedgerInvoice,
    LedgerLookup,
    LedgerPayment,
    LookupKind,
    PracticeSettings,
)
from kfdesk.practice.settings import read_settings, write_settings


class PracticeCompany:
    """A practice company's ledger; it needs no running server.

    Args:
        folder: Where the ledger lies; made when it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ledger = Ledger(folder)

    @property
    def company_name(self) -> str:
        """The name of the company."""
        return self.settings().company_name

    def settings(self) -> PracticeSettings:
        """The switches as they stand."""
        with self._ledger.reading() as db:
            return read_settings(db)

    def change(self, **changes: object) -> None:
        """Change switches: fields of `PracticeSettings`, and `api_password` (empty: the login password)."""
        with self._ledger.writing() as db:
            write_settings(db, changes)

    def inject(self, fault: Fault) -> None:
        """Put a fault at the end of the queue."""
        with self._ledger.writing() as db:
            add_fault(db, fault)

    def clear_faults(self) -> None:
        """Forget all faults."""
        with self._ledger.writing() as db:
            db.execute("DELETE FROM fault")

    def reset(self) -> None:
        """Empty the ledger; lists and switches as in a new company, its name kept, no id ever given twice."""
        with self._ledger.writing() as db:
            ledgers.reset(db)

    def add_currency(self, code: str, rate: Decimal) -> int:
        """Set a currency up, or its rate: units of it for one of the home currency. Gives its id."""
        return self.add(LookupKind.CURRENCY, code, value=rate)

    def add_vat_rate(self, rate: Decimal) -> int:
        """Set a VAT rate up, in percent. Gives its id."""
        value = Decimal(str(rate))
        return self.add(LookupKind.VAT_RATE, f"{value:f}%", value=value)

    def add(self, kind: str, name: str, code: int = 0, value: Decimal = Decimal(0)) -> int:
        """Add an entry to a list, or change the one with that name. Gives its id."""
        known = LookupKind(kind)
        text = str(Decimal(str(value)))
        with self._ledger.writing() as db:
            same = [int(row["id"]) for row in rows(db, known) if row["name"] == name]
            highest = db.execute(
                "SELECT COALESCE(MAX(id), 0) FROM lookup WHERE kind = ?", (known,)
            ).fetchone()[0]
            lookup_id = same[0] if same else int(highest) + 1
            db.execute(
                "INSERT OR REPLACE INTO lookup VALUES (?, ?, ?, ?, ?)", (known, lookup_id, name, code, text)
            )
        return lookup_id

    def rename(self, kind: str, id: int, name: str) -> None:  # noqa: A002 - the name callers use
        """Give an entry of a list another name."""
        self._touch("UPDATE lookup SET name = ? WHERE kind = ? AND id = ?", (name, LookupKind(kind), id))

    def remove(self, kind: str, id: int) -> None:  # noqa: A002 - the name callers use
        """Take an entry off a list."""
        self._touch("DELETE FROM lookup WHERE kind = ? AND id = ?", (LookupKind(kind), id))

    def lookups(self, kind: str) -> list[LedgerLookup]:
        """The entries of a list."""
        with self._ledger.reading() as db:
            found = rows(db, LookupKind(kind))
        return [
            LedgerLookup(row["kind"], row["id"], row["name"], row["code"], Decimal(row["value"]))
            for row in found
        ]

    def invoices(self) -> list[LedgerInvoice]:
        """All invoices by number, credit notes among them."""
        with self._ledger.reading() as db:
            return [stored.invoice for stored in find_invoices(db)]

    def payments(self) -> list[LedgerPayment]:
        """All payments in the order they were made."""
        query = (
            "SELECT payment.*, number, currency_code FROM payment JOIN invoice ON invoice.id = invoice_id"
            " ORDER BY payment.id"
        )
        with self._ledger.reading() as db:
            return [_payment(row) for row in db.execute(query)]

    def customers(self) -> list[LedgerCustomer]:
        """All customers in the order they were made."""
        with self._ledger.reading() as db:
            return [_customer(row) for row in db.execute("SELECT * FROM customer ORDER BY id")]

    def calls(self) -> list[LedgerCall]:
        """All calls in the order they were answered."""
        with self._ledger.reading() as db:
            found = db.execute("SELECT * FROM call ORDER BY id").fetchall()
        return [
            LedgerCall(row["operation"], datetime.fromisoformat(row["at"]), row["answer"]) for row in found
        ]

    def delete_invoice(self, number: int) -> None:
        """Remove an invoice with its payments, as a person can."""
        with self._ledger.writing() as db:
            found = find_invoice(db, "number", number)
            if found is None:
                raise KeyError(number)
            delete_invoice(db, found.invoice.invoice_id)

    def edit_invoice(self, number: int, **changes: object) -> None:
        """Change an invoice as a person can.

        Args:
            number: Its number.
            changes: `invoice_date`, `due_date`, `customer_id`, `customer_reference`, `currency_code`,
                `exchange_rate`, `number`, or `lines` (a sequence of `LedgerLine`; their net is worked out).
        """
        with self._ledger.writing() as db:
            edit_invoice(db, number, changes)

    def summary(self) -> dict[str, object]:
        """Counts, and sums for each currency, as plain values for a report."""
        invoices, payments = self.invoices(), self.payments()
        sums: dict[str, dict[str, Decimal]] = {
            name: defaultdict(Decimal) for name in ("net", "vat", "gross", "payments_sum")
        }
        for invoice in invoices:
            sums["net"][invoice.currency_code] += invoice.net_amount
            sums["vat"][invoice.currency_code] += invoice.vat_amount
            sums["gross"][invoice.currency_code] += invoice.gross_amount
        for payment in payments:
            sums["payments_sum"][payment.currency_code] += payment.amount
        return {
            "company": self.company_name,
            "customers": len(self.customers()),
            "invoices": len(invoices),
            "credit_notes": sum(invoice.gross_amount < 0 for invoice in invoices),
            "paid_invoices": sum(invoice.paid for invoice in invoices),
            "payments": len(payments),
            **{
                name: {code: f"{amount:.2f}" for code, amount in sorted(by.items())}
                for name, by in sums.items()
            },
        }

    def _touch(self, statement: str, values: tuple[str | int, ...]) -> None:
        with self._ledger.writing() as db:
            if not db.execute(statement, values).rowcount:
                raise KeyError(values)


def _payment(row: sqlite3.Row) -> LedgerPayment:
    return LedgerPayment(
        payment_id=row["id"],
        invoice_id=row["invoice_id"],
        invoice_number=row["number"],
        payment_date=date.fromisoformat(row["payment_date"]),
        note=row["note"],
        method_id=row["method_id"],
        account_id=row["account_id"],
        amount=Decimal(row["amount"]),
        currency_code=row["currency_code"],
    )


def _customer(row: sqlite3.Row) -> LedgerCustomer:
    fields = record_of(row)

    def text(name: str) -> str:
        return str(fields.get(name) or "")

    return LedgerCustomer(
        customer_id=row["id"],
        code=row["code"],
        name=text("Name"),
        contact=text("Contact"),
        email=row["email"],
        telephone=text("Telephone"),
        address=tuple(text(f"Address{number}") for number in range(1, 5)),
        postcode=row["postcode"],
        country_code=text("CountryCode"),
        country_name=text("CountryName"),
        source_id=int(text("Source") or 0),
        trade_border_type=text("TradeBorderType") or "Domestic",
        currency_id=int(text("CurrencyID") or 0),
        vat_number=text("VATNumber"),
        created=date.fromisoformat(text("Created")),
        updated=date.fromisoformat(text("Updated")),
    )
