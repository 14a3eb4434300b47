"""Passwords: against a keyring in memory, broken ones, and a real Secret Service."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import keyring
import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from kfdesk.credentials import SERVICE, KeyringCredentials
from kfdesk.domain.errors import KeyringError, KeyringLocked, KeyringMissing, KeyringRefused

SECRET = "correct horse — £5 battery"
ASKING_WITHOUT_A_KEYRING = """
from kfdesk.domain.errors import KeyringMissing
try:
    c.get("first")
except KeyringMissing:
    print("missing")
"""


class BrokenKeyring(KeyringBackend):
    """Raises what it was given, whatever it is asked."""

    priority = 0.1

    def __init__(self, error: Exception) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring gives it no types
        self._error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self._error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self._error


class ForgetfulKeyring(KeyringBackend):
    """Takes passwords and cuts them off."""

    priority = 0.1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring gives it no types
        self._kept: str | None = None

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept

    def set_password(self, service: str, username: str, password: str) -> None:
        self._kept = password[:3]


class HangingKeyring(KeyringBackend):
    """Waits for a person who does not come."""

    priority = 0.1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring gives it no types
        self.somebody_came = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.somebody_came.wait()
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.somebody_came.wait()


PlainTextKeyring = type("PlaintextKeyring", (ForgetfulKeyring,), {"__module__": "keyrings.alt.file"})


@pytest.fixture
def hanging_keyring() -> Iterator[HangingKeyring]:
    hanging = HangingKeyring()
    yield hanging
    hanging.somebody_came.set()


def test_get_gives_back_what_was_set() -> None:
    """A password comes back as it was, under the integration it was kept for."""
    credentials = KeyringCredentials()
    credentials.set("first", SECRET)
    credentials.set("second", "another")
    assert credentials.get("first") == SECRET


def test_get_gives_nothing_when_none_is_kept() -> None:
    """No password is not an error."""
    assert KeyringCredentials().get("first") is None


def test_set_keeps_it_under_our_name() -> None:
    """Service kfdesk, name the integration's id: where a person looks for it."""
    KeyringCredentials().set("first", SECRET)
    assert keyring.get_password(SERVICE, "first") == SECRET


def test_delete_forgets_and_may_be_repeated() -> None:
    """Forgetting what is not there is not an error."""
    credentials = KeyringCredentials()
    credentials.set("first", SECRET)
    credentials.delete("first")
    credentials.delete("first")
    assert credentials.get("first") is None


@pytest.mark.parametrize(
    "backend",
    [keyring.backends.fail.Keyring(), keyring.backends.null.Keyring(), PlainTextKeyring()],
    ids=["none", "null", "plain text"],
)
def test_set_refuses_a_keyring_that_keeps_nothing_or_in_plain_text(backend: KeyringBackend) -> None:
    """Without a safe keyring nothing is written anywhere."""
    keyring.set_keyring(backend)
    with pytest.raises(KeyringMissing):
        KeyringCredentials().set("first", SECRET)


def test_where_raises_when_there_is_no_keyring() -> None:
    """Where passwords are kept cannot be said where none can be."""
    keyring.set_keyring(keyring.backends.fail.Keyring())
    with pytest.raises(KeyringMissing):
        KeyringCredentials().where()


def test_a_chain_is_used_from_its_first_safe_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chain that begins with a plain-text file goes on to the next."""
    safe = BrokenKeyring(keyring.errors.KeyringLocked())
    links = [PlainTextKeyring(), safe]
    monkeypatch.setattr(keyring.backends.chainer.ChainerBackend, "backends", links)
    keyring.set_keyring(keyring.backends.chainer.ChainerBackend())
    with pytest.raises(KeyringLocked):
        KeyringCredentials().get("first")


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (keyring.errors.NoKeyringError("none"), KeyringMissing),
        (keyring.errors.KeyringLocked("locked"), KeyringLocked),
        (keyring.errors.InitError("prompt dismissed"), KeyringLocked),
        (keyring.errors.PasswordSetError("no"), KeyringRefused),
        (RuntimeError("from a library under the back end"), KeyringRefused),
    ],
)
def test_errors_of_the_keyring_become_one_of_three(theirs: Exception, ours: type[KeyringError]) -> None:
    """Missing, locked and refused are told apart, and the cause is kept."""
    keyring.set_keyring(BrokenKeyring(theirs))
    with pytest.raises(ours) as caught:
        KeyringCredentials().set("first", SECRET)
    assert caught.value.__cause__ is theirs
    assert SECRET not in f"{caught.value!r} {theirs!r}"


def test_set_raises_when_something_else_comes_back() -> None:
    """A password that the keyring cut off is not kept."""
    keyring.set_keyring(ForgetfulKeyring())
    with pytest.raises(KeyringRefused):
        KeyringCredentials().set("first", SECRET)


def test_get_gives_up_when_the_keyring_hangs(hanging_keyring: HangingKeyring) -> None:
    """A keyring that waits for ever is a locked one."""
    keyring.set_keyring(hanging_keyring)
    with pytest.raises(KeyringLocked):
        KeyringCredentials(limit_s=0.05).get("first")


def run_program(lines: str, environment: dict[str, str]) -> str:
    program = f"from kfdesk.credentials import KeyringCredentials\nc = KeyringCredentials()\n{lines}"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**environment, "PYTHONUTF8": "1", "SECRET": SECRET},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_password_outlives_the_program_in_a_real_secret_service(secret_service: dict[str, str]) -> None:
    """Set in one process, there in the next, gone for the one after it was deleted."""
    run_program("import os; c.set('first', os.environ['SECRET'])", secret_service)
    assert (
        run_program("print(c.where())\nprint(c.get('first'))", secret_service) == f"Secret Service\n{SECRET}"
    )
    run_program("c.delete('first')", secret_service)
    assert run_program("print(c.get('first'))", secret_service) == "None"


def test_a_program_without_a_secret_service_says_so() -> None:
    """With no keyring to be had, the answer is that there is none."""
    assert run_program(ASKING_WITHOUT_A_KEYRING, dict(os.environ)) == "missing"
