"""Folders in which a book could lose what it holds are refused for exports."""

from pathlib import Path, PurePosixPath

import pytest

from kfdesk.domain.errors import FolderNotSuitable
from kfdesk.store import SqlBook
from kfdesk.store.suits import check, is_synchronised, network_type

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sda2 /home/ann/local ext4 rw 0 0
//server/share /mnt/my\\040share cifs rw 0 0
ann@host:/ /home/ann/far fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/kfdesk", ""),
        ("/home/ann/kfdesk", "nfs4"),
        ("/home/ann/local/kfdesk", ""),
        ("/mnt/my share/kfdesk", "cifs"),
        ("/home/ann/far", "fuse.sshfs"),
        ("/homes/ann", ""),
    ],
)
def test_mount_is_told_when_it_is_a_network_share(folder: str, kind: str) -> None:
    """The innermost mount decides; blanks in its name are read as the kernel writes them."""
    assert network_type(PurePosixPath(folder), MOUNTS) == kind


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("OneDrive/kfdesk", True),
        ("OneDrive - Acme Ltd/kfdesk", True),
        ("Dropbox/books", True),
        ("Dropbox (Personal)/books", True),
        ("Google Drive/My Drive/books", True),
        ("Library/Mobile Documents/com~apple~CloudDocs", True),
        ("Library/CloudStorage/OneDrive-Personal", True),
        ("iCloudDrive/books", True),
        ("Documents/kfdesk", False),
        ("my dropboxes/kfdesk", False),
    ],
)
def test_folder_is_told_when_it_is_synchronised(folder: str, expected: bool) -> None:
    """Folders of the four services are known by their names."""
    assert is_synchronised(Path("/home/ann") / folder) is expected


def test_export_is_refused_when_the_folder_is_synchronised(tmp_path: Path) -> None:
    """The refusal says where and why; an ordinary folder passes."""
    check(tmp_path)
    with pytest.raises(FolderNotSuitable) as refused:
        check(tmp_path / "Dropbox")
    assert refused.value.facts == {"path": tmp_path / "Dropbox", "why": "synchronised"}


def test_book_suits_exports_when_in_an_ordinary_folder(sql_book: SqlBook) -> None:
    """A book on this computer's own disk may be exported from."""
    sql_book.check_suits_exports()
