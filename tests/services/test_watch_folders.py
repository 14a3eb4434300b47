"""Watched folders: each file once, when it is complete, and nothing in the folder touched."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kfdesk.domain.company import IntegrationState
from kfdesk.domain.errors import (
    FieldEmpty,
    FileNotRecognised,
    FolderNotWatchable,
    NothingLinked,
    UnknownProfile,
)
from kfdesk.paths import resource_path
from kfdesk.services.take_report import ReportTally
from kfdesk.services.watch_folders import BETWEEN_LOOKS_S
from tests.builders import a_channel
from tests.importers.zips import zipped
from tests.services.watch_bench import WOO, Bench, add_folder, put_etsy


def test_reads_a_file_when_two_looks_see_it_alike(bench: Bench) -> None:
    """The first look only takes note of its size and time."""
    bench.put("orders.json")
    first, second = bench.looks()
    assert (first.results, first.growing) == ((), 1)
    assert [result.counts.new for result in second.results] == [1]


def test_reads_a_file_once_when_it_stays(bench: Bench) -> None:
    """Later looks leave it alone, also those of the next start."""
    bench.put("orders.json")
    assert bench.read() == ["orders.json"]
    bench.restart()
    assert bench.read() == []


def test_waits_when_a_file_is_still_growing(bench: Bench) -> None:
    """Each look that sees it change waits for the next."""
    path = bench.put("orders.json")
    bench.looks(1)
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert bench.looks(1)[0].results == ()
    assert [result.path for result in bench.looks(1)[0].results] == [path]


def test_reads_content_once_when_it_is_there_twice(bench: Bench) -> None:
    """A browser's second copy adds nothing and says nothing."""
    bench.put("orders.json")
    bench.put("orders (1).json")
    assert len(bench.read()) == 1
    assert not bench.looks(1)[0].has_news


def zip_of(bench: Bench, name: str, **numbers: str) -> Path:
    """A zip of WooCommerce files with one order each; a number of no letters is no order."""
    orders = {
        f"{part}.json": json.dumps([WOO | {"number": number, "id": len(number)}] if number else []).encode()
        for part, number in numbers.items()
    }
    return zipped(bench.folder, orders, name)


def test_reads_each_table_when_a_zip_is_put_there(bench: Bench) -> None:
    """Once, also after the next start, and also when the zip is there twice."""
    zip_of(bench, "orders.zip", one="W-1", two="W-22")
    zip_of(bench, "orders (1).zip", one="W-1", two="W-22")
    assert bench.read() == ["one.json", "two.json"]
    bench.restart()
    zip_of(bench, "orders (2).zip", one="W-1", two="W-22")
    assert bench.read() == []


def test_reads_the_rest_when_one_table_in_a_zip_is_refused(bench: Bench) -> None:
    """The refused one is told once."""
    zip_of(bench, "orders.zip", one="", two="W-22")
    _, second, third = bench.looks(3)
    assert [result.path.name for result in second.results] == ["two.json"]
    assert [str(each.path.relative_to(bench.folder)) for each in second.refusals] == [
        str(Path("orders.zip", "one.json"))
    ]
    assert not third.has_news


def test_reads_a_file_again_when_it_was_replaced(bench: Bench) -> None:
    """Another content under the same name is another file."""
    bench.put("orders.json")
    bench.read()
    bench.put("orders.json", "W-2222")
    assert bench.read() == ["orders.json"]


def test_goes_on_when_a_file_was_removed(bench: Bench) -> None:
    """Whoever owns the folder may clear it."""
    path = bench.put("orders.json")
    bench.looks(1)
    path.unlink()
    assert bench.read() == []


def test_reads_reports_after_the_order_files_beside_them(bench: Bench) -> None:
    """Their orders are in the book by then, whatever the files are called."""
    put_etsy(bench, "z_orders.csv", "a_statement.csv")
    results = [result for look in bench.looks() for result in look.results]
    assert [result.path.name for result in results] == ["z_orders.csv", "a_statement.csv"]
    assert results[1].report == ReportTally(refunds=1, orders=1, new=1, missing=0)
    assert bench.read() == []


def test_lists_a_refused_file_once_until_it_changes(bench: Bench) -> None:
    """It is not tried each minute."""
    path = bench.folder / "notes.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    _, second, third = bench.looks(3)
    assert [type(each.error) for each in second.refusals] == [FileNotRecognised]
    assert not third.has_news
    path.write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    assert bench.looks()[1].refusals


