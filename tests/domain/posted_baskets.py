"""Invoices and credit notes posted through the real client: the ledger holds what the preview says."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kfdesk.domain.credit_notes import Heading, credit_draft
from kfdesk.domain.invoices import CustomerDraft, InvoiceDraft
from kfdesk.practice import LedgerInvoice, LookupKind
from tests.services.export_world import World, a_house

BATCH = 50
DECIMALS = (2, 4)
EURO = Decimal("1.18")


def post(folder: Path, drafts: Sequence[InvoiceDraft]) -> list[str]:
    """Post each, and a credit note for the whole of it; what the ledger holds otherwise."""
    with a_house(folder) as house, house.new_world() as world:
        world.ledger.add_currency("EUR", EURO)
        wrong: list[str] = []
        for number, start in enumerate(range(0, len(drafts), BATCH)):
            world.ledger.change(rate_decimals=DECIMALS[number % len(DECIMALS)])
            wrong += _post_batch(world, list(_numbered(world, drafts[start : start + BATCH], start)))
        return wrong


def _numbered(world: World, drafts: Sequence[InvoiceDraft], start: int) -> Iterator[InvoiceDraft]:
    """Each with a stamp of its own and the company's sales type, followed by its credit note."""
    sales_type = world.ledger.lookups(LookupKind.SALES_TYPE)[0].lookup_id
    for index, draft in enumerate(drafts):
        lines = tuple(replace(line, sales_type=sales_type) for line in draft.lines)
        invoice = replace(draft, stamp=f"Pennies {start + index}", lines=lines)
        heading = Heading(f"{invoice.stamp} CN1", invoice.invoice_date, "Refund")
        yield invoice
        yield credit_draft(invoice, (), invoice.gross_amount, heading)


def _post_batch(world: World, drafts: Sequence[InvoiceDraft]) -> list[str]:
    with world.gateway() as gateway:
        code = f"KFPENNY{len(world.ledger.customers())}"
        customer = gateway.add_customer(CustomerDraft(code=code, name="Penny Buyer"))
        numbers = {draft.stamp: gateway.add_invoice(draft, customer) for draft in drafts}
    ledger = {invoice.number: invoice for invoice in world.ledger.invoices()}
    return [
        f"{draft.stamp}: {draft} sent, {ledger[numbers[draft.stamp]]} in the ledger"
        for draft in drafts
        if not _is_same(draft, ledger[numbers[draft.stamp]])
    ]


def _is_same(draft: InvoiceDraft, found: LedgerInvoice) -> bool:
    lines = [(line.net_amount, line.vat_amount, line.vat_rate) for line in draft.lines]
    return (
        (draft.net_amount, draft.vat_amount) == (found.net_amount, found.vat_amount)
        and lines == [(line.net_amount, line.vat_amount, line.vat_rate) for line in found.lines]
        and (draft.stamp, draft.currency) == (found.customer_reference, found.currency_code)
    )
