"""The audit trail: what was done, when, before and after; rows are only ever added.

Each row carries the SHA-256 of the row before and of its own fields, so that a changed or
missing row shows. What could name a person is kept as a keyed hash, under a key of the book.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from kfdesk.domain.audit import AuditRow, row_hash
from kfdesk.store.tables import audit, book_fact
from kfdesk.store.times import moment_text

Now = Callable[[], datetime]
_KEY = "audit_key"


class AuditTrail:
    """Writes rows in the transaction of what they tell of."""

    def __init__(self, connection: Connection, now: Now) -> None:
        """Rows go through this connection and are stamped by this clock."""
        self._connection = connection
        self._now = now

    def write(
        self,
        action: str,
        subject: str,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
    ) -> None:
        """Add a row; `subject` is a table and an id, such as `channel 3`."""
        newest = select(audit.c.hash).order_by(audit.c.id.desc()).limit(1)
        previous = self._connection.execute(newest).scalar() or ""
        row = {
            "at": moment_text(self._now()) or "",
            "action": action,
            "subject": subject,
            "before": _text_of(before),
            "after": _text_of(after),
        }
        values = {**row, "previous_hash": previous, "hash": row_hash(previous, *row.values())}
        self._connection.execute(insert(audit).values(values))

    def rows(self, after_id: int, limit: int) -> tuple[AuditRow, ...]:
        """Rows after one, oldest first."""
        wanted = select(audit).where(audit.c.id > after_id).order_by(audit.c.id).limit(limit)
        return tuple(AuditRow(**row) for row in self._connection.execute(wanted).mappings())

    def hidden(self, text: str) -> str:
        """A keyed hash of something personal; empty stays empty."""
        if not text:
            return ""
        return hmac.new(bytes.fromhex(self._key()), text.encode(), hashlib.sha256).hexdigest()

    def _key(self) -> str:
        kept = select(book_fact.c.value).where(book_fact.c.name == _KEY)
        key = self._connection.execute(kept).scalar()
        if key is None:
            key = secrets.token_hex(32)
            self._connection.execute(insert(book_fact).values(name=_KEY, value=key))
        return key


def _text_of(facts: Mapping[str, object] | None) -> str:
    return "" if facts is None else json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
