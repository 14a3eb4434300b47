"""The link wizard: the guide's way, each failure with its words, and a page that waits."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt, QThreadPool, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QProgressBar, QPushButton, QWidget, QWizard
from pytestqt.qtbot import QtBot

from kfdesk import words
from kfdesk.domain.company import IntegrationState
from kfdesk.domain.errors import (
    AddressNotAllowed,
    AddressNotSafe,
    ApiNotEnabled,
    ConnectionRefused,
    ConnectTimedOut,
    KeyringMissing,
    KfdeskError,
    LoginRefused,
    NameNotFound,
    NoNetwork,
    NotKashFlow,
    RemoteLoginOff,
    ReplyTimedOut,
    ServiceDown,
    TlsFailed,
)
from kfdesk.ui.link_wizard import LinkWizard
from tests.fakes import refused
from tests.ui.access import nameless_widgets
from tests.ui.bench import LinkBench, make_link_bench

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def bench(tmp_path: Path) -> LinkBench:
    """An empty book and two packages."""
    return make_link_bench(tmp_path / "data")


class Driver:
    """Drives a wizard as a person would, by the names of its widgets."""

    def __init__(self, qtbot: QtBot, wizard: LinkWizard) -> None:
        self.qtbot, self.wizard = qtbot, wizard
        qtbot.addWidget(wizard)
        with qtbot.waitExposed(wizard):
            wizard.show()

    def find(self, kind: type[W], name: str) -> W:
        """The widget of this name on the page in view, else in the wizard."""
        found = self.wizard.currentPage().findChild(kind, name) or self.wizard.findChild(kind, name)
        assert found is not None, name
        return found

    @property
    def page(self) -> str:
        return self.wizard.currentPage().objectName()

    def button(self, name: str) -> QPushButton:
        return self.find(QPushButton, name)

    def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def enter(self, name: str, text: str) -> None:
        edit = self.find(QLineEdit, name)
        edit.clear()
        QTest.keyClicks(edit, text)

    def text(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def is_shown(self, name: str) -> bool:
        return self.find(QWidget, name).isVisible()

    def to_details(self, package_row: int = 0) -> None:
        self.click("next_button")
        self.find(QListWidget, "package_list").setCurrentRow(package_row)
        self.click("next_button")
        self.click("next_button")
        assert self.page == "credentials_page"

    def look(self, username: str = "ann", password: str = "secret") -> None:  # noqa: S107 - of the fake
        self.enter("username_edit", username)
        self.enter("password_edit", password)
        self.click("next_button")


@pytest.fixture
def driver(qtbot: QtBot, bench: LinkBench) -> Driver:
    """A new wizard on its first page."""
    return Driver(qtbot, LinkWizard(bench.links))


# ------------------------------------------------------------ the guide's way


def test_wizard_links_when_the_person_follows_the_guide(driver: Driver, bench: LinkBench) -> None:
    """Type, package, profile name, details, access, linked: with the guide's words on the way."""
    assert driver.page == "type_page"
    assert driver.find(QListWidget, "type_list").currentItem().text() == "Accounts"
    driver.click("next_button")
    packages = driver.find(QListWidget, "package_list")
    assert [packages.item(row).text() for row in range(2)] == ["KashFlow", "KashFlow practice company"]
    driver.click("next_button")
    assert driver.button("next_button").text().replace("&", "") == "Add Integration"
    driver.enter("profile_name_edit", "My shop")
    driver.click("next_button")
    assert driver.wizard.currentPage().title() == "KashFlow Integration details"
    driver.look()
    assert driver.page == "access_page"
    assert driver.text("restrict_access_standing") == "ready"
    driver.click("next_button")
    assert driver.page == "linked_page"
    assert "Acme Ltd" in driver.text("company_label")
    assert "2 bank account" in driver.text("read_label")
    assert "Test Keyring" in driver.text("notes_label")
    driver.click("finish_button")
    assert [each.state for each in bench.logins.integrations()] == [IntegrationState.LINKED]


def test_enter_goes_on_once_when_pressed_in_a_list(driver: Driver, qtbot: QtBot) -> None:
    """Enter in the list is Next, pressed once."""
    QTest.keyClick(driver.find(QListWidget, "type_list"), Qt.Key.Key_Return)
    assert driver.page == "package_page"


