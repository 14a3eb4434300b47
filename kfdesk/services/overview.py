"""What stands on the first page: what is ready, what needs attention, what was exported, what is next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kfdesk.domain.channels import Channel
from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Run
from kfdesk.services.browse_orders import Attention, BrowseOrders
from kfdesk.services.credit_plan import CreditPlanner, PlannedNote
from kfdesk.services.ports import Book, BookSession, MonthSum, OrderFilter


class NextStep(StrEnum):
    """The one thing that brings the person nearer to an export."""

    LINK = "link"
    CHANNELS = "channels"
    IMPORT = "import"
    ATTENTION = "attention"
    EXPORT = "export"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Total:
    """So many orders, and what they come to by currency; less the credit notes that are counted beside."""

    orders: int = 0
    gross: tuple[tuple[str, Decimal], ...] = ()
    credit_notes: int = 0


@dataclass(frozen=True)
class Figures:
    """A company at a glance."""

    next_step: NextStep
    ready: Total
    to_credit: Total
    attention: tuple[Attention, ...]
    exported: Total
    months: tuple[MonthSum, ...]
    last_run: Run | None


class Overview:
    """Reads a company at a glance."""

    def __init__(self, book: Book, orders: BrowseOrders) -> None:
        """Read the book, and what `orders` finds in need of attention."""
        self._book = book
        self._orders = orders
        self._credits = CreditPlanner(book)

    def next_step(self, company_id: int | None) -> NextStep:
        """What to do next."""
        if company_id is None:
            return NextStep.LINK
        with self._book.reading() as session:
            channels = session.channels.of_company(company_id)
            return _next_step(channels, session.orders.counts(company_id))

    def is_linked(self) -> bool:
        """Whether any company is linked and its profile switched on."""
        with self._book.reading() as session:
            return any(each.company_id is not None and each.is_active for each in session.integrations.all())

    def figures(self, company_id: int) -> Figures:
        """Everything at once."""
        to_credit = _to_credit(self._credits.notes(company_id))
        attention = self._orders.attention(company_id)
        with self._book.reading() as session:
            channels = session.channels.of_company(company_id)
            months = session.orders.month_sums(company_id)
            runs = session.exports.runs(company_id)
            step = _next_step(channels, session.orders.counts(company_id))
            return Figures(
                next_step=NextStep.EXPORT if to_credit.credit_notes else step,
                ready=_ready(session, channels),
                to_credit=to_credit,
                attention=attention,
                exported=_exported(months),
                months=months,
                last_run=next((run for run in runs if not run.undoes), None),
            )


def _next_step(channels: tuple[Channel, ...], counts: Mapping[tuple[int, OrderState], int]) -> NextStep:
    if not channels:
        return NextStep.CHANNELS
    if not any(channel.settings.export_orders for channel in channels):
        return NextStep.CHANNELS
    if not counts:
        return NextStep.IMPORT
    on = {channel.id for channel in channels if channel.settings.export_orders}
    if any(count for (channel_id, state), count in counts.items() if _is_ready(channel_id in on, state)):
        return NextStep.EXPORT
    held = (OrderState.NEEDS_ATTENTION, OrderState.IN_DOUBT, OrderState.CHANGED, OrderState.WAITING)
    if any(count for (_, state), count in counts.items() if state in held):
        return NextStep.ATTENTION
    return NextStep.NOTHING


def _is_ready(is_on: bool, state: OrderState) -> bool:  # noqa: FBT001 - a condition, not a flag
    return is_on and state is OrderState.READY


def _ready(session: BookSession, channels: tuple[Channel, ...]) -> Total:
    """What an export would send as things stand: ready orders of channels that are switched on."""
    count, gross = 0, dict[str, Decimal]()
    for channel in channels:
        if channel.settings.export_orders:
            which = OrderFilter(channel.company_id or 0, channel.id, OrderState.READY)
            for currency, (orders, amount) in session.orders.sums(which).items():
                count += orders
                gross[currency] = gross.get(currency, ZERO) + amount
    return Total(count, tuple(sorted(gross.items())))


def _to_credit(notes: Iterable[PlannedNote]) -> Total:
    """The credit notes that an export would post as things stand; less than nothing."""
    ready = [note for note in notes if note.draft]
    gross: dict[str, Decimal] = {}
    for note in ready:
        gross[note.currency] = gross.get(note.currency, ZERO) + note.gross
    return Total(gross=tuple(sorted(gross.items())), credit_notes=len(ready))


def _exported(months: tuple[MonthSum, ...]) -> Total:
    gross: dict[str, Decimal] = {}
    for each in months:
        gross[each.currency] = gross.get(each.currency, ZERO) + each.gross
    notes = sum(each.credit_notes for each in months)
    return Total(sum(each.orders for each in months), tuple(sorted(gross.items())), notes)
