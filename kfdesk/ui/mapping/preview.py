"""The orders that a mapping would make."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from kfdesk import words
from kfdesk.domain.orders import LineKind, Order, PaymentState
from kfdesk.domain.pricing import stated_gross
from kfdesk.services.map_columns import MappingPreview, total_problem
from kfdesk.services.ports import FileProblem
from kfdesk.ui.figures import as_sums, counted, day, money, number, sums_text
from kfdesk.ui.mapping.texts import tr
from kfdesk.ui.panels import wrapped_label
from kfdesk.ui.record_table import Column, RecordTable, RecordTableModel
from kfdesk.ui.widgets import named

PROBLEMS_SHOWN = 50
LINES_SHOWN = 4


class PreviewPanel(QWidget):
    """A line that says what comes of it, the orders, and what is odd."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing."""
        super().__init__(parent)
        self.summary_label = named(wrapped_label(), "summary_label")
        self._model = _model(self)
        self.preview_table = named(RecordTable(self._model), "preview_table", tr("Orders it would make"))
        self.problems_view = named(QTextBrowser(), "problems_view", tr("What is odd"))
        self.problems_view.setTabChangesFocus(True)
        self.problems_view.setFixedHeight(self.fontMetrics().lineSpacing() * LINES_SHOWN)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.summary_label)
        layout.addWidget(self.preview_table, 1)
        layout.addWidget(self.problems_view)
        self.show_preview(MappingPreview())

    def show_preview(self, preview: MappingPreview) -> None:
        """Show what came of it."""
        self._model.set_records(preview.orders)
        self.summary_label.setText(_summary(preview))
        told = _problems(preview)
        self.problems_view.setPlainText("\n".join(told))
        self.problems_view.setVisible(bool(told))


def _model(parent: QObject) -> RecordTableModel[Order]:
    columns = (
        Column[Order](tr("Order"), lambda order: order.order_number),
        Column[Order](tr("Ordered"), lambda order: day(order.ordered) if order.ordered else ""),
        Column[Order](tr("Paid"), _paid),
        Column[Order](tr("Buyer"), lambda order: order.buyer.name or order.buyer.email),
        Column[Order](tr("Lines"), _lines),
        Column[Order](tr("Total"), lambda order: money(stated_gross(order), order.currency), is_number=True),
        Column[Order](tr("To look at"), _note),
    )
    return RecordTableModel(columns, lambda order: order.order_number, parent)


def _paid(order: Order) -> str:
    if order.is_cancelled:
        return tr("cancelled")
    if order.payment_state is PaymentState.UNPAID:
        return tr("not paid")
    return day(order.paid) if order.paid else tr("no date")


def _lines(order: Order) -> str:
    return "; ".join(
        f"{line.quantity.normalize():f} \N{MULTIPLICATION SIGN} {line.title}"
        if line.kind is LineKind.GOODS
        else line.title
        for line in order.lines
    )


def _note(order: Order) -> str:
    reasons = [*order.problems, *filter(None, [total_problem(order)])]
    return " ".join(words.reason(reason) for reason in reasons)


def _summary(preview: MappingPreview) -> str:
    if preview.refusal is not None:
        return words.sentence(preview.refusal)
    if not preview.orders and not preview.problems:
        return tr("The orders it would make are shown here.")
    orders = counted(len(preview.orders), tr("{n} order"), tr("{n} orders"))
    text = tr("{orders}, {sums}.").format(orders=orders, sums=sums_text(as_sums(preview.sums)) or number(0))
    if not preview.is_whole:
        text = tr("The first {rest} There are more in the file.").format(rest=text)
    odd = sum(bool(_note(order)) for order in preview.orders)
    return f"{text} {counted(odd, tr('{n} to look at.'), tr('{n} to look at.'))}" if odd else text


def _problems(preview: MappingPreview) -> list[str]:
    return [_problem(problem) for problem in preview.problems[:PROBLEMS_SHOWN]]


def _problem(problem: FileProblem) -> str:
    text = words.reason(problem.reason)
    return tr("Row {row}: {text}").format(row=problem.row, text=text) if problem.row else text
