"""The check of the audit trail names the first bad row."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kfdesk.domain.channels import VatChoice
from kfdesk.services.check_audit import CheckAudit, Fault
from kfdesk.store import SqlBook, open_book
from tests.builders import READY, a_channel

ROWS = 8


@pytest.fixture
def book(tmp_path: Path) -> Iterator[SqlBook]:
    """A book in which something was done."""
    opened = open_book(tmp_path)
    channel = a_channel(opened, None, "Etsy", settings=READY)
    for choice in (VatChoice.ZERO, VatChoice.FILE) * ROWS:
        with opened.writing() as session:
            session.channels.save_settings(channel.id, replace(READY, vat=choice))
    yield opened
    opened.close()


def _tamper(book: SqlBook, statement: str) -> None:
    """Change the trail behind the program's back, past the triggers that guard it."""
    with closing(sqlite3.connect(book.path)) as connection:
        triggers = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
        ).fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.commit()


def test_trail_is_whole_when_nobody_touched_it(book: SqlBook) -> None:
    """Every row is good, and the last hash can be noted."""
    verdict = CheckAudit(book).verify()
    assert verdict.fault is None
    assert verdict.good > ROWS
    assert len(verdict.last_hash) == 64
    assert CheckAudit(book).verify(verdict.last_hash).fault is None


@pytest.mark.parametrize(
    ("statement", "fault", "row"),
    [
        ("UPDATE audit SET after = '{}' WHERE id = 5", Fault.CHANGED, 5),
        ("UPDATE audit SET action = 'nothing' WHERE id = 7", Fault.CHANGED, 7),
        ("UPDATE audit SET at = '2020-01-01' WHERE id = 3", Fault.CHANGED, 3),
        ("DELETE FROM audit WHERE id = 4", Fault.BROKEN, 5),
        ("DELETE FROM audit WHERE id = 1", Fault.BROKEN, 2),
    ],
)
def test_first_bad_row_is_named_when_tampered_with(
    book: SqlBook, statement: str, fault: Fault, row: int
) -> None:
    """Whatever is changed or taken out, the first row that shows it is named."""
    _tamper(book, statement)
    verdict = CheckAudit(book).verify()
    assert verdict.fault is fault
    assert verdict.bad_row is not None
    assert verdict.bad_row.id == row


def test_cut_end_shows_when_a_hash_was_noted(book: SqlBook) -> None:
    """Rows taken off the end leave a whole chain, but not one through the noted hash."""
    noted = CheckAudit(book).verify().last_hash
    _tamper(book, "DELETE FROM audit WHERE id > 6")
    assert CheckAudit(book).verify().fault is None
    assert CheckAudit(book).verify(noted).fault is Fault.CUT
