"""Linking a company: what each step keeps, what a look leads to, what the manager does."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kfdesk.domain.company import CompanyDetails, Integration, IntegrationState
from kfdesk.domain.errors import (
    AddressNotAllowed,
    AddressNotSafe,
    AnotherCompany,
    ApiNotEnabled,
    Cancelled,
    FieldEmpty,
    KeyringLocked,
    KeyringMissing,
    KfdeskError,
    LoginRefused,
    NameNotFound,
    NotKashFlow,
    PasswordNeeded,
    ProfileNameTaken,
    RemoteLoginOff,
    ReplyTimedOut,
    TlsFailed,
    UnknownPackage,
)
from kfdesk.services.link_account import LinkAccount, Step, step_after_details
from kfdesk.services.link_look import AccessItem, Login, Look, Standing, checklist
from kfdesk.services.logins import Logins
from kfdesk.services.look_ups import LookUpReader
from kfdesk.services.ports import Book, PackageType
from kfdesk.store import open_book
from tests.builders import COMPANY, LOOK_UPS, a_channel, a_company, an_order, imported
from tests.fakes import NOON, FakePackage, MemoryKeyring, StillClock, refused

LOGIN = Login("ann", "secret")
OTHER = CompanyDetails("Bolt Ltd", "GB987654321", is_vat_registered=True, home_currency="GBP")


@dataclass
class Bench:
    """The service under test with what it stands on."""

    book: Book
    package: FakePackage
    practice: FakePackage
    keyring: MemoryKeyring
    logins: Logins
    links: LinkAccount
    reassessed: list[int]

    def linked(self, name: str = "Shop") -> Integration:
        """A profile that is linked."""
        return self.links.link("kashflow", name, "ann", "secret").integration

    def stored(self, integration: Integration) -> Integration:
        """The profile as the book has it now."""
        return self.logins.integration(integration.id)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """An empty book, two packages and a keyring."""
    book = open_book(tmp_path / "data")
    package, keyring, clock = FakePackage(), MemoryKeyring(), StillClock()
    practice = FakePackage(key="practice", name="KashFlow practice company", is_practice=True)
    logins = Logins(book, keyring, (package, practice))
    reassessed: list[int] = []
    links = LinkAccount(book, logins, LookUpReader(book, clock), clock, reassessed.append)
    return Bench(book, package, practice, keyring, logins, links, reassessed)


# ------------------------------------------------------------ choosing


def test_types_and_packages_are_those_of_the_registry(bench: Bench) -> None:
    """The wizard offers each type once, and the packages in their order."""
    assert bench.links.types() == (PackageType.ACCOUNTS,)
    assert [each.key for each in bench.links.packages(PackageType.ACCOUNTS)] == ["kashflow", "practice"]


def test_proposed_name_is_numbered_when_the_name_is_taken(bench: Bench) -> None:
    """A proposed profile name is always free, whatever the case of those taken."""
    bench.links.add("kashflow", "kashflow")
    assert bench.links.proposed_name(bench.package) == "KashFlow 2"


# ------------------------------------------------------------ Add Integration


def test_add_keeps_the_profile_as_not_linked_yet(bench: Bench) -> None:
    """From *Add Integration* on the profile is in the book."""
    added = bench.links.add("kashflow", "  My   shop ")
    assert bench.stored(added).profile_name == "My shop"
    assert bench.stored(added).state is IntegrationState.NOT_LINKED


@pytest.mark.parametrize(
    ("package", "name", "error"),
    [
        ("kashflow", "  ", FieldEmpty),
        ("kashflow", "SHOP", ProfileNameTaken),
        ("sage", "New", UnknownPackage),
    ],
)
def test_add_refuses_when_name_or_package_will_not_do(
    bench: Bench, package: str, name: str, error: type[KfdeskError]
) -> None:
    """An empty name, one that is taken in any case, and an unknown package are refused."""
    bench.links.add("kashflow", "Shop")
    with pytest.raises(error):
        bench.links.add(package, name)


def test_name_profile_changes_the_one_added_when_the_person_went_back(bench: Bench) -> None:
    """Back and another name or package changes the integration that was added; no second one comes."""
    first = bench.links.name_profile(None, "kashflow", "Shop")
    renamed = bench.links.name_profile(first, "kashflow", "My shop")
    bench.links.look(first.id, LOGIN)
    other = bench.links.name_profile(renamed, "practice", "My shop")
    assert [each.id for each in bench.logins.integrations()] == [first.id]
    assert (other.package, other.username, other.last_checked) == ("practice", "", None)
    assert bench.keyring.secrets == {}


# ------------------------------------------------------------ the look


def test_look_keeps_name_and_password_when_it_succeeds(bench: Bench) -> None:
    """After a look that succeeded user name, address, time and password are kept; nothing is linked."""
    added = bench.links.add("kashflow", "Shop")
    look = bench.links.look(added.id, Login(" ann ", "secret", "https://other.example.com"))
    assert look.has_succeeded
    assert step_after_details(look) is Step.ACCESS
    assert bench.keyring.secrets == {added.id: "secret"}
    assert look.kept_in == "Test Keyring"
    stored = bench.stored(added)
    assert (stored.username, stored.service_address) == ("ann", "https://other.example.com")
    assert (stored.last_checked, stored.state) == (NOON, IntegrationState.NOT_LINKED)
    assert bench.package.attempts == [("https://other.example.com", "ann", "secret")]


def test_look_uses_the_package_address_when_none_is_given(bench: Bench) -> None:
    """An empty address means the package's own."""
    added = bench.links.add("kashflow", "Shop")
    bench.links.look(added.id, LOGIN)
    assert bench.package.attempts[0][0] == "https://example.com/api"


