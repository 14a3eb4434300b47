"""The lines of a WooCommerce order in a table: in one cell, in numbered cells, or a row each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kfdesk.domain.money import ZERO, to_penny
from kfdesk.domain.orders import LineKind, Refund
from kfdesk.importers import money
from kfdesk.importers.columns import filled
from kfdesk.importers.dates import london_day
from kfdesk.importers.fields import percentage
from kfdesk.importers.reader import Row
from kfdesk.importers.woo import Draft, fee_kind
from kfdesk.importers.woo_cells import Entry, entries
from kfdesk.importers.woo_columns import At

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Lines:
    """Reads lines, charges beside them and refunds."""

    at: At
    decimals: money.Decimals

    def exact(self, text: str) -> Decimal:
        """A number with all its decimals, nothing where the cell is empty; raises ValueError."""
        return money.number(text, self.decimals) or NOTHING

    def amount(self, text: str) -> Decimal:
        """The same to the penny: sums of taxes may have more decimals."""
        return to_penny(self.exact(text))

    def within(self, text: str) -> Decimal:
        """A number inside such a cell, which no spreadsheet gives a decimal comma."""
        return money.number(text) or NOTHING

    def in_one_cell(self, group: Sequence[Row]) -> Iterator[Draft]:
        """All items in `line_items`."""
        row, head = group[0]
        yield from self._of_entries(entries(head[self.at.items]), head, row)

    def in_numbered_cells(self, group: Sequence[Row]) -> Iterator[Draft]:
        """One item each in `line_item_1`, `line_item_2` and so on."""
        row, head = group[0]
        for place in self.at.numbered_items:
            yield from self._of_entries(entries(head[place]), head, row)

    def in_rows(self, group: Sequence[Row]) -> Iterator[Draft]:
        """One item a row."""
        at = self.at
        for row, cells in group:
            if not cells[at.title].strip() and not cells[at.item_total].strip():
                continue
            yield Draft(
                cells[at.title].strip(),
                self.exact(filled(cells[at.item_total])),
                self.exact(cells[at.item_tax]) if at.item_tax >= 0 else None,
                self.exact(cells[at.quantity]),
                sku=cells[at.sku].strip(),
                row=row,
            )

    def beside(self, head: list[str]) -> Iterator[Draft]:
        """Delivery and fees."""
        at = self.at
        if delivery := self.exact(head[at.delivery]):
            tax = self.exact(head[at.delivery_tax]) if at.delivery_tax >= 0 else None
            title = head[at.delivery_title].strip() or "Delivery"
            yield Draft(title, delivery, tax, kind=LineKind.DELIVERY)
        fees = list(self._fees(head))
        yield from fees
        left = self.exact(head[at.fee]) - sum((fee.total for fee in fees), NOTHING)
        if left and not fees:
            yield Draft("Fee", left, self.exact(head[at.fee_tax]), kind=LineKind.FEE)

    def refunds(self, head: list[str]) -> tuple[Refund, ...]:
        """Each refund with its day where the cell has them, else their sum."""
        told = tuple(
            Refund(
                abs(to_penny(self.within(filled(entry.get("amount", ""))))),
                london_day(entry.get("date", "")),
                None,
                entry.get("id", ""),
            )
            for entry in entries(head[self.at.refunds])
        )
        whole = abs(self.amount(head[self.at.refunded]))
        return told or ((Refund(whole),) if whole else ())

    def _of_entries(self, items: Sequence[Entry], head: list[str], row: int) -> Iterator[Draft]:
        rate = self._rate(head)
        for item in items:
            tax = self.within(item.get("total_tax") or item.get("tax", ""))
            yield Draft(
                item.get("name", ""),
                self.within(filled(item.get("total", ""))),
                tax,
                self.within(item.get("quantity") or item.get("qty", "")),
                rate=rate if tax else None,
                sku=item.get("sku", "").replace("unknown_product", ""),
                row=row,
            )

    def _fees(self, head: list[str]) -> Iterator[Draft]:
        for fee in entries(head[self.at.fees]):
            total = self.within(fee.get("total", ""))
            name = fee.get("title") or fee.get("name", "")
            if total:
                tax = self.within(fee.get("total_tax") or fee.get("tax", ""))
                yield Draft(name, total, tax, kind=fee_kind(name))

    def _rate(self, head: list[str]) -> Decimal | None:
        """The rate of the one tax on the order, where the file states it."""
        borne = [tax for tax in entries(head[self.at.taxes]) if self.within(tax.get("total", ""))]
        if len(borne) != 1 or not borne[0].get("rate_percent"):
            return None
        return percentage(self.within(borne[0]["rate_percent"].removesuffix("%")))


ItemReader = Callable[[Lines, Sequence[Row]], Iterator[Draft]]


def goods_total(drafts: Sequence[Draft]) -> Decimal:
    """The sum of the lines as the file has them."""
    return sum((draft.total for draft in drafts), ZERO)
