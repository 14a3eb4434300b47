"""Reconciliation against the practice company: each difference provoked, added up by the test itself."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from kfdesk import words
from kfdesk.domain.answers import Ruling
from kfdesk.domain.errors import AnotherCompany, Cancelled, ListIncomplete
from kfdesk.domain.orders import OrderState, PaymentState
from kfdesk.domain.postings import PostingKind, Step
from kfdesk.domain.reasons import Why
from kfdesk.domain.reconciliation import Cause, Period
from kfdesk.practice import LookupKind
from kfdesk.services.answer_orders import AnswerOrders
from kfdesk.services.browse_orders import BrowseOrders
from kfdesk.services.edit_settings import EditSettings
from kfdesk.services.plan_orders import no_progress
from kfdesk.services.ports import ImportCounts
from tests.builders import DAY, a_line, an_address, an_order
from tests.services.export_world import World, some_orders
from tests.services.reconcile_world import (
    a_stranger,
    causes,
    check_tied,
    look,
    number_of,
    pay,
    sent,
    the,
    unpay,
)

# -- nothing differs


def test_nothing_differs_when_all_was_exported_and_left_alone(world: World) -> None:
    """Rows per channel, day and rate: ordered, sent and held are one, and so are the payments."""
    orders = [*some_orders(6), an_order("2001", lines=(a_line("10.50", vat_rate=Decimal(5)), a_line("4.00")))]
    sent(world, *orders)
    found = look(world)
    assert (found.differences, found.is_settled, found.orders) == ((), True, 7)
    expected: dict[tuple[date, Decimal], Decimal] = defaultdict(lambda: Decimal("0.00"))
    for order in orders:
        for line in order.lines:
            assert order.paid
            assert line.vat_rate is not None
            expected[order.paid, line.vat_rate] += line.amount
    assert {(row.key.day, row.key.rate): row.ordered.gross for row in found.rows} == expected
    assert all(row.ordered == row.sent == row.held for row in found.rows)
    (five,) = [row for row in found.rows if row.key.rate == 5]
    assert (five.held.net, five.held.vat) == (Decimal("10.00"), Decimal("0.50"))
    assert all(row.sent == row.found for row in found.payments)
    assert sum(row.sent for row in found.payments) == sum(expected.values())
    check_tied(world, found)


# -- not sent


def test_unsent_orders_are_explained_when_they_wait_or_are_left_out(world: World) -> None:
    """Ready, waiting, left out, needing attention: each with its cause and the whole of its gross."""
    orders = [
        an_order("1", lines=(a_line("10.00"),)),
        an_order("2", lines=(a_line("20.00"),), paid=None, payment_state=PaymentState.UNPAID),
        an_order("3", lines=(a_line("30.00"),)),
        an_order("4", lines=(a_line("40.00", vat_rate=None),)),
        an_order("5", lines=(a_line("50.00"),), marketplace_tax=Decimal(7), ship_to=an_address(country="US")),
        an_order("6", lines=(a_line("60.00"),), ordered=date(2026, 10, 31), paid=date(2026, 10, 31)),
    ]
    ids = world.put(orders)
    with world.book.writing() as session:
        session.orders.set_left_out([ids[2]], "a friend")
    world.planner.reassess(world.channel.id)
    found = look(world)
    assert causes(found) == {
        "1": [Cause.NOT_EXPORTED],
        "2": [Cause.WAITING],
        "3": [Cause.LEFT_OUT],
        "4": [Cause.NEEDS_ATTENTION],
        "5": [Cause.MARKETPLACE_TAX, Cause.NOT_EXPORTED],
    }
    gross = {each.order_number: each.figures.gross for each in found.differences if each.parts}
    assert gross == {str(n): Decimal(n * 10) for n in range(1, 6)}
    assert [each.order_number for each in found.needs_person] == ["4"]
    assert "a friend" in words.difference(the(found, Cause.LEFT_OUT))
    (total,) = found.totals
    assert [total.ordered.gross, total.sent.gross, total.marketplace_tax] == [150, 0, 7]
    check_tied(world, found)


def test_marketplace_tax_is_told_as_it_was_answered(world: World) -> None:
    """Tax that a person has as their own is on the invoice, and no longer left out of it."""
    ids = world.put([an_order(str(n), marketplace_tax=Decimal("2.40")) for n in (1, 2)])
    settings = EditSettings(world.book, world.clock)
    answers = AnswerOrders(world.book, BrowseOrders(world.book, world.planner), settings, world.clock)
    for order_id, ruling in zip(ids, (Ruling.MINE, Ruling.MARKETPLACE), strict=True):
        why = Why.MARKETPLACE_TAX_AT_HOME
        assert answers.answer([order_id], why, ruling, no_progress, lambda: False) == 1
    found = look(world)
    assert causes(found) == {
        "1": [Cause.NOT_EXPORTED],
        "2": [Cause.MARKETPLACE_TAX, Cause.NOT_EXPORTED],
    }
    (total,) = found.totals
    assert [total.ordered.gross, total.marketplace_tax] == [Decimal("26.40"), Decimal("2.40")]
    check_tied(world, found)


# -- changed by hand


def test_edited_invoice_is_told_when_its_figures_changed(world: World) -> None:
    """Somebody makes 12.00 into 24.00: sent and found are told, and the payment now is a part."""
    ids = sent(world, *some_orders(2))
    number = number_of(world, ids[0])
    (before,) = [each for each in world.ledger.invoices() if each.number == number]
    line = replace(before.lines[0], rate=Decimal("20.00"), quantity=Decimal(1), vat_amount=Decimal("4.00"))
    world.ledger.edit_invoice(number, lines=[line])
    found = look(world)
    changed = the(found, Cause.CHANGED_IN_KASHFLOW)
    assert changed.figures.gross == before.gross_amount - 24
    assert (changed.order_id, changed.invoice_number) == (ids[0], number)
    assert the(found, Cause.PART_PAID).facts["paid"] == f"{before.gross_amount:.2f} GBP"
    check_tied(world, found)


def test_deleted_invoice_is_gone_when_somebody_removes_it(world: World) -> None:
    """Its figures and its payment are what is missing."""
    ids = sent(world, *some_orders(3))
    posting = world.posting(ids[1])
    world.ledger.delete_invoice(posting.invoice_number)
    found = look(world)
    gone = the(found, Cause.GONE)
    gross = posting.content.invoice.gross_amount
    assert (gone.order_id, gone.figures.gross, gone.payment) == (ids[1], gross, gross)
    assert len(found.differences) == 1
    check_tied(world, found)


def test_moved_invoice_is_told_when_its_date_is_another(world: World) -> None:
    """Within the period two days differ and the total does not; outside it the whole is missing."""
    ids = sent(world, *some_orders(2))
    number = number_of(world, ids[0])
    world.ledger.edit_invoice(number, invoice_date=date(2026, 11, 20))
    found = look(world)
    moved = the(found, Cause.DATE_CHANGED)
    assert (moved.facts["date"], len(moved.parts)) == ("2026-11-20", 2)
    assert not moved.figures
    check_tied(world, found)
    world.ledger.edit_invoice(number, invoice_date=date(2026, 12, 20))
    gross = world.posting(ids[0]).content.invoice.gross_amount
    found = look(world)
    assert the(found, Cause.DATE_CHANGED).figures.gross == gross
    check_tied(world, found)
    december = look(world, Period(date(2026, 12, 1), date(2026, 12, 31)))
    assert the(december, Cause.DATE_CHANGED).figures.gross == -gross
    check_tied(world, december)


def test_other_reference_is_told_when_somebody_overwrites_the_stamp(world: World) -> None:
    """It is still ours by its InvoiceDBID."""
    ids = sent(world, *some_orders(1))
    world.ledger.edit_invoice(number_of(world, ids[0]), customer_reference="see e-mail")
    found = look(world)
    assert the(found, Cause.REFERENCE_CHANGED).facts == {"found": "see e-mail"}
    assert found.not_ours == ()
    check_tied(world, found)


# -- what is not the book's


def test_strangers_are_apart_when_they_bear_no_stamp(world: World) -> None:
    """A foreign one too; each currency is summed by itself."""
    world.ledger.add_currency("EUR", Decimal("1.15"))
    sent(world, *some_orders(1))
    home, foreign = a_stranger(world, "PO 77"), a_stranger(world, "", currency="EUR")
    found = look(world)
    assert [(each.number, each.currency) for each in found.not_ours] == [(home, "GBP"), (foreign, "EUR")]
    assert found.is_settled
    assert [total.currency for total in found.totals] == ["EUR", "GBP"]
    check_tied(world, found)


def test_stamp_without_an_order_is_told_when_another_book_sent_it(world: World) -> None:
    """The channel's stamp, but no such order here; and an order here that this book did not send."""
    world.put([an_order("1001")])
    world.planner.reassess(world.channel.id)
    unknown, unsent = a_stranger(world, "eBay 9999"), a_stranger(world, "ebay 1001 ")
    found = look(world)
    told = {each.order_number: each for each in found.differences if each.cause is Cause.NOT_IN_BOOK}
    assert {number: each.invoice_number for number, each in told.items()} == {
        "9999": unknown,
        "1001": unsent,
    }
    assert all(each.figures.gross == -12 for each in told.values())
    assert Cause.NOT_EXPORTED in causes(found)["1001"]
    check_tied(world, found)


