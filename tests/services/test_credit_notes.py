"""Refunds become credit notes in KashFlow: once, to the penny, paid back the way they were paid."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kfdesk.domain.errors import PreviewOutdated
from kfdesk.domain.orders import OrderState, Refund
from kfdesk.domain.postings import Condition, Step
from kfdesk.domain.reasons import Why
from kfdesk.practice import Fault, FaultKind
from kfdesk.services.as_json import export_json
from kfdesk.services.preview import RowKind
from tests.builders import DAY, an_order
from tests.services.credited import WHEN, exported, notes, preview, refunded
from tests.services.export_world import World, add_invoice


def test_refund_becomes_a_paid_back_credit_note(world: World) -> None:
    """A line for each rate, dated the refund's day, with a negative payment by the same way."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", WHEN))
    result = world.export()
    assert result.stopped_by is None, result
    invoice, note = world.ledger.invoices()
    assert (note.customer_reference, note.invoice_date) == ("eBay 1001 CN1", WHEN)
    # 6.00 of 12.00 + 4.00: 4.50 with VAT of 0.75, and 1.50 without.
    lines = [(line.quantity, line.rate, line.vat_rate, line.vat_amount) for line in note.lines]
    assert lines == [
        (Decimal(1), Decimal("-3.75"), Decimal(20), Decimal("-0.75")),
        (Decimal(1), Decimal("-1.50"), Decimal(0), Decimal("0.00")),
    ]
    received, given_back = world.ledger.payments()
    assert (given_back.amount, given_back.payment_date) == (Decimal("-6.00"), WHEN)
    assert (given_back.method_id, given_back.account_id) == (received.method_id, received.account_id)
    assert invoice.amount_paid == Decimal("16.00")
    told: Any = export_json(result)["credit_notes"]
    assert told[0] == {
        "channel": "eBay",
        "order_number": "1001",
        "credit_note": "eBay 1001 CN1",
        "state": "exported",
        "invoice_number": note.number,
        "gross": "-6.00",
        "currency": "GBP",
        "message": told[0]["message"],
    }
    assert world.states([order_id]) == [OrderState.EXPORTED]


def test_second_export_posts_no_credit_note_again(world: World) -> None:
    """Once, and only once."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", WHEN))
    world.export()
    result = world.export()
    assert len(world.ledger.invoices()) == 2
    assert result.credit_notes == ()


def test_chain_of_refunds_leaves_nothing_of_the_invoice(world: World) -> None:
    """The last note brings net and VAT to exactly nothing."""
    order_id, order = exported(world)
    later = WHEN + timedelta(days=1)
    refunded(world, order_id, order, ("5.55", WHEN), ("10.45", later))
    world.export()
    assert sum(each.net_amount for each in world.ledger.invoices()) == 0
    assert sum(each.vat_amount for each in world.ledger.invoices()) == 0
    assert [each.stamp for each in notes(world, order_id)] == ["eBay 1001 CN1", "eBay 1001 CN2"]
    assert {each.step for each in notes(world, order_id)} == {Step.VERIFIED}


def test_credit_note_is_set_against_an_invoice_that_is_not_paid(world: World) -> None:
    """No money came, so none goes back."""
    world.change(record_payments=False)
    order_id, order = exported(world)
    refunded(world, order_id, order, ("16.00", WHEN))
    world.export()
    invoice, note = world.ledger.invoices()
    assert (invoice.amount_paid, note.amount_paid) == (Decimal("16.00"), Decimal("-16.00"))
    assert world.calls("applyCreditNoteToInvoice") == 1
    assert world.calls("InsertInvoicePayment") == 0
    assert notes(world, order_id)[0].step is Step.VERIFIED


def test_refund_without_a_date_asks_for_it(world: World) -> None:
    """Nothing is sent; the order says what is asked, and goes on once it is told."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", None))
    result = world.export()
    assert world.states([order_id]) == [OrderState.NEEDS_ATTENTION]
    assert [each.state for each in result.credit_notes] == [OrderState.NEEDS_ATTENTION]
    assert result.needs_a_person
    with world.book.writing() as session:
        session.decisions.add_refund(order_id, Refund(Decimal("6.00"), WHEN))
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED]
    assert world.ledger.invoices()[1].invoice_date == WHEN


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.DROP_BEFORE, FaultKind.LATE])
@pytest.mark.parametrize("operation", ["InsertInvoice", "InsertInvoicePayment"])
def test_credit_note_is_there_once_when_a_reply_was_lost(
    world: World, kind: FaultKind, operation: str
) -> None:
    """Looked for, waited for, sent again only when it is surely not there."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", WHEN))
    world.ledger.inject(Fault(kind, operation, seconds=0.2))
    world.export()
    world.export()
    assert len(world.ledger.invoices()) == 2
    assert [each.amount for each in world.ledger.payments()] == [Decimal("16.00"), Decimal("-6.00")]
    [note] = notes(world, order_id)
    assert (note.step, note.condition) == (Step.VERIFIED, Condition.CLEAR)


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.DROP_BEFORE, FaultKind.LATE])
def test_credit_note_is_applied_once_when_the_reply_was_lost(world: World, kind: FaultKind) -> None:
    """What is paid is read again before it is repeated."""
    world.change(record_payments=False)
    order_id, order = exported(world)
    refunded(world, order_id, order, ("16.00", WHEN))
    world.ledger.inject(Fault(kind, "applyCreditNoteToInvoice", seconds=0.2))
    world.export()
    invoice, note = world.ledger.invoices()
    assert (invoice.amount_paid, note.amount_paid) == (Decimal("16.00"), Decimal("-16.00"))
    assert notes(world, order_id)[0].step is Step.VERIFIED


# -- a preview


def test_preview_shows_credit_notes_as_they_are_posted(world: World) -> None:
    """Reference, VAT and sum beside the invoices; what was shown is what is sent."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", WHEN))
    world.put([an_order("1002")])
    shown = preview(world)
    [note] = shown.notes
    assert (note.kind, note.stamp, note.order_number) == (RowKind.CREDIT_NOTE, "eBay 1001 CN1", "1001")
    assert (note.net, note.vat, note.gross) == (Decimal("-5.25"), Decimal("-0.75"), Decimal("-6.00"))
    assert (shown.gross, shown.credited) == ({"GBP": Decimal("12.00")}, {"GBP": Decimal("-6.00")})
    [line] = shown.channels
    assert (line.orders, line.credit_notes, line.credited) == (1, 1, {"GBP": Decimal("-6.00")})
    result = world.export(preview=shown)
    assert result.stopped_by is None
    assert [each.customer_reference for each in world.ledger.invoices()] == [
        "eBay 1001",
        "eBay 1002",
        "eBay 1001 CN1",
    ]
    assert world.ledger.invoices()[2].gross_amount == note.gross