def test_look_keeps_no_password_when_it_is_refused(bench: Bench) -> None:
    """A password that did not open anything is kept nowhere; the user name is."""
    added = bench.links.add("kashflow", "Shop")
    look = bench.links.look(added.id, Login("ann", "wrong"))
    assert isinstance(look.failure, LoginRefused)
    assert bench.keyring.secrets == {}
    with pytest.raises(PasswordNeeded):
        bench.logins.password(added.id)
    assert bench.stored(added).username == "ann"
    assert "user name and password" in bench.stored(added).last_failure


@pytest.mark.parametrize(
    ("failure", "step"),
    [
        (refused(LoginRefused), Step.ACCESS),
        (refused(ApiNotEnabled, detail="off"), Step.ACCESS),
        (refused(AddressNotAllowed, detail="no", address="192.0.2.7"), Step.ACCESS),
        (refused(NameNotFound, detail="example.com"), Step.DETAILS),
        (refused(TlsFailed, detail="expired"), Step.DETAILS),
        (refused(ReplyTimedOut, detail=""), Step.DETAILS),
        (refused(NotKashFlow, detail="text/html"), Step.DETAILS),
    ],
)
def test_step_after_details_stays_when_no_kashflow_answered(
    bench: Bench, failure: KfdeskError, step: Step
) -> None:
    """KashFlow's own no goes on to the checklist; an address that does not answer keeps one here."""
    bench.package.failure = failure
    added = bench.links.add("kashflow", "Shop")
    assert step_after_details(bench.links.look(added.id, LOGIN)) is step


def test_look_stays_here_when_the_address_is_not_safe(bench: Bench) -> None:
    """An address that a password must not be sent to is the person's to mend, on this page."""
    bench.package.connect_failure = AddressNotSafe(address="http://example.com")
    added = bench.links.add("kashflow", "Shop")
    look = bench.links.look(added.id, LOGIN)
    assert isinstance(look.failure, AddressNotSafe)
    assert step_after_details(look) is Step.DETAILS


def test_look_keeps_nothing_when_it_was_cancelled(bench: Bench) -> None:
    """A look that nobody waits for any more keeps no password."""
    added = bench.links.add("kashflow", "Shop")
    with pytest.raises(Cancelled):
        bench.links.look(added.id, LOGIN, lambda: True)
    assert bench.keyring.secrets == {}
    assert bench.stored(added).last_checked is None


