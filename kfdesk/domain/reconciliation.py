"""Orders, invoices and payments of a period side by side, tied to the penny.

Three pictures of the same sales: as ordered, as sent, as KashFlow holds them. Each is summed by
channel, day, currency and VAT rate; every way in which two of them differ is a `Difference` with
a cause. Whatever the pictures hold, the differences add up to the difference of the sums, because
both are taken from the same figures: `Total.unexplained` says so for each currency.

Currencies are never added up with one another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Reason


class Cause(StrEnum):
    """Why two pictures differ. Comments name the facts a difference of that cause carries."""

    # Between what was ordered and what was sent.
    NOT_EXPORTED = "not_exported"
    WAITING = "waiting"
    LEFT_OUT = "left_out"
    NEEDS_ATTENTION = "needs_attention"
    UNDONE = "undone"
    ORDER_CHANGED = "order_changed"  # sent, found
    # Between what was sent and what KashFlow holds.
    IN_DOUBT = "in_doubt"
    GONE = "gone"
    CHANGED_IN_KASHFLOW = "changed_in_kashflow"  # sent, found
    DATE_CHANGED = "date_changed"  # date
    REFERENCE_CHANGED = "reference_changed"  # found
    TWIN = "twin"  # numbers
    NOT_IN_BOOK = "not_in_book"  # found
    FOREIGN_CURRENCY = "foreign_currency"  # sent, found
    # Payments.
    UNPAID = "unpaid"  # gross
    PART_PAID = "part_paid"  # paid, gross
    OVERPAID = "overpaid"  # paid, gross
    PAID_ELSEWHERE = "paid_elsewhere"  # paid, where
    # What is on no invoice of ours.
    MARKETPLACE_TAX = "marketplace_tax"  # tax


FOR_A_PERSON = frozenset(
    {
        Cause.NEEDS_ATTENTION,
        Cause.ORDER_CHANGED,
        Cause.IN_DOUBT,
        Cause.GONE,
        Cause.CHANGED_IN_KASHFLOW,
        Cause.DATE_CHANGED,
        Cause.REFERENCE_CHANGED,
        Cause.TWIN,
        Cause.NOT_IN_BOOK,
        Cause.PART_PAID,
        Cause.OVERPAID,
    }
)
"""Causes that somebody must look at; UNPAID and PAID_ELSEWHERE only where kfdesk sent a payment."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends before it begins")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Figures:
    """Net and VAT."""

    net: Decimal = ZERO
    vat: Decimal = ZERO

    @property
    def gross(self) -> Decimal:
        """Both together."""
        return self.net + self.vat

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.net + other.net, self.vat + other.vat)

    def __sub__(self, other: "Figures") -> "Figures":
        return Figures(self.net - other.net, self.vat - other.vat)

    def __bool__(self) -> bool:
        return bool(self.net or self.vat)


NOTHING = Figures()
Rate = Decimal | None
"""A VAT rate in percent, `NO_VAT`, or None where it is not known; then all of the sum is net."""


@dataclass(frozen=True, slots=True)
class Document:
    """An invoice in one of the pictures: its date, currency and figures by VAT rate."""

    day: date
    currency: str
    by_rate: tuple[tuple[Rate, Figures], ...]

    @property
    def figures(self) -> Figures:
        """All rates together."""
        return sum((figures for _, figures in self.by_rate), NOTHING)


