"""The rows of an eBay order: which is the summary, what was bought, and what the figures come to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kfdesk.domain.money import HUNDRED, ZERO
from kfdesk.domain.orders import LineKind, OrderLine
from kfdesk.importers import money
from kfdesk.importers.ebay_columns import At
from kfdesk.importers.fields import percentage
from kfdesk.importers.reader import Row

YES = frozenset({"yes", "y", "true"})
NO = frozenset({"no", "n", "false"})
PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%?)")


@dataclass(frozen=True)
class Group:
    """The rows of one order. `head` has the buyer; `goods` are the rows with an item."""

    at: At
    head: list[str]
    summary: tuple[Row, ...]
    goods: tuple[Row, ...]

    @classmethod
    def of(cls, at: At, rows: Sequence[Row]) -> "Group":
        """Tell the summary row by its having no item."""
        summary = tuple(row for row in rows if not (row[1][at.title].strip() or row[1][at.item].strip()))
        goods = tuple(row for row in rows if row not in summary)
        return cls(at, (summary or goods)[0][1], summary[:1], goods)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The rows' numbers, the head's first."""
        return tuple(number for number, _ in (*self.summary, *self.goods))

    @property
    def money_cells(self) -> Iterator[str]:
        """All money of the order, for its currency."""
        rows = (*self.summary, *self.goods)
        return (cells[place] for _, cells in rows for place in self.at.amounts)

    def telling(self, column: int) -> tuple[Row, ...]:
        """The rows whose cells of this column are the order's: the summary, if it says anything."""
        is_told = any(cells[column].strip() for _, cells in self.summary)
        return self.summary if is_told else self.goods


@dataclass(frozen=True)
class Settled:
    """What the figures of an order come to. `total` is without what eBay collected."""

    lines: tuple[OrderLine, ...]
    seller_tax: Decimal
    collected: Decimal
    total: Decimal
    is_on_top: bool


@dataclass(frozen=True)
class Lines:
    """Reads lines and figures."""

    at: At
    decimals: money.Decimals

    def amount(self, text: str) -> Decimal:
        """An amount of money, nothing where the cell is empty; raises ValueError."""
        return money.money(text, self.decimals) or ZERO

    def quantity(self, text: str) -> Decimal:
        """How many; raises ValueError."""
        return money.number(text, self.decimals) or Decimal(0)

    def settle(self, group: Group) -> Settled:
        """Lines, taxes and the seller's total."""
        at = self.at
        lines = (*self._goods(group), *self._beside(group))
        tax, collected = self._sum(group, at.seller_tax), self._collected(group)
        stated, parts = self._sum(group, at.total), sum((line.amount for line in lines), ZERO)
        total = stated - collected if self._is_included(group, stated, parts, collected) else stated
        return Settled(lines, tax, collected, total, bool(tax) and total == parts + tax)

    def _is_included(self, group: Group, stated: Decimal, parts: Decimal, collected: Decimal) -> bool:
        """Whether the total holds what eBay collected: as the file says, else as the sum tells."""
        said = group.head[self.at.is_included].strip().lower()
        with_seller_tax = parts + self._sum(group, self.at.seller_tax)
        return said in YES or (said not in NO and stated - collected in {parts, with_seller_tax})

    def _sum(self, group: Group, column: int) -> Decimal:
        if column < 0:
            return ZERO
        return sum((self.amount(cells[column]) for _, cells in group.telling(column)), ZERO)

    def _collected(self, group: Group) -> Decimal:
        """What eBay took for others: the American report adds the fees up in a column of its own."""
        at = self.at
        fees = (at.charges,) if self._sum(group, at.charges) else at.fees
        return sum((self._sum(group, column) for column in (at.ebay_tax, *fees)), ZERO)

    def _goods(self, group: Group) -> Iterator[OrderLine]:
        for row, cells in group.goods:
            yield self._line(row, cells)
        if not group.goods:
            row, cells = group.summary[0]
            yield OrderLine("", self.amount(cells[self.at.price]), row=row)

    def _line(self, row: int, cells: list[str]) -> OrderLine:
        at = self.at
        many = self.quantity(cells[at.quantity])
        each = money.number(cells[at.price], self.decimals)
        if each is None:
            raise ValueError("no price")
        return OrderLine(
            title=" ".join(f"{cells[at.title]} {cells[at.variation]}".split()),
            amount=money.whole_pennies(many * each),
            quantity=many,
            vat_rate=vat_percent(cells[at.vat_rate]),
            sku=cells[at.sku].strip(),
            row=row,
        )

    def _beside(self, group: Group) -> Iterator[OrderLine]:
        """Postage, and the insurance that File Exchange knew."""
        row = group.numbers[0]
        if postage := self._sum(group, self.at.postage):
            yield OrderLine("Delivery", postage, kind=LineKind.DELIVERY, row=row)
        if insurance := self._sum(group, self.at.insurance):
            yield OrderLine("Insurance", insurance, kind=LineKind.FEE, row=row)


def vat_percent(text: str) -> Decimal | None:
    """`20%`, `20.0 %`, or 0.2 as a spreadsheet keeps it; None where empty; raises ValueError."""
    bare = text.strip()
    if not bare or bare == "--":
        return None
    found = PERCENT.fullmatch(bare)
    if not found:
        raise ValueError("not a rate")
    rate = Decimal(found[1].replace(",", "."))
    return percentage(rate if found[2] or rate >= 1 else rate * HUNDRED)
