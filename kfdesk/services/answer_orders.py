"""Answering what planning asks about orders: what is asked, what an answer would do, the answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kfdesk import words
from kfdesk.domain.answers import OF_SENT, RULINGS, Answer, Ruling
from kfdesk.domain.channels import Channel, VatChoice, VatUnknown
from kfdesk.domain.orders import OrderState
from kfdesk.domain.plans import Plan
from kfdesk.domain.postings import Condition
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.browse_orders import BrowseOrders, is_answerable
from kfdesk.services.channel_settings import SettingValue
from kfdesk.services.edit_settings import Change, EditSettings
from kfdesk.services.ports import (
    AttentionGroup,
    Book,
    BookSession,
    Clock,
    IsCancelled,
    Progress,
    StoredOrder,
)

PIECE = 100
"""Orders answered in one writing transaction: each answer is a row of the audit trail as well."""

SETTINGS: Mapping[tuple[Why, Ruling], tuple[str, SettingValue]] = {
    (Why.VAT_UNKNOWN, Ruling.STANDARD): ("vat_unknown", VatUnknown.STANDARD),
    (Why.VAT_UNKNOWN, Ruling.REDUCED): ("vat_unknown", VatUnknown.REDUCED),
    (Why.VAT_UNKNOWN, Ruling.ZERO): ("vat_unknown", VatUnknown.ZERO),
    (Why.MARKETPLACE_TAX_AT_HOME, Ruling.MARKETPLACE): ("vat", VatChoice.ZERO),
    (Why.SHIPPED_FROM_ABROAD, Ruling.OUTSIDE_UK_VAT): ("vat", VatChoice.NONE),
    (Why.CURRENCY_OFF, Ruling.FOREIGN_CURRENCY): ("foreign_currency", True),
}
"""Answers that a setting of the channel gives to all its orders, and the value it then has."""


@dataclass(frozen=True)
class Option:
    """One answer. `setting` is the channel's setting that, at `value`, gives it to all orders, or empty."""

    ruling: Ruling
    is_for_orders: bool = True
    setting: str = ""
    value: SettingValue = None


@dataclass(frozen=True)
class Asked:
    """What is asked about an order, and what may be answered.

    `given` is the answer that the order has already, None while it stops; `group` are all orders
    of the channel that are held up by the same cause, this one among them.
    """

    order_id: int
    order_number: str
    channel: Channel
    question: Reason
    options: tuple[Option, ...]
    given: Answer | None = None
    group: tuple[int, ...] = ()


