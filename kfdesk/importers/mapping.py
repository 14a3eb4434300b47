"""Orders of a table that nobody knows, read by what a person said its columns mean."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from kfdesk.domain.mapping import PRICES, TAXES, ColumnMapping, Meaning, family_of, header_key
from kfdesk.domain.money import HUNDRED, ZERO, to_penny
from kfdesk.domain.orders import Address, Buyer, LineKind, Order, OrderLine, PaymentState, Refund, TaxBasis
from kfdesk.domain.pricing import stated_gross
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers.columns import (
    FOUND_SHOWN,
    cell_problem,
    currency_code,
    filled,
    gathered,
    refuse_damaged_id,
    unreadable,
)
from kfdesk.importers.countries import country_of
from kfdesk.importers.mapping_columns import ABSENT, MappedColumns, RowsDisagree
from kfdesk.importers.reader import Row, Table
from kfdesk.services.ports import FileProblem

LAYOUT = "mapped"
ONE = Decimal(1)
_FLOAT_ID = re.compile(r"(\d+)\.0")
_PARTLY_REFUNDED = ("refund", "return")


@dataclass(frozen=True)
class MappedOrders:
    """Reads a table by its mapping, under the rules that hold for every reader.

    `key` is the `header_key` that a remembered mapping is known again by.
    """

    mapping: ColumnMapping
    key: str = ""

    @property
    def format(self) -> str:
        """The family is the name's: files of another name are another channel's."""
        return f"{family_of(self.mapping.name)}.{LAYOUT}"

    @property
    def marketplace(self) -> str:
        """What a channel of such files is called by default."""
        return self.mapping.name

    def recognises(self, header: Sequence[str]) -> bool:
        """The table that was mapped, whatever the order of its columns."""
        return header_key(header) == self.key

    def read(self, table: Table) -> Iterator[Order | FileProblem]:
        """Orders and problems. Raises ColumnMissing or IdsDamaged for the whole file."""
        columns = MappedColumns.of(table, self.mapping, self.marketplace)
        return _Reading(_Numbered(table, columns), columns, self.mapping, self.format).items()


@dataclass(frozen=True)
class _Numbered:
    """The table with a number in each row: the channel's where the order number is empty.

    A spreadsheet or a program in between may have made `12345.0` of a number.
    """

    table: Table
    columns: MappedColumns

    @property
    def path(self) -> Path:
        return self.table.path

    @property
    def written(self) -> tuple[str, ...]:
        return self.table.written

    @property
    def header(self) -> tuple[str, ...]:
        return self.table.header

    def rows(self) -> Iterator[Row]:
        number = self.columns.at[Meaning.ORDER_NUMBER]
        other = self.columns.at.get(Meaning.CHANNEL_REFERENCE, ABSENT)
        for row, cells in self.table.rows():
            for place in (number, other):
                if place != ABSENT:
                    cells[place] = _FLOAT_ID.sub(r"\1", cells[place].strip())
            if other != ABSENT and not cells[number]:
                cells[number] = cells[other]
            yield row, cells


class _Standing(NamedTuple):
    """What status and dates say together."""

    payment: PaymentState = PaymentState.PAID
    is_cancelled: bool = False
    is_refunded: bool = False
    problems: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class _Reading:
    """One file being read."""

    table: Table
    columns: MappedColumns
    mapping: ColumnMapping
    layout: str

    def items(self) -> Iterator[Order | FileProblem]:
        for group in gathered(self.table, self.columns.at[Meaning.ORDER_NUMBER]):
            self._refuse_damaged(group)
            if not self.columns.text(group[0][1], Meaning.ORDER_NUMBER):
                for row, _ in group:
                    yield cell_problem(row, self.columns.name_of(Meaning.ORDER_NUMBER), "")
                continue
            yield self._item(group)

    def _refuse_damaged(self, group: Sequence[Row]) -> None:
        for row, cells in group:
            for meaning in (Meaning.ORDER_NUMBER, Meaning.CHANNEL_REFERENCE):
                refuse_damaged_id(self.table, row, self.columns.text(cells, meaning))

    def _item(self, group: Sequence[Row]) -> Order | FileProblem:
        row, head = group[0]
        try:
            return self._order(group)
        except RowsDisagree as odd:
            number = self.columns.text(head, Meaning.ORDER_NUMBER)
            facts = {"order_number": number, "column": odd.column, "found": odd.found[:FOUND_SHOWN]}
            return FileProblem(row, Reason.of(Why.ROWS_DISAGREE, **facts))
        except (ValueError, ArithmeticError):
            return unreadable(self.columns.columns, group, self.columns.checks())

    def _order(self, group: Sequence[Row]) -> Order:
        read = self.columns
        number = filled(read.text(group[0][1], Meaning.ORDER_NUMBER))
        lines, problems = self._lines(group, number)
        order = Order(
            order_number=number,
            currency=currency_code(read.same(group, Meaning.CURRENCY) or self.mapping.currency),
            lines=lines,
            layout=self.layout,
            ordered=read.day(read.first(group, Meaning.ORDERED)),
            paid=read.day(read.first(group, Meaning.PAID)),
            despatched=read.day(read.first(group, Meaning.DESPATCHED)),
            references=self._references(group, number),
            tax_basis=TaxBasis.INCLUDED if self.mapping.prices_include_vat else TaxBasis.ON_TOP,
            order_discount=abs(read.whole(group, Meaning.DISCOUNT) or ZERO),
            seller_tax=read.whole(group, Meaning.VAT) or None,
            stated_total=read.whole(group, Meaning.TOTAL),
            payment_method=read.first(group, Meaning.PAYMENT_METHOD),
            buyer=self._buyer(group),
            ship_to=self._address(group),
            has_lines=read.has(*PRICES),
            problems=problems,
            rows=tuple(row for row, _ in group),
        )
        return self._standing(group, self._taxed(order))

    def _references(self, group: Sequence[Row], number: str) -> tuple[str, ...]:
        told = (self.columns.text(cells, Meaning.CHANNEL_REFERENCE) for _, cells in group)
        return tuple(dict.fromkeys(each for each in told if each and each != number))

    # ------------------------------------------------------------ lines

    def _lines(self, group: Sequence[Row], number: str) -> tuple[tuple[OrderLine, ...], tuple[Reason, ...]]:
        read = self.columns
        if not read.has(*PRICES):
            return (self._one_line(group, number),), ()
        lines = [self._line(row, cells, number) for row, cells in group if self._is_line(cells)]
        if not lines:
            raise ValueError("no line with a price")
        delivery = (read.whole(group, Meaning.DELIVERY) or ZERO) + read.summed(group, Meaning.LINE_DELIVERY)
        if not delivery:
            return tuple(lines), ()
        rates = {line.vat_rate for line in lines}
        rate = rates.pop() if len(rates) == 1 else None
        tax = self._computed_tax(delivery, rate)
        lines.append(OrderLine("Delivery", delivery, kind=LineKind.DELIVERY, tax=tax))
        is_unknown = self._counts_tax and rate is None and not read.has(Meaning.TOTAL)
        return tuple(lines), (Reason.of(Why.DELIVERY_TAX_UNKNOWN, delivery=delivery),) if is_unknown else ()

    def _is_line(self, cells: Sequence[str]) -> bool:
        told = (Meaning.SKU, Meaning.TITLE, *PRICES)
        return any(self.columns.text(cells, meaning) for meaning in told)

    def _line(self, row: int, cells: Sequence[str], number: str) -> OrderLine:
        read = self.columns
        quantity = read.exact(read.text(cells, Meaning.QUANTITY))
        quantity = ONE if quantity is None else quantity
        if read.text(cells, Meaning.LINE_TOTAL) or not read.has(Meaning.UNIT_PRICE):
            amount = read.penny(filled(read.text(cells, Meaning.LINE_TOTAL)))
        else:
            price = read.exact(filled(read.text(cells, Meaning.UNIT_PRICE)))
            amount = to_penny((price or ZERO) * quantity)
        discount = abs(read.amount(read.text(cells, Meaning.LINE_DISCOUNT)))
        rate = read.rate(read.text(cells, Meaning.VAT_RATE))
        tax = read.penny(read.text(cells, Meaning.LINE_VAT)) or self._computed_tax(amount - discount, rate)
        sku = read.text(cells, Meaning.SKU)
        title = read.text(cells, Meaning.TITLE) or sku or number
        return OrderLine(
            title, amount, quantity, discount=discount, tax=tax or None, vat_rate=rate, sku=sku, row=row
        )

    def _one_line(self, group: Sequence[Row], number: str) -> OrderLine:
        """A table of totals names no items; one line stands for all, delivery and discount in it."""
        read = self.columns
        total = read.whole(group, Meaning.TOTAL)
        if total is None:
            raise ValueError("no total")
        discount = abs(read.whole(group, Meaning.DISCOUNT) or ZERO)
        tax = ZERO if self.mapping.prices_include_vat else read.whole(group, Meaning.VAT) or ZERO
        title = read.first(group, Meaning.TITLE) or read.first(group, Meaning.SKU) or number
        rate = read.rate(read.same(group, Meaning.VAT_RATE))
        row = group[0][0]
        return OrderLine(title, total - tax + discount, vat_rate=rate, row=row)

    # ------------------------------------------------------------ VAT

    @property
    def _counts_tax(self) -> bool:
        """Prices are without VAT, and the rate alone says how much comes on top."""
        is_stated = self.columns.has(Meaning.VAT, Meaning.LINE_VAT)
        return not self.mapping.prices_include_vat and not is_stated and self.columns.has(Meaning.VAT_RATE)

    def _computed_tax(self, amount: Decimal, rate: Decimal | None) -> Decimal | None:
        return to_penny(amount * rate / HUNDRED) if self._counts_tax and rate else None

    def _taxed(self, order: Order) -> Order:
        """Where prices are without VAT and nothing tells it, it is what the total has on top."""
        if self.mapping.prices_include_vat or self.columns.has(*TAXES) or order.stated_total is None:
            return order
        on_top = order.stated_total - stated_gross(replace(order, stated_total=None))
        return replace(order, seller_tax=on_top) if on_top > 0 else order

    # ------------------------------------------------------------ state, people

    def _standing(self, group: Sequence[Row], order: Order) -> Order:
        standing = self._told(self.columns.same(group, Meaning.STATUS), order)
        gross = stated_gross(order)
        return replace(
            order,
            payment_state=standing.payment,
            paid=None if standing.payment is PaymentState.UNPAID else order.paid,
            is_cancelled=standing.is_cancelled,
            refunds=(Refund(gross),) if standing.is_refunded and gross > 0 else (),
            problems=(*order.problems, *standing.problems),
        )

    def _told(self, status: str, order: Order) -> _Standing:
        word, mapping = status.casefold(), self.mapping
        if word in _folded(mapping.cancelled_words):
            return _Standing(PaymentState.UNPAID, is_cancelled=True)
        if word in _folded(mapping.refunded_words):
            return _Standing(is_refunded=True)
        unclear = any(part in word for part in _PARTLY_REFUNDED)
        problems = (Reason.of(Why.REFUND_UNCLEAR, found=status),) if unclear else ()
        is_paid = order.paid is not None or not self.columns.has(Meaning.PAID)
        if mapping.paid_words and self.columns.has(Meaning.STATUS):
            is_paid = word in _folded(mapping.paid_words) or unclear
        return _Standing(PaymentState.PAID if is_paid else PaymentState.UNPAID, problems=problems)

    def _buyer(self, group: Sequence[Row]) -> Buyer:
        address = self._address(group)
        email = self.columns.first(group, Meaning.EMAIL)
        return Buyer(name=address.name, company=address.company, email=email, address=address)

    def _address(self, group: Sequence[Row]) -> Address:
        def told(meaning: Meaning) -> str:
            return self.columns.first(group, meaning)

        return Address(
            name=f"{told(Meaning.BUYER_NAME)} {told(Meaning.LAST_NAME)}".strip(),
            company=told(Meaning.COMPANY),
            line1=told(Meaning.ADDRESS_1),
            line2=told(Meaning.ADDRESS_2),
            town=told(Meaning.TOWN),
            county=told(Meaning.COUNTY),
            postcode=told(Meaning.POSTCODE),
            country=country_of(told(Meaning.COUNTRY)),
        )


def _folded(words: Sequence[str]) -> set[str]:
    return {word.strip().casefold() for word in words}
