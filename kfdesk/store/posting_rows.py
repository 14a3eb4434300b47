"""Postings and runs as rows and back; what is sent is frozen as text, to the last digit."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from kfdesk.domain.invoices import Posted
from kfdesk.domain.money import to_minor
from kfdesk.domain.postings import Condition, Posting, PostingKind, Run, Step
from kfdesk.store.codec import freeze, thaw, thaw_any
from kfdesk.store.order_rows import Values, reason_of, reason_values
from kfdesk.store.times import day_text, moment_of, moment_text

_SUMS = tuple[tuple[str, Decimal], ...]
COUNTS = ("exported", "already", "needs_attention", "in_doubt", "skipped", "waiting")
_PLAIN = (
    "company_id",
    "order_id",
    "channel_id",
    "run_id",
    "stamp",
    "customer_id",
    "invoice_number",
    "invoice_dbid",
    "payment_id",
    "highest_known",
    "doubts",
    "is_found",
    "credits_id",
)
"""Columns that hold a posting's field as it is."""


def posting_values(posting: Posting) -> Values:
    """All columns but the id."""
    invoice = posting.content.invoice
    return {
        **{name: getattr(posting, name) for name in _PLAIN},
        "kind": posting.kind.value,
        "step": posting.step.value,
        "condition": posting.condition.value,
        "is_ended": posting.is_ended,
        "reason": reason_values(posting.reason)["reason"],
        "content": freeze(posting.content),
        "invoice_date": day_text(invoice.invoice_date),
        "month": day_text(invoice.invoice_date.replace(day=1)),
        "gross_minor": to_minor(invoice.gross_amount),
        "currency": invoice.currency,
        "settle_from": moment_text(posting.settle_from),
        "verified_at": moment_text(posting.verified_at),
    }


def posting_of(row: Row[Any]) -> Posting:
    """The posting that a row holds."""
    return Posting(
        id=row.id,
        content=thaw(Posted, row.content),
        kind=PostingKind(row.kind),
        step=Step(row.step),
        condition=Condition(row.condition),
        reason=reason_of(row.reason),
        settle_from=moment_of(row.settle_from),
        verified_at=moment_of(row.verified_at),
        **{name: getattr(row, name) for name in _PLAIN},
    )


def run_values(run: Run) -> Values:
    """The columns that the end of a run decides."""
    return {
        **{name: getattr(run, name) for name in COUNTS},
        "ended": moment_text(run.ended),
        "gross": freeze(run.gross),
    }


def run_of(row: Row[Any]) -> Run:
    """The run that a row holds."""
    started = moment_of(row.started)
    if started is None:
        raise ValueError("a run without a start")
    return Run(
        id=row.id,
        company_id=row.company_id,
        profile_name=row.profile_name,
        started=started,
        ended=moment_of(row.ended),
        gross=thaw_any(_SUMS, row.gross) if row.gross else (),
        undoes=row.undoes,
        **{name: getattr(row, name) for name in COUNTS},
    )
