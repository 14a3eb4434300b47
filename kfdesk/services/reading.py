"""Reading invoices back from the company, and knowing when a list is whole.

A list that hides an invoice would let an order be sent twice, so every span that is read is
held against what the book knows to be in it (DESIGN 5.1, *In doubt* and *Start of a run*).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar

from kfdesk.domain.company import Company
from kfdesk.domain.errors import ListIncomplete
from kfdesk.domain.invoices import InvoicesRead, PostedInvoice
from kfdesk.domain.postings import Posting, Step
from kfdesk.services.ports import Book

T = TypeVar("T")

DAY = timedelta(days=1)
PIECE = timedelta(days=30)
FEW = 3
ROUND_CUT = 100
"""KashFlow once cut a list to its last 100 (API.md 10, D9): such a count is read again in halves."""


class InvoiceSource(Protocol):
    """The calls of a gateway that reading invoices takes."""

    def invoice(self, number: int) -> PostedInvoice | None: ...

    def invoice_by_id(self, dbid: int) -> PostedInvoice | None: ...

    def invoices_between(self, first: date, last: date) -> InvoicesRead: ...


class Reads(Protocol):
    """What invoices are read for: an export, or a look that changes nothing."""

    @property
    def book(self) -> Book: ...

    @property
    def gateway(self) -> InvoiceSource: ...

    @property
    def company(self) -> Company: ...

    def read(self, call: Callable[[], T]) -> T:
        """A call that only reads, tried again where that may help."""

    def check_cancelled(self) -> None:
        """Raise Cancelled once the person asked to stop."""

    def saw_number(self, number: int) -> None:
        """An invoice of this number is there."""


class InvoiceReader:
    """Reads invoices of one company during one export, or one look."""

    def __init__(self, live: Reads) -> None:
        """Read through the gateway of this run."""
        self._live = live
        self.gone: dict[int, Posting] = {}

    def span(self, first: date, last: date) -> tuple[PostedInvoice, ...]:
        """All invoices dated in the span, each once. Raises ListIncomplete or CallFailed.

        Pieces overlap by a day, since KashFlow does not say whether it counts the last day in.
        """
        found: dict[int, PostedInvoice] = {}
        for start, end in _pieces(first, last):
            self._live.check_cancelled()
            for invoice in self._piece(start, end):
                found[invoice.dbid] = invoice
                self._live.saw_number(invoice.number)
        return tuple(found.values())

    def around(self, day: date) -> tuple[PostedInvoice, ...]:
        """The span in which an invoice sent with this date is looked for."""
        return self.span(day - DAY, day + 2 * DAY)

    def for_postings(self, postings: Sequence[Posting]) -> dict[int, PostedInvoice]:
        """The invoices under the postings' numbers, by posting id, in as few calls as can be."""
        by_number = {} if len(postings) <= FEW else self._listed(postings)
        found = {}
        for posting in postings:
            invoice = by_number.get(posting.invoice_number) or self._one(posting.invoice_number)
            if invoice is not None:
                found[posting.id] = invoice
        return found

    def above(self, number: int) -> Iterator[PostedInvoice]:
        """Invoices numbered above `number`, until three numbers in a row are absent."""
        absent = 0
        while absent < FEW:
            number += 1
            invoice = self._one(number)
            absent = 0 if invoice else absent + 1
            if invoice:
                yield invoice

    def _one(self, number: int) -> PostedInvoice | None:
        return self._live.read(lambda: self._live.gateway.invoice(number))

    def _listed(self, postings: Iterable[Posting]) -> dict[int, PostedInvoice]:
        days = [posting.content.invoice.invoice_date for posting in postings]
        listed: dict[int, PostedInvoice] = {}
        for start, end in _pieces(min(days), max(days) + DAY):
            read = self._between(start, end)
            listed.update((invoice.number, invoice) for invoice in read.invoices)
        return listed

    def _piece(self, first: date, last: date) -> tuple[PostedInvoice, ...]:
        read = self._between(first, last)
        count = len(read.invoices)
        if count and count % ROUND_CUT == 0 and last - first > DAY:
            middle = first + (last - first) // 2
            return (*self._piece(first, middle), *self._piece(middle, last))
        if read.detail:
            raise ListIncomplete(operation="GetInvoicesByDateRange", detail=read.detail)
        self._check_known(first, last, {invoice.dbid for invoice in read.invoices})
        return read.invoices

    def _between(self, first: date, last: date) -> InvoicesRead:
        return self._live.read(lambda: self._live.gateway.invoices_between(first, last))

    def _check_known(self, first: date, last: date, listed: set[int]) -> None:
        """Every invoice the book knows in the span must be in the list, or truly gone."""
        with self._live.book.reading() as session:
            known = session.exports.invoices_in(self._live.company.id, first, last)
        for posting in known:
            dbid = posting.invoice_dbid
            if not dbid or dbid in listed or posting.id in self.gone or _is_over(posting):
                continue
            invoice = self._live.read(lambda wanted=dbid: self._live.gateway.invoice_by_id(wanted))  # type: ignore[misc]
            if invoice is None:
                self.gone[posting.id] = posting
            elif first <= invoice.invoice_date < last:
                raise ListIncomplete(
                    operation="GetInvoicesByDateRange", detail=f"invoice {invoice.number} is not in it"
                )


def _is_over(posting: Posting) -> bool:
    return posting.step in (Step.GONE, Step.UNDONE)


def _pieces(first: date, last: date) -> Iterator[tuple[date, date]]:
    start = first
    while True:
        end = min(start + PIECE, last)
        yield start, end
        if end >= last:
            return
        start = end
