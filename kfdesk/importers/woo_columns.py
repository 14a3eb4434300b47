"""The columns that WooCommerce's order files share, resolved once a file."""

from dataclasses import dataclass

from kfdesk.domain.orders import Address, Buyer
from kfdesk.importers.columns import Columns
from kfdesk.importers.countries import country_code

NEEDED = ("order_number", "status", "order_currency", "order_total", "billing_first_name")
MOST_ITEMS = 1000


@dataclass(frozen=True)
class AddressAt:
    """Where the cells of one of the two addresses are."""

    first_name: int
    last_name: int
    company: int
    line1: int
    line2: int
    town: int
    county: int
    postcode: int
    country: int

    @classmethod
    def of(cls, columns: Columns, side: str) -> "AddressAt":
        """`side` is `billing` or `shipping`."""
        return cls(
            first_name=columns.at(f"{side}_first_name"),
            last_name=columns.at(f"{side}_last_name"),
            company=columns.at(f"{side}_company"),
            line1=columns.at(f"{side}_address_1"),
            line2=columns.at(f"{side}_address_2"),
            town=columns.at(f"{side}_city"),
            county=columns.at(f"{side}_state"),
            postcode=columns.at(f"{side}_postcode"),
            country=columns.at(f"{side}_country"),
        )

    def read(self, cells: list[str]) -> Address:
        """The address as the cells have it."""
        return Address(
            name=f"{cells[self.first_name].strip()} {cells[self.last_name].strip()}".strip(),
            company=cells[self.company].strip(),
            line1=cells[self.line1].strip(),
            line2=cells[self.line2].strip(),
            town=cells[self.town].strip(),
            county=cells[self.county].strip(),
            postcode=cells[self.postcode].strip(),
            country=country_code(cells[self.country]),
        )


@dataclass(frozen=True)
class At:
    """Where the cells are; -1 reads a blank."""

    id: int
    number: int
    shown_number: int
    ordered: int
    paid: int
    completed: int
    status: int
    currency: int
    delivery: int
    delivery_tax: int
    delivery_title: int
    fee: int
    fee_tax: int
    tax: int
    discount: int
    total: int
    refunded: int
    method: int
    method_title: int
    transaction: int
    email: int
    phone: int
    vat_number: int
    items: int
    numbered_items: tuple[int, ...]
    title: int
    sku: int
    quantity: int
    item_total: int
    item_tax: int
    fees: int
    taxes: int
    refunds: int
    billing: AddressAt
    shipping: AddressAt

    @classmethod
    def of(cls, columns: Columns) -> "At":
        """Find them all by name."""
        at = columns.at
        numbered = (f"line_item_{number}" for number in range(1, MOST_ITEMS))
        return cls(
            id=at("order_id"),
            number=at("order_number"),
            shown_number=at("order_number_formatted"),
            ordered=at("order_date", "date"),
            paid=at("paid_date"),
            completed=at("completed_date"),
            status=at("status"),
            currency=at("order_currency"),
            delivery=at("shipping_total"),
            delivery_tax=at("shipping_tax_total"),
            delivery_title=at("shipping_method"),
            fee=at("fee_total"),
            fee_tax=at("fee_tax_total"),
            tax=at("tax_total"),
            discount=at("discount_total"),
            total=at("order_total"),
            refunded=at("refunded_total"),
            method=at("payment_method"),
            method_title=at("payment_method_title", "payment_method"),
            transaction=at("transaction_id"),
            email=at("billing_email", "customer_email"),
            phone=at("billing_phone"),
            vat_number=at("vat_number", "billing_vat_number", "billing_eu_vat_number"),
            items=at("line_items"),
            numbered_items=tuple(columns.at(name) for name in numbered if columns.has(name)),
            title=at("item_name", "line_item_name", "product_name"),
            sku=at("item_sku", "line_item_sku", "sku"),
            quantity=at("item_quantity", "line_item_quantity", "quantity"),
            item_total=at("item_total", "line_item_total"),
            item_tax=at("item_total_tax", "line_item_total_tax"),
            fees=at("fee_items"),
            taxes=at("tax_items"),
            refunds=at("refunds", "refund_items"),
            billing=AddressAt.of(columns, "billing"),
            shipping=AddressAt.of(columns, "shipping"),
        )

    @property
    def amounts(self) -> tuple[int, ...]:
        """The money columns that the file has."""
        beside = (self.delivery, self.delivery_tax, self.fee, self.fee_tax, self.tax)
        of_order = (*beside, self.discount, self.total, self.refunded)
        return tuple(at for at in (*of_order, self.item_total, self.item_tax) if at >= 0)

    @property
    def dates(self) -> tuple[int, ...]:
        """The date columns that the file has."""
        return tuple(at for at in (self.ordered, self.paid, self.completed) if at >= 0)

    def buyer(self, cells: list[str]) -> Buyer:
        """Who bought."""
        address = self.billing.read(cells)
        return Buyer(
            name=address.name,
            company=address.company,
            email=cells[self.email].strip(),
            phone=cells[self.phone].strip(),
            vat_number=cells[self.vat_number].strip(),
            address=address,
        )
