"""*Apps > API Settings* as a checklist; Next waits for a look that succeeded, then links."""

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kfdesk.domain.company import Integration
from kfdesk.domain.errors import AddressNotAllowed, PasswordNeeded
from kfdesk.services.link_account import LinkedSummary
from kfdesk.services.link_look import Look, Standing, checklist
from kfdesk.ui.link_wizard.checklist import AccessChecklist
from kfdesk.ui.link_wizard.journey import Journey
from kfdesk.ui.link_wizard.work_page import WorkPage, plain_button
from kfdesk.ui.widgets import named


class AccessPage(WorkPage):
    """What the look found of the four API settings, and another look once they were mended."""

    def __init__(self, journey: Journey, parent: QWidget | None = None) -> None:
        """Lay out the checklist over what can be done about it."""
        super().__init__(journey, parent)
        self.setObjectName("access_page")
        self.setTitle(self.tr("Access"))
        self.checklist = AccessChecklist()
        self.open_api_settings_button = named(
            plain_button(self.tr("&Open API Settings")), "open_api_settings_button"
        )
        self.copy_address_button = named(plain_button(self.tr("Co&py the address")), "copy_address_button")
        self.check_again_button = named(plain_button(self.tr("C&heck again")), "check_again_button")
        self.lay_out(self.checklist, self._button_row())
        self.open_api_settings_button.clicked.connect(self._on_open_settings)
        self.copy_address_button.clicked.connect(self._on_copy_address)
        self.check_again_button.clicked.connect(self._on_check_again)

    def _button_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        buttons: tuple[QPushButton, ...] = (
            self.open_api_settings_button,
            self.copy_address_button,
            self.check_again_button,
        )
        for button in buttons:
            layout.addWidget(button)
        layout.addStretch()
        return row

    # ------------------------------------------------------------ showing

    def initializePage(self) -> None:
        """Show what the look of the page before found."""
        integration = self.journey.added_integration()
        page = self._settings_page(integration)
        self.open_api_settings_button.setVisible(bool(page))
        self._show_look()

    def _show_look(self) -> None:
        look = self.journey.look
        lines = checklist(look)
        self.checklist.show_lines(lines)
        self.setSubTitle(self._subtitle(look))
        self.copy_address_button.setVisible(bool(self._named_address()))
        blamed = [line.item for line in lines if line.standing is Standing.MEND]
        self.failure_panel.hide()
        if blamed:
            self.bring_to_view(self.checklist.rows[blamed[0]])
        elif look and look.failure:
            self.show_failure(look.failure)
        self.completeChanged.emit()

    def _subtitle(self, look: Look | None) -> str:
        name = self.journey.chosen_package().name
        if look is None:
            text = self.tr("In {package}, open Apps > API Settings and go through these four. Then check.")
        elif not look.is_answered:
            text = self.tr("There was no clear answer. Check again in a while.")
        elif look.failure is not None:
            text = self.tr("{package} does not let kfdesk in yet. Mend what is marked, then check again.")
        elif look.remote_login is not None:
            text = self.tr("{package} lets kfdesk in. You can go on; one setting could be better.")
        else:
            text = self.tr("{package} lets kfdesk in. There is nothing to mend.")
        return text.format(package=name)

    def _named_address(self) -> str:
        """The address of this computer as KashFlow named it in its refusal; empty when it did not."""
        look = self.journey.look
        if look and isinstance(look.failure, AddressNotAllowed):
            return str(look.failure.facts["address"])
        return ""

    # ------------------------------------------------------------ Next, and another look

    def isComplete(self) -> bool:
        """Once a look has succeeded."""
        look = self.journey.look
        return super().isComplete() and look is not None and look.has_succeeded

    def commit(self) -> None:
        """Link the company that the look found."""
        links, integration, look = self.journey.links, self.journey.added_integration(), self.journey.look
        if look is not None:
            self.work(
                self.tr("Linking…"),
                lambda _progress, _is_cancelled: links.finish(integration.id, look),
                self._take_summary,
            )

    def look_again(self) -> None:
        """Take another look, with the login that was entered or is kept."""
        links, integration, login = self.journey.links, self.journey.added_integration(), self.journey.login
        self.work(
            self.tr("Looking at {package}. This can take up to 20 seconds.").format(
                package=self.journey.chosen_package().name
            ),
            lambda _progress, is_cancelled: links.look(
                integration.id, login or links.kept_login(integration), is_cancelled
            ),
            self._take_look,
        )

    def _take_look(self, look: object) -> None:
        assert isinstance(look, Look)  # noqa: S101 - results of tasks come untyped
        self.journey.login, self.journey.look = look.login, look
        self._show_look()
        if look.has_succeeded:
            self.wizard().button(self.wizard().WizardButton.NextButton).setFocus()

    def _take_summary(self, summary: object) -> None:
        assert isinstance(summary, LinkedSummary)  # noqa: S101 - results of tasks come untyped
        self.journey.summary = summary
        self.go_on()

    # ------------------------------------------------------------ slots

    @Slot()
    def _on_check_again(self) -> None:
        self.look_again()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, PasswordNeeded):
            super()._on_failed(error)
            return
        self.wizard().back()  # the page before has the field for it
        before = self.wizard().currentPage()
        if isinstance(before, WorkPage):
            before.show_failure(error)

    @Slot(bool)
    def _on_busy_changed(self, is_busy: bool) -> None:
        super()._on_busy_changed(is_busy)
        self.check_again_button.setEnabled(not is_busy)

    def _settings_page(self, integration: Integration) -> str:
        package = self.journey.accounts_package()
        return package.api_settings_page(integration.service_address) if package else ""

    @Slot()
    def _on_open_settings(self) -> None:
        integration = self.journey.added_integration()
        page = self._settings_page(integration)
        QDesktopServices.openUrl(QUrl(page))

    @Slot()
    def _on_copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self._named_address())
