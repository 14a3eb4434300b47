"""`kfdesk --smoke-test`: has this copy all that it needs? Leaves nothing behind.

A build is good only if this ends with 0 and says nothing beyond these lines.
"""

import os
import platform
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from kfdesk import __version__
from kfdesk.app import PRACTICE_LOGIN, open_desk
from kfdesk.cli.desk import EXIT_ATTENTION, EXIT_DONE, say, say_error
from kfdesk.credentials import KeyringCredentials, known_keyrings
from kfdesk.domain.errors import KeyringError
from kfdesk.paths import resource_path
from kfdesk.services.desk import Desk

SHIPPED = ("kashflow.wsdl", "icons", "guide", "practice", "translations")
LIBRARIES = ("PySide6-Essentials", "zeep", "lxml", "SQLAlchemy", "alembic", "keyring", "click")
HOME_VARIABLES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
)


def smoke_test() -> int:
    """Try each part once, say what was found; the exit code of the program."""
    try:
        with _home() as home, open_desk(home / "book") as desk:
            for line in _findings(desk, home):
                say(line)
    except Exception:  # noqa: BLE001 - whoever built this copy wants to read all of it
        say_error(traceback.format_exc())
        return EXIT_ATTENTION
    return EXIT_DONE


@contextmanager
def _home() -> Iterator[Path]:
    """A temporary home, and no screen: the computer of whoever tests stays as it is."""
    # On Windows a file may still be held for a moment when the folder is removed.
    with tempfile.TemporaryDirectory(prefix="kfdesk-", ignore_cleanup_errors=True) as folder:
        os.environ.update(dict.fromkeys(HOME_VARIABLES, folder), QT_QPA_PLATFORM="offscreen")
        yield Path(folder)


def _findings(desk: Desk, home: Path) -> Iterator[str]:
    from kfdesk.ui.smoke import check_window  # noqa: PLC0415 - commands run without Qt

    yield f"kfdesk {__version__}, Python {platform.python_version()}, {platform.system()}"
    yield ", ".join(f"{library} {version(library)}" for library in LIBRARIES)
    yield f"Resources: {', '.join(resource_path(name).name for name in SHIPPED)}"
    yield f"Book: {', '.join(path.name for path in (home / 'book').glob('*.sqlite'))}"
    yield f"Readers: {', '.join(desk.importer.marketplaces)}"
    yield f"Service: {_practice_company(desk)}"
    yield f"Keyrings known: {', '.join(known_keyrings())}; in use: {_keyring()}"
    yield from check_window(desk, home)


def _practice_company(desk: Desk) -> str:
    """The company that the real client finds at the practice server, over the description we ship."""
    package = next(package for package in desk.logins.accounts if package.is_practice)
    return package.connect("", PRACTICE_LOGIN, PRACTICE_LOGIN).company().name


def _keyring() -> str:
    try:
        return KeyringCredentials().where()
    except KeyringError as error:
        return type(error).__name__
