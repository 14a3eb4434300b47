"""Export on demand against the practice company, nothing going wrong."""

from dataclasses import replace
from decimal import Decimal

import pytest
from msgspec import structs

from kfdesk.domain.channels import Customers
from kfdesk.domain.errors import (
    AnotherCompany,
    ExportLocked,
    LoginRefused,
    PreviewOutdated,
    SettleTooShort,
)
from kfdesk.domain.orders import OrderState, PaymentState
from kfdesk.domain.postings import Step
from kfdesk.domain.reasons import Why
from kfdesk.lock import FileExportLock
from kfdesk.practice import LookupKind
from kfdesk.services.export_report import Outcome, Phase
from tests.services.export_world import (
    CREATING,
    House,
    Onlooker,
    World,
    check_all_sent,
    check_once,
    counts,
    some_orders,
)


def test_export_makes_one_invoice_when_there_is_one_order(world: World) -> None:
    """One order becomes one invoice, paid, read back, with its stamp as reference."""
    ids = world.put(some_orders(1))
    result = world.export()
    check_all_sent(world, ids)
    assert counts(result) == {Outcome.EXPORTED: 1}
    assert result.stopped_by is None
    assert world.invoices("eBay 1001")[0].gross_amount == Decimal("13.48")
    assert result.gross == (("GBP", Decimal("13.48")),)
    assert world.posting(ids[0]).step is Step.VERIFIED


@pytest.mark.slow
def test_export_is_exact_when_orders_are_many(world: World) -> None:
    """130 orders of 90 buyers over four connections: each once, each buyer one customer, sums equal."""
    orders = some_orders(130, 90)
    ids = world.put(orders)
    watch = Onlooker()
    result = world.export(watch, connections=4)
    check_all_sent(world, ids)
    assert counts(result) == {Outcome.EXPORTED: 130}
    assert len(world.ledger.customers()) == 90
    assert {each.source_id for each in world.ledger.customers()} == {84102}
    wanted = sum((order.stated_total or Decimal(0) for order in orders), Decimal(0))
    assert dict(result.gross) == {"GBP": wanted}
    assert sum(each.gross_amount for each in world.ledger.invoices()) == wanted
    assert {each.customer_reference for each in world.ledger.invoices()} == {
        f"eBay {order.order_number}" for order in orders
    }
    assert watch.phases[-2:] == [Phase.SENDING, Phase.SURE]
    assert result.run is not None
    assert (result.run.exported, result.run.gross) == (130, (("GBP", wanted),))


def test_export_posts_nothing_when_all_was_exported(world: World) -> None:
    """A second export makes no call that creates, and counts nothing as exported."""
    ids = world.put(some_orders(7))
    world.export()
    before = [world.calls(each) for each in CREATING]
    result = world.export()
    assert [world.calls(each) for each in CREATING] == before
    assert result.count(Outcome.EXPORTED) == 0
    check_all_sent(world, ids)


def test_export_counts_add_up_when_orders_differ(world: World) -> None:
    """Every order looked at is in exactly one count."""
    good, cancelled, unpaid, foreign, left = some_orders(5)
    ids = world.put(
        [
            good,
            structs.replace(cancelled, is_cancelled=True),
            structs.replace(unpaid, payment_state=PaymentState.UNPAID, paid=None),
            structs.replace(foreign, currency="EUR"),
            left,
        ]
    )
    with world.book.writing() as session:
        session.orders.set_left_out(ids[4:], "a sample")
    result = world.export()
    assert counts(result) == {
        Outcome.EXPORTED: 1,
        Outcome.SKIPPED: 2,
        Outcome.WAITING: 1,
        Outcome.NEEDS_ATTENTION: 1,
    }
    assert len(result.orders) == 5
    check_once(world, ids)


def test_export_sends_no_payment_when_payments_are_off(world: World) -> None:
    """An invoice without a payment is verified all the same."""
    world.change(record_payments=False)
    ids = world.put(some_orders(4))
    result = world.export()
    assert counts(result) == {Outcome.EXPORTED: 4}
    assert world.ledger.payments() == []
    assert {world.posting(each).step for each in ids} == {Step.VERIFIED}


def test_export_uses_one_customer_when_the_channel_has_its_own(world: World) -> None:
    """A channel with one customer creates it once, however many connections there are."""
    world.change(customers=Customers.CHANNEL)
    ids = world.put(some_orders(12))
    world.export(connections=4)
    check_all_sent(world, ids)
    assert [each.name for each in world.ledger.customers()] == ["eBay"]


def test_export_uses_the_buyers_customer_when_a_second_order_comes(world: World) -> None:
    """A buyer who comes again in a later run has no second customer."""
    ids = world.put(some_orders(3, 3))
    world.export()
    ids += world.put(some_orders(3, 3, first=2001))
    world.export()
    check_all_sent(world, ids)
    assert len(world.ledger.customers()) == 3


def test_export_sends_nothing_when_it_is_a_dry_run(world: World) -> None:
    """A dry run reads the lists, has no run, and says what stands."""
    world.put(some_orders(3))
    result = world.export(is_dry_run=True)
    assert result.run is None
    assert counts(result) == {Outcome.WAITING: 3}
    assert {order.state for order in result.orders} == {OrderState.READY}
    assert sum(world.calls(each) for each in CREATING) == 0
    assert world.calls("GetInvoicesByDateRange") == 0


