"""Reads what KashFlow holds of a period, a month at a time, and keeps the little that is compared.

A list that lacks an invoice would show an order as missing, so it is read with the care of an
export (`reading.InvoiceReader`): a cut list ends the reading with its error, and one that cannot be
told from a cut one is said (`may_be_cut`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from kfdesk.domain.company import Company
from kfdesk.domain.errors import Cancelled, InDoubt, ListIncomplete, NotSent
from kfdesk.domain.invoices import InvoicesRead, PostedInvoice, PostedLine
from kfdesk.domain.money import to_penny
from kfdesk.domain.reconciliation import NOTHING, Document, Figures, Period, Rate
from kfdesk.services.ports import AccountsGateway, Book, Clock, IsCancelled
from kfdesk.services.reading import DAY, ROUND_CUT, InvoiceReader

T = TypeVar("T")

MONTH = timedelta(days=30)
READ_TRIES = 3
PAUSE_S = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """An invoice in KashFlow, as far as it is compared."""

    dbid: int
    number: int
    reference: str
    customer: str
    document: Document
    paid: Decimal


class _CountingSource:
    """The gateway, remembering how long its lists were."""

    def __init__(self, gateway: AccountsGateway) -> None:
        self._gateway = gateway
        self.longest = 0
        self.longest_of_a_day = 0

    def invoice(self, number: int) -> PostedInvoice | None:
        return self._gateway.invoice(number)

    def invoice_by_id(self, dbid: int) -> PostedInvoice | None:
        return self._gateway.invoice_by_id(dbid)

    def invoices_between(self, first: date, last: date) -> InvoicesRead:
        read = self._gateway.invoices_between(first, last)
        self.longest = max(self.longest, len(read.invoices))
        if last - first <= DAY:
            self.longest_of_a_day = max(self.longest_of_a_day, len(read.invoices))
        return read


class QuietReads:
    """Reads for a look that changes nothing: a failure is tried again a few times, then told."""

    def __init__(
        self, book: Book, gateway: AccountsGateway, company: Company, clock: Clock, is_cancelled: IsCancelled
    ) -> None:
        """Read through this gateway until `is_cancelled`."""
        self.book = book
        self.gateway = _CountingSource(gateway)
        self.company = company
        self._clock = clock
        self._is_cancelled = is_cancelled

    def check_cancelled(self) -> None:
        """Raise Cancelled once the person asked to stop."""
        if self._is_cancelled():
            raise Cancelled

    def saw_number(self, number: int) -> None:
        """Numbers mean nothing here."""

    def read(self, call: Callable[[], T]) -> T:
        """Try again after a failure that may pass."""
        for _ in range(READ_TRIES - 1):
            self.check_cancelled()
            try:
                return call()
            except ListIncomplete:
                raise
            except (NotSent, InDoubt):
                self._clock.wait(PAUSE_S, self._is_cancelled)
        self.check_cancelled()
        return call()


class KashflowPeriod:
    """All invoices of a period, one month after another."""

    def __init__(self, reads: QuietReads, period: Period) -> None:
        """Read what is dated in this period."""
        self._reads = reads
        self._reader = InvoiceReader(reads)
        self._period = period
        self.months = tuple(_months(period))

    def month(self, month: Period) -> Iterator[Found]:
        """The invoices dated in one month; raises ListIncomplete, CallFailed or Cancelled."""
        for invoice in self._reader.span(month.first, month.last + DAY):
            if invoice.invoice_date in month:
                yield found_of(invoice)

    def by_id(self, dbid: int) -> Found | None:
        """One invoice, wherever it is dated now."""
        invoice = self._reads.read(lambda: self._reads.gateway.invoice_by_id(dbid))
        return found_of(invoice) if invoice else None

    @property
    def may_be_cut(self) -> int:
        """The round number at which all lists ended, 0 when they did not.

        Longer lists were seen: then the service does not cut there.
        """
        source = self._reads.gateway
        is_round = source.longest > 0 and source.longest % ROUND_CUT == 0
        return source.longest if is_round and source.longest_of_a_day == source.longest else 0


def found_of(invoice: PostedInvoice) -> Found:
    """The little of an invoice that is compared."""
    document = Document(invoice.invoice_date, invoice.currency, _by_rate(invoice))
    return Found(
        invoice.dbid,
        invoice.number,
        invoice.reference,
        invoice.customer_name,
        document,
        to_penny(invoice.amount_paid),
    )


def _by_rate(invoice: PostedInvoice) -> tuple[tuple[Rate, Figures], ...]:
    """By rate where the lines add up to the invoice, else the whole under no rate."""
    whole = Figures(to_penny(invoice.net_amount), to_penny(invoice.vat_amount))
    by_rate = summed_by_rate((line.vat_rate, _figures(line)) for line in invoice.lines)
    if sum((figures for _, figures in by_rate), NOTHING) == whole:
        return by_rate
    return ((None, whole),)


def summed_by_rate(lines: Iterator[tuple[Decimal, Figures]]) -> tuple[tuple[Rate, Figures], ...]:
    """Figures of lines summed by rate; what comes to nothing is left out."""
    sums: dict[Rate, Figures] = {}
    for rate, figures in lines:
        sums[rate] = sums.get(rate, NOTHING) + figures
    return tuple((rate, figures) for rate, figures in sums.items() if figures)


def _figures(line: PostedLine) -> Figures:
    return Figures(to_penny(line.quantity * line.rate), to_penny(line.vat_amount))


def _months(period: Period) -> Iterator[Period]:
    first = period.first
    while first <= period.last:
        last = min(first + MONTH - DAY, period.last)
        yield Period(first, last)
        first = last + DAY
