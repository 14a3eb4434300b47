"""Exact money: rounding, the VAT inside a gross sum, sharing without losing a penny.

Amounts are `Decimal` in major units (pounds). Half-up means away from zero, so that a
credit note mirrors its invoice (DESIGN 5.2).
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

PENNY = Decimal("0.01")
ZERO = Decimal("0.00")
HUNDRED = Decimal(100)


def to_penny(amount: Decimal) -> Decimal:
    """Round half-up (away from zero) to two decimals."""
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


def to_minor(amount: Decimal) -> int:
    """Whole pennies of an amount; raises ValueError when it holds a part of a penny."""
    minor = amount * HUNDRED
    if minor != minor.to_integral_value():
        raise ValueError("an amount with a part of a penny")
    return int(minor)


def from_minor(minor: int) -> Decimal:
    """The amount of so many pennies."""
    return (Decimal(minor) / HUNDRED).quantize(PENNY)


def vat_in_gross(gross: Decimal, rate: Decimal) -> Decimal:
    """The VAT inside a gross amount at a rate in percent, half-up to a penny."""
    return to_penny(gross * rate / (HUNDRED + rate))


def share(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split whole pennies by weight, largest remainder first, ties to the earlier one.

    A weight against the others' sign (a fee given back) takes a part against the total's.
    Turning the sign of the total, or of all weights, only turns the parts or leaves them.
    Raises ValueError when the weights add up to nothing but there is something to share.
    """
    whole = sum(weights, Decimal(0))
    if total == 0:
        return [ZERO] * len(weights)
    if whole == 0:
        raise ValueError("nothing to share by")
    if whole < 0:
        weights, whole = [-weight for weight in weights], -whole
    sign, pennies = (-1 if total < 0 else 1), abs(to_minor(total))
    # Whole parts and what is left of each in the same measure: fractions would be cut, and ties missed.
    split = [_floor_divided(pennies * weight, whole) for weight in weights]
    parts = [int(part) for part, _ in split]
    by_remainder = sorted(range(len(parts)), key=lambda i: (-split[i][1], i))
    for index in by_remainder[: pennies - sum(parts)]:
        parts[index] += 1
    return [from_minor(sign * part) for part in parts]


def _floor_divided(amount: Decimal, by: Decimal) -> tuple[Decimal, Decimal]:
    """The quotient rounded down, and the remainder, which is never below zero."""
    part, left = divmod(amount, by)
    return (part - 1, left + by) if left < 0 else (part, left)
