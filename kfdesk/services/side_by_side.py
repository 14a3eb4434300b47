"""An order and what KashFlow holds in its place, field beside field, for a person who must decide."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfdesk.domain.invoices import Posted
from kfdesk.domain.postings import Posting
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.ports import StoredOrder
from kfdesk.services.read_back import stamp_key

Shown = str | date | tuple[Decimal, str]
"""Text, a day, or an amount with its currency."""


@dataclass(frozen=True)
class Facing:
    """One field of both; its label is `kfdesk.words.facing(field)`. Empty text: not known there."""

    field: str
    ours: Shown
    theirs: Shown

    @property
    def is_same(self) -> bool:
        """Whether both say the same, as references are compared."""
        if isinstance(self.ours, str) and isinstance(self.theirs, str):
            return stamp_key(self.ours) == stamp_key(self.theirs)
        return self.ours == self.theirs


@dataclass(frozen=True)
class SideBySide:
    """The rows to show; `number` is the invoice that can be opened in KashFlow, 0 for none."""

    rows: tuple[Facing, ...]
    number: int = 0


def side_by_side(
    stored: StoredOrder, posted: Posted | None, postings: tuple[Posting, ...]
) -> SideBySide | None:
    """What is to be compared about an order now; None when nothing is.

    `posted` is what the order would become but for what was found.
    """
    if stored.found and posted:
        return _found(stored, posted)
    living = next((each for each in reversed(postings) if not each.is_credit_note), None)
    reason = living.reason if living and living.reason else stored.reason
    content = living.content if living else posted
    show = _OF_REASON.get(reason.why) if reason else None
    if reason is None or content is None or show is None:
        return None
    return SideBySide(show(reason, content), int(reason.facts.get("number", 0)))


def _found(stored: StoredOrder, posted: Posted) -> SideBySide:
    found, draft = stored.found, posted.invoice
    assert found is not None  # noqa: S101 - asked for with something found
    paid = posted.payment.amount if posted.payment else Decimal("0.00")
    return SideBySide(
        (
            Facing("number", "", str(found.number)),
            Facing("reference", draft.stamp, found.reference),
            Facing("customer", posted.customer.name, found.customer),
            Facing("date", draft.invoice_date, found.invoice_date),
            Facing("gross", (draft.gross_amount, draft.currency), (found.gross_amount, found.currency)),
            Facing("paid", (paid, draft.currency), (found.amount_paid, found.currency)),
        ),
        found.number,
    )


def _differs(reason: Reason, content: Posted) -> tuple[Facing, ...]:
    facts, draft = reason.facts, content.invoice
    return (
        Facing("number", "", facts["number"]),
        Facing("reference", draft.stamp, draft.stamp),
        Facing("gross", facts["ours"], facts["theirs"]),
    )


def _payments(reason: Reason, content: Posted) -> tuple[Facing, ...]:
    facts, draft = reason.facts, content.invoice
    payment = content.payment
    ours: Shown = (payment.amount, draft.currency) if payment else ""
    there = facts.get("paid") or facts.get("amount", "")
    return (
        Facing("number", facts.get("number", ""), facts.get("number", "")),
        Facing("gross", (draft.gross_amount, draft.currency), (draft.gross_amount, draft.currency)),
        Facing("paid", ours, (Decimal(there), draft.currency) if there else ""),
        Facing("payments", "", facts.get("payments", "")),
    )


def _customer(reason: Reason, content: Posted) -> tuple[Facing, ...]:
    return (
        Facing("code", content.customer.code, reason.facts["code"]),
        Facing("customer", content.customer.name, reason.facts.get("name", "")),
        Facing("email", content.customer.email, ""),
    )


_OF_REASON: Mapping[Why, Callable[[Reason, Posted], tuple[Facing, ...]]] = {
    Why.FOUND_BUT_DIFFERS: _differs,
    Why.PART_PAID: _payments,
    Why.SAME_PAYMENT_FOUND: _payments,
    Why.CUSTOMER_DIFFERS: _customer,
}
