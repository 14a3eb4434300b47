"""The settings of a channel as data: what kind each is, what it may be, how it is written as text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from kfdesk.domain.channels import (
    Chosen,
    Customers,
    InvoiceDate,
    SkuRate,
    VatChoice,
    VatUnknown,
    WhichOrders,
)
from kfdesk.domain.company import Choice, LookUpKind, LookUps
from kfdesk.domain.errors import SeveralChoices, UnknownChoice, ValueNotAllowed

SettingValue = bool | Chosen | StrEnum | date | tuple[SkuRate, ...] | None
"""What a setting may hold; each setting takes only its own kind."""

NONE = "none"
SWITCH_TEXTS = {"on": True, "off": False}


class SettingKind(StrEnum):
    """How a setting is chosen."""

    SWITCH = "switch"
    LOOK_UP = "look_up"
    ONE_OF = "one_of"
    DAY = "day"
    RATES = "rates"


@dataclass(frozen=True)
class Setting:
    """One setting; `name` is the field of ChannelSettings, the label is `kfdesk.words.setting(name)`.

    `is_planned_with` says that orders must be looked at again when it changes.
    """

    name: str
    kind: SettingKind
    look_up: LookUpKind | None = None
    values: type[StrEnum] | None = None
    is_planned_with: bool = True


@dataclass(frozen=True)
class Option:
    """One value that a setting can take; `name` is KashFlow's name, or the value's code."""

    value: SettingValue
    name: str
    is_gone: bool = False


def _look_up(name: str, kind: LookUpKind, *, is_planned_with: bool = True) -> Setting:
    return Setting(name, SettingKind.LOOK_UP, look_up=kind, is_planned_with=is_planned_with)


def _one_of(name: str, values: type[StrEnum]) -> Setting:
    return Setting(name, SettingKind.ONE_OF, values=values)


SETTINGS: tuple[Setting, ...] = (
    Setting("export_orders", SettingKind.SWITCH, is_planned_with=False),
    _look_up("customer_source", LookUpKind.CUSTOMER_SOURCE, is_planned_with=False),
    _look_up("payment_method", LookUpKind.PAYMENT_METHOD),
    _look_up("bank_account", LookUpKind.BANK_ACCOUNT),
    _look_up("sales_type", LookUpKind.SALES_TYPE),
    _look_up("delivery_type", LookUpKind.SALES_TYPE),
    _one_of("vat", VatChoice),
    _one_of("vat_unknown", VatUnknown),
    Setting("sku_rates", SettingKind.RATES),
    _one_of("invoice_date", InvoiceDate),
    Setting("export_from", SettingKind.DAY),
    _one_of("which_orders", WhichOrders),
    _one_of("customers", Customers),
    Setting("record_payments", SettingKind.SWITCH),
    Setting("foreign_currency", SettingKind.SWITCH),
    Setting("foreign_payments", SettingKind.SWITCH),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def setting_named(name: str) -> Setting:
    """The setting of this name; KeyError when there is none."""
    return _BY_NAME[name]


def options(setting: Setting, look_ups: LookUps) -> tuple[Option, ...]:
    """What can be chosen, in the order to show it; days and rates have no list."""
    if setting.look_up:
        entries = look_ups.choices(setting.look_up)
        listed = (Option(Chosen(entry.id, entry.name), entry.name, entry.is_gone) for entry in entries)
        return (Option(None, NONE), *listed)
    if setting.values:
        return tuple(Option(value, value.value) for value in setting.values)
    if setting.kind is SettingKind.SWITCH:
        return tuple(Option(value, text) for text, value in SWITCH_TEXTS.items())
    return ()


def labelled(entries: Iterable[Choice]) -> tuple[str, ...]:
    """Names to choose by, with the id beside a name that several have."""
    entries = [entry for entry in entries if not entry.is_gone]
    names = [entry.name.casefold() for entry in entries]
    return tuple(
        f"{entry.name} ({entry.id})" if names.count(entry.name.casefold()) > 1 else entry.name
        for entry in entries
    )


def parse(setting: Setting, text: str, look_ups: LookUps) -> SettingValue:
    """The value that a text stands for; raises UnknownChoice, SeveralChoices or ValueNotAllowed."""
    text = text.strip()
    if setting.look_up:
        return _parse_choice(setting, text, look_ups.choices(setting.look_up))
    return _PARSERS[setting.kind](setting, text)


def as_text(value: SettingValue) -> str:
    """The text that `parse` reads back as the value; an entry of a list is written by its name."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Chosen):
        return value.name
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(f"{rate.prefix}={rate.rate:f}" for rate in value or ()) or NONE


def _parse_choice(setting: Setting, text: str, entries: tuple[Choice, ...]) -> Chosen | None:
    if text.casefold() == NONE:
        return None
    living = [entry for entry in entries if not entry.is_gone]
    wanted = text.casefold()
    found = [entry for entry in living if wanted in (entry.name.strip().casefold(), str(entry.id))]
    if len(found) == 1:
        return Chosen(found[0].id, found[0].name)
    if found:
        several = tuple(f"{entry.name} ({entry.id})" for entry in found)
        raise SeveralChoices(setting=setting.name, given=text, choices=several)
    raise UnknownChoice(setting=setting.name, given=text, choices=labelled(entries))


def _parse_value(setting: Setting, text: str) -> SettingValue:
    values = list(setting.values or ())
    for value in values:
        if value.value == text.casefold():
            return value
    raise ValueNotAllowed(setting=setting.name, given=text, allowed=tuple(v.value for v in values))


def _parse_switch(setting: Setting, text: str) -> bool:
    if text.casefold() in SWITCH_TEXTS:
        return SWITCH_TEXTS[text.casefold()]
    raise ValueNotAllowed(setting=setting.name, given=text, allowed=tuple(SWITCH_TEXTS))


def _parse_day(setting: Setting, text: str) -> date | None:
    if text.casefold() == NONE:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueNotAllowed(setting=setting.name, given=text, allowed=("2026-11-14", NONE)) from None


def _parse_rates(setting: Setting, text: str) -> tuple[SkuRate, ...]:
    if text.casefold() == NONE:
        return ()
    try:
        return tuple(_sku_rate(part) for part in text.split(","))
    except (ValueError, InvalidOperation):
        raise ValueNotAllowed(setting=setting.name, given=text, allowed=("BOOK=0, SNACK=20", NONE)) from None


def _sku_rate(text: str) -> SkuRate:
    prefix, _, rate = text.rpartition("=")
    value = SkuRate(prefix.strip(), Decimal(rate.strip().removesuffix("%")))
    if not is_allowed_rate(value):
        raise ValueError(text)
    return value


def is_allowed_rate(rate: SkuRate) -> bool:
    """A beginning of a SKU and a rate between 0 and 100 percent."""
    return bool(rate.prefix) and rate.rate.is_finite() and 0 <= rate.rate <= 100  # noqa: PLR2004 - percent


_PARSERS: dict[SettingKind, Callable[[Setting, str], SettingValue]] = {
    SettingKind.ONE_OF: _parse_value,
    SettingKind.SWITCH: _parse_switch,
    SettingKind.DAY: _parse_day,
    SettingKind.RATES: _parse_rates,
}
