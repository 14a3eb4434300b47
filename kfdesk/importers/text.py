"""One pass over a file's bytes: its hash, its encoding, and whether it can be text at all."""

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kfdesk.domain.errors import FileEmpty, FileUnreadable
from kfdesk.importers.archives import SPOILED as SPOILED_ZIP
from kfdesk.importers.archives import open_bytes

CHUNK = 1 << 20
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
NOT_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
# Downloads under way, as browsers name them.
UNFINISHED = (".crdownload", ".part", ".partial", ".download")
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WRAPPED = '="'
# A pound sign read in the wrong encoding, and the sign for a letter that was lost.
SPOILED = ("\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}\N{POUND SIGN}", "\N{REPLACEMENT CHARACTER}")


@dataclass(frozen=True)
class FileLook:
    """What one pass over the bytes told; `encoding` is empty for a spreadsheet.

    `has_wrapped` tells that somewhere a text may stand as a formula, `="0123"`.
    """

    sha256: str
    size: int
    encoding: str
    ends_with_newline: bool
    has_wrapped: bool = False


def look_at(path: Path) -> FileLook:
    """Read the file once. Raises FileEmpty or FileUnreadable."""
    try:
        _refuse_folder(path)
        return _at_rest(path)
    except FileNotFoundError as error:
        raise FileUnreadable(path=path, why="missing") from error
    except OSError as error:
        raise FileUnreadable(path=path, why="permission") from error
    except UnicodeError as error:
        raise FileUnreadable(path=path, why="encoding") from error
    except SPOILED_ZIP as error:
        raise FileUnreadable(path=path, why="damaged") from error


def _at_rest(path: Path) -> FileLook:
    before = path.stat().st_size if path.is_file() else None
    look = _look(path)
    if before not in {None, look.size}:
        raise FileUnreadable(path=path, why="growing")
    return look


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise FileUnreadable(path=path, why="folder")
    if path.exists() and not path.is_file():  # a device or a pipe may never end
        raise FileUnreadable(path=path, why="kind")
    if path.suffix.lower() in UNFINISHED:
        raise FileUnreadable(path=path, why="growing")


def refuse_grown(path: Path, look: FileLook) -> None:
    """Raise FileUnreadable when a file is no longer as long as it was when it was looked at."""
    if path.is_file() and path.stat().st_size != look.size:
        raise FileUnreadable(path=path, why="growing")


def _look(path: Path) -> FileLook:
    with open_bytes(path) as handle:
        start = handle.read(8)
    if start.startswith(NOT_TABLES):
        raise FileUnreadable(path=path, why="kind")
    if start.startswith(SPREADSHEETS):
        return _hash(path)
    if start.startswith(UTF_16_MARKS):
        return _check(path, "utf-16")
    try:
        return _check(path, "utf-8-sig")
    except UnicodeDecodeError:
        # Excel's "CSV (comma delimited)", and older files of Amazon's European sites.
        return _check(path, "cp1252")


def _hash(path: Path) -> FileLook:
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(path):
        digest.update(chunk)
        size += len(chunk)
    return FileLook(digest.hexdigest(), size, encoding="", ends_with_newline=True)


def _chunks(path: Path) -> Iterator[bytes]:
    with open_bytes(path) as handle:
        while chunk := handle.read(CHUNK):
            yield chunk


def _check(path: Path, encoding: str) -> FileLook:
    """Decode all of it, piece by piece, so that a wrong letter shows before the first order is read."""
    decoder = codecs.getincrementaldecoder(encoding)()
    digest, size, overlap, has_text, has_wrapped = hashlib.sha256(), 0, "", False, False
    for chunk in _chunks(path):
        digest.update(chunk)
        size += len(chunk)
        text = overlap + decoder.decode(chunk)
        _refuse_spoiled(path, text)
        has_text = has_text or bool(text.strip())
        has_wrapped = has_wrapped or WRAPPED in text
        overlap = text[-1:]
    decoder.decode(b"", final=True)
    if not has_text:
        raise FileEmpty(path=path)
    return FileLook(digest.hexdigest(), size, encoding, overlap in {"\n", "\r"}, has_wrapped)


def _refuse_spoiled(path: Path, text: str) -> None:
    if "\0" in text:
        raise FileUnreadable(path=path, why="damaged")
    if any(sign in text for sign in SPOILED):
        raise FileUnreadable(path=path, why="encoding")