@pytest.mark.parametrize("keyring_failure", [KeyringMissing(), KeyringLocked()])
def test_look_serves_the_session_when_the_keyring_does_not(
    bench: Bench, keyring_failure: KeyringMissing | KeyringLocked
) -> None:
    """Without a keyring the password serves until the program ends, and the look says so."""
    bench.keyring.failure = keyring_failure
    added = bench.links.add("kashflow", "Shop")
    look = bench.links.look(added.id, LOGIN)
    assert look.has_succeeded
    assert look.kept_in is None
    assert isinstance(look.keyring_failure, KeyringLocked) == isinstance(keyring_failure, KeyringLocked)
    assert bench.logins.password(added.id) == "secret"


def test_a_login_hides_its_password_when_it_is_printed() -> None:
    """Neither a login nor a look that failed shows the password."""
    look = Look(LOGIN, failure=refused())
    assert "secret" not in repr(look)


# ------------------------------------------------------------ the checklist


@pytest.mark.parametrize(
    ("failure", "item"),
    [
        (refused(ApiNotEnabled, detail="off"), AccessItem.ENABLED),
        (refused(AddressNotAllowed, detail="no", address="192.0.2.7"), AccessItem.RESTRICT_ACCESS),
        (refused(LoginRefused), AccessItem.PASSWORD_SETTINGS),
    ],
)
def test_checklist_marks_what_was_refused_when_a_look_failed(failure: KfdeskError, item: AccessItem) -> None:
    """The setting that a refusal blames is to be mended; the others cannot be seen behind it."""
    lines = {line.item: line for line in checklist(Look(LOGIN, failure=failure))}
    assert (lines[item].standing, lines[item].error) == (Standing.MEND, failure)
    assert {line.standing for line in lines.values() if line.item is not item} == {Standing.UNSEEN}


def test_checklist_is_ready_when_the_look_succeeded(bench: Bench) -> None:
    """All four are ready once the company was read."""
    added = bench.links.add("kashflow", "Shop")
    look = bench.links.look(added.id, LOGIN)
    assert {line.standing for line in checklist(look)} == {Standing.READY}


def test_checklist_marks_remote_login_when_only_that_is_off(bench: Bench) -> None:
    """Remote Login off is shown and does not keep from linking."""
    bench.package.remote_login = refused(RemoteLoginOff, detail="off")
    added = bench.links.add("kashflow", "Shop")
    look = bench.links.look(added.id, LOGIN)
    standings = {line.item: line.standing for line in checklist(look)}
    assert look.has_succeeded
    assert standings.pop(AccessItem.REMOTE_LOGIN) is Standing.MEND
    assert set(standings.values()) == {Standing.READY}


def test_checklist_is_unseen_when_nothing_was_looked_at() -> None:
    """*Go on without checking* shows four settings of which nothing is known."""
    assert {line.standing for line in checklist(None)} == {Standing.UNSEEN}


# ------------------------------------------------------------ linked


def test_finish_links_the_company_when_a_look_succeeded(bench: Bench) -> None:
    """The summary names the company, what was read and where the password is."""
    added = bench.links.add("kashflow", "Shop")
    summary = bench.links.finish(added.id, bench.links.look(added.id, LOGIN))
    assert summary.company.details == COMPANY
    assert summary.look_ups.payment_methods == LOOK_UPS.payment_methods
    assert summary.look_ups.read_at == NOON
    assert summary.kept_in == "Test Keyring"
    assert bench.stored(added).state is IntegrationState.LINKED
    assert bench.stored(added).company_id == summary.company.id


def test_finish_refuses_when_the_look_failed(bench: Bench) -> None:
    """Nothing can be linked by a look that found nothing."""
    added = bench.links.add("kashflow", "Shop")
    with pytest.raises(ValueError, match="succeeded"):
        bench.links.finish(added.id, Look(LOGIN, failure=refused()))


