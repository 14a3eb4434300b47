"""Money text as channels, spreadsheets and people write it.

A decimal comma is a property of the file, not of one cell: it is decided once from the first
rows, and a later cell that contradicts it is unreadable rather than guessed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from kfdesk.domain.money import PENNY, ZERO, to_penny

# Spreadsheets and pandas leave 91.17000000000002; anything coarser is a third decimal.
FLOAT_NOISE = Decimal("0.000001")
NONE_AT_ALL = frozenset({"", "--", "-", "n/a"})
# Swedish reports write a true minus sign.
_BLANKS = str.maketrans("\u2212", "-", " \t\u00a0\u202f'")
_CURRENCY = re.compile(r"[A-Za-z]{0,3}[$£€¥]|[$£€¥]|^[A-Za-z]{3}|[A-Za-z]{3}$")
_DOT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+|\d+\.")
_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d*,?\d+|\d+,")
_SAYS_COMMA = re.compile(r",\d{1,2}$|,\d{4,}$|\.\d{3},")
_SAYS_DOT = re.compile(r"\.\d{1,2}$|\.\d{4,}$|,\d{3}\.")


class Decimals(Enum):
    """Which sign stands before the pennies."""

    DOT = "."
    COMMA = ","


def decide(cells: Iterable[str], otherwise: Decimals = Decimals.DOT) -> Decimals:
    """Which sign the file uses, from the money cells of its first rows."""
    for cell in cells:
        bare = _bare(cell)
        if _SAYS_DOT.search(bare):
            return Decimals.DOT
        if _SAYS_COMMA.search(bare):
            return Decimals.COMMA
    return otherwise


def decide_for(
    rows: Sequence[Sequence[str]], columns: Iterable[int], otherwise: Decimals = Decimals.DOT
) -> Decimals:
    """The same, from some columns of some rows."""
    wanted = tuple(columns)
    return decide((row[column] for row in rows for column in wanted), otherwise)


@lru_cache(maxsize=1 << 15)
def number(text: str, decimals: Decimals = Decimals.DOT) -> Decimal | None:
    """The exact number in a cell, None where it is empty; raises ValueError."""
    if text.isascii() and text.replace(".", "", 1).isdigit() and decimals is Decimals.DOT:
        return Decimal(text)
    return _careful(text, decimals)


@lru_cache(maxsize=1 << 15)
def money(text: str, decimals: Decimals = Decimals.DOT) -> Decimal | None:
    """The amount in a cell in whole pennies, None where it is empty; raises ValueError."""
    exact = number(text, decimals)
    return None if exact is None else whole_pennies(exact)


def amounts(decimals: Decimals) -> Callable[[str], Decimal]:
    """`money` for one file, with an empty cell read as nothing; remembers what it has read."""

    @lru_cache(maxsize=1 << 15)
    def amount(text: str) -> Decimal:
        exact = number(text, decimals)
        return ZERO if exact is None else whole_pennies(exact)

    return amount


def whole_pennies(exact: Decimal) -> Decimal:
    """The amount without the noise that floats leave; raises ValueError for parts of a penny."""
    amount = to_penny(exact)
    if amount != exact and abs(amount - exact) > FLOAT_NOISE:
        raise ValueError("an amount with a part of a penny")
    return amount or ZERO


def _bare(text: str) -> str:
    return _CURRENCY.sub("", text.translate(_BLANKS)).strip("()-+")


def _careful(text: str, decimals: Decimals) -> Decimal | None:
    squeezed = text.translate(_BLANKS)
    if squeezed.lower() in NONE_AT_ALL:
        return None
    bare = _CURRENCY.sub("", squeezed)
    is_bracketed = bare.startswith("(") and bare.endswith(")")
    is_negative = is_bracketed or bare.count("-") == 1
    digits = bare.strip("()") if is_bracketed else bare.strip("+-")
    return _signed(_digits(digits, decimals), is_negative=is_negative)


def _digits(text: str, decimals: Decimals) -> Decimal:
    pattern, thousands = (_DOT, ",") if decimals is Decimals.DOT else (_COMMA, ".")
    if not text.isascii() or not pattern.fullmatch(text):
        raise ValueError("not a number")
    return Decimal(text.replace(thousands, "").replace(",", "."))


def _signed(amount: Decimal, *, is_negative: bool) -> Decimal:
    return -amount if is_negative else amount


__all__ = ["PENNY", "ZERO", "Decimals", "amounts", "decide", "decide_for", "money", "number", "whole_pennies"]