def test_twin_is_told_when_a_stamp_is_there_twice(world: World) -> None:
    """The second is what is too much."""
    ids = sent(world, an_order("1001"))
    other = a_stranger(world, "eBay 1001")
    found = look(world)
    assert the(found, Cause.TWIN).figures.gross == -12
    assert the(found, Cause.TWIN).facts["numbers"] == f"{number_of(world, ids[0])}, {other}"
    check_tied(world, found)


# -- payments


def test_payments_are_told_when_they_are_less_more_or_elsewhere(world: World) -> None:
    """Removed, in part, too much, and into another account."""
    ids = sent(world, *[an_order(str(number), lines=(a_line("12.00"),)) for number in range(1, 5)])
    unpaid, part, over, elsewhere = (number_of(world, each) for each in ids)
    for number in (unpaid, part, elsewhere):
        unpay(world, number)
    pay(world, part, "5.00")
    pay(world, over, "1.00")
    pay(world, elsewhere, "12.00", account=2)
    found = look(world)
    assert causes(found) == {
        "1": [Cause.UNPAID],
        "2": [Cause.PART_PAID],
        "3": [Cause.OVERPAID],
        "4": [Cause.PAID_ELSEWHERE],
    }
    assert {each.order_number: each.payment for each in found.differences} == {
        "1": Decimal("12.00"),
        "2": Decimal("7.00"),
        "3": Decimal("-1.00"),
        "4": Decimal("0.00"),
    }
    account = world.ledger.lookups(LookupKind.BANK_ACCOUNT)[2].name
    assert the(found, Cause.PAID_ELSEWHERE).facts["where"] == account
    assert len(found.needs_person) == 4
    check_tied(world, found)


