"""Reports in a watched folder that wait for their orders: known after a restart, read once they came."""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal

import pytest

from kfdesk.domain.errors import ChannelNeeded, FileNotRecognised, ReportMissesOrders, ReportWaits
from kfdesk.domain.orders import OrderState, Refund
from kfdesk.services.take_report import ReportTally
from tests.builders import a_channel
from tests.importers.zips import zipped
from tests.services.mortal import Killed
from tests.services.watch_bench import ETSY, Bench, a_bench, etsy_numbers, etsy_statement, link_all, put_etsy

FIRST, SECOND = etsy_numbers()[:2]
ONE_EACH = etsy_statement((FIRST, "5.00"), (SECOND, "2.00"))
COMMITS = 15
MANY = etsy_statement(*((FIRST, f"0.{pence:02}") for pence in range(1, 96)), *[(SECOND, "0.10")] * 20)
"""More than are written in one transaction."""

Snapshot = list[tuple[str, OrderState, tuple[Refund, ...]]]


def snapshot(bench: Bench) -> Snapshot:
    """How the orders of the book stand, and what counts as given back of each."""
    with bench.book.reading() as session:
        company_id = bench.logins.integration("id-1").company_id or 0
        channels = session.channels.of_company(company_id)
        ids = [each for channel in channels for each in session.orders.unsent_ids(channel.id)]
        stored = session.orders.get_many(sorted(ids))
    return [(each.order.order_number, each.state, each.given) for each in stored]


def given_back(bench: Bench) -> Decimal:
    """What all refunds in the book come to."""
    return sum((refund.gross for _, _, given in snapshot(bench) for refund in given), Decimal(0))


def part_of_etsy(*numbers: str) -> str:
    """Etsy's order file with these orders alone."""
    head, *rows = ETSY.splitlines()
    return "\n".join([head, *(row for row in rows if row.split(",")[1] in numbers)]) + "\n"


def waiting(bench: Bench) -> list[tuple[str, type[Exception]]]:
    """What the Integration Manager says of the folder."""
    found = bench.watch.waiting(bench.logins.integration("id-Downloads"))
    return [(each.path.name, type(each.error)) for each in found]


def reports(bench: Bench) -> list[ReportTally]:
    """What two looks read of reports."""
    return [one.report for look in bench.looks() for one in look.results if one.report]


def test_report_waits_when_the_book_has_none_of_its_orders(bench: Bench) -> None:
    """It is said in its own words, not as a refusal, and once in a session."""
    put_etsy(bench, "statement.csv")
    _, second, third = bench.looks(3)
    [told] = second.waiting
    assert (second.refusals, type(told.error), second.has_news) == ((), ReportWaits, True)
    assert told.error.facts["report"] == "etsy.statement"
    assert (len(third.waiting), third.has_news) == (1, False)


def test_report_waits_for_the_rest_when_some_orders_are_missing(bench: Bench) -> None:
    """What it tells of the others is taken at once; the missing ones are counted."""
    (bench.folder / "orders.csv").write_text(part_of_etsy(FIRST), encoding="utf-8")
    put_etsy(bench, "statement.csv", statement=ONE_EACH)
    look = bench.looks()[1]
    [told] = look.waiting
    assert look.results[1].report == ReportTally(refunds=1, orders=1, new=1, missing=1)
    assert (type(told.error), told.error.facts["number"]) == (ReportMissesOrders, 1)
    assert given_back(bench) == Decimal("5.00")


def test_report_is_told_to_wait_again_after_a_restart(bench: Bench) -> None:
    """By the first look, without being read."""
    put_etsy(bench, "statement.csv")
    bench.looks()
    bench.restart()
    assert waiting(bench) == [("statement.csv", ReportWaits)]
    first, second = bench.looks()
    assert [first.has_news, second.has_news] == [True, False]
    assert len(first.waiting) == len(second.waiting) == 1


@pytest.mark.parametrize("restarts", [False, True])
def test_report_is_read_again_when_its_orders_have_come(bench: Bench, *, restarts: bool) -> None:
    """Also after a restart: its refund is found, and once."""
    put_etsy(bench, "statement.csv")
    bench.looks()
    if restarts:
        bench.restart()
    put_etsy(bench, "orders.csv")
    results = [result for look in bench.looks() for result in look.results]
    assert [result.path.name for result in results] == ["orders.csv", "statement.csv"]
    assert results[1].report == ReportTally(refunds=1, orders=1, new=1, missing=0)
    assert waiting(bench) == []
    bench.put("others.json")
    assert bench.read() == ["others.json"]
    assert given_back(bench) == Decimal("5.00")


def test_report_is_read_again_when_its_orders_were_imported_by_hand(bench: Bench) -> None:
    """However they came, and while kfdesk watched nothing."""
    put_etsy(bench, "statement.csv")
    bench.looks()
    bench.restart()
    orders = bench.folder.parent / "orders.csv"
    orders.write_text(ETSY, encoding="utf-8")
    bench.take(orders)
    assert reports(bench) == [ReportTally(refunds=1, orders=1, new=1, missing=0)]


def test_report_waits_on_when_orders_of_another_channel_come(bench: Bench) -> None:
    """It is not read for nothing, and nothing more is said."""
    put_etsy(bench, "statement.csv")
    bench.looks()
    bench.put("others.json")
    assert bench.read() == ["others.json"]
    assert waiting(bench) == [("statement.csv", ReportWaits)]


