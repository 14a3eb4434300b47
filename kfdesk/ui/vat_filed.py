"""*VAT filed up to*: the question, as a field and as a dialog of its own."""

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kfdesk.domain.company import NOTHING_FILED
from kfdesk.ui.channels.panel import QuietDateEdit
from kfdesk.ui.figures import day
from kfdesk.ui.panels import wrapped_label
from kfdesk.ui.widgets import named, short_lived


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("VatFiled", text)


def filed_text(filed_to: date | None) -> str:
    """Up to when VAT is filed, in words."""
    if filed_to is None:
        return tr("Not said yet up to when VAT is filed.")
    if filed_to == NOTHING_FILED:
        return tr("No VAT return is filed yet.")
    return tr("VAT is filed up to {day}.").format(day=day(filed_to))


class VatFiledField(QWidget):
    """Up to a day, or nothing filed yet; neither is chosen beforehand, for a guess would be an answer."""

    answered = Signal()

    def __init__(self, today: date, filed_to: date | None = None, parent: QWidget | None = None) -> None:
        """Begin with what is known."""
        super().__init__(parent)
        self.filed_radio = named(QRadioButton(tr("VAT is &filed up to")), "filed_radio")
        self.vat_filed_edit = named(QuietDateEdit(), "vat_filed_edit", tr("VAT filed up to"))
        nothing = QRadioButton(tr("&No VAT return is filed yet"))
        self.nothing_filed_radio = named(nothing, "nothing_filed_radio")
        self._group = QButtonGroup(self)
        for radio in (self.filed_radio, self.nothing_filed_radio):
            self._group.addButton(radio)
        self.vat_filed_edit.setMaximumDate(_qdate(today - timedelta(days=1)))
        is_day = filed_to is not None and filed_to != NOTHING_FILED
        self.vat_filed_edit.setDate(_qdate(filed_to if filed_to and is_day else _last_month(today)))
        if filed_to is not None:
            (self.filed_radio if is_day else self.nothing_filed_radio).setChecked(True)
        self._lay_out()
        self._group.buttonClicked.connect(self.answered)
        self.vat_filed_edit.dateChanged.connect(self._on_date_changed)

    @property
    def value(self) -> date | None:
        """The day, NOTHING_FILED, or None while nothing is chosen."""
        if self.nothing_filed_radio.isChecked():
            return NOTHING_FILED
        chosen = self.vat_filed_edit.date()
        return date(chosen.year(), chosen.month(), chosen.day()) if self.filed_radio.isChecked() else None

    @Slot()
    def _on_date_changed(self) -> None:
        self.filed_radio.setChecked(True)
        self.answered.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.filed_radio)
        row.addWidget(self.vat_filed_edit)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.nothing_filed_radio)


class VatFiledDialog(QDialog):
    """Asks up to when a company's VAT is filed."""

    def __init__(
        self, company_name: str, filed_to: date | None, today: date, parent: QWidget | None = None
    ) -> None:
        """Show what is known."""
        super().__init__(parent)
        self.setObjectName("vat_filed_dialog")
        self.setWindowTitle(tr("VAT filed by {company}").format(company=company_name))
        text = tr(
            "Orders dated on or before this day are exported only when you say so, and an undo deletes no "
            "invoice there: it gets a credit note instead."
        )
        self.field = VatFiledField(today, filed_to)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.cancel_button = named(buttons.button(QDialogButtonBox.StandardButton.Cancel), "cancel_button")
        label = tr("&Keep")
        self.accept_button = named(
            buttons.addButton(label, QDialogButtonBox.ButtonRole.AcceptRole),
            "accept_button",
            label.replace("&", ""),
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.field.answered.connect(self._show_state)
        layout = QVBoxLayout(self)
        layout.addWidget(wrapped_label(text))
        layout.addWidget(self.field)
        layout.addWidget(buttons)
        self._show_state()

    @classmethod
    def ask(
        cls, company_name: str, filed_to: date | None, today: date, parent: QWidget | None
    ) -> date | None:
        """The day or NOTHING_FILED; None when the person thought better of it."""
        with short_lived(cls(company_name, filed_to, today, parent)) as dialog:
            return dialog.field.value if dialog.exec() else None

    @Slot()
    def _show_state(self) -> None:
        self.accept_button.setEnabled(self.field.value is not None)


def _qdate(value: date) -> QDate:
    return QDate(value.year, value.month, value.day)


def _last_month(today: date) -> date:
    return today.replace(day=1) - timedelta(days=1)
