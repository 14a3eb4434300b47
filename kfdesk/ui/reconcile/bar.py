"""From, to, and the buttons."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from kfdesk.domain.reconciliation import Period
from kfdesk.ui.channels.panel import QuietDateEdit
from kfdesk.ui.panels import wrapped_label
from kfdesk.ui.widgets import named


class PeriodBar(QWidget):
    """`reconcile_wanted` with a good period, `save_wanted` with `xlsx` or `pdf`."""

    reconcile_wanted = Signal()
    save_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing to save yet."""
        super().__init__(parent)
        self._is_busy = False
        self._can_save = False
        self.from_edit = named(QuietDateEdit(), "from_edit", self.tr("From"))
        self.to_edit = named(QuietDateEdit(), "to_edit", self.tr("To"))
        for edit in (self.from_edit, self.to_edit):
            edit.dateChanged.connect(self._show_state)
        self.reconcile_button = _button(self.tr("&Reconcile"), "reconcile_button")
        self.save_xlsx_button = _button(self.tr("Save &spreadsheet…"), "save_xlsx_button")
        self.save_pdf_button = _button(self.tr("Save as &PDF…"), "save_pdf_button")
        self.hint_label = named(wrapped_label(), "hint_label")
        self._lay_out()
        self.reconcile_button.clicked.connect(self.reconcile_wanted)
        self.save_xlsx_button.clicked.connect(self._on_xlsx_clicked)
        self.save_pdf_button.clicked.connect(self._on_pdf_clicked)

    @property
    def period(self) -> Period | None:
        """The days chosen; None while they are no period."""
        first, last = _day(self.from_edit), _day(self.to_edit)
        return Period(first, last) if first <= last else None

    def let_save(self, *, can_save: bool) -> None:
        """Whether there is something to save."""
        self._can_save = can_save
        self._show_state()

    @Slot(bool)
    def show_busy(self, is_busy: bool) -> None:
        """No second question while one is being answered."""
        self._is_busy = is_busy
        self._show_state()

    def _lay_out(self) -> None:
        dates, files = QHBoxLayout(), QHBoxLayout()
        for text, edit in ((self.tr("&From:"), self.from_edit), (self.tr("&To:"), self.to_edit)):
            label = QLabel(text)
            label.setBuddy(edit)
            dates.addWidget(label)
            dates.addWidget(edit)
        dates.addWidget(self.reconcile_button)
        files.addWidget(self.save_xlsx_button)
        files.addWidget(self.save_pdf_button)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(dates, 0, 0)
        layout.addLayout(files, 0, 2)
        layout.addWidget(self.hint_label, 1, 0, 1, 3)
        layout.setColumnStretch(1, 1)

    @Slot()
    def _show_state(self) -> None:
        is_period = self.period is not None
        self.reconcile_button.setEnabled(is_period and not self._is_busy)
        for button in (self.save_xlsx_button, self.save_pdf_button):
            button.setEnabled(self._can_save and not self._is_busy)
        self.hint_label.setText("" if is_period else self.tr("The last day is before the first."))
        self.hint_label.setVisible(not is_period)

    @Slot()
    def _on_xlsx_clicked(self) -> None:
        self.save_wanted.emit("xlsx")

    @Slot()
    def _on_pdf_clicked(self) -> None:
        self.save_wanted.emit("pdf")


def _day(edit: QuietDateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _button(label: str, name: str) -> QPushButton:
    return named(QPushButton(label), name, label.replace("&", "").rstrip("…"))
