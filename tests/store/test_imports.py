"""Imports: nothing of a file is seen until all of it is there."""

from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.errors import BookBusy
from kfdesk.domain.orders import Refund
from kfdesk.services.ports import Book, ImportCounts, OrderFilter
from tests.builders import a_channel, a_company, a_line, an_order, imported
from tests.store.conftest import BookFactory

COUNTS = ImportCounts(orders=1, new=1)


def _begun(book: Book, channel_id: int, *numbers: str) -> int:
    with book.writing() as session:
        file_id = session.orders.begin_file(channel_id, "a.csv", "sha", "shopify.orders")
        session.orders.add(file_id, channel_id, [an_order(number) for number in numbers])
    return file_id


def test_pieces_are_unseen_until_the_file_is_complete(book: Book) -> None:
    """No list, count or look-up shows an order of an unfinished import; then all of them do."""
    company = a_company(book)
    channel = a_channel(book, company.id)
    file_id = _begun(book, channel.id, "1")
    with book.writing() as session:
        orders = session.orders
        assert orders.ids(OrderFilter(company.id)) == []
        assert orders.unsent_ids(channel.id) == []
        assert orders.known(channel.id, ["1"]) == {}
        assert orders.counts(company.id) == {}
        assert orders.by_stamps(company.id, ["eBay 1"]) == {}
        assert orders.numbers_elsewhere(company.id, 0, ["1"]) == {}
        assert not orders.was_imported(channel.id, "sha")
        orders.complete_file(file_id, COUNTS)
        assert len(orders.ids(OrderFilter(company.id))) == 1
        assert list(orders.known(channel.id, ["1"])) == ["1"]
        assert orders.was_imported(channel.id, "sha")
        assert not orders.was_imported(channel.id, "other")


def test_new_content_is_unseen_until_the_file_is_complete(book: Book) -> None:
    """A changed order keeps its old content, lines and refunds until the whole file counts."""
    company = a_company(book)
    channel = a_channel(book, company.id)
    [order_id] = imported(book, channel.id, [an_order("1", references=("R1",))])
    newer = an_order(
        "1",
        lines=(a_line("3.00"), a_line("4.00", title="Plate")),
        refunds=(Refund(Decimal("1.00")),),
        references=("R2",),
    )
    with book.writing() as session:
        before = session.orders.get(order_id)
        file_id = session.orders.begin_file(channel.id, "b.csv", "b", "shopify.orders")
        session.orders.replace(file_id, {order_id: newer})
        assert session.orders.get(order_id) == before
        assert session.orders.ids(OrderFilter(company.id)) == [order_id]
        session.orders.complete_file(file_id, ImportCounts(changed=1))
    with book.reading() as session:
        assert session.orders.get(order_id).order == newer
        assert session.orders.ids(OrderFilter(company.id)) == [order_id]
        assert session.orders.numbers_elsewhere(company.id, 0, ["R1", "R2"]) == {"R2": ("eBay", "1")}


def test_order_keeps_its_stamp_and_verdict_when_refined(book: Book) -> None:
    """More is known of an order, and nothing else about it changes."""
    channel = a_channel(book, a_company(book).id)
    [order_id] = imported(book, channel.id, [an_order("1")])
    with book.writing() as session:
        session.orders.set_left_out([order_id], "by hand")
        before = session.orders.get(order_id)
        file_id = session.orders.begin_file(channel.id, "b.csv", "b", "shopify.items")
        session.orders.refine(file_id, {order_id: an_order("1", payment_method="PayPal")})
        session.orders.complete_file(file_id, ImportCounts(unchanged=1))
        after = session.orders.get(order_id)
    assert after.order.payment_method == "PayPal"
    assert (after.stamp, after.state, after.left_out) == (before.stamp, before.state, before.left_out)


