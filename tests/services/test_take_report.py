"""Reports put to the orders of the book: refunds once, evidence, and nothing that was not there."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfdesk.domain.channels import Channel, VatChoice
from kfdesk.domain.errors import Cancelled, ReportBeforeOrders, ReportIncomplete
from kfdesk.domain.orders import Order, OrderState, Refund
from kfdesk.domain.postings import Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.refunds import reference_of
from kfdesk.domain.reported import Reported
from kfdesk.importers import OrderFileReader
from kfdesk.services.import_orders import FileNotTaken, FileResult, OrderImporter
from kfdesk.services.plan_orders import OrderPlanner
from kfdesk.services.ports import FileProblem, ImportCounts, OrderFile, ReportFile, StoredOrder, Told
from kfdesk.services.take_report import ReportTally
from kfdesk.store import SqlBook, open_book
from tests.builders import DAY, a_channel, a_company, a_line, a_posted, an_order, imported
from tests.fakes import StillClock

Items = Sequence[Told | FileProblem | Exception]
REPORT = "etsy.statement"
LATER = DAY + timedelta(days=5)
PROBLEM = FileProblem(9, Reason.of(Why.CELL_UNREADABLE, column="amount", found="x"))
NUMBERS = count(1)


def a_refund(number: str, gross: str, reference: str = "a", row: int = 3, **changes: str) -> Told:
    """A report's word that money was given back."""
    refund = Refund(Decimal(gross), LATER, reference=reference_of(REPORT, reference))
    return Told(row, number, changes.get("currency", "GBP"), refund)


def evidence(number: str, collected: str | None = None, **changes: Any) -> Told:
    """A report's word on the tax of an order."""
    tax = None if collected is None else Decimal(collected)
    return Told(4, number, "GBP", reported=Reported(REPORT, tax, **changes))


@dataclass
class Reports:
    """Reports, and one order file, that a test made up."""

    contents: dict[str, Items] = field(default_factory=dict)
    orders: tuple[Order, ...] = ()

    @property
    def marketplaces(self) -> tuple[str, ...]:
        return ("Etsy",)

    def inside(self, _path: Path) -> tuple[Path, ...]:
        return ()

    def open(self, path: Path) -> OrderFile | ReportFile:
        if path.name == "orders":
            items: Callable[[object], Iterator[Order]] = lambda _told: iter(self.orders)  # noqa: E731
            return OrderFile(path, path.name, "etsy.orders", "Etsy", False, 10, items)
        return ReportFile(path, path.name, REPORT, "Etsy", False, 10, lambda _told: self._items(path.name))

    def _items(self, name: str) -> Iterator[Told | FileProblem]:
        for item in self.contents[name]:
            if isinstance(item, Exception):
                raise item
            yield item


@dataclass
class Desk:
    """A book with an Etsy channel of three orders, 12.00 each."""

    book: SqlBook
    company_id: int
    channel: Channel
    ids: list[int]
    files: Reports = field(default_factory=Reports)

    @property
    def importer(self) -> OrderImporter:
        clock = StillClock()
        return OrderImporter(self.book, self.files, OrderPlanner(self.book, clock), clock)

    def take(self, *items: Told | FileProblem | Exception, company_id: int | None = None) -> FileResult:
        """Import a report that says this."""
        self.files.contents["report"] = items
        company = self.company_id if company_id is None else company_id
        return self.importer.import_file(Path("report"), company, is_practice_company=False)

    def stored(self, place: int = 0) -> StoredOrder:
        with self.book.reading() as session:
            return session.orders.get(self.ids[place])

    def count(self) -> int:
        """How many orders the company has in all."""
        with self.book.reading() as session:
            return sum(session.orders.counts(self.company_id).values())

    def send(self, place: int = 0) -> None:
        """The order's invoice stands in KashFlow, with VAT."""
        with self.book.writing() as session:
            run = session.exports.begin_run(self.company_id, "Acme", StillClock().now())
            own = (self.company_id, self.ids[place], self.channel.id, run.id, self.stored(place).stamp)
            posting = session.exports.add(Posting(0, *own, a_posted()))
            session.exports.save(replace(posting, step=Step.VERIFIED, invoice_number=7))


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    """Orders 1, 2 and 3 under UK VAT, ready to be sent."""
    with a_desk(data_dir) as made:
        yield made


