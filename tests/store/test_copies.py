"""Safety copies: whole, kept for as long as promised, and never in the way."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kfdesk.domain.errors import CopyFailed
from kfdesk.store import SqlBook, open_book
from kfdesk.store.copies import FOLDER, MIGRATION, make_copy, newest_copy
from tests.builders import a_channel
from tests.store.conftest import NOON


def test_copy_is_a_whole_book_when_made(sql_book: SqlBook, tmp_path: Path) -> None:
    """A copy opens as a book by itself, with what was committed before it."""
    a_channel(sql_book, None, "eBay")
    copy = sql_book.copy("export")
    assert copy == newest_copy(sql_book.path)
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    (tmp_path / "again").mkdir()
    copy.rename(tmp_path / "again" / "book.sqlite")
    with closing(open_book(tmp_path / "again")) as opened, opened.reading() as session:
        assert [channel.name for channel in session.channels.of_company(None)] == ["eBay"]


def test_copies_are_kept_for_the_last_ten_days_they_were_made_on(sql_book: SqlBook) -> None:
    """The newest of each day, and the last three made before a migration."""
    book = sql_book.path
    for day in range(14):
        for hour in range(2):
            make_copy(book, "export", NOON + timedelta(days=day, hours=hour))
    for day in range(5):
        make_copy(book, MIGRATION, NOON + timedelta(days=day, minutes=1))
    names = sorted(path.name for path in (book.parent / FOLDER).iterdir())
    exports = [name for name in names if "export" in name]
    assert len(exports) == 10
    assert all("T13" in name for name in exports)
    assert exports[0].startswith("book-20261127")
    assert [name[:13] for name in names if MIGRATION in name] == [
        "book-20261125",
        "book-20261126",
        "book-20261127",
    ]


def test_copy_fails_in_our_words_when_it_cannot_be_made(sql_book: SqlBook) -> None:
    """A copy that fails stops what it was for, and leaves nothing half done."""
    (sql_book.path.parent / FOLDER).write_text("in the way")
    with pytest.raises(CopyFailed):
        sql_book.copy("export")


def test_copy_is_refused_when_the_book_is_damaged(tmp_path: Path) -> None:
    """What cannot be read is not copied as if it were sound."""
    book = tmp_path / "book.sqlite"
    book.write_bytes(b"no database at all" * 100)
    with pytest.raises(CopyFailed):
        make_copy(book, "export", NOON)
    assert newest_copy(book) is None
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_copy_sees_one_moment_when_somebody_writes(sql_book: SqlBook) -> None:
    """A copy waits for nobody and holds nothing that is not committed."""
    a_channel(sql_book, None, "eBay")
    with sql_book.writing() as session:
        session.channels.add(None, "Etsy")
        copy = sql_book.copy("export")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT name FROM channel").fetchall() == [("eBay",)]
