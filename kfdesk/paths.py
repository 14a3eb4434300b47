"""Where things lie: the data folder, the locks, and what ships with the program."""

import os
import sys
from pathlib import Path

import platformdirs

DATA_DIR_VARIABLE = "KFDESK_DATA_DIR"
PACKAGE_FOLDER = Path(__file__).resolve().parent


def data_dir(override: str | Path | None = None) -> Path:
    """The folder with the book: the override, else KFDESK_DATA_DIR, else the system's place for it."""
    chosen = override or os.environ.get(DATA_DIR_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_data_dir("kfdesk", appauthor=False))


def lock_dir() -> Path:
    """The folder with the locks, shared by all books of this person on this computer.

    Not under `kfdesk`: on Windows and Mac that is the data folder. Not in a cache: a cleaner
    that removes a lock file in use would let a second export in.
    """
    return Path(platformdirs.user_state_dir("kfdesk-locks", appauthor=False))


def resource_path(name: str) -> Path:
    """A file or folder that ships with kfdesk, such as `icons/export.svg`.

    Raises FileNotFoundError when this copy of kfdesk lacks it.
    """
    for folder in _resource_folders():
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(name)


def _resource_folders() -> tuple[Path, ...]:
    unpacked = getattr(sys, "_MEIPASS", None)  # set by PyInstaller
    if unpacked is not None:
        return (Path(unpacked) / "kfdesk" / "resources",)
    # In a wheel they lie inside the package, in a checkout beside it.
    return (PACKAGE_FOLDER / "resources", PACKAGE_FOLDER.parent / "resources")
