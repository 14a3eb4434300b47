"""What the services need from outside, as Protocols; `kfdesk.app` hands in the real things."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from kfdesk.domain.channels import Channel, ChannelSettings
from kfdesk.domain.company import Company, CompanyDetails, Integration, LookUps
from kfdesk.domain.invoices import (
    Customer,
    CustomerDraft,
    InvoiceDraft,
    InvoicesRead,
    PaymentDraft,
    PostedInvoice,
    PostedPayment,
)
from kfdesk.domain.orders import Order, OrderState
from kfdesk.domain.postings import Posting, Run
from kfdesk.domain.reasons import Reason

Progress = Callable[[int, int], None]
"""Called with (done, total) between two pieces of work; total 0 means not known yet."""
IsCancelled = Callable[[], bool]
"""True once the person asked to stop."""


# ---------------------------------------------------------------- accounts package


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


class PackageType(StrEnum):
    """The first choice of the wizard."""

    ACCOUNTS = "accounts"


@dataclass(frozen=True)
class PackageField:
    """A field of the wizard's details page; `hint` is shown beside it."""

    kind: FieldKind
    default: str = ""
    hint: str = ""
    is_advanced: bool = False


class Package(Protocol):
    """One thing that can be linked; the wizard is drawn from these.

    `key` is stored, `name` is shown. `inserts_at_once` bounds InsertInvoice calls under way,
    `least_settle_s` the settle time in seconds.
    """

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def type(self) -> PackageType: ...

    @property
    def fields(self) -> tuple[PackageField, ...]: ...

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


# ---------------------------------------------------------------- secrets, lock, clock


class CredentialStore(Protocol):
    """The operating system's keyring. Raises the three errors under KeyringError."""

    def where(self) -> str:
        """A name for the place the secrets are kept in."""

    def get(self, integration_id: str) -> str | None:
        """The secret, or None when none is kept."""

    def set(self, integration_id: str, secret: str) -> None:
        """Write, then read back."""

    def delete(self, integration_id: str) -> None:
        """Forget; no error when there is none."""


class ExportLock(Protocol):
    """One export, settling, read-back or undo a company on this computer."""

    def hold(self, name: str, holder: str) -> AbstractContextManager[None]:
        """Hold the lock of this name; raises ExportLocked with the holder's text."""


class Clock(Protocol):
    """Time, handed in so that a test decides it."""

    def now(self) -> datetime:
        """Now, in UTC, aware."""

    def today(self) -> date:
        """Today in Europe/London."""

    def monotonic(self) -> float:
        """Seconds on a clock that does not jump."""

    def wait(self, seconds: float, is_cancelled: IsCancelled) -> None:
        """Wait, looking at `is_cancelled` a few times a second."""


# ---------------------------------------------------------------- order files


@dataclass(frozen=True)
class FileProblem:
    """Something odd in a file; `row` is the spreadsheet's row number, 0 for the whole file."""

    row: int
    reason: Reason


@dataclass(frozen=True)
class OrderFile:
    """A recognised file. `format` is stored (`etsy.items`); `marketplace` is what a channel
    is called by default (`Etsy`). How a format is read is the importers' own business.
    """

    path: Path
    sha256: str
    format: str
    marketplace: str
    is_practice: bool
    total_bytes: int
    items: Callable[[Callable[[int], None]], Iterator[Order | FileProblem]]
    """Orders and problems in the order of the file, one at a time; the argument is called with
    the bytes read so far. Raises an error under FileRefused when the file proves damaged."""

    @property
    def family(self) -> str:
        """The family of formats that belong to one channel, such as `etsy`."""
        return self.format.partition(".")[0]


class OrderFiles(Protocol):
    """Files in, recognised files out. Raises the errors under FileRefused."""

    @property
    def marketplaces(self) -> tuple[str, ...]:
        """Names of the readers, for the empty state and the channel's proposal."""

    def open(self, path: Path) -> OrderFile:
        """Recognise a file by its header cells; nothing of the orders is read yet."""


# ---------------------------------------------------------------- the book


@dataclass(frozen=True)
class OrderFilter:
    """Which orders; empty means all. `text` looks at number, buyer and message."""

    company_id: int
    channel_id: int | None = None
    state: OrderState | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""


class OrderColumn(StrEnum):
    """Columns that orders can be sorted by."""

    CHANNEL = "channel"
    ORDER_NUMBER = "order_number"
    STATE = "state"
    ORDERED = "ordered"
    BUYER = "buyer"
    GROSS = "gross"
    INVOICE = "invoice"


