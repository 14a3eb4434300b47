"""Zips as channels, people and attackers make them."""

import zipfile
from collections.abc import Mapping
from pathlib import Path


def zipped(folder: Path, members: Mapping[str, bytes], name: str = "orders.zip") -> Path:
    """A zip with these members."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


def with_locked_mark(content: bytes) -> bytes:
    """A zip whose members say that a password is needed."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[content.index(mark) + offset] |= 1
    return bytes(changed)
