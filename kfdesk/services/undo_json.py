"""An undo as JSON, planned or done (resources/guide/command-line.md)."""

from kfdesk import words
from kfdesk.services.undo_plan import Action, UndoItem, UndoPlan
from kfdesk.services.undo_report import Ending, UndoneOrder, UndoResult


def plan_json(plan: UndoPlan) -> dict[str, object]:
    """What would be done: nothing is yet."""
    return {
        "run": None,
        "undoes": plan.run_id,
        "plan": _planned(plan.items),
        **{ending.value: 0 for ending in Ending},
        "gross": {},
        "orders": [_item(item, "planned", item.note.stamp if item.note else None) for item in plan.items],
    }


def undo_json(result: UndoResult) -> dict[str, object]:
    """What was done; `run` is null when there was nothing to do."""
    return {
        "run": result.run.id if result.run else None,
        "undoes": result.undoes,
        "plan": _planned([order.item for order in result.orders]),
        **{ending.value: len(result.of(ending)) for ending in Ending},
        "gross": {currency: str(amount) for currency, amount in result.gross},
        "orders": [_order(order) for order in result.orders],
    }


def _planned(items: "tuple[UndoItem, ...] | list[UndoItem]") -> dict[str, int]:
    return {action.value: sum(item.action is action for item in items) for action in Action}


def _order(order: UndoneOrder) -> dict[str, object]:
    told = _item(order.item, order.ending.value, order.credit_stamp or None)
    return {
        **told,
        "credit_note_number": order.credit_number or None,
        "message": words.reason(order.reason),
    }


def _item(item: UndoItem, ending: str, credit_note: str | None) -> dict[str, object]:
    return {
        "channel": item.channel,
        "order_number": item.order_number,
        "invoice_number": item.invoice_number or None,
        "action": item.action.value,
        "ending": ending,
        "credit_note": credit_note,
        "credit_note_number": None,
        "gross": str(item.gross),
        "currency": item.currency,
        "message": words.reason(item.reason),
    }
