"""Puts what the book knows and what KashFlow holds together, an invoice a case."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from kfdesk.domain.invoices import PostedPayment
from kfdesk.domain.money import to_penny
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import PostingKind, Step
from kfdesk.domain.reconciliation import Case, Document, Held
from kfdesk.services.payment_look import bears
from kfdesk.services.ports import StoredOrder
from kfdesk.services.read_back import same_amount, stamp_key
from kfdesk.services.reconcile_cases import BookPeriod, Sale, Sent
from kfdesk.services.reconcile_pairs import Pairs
from kfdesk.services.reconcile_reading import Found


class CaseBuilder:
    """Makes the cases of a period."""

    def __init__(
        self,
        book: BookPeriod,
        pairs: Pairs,
        payments: Mapping[int, tuple[PostedPayment, ...]],
        accounts: Mapping[int, str],
    ) -> None:
        """Payments are by invoice number, names of bank accounts by id."""
        self._book = book
        self._pairs = pairs
        self._payments = payments
        self._accounts = accounts

    @property
    def order_ids(self) -> set[int]:
        """Orders that have a part in the period."""
        ids = self._book.wanted | self._pairs.by_order.keys()
        ids |= {self._book.sent[each].order_id for each in self._pairs.by_posting}
        return ids | {sent.order_id for sent in self._book.sent.values()}

    def cases(self, stored: Iterable[StoredOrder]) -> Iterator[Case]:
        """All cases: those of orders, and the invoices with a stamp that the book does not know."""
        for each in stored:
            yield from self._of_order(self._book.sale(each), is_cancelled=each.order.is_cancelled)
        for channel_id, found in self._pairs.not_in_book:
            channel = self._book.channels[channel_id]
            number = found.reference.strip()[len(channel.stamp.strip()) :].strip()
            yield Case(channel.name, number, held=(_held(found),))

    # -- one order

    def _of_order(self, sale: Sale, *, is_cancelled: bool) -> Iterator[Case]:
        postings = self._book.of_order(sale.order_id)
        own = _own(postings)
        if own is None:
            yield self._unsent(sale)
        else:
            yield self._sent(sale, own, is_cancelled=is_cancelled)
        for other in postings:
            if other is not own and (other.step is Step.CREDITED or other.kind is PostingKind.CREDIT_NOTE):
                yield self._beside(sale, other)

    def _unsent(self, sale: Sale) -> Case:
        found = self._pairs.by_order.get(sale.order_id, ())
        return Case(
            channel=self._channel(sale.channel_id),
            order_number=sale.order_number,
            order_id=sale.order_id,
            state=sale.state,
            reason=sale.reason,
            ordered=sale.ordered,
            held=tuple(_held(each) for each in found),
            marketplace_tax=sale.marketplace_tax,
        )

    def _sent(self, sale: Sale, sent: Sent, *, is_cancelled: bool) -> Case:
        case = self._beside(sale, sent)
        held = case.held + tuple(_held(each) for each in self._pairs.by_order.get(sale.order_id, ()))
        return Case(
            channel=case.channel,
            order_number=case.order_number,
            order_id=case.order_id,
            state=sale.state,
            reason=sent.reason or sale.reason,
            ordered=_ordered(sale, sent, is_cancelled=is_cancelled),
            sent=sent.document,
            held=held,
            payment=sent.payment,
            set_off=case.set_off,
            marketplace_tax=sale.marketplace_tax,
            invoice_number=sent.number,
        )

    def _beside(self, sale: Sale, sent: Sent) -> Case:
        """A credit note, or an invoice that was credited: as sent, so was it meant."""
        return Case(
            channel=self._channel(sale.channel_id),
            order_number=sale.order_number,
            order_id=sale.order_id,
            ordered=sent.document if sent.was_sent else None,
            sent=sent.document if sent.was_sent else None,
            held=tuple(self._held(sent, each) for each in self._pairs.by_posting.get(sent.posting_id, ())),
            payment=sent.payment,
            set_off=self._book.set_off(sent),
            invoice_number=sent.number,
        )

    def _channel(self, channel_id: int) -> str:
        return self._book.channels[channel_id].name

    # -- what KashFlow holds

    def _held(self, sent: Sent, found: Found) -> Held:
        document = found.document
        # What was taken over on a person's word bears another reference than the order's stamp.
        is_same = stamp_key(found.reference) == stamp_key(sent.draft.stamp)
        return Held(
            number=found.number,
            document=document,
            paid=found.paid,
            paid_elsewhere=self._elsewhere(sent, found),
            is_at_rate=_is_at_rate(sent, document),
            reference=None if is_same else found.reference,
        )

    def _elsewhere(self, sent: Sent, found: Found) -> str:
        """Where the money went when our payment is not there, or not as it was sent."""
        if not sent.payment_id or found.number not in self._payments:
            return ""
        payments = self._payments[found.number]
        as_sent = (sent.method_id, sent.account_id)
        ours = [each for each in payments if each.id == sent.payment_id or bears(each, sent.stamp)]
        if any((each.method_id, each.account_id) == as_sent for each in ours):
            return ""
        names = {self._accounts.get(each.account_id, str(each.account_id)) for each in payments}
        return ", ".join(sorted(names))


def _own(postings: list[Sent]) -> Sent | None:
    """The order's invoice as things stand: the living one, else the one that is gone."""
    living = [each for each in postings if each.is_living and each.was_sent]
    gone = [each for each in postings if each.step is Step.GONE and each.kind is PostingKind.INVOICE]
    return next(iter([*reversed(living), *reversed(gone)]), None)


def _ordered(sale: Sale, sent: Sent, *, is_cancelled: bool) -> Document:
    """As sent, unless the order comes to something else now; dated as its invoice was."""
    day = sent.document.day
    if is_cancelled:
        return Document(day, sale.ordered.currency, ())
    gross: Decimal = to_penny(sent.document.figures.gross)
    is_same = (sale.ordered.currency, sale.gross) == (sent.document.currency, gross)
    if sale.state is not OrderState.CHANGED and (is_same or sale.ordered.figures.gross == gross):
        return sent.document
    return Document(day, sale.ordered.currency, sale.ordered.by_rate)


def _held(found: Found) -> Held:
    return Held(found.number, found.document, found.paid)


def _is_at_rate(sent: Sent, there: Document) -> bool:
    """Foreign figures that KashFlow shows at its own rate."""
    ours, theirs = sent.document.figures.gross, there.figures.gross
    return ours != theirs and sent.draft.currency == there.currency and same_amount(ours, theirs, sent.draft)