@contextmanager
def a_desk(folder: Path, numbers: Sequence[str] = "123") -> Iterator[Desk]:
    """A book with these orders under UK VAT, ready to be sent."""
    book = open_book(folder)
    company = a_company(book)
    channel = a_channel(book, company.id, "Etsy", "etsy")
    line = a_line("12.00", vat_rate=Decimal(20))
    ids = imported(book, channel.id, [an_order(number, lines=(line,)) for number in numbers])
    OrderPlanner(book, StillClock()).reassess(channel.id)
    desk = Desk(book, company.id, channel, ids)
    yield desk
    desk.book.close()


def test_refund_is_told_once_when_the_report_comes_twice(desk: Desk) -> None:
    """The first time it changes the order, then nothing does."""
    said = (a_refund("1", "5.00"), a_refund("1", "2.00", "b"), Told(8, "2", "GBP"))
    first, again = desk.take(*said), desk.take(*said)

    assert first.counts == ImportCounts(orders=2, new=0, changed=1, unchanged=1)
    assert first.report == ReportTally(refunds=2, orders=1, new=2, missing=0)
    assert again.counts == ImportCounts(orders=2, new=0, changed=0, unchanged=2)
    assert again.report == ReportTally(refunds=2, orders=1, new=0, missing=0)
    assert [str(refund.gross) for refund in desk.stored().given] == ["5.00", "2.00"]
    assert (first.format, first.channel.id, first.problems) == (REPORT, desk.channel.id, ())


def test_overlapping_report_adds_what_is_new_of_it(desk: Desk) -> None:
    """Known by its reference."""
    desk.take(a_refund("1", "5.00"))
    result = desk.take(a_refund("1", "5.00"), a_refund("1", "5.00", "b"))
    assert result.report == ReportTally(refunds=2, orders=1, new=1, missing=0)
    assert len(desk.stored().given) == 2


def test_each_refund_is_in_the_audit_trail(desk: Desk) -> None:
    """Who looks later sees when it came."""
    desk.take(a_refund("1", "5.00"))
    desk.take(a_refund("1", "5.00"))
    with desk.book.reading() as session:
        rows = [row for row in session.audit.rows(0, 500) if row.action == "refund told"]
    assert [row.subject for row in rows] == [f"order {desk.ids[0]}"]
    assert "5.00" in rows[0].after
    assert REPORT in rows[0].after


def test_orders_that_the_book_does_not_have_are_said_and_never_made(desk: Desk) -> None:
    """Each once, with the row where it first stands."""
    result = desk.take(Told(2, "77", "GBP"), a_refund("77", "5.00"), a_refund("1", "5.00"), PROBLEM)

    assert result.report == ReportTally(refunds=1, orders=1, new=1, missing=1)
    assert result.counts.orders == 1
    assert [(each.row, each.reason.why) for each in result.problems] == [
        (2, Why.ORDER_NOT_IN_BOOK),
        (9, Why.CELL_UNREADABLE),
    ]
    assert result.problems[0].reason.facts == {"order_number": "77"}
    assert desk.count() == 3


def test_report_is_refused_when_the_book_has_no_channel_of_it(desk: Desk) -> None:
    """No channel is made for a report, whatever name is given, and another company's is not looked at."""
    other = a_company(desk.book, "Beta Ltd")
    with pytest.raises(ReportBeforeOrders):
        desk.take(a_refund("1", "5.00"), company_id=other.id)
    with pytest.raises(ReportBeforeOrders):
        desk.importer.import_file(Path("report"), desk.company_id, "New name", is_practice_company=False)
    with desk.book.reading() as session:
        assert session.channels.of_company(other.id) == ()
        assert len(session.channels.of_company(desk.company_id)) == 1
    assert desk.stored().given == ()


def test_order_of_another_company_is_not_in_the_book(desk: Desk) -> None:
    """The same number there is another sale."""
    other = a_company(desk.book, "Beta Ltd")
    a_channel(desk.book, other.id, "Etsy", "etsy")
    result = desk.take(a_refund("1", "5.00"), company_id=other.id)
    assert [each.reason.why for each in result.problems] == [Why.ORDER_NOT_IN_BOOK]
    assert desk.stored().given == ()


