"""The side panel: the further settings of the channels chosen in the table."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kfdesk import words
from kfdesk.domain.channels import ChannelSettings, Chosen
from kfdesk.services.channel_settings import Option, SettingValue
from kfdesk.ui.channels import texts
from kfdesk.ui.channels.delegates import fill_combo
from kfdesk.ui.channels.sku_rates import SkuRatesEditor
from kfdesk.ui.channels.texts import tr
from kfdesk.ui.widgets import QuietComboBox, named

COMBOS = {
    "sales_type": "sales_type_combo",
    "delivery_type": "delivery_type_combo",
    "vat": "vat_combo",
    "vat_unknown": "vat_unknown_combo",
    "invoice_date": "invoice_date_combo",
    "which_orders": "which_orders_combo",
    "customers": "customers_combo",
}
CHECKS = {
    "record_payments": "record_payments_check",
    "foreign_currency": "foreign_currency_check",
    "foreign_payments": "foreign_payments_check",
}
ORDER = (
    "sales_type",
    "delivery_type",
    "vat",
    "vat_unknown",
    "sku_rates",
    "invoice_date",
    "export_from",
    "which_orders",
    "customers",
    "record_payments",
    "foreign_currency",
    "foreign_payments",
)


class QuietDateEdit(QDateEdit):
    """A date that a passing wheel does not change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Take the focus by key and click, not by the wheel."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")
        self.setKeyboardTracking(False)  # a date half typed is no wish

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Hand the wheel on to what scrolls behind, unless the person is in this field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SettingsPanel(QScrollArea):
    """Each further setting with its widget and a sentence; `change_wished` carries name and value."""

    change_wished = Signal(str, object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """Build all fields; they are filled by `show_channels`."""
        super().__init__(parent)
        self._today = today
        self._fields: dict[str, QWidget] = {}
        self._combos: dict[str, QComboBox] = {}
        self._options: dict[str, tuple[Option, ...]] = {}
        self._checks: dict[str, QCheckBox] = {}
        self._settings = ChannelSettings()
        self.panel_title = named(QLabel(), "panel_title")
        self.panel_title.setWordWrap(True)
        self.sku_rates = SkuRatesEditor()
        self.sku_rates_table = self.sku_rates.sku_rates_table
        self._build_day()
        self._lay_out()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sku_rates.changed.connect(self._on_sku_rates_changed)

    def show_channels(
        self, names: Sequence[str], settings: ChannelSettings, options: Callable[[str], tuple[Option, ...]]
    ) -> None:
        """Show the settings of the first of these channels; what is chosen is for all of them."""
        self._settings = settings
        self.panel_title.setText(_title(names))
        for name, combo in self._combos.items():
            with QSignalBlocker(combo):
                self._options[name] = options(name)
                self._fill(combo, name)
        for name, check in self._checks.items():
            check.setChecked(getattr(settings, name))
        self.sku_rates.set_rates(settings.sku_rates)
        self.export_from_check.setChecked(settings.export_from is not None)
        self.export_from_edit.setEnabled(settings.export_from is not None)
        with QSignalBlocker(self.export_from_edit):
            self.export_from_edit.setDate(_qdate(settings.export_from or self._today()))
        self._checks["foreign_payments"].setEnabled(settings.foreign_currency and settings.record_payments)

    def field_of(self, setting: str) -> QWidget | None:
        """The widget of a setting, to lead somebody to it."""
        return self._fields.get(setting)

    def go_to(self, setting: str) -> bool:
        """Put the focus on a setting; False when it is not here."""
        widget = self.field_of(setting)
        if widget is None:
            return False
        self.ensureWidgetVisible(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def minimumSizeHint(self) -> QSize:
        """Wide enough for its fields beside the scroll bar."""
        inside, bar = self.widget(), self.verticalScrollBar().sizeHint().width()
        width = inside.minimumSizeHint().width() + bar if inside else bar
        return QSize(width, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """No wider than it must be: the table is what people look at."""
        return QSize(self.minimumSizeHint().width(), super().sizeHint().height())

    # ------------------------------------------------------------ building

    def _build_day(self) -> None:
        self.export_from_check = named(
            QCheckBox(tr("Leave out what is older than")), "export_from_check", tr("Leave out older orders")
        )
        self.export_from_edit = named(QuietDateEdit(), "export_from_edit", words.setting("export_from"))
        self.export_from_check.clicked.connect(self._on_day_clicked)
        self.export_from_edit.dateChanged.connect(self._on_day_changed)

    def _lay_out(self) -> None:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        title = QFont(self.panel_title.font())
        title.setBold(True)
        self.panel_title.setFont(title)
        layout.addWidget(self.panel_title)
        for name in ORDER:
            for part in self._parts(name):
                layout.addWidget(part)
            layout.addSpacing(self.fontMetrics().height() // 2)
        layout.addStretch()
        self.setWidget(inside)

    def _parts(self, name: str) -> list[QWidget]:
        if name in CHECKS:
            return [self._check(name), _sentence(name)]
        label = QLabel(words.setting(name))
        widget = self._widget(name)
        label.setBuddy(self._fields[name])
        return [label, widget, _sentence(name)]

    def _widget(self, name: str) -> QWidget:
        if name == "sku_rates":
            self._fields[name] = self.sku_rates_table
            return self.sku_rates
        if name == "export_from":
            self._fields[name] = self.export_from_check
            return _below(self.export_from_check, self.export_from_edit)
        combo = named(QuietComboBox(), COMBOS[name], words.setting(name))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        combo.activated.connect(partial(self._on_combo_activated, name))
        setattr(self, COMBOS[name], combo)
        self._combos[name] = self._fields[name] = combo
        return combo

    def _check(self, name: str) -> QCheckBox:
        check = named(QCheckBox(words.setting(name)), CHECKS[name], words.setting(name))
        check.clicked.connect(partial(self._on_check_clicked, name))
        setattr(self, CHECKS[name], check)
        self._checks[name] = self._fields[name] = check
        return check

    def _fill(self, combo: QComboBox, name: str) -> None:
        """A proposal stands in the combo without being chosen: choosing it accepts it."""
        value = getattr(self._settings, name)
        fill_combo(combo, self._options[name], value)
        is_proposed = isinstance(value, Chosen) and value.is_proposed
        combo.setPlaceholderText(texts.value_text(value) if is_proposed else "")
        combo.setAccessibleDescription(combo.placeholderText())
        if is_proposed:
            combo.setCurrentIndex(-1)

    # ------------------------------------------------------------ what the person did

    def _on_combo_activated(self, name: str, number: int) -> None:
        self._wish(name, self._options[name][number].value)

    def _on_check_clicked(self, name: str) -> None:
        self._wish(name, self._checks[name].isChecked())

    @Slot(object)
    def _on_sku_rates_changed(self, rates: object) -> None:
        self._wish("sku_rates", rates)  # type: ignore[arg-type]  # a signal carries objects

    @Slot(bool)
    def _on_day_clicked(self, is_on: bool) -> None:
        self._wish("export_from", _day(self.export_from_edit.date()) if is_on else None)

    @Slot(QDate)
    def _on_day_changed(self, day: QDate) -> None:
        self._wish("export_from", _day(day))

    def _wish(self, name: str, value: SettingValue) -> None:
        if value != getattr(self._settings, name):
            self.change_wished.emit(name, value)


def _title(names: Sequence[str]) -> str:
    if not names:
        return tr("No channel chosen")
    if len(names) == 1:
        return tr("More settings of {channel}").format(channel=names[0])
    return tr("More settings of {channel}. What you choose is set for all {n} selected channels.").format(
        channel=names[0], n=len(names)
    )


def _sentence(name: str) -> QLabel:
    label = QLabel(texts.sentence(name))
    label.setWordWrap(True)
    label.setEnabled(True)
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label


def _below(first: QWidget, second: QWidget) -> QWidget:
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(first)
    layout.addWidget(second)
    return both


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
