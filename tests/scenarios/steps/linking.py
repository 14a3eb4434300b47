"""Steps about linking and the Integration Manager."""

from PySide6.QtWidgets import QLabel, QWidget, QWizard
from pytest_bdd import given, parsers, then, when

from tests.scenarios.person import Person

STANDINGS = {
    "Enabled": "enabled",
    "Remote Login": "remote_login",
    "Restrict Access": "restrict_access",
    "Password Settings": "password_settings",
}


# ------------------------------------------------------------ what was done before


@given(parsers.parse('the practice company is linked as "{profile}"'))
def practice_is_linked(person: Person, profile: str) -> None:
    """Linked some days ago."""
    person.desk.links.link("practice", profile, "practice", "practice")


@given(parsers.parse('"{company}" is linked as "{profile}"'))
def company_is_linked(person: Person, company: str, profile: str) -> None:
    """A company that is no practice company, linked some days ago."""
    address = person.address_of(company)
    person.desk.links.link("kashflow", profile, "practice", "practice", address)


@given("I am at the details of a new integration")
def at_the_details(person: Person) -> None:
    """A KashFlow company of my own: type, package and profile name are given."""
    to_the_details(person, "KashFlow")


@given("I am at the details of a new practice company")
def at_the_practice_details(person: Person) -> None:
    """The practice company: type, package and profile name are given."""
    to_the_details(person, "KashFlow practice company")


def to_the_details(person: Person, package: str) -> None:
    """From Settings to the details."""
    person.press("Settings")
    person.press("New Integration")
    person.press("Next")
    person.pilot.choose(person.place, "package_list", package)
    person.press("Next")
    person.press("Add Integration")
    person.see("KashFlow Integration details")


# ------------------------------------------------------------ the wizard


@when(parsers.parse('I log in at "{company}" as "{username}" with "{password}"'))
def log_in(person: Person, company: str, username: str, password: str) -> None:
    """Fill in the details and press Next."""
    person.fill_in("service address", person.address_of(company))
    log_in_with(person, username, password)


@when(parsers.parse('I log in as "{username}" with "{password}"'))
def log_in_with(person: Person, username: str, password: str) -> None:
    """Fill in user name and password and press Next."""
    person.fill_in("user name", username)
    person.fill_in("password", password)
    person.press("Next")


@when(parsers.parse('I log in at the address "{address}"'))
def log_in_at(person: Person, address: str) -> None:
    """Whatever stands at that address."""
    person.fill_in("service address", address)
    log_in_with(person, "practice", "practice")


@when("I press Cancel while it looks")
def cancel_while_busy(person: Person) -> None:
    """The page is busy, and Cancel works all the same."""
    _see_busy(person)
    person.press("Cancel")


@when("I press Back while it looks")
def back_while_busy(person: Person) -> None:
    """The page is busy, and Back works all the same."""
    _see_busy(person)
    person.press("Back")


@when(parsers.parse('while it looks I enter "{text}" as {field}'))
def edit_while_busy(person: Person, text: str, field: str) -> None:
    """The page is busy, and what is typed counts."""
    _see_busy(person)
    person.fill_in(field, text)


@then("the page says that it is looking")
def page_is_busy(person: Person) -> None:
    """Busy, with the time limit named."""
    _see_busy(person)


@then("the page is no longer busy")
def page_is_idle(person: Person) -> None:
    """What was asked is forgotten."""
    bars = person.place.findChildren(QWidget, "progress_bar")
    person.pilot.wait_until(lambda: not any(bar.isVisible() for bar in bars), "the page to be idle")


def _see_busy(person: Person) -> None:
    person.wait_for_text("status_label", "20 seconds")


@then(parsers.parse('"{item}" is {standing}'))
def setting_stands(person: Person, item: str, standing: str) -> None:
    """How one of the four API settings stands."""
    wanted = {"to be mended": "mend this", "not to be seen": "cannot be seen from here"}
    person.wait_for_text(f"{STANDINGS[item]}_standing", wanted.get(standing, standing))


