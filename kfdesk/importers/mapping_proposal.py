"""What the columns of an unknown table may mean.

Told by their header words, by what their cells look like, and by which reading of the figures
comes to the totals that the table states.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from msgspec import structs

from kfdesk.domain.mapping import DATES, PRICES, TAXES, ColumnMapping, DateOrder, Meaning
from kfdesk.domain.orders import Order
from kfdesk.domain.pricing import stated_gross
from kfdesk.importers import mapping_words as words
from kfdesk.importers import money
from kfdesk.importers.currencies import currency_of
from kfdesk.importers.mapping import MappedOrders
from kfdesk.importers.mapping_cells import (
    MOST,
    Looks,
    is_country,
    is_email,
    is_money,
    share_of,
    squeezed,
    suits,
)
from kfdesk.importers.mapping_dates import is_date, proposed_order
from kfdesk.importers.reader import Table

HOME_CURRENCY = "GBP"
UNNAMED = "Orders"
_LETTERS = re.compile(r"[^\W\d_]+")
OF_LINE: Mapping[Meaning, Meaning] = {
    Meaning.TOTAL: Meaning.LINE_TOTAL,
    Meaning.VAT: Meaning.LINE_VAT,
    Meaning.DELIVERY: Meaning.LINE_DELIVERY,
    Meaning.DISCOUNT: Meaning.LINE_DISCOUNT,
}
"""What a figure of the order is where it differs from row to row of one order."""

TURNS = (
    (Meaning.UNIT_PRICE, Meaning.LINE_TOTAL),
    *((each, OF_LINE[each]) for each in (Meaning.DELIVERY, Meaning.VAT, Meaning.DISCOUNT)),
)
"""Columns that may mean either, whatever they are called."""

Columns = dict[Meaning, str]


@dataclass(frozen=True)
class Sample:
    """A table's first rows, by column."""

    table: Table
    cells: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, table: Table, rows: Sequence[Sequence[str]]) -> "Sample":
        """Of two columns with one name, the first counts."""
        cells: dict[str, Sequence[str]] = {}
        for place, name in enumerate(table.header):
            if name:
                cells.setdefault(name, [row[place] for row in rows])
        return cls(table, cells)


def propose(table: Table, rows: Sequence[Sequence[str]]) -> ColumnMapping:
    """The likeliest mapping of a table, to be looked at by a person."""
    sample = Sample.of(table, rows)
    columns = _by_words(sample)
    _by_looks(sample, columns)
    _by_rows(sample, columns)
    if Meaning.PAID not in columns and Meaning.ORDERED in columns and not _unpaid(sample, columns):
        columns[Meaning.PAID] = columns[Meaning.ORDERED]
    return _best(sample, _mapping(sample, columns))


def _by_words(sample: Sample) -> Columns:
    """Each meaning's best header; a header goes to the meaning that it fits best."""
    found: Columns = {}
    scored = sorted(_scores(sample), key=lambda each: each[0])
    for _, meaning, name in scored:
        if meaning not in found and name not in found.values():
            found[meaning] = name
    return found


def _scores(sample: Sample) -> Iterator[tuple[int, Meaning, str]]:
    """How far down a meaning's words a header stands; the lower, the likelier."""
    for place, (meaning, known) in enumerate(words.HEADERS.items()):
        ranks = {word: rank for rank, word in enumerate(known.split())}
        for name, cells in sample.cells.items():
            rank = ranks.get(squeezed(name), ranks.get(_bare(name)))
            if rank is not None and suits(cells, meaning):
                yield rank * len(words.HEADERS) + place, meaning, name


def _bare(name: str) -> str:
    """A header without what it says of currency and VAT: `Price (GBP, ex VAT)` is `price`."""
    bare = squeezed(name)
    for ending in (*words.WITHOUT_VAT, *words.WITH_VAT, words.POUNDS):
        bare = bare.removesuffix(ending)
    return bare


def _by_looks(sample: Sample, columns: Columns) -> None:
    """What no header word told, the cells may."""
    for meaning, looks in (
        (Meaning.EMAIL, is_email),
        (Meaning.ORDERED, is_date),
        (Meaning.COUNTRY, is_country),
    ):
        if meaning is Meaning.ORDERED and any(date in columns for date in DATES):
            continue
        if meaning not in columns:
            _take(columns, meaning, [name for name in _free(sample, columns) if _is(sample, name, looks)])
    if Meaning.ORDER_NUMBER not in columns:
        _take(
            columns, Meaning.ORDER_NUMBER, [name for name in _free(sample, columns) if _is_key(sample, name)]
        )
    if not any(meaning in columns for meaning in (*PRICES, Meaning.TOTAL)):
        _take(
            columns, Meaning.UNIT_PRICE, [name for name in _free(sample, columns) if _is_price(sample, name)]
        )


def _free(sample: Sample, columns: Columns) -> list[str]:
    return [name for name in sample.cells if name not in columns.values()]


def _take(columns: Columns, meaning: Meaning, fitting: Sequence[str]) -> None:
    if fitting:
        columns[meaning] = fitting[0]


def _is(sample: Sample, name: str, looks: Looks) -> bool:
    return share_of(sample.cells[name], looks) >= MOST


def _is_key(sample: Sample, name: str) -> bool:
    """Filled in every row, and a row's repeats stand together."""
    cells = [cell.strip() for cell in sample.cells[name]]
    runs = [cell for place, cell in enumerate(cells) if place == 0 or cells[place - 1] != cell]
    is_whole = all(cells) and len(set(runs)) == len(runs)
    return is_whole and len(cells) > 1 and suits(cells, Meaning.ORDER_NUMBER) and not _is_price(sample, name)


