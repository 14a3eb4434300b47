"""What can be done with a run and its invoices, and why not."""

from collections.abc import Sequence

from kfdesk.domain.postings import DEAD, PostingKind
from kfdesk.services.history import NO_LONGER_THERE, PostingRow
from kfdesk.ui.figures import counted
from kfdesk.ui.history.columns import tr


def is_in_kashflow(row: PostingRow) -> bool:
    """Whether its page can be opened: the number of a deleted one may be somebody else's."""
    return row.invoice_number > 0 and row.step not in NO_LONGER_THERE


def may_be_undone(rows: Sequence[PostingRow]) -> bool:
    """Whether anything that the run sent may still stand."""
    return any(row.kind is PostingKind.INVOICE and row.step not in DEAD and not row.is_found for row in rows)


def undo_tip(rows: Sequence[PostingRow], *, is_export: bool) -> str:
    """What the button does, or why it cannot be pressed."""
    if not is_export:
        return tr("This run is an undo itself. To have its orders in KashFlow again, export them again.")
    if not may_be_undone(rows):
        return tr("Nothing that this run sent stands in KashFlow any more.")
    return tr("Says first what would be deleted and what gets a credit note.")


def orders_to_choose(rows: Sequence[PostingRow]) -> list[int]:
    """Orders of the run whose invoice is away: they may be chosen for export again."""
    return [row.order_id for row in rows if row.may_go_again]


def again_text(count: int) -> str:
    """The label of the button that chooses them."""
    if not count:
        return tr("Export a&gain")
    return counted(count, tr("Export {n} order a&gain"), tr("Export {n} orders a&gain"))


def chosen_text(wanted: int, chosen: int) -> str:
    """What came of choosing them."""
    if not chosen:
        return tr("They cannot go again: another invoice of theirs stands in KashFlow.")
    text = counted(
        chosen, tr("{n} order goes with the next export."), tr("{n} orders go with the next export.")
    )
    if chosen < wanted:
        return tr("{text} The others cannot: another invoice of theirs stands in KashFlow.").format(text=text)
    return text
