"""`kfdesk import` with a column mapping, and of what is new in watched folders."""

import json
from pathlib import Path

import pytest

from kfdesk.app import open_desk
from kfdesk.cli import main
from kfdesk.domain.company import Integration
from tests.builders import COMPANY
from tests.importers.zips import zipped

TABLE = "Order Number,Order Date,SKU,Quantity,Unit Price\n1,14/11/2026,A1,2,5.00\n2,15/11/2026,A2,1,5.00\n"
MAPPING = {
    "name": "Market stall",
    "columns": {"order_number": "Order Number", "ordered": "Order Date", "unit_price": "Unit Price"},
}


def a_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    """A command's exit code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["kfdesk", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0)


def test_mapping_is_used_and_remembered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second time the file needs none."""
    table = a_file(tmp_path, "t.csv", TABLE)
    mapping = a_file(tmp_path, "m.json", json.dumps(MAPPING))
    data = ("--data-dir", tmp_path / "book")
    assert run("import", table, "--mapping", mapping, *data) == 0
    assert "2 orders for Market stall (2 new" in capsys.readouterr().out
    assert run("import", table, *data) == 0
    assert "2 as before" in capsys.readouterr().out


def test_each_table_is_named_when_a_zip_is_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`path` is the zip and the table in it; a mapping holds for the tables inside."""
    mapping = a_file(tmp_path, "m.json", json.dumps(MAPPING))
    parts = {"one.csv": TABLE.encode(), "two.csv": TABLE.replace("\n1,", "\n3,").encode()}
    path = zipped(tmp_path, parts)
    assert run("import", path, "--mapping", mapping, "--json", "--data-dir", tmp_path / "book") == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert [file["path"] for file in files] == [str(path / "one.csv"), str(path / "two.csv")]
    assert [(file["new"], file["unchanged"]) for file in files] == [(2, 0), (1, 1)]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"order_number": "Order Number"}, "a date of the order"),
        ({"order_number": "Number", "ordered": "Order Date", "unit_price": "Unit Price"}, "number"),
        (
            {"order_number": "Number", "ordered": "Order Date", "unit_price": "Unit Price"},
            "Its columns are: Order Number, Order Date, SKU",
        ),
        ({"colour": "SKU"}, "colour"),
    ],
)
def test_mapping_that_cannot_be_used_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], columns: dict[str, str], told: str
) -> None:
    """What is missing, and exit code 2."""
    table = a_file(tmp_path, "t.csv", TABLE)
    mapping = a_file(tmp_path, "m.json", json.dumps(MAPPING | {"columns": columns}))
    assert run("import", table, "--mapping", mapping, "--data-dir", tmp_path / "book") == 2
    assert told in capsys.readouterr().err


def test_import_needs_files_or_watched_folders(tmp_path: Path) -> None:
    """One of them, not both."""
    data = ("--data-dir", tmp_path / "book")
    assert run("import", *data) == 2
    assert run("import", "--watched", tmp_path / "t.csv", *data) == 2
    assert run("import", "--watched", *data) == 2


def test_watched_folders_are_read_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is new comes in; a second run finds nothing."""
    monkeypatch.setattr("kfdesk.app.SystemClock.wait", lambda *_: None)
    folder, book = tmp_path / "downloads", tmp_path / "book"
    folder.mkdir()
    table = a_file(folder, "t.csv", TABLE)
    mapping = a_file(tmp_path, "m.json", json.dumps(MAPPING))
    assert run("import", table, "--mapping", mapping, "--data-dir", book) == 0
    a_file(folder, "t.csv", TABLE.replace("1,14", "3,14"))
    with open_desk(book) as desk:
        with desk.book.writing() as session:
            company = session.companies.find_or_add("here", COMPANY, is_practice=False)
            session.integrations.save(Integration("f", "Downloads", "folder"))
        desk.watch.link("f", str(folder), company.id)
    capsys.readouterr()
    assert run("import", "--watched", "--data-dir", book) == 0
    assert "2 orders for Market stall" in capsys.readouterr().out
    assert run("import", "--watched", "--profile", "Downloads", "--data-dir", book) == 0
    assert "Nothing new." in capsys.readouterr().out
