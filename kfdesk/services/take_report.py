"""What a report tells of orders, put to those that the book has: refunds, and whose the tax was.

The report is read to its end before anything is written, since only its end shows that it is
whole. Orders that the book does not have are said and never made. Every refund is kept as it was
told, under its reference; which of them count is for `domain.refunds` to say, so that a report
may come twice, and reports may overlap.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from msgspec.structs import replace

from kfdesk.domain.channels import Channel
from kfdesk.domain.errors import Cancelled
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Order, Refund
from kfdesk.domain.postings import DEAD, Posting
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.refunds import told_once
from kfdesk.domain.reported import despatched_on, shipped_from_abroad, tax_collected, with_report
from kfdesk.domain.rules import ChannelRules
from kfdesk.services.ports import (
    Book,
    BookSession,
    FileProblem,
    ImportCounts,
    ReportFile,
    StoredOrder,
    Told,
)
from kfdesk.services.take_file import PIECE, Watch

T = TypeVar("T")

WRITTEN_AT_ONCE = 100
"""Refunds in one transaction, each with its row in the audit trail."""
LOOK_EVERY = 1000


@dataclass(frozen=True)
class ReportTally:
    """What a report held: refunds of known orders, how many of them are new, and orders not in the book.

    `proven` are orders of which it newly told whose the tax was, or when or from where they left.
    """

    refunds: int = 0
    orders: int = 0
    new: int = 0
    missing: int = 0
    proven: int = 0


@dataclass
class _Known:
    """An order of the book with what the report says of it."""

    stored: StoredOrder
    order: Order
    refunds: list[Refund] = field(default_factory=list)
    notice: Reason | None = None
    is_told: bool = False

    @property
    def unheard(self) -> list[Refund]:
        """Refunds that this kind of report has not told before."""
        heard = {refund.reference for refund in self.stored.told}
        return [refund for refund in self.refunds if refund.reference not in heard]

    @property
    def given(self) -> tuple[Refund, ...]:
        """What counts as given back now."""
        return told_once((*self.stored.told, *self.unheard))

    @property
    def new(self) -> int:
        """How many refunds count that did not before."""
        return max(len(self.given) - len(self.stored.given), 0)

    @property
    def is_changed(self) -> bool:
        """Whether anything is known now that was not."""
        return self.order != self.stored.order or self.given != self.stored.given


class ReportTaking:
    """One report put to one channel; `told` are the orders of which it says more than that they were sold.

    What it says of them may be in the book from a try that was killed before they were planned.
    """

    def __init__(self, book: Book, file: ReportFile, channel: Channel, rules: ChannelRules) -> None:
        """By the rules that the channel's orders are planned by."""
        self.told: set[int] = set()
        self.tally = ReportTally()
        self._book = book
        self._file = file
        self._channel = channel
        self._rules = rules
        self._problems: list[FileProblem] = []

    def all(self, watch: Watch) -> tuple[ImportCounts, tuple[FileProblem, ...]]:
        """Read, match, write. Raises Cancelled until writing begins, or an error under FileRefused."""
        by_order = self._read(watch)
        known: list[_Known] = []
        for piece in _pieces(list(by_order), PIECE):
            known += self._match(piece, by_order)
            if watch.is_cancelled():
                raise Cancelled
        self.told = {one.stored.id for one in known if one.is_told}
        refunded = [one for one in known if one.refunds]
        self.tally = ReportTally(
            refunds=sum(len(one.refunds) for one in refunded),
            orders=len(refunded),
            new=sum(one.new for one in refunded),
            missing=len(by_order) - len(known),
            proven=sum(one.order != one.stored.order for one in known),
        )
        changed = sum(one.is_changed for one in known)
        counts = ImportCounts(len(known), 0, changed, len(known) - changed)
        self._write(known, counts)
        return counts, tuple(sorted(self._problems, key=lambda problem: problem.row))

    def _read(self, watch: Watch) -> dict[str, list[Told]]:
        by_order: dict[str, list[Told]] = {}
        for place, item in enumerate(self._file.items(watch.tell)):
            if isinstance(item, FileProblem):
                self._problems.append(item)
            else:
                by_order.setdefault(item.order_number, []).append(item)
            if not place % LOOK_EVERY and watch.is_cancelled():
                raise Cancelled
        return by_order

    def _match(self, numbers: Sequence[str], by_order: Mapping[str, list[Told]]) -> Iterator[_Known]:
        with self._book.reading() as session:
            stored = session.orders.known(self._channel.id, numbers)
            self._say_missing(session, [number for number in numbers if number not in stored], by_order)
            for number in numbers:
                if number in stored:
                    yield self._known(session, stored[number], by_order[number])

    def _say_missing(
        self, session: BookSession, numbers: Sequence[str], by_order: Mapping[str, list[Told]]
    ) -> None:
        channel = self._channel
        elsewhere = session.orders.numbers_elsewhere(channel.company_id, channel.id, numbers)
        for number in numbers:
            row = by_order[number][0].row
            if number in elsewhere:
                facts = {"order_number": number, "channel": elsewhere[number][0]}
                self._problem(row, Why.ORDER_OF_OTHER_CHANNEL, **facts)
            else:
                self._problem(row, Why.ORDER_NOT_IN_BOOK, order_number=number)

    def _known(self, session: BookSession, stored: StoredOrder, told: Sequence[Told]) -> _Known:
        known = _Known(stored, stored.order)
        for one in told:
            if self._is_elsewhere(stored.order, one):
                continue
            known.is_told |= bool(one.refund or one.reported)
            if one.refund:
                known.refunds.append(one.refund)
            if one.reported:
                known.order = _with(known.order, one)
        if known.new:
            self._say_over(known, told)
        if known.order.reported != stored.order.reported:
            known.notice = _denied(known, session.exports.of_order(stored.id), self._rules)
        return known

    def _is_elsewhere(self, order: Order, told: Told) -> bool:
        """Whether the report has amounts of the order in another currency than the book."""
        has_amounts = told.refund or (told.reported and told.reported.collected)
        if not has_amounts or not told.currency or not order.currency or told.currency == order.currency:
            return False
        number, currency = order.order_number, order.currency
        facts = {"order_number": number, "found": told.currency, "currency": currency}
        self._problem(told.row, Why.REFUND_OTHER_CURRENCY, **facts)
        return True

    def _say_over(self, known: _Known, told: Sequence[Told]) -> None:
        gross = known.stored.gross
        over = sum((refund.gross for refund in known.given), ZERO) - gross
        if gross and over > 0:
            row = next(one.row for one in told if one.refund)
            facts = {"order_number": known.order.order_number, "over": over, "gross": gross}
            self._problem(row, Why.REFUND_OVER_INVOICE, **facts)

    def _problem(self, row: int, why: Why, **facts: object) -> None:
        self._problems.append(FileProblem(row, Reason.of(why, **facts)))

    # ------------------------------------------------------------ writing

    def _write(self, known: Sequence[_Known], counts: ImportCounts) -> None:
        """Refunds stand by themselves; what else is told of orders counts with the whole file.

        The book is right whenever it is cut off: what was written is found, and the rest is written,
        when the report is read again. Notices come before the end, for they follow from what is new.
        """
        file = self._file
        with self._book.writing() as session:
            file_id = session.orders.begin_file(self._channel.id, str(file.path), file.sha256, file.format)
        try:
            refined = {one.stored.id: one.order for one in known if one.order != one.stored.order}
            for piece in _pieces(list(refined), PIECE):
                with self._book.writing() as session:
                    session.orders.refine(file_id, {key: refined[key] for key in piece})
            unheard = [(one.stored.id, refund) for one in known for refund in one.unheard]
            for told in _pieces(unheard, WRITTEN_AT_ONCE):
                with self._book.writing() as session:
                    for order_id, refund in told:
                        session.decisions.add_refund(order_id, refund)
            self._notice(known)
            with self._book.writing() as session:
                session.orders.complete_file(file_id, counts)
        except BaseException:
            with self._book.writing() as session:
                session.orders.drop_file(file_id)
            raise

    def _notice(self, known: Sequence[_Known]) -> None:
        """Bring orders to the person's attention whose invoice was sent with VAT that is not theirs."""
        notices = [(one.stored.id, one.notice) for one in known if one.notice and not one.stored.notice]
        for piece in _pieces(notices, WRITTEN_AT_ONCE):
            with self._book.writing() as session:
                for order_id, notice in piece:
                    session.exports.set_notice(order_id, notice)


def _with(order: Order, told: Told) -> Order:
    """The order with what a report says besides refunds."""
    assert told.reported is not None  # noqa: S101 - callers pass those alone
    reported = with_report(order.reported, told.reported)
    return replace(order, reported=reported, despatched=order.despatched or despatched_on(reported))


def _denied(known: _Known, postings: Sequence[Posting], rules: ChannelRules) -> Reason | None:
    """What the report newly says against an invoice that stands with VAT of the seller's.

    A rate that the channel was given holds wherever the goods were, as in planning.
    """
    before, now = known.stored.order.reported, known.order.reported
    sent = [each for each in postings if not each.is_credit_note and each.step not in DEAD]
    if not any(line.vat_amount for each in sent for line in each.content.invoice.lines):
        return None
    told = tax_collected(now)
    if told and not tax_collected(before) and not known.order.marketplace_tax:
        return Reason.of(Why.SENT_WITH_MARKETPLACE_VAT, report=told.report, tax=told.collected or ZERO)
    country = shipped_from_abroad(now)
    if country and not shipped_from_abroad(before) and rules.vat.fixed is None:
        return Reason.of(Why.SENT_WITH_VAT_FROM_ABROAD, country=country)
    return None


def _pieces(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
