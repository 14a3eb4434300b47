"""The texts by which the simulator knows what a document in the ledger came for."""

import re

_OURS = re.compile(r"(?P<order>\S+ \S+?)(?P<note> CN\d+)?(?: |$)")


def origin_of(note: str) -> str:
    """The stamp with which a payment's note begins, that of a credit note whole."""
    found = _OURS.match(note)
    return f"{found['order']}{found['note'] or ''}" if found else note


def order_of(origin: str) -> str:
    """The stamp of the order that an invoice or a credit note belongs to."""
    found = _OURS.match(origin)
    return found["order"] if found else origin


def is_note(origin: str) -> bool:
    """Whether it is the stamp of a credit note."""
    found = _OURS.fullmatch(origin)
    return bool(found and found["note"])
