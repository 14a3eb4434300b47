"""Where an order goes, as UK VAT sees it (FORMATS 4.2)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from kfdesk.domain.orders import Address, Order

HOME_COUNTRIES = frozenset({"GB", "IM"})
"""Northern Ireland is within GB here, and the Isle of Man is one VAT area with the UK."""

_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU_COUNTRIES = frozenset(_EU.split())

# The Channel Islands have postcodes like the UK's, and files often say GB beside them.
_ISLANDS = re.compile(r"\s*(JE|GY)\s*\d", re.IGNORECASE)
_ISLAND_COUNTRIES = {"JE": "JE", "GY": "GG"}


_REGIONS = re.compile(r"\s*(BT|IM)\s*\d", re.IGNORECASE)
_REGION_CODES = {"BT": "NI", "IM": "IM"}


class Place(StrEnum):
    """What the destination means for VAT."""

    HOME = "home"
    ABROAD = "abroad"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Destination:
    """The place and the country code it was told by (empty when not known)."""

    place: Place
    country: str = ""


def destination_of(address: Address) -> Destination:
    """Home, abroad or unknown; JE and GY postcodes are abroad even under GB."""
    country = address.country
    if country == "GB" and (island := _ISLANDS.match(address.postcode)):
        return Destination(Place.ABROAD, _ISLAND_COUNTRIES[island[1].upper()])
    if not country:
        return Destination(Place.UNKNOWN)
    return Destination(Place.HOME if country in HOME_COUNTRIES else Place.ABROAD, country)


def destination(order: Order) -> Destination:
    """Where the goods go: the delivery address, or the buyer's where the file has none."""
    return destination_of(_address(order))


def region(order: Order, where: Destination) -> str:
    """The destination's country code, or NI for Northern Ireland and IM for Man, told by the postcode."""
    if where.country != "GB" or where != destination(order):
        return where.country
    found = _REGIONS.match(_address(order).postcode)
    return _REGION_CODES[found[1].upper()] if found else where.country


def _address(order: Order) -> Address:
    to = order.ship_to
    return to if to.country or to.postcode or to.line1 else order.buyer.address
