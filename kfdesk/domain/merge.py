"""What a file's order is to the one that the book has under its number (DESIGN 5.5, 5.6).

Files of one layout tell of changes; layouts that describe the same orders complete each
other; and the same number may turn out to be another account's order altogether.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from msgspec.structs import replace

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Address, Buyer, LineKind, Order, OrderLine, PaymentState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.reported import despatched_on

JOINT = "+"
_SETTLED_BY_LINES = frozenset({Why.LINES_NOT_IN_FILE, Why.LAYOUTS_DISAGREE})


class Outcome(Enum):
    """What the new order is."""

    SAME = auto()
    REFINED = auto()  # more is known: dates, payment, refunds, buyer, the other layout's lines
    CHANGED = auto()  # gross, VAT, currency, lines or cancelled state differ
    ANOTHER = auto()  # not the same order at all


@dataclass(frozen=True)
class Merged:
    """The outcome and the order as it is known now."""

    outcome: Outcome
    order: Order


def merge(known: Order, new: Order) -> Merged:
    """Compare the order of a file with the one in the book, and put together what both know."""
    if is_another(known, new):
        return Merged(Outcome.ANOTHER, known)
    order = _with_findings(known, _put_together(known, new))
    if _essence(order) == _essence(known):
        return Merged(Outcome.SAME, known)
    is_told_again = new.layout in known.layout.split(JOINT)
    is_changed = is_told_again and _figures(order) != _figures(known)
    is_stopped = order.is_cancelled and not known.is_cancelled
    if is_changed or is_stopped or (_disagrees(order) and not _disagrees(known)):
        return Merged(Outcome.CHANGED, order)
    return Merged(Outcome.REFINED, order)


def is_another(known: Order, new: Order) -> bool:
    """Same number, but another id, or another date and another buyer: another account's order."""
    if known.channel_order_id and new.channel_order_id:
        return known.channel_order_id != new.channel_order_id
    is_other_day = bool(known.ordered and new.ordered and known.ordered != new.ordered)
    return is_other_day and _are_different(known.buyer, new.buyer)


def gross_of(order: Order) -> Decimal:
    """Lines less discounts, in the order's tax basis."""
    return sum((line.amount - line.discount for line in order.lines), ZERO) - order.order_discount


def _are_different(one: Buyer, other: Buyer) -> bool:
    pairs = (
        (one.email, other.email),
        (one.username, other.username),
        (one.name + one.address.postcode, other.name + other.address.postcode),
    )
    told = next(((left, right) for left, right in pairs if left and right), None)
    return told is not None and told[0].casefold() != told[1].casefold()


def _put_together(known: Order, new: Order) -> Order:
    if known.layout == new.layout:
        return new
    if new.has_lines != known.has_lines:
        return _joined(known, new) if new.has_lines else _joined(new, known)
    if new.layout in known.layout.split(JOINT):
        return _joined(known, new)
    return _filled(known, new)


def _joined(totals: Order, items: Order) -> Order:
    """Goods from the layout with items; totals, delivery, discount and refunds from the other."""
    goods = [line for line in items.lines if line.kind is LineKind.GOODS]
    beside = [line for line in totals.lines if line.kind is not LineKind.GOODS]
    told = (*totals.problems, *(reason for reason in items.problems if reason not in totals.problems))
    problems = [reason for reason in told if reason.why not in _SETTLED_BY_LINES]
    if gross_of(totals) != gross_of(items) or totals.currency != items.currency:
        problems.append(_disagreement(totals, items))
    return replace(
        totals,
        lines=(*goods, *beside),
        layout=_both(totals, items),
        paid=items.paid or totals.paid,
        despatched=totals.despatched or items.despatched,
        buyer=totals.buyer if totals.buyer.name else items.buyer,
        ship_to=totals.ship_to if totals.ship_to != Address() else items.ship_to,
        has_lines=True,
        problems=tuple(problems),
    )


def _filled(known: Order, new: Order) -> Order:
    """Two layouts with the same kind of lines: what the first has not, the second gives.

    Amazon leaves out prices and currency while an order is pending, and where it was cancelled.
    """
    priced = known if known.currency else new
    is_paid = PaymentState.PAID in {known.payment_state, new.payment_state}
    return replace(
        priced,
        layout=_both(known, new),
        paid=known.paid or new.paid,
        despatched=known.despatched or new.despatched,
        payment_state=PaymentState.PAID if is_paid else priced.payment_state,
        is_cancelled=known.is_cancelled or new.is_cancelled,
        buyer=known.buyer if known.buyer.name else new.buyer,
        ship_to=known.ship_to if known.ship_to.line1 else new.ship_to,
        references=tuple(dict.fromkeys((*known.references, *new.references))),
        problems=(*priced.problems, *_contradiction(known, new)),
    )


def _contradiction(known: Order, new: Order) -> tuple[Reason, ...]:
    if not known.currency or not new.currency:
        return ()
    is_one = gross_of(known) == gross_of(new) and known.currency == new.currency
    return () if is_one else (_disagreement(known, new),)


def _both(one: Order, other: Order) -> str:
    return JOINT.join(sorted({*one.layout.split(JOINT), *other.layout.split(JOINT)}))


def _disagreement(one: Order, other: Order) -> Reason:
    before, after = (f"{gross_of(order)} {order.currency}" for order in (one, other))
    return Reason.of(Why.LAYOUTS_DISAGREE, before=before, after=after)


def _disagrees(order: Order) -> bool:
    return any(reason.why is Why.LAYOUTS_DISAGREE for reason in order.problems)


def _with_findings(known: Order, order: Order) -> Order:
    """Keep what the book, and the marketplace's reports, found out about the order before."""
    seen = tuple(reason for reason in known.problems if reason.why is Why.SEEN_ELSEWHERE)
    own = tuple(reason for reason in order.problems if reason.why is not Why.SEEN_ELSEWHERE)
    return replace(
        order,
        problems=(*own, *seen),
        reported=known.reported,
        despatched=order.despatched or despatched_on(known.reported),
    )


def _essence(order: Order) -> Order:
    """The order without where in a file it stood."""
    lines = tuple(sorted((replace(line, row=0) for line in order.lines), key=_line_key))
    return replace(order, lines=lines, rows=())


def _figures(order: Order) -> tuple[object, ...]:
    """What a change is a difference in."""
    lines = sorted(_line_key(line) for line in order.lines)
    totals = (order.stated_total, order.order_discount, order.seller_tax, order.tax_basis)
    return (order.currency, order.is_cancelled, totals, lines)


def _line_key(line: OrderLine) -> tuple[str, ...]:
    amounts = (line.amount, line.discount, line.quantity, line.tax, line.vat_rate)
    texts = ("" if amount is None else f"{amount.normalize():f}" for amount in amounts)
    return (line.kind.value, line.title, line.sku, *texts)