def test_export_takes_only_channels_that_are_on(world: World) -> None:
    """Export Orders off, or a channel not named: its orders are not looked at."""
    off = world.add_channel("Etsy", export_orders=False)
    other = world.add_channel("Shopify")
    ids = world.put(some_orders(2))
    world.put(some_orders(2), off)
    world.put(some_orders(2), other)
    result = world.export(channel_ids=[world.channel.id, off.id])
    check_all_sent(world, ids)
    assert len(result.orders) == 2


def test_export_sends_what_was_shown_when_a_preview_is_given(world: World) -> None:
    """The preview's rows are what is sent."""
    ids = world.put(some_orders(4))
    preview = world.planner.preview(world.company.id, None)
    result = world.export(preview=preview)
    check_all_sent(world, ids)
    assert dict(result.gross) == dict(preview.gross)


@pytest.mark.parametrize("change", ["order", "setting", "left_out"])
def test_export_sends_nothing_when_the_preview_is_outdated(world: World, change: str) -> None:
    """A new order, another setting or an order left out since the preview stops the export."""
    ids = world.put(some_orders(3))
    preview = world.planner.preview(world.company.id, None)
    if change == "order":
        world.put(some_orders(1, first=9001))
    elif change == "setting":
        world.change(record_payments=False)
    else:
        with world.book.writing() as session:
            session.orders.set_left_out(ids[:1], "no")
    with pytest.raises(PreviewOutdated):
        world.export(preview=preview)
    assert sum(world.calls(each) for each in CREATING) == 0


def test_export_begins_not_when_the_password_is_wrong(world: World) -> None:
    """A login that is refused at the start is raised at once."""
    world.put(some_orders(1))
    world.ledger.change(api_password="another")
    with pytest.raises(LoginRefused):
        world.export()


def test_export_begins_not_when_it_is_another_company(world: World) -> None:
    """A company that goes by another name is not the one that was linked."""
    world.put(some_orders(1))
    world.ledger.change(company_name="Somebody Else Ltd")
    with pytest.raises(AnotherCompany):
        world.export()
    assert world.calls("InsertInvoice") == 0


def test_export_begins_not_when_another_export_runs(world: World) -> None:
    """The lock of the company is held: who holds it is said, nothing is sent."""
    world.put(some_orders(1))
    lock = FileExportLock(world.folder / "locks")
    name = f"{world.company.service_address} {world.company.name}"
    with lock.hold(name, "the other one"), pytest.raises(ExportLocked) as caught:
        world.export()
    assert caught.value.facts["by"] == "the other one"
    assert world.calls("InsertInvoice") == 0


def test_export_begins_not_when_the_settle_time_is_too_short(world: World) -> None:
    """Two minutes is the least, but for a service on this computer."""
    with pytest.raises(SettleTooShort):
        world.export(settle_s=-1)


def test_export_stops_one_channel_when_its_look_up_is_gone(world: World) -> None:
    """A bank account that is no longer there stops that channel only, and names the setting."""
    accounts = world.ledger.lookups(LookupKind.BANK_ACCOUNT)
    account = world.channel.settings.bank_account
    assert account is not None
    other = world.add_channel("Etsy", bank_account=replace(account, id=accounts[3].lookup_id))
    ids, stopped = world.put(some_orders(2)), world.put(some_orders(2), other)
    world.ledger.remove(LookupKind.BANK_ACCOUNT, accounts[3].lookup_id)
    result = world.export()
    check_all_sent(world, ids)
    assert counts(result) == {Outcome.EXPORTED: 2, Outcome.NEEDS_ATTENTION: 2}
    told = {order.reason.why for order in result.orders if order.order_id in stopped and order.reason}
    assert told == {Why.LOOK_UP_GONE}


def test_export_sends_foreign_currency_when_it_is_on(world: World) -> None:
    """An order in euros is invoiced in euros at KashFlow's rate, verified, and not paid."""
    world.change(foreign_currency=True)
    order = structs.replace(some_orders(1)[0], currency="EUR")
    ids = world.put([order])
    result = world.export()
    assert counts(result) == {Outcome.EXPORTED: 1}
    assert result.gross == (("EUR", Decimal("13.48")),)
    assert world.ledger.invoices()[0].currency_code == "EUR"
    assert world.ledger.payments() == []
    assert world.posting(ids[0]).step is Step.VERIFIED


def test_export_leaves_orders_for_later_when_they_change_meanwhile(house: House, world: World) -> None:
    """What changes between planning and sending is not sent as something that was not shown."""
    ids = world.put(some_orders(4))

    def changes(progress: object) -> bool:
        if getattr(progress, "phase", None) is Phase.FIRST_INVOICE:
            world.change(record_payments=False)
        return False

    preview = world.planner.preview(world.company.id, None)
    world.export(Onlooker(until=changes), preview=preview)
    assert sum(state is OrderState.EXPORTED for state in world.states(ids)) <= 1
    world.export()
    check_once(world, ids)
    assert len(world.ledger.invoices()) == 4
