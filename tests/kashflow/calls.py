"""Every method of the gateway, with the canned replies that it needs to succeed."""

from collections.abc import Callable

from kfdesk.kashflow.client import KashFlowGateway
from tests.kashflow.drafts import DAY, customer, invoice, payment

Call = Callable[[KashFlowGateway], object]

CALLS: dict[str, tuple[Call, tuple[str, ...]]] = {
    "company": (lambda g: g.company(), ("GetCompanyDetails", "GetCurrencies")),
    "look_ups": (
        lambda g: g.look_ups(),
        (
            "GetCustomerSources",
            "GetInvPayMethods",
            "GetBankAccounts",
            "GetProducts",
            "GetVATRates",
            "GetCurrencies",
        ),
    ),
    "check_remote_login": (lambda g: g.check_remote_login(), ("GetRemoteLoginURL",)),
    "customer_by_code": (lambda g: g.customer_by_code("KFABCDEFGHIJ"), ("GetCustomer2",)),
    "customer_by_email": (lambda g: g.customer_by_email("ann@example.com"), ("GetCustomerByEmail2",)),
    "customer_by_id": (lambda g: g.customer_by_id(11902622), ("GetCustomerByID2",)),
    "add_customer": (lambda g: g.add_customer(customer()), ("InsertCustomer2",)),
    "invoice": (lambda g: g.invoice(1435), ("GetInvoice",)),
    "invoice_by_id": (lambda g: g.invoice_by_id(23081430), ("GetInvoiceByID",)),
    "invoices_between": (lambda g: g.invoices_between(DAY, DAY), ("GetInvoicesByDateRange",)),
    "invoices_for_customer": (lambda g: g.invoices_for_customer(11902622), ("GetInvoicesForCustomer",)),
    "add_invoice": (lambda g: g.add_invoice(invoice(), 11902622), ("InsertInvoice",)),
    "payments": (lambda g: g.payments(1435), ("GetInvoicePayment",)),
    "add_payment": (lambda g: g.add_payment(payment(), 1435), ("InsertInvoicePayment",)),
    "delete_invoice": (lambda g: g.delete_invoice(23081430), ("DeleteInvoiceByID",)),
    "delete_payment": (lambda g: g.delete_payment(1435, 52), ("DeleteInvoicePayment",)),
    "apply_credit_note": (lambda g: g.apply_credit_note(23081430, 23081999), ("applyCreditNoteToInvoice",)),
}
