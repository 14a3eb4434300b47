"""Square's items detail (Dashboard > Transactions > Export): one row an item sold at the till.

The file has no totals and does not say whether prices hold the tax. In the UK the tax itself
tells: 1/6 of the price is 20 % inside it, 1/5 is 20 % on top; in America it is on top. A sale
is paid and handed over at once, on the till's own day; one in pounds was made in the UK.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from kfdesk.domain.money import HUNDRED, PENNY, ZERO
from kfdesk.domain.orders import Address, Buyer, LineKind, Order, OrderLine, Refund, TaxBasis
from kfdesk.domain.reasons import Reason, Why
from kfdesk.importers import money
from kfdesk.importers.columns import Check, Columns, filled, gathered, peek, refuse_damaged_id, unreadable
from kfdesk.importers.currencies import currency_of
from kfdesk.importers.reader import Row, Table
from kfdesk.services.ports import FileProblem

FORMAT = "square.items"
FINGERPRINT = frozenset({"transaction id", "net sales", "item", "qty"})
NEEDED = ("date", "item", "qty", "gross sales", "discounts", "tax", "transaction id", "event type")
REFUND = "refund"
PLAIN = frozenset({"", "regular"})
AMERICAN = "(us & canada)"
UK_RATES = (Decimal(20), Decimal(5))
AT_HOME = Address(country="GB")
NOWHERE = Address()


class SquareItems:
    """Recognises and reads the file."""

    format = FORMAT
    marketplace = "Square"

    def recognises(self, header: Sequence[str]) -> bool:
        """Told by cells that the transactions file does not have."""
        return set(header) >= FINGERPRINT

    def read(self, table: Table) -> Iterator[Order | FileProblem]:
        """Orders and problems; a refund on another day is put with its sale."""
        columns = Columns.of(table, self.marketplace, NEEDED)
        at = _At.of(columns)
        return _Reading(table, columns, at, money.decide_for(peek(table), at.amounts)).items()


@dataclass(frozen=True)
class _At:
    """Where the cells are; -1 reads a blank."""

    id: int
    payment: int
    day: int
    zone: int
    title: int
    variant: int
    modifiers: int
    sku: int
    quantity: int
    gross: int
    discount: int
    tax: int
    event: int
    customer: int
    customer_id: int

    @classmethod
    def of(cls, columns: Columns) -> "_At":
        at = columns.at
        return cls(
            id=at("transaction id"),
            payment=at("payment id"),
            day=at("date"),
            zone=at("time zone"),
            title=at("item"),
            variant=at("price point name"),
            modifiers=at("modifiers applied"),
            sku=at("sku"),
            quantity=at("qty"),
            gross=at("gross sales"),
            discount=at("discounts"),
            tax=at("tax"),
            event=at("event type"),
            customer=at("customer name"),
            customer_id=at("customer id"),
        )

    @property
    def amounts(self) -> tuple[int, ...]:
        """The money columns."""
        return (self.gross, self.discount, self.tax)


@dataclass(frozen=True)
class _Reading:
    """One file being read."""

    table: Table
    columns: Columns
    at: _At
    decimals: money.Decimals

    def items(self) -> Iterator[Order | FileProblem]:
        for group in gathered(self.table, self.at.id):
            row, head = group[0]
            refuse_damaged_id(self.table, row, head[self.at.id])
            sold = [item for item in group if not self._is_refund(item[1])]
            if not sold:
                yield FileProblem(row, Reason.of(Why.REFUND_UNCLEAR, found=head[self.at.id].strip()))
                continue
            try:
                yield self._order(sold, [item for item in group if self._is_refund(item[1])])
            except (ValueError, ArithmeticError):
                yield unreadable(self.columns, group, self._checks(head))

    def _is_refund(self, cells: list[str]) -> bool:
        return cells[self.at.event].strip().lower() == REFUND

    def _checks(self, head: list[str]) -> list[Check]:
        at, dollar = self.at, self._dollar(head)
        amounts: list[Check] = [(place, self._amount) for place in at.amounts]
        currency: Check = (at.gross, lambda text: currency_of([text], dollar))
        return [(at.id, filled), (at.day, _day), (at.quantity, self._quantity), *amounts, currency]

    def _amount(self, text: str) -> Decimal:
        return money.money(text, self.decimals) or ZERO

    def _quantity(self, text: str) -> Decimal:
        return money.number(filled(text), self.decimals) or Decimal(0)

    def _dollar(self, cells: list[str]) -> str:
        """A bare dollar sign is the American one only where the till's time zone is."""
        return "USD" if AMERICAN in cells[self.at.zone].lower() else ""

    def _order(self, sold: list[Row], returned: list[Row]) -> Order:
        at, head = self.at, sold[0][1]
        lines = tuple(self._line(row, cells) for row, cells in sold)
        tax, day = sum((line.tax or ZERO for line in lines), ZERO), _day(head[at.day])
        rows = [cells for _, cells in (*sold, *returned)]
        currency = currency_of([cells[place] for cells in rows for place in at.amounts], self._dollar(head))
        basis = _basis(lines, currency)
        name = head[at.customer].strip()
        return Order(
            order_number=filled(head[at.id]),
            currency=currency,
            lines=tuple(_with_rate(line, basis) for line in lines) if currency == "GBP" else lines,
            layout=FORMAT,
            ordered=day,
            paid=day,
            despatched=day,
            tax_basis=basis,
            seller_tax=tax or None,
            payment_reference=head[at.payment].strip(),
            refunds=tuple(self._refunds(returned, basis)),
            buyer=Buyer(name=name, username=head[at.customer_id].strip()),
            ship_to=AT_HOME if currency == "GBP" else NOWHERE,
            rows=tuple(row for row, _ in (*sold, *returned)),
        )

    def _line(self, row: int, cells: list[str]) -> OrderLine:
        at, title = self.at, cells[self.at.title].strip()
        told = [cells[place].strip() for place in (at.variant, at.modifiers)]
        extra = ", ".join(text for text in told if text.lower() not in PLAIN)
        return OrderLine(
            title=f"{title} ({extra})" if extra else title,
            amount=self._amount(filled(cells[at.gross])),
            quantity=self._quantity(cells[at.quantity]),
            kind=LineKind.GIFT_CARD if "gift card" in title.lower() else LineKind.GOODS,
            discount=-self._amount(cells[at.discount]),
            tax=self._amount(cells[at.tax]) or None,
            sku=cells[at.sku].strip(),
            row=row,
        )

    def _refunds(self, returned: Sequence[Row], basis: TaxBasis) -> Iterator[Refund]:
        """One for each payment back, with what its rows come to."""
        by_payment: dict[str, list[list[str]]] = {}
        for _, cells in returned:
            by_payment.setdefault(cells[self.at.payment].strip(), []).append(cells)
        for reference, rows in by_payment.items():
            net, off, tax = (sum((self._amount(cells[at]) for cells in rows), ZERO) for at in self.at.amounts)
            gross = net + off + (tax if basis is TaxBasis.ON_TOP else ZERO)
            yield Refund(abs(gross), _day(rows[0][self.at.day]), abs(tax), reference)


