"""The posting log of a book in memory, and what a person decides about orders that were sent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from kfdesk.domain.answers import Answer
from kfdesk.domain.orders import OrderState, Refund
from kfdesk.domain.postings import Condition, Posting, PostingKind, Run, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.ports import StoredOrder
from tests.simulation.memory_content import (
    AS_EXPORTED,
    DEAD,
    HARMLESS,
    OF_THE_PERSON,
    Content,
    Row,
    stands,
)


class MemoryExports:
    """The posting log."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def begin_run(self, company_id: int, profile_name: str, started: datetime, undoes: int = 0) -> Run:
        run_id = max(self._content.runs, default=0) + 1
        run = Run(run_id, company_id, profile_name, started, undoes=undoes)
        self._content.runs[run.id] = run
        return run

    def runs(self, _company_id: int) -> tuple[Run, ...]:
        return tuple(sorted(self._content.runs.values(), key=lambda run: -run.id))

    def end_run(self, run: Run) -> None:
        self._content.runs[run.id] = run

    def add(self, posting: Posting) -> Posting:
        living = (
            each.step not in DEAD for each in self.of_order(posting.order_id) if not each.is_credit_note
        )
        if posting.kind is PostingKind.INVOICE and any(living):
            raise ValueError(f"order {posting.order_id} has a living posting")
        stamps = {each.stamp for each in self._content.postings.values() if each.is_credit_note}
        if posting.is_credit_note and posting.stamp in stamps:
            raise ValueError(f"credit note {posting.stamp} is there already")
        posting = replace(posting, id=max(self._content.postings, default=0) + 1)
        self._content.postings[posting.id] = posting
        return posting

    def save(self, posting: Posting) -> None:
        if posting.id not in self._content.postings:
            raise KeyError(posting.id)
        self._content.postings[posting.id] = posting
        if not posting.is_credit_note:
            self._set_order(posting)
        elif posting.credits_id:
            self._show_credited(posting.credits_id)

    def _show_credited(self, posting_id: int) -> None:
        credited = self.get(posting_id)
        if credited.step not in DEAD:
            self._set_order(credited)

    def _set_order(self, posting: Posting) -> None:
        row = self._content.rows[posting.order_id]
        state, reason = posting.order_state, posting.reason
        if state in AS_EXPORTED:
            state, reason = self._beside(posting, row) or (state, reason)
        gross = posting.content.invoice.gross_amount
        notice = None if posting.step in DEAD else row.stored.notice
        self._content.rows[posting.order_id] = Row(
            replace(row.stored, state=state, reason=reason, gross=gross, notice=notice),
            posting.invoice_number,
        )

    def _beside(self, posting: Posting, row: Row) -> tuple[OrderState, Reason] | None:
        """A credit note that is not clear, or a change of the file after the export."""
        for note in self.of_order(posting.order_id):
            if note.credits_id == posting.id and note.condition is not Condition.CLEAR and note.reason:
                return note.order_state, note.reason
        notice = row.stored.notice
        if notice is None:
            return None
        is_change = notice.why is Why.CHANGED_AFTER_EXPORT
        return OrderState.CHANGED if is_change else OrderState.NEEDS_ATTENTION, notice

    def credit_candidates(self, _company_id: int) -> tuple[int, ...]:
        return tuple(
            sorted(
                each.order_id
                for each in self._content.postings.values()
                if not each.is_credit_note and each.is_ended and each.step not in DEAD
                if self._is_told(self._content.rows[each.order_id].stored)
            )
        )

    def sent_unpaid(self, _company_id: int) -> tuple[int, ...]:
        standing = (
            each
            for each in self._content.postings.values()
            if not each.is_credit_note and each.is_ended and each.step not in DEAD
        )
        return tuple(sorted(each.order_id for each in standing if not each.payment_id))

    @staticmethod
    def _is_told(stored: StoredOrder) -> bool:
        return bool(stored.notice or stored.given or stored.answers or stored.order.refunds)

    def set_notice(self, order_id: int, notice: Reason | None) -> None:
        row = self._content.rows[order_id]
        self._content.rows[order_id] = replace(row, stored=replace(row.stored, notice=notice))
        for posting in self.of_order(order_id):
            if not posting.is_credit_note and posting.step not in DEAD:
                self._set_order(posting)

    def drop_unsent(self, posting_id: int) -> None:
        posting = self._content.postings[posting_id]
        is_harmless = posting.step in HARMLESS and posting.condition is not Condition.IN_DOUBT
        if not is_harmless or posting.invoice_number:
            raise ValueError(f"posting {posting_id} may have created something")
        del self._content.postings[posting_id]
        if not posting.is_credit_note:
            row = self._content.rows[posting.order_id]
            self._content.rows[posting.order_id] = replace(row, stored=replace(row.stored, notice=None))
        if posting.credits_id:
            self._show_credited(posting.credits_id)

    def get(self, posting_id: int) -> Posting:
        return self._content.postings[posting_id]

    def of_order(self, order_id: int) -> tuple[Posting, ...]:
        return tuple(each for each in self._content.postings.values() if each.order_id == order_id)

    def unsettled(self, _company_id: int) -> int:
        postings = self._content.postings.values()
        unclear = (each for each in postings if not each.is_ended or each.condition is not Condition.CLEAR)
        return len({each.order_id for each in unclear})

    def open(self, _company_id: int) -> tuple[Posting, ...]:
        return tuple(each for each in self._content.postings.values() if not each.is_ended)

    def of_run(self, run_id: int) -> tuple[Posting, ...]:
        return tuple(each for each in self._content.postings.values() if each.run_id == run_id)

    def holder_of(self, _company_id: int, invoice_number: int) -> Posting | None:
        postings = self._content.postings.values()
        same = (each for each in postings if each.invoice_number == invoice_number and stands(each))
        return next(same, None)

    def invoices_in(self, _company_id: int, first: date, last: date) -> tuple[Posting, ...]:
        return tuple(
            each
            for each in self._content.postings.values()
            if stands(each) and first <= each.content.invoice.invoice_date <= last
        )

    def has_proven(self, _company_id: int, sending_code: str) -> bool:
        return sending_code in self._content.proven

    def set_proven(self, _company_id: int, sending_code: str) -> None:
        self._content.proven.add(sending_code)

    def last_sent_from(self, _company_id: int) -> date | None:
        postings: Collection[Posting] = self._content.postings.values()
        last = {
            kind: max((each.run_id for each in postings if each.kind is kind), default=0)
            for kind in PostingKind
        }
        days = (
            each.content.invoice.invoice_date
            for each in postings
            if each.run_id == last[each.kind] or (each.is_ended and each.condition is not Condition.CLEAR)
        )
        return min(days, default=None)

    def highest_number(self, _company_id: int) -> int:
        return max(
            (each.invoice_number for each in self._content.postings.values() if stands(each)), default=0
        )


