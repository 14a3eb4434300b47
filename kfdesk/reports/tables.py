"""What a reconciliation's report shows, as tables: the same for the spreadsheet and for the pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kfdesk import words
from kfdesk.domain.invoices import NO_VAT
from kfdesk.domain.money import ZERO
from kfdesk.domain.reconciliation import (
    NOTHING,
    Cause,
    Difference,
    Figures,
    Key,
    Rate,
    Reconciliation,
    Total,
)
from kfdesk.domain.reconciling import by_cause

Value = str | int | date | Decimal | None


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DAY = "day"
    MONEY = "money"
    COUNT = "count"


@dataclass(frozen=True)
class Column:
    """A column; `is_printed` when pages have room for it as well."""

    title: str
    kind: Kind = Kind.TEXT
    is_printed: bool = True


@dataclass(frozen=True)
class Table:
    """Rows under titles; `totals` stand below, apart from the rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: tuple[tuple[Value, ...], ...] = ()
    if_empty: str = ""


def tables_of(found: Reconciliation) -> tuple[Table, ...]:
    """All tables, the most important first."""
    return (
        _summary(found),
        _causes(found),
        _differences(found),
        _rates(found),
        _payments(found),
        _not_ours(found),
    )


def rate_text(rate: Rate) -> str:
    """A VAT rate as it is said."""
    if rate is None:
        return "not known"
    return "no VAT" if rate == NO_VAT else f"{rate.normalize():f} %"


def _money(*titles: str, is_printed: bool = True) -> tuple[Column, ...]:
    return tuple(Column(title, Kind.MONEY, is_printed) for title in titles)


def _three(figures: Figures) -> tuple[Value, ...]:
    return figures.net, figures.vat, figures.gross


# -- in all


def _summary(found: Reconciliation) -> Table:
    columns = (Column("Currency"), Column("What", Kind.LONG_TEXT), *_money("Net", "VAT", "Gross", "Check"))
    rows = [row for total in found.totals for row in _summary_rows(total)]
    return Table("Summary", columns, tuple(rows), if_empty="Nothing was sold in this period.")


def _summary_rows(total: Total) -> Iterator[tuple[Value, ...]]:
    code = total.currency
    yield code, "As ordered", *_three(total.ordered), None
    yield code, "As sent", *_three(total.sent), None
    yield code, "In KashFlow, from these orders", *_three(total.held), None
    yield code, "Difference: ordered less in KashFlow", *_three(total.difference), None
    yield code, "Explained by the differences listed", *_three(total.explained), total.unexplained.gross
    yield code, "In KashFlow, not ours", *_three(total.not_ours), None
    yield code, "In KashFlow, in all", *_three(total.in_kashflow), None
    yield code, "Payments sent", None, None, total.payments_sent, None
    yield code, "Payments found", None, None, total.payments_found, None
    difference = total.payments_sent - total.payments_found
    yield code, "Payments: sent less found", None, None, difference, total.payments_unexplained
    if total.marketplace_tax:
        yield code, "Marketplace tax left out", None, None, total.marketplace_tax, None


def _causes(found: Reconciliation) -> Table:
    columns = (
        Column("Cause"),
        Column("Currency"),
        Column("Number", Kind.COUNT),
        *_money("Net", "VAT", "Gross", "Payments"),
    )
    rows = [
        (words.cause(Cause(code)), currency, count, *_three(figures), payments)
        for (code, currency), (count, figures, payments) in by_cause(found.differences).items()
    ]
    return Table("Causes", columns, tuple(rows), if_empty="Nothing differs.")


# -- one by one


def _differences(found: Reconciliation) -> Table:
    columns = (
        Column("Cause"),
        Column("Needs you"),
        Column("Channel"),
        Column("Order"),
        Column("Invoice", Kind.COUNT),
        Column("Day", Kind.DAY),
        Column("Currency"),
        *_money("Net", "VAT", is_printed=False),
        *_money("Gross", "Payment"),
        Column("What", Kind.LONG_TEXT),
    )
    rows = tuple(_difference(each) for each in found.differences)
    totals = tuple(
        (
            "In all",
            "",
            "",
            "",
            None,
            None,
            total.currency,
            *_three(total.explained),
            total.payments_explained,
            "",
        )
        for total in found.totals
        if rows
    )
    return Table("Differences", columns, rows, totals, "Nothing differs.")


