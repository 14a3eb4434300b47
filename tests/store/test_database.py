"""Opening the book: what is refused, what survives, and who waits for whom."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from kfdesk.domain.errors import (
    BookBusy,
    BookDamaged,
    BookTooNew,
    BookUnreachable,
    DiskFull,
)
from kfdesk.services.ports import Book, ImportCounts
from kfdesk.store import SqlBook, open_book
from kfdesk.store.copies import FOLDER as COPIES
from kfdesk.store.engine import make_engine
from kfdesk.store.engine import writing as writing_on
from kfdesk.store.failures import translated
from kfdesk.store.presence import FOLDER as SESSIONS
from tests.builders import a_channel, an_order

# Opens the book given, says so, and waits in the middle of a piece of an import to be killed.
KILLED = """
import sys
from pathlib import Path
from kfdesk.store import open_book
from tests.builders import a_channel, an_order

book = open_book(Path(sys.argv[1]))
channel = a_channel(book, None, "eBay")
with book.writing() as session:
    file_id = session.orders.begin_file(channel.id, "a.csv", "sha", "shopify.orders")
    session.orders.add(file_id, channel.id, [an_order("1")])
with book.writing() as session:
    session.orders.add(file_id, channel.id, [an_order(str(n)) for n in range(2, 400)])
    session.channels.add(None, "Etsy")
    print("ready", flush=True)
    sys.stdin.read()
"""
OPENED = """
import sys
from pathlib import Path
from kfdesk.store import open_book

open_book(Path(sys.argv[1])).close()
print(sorted(name for name in sys.modules if name.partition(".")[0] == "alembic"))
"""


def _channels(book: Book) -> list[str]:
    with book.reading() as session:
        return [channel.name for channel in session.channels.of_company(None)]


def test_book_is_the_persons_own_when_made(tmp_path: Path) -> None:
    """Nobody else on the computer can look into the folder."""
    with closing(open_book(tmp_path / "new" / "book")) as book:
        assert book.path.exists()
        if os.name == "posix":
            assert book.path.parent.stat().st_mode & 0o777 == 0o700


def test_writing_is_kept_when_it_ends_and_undone_when_it_fails(book: Book) -> None:
    """A transaction is all or nothing."""

    def fail() -> None:
        with book.writing() as session:
            session.channels.add(None, "eBay")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert _channels(book) == []
    a_channel(book, None, "eBay")
    assert _channels(book) == ["eBay"]


def test_reader_sees_one_moment_when_somebody_writes(book: Book) -> None:
    """A reader waits for nobody, and what is committed meanwhile does not show."""
    with book.reading() as session:
        assert session.channels.of_company(None) == ()
        a_channel(book, None, "eBay")
        assert session.channels.of_company(None) == ()
    assert _channels(book) == ["eBay"]


def test_reader_does_not_wait_when_a_writer_is_at_work(book: Book) -> None:
    """What is not committed is not seen."""
    with book.writing() as session:
        session.channels.add(None, "eBay")
        assert _channels(book) == []
    assert _channels(book) == ["eBay"]


def test_writer_waits_when_another_writes(book: Book) -> None:
    """Two writers come one after the other, and neither loses anything."""
    entered, names = threading.Event(), [f"Channel {n}" for n in range(8)]

    def write(name: str) -> None:
        entered.wait()
        a_channel(book, None, name)

    threads = [threading.Thread(target=write, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    with book.writing() as session:
        session.channels.add(None, "First")
        entered.set()
        assert _channels(book) == []
    for thread in threads:
        thread.join()
    assert sorted(_channels(book)) == [*names, "First"]


def test_writer_gives_up_when_another_holds_the_book_too_long(tmp_path: Path) -> None:
    """Then it says that another program holds the book."""
    with (
        closing(open_book(tmp_path)) as first,
        closing(open_book(tmp_path, busy_timeout_s=0.05)) as second,
        first.writing() as session,
    ):
        session.channels.add(None, "eBay")
        with pytest.raises(BookBusy):
            a_channel(second, None, "Etsy")


def test_normal_start_does_not_load_alembic(tmp_path: Path) -> None:
    """One cheap query tells that nothing is to migrate."""
    open_book(tmp_path).close()
    opened = subprocess.run([sys.executable, "-c", OPENED, str(tmp_path)], capture_output=True, check=True)
    assert opened.stdout.strip() == b"[]"


@pytest.mark.crash
@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
def test_book_is_sound_when_killed_in_the_middle_of_a_write(tmp_path: Path) -> None:
    """What was committed is there, what was not is gone, the broken import is removed."""
    root = Path(__file__).parent.parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=root,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        assert len(_traces(tmp_path)) == 1
        process.send_signal(signal.SIGKILL)
    assert len(_traces(tmp_path)) == 1
    with closing(open_book(tmp_path)) as book:
        assert _channels(book) == ["eBay"]
        with book.writing() as session:
            [channel] = session.channels.of_company(None)
            assert session.orders.drop_broken_files() == 0
            file_id = session.orders.begin_file(channel.id, "a.csv", "sha", "shopify.orders")
            session.orders.add(file_id, channel.id, [an_order("1")])
            session.orders.complete_file(file_id, ImportCounts())
    assert _traces(tmp_path) == []


def _traces(folder: Path) -> list[str]:
    return [path.name for path in (folder / SESSIONS).iterdir() if path.name != "gate"]


def test_book_is_checked_when_the_last_session_was_killed(tmp_path: Path) -> None:
    """Damage that an ordinary start would not meet is found, and the newest copy is named."""
    with closing(open_book(tmp_path)) as book:
        for number in range(50):
            a_channel(book, None, f"Channel {number}")
        copy = book.copy("export")
        path = book.path
    damaged = bytearray(path.read_bytes())
    damaged[20 * 4096 : 24 * 4096] = b"\x00" * (4 * 4096)
    path.write_bytes(damaged)
    (tmp_path / SESSIONS / "killed").touch()
    with pytest.raises(BookDamaged) as refused:
        open_book(tmp_path)
    assert refused.value.facts == {"path": path, "newest_copy": copy}


@pytest.mark.parametrize("content", [b"no database" * 500, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_file_is_refused_when_it_is_no_database(tmp_path: Path, content: bytes) -> None:
    """It stays as it is."""
    path = tmp_path / "book.sqlite"
    path.write_bytes(content)
    with pytest.raises(BookDamaged) as refused:
        open_book(tmp_path)
    assert refused.value.facts == {"path": path, "newest_copy": None}
    assert path.read_bytes() == content


def test_file_is_refused_when_it_is_another_programs(tmp_path: Path) -> None:
    """A database that is no book is not filled with our tables."""
    path = tmp_path / "book.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (id INTEGER)")
    with pytest.raises(BookDamaged):
        open_book(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_book_is_refused_when_a_newer_kfdesk_wrote_it(tmp_path: Path) -> None:
    """A revision that we do not know is a newer one's; nothing is done to it."""
    with closing(open_book(tmp_path)) as book:
        path = book.path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(BookTooNew):
        open_book(tmp_path)
    assert not (tmp_path / COPIES).exists()


