"""Which currency a money cell is in, where a file has no column for it."""

import re
from collections.abc import Iterable
from functools import lru_cache

SIGNS = {"£": "GBP", "€": "EUR"}
DOLLARS = {
    "US": "USD",
    "AU": "AUD",
    "A": "AUD",
    "CA": "CAD",
    "C": "CAD",
    "NZ": "NZD",
    "HK": "HKD",
    "S": "SGD",
}
_SIGN = re.compile(r"([A-Z]{0,3})\s*([$£€])")
_CODE = re.compile(r"(?<![A-Z])[A-Z]{3}(?![A-Z])")


def currency_of(cells: Iterable[str], dollar: str = "") -> str:
    """The one currency that these cells name; `dollar` is what a bare `$` stands for.

    Raises ValueError when they name none, several, or a bare dollar that could be any.
    """
    found = {code for cell in set(cells) if (code := _named(cell, dollar)) is not None}
    if len(found) != 1 or "" in found:
        raise ValueError("not one currency")
    return found.pop()


@lru_cache(maxsize=1 << 15)
def _named(cell: str, dollar: str) -> str | None:
    """The currency of one cell: None where it names none, empty where it is unclear."""
    upper = cell.upper()
    if sign := _SIGN.search(upper):
        prefix, mark = sign.groups()
        return SIGNS[mark] if mark in SIGNS else DOLLARS.get(prefix, "") if prefix else dollar
    code = _CODE.search(upper)
    return code[0] if code else None
