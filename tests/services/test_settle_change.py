"""Orders that changed after their invoice was sent: shown, settled by a person, never invoiced twice."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from kfdesk.domain.errors import NoChangeToSettle
from kfdesk.domain.orders import Order, OrderState
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.settle_change import SettleChange
from kfdesk.services.tell_refund import TellRefund, ToldRefund
from tests.builders import a_line
from tests.services.credited import WHEN, changed, exported, notes, preview, refunded
from tests.services.export_world import World, why


def changes(world: World) -> SettleChange:
    return SettleChange(world.book, world.planner, TellRefund(world.book, world.clock), world.clock, "ann")


def leave(world: World, order_id: int) -> int:
    return changes(world).leave([order_id], lambda _done, _total: None, lambda: False)


def an_order_now(order: Order, gross: str, **more: Any) -> Order:
    """The order with one line of this sum at 20 %."""
    return replace(order, lines=(a_line(gross),), stated_total=Decimal(gross), **more)


def a_changed_one(world: World, gross: str) -> int:
    order_id, order = exported(world)
    changed(world, order_id, an_order_now(order, gross))
    return order_id


def test_change_is_shown_with_before_and_after(world: World) -> None:
    """Gross, VAT and lines, as sent and as they would be invoiced now."""
    matter = changes(world).look(a_changed_one(world, "12.00"))
    assert matter
    assert matter.after
    assert (matter.before.gross_amount, matter.before.vat_amount) == (Decimal("16.00"), Decimal("2.00"))
    assert (matter.after.gross_amount, matter.after.vat_amount) == (Decimal("12.00"), Decimal("2.00"))
    assert (len(matter.before.lines), len(matter.after.lines)) == (2, 1)
    assert (matter.difference, matter.left, matter.may_be_left) == (Decimal("4.00"), Decimal("16.00"), True)


@pytest.mark.parametrize("gross", ["12.00", "20.00"])
def test_change_sends_nothing_by_itself(world: World, gross: str) -> None:
    """Neither a second invoice nor a credit note."""
    order_id = a_changed_one(world, gross)
    world.export()
    world.export(preview=preview(world))
    assert len(world.ledger.invoices()) == 1
    assert world.states([order_id]) == [OrderState.CHANGED]


def test_invoice_left_as_it_is_is_not_asked_about_again(world: World) -> None:
    """Until a file changes the order once more."""
    order_id, order = exported(world)
    changed(world, order_id, an_order_now(order, "20.00"))
    assert leave(world, order_id) == 1
    assert world.states([order_id]) == [OrderState.EXPORTED]
    world.export()
    assert len(world.ledger.invoices()) == 1
    changed(world, order_id, an_order_now(order, "21.00"))
    assert world.states([order_id]) == [OrderState.CHANGED]
    assert leave(world, order_id) == 1
    assert leave(world, order_id) == 0


def test_difference_is_credited_by_the_next_export(world: World) -> None:
    """KashFlow then holds what the order comes to now."""
    order_id = a_changed_one(world, "12.00")
    matter = changes(world).look(order_id)
    assert matter
    changes(world).credit(order_id, ToldRefund(matter.difference, WHEN))
    assert len(world.ledger.invoices()) == 1
    world.export()
    assert sum(each.gross_amount for each in world.ledger.invoices()) == Decimal("12.00")
    assert world.states([order_id]) == [OrderState.EXPORTED]
    with pytest.raises(NoChangeToSettle):
        changes(world).credit(order_id, ToldRefund(Decimal("1.00"), WHEN))


def test_all_of_it_is_credited_when_the_person_says_so(world: World) -> None:
    """The new sale is then the person's to enter; kfdesk sends no second invoice."""
    order_id = a_changed_one(world, "20.00")
    matter = changes(world).look(order_id)
    assert matter
    assert matter.difference == 0
    changes(world).credit(order_id, ToldRefund(matter.left, WHEN))
    world.export()
    world.export()
    assert [each.gross_amount for each in world.ledger.invoices()] == [Decimal("16.00"), Decimal("-16.00")]


def test_credited_money_is_off_the_difference(world: World) -> None:
    """A file whose total falls with the refund does not have it credited twice."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("4.00", WHEN))
    world.export()
    changed(world, order_id, replace(an_order_now(order, "12.00"), refunds=order.refunds))
    matter = changes(world).look(order_id)
    assert matter
    assert matter.difference == 0


def test_refund_of_a_changed_order_waits_until_the_change_is_settled(world: World) -> None:
    """Then it goes by itself."""
    order_id, order = exported(world)
    changed(world, order_id, an_order_now(order, "20.00"))
    refunded(world, order_id, an_order_now(order, "20.00"), ("6.00", WHEN))
    [note] = world.export().credit_notes
    assert note.reason
    assert note.reason.why is Why.CREDIT_NOTE_WAITS
    leave(world, order_id)
    world.export()
    assert len(notes(world, order_id)) == 1


def test_cancelled_order_can_keep_its_invoice(world: World) -> None:
    """The person knows better than the file; no day is asked for any more."""
    order_id, order = exported(world)
    changed(world, order_id, replace(order, is_cancelled=True))
    assert leave(world, order_id) == 1
    world.export()
    world.export()
    assert len(world.ledger.invoices()) == 1
    assert world.states([order_id]) == [OrderState.EXPORTED]


@pytest.mark.parametrize("why", [Why.SENT_WITH_MARKETPLACE_VAT, Why.SENT_WITH_VAT_FROM_ABROAD])
def test_what_a_report_says_against_an_invoice_can_be_left(world: World, why: Why) -> None:
    """The person takes note of it; nothing is sent, and it does not come again."""
    order_id, _ = exported(world)
    with world.book.writing() as session:
        session.exports.set_notice(order_id, Reason.of(why, report="amazon.vat", tax="2.00", country="DE"))
    assert world.states([order_id]) == [OrderState.NEEDS_ATTENTION]
    assert leave(world, order_id) == 1
    world.export()
    assert (world.states([order_id]), len(world.ledger.invoices())) == ([OrderState.EXPORTED], 1)


def test_refund_without_a_day_can_be_left(world: World) -> None:
    """It was entered by hand, say; a refund that grows asks anew."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", None))
    assert leave(world, order_id) == 1
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED]
    refunded(world, order_id, order, ("7.00", None))
    world.export()
    assert why(world, order_id) is Why.REFUND_DATE_NEEDED


def test_money_back_beyond_the_invoice_can_be_left(world: World) -> None:
    """Seen once, it is not shown again."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("20.00", WHEN))
    world.export()
    assert leave(world, order_id) == 1
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED]


def test_credit_note_in_a_filed_period_goes_after_a_yes(world: World) -> None:
    """The same button says *post it all the same*."""
    order_id, order = exported(world)
    with world.book.writing() as session:
        session.companies.set_vat_filed_to(world.company.id, WHEN)
    refunded(world, order_id, order, ("6.00", WHEN))
    world.export()
    assert why(world, order_id) is Why.VAT_PERIOD_FILED
    assert leave(world, order_id) == 1
    world.export()
    assert len(notes(world, order_id)) == 1
