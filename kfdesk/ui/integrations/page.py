"""The Integration Manager's page."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kfdesk.domain.company import Company, Integration
from kfdesk.domain.errors import KfdeskError, PasswordNeeded
from kfdesk.services.desk import Desk
from kfdesk.services.link_look import Look
from kfdesk.services.ports import PackageType
from kfdesk.ui.empty_page import EmptyPanel
from kfdesk.ui.events import DeskEvents
from kfdesk.ui.integrations.bar import IntegrationBar
from kfdesk.ui.integrations.rows import IntegrationRow, make_model, read_rows, waiting_text
from kfdesk.ui.link_wizard import LinkWizard
from kfdesk.ui.messages import ask, show_error
from kfdesk.ui.panels import BusyPanel, FailurePanel, bold, wrapped_label
from kfdesk.ui.record_table import RecordTable
from kfdesk.ui.tasks import LatestTask, Work
from kfdesk.ui.vat_filed import VatFiledDialog, filed_text
from kfdesk.ui.widgets import named

HEADING_LARGER = 1.25
STATE = 3
"""The column with the longest text."""


class IntegrationManagerPage(QWidget):
    """Profiles, and New, Edit, Test, Pause and Remove.

    `company_linked` carries the company that the wizard has just linked.
    """

    company_linked = Signal(object)

    def __init__(self, desk: Desk, events: DeskEvents, parent: QWidget | None = None) -> None:
        """Build the page and read the profiles."""
        super().__init__(parent)
        self.setObjectName("integration_manager_page")
        self._desk = desk
        self._events = events
        self._wanted_id = self._last_look = ""
        self._then: Callable[[object], None] | None = None
        self._model = make_model(self)
        self._reader = LatestTask(self)
        self._doer = LatestTask(self)
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._show_what_can_be_done()
        self.reload()

    # ------------------------------------------------------------ building

    def _make_widgets(self) -> None:
        self.integrations_table = named(
            RecordTable(self._model), "integrations_table", self.tr("Integrations")
        )
        self.integrations_table.let_sort()
        self.integrations_table.let_stretch(STATE)
        self.bar = IntegrationBar()
        self.stop_button = named(QPushButton(self.tr("&Stop looking")), "stop_button")
        self.outcome_label = named(wrapped_label(), "outcome_label")
        self.busy_panel = BusyPanel()
        self.failure_panel = FailurePanel()
        self.empty_panel = EmptyPanel()
        self.empty_panel.say(
            self.tr("Nothing is linked yet"),
            self.tr(
                "New Integration links your KashFlow company in a few steps. To try kfdesk without one, "
                "choose the practice company there: nothing in it reaches KashFlow."
            ),
        )

    def _lay_out(self) -> None:
        heading = bold(QLabel(self.tr("Integration Manager")))
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * HEADING_LARGER)
        heading.setFont(font)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.integrations_table)
        self._stack.addWidget(self.empty_panel)
        layout = QVBoxLayout(self)
        layout.addWidget(heading)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        busy_row = QHBoxLayout()
        busy_row.addWidget(self.busy_panel, 1)
        busy_row.addWidget(self.stop_button)
        layout.addLayout(busy_row)
        layout.addWidget(self.outcome_label)
        layout.addWidget(self.failure_panel)
        self.stop_button.hide()
        self.outcome_label.hide()

    def _connect(self) -> None:
        self.bar.new_integration_button.clicked.connect(self._on_new)
        self.bar.edit_button.clicked.connect(self._on_edit)
        self.bar.test_button.clicked.connect(self._on_test)
        self.bar.vat_filed_button.clicked.connect(self._on_vat_filed)
        self.bar.active_button.clicked.connect(self._on_active)
        self.bar.remove_button.clicked.connect(self._on_remove)
        self.stop_button.clicked.connect(self._on_stop)
        self.integrations_table.record_chosen.connect(self._on_row_chosen)
        self.integrations_table.record_opened.connect(self._on_edit)
        self._events.integrations_changed.connect(self.reload)
        self._events.orders_changed.connect(self.reload)  # files of a folder may wait for orders
        self._reader.done.connect(self._on_rows_read)
        self._reader.failed.connect(self._on_failed)
        self._doer.done.connect(self._on_done)
        self._doer.failed.connect(self._on_failed)
        self._doer.busy_changed.connect(self._on_busy_changed)

    # ------------------------------------------------------------ reading

    @Slot()
    def reload(self) -> None:
        """Read the profiles again."""
        current = self._current()
        self._wanted_id = self._wanted_id or (current.integration.id if current else "")
        desk = self._desk
        self._reader.start(lambda _progress, _is_cancelled: read_rows(desk))

    @Slot(object)
    def _on_rows_read(self, rows: list[IntegrationRow]) -> None:
        self._model.set_records(rows)
        self._stack.setCurrentWidget(self.integrations_table if rows else self.empty_panel)
        self._stand_on(self._wanted_id)
        self._wanted_id = ""
        self._show_what_can_be_done()
        if self.outcome_label.text() == self._last_look and not self.failure_panel.isVisible():
            self._show_last_look()

    def _stand_on(self, integration_id: str) -> None:
        ids = [row.integration.id for row in self._model.records]
        if integration_id in ids:
            self.integrations_table.setCurrentIndex(self._model.index(ids.index(integration_id), 0))
        else:
            self.integrations_table.go_to_first()

    # ------------------------------------------------------------ what can be done

    def _current(self) -> IntegrationRow | None:
        record = self.integrations_table.current_record
        return record if isinstance(record, IntegrationRow) else None

    @Slot()
    def _show_what_can_be_done(self) -> None:
        self.bar.show_for(self._current(), is_idle=not self._doer.is_busy)

    @Slot()
    def _on_row_chosen(self) -> None:
        self._show_what_can_be_done()
        if not self._doer.is_busy:
            self._show_last_look()

    def _show_last_look(self) -> None:
        row = self._current()
        failure = row.integration.last_failure if row else ""
        text = self.tr("At the last look: {failure}").format(failure=failure) if failure else ""
        self._last_look = text or (waiting_text(row) if row else "")
        self._say(self._last_look)

    def _say(self, text: str) -> None:
        self.failure_panel.hide()
        self.outcome_label.setText(text)
        self.outcome_label.setVisible(bool(text))

    # ------------------------------------------------------------ doing

    def _do(self, what: str, work: Work, then: Callable[[object], None]) -> None:
        self._say("")
        self._then = then
        self.busy_panel.show_busy(what)
        self._doer.start(work)

    @Slot(object)
    def _on_done(self, result: object) -> None:
        if self._then:
            self._then(result)
        self._events.integrations_changed.emit()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, PasswordNeeded):
            self._on_edit()
        elif isinstance(error, KfdeskError):
            self.failure_panel.show_failure(error)
        else:
            show_error(self, error)

    @Slot(bool)
    def _on_busy_changed(self, is_busy: bool) -> None:
        if not is_busy:
            self.busy_panel.hide()
        self.stop_button.setVisible(is_busy)
        self._show_what_can_be_done()

    @Slot()
    def _on_stop(self) -> None:
        self._doer.forget()

    @Slot()
    def _on_test(self) -> None:
        row = self._current()
        if row is not None and row.type is PackageType.SALES_CHANNEL:
            watch, folder = self._desk.watch, row.integration
            self._do(
                self.tr("Looking into {folder}…").format(folder=folder.service_address),
                lambda _progress, _is_cancelled: watch.test(folder.id),
                lambda _integration: self._say(self.tr("The folder can be looked into.")),
            )
        elif row is not None:
            links, integration_id = self._desk.links, row.integration.id
            self._do(
                self.tr("Looking at {profile}. This can take up to 20 seconds.").format(
                    profile=row.integration.profile_name
                ),
                lambda _progress, is_cancelled: links.test(integration_id, is_cancelled),
                self._show_look,
            )

    def _show_look(self, look: object) -> None:
        assert isinstance(look, Look)  # noqa: S101 - results of tasks come untyped
        if look.failure:
            self.failure_panel.show_failure(look.failure)
        elif look.details:
            text = self.tr("{company} answers. Its lists were read again.")
            self._say(text.format(company=look.details.name))

    @Slot()
    def _on_vat_filed(self) -> None:
        row = self._current()
        if row is None or row.company is None:
            return
        company, filed_vat = row.company, self._desk.filed_vat
        today = self._desk.clock.today()
        filed_to = VatFiledDialog.ask(company.name, company.vat_filed_to, today, self)
        if filed_to is not None:
            self._do(
                self.tr("Keeping it, and looking at the orders again…"),
                lambda _progress, _is_cancelled: filed_vat.set(company.id, filed_to),
                self._tell_filed,
            )

    def _tell_filed(self, company: object) -> None:
        if isinstance(company, Company):
            self._say(filed_text(company.vat_filed_to))
            self._events.orders_changed.emit()

    @Slot()
    def _on_active(self) -> None:
        row = self._current()
        if row is not None:
            links, integration = self._desk.links, row.integration
            is_active = not integration.is_active
            self._do(
                self.tr("Saving…"),
                lambda _progress, _is_cancelled: links.set_active(integration.id, is_active=is_active),
                lambda _integration: self._say(""),
            )

    @Slot()
    def _on_remove(self) -> None:
        row = self._current()
        if row is None:
            return
        links, integration = self._desk.links, row.integration
        title = self.tr("Remove {profile}?").format(profile=integration.profile_name)
        if ask(self, title, self._what_stays(row), self.tr("&Remove")):
            self._do(
                self.tr("Removing…"),
                lambda _progress, _is_cancelled: links.remove(integration.id),
                lambda _nothing: self._say(""),
            )

    def _what_stays(self, row: IntegrationRow) -> str:
        if row.type is PackageType.SALES_CHANNEL:
            return self.tr("The folder is no longer watched. Its files, and the orders read, stay.")
        if not row.company_name:
            return self.tr("Its profile name and its user name are forgotten. Nothing else hangs on it.")
        return self.tr(
            "The profile and its password are forgotten. The channels, orders, settings and history of "
            "{company} stay in the book, and are there again when it is linked again. "
            "Nothing in KashFlow is changed."
        ).format(company=row.company_name)

    # ------------------------------------------------------------ the wizard

    @Slot()
    def _on_new(self) -> None:
        self.open_wizard()

    @Slot()
    def _on_edit(self) -> None:
        row = self._current()
        if row is not None and self.bar.edit_button.isEnabled():
            # A look that was cancelled keeps the login a moment after the row was read.
            self.open_wizard(self._desk.logins.integration(row.integration.id))

    def open_wizard(self, integration: Integration | None = None) -> LinkWizard:
        """New Integration, or Edit of one."""
        self._say("")
        wizard = LinkWizard(self._desk.links, integration, self, self._desk.watch)
        wizard.finished.connect(self._on_wizard_finished)
        wizard.open()
        return wizard

    @Slot()
    def _on_wizard_finished(self) -> None:
        wizard = self.sender()
        if not isinstance(wizard, LinkWizard):
            return
        if wizard.integration is not None:
            self._wanted_id = wizard.integration.id
            self._events.integrations_changed.emit()
        if wizard.summary is not None:
            self._tell_linked(wizard)
        wizard.deleteLater()

    def _tell_linked(self, wizard: LinkWizard) -> None:
        if wizard.summary is not None:
            company = wizard.summary.company
            self._events.settings_changed.emit(company.id)
            self._events.orders_changed.emit()
            self.company_linked.emit(company)

    # ------------------------------------------------------------ closing

    def may_close(self) -> bool:
        """A look can be stopped at any moment."""
        return True

    def stop(self) -> None:
        """Forget what is under way."""
        self._doer.forget()
        self._reader.forget()
