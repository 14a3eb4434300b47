"""Credit notes where the invoice is not simply sent and paid: other hands, currencies, doubt."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kfdesk.domain.invoices import PaymentDraft
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.reconciliation import Cause
from kfdesk.practice import Fault, FaultKind
from kfdesk.services.export_report import Outcome
from tests.builders import a_line, an_order
from tests.services.credited import WHEN, exported, notes, preview, refunded
from tests.services.export_world import World, why
from tests.services.reconcile_world import check_tied, look


def pay_by_hand(world: World, number: int, amount: str, account: int = 0) -> None:
    """A payment that somebody entered in KashFlow, by another method."""
    settings = world.channel.settings
    assert settings.payment_method
    assert settings.bank_account
    way = (settings.payment_method.id, account or settings.bank_account.id)
    with world.gateway() as gateway:
        gateway.add_payment(PaymentDraft(Decimal(amount), WHEN, *way, "by hand"), number)


def test_note_stays_open_and_says_so_when_the_invoice_is_paid_in_part(world: World) -> None:
    """How much of it goes back is not for the program to guess; the result tells of it."""
    world.change(record_payments=False)
    order_id, order = exported(world)
    pay_by_hand(world, world.ledger.invoices()[0].number, "5.00")
    refunded(world, order_id, order, ("6.00", WHEN))
    result = world.export()
    [note] = notes(world, order_id)
    assert (note.step, note.condition) == (Step.VERIFIED, Condition.CLEAR)
    assert note.reason
    assert note.reason.why is Why.CREDIT_NOTE_OPEN
    [told] = result.notes(Outcome.EXPORTED)
    assert told.reason == note.reason
    assert [each.amount for each in world.ledger.payments()] == [Decimal("5.00")]
    assert world.ledger.invoices()[1].amount_paid == 0
    world.export()
    assert len(world.ledger.invoices()) == 2


def test_note_stays_open_and_says_so_when_money_back_is_refused(world: World) -> None:
    """KashFlow's own words are told; nothing is sent again."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", WHEN))
    world.ledger.change(refuse_negative_payments=True)
    world.export()
    [note] = notes(world, order_id)
    assert (note.step, note.condition) == (Step.VERIFIED, Condition.CLEAR)
    assert note.reason
    assert note.reason.why is Why.CREDIT_NOTE_REFUSED
    assert "must be greater than zero" in note.reason.facts["detail"]
    assert world.states([order_id]) == [OrderState.EXPORTED]
    before = world.calls("InsertInvoicePayment")
    world.export()
    assert world.calls("InsertInvoicePayment") == before
    assert len(world.ledger.invoices()) == 2


def test_note_stays_open_when_setting_it_off_is_refused(world: World) -> None:
    """As for money back."""
    world.change(record_payments=False)
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", WHEN))
    world.ledger.inject(Fault(FaultKind.REFUSE, "applyCreditNoteToInvoice", text="Not today"))
    world.export()
    [note] = notes(world, order_id)
    assert note.reason
    assert (note.step, note.reason.why) == (Step.VERIFIED, Why.CREDIT_NOTE_REFUSED)


def test_refund_waits_while_its_invoice_is_in_doubt(world: World) -> None:
    """Nothing is planned before it is known to stand; the run that settles it credits it too."""
    order_id, order = exported(world)
    doubt = Reason.of(Why.DOUBT, operation="InsertInvoice", detail="dropped")
    with world.book.writing() as session:
        sent = session.exports.of_order(order_id)[0]
        doubtful = replace(sent, step=Step.INVOICE_SENT, condition=Condition.IN_DOUBT, reason=doubt)
        session.exports.save(replace(doubtful, invoice_number=0, invoice_dbid=0))
    refunded(world, order_id, order, ("6.00", WHEN))
    assert preview(world).is_empty
    world.export()
    assert [each.step for each in notes(world, order_id)] == [Step.VERIFIED]


def test_refund_of_an_adopted_invoice_is_credited_at_its_rates(world: World) -> None:
    """Another book sent it; this one credits it, though it could not have been planned here."""
    order_id, order = exported(world)
    with world.book.writing() as session:
        first = session.exports.of_order(order_id)[0]
        session.exports.save(replace(first, step=Step.VERIFIED, is_found=True))
    refunded(world, order_id, order, ("16.00", WHEN))
    world.export()
    assert sum(each.vat_amount for each in world.ledger.invoices()) == 0


def test_gone_invoice_is_not_credited(world: World) -> None:
    """Somebody deleted it: said so, and nothing is sent for it."""
    order_id, order = exported(world)
    dbid = world.ledger.invoices()[0].invoice_id
    with world.gateway() as gateway:
        for payment in world.ledger.payments():
            gateway.delete_payment(world.ledger.invoices()[0].number, payment.payment_id)
        gateway.delete_invoice(dbid)
    refunded(world, order_id, order, ("6.00", WHEN))
    world.export(preview=preview(world))
    assert world.ledger.invoices() == []
    assert world.states([order_id]) == [OrderState.GONE]


