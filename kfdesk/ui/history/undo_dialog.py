"""What an undo would do, read from KashFlow and shown before anything is done."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kfdesk.domain.company import Company, Integration
from kfdesk.domain.errors import KeyringLocked, KeyringMissing, KfdeskError, PasswordNeeded
from kfdesk.domain.postings import Run
from kfdesk.services.desk import Desk
from kfdesk.services.export_report import ExportProgress
from kfdesk.services.ports import IsCancelled, Progress
from kfdesk.services.undo import UndoRequest
from kfdesk.services.undo_plan import UndoItem, UndoPlan
from kfdesk.ui.export.password_dialog import PasswordDialog
from kfdesk.ui.figures import moment
from kfdesk.ui.history.undo_texts import confirm_text, item_columns, item_name, plan_lines
from kfdesk.ui.messages import show_error
from kfdesk.ui.panels import BusyPanel, FailurePanel, wrapped_label
from kfdesk.ui.record_table import RecordTable, RecordTableModel
from kfdesk.ui.tasks import LatestTask
from kfdesk.ui.vat_filed import VatFiledField, filed_text
from kfdesk.ui.widgets import named, short_lived

WIDE_EMS, HIGH_EMS = 120, 68
TABLE_SHARE = 1000
"""Of the height, to 1 that is left free while there is no table."""
NO_PASSWORD = (PasswordNeeded, KeyringMissing, KeyringLocked)


@dataclass(frozen=True)
class UndoSubject:
    """Which run of which company is to be undone; `notice` is why it is shown once more."""

    company: Company
    run: Run
    notice: KfdeskError | None = None


class _Looks:
    """`ExportWatch` of a look: counts go to the task's progress."""

    def __init__(self, progress: Progress, is_cancelled: IsCancelled) -> None:
        self._progress = progress
        self.is_cancelled = is_cancelled

    def progressed(self, progress: ExportProgress) -> None:
        self._progress(progress.done, progress.total)


