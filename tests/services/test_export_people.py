"""Other hands at work: a second book, a bookkeeper, and a company that does not keep what was sent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.domain.errors import ExportStopped, ListIncomplete, LoginRefused, NotSent
from kfdesk.domain.invoices import PaymentDraft
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Why
from kfdesk.practice import Fault, LedgerInvoice
from kfdesk.services.export_report import ExportProgress, Outcome, Phase
from tests.builders import DAY, a_line
from tests.services.export_world import (
    CREATING,
    House,
    Onlooker,
    World,
    a_house,
    check_all_sent,
    check_once,
    counts,
    some_orders,
)


def why(world: World, order_id: int) -> Why | None:
    """Why an order is where it is."""
    with world.book.reading() as session:
        reason = session.orders.get(order_id).reason
    return reason.why if reason else None


def add_invoice(world: World, reference: str, like: int, day: date | None = None) -> LedgerInvoice:
    """What somebody else entered: an invoice as the order's, under another reference."""
    posted = world.planner.plan(like).posted or world.posting(like).content
    day = day or posted.invoice.invoice_date
    code = f"HAND{len(world.ledger.customers())}"
    with world.gateway() as gateway:
        customer = gateway.add_customer(replace(posted.customer, code=code, email="hand@example.com"))
        draft = replace(posted.invoice, stamp=reference, invoice_date=day, due_date=day)
        number = gateway.add_invoice(draft, customer)
    return next(each for each in world.ledger.invoices() if each.number == number)


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


def test_export_is_held_when_the_password_changes_meanwhile(world: World) -> None:
    """A refused login holds the run, says why, and Cancel works there; a next run completes."""
    ids = world.put(some_orders(5))
    holds: list[ExportProgress] = []

    def meddle(progress: ExportProgress) -> bool:
        if progress.phase is Phase.SENDING and progress.done == 1:
            world.ledger.change(api_password="another")
        if progress.phase is Phase.ON_HOLD:
            holds.append(progress)
        return len(holds) > 5

    result = world.export(Onlooker(until=meddle))
    assert {type(progress.hold) for progress in holds} == {LoginRefused}
    assert result.was_cancelled
    check_once(world, ids)
    world.ledger.change(api_password="")
    world.export()
    check_all_sent(world, ids)


def test_export_goes_on_when_the_hold_ends(world: World) -> None:
    """API access is off for a while: the run waits and then goes on as if nothing had been."""
    ids = world.put(some_orders(5))
    holds: list[ExportProgress] = []

    def meddle(progress: ExportProgress) -> bool:
        if progress.phase is Phase.SENDING and progress.done == 1 and not holds:
            world.ledger.change(api_enabled=False)
        if progress.phase is Phase.ON_HOLD:
            holds.append(progress)
            world.ledger.change(api_enabled=len(holds) > 2)
        return False

    result = world.export(Onlooker(until=meddle))
    assert len(holds) == 3
    assert counts(result) == {Outcome.EXPORTED: 5}
    check_all_sent(world, ids)


# -- a company that does things its own way


def test_export_is_exact_when_one_number_is_answered_twice(world: World) -> None:
    """A wrong number in the answer is noticed by the stamp under it."""
    world.ledger.change(answer_number_twice=True)
    ids = world.put(some_orders(6))
    result = world.export()
    check_all_sent(world, ids)
    assert counts(result) == {Outcome.EXPORTED: 6}


def test_export_is_exact_when_one_number_is_answered_twice_at_once(world: World) -> None:
    """The same over four connections."""
    world.ledger.change(answer_number_twice=True)
    ids = world.put(some_orders(10))
    world.export(connections=4)
    check_all_sent(world, ids)


@pytest.mark.parametrize("switch", ["end_date_exclusive", "several_customers_for_email"])
def test_export_is_exact_when_the_company_has_its_ways(world: World, switch: str) -> None:
    """Neither of these ways costs anything."""
    world.ledger.change(**{switch: True})
    ids = world.put(some_orders(4, 2))
    world.ledger.inject(Fault("drop_after", "InsertInvoice", after=2))
    world.export()
    world.export()
    check_all_sent(world, ids)


def test_export_makes_its_own_customer_when_several_have_the_email(world: World) -> None:
    """None of several customers with one e-mail is taken for the buyer."""
    ids = world.put(some_orders(1))
    add_invoice(world, "A", ids[0], DAY.replace(year=2025))
    add_invoice(world, "B", ids[0], DAY.replace(year=2025))
    world.ledger.change(several_customers_for_email=True)
    order = some_orders(1, first=2001)[0]
    more = world.put([replace(order, buyer=replace(order.buyer, email="hand@example.com"))])
    world.export()
    assert set(world.states([*ids, *more])) == {OrderState.EXPORTED}
    assert len(world.ledger.customers()) == 4


