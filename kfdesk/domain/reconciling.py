"""Sums the cases of a period and what explains their differences (see `reconciliation`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from kfdesk.domain.money import ZERO
from kfdesk.domain.reconciliation import (
    NOTHING,
    Case,
    Difference,
    Figures,
    Key,
    NotOurs,
    PaymentRow,
    Period,
    RateRow,
    Reconciliation,
    Total,
)
from kfdesk.domain.reconciliation_causes import (
    day_of,
    differences_of,
    figures_in,
    payments_found,
    payments_sent,
)

PaymentKey = tuple[str, date, str]


def reconcile(
    company: str, period: Period, cases: Iterable[Case], not_ours: Sequence[NotOurs]
) -> Reconciliation:
    """Rows, differences and totals of a period; cases that lie outside it count for nothing."""
    tally = _Tally(period)
    for case in cases:
        tally.add(case)
    for invoice in not_ours:
        tally.add_stranger(invoice)
    return Reconciliation(
        company=company,
        period=period,
        rows=tuple(sorted(tally.rows.values(), key=lambda row: row.key.order)),
        payments=tuple(sorted(tally.payments.values(), key=_payment_order)),
        differences=tuple(sorted(tally.differences, key=_difference_order)),
        not_ours=tuple(sorted(not_ours, key=lambda each: (each.day, each.number))),
        totals=tuple(total for _, total in sorted(tally.totals.items())),
        orders=tally.orders,
    )


@dataclass
class _Tally:
    """What has been summed so far."""

    period: Period
    rows: dict[Key, RateRow] = field(default_factory=dict)
    payments: dict[PaymentKey, PaymentRow] = field(default_factory=dict)
    totals: dict[str, Total] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    orders: int = 0

    def add(self, case: Case) -> None:
        """Count a case in rows, totals and differences."""
        pictures = {
            "ordered": [case.ordered] if case.ordered else [],
            "sent": [case.sent] if case.sent else [],
            "held": [held.document for held in case.held],
        }
        for name, documents in pictures.items():
            for key, figures in figures_in(case.channel, documents, self.period).items():
                self._add_figures(key, name, figures)
        for day, currency, amount in payments_sent(case, self.period):
            self._add_payment((case.channel, day, currency), "sent", amount)
        for day, currency, amount in payments_found(case, self.period):
            self._add_payment((case.channel, day, currency), "found", amount)
        self._explain(case)

    def add_stranger(self, invoice: NotOurs) -> None:
        """Count an invoice that is not ours."""
        total = self._total(invoice.currency)
        self.totals[invoice.currency] = replace(total, not_ours=total.not_ours + invoice.figures)

    def _explain(self, case: Case) -> None:
        found = differences_of(case, self.period)
        self.differences.extend(found)
        for difference in found:
            for key, figures in difference.parts:
                total = self._total(key.currency)
                self.totals[key.currency] = replace(total, explained=total.explained + figures)
            for _, currency, amount in difference.payments:
                total = self._total(currency)
                explained = total.payments_explained + amount
                self.totals[currency] = replace(total, payments_explained=explained)
        day = day_of(case)
        if day is not None and day in self.period:
            self.orders += case.order_id > 0
            self._add_marketplace_tax(case)

    def _add_marketplace_tax(self, case: Case) -> None:
        document = case.sent or case.ordered
        if document and case.marketplace_tax:
            total = self._total(document.currency)
            tax = total.marketplace_tax + case.marketplace_tax
            self.totals[document.currency] = replace(total, marketplace_tax=tax)

    def _add_figures(self, key: Key, picture: str, figures: Figures) -> None:
        if not key.currency and figures == NOTHING:
            return  # channels leave a cancelled order without amounts and currency
        row, total = self.rows.get(key) or RateRow(key), self._total(key.currency)
        self.rows[key] = replace(row, **{picture: getattr(row, picture) + figures})
        self.totals[key.currency] = replace(total, **{picture: getattr(total, picture) + figures})

    def _add_payment(self, key: PaymentKey, picture: str, amount: Decimal) -> None:
        row, total = self.payments.get(key) or PaymentRow(*key), self._total(key[2])
        self.payments[key] = replace(row, **{picture: getattr(row, picture) + amount})
        name = f"payments_{picture}"
        self.totals[key[2]] = replace(total, **{name: getattr(total, name) + amount})

    def _total(self, currency: str) -> Total:
        return self.totals.get(currency) or Total(currency)


def _payment_order(row: PaymentRow) -> tuple[str, date, str]:
    return row.channel.casefold(), row.day, row.currency


def _difference_order(difference: Difference) -> tuple[bool, str, str, date, str]:
    """What needs a person first, then cause by cause."""
    each = difference
    return not each.needs_person, each.channel.casefold(), each.cause.value, each.day, each.order_number


def by_cause(differences: Iterable[Difference]) -> dict[tuple[str, str], tuple[int, Figures, Decimal]]:
    """Differences summed by cause and currency: how many, figures, payments."""
    sums: dict[tuple[str, str], tuple[int, Figures, Decimal]] = {}
    for each in differences:
        key = (each.cause.value, each.currency)
        count, figures, payments = sums.get(key, (0, Figures(), ZERO))
        sums[key] = (count + 1, figures + each.figures, payments + each.payment)
    return sums
