"""What the tables of the Export page show."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kfdesk import words
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import STAYS_OPEN, Reason, Why
from kfdesk.services.export_report import CreditedNote, ExportedOrder, ExportResult, Outcome
from kfdesk.services.preview import ChannelPreview, PreviewRow, RowKind
from kfdesk.ui.export.texts import left_over_lines, left_text, tr
from kfdesk.ui.figures import as_sums, money, number, sums_text
from kfdesk.ui.record_table import Column

_LEFT = (Outcome.NEEDS_ATTENTION, Outcome.IN_DOUBT, Outcome.WAITING, Outcome.SKIPPED)


def preview_columns() -> list[Column[PreviewRow]]:
    """An invoice or a credit note a row."""
    return [
        Column(tr("Channel"), lambda row: row.channel_name),
        Column(tr("Order"), lambda row: row.order_number),
        Column(tr("Document"), document_text),
        Column(tr("Buyer"), lambda row: row.buyer),
        Column(tr("Net"), lambda row: _part(row, row.net), lambda row: row.net, is_number=True),
        Column(tr("VAT"), lambda row: _part(row, row.vat), lambda row: row.vat, is_number=True),
        Column(
            tr("Gross"), lambda row: money(row.gross, row.currency), lambda row: row.gross, is_number=True
        ),
    ]


def preview_row_name(row: PreviewRow) -> str:
    """How a row of the preview is called."""
    name = f"{row.channel_name} {row.order_number}"
    if row.kind is RowKind.CREDIT_NOTE:
        return tr("{order}, credit note {stamp}").format(order=name, stamp=row.stamp)
    return tr("{order}, payment").format(order=name) if row.kind is RowKind.PAYMENT else name


def document_text(row: PreviewRow) -> str:
    """What a row of the preview would be in KashFlow."""
    documents = {RowKind.CREDIT_NOTE: tr("Credit note"), RowKind.PAYMENT: tr("Payment")}
    return documents.get(row.kind, tr("Invoice"))


def _part(row: PreviewRow, amount: Decimal) -> str:
    """Net or VAT; a payment has neither."""
    return "–" if row.kind is RowKind.PAYMENT else money(amount, row.currency)  # noqa: RUF001 - none


def channel_columns() -> list[Column[ChannelPreview]]:
    """A channel a row; a line within the cell for each currency and each cause."""
    return [
        Column(tr("Channel"), lambda each: each.channel.name),
        Column(tr("Orders"), lambda each: number(each.orders), is_number=True),
        Column(tr("Net"), lambda each: _sums(each.net), is_number=True),
        Column(tr("VAT"), lambda each: _sums(each.vat), is_number=True),
        Column(tr("Gross"), lambda each: _sums(each.gross), is_number=True),
        Column(tr("Credit notes"), _credited, is_number=True),
        Column(tr("Left over, and why"), lambda each: "\n".join(left_over_lines(each)) or tr("None")),
    ]


def channel_row_name(each: ChannelPreview) -> str:
    """How a row of the channels is called."""
    return each.channel.name


@dataclass(frozen=True)
class LeftOverGroup:
    """Orders of one channel that were not posted for one cause; `reason` is that of the first."""

    channel: str
    outcome: Outcome
    state: OrderState
    reason: Reason | None
    count: int


def left_over_groups(result: ExportResult) -> list[LeftOverGroup]:
    """What was not posted, by channel and cause; what needs a person first, then the most."""
    found: dict[tuple[str, Outcome, Why | None], list[ExportedOrder | CreditedNote]] = {}
    looked_at: list[ExportedOrder | CreditedNote] = [*result.orders, *_notes_to_see(result)]
    for order in looked_at:
        if order.outcome in _LEFT or _has_problem(order):
            key = (order.channel, order.outcome, order.reason.why if order.reason else None)
            found.setdefault(key, []).append(order)
    groups = [
        LeftOverGroup(channel, outcome, same[0].state, same[0].reason, len(same))
        for (channel, outcome, _), same in found.items()
    ]
    return sorted(groups, key=lambda group: (_urgency(group), -group.count, group.channel))


def left_over_columns() -> list[Column[LeftOverGroup]]:
    """A cause a row."""
    return [
        Column(tr("Channel"), lambda group: group.channel),
        Column(tr("Orders"), lambda group: number(group.count), lambda group: group.count, is_number=True),
        Column(tr("State"), lambda group: words.state(group.state)),
        Column(tr("Why"), lambda group: left_text(group.reason, group.state, group.count)),
    ]


def left_over_row_name(group: LeftOverGroup) -> str:
    """How a row of what is left over is called."""
    return f"{group.channel}, {words.state(group.state)}, {left_text(group.reason, group.state, group.count)}"


def _notes_to_see(result: ExportResult) -> list[CreditedNote]:
    """Credit notes but those that are ready for the next export, and whose order tells the same already."""
    told = {order.order_id for order in result.orders if order.outcome in _LEFT or _has_problem(order)}
    notes = (note for note in result.credit_notes if note.outcome is not Outcome.WAITING)
    return [note for note in notes if note.order_id not in told]


def _has_problem(order: ExportedOrder | CreditedNote) -> bool:
    """Posted, but a person must look all the same."""
    is_open = order.reason is not None and order.reason.why in STAYS_OPEN
    return is_open or order.state in (OrderState.NEEDS_ATTENTION, OrderState.IN_DOUBT)


def _urgency(group: LeftOverGroup) -> int:
    return _LEFT.index(group.outcome) if group.outcome in _LEFT else -1


def _credited(each: ChannelPreview) -> str:
    if not each.credit_notes:
        return "–"  # noqa: RUF001 - none
    count = number(each.credit_notes)
    return tr("{n}: {sums}").format(n=count, sums=sums_text(as_sums(each.credited), "\n"))


def _sums(amounts: Mapping[str, Decimal]) -> str:
    return sums_text(as_sums(amounts), "\n") or "–"  # noqa: RUF001 - nothing to sum up
