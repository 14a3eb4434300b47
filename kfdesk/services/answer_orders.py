"""Answering what planning asks about orders: what is asked, what an answer would do, the answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kfdesk import words
from kfdesk.domain.answers import EACH_BY_ITSELF, OF_SENT, RULINGS, Answer, Ruling
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

PIECE = 25
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

    `given` is the answer that the order goes by, None while it stops; `has_answers` says that some
    can be taken back. `group` are all orders of the channel that are held up by the same cause,
    this one among them.
    """

    order_id: int
    order_number: str
    channel: Channel
    question: Reason
    options: tuple[Option, ...]
    given: Answer | None = None
    has_answers: bool = False
    group: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Held:
    """An order with what it asks, and the answer that it goes by where it asks no more."""

    stored: StoredOrder
    question: Reason
    given: Answer | None = None

    @property
    def is_sent(self) -> bool:
        """The question is about what follows its invoice, or what became of that."""
        return self.question == self.stored.notice or self.question.why in OF_SENT

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """What may be said about it; what was sent cannot be left out."""
        rulings = RULINGS.get(self.question.why, ())
        return rulings if self.is_sent else (*rulings, Ruling.LEAVE_OUT)


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
            held = self._held(session, [session.orders.get(order_id)])
            channel = session.channels.get(held[0].stored.channel_id) if held else None
        if not held or channel is None:
            return None
        [order] = held
        return Asked(
            order_id,
            order.stored.order.order_number,
            channel,
            order.question,
            options_for(order.question.why, order.rulings),
            given=order.given,
            has_answers=bool(order.stored.answers) and not order.is_sent,
            group=(order_id,) if order.given else self._group(order, channel),
        )

    def _group(self, order: _Held, channel: Channel) -> tuple[int, ...]:
        alone = (order.stored.id,)
        if channel.company_id is None or order.question.why in EACH_BY_ITSELF:
            return alone
        same = AttentionGroup(channel.id, channel.name, order.question, 0)
        return tuple(self._orders.ids_of(channel.company_id, same)) or alone

    def asked_of(self, company_id: int, group: AttentionGroup, chosen: int | None = None) -> Asked | None:
        """The question of a group, put for the order chosen where it is one of them, else the first."""
        ids = self._orders.ids_of(company_id, group)
        if not ids:
            return None
        return self.asked(chosen if chosen in ids else ids[0])

    def outcome(self, order_id: int, option: Option) -> Plan | None:
        """What would become of an order with this answer; nothing is kept. None: nothing is asked."""
        with self._book.reading() as session:
            held = self._held(session, [session.orders.get(order_id)])
            if not held:
                return None
            [order] = held
            if not option.is_for_orders:
                channel = session.channels.get(order.stored.channel_id)
                channel = _set(channel, order.question.why, option.ruling)
                return self._orders.plan_in(session, order.stored, channel)
            [(_, plan)] = self._orders.plans(session, [self._decided(order, option.ruling)])
        return plan

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

    def _settle(self, asked: Sequence[_Held], ruling: Ruling) -> int:
        ids = [order.stored.id for order in asked]
        if not ids:
            return 0
        with self._book.writing() as session:
            if ruling is Ruling.LEAVE_OUT:
                session.orders.set_left_out(ids, words.question(asked[0].question.why))
            else:
                answers = {order.stored.id: self._answer(order.question, ruling) for order in asked}
                session.decisions.answer(answers)
                for order in asked:
                    _tell_sent(session, order, ruling)
        self._orders.plan_again(ids)
        return len(ids)

    def _asking(self, ids: Sequence[int], why: Why, ruling: Ruling) -> list[_Held]:
        """Those of the orders that ask this and can be answered so, each with its own question."""
        with self._book.reading() as session:
            held = self._held(session, session.orders.get_many(ids))
        return [order for order in held if order.question.why is why and ruling in order.rulings]

    def _held(self, session: BookSession, stored: Sequence[StoredOrder]) -> list[_Held]:
        """The orders with a question: what stops them as things stand, else the last that was answered."""
        held = []
        for order, plan in self._orders.plans(session, stored):
            question = question_of(order, plan)
            if question:
                held.append(_Held(order, question))
            elif may_change(order, plan) and (given := self._goes_by(session, order, plan)):
                held.append(_Held(order, given.question, given))
        return held

    def _goes_by(self, session: BookSession, stored: StoredOrder, plan: Plan) -> Answer | None:
        """The last answer without which the order would stop."""
        if plan.reason and plan.reason.why is Why.WILL_ACT:
            return next((each for each in reversed(stored.answers) if each.question.why in OF_SENT), None)
        for answer in reversed(stored.answers):
            others = tuple(one for one in stored.answers if one.question != answer.question)
            [(_, without)] = self._orders.plans(session, [replace(stored, answers=others)])
            if without.reason == answer.question:
                return answer
        return None

    def _decided(self, order: _Held, ruling: Ruling) -> StoredOrder:
        if ruling is Ruling.LEAVE_OUT:
            return replace(order.stored, left_out=words.question(order.question.why))
        answer = self._answer(order.question, ruling)
        return replace(order.stored, answers=(*order.stored.answers, answer))

    def _answer(self, question: Reason, ruling: Ruling) -> Answer:
        return Answer(question, ruling, self._clock.now(), self._by)


def question_of(stored: StoredOrder, plan: Plan) -> Reason | None:
    """What stops the order as things stand; where planning does not, what a run found about it."""
    if stored.notice and is_answerable(stored.notice):
        return stored.notice  # about a document that is to follow its invoice
    state, reason = (stored.state, stored.reason) if plan.posted else (plan.state, plan.reason)
    is_held = state is OrderState.NEEDS_ATTENTION and reason is not None
    return reason if is_held and reason and is_answerable(reason) else None


def may_change(stored: StoredOrder, plan: Plan) -> bool:
    """Whether an answer was given that nothing in KashFlow goes by yet."""
    waits = plan.reason is not None and plan.reason.why in (Why.TO_BE_TAKEN_OVER, Why.WILL_ACT)
    return bool(stored.answers) and (plan.posted is not None or waits)


def options_for(why: Why, rulings: Sequence[Ruling]) -> tuple[Option, ...]:
    """These answers, and where a setting of the channel says the same; some only a setting says."""
    alone = [each for asked, each in SETTINGS if asked is why and each not in rulings]
    of_channel = (_option(why, each, is_for_orders=False) for each in alone)
    return (*of_channel, *(_option(why, each) for each in rulings))


def _tell_sent(session: BookSession, order: _Held, ruling: Ruling) -> None:
    """An order of which something was sent says from now on that the next run acts on the answer."""
    order_id = order.stored.id
    if order.question == order.stored.notice:
        session.exports.set_notice(order_id, None)
    elif order.is_sent:
        told = Reason.of(Why.WILL_ACT, answer=words.ruling(ruling))
        for posting in session.exports.of_order(order_id):
            if posting.condition is Condition.NEEDS_ATTENTION and not posting.is_credit_note:
                session.exports.save(replace(posting, reason=told))


def _option(why: Why, ruling: Ruling, *, is_for_orders: bool = True) -> Option:
    setting, value = SETTINGS.get((why, ruling), ("", None))
    return Option(ruling, is_for_orders, setting, value)


def _set(channel: Channel, why: Why, ruling: Ruling) -> Channel:
    """The channel as the setting would make it."""
    name, value = SETTINGS[why, ruling]
    return replace(channel, settings=replace(channel.settings, **{name: value}))  # type: ignore[arg-type]  # SETTINGS has the field's own kind
