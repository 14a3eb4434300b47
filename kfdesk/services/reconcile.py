"""Reconciliation of a period: orders, invoices and payments, every difference with its cause.

Nothing is written, neither to the book nor to KashFlow. Memory holds a small record for each
order and invoice of the period; invoices are read a month at a time.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kfdesk.domain.company import Company
from kfdesk.domain.invoices import PostedPayment
from kfdesk.domain.plans import PlanFacts
from kfdesk.domain.reconciliation import Period, Reconciliation
from kfdesk.domain.reconciling import reconcile
from kfdesk.services.logins import Logins
from kfdesk.services.ports import AccountsGateway, Book, Clock, IsCancelled, Progress, ReportFiles
from kfdesk.services.reconcile_build import CaseBuilder
from kfdesk.services.reconcile_cases import BookPeriod, read_book, stored_orders
from kfdesk.services.reconcile_pairs import Pairing, Pairs
from kfdesk.services.reconcile_reading import KashflowPeriod, QuietReads
from kfdesk.services.same_company import check_company

CONNECTIONS = 4


class Reconciler:
    """Holds a company's orders against what KashFlow has."""

    def __init__(self, book: Book, logins: Logins, clock: Clock, files: ReportFiles) -> None:
        """Read the book and, through a login, KashFlow; write reports with `files`."""
        self._book = book
        self._logins = logins
        self._clock = clock
        self._files = files

    def run(
        self, company_id: int, period: Period, progress: Progress, is_cancelled: IsCancelled
    ) -> Reconciliation:
        """Reconcile a period. Raises Cancelled, CallFailed (ListIncomplete among them), AnotherCompany."""
        with self._book.reading() as session:
            company = session.companies.get(company_id)
        with self._gateway(company_id) as gateway:
            check_company(gateway, company)
            reads = QuietReads(self._book, gateway, company, self._clock, is_cancelled)
            look = _Look(self._book, gateway, reads, company, period, progress)
            return look.run()

    def save_workbook(self, found: Reconciliation, path: Path) -> None:
        """Write an XLSX file; raises ReportNotWritten."""
        self._files.write_workbook(path, found, self._clock.now())

    def save_document(self, found: Reconciliation, path: Path) -> None:
        """Write a PDF file; raises ReportNotWritten."""
        self._files.write_document(path, found, self._clock.now())

    @contextmanager
    def _gateway(self, company_id: int) -> Iterator[AccountsGateway]:
        gateway = self._logins.gateway(self._logins.of_company(company_id))
        try:
            yield gateway
        finally:
            gateway.close()


@dataclass
class _Look:
    """One reconciliation under way."""

    book: Book
    gateway: AccountsGateway
    reads: QuietReads
    company: Company
    period: Period
    progress: Progress

    def run(self) -> Reconciliation:
        """The book, then KashFlow, then the payments; then all is summed."""
        there = KashflowPeriod(self.reads, self.period)
        ours = self._read_book(there)
        pairs = self._pair(there, ours)
        payments = self._read_payments(ours, pairs, len(there.months))
        with self.book.reading() as session:
            names = {each.id: each.name for each in session.companies.look_ups(self.company.id).bank_accounts}
            builder = CaseBuilder(ours, pairs, payments, names)
            cases = list(builder.cases(stored_orders(session, builder.order_ids)))
        found = reconcile(self.company.name, self.period, cases, pairs.not_ours)
        return replace(found, undated=ours.undated, may_be_cut=there.may_be_cut)

    def _read_book(self, there: KashflowPeriod) -> BookPeriod:
        self.progress(0, 0)
        with self.book.reading() as session:
            company_id, companies = self.company.id, session.companies
            facts = PlanFacts(companies.get(company_id).details, companies.look_ups(company_id))
            channels = {each.id: each for each in session.channels.of_company(company_id)}
            ours = BookPeriod(self.period, channels, facts)
            read_book(session, company_id, ours, there.months, self.reads.check_cancelled)
        return ours

    def _pair(self, there: KashflowPeriod, ours: BookPeriod) -> Pairs:
        pairing = Pairing(self.company.id, ours)
        for done, month in enumerate(there.months):
            self.progress(done, len(there.months))
            found = list(there.month(month))
            with self.book.reading() as session:
                pairing.add(session, found)
        self._follow(there, ours, pairing.pairs)
        self._read_credit_notes(ours, pairing.pairs)
        return pairing.pairs

    def _follow(self, there: KashflowPeriod, ours: BookPeriod, pairs: Pairs) -> None:
        """Invoices that are not where they were sent to: on another date now, or gone."""
        for sent in ours.sent.values():
            if sent.document.day in self.period and sent.dbid and sent.dbid not in pairs.known:
                self.reads.check_cancelled()
                found = there.by_id(sent.dbid)
                if found is not None:
                    pairs.add_to_posting(sent, found)

    def _read_credit_notes(self, ours: BookPeriod, pairs: Pairs) -> None:
        """Where more is settled than was paid, a credit note of another month may be why."""
        odd = {
            ours.sent[posting_id].order_id
            for posting_id, invoices in pairs.by_posting.items()
            if any(found.paid != ours.sent[posting_id].payment for found in invoices)
        }
        with self.book.reading() as session:
            for order_id in sorted(odd):
                ours.take_postings(session.exports.of_order(order_id))

    def _read_payments(
        self, ours: BookPeriod, pairs: Pairs, steps: int
    ) -> dict[int, tuple[PostedPayment, ...]]:
        """The payments of invoices that kfdesk paid, by invoice number."""
        wanted = sorted(
            {
                found.number
                for posting_id, invoices in pairs.by_posting.items()
                for found in invoices
                if ours.sent[posting_id].payment_id and found.paid and found.document.day in self.period
            }
        )
        read: dict[int, tuple[PostedPayment, ...]] = {}
        with ThreadPoolExecutor(CONNECTIONS, "reconcile") as pool:
            for number, payments in zip(wanted, pool.map(self._payments, wanted), strict=True):
                read[number] = payments
                self.progress(steps + len(read), steps + len(wanted))
        return read

    def _payments(self, number: int) -> tuple[PostedPayment, ...]:
        return self.reads.read(lambda: self.gateway.payments(number))
