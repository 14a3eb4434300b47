"""The operations of the service: who does the work, what comes back, whether the ledger changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kfdesk.practice import customers, invoices, lookups, payments
from kfdesk.practice.calls import Call
from kfdesk.practice.envelope import NO_RESULT


@dataclass(frozen=True)
class Operation:
    """One entry of the table below."""

    work: Callable[[Call], object]
    result: str
    writes: bool = False


def _reads(work: Callable[[Call], object], result: str) -> Operation:
    return Operation(work, result)


def _writes(work: Callable[[Call], object], result: str = "int") -> Operation:
    return Operation(work, result, writes=True)


OPERATIONS: dict[str, Operation] = {
    "GetCompanyDetails": _reads(lookups.get_company_details, "CompanyDetails"),
    "isUserVATRegistered": _reads(lookups.is_user_vat_registered, "boolean"),
    "GetCustomerSources": _reads(lookups.get_customer_sources, "ArrayOfBasicDataset"),
    "GetInvPayMethods": _reads(lookups.get_payment_methods, "ArrayOfPaymentMethod"),
    "GetBankAccounts": _reads(lookups.get_bank_accounts, "ArrayOfBankAccount"),
    "GetProducts": _reads(lookups.get_products, "ArrayOfProduct"),
    "GetNominalCodes": _reads(lookups.get_nominal_codes, "ArrayOfNominalCode"),
    "GetVATRates": _reads(lookups.get_vat_rates, "ArrayOfBasicDataset"),
    "GetCurrencies": _reads(lookups.get_currencies, "ArrayOfCurrencies"),
    "GetRemoteLoginURL": _reads(lookups.get_remote_login_url, "string"),
    "AutoAuthIP": _writes(lookups.auto_auth_ip),
    "GetCustomer": _reads(customers.get_customer, "Customer"),
    "GetCustomer2": _reads(customers.get_customer, "Customer2"),
    "GetCustomerByID": _reads(customers.get_customer_by_id, "Customer"),
    "GetCustomerByID2": _reads(customers.get_customer_by_id2, "Customer2"),
    "GetCustomerByEmail": _reads(customers.get_customer_by_email, "Customer"),
    "GetCustomerByEmail2": _reads(customers.get_customer_by_email, "Customer2"),
    "GetCustomers": _reads(customers.get_customers, "ArrayOfCustomer"),
    "GetCustomersByPostcode": _reads(customers.get_customers_by_postcode, "ArrayOfCustomer"),
    "InsertCustomer": _writes(customers.insert_customer("custr", "Customer")),
    "InsertCustomer2": _writes(customers.insert_customer("Customer2", "Customer2")),
    "UpdateCustomer": _writes(customers.update_customer, "string"),
    "DeleteCustomer": _writes(customers.delete_customer),
    "InsertInvoice": _writes(invoices.insert("Inv", typed=False)),
    "InsertInvoice_TypeDefined": _writes(invoices.insert("Inv_TD", typed=True)),
    "GetInvoice": _reads(invoices.get_invoice, "Invoice"),
    "GetInvoiceByID": _reads(invoices.get_invoice_by_id, "Invoice"),
    "GetInvoicesByDateRange": _reads(invoices.get_invoices_by_date_range, "ArrayOfInvoice"),
    "GetInvoicesForCustomer": _reads(invoices.get_invoices_for_customer, "ArrayOfInvoice"),
    "GetInvoices_Recent": _reads(invoices.get_invoices_recent, "ArrayOfInvoice"),
    "UpdateInvoice": _writes(invoices.update_invoice, NO_RESULT),
    "UpdateInvoiceHeader": _writes(invoices.update_invoice_header, NO_RESULT),
    "DeleteInvoice": _writes(invoices.delete("number", "InvoiceNumber")),
    "DeleteInvoiceByID": _writes(invoices.delete("id", "InvoiceID")),
    "InsertInvoicePayment": _writes(payments.insert_payment),
    "GetInvoicePayment": _reads(payments.get_payments, "ArrayOfPayment"),
    "DeleteInvoicePayment": _writes(payments.delete_payment, NO_RESULT),
    "applyCreditNoteToInvoice": _writes(payments.apply_credit_note, "boolean"),
    "InsertInvoiceNote": _writes(payments.insert_note, "boolean"),
    "GetInvoiceNotes": _reads(payments.get_notes, "ArrayOfInvoiceNotes"),
}
