"""How an import goes, and what came of it, file by file."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kfdesk import words
from kfdesk.services.import_orders import FileResult
from kfdesk.services.ports import FileProblem
from kfdesk.services.take_report import ReportTally
from kfdesk.ui.figures import counted, number
from kfdesk.ui.orders.import_flow import Imported, Refusal
from kfdesk.ui.orders.texts import orders_text, tr
from kfdesk.ui.panels import wrapped_label
from kfdesk.ui.watching import waiting_text
from kfdesk.ui.widgets import named

SHOWN_PROBLEMS = 20
LINES_SHOWN = 7
STEPS = 1000  # bytes outgrow the bar's int


class ImportPanel(QFrame):
    """A bar with Cancel while files are read, then the result with Close; hidden otherwise."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.import_label = named(wrapped_label(), "import_label")
        self.progress_bar = named(QProgressBar(), "progress_bar", tr("Import"))
        self.cancel_button = named(QPushButton(tr("Cancel")), "cancel_button", tr("Cancel the import"))
        self.result_view = named(QTextBrowser(), "result_view", tr("What was imported"))
        self.result_view.setOpenLinks(False)
        self.result_view.setTabChangesFocus(True)
        self.result_view.setFixedHeight(self.fontMetrics().lineSpacing() * LINES_SHOWN)
        self.close_result_button = named(
            QPushButton(tr("Close")), "close_result_button", tr("Close what was imported")
        )
        self._lay_out()
        self.cancel_button.clicked.connect(self.cancel_asked)
        self.close_result_button.clicked.connect(self.hide)
        self.hide()

    def show_busy(self) -> None:
        """Files are being opened."""
        self.import_label.setText(tr("Reading order files…"))
        self.progress_bar.setRange(0, 0)
        self._show(is_busy=True)

    def show_progress(self, done: int, total: int) -> None:
        """So many bytes of so many are read."""
        if total:
            self.progress_bar.setRange(0, STEPS)
            self.progress_bar.setValue(min(STEPS, done * STEPS // total))

    def show_result(self, imported: Imported) -> None:
        """What came of each file."""
        self.import_label.setText(_headline(imported))
        self.result_view.setHtml(result_html(imported))
        self._show(is_busy=False)

    def _show(self, *, is_busy: bool) -> None:
        self.progress_bar.setVisible(is_busy)
        self.cancel_button.setVisible(is_busy)
        self.result_view.setVisible(not is_busy)
        self.close_result_button.setVisible(not is_busy)
        self.show()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.import_label, 1)
        row.addWidget(self.progress_bar, 2)
        row.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.close_result_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(self.result_view)


def result_html(imported: Imported) -> str:
    """A paragraph a file; what came from files is escaped."""
    parts = [_result(result) for result in imported.results]
    parts += [_refusal(refusal) for refusal in (*imported.refusals, *imported.waiting)]
    return "".join(parts)


def _headline(imported: Imported) -> str:
    text = f"{_news(imported)} {_not_taken(imported)}".rstrip()
    if imported.was_cancelled:
        return tr("Stopped, as you asked: the file under way was not taken. {rest}").format(rest=text)
    return text


def _not_taken(imported: Imported) -> str:
    """How many files further down were refused, or left by the person."""
    files = len(imported.refusals)
    return counted(files, tr("{n} file was not taken."), tr("{n} files were not taken.")) if files else ""


def _news(imported: Imported) -> str:
    """New orders, and new refunds where reports were among the files; else what waits for them."""
    if not imported.results:
        alone = imported.waiting and not imported.refusals
        return waiting_text(len(imported.waiting)) if alone else tr("Nothing was imported.")
    reports = [result.report for result in imported.results if result.report]
    orders = sum(result.counts.new for result in imported.results)
    new_orders = counted(orders, tr("{n} new order."), tr("{n} new orders."))
    if not reports:
        return new_orders
    refunds = sum(report.new for report in reports)
    new_refunds = counted(refunds, tr("{n} new refund."), tr("{n} new refunds."))
    return f"{new_orders} {new_refunds}" if len(reports) < len(imported.results) else new_refunds


def _result(result: FileResult) -> str:
    head = (
        f"<b>{escape(words.file_name(result.path))}</b> {escape(_into(result))}: {escape(_came_of(result))}"
    )
    return f"<p>{head}</p>{_problems(result)}"


def _into(result: FileResult) -> str:
    kind = words.name(result.format)
    if kind == result.format:
        kind = kind.replace(".", " ")
    return tr("into {channel} ({format})").format(channel=result.channel.name, format=kind)


def _came_of(result: FileResult) -> str:
    if result.report:
        return _report_text(result.report)
    counts = result.counts
    return tr("{orders}: {new} new, {changed} changed, {unchanged} unchanged.").format(
        orders=orders_text(counts.orders),
        new=number(counts.new),
        changed=number(counts.changed),
        unchanged=number(counts.unchanged),
    )


def _report_text(report: ReportTally) -> str:
    """Such as: 12 refunds of 11 orders, 2 of them new; 3 orders not in the book."""
    if report.refunds:
        text = tr("{refunds} of {orders}, {new} new").format(
            refunds=counted(report.refunds, tr("{n} refund"), tr("{n} refunds")),
            orders=orders_text(report.orders),
            new=number(report.new),
        )
    else:
        text = tr("no refunds of orders in the book")
    if report.proven:
        text = tr("{text}; tax or despatch of {orders}").format(text=text, orders=orders_text(report.proven))
    if report.missing:
        text = tr("{text}; {orders} not in the book").format(text=text, orders=orders_text(report.missing))
    return tr("{text}.").format(text=text)


def _problems(result: FileResult) -> str:
    shown = [_problem(problem) for problem in result.problems[:SHOWN_PROBLEMS]]
    more = len(result.problems) - SHOWN_PROBLEMS
    if more > 0:
        shown.append(tr("and {n} more").format(n=number(more)))
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in shown) + "</ul>" if shown else ""


def _problem(problem: FileProblem) -> str:
    text = words.reason(problem.reason)
    return tr("Row {row}: {text}").format(row=problem.row, text=text) if problem.row else text


def _refusal(refusal: Refusal) -> str:
    error = refusal.error
    if error is None:
        chosen = escape(tr("not imported, as you chose."))
        return f"<p><b>{escape(words.file_name(refusal.path))}</b>: {chosen}</p>"
    rest = " ".join(part for part in (words.meaning(error), words.advice(error)) if part)
    return f"<p><b>{escape(words.title(error))}</b> {escape(rest)}</p>"
