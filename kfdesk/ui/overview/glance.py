"""The figures of the Overview page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kfdesk.services.browse_orders import Attention
from kfdesk.services.overview import Figures, NextStep, Total
from kfdesk.services.ports import MonthSum
from kfdesk.ui import next_steps
from kfdesk.ui.figures import counted, moment, sums_text
from kfdesk.ui.orders.texts import group_text
from kfdesk.ui.overview.chart_data import chart_data, currencies_of
from kfdesk.ui.overview.sums_chart import SumsChart
from kfdesk.ui.panels import bold, wrapped_label
from kfdesk.ui.widgets import QuietComboBox, named

LARGER = 1.4
ATTENTION_ROWS = 5


class Glance(QWidget):
    """Ready, exported, attention, chart. `attention_opened` carries the Attention."""

    page_wanted = Signal(str)
    attention_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without figures."""
        super().__init__(parent)
        self._attention: tuple[Attention, ...] = ()
        self._months: tuple[MonthSum, ...] = ()
        self._page = ""
        self._make_parts()
        self._lay_out()
        self.next_button.clicked.connect(self._on_next_clicked)
        self.history_button.clicked.connect(self._on_history_clicked)
        self.attention_list.itemActivated.connect(self._on_item_activated)
        self.currency_combo.currentIndexChanged.connect(self._show_chart)

    def show_figures(self, figures: Figures) -> None:
        """Show a company at a glance."""
        self._show_ready(figures)
        self._show_exported(figures)
        self._show_attention(figures.attention)
        self._show_months(figures.months)

    # ------------------------------------------------------------ parts

    def _make_parts(self) -> None:
        self.ready_label = named(_figure(), "ready_label")
        self.next_label = named(wrapped_label(), "next_label")
        self.next_button = named(QPushButton(), "next_button")
        self.exported_label = named(_figure(), "exported_label")
        self.last_run_label = named(wrapped_label(), "last_run_label")
        history = self.tr("See &History")
        self.history_button = named(QPushButton(history), "history_button", history.replace("&", ""))
        self.attention_list = named(QListWidget(), "attention_list", self.tr("What needs attention"))
        self.attention_list.setWordWrap(True)
        self.attention_list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currency_combo = named(QuietComboBox(), "currency_combo", self.tr("Currency of the chart"))
        self.sums_chart = named(SumsChart(), "sums_chart")

    def _lay_out(self) -> None:
        cards = QHBoxLayout()
        cards.addWidget(_card(self.tr("Ready"), self.ready_label, self.next_label, self.next_button), 1)
        cards.addWidget(
            _card(self.tr("Exported"), self.exported_label, self.last_run_label, self.history_button), 1
        )
        self._attention_label = QLabel(self.tr("Needs &attention"))
        self._attention_label.setBuddy(self.attention_list)
        chart_head = QHBoxLayout()
        chart_label = QLabel(self.tr("&Exported by channel and month"))
        chart_label.setBuddy(self.sums_chart)
        chart_head.addWidget(chart_label)
        chart_head.addStretch()
        chart_head.addWidget(self.currency_combo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(cards)
        layout.addWidget(self._attention_label)
        layout.addWidget(self.attention_list)
        layout.addLayout(chart_head)
        layout.addWidget(self.sums_chart, 1)

    # ------------------------------------------------------------ figures

    def _show_ready(self, figures: Figures) -> None:
        self.ready_label.setText(self._ready_text(figures))
        step = figures.next_step
        self._page = next_steps.PAGES[step]
        self.next_label.setText(next_steps.sentence(step))
        self.next_button.setText(next_steps.button_text(step))
        self.next_button.setAccessibleName(self.next_button.text().replace("&", ""))
        self.next_button.setDefault(step is NextStep.EXPORT)

    def _show_exported(self, figures: Figures) -> None:
        self.exported_label.setText(self._total_text(figures.exported, self.tr("Nothing yet")))
        run = figures.last_run
        text = (
            self.tr("Last export: {moment}, {invoices}.").format(
                moment=moment(run.started),
                invoices=counted(run.exported, self.tr("{n} invoice"), self.tr("{n} invoices")),
            )
            if run
            else self.tr("Exports are listed in History.")
        )
        self.last_run_label.setText(text)
        self.history_button.setEnabled(run is not None)

    def _ready_text(self, figures: Figures) -> str:
        """Invoices and credit notes, each with their own sum."""
        to_credit = figures.to_credit
        if not to_credit.credit_notes:
            return self._total_text(figures.ready, self.tr("Nothing is ready"))
        credited = self.tr("{notes}, {sums}").format(
            notes=self._notes_text(to_credit.credit_notes), sums=sums_text(to_credit.gross)
        )
        if not figures.ready.orders:
            return credited
        return self.tr("{invoices}, and {notes}").format(
            invoices=self._total_text(figures.ready, ""), notes=credited
        )

    def _notes_text(self, count: int) -> str:
        return counted(count, self.tr("{n} credit note"), self.tr("{n} credit notes"))

    def _total_text(self, total: Total, nothing: str) -> str:
        if not total.orders:
            return nothing
        invoices = counted(total.orders, self.tr("{n} invoice"), self.tr("{n} invoices"))
        text = self.tr("{invoices}, {sums}")
        if total.credit_notes:
            text = self.tr("{invoices} less {notes}, {sums}")
        notes = self._notes_text(total.credit_notes)
        return text.format(invoices=invoices, notes=notes, sums=sums_text(total.gross))

    def _show_attention(self, attention: Sequence[Attention]) -> None:
        kept = max(self.attention_list.currentRow(), 0)
        self._attention = tuple(attention)
        self.attention_list.clear()
        for item in attention:
            entry = QListWidgetItem(group_text(item.group))
            entry.setToolTip(group_text(item.group))
            self.attention_list.addItem(entry)
        self.attention_list.setCurrentRow(min(kept, len(attention) - 1))
        for widget in (self.attention_list, self._attention_label):
            widget.setVisible(bool(attention))
        rows = min(len(attention), ATTENTION_ROWS)
        height = max(self.attention_list.sizeHintForRow(0), self.fontMetrics().height())
        self.attention_list.setFixedHeight(rows * height + 2 * self.attention_list.frameWidth())

    def _show_months(self, months: tuple[MonthSum, ...]) -> None:
        kept = self.currency_combo.currentText()
        currencies = currencies_of(months)
        self._months = months
        self.currency_combo.blockSignals(True)
        self.currency_combo.clear()
        self.currency_combo.addItems(currencies)
        self.currency_combo.setCurrentIndex(currencies.index(kept) if kept in currencies else 0)
        self.currency_combo.blockSignals(False)
        self.currency_combo.setVisible(len(currencies) > 1)
        self._show_chart()

    # ------------------------------------------------------------ what happens

    @Slot()
    def _show_chart(self) -> None:
        self.sums_chart.show_data(chart_data(self._months, self.currency_combo.currentText()))

    @Slot()
    def _on_next_clicked(self) -> None:
        self.page_wanted.emit(self._page)

    @Slot()
    def _on_history_clicked(self) -> None:
        self.page_wanted.emit("history_page")

    @Slot(QListWidgetItem)
    def _on_item_activated(self, item: QListWidgetItem) -> None:
        self.attention_opened.emit(self._attention[self.attention_list.row(item)])


def _figure() -> QLabel:
    label = bold(wrapped_label())
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * LARGER)
    label.setFont(font)
    return label


def _card(title: str, figure: QLabel, text: QLabel, button: QPushButton) -> QWidget:
    card = QFrame()
    card.setFrameShape(QFrame.Shape.StyledPanel)
    layout = QVBoxLayout(card)
    layout.addWidget(QLabel(title))
    layout.addWidget(figure)
    layout.addWidget(text)
    layout.addStretch()
    layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return card
