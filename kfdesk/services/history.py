"""Looking back: the runs of a company, what each did, and where an invoice can be opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, Posting, PostingKind, Run, Step
from kfdesk.domain.reasons import Reason
from kfdesk.services.credit_report import credit_rows
from kfdesk.services.export_report import CreditedNote, ExportedOrder, report
from kfdesk.services.logins import Logins, default_address
from kfdesk.services.ports import Book, BookSession, OrderRow

NO_LONGER_THERE = (Step.UNDONE, Step.GONE)
PIECE = 500
"""The most orders that the book reads in one go."""


@dataclass(frozen=True)
class PostingRow:
    """A posting of a run as a list shows it; `is_found` when its invoice was there already.

    `order_state` is the order's as it stands now.
    """

    posting_id: int
    order_id: int
    channel: str
    order_number: str
    kind: PostingKind
    invoice_number: int
    gross: Decimal
    currency: str
    step: Step
    condition: Condition
    reason: Reason | None
    is_found: bool
    verified_at: datetime | None
    order_state: OrderState

    @property
    def may_go_again(self) -> bool:
        """Whether its order may be chosen for export again: its invoice is away, and nobody did yet."""
        is_away = self.kind is PostingKind.INVOICE and self.step in NO_LONGER_THERE
        return is_away and self.order_state in (OrderState.UNDONE, OrderState.GONE)


class History:
    """What exports did."""

    def __init__(self, book: Book, logins: Logins) -> None:
        """Read the book; logins know where a company's invoices can be seen."""
        self._book = book
        self._logins = logins

    def runs(self, company_id: int) -> tuple[Run, ...]:
        """All runs, the newest first."""
        with self._book.reading() as session:
            return session.exports.runs(company_id)

    def orders(self, run_id: int) -> tuple[ExportedOrder, ...]:
        """The orders that a run sent or found in KashFlow, with their state as it stands now."""
        with self._book.reading() as session:
            postings = [each for each in session.exports.of_run(run_id) if not each.is_credit_note]
            rows = _order_rows(session, postings)
        created = {each.order_id for each in postings if each.has_invoice and not each.is_found}
        return report(rows, created)

    def credit_notes(self, run_id: int) -> tuple[CreditedNote, ...]:
        """The credit notes that a run sent or found in KashFlow."""
        return credit_rows(self._book, run_id, ())

    def postings(self, run: Run) -> tuple[PostingRow, ...]:
        """What a run sent or found, in the order of sending; of an undo first what it deleted."""
        with self._book.reading() as session:
            deleted = [each for each in session.exports.of_run(run.undoes) if _is_deleted_by(run, each)]
            postings = [*deleted, *session.exports.of_run(run.id)]
            rows = {row.id: row for row in _order_rows(session, postings)}
        return tuple(_row(each, rows[each.order_id]) for each in postings)

    def invoice_page(self, posting_id: int) -> str:
        """Web address of a posting's invoice, empty while it has none; raises NothingLinked."""
        with self._book.reading() as session:
            posting = session.exports.get(posting_id)
        if not posting.has_invoice or posting.step in NO_LONGER_THERE:
            return ""  # its number may be somebody else's by now
        return self.page_of(posting.company_id, posting.invoice_number)

    def page_of(self, company_id: int, number: int) -> str:
        """Web address of an invoice under its number; raises NothingLinked."""
        integration = self._logins.of_company(company_id)
        package = self._logins.package(integration.package)
        address = integration.service_address or default_address(package)
        return package.invoice_page(address, number)


def _is_deleted_by(run: Run, posting: Posting) -> bool:
    """Whether a posting of the run that was undone got its end in this undo."""
    moment = posting.verified_at
    if not run.undoes or posting.step is not Step.UNDONE or moment is None:
        return False
    return run.started <= moment and (run.ended is None or moment <= run.ended)


def _order_rows(session: BookSession, postings: Sequence[Posting]) -> tuple[OrderRow, ...]:
    wanted = list(dict.fromkeys(each.order_id for each in postings))
    pieces = (wanted[start : start + PIECE] for start in range(0, len(wanted), PIECE))
    return tuple(row for piece in pieces for row in session.orders.rows(piece))


def _row(posting: Posting, order: OrderRow) -> PostingRow:
    invoice = posting.content.invoice
    return PostingRow(
        posting_id=posting.id,
        order_id=posting.order_id,
        channel=order.channel_name,
        order_number=order.order_number,
        kind=posting.kind,
        invoice_number=posting.invoice_number,
        gross=invoice.gross_amount,
        currency=invoice.currency,
        step=posting.step,
        condition=posting.condition,
        reason=posting.reason,
        is_found=posting.is_found,
        verified_at=posting.verified_at,
        order_state=order.state,
    )
