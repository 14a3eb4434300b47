"""Passwords in the operating system's keyring; the only importer of keyring.

Nothing is ever kept in a file of ours: without a keyring there is nowhere to keep a password.
"""

import queue
import threading
from collections.abc import Callable
from typing import Final, TypeVar

import keyring
import keyring.errors
from keyring.backend import KeyringBackend, get_all_keyring
from keyring.backends.chainer import ChainerBackend

from kfdesk.domain.errors import KeyringError, KeyringLocked, KeyringMissing, KeyringRefused

SERVICE: Final = "kfdesk"
LIMIT_S: Final = 10.0

# Back ends that keep nothing, or keep it readable: the passwords would not be safe there.
_UNSAFE_MODULES = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
_PLACES = {
    "keyring.backends.Windows": "Windows Credential Manager",
    "keyring.backends.macOS": "macOS Keychain",
    "keyring.backends.SecretService": "Secret Service",
    "keyring.backends.libsecret": "Secret Service",
    "keyring.backends.kwallet": "KDE Wallet",
}

T = TypeVar("T")


class KeyringCredentials:
    """The `CredentialStore` of the real program."""

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s

    def where(self) -> str:
        """The keyring's name; raises KeyringMissing when there is none."""
        return self._ask(_place)

    def get(self, integration_id: str) -> str | None:
        return self._ask(lambda backend: backend.get_password(SERVICE, integration_id))

    def set(self, integration_id: str, secret: str) -> None:
        """Write, then read back; raises KeyringRefused when something else comes back."""

        def write(backend: KeyringBackend) -> bool:
            backend.set_password(SERVICE, integration_id, secret)
            return backend.get_password(SERVICE, integration_id) == secret

        if not self._ask(write):
            raise KeyringRefused

    def delete(self, integration_id: str) -> None:
        def forget(backend: KeyringBackend) -> None:
            # Deleting what is not there is an error in most keyrings.
            if backend.get_password(SERVICE, integration_id) is not None:
                backend.delete_password(SERVICE, integration_id)

        self._ask(forget)

    def _ask(self, question: Callable[[KeyringBackend], T]) -> T:
        """Puts a question to the keyring, for at most the time limit.

        A keyring waits for ever for a person who is not there. The thread that asks is left
        behind then: nothing can stop it, and as a daemon it keeps nothing open.
        """
        answers: queue.SimpleQueue[tuple[T] | KeyringError] = queue.SimpleQueue()

        def work() -> None:
            try:
                answers.put((question(_safe_backend()),))
            except Exception as error:  # noqa: BLE001 - back ends let through what lies under them
                answers.put(_translated(error))

        threading.Thread(target=work, name="keyring", daemon=True).start()
        try:
            answer = answers.get(timeout=self._limit_s)
        except queue.Empty:
            raise KeyringLocked from None
        if isinstance(answer, KeyringError):
            raise answer
        return answer[0]


def known_keyrings() -> tuple[str, ...]:
    """The kinds of keyring that this copy of kfdesk brings the code for, usable here or not."""
    get_all_keyring()  # loads them
    modules = {kind.__module__ for kind in KeyringBackend.__subclasses__()}
    return tuple(dict.fromkeys(place for module, place in _PLACES.items() if module in modules))


def _safe_backend() -> KeyringBackend:
    """The keyring in use; of a chain, the first that is safe. Raises KeyringMissing."""
    chosen = keyring.get_keyring()
    candidates = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
    for backend in candidates:
        if not type(backend).__module__.startswith(_UNSAFE_MODULES):
            return backend
    raise KeyringMissing


def _place(backend: KeyringBackend) -> str:
    return _PLACES.get(type(backend).__module__, str(backend.name))


def _translated(error: Exception) -> KeyringError:
    """Ours for theirs, which stays its cause."""
    if isinstance(error, KeyringError):
        return error
    ours: KeyringError
    if isinstance(error, keyring.errors.NoKeyringError):
        ours = KeyringMissing()
    elif isinstance(error, keyring.errors.KeyringLocked | keyring.errors.InitError):
        ours = KeyringLocked()  # InitError: the person closed the question for the keyring's password
    else:
        ours = KeyringRefused()
    ours.__cause__ = error
    return ours
