"""Where the cells of a table are: each named once, with the headings that it can have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from typing import Self

from kfdesk.importers.columns import Check, Columns

_HEADINGS, _READ, _MONEY = "headings", "read", "money"


def under(*headings: str, read: Callable[[str], object] | None = None) -> int:
    """A cell by its headings, the first of them that a file has; -1 reads a blank.

    `read` raises ValueError for what the cell must not hold.
    """
    place: int = field(metadata={_HEADINGS: headings, _READ: read})
    return place


def money_under(*headings: str) -> int:
    """The same for a cell that holds an amount."""
    place: int = field(metadata={_HEADINGS: headings, _MONEY: True})
    return place


def money_under_each(*cells: tuple[str, ...]) -> tuple[int, ...]:
    """Several amounts that are counted alike, each by its headings; those that a file lacks are left out."""
    places: tuple[int, ...] = field(metadata={_HEADINGS: cells, _MONEY: True})
    return places


@dataclass(frozen=True)
class Places:
    """A table's cells, each a field made by one of the functions above."""

    @classmethod
    def of(cls, columns: Columns) -> Self:
        """Where they are in one file."""
        return cls(**{one.name: _found(columns, one.metadata[_HEADINGS]) for one in fields(cls)})

    @property
    def amounts(self) -> tuple[int, ...]:
        """The cells that hold money, of those that the file has."""
        found: list[int] = []
        for one in fields(self):
            if _MONEY in one.metadata:
                place = getattr(self, one.name)
                found += [place] if isinstance(place, int) else place
        return tuple(place for place in found if place >= 0)

    def checks(self, amount: Callable[[str], object]) -> list[Check]:
        """What must be able to read each cell, money first."""
        others = [(getattr(self, one.name), one.metadata.get(_READ)) for one in fields(self)]
        checks: list[Check] = [(place, amount) for place in self.amounts]
        return checks + [(place, read) for place, read in others if read and place >= 0]


@dataclass(frozen=True)
class MovementPlaces(Places):
    """Those of a table whose rows name an order and say of what kind they are."""

    order: int
    kind: int


def _found(columns: Columns, headings: Sequence[str | tuple[str, ...]]) -> int | tuple[int, ...]:
    one = [heading for heading in headings if isinstance(heading, str)]
    if one:
        return columns.at(*one)
    places = (columns.at(*names) for names in headings)
    return tuple(place for place in places if place >= 0)
