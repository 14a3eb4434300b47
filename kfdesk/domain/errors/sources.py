"""What keeps a table from being mapped, or a folder from being watched."""

from kfdesk.domain.errors.mendable import MendableError


class MappingIncomplete(MendableError):
    """Meanings without which no order can be made have no column."""

    needs = ("missing",)


class MappingColumnUnknown(MendableError):
    """Columns that the table does not have."""

    needs = ("columns", "choices")


class MappingUnreadable(MendableError):
    """The file that is to hold a mapping does not."""

    needs = ("path", "detail")


class MappingNotNeeded(MendableError):
    """A file that a reader knows by itself."""

    needs = ("path", "format")


class FolderNotWatchable(MendableError):
    """A folder that cannot be watched; `why` is one of FolderNotWatchable.REASONS."""

    needs = ("path", "why")
    REASONS = ("folder_missing", "not_a_folder", "folder_closed", "own_folder")
