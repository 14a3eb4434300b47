"""The rules of DESIGN 5.2 and 5.4 once more, in whole pennies and nothing of the program's own."""

from collections.abc import Sequence


def half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number, halves away from zero."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    numerator, denominator = abs(numerator), abs(denominator)
    return sign * ((2 * numerator + denominator) // (2 * denominator))


def vat_inside(gross: int, rate: int) -> int:
    """The VAT in a gross sum."""
    return half_up(gross * rate, 100 + rate) if rate > 0 else 0


def shared(total: int, weights: Sequence[int]) -> list[int]:
    """By largest remainder, ties to the earlier; weights are not negative."""
    whole, sign, total = sum(weights), -1 if total < 0 else 1, abs(total)
    parts = [total * weight // whole for weight in weights]
    left = [total * weight % whole for weight in weights]
    for index in sorted(range(len(parts)), key=lambda i: (-left[i], i))[: total - sum(parts)]:
        parts[index] += 1
    return [sign * part for part in parts]
