"""A watched folder: which files in it may hold orders. It opens and lists; it changes nothing."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kfdesk.domain.errors import FolderNotWatchable
from kfdesk.services.ports import FieldKind, PackageField, PackageType
from kfdesk.services.ports.watching import PlacedFile

KINDS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".json", ".zip"})
# Downloads under way (`orders.csv.part`) end otherwise; these begin so.
NOT_FILES = (".", "~$", "~")


@dataclass(frozen=True)
class WatchedFolder:
    """Implements `SalesChannelPackage`; `own` is the folder that the book lies in."""

    own: Path
    key: str = "folder"
    name: str = "Watched folder"
    type: PackageType = PackageType.SALES_CHANNEL
    fields: tuple[PackageField, ...] = (PackageField(FieldKind.FOLDER),)

    def check(self, place: str) -> str:
        """The folder's whole path. Raises FolderNotWatchable."""
        folder = Path(place).expanduser().absolute()
        self.files(str(folder))
        if folder.resolve().is_relative_to(self.own.resolve()):
            raise FolderNotWatchable(path=folder, why="own_folder")
        return str(folder)

    def files(self, place: str) -> tuple[PlacedFile, ...]:
        """Files that may hold orders, by name; those in folders within it are left alone."""
        folder = Path(place)
        try:
            with os.scandir(folder) as entries:
                return tuple(sorted(_placed(entries), key=lambda file: file.path.name))
        except FileNotFoundError as error:
            raise FolderNotWatchable(path=folder, why="folder_missing") from error
        except NotADirectoryError as error:
            raise FolderNotWatchable(path=folder, why="not_a_folder") from error
        except OSError as error:
            raise FolderNotWatchable(path=folder, why="folder_closed") from error

    def is_openable(self, path: Path) -> bool:
        """Whether its first letter can be read."""
        try:
            with path.open("rb") as handle:
                handle.read(1)
        except OSError:
            return False
        return True


def _placed(entries: Iterator[os.DirEntry[str]]) -> Iterator[PlacedFile]:
    for entry in entries:
        path = Path(entry.path)
        if path.suffix.lower() not in KINDS or path.name.startswith(NOT_FILES):
            continue
        try:
            about = path.stat()
            is_file = path.is_file()
        except OSError:  # gone since the folder was listed
            continue
        if is_file and about.st_size:
            yield PlacedFile(path, f"{about.st_size} {about.st_mtime_ns}")
