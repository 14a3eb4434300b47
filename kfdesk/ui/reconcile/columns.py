"""What the tables of the Reconcile page show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from kfdesk import words
from kfdesk.domain.invoices import NO_VAT
from kfdesk.domain.money import ZERO
from kfdesk.domain.reconciliation import Difference, Figures, NotOurs, Rate, Reconciliation, Total
from kfdesk.ui.figures import day, money
from kfdesk.ui.record_table import Column


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Reconcile", text)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sums: a VAT rate of a channel and day, or its payments, or a currency in all.

    Payments have no net and VAT, and nothing ordered.
    """

    channel: str
    day: date | None
    currency: str
    what: str
    ordered: Decimal | None
    sent: Decimal
    held: Figures
    difference: Decimal
    is_payment: bool = False
    order: tuple[str, date, str, int, Decimal] = ("", date.max, "", 0, ZERO)


def lines_of(found: Reconciliation) -> list[Line]:
    """Rates and payments of each channel and day together, then each currency in all."""
    lines = [
        Line(
            row.key.channel,
            row.key.day,
            row.key.currency,
            rate_text(row.key.rate),
            row.ordered.gross,
            row.sent.gross,
            row.held,
            row.difference.gross,
            order=(*row.key.order[:3], 0, row.key.order[3]),
        )
        for row in found.rows
    ]
    lines += [
        Line(
            row.channel,
            row.day,
            row.currency,
            tr("Payments"),
            None,
            row.sent,
            Figures(row.found, ZERO),
            row.difference,
            is_payment=True,
            order=(row.channel.casefold(), row.day, row.currency, 1, ZERO),
        )
        for row in found.payments
    ]
    totals = [line for total in found.totals for line in _total_lines(total)]
    return [*sorted(lines, key=lambda line: line.order), *totals]


def _total_lines(total: Total) -> list[Line]:
    all_channels = tr("All channels")
    payments = Figures(total.payments_found, ZERO)
    unpaid = total.payments_sent - total.payments_found
    figures = Line(
        all_channels,
        None,
        total.currency,
        tr("All rates"),
        total.ordered.gross,
        total.sent.gross,
        total.held,
        total.difference.gross,
    )
    paid = Line(
        all_channels,
        None,
        total.currency,
        tr("Payments"),
        None,
        total.payments_sent,
        payments,
        unpaid,
        is_payment=True,
    )
    return [figures, paid] if total.payments_sent or total.payments_found else [figures]


def line_columns() -> list[Column[Line]]:
    """A rate, or the payments, of a channel and day a row."""
    return [
        Column(tr("Channel"), lambda line: line.channel),
        Column(tr("Day"), lambda line: _day(line.day), lambda line: line.day or date.max),
        Column(tr("VAT rate"), lambda line: line.what),
        _money(tr("Ordered"), lambda line: line.ordered),
        _money(tr("Sent"), lambda line: line.sent),
        _money(tr("KashFlow net"), lambda line: None if line.is_payment else line.held.net),
        _money(tr("KashFlow VAT"), lambda line: None if line.is_payment else line.held.vat),
        _money(tr("In KashFlow"), lambda line: line.held.gross),
        _money(tr("Difference"), lambda line: line.difference),
    ]


def line_name(line: Line) -> str:
    """How a line is called."""
    return " ".join(part for part in (line.channel, _day(line.day), line.what, line.currency) if part)


def difference_columns() -> list[Column[Difference]]:
    """A difference a row."""
    return [
        Column(tr("Cause"), lambda each: words.cause(each.cause)),
        Column(tr("Needs you"), lambda each: tr("Yes") if each.needs_person else tr("No")),
        Column(tr("Channel"), lambda each: each.channel),
        Column(tr("Order"), lambda each: each.order_number),
        Column(
            tr("Invoice"),
            lambda each: str(each.invoice_number) if each.invoice_number else tr("None"),
            lambda each: each.invoice_number,
            is_number=True,
        ),
        Column(tr("Day"), lambda each: day(each.day), lambda each: each.day),
        Column(
            tr("Amount"),
            lambda each: money(each.figures.gross, each.currency),
            lambda each: each.figures.gross,
            is_number=True,
        ),
        Column(
            tr("Payment"),
            lambda each: money(each.payment, each.currency),
            lambda each: each.payment,
            is_number=True,
        ),
        Column(tr("What"), words.difference),
    ]


def difference_name(each: Difference) -> str:
    """How a difference is called."""
    order = " ".join(part for part in (each.channel, each.order_number) if part)
    return tr("{order}: {cause}").format(order=order, cause=words.cause(each.cause))


def stranger_columns() -> list[Column[NotOurs]]:
    """An invoice of somebody else's a row."""
    return [
        Column(tr("Invoice"), lambda each: str(each.number), lambda each: each.number, is_number=True),
        Column(tr("Day"), lambda each: day(each.day), lambda each: each.day),
        Column(tr("Customer"), lambda each: each.customer),
        Column(tr("Reference"), lambda each: each.reference),
        Column(
            tr("Gross"),
            lambda each: money(each.figures.gross, each.currency),
            lambda each: each.figures.gross,
            is_number=True,
        ),
        Column(
            tr("Paid"), lambda each: money(each.paid, each.currency), lambda each: each.paid, is_number=True
        ),
    ]


def stranger_name(each: NotOurs) -> str:
    """How an invoice is called."""
    return tr("Invoice {number}").format(number=each.number)


def rate_text(rate: Rate) -> str:
    """A VAT rate as it is said."""
    if rate is None:
        return tr("not known")
    return tr("no VAT") if rate == NO_VAT else f"{rate.normalize():f} %"


def _day(value: date | None) -> str:
    return day(value) if value else ""


def _money(title: str, amount: Callable[[Line], Decimal | None]) -> Column[Line]:
    def text(line: Line) -> str:
        found = amount(line)
        return "" if found is None else money(found, line.currency)

    def key(line: Line) -> Decimal:
        found = amount(line)
        return ZERO if found is None else found

    return Column(title, text, key, is_number=True)
