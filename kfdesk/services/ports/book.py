"""The book (DESIGN 4), inside one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from kfdesk.domain.answers import Answer
from kfdesk.domain.audit import AuditRow
from kfdesk.domain.channels import Channel, ChannelSettings
from kfdesk.domain.company import Company, CompanyDetails, Integration, LookUps
from kfdesk.domain.found import FoundInvoice
from kfdesk.domain.orders import Order, OrderState, Refund
from kfdesk.domain.plans import Plan
from kfdesk.domain.postings import Posting, Run
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.ports.mapping import MappingStore
from kfdesk.services.ports.records import (
    AttentionGroup,
    ImportCounts,
    MonthSum,
    OrderColumn,
    OrderFilter,
    OrderRow,
    OrderVerdict,
    StoredOrder,
)
from kfdesk.services.ports.watching import WatchedFiles


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

    def set_vat_filed_to(self, company_id: int, day: date | None) -> None:
        """VAT is filed up to and with this day; audited."""

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

    def add(
        self, file_id: int, channel_id: int, orders: Sequence[Order], verdicts: Sequence[Plan] = ()
    ) -> None:
        """New orders, unseen until the file is complete; at most 1,000 a call.

        `verdicts`, if any, say what becomes of each; without, they wait to be planned.
        """

    def replace(self, file_id: int, orders: Mapping[int, Order]) -> None:
        """Changed orders by id, taken up when the file is complete; at most 1,000.

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
        """Rows for ids, in their order; at most 1,000."""

    def get(self, order_id: int) -> StoredOrder: ...

    def get_many(self, ids: Sequence[int]) -> tuple[StoredOrder, ...]:
        """Orders for ids, in their order; at most 1,000."""

    def unsent_ids(self, channel_id: int) -> list[int]:
        """Orders without a posting that created something, oldest first (by ordered, id)."""

    def by_stamps(self, company_id: int, stamps: Iterable[str]) -> Mapping[str, int]:
        """Order ids by stamp (case-folded, outer spaces off) for those that the book knows."""

    def save_verdicts(self, verdicts: Sequence[OrderVerdict]) -> None: ...

    def note_found(self, found: Mapping[int, FoundInvoice | None]) -> None:
        """The invoice in KashFlow that looks like an order, by its id; None: there is none any more."""

    def set_left_out(self, ids: Sequence[int], reason: str) -> None:
        """Take orders out with a reason, or back in with an empty one."""

    def counts(self, company_id: int) -> Mapping[tuple[int, OrderState], int]:
        """Orders by channel and state."""

    def waiting_for(self, company_id: int, why: Why) -> Mapping[int, int]:
        """By channel: how many orders wait for this one reason."""

    def sums(self, which: OrderFilter) -> Mapping[str, tuple[int, Decimal]]:
        """By currency code: how many orders a filter lets through, and what they come to."""

    def attention(self, company_id: int) -> tuple[AttentionGroup, ...]:
        """Orders in needs_attention, in_doubt and changed, grouped by channel and cause, most first."""

    def month_sums(self, company_id: int) -> tuple[MonthSum, ...]: ...


class ExportLog(Protocol):
    """Runs and postings."""

    def begin_run(self, company_id: int, profile_name: str, started: datetime, undoes: int = 0) -> Run: ...

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

    def unsettled(self, company_id: int) -> int:
        """How many orders have something that was sent, or begun, and is not clear at its end."""

    def of_run(self, run_id: int) -> tuple[Posting, ...]: ...

    def credit_candidates(self, company_id: int) -> tuple[int, ...]:
        """Orders with a read-back invoice that changed, or of which more was given back than credited."""

    def sent_unpaid(self, company_id: int) -> tuple[int, ...]:
        """Orders with a read-back invoice that was sent without a payment because nothing was paid."""

    def set_notice(self, order_id: int, notice: Reason | None) -> None:
        """What a person must settle about an order whose invoice stands; None: nothing."""

    def holder_of(self, company_id: int, invoice_number: int) -> Posting | None:
        """The posting that holds a living invoice of this number."""

    def invoices_in(self, company_id: int, first: date, last: date) -> tuple[Posting, ...]:
        """Postings with an invoice number dated in a span."""

    def has_proven(self, company_id: int, sending_code: str) -> bool:
        """Whether a first invoice was proven with this version of the sending code."""

    def set_proven(self, company_id: int, sending_code: str) -> None: ...

    def last_sent_from(self, company_id: int) -> date | None:
        """The earliest date of what the last run sent, and of twins that are shown."""

    def highest_number(self, company_id: int) -> int:
        """The highest invoice number recorded, 0 when none."""


class DecisionStore(Protocol):
    """What a person decided, or a report told, about single orders; each is audited."""

    def add_refund(self, order_id: int, refund: Refund) -> None:
        """Money given back of which the order files say nothing, or not when."""

    def answer(self, answers: Mapping[int, Answer]) -> None:
        """What a person answers about orders, by id; a later answer to the same question counts."""

    def take_back_answers(self, ids: Sequence[int]) -> None:
        """Forget all answers about these orders: what was asked is asked again."""

    def accept_change(self, order_id: int) -> None:
        """The invoice stays as it is although the file changed."""

    def export_again(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Undone and gone orders wait again; those chosen, at most 1,000.

        One whose invoice still stands beside a credit note is not among them.
        """


class AuditLog(Protocol):
    """The audit trail; it is written by the other stores, in their transactions."""

    def rows(self, after_id: int, limit: int) -> tuple[AuditRow, ...]:
        """Rows after one, oldest first."""


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

    @property
    def decisions(self) -> DecisionStore: ...

    @property
    def audit(self) -> AuditLog: ...

    @property
    def mappings(self) -> MappingStore: ...

    @property
    def watched(self) -> WatchedFiles: ...


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