def test_order_of_another_channel_is_said_to_be_there(desk: Desk) -> None:
    """A report of one account may tell of several channels' orders."""
    other = a_channel(desk.book, desk.company_id, "Etsy two", "etsy")
    imported(desk.book, other.id, [an_order("9")])
    desk.files.contents["report"] = [a_refund("9", "5.00")]
    result = desk.importer.import_file(
        Path("report"), desk.company_id, desk.channel, is_practice_company=False
    )
    assert [each.reason for each in result.problems] == [
        Reason.of(Why.ORDER_OF_OTHER_CHANNEL, order_number="9", channel="Etsy two")
    ]


def test_refund_in_another_currency_is_said_and_not_taken(desk: Desk) -> None:
    """At whose rate would it be credited?"""
    result = desk.take(a_refund("1", "5.00", currency="EUR"), a_refund("2", "5.00", currency=""))
    assert [each.reason for each in result.problems] == [
        Reason.of(Why.REFUND_OTHER_CURRENCY, order_number="1", found="EUR", currency="GBP")
    ]
    assert desk.stored(0).given == ()
    assert len(desk.stored(1).given) == 1


def test_refund_beyond_the_invoice_is_kept_and_said(desk: Desk) -> None:
    """The credit note stops at the invoice; the person hears of the rest, once."""
    result = desk.take(a_refund("1", "10.00"), a_refund("1", "5.00", "b", row=6))
    assert [(each.row, each.reason) for each in result.problems] == [
        (3, Reason.of(Why.REFUND_OVER_INVOICE, order_number="1", over="3.00", gross="12.00"))
    ]
    assert len(desk.stored().given) == 2
    assert desk.take(a_refund("1", "10.00"), a_refund("1", "5.00", "b")).problems == ()


def test_unsent_order_stops_when_the_report_denies_its_tax(desk: Desk) -> None:
    """It was ready under UK VAT; a later order file does not make it ready again."""
    assert desk.stored().state is OrderState.READY
    result = desk.take(evidence("1", "2.00"))
    stored = desk.stored()
    assert result.counts.changed == 1
    assert (stored.state, stored.reason and stored.reason.why) == (
        OrderState.NEEDS_ATTENTION,
        Why.MARKETPLACE_TAX_REPORTED,
    )
    assert desk.stored(1).state is OrderState.READY
    assert desk.take(evidence("1", "2.00")).counts.changed == 0


def test_order_refunded_in_full_before_it_left_gets_no_invoice(desk: Desk) -> None:
    """As an order file would say it; one in part still gets its invoice."""
    desk.take(a_refund("1", "12.00"), a_refund("2", "5.00"), evidence("3", despatched=DAY))
    desk.take(a_refund("3", "12.00"))
    reasons = [desk.stored(place).reason for place in range(3)]
    assert reasons[0] == Reason(Why.REFUNDED_IN_FULL)
    assert [desk.stored(place).state for place in range(3)] == [
        OrderState.SKIPPED,
        OrderState.READY,
        OrderState.READY,
    ]


def test_day_of_despatch_comes_from_a_report_where_the_file_has_none(desk: Desk) -> None:
    """Amazon's order files have none at all."""
    assert desk.stored().order.despatched is None
    result = desk.take(evidence("1", despatched=LATER), Told(5, "2", "GBP"))
    assert result.report == ReportTally(proven=1)
    assert desk.stored().order.despatched == LATER
    assert desk.take(evidence("1", despatched=LATER)).report == ReportTally()


def test_sent_invoice_with_vat_needs_attention_when_a_report_denies_it(desk: Desk) -> None:
    """Said once: when the person lets it stand, the next report does not raise it again."""
    desk.send()
    desk.take(evidence("1", "2.00"))
    told = Reason.of(Why.SENT_WITH_MARKETPLACE_VAT, report=REPORT, tax="2.00")
    assert (desk.stored().notice, desk.stored().state) == (told, OrderState.NEEDS_ATTENTION)
    with desk.book.writing() as session:
        session.decisions.accept_change(desk.ids[0])
    desk.take(evidence("1", "2.00"))
    assert (desk.stored().notice, desk.stored().state) == (None, OrderState.EXPORTED)


def test_sent_invoice_with_vat_needs_attention_when_the_goods_left_another_country(desk: Desk) -> None:
    """Only Amazon's VAT report knows of stock abroad; that they left the UK is no news."""
    desk.send()
    desk.take(evidence("1", ship_from="GB"))
    assert desk.stored().notice is None
    desk.take(evidence("1", ship_from="DE"), evidence("2", ship_from="DE"))
    assert desk.stored().notice == Reason.of(Why.SENT_WITH_VAT_FROM_ABROAD, country="DE")
    assert (desk.stored(1).notice, desk.stored(1).state) == (None, OrderState.NEEDS_ATTENTION)


