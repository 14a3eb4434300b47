"""What a person answers where planning stops and asks (DESIGN 2, *Orders*; 5.4).

A question is the reason that an order stopped with; an answer holds for exactly that
question. When a changed file alters one of its facts, the question is another one and is
asked anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kfdesk.domain.found import FoundInvoice
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.stops import Stopped


class Ruling(StrEnum):
    """What can be answered; the value is what the command takes."""

    STANDARD = "20"
    REDUCED = "5"
    ZERO = "0"
    NO_VAT = "no-vat"
    VOUCHER = "voucher"
    MARKETPLACE = "marketplace"
    MINE = "mine"
    PRODUCT_RATE = "product-rate"
    IN_UK = "in-uk"
    ABROAD = "abroad"
    UK_SALE = "uk-sale"
    OUTSIDE_UK_VAT = "outside-uk-vat"
    IN_PRICES = "in-prices"
    ON_TOP = "on-top"
    MARKETPLACE_IN_PRICES = "marketplace-in-prices"
    MARKETPLACE_ON_TOP = "marketplace-on-top"
    FILE = "file"
    CALCULATED = "calculated"
    DIFFERENCE_LINE = "difference-line"
    EXPORT = "export"
    AS_IT_STANDS = "as-it-stands"
    TAKE_OVER = "take-over"
    TWO_SALES = "two-sales"
    PAID = "paid"
    PAY = "pay"
    PAY_REST = "pay-rest"
    SEND_AGAIN = "send-again"
    SAME_CUSTOMER = "same-customer"
    FOREIGN_CURRENCY = "foreign-currency"
    LEAVE_OUT = "leave-out"
    LEAVE_INVOICE = "leave-invoice"


_RATES = (Ruling.STANDARD, Ruling.REDUCED, Ruling.ZERO)

RULINGS: Mapping[Why, tuple[Ruling, ...]] = {
    Why.VAT_UNKNOWN: (*_RATES, Ruling.NO_VAT),
    Why.VAT_DIFFERS: (Ruling.FILE, Ruling.CALCULATED),
    Why.MARKETPLACE_TAX_AT_HOME: (Ruling.MARKETPLACE, Ruling.PRODUCT_RATE, Ruling.MINE),
    Why.MARKETPLACE_TAX_REPORTED: (Ruling.MARKETPLACE, Ruling.MINE),
    Why.DESTINATION_UNKNOWN: (Ruling.IN_UK, Ruling.ABROAD),
    Why.SHIPPED_FROM_ABROAD: (Ruling.UK_SALE, Ruling.OUTSIDE_UK_VAT),
    Why.TAX_BASIS_UNKNOWN: (
        Ruling.IN_PRICES,
        Ruling.ON_TOP,
        Ruling.MARKETPLACE_IN_PRICES,
        Ruling.MARKETPLACE_ON_TOP,
    ),
    Why.GIFT_CARD_SOLD: (Ruling.VOUCHER, *_RATES),
    Why.ORDER_EDITED: (Ruling.DIFFERENCE_LINE,),
    Why.VAT_PERIOD_FILED: (Ruling.EXPORT,),
    Why.LAYOUTS_DISAGREE: (Ruling.AS_IT_STANDS,),
    Why.CANCELLED_BUT_PAID: (Ruling.AS_IT_STANDS,),
    Why.REFUND_UNCLEAR: (Ruling.AS_IT_STANDS,),
    Why.SEEN_ELSEWHERE: (Ruling.TWO_SALES,),
    Why.LOOK_ALIKE: (Ruling.TAKE_OVER, Ruling.TWO_SALES),
    Why.LOOK_ALIKE_DIFFERS: (Ruling.TWO_SALES,),
    Why.CUSTOMER_DIFFERS: (Ruling.SAME_CUSTOMER,),
    Why.SAME_PAYMENT_FOUND: (Ruling.PAID, Ruling.PAY),
    Why.PART_PAID: (Ruling.PAY_REST, Ruling.PAID),
    Why.SECOND_DOUBT: (Ruling.SEND_AGAIN,),
}
"""The questions that can be answered about an order, each with what may be said to it."""

OF_SENT = frozenset({Why.SAME_PAYMENT_FOUND, Why.PART_PAID, Why.SECOND_DOUBT})
"""Questions about what was sent already: the next run acts on the answer, and nothing can be left out."""

OF_INVOICES: Mapping[Why, tuple[Ruling, ...]] = {
    Why.REFUND_DATE_NEEDED: (Ruling.LEAVE_INVOICE,),
    Why.CANCELLED_AFTER_EXPORT: (Ruling.LEAVE_INVOICE,),
    Why.REFUND_OVER_INVOICE: (Ruling.LEAVE_INVOICE,),
}
"""As above, for an order whose invoice stands; nothing of that is asked while it is planned."""

EACH_BY_ITSELF = OF_SENT | {Why.LOOK_ALIKE, Why.LOOK_ALIKE_DIFFERS, Why.CUSTOMER_DIFFERS}
"""Questions about one document or customer in KashFlow, which the person must see to answer."""


@dataclass(frozen=True)
class Answer:
    """A person's answer to one question; `given` is UTC, `by` who was signed in to the computer."""

    question: Reason
    ruling: Ruling
    given: datetime
    by: str = ""


@dataclass(frozen=True)
class Decided:
    """All that was decided about one order before its invoice; of two answers the later counts.

    `given_back` is money that was told as given back although the goods may never have left. `found`
    is the invoice in KashFlow that a run found to look like the order.
    """

    left_out: str = ""
    answers: tuple[Answer, ...] = ()
    given_back: Decimal = ZERO
    found: FoundInvoice | None = None

    def answer_to(self, question: Reason) -> Answer | None:
        """The answer to this very question."""
        allowed = RULINGS.get(question.why) or OF_INVOICES.get(question.why, ())
        fitting = [one for one in self.answers if one.question == question and one.ruling in allowed]
        return fitting[-1] if fitting else None


UNDECIDED = Decided()


class Questions:
    """Puts questions to what was decided while one order is planned, and keeps the answers it took."""

    def __init__(self, decided: Decided) -> None:
        """Ask of this order's decisions."""
        self._decided = decided
        self._taken: list[Answer] = []

    @property
    def taken(self) -> tuple[Answer, ...]:
        """The answers that the plan rests on, in the order of asking."""
        return tuple(self._taken)

    def ruled(self, why: Why) -> Ruling | None:
        """What was answered to a question of this kind; None: none was asked until now."""
        return next((one.ruling for one in reversed(self._taken) if one.question.why is why), None)

    def ask(self, why: Why, /, **facts: object) -> Ruling:
        """The answer to a question; raises Stopped with the question where there is none."""
        return self.put(Reason.of(why, **facts))

    def put(self, question: Reason) -> Ruling:
        """As `ask`, for a reason that is there already."""
        answer = self._decided.answer_to(question)
        if answer is None:
            raise Stopped(OrderState.NEEDS_ATTENTION, question)
        if answer not in self._taken:
            self._taken.append(answer)
        return answer.ruling