@then(parsers.parse('"{item}" says "{text}"'))
def setting_says(person: Person, item: str, text: str) -> None:
    """What is said of one of the four API settings."""
    person.wait_for_text(f"{STANDINGS[item]}_detail", text)


@then(parsers.parse('it says that "{company}" is linked'))
def says_linked(person: Person, company: str) -> None:
    """The company's name, as KashFlow has it."""
    assert company in person.text_of("company_label")


@then(
    parsers.parse(
        "it says what was read: {sources:d} customer sources, {methods:d} payment methods, "
        "{accounts:d} bank accounts, {types:d} sales types"
    )
)
def says_what_was_read(person: Person, sources: int, methods: int, accounts: int, types: int) -> None:
    """Counts of the lists."""
    said = person.text_of("read_label")
    for count, what in (
        (sources, "customer source"),
        (methods, "payment method"),
        (accounts, "bank account"),
        (types, "sales type"),
    ):
        assert f"{count} {what}" in said


@then("I cannot go on")
def cannot_go_on(person: Person) -> None:
    """Next waits for a look that succeeded."""
    person.wait_for_tasks()
    assert not person.button("Next").isEnabled()


@then("I can go on")
def can_go_on(person: Person) -> None:
    """Next can be pressed."""
    person.pilot.wait_until(person.button("Next").isEnabled, "Next to be enabled")


# ------------------------------------------------------------ the Integration Manager


@then("nothing is linked yet")
def nothing_linked(person: Person) -> None:
    """The table has no row."""
    assert person.desk.logins.integrations() == ()


@then(parsers.parse('the Integration Manager has "{profile}" as "{state}"'))
def manager_has(person: Person, profile: str, state: str) -> None:
    """A row with this profile and state."""
    person.pilot.wait_until(lambda: (profile, state) in _profiles(person), f"{profile}, {state} in the table")


@then(parsers.parse('the Integration Manager no longer has "{profile}"'))
def manager_lacks(person: Person, profile: str) -> None:
    """No row with this profile."""
    person.pilot.wait_until(lambda: not person.desk.logins.integrations(), f"{profile} to be gone")


@when(parsers.parse('I edit "{profile}"'))
def edit(person: Person, profile: str) -> None:
    """Settings, the row of the profile, Edit."""
    stand_on(person, profile)
    person.press("Edit")
    person.pilot.dialog("link_wizard", QWizard)


@when(parsers.parse('I stand on "{profile}" in the Integration Manager'))
def stand_on(person: Person, profile: str) -> None:
    """Settings, and the row of the profile."""
    person.press("Settings")
    table = person.table("integrations_table")
    person.pilot.stand_on(table, profile, "State")


@when(parsers.parse('I remove "{profile}" and say yes'))
def remove(person: Person, profile: str) -> None:
    """Remove asks first."""
    stand_on(person, profile)
    said: list[str] = []

    def say_yes(box: QWidget) -> None:
        said.extend(label.text() for label in box.findChildren(QLabel))
        person.pilot.click(box, "yes_button")

    person.will_answer("message_box", say_yes)
    person.press("Remove")
    person.wait_for_tasks()
    assert any(f"Remove {profile}?" in text for text in said)
    assert any("stay in the book" in text for text in said)


def _profiles(person: Person) -> list[tuple[str, str]]:
    titles = person.titles("integrations_table")
    name, state = titles.index("Profile name"), titles.index("State")
    return [(row[name], row[state]) for row in person.rows("integrations_table")]


@when(parsers.parse('I link the practice company as "{profile}"'))
def link_practice(person: Person, profile: str) -> None:
    """The whole wizard, with nothing that stands in its way."""
    to_the_details(person, "KashFlow practice company")
    person.press("Back")
    person.fill_in("profile name", profile)
    person.press("Next")
    person.see("KashFlow Integration details")
    log_in_with(person, "practice", "practice")
    for page, label in (("Access", "Next"), ("Linked", "Finish")):
        person.see(page)
        person.press(label)
    person.wait_until_idle()


@when(parsers.parse('I turn to the company "{company}"'))
def turn_to(person: Person, company: str) -> None:
    """The combo above the left-hand menu."""
    person.choose_in_combo("company_combo", company)
    person.wait_until_idle()
