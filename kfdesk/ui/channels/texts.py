"""What settings and their values are called on the screen, and a plain sentence for each."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from kfdesk import words
from kfdesk.domain.channels import (
    ChannelSettings,
    Chosen,
    Customers,
    InvoiceDate,
    VatChoice,
    VatUnknown,
    WhichOrders,
)
from kfdesk.services.channel_settings import Option, SettingValue, as_text
from kfdesk.ui.figures import day

MINUTE_S = 60
HOUR_S = 3600
DAY_S = 86400


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Channels", text)


def value_text(value: SettingValue) -> str:
    """How a value is shown in a cell or a list."""
    if isinstance(value, bool):
        return tr("On") if value else tr("Off")
    if isinstance(value, Chosen):
        return tr("{name}, proposed").format(name=value.name) if value.is_proposed else value.name
    if isinstance(value, StrEnum):
        return _enum_text(value)
    if isinstance(value, date):
        return day(value)
    return as_text(value) if value else tr("None")


def option_texts(options: Sequence[Option]) -> list[str]:
    """A text for each option; the id stands beside a name that several have."""
    names = [option.name.casefold() for option in options]
    return [_option_text(option, names.count(option.name.casefold()) > 1) for option in options]


def ready_text(settings: ChannelSettings, gone: Sequence[str]) -> str:
    """Ready, or the first thing that is missing, or `gone` from KashFlow."""
    if settings.is_ready:
        if gone:
            return tr("{setting} is no longer in KashFlow").format(setting=words.setting(gone[0]))
        return words.setting("ready")
    first = settings.missing[0]
    if getattr(settings, first):
        return tr("{setting}: proposed").format(setting=words.setting(first))
    return tr("{setting} is missing").format(setting=words.setting(first))


def age_text(then: datetime | None, now: datetime) -> str:
    """How long ago the lists were read."""
    if then is None:
        return tr("KashFlow's lists were not read yet")
    seconds = int((now - then).total_seconds())
    if seconds < MINUTE_S:
        return tr("KashFlow's lists: read just now")
    if seconds < HOUR_S:
        return tr("KashFlow's lists: read {n} min ago").format(n=seconds // MINUTE_S)
    if seconds < DAY_S:
        return tr("KashFlow's lists: read {n} h ago").format(n=seconds // HOUR_S)
    return tr("KashFlow's lists: read on {day}").format(day=day(then.date()))


def sentence(setting: str) -> str:
    """What a setting does, for the side panel."""
    return _sentences()[setting]


def _option_text(option: Option, is_double: bool) -> str:
    if isinstance(option.value, Chosen):
        name = f"{option.name} ({option.value.id})" if is_double else option.name
        return tr("{name} (no longer in KashFlow)").format(name=name) if option.is_gone else name
    return value_text(option.value)


def _enum_text(value: StrEnum) -> str:
    # By class first: members of two StrEnum classes are equal when their texts are.
    texts: dict[type[StrEnum], dict[StrEnum, str]] = {
        VatChoice: {
            VatChoice.FILE: tr("As the file says"),
            VatChoice.STANDARD: tr("20 %"),
            VatChoice.REDUCED: tr("5 %"),
            VatChoice.ZERO: tr("0 %"),
            VatChoice.NONE: tr("No VAT"),
        },
        VatUnknown: {
            VatUnknown.STOP: tr("Stop and ask"),
            VatUnknown.STANDARD: tr("20 %"),
            VatUnknown.REDUCED: tr("5 %"),
            VatUnknown.ZERO: tr("0 %"),
        },
        InvoiceDate: {
            InvoiceDate.PAID: tr("Day of payment"),
            InvoiceDate.ORDERED: tr("Day of order"),
            InvoiceDate.DESPATCHED: tr("Day of despatch"),
        },
        WhichOrders: {
            WhichOrders.PAID: tr("Paid orders"),
            WhichOrders.DESPATCHED: tr("Despatched orders"),
        },
        Customers: {
            Customers.BUYER: tr("One for each buyer"),
            Customers.CHANNEL: tr("One for the channel"),
        },
    }
    return texts[type(value)][value]


def _sentences() -> dict[str, str]:
    return {
        "sales_type": tr("The heading in KashFlow that goods are booked under. Needed before an export."),
        "delivery_type": tr("The heading for postage. While it is none, postage goes under Sales Type."),
        "vat": tr("The VAT rate of goods. Sales abroad are 0 % whatever is chosen here."),
        "vat_unknown": tr("What to take for an order whose file does not say the VAT rate."),
        "sku_rates": tr("Goods whose SKU begins like this have a rate of their own."),
        "invoice_date": tr("The date on the invoice. An order without it waits."),
        "export_from": tr("Orders dated before this day are left out: they were posted some other way."),
        "which_orders": tr("When an order is exported: as soon as it is paid, or once it is despatched."),
        "customers": tr("Whom invoices are made out to: each buyer, or one customer named like the channel."),
        "record_payments": tr("Enter the payment on each paid invoice, with the method and account above."),
        "foreign_currency": tr("Export orders in other currencies, at the rate that KashFlow has."),
        "foreign_payments": tr("Enter payments for those too. Have your accountant look at the first one."),
        "customer_source": tr("Where KashFlow says that customers came from. Set on new customers only."),
        "payment_method": tr("How invoices of this channel were paid."),
        "bank_account": tr("The account in KashFlow that the money lands in."),
        "export_orders": tr("On: orders of this channel are exported."),
    }
