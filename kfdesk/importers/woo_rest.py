"""WooCommerce's own interface: orders as JSON, with their refunds.

`total` of a line is without tax and after discounts, whatever `prices_include_tax` says. An
order names its refunds with id and amount; a refund given in full, in the order or beside it,
adds the day and the tax.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kfdesk.domain.money import ZERO, to_penny
from kfdesk.domain.orders import Address, Buyer, LineKind, Order, Refund, TaxBasis, TaxStatement
from kfdesk.importers.columns import currency_code
from kfdesk.importers.countries import country_code
from kfdesk.importers.dates import london_day, utc_day
from kfdesk.importers.fields import (
    OddField,
    Thing,
    amount,
    day,
    exact,
    inner,
    needed,
    percentage,
    several,
    text,
)
from kfdesk.importers.woo import MARKETPLACE, Draft, Told, fee_kind, line_of, refunds_of, state_of

FORMAT = "woocommerce.rest"
ORDER = frozenset({"id", "number", "status", "currency", "total", "total_tax", "line_items"})
REFUND = frozenset({"id", "amount", "reason", "line_items"})
OF_ORDER = re.compile(r"/orders/(\d+)")
REFUNDED = ("line_items", "shipping_lines", "fee_lines")


class WooRest:
    """Recognises and reads orders and refunds."""

    format = FORMAT
    marketplace = MARKETPLACE
    instead = "the orders, which name their refunds (/wp-json/wc/v3/orders)"

    def is_order(self, thing: Thing) -> bool:
        """Told by fields that a refund does not have."""
        return thing.keys() >= ORDER

    def is_refund(self, thing: Thing) -> bool:
        """Told by its amount."""
        return thing.keys() >= REFUND and "number" not in thing

    def parent(self, refund: Thing) -> str:
        """Named by an id in older versions, by the addresses of the order in newer ones."""
        links = (
            text(link, "href")
            for entries in ("up", "self")
            for link in several(inner(refund, "_links"), entries)
        )
        found = next((match[1] for link in links if (match := OF_ORDER.search(link))), "")
        return found or text(refund, "parent_id", "order_id")

    def order(self, thing: Thing, refunds: Sequence[Thing]) -> Order:
        """The order; raises OddField."""
        ordered, paid = _day(thing, "date_created"), _day(thing, "date_paid")
        method = text(thing, "payment_method")
        status, total = needed(thing, "status"), amount(thing, "total")
        state = state_of(Told(status, ordered, paid, method, has_paid_date=True))
        billing, shipping = _address(inner(thing, "billing")), _address(inner(thing, "shipping"))
        return Order(
            order_number=needed(thing, "number", "id"),
            currency=_currency(thing),
            lines=tuple(line_of(draft) for draft in _drafts(thing)),
            layout=FORMAT,
            ordered=ordered,
            paid=state.paid,
            despatched=_day(thing, "date_completed"),
            channel_order_id=text(thing, "id"),
            tax_basis=TaxBasis.ON_TOP,
            seller_tax=to_penny(exact(thing, "total_tax")) or None,
            taxes=tuple(_taxes(thing)),
            stated_total=total,
            payment_state=state.payment,
            payment_method=text(thing, "payment_method_title", "payment_method"),
            payment_reference=text(thing, "transaction_id"),
            is_cancelled=state.is_cancelled,
            refunds=refunds_of(_refunds(thing, refunds), status, total),
            buyer=_buyer(thing, billing),
            ship_to=shipping if shipping.country or shipping.line1 else billing,
            problems=state.problems,
            rows=(int(text(thing, "row") or 0),),
        )


def _day(thing: Thing, name: str) -> date | None:
    """The `_gmt` stamp is exact; the other is the shop's own time."""
    return day(thing, f"{name}_gmt", utc_day) or day(thing, name, london_day)


def _currency(thing: Thing) -> str:
    found = text(thing, "currency")
    try:
        return currency_code(found)
    except ValueError as error:
        raise OddField("currency", found) from error


def _drafts(thing: Thing) -> Iterator[Draft]:
    rates = {
        text(tax, "rate_id"): percentage(exact(tax, "rate_percent"))
        for tax in several(thing, "tax_lines")
        if text(tax, "rate_percent")
    }
    row = int(text(thing, "row") or 0)
    for item in several(thing, "line_items"):
        sku, many = text(item, "sku"), exact(item, "quantity")
        yield _draft(item, rates)._replace(title=text(item, "name"), sku=sku, quantity=many, row=row)
    for item in several(thing, "shipping_lines"):
        if exact(item, "total"):
            title = text(item, "method_title") or "Delivery"
            yield _draft(item, rates)._replace(title=title, kind=LineKind.DELIVERY)
    for item in several(thing, "fee_lines"):
        if exact(item, "total"):
            title = text(item, "name")
            yield _draft(item, rates)._replace(title=title, kind=fee_kind(title))


def _draft(item: Thing, rates: dict[str, Decimal]) -> Draft:
    """Rates of several taxes on one line add up, as the taxes do."""
    borne = [text(tax, "id") for tax in several(item, "taxes") if text(tax, "total")]
    is_known = bool(borne) and all(rate in rates for rate in borne)
    rate = sum((rates[rate] for rate in borne), Decimal(0)) if is_known else None
    return Draft("", exact(item, "total"), exact(item, "total_tax"), rate=rate)


def _taxes(thing: Thing) -> Iterator[TaxStatement]:
    """For reading only: which line bears which rate, the lines say themselves."""
    for tax in several(thing, "tax_lines"):
        whole = exact(tax, "tax_total") + exact(tax, "shipping_tax_total")
        yield TaxStatement(text(tax, "label", "rate_code"), whole)


def _refunds(thing: Thing, beside: Sequence[Thing]) -> tuple[Refund, ...]:
    """Each refund once, from the fuller of the two places that name it."""
    known = {text(refund, "id"): refund for refund in (*several(thing, "refunds"), *beside)}
    return tuple(_refund(refund) for refund in known.values())


def _refund(refund: Thing) -> Refund:
    name = "amount" if text(refund, "amount") else "total"
    lines = [line for group in REFUNDED for line in several(refund, group)]
    tax = to_penny(sum((abs(exact(line, "total_tax")) for line in lines), ZERO)) if lines else None
    return Refund(abs(amount(refund, name)), _day(refund, "date_created"), tax, text(refund, "id"))


def _buyer(thing: Thing, billing: Address) -> Buyer:
    contact = inner(thing, "billing")
    return Buyer(
        name=billing.name,
        company=billing.company,
        email=text(contact, "email"),
        phone=text(contact, "phone"),
        vat_number=_vat_number(thing),
        address=billing,
    )


def _vat_number(thing: Thing) -> str:
    """Plug-ins keep it under names of their own."""
    for entry in several(thing, "meta_data"):
        if text(entry, "key").lower().endswith(("vat_number", "vat_id", "vat_num")):
            return text(entry, "value")
    return ""


def _address(thing: Thing) -> Address:
    return Address(
        name=" ".join(filter(None, (text(thing, "first_name"), text(thing, "last_name")))),
        company=text(thing, "company"),
        line1=text(thing, "address_1"),
        line2=text(thing, "address_2"),
        town=text(thing, "city"),
        county=text(thing, "state"),
        postcode=text(thing, "postcode"),
        country=country_code(text(thing, "country")),
    )