def test_finish_claims_what_waited_when_the_first_company_is_linked(bench: Bench) -> None:
    """Channels imported with nothing linked become the first company's, are planned, and are named."""
    channel = a_channel(bench.book, None, "Etsy")
    imported(bench.book, channel.id, [an_order("1"), an_order("2")])
    summary = bench.links.link("kashflow", "Shop", "ann", "secret")
    assert [each.name for each in summary.claimed] == ["Etsy"]
    assert summary.claimed_orders == 2
    assert bench.reassessed == [channel.id]
    with bench.book.reading() as session:
        assert session.channels.get(channel.id).company_id == summary.company.id


def test_finish_leaves_a_waiting_channel_whose_name_the_company_has(bench: Bench) -> None:
    """A channel that the company has by that name already is not claimed."""
    company = bench.links.link("kashflow", "Shop", "ann", "secret").company
    a_channel(bench.book, company.id, "Etsy")
    a_channel(bench.book, None, "Etsy")
    assert bench.links.link("kashflow", "Shop", "ann", "secret").claimed == ()


def test_second_profile_shares_the_company_when_it_is_the_same(bench: Bench) -> None:
    """Another profile of a company shares it, and the summary says with whom."""
    first = bench.linked("Shop")
    summary = bench.links.link("kashflow", "Accountant", "ann", "secret")
    assert summary.company.id == bench.stored(first).company_id
    assert summary.shared_with == ("Shop",)


# ------------------------------------------------------------ the command


def test_link_raises_what_the_look_met_when_it_failed(bench: Bench) -> None:
    """The command's one call raises the refusal, and the profile stays as not linked yet."""
    with pytest.raises(LoginRefused):
        bench.links.link("kashflow", "Shop", "ann", "wrong")
    assert [each.state for each in bench.logins.integrations()] == [IntegrationState.NOT_LINKED]


def test_link_takes_up_the_profile_when_it_is_there(bench: Bench) -> None:
    """A second try under the same name goes on with the same profile."""
    with pytest.raises(LoginRefused):
        bench.links.link("kashflow", "Shop", "ann", "wrong")
    linked = bench.links.link("kashflow", "shop", "ann", "secret").integration
    assert [each.id for each in bench.logins.integrations()] == [linked.id]


def test_link_refuses_when_another_package_has_the_name(bench: Bench) -> None:
    """A profile of another package is not taken over."""
    bench.linked("Shop")
    with pytest.raises(ProfileNameTaken):
        bench.links.link("practice", "Shop", "ann", "secret")


# ------------------------------------------------------------ Edit


def test_edit_changes_nothing_when_the_new_login_is_refused(bench: Bench) -> None:
    """Editing a linked login looks first: refused, the old one stays, and stays good."""
    linked = bench.linked()
    look = bench.links.look(linked.id, Login("bob", "wrong"))
    assert isinstance(look.failure, LoginRefused)
    assert bench.stored(linked).username == "ann"
    assert bench.stored(linked).state is IntegrationState.LINKED
    assert bench.logins.password(linked.id) == "secret"


def test_edit_is_refused_when_another_company_is_behind_the_login(bench: Bench) -> None:
    """A login of another company is a new integration; the book is as it was."""
    linked = bench.linked()
    bench.package.companies["bob", "hidden"] = OTHER
    look = bench.links.look(linked.id, Login("bob", "hidden"))
    assert isinstance(look.failure, AnotherCompany)
    assert look.failure.facts == {"expected": "Acme Ltd", "found": "Bolt Ltd"}
    assert step_after_details(look) is Step.DETAILS
    assert bench.stored(linked).username == "ann"
    assert bench.logins.password(linked.id) == "secret"
    assert a_company(bench.book).id + 1 == a_company(bench.book, "Later Ltd").id  # none was left behind


def test_edit_keeps_settings_when_only_the_password_is_new(bench: Bench) -> None:
    """A new password for the same company leaves channels and company as they are."""
    linked = bench.linked()
    channel = a_channel(bench.book, linked.company_id)
    bench.package.companies = {("ann", "newer"): COMPANY}
    look = bench.links.look(linked.id, Login("ann", "newer"))
    summary = bench.links.finish(linked.id, look)
    assert summary.company.id == linked.company_id
    assert bench.keyring.secrets == {linked.id: "newer"}
    with bench.book.reading() as session:
        assert session.channels.get(channel.id) == channel