def test_rate_that_the_channel_was_given_holds_for_sent_invoices_too(desk: Desk) -> None:
    """As it does in planning."""
    desk.send()
    with desk.book.writing() as session:
        settings_now = replace(session.channels.get(desk.channel.id).settings, vat=VatChoice.STANDARD)
        session.channels.save_settings(desk.channel.id, settings_now)
    desk.take(evidence("1", ship_from="DE"))
    assert desk.stored().notice is None


def test_nothing_is_taken_of_a_report_that_proves_damaged(desk: Desk) -> None:
    """Its end shows it, so nothing is written before."""
    damaged = ReportIncomplete(path=Path("report"), number="1", stated="2", found="3")
    with pytest.raises(ReportIncomplete):
        desk.take(a_refund("1", "5.00"), evidence("2", "2.00"), damaged)
    assert (desk.stored().told, desk.stored(1).order.reported) == ((), ())


def test_nothing_is_taken_when_it_is_cancelled(desk: Desk) -> None:
    """Until writing begins."""
    desk.files.contents["report"] = [a_refund("1", "5.00")]
    with pytest.raises(Cancelled):
        desk.importer.import_file(
            Path("report"), desk.company_id, is_practice_company=False, is_cancelled=lambda: True
        )
    assert desk.stored().told == ()


def test_report_comes_after_the_order_file_it_was_dropped_with(desk: Desk) -> None:
    """Whichever was named first; results stay in the order given."""
    desk.files.orders = (an_order("4", layout="etsy.orders"),)
    desk.files.contents["report"] = [a_refund("4", "5.00")]
    results = desk.importer.import_files(
        [Path("report"), Path("orders")], desk.company_id, is_practice_company=False
    )
    assert not any(isinstance(one, FileNotTaken) for one in results)
    report, orders = (one for one in results if isinstance(one, FileResult))
    assert report.report == ReportTally(refunds=1, orders=1, new=1, missing=0)
    assert orders.counts.new == 1


# ------------------------------------------------------------ any order of overlapping reports

ROWS = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from("12"), st.sampled_from(["1.00", "2.00"])),
    min_size=1,
    max_size=10,
).map(sorted)
SPANS = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), max_size=4)


def statement(path: Path, rows: Sequence[tuple[int, str, str]]) -> Path:
    """An Etsy statement of refunds."""
    lines = ["Date,Type,Title,Info,Currency,Amount,Fees & Taxes,Net,Tax Details"]
    lines += [f'"{day} October 2026",Refund,Refund for Order #{number},,GBP,-£{gross},--,-£{gross},--'
              for day, number, gross in rows]  # fmt: skip
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def spans(
    rows: Sequence[tuple[int, str, str]], parts: Sequence[tuple[int, int]]
) -> list[list[tuple[int, str, str]]]:
    """Downloads: each from the beginning of a day, up to wherever it was made."""
    found = [list(rows)]
    for first, last in parts:
        begin = next((place for place, row in enumerate(rows) if row[0] >= first), len(rows))
        if begin < last:
            found.append(list(rows[begin:last]))
    return [part for part in found if part]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, SPANS, st.data())
def test_overlapping_reports_give_the_same_refunds_in_any_order(
    desk: Desk,
    tmp_path: Path,
    rows: list[tuple[int, str, str]],
    parts: list[tuple[int, int]],
    data: st.DataObject,
) -> None:
    """All that the whole statement has, whichever parts come before or after it, and how often."""
    files = data.draw(st.permutations(spans(rows, parts)))
    channel = a_channel(desk.book, desk.company_id, f"Etsy {next(NUMBERS)}", "etsy")
    ids = imported(desk.book, channel.id, [an_order("1"), an_order("2")])
    clock = StillClock()
    importer = OrderImporter(desk.book, OrderFileReader(), OrderPlanner(desk.book, clock), clock)
    for place, part in enumerate([*files, files[0]]):
        path = statement(tmp_path / f"{place}.csv", part)
        importer.import_file(path, desk.company_id, channel, is_practice_company=False)
    with desk.book.reading() as session:
        stored = session.orders.get_many(ids)
    found = [
        (refund.refunded_on.day, one.order.order_number, str(refund.gross))
        for one in stored
        for refund in one.given
        if refund.refunded_on
    ]
    assert sorted(found) == rows
