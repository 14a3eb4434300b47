"""Credit notes in the plain text of commands."""

from kfdesk import words
from kfdesk.cli.desk import counted, say
from kfdesk.services.export_report import CreditedNote, ExportResult, Outcome


def tell_notes(result: ExportResult) -> None:
    """How many an export posted and what they come to; then those that wait or need somebody."""
    posted = len(result.notes(Outcome.EXPORTED))
    if posted:
        sums = ", ".join(f"{amount} {currency}" for currency, amount in result.credited)
        say(f"Posted {counted(posted, 'credit note', 'credit notes')}: {sums}.")
    for note in result.credit_notes:
        say(f"  {note_line(note)}")


def note_line(note: CreditedNote) -> str:
    """One credit note: its reference and number, sum, state, and why it is there or waits."""
    number = f"{note.invoice_number}" if note.invoice_number else "-"
    why = f"  {words.reason(note.reason)}" if note.reason else ""
    return f"{note.stamp}  {number}  {note.gross} {note.currency}  {words.state(note.state)}{why}"
