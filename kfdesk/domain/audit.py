"""The audit trail's rows, and the hash that chains each to the one before."""

import hashlib
import json
from dataclasses import dataclass


@dataclass(frozen=True)
class AuditRow:
    """One row as the book holds it; `at` is a UTC stamp, `before` and `after` are JSON or empty."""

    id: int
    at: str
    action: str
    subject: str
    before: str
    after: str
    previous_hash: str
    hash: str

    @property
    def own_hash(self) -> str:
        """What its hash must be, worked out from its fields."""
        return row_hash(self.previous_hash, self.at, self.action, self.subject, self.before, self.after)


def row_hash(*fields: str) -> str:
    """SHA-256 of the hash before and of the row's fields, in their order, as a JSON list."""
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()