def test_export_of_credit_notes_alone_sends_the_first_alone(world: World) -> None:
    """It is read back every way before the second goes."""
    first, order = exported(world)
    [second] = world.put([an_order("1002")])
    world.export()
    refunded(world, first, order, ("6.00", WHEN))
    refunded(world, second, an_order("1002"), ("12.00", WHEN))
    shown = preview(world)
    assert (shown.rows, len(shown.notes), shown.is_empty) == ((), 2, False)
    before = len(world.ledger.calls())
    world.export(preview=shown)
    sent = [call.operation for call in world.ledger.calls()[before:]]
    inserts = [place for place, operation in enumerate(sent) if operation == "InsertInvoice"]
    between = sent[inserts[0] : inserts[1]]
    assert {"GetInvoice", "GetInvoicesByDateRange", "GetInvoicesForCustomer"} <= set(between)
    assert len(world.ledger.invoices()) == 4
    assert preview(world).is_empty


def test_export_of_a_preview_stops_when_a_refund_came_since(world: World) -> None:
    """Nothing is sent, neither invoice nor note; the new preview shows both."""
    order_id, order = exported(world)
    world.put([an_order("1002")])
    shown = preview(world)
    refunded(world, order_id, order, ("6.00", WHEN))
    with pytest.raises(PreviewOutdated):
        world.export(preview=shown)
    assert len(world.ledger.invoices()) == 1
    world.export(preview=preview(world))
    assert len(world.ledger.invoices()) == 3


def test_export_of_a_preview_stops_when_a_refund_shown_is_another_now(world: World) -> None:
    """A credit note of another sum is not what was shown."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", WHEN))
    shown = preview(world)
    refunded(world, order_id, order, ("7.00", WHEN))
    with pytest.raises(PreviewOutdated):
        world.export(preview=shown)
    assert len(world.ledger.invoices()) == 1


def test_credit_note_of_an_order_invoiced_by_the_same_run_waits_for_the_next(world: World) -> None:
    """It was in no preview; the result says that it is ready, and the next export posts it."""
    refund = Refund(Decimal("6.00"), WHEN)
    [order_id] = world.put([an_order(refunds=(refund,))])
    result = world.export(preview=preview(world))
    assert [each.state for each in result.credit_notes] == [OrderState.READY]
    assert len(world.ledger.invoices()) == 1
    world.export(preview=preview(world))
    assert [each.step for each in notes(world, order_id)] == [Step.VERIFIED]


def test_preview_leaves_over_what_a_person_is_asked(world: World) -> None:
    """A refund without a date is counted with its cause."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", None))
    [line] = preview(world).channels
    [(reason, state, count)] = line.left_over
    assert reason
    assert (reason.why, state, count) == (Why.REFUND_DATE_NEEDED, OrderState.NEEDS_ATTENTION, 1)


def test_invoice_with_a_twin_is_not_credited(world: World) -> None:
    """Which of the two the refund belongs to is the person's to say, however long ago they were sent."""
    order_id, order = exported(world)
    later = DAY + timedelta(days=12)
    world.put([an_order("1002", ordered=later, paid=later)])
    world.export()
    add_invoice(world, "eBay 1001", order_id)
    refunded(world, order_id, order, ("6.00", WHEN))
    world.export()
    assert notes(world, order_id) == []
    assert world.states([order_id]) == [OrderState.NEEDS_ATTENTION]
