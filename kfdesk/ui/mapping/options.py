"""What no column says: the channel's name, VAT in the prices, order of dates, words of the status."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from kfdesk.domain.mapping import ColumnMapping, DateOrder
from kfdesk.services.edit_settings import LONGEST_NAME
from kfdesk.ui.mapping.texts import tr
from kfdesk.ui.widgets import QuietComboBox, named

CURRENCY_LETTERS = 3
BETWEEN = ", "


class MappingOptions(QWidget):
    """A form; `changed` with each entry."""

    changed = Signal()

    def __init__(self, mapping: ColumnMapping, parent: QWidget | None = None) -> None:
        """Begin with what is proposed."""
        super().__init__(parent)
        self.mapping_name_edit = named(QLineEdit(), "mapping_name_edit", tr("Where it comes from"))
        self.mapping_name_edit.setMaxLength(LONGEST_NAME)
        self.prices_combo = named(QuietComboBox(), "prices_combo", tr("Prices"))
        self.prices_combo.addItem(tr("with VAT in them"), True)
        self.prices_combo.addItem(tr("without VAT"), False)
        self.date_order_combo = named(QuietComboBox(), "date_order_combo", tr("Dates"))
        self.date_order_combo.addItem(tr("day first (03/04 is 3 April)"), DateOrder.DAY_FIRST.value)
        self.date_order_combo.addItem(tr("month first (03/04 is 4 March)"), DateOrder.MONTH_FIRST.value)
        self.currency_edit = named(QLineEdit(mapping.currency), "currency_edit", tr("Currency"))
        self.currency_edit.setMaxLength(CURRENCY_LETTERS)
        self.decimal_comma_check = named(QCheckBox(tr("Decimal &comma (12,34)")), "decimal_comma_check")
        self.paid_words_edit = self._words_edit("paid_words_edit", tr("Paid when"), mapping.paid_words)
        self.cancelled_words_edit = self._words_edit(
            "cancelled_words_edit", tr("Cancelled when"), mapping.cancelled_words
        )
        self.refunded_words_edit = self._words_edit(
            "refunded_words_edit", tr("Refunded when"), mapping.refunded_words
        )
        self._fill(mapping)
        self._lay_out()
        self._connect()

    def applied_to(self, mapping: ColumnMapping) -> ColumnMapping:
        """The mapping with what is entered here."""
        return replace(
            mapping,
            name=self.mapping_name_edit.text().strip(),
            prices_include_vat=bool(self.prices_combo.currentData()),
            currency=self.currency_edit.text().strip().upper(),
            date_order=DateOrder(self.date_order_combo.currentData()),
            decimal_comma=self.decimal_comma_check.isChecked(),
            paid_words=_words(self.paid_words_edit),
            cancelled_words=_words(self.cancelled_words_edit),
            refunded_words=_words(self.refunded_words_edit),
        )

    def _words_edit(self, name: str, accessible_name: str, words: Sequence[str]) -> QLineEdit:
        edit = named(QLineEdit(BETWEEN.join(words)), name, accessible_name)
        edit.setPlaceholderText(tr("words of the status, such as: despatched, complete"))
        return edit

    def _fill(self, mapping: ColumnMapping) -> None:
        self.mapping_name_edit.setText(mapping.name)
        self.prices_combo.setCurrentIndex(self.prices_combo.findData(mapping.prices_include_vat))
        self.date_order_combo.setCurrentIndex(self.date_order_combo.findData(mapping.date_order.value))
        self.decimal_comma_check.setChecked(mapping.decimal_comma)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(tr("Where it comes &from"), self.mapping_name_edit)
        form.addRow(tr("&Prices"), self.prices_combo)
        form.addRow(tr("&Dates"), self.date_order_combo)
        form.addRow(tr("C&urrency, where no column has it"), self.currency_edit)
        form.addRow("", self.decimal_comma_check)
        form.addRow(tr("P&aid when the status is"), self.paid_words_edit)
        form.addRow(tr("Ca&ncelled when it is"), self.cancelled_words_edit)
        form.addRow(tr("&Refunded when it is"), self.refunded_words_edit)

    def _connect(self) -> None:
        for edit in self.findChildren(QLineEdit):
            edit.textChanged.connect(self._on_changed)
        for combo in self.findChildren(QuietComboBox):
            combo.currentIndexChanged.connect(self._on_changed)
        self.decimal_comma_check.toggled.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()


def _words(edit: QLineEdit) -> tuple[str, ...]:
    return tuple(word for part in edit.text().split(",") if (word := part.strip()))
