"""The columns of eBay's orders report in the words of its sites, and of File Exchange before it."""

from dataclasses import dataclass

from kfdesk.domain.orders import Address
from kfdesk.importers.columns import Columns, Wording
from kfdesk.importers.countries import country_of

FORMAT = "ebay.orders"
OLD_FORMAT = "ebay.file_exchange"
NEEDED = (
    "sales record number",
    "order number",
    "item title",
    "quantity",
    "sold for",
    "total price",
    "sale date",
)
OLD_NEEDED = (
    "sales record number",
    "order id",
    "item title",
    "quantity",
    "sale price",
    "total price",
    "sale date",
)
GERMAN = Wording(
    {
        "verkaufsprotokollnummer": "sales record number",
        "bestellnummer": "order number",
        "nutzername des käufers": "buyer username",
        "name des käufers": "buyer name",
        "e-mail des käufers": "buyer email",
        "adresse 1 des käufers": "buyer address 1",
        "adresse 2 des käufers": "buyer address 2",
        "wohnort des käufers": "buyer city",
        "plz des käufers": "buyer postcode",
        "land des käufers": "buyer country",
        "name des empfängers": "post to name",
        "telefonnummer des empfängers": "post to phone",
        "adresse 1 des empfängers": "post to address 1",
        "adresse 2 des empfängers": "post to address 2",
        "versand nach - ort": "post to city",
        "versand nach - plz": "post to postcode",
        "versand nach - land": "post to country",
        "artikelnummer": "item number",
        "angebotstitel": "item title",
        "bestandseinheit": "custom label",
        "anzahl": "quantity",
        "verkauft für": "sold for",
        "verpackung und versand": "postage and packaging",
        "inklusive mwst.-satz": "included vat rate",
        "gesamtbetrag": "total price",
        "verkauft am": "sale date",
        "zahlungsdatum": "paid on date",
        "verschickt am - datum": "dispatched on date",
        "transaktionsnummer": "transaction id",
    }
)
"""The headings of the German site, as far as they could be found out: not those of tax that eBay
collected, so an order in whose total it is does not come to that total and needs a person."""
POSTAGE = (
    "postage and packaging",
    "postage and handling",
    "shipping and handling",
    "delivery and packaging",
)
DELIVERED = ("post to", "ship to", "deliver to")
# What eBay collects for others beside tax.
FEES = (
    "electronic waste recycling fee",
    "mattress recycling fee",
    "battery recycling fee",
    "white goods disposal tax",
    "tire recycling fee",
    "tyre recycling fee",
    "additional fee",
)


@dataclass(frozen=True)
class AddressAt:
    """Where the cells of one of the two addresses are."""

    name: int
    line1: int
    line2: int
    town: int
    county: int
    postcode: int
    country: int

    @classmethod
    def of(cls, columns: Columns, *sides: str) -> "AddressAt":
        """`sides` are the words before each column, such as `post to`."""

        def at(*words: str) -> int:
            return columns.at(*(f"{side} {word}" for side in sides for word in words))

        return cls(
            name=at("name", "fullname"),
            line1=at("address 1"),
            line2=at("address 2"),
            town=at("city"),
            county=at("county", "state"),
            postcode=at("postcode", "zip", "post code"),
            country=at("country"),
        )

    def read(self, cells: list[str]) -> Address:
        """The address as the cells have it."""
        return Address(
            name=cells[self.name].strip(),
            line1=cells[self.line1].strip(),
            line2=cells[self.line2].strip(),
            town=cells[self.town].strip(),
            county=cells[self.county].strip(),
            postcode=cells[self.postcode].strip(),
            country=country_of(cells[self.country]),
        )


@dataclass(frozen=True)
class At:
    """Where the cells are; -1 reads a blank."""

    record: int
    number: int
    username: int
    email: int
    phone: int
    vat_number: int
    item: int
    transaction: int
    title: int
    variation: int
    sku: int
    quantity: int
    price: int
    postage: int
    insurance: int
    vat_rate: int
    seller_tax: int
    ebay_tax: int
    charges: int
    fees: tuple[int, ...]
    total: int
    is_included: int
    method: int
    paypal: int
    sold: int
    paid: int
    sent: int
    item_country: int
    hubs: tuple[int, ...]
    buyer: AddressAt
    ship_to: AddressAt

    @classmethod
    def of(cls, columns: Columns) -> "At":
        """Find them all by name."""
        at = columns.at
        return cls(
            record=at("sales record number"),
            number=at("order number", "order id"),
            username=at("buyer username", "user id"),
            email=at("buyer email"),
            phone=at("post to phone", "ship to phone", "buyer phone number"),
            vat_number=at("buyer tax identifier value"),
            item=at("item number", "item id"),
            transaction=at("transaction id"),
            title=at("item title"),
            variation=at("variation details"),
            sku=at("custom label", "custom label (sku)"),
            quantity=at("quantity"),
            price=at("sold for", "sale price"),
            postage=at(*POSTAGE),
            insurance=at("insurance"),
            vat_rate=at("included vat rate"),
            seller_tax=at("seller collected tax", "sales tax"),
            ebay_tax=at("ebay collected tax"),
            charges=at("ebay collected charges"),
            fees=tuple(at(name) for name in FEES if columns.has(name)),
            total=at("total price"),
            is_included=at(
                "ebay collected tax and fees included in total",
                "ebay collected tax included in total",
            ),
            method=at("payment method"),
            paypal=at("paypal transaction id"),
            sold=at("sale date"),
            paid=at("paid on date"),
            sent=at("dispatched on date", "shipped on date", "posted on date"),
            item_country=at("item country"),
            hubs=tuple(
                at(name)
                for name in (
                    "global shipping programme",
                    "global shipping program",
                    "ebay international shipping",
                )
                if columns.has(name)
            ),
            buyer=AddressAt.of(columns, "buyer"),
            ship_to=AddressAt.of(columns, *DELIVERED),
        )

    @property
    def amounts(self) -> tuple[int, ...]:
        """The money columns that the file has."""
        of_order = (self.postage, self.insurance, self.seller_tax, self.ebay_tax, self.charges, self.total)
        return tuple(at for at in (self.price, *of_order, *self.fees) if at >= 0)

    @property
    def dates(self) -> tuple[int, ...]:
        """The date columns that the file has."""
        return tuple(at for at in (self.sold, self.paid, self.sent) if at >= 0)