@pytest.mark.parametrize("cut", [4, 8])
def test_export_stops_at_the_first_when_references_are_cut(world: World, cut: int) -> None:
    """A reference that is not kept whole stops the run before the second invoice, and for good."""
    world.ledger.change(cut_reference_to=cut)
    ids = world.put(some_orders(4))
    result = world.export()
    assert isinstance(result.stopped_by, ExportStopped)
    assert len(world.ledger.invoices()) == 1
    world.export()
    assert len(world.invoices("eBay 1001"[:cut])) <= 2
    assert world.calls("InsertInvoice") <= 2
    assert world.states(ids).count(OrderState.NEEDS_ATTENTION) >= 1


def test_export_sends_none_twice_when_only_long_references_are_cut(world: World) -> None:
    """What was answered with a number is never sent again, though its stamp cannot be found."""
    ids = world.put(some_orders(1))
    world.export()
    world.ledger.change(cut_reference_to=9)
    long = world.put(
        [replace(each, order_number=f"{each.order_number}-LONG") for each in some_orders(5, first=2001)]
    )
    for _ in range(3):
        world.export()
    assert len(world.ledger.invoices()) == 6
    assert len(world.ledger.payments()) == 1
    assert world.states(ids) == [OrderState.EXPORTED]
    assert set(world.states(long)) == {OrderState.NEEDS_ATTENTION}


def test_export_stops_at_the_first_when_vat_is_recomputed(world: World) -> None:
    """The order whose VAT would be changed goes first, whatever its date: no second invoice is sent."""
    world.ledger.change(recompute_vat_from_net=True)
    plain = [order for order in some_orders(6) if len(order.lines) == 1]
    lines = tuple(a_line("0.99", title=f"Sticker {number}", sku="S") for number in range(3))
    late = replace(plain[3], order_number="2001", lines=lines, stated_total=Decimal("2.97"))
    ids = world.put([*plain[:3], late])
    result = world.export()
    assert isinstance(result.stopped_by, ExportStopped)
    assert len(world.ledger.invoices()) == 1
    assert world.ledger.payments() == []
    assert why(world, ids[3]) is Why.READ_BACK_DIFFERS


@pytest.mark.parametrize("decimals", [2, 4])
def test_export_is_exact_when_rates_keep_few_decimals(world: World, decimals: int) -> None:
    """Unit rates are sent so that either number of decimals keeps them."""
    world.ledger.change(rate_decimals=decimals)
    ids = world.put(some_orders(6))
    world.export()
    check_all_sent(world, ids)


@pytest.mark.parametrize("silently", [True, False])
def test_export_sends_nothing_when_lists_are_cut(world: World, silently: bool) -> None:
    """A list that lacks what the book knows, or says that it is cut, stops the run before it sends."""
    ids = world.put(some_orders(2))
    world.export()
    add_strangers(world, ids[0], 101)
    world.ledger.change(cut_lists_to_100=True, cut_lists_silently=silently)
    world.put(some_orders(2, first=5001))
    before = world.calls("InsertInvoice")
    result = world.export()
    assert isinstance(result.stopped_by, ListIncomplete)
    assert world.calls("InsertInvoice") == before
    check_once(world, ids)


def add_strangers(world: World, like: int, count: int) -> None:
    """Invoices of other people on an order's day."""
    posting = world.posting(like)
    with world.gateway() as gateway:
        for number in range(count):
            draft = replace(posting.content.invoice, stamp=f"Elsewhere {number}")
            gateway.add_invoice(draft, posting.customer_id)


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


@pytest.fixture
def own_world(tmp_path: Path) -> Iterator[World]:
    """A world whose server the test may stop."""
    with a_house(tmp_path) as house, house.new_world() as made:
        yield made


def test_export_goes_on_when_the_service_was_away(own_world: World) -> None:
    """Nothing listens for a while: the run holds, and what was not sent is sent when it is back."""
    world = own_world
    ids = world.put(some_orders(4))
    holds: list[ExportProgress] = []

    def meddle(progress: ExportProgress) -> bool:
        if progress.phase is Phase.SENDING and progress.done == 1 and not holds:
            world.server.stop()
        if progress.phase is Phase.ON_HOLD:
            holds.append(progress)
            if len(holds) == 2:
                world.server.start()
        return False

    result = world.export(Onlooker(until=meddle))
    assert len(holds) == 2
    assert counts(result) == {Outcome.EXPORTED: 4}
    check_all_sent(world, ids)


def test_export_stops_when_the_service_stays_away(own_world: World) -> None:
    """After ten minutes on hold the run ends and says why; a later one completes."""
    world = own_world
    ids = world.put(some_orders(4))

    def meddle(progress: ExportProgress) -> bool:
        if progress.phase is Phase.SENDING and progress.done == 1:
            world.server.stop()
        return False

    result = world.export(Onlooker(until=meddle))
    world.server.start()
    assert isinstance(result.stopped_by, NotSent)
    check_once(world, ids)
    world.export()
    check_all_sent(world, ids)
