"""Books of other revisions: brought up to date whole, or left as they were."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from kfdesk.domain.errors import CopyFailed
from kfdesk.store import open_book
from kfdesk.store.copies import FOLDER as COPIES
from kfdesk.store.schema import Schema
from kfdesk.store.tables import metadata
from tests.builders import a_channel

NEXT = '''
"""A later revision."""
from alembic import op
revision = "0002"
down_revision = "0001"
def upgrade() -> None:
    op.execute("CREATE TABLE later (id INTEGER)")
    op.execute("DELETE FROM channel_setting")
    op.execute("{last}")
'''


def _shape(path: Path) -> dict[str, str]:
    """Every table and index, as SQLite was told of it, blanks aside."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index')"
        ).fetchall()
    return {name: " ".join(sql.split()) for name, sql in rows if name != "alembic_version"}


def _with_next(tmp_path: Path, last: str) -> Schema:
    """Our revisions and one more, which ends with this statement."""
    location = tmp_path / "migrations"
    shutil.copytree(Schema().location, location, ignore=shutil.ignore_patterns("__pycache__"))
    (location / "versions" / "r0002_later.py").write_text(NEXT.format(last=last))
    return Schema(revisions=(*Schema().revisions, "0002"), location=location)


def _book_with_a_channel(folder: Path) -> Path:
    with closing(open_book(folder)) as book:
        a_channel(book, None, "eBay")
        return book.path


def test_fresh_book_has_the_shape_of_the_tables(tmp_path: Path) -> None:
    """Migrations and tables.py tell the same."""
    with closing(open_book(tmp_path)) as book:
        migrated = _shape(book.path)
    declared = tmp_path / "declared.sqlite"
    engine = create_engine(f"sqlite:///{declared}")
    metadata.create_all(engine)
    engine.dispose()
    assert migrated == _shape(declared)


def test_revisions_are_those_that_the_folder_has() -> None:
    """The list that a normal start relies on is Alembic's own."""
    config = Config()
    config.set_main_option("script_location", str(Schema().location))
    script = ScriptDirectory.from_config(config)
    assert tuple(one.revision for one in script.walk_revisions())[::-1] == Schema().revisions


def test_no_copy_is_made_when_the_book_is_new(tmp_path: Path) -> None:
    """There is nothing to keep yet, nor when nothing is to migrate."""
    _book_with_a_channel(tmp_path)
    open_book(tmp_path).close()
    assert not (tmp_path / COPIES).exists()


def test_older_book_is_copied_and_migrated_when_opened(tmp_path: Path) -> None:
    """Its content is kept, and the copy has the shape it had."""
    folder = tmp_path / "book"
    path = _book_with_a_channel(folder)
    before = _shape(path)
    schema = _with_next(tmp_path, "SELECT 1")
    with closing(open_book(folder, schema=schema)) as book, book.reading() as session:
        assert [channel.name for channel in session.channels.of_company(None)] == ["eBay"]
    [copy] = (folder / COPIES).iterdir()
    assert _shape(copy) == before
    assert set(_shape(path)) - set(before) == {"later"}
    open_book(folder, schema=schema).close()
    assert list((folder / COPIES).iterdir()) == [copy]


def test_book_is_as_it_was_when_a_migration_fails(tmp_path: Path) -> None:
    """What a revision did before it failed is undone with it."""
    folder = tmp_path / "book"
    path = _book_with_a_channel(folder)
    before = _shape(path)
    with pytest.raises(OperationalError):
        open_book(folder, schema=_with_next(tmp_path, "SELECT * FROM nowhere"))
    assert _shape(path) == before
    with closing(open_book(folder)) as book, book.reading() as session:
        [channel] = session.channels.of_company(None)
    assert channel.settings.export_orders


def test_migration_is_not_begun_when_the_copy_fails(tmp_path: Path) -> None:
    """A copy that fails stops what it was for."""
    folder = tmp_path / "book"
    path = _book_with_a_channel(folder)
    before = _shape(path)
    (folder / COPIES).write_text("in the way")
    with pytest.raises(CopyFailed):
        open_book(folder, schema=_with_next(tmp_path, "SELECT 1"))
    assert _shape(path) == before
