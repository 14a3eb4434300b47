"""The list of beginnings of SKUs that have a VAT rate of their own."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kfdesk.domain.channels import SkuRate
from kfdesk.services.channel_settings import is_allowed_rate
from kfdesk.ui.channels.texts import tr
from kfdesk.ui.widgets import named

SHOWN_ROWS = 3


class SkuRatesEditor(QWidget):
    """A table of two columns with Add and Remove; `changed` carries the rates once all rows are whole."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._is_filling = False
        self.sku_rates_table = named(QTableWidget(0, 2), "sku_rates_table", tr("VAT by SKU"))
        self.sku_rates_table.setHorizontalHeaderLabels([tr("SKU begins with"), tr("VAT %")])
        self.sku_rates_table.verticalHeader().hide()
        self.sku_rates_table.setTabKeyNavigation(False)
        header = self.sku_rates_table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.add_sku_button = named(QPushButton(tr("Add SKU")), "add_sku_button", tr("Add a SKU"))
        self.remove_sku_button = named(QPushButton(tr("Remove")), "remove_sku_button", tr("Remove the SKU"))
        self._lay_out()
        self.sku_rates_table.itemChanged.connect(self._on_item_changed)
        self.sku_rates_table.itemSelectionChanged.connect(self._on_selection_changed)
        self.add_sku_button.clicked.connect(self._on_add_clicked)
        self.remove_sku_button.clicked.connect(self._on_remove_clicked)
        self._on_selection_changed()

    def set_rates(self, rates: tuple[SkuRate, ...]) -> None:
        """Show these, unless they are shown already."""
        if self.rates() == rates and self.sku_rates_table.rowCount() >= len(rates):
            return
        self._is_filling = True
        self.sku_rates_table.setRowCount(0)
        for rate in rates:
            self._append(rate.prefix, f"{rate.rate:f}")
        self._is_filling = False

    def rates(self) -> tuple[SkuRate, ...]:
        """The whole rows."""
        rows = range(self.sku_rates_table.rowCount())
        return tuple(rate for row in rows if (rate := self._rate(row)))

    def _lay_out(self) -> None:
        row_height = self.sku_rates_table.verticalHeader().defaultSectionSize()
        self.sku_rates_table.setFixedHeight(row_height * (SHOWN_ROWS + 1))
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_sku_button)
        buttons.addWidget(self.remove_sku_button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.sku_rates_table)
        layout.addLayout(buttons)

    def _append(self, prefix: str, rate: str) -> None:
        row = self.sku_rates_table.rowCount()
        self.sku_rates_table.insertRow(row)
        self.sku_rates_table.setItem(row, 0, QTableWidgetItem(prefix))
        self.sku_rates_table.setItem(row, 1, QTableWidgetItem(rate))

    def _cell(self, row: int, column: int) -> str:
        item = self.sku_rates_table.item(row, column)
        return item.text().strip() if item else ""

    def _rate(self, row: int) -> SkuRate | None:
        try:
            rate = SkuRate(self._cell(row, 0), Decimal(self._cell(row, 1).removesuffix("%").strip()))
        except InvalidOperation:
            return None
        return rate if is_allowed_rate(rate) else None

    @Slot(QTableWidgetItem)
    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        if self._is_filling:
            return
        is_empty = not self._cell(item.row(), 0) or not self._cell(item.row(), 1)
        is_wrong = not is_empty and self._rate(item.row()) is None
        self._mark(item.row(), tr("The rate is a number between 0 and 100.") if is_wrong else "")
        if not is_empty and not is_wrong:
            self.changed.emit(self.rates())

    def _mark(self, row: int, problem: str) -> None:
        """The reason stands at the cell; the text itself stays for the person to mend."""
        item = self.sku_rates_table.item(row, 1)
        if item:
            self._is_filling = True
            item.setToolTip(problem)
            font = item.font()
            font.setStrikeOut(bool(problem))
            item.setFont(font)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, problem)
            self._is_filling = False

    @Slot()
    def _on_selection_changed(self) -> None:
        self.remove_sku_button.setEnabled(bool(self.sku_rates_table.selectedItems()))

    @Slot()
    def _on_add_clicked(self) -> None:
        self._is_filling = True
        self._append("", "0")
        self._is_filling = False
        row = self.sku_rates_table.rowCount() - 1
        self.sku_rates_table.setCurrentCell(row, 0)
        self.sku_rates_table.edit(self.sku_rates_table.currentIndex())

    @Slot()
    def _on_remove_clicked(self) -> None:
        rows = sorted({item.row() for item in self.sku_rates_table.selectedItems()}, reverse=True)
        for row in rows:
            self.sku_rates_table.removeRow(row)
        self.changed.emit(self.rates())
