"""Lines as they go out: a unit price only where it is exact, and a description (DESIGN 5.2)."""

from collections.abc import Iterable
from decimal import Decimal

from kfdesk.domain.channels import ChannelSettings
from kfdesk.domain.invoices import InvoiceLine
from kfdesk.domain.money import from_minor, to_minor
from kfdesk.domain.orders import LineKind, OrderLine
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.vat import TaxedLine

LONGEST_DESCRIPTION = 250
ONE = Decimal(1)
TIMES = "\N{MULTIPLICATION SIGN}"

_UNTITLED = {
    LineKind.GOODS: "Goods",
    LineKind.DELIVERY: "Delivery",
    LineKind.GIFT_WRAP: "Gift wrap",
    LineKind.TIP: "Tip",
    LineKind.GIFT_CARD: "Gift card",
    LineKind.FEE: "Fee",
}


def invoice_lines(taxed: Iterable[TaxedLine], settings: ChannelSettings) -> tuple[InvoiceLine, ...]:
    """The lines of the invoice; the channel must be ready."""
    sales = settings.sales_type.id if settings.sales_type else 0
    delivery_type = settings.settled("delivery_type")
    delivery = delivery_type.id if delivery_type else sales
    return tuple(
        _line(line, delivery if line.rated.source.kind is LineKind.DELIVERY else sales) for line in taxed
    )


def description(line: OrderLine, prefix: str = "") -> str:
    """Title with the SKU in brackets, on one line, the title cut where it is too long."""
    title = one_line(line.title) or _UNTITLED[line.kind]
    sku = one_line(line.sku)[: LONGEST_DESCRIPTION // 2]
    suffix = f" ({sku})" if sku and sku != title else ""
    room = LONGEST_DESCRIPTION - len(prefix) - len(suffix)
    if len(title) > room:
        title = title[: room - 1].rstrip() + "…"
    return prefix + title + suffix


def one_line(text: str) -> str:
    """Text without line breaks, control characters and doubled blanks."""
    text = " ".join(text.split())
    return text if text.isprintable() else "".join(sign for sign in text if sign.isprintable())


def _line(line: TaxedLine, sales_type: int) -> InvoiceLine:
    rated, source = line.rated, line.rated.source
    rate = unit_rate(line.net, source.quantity)
    if rate is not None:
        quantity, text, why = source.quantity, description(source), rated.why
    else:
        words = f"{source.quantity.normalize():f}"
        quantity, rate, text = ONE, line.net, description(source, f"{words} {TIMES} ")
        why = (*rated.why, Reason.of(Why.QUANTITY_IN_WORDS, quantity=words))
    return InvoiceLine(text, quantity, rate, line.net, rated.rate, line.vat, sales_type, why)


def unit_rate(net: Decimal, quantity: Decimal) -> Decimal | None:
    """The net price of one in whole pennies, None unless quantity times it gives the net exactly."""
    if quantity == ONE:
        return net
    if quantity <= 0 or quantity != quantity.to_integral_value():
        return None
    each, left = divmod(to_minor(net), int(quantity))
    return None if left else from_minor(each)