@dataclass(frozen=True)
class OrderRow:
    """What a list of orders shows."""

    id: int
    channel_id: int
    channel_name: str
    order_number: str
    state: OrderState
    reason: Reason | None
    ordered: date | None
    paid: date | None
    despatched: date | None
    buyer: str
    gross: Decimal
    currency: str
    invoice_number: int


@dataclass(frozen=True)
class StoredOrder:
    """An order in the book with what the book knows of it.

    `gross` is the planned gross (stated total until planned). `left_out` is the person's
    reason for leaving the order out, empty when it is in.
    """

    id: int
    channel_id: int
    stamp: str
    order: Order
    state: OrderState
    reason: Reason | None
    gross: Decimal
    left_out: str = ""


@dataclass(frozen=True)
class OrderVerdict:
    """What planning says of an order: its state, the reason and the gross to be invoiced."""

    order_id: int
    state: OrderState
    reason: Reason | None
    gross: Decimal


@dataclass(frozen=True)
class AttentionGroup:
    """Orders that need attention for one cause in one channel."""

    channel_id: int
    channel_name: str
    reason: Reason
    count: int


@dataclass(frozen=True)
class MonthSum:
    """What was exported of a channel in a month (`month` is its first day)."""

    channel_id: int
    channel_name: str
    month: date
    currency: str
    orders: int
    gross: Decimal


@dataclass(frozen=True)
class ImportCounts:
    """What an import did with one file."""

    orders: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0


class IntegrationStore(Protocol):
    """Profiles."""

    def all(self) -> tuple[Integration, ...]: ...

    def get(self, integration_id: str) -> Integration | None: ...

    def save(self, integration: Integration) -> None:
        """Add or replace by id. Raises ProfileNameTaken."""

    def remove(self, integration_id: str) -> None:
        """Forget the profile; the company and all below it stay."""


class CompanyStore(Protocol):
    """Companies and the lists read from them."""

    def get(self, company_id: int) -> Company: ...

    def find_or_add(self, service_address: str, details: CompanyDetails, *, is_practice: bool) -> Company:
        """The company known by address, name and VAT number; its details brought up to date."""

    def save_look_ups(self, company_id: int, look_ups: LookUps) -> None:
        """Keep what was read; entries that are no longer there are marked gone."""

    def look_ups(self, company_id: int) -> LookUps:
        """As last read, gone entries included (`is_gone`)."""


class ChannelStore(Protocol):
    """Channels and their settings."""

    def of_company(self, company_id: int | None) -> tuple[Channel, ...]:
        """All channels of a company, by name; None: those that wait for the first company."""

    def get(self, channel_id: int) -> Channel: ...

    def add(self, company_id: int | None, name: str, marketplace: str = "") -> Channel:
        """A new channel; its stamp is its name. Raises ChannelNameTaken (names and stamps)."""

    def claim_waiting(self, company_id: int) -> int:
        """Give the channels that wait for a first company to this one; how many orders came."""

    def rename(self, channel_id: int, name: str) -> None:
        """Another name; the stamp stays. Raises ChannelNameTaken."""

    def save_settings(self, channel_id: int, settings: ChannelSettings) -> None:
        """Replace the settings; each changed one is written to the audit trail."""


