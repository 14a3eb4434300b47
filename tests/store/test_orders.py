"""Orders in the book: kept whole, listed, judged, left out."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec import structs

from kfdesk.domain.orders import Order, OrderState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.ports import Book, OrderColumn, OrderFilter, OrderVerdict
from tests.builders import DAY, a_buyer, a_channel, a_company, a_line, an_order, imported
from tests.store.strategies import ORDERS


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(order=ORDERS)
def test_order_comes_back_when_stored(book: Book, order: Order) -> None:
    """An order is read back as it was imported, to the last digit."""
    company = a_company(book)
    with book.writing() as session:
        waiting = session.channels.of_company(company.id)
    channel = waiting[0] if waiting else a_channel(book, company.id)
    with book.reading() as session:
        number = str(len(session.orders.unsent_ids(channel.id)))
    order = structs.replace(order, order_number=number)
    [order_id] = imported(book, channel.id, [order])
    with book.reading() as session:
        assert repr(session.orders.get(order_id).order) == repr(order)


def test_order_has_its_stamp_and_first_gross_when_imported(book: Book) -> None:
    """The stamp is fixed at import; the gross is what the channel states until it is planned."""
    channel = a_channel(book, a_company(book).id, "eBay")
    [order_id] = imported(book, channel.id, [an_order("12-345")])
    with book.writing() as session:
        session.channels.rename(channel.id, "eBay UK")
        stored = session.orders.get(order_id)
    assert stored.stamp == "eBay 12-345"
    assert stored.gross == Decimal("12.00")
    assert stored.state is OrderState.WAITING


def test_stamp_is_kept_when_longer_than_allowed(book: Book) -> None:
    """A stamp too long for KashFlow is stored; planning refuses it."""
    channel = a_channel(book, a_company(book).id)
    [order_id] = imported(book, channel.id, [an_order("9" * 60)])
    with book.reading() as session:
        assert len(session.orders.get(order_id).stamp) == len("eBay ") + 60


def test_add_is_refused_when_the_number_is_known(book: Book) -> None:
    """One channel has an order number once."""
    channel = a_channel(book, a_company(book).id)
    imported(book, channel.id, [an_order("1")])
    with pytest.raises(ValueError, match="already"):
        imported(book, channel.id, [an_order("1")])


@pytest.mark.parametrize("is_linked", [True, False])
def test_add_is_refused_when_stamps_collide(book: Book, is_linked: bool) -> None:
    """Two orders of one company, or of none yet, never share a stamp, whatever the case."""
    company_id = a_company(book).id if is_linked else None
    imported(book, a_channel(book, company_id, "eBay").id, [an_order("UK 7")])
    with pytest.raises(ValueError, match="stamp"):
        imported(book, a_channel(book, company_id, "EBAY UK").id, [an_order("7")])


def test_stamps_are_free_again_when_in_another_company(book: Book) -> None:
    """Nothing of one company is matched under another."""
    first, second = a_company(book), a_company(book, "Other Ltd")
    [one] = imported(book, a_channel(book, first.id).id, [an_order("1")])
    [two] = imported(book, a_channel(book, second.id).id, [an_order("1")])
    with book.reading() as session:
        assert session.orders.by_stamps(first.id, [" EBAY 1 ", "eBay 2"]) == {"ebay 1": one}
        assert session.orders.by_stamps(second.id, ["ebay 1"]) == {"ebay 1": two}
        assert session.orders.ids(OrderFilter(first.id)) == [one]


def test_numbers_elsewhere_are_found_when_another_channel_has_them(book: Book) -> None:
    """Numbers and references of other channels of the company are found, not one's own."""
    company = a_company(book)
    shop, ebay = a_channel(book, company.id, "Shop"), a_channel(book, company.id, "eBay")
    imported(book, shop.id, [an_order("S1", references=("E-77",))])
    imported(book, ebay.id, [an_order("E9")])
    with book.reading() as session:
        found = session.orders.numbers_elsewhere(company.id, ebay.id, ["E-77", "S1", "E9", "none"])
        waiting = session.orders.numbers_elsewhere(None, ebay.id, ["S1"])
    assert found == {"E-77": ("Shop", "S1"), "S1": ("Shop", "S1")}
    assert waiting == {}


