"""What holds for every test: nothing outside a temporary folder and this computer is touched."""

import ipaddress
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from typing import Any, NoReturn

import keyring
import keyring.errors
import pytest
from hypothesis import settings
from keyring.backend import KeyringBackend

ROOT = Path(__file__).resolve().parent.parent
GRACE_S = 3.0  # for threads that are ending
SERVICE_START_S = 10.0

if not os.environ.get("KFDESK_TEST_SHOW"):
    # Before anything imports Qt.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

settings.register_profile("dev", max_examples=30, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=False, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


class MemoryKeyring(KeyringBackend):
    """A keyring that forgets everything when the test ends."""

    priority = 0.1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring gives it no types
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.secrets:
            raise keyring.errors.PasswordDeleteError("not found")
        del self.secrets[service, username]


# --- a home of its own


@pytest.fixture(scope="session", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A temporary home for the whole run, for what starts before a test does."""
    home = tmp_path_factory.mktemp("home")
    places = {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
        "XDG_CACHE_HOME": ".cache",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_RUNTIME_DIR": "run",
        "XDG_STATE_HOME": ".local/state",
        "KFDESK_DATA_DIR": "book",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in places.items():
            place = home / folder
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            patch.setenv(name, str(place))
        patch.delenv("KFDESK_PASSWORD", raising=False)
        # For programs that a test starts: never the keyring of whoever runs the tests.
        patch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this test, not made yet; KFDESK_DATA_DIR names it."""
    folder = tmp_path / "book"
    monkeypatch.setenv("KFDESK_DATA_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def memory_keyring() -> Iterator[MemoryKeyring]:
    """The keyring of this test; empty at first."""
    memory = MemoryKeyring()
    before = keyring.get_keyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real order files and KashFlow's own description, where there is one."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("shared/ is not beside this checkout")
    return folder


# --- nothing goes out


def _is_here(host: object) -> bool:
    if host is None or host in ("", b"", "localhost", b"localhost", socket.gethostname()):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _only_this_computer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that connects elsewhere, or asks for a name elsewhere, fails, even if the code copes.

    Names under .invalid may be asked for: they exist nowhere, and no resolver is asked.
    """
    attempts: list[str] = []
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(family: int, address: Any) -> None:
        if family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            attempts.append(str(address))
            raise OSError(f"tests connect to this computer only, not to {address}")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        check(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        check(self.family, address)
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if _is_here(host):
            return look_up(host, *args, **kwargs)
        if not str(host).endswith(".invalid"):
            attempts.append(str(host))
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield
    if attempts:
        _fail(f"reached for {', '.join(attempts)}: tests connect to this computer only")


def _fail(text: str) -> NoReturn:
    pytest.fail(text, pytrace=False)


# --- nothing is left running


def _left_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    # Python's stand-ins for Qt's own threads stay for good; the pool is looked at by itself.
    stand_in = threading._DummyThread  # noqa: SLF001 - has no public name
    return [t for t in threading.enumerate() if t not in before and not isinstance(t, stand_in)]


def _pool_tasks() -> int:
    """Tasks in Qt's pool; 0 where the test never loaded Qt."""
    core = sys.modules.get("PySide6.QtCore")
    return 0 if core is None else int(core.QThreadPool.globalInstance().activeThreadCount())


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """A test that leaves a thread or a task of the pool behind fails."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + GRACE_S
    while (_left_threads(before) or _pool_tasks()) and time.monotonic() < deadline:
        time.sleep(0.01)
    threads = [thread.name for thread in _left_threads(before)]
    if threads:
        _fail(f"left running: {', '.join(threads)}")
    if tasks := _pool_tasks():
        _fail(f"left {tasks} task(s) in the pool")


# --- a real keyring


@pytest.fixture
def secret_service(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a program that has a real, unlocked Secret Service (gnome-keyring).

    It lives on a message bus of its own and in a home of its own; skipped where it cannot be started.
    """
    for program in ("dbus-daemon", "gnome-keyring-daemon"):
        if sys.platform != "linux" or not shutil.which(program):
            pytest.skip(f"no {program} here")
    environment = {**os.environ, "HOME": str(tmp_path / "keyring-home")}
    for name in ("XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        place = tmp_path / "keyring-home" / name.lower()
        place.mkdir(mode=0o700, parents=True)
        environment[name] = str(place)
    environment.pop("PYTHON_KEYRING_BACKEND", None)
    with _bus(environment), _unlocked_keyring(environment):
        yield environment


@contextmanager
def _started(program: str, *options: str, environment: dict[str, str], **pipes: Any) -> Iterator[Popen[str]]:
    with subprocess.Popen(
        [program, *options], env=environment, text=True, stderr=subprocess.DEVNULL, **pipes
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def _bus(environment: dict[str, str]) -> Iterator[None]:
    options = ("--session", "--nofork", "--nopidfile", "--print-address=1")
    with _started("dbus-daemon", *options, environment=environment, stdout=subprocess.PIPE) as bus:
        assert bus.stdout is not None
        address = bus.stdout.readline().strip()
        if not address:
            pytest.skip("a message bus cannot be started here")
        environment["DBUS_SESSION_BUS_ADDRESS"] = address
        yield


@contextmanager
def _unlocked_keyring(environment: dict[str, str]) -> Iterator[None]:
    options = ("--foreground", "--unlock", "--components=secrets")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL}
    with _started("gnome-keyring-daemon", *options, environment=environment, **pipes) as daemon:
        assert daemon.stdin is not None
        daemon.stdin.write("password of the keyring")
        daemon.stdin.close()
        deadline = time.monotonic() + SERVICE_START_S
        while not _has_secret_service(environment["DBUS_SESSION_BUS_ADDRESS"]):
            if daemon.poll() is not None or time.monotonic() > deadline:
                pytest.skip("gnome-keyring-daemon cannot be started here")
            time.sleep(0.05)
        yield


def _has_secret_service(address: str) -> bool:
    from jeepney import message_bus
    from jeepney.io.blocking import open_dbus_connection

    with open_dbus_connection(bus=address) as connection:
        reply = connection.send_and_get_reply(message_bus.NameHasOwner("org.freedesktop.secrets"))
    return bool(reply.body[0])
