"""The columns of Shopify's orders export, resolved once a file."""

from dataclasses import dataclass

from kfdesk.domain.orders import Address, Buyer
from kfdesk.importers.columns import Columns
from kfdesk.importers.countries import country_code

FORMAT = "shopify.orders"
NEEDED = ("name", "financial status", "currency", "total", "lineitem name", "lineitem quantity")
TAXES = range(1, 6)


@dataclass(frozen=True)
class AddressAt:
    """Where the cells of one of the two addresses are."""

    name: int
    company: int
    line1: int
    line2: int
    street: int
    town: int
    county: int
    county_code: int
    postcode: int
    country: int
    phone: int

    @classmethod
    def of(cls, columns: Columns, side: str) -> "AddressAt":
        """`side` is `billing` or `shipping`."""
        return cls(
            name=columns.at(f"{side} name"),
            company=columns.at(f"{side} company"),
            line1=columns.at(f"{side} address1"),
            line2=columns.at(f"{side} address2"),
            street=columns.at(f"{side} street"),
            town=columns.at(f"{side} city"),
            county=columns.at(f"{side} province name"),
            county_code=columns.at(f"{side} province"),
            postcode=columns.at(f"{side} zip"),
            country=columns.at(f"{side} country"),
            phone=columns.at(f"{side} phone"),
        )

    def read(self, cells: list[str]) -> Address:
        """The address; digits-only postcodes come with an apostrophe in front."""
        return Address(
            name=cells[self.name].strip(),
            company=cells[self.company].strip(),
            line1=(cells[self.line1] or cells[self.street]).strip(),
            line2=cells[self.line2].strip(),
            town=cells[self.town].strip(),
            county=(cells[self.county] or cells[self.county_code]).strip(),
            postcode=cells[self.postcode].strip().lstrip("'"),
            country=country_code(cells[self.country]),
        )


@dataclass(frozen=True)
class At:
    """Where the cells of an order and of its lines are; -1 reads a blank."""

    name: int
    id: int
    email: int
    status: int
    paid: int
    fulfilled: int
    cancelled: int
    created: int
    currency: int
    subtotal: int
    shipping: int
    shipping_method: int
    taxes: int
    duties: int
    total: int
    discount: int
    refunded: int
    outstanding: int
    method: int
    reference: int
    source: int
    tags: int
    notes: int
    phone: int
    quantity: int
    title: int
    price: int
    sku: int
    needs_shipping: int
    taxable: int
    line_status: int
    line_discount: int
    vendor: int
    tax_names: tuple[int, ...]
    tax_values: tuple[int, ...]
    billing: AddressAt
    ship_to: AddressAt

    @classmethod
    def of(cls, columns: Columns) -> "At":
        """Find them all by name."""
        at = columns.at
        return cls(
            name=at("name"),
            id=at("id"),
            email=at("email"),
            status=at("financial status"),
            paid=at("paid at"),
            fulfilled=at("fulfilled at"),
            cancelled=at("cancelled at"),
            created=at("created at"),
            currency=at("currency"),
            subtotal=at("subtotal"),
            shipping=at("shipping"),
            shipping_method=at("shipping method"),
            taxes=at("taxes"),
            duties=at("duties"),
            total=at("total"),
            discount=at("discount amount"),
            refunded=at("refunded amount"),
            outstanding=at("outstanding balance"),
            method=at("payment method"),
            reference=at("payment reference", "payment references", "payment id"),
            source=at("source"),
            tags=at("tags"),
            notes=at("note attributes"),
            phone=at("phone"),
            quantity=at("lineitem quantity"),
            title=at("lineitem name"),
            price=at("lineitem price"),
            sku=at("lineitem sku"),
            needs_shipping=at("lineitem requires shipping"),
            taxable=at("lineitem taxable"),
            line_status=at("lineitem fulfillment status"),
            line_discount=at("lineitem discount"),
            vendor=at("vendor"),
            tax_names=tuple(at(f"tax {number} name") for number in TAXES),
            tax_values=tuple(at(f"tax {number} value") for number in TAXES),
            billing=AddressAt.of(columns, "billing"),
            ship_to=AddressAt.of(columns, "shipping"),
        )

    @property
    def amounts(self) -> tuple[int, ...]:
        """The money columns that the file has."""
        of_order = (self.subtotal, self.shipping, self.taxes, self.duties, self.total, self.discount)
        of_payment = (self.refunded, self.outstanding)
        of_lines = (self.price, self.line_discount)
        return tuple(at for at in (*of_order, *of_payment, *of_lines, *self.tax_values) if at >= 0)

    @property
    def dates(self) -> tuple[int, ...]:
        """The date columns that the file has."""
        return tuple(at for at in (self.paid, self.fulfilled, self.created) if at >= 0)

    def buyer(self, cells: list[str], ship_to: Address) -> Buyer:
        """Who bought; orders pushed from a marketplace leave the billing cells blank."""
        billing = self.billing.read(cells)
        address = billing if billing.name or billing.line1 else ship_to
        return Buyer(
            name=address.name,
            company=address.company,
            email=cells[self.email].strip(),
            phone=cells[self.billing.phone].strip() or cells[self.phone].strip(),
            address=address,
        )
