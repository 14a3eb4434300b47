"""Whether a folder is fit for a book that must lose nothing.

On a network share the locks of a database are not reliable; a synchronised folder puts
back older versions of the file. Either could make kfdesk send an invoice twice.
"""

import ctypes
import sys
from pathlib import Path, PurePosixPath

from kfdesk.domain.errors import FolderNotSuitable

NETWORK = "network"
SYNCHRONISED = "synchronised"

_MOUNTS = Path("/proc/mounts")
_NETWORK_TYPES = {
    "9p", "afs", "afpfs", "ceph", "cifs", "davfs", "fuse.curlftpfs", "fuse.davfs2", "fuse.gvfsd-fuse",
    "fuse.rclone", "fuse.sshfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs", "vboxsf",
    "webdav",
}  # fmt: skip
_SYNCHRONISED_NAMES = {
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "mobile documents",
    "cloudstorage",
}
_SYNCHRONISED_BEGINNINGS = ("onedrive", "dropbox (", "icloud")
_DRIVE_REMOTE = 4  # what GetDriveTypeW says of a mapped network drive


def check(folder: Path) -> None:
    """Raises FolderNotSuitable for a network share or a synchronised folder."""
    real = folder.resolve()
    if is_synchronised(real):
        raise FolderNotSuitable(path=folder, why=SYNCHRONISED)
    if _is_on_network(real):
        raise FolderNotSuitable(path=folder, why=NETWORK)


def is_synchronised(folder: Path) -> bool:
    """Whether a folder on the way is one that OneDrive, iCloud, Dropbox or Google Drive keeps."""
    names = [part.casefold() for part in folder.parts]
    return any(name in _SYNCHRONISED_NAMES or name.startswith(_SYNCHRONISED_BEGINNINGS) for name in names)


def network_type(folder: PurePosixPath, mounts: str) -> str:
    """The file system's type when the mount that holds a folder is a network's, else empty."""
    holding, kind = PurePosixPath("/"), ""
    for line in mounts.splitlines():
        point, found = _mount_of(line)
        if folder.is_relative_to(point) and len(point.parts) >= len(holding.parts):
            holding, kind = point, found
    return kind if kind in _NETWORK_TYPES else ""


def _mount_of(line: str) -> tuple[PurePosixPath, str]:
    _device, point, kind, *_rest = [*line.split(), "", "", ""]
    # The kernel writes blanks in names as octal escapes.
    return PurePosixPath(point.replace("\\040", " ").replace("\\011", "\t")), kind


def _is_on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        return folder.drive.startswith("\\\\") or _drive_type(folder.anchor) == _DRIVE_REMOTE
    if _MOUNTS.exists():
        return bool(
            network_type(PurePosixPath(folder), _MOUNTS.read_text(encoding="utf-8", errors="replace"))
        )
    return False


def _drive_type(root: str) -> int:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - absent from the types elsewhere
    return int(kernel.GetDriveTypeW(root))
