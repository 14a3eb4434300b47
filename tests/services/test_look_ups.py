"""KashFlow's lists change between two runs: what becomes of the settings, and of the orders."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, cast

import pytest
from msgspec import structs

from kfdesk.domain.channels import Chosen, VatUnknown
from kfdesk.domain.company import LookUps
from kfdesk.domain.drift import followed, gone_settings
from kfdesk.domain.orders import OrderState
from kfdesk.domain.reasons import Why
from kfdesk.practice import Fault, LookupKind
from kfdesk.services.browse_orders import BrowseOrders
from kfdesk.services.edit_settings import EditSettings
from kfdesk.services.look_ups import LookUpReader
from kfdesk.services.ports import AccountsGateway
from tests.builders import LOOK_UPS, READY, a_line
from tests.services.export_world import World, check_all_sent, some_orders, unchanged, why

LISTS = {
    "customer_source": LookupKind.CUSTOMER_SOURCE,
    "payment_method": LookupKind.PAYMENT_METHOD,
    "bank_account": LookupKind.BANK_ACCOUNT,
    "sales_type": LookupKind.SALES_TYPE,
    "delivery_type": LookupKind.SALES_TYPE,
}


def chosen(world: World, setting: str) -> Chosen:
    """What a setting of the channel holds now."""
    with world.book.reading() as session:
        found = getattr(session.channels.get(world.channel.id).settings, setting)
    assert isinstance(found, Chosen)
    return found


def read_again(world: World) -> None:
    """The lists are read, as before a run or from the settings page."""
    with world.gateway() as gateway:
        LookUpReader(world.book, world.clock).refresh(gateway, world.company.id)


@dataclass
class EmptyList:
    """A gateway whose company answers with one list empty."""

    gateway: AccountsGateway
    name: str

    def look_ups(self) -> LookUps:
        empty: dict[str, Any] = {self.name: ()}
        return replace(self.gateway.look_ups(), **empty)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.gateway, name)


def with_empty(world: World, name: str) -> None:
    """From now on the company answers with this list empty."""
    world.wrap = lambda gateway: cast("AccountsGateway", EmptyList(gateway, name))


def hold_newest(world: World, setting: str) -> Chosen:
    """Let a setting hold the entry with the highest id: taken off and added again it has the same id."""
    added = world.ledger.add(LISTS[setting], "Newest")
    held = Chosen(added, "Newest")
    change(world, setting, held)
    read_again(world)
    return held


def change(world: World, setting: str, value: Chosen | None) -> None:
    """Another value for a setting of the channel."""
    changes: dict[str, Any] = {setting: value}
    world.change(**changes)


@pytest.mark.parametrize("setting", LISTS)
def test_setting_follows_its_id_when_an_entry_is_renamed(world: World, setting: str) -> None:
    """The order goes out under the same id, and the book shows the new name."""
    before = chosen(world, setting)
    ids = world.put(some_orders(2))
    world.ledger.rename(LISTS[setting], before.id, "Called otherwise")
    world.export()
    assert chosen(world, setting) == Chosen(before.id, "Called otherwise")
    check_all_sent(world, ids)


def test_settings_follow_their_ids_when_two_names_are_swapped(world: World) -> None:
    """Money goes to the account that was chosen, whatever it is called now."""
    first, second = world.ledger.lookups(LookupKind.BANK_ACCOUNT)[1:3]
    world.change(bank_account=Chosen(first.lookup_id, first.name))
    other = world.add_channel("Etsy", bank_account=Chosen(second.lookup_id, second.name))
    world.ledger.rename(LookupKind.BANK_ACCOUNT, first.lookup_id, "for a moment")
    world.ledger.rename(LookupKind.BANK_ACCOUNT, second.lookup_id, first.name)
    world.ledger.rename(LookupKind.BANK_ACCOUNT, first.lookup_id, second.name)
    world.put(some_orders(1))
    world.put(some_orders(1, first=2001), other)
    world.export()
    assert chosen(world, "bank_account") == Chosen(first.lookup_id, second.name)
    accounts = {payment.note.split()[0]: payment.account_id for payment in world.ledger.payments()}
    assert accounts == {"eBay": first.lookup_id, "Etsy": second.lookup_id}


@pytest.mark.parametrize("setting", ["customer_source", "bank_account", "delivery_type"])
def test_channel_stops_when_an_entry_is_gone_and_goes_on_when_it_is_back(world: World, setting: str) -> None:
    """Only that channel stops and names the setting to go to; the entry back, nothing is to mend."""
    other = world.add_channel("Etsy")
    held = hold_newest(world, setting)
    ids, others = world.put(some_orders(1)), world.put(some_orders(1, first=2001), other)
    world.ledger.remove(LISTS[setting], held.id)
    world.export()
    assert world.states(ids + others) == [OrderState.NEEDS_ATTENTION, OrderState.EXPORTED]
    assert why(world, ids[0]) is Why.LOOK_UP_GONE
    (attention,) = BrowseOrders(world.book, world.planner).attention(world.company.id)
    assert attention.setting == setting
    assert attention.group.reason.facts["name"] == held.name
    assert world.ledger.add(LISTS[setting], held.name) == held.id
    world.export()
    check_all_sent(world, ids + others)


@pytest.mark.parametrize("setting", ["payment_method", "sales_type"])
def test_setting_lets_go_when_its_id_comes_back_as_something_else(world: World, setting: str) -> None:
    """Nothing is sent under an id that was gone and now means another thing, until it is chosen."""
    held = hold_newest(world, setting)
    ids = world.put(some_orders(1))
    world.ledger.remove(LISTS[setting], held.id)
    read_again(world)
    assert world.ledger.add(LISTS[setting], "Another thing") == held.id
    for _ in range(2):
        world.export()
        assert why(world, ids[0]) is Why.LOOK_UP_GONE
        assert chosen(world, setting) == Chosen(0, held.name)
    assert world.calls("InsertInvoice") == 0
    change(world, setting, Chosen(held.id, "Another thing"))
    world.export()
    check_all_sent(world, ids)


@pytest.mark.parametrize(
    ("setting", "name"), [("payment_method", "payment_methods"), ("sales_type", "sales_types")]
)
def test_channel_stops_in_other_words_when_a_whole_list_is_empty(
    world: World, setting: str, name: str
) -> None:
    """An empty list is looked into, not believed: nothing goes out, and no choice is forgotten."""
    held = chosen(world, setting)
    ids = world.put(some_orders(1))
    with_empty(world, name)
    world.export()
    assert why(world, ids[0]) is Why.LIST_EMPTY
    assert world.calls("InsertInvoice") == 0
    world.wrap = unchanged
    world.export()
    assert chosen(world, setting) == held
    check_all_sent(world, ids)


@pytest.mark.parametrize("is_used", [True, False])
def test_empty_list_stops_only_who_needs_it(world: World, is_used: bool) -> None:
    """A channel without a customer source does not care for the list of sources."""
    if not is_used:
        change(world, "customer_source", None)
    ids = world.put(some_orders(1))
    with_empty(world, "customer_sources")
    world.export()
    assert world.states(ids) == [OrderState.NEEDS_ATTENTION if is_used else OrderState.EXPORTED]


def _remove_rate(world: World, rate: int) -> None:
    for entry in world.ledger.lookups(LookupKind.VAT_RATE):
        if entry.value == rate:
            world.ledger.remove(LookupKind.VAT_RATE, entry.lookup_id)


@pytest.mark.parametrize(
    ("drift", "reason"),
    [
        (lambda world: _remove_rate(world, 20), Why.VAT_RATE_MISSING),
        (lambda world: with_empty(world, "vat_rates"), Why.LIST_EMPTY),
    ],
)
def test_order_stops_when_its_vat_rate_is_no_longer_there(
    world: World, drift: Callable[[World], None], reason: Why
) -> None:
    """A rate that KashFlow does not list is never sent, and no other is taken for it."""
    world.change(vat_unknown=VatUnknown.ZERO)
    stated = a_line("12.00", vat_rate=None, tax=Decimal("2.00"))
    with_rate, with_tax = some_orders(2)
    ids = world.put([with_rate, structs.replace(with_tax, lines=(stated,), stated_total=Decimal("12.00"))])
    drift(world)
    world.export()
    assert why(world, ids[0]) is reason
    assert world.states(ids) == [OrderState.NEEDS_ATTENTION] * 2
    assert world.calls("InsertInvoice") == 0
    world.wrap = unchanged
    world.ledger.add_vat_rate(Decimal(20))
    world.export()
    check_all_sent(world, ids)


def test_foreign_order_stops_when_its_currency_is_no_longer_there(world: World) -> None:
    """Orders at home go on."""
    world.change(foreign_currency=True)
    abroad, home = some_orders(2)
    ids = world.put([structs.replace(abroad, currency="EUR"), home])
    for entry in world.ledger.lookups(LookupKind.CURRENCY):
        if entry.name == "EUR":
            world.ledger.remove(LookupKind.CURRENCY, entry.lookup_id)
    world.export()
    assert why(world, ids[0]) is Why.CURRENCY_MISSING
    assert world.states(ids) == [OrderState.NEEDS_ATTENTION, OrderState.EXPORTED]


@pytest.mark.parametrize("setting", ["payment_method", "bank_account"])
def test_payment_of_an_earlier_run_goes_where_the_channel_is_set_to_now(world: World, setting: str) -> None:
    """The invoice stands, its payment was never sent: not to an entry that is gone, and once mended, once."""
    held = hold_newest(world, setting)
    (order_id,) = world.put(some_orders(1))
    world.ledger.inject(Fault("refuse", "InsertInvoicePayment", times=0))
    world.export()
    world.ledger.clear_faults()
    world.ledger.remove(LISTS[setting], held.id)
    for _ in range(2):
        world.export()
        assert why(world, order_id) is Why.LOOK_UP_GONE
        assert world.ledger.payments() == []
    other = world.ledger.lookups(LISTS[setting])[0]
    change(world, setting, Chosen(other.lookup_id, other.name))
    world.export()
    check_all_sent(world, [order_id])
    (payment,) = world.ledger.payments()
    assert other.lookup_id in (payment.method_id, payment.account_id)


def test_undo_in_the_settings_puts_back_the_entry_under_its_name_of_today(world: World) -> None:
    """What was chosen before may have been renamed since."""
    before, after = world.ledger.lookups(LookupKind.BANK_ACCOUNT)[1:3]
    settings = EditSettings(world.book, world.clock)
    change = settings.change([world.channel.id], "bank_account", Chosen(after.lookup_id, after.name))
    world.ledger.rename(LookupKind.BANK_ACCOUNT, before.lookup_id, "Renamed")
    read_again(world)
    settings.undo(change)
    assert chosen(world, "bank_account") == Chosen(before.lookup_id, "Renamed")


def test_gone_settings_leaves_out_what_is_not_used() -> None:
    """Without payments, method and account do not matter; a proposal does not count."""
    nothing = replace(LOOK_UPS, payment_methods=(), bank_accounts=())
    assert gone_settings(READY, nothing) == ("payment_method", "bank_account")
    assert gone_settings(replace(READY, record_payments=False), nothing) == ()
    proposed = replace(READY, payment_method=Chosen(11, "PayPal", is_proposed=True), bank_account=None)
    assert gone_settings(proposed, nothing) == ()


def test_followed_drops_a_proposal_when_its_id_means_something_else() -> None:
    """Nobody chose it, so nothing is asked."""
    method = LOOK_UPS.payment_methods[0]
    before = replace(LOOK_UPS, payment_methods=(replace(method, is_gone=True),))
    now = replace(LOOK_UPS, payment_methods=(replace(method, name="Cheque"),))
    proposed = replace(READY, payment_method=Chosen(method.id, method.name, is_proposed=True))
    assert followed(proposed, before, now).payment_method is None
