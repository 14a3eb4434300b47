"""A planted password is found nowhere: on no disk, in no picture, in no process list, in no word said."""

import re
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from kfdesk.app import open_desk
from kfdesk.domain.errors import KfdeskError
from kfdesk.practice import Fault, FaultKind, PracticeCompany
from tests.cli.processes import command, environment, run_kfdesk
from tests.uk_orders import write_uk_file

SECRET = "Planted-7Jf3xQ-secret"
LINK = ("link", "--profile", "Shop books", "--username", "practice", "--package", "practice")
LOOK_UPS = ("--sales-type", "Sale of Goods", "--payment-method", "Card", "--bank-account", "Current Account")


def _forms(secret: str) -> list[bytes]:
    """The secret as files may hold it."""
    return [secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be"), secret[::-1].encode()]


def _assert_clean(data: bytes, where: str) -> None:
    assert not [form for form in _forms(SECRET) if form in data], where


def _assert_folder_is_clean(folder: Path) -> int:
    """Every file under a folder, whatever it is; how many there were."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    for path in files:
        _assert_clean(path.read_bytes(), str(path))
        _assert_clean(str(path).encode(), "a file's name")
    return len(files)


def _plant(folder: Path) -> PracticeCompany:
    company = PracticeCompany(folder / "practice")
    company.change(api_password=SECRET)
    return company


def _orders(folder: Path, count: int = 4) -> Path:
    path = folder / "orders.csv"
    write_uk_file(path, count)
    return path


# ------------------------------------------------------------ the command line


def test_planted_password_is_nowhere_when_linked_and_exported_by_commands(tmp_path: Path) -> None:
    """Book, WAL, copies, log, ledger, and all that was said; even where things fail on the way."""
    folder = tmp_path / "data"
    company, orders = _plant(folder), _orders(tmp_path)
    said = [run_kfdesk(folder, *LINK, env=environment("not the one"))]
    said.append(run_kfdesk(folder, *LINK, "--password-stdin", env=environment(None), given=f"{SECRET}\n"))
    said.append(run_kfdesk(folder, "import", orders, "--channel", "Shop"))
    said.append(run_kfdesk(folder, "channels", "set", "Shop", *LOOK_UPS, "--export", "on"))
    company.inject(Fault(FaultKind.REFUSE, "InsertInvoice", text="There is no such number"))
    company.inject(Fault(FaultKind.FAULT_SERVER, "InsertCustomer"))
    said.append(run_kfdesk(folder, "export", "--settle", "0", "--json", env=environment(SECRET)))
    said.append(run_kfdesk(folder, "export", "--settle", "0", env=environment(SECRET)))
    said.append(run_kfdesk(folder, "orders", "--json"))
    assert [each.returncode for each in said[:4]] == [3, 0, 0, 0], [each.stderr for each in said]
    assert company.invoices()
    for each in said:
        _assert_clean((each.stdout + each.stderr).encode(), str(each.args))
    assert _assert_folder_is_clean(folder) > 2


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc")
def test_planted_password_is_not_in_the_process_list_when_an_export_runs(tmp_path: Path) -> None:
    """Not in the arguments, and in the environment only where the person put it."""
    folder = tmp_path / "data"
    company, orders = _plant(folder), _orders(tmp_path, 12)
    run_kfdesk(folder, *LINK, env=environment(SECRET))
    run_kfdesk(folder, "import", orders, "--channel", "Shop")
    run_kfdesk(folder, "channels", "set", "Shop", *LOOK_UPS, "--export", "on")
    company.change(delay_ms=40)
    with subprocess.Popen(
        command(folder, "export"), env=environment(SECRET), stdout=subprocess.DEVNULL
    ) as export:
        while not company.invoices() and export.poll() is None:
            process = Path(f"/proc/{export.pid}")
            arguments, variables = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
            _assert_clean(arguments, "arguments")
            held = [each for each in variables.split(b"\0") if SECRET.encode() in each]
            assert held in ([], [f"KFDESK_PASSWORD={SECRET}".encode()])
            _assert_clean(_process_list(), "ps")
    assert export.returncode == 0


def _process_list() -> bytes:
    return subprocess.run(["ps", "-ef"], capture_output=True, check=False).stdout


# ------------------------------------------------------------ exceptions


@pytest.mark.parametrize("kind", list(FaultKind))
def test_planted_password_is_in_no_exception_when_a_look_fails(kind: FaultKind, tmp_path: Path) -> None:
    """Neither in its words nor in the frames it went through, whatever goes wrong."""
    company = _plant(tmp_path)
    company.inject(Fault(kind, times=0, seconds=0.1))
    with open_desk(tmp_path) as desk:
        integration = desk.links.add("practice", "Shop books")
        failure = _failure_of_look(desk, integration.id)
    if failure is not None:
        told = "".join(traceback.TracebackException.from_exception(failure, capture_locals=True).format())
        _assert_clean(told.encode(), type(failure).__name__)
        _assert_clean(repr(vars(failure)).encode(), "its facts")
    _assert_folder_is_clean(tmp_path)


def _failure_of_look(desk: object, integration_id: str) -> KfdeskError | None:
    from kfdesk.services.desk import Desk
    from kfdesk.services.link_look import Login

    assert isinstance(desk, Desk)
    look = desk.links.look(integration_id, Login("practice", SECRET))
    return look.failure


# ------------------------------------------------------------ the window


@pytest.mark.scenario
def test_planted_password_is_nowhere_when_linked_and_exported_in_the_window(
    tmp_path: Path, window_pictures: "WindowPictures"
) -> None:
    """The book, the log, the window's settings, every picture and all that is shown."""
    window_pictures.link_and_export(SECRET)
    assert window_pictures.count > 4
    assert _assert_folder_is_clean(tmp_path) > 4
    _assert_clean("\n".join(window_pictures.shown).encode(), "what the window shows")


class WindowPictures:
    """Links and exports in the window, takes a picture of every page, and keeps every text shown."""

    def __init__(self, folder: Path) -> None:
        from tests.scenarios.person import Person

        self.folder = folder
        self.shown: list[str] = []
        self.count = 0
        self.person = Person(folder)

    def link_and_export(self, password: str) -> None:
        """The guide, with a password that only the person knows."""
        from tests.scenarios.steps.exports import export
        from tests.scenarios.steps.files import channel_is_ready
        from tests.scenarios.steps.linking import log_in_with, to_the_details

        person = self.person
        person.practice.change(api_password=password)
        to_the_details(person, "KashFlow practice company")
        log_in_with(person, "practice", "not the one")
        self._look("Access")
        person.press("Back")
        person.fill_in("password", password)
        self._look("KashFlow Integration details")
        person.press("Next")
        self._look("Access")
        person.press("Next")
        self._look("Linked")
        person.press("Finish")
        channel_is_ready(person, "Shop", 3)
        person.go_to("Export")
        self._picture()
        export(person)
        self._picture()
        for page in ("History", "Orders", "Overview", "KashFlow Settings"):
            person.go_to(page)
            self._picture()

    def _look(self, page: str) -> None:
        self.person.see(page)
        self._picture()

    def _picture(self) -> None:
        self.count += 1
        self.person.pilot.picture(self.person.place, self.folder / f"picture-{self.count}.png")
        self.shown += [*self.person.says(), self.person.place.windowTitle()]


@pytest.fixture
def window_pictures(tmp_path: Path, qapp: object, memory_keyring: object) -> Iterator[WindowPictures]:
    """The window on a folder of its own."""
    pictures = WindowPictures(tmp_path)
    yield pictures
    pictures.person.leave()


# ------------------------------------------------------------ a real keyring, and none


def _of(session: dict[str, str]) -> dict[str, str]:
    """A process of this desktop session, with no password in its environment."""
    return {**session, "PYTHONPATH": environment()["PYTHONPATH"]}


def test_export_is_not_asked_for_the_password_when_a_keyring_has_it(
    tmp_path: Path, secret_service: dict[str, str]
) -> None:
    """Linked in one process, exported in another, with a real Secret Service between them."""
    folder = tmp_path / "data"
    company, orders, env = _plant(folder), _orders(tmp_path), _of(secret_service)
    linked = run_kfdesk(folder, *LINK, "--password-stdin", env=env, given=f"{SECRET}\n")
    assert linked.returncode == 0, linked.stderr
    assert "The password is kept in Secret Service." in linked.stdout
    run_kfdesk(folder, "import", orders, "--channel", "Shop", env=env)
    run_kfdesk(folder, "channels", "set", "Shop", *LOOK_UPS, "--export", "on", env=env)
    exported = run_kfdesk(folder, "export", env=env)
    assert exported.returncode == 0, exported.stderr
    assert len(company.invoices()) == 4
    _assert_folder_is_clean(folder)


def test_link_says_that_nothing_is_kept_and_export_ends_with_3_when_there_is_no_keyring(
    tmp_path: Path,
) -> None:
    """The program says so and asks each time; without a terminal it cannot ask."""
    folder = tmp_path / "data"
    company, orders = _plant(folder), _orders(tmp_path)
    linked = run_kfdesk(folder, *LINK, "--password-stdin", env=environment(None), given=f"{SECRET}\n")
    assert "The password is not kept: there is no keyring." in linked.stdout
    run_kfdesk(folder, "import", orders, "--channel", "Shop", env=environment(None))
    run_kfdesk(folder, "channels", "set", "Shop", *LOOK_UPS, "--export", "on", env=environment(None))
    exported = run_kfdesk(folder, "export", env=environment(None))
    assert exported.returncode == 3
    assert "No password is kept for Shop books." in exported.stderr
    assert not company.invoices()
    given = run_kfdesk(folder, "export", env=environment(SECRET))
    assert given.returncode == 0, given.stderr
    assert len(company.invoices()) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_password_is_asked_for_and_not_shown_when_there_is_a_terminal(tmp_path: Path) -> None:
    """On a terminal it is asked for without an echo."""
    import os
    import pty

    folder = tmp_path / "data"
    _plant(folder)
    process, terminal = pty.fork()
    if process == 0:
        os.execve(sys.executable, command(folder, *LINK), environment(None))  # noqa: S606 - a child of the test
    shown = b""
    while b"Password for" not in shown:
        shown += os.read(terminal, 1024)
    os.write(terminal, f"{SECRET}\n".encode())
    while True:
        try:
            shown += os.read(terminal, 1024)
        except OSError:
            break
    _pid, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == 0, shown
    assert re.search(rb"Linked: ", shown)
    _assert_clean(shown, "the terminal")
