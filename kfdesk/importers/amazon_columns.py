"""The columns of Amazon's *All Orders* and order reports, resolved once a file."""

from dataclasses import dataclass

from kfdesk.importers.columns import Columns

FORMAT = "amazon.orders"
NEEDED = (
    "amazon-order-id",
    "purchase-date",
    "order-status",
    "product-name",
    "quantity",
    "currency",
    "item-price",
)
ADDRESSED_FORMAT = "amazon.unshipped"
ADDRESSED_NEEDED = (
    "order-id",
    "purchase-date",
    "payments-date",
    "product-name",
    "quantity-purchased",
    "currency",
    "item-price",
)


@dataclass(frozen=True)
class Charge:
    """Where a price, the tax in it and the promotion off it are."""

    price: int
    tax: int
    discount: int


@dataclass(frozen=True)
class At:
    """Where the cells are; -1 reads a blank."""

    id: int
    own_id: int
    item_id: int
    purchased: int
    paid: int
    status: int
    sales_channel: int
    title: int
    sku: int
    quantity: int
    currency: int
    item: Charge
    delivery: Charge
    wrap: Charge
    buyer: int
    email: int
    phone: int
    recipient: int
    line1: int
    line2: int
    line3: int
    town: int
    county: int
    postcode: int
    country: int
    purchase_order: int
    company: int
    vat_number: int
    tax_model: int
    tax_payer: int

    @classmethod
    def of(cls, columns: Columns) -> "At":
        """Find them all by name."""
        at = columns.at
        return cls(
            id=at("amazon-order-id", "order-id"),
            own_id=at("merchant-order-id"),
            item_id=at("order-item-id"),
            purchased=at("purchase-date"),
            paid=at("payments-date"),
            status=at("order-status"),
            sales_channel=at("sales-channel"),
            title=at("product-name"),
            sku=at("sku"),
            quantity=at("quantity", "quantity-purchased"),
            currency=at("currency"),
            item=Charge(at("item-price"), at("item-tax"), at("item-promotion-discount")),
            delivery=Charge(at("shipping-price"), at("shipping-tax"), at("ship-promotion-discount")),
            wrap=Charge(at("gift-wrap-price"), at("gift-wrap-tax"), -1),
            buyer=at("buyer-name"),
            email=at("buyer-email"),
            phone=at("ship-phone-number", "buyer-phone-number"),
            recipient=at("recipient-name"),
            line1=at("ship-address-1"),
            line2=at("ship-address-2"),
            line3=at("ship-address-3"),
            town=at("ship-city"),
            county=at("ship-state"),
            postcode=at("ship-postal-code"),
            country=at("ship-country"),
            purchase_order=at("purchase-order-number"),
            company=at("buyer-company-name"),
            vat_number=at("buyer-tax-registration-id"),
            tax_model=at("tax-collection-model"),
            tax_payer=at("tax-collection-responsible-party"),
        )

    @property
    def amounts(self) -> tuple[int, ...]:
        """The money columns that the file has."""
        charges = (self.item, self.delivery, self.wrap)
        places = [place for charge in charges for place in (charge.price, charge.tax, charge.discount)]
        return tuple(place for place in places if place >= 0)