class AnswerOrders:
    """The questions of one company's orders."""

    def __init__(
        self, book: Book, orders: BrowseOrders, settings: EditSettings, clock: Clock, by: str = ""
    ) -> None:
        """`by` is who is signed in to the computer; every answer keeps it."""
        self._book = book
        self._orders = orders
        self._settings = settings
        self._clock = clock
        self._by = by

    def asked(self, order_id: int) -> Asked | None:
        """The question that holds an order up, or the last one that was answered; None: there is none."""
        with self._book.reading() as session:
            stored = session.orders.get(order_id)
            channel = session.channels.get(stored.channel_id)
            question, given = self._question(session, stored)
        if question is None:
            return None
        number, options = stored.order.order_number, options_for(question)
        if question == stored.notice:  # its invoice stands
            options = tuple(each for each in options if each.ruling is not Ruling.LEAVE_OUT)
        alone = (order_id,)
        if given or channel.company_id is None:
            return Asked(order_id, number, channel, question, options, given, alone)
        same = AttentionGroup(channel.id, channel.name, question, 0)
        group = self._orders.ids_of(channel.company_id, same)
        return Asked(order_id, number, channel, question, options, group=tuple(group) or alone)

    def asked_of(self, company_id: int, group: AttentionGroup, chosen: int | None = None) -> Asked | None:
        """The question of a group, put for the order chosen where it is one of them, else the first."""
        ids = self._orders.ids_of(company_id, group)
        if not ids:
            return None
        return self.asked(chosen if chosen in ids else ids[0])

    def outcome(self, order_id: int, option: Option) -> Plan | None:
        """What would become of an order with this answer; nothing is kept. None: nothing is asked."""
        with self._book.reading() as session:
            stored = session.orders.get(order_id)
            question, _ = self._question(session, stored)
            if question is None:
                return None
            if not option.is_for_orders:
                channel = session.channels.get(stored.channel_id)
                return self._orders.plan_in(session, stored, _set(channel, question.why, option.ruling))
            return self._first(session, self._decided(stored, question, option.ruling))

    def answer(
        self, ids: Collection[int], why: Why, ruling: Ruling, progress: Progress, is_cancelled: IsCancelled
    ) -> int:
        """Give one answer for several orders; how many took it.

        An order that is not held up by this cause, nor was until it was answered before, stays as
        it is; so does one whose question does not have this answer.
        """
        wanted, taken = list(ids), 0
        for start in range(0, len(wanted), PIECE):
            if is_cancelled():
                break
            piece = wanted[start : start + PIECE]
            taken += self._settle(self._asking(piece, why, ruling), ruling)
            progress(start + len(piece), len(wanted))
        return taken

    def answer_for_channel(self, channel_id: int, why: Why, ruling: Ruling) -> Change:
        """Let a setting of the channel give the answer, to these orders and all to come.

        Raises KeyError where no setting says it. The orders are still to be planned anew.
        """
        setting, value = SETTINGS[why, ruling]
        return self._settings.change([channel_id], setting, value)

    def take_back(self, ids: Sequence[int]) -> None:
        """Forget what was answered about unsent orders, at most 500: they ask again."""
        with self._book.writing() as session:
            session.decisions.take_back_answers(ids)
        self._orders.plan_again(ids)

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
                    _forget_notice(session, order_id, why)
                    if why.why in OF_SENT:
                        _note_answered(session, order_id, ruling)
        self._orders.plan_again(ids)
        return len(ids)

    def _asking(self, ids: Sequence[int], why: Why, ruling: Ruling) -> list[tuple[int, Reason]]:
        """Those of the orders that ask this and can be answered so, each with its own question."""
        with self._book.reading() as session:
            stored = session.orders.get_many(ids)
            asked = [(each.id, self._question(session, each)[0]) for each in stored]
        return [
            (order_id, question)
            for order_id, question in asked
            if question and question.why is why and ruling in rulings_for(question)
        ]

    def _question(self, session: BookSession, stored: StoredOrder) -> tuple[Reason | None, Answer | None]:
        """What stops the order as things stand, else the last question that an answer settled."""
        plan = self._first(session, stored)
        question = question_of(stored, plan) if plan else None
        if question or plan is None or plan.posted is None:
            return question, None
        for answer in reversed(stored.answers):
            others = tuple(one for one in stored.answers if one.question != answer.question)
            without = self._first(session, replace(stored, answers=others))
            if without and without.reason == answer.question:
                return answer.question, answer
        return None, None

    def _first(self, session: BookSession, stored: StoredOrder) -> Plan | None:
        return next((plan for _, plan in self._orders.plans(session, [stored])), None)

    def _decided(self, stored: StoredOrder, question: Reason, ruling: Ruling) -> StoredOrder:
        if ruling is Ruling.LEAVE_OUT:
            return replace(stored, left_out=words.question(question.why))
        return replace(stored, answers=(*stored.answers, self._answer(question, ruling)))

    def _answer(self, question: Reason, ruling: Ruling) -> Answer:
        return Answer(question, ruling, self._clock.now(), self._by)


def question_of(stored: StoredOrder, plan: Plan) -> Reason | None:
    """What stops the order as things stand; where planning does not, what a run found about it."""
    if stored.notice and is_answerable(stored.notice):
        return stored.notice  # about a document that is to follow its invoice
    state, reason = (stored.state, stored.reason) if plan.posted else (plan.state, plan.reason)
    is_held = state is OrderState.NEEDS_ATTENTION and reason is not None
    return reason if is_held and reason and is_answerable(reason) else None


def rulings_for(question: Reason) -> tuple[Ruling, ...]:
    """What may be answered; an order of which nothing was sent may always be left out."""
    rulings = RULINGS.get(question.why, ())
    return rulings if question.why in OF_SENT else (*rulings, Ruling.LEAVE_OUT)


def options_for(question: Reason) -> tuple[Option, ...]:
    """What may be answered, and where a setting of the channel says the same; some only a setting says."""
    rulings = rulings_for(question)
    alone = [each for why, each in SETTINGS if why is question.why and each not in rulings]
    of_channel = (_option(question.why, each, is_for_orders=False) for each in alone)
    return (*of_channel, *(_option(question.why, each) for each in rulings))


def _note_answered(session: BookSession, order_id: int, ruling: Ruling) -> None:
    """What was sent of the order says from now on that the next run acts on the answer."""
    told = Reason.of(Why.WILL_ACT, answer=words.ruling(ruling))
    for posting in session.exports.of_order(order_id):
        if posting.condition is Condition.NEEDS_ATTENTION and not posting.is_credit_note:
            session.exports.save(replace(posting, reason=told))


def _forget_notice(session: BookSession, order_id: int, question: Reason) -> None:
    """What was to be settled about a sent order is; the next run goes on with it."""
    if session.orders.get(order_id).notice == question:
        session.exports.set_notice(order_id, None)


def _option(why: Why, ruling: Ruling, *, is_for_orders: bool = True) -> Option:
    setting, value = SETTINGS.get((why, ruling), ("", None))
    return Option(ruling, is_for_orders, setting, value)


def _set(channel: Channel, why: Why, ruling: Ruling) -> Channel:
    """The channel as the setting would make it."""
    name, value = SETTINGS[why, ruling]
    return replace(channel, settings=replace(channel.settings, **{name: value}))  # type: ignore[arg-type]  # SETTINGS has the field's own kind