def _is_price(sample: Sample, name: str) -> bool:
    cells = sample.cells[name]
    is_pennies = any("." in cell or "," in cell for cell in cells)
    return is_pennies and share_of(cells, is_money) >= MOST


def _by_rows(sample: Sample, columns: Columns) -> None:
    """A figure that differs between rows of one order is the line's, not the order's."""
    key = columns.get(Meaning.ORDER_NUMBER)
    if key is None:
        return
    for meaning, of_line in OF_LINE.items():
        name = columns.get(meaning)
        if name is None or not _differs(sample.cells[key], sample.cells[name]):
            continue
        del columns[meaning]
        columns.setdefault(of_line, name)


def _differs(keys: Sequence[str], cells: Sequence[str]) -> bool:
    told: dict[str, set[str]] = defaultdict(set)
    for key, cell in zip(keys, cells, strict=True):
        if cell.strip() and cell.strip("0.,\u00a3 "):
            told[key.strip()].add(cell.strip())
    return any(len(values) > 1 for values in told.values())


# ---------------------------------------------------------------- what no column says


def _mapping(sample: Sample, columns: Columns) -> ColumnMapping:
    dates = [cell for meaning in DATES if meaning in columns for cell in sample.cells[columns[meaning]]]
    figures = [cell for meaning in PRICES if meaning in columns for cell in sample.cells[columns[meaning]]]
    kinds = _status_words(sample, columns)
    return ColumnMapping(
        name=_source(sample),
        columns=columns,
        prices_include_vat=not _says_without_vat(columns),
        currency=_currency(figures),
        date_order=proposed_order(dates) or DateOrder.DAY_FIRST,
        decimal_comma=money.decide(figures) is money.Decimals.COMMA,
        paid_words=kinds["paid"],
        cancelled_words=kinds["cancelled"],
        refunded_words=kinds["refunded"],
    )


def _source(sample: Sample) -> str:
    header = {squeezed(name) for name in sample.cells}
    for source, prints in words.SOURCES.items():
        if any(each <= header for each in prints):
            return source
    named = next((name for name in words.SOURCES if any(squeezed(name) in cell for cell in header)), "")
    return named or " ".join(_LETTERS.findall(sample.table.path.stem)).title() or UNNAMED


def _says_without_vat(columns: Columns) -> bool:
    prices = [squeezed(columns[meaning]) for meaning in PRICES if meaning in columns]
    return any(price.endswith(words.WITHOUT_VAT) for price in prices)


def _currency(figures: Sequence[str]) -> str:
    try:
        return currency_of(figures)
    except ValueError:
        return HOME_CURRENCY


def _status_words(sample: Sample, columns: Columns) -> dict[str, tuple[str, ...]]:
    cells = sample.cells.get(columns.get(Meaning.STATUS, ""), ())
    kinds: dict[str, list[str]] = {"paid": [], "cancelled": [], "refunded": [], "": []}
    for cell in dict.fromkeys(cell.strip() for cell in cells if cell.strip()):
        kinds[status_kind(cell)].append(cell)
    return {kind: tuple(found) for kind, found in kinds.items()}


def status_kind(status: str) -> str:
    """What a word of a status column says: paid, cancelled, refunded, or nothing plain."""
    bare = squeezed(status)
    if any(part in bare for part in words.CANCELLED):
        return "cancelled"
    if any(part in bare for part in words.AWAITING_DESPATCH):
        return "paid"
    if any(part in bare for part in words.NOT_PAID):
        return ""
    if any(part in bare for part in words.REFUNDED):
        return "refunded"
    return "paid" if any(squeezed(part) in bare for part in words.PAID) else ""


def _unpaid(sample: Sample, columns: Columns) -> bool:
    """Statuses that tell who has not paid yet, and no word for those who have."""
    kinds = _status_words(sample, columns)
    return bool(kinds[""]) and not kinds["paid"]


# ---------------------------------------------------------------- which reading comes out


def _best(sample: Sample, proposed: ColumnMapping) -> ColumnMapping:
    """The reading under which most orders come to the total they state; the proposed one in a tie."""
    if proposed.missing or not (proposed.has(Meaning.TOTAL) and proposed.has(*PRICES)):
        return proposed
    readings = list(_readings(proposed))
    agreeing = [_agreeing(sample.table, reading) for reading in readings]
    return readings[agreeing.index(max(agreeing))]


def _readings(proposed: ColumnMapping) -> Iterator[ColumnMapping]:
    """The proposed one first, then each with some of its figures read otherwise."""
    turns = [pair for pair in TURNS if sum(proposed.has(meaning) for meaning in pair) == 1]
    # Without any column of VAT, prices without it would come to any total.
    bases = (False, True) if proposed.has(*TAXES) else (False,)
    for is_other_basis, *choices in product(bases, *([False, True] for _ in turns)):
        columns = dict(proposed.columns)
        for pair, is_turned in zip(turns, choices, strict=True):
            if is_turned:
                _turn(columns, pair)
        includes = proposed.prices_include_vat is not is_other_basis
        reading = replace(proposed, columns=columns, prices_include_vat=includes)
        if not reading.missing:
            yield reading


def _turn(columns: Columns, pair: tuple[Meaning, Meaning]) -> None:
    """Read a column by the other of two meanings."""
    one, other = pair if pair[0] in columns else pair[::-1]
    columns[other] = columns.pop(one)


def _agreeing(table: Table, reading: ColumnMapping) -> int:
    items = MappedOrders(reading).read(table)
    return sum(isinstance(item, Order) and comes_out(item) for item in items)


def comes_out(order: Order) -> bool:
    """Whether the lines come to the total that the table states."""
    return order.stated_total == stated_gross(structs.replace(order, stated_total=None))
