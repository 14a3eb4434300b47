"""The plain pages that a person can open in a browser: the company, and each invoice."""

from __future__ import annotations

from html import escape

from kfdesk.practice.invoice_store import find_invoice, find_invoices
from kfdesk.practice.ledger import Ledger
from kfdesk.practice.records import LedgerInvoice
from kfdesk.practice.settings import read_settings

_STYLE = "body{font-family:sans-serif;margin:2em}td,th{padding:.2em .8em;text-align:left}"
_NOTICE = "Practice company: nothing here has reached KashFlow"
_LISTED = 100


def invoice_page(ledger: Ledger, number: int) -> bytes | None:
    """An invoice as a page; None when there is none with that number."""
    with ledger.reading() as db:
        stored = find_invoice(db, "number", number)
        company = read_settings(db).company_name
    return None if stored is None else _page(f"Invoice {number}", company, _invoice_body(stored.invoice))


def company_page(ledger: Ledger) -> bytes:
    """The latest invoices as a page."""
    with ledger.reading() as db:
        company = read_settings(db).company_name
        found = find_invoices(db, order=f"number DESC LIMIT {_LISTED}")
    items = "".join(
        f'<li><a href="/invoice/{stored.invoice.number}">{stored.invoice.number}</a> '
        f"{escape(stored.invoice.customer_reference)}</li>"
        for stored in found
    )
    return _page("Invoices", company, f"<ul>{items}</ul>")


def _invoice_body(invoice: LedgerInvoice) -> str:
    facts = {
        "Customer": invoice.customer_name,
        "Reference": invoice.customer_reference,
        "Date": str(invoice.invoice_date),
        "Currency": invoice.currency_code,
        "Net": str(invoice.net_amount),
        "VAT": str(invoice.vat_amount),
        "Total": str(invoice.gross_amount),
        "Paid": str(invoice.amount_paid),
    }
    head = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in facts.items()
    )
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"
        for cells in (
            (line.quantity, line.description, line.rate, line.vat_rate, line.vat_amount, line.net_amount)
            for line in invoice.lines
        )
    )
    titles = "".join(
        f"<th>{title}</th>" for title in ("Quantity", "Description", "Rate", "VAT rate", "VAT", "Net")
    )
    return f"<table>{head}</table><table><tr>{titles}</tr>{lines}</table>"


def _page(title: str, company: str, body: str) -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><p>{_NOTICE}</p>"
        f"<h1>{escape(title)}</h1><p>{escape(company)}</p>{body}</body></html>"
    ).encode()
