"""What planning needs of a channel and its company, worked out once for many orders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kfdesk.domain.channels import Channel, SkuRate, VatChoice, VatUnknown
from kfdesk.domain.company import Currency
from kfdesk.domain.drift import gone_settings, is_emptied
from kfdesk.domain.plans import PlanFacts
from kfdesk.domain.reasons import Reason, Why


@dataclass(frozen=True)
class VatRules:
    """The channel's VAT as it takes effect.

    `fixed` is the channel's own rate for home sales, None for *as the file says*;
    `no_vat` is why nothing carries VAT, None when it does; `if_unknown` is the rate where the
    file is silent, None to stop; `rates` are KashFlow's above zero.
    """

    fixed: Decimal | None
    no_vat: Reason | None
    if_unknown: Decimal | None
    sku_rates: tuple[SkuRate, ...]
    rates: frozenset[Decimal]

    @property
    def is_zero(self) -> bool:
        """The channel is at 0 %."""
        return self.fixed == 0

    def sku_rate(self, sku: str) -> SkuRate | None:
        """The entry with the longest beginning that the SKU has, ignoring case."""
        if not self.sku_rates or not sku:
            return None
        key = sku.casefold()
        fitting = [known for known in self.sku_rates if key.startswith(known.prefix.casefold())]
        return max(fitting, key=lambda known: len(known.prefix)) if fitting else None


@dataclass(frozen=True)
class ChannelRules:
    """A channel with what its company has for it.

    `missing` are the settings still to be given, `gone` names the first one that KashFlow's lists
    no longer bear out. `vat_filed_to` is the last day of which VAT is filed.
    """

    channel: Channel
    vat: VatRules
    currencies: Mapping[str, Currency]
    home_currency: str
    rates_read: str
    missing: tuple[str, ...]
    gone: Reason | None
    vat_filed_to: date | None = None


def rules_for(channel: Channel, facts: PlanFacts) -> ChannelRules:
    """Work out the rules of a channel."""
    look_ups = facts.look_ups
    return ChannelRules(
        channel,
        vat_rules(channel, facts),
        {currency.code: currency for currency in look_ups.currencies},
        facts.details.home_currency,
        look_ups.read_at.date().isoformat() if look_ups.read_at else "",
        channel.settings.missing,
        _gone(channel, facts),
        facts.vat_filed_to,
    )


def vat_rules(channel: Channel, facts: PlanFacts) -> VatRules:
    """The channel's VAT choice, or none where the company is not registered for VAT."""
    settings = channel.settings
    is_rate = settings.vat not in {VatChoice.FILE, VatChoice.NONE}
    return VatRules(
        fixed=Decimal(settings.vat.value) if is_rate else None,
        no_vat=_no_vat(settings.vat, is_registered=facts.details.is_vat_registered),
        if_unknown=None if settings.vat_unknown is VatUnknown.STOP else Decimal(settings.vat_unknown.value),
        sku_rates=settings.sku_rates,
        rates=frozenset(rate for rate in facts.look_ups.vat_rates if rate > 0),
    )


def _no_vat(choice: VatChoice, *, is_registered: bool) -> Reason | None:
    if choice is VatChoice.NONE:
        return Reason(Why.NO_VAT_SETTING)
    if choice is VatChoice.FILE and not is_registered:
        return Reason(Why.NO_VAT_COMPANY)
    return None


def _gone(channel: Channel, facts: PlanFacts) -> Reason | None:
    """What a person must mend before the channel goes on: a choice that is gone, an emptied list."""
    settings, look_ups = channel.settings, facts.look_ups
    for setting in gone_settings(settings, look_ups):
        if is_emptied(setting, look_ups):
            return Reason.of(Why.LIST_EMPTY, setting=setting)
        return Reason.of(Why.LOOK_UP_GONE, setting=setting, name=getattr(settings, setting).name)
    is_without_vat = _no_vat(settings.vat, is_registered=facts.details.is_vat_registered)
    if not is_without_vat and not look_ups.vat_rates:
        return Reason.of(Why.LIST_EMPTY, setting="vat")
    return None
