"""`kfdesk audit verify`."""

import sqlite3
from contextlib import closing

from tests.cli.desk_of_tests import Commands


def test_audit_verify_names_the_first_bad_row_when_there_is_one(commands: Commands) -> None:
    """Whole: exit 0 and the hash to note. Tampered with: exit 1 and the row."""
    commands.link()
    whole = commands.json("audit", "verify")
    assert whole["whole"]
    assert commands("audit", "verify", "--expect", whole["last_hash"])
    with closing(sqlite3.connect(commands.folder / "book.sqlite")) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE audit SET subject = 'nobody' WHERE id = 1")
        connection.commit()
    bad = commands.json("audit", "verify", code=1)
    assert (bad["fault"], bad["bad_row"]["row"], bad["good"]) == ("changed", 1, 0)
