"""Files in, orders in the book: each whole or not at all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import structs

from kfdesk.domain.channels import Channel
from kfdesk.domain.errors import (
    AnotherAccount,
    Cancelled,
    ChannelNeeded,
    ChannelOfAnother,
    FileNotRecognised,
    IdsDamaged,
    PracticeFileRefused,
)
from kfdesk.domain.orders import Order, OrderLine, OrderState, PaymentState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.import_orders import FileNotTaken, FileResult, OrderImporter
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import FileProblem, ImportCounts, OrderFile, OrderFilter, StoredOrder
from kfdesk.services.take_file import PIECE
from kfdesk.store import SqlBook, open_book
from tests.builders import DAY, a_buyer, a_channel, a_company, a_line, an_order
from tests.fakes import StillClock

Items = Iterable[Order | FileProblem | Exception]
PROBLEM = FileProblem(7, Reason.of(Why.CELL_UNREADABLE, column="total", found="x"))
BYTES = 100


@dataclass
class MadeFiles:
    """Order files that a test made up, by name; the family is the name's first part."""

    contents: dict[str, Items] = field(default_factory=dict)
    practice: set[str] = field(default_factory=set)
    zipped: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def marketplaces(self) -> tuple[str, ...]:
        return ("Shopify", "Etsy")

    def inside(self, path: Path) -> tuple[Path, ...]:
        return tuple(path / name for name in self.zipped.get(path.name, ()))

    def open(self, path: Path) -> OrderFile:
        if path.name not in self.contents:
            raise FileNotRecognised(path=path, found="When, Who")
        return OrderFile(
            path=path,
            sha256=path.name,
            format=path.name,
            marketplace=path.name.partition(".")[0].title(),
            is_practice=path.name in self.practice,
            total_bytes=BYTES,
            items=lambda told: self._items(path.name, told),
        )

    def _items(self, name: str, told: Callable[[int], None]) -> Iterator[Order | FileProblem]:
        for item in self.contents[name]:
            if isinstance(item, Exception):
                raise item
            yield item
        told(BYTES)


@dataclass
class Desk:
    """An importer on a real book, with made-up files."""

    book: SqlBook
    company_id: int
    files: MadeFiles = field(default_factory=MadeFiles)

    @property
    def importer(self) -> OrderImporter:
        """The service."""
        clock = StillClock()
        return OrderImporter(self.book, self.files, OrderPlanner(self.book, clock), clock)

    def take(
        self, items: Items, channel: Channel | str | None = None, name: str = "shopify.orders"
    ) -> FileResult:
        """Import a file with these orders and problems."""
        self.files.contents[name] = items
        return self.importer.import_file(Path(name), self.company_id, channel, is_practice_company=False)

    def stored(self) -> list[StoredOrder]:
        """All orders of the company, by number."""
        with self.book.reading() as session:
            found = session.orders.get_many(session.orders.ids(OrderFilter(self.company_id)))
        return sorted(found, key=lambda one: (one.order.order_number, one.channel_id))

    def channels(self) -> list[str]:
        """Names of the company's channels."""
        with self.book.reading() as session:
            return [channel.name for channel in session.channels.of_company(self.company_id)]


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    """An importer on an empty book of one company."""
    book = open_book(data_dir)
    yield Desk(book, a_company(book).id)
    book.close()


def orders(count: int, first: int = 1) -> list[Order]:
    """Orders numbered from `first` on."""
    return [an_order(f"#{number}", rows=(number + 1,)) for number in range(first, first + count)]


def test_orders_are_new_when_the_book_is_empty(desk: Desk) -> None:
    """They are counted, stored as read, and planned."""
    result = desk.take([*orders(3), PROBLEM])

    assert result.counts == ImportCounts(orders=3, new=3)
    assert result.problems == (PROBLEM,)
    assert result.format == "shopify.orders"
    assert [one.order for one in desk.stored()] == orders(3)
    assert {one.reason.why for one in desk.stored() if one.reason} == {Why.CHANNEL_NOT_READY}


