"""Telling a refund: checked against the invoice, kept for the next export, never credited twice."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from kfdesk.domain import errors
from kfdesk.domain.orders import Order, OrderState, Refund
from kfdesk.domain.reasons import Why
from kfdesk.services.tell_refund import DatedRefunds, TellRefund, ToldRefund
from tests.builders import DAY, an_order
from tests.services.credited import WHEN, changed, exported, notes, preview, refunded
from tests.services.export_world import NOW, World, why

TODAY = NOW.date()


def refunds(world: World) -> TellRefund:
    return TellRefund(world.book, world.clock, "ann")


def told(amount: str, day: date = WHEN, **more: Any) -> ToldRefund:
    return ToldRefund(Decimal(amount), day, **more)


def file_vat_to(world: World, day: date) -> None:
    with world.book.writing() as session:
        session.companies.set_vat_filed_to(world.company.id, day)


def dated(world: World, ids: Sequence[int], day: date = WHEN) -> DatedRefunds:
    return refunds(world).date_all(ids, told("0", day), lambda _done, _total: None, lambda: False)


def test_refund_is_told_and_waits_for_the_next_export(world: World) -> None:
    """Nothing is sent at once; the preview shows the note, the export posts it."""
    order_id, _ = exported(world)
    before = len(world.ledger.calls())
    refunds(world).tell(order_id, told("6.00", note="cracked"))
    assert len(world.ledger.calls()) == before
    [row] = preview(world).notes
    assert (row.gross, row.stamp) == (Decimal("-6.00"), "eBay 1001 CN1")
    world.export(preview=preview(world))
    assert world.ledger.invoices()[1].invoice_date == WHEN
    with world.book.reading() as session:
        [kept] = session.orders.get(order_id).given
    assert (kept.reference, kept.nth) == ("cracked", 1)


def test_offer_is_what_is_left_of_the_invoice(world: World) -> None:
    """What is told or credited is off; nothing more can be told when nothing is left."""
    order_id, _ = exported(world)
    service = refunds(world)
    assert service.offer(order_id).proposed == Decimal("16.00")
    service.tell(order_id, told("6.00"))
    assert service.offer(order_id).left == Decimal("10.00")
    world.export()
    assert service.offer(order_id).left == Decimal("10.00")
    service.tell(order_id, told("10.00"))
    with pytest.raises(errors.NothingLeftToCredit):
        service.offer(order_id)


def test_offer_dates_run_from_the_invoice_to_today(world: World) -> None:
    """A day before there was an invoice, or one to come, cannot be."""
    order_id, _ = exported(world)
    offer = refunds(world).offer(order_id)
    assert (offer.first, offer.last) == (DAY, TODAY)


def test_refund_that_cannot_be_is_refused(world: World) -> None:
    """Each in its own words, and nothing is kept."""
    order_id, _ = exported(world)
    wrong: tuple[tuple[ToldRefund, type[errors.MendableError]], ...] = (
        (told("0.00"), errors.RefundNotAnAmount),
        (told("-1.00"), errors.RefundNotAnAmount),
        (told("1.005"), errors.RefundNotAnAmount),
        (told("16.01"), errors.RefundTooMuch),
        (told("1.00", DAY - timedelta(days=1)), errors.RefundDayNotPossible),
        (told("1.00", TODAY + timedelta(days=1)), errors.RefundDayNotPossible),
    )
    for refund, error in wrong:
        with pytest.raises(error):
            refunds(world).tell(order_id, refund)
    assert preview(world).is_empty


def test_refund_in_a_filed_period_wants_a_yes(world: World) -> None:
    """Refused first; with the yes it is posted under its own date."""
    order_id, _ = exported(world)
    file_vat_to(world, WHEN)
    with pytest.raises(errors.RefundPeriodFiled):
        refunds(world).tell(order_id, told("6.00"))
    refunds(world).tell(order_id, told("6.00", is_late=True))
    world.export()
    assert world.ledger.invoices()[1].invoice_date == WHEN
    assert world.states([order_id]) == [OrderState.EXPORTED]


def test_refund_needs_an_invoice_that_stands(world: World) -> None:
    """An order that was not exported has nothing to credit."""
    [order_id] = world.put([an_order("7")])
    with pytest.raises(errors.InvoiceNotStanding):
        refunds(world).tell(order_id, told("1.00"))


# -- told once by a person, and once by a file


def test_same_sum_told_again_is_asked_about(world: World) -> None:
    """Unless it is said to be one more."""
    order_id, _ = exported(world)
    service = refunds(world)
    service.tell(order_id, told("6.00"))
    with pytest.raises(errors.RefundKnown):
        service.tell(order_id, told("6.00", WHEN + timedelta(days=1)))
    service.tell(order_id, told("6.00", WHEN + timedelta(days=1), is_further=True))
    world.export()
    assert [each.stamp for each in notes(world, order_id)] == ["eBay 1001 CN1", "eBay 1001 CN2"]


def test_file_that_tells_it_too_adds_nothing(world: World) -> None:
    """Whatever day the file gives it, nearly the same day: one refund, one note."""
    order_id, order = exported(world)
    refunds(world).tell(order_id, told("6.00"))
    world.export()
    for days in (0, 1, 7):
        refunded(world, order_id, order, ("6.00", WHEN + timedelta(days=days)))
        assert preview(world).is_empty


def test_file_that_tells_both_of_two_like_refunds_adds_nothing(world: World) -> None:
    """One from a file, a further one told: the file's second is the one that was told."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", WHEN))
    world.export()
    next_day = WHEN + timedelta(days=1)
    refunds(world).tell(order_id, told("6.00", next_day, is_further=True))
    world.export()
    refunded(world, order_id, order, ("6.00", WHEN), ("6.00", next_day))
    world.export()
    assert len(notes(world, order_id)) == 2


