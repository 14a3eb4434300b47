"""Makers for the tests of planning: lines of each kind, channels with other settings, plans."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from kfdesk.domain.channels import Channel, VatChoice, VatUnknown
from kfdesk.domain.evidence import VAT_EVIDENCE
from kfdesk.domain.invoices import InvoiceLine, Posted
from kfdesk.domain.orders import LineKind, Order, OrderLine
from kfdesk.domain.planning import plan
from kfdesk.domain.plans import Plan, PlanFacts
from kfdesk.domain.reasons import Reason, Why
from tests.builders import COMPANY, LOOK_UPS, READY, a_buyer, a_line, an_address, an_order

FACTS = PlanFacts(COMPANY, LOOK_UPS)
UNREGISTERED = PlanFacts(replace(COMPANY, is_vat_registered=False), LOOK_UPS)


def channel(vat: str = "file", vat_unknown: str = "stop", **settings: Any) -> Channel:
    """A ready channel of company 1 with some settings changed; VAT as the command has it."""
    changed = replace(READY, vat=VatChoice(vat), vat_unknown=VatUnknown(vat_unknown), **settings)
    return Channel(1, 1, "eBay", "eBay", settings=changed)


def goods(amount: str, **changes: Any) -> OrderLine:
    """Goods of which the file states no rate, unless given."""
    return a_line(amount, **{"vat_rate": None, **changes})


def delivery(amount: str, **changes: Any) -> OrderLine:
    """A delivery line without a rate of its own."""
    return OrderLine("Royal Mail", Decimal(amount), kind=LineKind.DELIVERY, **changes)


def tip(amount: str) -> OrderLine:
    """A tip."""
    return OrderLine("Tip", Decimal(amount), kind=LineKind.TIP)


def fee(amount: str) -> OrderLine:
    """A fee; below zero it is given to the buyer."""
    return OrderLine("Service fee", Decimal(amount), kind=LineKind.FEE)


def order_of(*lines: OrderLine, **changes: Any) -> Order:
    """An order of these lines whose total is what the lines come to, unless given."""
    discount = changes.get("order_discount", Decimal("0.00"))
    total = sum((line.amount - line.discount for line in lines), -discount)
    return an_order(lines=lines, **{"stated_total": total, **changes})


def order_to(country: str, *lines: OrderLine, postcode: str = "", **changes: Any) -> Order:
    """The same, sent to a country and postcode."""
    address = an_address(country=country, postcode=postcode)
    return order_of(*lines, ship_to=address, buyer=a_buyer(address=address), **changes)


def planned(order: Order, facts: PlanFacts = FACTS, **settings: Any) -> Plan:
    """The plan in a channel with these settings."""
    return plan(order, channel(**settings), facts)


def posted(order: Order, facts: PlanFacts = FACTS, **settings: Any) -> Posted:
    """What is posted for an order that must be ready."""
    outcome = planned(order, facts, **settings)
    assert outcome.posted is not None, outcome.reason
    return outcome.posted


def lines_of(order: Order, facts: PlanFacts = FACTS, **settings: Any) -> tuple[InvoiceLine, ...]:
    """The invoice lines of an order that must be ready."""
    return posted(order, facts, **settings).invoice.lines


def stop_of(order: Order, facts: PlanFacts = FACTS, **settings: Any) -> Reason:
    """The reason of an order that must not be ready."""
    outcome = planned(order, facts, **settings)
    assert outcome.posted is None
    assert outcome.reason is not None
    return outcome.reason


def whys(reasons: tuple[Reason, ...]) -> list[Why]:
    """The codes of reasons."""
    return [reason.why for reason in reasons]


def notes(sent: Posted) -> tuple[Reason, ...]:
    """What a posted order says beside the evidence for its VAT."""
    return tuple(reason for reason in sent.why if reason.why not in VAT_EVIDENCE)
