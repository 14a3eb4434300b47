"""Lists in KashFlow that changed under the settings that point into them (DESIGN 5.3).

A setting holds an id. A new name on that id is followed; an id that is off the list stops the
channel. An id that was off the list and is back under another name stands for something
else: then the setting lets go of it, for money must not land there by itself.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kfdesk.domain.channels import ChannelSettings, Chosen
from kfdesk.domain.company import Choice, LookUpKind, LookUps

LIST_OF: Mapping[str, LookUpKind] = {
    "customer_source": LookUpKind.CUSTOMER_SOURCE,
    "payment_method": LookUpKind.PAYMENT_METHOD,
    "bank_account": LookUpKind.BANK_ACCOUNT,
    "sales_type": LookUpKind.SALES_TYPE,
    "delivery_type": LookUpKind.SALES_TYPE,
}
"""Which list each setting chooses from."""

_OF_PAYMENTS = frozenset({"payment_method", "bank_account"})
_NO_LONGER_ANY = 0


def gone_settings(settings: ChannelSettings, look_ups: LookUps) -> tuple[str, ...]:
    """The settings in use that point to nothing on KashFlow's lists, in the order they are shown."""
    return tuple(
        name
        for name in LIST_OF
        if (chosen := settings.settled(name))
        and (settings.record_payments or name not in _OF_PAYMENTS)
        and not _is_listed(chosen, look_ups.choices(LIST_OF[name]))
    )


def is_emptied(setting: str, look_ups: LookUps) -> bool:
    """Whether several entries left a setting's list and none stayed: hardly what KashFlow meant."""
    choices = look_ups.choices(LIST_OF[setting])
    return len(choices) > 1 and all(choice.is_gone for choice in choices)


def followed(settings: ChannelSettings, before: LookUps, now: LookUps) -> ChannelSettings:
    """The settings with their entries as KashFlow names them now; `before` is the last reading."""
    held = {name: chosen for name in LIST_OF if (chosen := getattr(settings, name))}
    changes: dict[str, Any] = {
        name: _followed(chosen, before.choices(LIST_OF[name]), now.choices(LIST_OF[name]))
        for name, chosen in held.items()
    }
    return replace(settings, **changes)


def _followed(chosen: Chosen, before: tuple[Choice, ...], now: tuple[Choice, ...]) -> Chosen | None:
    entry = _entry(chosen, now)
    if entry is None or entry.is_gone or entry.name == chosen.name:
        return chosen
    known = _entry(chosen, before)
    if known is None or not known.is_gone:
        return replace(chosen, name=entry.name)
    return None if chosen.is_proposed else replace(chosen, id=_NO_LONGER_ANY)


def _entry(chosen: Chosen, entries: tuple[Choice, ...]) -> Choice | None:
    return next((entry for entry in entries if entry.id == chosen.id), None)


def _is_listed(chosen: Chosen, entries: tuple[Choice, ...]) -> bool:
    entry = _entry(chosen, entries)
    return entry is not None and not entry.is_gone
