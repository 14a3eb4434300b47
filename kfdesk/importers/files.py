"""Order files: which format a file has, and the orders in it."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from kfdesk.domain.errors import FileNotRecognised, FileUnreadable, HeaderOnly, LanguageNotRead, WrongReport
from kfdesk.domain.orders import Order
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers.amazon import AMAZON_ADDRESSED, AmazonOrders
from kfdesk.importers.amazon_calculation import AMAZON_CALCULATION
from kfdesk.importers.amazon_settlement import AMAZON_SETTLEMENT
from kfdesk.importers.amazon_transactions import AMAZON_TRANSACTIONS
from kfdesk.importers.amazon_vat import AMAZON_VAT
from kfdesk.importers.archives import tables_in
from kfdesk.importers.documents import DocumentFiles, is_document
from kfdesk.importers.ebay import FILE_EXCHANGE, EbayOrders
from kfdesk.importers.ebay_transactions import EBAY_TRANSACTIONS
from kfdesk.importers.etsy_items import EtsyItems
from kfdesk.importers.etsy_orders import EtsyOrders
from kfdesk.importers.etsy_statement import ETSY_STATEMENT
from kfdesk.importers.foreign_reports import foreign_report
from kfdesk.importers.mapping import MappedOrders
from kfdesk.importers.reader import OrderReader
from kfdesk.importers.report_reader import ReportReader
from kfdesk.importers.sheets import SheetTable, open_workbook
from kfdesk.importers.shopify import ShopifyOrders
from kfdesk.importers.shopify_api import ShopifyApi
from kfdesk.importers.square import SquareItems
from kfdesk.importers.tables import TextTable, find_layout, first_cells
from kfdesk.importers.text import FileLook, look_at
from kfdesk.importers.woo_rest import WooRest
from kfdesk.importers.woo_tables import LAYOUTS as WOO_TABLES
from kfdesk.importers.wrong_reports import wrong_report
from kfdesk.services.ports import FileProblem, OrderFile, Remembered, ReportFile, Told

PRACTICE = "kfdesk practice"
FOUND_SHOWN = 8
CELL_SHOWN = 40
# A further format is its module and a place in this line.
READERS: tuple[OrderReader, ...] = (
    ShopifyOrders(),
    EtsyOrders(),
    EtsyItems(),
    AmazonOrders(),
    AMAZON_ADDRESSED,
    EbayOrders(),
    FILE_EXCHANGE,
    *WOO_TABLES,
    SquareItems(),
)
REPORTS: tuple[ReportReader, ...] = (
    AMAZON_SETTLEMENT,
    AMAZON_TRANSACTIONS,
    AMAZON_VAT,
    AMAZON_CALCULATION,
    EBAY_TRANSACTIONS,
    ETSY_STATEMENT,
)
DOCUMENTS = DocumentFiles((WooRest(), ShopifyApi()))


@dataclass(frozen=True)
class OrderFileReader:
    """Recognises files by their header cells and reads them with the reader that does.

    Tables that no reader knows are read by what a person said of their columns.
    """

    readers: tuple[OrderReader, ...] = READERS
    reports: tuple[ReportReader, ...] = REPORTS
    documents: DocumentFiles = DOCUMENTS
    mappings: Remembered = dict

    @property
    def marketplaces(self) -> tuple[str, ...]:
        """Names of the marketplaces, each once."""
        return tuple(dict.fromkeys(reader.marketplace for reader in self.readers))

    def inside(self, path: Path) -> tuple[Path, ...]:
        """The tables in a zip, each to be opened by itself; none where it is no zip."""
        return tables_in(path)

    def open(self, path: Path) -> OrderFile | ReportFile:
        """Recognise a file; nothing of what is in it is read yet."""
        return self._knowing_mappings().open_known(path)

    def open_known(self, path: Path) -> OrderFile | ReportFile:
        """The same, with the readers alone."""
        path = _only_table(path)
        look = look_at(path)
        if is_document(path, look):
            return self.documents.open(path, look)
        table = self._table(path, look)
        opened = self._opened(table, look)
        if next(table.rows(), None) is None:
            raise HeaderOnly(path=path)
        return opened

    def _knowing_mappings(self) -> "OrderFileReader":
        mapped = (MappedOrders(mapping, key) for key, mapping in self.mappings().items())
        return replace(self, readers=(*self.readers, *mapped))

    def _table(self, path: Path, look: FileLook) -> TextTable | SheetTable:
        found = self._text_table(path, look) if look.encoding else self._sheet_table(path, look)
        if isinstance(found, tuple):
            raise FileNotRecognised(path=path, found=_shown(found))
        return found

    def _text_table(self, path: Path, look: FileLook) -> TextTable | tuple[str, ...]:
        layout = find_layout(path, look, self._is_known)
        return TextTable(path, look, layout, _nothing, _nothing) if layout else first_cells(path, look)

    def _sheet_table(self, path: Path, look: FileLook) -> SheetTable | tuple[str, ...]:
        """The sheet with orders; more than one of them would be half a file read."""
        book = open_workbook(path)
        sheets = book.sheets(self._is_known)
        tables = [SheetTable(path, *sheet, look, _nothing, _nothing) for sheet in sheets]
        ours = [table for table in tables if self._of(table.header)]
        ours = ours or [table for table in tables if self._report_of(table.header)] or tables
        filled = [table for table in ours if next(table.rows(), None)]
        if len(filled) > 1:
            raise FileUnreadable(path=path, why="several_sheets")
        return (filled or ours)[0] if ours else book.first_cells()

    def _is_known(self, header: Sequence[str]) -> bool:
        known = (
            self._of(header),
            self._report_of(header),
            wrong_report(header),
            foreign_report(header),
        )
        return any(one is not None for one in known)

    def _of(self, header: Sequence[str]) -> OrderReader | None:
        return next((reader for reader in self.readers if reader.recognises(header)), None)

    def _report_of(self, header: Sequence[str]) -> ReportReader | None:
        return next((report for report in self.reports if report.recognises(header)), None)

    def _opened(self, table: TextTable | SheetTable, look: FileLook) -> OrderFile | ReportFile:
        if reader := self._of(table.header):
            return order_file(reader, table, look)
        if report := self._report_of(table.header):
            return report_file(report, table, look)
        if wrong := wrong_report(table.header):
            raise WrongReport(path=table.path, report=wrong.report, instead=wrong.instead)
        if one := foreign_report(table.header):
            facts = {"report": one.report, "language": one.language, "marketplace": one.marketplace}
            raise LanguageNotRead(path=table.path, **facts)
        raise FileNotRecognised(path=table.path, found=_shown(table.written))


def order_file(reader: OrderReader, table: TextTable | SheetTable, look: FileLook) -> OrderFile:
    """A table as a file of orders."""

    def items(on_bytes: Callable[[int], None]) -> Iterator[Order | FileProblem]:
        shifted: set[int] = set()
        for item in reader.read(replace(table, on_bytes=on_bytes, on_shifted=shifted.add)):
            yield _unless_shifted(item, shifted) if shifted else item

    return OrderFile(
        path=table.path,
        sha256=look.sha256,
        format=reader.format,
        marketplace=reader.marketplace,
        is_practice=PRACTICE in table.header,
        total_bytes=look.size,
        items=items,
    )


def report_file(reader: ReportReader, table: TextTable | SheetTable, look: FileLook) -> ReportFile:
    """A table as a report that tells of orders."""

    def items(on_bytes: Callable[[int], None]) -> Iterator[Told | FileProblem]:
        shifted: set[int] = set()
        for item in reader.read(replace(table, on_bytes=on_bytes, on_shifted=shifted.add)):
            yield _shifted(item.row) if item.row in shifted else item

    return ReportFile(
        path=table.path,
        sha256=look.sha256,
        format=reader.format,
        marketplace=reader.marketplace,
        is_practice=PRACTICE in table.header,
        total_bytes=look.size,
        items=items,
    )


def _unless_shifted(item: Order | FileProblem, shifted: AbstractSet[int]) -> Order | FileProblem:
    """The order or problem, unless it comes of a row whose cells do not stand under their headings."""
    rows = item.rows if isinstance(item, Order) else (item.row,)
    row = next((row for row in rows if row in shifted), None)
    return item if row is None else _shifted(row)


def _shifted(row: int) -> FileProblem:
    return FileProblem(row, Reason.of(Why.ROW_SHIFTED, row=row))


def _only_table(path: Path) -> Path:
    """The file, or the one table in a zip."""
    inside = tables_in(path)
    if len(inside) > 1:
        raise FileUnreadable(path=path, why="several_inside")
    return inside[0] if inside else path


def _shown(cells: Sequence[str]) -> str:
    """Headings as they are told: none that is nothing but marks."""
    telling = [cell[:CELL_SHOWN] for cell in cells if any(letter.isalnum() for letter in cell)]
    return ", ".join(telling[:FOUND_SHOWN]) or "no headings"


def _nothing(_: int) -> None:
    """Nobody is told while a file is only being recognised."""
