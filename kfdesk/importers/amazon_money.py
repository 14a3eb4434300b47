"""Whose money is in a component of Amazon's reports, and when it moved."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.importers.dates import utc_day

_DOTTED = re.compile(r"(\d{2})[./-](\d{2})[./-](\d{4})(.*)")
COUNTRY_LETTERS = 2
WITHHELD = ("marketplacefacilitator", "marketplacewithheld", "lowvaluegoodstax")


@dataclass
class BuyersMoney:
    """What the components of a movement come to for the buyer; negative where money went back.

    `tax` is the part of `gross` that is the seller's tax; `withheld` is what Amazon takes out of
    the price to pay over itself, with its sign.
    """

    gross: Decimal = ZERO
    tax: Decimal = ZERO
    withheld: Decimal = ZERO

    def add(self, name: str, amount: Decimal, *, is_buyers: bool) -> None:
        """A component by its name; one of Amazon's tax counts wherever it stands."""
        bare = name.replace("-", "").replace(" ", "").lower()
        is_withheld = bare.startswith(WITHHELD)
        if not (is_buyers or is_withheld):
            return
        self.gross += amount
        if is_withheld:
            self.withheld += amount
        if is_withheld or bare.endswith("tax"):
            self.tax += amount


def utc_text(text: str) -> str:
    """A stamp with the year first: sites of the European Union write `13.08.2025 22:07:18 UTC`."""
    bare = text.strip()
    found = _DOTTED.fullmatch(bare)
    return f"{found[3]}-{found[2]}-{found[1]}{found[4]}" if found else bare


def moment_day(text: str) -> date:
    """The day in London of a stamp in UTC; raises ValueError, also where there is none."""
    day = utc_day(utc_text(text))
    if day is None:
        raise ValueError("no date")
    return day


def is_marketplaces(responsible: str) -> bool:
    """Whether Amazon, not the seller, accounts for the tax that a row names."""
    return responsible.strip().lower() == "marketplace"


def stock_country(text: str) -> str:
    """The country that goods left, by its two letters; empty where none is named so."""
    country = text.strip().upper()
    return country if len(country) == COUNTRY_LETTERS else ""
