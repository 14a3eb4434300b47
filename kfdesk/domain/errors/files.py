"""Files that cannot be taken."""

from typing import ClassVar

from kfdesk.domain.errors.mendable import MendableError


class FileRefused(MendableError):
    """A file that cannot be taken; nothing of it was."""

    needs: ClassVar[tuple[str, ...]] = ("path",)


class FileNotRecognised(FileRefused):
    """No reader knows these header cells."""

    needs = ("path", "found")


class WrongReport(FileRefused):
    """A report that holds no orders; `instead` says which to fetch and where."""

    needs = ("path", "report", "instead")


class LanguageNotRead(FileRefused):
    """A report of a marketplace whose headings are in a language, or wording, that is not read."""

    needs = ("path", "report", "language", "marketplace")


class ReportIncomplete(FileRefused):
    """The rows of a report do not come to the total that it states."""

    needs = ("path", "number", "stated", "found")


class ReportBeforeOrders(FileRefused):
    """A report of a marketplace of which the book has no channel, so no orders."""

    needs = ("path", "marketplace")


class ReportWaits(FileRefused):
    """A report in a watched folder, of whose channel the book has no orders."""

    needs = ("path", "report")


class ReportMissesOrders(FileRefused):
    """A report in a watched folder that was read but for orders that the book does not have."""

    needs = ("path", "report", "number")


class ImportCutOff(FileRefused):
    """A file that was being imported when the program ended."""


class FileEmpty(FileRefused):
    """Nothing is in the file."""


class HeaderOnly(FileRefused):
    """A header row and no orders under it."""


class FileUnreadable(FileRefused):
    """The file cannot be opened or decoded; `why` is one of FileUnreadable.REASONS."""

    needs = ("path", "why")
    REASONS = (
        "missing",
        "folder",
        "permission",
        "encoding",
        "damaged",
        "too_large",
        "kind",
        "growing",
        "locked",
        "nested",
        "no_table_inside",
        "several_inside",
        "bomb",
    )


class ColumnMissing(FileRefused):
    """A recognised format without a column that it cannot do without."""

    needs = ("path", "format", "columns")


class IdsDamaged(FileRefused):
    """Order numbers in scientific notation: a spreadsheet has rewritten them."""

    needs = ("path", "row", "found")


class AnotherAccount(FileRefused):
    """Same order numbers, other orders: the file seems to be another account's."""

    needs = ("path", "order_number", "channel")


class PracticeFileRefused(FileRefused):
    """A practice order file offered to a real company."""
