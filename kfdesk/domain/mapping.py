"""What the columns of a table that nobody knows mean, as a person has said it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

E = TypeVar("E", bound=StrEnum)


class Meaning(StrEnum):
    """What a column may stand for.

    A figure of the whole order may stand on its first row or on each; one of the line is
    for all of the line.
    """

    ORDER_NUMBER = "order_number"
    CHANNEL_REFERENCE = "channel_reference"
    ORDERED = "ordered"
    PAID = "paid"
    DESPATCHED = "despatched"
    STATUS = "status"
    BUYER_NAME = "buyer_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    COMPANY = "company"
    ADDRESS_1 = "address_1"
    ADDRESS_2 = "address_2"
    TOWN = "town"
    COUNTY = "county"
    POSTCODE = "postcode"
    COUNTRY = "country"
    SKU = "sku"
    TITLE = "title"
    QUANTITY = "quantity"
    UNIT_PRICE = "unit_price"
    LINE_TOTAL = "line_total"
    LINE_DISCOUNT = "line_discount"
    LINE_VAT = "line_vat"
    VAT_RATE = "vat_rate"
    LINE_DELIVERY = "line_delivery"
    DELIVERY = "delivery"
    DISCOUNT = "discount"
    VAT = "vat"
    TOTAL = "total"
    CURRENCY = "currency"
    PAYMENT_METHOD = "payment_method"


DATES = (Meaning.ORDERED, Meaning.PAID, Meaning.DESPATCHED)
PRICES = (Meaning.UNIT_PRICE, Meaning.LINE_TOTAL)
TAXES = (Meaning.LINE_VAT, Meaning.VAT, Meaning.VAT_RATE)
AMOUNTS = (
    *PRICES,
    Meaning.LINE_DISCOUNT,
    Meaning.LINE_VAT,
    Meaning.LINE_DELIVERY,
    Meaning.DELIVERY,
    Meaning.DISCOUNT,
    Meaning.VAT,
    Meaning.TOTAL,
)
"""The meanings whose cells hold money."""


class DateOrder(StrEnum):
    """What `03/04/2026` is: 3 April, or 4 March."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True)
class ColumnMapping:
    """Which column has which meaning, and what no column says.

    `name` is what a channel of such files is called by default. Columns are named by their
    header cells, lower case. `decimal_comma` decides only where the file's figures leave it
    open. With words for *paid*, an order of any other status waits.
    """

    name: str
    columns: Mapping[Meaning, str] = field(default_factory=dict)
    prices_include_vat: bool = True
    currency: str = "GBP"
    date_order: DateOrder = DateOrder.DAY_FIRST
    decimal_comma: bool = False
    paid_words: tuple[str, ...] = ()
    cancelled_words: tuple[str, ...] = ()
    refunded_words: tuple[str, ...] = ()

    def has(self, *meanings: Meaning) -> bool:
        """Whether any of these has a column."""
        return any(self.columns.get(meaning) for meaning in meanings)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is needed and not there, as codes that `kfdesk.words` has names for."""
        wanted = {
            "name": bool(family_of(self.name)),
            "order_number": self.has(Meaning.ORDER_NUMBER),
            "any_date": self.has(*DATES),
            "any_price": self.has(*PRICES, Meaning.TOTAL),
            "currency": bool(self.currency) or self.has(Meaning.CURRENCY),
            "any_vat": self.prices_include_vat or self.has(*TAXES, Meaning.TOTAL),
        }
        return tuple(code for code, is_there in wanted.items() if not is_there)


def family_of(name: str) -> str:
    """The family of formats that tables of this name are: letters and digits, lower case."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def header_key(header: Sequence[str]) -> str:
    """What a table is known again by: its header cells, whatever their order."""
    cells = (" ".join(cell.strip("\ufeff").split()).casefold() for cell in header)
    return "\n".join(sorted(cell for cell in cells if cell))


WORDS = ("paid_words", "cancelled_words", "refunded_words")


def as_fields(mapping: ColumnMapping) -> dict[str, object]:
    """A mapping as plain values, as it is kept and as its file has it."""
    return {
        "name": mapping.name,
        "columns": {meaning.value: column for meaning, column in mapping.columns.items()},
        "prices_include_vat": mapping.prices_include_vat,
        "currency": mapping.currency,
        "date_order": mapping.date_order.value,
        "decimal_comma": mapping.decimal_comma,
        **{name: list(getattr(mapping, name)) for name in WORDS},
    }


def of_fields(fields: object) -> ColumnMapping:
    """The mapping in plain values; raises ValueError that says which is odd."""
    given = _of_kind("the file", fields, dict)
    usual = as_fields(ColumnMapping(""))
    for name in given:
        if name not in usual:
            raise ValueError(f"unknown entry {name!r}")
    values = {
        name: _of_kind(name, given.get(name, default), type(default)) for name, default in usual.items()
    }
    return ColumnMapping(
        name=values["name"].strip(),
        columns=_columns(values["columns"]),
        prices_include_vat=values["prices_include_vat"],
        currency=values["currency"].strip().upper(),
        date_order=_one_of("date_order", values["date_order"], DateOrder),
        decimal_comma=values["decimal_comma"],
        **{name: tuple(_of_kind(name, word, str) for word in values[name]) for name in WORDS},
    )


def _columns(given: Mapping[str, Any]) -> dict[Meaning, str]:
    columns = {}
    for name, column in given.items():
        meaning = _one_of("columns", name, Meaning)
        if text := _of_kind(name, column, str).strip().lower():
            columns[meaning] = text
    return columns


def _one_of(name: str, value: str, kind: type[E]) -> E:
    try:
        return kind(value)
    except ValueError:
        choices = ", ".join(each.value for each in kind)
        raise ValueError(f"{name}: {value!r} is none of {choices}") from None


def _of_kind(name: str, value: object, kind: type) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{name}: {value!r} is not a {kind.__name__}")  # noqa: TRY004 - odd content of a file
    return value
