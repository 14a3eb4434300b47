"""Why a case differs between the three pictures: what was ordered, sent, and held by KashFlow.

Each case is split where it differs: *ordered less sent*, and *sent less held*. A split carries the
figures of its two sides within the period, so that whatever is found here, the splits of a case
add up to ordered less held exactly. Which cause it is given changes no sum.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reconciliation import (
    FOR_A_PERSON,
    NOTHING,
    Case,
    Cause,
    Difference,
    Document,
    Figures,
    Held,
    Key,
    Period,
)

_UNSENT = {
    OrderState.WAITING: Cause.WAITING,
    OrderState.NEEDS_ATTENTION: Cause.NEEDS_ATTENTION,
    OrderState.IN_DOUBT: Cause.IN_DOUBT,
    OrderState.SKIPPED: Cause.LEFT_OUT,
    OrderState.UNDONE: Cause.UNDONE,
    OrderState.GONE: Cause.GONE,
}
_WATCHED = {
    OrderState.NEEDS_ATTENTION: Cause.NEEDS_ATTENTION,
    OrderState.IN_DOUBT: Cause.IN_DOUBT,
    OrderState.CHANGED: Cause.ORDER_CHANGED,
}
"""States that are told even where all figures agree."""

Figured = dict[Key, Figures]
Payments = tuple[tuple[date, str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A cause with what its sentence needs."""

    cause: Cause
    facts: Mapping[str, str]


def differences_of(case: Case, period: Period) -> tuple[Difference, ...]:
    """All differences of a case within the period: figures, then payments, then notes."""
    unpaid = _why_not_paid(case, period)
    payments = _payments(case, period)
    found = list(_figure_differences(case, period, () if unpaid else payments))
    if unpaid:
        found.append(_difference(case, unpaid, {}, payments))
    elif payments and not any(each.payments for each in found):
        found.append(_difference(case, _paid_otherwise(case), {}, payments))
    found += _notes(case, period, {each.cause for each in found})
    return tuple(found)


def figures_in(case_channel: str, documents: Iterable[Document], period: Period) -> Figured:
    """Documents of the period by where their figures are summed."""
    sums: Figured = {}
    for document in documents:
        if document.day in period:
            for rate, figures in document.by_rate:
                key = Key(case_channel, document.day, document.currency, rate)
                sums[key] = sums.get(key, NOTHING) + figures
    return sums


def day_of(case: Case) -> date | None:
    """The day a case is listed under: as sent, else as ordered, else as held."""
    documents = [case.sent, case.ordered, *(held.document for held in case.held)]
    return next((document.day for document in documents if document), None)


# -- figures


def _figure_differences(case: Case, period: Period, payments: Payments) -> Iterator[Difference]:
    """A payment that goes with its invoice, away or to another day, is told with it."""
    ordered, sent = _given(case.ordered), _given(case.sent)
    unsent = _less(case, ordered, sent, period)
    if unsent:
        yield _difference(case, _why_not_sent(case), unsent)
    unheld = _less(case, sent, [each.document for each in case.held], period)
    if unheld or _has_other_reference(case, period):
        yield _difference(case, _why_not_held(case), unheld, payments if case.payment else ())


def _why_not_sent(case: Case) -> _Told:
    if case.sent and case.ordered:
        return _Told(Cause.ORDER_CHANGED, _both(case.ordered, case.sent, "found", "sent"))
    return _Told(_UNSENT.get(case.state or OrderState.READY, Cause.NOT_EXPORTED), {})


def _why_not_held(case: Case) -> _Told:
    if not case.held:
        is_doubtful = case.state is OrderState.IN_DOUBT and not case.invoice_number
        return _Told(Cause.IN_DOUBT if is_doubtful else Cause.GONE, {})
    if case.sent is None:
        return _Told(Cause.NOT_IN_BOOK, {"found": _money(case.held[0].document)})
    if len(case.held) > 1:
        return _Told(Cause.TWIN, {"numbers": ", ".join(str(each.number) for each in case.held)})
    return _why_changed(case.sent, case.held[0])


def _why_changed(sent: Document, held: Held) -> _Told:
    there = held.document
    if held.is_at_rate:
        return _Told(Cause.FOREIGN_CURRENCY, _both(sent, there))
    if (sent.currency, dict(sent.by_rate)) == (there.currency, dict(there.by_rate)):
        if sent.day != there.day:
            return _Told(Cause.DATE_CHANGED, {"date": there.day.isoformat()})
        return _Told(Cause.REFERENCE_CHANGED, {"found": (held.reference or "").strip() or "-"})
    return _Told(Cause.CHANGED_IN_KASHFLOW, _both(sent, there))


def _has_other_reference(case: Case, period: Period) -> bool:
    there = [held for held in case.held if held.document.day in period]
    return case.sent is not None and any(held.reference is not None for held in there)


# -- payments


