"""What undoing says, before, while and after."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from kfdesk import words
from kfdesk.services.export_report import ExportProgress
from kfdesk.services.undo_plan import Action, UndoItem, UndoPlan
from kfdesk.services.undo_report import Ending, UndoneOrder, UndoResult
from kfdesk.ui.figures import counted, money, sums_text
from kfdesk.ui.record_table import Column

R = TypeVar("R")


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Undo", text)


# ---------------------------------------------------------------- before


def item_columns() -> list[Column[UndoItem]]:
    """What becomes of each invoice."""
    return [
        Column(tr("What happens"), lambda item: action_text(item.action)),
        Column(tr("Order"), item_name),
        Column(
            tr("Invoice"),
            lambda item: _number(item.invoice_number),
            lambda item: item.invoice_number,
            is_number=True,
        ),
        _gross(lambda item: item),
        Column(tr("Why"), lambda item: words.reason(item.reason)),
    ]


def item_name(item: UndoItem) -> str:
    """How an item is called."""
    return f"{item.channel} {item.order_number}"


def action_text(action: Action) -> str:
    """What happens to an invoice."""
    texts = {
        Action.DELETE: tr("Is deleted"),
        Action.CREDIT: tr("Gets a credit note"),
        Action.STAYS: tr("Stays"),
    }
    return texts[action]


def confirm_text(plan: UndoPlan | None) -> str:
    """The label of the button: just what it does."""
    deletes = len(plan.of(Action.DELETE)) if plan else 0
    notes = len(plan.of(Action.CREDIT)) if plan else 0
    delete = counted(deletes, tr("Delete {n} invoice"), tr("Delete {n} invoices"))
    if deletes and notes:
        note = counted(notes, tr("post {n} credit note"), tr("post {n} credit notes"))
        return tr("{delete} and {note}").format(delete=delete, note=note)
    if notes:
        return counted(notes, tr("Post {n} credit note"), tr("Post {n} credit notes"))
    return delete if deletes else tr("Undo")


def plan_lines(plan: UndoPlan) -> list[str]:
    """How many are deleted, credited, or stay, and what they come to."""
    forms = {
        Action.DELETE: (tr("{n} invoice is deleted: {sum}."), tr("{n} invoices are deleted: {sum}.")),
        Action.CREDIT: (
            tr("{n} invoice gets a credit note dated today: {sum}."),
            tr("{n} invoices get a credit note dated today: {sum}."),
        ),
        Action.STAYS: (tr("{n} stays as it is: {sum}."), tr("{n} stay as they are: {sum}.")),
    }
    lines = []
    for action, (one, many) in forms.items():
        count, sums = len(plan.of(action)), sums_text(plan.sums(action))
        if count:
            lines.append(counted(count, one.replace("{sum}", sums), many.replace("{sum}", sums)))
    return lines


# ---------------------------------------------------------------- while


def taken_back_text(progress: ExportProgress) -> str:
    """What was taken back so far."""
    if not progress.gross:
        return tr("Nothing taken back so far")
    return tr("Taken back so far: {sums}").format(sums=sums_text(progress.gross))


# ---------------------------------------------------------------- after


def ending_columns() -> list[Column[UndoneOrder]]:
    """What came of each invoice."""
    return [
        Column(tr("What came of it"), ending_text),
        Column(tr("Order"), lambda order: item_name(order.item)),
        Column(
            tr("Invoice"),
            lambda order: _number(order.item.invoice_number),
            lambda order: order.item.invoice_number,
            is_number=True,
        ),
        _gross(lambda order: order.item),
        Column(tr("Why"), lambda order: words.reason(order.reason)),
    ]


def ending_name(order: UndoneOrder) -> str:
    """How a row is called."""
    return item_name(order.item)


def ending_text(order: UndoneOrder) -> str:
    """What came of an invoice, with the number of its credit note."""
    texts = {
        Ending.DELETED: tr("Deleted"),
        Ending.CREDITED: tr("Credit note {number}"),
        Ending.STAYS: tr("Stays"),
        Ending.IN_DOUBT: tr("In doubt"),
        Ending.NOT_DONE: tr("Not done"),
    }
    return texts[order.ending].format(number=order.credit_number)


def result_title(result: UndoResult) -> str:
    """What was done, in one line."""
    deleted, credited = len(result.of(Ending.DELETED)), len(result.of(Ending.CREDITED))
    parts = []
    if deleted:
        parts.append(counted(deleted, tr("{n} invoice deleted"), tr("{n} invoices deleted")))
    if credited:
        parts.append(counted(credited, tr("{n} credit note posted"), tr("{n} credit notes posted")))
    if not parts:
        return tr("Nothing was taken back")
    return ", ".join([*parts, sums_text(result.gross)])


def result_lines(result: UndoResult) -> list[str]:
    """What is left, and how it goes on."""
    forms = {
        Ending.STAYS: (tr("{n} stays as it is."), tr("{n} stay as they are.")),
        Ending.IN_DOUBT: (
            tr("{n} is in doubt: the next undo of this run looks in KashFlow first."),
            tr("{n} are in doubt: the next undo of this run looks in KashFlow first."),
        ),
        Ending.NOT_DONE: (
            tr("{n} is not done: undo the run again to go on with it."),
            tr("{n} are not done: undo the run again to go on with them."),
        ),
    }
    lines = [counted(len(result.of(ending)), *texts) for ending, texts in forms.items() if result.of(ending)]
    if result.was_cancelled:
        lines.insert(0, tr("You stopped the undo. What was taken back until then stands."))
    return lines


def _number(number: int) -> str:
    return str(number) if number else tr("None")


def _gross(item_of: Callable[[R], UndoItem]) -> Column[R]:
    def text(record: R) -> str:
        return money(item_of(record).gross, item_of(record).currency)

    return Column(tr("Gross"), text, lambda record: item_of(record).gross, is_number=True)
