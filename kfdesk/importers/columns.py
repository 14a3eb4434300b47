"""Columns by name, whatever their order, and rows that belong together."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kfdesk.domain.errors import ColumnMissing, FileUnreadable, IdsDamaged
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers.reader import Row, Table
from kfdesk.services.ports import FileProblem

PEEK = 500
MOST_ROWS = 20_000
FOUND_SHOWN = 60
CODE_LETTERS = 3


def plain(heading: str) -> str:
    """A heading without what its wordings differ in from year to year."""
    return heading.replace("\u2019", "'").rstrip(": ")


@dataclass(frozen=True)
class Wording:
    """Headings as a file has them, by those that its reader knows; others stand for themselves."""

    headings: Mapping[str, str] = field(default_factory=dict)

    def known(self, heading: str) -> str:
        """The heading in the reader's words."""
        return self.headings.get(plain(heading), heading)

    def has(self, header: Sequence[str], fingerprint: frozenset[str]) -> bool:
        """Whether a header has all of these in this wording."""
        return fingerprint <= {self.known(heading) for heading in header}

    def own(self, known: str) -> str:
        """What such a file calls a heading that the reader knows."""
        return next((own for own, one in self.headings.items() if one == known), known)


AS_WRITTEN = Wording()


@dataclass(frozen=True)
class Columns:
    """Where each column of a table is; resolved once, so that a row costs no look-up by name.

    They are looked up in lower case; `written` is what a sentence calls them.
    """

    header: tuple[str, ...]
    written: tuple[str, ...]
    index: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls, table: Table, marketplace: str, needed: Sequence[str], wording: Wording = AS_WRITTEN
    ) -> "Columns":
        """Raises ColumnMissing that names what the format cannot do without."""
        index: dict[str, int] = {}
        for position, name in enumerate(map(wording.known, table.header)):
            index.setdefault(name, position)
        if missing := [wording.own(name) for name in needed if name not in index]:
            raise ColumnMissing(path=table.path, format=marketplace, columns=", ".join(missing))
        return cls(table.header, table.written, index)

    def at(self, *names: str) -> int:
        """Position of the first of these that the file has; -1 reads the blank after the end."""
        return next((self.index[name] for name in names if name in self.index), -1)

    def has(self, name: str) -> bool:
        """Whether the file has this column."""
        return name in self.index

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.written)


def with_blank(rows: Iterator[Row]) -> Iterator[Row]:
    """Put an empty cell at each row's end, which is what position -1 of an absent column reads."""
    for number, cells in rows:
        cells.append("")
        yield number, cells


def peek(table: Table) -> list[list[str]]:
    """The first rows, to decide what holds for the whole file."""
    return [cells for _, cells in islice(with_blank(table.rows()), PEEK)]


def refuse_damaged_id(table: Table, row: int, text: str) -> None:
    """Raise IdsDamaged for `5.27762E+12`: a spreadsheet has rewritten the number."""
    if "E+" in text or "e+" in text:
        mantissa, _, exponent = text.lower().partition("e+")
        if exponent.isdigit() and mantissa.replace(".", "", 1).replace(",", "", 1).isdigit():
            raise IdsDamaged(path=table.path, row=row, found=text)


def gathered(table: Table, key: int) -> Iterator[list[Row]]:
    """Rows of one order together, also where a sorted file has them apart.

    Only formats that repeat the order number in each row can be read so. A first pass finds the
    numbers that stand apart, so that no more than their rows are held in memory.
    """
    apart = _apart(table, key)
    held: dict[str, list[Row]] = {number: [] for number in apart}
    for group in _runs(table, key):
        number = group[0][1][key].strip()
        if number in held:
            held[number].extend(group)
        else:
            yield group
    yield from held.values()


def _apart(table: Table, key: int) -> list[str]:
    runs = Counter(group[0][1][key].strip() for group in _runs(table, key))
    return [number for number, times in runs.items() if times > 1]


def _runs(table: Table, key: int) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in with_blank(table.rows()):
        if group and group[0][1][key].strip() != row[1][key].strip():
            yield group
            group = []
        group.append(row)
        refuse_endless(table, group)
    if group:
        yield group


def refuse_endless(table: Table, group: Sequence[Row]) -> None:
    """Raise FileUnreadable for an order of more rows than any order has: they are held in memory."""
    if len(group) > MOST_ROWS:
        raise FileUnreadable(path=table.path, why="damaged")


Check = tuple[int, Callable[[str], object]]
"""A column and what must be able to read it."""


def unreadable(columns: Columns, group: Sequence[Row], checks: Sequence[Check]) -> FileProblem:
    """Which cell of an order could not be read. Looked for only once reading has failed."""
    for row, cells in group:
        for position, parse in checks:
            try:
                parse(cells[position])
            except (ValueError, ArithmeticError):
                return cell_problem(row, columns.written[position], cells[position])
    row, cells = group[0]
    return FileProblem(row, Reason.of(Why.ROWS_UNREADABLE, rows=row))


def cell_problem(row: int, column: str, found: str) -> FileProblem:
    """A cell that does not hold what its column promises."""
    return FileProblem(row, Reason.of(Why.CELL_UNREADABLE, column=column, found=found[:FOUND_SHOWN]))


def currency_code(text: str) -> str:
    """A currency's three letters; raises ValueError."""
    code = text.strip().upper()
    if len(code) != CODE_LETTERS or not code.isalpha() or not code.isascii():
        raise ValueError("not a currency")
    return code


def filled(text: str) -> str:
    """A cell's text; raises ValueError when there is none."""
    bare = text.strip()
    if not bare:
        raise ValueError("empty")
    return bare