@dataclass(frozen=True, slots=True)
class Held:
    """An invoice that KashFlow holds.

    `paid` is what KashFlow says was paid of it. `paid_elsewhere` names where the money went when
    none of the payments is the one that kfdesk sent. `is_at_rate`: foreign figures are shown as
    KashFlow worked them out at its own rate. `reference` is set when it is no longer the stamp.
    """

    number: int
    document: Document
    paid: Decimal = ZERO
    paid_elsewhere: str = ""
    is_at_rate: bool = False
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One invoice that is, or is to be, an order's, in all three pictures.

    `order_id` 0: KashFlow has an invoice with a channel's stamp for which the book has no order.
    `sent` is what was sent, frozen; `payment` is the payment that kfdesk sent, 0.00 for none.
    `set_off` is what kfdesk set a credit note against it for; on the credit note it is below zero.
    `marketplace_tax` was paid by the buyer, and is on no invoice of the seller's.
    """

    channel: str
    order_number: str
    order_id: int = 0
    state: OrderState | None = None
    reason: Reason | None = None
    ordered: Document | None = None
    sent: Document | None = None
    held: tuple[Held, ...] = ()
    payment: Decimal = ZERO
    set_off: Decimal = ZERO
    marketplace_tax: Decimal = ZERO
    invoice_number: int = 0


@dataclass(frozen=True, slots=True)
class NotOurs:
    """An invoice of the period that bears no stamp of ours."""

    number: int
    day: date
    customer: str
    reference: str
    currency: str
    figures: Figures
    paid: Decimal


@dataclass(frozen=True, slots=True)
class Key:
    """Where figures are summed."""

    channel: str
    day: date
    currency: str
    rate: Rate

    @property
    def order(self) -> tuple[str, date, str, Decimal]:
        """For sorting: the highest rate first, what is not known last."""
        rate = Decimal(-1000) if self.rate is None else self.rate
        return self.channel.casefold(), self.day, self.currency, -rate


@dataclass(frozen=True, slots=True)
class RateRow:
    """What a channel sold on a day at one VAT rate, in the three pictures."""

    key: Key
    ordered: Figures = NOTHING
    sent: Figures = NOTHING
    held: Figures = NOTHING

    @property
    def difference(self) -> Figures:
        """Ordered less what KashFlow holds."""
        return self.ordered - self.held


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Payments on the invoices of a channel and day (the invoice's date, not the payment's)."""

    channel: str
    day: date
    currency: str
    sent: Decimal = ZERO
    found: Decimal = ZERO

    @property
    def difference(self) -> Decimal:
        """Sent less found."""
        return self.sent - self.found


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which two pictures of a case differ, and by how much.

    `parts` are figures by where they are summed: ordered less held. `payments` likewise: sent less
    found. A difference may come to nothing and yet be one: a date, a reference, a note.
    """

    cause: Cause
    channel: str
    order_id: int
    order_number: str
    invoice_number: int
    day: date
    currency: str
    needs_person: bool
    reason: Reason | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[tuple[Key, Figures], ...] = ()
    payments: tuple[tuple[date, str, Decimal], ...] = ()

    @property
    def by_currency(self) -> Mapping[str, Figures]:
        """What it comes to; more than one currency only when somebody changed it in KashFlow."""
        return _summed((key.currency, figures) for key, figures in self.parts)

    @property
    def figures(self) -> Figures:
        """What it comes to in its own currency."""
        return self.by_currency.get(self.currency, NOTHING)

    @property
    def payment(self) -> Decimal:
        """Payments in its own currency, sent less found."""
        return sum((amount for _, currency, amount in self.payments if currency == self.currency), ZERO)


@dataclass(frozen=True, slots=True)
class Total:
    """One currency in all. `held` is of the orders, `not_ours` what else KashFlow has."""

    currency: str
    ordered: Figures = NOTHING
    sent: Figures = NOTHING
    held: Figures = NOTHING
    not_ours: Figures = NOTHING
    explained: Figures = NOTHING
    payments_sent: Decimal = ZERO
    payments_found: Decimal = ZERO
    payments_explained: Decimal = ZERO
    marketplace_tax: Decimal = ZERO

    @property
    def difference(self) -> Figures:
        """Ordered less what KashFlow holds of the orders."""
        return self.ordered - self.held

    @property
    def in_kashflow(self) -> Figures:
        """Everything that KashFlow has in the period."""
        return self.held + self.not_ours

    @property
    def unexplained(self) -> Figures:
        """What the differences do not account for: nothing."""
        return self.difference - self.explained

    @property
    def payments_unexplained(self) -> Decimal:
        """The same for payments."""
        return self.payments_sent - self.payments_found - self.payments_explained


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A period of a company. `may_be_cut`: KashFlow's lists all ended at the same round number."""

    company: str
    period: Period
    rows: tuple[RateRow, ...]
    payments: tuple[PaymentRow, ...]
    differences: tuple[Difference, ...]
    not_ours: tuple[NotOurs, ...]
    totals: tuple[Total, ...]
    orders: int = 0
    undated: int = 0
    may_be_cut: int = 0

    @property
    def needs_person(self) -> tuple[Difference, ...]:
        """What somebody must look at."""
        return tuple(each for each in self.differences if each.needs_person)

    @property
    def is_settled(self) -> bool:
        """Nothing needs a person."""
        return not (self.needs_person or self.may_be_cut)


def _summed(entries: Iterable[tuple[str, Figures]]) -> dict[str, Figures]:
    sums: dict[str, Figures] = {}
    for key, figures in entries:
        sums[key] = sums.get(key, NOTHING) + figures
    return sums
