"""Payments of invoices that were sent before the order was paid (DESIGN 5.5)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kfdesk.domain.invoices import PaymentDraft, Posted
from kfdesk.domain.payments import late_payment
from kfdesk.domain.postings import Posting
from kfdesk.domain.reasons import Why
from kfdesk.services.credit_case import standing_invoice
from kfdesk.services.ports import Book, BookSession

PIECE = 500


@dataclass(frozen=True)
class LatePayment:
    """An invoice as it was sent, and the payment that it is to have now."""

    original: Posting
    order_number: str
    payment: PaymentDraft

    @property
    def order_id(self) -> int:
        """The order."""
        return self.original.order_id

    @property
    def posted(self) -> Posted:
        """The invoice's content with its payment."""
        sent = self.original.content
        why = tuple(reason for reason in sent.why if reason.why is not Why.NO_PAYMENT_UNPAID)
        return replace(sent, payment=self.payment, why=why)


class LatePayments:
    """Finds invoices whose order is paid by now."""

    def __init__(self, book: Book) -> None:
        """Read the book."""
        self._book = book

    def due(self, company_id: int, channel_ids: Collection[int] | None = None) -> tuple[LatePayment, ...]:
        """All in the channels whose Export Orders is on, by order."""
        with self._book.reading() as session:
            ids = session.exports.sent_unpaid(company_id)
        return tuple(
            each
            for start in range(0, len(ids), PIECE)
            for each in self._piece(company_id, ids[start : start + PIECE], channel_ids)
        )

    def of_order(self, company_id: int, order_id: int) -> LatePayment | None:
        """The one of an order, where there is one."""
        return next(iter(self._piece(company_id, [order_id], None)), None)

    def _piece(
        self, company_id: int, ids: Sequence[int], channel_ids: Collection[int] | None
    ) -> list[LatePayment]:
        with self._book.reading() as session:
            return list(_found(session, company_id, ids, channel_ids))


def _found(
    session: BookSession, company_id: int, ids: Sequence[int], channel_ids: Collection[int] | None
) -> Iterator[LatePayment]:
    channels = {each.id: each for each in session.channels.of_company(company_id)}
    for stored in session.orders.get_many(ids):
        settings = channels[stored.channel_id].settings
        is_chosen = channel_ids is None or stored.channel_id in channel_ids
        if not (settings.export_orders and is_chosen) or stored.order.is_cancelled or stored.notice:
            continue  # what a person must settle comes first
        original = standing_invoice(session.exports.of_order(stored.id))
        payment = late_payment(stored.order, settings, original.content) if original else None
        if original and payment:
            yield LatePayment(original, stored.order.order_number, payment)
