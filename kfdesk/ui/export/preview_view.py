"""The preview: a line a channel, an invoice or credit note a row, one of them in full, and the button."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kfdesk.domain.company import Company
from kfdesk.services.browse_orders import OrderDetail
from kfdesk.services.preview import ChannelPreview, Preview, PreviewRow, RowKind
from kfdesk.ui.export import texts
from kfdesk.ui.export.channel_lines import ChannelLines
from kfdesk.ui.export.columns import (
    channel_columns,
    channel_row_name,
    preview_columns,
    preview_row_name,
)
from kfdesk.ui.invoice_text import credit_html, late_payment_html, plan_html
from kfdesk.ui.panels import wrapped_label
from kfdesk.ui.record_table import RecordTable, RecordTableModel
from kfdesk.ui.widgets import named

LIST_SHARE, DETAIL_SHARE = 3, 2
BUYER = 3
WIDEST_EMS = 28


class PreviewView(QWidget):
    """Shows a preview. `detail_wanted` carries the id of the order that the person stands on."""

    export_wanted = Signal()
    detail_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a preview."""
        super().__init__(parent)
        self.channels_model: RecordTableModel[ChannelPreview] = RecordTableModel(
            channel_columns(), channel_row_name, self
        )
        self.preview_model: RecordTableModel[PreviewRow] = RecordTableModel(
            preview_columns(), preview_row_name, self
        )
        self.channels_table = named(ChannelLines(self.channels_model), "channels_table", self.tr("Channels"))
        self.preview_table = named(
            RecordTable(self.preview_model), "preview_table", self.tr("Invoices and credit notes")
        )
        self.preview_table.let_sort()
        self.preview_table.let_stretch(BUYER, WIDEST_EMS)
        self.invoice_detail = named(QTextBrowser(), "invoice_detail", self.tr("The chosen one in full"))
        self.invoice_detail.setOpenLinks(False)
        self.invoice_detail.setTabChangesFocus(True)
        self.export_button = named(QPushButton(), "export_button", self.tr("Export"))
        self.export_button.setEnabled(False)
        self.reason_label = named(wrapped_label(), "reason_label")
        self._lay_out()
        self.preview_table.record_chosen.connect(self._on_record_chosen)
        self.export_button.clicked.connect(self.export_wanted)

    def show_preview(self, preview: Preview, company: Company) -> None:
        """Show these invoices and credit notes, and stand on the first."""
        self.channels_model.set_records(preview.channels)
        self.channels_table.fit_columns()
        self.channels_table.fit_height()
        self.invoice_detail.clear()
        self.preview_model.set_records((*preview.rows, *preview.payments, *preview.notes))
        self._splitter.setVisible(not preview.is_empty)
        self._filler.setVisible(preview.is_empty)
        self._show_button(preview, company)
        if self.order_id is None:
            self.preview_table.go_to_first()
        else:
            self.detail_wanted.emit(self.order_id)

    def _show_button(self, preview: Preview, company: Company) -> None:
        text = texts.export_text(preview, company.name)
        self.export_button.setText(texts.export_text(preview, texts.short(company.name)).replace("&", "&&"))
        self.export_button.setToolTip(text)
        self.export_button.setAccessibleName(text)
        self.export_button.setEnabled(not preview.is_empty or preview.unsettled > 0)
        self.reason_label.setText(texts.why_nothing(preview) if preview.is_empty else "")
        self.reason_label.setVisible(preview.is_empty)
        self.export_button.setAccessibleDescription(self.reason_label.text())

    def show_outdated(self) -> None:
        """A new preview is on its way: until it is here nothing is sent."""
        self.export_button.setEnabled(False)

    def show_detail(self, detail: OrderDetail) -> None:
        """Show one invoice, or credit note, in full."""
        row = self._row
        if row is not None and row.kind is RowKind.CREDIT_NOTE:
            notes = [note.posted for note in detail.notes if note.stamp == row.stamp]
            self.invoice_detail.setHtml("".join(credit_html(each, detail.channel) for each in notes if each))
        elif row is not None and row.kind is RowKind.PAYMENT:
            self.invoice_detail.setHtml(late_payment_html(detail.late, detail.channel) if detail.late else "")
        elif detail.plan is not None:
            self.invoice_detail.setHtml(plan_html(detail.plan, detail.channel))

    @property
    def order_id(self) -> int | None:
        """The order that the person stands on."""
        return self._row.order_id if self._row else None

    @property
    def _row(self) -> PreviewRow | None:
        record = self.preview_table.current_record
        return record if isinstance(record, PreviewRow) else None

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(
            self._labelled(self.tr("&Invoices and credit notes to be posted"), self.preview_table)
        )
        self._splitter.addWidget(self._labelled(self.tr("The chosen one in &full"), self.invoice_detail))
        self._splitter.setStretchFactor(0, LIST_SHARE)
        self._splitter.setStretchFactor(1, DETAIL_SHARE)
        self._splitter.setChildrenCollapsible(False)
        self._filler = QWidget()
        bottom = QHBoxLayout()
        bottom.addWidget(self.reason_label, 1)
        bottom.addStretch()
        bottom.addWidget(self.export_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._labelled(self.tr("C&hannels"), self.channels_table))
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self._filler, 1)
        layout.addLayout(bottom)

    @staticmethod
    def _labelled(title: str, widget: QWidget) -> QWidget:
        box = QWidget()
        label = QLabel(title)
        label.setBuddy(widget)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(widget)
        return box

    @Slot(object)
    def _on_record_chosen(self, record: object) -> None:
        if isinstance(record, PreviewRow):
            self.detail_wanted.emit(record.order_id)