def test_edit_uses_the_kept_password_when_none_is_entered(bench: Bench) -> None:
    """With the password left empty the kept one is tried."""
    linked = bench.linked()
    bench.package.companies["bob", "secret"] = COMPANY
    assert bench.links.look(linked.id, Login("bob", "")).has_succeeded
    assert bench.stored(linked).username == "bob"


def test_look_says_which_field_is_empty_when_no_password_is_kept(bench: Bench) -> None:
    """An empty password of a profile that has none kept is a field to fill in."""
    added = bench.links.add("kashflow", "Shop")
    failure = bench.links.look(added.id, Login("ann", "")).failure
    assert isinstance(failure, FieldEmpty)
    assert failure.facts == {"field": "password"}


def test_resume_step_is_where_it_stopped(bench: Bench) -> None:
    """Edit goes on at the details until a look succeeded, then at the access page; linked: details."""
    added = bench.links.add("kashflow", "Shop")
    steps = [bench.links.resume_step(added)]
    for password in ("wrong", "secret"):
        bench.links.look(added.id, Login("ann", password))
        steps.append(bench.links.resume_step(bench.stored(added)))
    steps.append(bench.links.resume_step(bench.linked("Other")))
    assert steps == [Step.DETAILS, Step.DETAILS, Step.ACCESS, Step.DETAILS]


# ------------------------------------------------------------ the Integration Manager


def test_test_notes_the_outcome_when_the_login_no_longer_works(bench: Bench) -> None:
    """Test of a login that is refused now marks the integration, and a good one clears the mark."""
    linked = bench.linked()
    bench.package.failure = refused()
    bench.links.test(linked.id)
    assert bench.stored(linked).state is IntegrationState.FAILED
    bench.package.failure = None
    bench.links.test(linked.id)
    assert bench.stored(linked).state is IntegrationState.LINKED


def test_test_reads_the_lists_again(bench: Bench) -> None:
    """A list that changed in KashFlow is known after a test."""
    linked = bench.linked()
    bench.package.lists = replace(LOOK_UPS, bank_accounts=LOOK_UPS.bank_accounts[:1])
    bench.links.test(linked.id)
    assert linked.company_id is not None
    with bench.book.reading() as session:
        accounts = session.companies.look_ups(linked.company_id).bank_accounts
    assert [account.is_gone for account in accounts] == [False, True]


def test_test_asks_when_no_password_is_kept(bench: Bench) -> None:
    """Without a password there is nothing to test with."""
    linked = bench.linked()
    bench.logins.forget(linked.id)
    with pytest.raises(PasswordNeeded):
        bench.links.test(linked.id)


def test_set_active_keeps_everything_when_paused(bench: Bench) -> None:
    """Paused is not offered; switched on again it is as before."""
    linked = bench.linked()
    assert bench.links.set_active(linked.id, is_active=False).state is IntegrationState.PAUSED
    assert bench.links.set_active(linked.id, is_active=True) == bench.stored(linked)
    assert bench.stored(linked).state is IntegrationState.LINKED


def test_remove_keeps_the_company_and_its_channels(bench: Bench) -> None:
    """Remove forgets profile and password; linked again, the company finds its channels."""
    linked = bench.linked()
    channel = a_channel(bench.book, linked.company_id)
    bench.links.remove(linked.id)
    assert bench.logins.integrations() == ()
    assert bench.keyring.secrets == {}
    again = bench.linked("Again")
    with bench.book.reading() as session:
        assert session.channels.of_company(again.company_id) == (channel,)


def test_remove_changes_nothing_when_the_keyring_is_locked(bench: Bench) -> None:
    """A password that could not be removed must not be left behind unnoticed."""
    linked = bench.linked()
    bench.keyring.failure = KeyringLocked()
    with pytest.raises(KeyringLocked):
        bench.links.remove(linked.id)
    assert bench.logins.integrations() != ()
