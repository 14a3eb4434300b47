"""What the practice company's ledger holds, as values that a test or a page can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

DEFAULT_COMPANY_NAME = "Practice Company Ltd"
DEFAULT_AUTO_AUTH_KEY = "1234ABCD-1234"
LOOPBACK = "127.0.0.1"


class LookupKind(StrEnum):
    """The lists that an accounts company keeps, and that a caller chooses ids from."""

    CUSTOMER_SOURCE = "customer_source"
    PAYMENT_METHOD = "payment_method"
    BANK_ACCOUNT = "bank_account"
    SALES_TYPE = "sales_type"
    NOMINAL_CODE = "nominal_code"
    VAT_RATE = "vat_rate"
    CURRENCY = "currency"


class FaultKind(StrEnum):
    """The ways in which a call can be made to go wrong."""

    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    LATE = "late"
    STALL = "stall"
    CUT_REPLY = "cut_reply"
    HTML = "html"
    HTTP_503 = "http_503"
    HTTP_404 = "http_404"
    REDIRECT = "redirect"
    REFUSE = "refuse"
    FAULT_SERVER = "fault_server"
    OK_ZERO = "ok_zero"
    GARBAGE = "garbage"


@dataclass(frozen=True)
class Fault:
    """One misbehaviour on demand.

    Faults stand in a queue: the first one that fits a call is the only one that sees it.

    Attributes:
        kind: A value of `FaultKind`.
        operation: The operation it waits for; empty for any.
        after: How many fitting calls to let pass first.
        times: How many calls to hit after that; 0 until the faults are cleared.
        seconds: How long to stall, or how late to do the work.
        text: The sentence of a refusal or of a fault.
        done: Do the work all the same, where the kind says nothing about it (HTML, 503 and the like).
    """

    kind: str
    operation: str = ""
    after: int = 0
    times: int = 1
    seconds: float = 0
    text: str = ""
    done: bool = False

    def __post_init__(self) -> None:
        FaultKind(self.kind)
        if self.after < 0 or self.times < 0 or self.seconds < 0:
            raise ValueError("a fault counts and waits forwards only")


@dataclass(frozen=True)
class PracticeSettings:
    """The switches of the practice company; every process sees a change with its next call.

    The first group is what KashFlow has under API Settings, the second answers questions that public
    sources leave open about KashFlow, the third is for tests.
    """

    company_name: str = DEFAULT_COMPANY_NAME
    vat_registered: bool = True
    vat_number: str = "GB123456782"
    api_enabled: bool = True
    remote_login: bool = True
    restrict_access: bool = True
    allowed_addresses: tuple[str, ...] = (LOOPBACK,)
    auto_auth_key: str = DEFAULT_AUTO_AUTH_KEY
    separate_api_password: bool = False

    answer_number_twice: bool = False
    cut_lists_to_100: bool = False
    cut_lists_silently: bool = False
    cut_reference_to: int = 0
    end_date_exclusive: bool = False
    recompute_vat_from_net: bool = False
    rate_decimals: int = 2
    several_customers_for_email: bool = False
    refuse_negative_payments: bool = False

    caller_address: str = ""
    delay_ms: int = 0


@dataclass(frozen=True)
class LedgerLookup:
    """An entry of one of the lists: a source, a method, an account, a sales type, a rate, a currency."""

    kind: str
    lookup_id: int
    name: str
    code: int
    value: Decimal


@dataclass(frozen=True)
class LedgerLine:
    """A line of an invoice, in the invoice's currency."""

    description: str
    quantity: Decimal
    rate: Decimal
    vat_rate: Decimal
    vat_amount: Decimal
    charge_type: int = 0
    net_amount: Decimal = Decimal(0)
    product_id: int = 0
    sort: int = 0
    line_id: int = 0


@dataclass(frozen=True)
class LedgerInvoice:
    """An invoice, or a credit note when its amounts are below zero."""

    invoice_id: int
    number: int
    invoice_date: date
    due_date: date
    customer_id: int
    customer_name: str
    customer_reference: str
    currency_code: str
    exchange_rate: Decimal
    net_amount: Decimal
    vat_amount: Decimal
    amount_paid: Decimal
    paid: bool
    lines: tuple[LedgerLine, ...]

    @property
    def gross_amount(self) -> Decimal:
        """Net and VAT together."""
        return self.net_amount + self.vat_amount


@dataclass(frozen=True)
class LedgerPayment:
    """A payment on an invoice; below zero it is a refund."""

    payment_id: int
    invoice_id: int
    invoice_number: int
    payment_date: date
    note: str
    method_id: int
    account_id: int
    amount: Decimal
    currency_code: str


@dataclass(frozen=True)
class LedgerCustomer:
    """A customer with the fields that an export fills."""

    customer_id: int
    code: str
    name: str
    contact: str
    email: str
    telephone: str
    address: tuple[str, ...]
    postcode: str
    country_code: str
    country_name: str
    source_id: int
    trade_border_type: str
    currency_id: int
    vat_number: str
    created: date
    updated: date


@dataclass(frozen=True)
class LedgerCall:
    """A call that the server answered, or was told not to answer.

    Attributes:
        operation: The name of the operation, as sent.
        at: When it was logged, in UTC.
        answer: `OK`, `NO`, `Fault`, or the kind of the fault that hit it.
    """

    operation: str
    at: datetime
    answer: str
