"""Which invoice in KashFlow is which order's: by InvoiceDBID, then by the stamp, whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kfdesk.domain.postings import PostingKind
from kfdesk.domain.reconciliation import NotOurs
from kfdesk.services.ports import BookSession
from kfdesk.services.read_back import stamp_key
from kfdesk.services.reconcile_cases import BookPeriod, Sent
from kfdesk.services.reconcile_reading import Found


@dataclass
class Pairs:
    """Invoices by what they were found to be."""

    by_posting: dict[int, list[Found]] = field(default_factory=dict)
    by_order: dict[int, list[Found]] = field(default_factory=dict)
    not_in_book: list[tuple[int, Found]] = field(default_factory=list)
    """With the id of the channel whose stamp they bear."""
    not_ours: list[NotOurs] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    """InvoiceDBIDs seen."""

    def add_to_posting(self, sent: Sent, found: Found) -> None:
        """An invoice of a posting; one that is read twice counts once."""
        mine = self.by_posting.setdefault(sent.posting_id, [])
        if all(each.dbid != found.dbid for each in mine):
            mine.append(found)


class Pairing:
    """Pairs one month's invoices after another with the book's side."""

    def __init__(self, company_id: int, book: BookPeriod) -> None:
        """Pair with what the book knows."""
        self.pairs = Pairs()
        self._company_id = company_id
        self._book = book

    def add(self, session: BookSession, invoices: Iterable[Found]) -> None:
        """Pair these."""
        invoices = list(invoices)
        keys = {stamp_key(each.reference) for each in invoices if each.reference.strip()}
        orders = session.orders.by_stamps(self._company_id, keys)
        for order_id in orders.values():
            self._book.take_postings(session.exports.of_order(order_id))
        by_dbid = {each.dbid: each for each in self._book.sent.values() if each.dbid}
        by_stamp = self._by_stamp()
        for found in invoices:
            self.pairs.known.add(found.dbid)
            sent = by_dbid.get(found.dbid) or by_stamp.get(stamp_key(found.reference))
            if sent is not None:
                self.pairs.add_to_posting(sent, found)
            else:
                self._add_unsent(found, orders)

    def _by_stamp(self) -> dict[str, Sent]:
        """The posting that is to have the invoice of a stamp: the living one, else the last."""
        found: dict[str, Sent] = {}
        for sent in sorted(self._book.sent.values(), key=lambda each: (each.is_living, each.posting_id)):
            if sent.was_sent or sent.kind is PostingKind.CREDIT_NOTE:
                found[sent.stamp] = sent
        return found

    def _add_unsent(self, found: Found, orders: Mapping[str, int]) -> None:
        key = stamp_key(found.reference)
        if key in orders:
            self.pairs.by_order.setdefault(orders[key], []).append(found)
            return
        for channel in self._book.channels.values():
            if key.startswith(f"{stamp_key(channel.stamp)} "):
                self.pairs.not_in_book.append((channel.id, found))
                return
        self.pairs.not_ours.append(_not_ours(found))


def _not_ours(found: Found) -> NotOurs:
    document = found.document
    return NotOurs(
        number=found.number,
        day=document.day,
        customer=found.customer,
        reference=found.reference,
        currency=document.currency,
        figures=document.figures,
        paid=found.paid,
    )
