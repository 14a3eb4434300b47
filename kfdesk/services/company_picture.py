"""What KashFlow already holds, as read at the start of a run, and what looks like our orders."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kfdesk.domain.channels import Channel
from kfdesk.domain.found import amount_key
from kfdesk.domain.invoices import Customer, Posted, PostedInvoice
from kfdesk.domain.look_alikes import bears_name, is_buyer, is_near
from kfdesk.domain.orders import Order
from kfdesk.domain.references import LONG, Mention, keys_of, mentions, own_words
from kfdesk.services.read_back import stamp_key

CustomerOf = Callable[[PostedInvoice], Customer | None]


@dataclass(frozen=True)
class Wanted:
    """An order that an invoice is looked for, with what it would become."""

    order: Order
    channel: Channel
    posted: Posted


class CompanyPicture:
    """Invoices of a company by stamp, and those that bear none of ours."""

    def __init__(self, invoices: Iterable[PostedInvoice], stamps: Container[str]) -> None:
        """`stamps` are the keys of all stamps of the book that occur among the invoices."""
        self._by_stamp: dict[str, list[PostedInvoice]] = {}
        self._by_number: dict[str, list[tuple[Mention, PostedInvoice]]] = {}
        self._by_amount: dict[object, list[PostedInvoice]] = {}
        for invoice in invoices:
            key = stamp_key(invoice.reference)
            if key in stamps:
                self._by_stamp.setdefault(key, []).append(invoice)
            elif invoice.gross_amount >= 0:  # a credit note is no second sale
                self._add_stranger(invoice)

    def by_stamp(self) -> Mapping[str, list[PostedInvoice]]:
        """The invoices that bear a stamp of the book, by its key."""
        return self._by_stamp

    def look_alikes(self, wanted: Wanted, customer_of: CustomerOf) -> tuple[PostedInvoice, ...]:
        """Invoices without our stamp that may be this order, oldest first (DESIGN 5.1, *Adopting*).

        Such a one bears the order's number in some spelling; or it has the order's amount and
        buyer, and a date near the order's.
        """
        found = {each.dbid: each for each in self._with_number(wanted, customer_of)}
        draft = wanted.posted.invoice
        for invoice in self._by_amount.get(amount_key(draft.currency, draft.gross_amount), ()):
            is_near_it = is_near(invoice, wanted.order, wanted.posted)
            if invoice.dbid not in found and is_near_it and _is_to_buyer(invoice, wanted, customer_of):
                found[invoice.dbid] = invoice
        return tuple(found[dbid] for dbid in sorted(found))

    def _with_number(self, wanted: Wanted, customer_of: CustomerOf) -> Iterator[PostedInvoice]:
        words, draft = own_words(wanted.channel), wanted.posted.invoice
        amount = amount_key(draft.currency, draft.gross_amount)
        for key, says_enough in keys_of(wanted.order).items():
            for mention, invoice in self._by_number.get(key, ()):
                if (
                    (says_enough and mention.is_plain(words))
                    or amount_key(invoice.currency, invoice.gross_amount) == amount
                    or _is_to_buyer(invoice, wanted, customer_of)
                ):
                    yield invoice

    def _add_stranger(self, invoice: PostedInvoice) -> None:
        for mention in mentions(invoice.reference):
            self._by_number.setdefault(mention.key, []).append((mention, invoice))
        for line in invoice.lines:
            for mention in mentions(line.description):
                if len(mention.key) >= LONG and any(sign.isdigit() for sign in mention.key):
                    self._by_number.setdefault(mention.key, []).append((mention, invoice))
        self._by_amount.setdefault(amount_key(invoice.currency, invoice.gross_amount), []).append(invoice)


def _is_to_buyer(invoice: PostedInvoice, wanted: Wanted, customer_of: CustomerOf) -> bool:
    if bears_name(invoice.customer_name, wanted.order, wanted.posted):
        return True
    customer = customer_of(invoice)
    return customer is not None and is_buyer(customer, wanted.order, wanted.posted)
