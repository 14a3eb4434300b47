"""Tables that no reader knows, and what a person said of their columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kfdesk.domain.mapping import ColumnMapping, header_key
from kfdesk.services.ports.files import OrderFile

Remembered = Callable[[], Mapping[str, ColumnMapping]]
"""All mappings that are remembered, by `header_key`."""


@dataclass(frozen=True)
class UnknownTable:
    """A table by its header cells, its first rows, and the likeliest mapping.

    `written` has the cells as the file does, `header` the same in lower case, as a mapping
    names its columns.
    """

    path: Path
    written: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    proposed: ColumnMapping

    @property
    def key(self) -> str:
        """What tables of this kind are known again by."""
        return header_key(self.header)

    @property
    def names(self) -> Mapping[str, str]:
        """What the file calls each column, by how a mapping names it; of two alike, the first."""
        names: dict[str, str] = {}
        for name, written in zip(self.header, self.written, strict=True):
            if name:
                names.setdefault(name, written)
        return names


class TableFiles(Protocol):
    """Tables in, mapped files out. Raises the errors under FileRefused."""

    def table(self, path: Path) -> UnknownTable:
        """The table in a file that no reader knows; what was remembered of it is the proposal.

        Raises MappingNotNeeded for a file that a reader knows.
        """

    def mapped(self, path: Path, mapping: ColumnMapping) -> OrderFile:
        """The file read by this mapping, whatever is remembered."""


class MappingStore(Protocol):
    """Mappings that are used again."""

    def all(self) -> Mapping[str, ColumnMapping]:
        """By header key."""

    def save(self, key: str, mapping: ColumnMapping) -> None:
        """Remember, in place of what was remembered of these header cells."""
