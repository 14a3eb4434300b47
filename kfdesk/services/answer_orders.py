"""Answering what planning asks about orders: what is asked, what an answer would do, the answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kfdesk import words
from kfdesk.domain.answers import OF_SENT, RULINGS, Answer, Ruling
from kfdesk.domain.orders import OrderState
from kfdesk.domain.plans import Plan
from kfdesk.domain.postings import Condition
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.browse_orders import BrowseOrders
from kfdesk.services.ports import Book, BookSession, Clock, IsCancelled, Progress, StoredOrder

PIECE = 100
"""Orders answered in one writing transaction: each answer is a row of the audit trail as well."""


@dataclass(frozen=True)
class Asked:
    """What is asked about an order, and what may be answered."""

    order_id: int
    question: Reason
    rulings: tuple[Ruling, ...]


class AnswerOrders:
    """The questions of one company's orders."""

    def __init__(self, book: Book, orders: BrowseOrders, clock: Clock, by: str = "") -> None:
        """`by` is who is signed in to the computer; every answer keeps it."""
        self._book = book
        self._orders = orders
        self._clock = clock
        self._by = by

    def asked(self, order_id: int) -> Asked | None:
        """The question that holds an order up; None where there is none that can be answered."""
        with self._book.reading() as session:
            question = self._question(session, session.orders.get(order_id))
        return Asked(order_id, question, rulings_for(question)) if question else None

    def outcome(self, order_id: int, ruling: Ruling) -> Plan | None:
        """What would become of an order with this answer; nothing is kept. None: nothing is asked."""
        with self._book.reading() as session:
            stored = session.orders.get(order_id)
            question = self._question(session, stored)
            if question is None:
                return None
            if ruling is Ruling.LEAVE_OUT:
                decided = replace(stored, left_out=words.question(question.why))
            else:
                decided = replace(stored, answers=(*stored.answers, self._answer(question, ruling)))
            [(_, plan)] = self._orders.plans(session, [decided])
        return plan

    def answer(
        self, ids: Collection[int], why: Why, ruling: Ruling, progress: Progress, is_cancelled: IsCancelled
    ) -> int:
        """Give one answer for several orders; how many took it.

        An order that is not held up by this cause, or whose question does not have this answer,
        stays as it is.
        """
        wanted, taken = list(ids), 0
        for start in range(0, len(wanted), PIECE):
            if is_cancelled():
                break
            piece = wanted[start : start + PIECE]
            taken += self._settle(self._asking(piece, why, ruling), ruling)
            progress(start + len(piece), len(wanted))
        return taken

    def _settle(self, asked: Sequence[tuple[int, Reason]], ruling: Ruling) -> int:
        ids = [order_id for order_id, _ in asked]
        if not ids:
            return 0
        with self._book.writing() as session:
            if ruling is Ruling.LEAVE_OUT:
                session.orders.set_left_out(ids, words.question(asked[0][1].why))
            else:
                session.decisions.answer({order_id: self._answer(why, ruling) for order_id, why in asked})
                for order_id, why in asked:
                    if why.why in OF_SENT:
                        _note_answered(session, order_id, ruling)
        self._orders.plan_again(ids)
        return len(ids)

    def _asking(self, ids: Sequence[int], why: Why, ruling: Ruling) -> list[tuple[int, Reason]]:
        """Those of the orders that ask this and can be answered so, each with its own question."""
        with self._book.reading() as session:
            plans = self._orders.plans(session, session.orders.get_many(ids))
        asked = [(stored.id, question_of(stored, plan)) for stored, plan in plans]
        return [
            (order_id, question)
            for order_id, question in asked
            if question and question.why is why and ruling in rulings_for(question)
        ]

    def _question(self, session: BookSession, stored: StoredOrder) -> Reason | None:
        return next((question_of(*each) for each in self._orders.plans(session, [stored])), None)

    def _answer(self, question: Reason, ruling: Ruling) -> Answer:
        return Answer(question, ruling, self._clock.now(), self._by)


def question_of(stored: StoredOrder, plan: Plan) -> Reason | None:
    """What stops the order as things stand; where planning does not, what a run found about it."""
    state, reason = (stored.state, stored.reason) if plan.posted else (plan.state, plan.reason)
    is_asked = reason is not None and reason.why in RULINGS
    return reason if is_asked and state is OrderState.NEEDS_ATTENTION else None


def rulings_for(question: Reason) -> tuple[Ruling, ...]:
    """What may be answered; an order of which nothing was sent may always be left out."""
    rulings = RULINGS.get(question.why, ())
    return rulings if question.why in OF_SENT else (*rulings, Ruling.LEAVE_OUT)


def _note_answered(session: BookSession, order_id: int, ruling: Ruling) -> None:
    """What was sent of the order says from now on that the next run acts on the answer."""
    told = Reason.of(Why.WILL_ACT, answer=words.ruling(ruling))
    for posting in session.exports.of_order(order_id):
        if posting.condition is Condition.NEEDS_ATTENTION and not posting.is_credit_note:
            session.exports.save(replace(posting, reason=told))
