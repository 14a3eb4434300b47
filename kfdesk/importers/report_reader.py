"""What a report is that tells of orders without holding any, and what its readers share."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from kfdesk.domain.orders import Refund
from kfdesk.domain.reasons import Reason, Why
from kfdesk.domain.refunds import reference_of
from kfdesk.importers.reader import Table
from kfdesk.services.ports import FileProblem, Told

CLAIMS = ("chargeback", "claim", "a-to-z", "guarantee", "dispute", "retrocharge")
"""Words in the kind of a movement of money that may still be decided for the seller."""


class ReportReader(Protocol):
    """A format: is this mine, and what does it tell of orders."""

    @property
    def format(self) -> str:
        """The stored name, family first: `etsy.statement`."""

    @property
    def marketplace(self) -> str:
        """What a channel of this family is called by default: `Etsy`."""

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether these header cells (trimmed, lower case) are this format's."""

    def read(self, table: Table) -> Iterator[Told | FileProblem]:
        """What is told and problems, in the order of the file.

        Raises ColumnMissing, IdsDamaged or ReportIncomplete for the whole file.
        """


def is_claim(kind: str) -> bool:
    """Whether money moved for a claim or a chargeback, which may come back."""
    return any(word in kind.lower() for word in CLAIMS)


def claim_problem(row: int, order_number: str, kind: str, gross: Decimal) -> FileProblem:
    """A claim is told to the person, and nothing is made of it."""
    facts = Reason.of(Why.CLAIM_UNDECIDED, order_number=order_number, kind=kind, amount=gross)
    return FileProblem(row, facts)


def taken_back(row: int, order_number: str, gross: Decimal) -> FileProblem:
    """Money that came back to the seller under the name of a refund."""
    return FileProblem(row, Reason.of(Why.REFUND_TAKEN_BACK, order_number=order_number, amount=gross))


@dataclass
class Repeats:
    """References for rows that carry none of their own.

    Equal rows of a day are told apart by their place among each other, which is the same in
    every file that holds the whole of that day.
    """

    report: str
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def refund(self, order_number: str, gross: Decimal, day: date, own: str = "") -> Refund:
        """A refund that is known again in the next file."""
        key = (order_number, own, day.isoformat(), f"{gross:.2f}")
        self.seen[key] += 1
        return Refund(gross, day, reference=reference_of(self.report, *key[1:], self.seen[key]))
