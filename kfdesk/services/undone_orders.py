"""Orders that were undone, or whose invoice is gone: exported again only when chosen (DESIGN 5.5)."""

from collections.abc import Sequence

from kfdesk.domain.errors import UnknownRun
from kfdesk.domain.orders import OrderState
from kfdesk.services.browse_orders import BrowseOrders
from kfdesk.services.ports import Book, OrderFilter, OrderRow

PIECE = 500
UNDONE_STATES = (OrderState.UNDONE, OrderState.GONE)


class UndoneOrders:
    """Chooses orders for export again."""

    def __init__(self, book: Book, orders: BrowseOrders) -> None:
        """Chosen ones are planned anew by `orders`."""
        self._book = book
        self._orders = orders

    def of_company(self, company_id: int) -> tuple[OrderRow, ...]:
        """All that are undone or gone, whether they may go again or not."""
        ids = [
            order_id
            for state in UNDONE_STATES
            for order_id in self._orders.ids(OrderFilter(company_id, state=state), descending=False)
        ]
        return self.rows(ids)

    def of_run(self, company_id: int, run_id: int) -> tuple[OrderRow, ...]:
        """The orders of a run that are undone or gone; raises UnknownRun."""
        with self._book.reading() as session:
            if run_id not in {run.id for run in session.exports.runs(company_id)}:
                raise UnknownRun(run=run_id)
            ids = list(dict.fromkeys(each.order_id for each in session.exports.of_run(run_id)))
        return tuple(row for row in self.rows(ids) if row.state in UNDONE_STATES)

    def rows(self, ids: Sequence[int]) -> tuple[OrderRow, ...]:
        """Orders as they stand now."""
        pieces = (ids[start : start + PIECE] for start in range(0, len(ids), PIECE))
        return tuple(row for piece in pieces for row in self._orders.rows(piece))

    def export_again(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Let these wait again; those that do.

        One whose invoice stands in KashFlow beside a credit note does not: its reference is taken.
        """
        chosen: list[int] = []
        for start in range(0, len(ids), PIECE):
            with self._book.writing() as session:
                piece = session.decisions.export_again(ids[start : start + PIECE])
            self._orders.plan_again(piece)
            chosen += piece
        return tuple(chosen)