def test_channel_is_made_when_a_file_is_the_first_of_its_kind(desk: Desk) -> None:
    """It is called as its marketplace, and the next file goes there too."""
    first, second = desk.take(orders(1)), desk.take(orders(1, 2))

    assert desk.channels() == ["Shopify"]
    assert (first.channel.marketplace, second.channel.id) == ("shopify", first.channel.id)


def test_channel_is_made_by_name_when_one_is_given(desk: Desk) -> None:
    """And found again, whatever the case."""
    desk.take(orders(1), "Web shop")
    desk.take(orders(1, 2), "WEB SHOP ")

    assert desk.channels() == ["Web shop"]


def test_channel_is_used_when_it_was_added_by_hand_under_the_marketplaces_name(desk: Desk) -> None:
    """*New channel* offers the names of the readers."""
    channel = a_channel(desk.book, desk.company_id, "shopify")

    assert desk.take(orders(1)).channel.id == channel.id


def test_channel_is_used_when_it_is_handed_in(desk: Desk) -> None:
    """The window has asked already."""
    channel = a_channel(desk.book, desk.company_id, "Anything")

    assert desk.take(orders(1), channel).channel == channel


def test_channel_is_asked_for_when_several_fit(desk: Desk) -> None:
    """Two shops: neither is guessed, and nothing is taken."""
    a_channel(desk.book, desk.company_id, "North", "shopify")
    a_channel(desk.book, desk.company_id, "South", "shopify")

    with pytest.raises(ChannelNeeded) as refused:
        desk.take(orders(1))

    assert refused.value.facts["choices"] == ("North", "South")
    assert desk.stored() == []
    assert desk.take(orders(1), "South").channel.name == "South"


def test_file_is_refused_when_the_named_channel_is_another_marketplaces(desk: Desk) -> None:
    """Shopify's orders do not go among Etsy's by a slip."""
    a_channel(desk.book, desk.company_id, "Crafts", "etsy")

    with pytest.raises(ChannelOfAnother):
        desk.take(orders(1), "Crafts")


def test_channel_waits_when_no_company_is_linked(data_dir: Path) -> None:
    """What is imported first belongs to the first company linked."""
    book = open_book(data_dir)
    files = MadeFiles({"shopify.orders": orders(2)})
    importer = OrderImporter(book, files, OrderPlanner(book, StillClock()), StillClock())
    result = importer.import_file(Path("shopify.orders"), None, is_practice_company=False)

    assert result.channel.company_id is None
    assert result.counts.new == 2
    book.close()


def test_look_names_the_channels_when_a_file_is_dropped(desk: Desk) -> None:
    """Those it could belong to, and the name for a new one."""
    a_channel(desk.book, desk.company_id, "North", "shopify")
    a_channel(desk.book, desk.company_id, "Crafts", "etsy")
    desk.files.contents["shopify.orders"] = orders(1)
    look = desk.importer.look(Path("shopify.orders"), desk.company_id)

    assert [channel.name for channel in look.channels] == ["North"]
    assert look.proposed_name == "Shopify"
    assert desk.importer.marketplaces == ("Shopify", "Etsy")


def test_nothing_is_added_when_the_same_file_comes_twice(desk: Desk) -> None:
    """All are unchanged."""
    desk.take(orders(3))
    again = desk.take(orders(3))

    assert again.counts == ImportCounts(orders=3, unchanged=3)
    assert len(desk.stored()) == 3


def test_orders_are_all_there_when_they_fill_several_pieces(desk: Desk) -> None:
    """More than two pieces, overlapping with what is known."""
    most, known = 2 * PIECE + 201, PIECE + 200
    desk.take(orders(known))
    result = desk.take(orders(most))

    assert result.counts == ImportCounts(orders=most, new=most - known, unchanged=known)
    assert len(desk.stored()) == most


def test_order_is_changed_when_its_figures_differ(desk: Desk) -> None:
    """It has the new figures; the others stay."""
    desk.take(orders(2))
    dearer = an_order("#2", lines=(a_line("15.00"),))
    result = desk.take([an_order("#1"), dearer])

    assert result.counts == ImportCounts(orders=2, changed=1, unchanged=1)
    assert desk.stored()[1].order.stated_total == Decimal("15.00")


