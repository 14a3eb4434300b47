"""Orders as they come from a channel, before any rule of bookkeeping is applied."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from kfdesk.domain.money import ZERO
from kfdesk.domain.reasons import Reason
from kfdesk.domain.record import Record
from kfdesk.domain.reported import Reported


class OrderState(StrEnum):
    """Where an order stands (DESIGN 7)."""

    WAITING = "waiting"
    READY = "ready"
    NEEDS_ATTENTION = "needs_attention"
    IN_DOUBT = "in_doubt"
    EXPORTED = "exported"
    ALREADY = "already"
    CHANGED = "changed"
    SKIPPED = "skipped"
    UNDONE = "undone"
    GONE = "gone"


class LineKind(StrEnum):
    """What a line stands for; it decides VAT and sales type."""

    GOODS = "goods"
    DELIVERY = "delivery"
    GIFT_WRAP = "gift_wrap"
    TIP = "tip"
    GIFT_CARD = "gift_card"
    FEE = "fee"


class TaxBasis(StrEnum):
    """Whether the amounts of the lines hold the seller's tax."""

    INCLUDED = "included"
    ON_TOP = "on_top"
    UNKNOWN = "unknown"


class PaymentState(StrEnum):
    """What the channel says of the buyer's payment."""

    UNPAID = "unpaid"
    PAID = "paid"
    PART_PAID = "part_paid"


class Address(Record, frozen=True):
    """A postal address; `country` is ISO 3166-1 alpha-2, upper case, or empty."""

    name: str = ""
    company: str = ""
    line1: str = ""
    line2: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""
    country: str = ""


NOWHERE = Address()


class Buyer(Record, frozen=True):
    """The person on the channel."""

    name: str = ""
    company: str = ""
    email: str = ""
    username: str = ""
    phone: str = ""
    vat_number: str = ""
    address: Address = NOWHERE


NOBODY = Buyer()


class OrderLine(Record, frozen=True):
    """One line. Amounts are for the whole line, in the order's currency and tax basis.

    `amount` is before discount; `discount` (positive) is what the file ties to this line;
    `tax` is the seller's tax as the file states it (None: the file says nothing);
    `vat_rate` is a rate in percent that the file states for the line (None: it does not).
    `quantity` is as in the file.
    """

    title: str
    amount: Decimal
    quantity: Decimal = Decimal(1)
    kind: LineKind = LineKind.GOODS
    discount: Decimal = ZERO
    tax: Decimal | None = None
    vat_rate: Decimal | None = None
    sku: str = ""
    row: int = 0


class TaxStatement(Record, frozen=True):
    """A tax that the file states for the whole order, such as `GB VAT 20%` 4.17."""

    name: str
    amount: Decimal
    rate: Decimal | None = None


class Refund(Record, frozen=True):
    """Money given back; `gross` is positive, `refunded_on` None where the file has none.

    `nth` is 0 for what a file tells. For what a person told it says the how-many-th refund of
    that sum in those days it is, so that it counts once when a file tells it too; `reference` is
    then the person's note.
    """

    gross: Decimal
    refunded_on: date | None = None
    tax: Decimal | None = None
    reference: str = ""
    nth: int = 0


class Order(Record, frozen=True):
    """An order as a file of a channel describes it.

    `stated_total` is the total the channel states, less tax a marketplace collected: the
    invoice must come to it (DESIGN 5.2). `order_discount` (positive) is tied to no line.
    `seller_tax` is the seller's tax for the whole order, None where the file says nothing;
    `marketplace_tax` is left out of every other figure. Dates are in Europe/London.
    `layout` names the file layout (`etsy.orders`); `has_lines` is False where the layout
    has no lines of its own and one stands for all. `problems` are what the reader found
    and a person must settle. `references` are further numbers of the same sale; `reported` is
    what the marketplace's reports say of it.
    """

    order_number: str
    currency: str
    lines: tuple[OrderLine, ...]
    layout: str
    ordered: date | None = None
    paid: date | None = None
    despatched: date | None = None
    channel_order_id: str = ""
    references: tuple[str, ...] = ()
    tax_basis: TaxBasis = TaxBasis.INCLUDED
    order_discount: Decimal = ZERO
    seller_tax: Decimal | None = None
    taxes: tuple[TaxStatement, ...] = ()
    marketplace_tax: Decimal = ZERO
    stated_total: Decimal | None = None
    payment_state: PaymentState = PaymentState.PAID
    payment_method: str = ""
    payment_reference: str = ""
    paid_by_credit: Decimal = ZERO
    is_cancelled: bool = False
    refunds: tuple[Refund, ...] = ()
    buyer: Buyer = NOBODY
    ship_to: Address = NOWHERE
    ship_from: str = "GB"
    has_lines: bool = True
    problems: tuple[Reason, ...] = ()
    reported: tuple[Reported, ...] = ()
    rows: tuple[int, ...] = ()

    @property
    def refunded(self) -> Decimal:
        """All money given back so far."""
        return sum((refund.gross for refund in self.refunds), ZERO)

    @property
    def earliest(self) -> date | None:
        """The earliest of its dates, for the reach of a look in KashFlow."""
        return min((day for day in (self.ordered, self.paid, self.despatched) if day), default=None)
