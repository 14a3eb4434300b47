"""The numbers in the references of an order's credit notes."""

from dataclasses import replace
from itertools import islice

from kfdesk.domain.postings import Condition, Posting, PostingKind, Step
from kfdesk.services.credit_case import next_numbers
from tests.builders import a_posted


def _note(number: int, step: Step, condition: Condition = Condition.CLEAR) -> Posting:
    stamp = f"eBay 1001 CN{number}"
    posting = Posting(number, 1, 1, 1, 1, stamp, a_posted(), kind=PostingKind.CREDIT_NOTE)
    return replace(posting, step=step, condition=condition)


def test_gap_in_the_numbers_is_filled_first() -> None:
    """Another book may be in doubt about just that note: under its number it finds what was credited."""
    notes = [_note(1, Step.VERIFIED), _note(3, Step.ALREADY)]
    assert list(islice(next_numbers(notes), 3)) == [2, 4, 5]


def test_number_of_a_note_that_may_stand_or_stood_is_not_given_again() -> None:
    """In doubt it may still come; deleted in KashFlow it stood; of one never sent nothing is known there."""
    notes = [
        _note(1, Step.GONE),
        _note(2, Step.INVOICE_SENT, Condition.IN_DOUBT),
        _note(3, Step.CUSTOMER_KNOWN, Condition.NEEDS_ATTENTION),
    ]
    assert next(next_numbers(notes)) == 3
