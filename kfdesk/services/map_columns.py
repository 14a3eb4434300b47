"""Saying what the columns of an unknown table mean, and seeing what comes of it before it counts."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from kfdesk.domain.errors import (
    FileRefused,
    MappingColumnUnknown,
    MappingIncomplete,
    MappingUnreadable,
)
from kfdesk.domain.mapping import ColumnMapping, of_fields
from kfdesk.domain.money import PENNY, ZERO
from kfdesk.domain.orders import Order, TaxBasis
from kfdesk.domain.pricing import stated_gross
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.ports import Book, FileProblem, OrderFile, Remembered, TableFiles, UnknownTable

MOST_SHOWN = 500
LARGEST_FILE = 1 << 16


@dataclass(frozen=True)
class MappingPreview:
    """What a mapping would make of a table: its first orders, their sums, what is odd.

    `is_whole` is False where the table holds more than is shown.
    """

    orders: tuple[Order, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    is_whole: bool = True
    refusal: FileRefused | None = None

    @property
    def sums(self) -> dict[str, Decimal]:
        """What the orders shown come to, by currency."""
        sums: dict[str, Decimal] = {}
        for order in self.orders:
            sums[order.currency] = sums.get(order.currency, ZERO) + stated_gross(order)
        return sums


class MapColumns:
    """Proposes, previews and remembers mappings."""

    def __init__(self, book: Book, files: TableFiles) -> None:
        self._book = book
        self._files = files

    def table(self, path: Path) -> UnknownTable:
        """The table in a file that no reader knows. Raises FileRefused, MappingNotNeeded."""
        return self._files.table(path)

    def preview(self, path: Path, mapping: ColumnMapping, most: int = MOST_SHOWN) -> MappingPreview:
        """The first orders it would make. A file that is refused by it is told, not raised."""
        if mapping.missing:
            return MappingPreview()
        try:
            return _previewed(self._files.mapped(path, mapping), most)
        except FileRefused as refusal:
            return MappingPreview(refusal=refusal)

    def remember(self, table: UnknownTable, mapping: ColumnMapping) -> None:
        """Use it from now on for all tables of these columns.

        Raises MappingIncomplete, or MappingColumnUnknown for a column that the table lacks.
        """
        if mapping.missing:
            raise MappingIncomplete(missing=mapping.missing)
        names = table.names
        if unknown := [name for name in mapping.columns.values() if name not in names]:
            raise MappingColumnUnknown(columns=", ".join(unknown), choices=tuple(names.values()))
        with self._book.writing() as session:
            session.mappings.save(table.key, mapping)

    def read_file(self, path: Path) -> ColumnMapping:
        """A mapping from a JSON file. Raises MappingUnreadable."""
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise MappingUnreadable(path=path, detail="it is too large")
            return of_fields(json.loads(path.read_text(encoding="utf-8-sig")))
        except (OSError, ValueError, RecursionError) as error:
            raise MappingUnreadable(path=path, detail=str(error)) from error

    def remember_for(self, paths: Iterable[Path], mapping: ColumnMapping) -> None:
        """The same for each of some files, as the command is given them."""
        for path in paths:
            self.remember(self.table(path), mapping)


def total_problem(order: Order) -> Reason | None:
    """That the lines do not come to the total the table states; pennies of VAT aside."""
    calculated = stated_gross(replace(order, stated_total=None))
    stated = order.stated_total
    allowed = PENNY * len(order.lines) if order.tax_basis is TaxBasis.ON_TOP else ZERO
    if stated is None or abs(stated - calculated) <= allowed:
        return None
    return Reason.of(Why.TOTAL_DIFFERS, stated=stated, calculated=calculated)


def remembered_in(book: Book) -> Remembered:
    """The mappings of a book, read when they are asked for."""

    def remembered() -> Mapping[str, ColumnMapping]:
        with book.reading() as session:
            return session.mappings.all()

    return remembered


def _previewed(file: OrderFile, most: int) -> MappingPreview:
    items = file.items(lambda _: None)
    shown = list(islice(items, most))
    return MappingPreview(
        tuple(item for item in shown if isinstance(item, Order)),
        tuple(item for item in shown if isinstance(item, FileProblem)),
        is_whole=next(items, None) is None,
    )