def test_looks_at_refused_files_again_when_the_folder_is_linked_anew(bench: Bench) -> None:
    """Another channel may be what was missing."""
    (bench.folder / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    bench.looks()
    bench.watch.link("id-Downloads", str(bench.folder))
    assert bench.looks(1)[0].refusals


def test_reads_a_file_when_it_can_be_opened_at_last(bench: Bench) -> None:
    """One that another program holds is listed once, and read without having changed."""
    bench.put("orders.json")
    bench.package.held.add("orders.json")
    _, second, third = bench.looks(3)
    assert [each.path.name for each in second.refusals] == ["orders.json"]
    assert not third.has_news
    bench.package.held.clear()
    assert bench.read() == ["orders.json"]


@pytest.mark.parametrize(
    "name",
    [
        "orders.csv.crdownload",
        "orders.csv.part",
        "~$orders.xlsx",
        ".~lock.orders.csv",
        "photo.jpg",
        "empty.csv",
    ],
)
def test_ignores_what_is_no_complete_table(bench: Bench, name: str) -> None:
    """Partial downloads, lock files and other files are not even refused."""
    (bench.folder / name).write_bytes(b"" if name == "empty.csv" else b"a,b\n1,2\n")
    assert [look.has_news or bool(look.growing) for look in bench.looks()] == [False, False]


def test_changes_nothing_in_the_folder(bench: Bench) -> None:
    """Names, content and times are as they were."""
    path = bench.put("orders.json")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    bench.looks()
    assert [each.name for each in bench.folder.iterdir()] == ["orders.json"]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_says_so_when_the_folder_is_gone(bench: Bench) -> None:
    """The Integration Manager shows the failure, until the folder is there again."""
    bench.folder.rmdir()
    assert isinstance(bench.looks(1)[0].failure, FolderNotWatchable)
    assert bench.logins.integration("id-Downloads").state is IntegrationState.FAILED
    bench.folder.mkdir()
    bench.looks(1)
    assert bench.logins.integration("id-Downloads").state is IntegrationState.LINKED


def test_reads_into_the_channel_that_is_fixed_for_the_folder(bench: Bench) -> None:
    """Whatever the marketplace is called."""
    company_id = bench.logins.integration("id-1").company_id
    channel = a_channel(bench.book, company_id, "My shop")
    bench.watch.link("id-Downloads", str(bench.folder), company_id, channel.id)
    bench.put("orders.json")
    results = [result for look in bench.looks() for result in look.results]
    assert [result.channel.name for result in results] == ["My shop"]


def test_refuses_practice_files_for_a_real_company(bench: Bench) -> None:
    """As any import does."""
    source = resource_path("practice/shopify_orders_export.csv")
    (bench.folder / "practice.csv").write_bytes(source.read_bytes())
    assert len(bench.looks()[1].refusals) == 1


def test_reads_once_for_the_command(bench: Bench) -> None:
    """Two looks, with the wait between them that the clock is asked for."""
    bench.put("orders.json")
    (look,) = bench.watch.read_once("downloads")
    assert [result.path.name for result in look.results] == ["orders.json"]
    assert bench.clock.waited_s == BETWEEN_LOOKS_S


def test_refuses_a_profile_that_watches_nothing(bench: Bench) -> None:
    """Books are not a folder."""
    with pytest.raises(UnknownProfile):
        bench.watch.read_once("Acme")


def test_is_not_looked_into_when_paused(bench: Bench) -> None:
    """Off: not looked into, nothing forgotten."""
    with bench.book.writing() as session:
        session.integrations.save(replace(bench.logins.integration("id-Downloads"), is_active=False))
    assert bench.watch.look() == ()


def test_books_are_found_beside_a_folder_of_the_same_company(bench: Bench) -> None:
    """A watched folder is no way into KashFlow."""
    assert bench.logins.resolve(None).id == "id-1"
    with pytest.raises(UnknownProfile):
        bench.logins.resolve("Downloads")


@pytest.mark.parametrize(
    ("place", "why"), [("gone", "folder_missing"), ("file.csv", "not_a_folder"), ("../book", "own_folder")]
)
def test_refuses_a_folder_that_cannot_be_watched(bench: Bench, place: str, why: str) -> None:
    """It says which of the things stands against it."""
    (bench.folder / "file.csv").write_text("x", encoding="utf-8")
    with pytest.raises(FolderNotWatchable) as caught:
        bench.watch.link("id-Downloads", str(bench.folder / place))
    assert caught.value.facts["why"] == why


def test_refuses_to_link_without_folder_or_company(unlinked: Bench) -> None:
    """Orders need a company to be for."""
    integration_id = add_folder(unlinked.book)
    with pytest.raises(FieldEmpty):
        unlinked.watch.link(integration_id, "  ")
    with pytest.raises(NothingLinked):
        unlinked.watch.link(integration_id, str(unlinked.folder))
