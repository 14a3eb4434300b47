"""What the cells of a column look like, whatever its header says."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from kfdesk.domain.mapping import AMOUNTS, DATES, Meaning
from kfdesk.importers import money
from kfdesk.importers.columns import currency_code
from kfdesk.importers.countries import country_of
from kfdesk.importers.mapping_dates import is_date

MOST = 0.75
HIGHEST_RATE = 100
LONGEST_ID = 40
LONGEST_POSTCODE = 10
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
Looks = Callable[[str], bool]


def squeezed(text: str) -> str:
    """Letters and digits, lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("\u0142", "l"))
    return "".join(letter for letter in plain if letter.isalnum())


def is_number(text: str) -> bool:
    """A figure, with whichever sign before the pennies."""
    for decimals in money.Decimals:
        try:
            if money.number(text, decimals) is not None:
                return True
        except (ValueError, ArithmeticError):
            continue
    return False


def is_money(text: str) -> bool:
    """A figure without the length of an id."""
    return is_number(text) and sum(letter.isdigit() for letter in text) <= LONGEST_POSTCODE


def is_rate(text: str) -> bool:
    """A figure that can be a rate of VAT in percent."""
    bare = text.replace("%", "").replace(",", ".").strip()
    return is_number(bare) and bare.replace(".", "", 1).isdigit() and Decimal(bare) < HIGHEST_RATE


def is_email(text: str) -> bool:
    """An e-mail address."""
    return bool(_EMAIL.fullmatch(text.strip()))


def is_country(text: str) -> bool:
    """A country's name or code."""
    return bool(country_of(text))


def is_currency(text: str) -> bool:
    """A currency's code."""
    try:
        return bool(currency_code(text))
    except ValueError:
        return False


def is_id(text: str) -> bool:
    """Something that can be a number of an order."""
    return len(text) <= LONGEST_ID and any(letter.isdigit() for letter in text) and not is_date(text)


def is_words(text: str) -> bool:
    """Something with letters that is no date."""
    return any(letter.isalpha() for letter in text) and not is_date(text)


LOOKS: Mapping[Meaning, Looks] = {
    **dict.fromkeys(DATES, is_date),
    **dict.fromkeys(AMOUNTS, is_money),
    Meaning.ORDER_NUMBER: is_id,
    Meaning.CHANNEL_REFERENCE: is_id,
    Meaning.EMAIL: is_email,
    Meaning.COUNTRY: is_country,
    Meaning.QUANTITY: is_money,
    Meaning.VAT_RATE: is_rate,
    Meaning.CURRENCY: is_currency,
    Meaning.BUYER_NAME: is_words,
    Meaning.TITLE: is_words,
    Meaning.STATUS: is_words,
}
"""What the cells of a column with this meaning must look like."""


def share_of(cells: Sequence[str], looks: Looks) -> float:
    """How many of the cells that hold something look so; 0 where none does."""
    told = [cell for cell in cells if cell.strip()]
    return sum(map(looks, told)) / len(told) if told else 0.0


def suits(cells: Sequence[str], meaning: Meaning) -> bool:
    """Whether a column could have a meaning; an empty one could have any."""
    looks = LOOKS.get(meaning)
    return looks is None or not any(cell.strip() for cell in cells) or share_of(cells, looks) >= MOST
