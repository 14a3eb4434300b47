"""A channel and what is set for it (DESIGN 2, 5.3, 5.4)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class VatChoice(StrEnum):
    """Which VAT the channel's goods carry."""

    FILE = "file"
    STANDARD = "20"
    REDUCED = "5"
    ZERO = "0"
    NONE = "none"


class VatUnknown(StrEnum):
    """What to take where the file says nothing."""

    STOP = "stop"
    STANDARD = "20"
    REDUCED = "5"
    ZERO = "0"


class InvoiceDate(StrEnum):
    """Which of an order's dates the invoice bears."""

    PAID = "paid"
    ORDERED = "ordered"
    DESPATCHED = "despatched"


class WhichOrders(StrEnum):
    """From when on an order is exported."""

    PAID = "paid"
    DESPATCHED = "despatched"


class Customers(StrEnum):
    """One customer in KashFlow a buyer, or one for the whole channel."""

    BUYER = "buyer"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Chosen:
    """An entry of a KashFlow list that a setting points to, by id; the name is as last seen.

    `is_proposed` until the person accepts what was proposed by name.
    """

    id: int
    name: str
    is_proposed: bool = False


@dataclass(frozen=True)
class SkuRate:
    """A VAT rate in percent for the SKUs that begin with `prefix`."""

    prefix: str
    rate: Decimal


@dataclass(frozen=True)
class ChannelSettings:
    """All settings of a channel with their defaults."""

    export_orders: bool = False
    customer_source: Chosen | None = None
    payment_method: Chosen | None = None
    bank_account: Chosen | None = None
    sales_type: Chosen | None = None
    delivery_type: Chosen | None = None
    vat: VatChoice = VatChoice.FILE
    vat_unknown: VatUnknown = VatUnknown.STOP
    sku_rates: tuple[SkuRate, ...] = ()
    invoice_date: InvoiceDate = InvoiceDate.PAID
    export_from: date | None = None
    which_orders: WhichOrders = WhichOrders.PAID
    customers: Customers = Customers.BUYER
    record_payments: bool = True
    foreign_currency: bool = False
    foreign_payments: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the settings that must still be given or accepted, in the order of asking."""
        wanted = ["sales_type"]
        if self.record_payments:
            wanted += ["payment_method", "bank_account"]
        return tuple(name for name in wanted if self.settled(name) is None)

    def settled(self, name: str) -> Chosen | None:
        """What a list setting was given for good; None while empty or only proposed."""
        chosen: Chosen | None = getattr(self, name)
        return None if chosen is None or chosen.is_proposed else chosen

    @property
    def is_ready(self) -> bool:
        """Nothing is missing."""
        return not self.missing


@dataclass(frozen=True)
class Channel:
    """A marketplace or shop of one company.

    `stamp` is the first name and never changes: it is on the invoices (DESIGN 5.1).
    `marketplace` is the family of files that belong to it (`shopify`, `etsy`, …), or empty.
    """

    id: int
    company_id: int | None
    name: str
    stamp: str
    marketplace: str = ""
    settings: ChannelSettings = field(default_factory=ChannelSettings)