def _basis(lines: Sequence[OrderLine], currency: str) -> TaxBasis:
    """Whether the prices hold the tax: by a UK rate in pounds, on top in America, else unknown."""
    if not any(line.tax for line in lines):
        return TaxBasis.INCLUDED
    if currency in {"USD", "CAD"}:
        return TaxBasis.ON_TOP
    for basis in (TaxBasis.INCLUDED, TaxBasis.ON_TOP):
        if currency == "GBP" and all(_explains(line, basis) for line in lines if line.tax):
            return basis
    return TaxBasis.UNKNOWN


def _explains(line: OrderLine, basis: TaxBasis) -> bool:
    """Whether a UK rate makes this tax of this price."""
    return bool(_rates_of(line, basis))


def _rates_of(line: OrderLine, basis: TaxBasis) -> list[Decimal]:
    """The UK rates that make the line's tax of its price after discount."""
    worth, tax = line.amount - line.discount, line.tax or ZERO
    whole = HUNDRED if basis is TaxBasis.ON_TOP else None
    return [rate for rate in UK_RATES if abs(worth * rate / (whole or HUNDRED + rate) - tax) < PENNY]


def _with_rate(line: OrderLine, basis: TaxBasis) -> OrderLine:
    """A discounted line's tax is that of the lower price, which only this file's reader knows."""
    rates = _rates_of(line, basis) if line.tax and line.discount else []
    return replace(line, vat_rate=rates[0]) if len(rates) == 1 else line


def _day(text: str) -> date:
    """`2026-09-13`; a till that writes it otherwise is not guessed at."""
    return date.fromisoformat(text.strip()[:10])
