"""The lines of a Shopify order: goods, tips, gift cards, and the rate that each bears."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.orders import LineKind, OrderLine
from kfdesk.domain.record import Record
from kfdesk.importers import money
from kfdesk.importers.reader import Row
from kfdesk.importers.shopify_columns import At
from kfdesk.importers.shopify_figures import Figures, Rates, Settled

ONE = Decimal(1)
TIMES = "\N{MULTIPLICATION SIGN}"
NO = frozenset({"false", "FALSE", "False"})
"""As Shopify writes it, and as spreadsheets do."""
GIFT_CARDS = ("gift card", "gift voucher")


class Draft(Record, frozen=True):
    """A line before its rate is known, which takes the figures of the whole order."""

    title: str
    amount: Decimal
    quantity: Decimal
    kind: LineKind
    discount: Decimal
    sku: str
    row: int
    is_taxed: bool


@dataclass(frozen=True)
class Lines:
    """Reads the rows of an order."""

    at: At
    decimals: money.Decimals
    amount: Callable[[str], Decimal]

    def drafts(self, group: Sequence[Row]) -> list[Draft]:
        """A line a row; one for all where the file was cut down and has no prices."""
        if self.at.price < 0:
            return [self._one_for_all(group)]
        title, quantity = self.at.title, self.at.quantity
        return [self._draft(row, cells) for row, cells in group if cells[title] or cells[quantity]]

    def quantity(self, text: str) -> Decimal:
        """How many; raises ValueError."""
        return money.number(text, self.decimals) or Decimal(0)

    def _draft(self, row: int, cells: list[str]) -> Draft:
        at = self.at
        price = cells[at.price]
        if cells[at.quantity] == "1":
            many, amount = ONE, self.amount(price)
        else:
            many = self.quantity(cells[at.quantity])
            amount = money.whole_pennies(many * (money.number(price, self.decimals) or ZERO))
        return Draft(
            cells[at.title].strip(),
            amount,
            many,
            self._kind(cells),
            self.amount(cells[at.line_discount]),
            cells[at.sku].strip(),
            row,
            cells[at.taxable] not in NO,
        )

    def _kind(self, cells: list[str]) -> LineKind:
        at = self.at
        if cells[at.title] == "Tip" and cells[at.line_status] == "not_eligible" and not cells[at.vendor]:
            return LineKind.TIP
        if cells[at.needs_shipping] in NO and _is_gift_card(cells[at.title]):
            return LineKind.GIFT_CARD
        return LineKind.GOODS

    def _one_for_all(self, group: Sequence[Row]) -> Draft:
        at, (row, head) = self.at, group[0]
        items = [f"{cells[at.quantity].strip()} {TIMES} {cells[at.title].strip()}" for _, cells in group]
        left = self.amount(head[at.total]) - self.amount(head[at.shipping])
        amount = self.amount(head[at.subtotal]) + self.amount(head[at.discount])
        goods = amount if head[at.subtotal] else left
        return Draft(", ".join(items), goods, ONE, LineKind.GOODS, ZERO, "", row, is_taxed=True)


def order_lines(
    drafts: Sequence[Draft], figures: Figures, settled: Settled, told: Rates, delivery: str
) -> tuple[OrderLine, ...]:
    """Goods first, then delivery, tips, duties."""
    goods = [_line(draft, _rate(draft, told)) for draft in drafts if draft.kind is not LineKind.TIP]
    tips = [_line(draft, None) for draft in drafts if draft.kind is LineKind.TIP]
    return (*goods, *_beside(figures, settled, told, delivery), *tips)


def _beside(figures: Figures, settled: Settled, told: Rates, delivery: str) -> Iterator[OrderLine]:
    if figures.shipping:
        yield OrderLine(
            delivery or "Delivery",
            figures.shipping,
            kind=LineKind.DELIVERY,
            discount=settled.delivery_discount,
            vat_rate=told.delivery,
        )
    if settled.duties:
        yield OrderLine("Duties", settled.duties, kind=LineKind.FEE)


def _rate(draft: Draft, told: Rates) -> Decimal | None:
    if draft.kind is not LineKind.GOODS:
        return None
    return told.goods if draft.is_taxed else told.untaxed


def _line(draft: Draft, rate: Decimal | None) -> OrderLine:
    return OrderLine(
        title=draft.title,
        amount=draft.amount,
        quantity=draft.quantity,
        kind=draft.kind,
        discount=draft.discount,
        vat_rate=rate,
        sku=draft.sku,
        row=draft.row,
    )


def _is_gift_card(title: str) -> bool:
    lower = title.lower()
    return any(word in lower for word in GIFT_CARDS)