def test_payment_needs_nobody_when_the_channel_records_none(world: World) -> None:
    """Unpaid, or paid by a bank feed: told, but as it was meant."""
    world.change(record_payments=False)
    ids = sent(world, an_order("1"), an_order("2"))
    pay(world, number_of(world, ids[1]), "12.00")
    found = look(world)
    assert causes(found) == {"1": [Cause.UNPAID], "2": [Cause.PAID_ELSEWHERE]}
    assert found.is_settled
    check_tied(world, found)


# -- orders that change


def test_changed_order_is_told_when_a_file_says_otherwise_after_export(world: World) -> None:
    """Sent 12.00, the order now comes to 18.00."""
    ids = sent(world, an_order("1001"))
    with world.book.writing() as session:
        file_id = session.orders.begin_file(world.channel.id, "later.csv", "x", "shopify.orders")
        session.orders.replace(file_id, {ids[0]: an_order("1001", lines=(a_line("18.00"),))})
        session.orders.complete_file(file_id, ImportCounts(orders=1, changed=1))
    assert world.states(ids) == [OrderState.CHANGED]
    found = look(world)
    assert the(found, Cause.ORDER_CHANGED).figures.gross == 6
    assert [found.rows[0].ordered.gross, found.rows[0].sent.gross, found.rows[0].held.gross] == [18, 12, 12]
    check_tied(world, found)


def test_foreign_orders_are_summed_apart_when_a_channel_sends_them(world: World) -> None:
    """EUR and GBP have totals of their own."""
    world.ledger.add_currency("EUR", Decimal("1.15"))
    world.change(foreign_currency=True)
    sent(world, an_order("1"), an_order("2", currency="EUR", lines=(a_line("23.00"),)))
    found = look(world)
    totals = {total.currency: [total.ordered.gross, total.sent.gross] for total in found.totals}
    assert totals == {"EUR": [23, 23], "GBP": [12, 12]}
    assert {each.cause for each in found.differences} <= {Cause.UNPAID, Cause.FOREIGN_CURRENCY}
    check_tied(world, found)


def test_credit_notes_are_lines_of_their_own_when_the_book_posted_them(world: World) -> None:
    """Sold 12.00, credited 3.00: ordered, sent and held all say 9.00; deleted by hand, it is gone."""
    (order_id,) = sent(world, an_order("1001"))
    note = _credited(world, order_id)
    found = look(world)
    assert [total.ordered.gross for total in found.totals] == [Decimal("9.00")]
    assert causes(found) == {"1001": [Cause.UNPAID]}
    assert found.is_settled
    check_tied(world, found)
    world.ledger.delete_invoice(note)
    found = look(world)
    gone = the(found, Cause.GONE)
    assert (gone.figures.gross, gone.invoice_number) == (Decimal("-3.00"), note)
    check_tied(world, found)


