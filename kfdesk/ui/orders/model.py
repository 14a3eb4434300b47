"""The table of orders: ids from the book at once, rows a hundred at a time when they are painted."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cached_property

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

_NUMBER = COLUMNS.index(OrderColumn.ORDER_NUMBER)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class Shown:
    """A row with its texts, made once when it is first painted."""

    def __init__(self, order: OrderRow | None) -> None:
        """Keep the order."""
        self.order = order

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What the cells show; nothing where the order has gone from the book."""
        return _texts(self.order) if self.order else ("",) * len(COLUMNS)


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
        self._pieces: OrderedDict[int, list[Shown]] = OrderedDict()

    # ------------------------------------------------------------ what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A row an order."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """What can be sorted by, and the message."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """To be looked at and selected."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of columns; numbers of rows."""
        is_across = orientation == Qt.Orientation.Horizontal and section < len(COLUMNS)
        if role == _ALIGNMENT and is_across:
            return _ALIGNMENTS[section]
        if role != _DISPLAY:
            return None
        if is_across:
            return _headers()[section]
        return str(section + 1) if orientation == Qt.Orientation.Vertical else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows and says; the row is read when it is first asked for.

        Painting asks seven times a cell: the common questions are answered first.
        """
        if role in (_DISPLAY, _TOOL_TIP):
            return self._shown(index.row()).texts[index.column()] if index.isValid() else None
        if role == _ALIGNMENT:
            return _ALIGNMENTS[index.column()]
        if role == _SPOKEN and index.isValid():
            return _spoken(self._shown(index.row()).texts, index.column())
        if role == ROW_ROLE and index.isValid():
            return self._ids[index.row()]
        return None

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
        return self._shown(row).order if 0 <= row < len(self._ids) else None

    def _shown(self, number: int) -> Shown:
        piece = number // ROWS_AT_ONCE
        if piece not in self._pieces:
            self._fetch(piece)
        return self._pieces[piece][number % ROWS_AT_ONCE]

    def _fetch(self, piece: int) -> None:
        start = piece * ROWS_AT_ONCE
        ids = self._ids[start : start + ROWS_AT_ONCE]
        try:
            rows = {row.id: row for row in self._read(ids)}
        except KfdeskError:
            rows = {}  # painting is no place for a dialog: the rows stay empty, the next query says why
        self._pieces[piece] = [Shown(rows.get(order_id)) for order_id in ids]
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
        tr("Note"),
    )


def _texts(row: OrderRow) -> tuple[str, ...]:
    return (
        row.channel_name,
        row.order_number,
        words.state(row.state),
        day(row.ordered),
        row.buyer,
        money(row.gross, row.currency),
        str(row.invoice_number or ""),
        words.reason(row.reason) if row.reason else "",
    )


def _spoken(texts: tuple[str, ...], column: int) -> str:
    return tr("Order {number}, {column}: {value}").format(
        number=texts[_NUMBER], column=_headers()[column], value=texts[column] or tr("nothing")
    )


def _alignment(column: OrderColumn | None) -> int:
    is_figure = column in (OrderColumn.GROSS, OrderColumn.INVOICE)
    side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
    return (side | Qt.AlignmentFlag.AlignVCenter).value


_ALIGNMENTS = tuple(_alignment(column) for column in COLUMNS)