def listed(book: Book) -> tuple[int, int, list[int]]:
    """A company with three orders on two channels."""
    company = a_company(book)
    ebay, shop = a_channel(book, company.id, "eBay"), a_channel(book, company.id, "Shop")
    ids = imported(
        book,
        ebay.id,
        [
            an_order("B1", ordered=DAY, buyer=a_buyer(name="Zoë 100%")),
            an_order("A2", ordered=DAY - timedelta(days=40), lines=(a_line("5.00"),)),
        ],
    )
    ids += imported(book, shop.id, [an_order("C3", ordered=DAY + timedelta(days=1), lines=(a_line("7.00"),))])
    return company.id, ebay.id, ids


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (OrderColumn.ORDERED, [1, 0, 2]),
        (OrderColumn.ORDER_NUMBER, [1, 0, 2]),
        (OrderColumn.GROSS, [1, 2, 0]),
        (OrderColumn.BUYER, [1, 2, 0]),
        (OrderColumn.CHANNEL, [0, 1, 2]),
        (OrderColumn.STATE, [0, 1, 2]),
        (OrderColumn.INVOICE, [0, 1, 2]),
    ],
)
def test_ids_are_sorted_when_a_column_is_asked_for(book: Book, column: OrderColumn, order: list[int]) -> None:
    """Each column sorts, ties by id, and the other way round when descending."""
    company_id, _, ids = listed(book)
    with book.reading() as session:
        ascending = session.orders.ids(OrderFilter(company_id), column, descending=False)
        descending = session.orders.ids(OrderFilter(company_id), column)
    assert ascending == [ids[place] for place in order]
    assert descending == ascending[::-1]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"first": DAY}, [0, 2]),
        ({"last": DAY}, [0, 1]),
        ({"first": DAY, "last": DAY}, [0]),
        ({"text": " b1 "}, [0]),
        ({"text": "ZOË"}, [0]),
        ({"text": "100%"}, [0]),
        ({"text": "%"}, [0]),
        ({"text": "left out by"}, [1]),
        ({"state": OrderState.SKIPPED}, [1]),
        ({"channel_id": -1}, []),
    ],
)
def test_ids_are_those_wanted_when_filtered(book: Book, wanted: dict[str, object], found: list[int]) -> None:
    """Period, text (number, buyer, message), state and channel narrow the list."""
    company_id, _, ids = listed(book)
    with book.writing() as session:
        session.orders.set_left_out([ids[1]], "posted by hand")
    which = replace(OrderFilter(company_id), **wanted)  # type: ignore[arg-type] # the cases are typed loosely
    with book.reading() as session:
        assert sorted(session.orders.ids(which)) == [ids[place] for place in found]


def test_rows_come_in_the_order_asked_when_shown(book: Book) -> None:
    """Rows show what a list needs, in the order of the ids."""
    _, ebay_id, ids = listed(book)
    with book.reading() as session:
        rows = session.orders.rows([ids[2], ids[0], 999])
        many = session.orders.get_many([ids[2], ids[0], 999])
    assert [row.order_number for row in rows] == ["C3", "B1"]
    assert [one.order.order_number for one in many] == ["C3", "B1"]
    row = rows[1]
    assert (row.channel_id, row.channel_name, row.buyer) == (ebay_id, "eBay", "Zoë 100%")
    assert (row.gross, row.currency, row.ordered, row.despatched) == (Decimal("12.00"), "GBP", DAY, None)


def test_get_is_an_error_when_there_is_no_such_order(book: Book) -> None:
    """An id that never was is our mistake."""
    with book.reading() as session, pytest.raises(KeyError):
        session.orders.get(1)


def test_verdicts_are_kept_when_orders_are_planned(book: Book) -> None:
    """State, reason and gross are those of the plan, and are counted and grouped."""
    company_id, ebay_id, ids = listed(book)
    reason = Reason.of(Why.VAT_UNKNOWN, title="Mug")
    attention = OrderState.NEEDS_ATTENTION
    with book.writing() as session:
        session.orders.save_verdicts(
            [
                OrderVerdict(ids[0], OrderState.READY, None, Decimal("11.00")),
                OrderVerdict(ids[1], attention, reason, Decimal("5.00")),
                OrderVerdict(ids[2], attention, reason, Decimal("7.00")),
            ]
        )
    with book.reading() as session:
        counts = session.orders.counts(company_id)
        groups = session.orders.attention(company_id)
        assert session.orders.get(ids[0]).gross == Decimal("11.00")
        assert session.orders.get(ids[1]).reason == reason
    assert counts[ebay_id, OrderState.READY] == 1
    assert sum(counts.values()) == 3
    assert [(group.channel_name, group.count, group.reason) for group in groups] == [
        ("eBay", 1, reason),
        ("Shop", 1, reason),
    ]


def test_order_stays_skipped_when_it_was_left_out(book: Book) -> None:
    """Planning does not bring back what a person took out; only the person does."""
    _, ebay_id, [order_id, *_] = listed(book)
    with book.writing() as session:
        session.orders.set_left_out([order_id], "by hand")
        session.orders.save_verdicts([OrderVerdict(order_id, OrderState.READY, None, Decimal(1))])
    with book.reading() as session:
        stored = session.orders.get(order_id)
    assert (stored.state, stored.left_out) == (OrderState.SKIPPED, "by hand")
    assert stored.reason == Reason.of(Why.LEFT_OUT, reason="by hand")
    with book.writing() as session:
        session.orders.set_left_out([order_id], "")
        assert session.orders.get(order_id).state is OrderState.WAITING
        assert order_id in session.orders.unsent_ids(ebay_id)
