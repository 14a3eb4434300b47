"""What a person can do to an invoice in the accounts program itself, without the service."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, cast

from kfdesk.practice.invoice_store import Header, find_invoice, replace_lines, update_header
from kfdesk.practice.records import LedgerLine
from kfdesk.practice.values import pennies

_HEADER = {field.name for field in fields(Header)} - {"extra"}


def edit_invoice(db: sqlite3.Connection, number: int, changes: Mapping[str, object]) -> None:
    """Change the header or the lines of an invoice; its sums follow.

    Raises:
        KeyError: There is no such invoice.
        TypeError: A change has an unknown name.
    """
    stored = find_invoice(db, "number", number)
    if stored is None:
        raise KeyError(number)
    unknown = set(changes) - _HEADER - {"number", "lines"}
    if unknown:
        raise TypeError(f"an invoice has no {', '.join(sorted(unknown))} to change")
    invoice = stored.invoice
    kept = Header(**{name: getattr(invoice, name) for name in _HEADER}, extra=stored.extra)
    header_changes: dict[str, Any] = {name: value for name, value in changes.items() if name in _HEADER}
    update_header(db, invoice.invoice_id, replace(kept, **header_changes))
    if "lines" in changes:
        replace_lines(
            db,
            invoice.invoice_id,
            [_with_net(line) for line in cast("Sequence[LedgerLine]", changes["lines"])],
        )
    if "number" in changes:
        db.execute("UPDATE invoice SET number = ? WHERE id = ?", (changes["number"], invoice.invoice_id))


def _with_net(line: LedgerLine) -> LedgerLine:
    return replace(line, net_amount=pennies(line.quantity * line.rate))
