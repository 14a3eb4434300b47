"""The practice company: a whole pretend KashFlow on loopback, with a ledger of its own on the disk.

It shares no code with the part that talks to KashFlow, so that one mistake cannot hide in both.

The layers, each importing only those below it:
    server (which process serves) → wire (HTTP) → misbehave, pages → service → operations
    → customers, invoices, payments, lookups → invoice_lines, invoice_store, settings, faults
    → envelope, values, shapes, ledger, records
"""

from kfdesk.practice.company import PracticeCompany
from kfdesk.practice.records import (
    Fault,
    FaultKind,
    LedgerCall,
    LedgerCustomer,
    LedgerInvoice,
    LedgerLine,
    LedgerLookup,
    LedgerPayment,
    LookupKind,
    PracticeSettings,
)
from kfdesk.practice.server import (
    AlreadyServedError,
    PracticeServer,
    RemotePractice,
    ensure_running,
    running_endpoint,
)

__all__ = [
    "AlreadyServedError",
    "Fault",
    "FaultKind",
    "LedgerCall",
    "LedgerCustomer",
    "LedgerInvoice",
    "LedgerLine",
    "LedgerLookup",
    "LedgerPayment",
    "LookupKind",
    "PracticeCompany",
    "PracticeServer",
    "PracticeSettings",
    "RemotePractice",
    "ensure_running",
    "running_endpoint",
]
