"""eBay's orders report (Seller Hub > Orders > Download report), and File Exchange before it.

An order of several items is a summary row, which has the buyer and the money but no item, and
a row for each item. *Sold for* is the price of one. What eBay collected for others may be in
the total: a column says so, else the sum of the parts does. Prices hold the seller's VAT.
Commitments to buy that are not paid for yet have no order number: they are no orders, and are
left out. The report knows no cancellation and no refund.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from kfdesk.domain.orders import Address, Buyer, Order, PaymentState, TaxBasis
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers import money
from kfdesk.importers.columns import (
    AS_WRITTEN,
    Check,
    Columns,
    Wording,
    filled,
    gathered,
    peek,
    refuse_damaged_id,
    unreadable,
)
from kfdesk.importers.countries import country_of
from kfdesk.importers.currencies import currency_of
from kfdesk.importers.ebay_columns import FORMAT, GERMAN, NEEDED, OLD_FORMAT, OLD_NEEDED, At
from kfdesk.importers.ebay_lines import YES, Group, Lines, vat_percent
from kfdesk.importers.reader import Row, Table
from kfdesk.importers.tables import CLOSING
from kfdesk.importers.written_days import day_if_any
from kfdesk.services.ports import FileProblem

FINGERPRINT = frozenset({"sales record number", "order number"})
OLD_FINGERPRINT = frozenset({"sales record number", "order id", "user id"})
# What eBay writes into the second line of an address for its own sorting.
ROUTING = re.compile(r"(?:W/N|COM\d+|ebay[: ]?\w+)", re.IGNORECASE)
NOWHERE = Address()
DOWNLOADED = ("record(s) downloaded", "verkaufsprotokoll(e) heruntergeladen")


@dataclass(frozen=True)
class EbayOrders:
    """Recognises and reads one of the two layouts."""

    format: str = FORMAT
    marketplace: str = "eBay"
    fingerprint: frozenset[str] = FINGERPRINT
    needed: tuple[str, ...] = NEEDED
    wordings: tuple[Wording, ...] = (AS_WRITTEN, GERMAN)

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by the sales record number, which eBay's money reports do not have."""
        return any(wording.has(header, self.fingerprint) for wording in self.wordings)

    def read(self, table: Table) -> Iterator[Order | FileProblem]:
        """Orders and problems; a sorted file still gives whole orders."""
        wording = next(one for one in self.wordings if one.has(table.header, self.fingerprint))
        columns = Columns.of(table, self.marketplace, self.needed, wording)
        at = At.of(columns)
        first = peek(table)
        lines = Lines(at, money.decide_for(first, at.amounts))
        has_records = any(cells[at.record].strip() for cells in first if not _is_footer(cells))
        # The American report alone says shipping; the other sites mark their dollars.
        dollar = "USD" if columns.has("shipping and handling") else ""
        key = at.record if has_records else at.number
        return _Reading(table, columns, at, lines, self.format, dollar).items(key)


FILE_EXCHANGE = EbayOrders(OLD_FORMAT, fingerprint=OLD_FINGERPRINT, needed=OLD_NEEDED, wordings=(AS_WRITTEN,))


