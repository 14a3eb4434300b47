"""The columns of a mapped table, found once a file, and how their cells are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfdesk.domain.errors import ColumnMissing
from kfdesk.domain.mapping import AMOUNTS, DATES, PRICES, ColumnMapping, Meaning
from kfdesk.domain.money import HUNDRED, ZERO, to_penny
from kfdesk.importers import money
from kfdesk.importers.columns import Check, Columns, currency_code, filled, peek
from kfdesk.importers.mapping_dates import day_reader
from kfdesk.importers.reader import Row, Table

HIGHEST_RATE = Decimal(100)
ABSENT = -1


class RowsDisagree(ValueError):
    """The rows of one order say different things where they must say the same."""

    def __init__(self, column: str, found: Sequence[str]) -> None:
        super().__init__(column)
        self.column = column
        self.found = " / ".join(found)


@dataclass(frozen=True)
class MappedColumns:
    """Reads the cells of a table by meaning."""

    columns: Columns
    at: dict[Meaning, int]
    exact: Callable[[str], Decimal | None]
    amount: Callable[[str], Decimal]
    day: Callable[[str], date | None]

    @classmethod
    def of(cls, table: Table, mapping: ColumnMapping, marketplace: str) -> "MappedColumns":
        """Find the columns. Raises ColumnMissing when the mapping is another table's."""
        columns = Columns.of(table, marketplace, tuple(mapping.columns.values()))
        if mapping.missing:
            raise ColumnMissing(path=table.path, format=marketplace, columns=", ".join(mapping.missing))
        at = {meaning: columns.at(name) for meaning, name in mapping.columns.items()}
        rows = peek(table)
        usual = money.Decimals.COMMA if mapping.decimal_comma else money.Decimals.DOT
        figures = (row[at[meaning]] for row in rows for meaning in AMOUNTS if meaning in at)
        decimals = money.decide(figures, usual)
        days = (row[at[meaning]] for row in rows for meaning in DATES if meaning in at)
        return cls(
            columns,
            at,
            exact=lambda text: money.number(text, decimals),
            amount=money.amounts(decimals),
            day=day_reader(days, mapping.date_order),
        )

    def has(self, *meanings: Meaning) -> bool:
        """Whether any of these has a column."""
        return any(meaning in self.at for meaning in meanings)

    def text(self, cells: Sequence[str], meaning: Meaning) -> str:
        """A cell's text; empty where no column has the meaning."""
        place = self.at.get(meaning, ABSENT)
        return "" if place == ABSENT else cells[place].strip()

    def first(self, group: Sequence[Row], meaning: Meaning) -> str:
        """What the first row that says anything says."""
        return next((text for _, cells in group if (text := self.text(cells, meaning))), "")

    def same(self, group: Sequence[Row], meaning: Meaning) -> str:
        """What all rows that say anything say; raises RowsDisagree."""
        told = dict.fromkeys(text for _, cells in group if (text := self.text(cells, meaning)))
        if len({text.casefold() for text in told}) > 1:
            raise RowsDisagree(self.name_of(meaning), tuple(told))
        return next(iter(told), "")

    def whole(self, group: Sequence[Row], meaning: Meaning) -> Decimal | None:
        """A figure of the whole order, on its first row or on each; None where nothing is told.

        Raises RowsDisagree, or ValueError for a cell that is no amount.
        """
        told = [text for _, cells in group if (text := self.text(cells, meaning))]
        found = {value: text for text in told if (value := self.amount(text))}
        if len(found) > 1:
            raise RowsDisagree(self.name_of(meaning), tuple(found.values()))
        return next(iter(found), ZERO if told else None)

    def summed(self, group: Sequence[Row], meaning: Meaning) -> Decimal:
        """A figure of the lines, added up."""
        return sum((self.amount(self.text(cells, meaning)) for _, cells in group), ZERO)

    def rate(self, text: str) -> Decimal | None:
        """`20`, `20 %` or `0.2` as a rate in percent; raises ValueError."""
        bare = text.replace("%", "").strip()
        found = self.exact(bare)
        if found is None:
            return None
        rate = found * HUNDRED if 0 < found < 1 and "%" not in text else found
        if not 0 <= rate < HIGHEST_RATE:
            raise ValueError("not a rate")
        return rate.normalize() if rate else ZERO

    def penny(self, text: str) -> Decimal:
        """An amount that may have more decimals, as unit prices without VAT have."""
        return to_penny(self.exact(text) or ZERO)

    def name_of(self, meaning: Meaning) -> str:
        """The column's name, as the file has it."""
        return self.columns.written[self.at[meaning]]

    def checks(self) -> list[Check]:
        """What must be readable, to find the cell that is not."""
        readers: dict[Meaning, Callable[[str], object]] = dict.fromkeys(AMOUNTS, self.amount)
        readers |= dict.fromkeys((*PRICES, Meaning.LINE_VAT), self.penny)
        readers |= dict.fromkeys(DATES, self.day)
        readers |= {Meaning.QUANTITY: self.exact, Meaning.VAT_RATE: self.rate}
        readers |= {Meaning.ORDER_NUMBER: filled}
        readers |= {Meaning.CURRENCY: lambda text: currency_code(text) if text.strip() else ""}
        return [(self.at[meaning], read) for meaning, read in readers.items() if meaning in self.at]
