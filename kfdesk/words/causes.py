"""Words for each cause of a difference between orders and KashFlow."""

from collections.abc import Mapping
from typing import NamedTuple

from kfdesk.domain.reconciliation import Cause


class CauseWords(NamedTuple):
    """A few words for a list, and a sentence."""

    title: str
    sentence: str


WITH_REASON = frozenset(
    {
        Cause.NOT_EXPORTED,
        Cause.WAITING,
        Cause.LEFT_OUT,
        Cause.NEEDS_ATTENTION,
        Cause.UNDONE,
        Cause.ORDER_CHANGED,
        Cause.IN_DOUBT,
    }
)
"""Causes behind which the order's own reason is told."""


CAUSES: Mapping[Cause, CauseWords] = {
    Cause.NOT_EXPORTED: CauseWords("Not exported yet", "Ready, but not sent to KashFlow yet."),
    Cause.WAITING: CauseWords("Waiting", "It waits, so there is no invoice."),
    Cause.LEFT_OUT: CauseWords("Left out", "Left out of the export, so there is no invoice."),
    Cause.NEEDS_ATTENTION: CauseWords("Needs attention", "It waits for you."),
    Cause.UNDONE: CauseWords("Undone", "Its export was undone."),
    Cause.ORDER_CHANGED: CauseWords(
        "Order changed after export", "Sent as {sent}; the order now comes to {found}."
    ),
    Cause.IN_DOUBT: CauseWords("In doubt", "Whether it arrived is not known yet; export settles it."),
    Cause.GONE: CauseWords("Gone from KashFlow", "The invoice was sent and is no longer in KashFlow."),
    Cause.CHANGED_IN_KASHFLOW: CauseWords(
        "Changed in KashFlow", "Sent as {sent}; KashFlow now says {found}."
    ),
    Cause.DATE_CHANGED: CauseWords(
        "Date changed in KashFlow", "KashFlow now has the invoice under {date}; the day here is as sent."
    ),
    Cause.REFERENCE_CHANGED: CauseWords(
        "Reference changed in KashFlow", "The order's reference on the invoice is now: {found}"
    ),
    Cause.TWIN: CauseWords("Twice in KashFlow", "Several invoices bear the order's reference: {numbers}."),
    Cause.NOT_IN_BOOK: CauseWords(
        "In KashFlow, not in the book",
        "An invoice of {found} bears our reference, but this book does not know of its export.",
    ),
    Cause.FOREIGN_CURRENCY: CauseWords(
        "At KashFlow's exchange rate", "Sent as {sent}; KashFlow shows it at its own rate as {found}."
    ),
    Cause.UNPAID: CauseWords("Unpaid", "Nothing is paid of {gross} in KashFlow."),
    Cause.PART_PAID: CauseWords("Paid in part", "{paid} of {gross} is paid in KashFlow."),
    Cause.OVERPAID: CauseWords("Overpaid", "{paid} is paid in KashFlow, more than the invoice's {gross}."),
    Cause.PAID_ELSEWHERE: CauseWords(
        "Paid another way", "{paid} is paid in KashFlow, but not by a payment that kfdesk sent. {where}"
    ),
    Cause.MARKETPLACE_TAX: CauseWords(
        "Marketplace tax left out", "The marketplace collected {tax} tax: it is on no invoice of yours."
    ),
}
