"""What the tables of the History page show."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from kfdesk import words
from kfdesk.domain.postings import Condition, PostingKind, Run, Step
from kfdesk.domain.reasons import STAYS_OPEN
from kfdesk.services.history import PostingRow
from kfdesk.ui.figures import counted, moment, moment_to_second, money, number, sums_text
from kfdesk.ui.record_table import Column


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("History", text)


def run_columns() -> list[Column[Run]]:
    """A run a row."""
    return [
        Column(tr("Started"), lambda run: moment(run.started), lambda run: run.started),
        Column(tr("Ended"), ended_text, lambda run: run.ended or run.started),
        Column(tr("What"), kind_text),
        Column(tr("Exported"), lambda run: number(run.exported), lambda run: run.exported, is_number=True),
        Column(tr("Sum"), lambda run: sums_text(run.gross), lambda run: run.total, is_number=True),
        Column(tr("Already there"), lambda run: number(run.already), lambda run: run.already, is_number=True),
        Column(
            tr("Needs attention"),
            lambda run: number(run.needs_attention),
            lambda run: run.needs_attention,
            is_number=True,
        ),
        Column(tr("In doubt"), lambda run: number(run.in_doubt), lambda run: run.in_doubt, is_number=True),
        Column(tr("Profile"), lambda run: run.profile_name),
    ]


def run_name(run: Run) -> str:
    """How a run is called."""
    return tr("Run {id}").format(id=run.id)


def kind_text(run: Run) -> str:
    """Whether it exported, or took another run back."""
    if run.undoes:
        return tr("Undo of run {id}").format(id=run.undoes)
    return tr("Export, run {id}").format(id=run.id)


def ended_text(run: Run) -> str:
    """When a run ended; one that was cut off says so."""
    return moment(run.ended) if run.ended else tr("Not ended, or cut off")


def posting_columns() -> list[Column[PostingRow]]:
    """An invoice or a credit note a row."""
    return [
        Column(tr("Channel"), lambda row: row.channel),
        Column(tr("Order"), lambda row: row.order_number),
        Column(tr("Document"), document_text),
        Column(tr("KashFlow number"), _invoice_number, lambda row: row.invoice_number, is_number=True),
        Column(
            tr("Gross"), lambda row: money(row.gross, row.currency), lambda row: row.gross, is_number=True
        ),
        Column(tr("State"), posting_state),
    ]


def posting_name(row: PostingRow) -> str:
    """How a posting is called."""
    name = f"{row.channel} {row.order_number}"
    is_note = row.kind is PostingKind.CREDIT_NOTE
    return tr("{order}, credit note {id}").format(order=name, id=row.posting_id) if is_note else name


def document_text(row: PostingRow) -> str:
    """What a posting is in KashFlow."""
    return tr("Credit note") if row.kind is PostingKind.CREDIT_NOTE else tr("Invoice")


def posting_state(row: PostingRow) -> str:
    """How far it came and when it was read back; what is wrong with it, where something is."""
    if row.condition is not Condition.CLEAR:
        state = words.state(row.condition)
        return f"{state}. {words.reason(row.reason)}" if row.reason else state
    state = words.state(row.step)
    if row.step is Step.VERIFIED and row.verified_at:
        state = tr("{state}, {moment}").format(state=state, moment=moment_to_second(row.verified_at))
    if row.is_found and row.step is not Step.ALREADY:
        state = tr("Found in KashFlow. {state}").format(state=state)
    if row.reason and row.reason.why in STAYS_OPEN:
        state = f"{state}. {words.reason(row.reason)}"
    return state


def documents_text(rows: Sequence[PostingRow]) -> str:
    """How many invoices and credit notes a run has."""
    notes = sum(row.kind is PostingKind.CREDIT_NOTE for row in rows)
    invoices = len(rows) - notes
    only = counted(invoices, tr("{n} &invoice of this run"), tr("{n} &invoices of this run"))
    if not notes:
        return only
    credited = counted(notes, tr("{n} credit note of this run"), tr("{n} credit notes of this run"))
    if not invoices:
        return credited
    told = counted(invoices, tr("{n} &invoice"), tr("{n} &invoices"))
    return tr("{invoices}, {credit_notes}").format(invoices=told, credit_notes=credited)


def _invoice_number(row: PostingRow) -> str:
    return str(row.invoice_number) if row.invoice_number else tr("None")
