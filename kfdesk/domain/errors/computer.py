"""Keyring, book, disk and lock of this computer."""

from typing import ClassVar

from kfdesk.domain.errors.calls import OutsideError


class KeyringError(OutsideError):
    """The operating system's keyring cannot be used."""


class KeyringMissing(KeyringError):
    """There is no keyring."""


class KeyringLocked(KeyringError):
    """The keyring is locked or does not answer."""


class KeyringRefused(KeyringError):
    """The keyring refused, or did not give back what was written."""


class BookError(OutsideError):
    """The book cannot be used."""

    needs: ClassVar[tuple[str, ...]] = ("path",)


class BookTooNew(BookError):
    """A newer kfdesk wrote this book."""


class BookDamaged(BookError):
    """The book does not pass its check, or is no book at all."""

    needs = ("path", "newest_copy")


class BookBusy(BookError):
    """Another program holds the book for longer than we wait."""


class BookUnreachable(BookError):
    """The book cannot be opened or written; `why` is the system's reason."""

    needs = ("path", "why")


class DiskFull(BookError):
    """There is no room to write."""


class FolderNotSuitable(BookError):
    """A network share or synchronised folder: no exports from there."""

    needs = ("path", "why")


class CopyFailed(BookError):
    """The safety copy could not be made, so what it was for was not begun."""

    needs = ("path", "why")


class ExportLocked(OutsideError):
    """Another export of this company is running on this computer."""

    needs = ("by",)


class ReportNotWritten(OutsideError):
    """A report could not be written where the person wanted it; `why` is the system's reason."""

    needs = ("path", "why")