class UndoDialog(QDialog):
    """Asks up to when VAT is filed where nobody said; shows what happens to each invoice; asks once."""

    def __init__(self, desk: Desk, subject: UndoSubject, parent: QWidget | None = None) -> None:
        """Begin to look, or ask first."""
        super().__init__(parent)
        self.setObjectName("undo_dialog")
        self.setWindowTitle(
            self.tr("Undo run {id} of {moment}?").format(
                id=subject.run.id, moment=moment(subject.run.started)
            )
        )
        self._desk = desk
        self._subject = subject
        self.plan: UndoPlan | None = None
        self._companies, self._plans, self._profiles = LatestTask(self), LatestTask(self), LatestTask(self)
        self._make_parts()
        self._lay_out()
        self._connect()
        if subject.notice:
            self.notice_panel.show_failure(subject.notice)
        filed_vat, company_id = desk.filed_vat, subject.company.id
        self._companies.start(lambda _progress, _is_cancelled: filed_vat.company(company_id))

    @classmethod
    def ask(cls, desk: Desk, subject: UndoSubject, parent: QWidget | None) -> UndoPlan | None:
        """The plan that the person said yes to; None when they thought better of it."""
        with short_lived(cls(desk, subject, parent)) as dialog:
            return dialog.plan if dialog.exec() else None

    def done(self, result: int) -> None:
        """A look that is under way is not waited for."""
        for task in (self._companies, self._plans, self._profiles):
            task.forget()
        super().done(result)

    # ------------------------------------------------------------ parts

    def _make_parts(self) -> None:
        self.notice_panel = named(FailurePanel(), "notice_panel")
        self.filed_label = named(wrapped_label(), "filed_label")
        self.vat_filed_field = VatFiledField(self._desk.clock.today())
        self.look_button = self._button("look_button", self.tr("&Look in KashFlow"))
        self.busy_panel = named(BusyPanel(), "busy_panel")
        self.failure_panel = named(FailurePanel(), "failure_panel")
        self.plan_label = named(wrapped_label(), "plan_label")
        self.items_model: RecordTableModel[UndoItem] = RecordTableModel(item_columns(), item_name, self)
        self.items_table = named(
            RecordTable(self.items_model), "items_table", self.tr("What happens to each invoice")
        )
        self.items_table.let_sort()
        self.confirm_button = self._button("confirm_button", confirm_text(None))
        self.confirm_button.setEnabled(False)
        self.confirm_button.setAutoDefault(False)
        for widget in (self.vat_filed_field, self.look_button, self.plan_label, self.items_table):
            widget.hide()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.cancel_button = named(buttons.button(QDialogButtonBox.StandardButton.Cancel), "cancel_button")
        self.cancel_button.setDefault(True)
        buttons.addButton(self.confirm_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        look = QHBoxLayout()
        look.addWidget(self.look_button)
        look.addStretch()
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice_panel)
        layout.addWidget(self.filed_label)
        layout.addWidget(self.vat_filed_field)
        layout.addLayout(look)
        layout.addWidget(self.busy_panel)
        layout.addWidget(self.failure_panel)
        layout.addWidget(self.plan_label)
        layout.addWidget(self.items_table, TABLE_SHARE)
        layout.addStretch(1)
        layout.addWidget(buttons)
        em = self.fontMetrics().averageCharWidth()
        self.resize(em * WIDE_EMS, em * HIGH_EMS)

    def _connect(self) -> None:
        self._companies.done.connect(self._on_company_read)
        self._plans.done.connect(self._on_plan_read)
        self._plans.progressed.connect(self._on_progressed)
        self._profiles.done.connect(self._on_profile_found)
        for task in (self._companies, self._plans, self._profiles):
            task.failed.connect(self._on_failed)
        self.vat_filed_field.answered.connect(self._show_state)
        self.look_button.clicked.connect(self._on_look_clicked)
        self.confirm_button.clicked.connect(self.accept)

    # ------------------------------------------------------------ asking

    @Slot(object)
    def _on_company_read(self, company: Company) -> None:
        if not company.has_filing_to_tell:
            self._say_filed(company.vat_filed_to)
            self._look(None)
            return
        self.filed_label.setText(
            self.tr(
                "Up to which day is your VAT filed? An invoice in a period that is filed is not deleted: it "
                "gets a credit note. The answer is kept; you can change it in the Integration Manager."
            )
        )
        self.vat_filed_field.show()
        self.look_button.show()
        self._show_state()

    def _say_filed(self, filed_to: date | None) -> None:
        self.filed_label.setText(filed_text(filed_to) if filed_to else "")
        self.filed_label.setVisible(filed_to is not None)

    @Slot()
    def _show_state(self) -> None:
        self.look_button.setEnabled(self.vat_filed_field.value is not None)

    @Slot()
    def _on_look_clicked(self) -> None:
        self._look(self.vat_filed_field.value)

    # ------------------------------------------------------------ looking

    def _look(self, filed_to: date | None) -> None:
        self.failure_panel.hide()
        self.busy_panel.show_busy(self.tr("Looking at each invoice of the run in KashFlow…"))
        desk, company_id = self._desk, self._subject.company.id
        request = UndoRequest(company_id, self._subject.run.id)

        def work(progress: Progress, is_cancelled: IsCancelled) -> object:
            if filed_to is not None:
                desk.filed_vat.set(company_id, filed_to)
            return desk.undoer.plan(request, _Looks(progress, is_cancelled))

        self._plans.start(work)

    @Slot(object, object)
    def _on_progressed(self, done: int, total: int) -> None:
        self.busy_panel.progress_bar.setRange(0, total)
        self.busy_panel.progress_bar.setValue(done)

    @Slot(object)
    def _on_plan_read(self, plan: UndoPlan) -> None:
        self.plan = plan
        if self.vat_filed_field.isVisibleTo(self):
            self._say_filed(self.vat_filed_field.value)
        for widget in (self.busy_panel, self.vat_filed_field, self.look_button):
            widget.hide()
        self.plan_label.setText("\n".join(plan_lines(plan)) or self.tr("Nothing of this run is in KashFlow."))
        self.items_model.set_records(plan.items)
        self.items_table.fit_columns()
        self.plan_label.show()
        self.items_table.show()
        self.items_table.go_to_first()
        text = confirm_text(plan)
        self.confirm_button.setText(text)
        self.confirm_button.setAccessibleName(text)
        self.confirm_button.setEnabled(plan.does_something)
        self.items_table.setFocus()

    # ------------------------------------------------------------ what failed

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.busy_panel.hide()
        if isinstance(error, NO_PASSWORD):
            logins, company_id = self._desk.logins, self._subject.company.id
            self._profiles.start(lambda _progress, _is_cancelled: logins.of_company(company_id))
        elif isinstance(error, KfdeskError):
            self.failure_panel.show_failure(error)
            self.look_button.setText(self.tr("Try &again"))
            self.look_button.setAccessibleName(self.tr("Try again"))
            self.look_button.setEnabled(True)
            self.look_button.show()
        else:
            show_error(self, error)

    @Slot(object)
    def _on_profile_found(self, integration: Integration) -> None:
        password = PasswordDialog.ask(integration.profile_name, self)
        if password:
            self._desk.logins.use(integration.id, password)
            self._look(None)
        else:
            self.reject()

    @staticmethod
    def _button(name: str, label: str) -> QPushButton:
        return named(QPushButton(label), name, label.replace("&", ""))