class OrderStore(Protocol):
    """Orders, imported in pieces that are unseen until their file is complete."""

    def begin_file(self, channel_id: int, path: str, sha256: str, format_key: str) -> int: ...

    def known(self, channel_id: int, numbers: Sequence[str]) -> Mapping[str, StoredOrder]:
        """The orders of a channel with these numbers, by number."""

    def numbers_elsewhere(
        self, company_id: int | None, channel_id: int, numbers: Sequence[str]
    ) -> Mapping[str, tuple[str, str]]:
        """Numbers and references that another channel's orders have: (channel, order number).

        None: among the channels that wait for the first company.
        """

    def add(self, file_id: int, channel_id: int, orders: Sequence[Order]) -> None:
        """New orders, unseen until the file is complete; at most 500 a call."""

    def replace(self, file_id: int, orders: Mapping[int, Order]) -> None:
        """Changed orders by id, taken up when the file is complete; at most 500.

        An order that was exported before becomes `changed`.
        """

    def refine(self, file_id: int, orders: Mapping[int, Order]) -> None:
        """Orders by id of which more is known now; like `replace`, but no state changes."""

    def complete_file(self, file_id: int, counts: ImportCounts) -> None:
        """Everything of the file counts from now on."""

    def drop_file(self, file_id: int) -> None:
        """Remove the pieces of one file that was begun and not completed."""

    def drop_broken_files(self) -> int:
        """Remove pieces of imports that never completed; how many files those were."""

    def was_imported(self, channel_id: int, sha256: str) -> bool: ...

    def ids(
        self, which: OrderFilter, column: OrderColumn = OrderColumn.ORDERED, *, descending: bool = True
    ) -> list[int]: ...

    def rows(self, ids: Sequence[int]) -> tuple[OrderRow, ...]:
        """Rows for ids, in their order; at most 500."""

    def get(self, order_id: int) -> StoredOrder: ...

    def get_many(self, ids: Sequence[int]) -> tuple[StoredOrder, ...]:
        """Orders for ids, in their order; at most 500."""

    def unsent_ids(self, channel_id: int) -> list[int]:
        """Orders without a posting that created something, oldest first (by ordered, id)."""

    def by_stamps(self, company_id: int, stamps: Iterable[str]) -> Mapping[str, int]:
        """Order ids by stamp (case-folded, outer spaces off) for those that the book knows."""

    def save_verdicts(self, verdicts: Sequence[OrderVerdict]) -> None: ...

    def set_left_out(self, ids: Sequence[int], reason: str) -> None:
        """Take orders out with a reason, or back in with an empty one."""

    def counts(self, company_id: int) -> Mapping[tuple[int, OrderState], int]:
        """Orders by channel and state."""

    def attention(self, company_id: int) -> tuple[AttentionGroup, ...]:
        """Orders in needs_attention, in_doubt and changed, grouped by channel and cause, most first."""

    def month_sums(self, company_id: int) -> tuple[MonthSum, ...]: ...


class ExportLog(Protocol):
    """Runs and postings."""

    def begin_run(self, company_id: int, profile_name: str, started: datetime) -> Run: ...

    def end_run(self, run: Run) -> None:
        """Write the counts and the end."""

    def runs(self, company_id: int) -> tuple[Run, ...]:
        """Newest first."""

    def add(self, posting: Posting) -> Posting:
        """A new row (`id` 0 in, given out). Raises ValueError when the order has a live one."""

    def save(self, posting: Posting) -> None:
        """Replace the row by id and set its order's state from it; audited when it ended."""

    def drop_unsent(self, posting_id: int) -> None:
        """Remove a planned posting of which nothing was created, to plan it anew."""

    def get(self, posting_id: int) -> Posting: ...

    def of_order(self, order_id: int) -> tuple[Posting, ...]: ...

    def open(self, company_id: int) -> tuple[Posting, ...]:
        """Not ended ones, by id: what a run settles first."""

    def of_run(self, run_id: int) -> tuple[Posting, ...]: ...

    def holder_of(self, company_id: int, invoice_number: int) -> Posting | None:
        """The posting that holds a living invoice of this number."""

    def invoices_in(self, company_id: int, first: date, last: date) -> tuple[Posting, ...]:
        """Postings with an invoice number dated in a span."""

    def has_proven(self, company_id: int, sending_code: str) -> bool:
        """Whether a first invoice was proven with this version of the sending code."""

    def set_proven(self, company_id: int, sending_code: str) -> None: ...

    def highest_number(self, company_id: int) -> int:
        """The highest invoice number recorded, 0 when none."""


class BookSession(Protocol):
    """The book inside one transaction."""

    @property
    def integrations(self) -> IntegrationStore: ...

    @property
    def companies(self) -> CompanyStore: ...

    @property
    def channels(self) -> ChannelStore: ...

    @property
    def orders(self) -> OrderStore: ...

    @property
    def exports(self) -> ExportLog: ...


class Book(Protocol):
    """The book (DESIGN 4). Sessions belong to the thread that opened them."""

    def reading(self) -> AbstractContextManager[BookSession]:
        """Sees one moment, waits for nobody."""

    def writing(self) -> AbstractContextManager[BookSession]:
        """At most 50 ms; commits at the end, rolls back on an error."""

    def copy(self, reason: str) -> Path:
        """A safety copy; raises CopyFailed."""

    def check_suits_exports(self) -> None:
        """Raises FolderNotSuitable for a network share or a synchronised folder."""
