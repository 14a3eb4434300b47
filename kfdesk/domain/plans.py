"""What planning an order comes to, and the facts of a company that it needs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfdesk.domain.company import CompanyDetails, LookUps
from kfdesk.domain.invoices import Posted
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Reason


@dataclass(frozen=True)
class PlanFacts:
    """The company's side of a plan: VAT registration, home currency, lists, rates, and the filed VAT."""

    details: CompanyDetails
    look_ups: LookUps
    vat_filed_to: date | None = None


@dataclass(frozen=True)
class Plan:
    """The outcome: READY with `posted`, or another state with the reason for it.

    `gross` is what the invoice comes to, or the best figure known (for lists).
    """

    state: OrderState
    reason: Reason | None = None
    posted: Posted | None = None
    gross: Decimal = ZERO
