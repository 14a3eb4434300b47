"""The accounts package: a connection to one company, and what can be linked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeGuard

from kfdesk.domain.company import CompanyDetails, LookUps
from kfdesk.domain.invoices import (
    Customer,
    CustomerDraft,
    InvoiceDraft,
    InvoicesRead,
    PaymentDraft,
    PostedInvoice,
    PostedPayment,
)


class AccountsGateway(Protocol):
    """A connection to one company. Every call has a time limit and raises `CallFailed`."""

    def company(self) -> CompanyDetails:
        """Name, VAT number, VAT registration and home currency: the cheapest look."""

    def look_ups(self) -> LookUps:
        """All lists that settings choose from, read now."""

    def check_remote_login(self) -> None:
        """Return when Remote Login is on; raises RemoteLoginOff or another CallFailed."""

    def customer_by_code(self, code: str) -> Customer | None:
        """The customer with this code, or None when KashFlow says that there is none."""

    def customer_by_email(self, email: str) -> Customer | None:
        """A customer with this e-mail, or None when KashFlow says that there is none."""

    def customer_by_id(self, customer_id: int) -> Customer | None:
        """The customer with this id, or None when KashFlow says that there is none."""

    def add_customer(self, customer: CustomerDraft) -> int:
        """Create; the id KashFlow gave. Raises NumberMissing for OK without a number."""

    def invoice(self, number: int) -> PostedInvoice | None:
        """The invoice under a number, or None when KashFlow says that there is none."""

    def invoice_by_id(self, dbid: int) -> PostedInvoice | None:
        """The invoice with this InvoiceDBID, or None."""

    def invoices_between(self, first: date, last: date) -> InvoicesRead:
        """Invoices by invoice date, both days meant to be included."""

    def invoices_for_customer(self, customer_id: int) -> InvoicesRead:
        """All invoices of one customer."""

    def add_invoice(self, invoice: InvoiceDraft, customer_id: int) -> int:
        """Create; the number KashFlow gave. Raises NumberMissing for OK without a number."""

    def payments(self, number: int) -> tuple[PostedPayment, ...]:
        """The payments on the invoice under a number."""

    def add_payment(self, payment: PaymentDraft, number: int) -> int:
        """Create; the payment id KashFlow gave."""

    def delete_invoice(self, dbid: int) -> None:
        """Delete by InvoiceDBID."""

    def delete_payment(self, number: int, payment_id: int) -> None:
        """Delete one payment of the invoice under a number."""

    def apply_credit_note(self, invoice_dbid: int, credit_note_dbid: int) -> None:
        """Set a credit note against an invoice, both by InvoiceDBID."""

    def close(self) -> None:
        """Close the connections."""


class FieldKind(StrEnum):
    """What a field of a package asks for."""

    USERNAME = "username"
    PASSWORD = "password"  # noqa: S105 - the name of a kind of field
    ADDRESS = "address"
    FOLDER = "folder"


class PackageType(StrEnum):
    """The first choice of the wizard."""

    ACCOUNTS = "accounts"
    SALES_CHANNEL = "sales_channel"


@dataclass(frozen=True)
class PackageField:
    """A field of the wizard's details page; `hint` is shown beside it."""

    kind: FieldKind
    default: str = ""
    hint: str = ""
    is_advanced: bool = False


class Package(Protocol):
    """One thing that can be linked; the wizard is drawn from these. `key` is stored, `name` is shown."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def type(self) -> PackageType: ...

    @property
    def fields(self) -> tuple[PackageField, ...]: ...


class AccountsPackage(Package, Protocol):
    """Books that invoices go to.

    `inserts_at_once` bounds InsertInvoice calls under way, `least_settle_s` the settle time in
    seconds.
    """

    @property
    def is_practice(self) -> bool: ...

    @property
    def inserts_at_once(self) -> int: ...

    def company_address(self, address: str) -> str:
        """The address a company is known by: the address itself, or a fixed name where it varies."""

    def least_settle_s(self, address: str) -> int:
        """The least settle time in seconds for this address: 120, on loopback 0."""

    def connect(self, address: str, username: str, password: str) -> AccountsGateway:
        """A gateway; makes no call yet. Raises AddressNotValid or AddressNotSafe."""

    def invoice_page(self, address: str, number: int) -> str:
        """Web address of an invoice for *Open in KashFlow*."""

    def api_settings_page(self, address: str) -> str:
        """Web address of the API settings page, or empty."""


def is_accounts(package: Package) -> TypeGuard[AccountsPackage]:
    """Whether a package is books that invoices go to."""
    return package.type is PackageType.ACCOUNTS