def _difference(each: Difference) -> tuple[Value, ...]:
    return (
        words.cause(each.cause),
        "yes" if each.needs_person else "",
        each.channel,
        each.order_number,
        each.invoice_number or None,
        each.day,
        each.currency,
        *_three(each.figures),
        each.payment,
        words.difference(each),
    )


def _rates(found: Reconciliation) -> Table:
    columns = (
        Column("Channel"),
        Column("Day", Kind.DAY),
        Column("Currency"),
        Column("VAT rate"),
        *_money("Ordered net", "Ordered VAT", is_printed=False),
        *_money("Ordered gross"),
        *_money("Sent net", "Sent VAT", is_printed=False),
        *_money("Sent gross", "KashFlow net", "KashFlow VAT", "KashFlow gross", "Difference"),
        *_money("Explained", is_printed=False),
        *_money("Check"),
    )
    explained = _explained(found)
    rows = tuple(
        (
            row.key.channel,
            row.key.day,
            row.key.currency,
            rate_text(row.key.rate),
            *_three(row.ordered),
            *_three(row.sent),
            *_three(row.held),
            *_checked(row.difference, explained.get(row.key, NOTHING)),
        )
        for row in found.rows
    )
    totals = tuple(_rate_total(total) for total in found.totals if rows)
    return Table("By day and VAT rate", columns, rows, totals, "Nothing was sold in this period.")


def _rate_total(total: Total) -> tuple[Value, ...]:
    three = (*_three(total.ordered), *_three(total.sent), *_three(total.held))
    return "In all", None, total.currency, "", *three, *_checked(total.difference, total.explained)


def _checked(difference: Figures, explained: Figures) -> tuple[Value, ...]:
    return difference.gross, explained.gross, difference.gross - explained.gross


def _explained(found: Reconciliation) -> dict[Key, Figures]:
    sums: dict[Key, Figures] = {}
    for each in found.differences:
        for key, figures in each.parts:
            sums[key] = sums.get(key, NOTHING) + figures
    return sums


def _payments(found: Reconciliation) -> Table:
    columns = (
        Column("Channel"),
        Column("Invoice day", Kind.DAY),
        Column("Currency"),
        *_money("Sent", "Found", "Difference", "Explained", "Check"),
    )
    explained = _payments_explained(found)
    rows = []
    for row in found.payments:
        known = explained.get((row.channel, row.day, row.currency), ZERO)
        figures = (row.sent, row.found, row.difference, known, row.difference - known)
        rows.append((row.channel, row.day, row.currency, *figures))
    totals = tuple(
        (
            "In all",
            None,
            total.currency,
            total.payments_sent,
            total.payments_found,
            total.payments_sent - total.payments_found,
            total.payments_explained,
            total.payments_unexplained,
        )
        for total in found.totals
        if rows
    )
    return Table("Payments", columns, tuple(rows), totals, "No payments in this period.")


def _payments_explained(found: Reconciliation) -> dict[tuple[str, date, str], Decimal]:
    sums: dict[tuple[str, date, str], Decimal] = {}
    for each in found.differences:
        for day, currency, amount in each.payments:
            key = each.channel, day, currency
            sums[key] = sums.get(key, ZERO) + amount
    return sums


def _not_ours(found: Reconciliation) -> Table:
    columns = (
        Column("Invoice", Kind.COUNT),
        Column("Day", Kind.DAY),
        Column("Customer", Kind.LONG_TEXT),
        Column("Reference", Kind.LONG_TEXT),
        Column("Currency"),
        *_money("Net", "VAT", "Gross", "Paid"),
    )
    rows = tuple(
        (
            each.number,
            each.day,
            each.customer,
            each.reference,
            each.currency,
            *_three(each.figures),
            each.paid,
        )
        for each in found.not_ours
    )
    totals = tuple(
        (None, None, "In all", "", total.currency, *_three(total.not_ours), None)
        for total in found.totals
        if total.not_ours
    )
    return Table(
        "Not ours",
        columns,
        rows,
        totals,
        "Every invoice of the period in KashFlow is of one of these orders.",
    )
