"""The table of orders: ids from the book at once, rows a hundred at a time when they are painted."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from kfdesk import words
from kfdesk.domain.errors import KfdeskError
from kfdesk.services.ports import OrderColumn, OrderRow
from kfdesk.ui.figures import money
from kfdesk.ui.orders.texts import day, tr

Index = QModelIndex | QPersistentModelIndex
ROWS_AT_ONCE = 100
PIECES_KEPT = 50
ROW_ROLE = Qt.ItemDataRole.UserRole + 1

COLUMNS = (*OrderColumn, None)
"""What can be sorted by; the last column is what there is to say of the order."""
MESSAGE = len(OrderColumn)


class OrdersTableModel(QAbstractTableModel):
    """Orders by id; `sort_wished` says by which column the ids are wanted, and whether downwards."""

    sort_wished = Signal(object, bool)

    def __init__(
        self, rows: Callable[[Sequence[int]], Sequence[OrderRow]], parent: QObject | None = None
    ) -> None:
        """`rows` reads rows for ids."""
        super().__init__(parent)
        self._read = rows
        self._ids: list[int] = []
        self._pieces: OrderedDict[int, dict[int, OrderRow]] = OrderedDict()

    # ------------------------------------------------------------ what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A row an order."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """What can be sorted by, and the message."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """To be looked at and selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of columns; numbers of rows."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return _headers()[section] if section < len(COLUMNS) else None
        return str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows and says; the row is read when it is first asked for."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
            ROW_ROLE,
        ):
            return None
        row = self._row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row.id
        return (
            _spoken(row, index.column())
            if role == Qt.ItemDataRole.AccessibleTextRole
            else _display(row, index.column())
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Wish for the ids in another order; the book sorts."""
        if 0 <= column < MESSAGE:
            self.sort_wished.emit(COLUMNS[column], order == Qt.SortOrder.DescendingOrder)

    # ------------------------------------------------------------ what the page asks

    @property
    def ids(self) -> Sequence[int]:
        """The orders in the order shown."""
        return self._ids

    def set_ids(self, ids: list[int]) -> None:
        """Show these orders."""
        self.beginResetModel()
        self._ids = ids
        self._pieces.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """The orders are the same, what is known of them may not be."""
        self._pieces.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, MESSAGE))

    def order_row(self, row: int) -> OrderRow | None:
        """The order in a row; None when it has gone from the book since."""
        return self._row(row) if 0 <= row < len(self._ids) else None

    def _row(self, number: int) -> OrderRow | None:
        piece = number // ROWS_AT_ONCE
        if piece not in self._pieces:
            self._fetch(piece)
        self._pieces.move_to_end(piece)
        return self._pieces[piece].get(self._ids[number])

    def _fetch(self, piece: int) -> None:
        start = piece * ROWS_AT_ONCE
        try:
            rows = self._read(self._ids[start : start + ROWS_AT_ONCE])
        except KfdeskError:
            rows = ()  # painting is no place for a dialog: the rows stay empty, the next query says why
        self._pieces[piece] = {row.id: row for row in rows}
        while len(self._pieces) > PIECES_KEPT:
            self._pieces.popitem(last=False)


def _headers() -> tuple[str, ...]:
    return (
        tr("Channel"),
        tr("Order number"),
        tr("State"),
        tr("Ordered"),
        tr("Buyer"),
        tr("Gross"),
        tr("Invoice"),
        tr("What there is to say"),
    )


def _display(row: OrderRow, column: int) -> str:
    texts = (
        lambda: row.channel_name,
        lambda: row.order_number,
        lambda: words.state(row.state),
        lambda: day(row.ordered),
        lambda: row.buyer,
        lambda: money(row.gross, row.currency),
        lambda: str(row.invoice_number or ""),
        lambda: words.reason(row.reason) if row.reason else "",
    )
    return texts[column]()


def _spoken(row: OrderRow, column: int) -> str:
    text = _display(row, column) or tr("nothing")
    return tr("Order {number}, {column}: {value}").format(
        number=row.order_number, column=_headers()[column], value=text
    )


def _alignment(column: int) -> Qt.AlignmentFlag:
    is_figure = COLUMNS[column] in (OrderColumn.GROSS, OrderColumn.INVOICE)
    side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
