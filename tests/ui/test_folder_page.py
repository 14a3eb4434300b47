"""The wizard's pages for a watched folder."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWizard
from pytestqt.qtbot import QtBot

from kfdesk.domain.company import IntegrationState
from kfdesk.services.link_account import LinkAccount
from kfdesk.services.logins import Logins
from kfdesk.services.look_ups import LookUpReader
from kfdesk.services.ports import Book, PackageType
from kfdesk.services.watch_folders import WatchFolders
from kfdesk.store import open_book
from kfdesk.ui.link_wizard import LinkWizard
from kfdesk.ui.link_wizard.folder_page import FolderPage
from kfdesk.watch import WatchedFolder
from tests.builders import a_company
from tests.fakes import FakePackage, MemoryKeyring, StillClock
from tests.ui.access import nameless_widgets
from tests.ui.shop import linked


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book with a linked company."""
    with closing(open_book(tmp_path / "book")) as opened:
        linked(opened, a_company(opened))
        yield opened


@pytest.fixture
def wizard(qtbot: QtBot, book: Book, tmp_path: Path) -> LinkWizard:
    """The wizard at the folder's page."""
    clock = StillClock()
    logins = Logins(book, MemoryKeyring(), (FakePackage(), WatchedFolder(tmp_path / "book")))
    links = LinkAccount(book, logins, LookUpReader(book, clock), clock)
    assert links.types() == (PackageType.ACCOUNTS, PackageType.SALES_CHANNEL)
    # The importer is not asked while a folder is linked.
    watch = WatchFolders(book, logins, None, clock)  # type: ignore[arg-type]
    wizard = LinkWizard(links, watch=watch)
    qtbot.addWidget(wizard)
    wizard.show()
    wizard.currentPage().type_list.setCurrentRow(1)  # type: ignore[attr-defined] # the type page
    for _ in range(3):
        wizard.button(QWizard.WizardButton.NextButton).click()
    return wizard


def folder_page(wizard: LinkWizard) -> FolderPage:
    page = wizard.currentPage()
    assert isinstance(page, FolderPage)
    return page


def test_folder_is_watched_without_login_and_access_page(wizard: LinkWizard, tmp_path: Path) -> None:
    """Type, package, name, folder: and it is watched."""
    folder_page(wizard).folder_edit.setText(str(tmp_path / "book"))
    wizard.button(QWizard.WizardButton.NextButton).click()
    assert wizard.currentPage().objectName() == "folder_page"  # the book lies there
    inner = tmp_path / "downloads"
    inner.mkdir()
    folder_page(wizard).folder_edit.setText(str(inner))
    wizard.button(QWizard.WizardButton.NextButton).click()
    assert wizard.currentPage().objectName() == "watched_page"
    assert wizard.integration is not None
    assert wizard.integration.state is IntegrationState.LINKED
    assert wizard.integration.service_address == str(inner)


def test_folder_that_is_not_there_keeps_the_person_here(wizard: LinkWizard, tmp_path: Path) -> None:
    """And says so."""
    folder_page(wizard).folder_edit.setText(str(tmp_path / "gone"))
    wizard.button(QWizard.WizardButton.NextButton).click()
    assert folder_page(wizard).failure_panel.isVisible()


def test_every_widget_of_the_page_has_a_name(wizard: LinkWizard) -> None:
    """For who cannot see it."""
    assert nameless_widgets(folder_page(wizard)) == []
