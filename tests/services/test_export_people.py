"""Other hands at work: a second book, another computer, and a bookkeeper in KashFlow."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from kfdesk.domain.invoices import PaymentDraft
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Why
from kfdesk.practice import Fault, LedgerInvoice
from kfdesk.services.export_report import ExportProgress, Outcome, Phase
from tests.builders import DAY
from tests.services.export_world import (
    CREATING,
    House,
    Onlooker,
    World,
    add_invoice,
    check_all_sent,
    check_once,
    counts,
    some_orders,
    why,
)


def pay(world: World, invoice: LedgerInvoice, amount: str, note: str = "by hand") -> None:
    """A payment that somebody else enters."""
    settings = world.channel.settings
    assert settings.payment_method
    assert settings.bank_account
    draft = PaymentDraft(Decimal(amount), DAY, settings.payment_method.id, settings.bank_account.id, note)
    with world.gateway() as gateway:
        gateway.add_payment(draft, invoice.number)


def edit_gross(world: World, number: int) -> None:
    """Somebody changes what an invoice comes to."""
    invoice = next(each for each in world.ledger.invoices() if each.number == number)
    line = replace(invoice.lines[0], rate=invoice.lines[0].rate + 1)
    world.ledger.edit_invoice(number, lines=[line, *invoice.lines[1:]])


def invoiced_not_paid(world: World, count: int = 2) -> list[int]:
    """Orders of which each invoice stands, and no payment was sent yet."""
    ids = world.put(some_orders(count))
    world.ledger.inject(Fault("refuse", "InsertInvoicePayment", times=0))
    world.export()
    world.ledger.clear_faults()
    assert len(world.ledger.invoices()) == count
    assert world.ledger.payments() == []
    return ids


# -- two books


def test_export_adopts_all_when_another_book_has_sent_them(house: House, world: World) -> None:
    """A second book on the same company sends nothing; every order is there already."""
    ids = world.put(some_orders(6))
    world.export()
    before = [world.calls(each) for each in CREATING]
    other = house.world("other")
    others = other.put(some_orders(6))
    result = other.export()
    assert counts(result) == {Outcome.ALREADY: 6}
    assert result.gross == ()
    assert [world.calls(each) for each in CREATING] == before
    check_all_sent(world, ids)
    check_all_sent(other, others)
    assert set(other.states(others)) == {OrderState.ALREADY}


def test_export_sends_the_rest_when_another_book_has_sent_some(house: House, world: World) -> None:
    """What the other book left is sent; what it sent without a payment is paid."""
    invoiced_not_paid(world, 2)
    other = house.world("other")
    ids = other.put(some_orders(5))
    result = other.export()
    assert counts(result) == {Outcome.ALREADY: 2, Outcome.EXPORTED: 3}
    check_all_sent(other, ids)


def test_export_shows_both_figures_when_the_other_books_invoice_differs(house: House, world: World) -> None:
    """An invoice with our stamp and another gross is not adopted, and not sent again."""
    world.put(some_orders(3))
    world.export()
    edit_gross(world, 2)
    other = house.world("other")
    ids = other.put(some_orders(3))
    for _ in range(2):
        other.export()
        assert [why(other, each) for each in ids] == [None, Why.FOUND_BUT_DIFFERS, None]
    assert len(world.ledger.invoices()) == 3
    check_once(other, ids)


# -- a bookkeeper at work


def test_export_says_gone_when_an_invoice_was_deleted(world: World) -> None:
    """An invoice that is no longer there is gone: said so, and never sent again by itself."""
    ids = world.put(some_orders(4))
    world.export()
    world.ledger.delete_invoice(2)
    for _ in range(2):
        world.export()
        assert world.states(ids).count(OrderState.GONE) == 1
    assert why(world, ids[1]) is Why.GONE
    assert len(world.ledger.invoices()) == 3
    check_once(world, ids)


def test_export_keeps_apart_when_a_deleted_number_is_given_again(world: World) -> None:
    """The highest number is deleted and given to the next invoice: the old one is gone, the new one right."""
    ids = world.put(some_orders(3))
    world.export()
    world.ledger.delete_invoice(3)
    ids += world.put(some_orders(2, first=2001))
    world.export()
    assert [world.posting(each).invoice_number for each in ids[3:]] == [3, 4]
    assert world.states(ids) == [OrderState.EXPORTED] * 2 + [OrderState.GONE] + [OrderState.EXPORTED] * 2
    assert len(world.ledger.payments()) == 4
    check_once(world, ids)


def test_export_pays_nothing_when_an_invoice_was_edited_before(world: World) -> None:
    """An invoice that comes to something else than was sent is shown, never green, never paid."""
    ids = invoiced_not_paid(world)
    edit_gross(world, 1)
    for _ in range(2):
        world.export()
        assert world.states(ids) == [OrderState.NEEDS_ATTENTION, OrderState.EXPORTED]
        assert why(world, ids[0]) is Why.READ_BACK_DIFFERS
    assert len(world.ledger.payments()) == 1


def test_export_pays_nothing_when_the_reference_was_taken_off(world: World) -> None:
    """Without our stamp on it an invoice is not paid, and the order is not sent again."""
    ids = invoiced_not_paid(world)
    world.ledger.edit_invoice(1, customer_reference="for the accountant")
    world.export()
    assert world.states(ids) == [OrderState.NEEDS_ATTENTION, OrderState.EXPORTED]
    assert len(world.ledger.invoices()) == 2
    assert len(world.ledger.payments()) == 1


@pytest.mark.parametrize(
    ("amount", "note", "reason"),
    [
        ("13.48", "by hand", None),
        ("13.48", "eBay 1001", None),
        ("5.00", "by hand", Why.PART_PAID),
        ("20.00", "by hand", None),
    ],
)
def test_export_looks_before_it_pays_when_somebody_may_have_paid(
    world: World, amount: str, note: str, reason: Why | None
) -> None:
    """Paid in full by whatever it was: paid. Paid in part: the person decides."""
    ids = invoiced_not_paid(world)
    pay(world, world.ledger.invoices()[0], amount, note)
    world.export()
    world.export()
    assert why(world, ids[0]) is reason
    assert world.states(ids)[0] is (OrderState.NEEDS_ATTENTION if reason else OrderState.EXPORTED)
    assert len(world.ledger.payments()) == 2


def test_export_is_not_green_when_a_payment_is_there_twice(world: World) -> None:
    """Two payments with our stamp on one invoice are shown."""
    ids = world.put(some_orders(2))
    world.export()
    pay(world, world.ledger.invoices()[0], "13.48", "eBay 1001")
    world.export()
    assert why(world, ids[0]) is Why.PAYMENT_TWIN
    assert world.states(ids) == [OrderState.NEEDS_ATTENTION, OrderState.EXPORTED]


@pytest.mark.parametrize("is_paid", [True, False])
def test_export_is_not_green_until_a_twin_is_removed(world: World, is_paid: bool) -> None:
    """Two invoices with one stamp are shown at the next run; once one is deleted all is well."""
    ids = world.put(some_orders(2)) if is_paid else invoiced_not_paid(world)
    world.export() if is_paid else None
    twin = add_invoice(world, "eBay 1001", ids[0])
    for _ in range(2):
        world.export()
        assert why(world, ids[0]) is Why.TWIN
    world.ledger.delete_invoice(twin.number)
    world.export()
    check_all_sent(world, ids)


@pytest.mark.parametrize(
    ("reference", "day"),
    [
        ("1002", DAY + timedelta(days=9)),
        ("Order #1002", DAY + timedelta(days=9)),
        ("phone order", None),
        ("", None),
    ],
)
def test_export_asks_when_an_invoice_looks_like_an_order(
    world: World, reference: str, day: date | None
) -> None:
    """The order's number without our stamp, or same customer, date and gross: the person decides."""
    ids = world.put(some_orders(3))
    add_invoice(world, reference, ids[1], day)
    result = world.export()
    assert world.states(ids) == [OrderState.EXPORTED, OrderState.NEEDS_ATTENTION, OrderState.EXPORTED]
    assert why(world, ids[1]) is Why.LOOK_ALIKE
    assert counts(result) == {Outcome.EXPORTED: 2, Outcome.NEEDS_ATTENTION: 1}
    check_once(world, ids)


def test_export_is_not_green_when_a_twin_comes_in_mid_run(world: World) -> None:
    """Another computer on the same orders at the same moment: the twin is shown at the end of the run."""
    ids = world.put(some_orders(3))
    twins: list[LedgerInvoice] = []

    def meddle(progress: ExportProgress) -> bool:
        if progress.phase is Phase.SURE and not twins:
            twins.append(add_invoice(world, "eBay 1002", ids[1]))
        return False

    world.export(Onlooker(until=meddle))
    assert world.states(ids) == [OrderState.EXPORTED, OrderState.NEEDS_ATTENTION, OrderState.EXPORTED]
    assert why(world, ids[1]) is Why.TWIN