def test_order_is_unchanged_when_only_more_is_known(desk: Desk) -> None:
    """The day of despatch is taken up without a word."""
    desk.take(orders(1))
    result = desk.take([an_order("#1", despatched=date(2026, 11, 5))])

    assert result.counts == ImportCounts(orders=1, unchanged=1)
    assert desk.stored()[0].order.despatched == date(2026, 11, 5)


@pytest.mark.parametrize("names", [("etsy.orders", "etsy.items"), ("etsy.items", "etsy.orders")])
def test_layouts_are_joined_when_both_files_are_given(desk: Desk, names: tuple[str, str]) -> None:
    """Etsy's orders and items are one set of orders, in one channel."""
    whole = OrderLine("2 items", Decimal("12.00"))
    desk.files.contents = {
        "etsy.orders": [
            an_order(
                "1", layout="etsy.orders", has_lines=False, lines=(whole,), marketplace_tax=Decimal("2.40")
            )
        ],
        "etsy.items": [an_order("1", layout="etsy.items", lines=(a_line("7.00"), a_line("5.00")))],
    }
    paths = [Path(name) for name in names]
    results = desk.importer.import_files(paths, desk.company_id, is_practice_company=False)

    (stored,) = desk.stored()
    assert [line.amount for line in stored.order.lines] == [Decimal("7.00"), Decimal("5.00")]
    assert stored.order.marketplace_tax == Decimal("2.40")
    assert [one.path for one in results] == paths
    assert [one.counts for one in results if isinstance(one, FileResult)] == [
        ImportCounts(orders=1, new=1),
        ImportCounts(orders=1, unchanged=1),
    ]


def test_orders_have_their_verdicts_when_they_come_in(desk: Desk) -> None:
    """Ready, waiting, left out: each is planned as it is taken, by the channel's settings."""
    channel = a_channel(desk.book, desk.company_id, "Shopify", "shopify")
    unpaid = an_order("#2", payment_state=PaymentState.UNPAID)
    desk.take([an_order("#1"), unpaid, an_order("#3", is_cancelled=True)], channel)

    states = [one.state for one in desk.stored()]
    assert states == [OrderState.READY, OrderState.WAITING, OrderState.SKIPPED]


def test_order_is_planned_anew_when_the_file_changes_it(desk: Desk) -> None:
    """The one that was cancelled since; the others keep their verdicts."""
    channel = a_channel(desk.book, desk.company_id, "Shopify", "shopify")
    desk.take(orders(2), channel)
    desk.take([an_order("#1", is_cancelled=True), an_order("#2")], channel)

    assert [one.state for one in desk.stored()] == [OrderState.SKIPPED, OrderState.READY]


def test_all_are_planned_anew_when_a_setting_changes_meanwhile(desk: Desk) -> None:
    """Orders planned by the settings of before the import do not keep their verdicts."""
    channel = a_channel(desk.book, desk.company_id, "Shopify", "shopify")
    desk.take(orders(1), channel)
    tomorrow = DAY + timedelta(days=1)

    def items() -> Iterator[Order]:
        yield from orders(PIECE + 100, 2)
        with desk.book.writing() as session:
            settings = replace(channel.settings, export_from=tomorrow)
            session.channels.save_settings(channel.id, settings)

    desk.take(items(), channel)

    reasons = {one.reason.why if one.reason else None for one in desk.stored()}
    assert len(desk.stored()) == PIECE + 101
    assert reasons == {Why.BEFORE_EXPORT_FROM}


def test_other_files_are_taken_when_one_is_refused(desk: Desk) -> None:
    """The refused one is named with its reason."""
    desk.files.contents["shopify.orders"] = orders(1)
    told: list[tuple[int, int]] = []
    results = desk.importer.import_files(
        [Path("odd.csv"), Path("shopify.orders")],
        desk.company_id,
        is_practice_company=False,
        progress=lambda done, total: told.append((done, total)),
    )

    assert [type(one) for one in results] == [FileNotTaken, FileResult]
    assert isinstance(results[0], FileNotTaken)
    assert isinstance(results[0].error, FileNotRecognised)
    assert told[-1] == (BYTES, BYTES)


