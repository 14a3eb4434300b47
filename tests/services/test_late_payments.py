"""Orders that are paid after their invoice was sent: the next run posts the payment, once."""

from dataclasses import replace
from decimal import Decimal

import pytest
from msgspec import structs

from kfdesk.domain.channels import InvoiceDate, WhichOrders
from kfdesk.domain.errors import PreviewOutdated
from kfdesk.domain.orders import Order, OrderState, PaymentState
from kfdesk.domain.postings import Step
from kfdesk.practice import Fault, FaultKind
from kfdesk.services.late_payments import LatePayments
from kfdesk.services.preview import RowKind
from tests.builders import DAY, an_order
from tests.services.credited import WHEN, preview, refunded, told_again
from tests.services.export_world import World

DESPATCHED = {"despatched": DAY, "paid": None, "payment_state": PaymentState.UNPAID}


def on_account(world: World) -> tuple[int, Order]:
    """An order that is despatched and not paid, in KashFlow."""
    world.change(which_orders=WhichOrders.DESPATCHED, invoice_date=InvoiceDate.ORDERED)
    order = an_order("1001", **DESPATCHED)
    [order_id] = world.put([order])
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED]
    assert world.ledger.payments() == []
    return order_id, order


def paid(order: Order) -> Order:
    return structs.replace(order, paid=WHEN, payment_state=PaymentState.PAID, payment_reference="P-1")


def test_next_run_posts_the_payment(world: World) -> None:
    """Dated the day it was paid, by the channel's method into its account; and no second time."""
    order_id, order = on_account(world)
    told_again(world, order_id, paid(order))
    result = world.export()
    assert (result.paid_late, result.gross) == ((("GBP", Decimal("12.00")),), ())
    [payment] = world.ledger.payments()
    assert (payment.amount, payment.payment_date) == (Decimal("12.00"), WHEN)
    settings = world.channel.settings
    assert settings.payment_method
    assert settings.bank_account
    assert (payment.method_id, payment.account_id) == (settings.payment_method.id, settings.bank_account.id)
    assert world.posting(order_id).step is Step.VERIFIED
    world.export()
    assert len(world.ledger.payments()) == 1
    assert len(world.ledger.invoices()) == 1


def test_preview_shows_the_payment_and_just_that_is_sent(world: World) -> None:
    """One that came since is a new preview."""
    order_id, order = on_account(world)
    before = preview(world)
    told_again(world, order_id, paid(order))
    with pytest.raises(PreviewOutdated):
        world.export(preview=before)
    [row] = preview(world).payments
    assert (row.kind, row.gross, row.stamp) == (RowKind.PAYMENT, Decimal("12.00"), "eBay 1001")
    world.export(preview=preview(world))
    assert len(world.ledger.payments()) == 1
    assert preview(world).is_empty


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.DROP_BEFORE])
def test_payment_is_there_once_when_its_reply_was_lost(world: World, kind: FaultKind) -> None:
    """Looked for before it is sent again."""
    order_id, order = on_account(world)
    told_again(world, order_id, paid(order))
    world.ledger.inject(Fault(kind, "InsertInvoicePayment"))
    world.export()
    world.export()
    assert [each.amount for each in world.ledger.payments()] == [Decimal("12.00")]
    assert world.posting(order_id).step is Step.VERIFIED


def test_payment_entered_by_hand_is_not_sent_again(world: World) -> None:
    """KashFlow is asked first."""
    order_id, order = on_account(world)
    told_again(world, order_id, paid(order))
    [due] = LatePayments(world.book).due(world.company.id)
    with world.gateway() as gateway:
        gateway.add_payment(replace(due.payment, note="by hand"), world.ledger.invoices()[0].number)
    world.export()
    assert len(world.ledger.payments()) == 1
    assert preview(world).is_empty


def test_dates_that_arrive_later_change_nothing_that_was_sent(world: World) -> None:
    """A day of despatch is no change of the invoice."""
    order_id, order = on_account(world)
    told_again(world, order_id, structs.replace(order, despatched=WHEN))
    world.export()
    assert len(world.ledger.invoices()) == 1
    assert world.states([order_id]) == [OrderState.EXPORTED]


def test_refund_of_what_was_paid_late_goes_back_as_money(world: World) -> None:
    """Paid and given back in one file: the payment first, then the note."""
    order_id, order = on_account(world)
    refunded(world, order_id, paid(order), ("12.00", WHEN))
    world.export()
    world.export()
    assert [each.amount for each in world.ledger.payments()] == [Decimal("12.00"), Decimal("-12.00")]
    assert sum(each.gross_amount for each in world.ledger.invoices()) == 0