def test_changed_invoice_is_not_credited_until_it_is_as_sent_again(world: World) -> None:
    """Both figures are shown; once it is mended in KashFlow the note goes, and nothing is said any more."""
    order_id, order = exported(world)
    [invoice] = world.ledger.invoices()
    world.ledger.edit_invoice(invoice.number, customer_reference="other")
    refunded(world, order_id, order, ("6.00", WHEN))
    world.export()
    assert why(world, order_id) is Why.READ_BACK_DIFFERS
    assert len(world.ledger.invoices()) == 1
    world.ledger.edit_invoice(invoice.number, customer_reference="eBay 1001")
    world.export()
    assert len(notes(world, order_id)) == 1
    assert world.states([order_id]) == [OrderState.EXPORTED]


@pytest.mark.parametrize("pays", [False, True])
def test_foreign_invoice_is_credited_in_its_currency(world: World, pays: bool) -> None:
    """At the rate it was sent at; refunds in steps come to nothing left."""
    world.change(foreign_currency=True, foreign_payments=pays)
    order = an_order("7", currency="EUR", lines=(a_line("24.00"),))
    [order_id] = world.put([order])
    world.export()
    assert world.states([order_id]) == [OrderState.EXPORTED]
    refunded(world, order_id, order, ("10.00", WHEN))
    world.export()
    refunded(world, order_id, order, ("10.00", WHEN), ("14.00", WHEN))
    world.export()
    first, second = notes(world, order_id)
    assert {first.content.invoice.currency, second.content.invoice.currency} == {"EUR"}
    assert first.content.invoice.exchange_rate == second.content.invoice.exchange_rate
    assert [each.reason for each in (first, second)] == [None, None]
    assert sum(each.gross_amount for each in world.ledger.invoices()) == 0


# -- held against KashFlow


def test_period_with_refunds_ties_to_the_penny(world: World) -> None:
    """Paid back, set off, left open: ordered, sent and held agree, and only what is open is told."""
    paid_back, order = exported(world)
    refunded(world, paid_back, order, ("6.00", WHEN))
    world.export()
    world.change(record_payments=False)
    set_off, other = exported(world, "1002")
    refunded(world, set_off, other, ("16.00", WHEN))
    world.export()
    found = look(world)
    [total] = found.totals
    assert (total.ordered.gross, total.sent.gross) == (Decimal("10.00"), Decimal("10.00"))
    assert not total.unexplained
    assert found.is_settled
    assert found.differences == ()
    check_tied(world, found)


def test_refused_money_back_is_told_by_reconciliation(world: World) -> None:
    """The note is there and unpaid: nothing hides it."""
    order_id, order = exported(world)
    refunded(world, order_id, order, ("6.00", WHEN))
    world.ledger.inject(Fault(FaultKind.REFUSE, "InsertInvoicePayment", text="Amount must be positive"))
    world.export()
    found = look(world)
    assert [each.cause for each in found.differences] == [Cause.UNPAID]
    check_tied(world, found)


def test_settled_refunds_are_not_looked_at_again(world: World) -> None:
    """A book has thousands of them; one that grows, or comes to more than the invoice, is looked at."""
    order_id, order = exported(world)

    def looked_at() -> tuple[int, ...]:
        with world.book.reading() as session:
            return session.exports.credit_candidates(world.company.id)

    assert looked_at() == ()
    refunded(world, order_id, order, ("6.00", WHEN))
    assert looked_at() == (order_id,)
    world.export()
    assert looked_at() == ()
    refunded(world, order_id, order, ("6.00", None))
    assert looked_at() == ()
    refunded(world, order_id, order, ("6.00", WHEN), ("10.00", WHEN))
    assert looked_at() == (order_id,)
    world.export()
    assert looked_at() == ()
    refunded(world, order_id, order, ("20.00", WHEN))
    assert looked_at() == (order_id,)


def test_question_of_others_is_not_lost_behind_ours(world: World) -> None:
    """What a report found stays until it is settled; then the day of the refund is asked."""
    order_id, order = exported(world)
    reported = Reason.of(Why.MARKETPLACE_TAX_REPORTED, report="amazon.settlement", tax="2.00")
    with world.book.writing() as session:
        session.exports.set_notice(order_id, reported)
    refunded(world, order_id, order, ("6.00", None))
    preview(world)
    assert why(world, order_id) is Why.MARKETPLACE_TAX_REPORTED
    with world.book.writing() as session:
        session.exports.set_notice(order_id, None)
    preview(world)
    assert why(world, order_id) is Why.REFUND_DATE_NEEDED
