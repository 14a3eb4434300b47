"""`kfdesk import --watched`: what waits for its orders is said until they came."""

from pathlib import Path

import pytest

from kfdesk.app import open_desk
from kfdesk.domain.company import Integration
from tests.cli.desk_of_tests import Commands
from tests.services.watch_bench import ETSY, etsy_numbers, etsy_statement


@pytest.fixture
def folder(commands: Commands, tmp_path: Path) -> Path:
    """A folder watched for the practice company."""
    place = tmp_path / "downloads"
    place.mkdir()
    commands.link()
    with open_desk(commands.folder) as desk:
        with desk.book.writing() as session:
            session.integrations.save(Integration("id-Downloads", "Downloads", "folder"))
        desk.watch.link("id-Downloads", str(place))
    return place


def test_report_is_said_to_wait_until_its_orders_came(commands: Commands, folder: Path) -> None:
    """The first command needs attention, the second, with the orders there, does not."""
    (folder / "a_statement.csv").write_text(etsy_statement((etsy_numbers()[0], "5.00")), encoding="utf-8")
    [told] = commands.json("import", "--watched", code=1)["files"]
    assert (told["path"], told["orders"]) == (str(folder / "a_statement.csv"), 0)
    assert "waits for its orders" in told["problems"][0]["message"]

    (folder / "orders.csv").write_text(ETSY, encoding="utf-8")
    printed = commands("import", "--watched")
    assert "a_statement.csv, for Etsy: 1 refund of 1 order (1 new)." in printed
