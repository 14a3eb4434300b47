"""Checks the audit trail: every row unchanged, none missing, none put in between."""

from dataclasses import dataclass
from enum import StrEnum

from kfdesk.domain.audit import AuditRow
from kfdesk.services.ports import Book

PIECE = 1000


class Fault(StrEnum):
    """What is wrong with a trail."""

    CHANGED = "changed"  # the row's fields are not those that were hashed
    BROKEN = "broken"  # a row before it is missing, or one was put in
    CUT = "cut"  # the trail ends before the hash that was noted


@dataclass(frozen=True)
class AuditVerdict:
    """How many rows are good, the hash of the last of them, and the first that is not."""

    good: int
    last_hash: str
    fault: Fault | None = None
    bad_row: AuditRow | None = None


class CheckAudit:
    """Reads the trail from its beginning."""

    def __init__(self, book: Book) -> None:
        """Read this book."""
        self._book = book

    def verify(self, noted_hash: str = "") -> AuditVerdict:
        """Check every row; with a hash noted earlier, also that the trail still leads through it."""
        good, last, last_id, was_noted = 0, "", 0, not noted_hash
        while piece := self._piece(last_id):
            for row in piece:
                fault = _fault(row, last)
                if fault:
                    return AuditVerdict(good, last, fault, row)
                good, last, last_id = good + 1, row.hash, row.id
                was_noted = was_noted or row.hash == noted_hash
        return AuditVerdict(good, last, None if was_noted else Fault.CUT)

    def _piece(self, after_id: int) -> tuple[AuditRow, ...]:
        with self._book.reading() as session:
            return session.audit.rows(after_id, PIECE)


def _fault(row: AuditRow, last: str) -> Fault | None:
    if row.hash != row.own_hash:
        return Fault.CHANGED
    return Fault.BROKEN if row.previous_hash != last else None
