"""`kfdesk channels set`: every option, choices by name or id, and what is refused."""

from pathlib import Path

import pytest

from kfdesk.practice import LookupKind
from tests.cli.desk_of_tests import Commands
from tests.uk_orders import write_uk_file


@pytest.fixture
def shop(commands: Commands, tmp_path: Path) -> Commands:
    """A linked practice company with a channel of one order; nothing is set."""
    write_uk_file(tmp_path / "orders.csv", 1)
    commands.link()
    commands("import", tmp_path / "orders.csv", "--channel", "Shop")
    return commands


def _settings(shop: Commands) -> dict[str, object]:
    (channel,) = shop.json("channels")["channels"]
    found: dict[str, object] = channel
    return found


@pytest.mark.parametrize(
    ("option", "given", "stored"),
    [
        ("--customer-source", "Website", "Website"),
        ("--customer-source", "wEBSITE", "Website"),
        ("--payment-method", "Stripe", "Stripe"),
        ("--bank-account", "Shopify Clearing", "Shopify Clearing"),
        ("--sales-type", "Sale of Services", "Sale of Services"),
        ("--delivery-type", "Postage and Delivery", "Postage and Delivery"),
        ("--vat", "20", "20"),
        ("--vat", "5", "5"),
        ("--vat", "0", "0"),
        ("--vat", "none", "none"),
        ("--vat", "file", "file"),
        ("--vat-unknown", "20", "20"),
        ("--vat-unknown", "stop", "stop"),
        ("--sku-rates", "BOOK=0, SNACK=20", "BOOK=0, SNACK=20"),
        ("--invoice-date", "ordered", "ordered"),
        ("--invoice-date", "despatched", "despatched"),
        ("--export-from", "2026-11-14", "2026-11-14"),
        ("--which-orders", "despatched", "despatched"),
        ("--customers", "channel", "channel"),
        ("--record-payments", "off", "off"),
        ("--foreign-currency", "on", "on"),
        ("--foreign-payments", "on", "on"),
    ],
)
def test_setting_is_kept_when_it_is_set(shop: Commands, option: str, given: str, stored: str) -> None:
    """What was given is what `channels --json` shows."""
    shop("channels", "set", "shop", option, given)
    assert _settings(shop)[option.removeprefix("--").replace("-", "_")] == stored


def test_choice_is_found_by_its_id_when_one_is_given(shop: Commands) -> None:
    """Ids are KashFlow's."""
    account = shop.company.lookups(LookupKind.BANK_ACCOUNT)[1]
    shop("channels", "set", "Shop", "--bank-account", account.lookup_id)
    assert _settings(shop)["bank_account"] == account.name


@pytest.mark.parametrize(
    "option",
    ["--customer-source", "--payment-method", "--bank-account", "--sales-type", "--delivery-type"],
)
def test_setting_is_emptied_when_none_is_given(shop: Commands, option: str) -> None:
    """`none` empties it."""
    name = option.removeprefix("--").replace("-", "_")
    first = shop.company.lookups(name if name != "delivery_type" else "sales_type")[0]
    shop("channels", "set", "Shop", option, first.lookup_id)
    shop("channels", "set", "Shop", option, "none")
    assert _settings(shop)[name] != first.name


def test_choices_are_listed_when_there_is_none_of_that_name(shop: Commands) -> None:
    """Exit 2, and nothing is changed."""
    before = _settings(shop)
    said = shop("channels", "set", "Shop", "--payment-method", "Barter", "--vat", "0", code=2)
    assert "KashFlow has no Payment Method “Barter”." in said
    assert all(name in said for name in ("Cash", "Cheque", "PayPal", "Stripe"))
    assert _settings(shop) == before


def test_ids_are_listed_when_several_have_the_name(shop: Commands) -> None:
    """Exit 2 with the ids to choose from."""
    twin = shop.company.add(LookupKind.BANK_ACCOUNT, "Twin", code=1299)
    shop.company.rename(LookupKind.BANK_ACCOUNT, twin, "PayPal")
    shop.link()  # reads the lists again
    said = shop("channels", "set", "Shop", "--bank-account", "PayPal", code=2)
    assert f"PayPal ({twin})" in said


@pytest.mark.parametrize(
    ("option", "given", "allowed"),
    [
        ("--vat", "17.5", "file"),
        ("--vat-unknown", "none", "stop"),
        ("--invoice-date", "yesterday", "paid"),
        ("--export-from", "14/11/2026", "2026-11-14"),
        ("--export", "maybe", "on"),
        ("--customers", "all", "buyer"),
        ("--sku-rates", "BOOK", "BOOK=0"),
    ],
)
def test_allowed_values_are_said_when_another_is_given(
    shop: Commands, option: str, given: str, allowed: str
) -> None:
    """Exit 2."""
    assert allowed in shop("channels", "set", "Shop", option, given, code=2)


def test_export_orders_stays_off_when_something_is_missing(shop: Commands) -> None:
    """Exit 2, and it says what is missing."""
    shop("channels", "set", "Shop", "--sales-type", "none")
    said = shop("channels", "set", "Shop", "--export", "on", code=2)
    assert "Shop is not ready to export." in said
    assert "Sales Type" in said
    assert _settings(shop)["export"] == "off"


def test_channels_are_listed_when_there_is_none_of_that_name(shop: Commands) -> None:
    """Exit 2 with the names there are."""
    assert "Choose one of: Shop." in shop("channels", "set", "Shoe", "--vat", "0", code=2)


def test_channel_is_named_for_what_is_missing_when_listed(shop: Commands) -> None:
    """Without --json, a line a channel."""
    said = shop("channels")
    assert said.startswith("Shop: not ready, missing: Sales Type")
    shop.set_up("Shop")
    assert shop("channels") == "Shop: ready, Export Orders on\n"


def test_channels_follow_what_changed_in_kashflow(shop: Commands) -> None:
    """A renamed account has its new name, a method that is gone is missing, once the lists are read."""
    shop.set_up("Shop")
    account = next(e for e in shop.company.lookups(LookupKind.BANK_ACCOUNT) if e.name == "Current Account")
    method = next(e for e in shop.company.lookups(LookupKind.PAYMENT_METHOD) if e.name == "Card")
    shop.company.rename(LookupKind.BANK_ACCOUNT, account.lookup_id, "Tide Current")
    shop.company.remove(LookupKind.PAYMENT_METHOD, method.lookup_id)
    shop("export", "--dry-run", code=1)
    settings = _settings(shop)
    assert settings["bank_account"] == "Tide Current"
    assert (settings["ready"], settings["missing"]) == (False, ["payment_method"])
    assert shop("channels") == "Shop: not ready, no longer in KashFlow: Payment Method\n"
