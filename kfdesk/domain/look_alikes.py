"""Invoices that something else entered and that may be an order of ours (DESIGN 5.1, *Adopting*)."""

import unicodedata
from datetime import timedelta

from kfdesk.domain.customers import bare, surname_of
from kfdesk.domain.invoices import Customer, Posted, PostedInvoice
from kfdesk.domain.orders import Order

NEAR = timedelta(days=2)
"""How far a hand-entered date may lie from the order's: over a weekend, past midnight."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "mx"})


def is_near(invoice: PostedInvoice, order: Order, posted: Posted) -> bool:
    """Dated within a couple of days of any of the order's dates."""
    days = (posted.invoice.invoice_date, order.ordered, order.paid, order.despatched)
    return any(abs(invoice.invoice_date - day) <= NEAR for day in days if day)


def name_key(name: str) -> frozenset[str]:
    """A name as it is compared: its words in any order and case, without accents and titles."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign)
    )
    words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    return frozenset(words) - _TITLES


def bears_name(name: str, order: Order, posted: Posted) -> bool:
    """Whether a customer is called like the buyer, or whom the order goes to."""
    buyer, there = order.buyer, order.ship_to
    names = (posted.customer.name, buyer.name, buyer.company, there.name, there.company)
    key = name_key(name)
    return bool(key) and any(name_key(each) == key for each in names)


def is_buyer(found: Customer, order: Order, posted: Posted) -> bool:
    """Same e-mail, or same surname and postcode, or the same name."""
    emails = {part.strip().casefold() for part in found.email.replace(";", ",").split(",")}
    if order.buyer.email.strip() and order.buyer.email.strip().casefold() in emails:
        return True
    return bears_name(found.name, order, posted) or _lives_there(found, order)


def _lives_there(found: Customer, order: Order) -> bool:
    postcode, surname = bare(found.postcode), bare(surname_of(found.surname or found.name))
    places = (order.buyer.address, order.ship_to)
    names = (order.buyer.name, *(place.name for place in places))
    return (
        bool(postcode and surname)
        and postcode in {bare(place.postcode) for place in places}
        and surname in {bare(surname_of(name)) for name in names}
    )
