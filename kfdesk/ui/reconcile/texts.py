"""The lines above the tables."""

from datetime import datetime

from kfdesk.domain.reconciliation import Reconciliation, Total
from kfdesk.ui.figures import counted, day, moment, money, number
from kfdesk.ui.reconcile.columns import tr


def result_text(found: Reconciliation, now: datetime) -> str:
    """How it stands, in a sentence, and when that was."""
    span = tr("{first} to {last}").format(first=day(found.period.first), last=day(found.period.last))
    when = tr("{span}, as KashFlow stood on {moment}.").format(span=span, moment=moment(now))
    orders = counted(found.orders, tr("{n} order"), tr("{n} orders"))
    if not found.differences:
        return tr("{orders}: nothing differs. {when}").format(orders=orders, when=when)
    count = len(found.needs_person)
    mine = counted(count, tr("{n} needs you"), tr("{n} need you")) if count else tr("none needs you")
    differences = counted(len(found.differences), tr("{n} difference"), tr("{n} differences"))
    return tr("{orders}, {differences}, {mine}. {when}").format(
        orders=orders, differences=differences, mine=mine, when=when
    )


def totals_text(found: Reconciliation) -> str:
    """A line for each currency."""
    return "\n".join(_total_text(total) for total in found.totals)


def caution_text(found: Reconciliation) -> str:
    """What must be known before the figures are believed."""
    parts = []
    if found.may_be_cut:
        text = tr(
            "KashFlow's lists all ended at exactly {n} invoices, so some may be missing here. "
            "Choose a shorter period, or compare with KashFlow's own list."
        )
        parts.append(text.format(n=number(found.may_be_cut)))
    if found.undated:
        text = counted(
            found.undated,
            tr("{n} order has no date yet and belongs to no period."),
            tr("{n} orders have no date yet and belong to no period."),
        )
        parts.append(text)
    return " ".join(parts)


def _total_text(total: Total) -> str:
    figures = {
        "ordered": total.ordered.gross,
        "held": total.held.gross,
        "difference": total.difference.gross,
        "unexplained": total.unexplained.gross,
        "others": total.not_ours.gross,
    }
    shown = {name: money(amount, total.currency) for name, amount in figures.items()}
    text = tr(
        "{currency}: ordered {ordered}, in KashFlow {held}, difference {difference}, "
        "of which not explained {unexplained}. Not ours: {others}."
    )
    return text.format(currency=total.currency, **shown)
