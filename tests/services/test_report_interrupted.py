"""A report whose import was killed: read again, the book is what an unbroken import makes of it."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast

import pytest

from kfdesk.domain.orders import OrderState
from kfdesk.services.ports import StoredOrder, Told
from kfdesk.services.take_report import WRITTEN_AT_ONCE
from kfdesk.store import SqlBook, open_book
from tests.builders import DAY
from tests.services.mortal import DyingBook, Killed
from tests.services.test_take_report import Desk, a_desk, a_refund, evidence

COMMITS = 9
SENT, FULL = 0, 1
NUMBERS = [str(number) for number in range(WRITTEN_AT_ONCE + 5)]
SAID: tuple[Told, ...] = (
    *(a_refund(number, "12.00" if number == str(FULL) else "5.00") for number in NUMBERS[1:]),
    evidence(NUMBERS[SENT], "2.00"),
    evidence(NUMBERS[-1], "2.00", despatched=DAY),
)
"""Refunds of more orders than go in one transaction, one in full, and tax that is not the seller's."""


def orders_of(desk: Desk) -> list[StoredOrder]:
    """All of them, as the book has them."""
    with desk.book.reading() as session:
        return list(session.orders.get_many(desk.ids))


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[StoredOrder]]:
    """What the report brings when nothing stops it."""
    with a_desk(tmp_path_factory.mktemp("unbroken"), NUMBERS) as desk:
        desk.send(SENT)
        desk.take(*SAID)
        yield orders_of(desk)


def test_report_brings_something_of_every_kind(unbroken: list[StoredOrder]) -> None:
    """A notice, an order left out, one that needs attention, and refunds; else a kill proves nothing."""
    assert unbroken[SENT].notice
    assert [unbroken[place].state for place in (FULL, -1)] == [
        OrderState.SKIPPED,
        OrderState.NEEDS_ATTENTION,
    ]
    assert sum(len(each.given) for each in unbroken) == len(NUMBERS) - 1


@pytest.mark.parametrize("commit", range(1, COMMITS))
def test_book_is_whole_when_a_killed_report_is_read_again(
    data_dir: Path, unbroken: list[StoredOrder], commit: int
) -> None:
    """Refunds, verdicts and notices alike, whenever the process died."""
    with a_desk(data_dir, NUMBERS) as desk:
        desk.send(SENT)
        book = desk.book
        desk.book = cast("SqlBook", DyingBook(book, commit))
        with suppress(Killed):
            desk.take(*SAID)
        book.close()
        desk.book = open_book(data_dir)
        desk.take(*SAID)
        assert orders_of(desk) == unbroken
        assert desk.take(*SAID).counts.changed == 0