class MemoryDecisions:
    """What a person decided about single orders."""

    def __init__(self, content: Content, exports: MemoryExports) -> None:
        self._content = content
        self._exports = exports

    def add_refund(self, order_id: int, refund: Refund) -> None:
        row = self._content.rows[order_id]
        stored = replace(row.stored, given=(*row.stored.given, refund))
        self._content.rows[order_id] = replace(row, stored=stored)

    def answer(self, answers: Mapping[int, Answer]) -> None:
        for order_id, answer in answers.items():
            row = self._content.rows[order_id]
            stored = replace(row.stored, answers=(*row.stored.answers, answer))
            self._content.rows[order_id] = replace(row, stored=stored)

    def accept_change(self, order_id: int) -> None:
        self._exports.set_notice(order_id, None)

    def export_again(self, ids: Sequence[int]) -> tuple[int, ...]:
        chosen = tuple(sorted(each for each in ids if self._may_go_again(each)))
        for order_id in chosen:
            stored = replace(self._content.rows[order_id].stored, state=OrderState.WAITING, reason=None)
            self._content.rows[order_id] = Row(stored)
        return chosen

    def _may_go_again(self, order_id: int) -> bool:
        standing = any(
            each.step is Step.CREDITED or each.step not in DEAD
            for each in self._exports.of_order(order_id)
            if not each.is_credit_note
        )
        return self._content.rows[order_id].stored.state in OF_THE_PERSON and not standing