def _why_not_paid(case: Case, period: Period) -> _Told | None:
    for held in case.held:
        if held.document.day in period:
            told = _payment_state(case, held)
            if told:
                return told
    return None


def _payment_state(case: Case, held: Held) -> _Told | None:
    gross, paid = held.document.figures.gross - case.set_off, held.paid - case.set_off
    sign = -1 if held.document.figures.gross < 0 else 1
    facts = {"paid": _text(paid, held), "gross": _text(gross, held), "where": held.paid_elsewhere}
    if paid == 0 and gross:
        return _Told(Cause.UNPAID, facts)
    if paid * sign < gross * sign:
        return _Told(Cause.PART_PAID, facts)
    if paid * sign > gross * sign:
        return _Told(Cause.OVERPAID, facts)
    return _Told(Cause.PAID_ELSEWHERE, facts) if held.paid_elsewhere and case.payment else None


def _paid_otherwise(case: Case) -> _Told:
    if not case.held:
        return _Told(Cause.GONE, {})
    held = case.held[0]
    return _Told(Cause.PAID_ELSEWHERE, {"paid": _text(held.paid, held), "where": held.paid_elsewhere})


def _payments(case: Case, period: Period) -> Payments:
    """Sent less found, by the day and currency of the invoice."""
    sums: dict[tuple[date, str], Decimal] = {}
    for day, currency, amount in (*payments_sent(case, period), *_negated(payments_found(case, period))):
        sums[day, currency] = sums.get((day, currency), ZERO) + amount
    return tuple((day, currency, amount) for (day, currency), amount in sums.items() if amount)


def payments_sent(case: Case, period: Period) -> Iterator[tuple[date, str, Decimal]]:
    """What kfdesk sent or set off, under the invoice's date."""
    amount = case.payment + case.set_off
    if case.sent and amount and case.sent.day in period:
        yield case.sent.day, case.sent.currency, amount


def payments_found(case: Case, period: Period) -> Iterator[tuple[date, str, Decimal]]:
    """What KashFlow says was paid, under the invoice's date."""
    for held in case.held:
        if held.paid and held.document.day in period:
            yield held.document.day, held.document.currency, held.paid


def _negated(
    amounts: Iterable[tuple[date, str, Decimal]],
) -> Iterator[tuple[date, str, Decimal]]:
    return ((day, currency, -amount) for day, currency, amount in amounts)


# -- what changes no sum


def _notes(case: Case, period: Period, told: set[Cause]) -> list[Difference]:
    day = day_of(case)
    if day is None or day not in period:
        return []
    notes = []
    watched = _WATCHED.get(case.state) if case.state else None
    if watched and not told & FOR_A_PERSON:
        facts = _both(case.ordered or case.sent, case.sent or case.ordered, "found", "sent")
        notes.append(_difference(case, _Told(watched, facts), {}))
    if case.marketplace_tax:
        currency = (case.ordered or case.sent or case.held[0].document).currency
        facts = {"tax": f"{case.marketplace_tax:.2f} {currency}"}
        notes.append(_difference(case, _Told(Cause.MARKETPLACE_TAX, facts), {}))
    return notes


# -- parts


def _given(document: Document | None) -> list[Document]:
    return [document] if document else []


def _less(case: Case, one: list[Document], other: list[Document], period: Period) -> Figured:
    left, right = figures_in(case.channel, one, period), figures_in(case.channel, other, period)
    keys = {**left, **right}
    found = {key: left.get(key, NOTHING) - right.get(key, NOTHING) for key in keys}
    return {key: figures for key, figures in found.items() if figures}


def _both(
    one: Document | None, other: Document | None, first: str = "sent", second: str = "found"
) -> Mapping[str, str]:
    return {first: _money(one), second: _money(other)}


def _money(document: Document | None) -> str:
    if document is None:
        return ""
    figures = document.figures
    return f"{figures.gross:.2f} {document.currency} (VAT {figures.vat:.2f})"


def _text(amount: Decimal, held: Held) -> str:
    return f"{amount:.2f} {held.document.currency}"


def _difference(case: Case, told: _Told, parts: Figured, payments: Payments = ()) -> Difference:
    document = case.sent or case.ordered or case.held[0].document
    return Difference(
        cause=told.cause,
        channel=case.channel,
        order_id=case.order_id,
        order_number=case.order_number,
        invoice_number=case.held[0].number if case.held else case.invoice_number,
        day=document.day,
        currency=document.currency,
        needs_person=_needs_person(case, told.cause),
        reason=case.reason,
        facts=told.facts,
        parts=tuple(sorted(parts.items(), key=lambda part: part[0].order)),
        payments=payments,
    )


def _needs_person(case: Case, cause: Cause) -> bool:
    if cause in (Cause.UNPAID, Cause.PAID_ELSEWHERE):
        return bool(case.payment)
    return cause in FOR_A_PERSON
