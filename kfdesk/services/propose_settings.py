"""What to propose for a new channel, going by the names in the company's lists."""

from collections.abc import Sequence
from dataclasses import replace

from kfdesk.domain.channels import Channel, ChannelSettings, Chosen, VatChoice
from kfdesk.domain.company import Choice, LookUps

_SALES_NAMES = ("sales", "sale of goods", "sales of goods", "4000", "general sales", "online sales")
_DELIVERY_NAMES = ("postage", "delivery", "carriage", "shipping")


def proposals(channel: Channel, look_ups: LookUps) -> ChannelSettings:
    """The settings with each empty one that has a name to go by filled in, marked as proposed."""
    own = tuple(name.casefold() for name in (channel.marketplace, channel.name) if name)
    found = {
        "customer_source": _first(look_ups.customer_sources, own),
        "payment_method": _first(look_ups.payment_methods, own),
        "bank_account": _first(look_ups.bank_accounts, own),
        "sales_type": _first(look_ups.sales_types, _SALES_NAMES),
        "delivery_type": _first(look_ups.sales_types, _DELIVERY_NAMES),
    }
    empty = {name: chosen for name, chosen in found.items() if getattr(channel.settings, name) is None}
    proposed = {name: chosen for name, chosen in empty.items() if chosen}
    return replace(channel.settings, **proposed)  # type: ignore[arg-type]  # all of them are lists


def default_settings(*, is_vat_registered: bool) -> ChannelSettings:
    """What a channel of a company starts with (DESIGN 5.4)."""
    return ChannelSettings(vat=VatChoice.FILE if is_vat_registered else VatChoice.NONE)


def _first(entries: Sequence[Choice], names: Sequence[str]) -> Chosen | None:
    """The entry of the first name that fits: an equal name before one that holds it."""
    living = [entry for entry in entries if not entry.is_gone]
    for name in names:
        for entry in living:
            if entry.name.strip().casefold() == name:
                return Chosen(entry.id, entry.name, is_proposed=True)
    for name in names:
        for entry in living:
            if name in entry.name.casefold():
                return Chosen(entry.id, entry.name, is_proposed=True)
    return None
