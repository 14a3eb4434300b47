"""The practice company's switches, kept in the ledger so that every process sees them at once."""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from dataclasses import fields, replace
from typing import Any

from kfdesk.practice.ledger import token_of
from kfdesk.practice.records import PracticeSettings

USER_NAME = "practice"
LOGIN_PASSWORD = "practice"  # noqa: S105 - printed beside the field it goes into
_API_PASSWORD = "api_password_digest"  # noqa: S105 - the name of a row
_DEFAULTS = PracticeSettings()
_NAMES = {field.name for field in fields(PracticeSettings)} - {"separate_api_password"}


def read_settings(db: sqlite3.Connection) -> PracticeSettings:
    """All switches as they stand now."""
    stored = {row["name"]: row["value"] for row in db.execute("SELECT name, value FROM setting")}
    values: dict[str, Any] = {name: _value(json.loads(stored[name])) for name in _NAMES if name in stored}
    return replace(_DEFAULTS, **values, separate_api_password=_API_PASSWORD in stored)


def write_settings(db: sqlite3.Connection, changes: dict[str, object]) -> None:
    """Change switches.

    Args:
        db: A writing transaction.
        changes: Fields of `PracticeSettings`; and `api_password`: the separate API password, empty for
            *use the login password*.

    Raises:
        TypeError: A name is unknown, or a value is not of its kind.
    """
    for name, value in changes.items():
        if name == "api_password":
            _write_api_password(db, str(value))
            continue
        if name not in _NAMES:
            raise TypeError(f"the practice company has no setting {name}")
        _check(name, value)
        stored = json.dumps(list(value) if isinstance(value, tuple | list) else value)
        db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, stored))


def is_login_right(db: sqlite3.Connection, user_name: str, password: str) -> bool:
    """Whether a caller may come in; with a separate API password the login password is refused."""
    row = db.execute("SELECT value FROM setting WHERE name = ?", (_API_PASSWORD,)).fetchone()
    expected = row["value"] if row else _digest(db, LOGIN_PASSWORD)
    return user_name == USER_NAME and hmac.compare_digest(expected, _digest(db, password))


def _write_api_password(db: sqlite3.Connection, password: str) -> None:
    db.execute("DELETE FROM setting WHERE name = ?", (_API_PASSWORD,))
    if password:
        db.execute("INSERT INTO setting VALUES (?, ?)", (_API_PASSWORD, _digest(db, password)))


def _digest(db: sqlite3.Connection, password: str) -> str:
    # Whatever is typed here must not be found on the disk; a quick digest, for it is made at every call.
    return hashlib.blake2b(password.encode(), key=token_of(db).encode()).hexdigest()


def _check(name: str, value: object) -> None:
    default = getattr(_DEFAULTS, name)
    kinds: tuple[type, ...] = (tuple, list) if isinstance(default, tuple) else (type(default),)
    # bool is an int in Python, but a count is no switch.
    if not isinstance(value, kinds) or isinstance(value, bool) != isinstance(default, bool):
        raise TypeError(f"the setting {name} cannot be {value!r}")
    if name == "rate_decimals" and value not in (2, 4):
        raise TypeError("a rate keeps 2 or 4 decimals")


def _value(stored: object) -> object:
    return tuple(stored) if isinstance(stored, list) else stored
