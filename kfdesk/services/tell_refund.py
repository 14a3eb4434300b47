"""Refund…: money given back of which no file tells, or not on which day (DESIGN 5.5).

Nothing is sent from here: the credit note waits for the next export.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kfdesk.domain.answers import Answer, Ruling
from kfdesk.domain.credit_notes import is_alike, known_refunds
from kfdesk.domain.errors import (
    InvoiceNotStanding,
    MendableError,
    NothingLeftToCredit,
    RefundDayNotPossible,
    RefundKnown,
    RefundNotAnAmount,
    RefundPeriodFiled,
    RefundTooMuch,
)
from kfdesk.domain.money import ZERO, to_penny
from kfdesk.domain.orders import Refund
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.credit_case import CreditCase, case_of
from kfdesk.services.credit_plan import CreditPlanner
from kfdesk.services.ports import Book, BookSession, Clock, IsCancelled, Progress

PIECE = 100
"""Refunds told in one writing transaction: each is a row of the audit trail as well."""
ASKED = (Why.REFUND_DATE_NEEDED, Why.CANCELLED_AFTER_EXPORT)


@dataclass(frozen=True)
class RefundOffer:
    """What can be told of an order. `undated` is what a file tells without a day, else nothing.

    `left` is the most that can be told; `known` are the refunds that have a day already.
    """

    order_id: int
    company_id: int
    channel: str
    order_number: str
    invoice_number: int
    currency: str
    left: Decimal
    undated: Decimal
    first: date
    last: date
    filed_to: date | None
    known: tuple[Refund, ...] = ()
    is_cancelled: bool = False

    @property
    def proposed(self) -> Decimal:
        """What is asked for, else all that is left."""
        return self.undated or self.left


@dataclass(frozen=True)
class ToldRefund:
    """What a person tells.

    `is_further`: one more of a sum that is known; `is_late`: in a period whose VAT is filed too.
    """

    amount: Decimal
    day: date
    note: str = ""
    is_further: bool = False
    is_late: bool = False


@dataclass
class DatedRefunds:
    """What became of a day that was told for several orders."""

    told: int = 0
    gross: dict[str, Decimal] = field(default_factory=dict)
    refused: list[tuple[str, MendableError]] = field(default_factory=list)


class TellRefund:
    """Refunds that a person tells."""

    def __init__(self, book: Book, clock: Clock, by: str = "") -> None:
        """`by` is who is signed in to the computer; answers keep it."""
        self._book = book
        self._clock = clock
        self._by = by
        self._credits = CreditPlanner(book)

    def offer(self, order_id: int) -> RefundOffer:
        """What can be told of an order. Raises InvoiceNotStanding or NothingLeftToCredit."""
        with self._book.reading() as session:
            return self._offer(session, order_id)

    def offers(self, ids: Collection[int]) -> tuple[RefundOffer, ...]:
        """The orders among these whose files tell of money given back without a day."""
        found = []
        with self._book.reading() as session:
            for order_id in ids:
                try:
                    offer = self._offer(session, order_id)
                except MendableError:
                    continue
                if offer.undated:
                    found.append(offer)
        return tuple(found)

    def tell(self, order_id: int, told: ToldRefund) -> None:
        """Keep a refund for the next export.

        Raises one of the errors of `domain.errors.refunds`: then nothing is kept.
        """
        offer = self.offer(order_id)
        check_refund(offer, told)
        self._keep([(offer, told)])

    def date_all(
        self, ids: Collection[int], told: ToldRefund, progress: Progress, is_cancelled: IsCancelled
    ) -> DatedRefunds:
        """Give all that the files of these orders leave undated one day; `told.amount` is not looked at.

        What cannot have been given back on that day is left as it is, and said.
        """
        offers, outcome = self.offers(ids), DatedRefunds()
        for start in range(0, len(offers), PIECE):
            if is_cancelled():
                break
            piece = offers[start : start + PIECE]
            self._keep(self._fitting(piece, told, outcome))
            progress(start + len(piece), len(offers))
        return outcome

    def _fitting(
        self, offers: Sequence[RefundOffer], told: ToldRefund, outcome: DatedRefunds
    ) -> list[tuple[RefundOffer, ToldRefund]]:
        fitting = []
        for offer in offers:
            own = ToldRefund(offer.undated, told.day, told.note, is_late=told.is_late)
            try:
                check_refund(offer, own)
            except MendableError as error:
                outcome.refused.append((offer.order_number, error))
                continue
            fitting.append((offer, own))
            outcome.told += 1
            outcome.gross[offer.currency] = outcome.gross.get(offer.currency, ZERO) + own.amount
        return fitting

    def _keep(self, told: Sequence[tuple[RefundOffer, ToldRefund]]) -> None:
        if not told:
            return
        late = {offer.order_id: self._late(offer, each) for offer, each in told if each.is_late}
        with self._book.writing() as session:
            for offer, each in told:
                session.decisions.add_refund(offer.order_id, _refund(offer, each))
            session.decisions.answer({order_id: answer for order_id, answer in late.items() if answer})
        for company_id in {offer.company_id for offer, _ in told}:
            ids = [offer.order_id for offer, _ in told if offer.company_id == company_id]
            self._credits.look_at(company_id, ids)

    def _late(self, offer: RefundOffer, told: ToldRefund) -> Answer | None:
        if not _is_filed(offer, told.day):
            return None
        question = Reason.of(Why.VAT_PERIOD_FILED, date=told.day, filed_to=offer.filed_to)
        return Answer(question, Ruling.EXPORT, self._clock.now(), self._by)

    def _offer(self, session: BookSession, order_id: int) -> RefundOffer:
        stored = session.orders.get(order_id)
        channel = session.channels.get(stored.channel_id)
        case = case_of(session, stored, channel.name)
        if case is None or channel.company_id is None:
            raise InvoiceNotStanding(order_number=stored.order.order_number)
        if not case.left:
            gross = case.original.content.invoice.gross_amount
            raise NothingLeftToCredit(order_number=stored.order.order_number, gross=gross)
        return RefundOffer(
            order_id=order_id,
            company_id=channel.company_id,
            channel=channel.name,
            order_number=stored.order.order_number,
            invoice_number=case.original.invoice_number,
            currency=case.original.content.invoice.currency,
            left=case.left,
            undated=_asked(case),
            first=case.original.content.invoice.invoice_date,
            last=self._clock.today(),
            filed_to=session.companies.get(channel.company_id).vat_filed_to,
            known=tuple(known_refunds(stored.order.refunds, stored.given)),
            is_cancelled=stored.order.is_cancelled,
        )


def _asked(case: CreditCase) -> Decimal:
    return case.refunds.undated if case.asked and case.asked.why in ASKED else ZERO


def check_refund(offer: RefundOffer, told: ToldRefund) -> None:
    """Raises one of the errors of `domain.errors.refunds` for what cannot be told."""
    amount = told.amount
    if amount <= 0 or amount != to_penny(amount):
        raise RefundNotAnAmount(given=str(amount))
    if amount > offer.left:
        raise RefundTooMuch(given=f"{amount:.2f} {offer.currency}", most=f"{offer.left} {offer.currency}")
    if not offer.first <= told.day <= offer.last:
        first, last = offer.first.isoformat(), offer.last.isoformat()
        raise RefundDayNotPossible(date=told.day.isoformat(), first=first, last=last)
    if _is_filed(offer, told.day) and not told.is_late:
        assert offer.filed_to is not None  # noqa: S101 - else it is not filed
        raise RefundPeriodFiled(date=told.day.isoformat(), filed_to=offer.filed_to.isoformat())
    same = _alike(offer, told)
    if same and not told.is_further and not offer.undated:
        day = (same[0].refunded_on or told.day).isoformat()
        raise RefundKnown(given=f"{amount:.2f} {offer.currency}", date=day)


def _is_filed(offer: RefundOffer, day: date) -> bool:
    return offer.filed_to is not None and day <= offer.filed_to


def _alike(offer: RefundOffer, told: ToldRefund) -> list[Refund]:
    """Known refunds that may be the one that is told."""
    wanted = Refund(to_penny(told.amount), told.day)
    return [each for each in offer.known if is_alike(each, wanted)]


def _refund(offer: RefundOffer, told: ToldRefund) -> Refund:
    nth = 1 + len(_alike(offer, told))
    return Refund(to_penny(told.amount), told.day, reference=told.note.strip(), nth=nth)