def test_credit_note_settles_its_invoice_when_it_was_set_against_it(world: World) -> None:
    """Nothing is paid of 12.00, and 3.00 is set off: the rest is unpaid, not paid in part."""
    world.change(record_payments=False)
    (order_id,) = sent(world, an_order("1001"))
    _credited(world, order_id, is_set_off=True)
    found = look(world)
    unpaid = the(found, Cause.UNPAID)
    assert (unpaid.facts["gross"], len(found.differences)) == ("9.00 GBP", 1)
    assert found.is_settled
    check_tied(world, found)


def _credited(world: World, order_id: int, *, is_set_off: bool = False) -> int:
    """A credit note of 2.50 and 0.50 VAT in KashFlow and in the book; its number."""
    posting = world.posting(order_id)
    invoice = posting.content.invoice
    line = replace(
        invoice.lines[0], rate=Decimal("-2.50"), net_amount=Decimal("-2.50"), vat_amount=Decimal("-0.50")
    )
    draft = replace(invoice, stamp=f"{posting.stamp} CN1", lines=(line,))
    with world.gateway() as gateway:
        number = gateway.add_invoice(draft, posting.customer_id)
        there = gateway.invoice(number)
        assert there is not None
        if is_set_off:
            gateway.apply_credit_note(posting.invoice_dbid, there.dbid)
    apply_to = posting.invoice_dbid if is_set_off else None
    content = replace(posting.content, invoice=draft, payment=None, apply_to=apply_to)
    with world.book.writing() as session:
        note = session.exports.add(
            replace(
                posting, id=0, stamp=draft.stamp, content=content, kind=PostingKind.CREDIT_NOTE, payment_id=0
            )
        )
        session.exports.save(
            replace(note, step=Step.VERIFIED, invoice_number=number, invoice_dbid=there.dbid, payment_id=0)
        )
    return number


# -- care


def test_cut_list_is_said_when_kashflow_hides_an_invoice(world: World) -> None:
    """Never silently reconciled."""
    ids = sent(world, *some_orders(3))
    number = number_of(world, ids[0])

    class Forgetful:
        """A gateway whose lists lack one invoice."""

        def __init__(self, gateway: object) -> None:
            self._gateway = gateway

        def __getattr__(self, name: str) -> object:
            return getattr(self._gateway, name)

        def invoices_between(self, first: date, last: date) -> object:
            read = self._gateway.invoices_between(first, last)  # type: ignore[attr-defined] # a real gateway
            return replace(read, invoices=tuple(each for each in read.invoices if each.number != number))

    with pytest.raises(ListIncomplete):
        look(world, wrap=Forgetful)  # type: ignore[arg-type] # stands in for a gateway


def test_round_list_is_said_when_every_list_ends_at_it(world: World) -> None:
    """A hundred of one day, and never more: it may be cut."""
    world.ledger.change(cut_lists_to_100=True, cut_lists_silently=True)
    for number in range(101):
        a_stranger(world, f"PO {number}")
    found = look(world)
    assert found.may_be_cut == 100
    assert not found.is_settled


def test_look_stops_when_cancelled(world: World) -> None:
    """Cancel works between two calls."""
    sent(world, *some_orders(2))
    with pytest.raises(Cancelled):
        look(world, is_cancelled=lambda: True)


def test_progress_counts_months_and_payments(world: World) -> None:
    """The last step is the total."""
    sent(world, *some_orders(3))
    steps: list[tuple[int, int]] = []
    look(world, Period(date(2026, 9, 1), date(2026, 11, 30)), steps=steps)
    assert steps[-1] == (steps[-1][1], steps[-1][1])
    assert steps[0] == (0, 0)


def test_nothing_is_written_when_reconciling(world: World) -> None:
    """Neither the ledger nor the book changes."""
    sent(world, *some_orders(2))
    ledger = world.ledger.summary()
    with world.book.reading() as session:
        last = len(session.audit.rows(0, 10_000))
    look(world)
    with world.book.reading() as session:
        assert len(session.audit.rows(0, 10_000)) == last
    assert world.ledger.summary() == ledger


def test_other_company_is_refused_when_the_login_leads_there(world: World) -> None:
    """Its invoices say nothing about these orders."""
    world.ledger.change(company_name="Somebody Else Ltd")
    with pytest.raises(AnotherCompany):
        look(world)


def test_today_is_reconciled_when_the_end_date_is_counted_out(world: World) -> None:
    """Whether KashFlow counts the last day of a list in or out."""
    sent(world, *some_orders(3))
    world.ledger.change(end_date_exclusive=True)
    last = max(order.paid for order in some_orders(3) if order.paid)
    found = look(world, Period(DAY, last))
    assert found.differences == ()
    assert found.period.last - found.period.first == timedelta(days=2)
