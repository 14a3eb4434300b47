"""Invoices, customers and payments: what is planned, what is sent, what KashFlow holds."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Address
from kfdesk.domain.reasons import Reason

NO_VAT = Decimal(-1)
"""KashFlow's VatRate for *N/A* (API.md 4.1)."""


@dataclass(frozen=True)
class InvoiceLine:
    """One line as it goes out: `rate` is the net price of one unit, `vat_amount` for the line."""

    description: str
    quantity: Decimal
    rate: Decimal
    net_amount: Decimal
    vat_rate: Decimal
    vat_amount: Decimal
    sales_type: int
    why: tuple[Reason, ...] = ()

    @property
    def gross_amount(self) -> Decimal:
        """Net and VAT together."""
        return self.net_amount + self.vat_amount


@dataclass(frozen=True)
class CustomerDraft:
    """A customer to look for by code and e-mail, and to create when absent.

    `may_look_up_email` is False for relay addresses, empty ones, and the channel's own.
    `trade_border_type` is KashFlow's Domestic, EC, ROW or NIEU.
    """

    code: str
    name: str
    email: str = ""
    phone: str = ""
    vat_number: str = ""
    address: Address = field(default_factory=Address)
    source_id: int = 0
    trade_border_type: str = "Domestic"
    may_look_up_email: bool = True
    is_channels_own: bool = False


@dataclass(frozen=True)
class PaymentDraft:
    """A payment to record against an invoice."""

    amount: Decimal
    paid_on: date
    method_id: int
    account_id: int
    note: str


@dataclass(frozen=True)
class InvoiceDraft:
    """An invoice as it will be sent; `stamp` goes out as CustomerReference (DESIGN 5.1)."""

    stamp: str
    invoice_date: date
    due_date: date
    currency: str
    lines: tuple[InvoiceLine, ...]
    exchange_rate: Decimal = Decimal(1)
    is_foreign: bool = False

    @property
    def net_amount(self) -> Decimal:
        """Sum of the lines' net."""
        return sum((line.net_amount for line in self.lines), ZERO)

    @property
    def vat_amount(self) -> Decimal:
        """Sum of the lines' VAT."""
        return sum((line.vat_amount for line in self.lines), ZERO)

    @property
    def gross_amount(self) -> Decimal:
        """Net and VAT together."""
        return self.net_amount + self.vat_amount


@dataclass(frozen=True)
class Posted:
    """What one order becomes: customer, invoice, payment; frozen in the posting log as sent.

    A credit note has negative amounts; `apply_to` is the InvoiceDBID of the unpaid invoice that
    it is set against, a payment then does not follow.
    """

    customer: CustomerDraft
    invoice: InvoiceDraft
    payment: PaymentDraft | None = None
    why: tuple[Reason, ...] = ()
    apply_to: int | None = None

    @property
    def has_settlement(self) -> bool:
        """Whether something follows once the invoice was read back."""
        return self.payment is not None or self.apply_to is not None


@dataclass(frozen=True)
class Customer:
    """A customer in KashFlow."""

    id: int
    code: str
    name: str
    email: str = ""
    postcode: str = ""
    surname: str = ""


@dataclass(frozen=True)
class PostedLine:
    """A line as KashFlow gives it back."""

    description: str
    quantity: Decimal
    rate: Decimal
    vat_rate: Decimal
    vat_amount: Decimal
    sales_type: int


@dataclass(frozen=True)
class PostedInvoice:
    """An invoice in KashFlow. `dbid` is InvoiceDBID, never given twice; `number` may be."""

    dbid: int
    number: int
    reference: str
    customer_id: int
    invoice_date: date
    currency: str
    net_amount: Decimal
    vat_amount: Decimal
    amount_paid: Decimal = ZERO
    customer_name: str = ""
    exchange_rate: Decimal = Decimal(1)
    lines: tuple[PostedLine, ...] = ()
    due_date: date | None = None

    @property
    def gross_amount(self) -> Decimal:
        """Net and VAT together."""
        return self.net_amount + self.vat_amount


@dataclass(frozen=True)
class PostedPayment:
    """A payment in KashFlow."""

    id: int
    invoice_number: int
    paid_on: date
    amount: Decimal
    method_id: int
    account_id: int
    note: str = ""


@dataclass(frozen=True)
class InvoicesRead:
    """A list of invoices as read. Text in `detail` means that the list may be cut."""

    invoices: tuple[PostedInvoice, ...]
    detail: str = ""