@dataclass(frozen=True)
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: At
    lines: Lines
    format: str
    dollar: str

    def items(self, key: int) -> Iterator[Order | FileProblem]:
        """Orders by the column `key`: record numbers, or order numbers where there are none."""
        for rows in gathered(self.table, key):
            group = [row for row in rows if not _is_footer(row[1])]
            if group and (item := self._item(group)):
                yield item

    def _item(self, group: list[Row]) -> Order | FileProblem | None:
        for row, cells in group:
            refuse_damaged_id(self.table, row, cells[self.at.number])
            refuse_damaged_id(self.table, row, cells[self.at.record])
        try:
            number = self._number(group)
            return self._order(number, Group.of(self.at, group)) if number else None
        except (ValueError, ArithmeticError):
            return unreadable(self.columns, group, self._checks())

    def _checks(self) -> list[Check]:
        amounts: list[Check] = [(at, self.lines.amount) for at in self.at.amounts]
        dates: list[Check] = [(at, day_if_any) for at in self.at.dates]
        rest: list[Check] = [(self.at.quantity, self.lines.quantity), (self.at.vat_rate, vat_percent)]
        currency: Check = (self.at.price, lambda text: currency_of([text], self.dollar))
        return [*amounts, *dates, *rest, currency]

    def _number(self, group: list[Row]) -> str:
        """The order's number; File Exchange left it blank for a single item, which two numbers tell."""
        at = self.at
        told = [number for _, cells in group if (number := cells[at.number].strip())]
        if len(set(told)) > 1:
            raise ValueError("several orders under one record number")
        head = group[0][1]
        if told or self.format == FORMAT or not head[at.paid].strip():
            return told[0] if told else ""
        return "-".join(filter(None, (head[at.item].strip(), head[at.transaction].strip())))

    def _order(self, number: str, group: Group) -> Order:
        at, head = self.at, group.head
        settled = self.lines.settle(group)
        paid = day_if_any(head[at.paid])
        is_paid = at.paid < 0 or paid is not None
        buyer = self._buyer(head)
        order = Order(
            order_number=number,
            currency=currency_of(group.money_cells, self.dollar),
            lines=settled.lines,
            layout=self.format,
            ordered=day_if_any(filled(head[at.sold])),
            paid=paid,
            despatched=self._sent(group),
            tax_basis=TaxBasis.ON_TOP if settled.is_on_top else TaxBasis.INCLUDED,
            seller_tax=settled.seller_tax or None,
            marketplace_tax=settled.collected,
            stated_total=settled.total,
            payment_state=PaymentState.PAID if is_paid else PaymentState.UNPAID,
            payment_method=head[at.method].strip(),
            payment_reference=head[at.paypal].strip(),
            buyer=buyer,
            ship_to=self._ship_to(head, buyer),
            ship_from=self._ship_from(group),
            has_lines=bool(group.goods),
            rows=group.numbers,
        )
        return self._with_hub(order, group)

    def _sent(self, group: Group) -> date | None:
        """The day of despatch; of several parcels that of the last one, once all are sent."""
        if day := day_if_any(group.head[self.at.sent]):
            return day
        days = [day_if_any(cells[self.at.sent]) for _, cells in group.goods]
        sent = [day for day in days if day]
        return max(sent) if sent and len(sent) == len(days) else None

    def _buyer(self, cells: list[str]) -> Buyer:
        at = self.at
        address = at.buyer.read(cells)
        return Buyer(
            name=address.name,
            email=cells[at.email].strip(),
            username=cells[at.username].strip(),
            phone=cells[at.phone].strip(),
            vat_number=cells[at.vat_number].strip(),
            address=address,
        )

    def _ship_to(self, cells: list[str], buyer: Buyer) -> Address:
        address = self.at.ship_to.read(cells)
        if address == NOWHERE:
            return buyer.address
        return replace(address, line2="") if ROUTING.fullmatch(address.line2) else address

    def _ship_from(self, group: Group) -> str:
        told = {country_of(cells[self.at.item_country]) for _, cells in (*group.goods, (0, group.head))}
        abroad = sorted(told - {"", "GB"})
        return abroad[0] if abroad else "GB"

    def _with_hub(self, order: Order, group: Group) -> Order:
        """A parcel to eBay's hub goes on to the buyer's country; which of the two decides is asked."""
        rows = (group.head, *(cells for _, cells in group.goods))
        is_hub = any(cells[hub].strip().lower() in YES for cells in rows for hub in self.at.hubs)
        country = order.buyer.address.country
        if not is_hub or (country and country == order.ship_to.country):
            return order
        return replace(order, problems=(*order.problems, Reason.of(Why.DESTINATION_UNKNOWN, country=country)))


def _is_footer(cells: Sequence[str]) -> bool:
    """`45,record(s) downloaded,…` and `Seller ID : …`, whichever width they have."""
    start = " ".join(cells[:2]).strip().lower()
    return any(words in start for words in DOWNLOADED) or start.startswith(CLOSING)
