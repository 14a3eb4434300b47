"""The gateway: one method a call of KashFlow, with time limits, and its status read.

Threads may share a gateway: zeep's description is only read, and each thread has an HTTP
session of its own (`transport`).
"""

import dataclasses
import logging
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from kfdesk.domain.company import CompanyDetails, LookUps
from kfdesk.domain.errors import InDoubt, NumberMissing, Refused
from kfdesk.domain.invoices import (
    Customer,
    CustomerDraft,
    InvoiceDraft,
    InvoicesRead,
    PaymentDraft,
    PostedInvoice,
    PostedPayment,
)
from kfdesk.kashflow import mapping
from kfdesk.kashflow.envelopes import Envelopes, Values
from kfdesk.kashflow.failures import OddReply
from kfdesk.kashflow.login import Login
from kfdesk.kashflow.refusals import NO_CUSTOMER, NO_INVOICE, REMOTE_LOGIN, refusal
from kfdesk.kashflow.replies import Reply, read_reply
from kfdesk.kashflow.texts import on_one_line
from kfdesk.kashflow.translate import Translation
from kfdesk.kashflow.transport import Deadline, Limits, RequestBody, Transport
from kfdesk.paths import resource_path

T = TypeVar("T")
Read = Callable[[Reply], T]

APPLY_CREDIT = "applyCreditNoteToInvoice"
_LONDON = ZoneInfo("Europe/London")
_LIBRARIES = ("zeep", "requests", "urllib3")
_LIMITS = Limits()


def _utc_now() -> datetime:
    return datetime.now(UTC)