def test_whole_file_is_refused_when_one_order_is_another_accounts(desk: Desk) -> None:
    """Also what came before it in the file is not taken."""
    known = an_order("#90000", channel_order_id="1")
    desk.take([known])

    with pytest.raises(AnotherAccount) as refused:
        desk.take([*orders(PIECE + 100), structs.replace(known, channel_order_id="2")])

    assert refused.value.facts["order_number"] == "#90000"
    assert [one.order.order_number for one in desk.stored()] == ["#90000"]
    assert desk.take(orders(PIECE + 100)).counts.new == PIECE + 100


def test_nothing_is_taken_when_the_file_proves_damaged_half_way(desk: Desk) -> None:
    """The pieces that were written are removed."""
    damaged = IdsDamaged(path=Path("x"), row=9, found="1E+12")

    with pytest.raises(IdsDamaged):
        desk.take([*orders(PIECE + 100), damaged])

    assert desk.stored() == []


def test_no_channel_is_made_when_the_file_is_refused_at_its_first_rows(desk: Desk) -> None:
    """A refused file leaves nothing behind."""
    with pytest.raises(IdsDamaged):
        desk.take([IdsDamaged(path=Path("x"), row=2, found="1E+12")])

    assert desk.channels() == []


def test_nothing_is_taken_when_the_person_cancels(desk: Desk) -> None:
    """It stops between two pieces; a second try takes all."""
    desk.files.contents["shopify.orders"] = orders(2 * PIECE + 200)
    answers = iter([False, True])

    with pytest.raises(Cancelled):
        desk.importer.import_file(
            Path("shopify.orders"),
            desk.company_id,
            is_practice_company=False,
            is_cancelled=lambda: next(answers),
        )

    assert desk.stored() == []
    assert desk.take(orders(2 * PIECE + 200)).counts.new == 2 * PIECE + 200


def test_practice_file_is_refused_when_the_company_is_real(desk: Desk) -> None:
    """The practice company takes it."""
    desk.files.contents["shopify.orders"] = orders(1)
    desk.files.practice = {"shopify.orders"}
    path = Path("shopify.orders")

    with pytest.raises(PracticeFileRefused):
        desk.importer.import_file(path, desk.company_id, is_practice_company=False)

    taken = desk.importer.import_file(path, desk.company_id, is_practice_company=True)
    assert taken.counts.new == 1


@pytest.mark.parametrize(
    "later",
    [an_order("#1", buyer=a_buyer()), an_order("S-77", references=("#1",))],
)
def test_later_order_is_flagged_when_another_channel_has_the_sale(desk: Desk, later: Order) -> None:
    """By its number or a further reference; the earlier one is left alone."""
    desk.take(orders(1), "Web shop")
    result = desk.take([later], "StoreFeeder", "storefeeder.orders")

    flagged = [one for one in desk.stored() if one.channel_id == result.channel.id]
    others = [one for one in desk.stored() if one.channel_id != result.channel.id]
    seen = Reason.of(Why.SEEN_ELSEWHERE, channel="Web shop", order_number="#1")
    assert [one.order.problems for one in flagged] == [(seen,)]
    assert [one.order.problems for one in others] == [()]
    again = desk.take([later], "StoreFeeder", "storefeeder.orders")
    assert again.counts == ImportCounts(orders=1, unchanged=1)


def test_order_is_taken_once_when_the_file_has_it_twice(desk: Desk) -> None:
    """The same figures twice are one order; other figures are told with their row."""
    other = an_order("#1", lines=(a_line("99.00"),), rows=(44, 45))
    result = desk.take([*orders(2), an_order("#1"), other])

    assert result.counts == ImportCounts(orders=2, new=2)
    assert [(one.row, one.reason.why) for one in result.problems] == [(44, Why.TWICE_IN_FILE)]
    assert desk.stored()[0].order.stated_total == Decimal("12.00")


def test_file_counts_when_it_holds_problems_only(desk: Desk) -> None:
    """Bad rows are told, and nothing is made up."""
    result = desk.take([PROBLEM])

    assert (result.counts, result.problems) == (ImportCounts(), (PROBLEM,))
    assert desk.stored() == []


def test_orders_wait_for_planning_when_they_are_new(desk: Desk) -> None:
    """Their state is planning's to say."""
    desk.take(orders(1))

    assert desk.stored()[0].state is OrderState.WAITING
