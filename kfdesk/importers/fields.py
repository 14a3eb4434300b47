"""Reading the objects of a JSON file by name, with one error that says which of them is odd."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from kfdesk.domain.money import ZERO
from kfdesk.importers import money

T = TypeVar("T")
Thing = Mapping[str, Any]
"""An object of a JSON file."""


class OddField(ValueError):
    """A field that does not hold what its name promises."""

    def __init__(self, name: str, found: object) -> None:
        super().__init__(name)
        self.name = name
        self.found = str(found)


def text(thing: Thing, *names: str) -> str:
    """The first of these fields that says anything."""
    for name in names:
        value = thing.get(name)
        if value is None or isinstance(value, (dict, list, bool)):
            continue
        if bare := str(value).strip():
            return bare
    return ""


def needed(thing: Thing, *names: str) -> str:
    """The same; raises OddField where none says anything."""
    if found := text(thing, *names):
        return found
    raise OddField(names[0], "")


def _read(thing: Thing, name: str, parse: Callable[[str], T]) -> T:
    found = text(thing, name)
    try:
        return parse(found)
    except (ValueError, ArithmeticError) as error:
        raise OddField(name, found) from error


def exact(thing: Thing, name: str) -> Decimal:
    """A number with all its decimals, nothing where it is absent; raises OddField."""
    return _read(thing, name, lambda found: money.number(found) or ZERO)


def amount(thing: Thing, name: str) -> Decimal:
    """An amount of money, nothing where it is absent; raises OddField."""
    return _read(thing, name, lambda found: money.money(found) or ZERO)


def percentage(rate: Decimal) -> Decimal:
    """A rate without the zeros that reckoning left behind: 20, 17.5."""
    return Decimal(f"{rate.normalize():f}")


def day(thing: Thing, name: str, parse: Callable[[str], date | None]) -> date | None:
    """A date, None where it is absent; raises OddField."""
    return _read(thing, name, parse)


def inner(thing: Thing, name: str) -> Thing:
    """An object in a field, empty where there is none."""
    value = thing.get(name)
    return value if isinstance(value, dict) else {}


def several(thing: Thing, name: str) -> list[Thing]:
    """The objects of a list in a field."""
    value = thing.get(name)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def is_true(thing: Thing, name: str) -> bool:
    """Whether a field says yes, as a word or as a value."""
    return str(thing.get(name)).lower() in {"true", "yes", "1"}