def test_double_click_goes_on_when_made_on_an_entry(driver: Driver, qtbot: QtBot) -> None:
    """A double click on an entry is Next."""
    type_list = driver.find(QListWidget, "type_list")
    place = type_list.visualItemRect(type_list.item(0)).center()
    QTest.mouseClick(type_list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(type_list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert driver.page == "package_page"


def test_details_show_the_hints_when_it_is_the_practice_company(driver: Driver) -> None:
    """The practice company's user name and password stand beside the fields; it has no address."""
    driver.to_details(package_row=1)
    shown = [each.text() for each in driver.wizard.currentPage().findChildren(QLabel) if each.isVisible()]
    assert shown.count("practice") == 2
    assert not driver.is_shown("advanced_button")


def test_password_is_readable_only_while_asked_for(driver: Driver, qtbot: QtBot) -> None:
    """Show the password shows it, and hides it again."""
    driver.to_details()
    edit = driver.find(QLineEdit, "password_edit")
    modes = []
    for _ in range(2):
        driver.find(QWidget, "show_password_check").toggle()  # type: ignore[attr-defined] # a check box
        modes.append(edit.echoMode())
    assert modes == [QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password]


def test_profile_name_that_is_taken_is_said_on_the_page(driver: Driver, bench: LinkBench) -> None:
    """Another profile's name keeps the person on the page, with the words for it."""
    bench.links.add("kashflow", "Shop")
    driver.click("next_button")
    driver.click("next_button")
    driver.enter("profile_name_edit", "shop")
    driver.click("next_button")
    assert driver.page == "profile_page"
    assert "Shop" in driver.text("failure_title") or "shop" in driver.text("failure_title")


def test_back_and_another_name_changes_the_one_added(driver: Driver, bench: LinkBench) -> None:
    """Back from the details does not add a second integration."""
    driver.to_details()
    driver.click("back_button")
    assert driver.button("next_button").text().replace("&", "") == "Next"
    driver.enter("profile_name_edit", "Better name")
    driver.click("next_button")
    assert [each.profile_name for each in bench.logins.integrations()] == ["Better name"]


def test_cancel_keeps_the_integration_as_not_linked_yet(driver: Driver, bench: LinkBench) -> None:
    """From *Add Integration* on Cancel keeps it; before, there is nothing to keep."""
    driver.to_details()
    driver.click("cancel_button")
    assert [each.state for each in bench.logins.integrations()] == [IntegrationState.NOT_LINKED]
    assert bench.keyring.secrets == {}


# ------------------------------------------------------------ failures, each in its own words


@pytest.mark.parametrize(
    "failure",
    [
        refused(NoNetwork, detail=""),
        refused(NameNotFound, detail="nowhere.invalid"),
        refused(ConnectionRefused, detail=""),
        refused(ConnectTimedOut, detail=""),
        refused(TlsFailed, detail="certificate has expired"),
        refused(ReplyTimedOut, detail=""),
        refused(NotKashFlow, detail="text/html"),
        refused(ServiceDown, detail="503"),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_details_stay_when_the_address_does_not_answer(
    driver: Driver, bench: LinkBench, failure: KfdeskError
) -> None:
    """The page says what failed and what to do, and offers to try again or to go on without."""
    bench.package.failure = failure
    driver.to_details()
    driver.look()
    assert driver.page == "credentials_page"
    assert driver.text("failure_title") == words.title(failure)
    assert driver.text("failure_advice") == words.advice(failure)
    bench.package.failure = None
    driver.click("try_again_button")
    assert driver.page == "access_page"


def test_go_on_without_checking_waits_for_a_look_on_the_access_page(driver: Driver, bench: LinkBench) -> None:
    """*Go on without checking* shows four settings of which nothing is seen; Next waits for a look."""
    bench.package.failure = refused(NoNetwork, detail="")
    driver.to_details()
    driver.look()
    driver.click("go_on_button")
    assert driver.page == "access_page"
    assert driver.text("enabled_standing") == "cannot be seen from here"
    assert not driver.button("next_button").isEnabled()
    bench.package.failure = None
    driver.click("check_again_button")
    assert driver.button("next_button").isEnabled()


@pytest.mark.parametrize(
    ("failure", "row"),
    [
        (refused(LoginRefused), "password_settings"),
        (refused(ApiNotEnabled, detail="The API is off"), "enabled"),
        (refused(AddressNotAllowed, detail="not in the list", address="192.0.2.7"), "restrict_access"),
    ],
)
def test_access_page_marks_what_to_mend_when_refused(
    driver: Driver, bench: LinkBench, failure: KfdeskError, row: str
) -> None:
    """A refusal goes on to the checklist, where its setting is to be mended, in KashFlow's words too."""
    bench.package.failure = failure
    driver.to_details()
    driver.look()
    assert driver.page == "access_page"
    assert driver.text(f"{row}_standing") == "mend this"
    assert str(failure.facts["detail"]) in driver.text(f"{row}_detail")
    assert words.advice(failure) in driver.text(f"{row}_detail")
    assert not driver.button("next_button").isEnabled()


def test_remote_login_off_is_shown_and_does_not_stop(driver: Driver, bench: LinkBench) -> None:
    """With only Remote Login off the person may go on."""
    bench.package.remote_login = refused(RemoteLoginOff, detail="Remote login is off")
    driver.to_details()
    driver.look()
    assert driver.text("remote_login_standing") == "mend this"
    assert driver.button("next_button").isEnabled()


def test_address_that_kashflow_named_can_be_copied(driver: Driver, bench: LinkBench) -> None:
    """The refused address is shown and goes to the clipboard."""
    bench.package.failure = refused(AddressNotAllowed, detail="no", address="192.0.2.7")
    driver.to_details()
    driver.look()
    driver.click("copy_address_button")
    assert QGuiApplication.clipboard().text() == "192.0.2.7"


class Browser(QObject):
    """Stands where the system's browser would be."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def test_open_api_settings_opens_the_page_of_the_package(driver: Driver) -> None:
    """The button opens KashFlow's own page in the browser."""
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type] # the stub is wrong
    driver.to_details()
    driver.look()
    driver.click("open_api_settings_button")
    QDesktopServices.unsetUrlHandler("https")
    assert browser.opened == ["https://example.com/settings"]


def test_address_that_is_not_safe_offers_no_way_round(driver: Driver, bench: LinkBench) -> None:
    """An address that must not get a password is to be mended; there is no going on without."""
    bench.package.connect_failure = AddressNotSafe(address="http://example.com")
    driver.to_details()
    driver.look()
    assert driver.page == "credentials_page"
    assert driver.text("failure_title") == words.title(bench.package.connect_failure)
    assert not driver.is_shown("go_on_button")


def test_linked_page_says_when_there_is_no_keyring(driver: Driver, bench: LinkBench) -> None:
    """Without a keyring the last page says that the password will be asked for."""
    bench.keyring.failure = KeyringMissing()
    driver.to_details()
    driver.look()
    driver.click("next_button")
    assert driver.page == "linked_page"
    assert driver.text("failure_title") == words.title(KeyringMissing())


# ------------------------------------------------------------ Edit


def test_edit_begins_at_the_details_when_linked(qtbot: QtBot, bench: LinkBench) -> None:
    """Edit of a linked company asks for the login; Back leads to the name; nothing else is redone."""
    linked = bench.links.link("kashflow", "Shop", "ann", "secret").integration
    driver = Driver(qtbot, LinkWizard(bench.links, linked))
    assert driver.page == "credentials_page"
    assert driver.find(QLineEdit, "username_edit").text() == "ann"
    assert driver.find(QLineEdit, "password_edit").text() == ""
    driver.click("back_button")
    assert driver.page == "profile_page"
    driver.enter("profile_name_edit", "New name")
    driver.click("next_button")
    assert bench.logins.integration(linked.id).profile_name == "New name"


def test_edit_goes_on_at_the_access_page_when_a_look_had_succeeded(qtbot: QtBot, bench: LinkBench) -> None:
    """What stopped after a good look goes on there, and looks again with the kept password."""
    first = Driver(qtbot, LinkWizard(bench.links))
    first.to_details()
    first.look()
    first.click("cancel_button")
    driver = Driver(qtbot, LinkWizard(bench.links, bench.logins.integrations()[0]))
    assert driver.page == "access_page"
    driver.click("next_button")
    assert driver.page == "linked_page"


def test_edit_asks_for_the_password_when_it_is_kept_no_more(qtbot: QtBot, bench: LinkBench) -> None:
    """When the keyring has lost the password, the person lands where it can be entered."""
    first = Driver(qtbot, LinkWizard(bench.links))
    first.to_details()
    first.look()
    first.click("cancel_button")
    integration = bench.logins.integrations()[0]
    bench.logins.forget(integration.id)
    driver = Driver(qtbot, LinkWizard(bench.links, integration))
    assert driver.page == "credentials_page"
    assert "No password is kept" in driver.text("failure_title")


# ------------------------------------------------------------ busy, on the real pool


@pytest.fixture
def busy(qtbot: QtBot, real_pool: QThreadPool, bench: LinkBench) -> Driver:
    """A wizard at the details page of an integration, where a look will be taken in a thread."""
    integration = bench.links.add("kashflow", "Shop")
    driver = Driver(qtbot, LinkWizard(bench.links, integration))
    qtbot.waitUntil(lambda: driver.page == "credentials_page")
    return driver


def test_page_shows_that_it_waits_and_goes_on_by_itself(busy: Driver, bench: LinkBench, qtbot: QtBot) -> None:
    """While a look is under way the page says so, with Back and Cancel alive and Next not."""
    with bench.package.held():
        busy.look()
        assert busy.page == "credentials_page"
        assert "KashFlow" in busy.text("status_label")
        assert busy.find(QProgressBar, "progress_bar").isVisible()
        assert busy.button("back_button").isEnabled()
        assert busy.button("cancel_button").isEnabled()
        assert not busy.button("next_button").isEnabled()
    qtbot.waitUntil(lambda: busy.page == "access_page")


def test_edit_while_busy_forgets_the_look(
    busy: Driver, bench: LinkBench, qtbot: QtBot, real_pool: QThreadPool
) -> None:
    """An entry that changes while it is looked at is not gone on with unchecked."""
    with bench.package.held():
        busy.look()
        QTest.keyClicks(busy.find(QLineEdit, "username_edit"), "x")
        assert busy.button("next_button").isEnabled()
        assert not busy.is_shown("progress_bar")
    assert real_pool.waitForDone(5000)
    qtbot.waitUntil(lambda: busy.page == "credentials_page")
    assert bench.keyring.secrets == {}


def test_back_while_busy_stays_back(
    busy: Driver, bench: LinkBench, qtbot: QtBot, real_pool: QThreadPool
) -> None:
    """Back while a look is under way does not walk the person forward when it ends."""
    with bench.package.held():
        busy.look()
        busy.click("back_button")
        assert busy.page == "profile_page"
    assert real_pool.waitForDone(5000)
    qtbot.waitUntil(lambda: busy.page == "profile_page")
    assert bench.keyring.secrets == {}


def test_cancel_while_busy_closes_and_keeps_no_password(
    busy: Driver, bench: LinkBench, real_pool: QThreadPool
) -> None:
    """Cancel while a look is under way closes at once; what comes later changes nothing."""
    with bench.package.held():
        busy.look()
        busy.click("cancel_button")
        assert not busy.wizard.isVisible()
    assert real_pool.waitForDone(5000)
    assert bench.keyring.secrets == {}
    assert [each.state for each in bench.logins.integrations()] == [IntegrationState.NOT_LINKED]


def test_time_out_while_busy_is_said_on_the_page(busy: Driver, bench: LinkBench, qtbot: QtBot) -> None:
    """A look that runs into its time limit leaves the person here, with the words for it."""
    bench.package.failure = refused(ConnectTimedOut, detail="")
    with bench.package.held():
        busy.look()
    qtbot.waitUntil(lambda: busy.is_shown("failure_title"))
    assert busy.page == "credentials_page"
    assert busy.text("failure_title") == words.title(bench.package.failure)


# ------------------------------------------------------------ access


def test_every_page_names_what_takes_the_focus(driver: Driver, bench: LinkBench) -> None:
    """Each widget that takes the focus has an accessible name, and each button its object name."""
    assert nameless_widgets(driver.wizard) == []
    which = QWizard.WizardButton
    for each in (which.BackButton, which.NextButton, which.FinishButton, which.CancelButton):
        assert driver.wizard.button(each).objectName().endswith("_button")
