"""Shopify's own interface: orders as JSON, with taxes that say whose they are and at which rate.

Unlike the export it says whether prices hold the tax. It has no day of payment: a paid order
was paid when Shopify processed it. Tax that the channel is liable for is taken out of the lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import Address, Buyer, Order, PaymentState, Refund, TaxBasis, TaxStatement
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers.columns import currency_code
from kfdesk.importers.countries import country_code
from kfdesk.importers.dates import london_day
from kfdesk.importers.fields import OddField, Thing, amount, day, inner, is_true, needed, several, text
from kfdesk.importers.shopify_api_lines import lines_of, percent, taxes_of
from kfdesk.importers.shopify_pushed import is_pushed_in, references_in
from kfdesk.importers.shopify_state import Cells, State, state_of

FORMAT = "shopify.api"
ORDER = frozenset({"id", "name", "financial_status", "currency", "total_price", "total_tax"})


class ShopifyApi:
    """Recognises and reads orders and refunds."""

    format = FORMAT
    marketplace = "Shopify"
    instead = "the orders, which hold their refunds (/admin/api/…/orders.json?status=any)"

    def is_order(self, thing: Thing) -> bool:
        """Told by fields that a refund does not have."""
        return thing.keys() >= ORDER

    def is_refund(self, thing: Thing) -> bool:
        """Told by its lines."""
        return "refund_line_items" in thing

    def parent(self, refund: Thing) -> str:
        """The id of its order."""
        return text(refund, "order_id")

    def order(self, thing: Thing, refunds: Sequence[Thing]) -> Order:
        """The order; raises OddField."""
        tax = _tax(thing)
        given_back = _refunds(thing, refunds)
        state = _state(thing, given_back)
        is_pushed = is_pushed_in(text(thing, "source_name"))
        billing, shipping = (_address(inner(thing, name)) for name in ("billing_address", "shipping_address"))
        ship_to = shipping if shipping.country or shipping.line1 else billing
        order = Order(
            order_number=needed(thing, "name"),
            currency=_currency(thing),
            lines=lines_of(thing, is_included=tax.is_included),
            layout=FORMAT,
            ordered=day(thing, "created_at", london_day),
            paid=_paid(thing, state),
            despatched=_despatched(thing),
            channel_order_id=text(thing, "id"),
            references=references_in(text(thing, "tags"), _notes(thing), is_pushed=is_pushed),
            tax_basis=TaxBasis.INCLUDED if tax.is_included else TaxBasis.ON_TOP,
            seller_tax=tax.seller or None,
            taxes=tax.stated,
            marketplace_tax=tax.marketplace,
            stated_total=amount(thing, "total_price") - tax.marketplace,
            payment_state=state.payment,
            payment_method=_method(thing),
            payment_reference=text(thing, "reference", "checkout_token"),
            paid_by_credit=state.paid_by_credit,
            is_cancelled=state.is_cancelled,
            refunds=given_back or state.refunds,
            buyer=_buyer(thing, billing if billing.name or billing.line1 else ship_to),
            ship_to=ship_to,
            has_lines="line_items" in thing,
            problems=(*_test(thing), *state.problems),
            rows=(int(text(thing, "row") or 0),),
        )
        return _with_order_discount(order, thing, without_rates=is_pushed and not tax.seller)


@dataclass(frozen=True)
class _Tax:
    """The order's tax, by whose it is."""

    is_included: bool
    seller: Decimal
    marketplace: Decimal
    stated: tuple[TaxStatement, ...]


def _tax(thing: Thing) -> _Tax:
    own = several(thing, "tax_lines")
    owned = [item for group in ("line_items", "shipping_lines") for item in several(thing, group)]
    by_lines = [tax for item in owned for tax in several(item, "tax_lines")]
    marketplace = sum((taxes_of([tax]).channel for tax in by_lines or own), ZERO)
    # A rate for the whole order would be put on untaxed lines, too.
    stated = (
        TaxStatement(text(tax, "title"), amount(tax, "price"), None if by_lines else percent(tax))
        for tax in own
        if not is_true(tax, "channel_liable")
    )
    seller = amount(thing, "total_tax") - marketplace
    return _Tax(is_true(thing, "taxes_included"), seller, marketplace, tuple(stated))


