"""The audit trail: what is written, that it is chained, and that nobody can edit it."""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from kfdesk.domain.channels import VatChoice
from kfdesk.domain.company import Integration
from kfdesk.domain.postings import Step
from kfdesk.store import SqlBook
from tests.builders import READY, a_channel
from tests.store.conftest import NOON
from tests.store.posted import sent

PROFILE = Integration(id="abc", profile_name="Acme", package="kashflow", username="ann@example.com")


def _rows(book: SqlBook) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(book.path)) as connection:
        connection.row_factory = sqlite3.Row
        return list(connection.execute("SELECT * FROM audit ORDER BY id"))


def _much_done(book: SqlBook) -> None:
    channel = a_channel(book, None, "Etsy", settings=READY)
    with book.writing() as session:
        session.integrations.save(PROFILE)
        session.integrations.save(replace(PROFILE, username="bob@example.com"))
        session.integrations.save(replace(PROFILE, username="bob@example.com", last_checked=NOON))
        session.channels.rename(channel.id, "Etsy UK")
        session.channels.save_settings(channel.id, replace(READY, vat=VatChoice.ZERO))
        session.channels.save_settings(channel.id, replace(READY, vat=VatChoice.ZERO))
        session.integrations.remove("abc")
    begun = sent(book, Step.VERIFIED)
    with book.writing() as session:
        session.exports.save(begun.posting)
        [run] = session.exports.runs(begun.company_id)
        session.exports.end_run(replace(run, ended=NOON, exported=1))


def test_rows_tell_what_was_done_when_the_book_changes(sql_book: SqlBook) -> None:
    """Each change that matters is told once, with before and after; looks alone are not."""
    _much_done(sql_book)
    told = [row["action"] for row in _rows(sql_book) if row["action"] != "setting changed"]
    assert told == [
        "channel added",
        "integration added",
        "integration changed",
        "channel renamed",
        "integration removed",
        "channel added",
        "run begun",
        "posting ended",
        "run ended",
    ]
    changes = [row for row in _rows(sql_book) if row["action"] == "setting changed"]
    vat = [row for row in changes if '"vat"' in row["after"]]
    assert [json.loads(row["before"]) for row in vat] == [{"vat": '"file"'}]
    assert [json.loads(row["after"]) for row in vat] == [{"vat": '"0"'}]
    [ended] = [json.loads(row["after"]) for row in _rows(sql_book) if row["action"] == "posting ended"]
    assert (ended["invoice_number"], ended["gross"], ended["currency"]) == (7, "12.00", "GBP")


def test_chain_holds_when_worked_out_again(sql_book: SqlBook) -> None:
    """Each row's hash is that of the hash before and the row's own fields."""
    _much_done(sql_book)
    previous = ""
    rows = _rows(sql_book)
    for row in rows:
        fields = [previous, *(row[name] for name in ("at", "action", "subject", "before", "after"))]
        text = json.dumps(fields, ensure_ascii=False)
        assert row["previous_hash"] == previous
        assert row["hash"] == hashlib.sha256(text.encode()).hexdigest()
        previous = row["hash"]
    assert len(rows) > 10


def test_names_are_hashed_when_they_are_personal(sql_book: SqlBook) -> None:
    """The trail holds no user name, but tells one from another."""
    _much_done(sql_book)
    told = [json.loads(row["after"]) for row in _rows(sql_book) if row["action"].startswith("integration ")
            if row["after"]]  # fmt: skip
    assert len({one["username"] for one in told}) == 2
    assert not any("example.com" in row["before"] + row["after"] for row in _rows(sql_book))


@pytest.mark.parametrize("edit", ["UPDATE audit SET action = 'x'", "DELETE FROM audit"])
def test_edit_is_refused_when_tried(sql_book: SqlBook, edit: str) -> None:
    """Rows of the trail are only ever added."""
    a_channel(sql_book, None)
    with (
        closing(sqlite3.connect(sql_book.path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(edit)


def test_nothing_is_told_when_the_change_is_rolled_back(sql_book: SqlBook) -> None:
    """The trail is written in the transaction of what it tells of."""

    def fail() -> None:
        with sql_book.writing() as session:
            session.channels.add(None, "eBay")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert _rows(sql_book) == []
