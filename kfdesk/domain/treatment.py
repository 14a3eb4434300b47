"""Which rule the VAT of an order follows: where the goods went from and to, and who took tax (FORMATS 4.2).

A channel with a VAT of its own is the person's answer for all its orders (at 0 %: the
marketplace accounts for it); where it has none, what is not clear is asked of each.
"""

from enum import StrEnum

from kfdesk.domain.answered import with_own_tax, without_marketplace_tax
from kfdesk.domain.answers import Questions, Ruling
from kfdesk.domain.destinations import EU_COUNTRIES, Destination, Place, destination, destination_of
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Order, OrderState
from kfdesk.domain.pricing import has_tax, seller_tax_of
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.record import Record
from kfdesk.domain.reported import HOME_STOCK, shipped_from_abroad, tax_collected
from kfdesk.domain.rules import VatRules
from kfdesk.domain.stops import Stopped

NORTHERN_IRELAND = "XI"
_MARKETPLACES = (Ruling.MARKETPLACE_IN_PRICES, Ruling.MARKETPLACE_ON_TOP)


class VatRule(StrEnum):
    """A row of the table in FORMATS 4.2."""

    NO_VAT = "rule_no_vat"
    HOME = "rule_home"
    HOME_ASSUMED = "rule_home_assumed"
    EXPORT = "rule_export"
    EXPORT_TAXED = "rule_export_taxed"
    MARKETPLACE = "rule_marketplace"
    OUTSIDE = "rule_outside"


class Treatment(Record, frozen=True):
    """An order as the answers about its VAT have it, with the rule that it follows.

    `ship_from` is the country that the goods left, as far as anything says.
    """

    order: Order
    rule: VatRule
    where: Destination
    ship_from: str = ""


def treat(order: Order, rules: VatRules, questions: Questions) -> Treatment:
    """Find the rule; raises Stopped where a person must say."""
    ship_from = left_from(order)
    where = _where(order, questions)
    if rules.no_vat:
        return Treatment(order, VatRule.NO_VAT, where, ship_from)
    if rules.fixed is None and _is_stock_abroad(ship_from, where):
        ruling = questions.ask(Why.SHIPPED_FROM_ABROAD, country=ship_from)
        if ruling is Ruling.OUTSIDE_UK_VAT:
            return Treatment(order, VatRule.OUTSIDE, where, ship_from)
    if not rules.is_zero and (order.reported or order.marketplace_tax > 0):
        return _by_tax(Treatment(order, VatRule.HOME, where, ship_from), questions)
    return Treatment(order, _rule_of(order, where), where, ship_from)


def left_from(order: Order) -> str:
    """The country that the goods left: as a report says, else as the file does."""
    return shipped_from_abroad(order.reported) or order.ship_from


def _by_tax(sale: Treatment, questions: Questions) -> Treatment:
    """By who took tax on it, where not all of the channel is at 0 % for that."""
    order, where = sale.order, sale.where
    if (told := tax_collected(order.reported)) and _is_in_question(order, where):
        question = Reason.of(Why.MARKETPLACE_TAX_REPORTED, report=told.report, tax=told.collected or ZERO)
        if questions.put(question) is Ruling.MARKETPLACE:
            tax = told.collected or seller_tax_of(order)
            if not tax:  # nothing says how much of the price was the marketplace's
                raise Stopped(OrderState.NEEDS_ATTENTION, question)
            order = without_marketplace_tax(order, tax)
            return _as(sale, order, VatRule.MARKETPLACE if where.place is not Place.ABROAD else None)
    elif order.marketplace_tax > 0 and where.place is not Place.ABROAD:
        return _taxed_at_home(sale, questions)
    return _as(sale, order)


def _taxed_at_home(sale: Treatment, questions: Questions) -> Treatment:
    """The marketplace took tax on a sale within the UK, as it does for sellers from overseas."""
    order, where = sale.order, sale.where
    if where.place is Place.UNKNOWN:
        where = _said(order, questions.ask(Why.DESTINATION_UNKNOWN))
        if where.place is Place.ABROAD:
            return Treatment(order, VatRule.EXPORT_TAXED, where, sale.ship_from)
    sale = Treatment(order, VatRule.HOME, where, sale.ship_from)
    if questions.ruled(Why.TAX_BASIS_UNKNOWN) in _MARKETPLACES:
        return _as(sale, order, VatRule.MARKETPLACE)
    ruling = questions.ask(Why.MARKETPLACE_TAX_AT_HOME, tax=order.marketplace_tax)
    if ruling is Ruling.MARKETPLACE:
        return _as(sale, order, VatRule.MARKETPLACE)
    return _as(sale, with_own_tax(order) if ruling is Ruling.MINE else order)


def _as(sale: Treatment, order: Order, rule: VatRule | None = None) -> Treatment:
    """The sale with this rule, else with that of its destination."""
    return Treatment(order, rule or _rule_of(order, sale.where), sale.where, sale.ship_from)


def _rule_of(order: Order, where: Destination) -> VatRule:
    if where.place is Place.ABROAD:
        return VatRule.EXPORT_TAXED if order.marketplace_tax else VatRule.EXPORT
    return VatRule.HOME_ASSUMED if where.place is Place.UNKNOWN else VatRule.HOME


def _is_in_question(order: Order, where: Destination) -> bool:
    """A report contradicts the file. Abroad no tax is planned: only tax in the price is in question."""
    return not order.marketplace_tax and (where.place is not Place.ABROAD or has_tax(order))


def _is_stock_abroad(ship_from: str, where: Destination) -> bool:
    """Stock in Northern Ireland is at home, but for what goes from there to the EU."""
    if ship_from == NORTHERN_IRELAND:
        return where.place is Place.ABROAD and where.country in EU_COUNTRIES
    return ship_from not in HOME_STOCK


def _where(order: Order, questions: Questions) -> Destination:
    """Where it goes; of a parcel that goes on from a hub, as the person said."""
    said = questions.ruled(Why.DESTINATION_UNKNOWN)
    return destination(order) if said is None else _said(order, said)


def _said(order: Order, ruling: Ruling) -> Destination:
    if ruling is Ruling.IN_UK:
        return Destination(Place.HOME, "GB")
    of_buyer = destination_of(order.buyer.address)
    return of_buyer if of_buyer.place is Place.ABROAD else Destination(Place.ABROAD)
