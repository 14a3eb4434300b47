"""Orders, exports and runs as the JSON of DESIGN 7, for commands and the tour alike."""

from kfdesk import words
from kfdesk.domain.postings import Run
from kfdesk.services.export_report import CreditedNote, ExportedOrder, ExportResult, Outcome


def order_json(order: ExportedOrder) -> dict[str, object]:
    """An order of an export."""
    return {
        "channel": order.channel,
        "order_number": order.order_number,
        "state": order.state.value,
        "invoice_number": order.invoice_number or None,
        "gross": str(order.gross),
        "currency": order.currency,
        "message": words.reason(order.reason) if order.reason else "",
    }


def credit_json(note: CreditedNote) -> dict[str, object]:
    """A credit note of an export, by its reference; `invoice_number` is KashFlow's for it."""
    return {
        "channel": note.channel,
        "order_number": note.order_number,
        "credit_note": note.stamp,
        "state": note.state.value,
        "invoice_number": note.invoice_number or None,
        "gross": str(note.gross),
        "currency": note.currency,
        "message": words.reason(note.reason) if note.reason else "",
    }


def export_json(result: ExportResult) -> dict[str, object]:
    """An export; `run` is null for a dry run."""
    return {
        "run": result.run.id if result.run else None,
        **{outcome.value: result.count(outcome) for outcome in Outcome},
        "gross": {currency: str(amount) for currency, amount in result.gross},
        "orders": [order_json(order) for order in result.orders],
        "credit_notes": [credit_json(note) for note in result.credit_notes],
    }


def run_json(run: Run) -> dict[str, object]:
    """A run, without its orders."""
    return {
        "run": run.id,
        "profile": run.profile_name,
        "started": run.started.isoformat(),
        "ended": run.ended.isoformat() if run.ended else None,
        **{outcome.value: getattr(run, outcome.value) for outcome in Outcome},
        "gross": {currency: str(amount) for currency, amount in run.gross},
    }