def test_pieces_are_removed_when_the_import_is_given_up(book: Book) -> None:
    """A file that is dropped leaves nothing; a complete one cannot be dropped."""
    company = a_company(book)
    channel = a_channel(book, company.id)
    file_id = _begun(book, channel.id, "1")
    with book.writing() as session:
        session.orders.drop_file(file_id)
    [order_id] = imported(book, channel.id, [an_order("1")])
    with book.writing() as session:
        session.orders.drop_file(file_id + 1)
        assert session.orders.ids(OrderFilter(company.id)) == [order_id]


def test_broken_imports_are_removed_when_asked(book: Book) -> None:
    """Pieces that never completed go, complete ones stay, and the same orders can come again."""
    company = a_company(book)
    channel = a_channel(book, company.id)
    [kept] = imported(book, channel.id, [an_order("0")])
    _begun(book, channel.id, "1")
    with book.writing() as session:
        assert session.orders.drop_broken_files() == 1
        assert session.orders.drop_broken_files() == 0
    [again] = imported(book, channel.id, [an_order("1")])
    with book.reading() as session:
        assert sorted(session.orders.ids(OrderFilter(company.id))) == [kept, again]


def test_import_of_another_session_is_left_alone_when_it_is_under_way(
    book_factory: BookFactory, tmp_path: Path
) -> None:
    """A command and a window may import at once; only dead sessions' pieces are removed."""
    with closing(book_factory(tmp_path)) as window:
        channel = a_channel(window, a_company(window).id)
        file_id = _begun(window, channel.id, "1")
        with closing(book_factory(tmp_path)) as command:
            with command.writing() as session:
                assert session.orders.drop_broken_files() == 0
                other = session.orders.begin_file(channel.id, "a.csv", "sha", "shopify.orders")
                with pytest.raises(BookBusy):
                    session.orders.add(other, channel.id, [an_order("1")])
            with window.writing() as session:
                session.orders.complete_file(file_id, COUNTS)
            with command.reading() as session:
                assert len(session.orders.unsent_ids(channel.id)) == 1


def test_book_names_the_imports_that_were_cut_off(book_factory: BookFactory, tmp_path: Path) -> None:
    """Once, and not those of a session that still lives."""
    with closing(book_factory(tmp_path)) as first:
        channel = a_channel(first, a_company(first).id)
        _begun(first, channel.id, "1")
        with closing(book_factory(tmp_path)) as beside:
            assert beside.cut_off == ()
    with closing(book_factory(tmp_path)) as second:
        assert second.cut_off == (Path("a.csv"),)
    with closing(book_factory(tmp_path)) as third:
        assert third.cut_off == ()


def test_piece_is_refused_when_too_large(book: Book) -> None:
    """A writing transaction stays short."""
    channel = a_channel(book, a_company(book).id)
    with book.writing() as session:
        file_id = session.orders.begin_file(channel.id, "a.csv", "", "shopify.orders")
        with pytest.raises(ValueError, match="1000"):
            session.orders.add(file_id, channel.id, [an_order(str(n)) for n in range(1001)])
        session.orders.add(file_id, channel.id, [])
        session.orders.replace(file_id, {})
        assert not session.orders.was_imported(channel.id, "")


def test_orders_come_along_when_waiting_channels_are_claimed(book: Book) -> None:
    """What was imported with nothing linked belongs to the first company linked."""
    waiting = a_channel(book, None, "Etsy")
    ids = imported(book, waiting.id, [an_order("1"), an_order("2")])
    company = a_company(book)
    with book.writing() as session:
        assert session.orders.ids(OrderFilter(company.id)) == []
        assert session.channels.claim_waiting(company.id) == 2
        assert session.channels.claim_waiting(company.id) == 0
    with book.reading() as session:
        assert sorted(session.orders.ids(OrderFilter(company.id))) == ids
        assert [channel.name for channel in session.channels.of_company(company.id)] == ["Etsy"]
        assert session.channels.of_company(None) == ()
