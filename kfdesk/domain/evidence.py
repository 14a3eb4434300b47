"""Why an order bears the VAT it does, as one shows it at a VAT inspection (FORMATS 4.2).

The reasons are frozen with what is posted, so that they can be read years later.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from kfdesk.domain.answers import Answer
from kfdesk.domain.destinations import Destination, destination, region
from kfdesk.domain.invoices import Posted
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Order
from kfdesk.domain.pricing import has_tax, seller_tax_of
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.reported import HOME_STOCK, tax_collected
from kfdesk.domain.treatment import Treatment, VatRule, left_from

VAT_EVIDENCE = frozenset(
    {
        Why.SENT_TO,
        Why.SENT_TO_UNKNOWN,
        Why.SENT_FROM,
        Why.SENT_FROM_UK,
        Why.SELLER_TAX_STATED,
        Why.MARKETPLACE_TAX_LEFT_OUT,
        Why.TAX_REPORTED,
        Why.TAX_REPORTED_UNNAMED,
        Why.FILE_TAX_KEPT_IN_PRICE,
        Why.VAT_RULE,
        Why.ANSWERED,
    }
)
"""Reasons of a posted order that speak of its VAT."""

_RULES = {rule: Reason.of(Why.VAT_RULE, rule=rule.value) for rule in VatRule}
_TO_UNKNOWN, _FROM_UK = Reason(Why.SENT_TO_UNKNOWN), Reason(Why.SENT_FROM_UK)


def evidence(sale: Treatment, answers: Sequence[Answer]) -> tuple[Reason, ...]:
    """From where to where, who took what tax, the rule that holds, and what a person answered."""
    facts = _facts(sale.order, sale.where, sale.ship_from)
    return (*facts, _RULES[sale.rule], *map(_answered, answers))


def tax_left_out(posted: Posted) -> Decimal:
    """The tax of the marketplace that is on no line of what is posted."""
    left = (reason for reason in posted.why if reason.why is Why.MARKETPLACE_TAX_LEFT_OUT)
    return sum((Decimal(reason.facts["tax"]) for reason in left), ZERO)


def known_facts(order: Order) -> tuple[Reason, ...]:
    """What is known of an order before any rule is applied to it."""
    return _facts(order, destination(order), left_from(order))


def _facts(order: Order, where: Destination, ship_from: str) -> tuple[Reason, ...]:
    place = region(order, where)
    to = _sent(Why.SENT_TO, place) if place else _TO_UNKNOWN
    left = _FROM_UK if ship_from in HOME_STOCK else _sent(Why.SENT_FROM, ship_from)
    return (to, left, *_taxes(order))


@lru_cache(maxsize=64)
def _sent(why: Why, place: str) -> Reason:
    return Reason.of(why, place=place)


def _taxes(order: Order) -> tuple[Reason, ...]:
    taxes = []
    if has_tax(order):
        taxes.append(Reason.of(Why.SELLER_TAX_STATED, tax=seller_tax_of(order)))
    if order.marketplace_tax:
        taxes.append(Reason.of(Why.MARKETPLACE_TAX_LEFT_OUT, tax=order.marketplace_tax))
    if told := tax_collected(order.reported):
        named = {"tax": told.collected} if told.collected else {}
        why = Why.TAX_REPORTED if named else Why.TAX_REPORTED_UNNAMED
        taxes.append(Reason.of(why, report=told.report, **named))
    return tuple(taxes)


def _answered(answer: Answer) -> Reason:
    return Reason.of(
        Why.ANSWERED,
        question=answer.question.why.value,
        answer=answer.ruling.value,
        by=answer.by,
        date=answer.given.date().isoformat(),
    )
