"""One export of a company at a time on this computer; the only importer of filelock."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kfdesk.domain.errors import BookUnreachable, ExportLocked


class FileExportLock:
    """The `ExportLock` of the real program: a locked file for each name.

    The system lets go of it when the process ends, however it ends. Beside it lies who holds it.
    """

    def __init__(self, folder: Path) -> None:
        """Keep the locks in this folder, which is made when it is first needed."""
        self._folder = folder

    @contextmanager
    def hold(self, name: str, holder: str) -> Iterator[None]:
        """Hold the lock of this name.

        Raises ExportLocked with the text of whoever holds it (empty when it cannot be read), or
        BookUnreachable when the folder cannot be written.
        """
        # A name holds addresses and company names: too long and too odd for a file name.
        stem = hashlib.sha256(name.encode()).hexdigest()[:32]
        holder_file = self._folder / f"{stem}.txt"
        lock = self._acquire(self._folder / f"{stem}.lock", holder_file)
        try:
            # Who holds it is for people only; without it the lock holds just as well.
            with suppress(OSError):
                holder_file.write_text(holder, encoding="utf-8")
            yield
        finally:
            with suppress(OSError):
                holder_file.unlink(missing_ok=True)
            lock.release()

    def _acquire(self, lock_file: Path, holder_file: Path) -> FileLock:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # Not bound to a thread: a run may end in another than it began in.
            lock = FileLock(lock_file, thread_local=False)
            lock.acquire(blocking=False)
        except Timeout:
            raise ExportLocked(by=_read(holder_file)) from None
        except (OSError, NotImplementedError) as error:
            raise BookUnreachable(path=str(self._folder), why=str(error)) from error
        return lock


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