class KashFlowGateway:
    """Implements `AccountsGateway`. Nothing is called before a method is."""

    def __init__(
        self,
        address: str,
        login: Login,
        limits: Limits = _LIMITS,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        for library in _LIBRARIES:
            # At DEBUG they may write what is sent, and the login with it.
            logging.getLogger(library).setLevel(logging.INFO)
        self._address = address
        self._login = login
        self._limits = limits
        self._now = now
        self._envelopes = Envelopes(resource_path("kashflow.wsdl"), login)
        self._transport = Transport(address, limits)

    # ------------------------------------------------------------ the company

    def company(self) -> CompanyDetails:
        """Name, VAT number, VAT registration and home currency, within the limit of a look."""
        look = Deadline(self._limits.look_s)
        details = self._call("GetCompanyDetails", {}, mapping.company, look)
        currencies = self._call("GetCurrencies", {}, mapping.currencies, look)
        home = next((currency.code for currency in currencies if currency.is_home), "")
        return dataclasses.replace(details, home_currency=home or details.home_currency)

    def look_ups(self) -> LookUps:
        """All lists that settings choose from, within the limit of a look."""
        look = Deadline(self._limits.look_s)
        sources = mapping.choices("BasicDataset", "ID", "Name")
        methods = mapping.choices("PaymentMethod", "MethodID", "MethodName")
        accounts = mapping.choices("BankAccount", "AccountID", "AccountName")
        sales_types = mapping.choices("Product", "ProductID", "ProductName")
        return LookUps(
            customer_sources=self._call("GetCustomerSources", {}, sources, look),
            payment_methods=self._call("GetInvPayMethods", {}, methods, look),
            bank_accounts=self._call("GetBankAccounts", {}, accounts, look),
            sales_types=self._call("GetProducts", {}, sales_types, look),
            vat_rates=self._call("GetVATRates", {}, mapping.vat_rates, look),
            currencies=self._call("GetCurrencies", {}, mapping.currencies, look),
            read_at=self._now(),
        )

    def check_remote_login(self) -> None:
        """Return when Remote Login is on. The address it gives lets anyone in: it is not kept."""
        look = Deadline(self._limits.look_s)
        is_given = self._call(REMOTE_LOGIN, {}, lambda reply: bool(reply.value), look)
        if not is_given:
            raise refusal(REMOTE_LOGIN, "")

    # ------------------------------------------------------------ customers

    def customer_by_code(self, code: str) -> Customer | None:
        """The customer with this code, or None when KashFlow says that there is none."""
        return self._find("GetCustomer2", {"CustomerCode": on_one_line(code)}, mapping.customer, NO_CUSTOMER)

    def customer_by_email(self, email: str) -> Customer | None:
        """A customer with this e-mail, or None when KashFlow says that there is none."""
        return self._find(
            "GetCustomerByEmail2", {"CustomerEmail": on_one_line(email)}, mapping.customer, NO_CUSTOMER
        )

    def customer_by_id(self, customer_id: int) -> Customer | None:
        """The customer with this id, or None when KashFlow says that there is none."""
        return self._find("GetCustomerByID2", {"Customer2ID": customer_id}, mapping.customer, NO_CUSTOMER)

    def add_customer(self, customer: CustomerDraft) -> int:
        """Create; the id KashFlow gave."""
        values = mapping.customer_values(customer, self._today())
        return self._create("InsertCustomer2", {"Customer2": values})

    # ------------------------------------------------------------ invoices

    def invoice(self, number: int) -> PostedInvoice | None:
        """The invoice under a number, or None when KashFlow says that there is none."""
        return self._find("GetInvoice", {"InvoiceNumber": number}, mapping.invoice, NO_INVOICE)

    def invoice_by_id(self, dbid: int) -> PostedInvoice | None:
        """The invoice with this InvoiceDBID, or None."""
        return self._find("GetInvoiceByID", {"InvoiceID": dbid}, mapping.invoice, NO_INVOICE)

    def invoices_between(self, first: date, last: date) -> InvoicesRead:
        """Invoices by invoice date, both days meant to be included."""
        values = {"StartDate": mapping.midnight(first), "EndDate": mapping.midnight(last)}
        return self._list("GetInvoicesByDateRange", values)

    def invoices_for_customer(self, customer_id: int) -> InvoicesRead:
        """All invoices of one customer."""
        return self._list("GetInvoicesForCustomer", {"CustID": customer_id})

    def add_invoice(self, invoice: InvoiceDraft, customer_id: int) -> int:
        """Create; the number KashFlow gave."""
        values = mapping.invoice_values(invoice, customer_id, self._envelopes.line)
        return self._create("InsertInvoice", {"Inv": values})

    def delete_invoice(self, dbid: int) -> None:
        """Delete by InvoiceDBID."""
        self._call("DeleteInvoiceByID", {"InvoiceID": dbid}, mapping.nothing)

    def apply_credit_note(self, invoice_dbid: int, credit_note_dbid: int) -> None:
        """Set a credit note against an invoice, both by InvoiceDBID."""
        values = {"InvoiceID": invoice_dbid, "CreditNoteID": credit_note_dbid}
        if not self._call(APPLY_CREDIT, values, mapping.is_true):
            raise InDoubt(operation=APPLY_CREDIT, detail="OK, and false")

    # ------------------------------------------------------------ payments

    def payments(self, number: int) -> tuple[PostedPayment, ...]:
        """The payments on the invoice under a number."""
        return self._call("GetInvoicePayment", {"InvoiceNumber": number}, mapping.payments)

    def add_payment(self, payment: PaymentDraft, number: int) -> int:
        """Create; the payment id KashFlow gave."""
        values = mapping.payment_values(payment, number)
        return self._create("InsertInvoicePayment", {"InvoicePayment": values})

    def delete_payment(self, number: int, payment_id: int) -> None:
        """Delete one payment of the invoice under a number."""
        values = {"InvoiceNumber": number, "InvoicePaymentNumber": payment_id}
        self._call("DeleteInvoicePayment", values, mapping.nothing)

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    # ------------------------------------------------------------ one call

    def _create(self, operation: str, values: Values) -> int:
        number = self._call(operation, values, mapping.created)
        if not number:
            raise NumberMissing(operation=operation, detail="OK, and no number")
        return number

    def _find(
        self, operation: str, values: Values, read: Read[T | None], absent: re.Pattern[str]
    ) -> T | None:
        """What was asked for, or None for a no in the words that mean that there is none."""
        try:
            return self._call(operation, values, read)
        except Refused as refused:
            if type(refused) is Refused and absent.search(str(refused.facts["detail"])):
                return None
            raise

    def _list(self, operation: str, values: Values) -> InvoicesRead:
        def read(reply: Reply) -> InvoicesRead:
            return InvoicesRead(mapping.invoices(reply), reply.detail)

        return self._call(operation, values, read, Deadline(self._limits.list_s))

    def _call(self, operation: str, values: Values, read: Read[T], deadline: Deadline | None = None) -> T:
        """One call: sent once, its reply read by `read` when its status says yes."""
        body = self._envelopes.build(operation, values)
        with Translation(operation, self._address, body, self._login) as outcome:
            return read(self._answer(operation, body, deadline or Deadline(self._limits.call_s)))
        raise outcome.failure()

    def _answer(self, operation: str, body: RequestBody, deadline: Deadline) -> Reply:
        reply = read_reply(operation, self._transport.post(f"KashFlow/{operation}", body, deadline))
        detail = self._login.hide(reply.detail)
        if reply.status.upper() == "NO":
            raise refusal(operation, detail)
        if reply.status.upper() != "OK":
            raise OddReply(f"the status {reply.status or 'is missing'}")
        return dataclasses.replace(reply, detail=detail)

    def _today(self) -> date:
        return self._now().astimezone(_LONDON).date()
