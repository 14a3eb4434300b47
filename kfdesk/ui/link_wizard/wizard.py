"""New Integration and Edit: the guide's steps as pages."""

from enum import IntEnum

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QWidget, QWizard, QWizardPage

from kfdesk.domain.company import Integration
from kfdesk.services.link_account import LinkAccount, LinkedSummary, Step
from kfdesk.services.ports import FieldKind
from kfdesk.services.watch_folders import WatchFolders
from kfdesk.ui.link_wizard.access_page import AccessPage
from kfdesk.ui.link_wizard.choice_pages import ChoicePage, PackagePage, ProfilePage, TypePage
from kfdesk.ui.link_wizard.credentials_page import CredentialsPage
from kfdesk.ui.link_wizard.folder_page import FolderPage, WatchedPage
from kfdesk.ui.link_wizard.journey import Journey
from kfdesk.ui.link_wizard.linked_page import LinkedPage
from kfdesk.ui.link_wizard.work_page import WorkPage


class Page(IntEnum):
    """The pages, in the order of the guide."""

    TYPE = 0
    PACKAGE = 1
    PROFILE = 2
    DETAILS = 3
    ACCESS = 4
    LINKED = 5
    FOLDER = 6
    WATCHED = 7


WIDTH_EMS, HEIGHT_EMS = 46, 38
MOST_OF_SCREEN = 0.9


class LinkWizard(QWizard):
    """Links a company; with an integration given, goes on where that stopped.

    `integrations_changed` tells that the book's profiles are other than before: also after Cancel,
    for *Add Integration* has added one.
    """

    integrations_changed = Signal()

    def __init__(
        self,
        links: LinkAccount,
        integration: Integration | None = None,
        parent: QWidget | None = None,
        watch: WatchFolders | None = None,
    ) -> None:
        """Make the pages, and go to the one where an integration stopped."""
        super().__init__(parent)
        self.setObjectName("link_wizard")
        self.setWindowTitle(self.tr("New Integration"))
        # The other styles ignore the dark palette, rename the buttons or want a picture.
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage)
        self.setOption(QWizard.WizardOption.NoCancelButtonOnLastPage)
        self.setOption(QWizard.WizardOption.NoBackButtonOnLastPage)
        self._journey = Journey(links, watch)
        self._add_pages()
        self._name_buttons()
        self.finished.connect(self._on_finished)
        self.currentIdChanged.connect(self._on_page_changed)
        if integration is not None:
            self._resume(integration)

    def _add_pages(self) -> None:
        pages: dict[Page, QWizardPage] = {
            Page.TYPE: TypePage(self._journey),
            Page.PACKAGE: PackagePage(self._journey),
            Page.PROFILE: ProfilePage(self._journey),
            Page.DETAILS: CredentialsPage(self._journey),
            Page.ACCESS: AccessPage(self._journey),
            Page.LINKED: LinkedPage(self._journey),
            Page.FOLDER: FolderPage(self._journey),
            Page.WATCHED: WatchedPage(self._journey),
        }
        for number, page in pages.items():
            self.setPage(number, page)

    def _name_buttons(self) -> None:
        buttons = {
            QWizard.WizardButton.BackButton: ("back_button", self.tr("&Back")),
            QWizard.WizardButton.NextButton: ("next_button", self.tr("&Next")),
            QWizard.WizardButton.FinishButton: ("finish_button", self.tr("&Finish")),
            QWizard.WizardButton.CancelButton: ("cancel_button", self.tr("Cancel")),
        }
        for which, (name, text) in buttons.items():
            self.setButtonText(which, text)
            self.button(which).setObjectName(name)

    def _resume(self, integration: Integration) -> None:
        """Through the pages that are done, so that Back leads to them."""
        journey = self._journey
        journey.integration, journey.is_edit = integration, integration.company_id is not None
        journey.package = journey.links.package_of(integration)
        self.setWindowTitle(self.tr("Edit {profile}").format(profile=integration.profile_name))
        self.setStartId(Page.PROFILE)
        self.restart()
        details = Page.FOLDER if self._is_folder() else Page.DETAILS
        wanted = {Step.DETAILS: details, Step.ACCESS: Page.ACCESS}
        target = wanted[journey.links.resume_step(integration)]
        while self.currentId() != target:
            self._work_page().go_on()
        if target is Page.ACCESS:
            self._access_page().look_again()

    # ------------------------------------------------------------ what came of it

    @property
    def integration(self) -> Integration | None:
        """The integration that was added or edited; None before *Add Integration*."""
        return self._journey.integration

    @property
    def summary(self) -> LinkedSummary | None:
        """What linking did; None while nothing is linked."""
        return self._journey.summary

    def nextId(self) -> int:
        """The pages that the package's fields ask for: a folder has neither login nor access."""
        current = self.currentId()
        if current == Page.PROFILE and self._is_folder():
            return Page.FOLDER
        return -1 if current == Page.LINKED else super().nextId()

    def _is_folder(self) -> bool:
        package = self._journey.package
        return package is not None and any(each.kind is FieldKind.FOLDER for each in package.fields)

    def sizeHint(self) -> QSize:
        """Room for the checklist in whatever font, as far as the screen has it; pages scroll."""
        em = self.fontMetrics().height()
        wanted = super().sizeHint().expandedTo(QSize(WIDTH_EMS * em, HEIGHT_EMS * em))
        return wanted.boundedTo(self.screen().availableSize() * MOST_OF_SCREEN)

    def _work_page(self) -> WorkPage:
        page = self.currentPage()
        if not isinstance(page, WorkPage):
            raise TypeError("only pages that work can be passed")
        return page

    def _access_page(self) -> AccessPage:
        page = self.page(Page.ACCESS)
        if not isinstance(page, AccessPage):
            raise TypeError("the access page is missing")
        return page

    @Slot()
    def _on_page_changed(self) -> None:
        # Not in the page's showEvent: QWizard hides and shows a page whenever a button changes.
        page = self.currentPage()
        if isinstance(page, WorkPage | ChoicePage):
            page.take_focus()

    @Slot()
    def _on_finished(self) -> None:
        """Closed by whatever means: what was asked is forgotten, and so is the password."""
        for number in self.pageIds():
            page = self.page(number)
            if isinstance(page, WorkPage):
                page.forget()
        self._journey.login = None
        if self._journey.integration is not None:
            self.integrations_changed.emit()
