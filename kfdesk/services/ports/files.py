"""Order files in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kfdesk.domain.orders import Order, Refund
from kfdesk.domain.reasons import Reason
from kfdesk.domain.reported import Reported


@dataclass(frozen=True)
class FileProblem:
    """Something odd in a file; `row` is the spreadsheet's row number, 0 for the whole file."""

    row: int
    reason: Reason


@dataclass(frozen=True)
class Told:
    """What a row of a report says of one order; neither refund nor more: that it was sold.

    `currency` is that of the amounts, empty where the report does not say.
    """

    row: int
    order_number: str
    currency: str = ""
    refund: Refund | None = None
    reported: Reported | None = None


@dataclass(frozen=True)
class RecognisedFile:
    """A recognised file; how a format is read is the importers' own business.

    `format` is stored (`etsy.items`); `marketplace` is what a channel is called by default (`Etsy`).
    """

    path: Path
    sha256: str
    format: str
    marketplace: str
    is_practice: bool
    total_bytes: int

    @property
    def family(self) -> str:
        """The family of formats that belong to one channel, such as `etsy`."""
        return self.format.partition(".")[0]


@dataclass(frozen=True)
class OrderFile(RecognisedFile):
    """A file of orders."""

    items: Callable[[Callable[[int], None]], Iterator[Order | FileProblem]]
    """Orders and problems in the order of the file, one at a time; the argument is called with
    the bytes read so far. Raises an error under FileRefused when the file proves damaged."""


@dataclass(frozen=True)
class ReportFile(RecognisedFile):
    """A report that tells of orders but holds none: a settlement, a statement, a VAT report."""

    items: Callable[[Callable[[int], None]], Iterator[Told | FileProblem]]
    """As in OrderFile, but with what is told of orders that a book may have."""


class OrderFiles(Protocol):
    """Files in, recognised files out. Raises the errors under FileRefused."""

    @property
    def marketplaces(self) -> tuple[str, ...]:
        """Names of the readers, for the empty state and the channel's proposal."""

    def inside(self, path: Path) -> tuple[Path, ...]:
        """The tables in a zip, each to be opened by itself; none where it is no zip."""

    def open(self, path: Path) -> OrderFile | ReportFile:
        """Recognise a file by its header cells; nothing of what is in it is read yet."""