def test_like_refund_weeks_later_is_one_more(world: World) -> None:
    """The same sum far apart is not taken for the same money."""
    order_id, order = exported(world)
    refunds(world).tell(order_id, told("6.00"))
    world.export()
    refunded(world, order_id, order, ("6.00", WHEN + timedelta(days=9)))
    world.export()
    assert len(notes(world, order_id)) == 2


# -- what the file tells without a day


def undated_orders(world: World) -> tuple[list[int], list[Order]]:
    orders = [an_order(number) for number in ("1", "2", "3")]
    ids = world.put(orders)
    world.export()
    for order_id, order in zip(ids, orders, strict=True):
        refunded(world, order_id, order, ("6.00", None))
    world.planner.preview(world.company.id, None)
    return ids, orders


def test_day_alone_is_asked_where_the_file_tells_the_sum(world: World) -> None:
    """What it leaves undated is proposed."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", None))
    offer = refunds(world).offer(order_id)
    assert (offer.undated, offer.proposed, offer.left) == (Decimal("6.00"), Decimal("6.00"), Decimal("16.00"))
    refunds(world).tell(order_id, told("6.00"))
    assert why(world, order_id) is None
    world.export()
    assert [each.content.invoice.gross_amount for each in notes(world, order_id)] == [Decimal("-6.00")]


def test_one_day_is_told_for_the_whole_group(world: World) -> None:
    """Each gets its own note, dated that day."""
    ids, _ = undated_orders(world)
    outcome = dated(world, ids)
    assert (outcome.told, outcome.gross, outcome.refused) == (3, {"GBP": Decimal("18.00")}, [])
    world.export()
    assert {notes(world, each)[0].content.invoice.invoice_date for each in ids} == {WHEN}


def test_group_leaves_what_cannot_have_been_on_that_day(world: World) -> None:
    """An order invoiced later keeps its question."""
    [late_id] = world.put([an_order("9", paid=WHEN + timedelta(days=3), ordered=WHEN)])
    world.export()
    refunded(world, late_id, an_order("9", paid=WHEN + timedelta(days=3), ordered=WHEN), ("2.00", None))
    ids, _ = undated_orders(world)
    outcome = dated(world, [*ids, late_id])
    assert outcome.told == 3
    [(number, error)] = outcome.refused
    assert (number, type(error)) == ("9", errors.RefundDayNotPossible)
    assert why(world, late_id) is Why.REFUND_DATE_NEEDED


def test_refund_in_steps_is_told_in_steps(world: World) -> None:
    """A file's growing sum asks for the day of what is new."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", None))
    refunds(world).tell(order_id, told("6.00"))
    world.export()
    refunded(world, order_id, order, ("10.00", None))
    assert refunds(world).offer(order_id).undated == Decimal("4.00")
    refunds(world).tell(order_id, told("4.00", WHEN + timedelta(days=2)))
    world.export()
    sums = [each.content.invoice.gross_amount for each in notes(world, order_id)]
    assert sums == [Decimal("-6.00"), Decimal("-4.00")]


def test_cancelled_order_asks_from_which_day_it_is_credited(world: World) -> None:
    """The whole invoice, once the day is told."""
    order_id, order = exported(world)
    changed(world, order_id, replace(order, is_cancelled=True))
    world.planner.preview(world.company.id, None)
    assert why(world, order_id) is Why.CANCELLED_AFTER_EXPORT
    offer = refunds(world).offer(order_id)
    assert (offer.proposed, offer.is_cancelled) == (Decimal("16.00"), True)
    refunds(world).tell(order_id, told("16.00"))
    world.export()
    assert sum(each.gross_amount for each in world.ledger.invoices()) == 0
    assert world.states([order_id]) == [OrderState.EXPORTED]


def test_money_back_beyond_the_invoice_is_said(world: World) -> None:
    """The invoice is credited, the rest is for the person; nothing of it is silent."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("20.00", WHEN))
    world.export()
    world.export()
    assert [each.content.invoice.gross_amount for each in notes(world, order_id)] == [Decimal("-16.00")]
    assert why(world, order_id) is Why.REFUND_OVER_INVOICE


def test_reports_and_files_of_one_refund_make_one_note(world: World) -> None:
    """A money report gives it a reference and another day."""
    order_id, order = exported(world)
    with world.book.writing() as session:
        report = Refund(Decimal("6.00"), WHEN + timedelta(days=2), reference="R-1")
        session.decisions.add_refund(order_id, report)
    refunded(world, order_id, order, ("6.00", WHEN))
    world.export()
    assert len(notes(world, order_id)) == 1