def test_report_waits_less_when_some_of_its_orders_come(bench: Bench) -> None:
    """Each time it is read, it takes what it can, and says how many are left."""
    put_etsy(
        bench, "statement.csv", statement=etsy_statement((FIRST, "5.00"), (SECOND, "2.00"), ("9", "1.00"))
    )
    bench.looks()
    (bench.folder / "orders1.csv").write_text(part_of_etsy(FIRST), encoding="utf-8")
    assert reports(bench) == [ReportTally(refunds=1, orders=1, new=1, missing=2)]
    (bench.folder / "orders2.csv").write_text(part_of_etsy(SECOND), encoding="utf-8")
    assert reports(bench) == [ReportTally(refunds=2, orders=2, new=1, missing=1)]
    assert waiting(bench) == [("statement.csv", ReportMissesOrders)]
    assert given_back(bench) == Decimal("7.00")


@pytest.mark.parametrize("does", ["unlink", "rename", "copy"])
def test_waiting_follows_the_file(bench: Bench, does: str) -> None:
    """Who takes it out of the folder is not told of it any more; another name is the same file."""
    (bench.folder / "orders.csv").write_text(part_of_etsy(FIRST), encoding="utf-8")
    put_etsy(bench, "statement.csv", statement=ONE_EACH)
    bench.looks()
    path, other = bench.folder / "statement.csv", bench.folder / "zz.csv"
    if does == "copy":
        other.write_bytes(path.read_bytes())
    if does == "rename":
        path.rename(other)
    else:
        path.unlink()
    bench.looks()
    assert waiting(bench) == ([] if does == "unlink" else [("zz.csv", ReportMissesOrders)])
    put_etsy(bench, "orders.csv")
    assert len(reports(bench)) == (0 if does == "unlink" else 1)


def test_reports_in_a_zip_wait_beside_a_table_that_is_refused(bench: Bench) -> None:
    """The refused table is told once; the report is read when its orders came."""
    parts = {"a.csv": b"a,b\n1,2\n", "statement.csv": etsy_statement((FIRST, "5.00")).encode()}
    zipped(bench.folder, parts, "both.zip")
    look = bench.looks()[1]
    assert [type(each.error) for each in look.refusals] == [FileNotRecognised]
    assert waiting(bench) == [("both.zip", ReportWaits)]
    bench.restart()
    put_etsy(bench, "orders.csv")
    _, second, third = bench.looks(3)
    assert [one.path.name for one in second.results] == ["orders.csv", "statement.csv"]
    assert (second.refusals, third.has_news, waiting(bench)) == ((), False, [])


def test_report_is_refused_when_two_channels_could_be_meant_at_last(bench: Bench) -> None:
    """It waits no more then: the person says which channel the folder is for, and it is read."""
    put_etsy(bench, "statement.csv")
    bench.looks()
    company_id = bench.logins.integration("id-1").company_id
    a_channel(bench.book, company_id, "Etsy 2", "etsy")
    orders = bench.folder.parent / "orders.csv"
    orders.write_text(ETSY, encoding="utf-8")
    channel = a_channel(bench.book, company_id, "Etsy 1", "etsy")
    bench.take(orders, channel)
    assert [type(each.error) for each in bench.looks()[0].refusals] == [ChannelNeeded]
    assert waiting(bench) == []
    bench.watch.link("id-Downloads", str(bench.folder), company_id, channel.id)
    assert reports(bench) == [ReportTally(refunds=1, orders=1, new=1, missing=0)]


# ------------------------------------------------------------ killed


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """What the statement brings when nothing stops it."""
    with a_bench(tmp_path_factory.mktemp("unbroken")) as made:
        link_all(made)
        put_etsy(made, "orders.csv", "statement.csv", statement=MANY)
        made.looks()
        yield snapshot(made)


@pytest.mark.parametrize("commit", range(1, COMMITS))
def test_report_is_read_by_itself_when_its_import_was_killed(
    bench: Bench, unbroken: Snapshot, commit: int
) -> None:
    """Whenever that was, the next start has what an unbroken import has, and nothing twice."""
    put_etsy(bench, "statement.csv", statement=MANY)
    bench.looks()
    put_etsy(bench, "orders.csv")
    bench.kill_at(commit)
    with suppress(Killed):
        bench.looks(3)
    bench.restart()
    bench.looks(3)
    assert snapshot(bench) == unbroken
    assert (waiting(bench), bench.looks(1)[0].has_news) == ([], False)


@pytest.mark.parametrize("commit", [3, 4, 5])
def test_new_report_is_read_by_itself_when_its_import_was_killed(
    bench: Bench, unbroken: Snapshot, commit: int
) -> None:
    """One whose orders were there before, cut off among its refunds."""
    put_etsy(bench, "orders.csv")
    bench.looks()
    put_etsy(bench, "statement.csv", statement=MANY)
    bench.kill_at(commit)
    with pytest.raises(Killed):
        bench.looks()
    bench.restart()
    assert given_back(bench) < sum(refund.gross for _, _, given in unbroken for refund in given)
    bench.looks()
    assert snapshot(bench) == unbroken


def test_kills_are_tried_to_the_end_of_the_import(bench: Bench, unbroken: Snapshot) -> None:
    """The last of them comes when all is done."""
    put_etsy(bench, "statement.csv", statement=MANY)
    bench.looks()
    put_etsy(bench, "orders.csv")
    bench.kill_at(COMMITS - 1)
    bench.looks(3)
    assert snapshot(bench) == unbroken