def _with_order_discount(order: Order, thing: Thing, *, without_rates: bool) -> Order:
    """What of the discounts no line names; a pushed sale's zero rates say nothing."""
    named = sum((line.discount for line in order.lines), ZERO)
    left = max(amount(thing, "total_discounts") - named, ZERO)
    lines = tuple(replace(line, vat_rate=None) for line in order.lines) if without_rates else order.lines
    return replace(order, lines=lines, order_discount=left)


def _currency(thing: Thing) -> str:
    found = text(thing, "currency")
    try:
        return currency_code(found)
    except ValueError as error:
        raise OddField("currency", found) from error


def _state(thing: Thing, refunds: Sequence[Refund]) -> State:
    return state_of(
        Cells(
            status=text(thing, "financial_status").lower(),
            is_cancelled=bool(text(thing, "cancelled_at")),
            refunded=sum((refund.gross for refund in refunds), ZERO)
            if "refunds" in thing or refunds
            else None,
            total=amount(thing, "total_price"),
            outstanding=amount(thing, "total_outstanding"),
            method=_method(thing),
        )
    )


def _method(thing: Thing) -> str:
    names = thing.get("payment_gateway_names")
    told = [str(name) for name in names] if isinstance(names, list) else []
    return " + ".join(told) or text(thing, "gateway")


def _paid(thing: Thing, state: State) -> date | None:
    if state.payment is not PaymentState.PAID:
        return None
    return day(thing, "processed_at", london_day) or day(thing, "created_at", london_day)


def _despatched(thing: Thing) -> date | None:
    """The last parcel's day, once all are sent."""
    if text(thing, "fulfillment_status") != "fulfilled":
        return None
    parcels = [parcel for parcel in several(thing, "fulfillments") if text(parcel, "status") == "success"]
    days = [day(parcel, "created_at", london_day) for parcel in parcels]
    return max((sent for sent in days if sent), default=None)


def _refunds(thing: Thing, beside: Sequence[Thing]) -> tuple[Refund, ...]:
    """Each refund once, with the money that really went back."""
    known = {text(refund, "id"): refund for refund in (*several(thing, "refunds"), *beside)}
    found = (_refund(refund) for refund in known.values())
    return tuple(refund for refund in found if refund.gross)


def _refund(refund: Thing) -> Refund:
    moved = [
        amount(entry, "amount")
        for entry in several(refund, "transactions")
        if text(entry, "kind") == "refund" and text(entry, "status") == "success"
    ]
    return Refund(
        sum(moved, ZERO),
        day(refund, "processed_at", london_day) or day(refund, "created_at", london_day),
        _refunded_tax(refund),
        text(refund, "id"),
    )


def _refunded_tax(refund: Thing) -> Decimal | None:
    lines, adjusted = several(refund, "refund_line_items"), several(refund, "order_adjustments")
    if (not lines and not adjusted) or any("total_tax" not in line for line in lines):
        return None
    of_lines = sum((amount(line, "total_tax") for line in lines), ZERO)
    return of_lines + sum((abs(amount(entry, "tax_amount")) for entry in adjusted), ZERO)


def _test(thing: Thing) -> tuple[Reason, ...]:
    return (Reason.of(Why.NOT_A_SALE, why="test"),) if is_true(thing, "test") else ()


def _notes(thing: Thing) -> str:
    return "\n".join(
        f"{text(note, 'name')}: {text(note, 'value')}" for note in several(thing, "note_attributes")
    )


def _buyer(thing: Thing, address: Address) -> Buyer:
    customer = inner(thing, "customer")
    return Buyer(
        name=address.name,
        company=address.company,
        email=text(thing, "email", "contact_email") or text(customer, "email"),
        phone=text(inner(thing, "billing_address"), "phone") or text(thing, "phone"),
        address=address,
    )


def _address(thing: Thing) -> Address:
    name = text(thing, "name") or f"{text(thing, 'first_name')} {text(thing, 'last_name')}".strip()
    return Address(
        name=name,
        company=text(thing, "company"),
        line1=text(thing, "address1"),
        line2=text(thing, "address2"),
        town=text(thing, "city"),
        county=text(thing, "province"),
        postcode=text(thing, "zip"),
        country=country_code(text(thing, "country_code", "country")),
    )
