"""Whom an invoice is made out to (DESIGN 5.1, *Customers*)."""

from base64 import b32encode
from hashlib import sha256

from kfdesk.domain.channels import Channel, Customers
from kfdesk.domain.destinations import EU_COUNTRIES, Place, destination_of
from kfdesk.domain.invoice_lines import one_line
from kfdesk.domain.invoices import CustomerDraft
from kfdesk.domain.orders import Address, Buyer, Order

CODE_PREFIX = "KF"
CODE_SIGNS = 10

# The mail domains that marketplaces make up to stand between buyer and seller: beginnings that
# are the same in every country, and whole domains.
RELAY_BEGINNINGS = ("marketplace.amazon.", "members.ebay.")
RELAY_DOMAINS = (
    "marketplace.facebook.com",
    "messaging.etsy.com",
    "onbuy.com",
    "privaterelay.appleid.com",
    "relay.walmart.com",
    "scs.tiktokw.us",
    "scs2.tiktok.com",
)
_BELOW_RELAYS = tuple(f".{domain}" for domain in RELAY_DOMAINS)


def customer_code(channel_stamp: str, buyer: str) -> str:
    """`KF` and ten letters and digits, the same for a buyer on a channel for ever."""
    digest = sha256(f"{channel_stamp.strip().casefold()}\n{buyer}".encode()).digest()
    return CODE_PREFIX + b32encode(digest[:10]).decode("ascii")[:CODE_SIGNS]


def buyer_key(buyer: Buyer) -> str:
    """What a buyer is known by: e-mail in lower case, else the channel's user name, else nothing."""
    return buyer.email.strip().lower() or buyer.username.strip()


def is_relay(email: str) -> bool:
    """Whether an address is a marketplace's, not the buyer's own."""
    domain = email.strip().lower().rpartition("@")[2]
    is_listed = domain in RELAY_DOMAINS or domain.endswith(_BELOW_RELAYS)
    return is_listed or domain.startswith(RELAY_BEGINNINGS)


def bare(text: str) -> str:
    """A name or a postcode as it is compared: without spaces, whatever its case."""
    return "".join(text.split()).casefold()


def surname_of(name: str) -> str:
    """The last word of a name."""
    return name.rsplit(maxsplit=1)[-1] if name.strip() else ""


def customer_draft(order: Order, channel: Channel) -> CustomerDraft:
    """The buyer as a customer, or the channel's own customer where that is set or no buyer is named."""
    buyer, source = order.buyer, channel.settings.settled("customer_source")
    key = buyer_key(buyer)
    source_id = source.id if source else 0
    if not key or channel.settings.customers is Customers.CHANNEL:
        return _own_customer(channel, source_id)
    address = _address(order)
    email = buyer.email.strip()
    return CustomerDraft(
        code=customer_code(channel.stamp, key),
        name=_name(buyer, address, key),
        email=email,
        phone=buyer.phone.strip(),
        vat_number=buyer.vat_number.strip(),
        address=address,
        source_id=source_id,
        trade_border_type=trade_border_type(address, buyer.vat_number, order.ship_from),
        may_look_up_email="@" in email and not is_relay(email),
    )


def trade_border_type(address: Address, vat_number: str = "", ship_from: str = "GB") -> str:
    """KashFlow's Domestic, EC, ROW or NIEU.

    Domestic: the UK, the Isle of Man, and where nothing is known. NIEU: goods that go from
    Northern Ireland to the EU. EC: a buyer in the EU with a VAT number, as KashFlow's older EC
    flag had it. ROW: everybody else abroad, EU consumers and the Channel Islands included.
    """
    where = destination_of(address)
    if where.place is not Place.ABROAD:
        return "Domestic"
    if where.country not in EU_COUNTRIES:
        return "ROW"
    if ship_from == "XI":
        return "NIEU"
    return "EC" if vat_number.strip() else "ROW"


def _own_customer(channel: Channel, source_id: int) -> CustomerDraft:
    return CustomerDraft(
        code=customer_code(channel.stamp, ""),
        name=channel.stamp,
        source_id=source_id,
        may_look_up_email=False,
        is_channels_own=True,
    )


def _address(order: Order) -> Address:
    billing = order.buyer.address
    return billing if billing.line1 or billing.postcode or billing.country else order.ship_to


def _name(buyer: Buyer, address: Address, key: str) -> str:
    names = (buyer.name, address.name, buyer.company, address.company, buyer.username, key.partition("@")[0])
    return next((name for name in map(one_line, names) if name), key)