def test_book_is_unreachable_when_its_folder_is_a_file(tmp_path: Path) -> None:
    """The system's own reason is kept."""
    (tmp_path / "file").write_text("")
    with pytest.raises(BookUnreachable) as refused:
        open_book(tmp_path / "file")
    assert refused.value.facts["why"]


def test_disk_is_full_when_the_file_cannot_grow(tmp_path: Path) -> None:
    """What SQLite says of a full disk leaves as ours, and nothing is half written."""
    with closing(open_book(tmp_path)) as book:
        path = book.path
    database = make_engine(path)

    def fill() -> None:
        with translated(path, lambda: None), writing_on(database) as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1")
            values = "x" * 4_000_000
            connection.exec_driver_sql("INSERT INTO book_fact VALUES ('big', ?)", (values,))

    with pytest.raises(DiskFull):
        fill()
    database.dispose()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM book_fact").fetchone() == (0,)


def test_pragmas_are_those_of_a_book_that_loses_nothing(sql_book: SqlBook) -> None:
    """WAL, full synchronisation and foreign keys hold on every connection."""
    database = make_engine(sql_book.path)
    with database.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.dispose()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}


def test_errors_hold_no_buyer_when_a_statement_fails(sql_book: SqlBook) -> None:
    """The library's messages would carry the values of a statement into a log."""
    channel = a_channel(sql_book, None)

    def twice() -> None:
        with sql_book.writing() as session:
            file_id = session.orders.begin_file(channel.id, "a.csv", "", "shopify.orders")
            session.orders.add(file_id, channel.id, [an_order("1"), an_order("1")])

    with pytest.raises(ValueError, match="already") as failed:
        twice()
    assert failed.value.__cause__
    assert "Ann" not in str(failed.value.__cause__)
