"""The posting log: runs and postings, written before and after each call that creates."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    delete,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)

from kfdesk.domain.money import to_minor
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, Posting, PostingKind, Run
from kfdesk.domain.reasons import Reason, Why
from kfdesk.store.audit import AuditTrail
from kfdesk.store.conditions import AS_EXPORTED, DEAD, HARMLESS, stands
from kfdesk.store.credited import credit_candidates
from kfdesk.store.order_rows import Values, reason_of, reason_values
from kfdesk.store.posting_rows import COUNTS, posting_of, posting_values, run_of, run_values
from kfdesk.store.tables import export_run, orders, proven
from kfdesk.store.tables import posting as log
from kfdesk.store.times import day_of, day_text, moment_text


class SqlExports:
    """`services.ports.ExportLog` over one transaction."""

    def __init__(self, connection: Connection, trail: AuditTrail) -> None:
        """Work in the transaction of this connection."""
        self._connection = connection
        self._trail = trail

    def begin_run(self, company_id: int, profile_name: str, started: datetime, undoes: int = 0) -> Run:
        values: Values = {
            "company_id": company_id,
            "profile_name": profile_name,
            "started": moment_text(started),
            "undoes": undoes,
        }
        begun = insert(export_run).values(values).returning(export_run.c.id)
        run_id = self._connection.execute(begun).scalar_one()
        self._trail.write("run begun", f"export_run {run_id}", None, values)
        return Run(run_id, company_id, profile_name, started, undoes=undoes)

    def end_run(self, run: Run) -> None:
        self._connection.execute(update(export_run).where(export_run.c.id == run.id).values(run_values(run)))
        told = {name: getattr(run, name) for name in COUNTS} | {"gross": dict(run.gross)}
        self._trail.write("run ended", f"export_run {run.id}", None, told)

    def runs(self, company_id: int) -> tuple[Run, ...]:
        of_company = select(export_run).where(export_run.c.company_id == company_id)
        rows = self._connection.execute(of_company.order_by(export_run.c.id.desc()))
        return tuple(run_of(row) for row in rows)

    def add(self, posting: Posting) -> Posting:
        if posting.kind is PostingKind.INVOICE and self._has_live(posting.order_id):
            raise ValueError(f"order {posting.order_id} has a living posting")
        return posting_of(self._added(posting_values(posting)))

    def save(self, posting: Posting) -> None:
        before = self._row(posting.id).step
        self._replace(posting.id, posting_values(posting))
        self._show(posting)
        if posting.is_ended and posting.step.value != before:
            self._trail.write("posting ended", f"posting {posting.id}", None, _told(posting))

    def drop_unsent(self, posting_id: int) -> None:
        """Raises ValueError when an invoice may exist."""
        row = self._row(posting_id)
        if row.step not in HARMLESS or row.condition == Condition.IN_DOUBT.value or row.invoice_number:
            raise ValueError(f"posting {posting_id} may have created something")
        self._connection.execute(delete(log).where(log.c.id == posting_id))
        if row.kind == PostingKind.INVOICE.value:
            # What changed meanwhile is planned with the rest.
            self._connection.execute(update(orders).where(orders.c.id == row.order_id).values(changed=""))
        if row.credits_id:
            self._show_credited(row.credits_id)

    def get(self, posting_id: int) -> Posting:
        """Raises KeyError for an id that is not there."""
        return posting_of(self._row(posting_id))

    def of_order(self, order_id: int) -> tuple[Posting, ...]:
        return self._postings(log.c.order_id == order_id)

    def open(self, company_id: int) -> tuple[Posting, ...]:
        return self._postings(log.c.company_id == company_id, not_(log.c.is_ended))

    def unsettled(self, company_id: int) -> int:
        is_unclear = or_(not_(log.c.is_ended), log.c.condition != Condition.CLEAR.value)
        orders_of = select(func.count(log.c.order_id.distinct())).where(
            log.c.company_id == company_id, is_unclear
        )
        return self._connection.execute(orders_of).scalar_one()

    def of_run(self, run_id: int) -> tuple[Posting, ...]:
        return self._postings(log.c.run_id == run_id)

    def credit_candidates(self, company_id: int) -> tuple[int, ...]:
        return credit_candidates(self._connection, company_id)

    def sent_unpaid(self, company_id: int) -> tuple[int, ...]:
        """Looked for in what was sent as text, but only where no payment is known."""
        unpaid = (log.c.payment_id == 0, log.c.content.contains(f'"{Why.NO_PAYMENT_UNPAID.value}"'))
        standing = (log.c.is_ended, log.c.step.not_in(DEAD), log.c.condition == Condition.CLEAR.value)
        found = select(log.c.order_id).where(
            log.c.company_id == company_id, log.c.kind == PostingKind.INVOICE.value, *standing, *unpaid
        )
        return tuple(self._connection.execute(found.order_by(log.c.order_id)).scalars())

    def set_notice(self, order_id: int, notice: Reason | None) -> None:
        """The order's living posting must be there."""
        told = {"changed": reason_values(notice)["reason"]}
        self._connection.execute(update(orders).where(orders.c.id == order_id).values(told))
        for posting in self.of_order(order_id):
            if not posting.is_credit_note and posting.step.value not in DEAD:
                self._set_order(posting)

    def holder_of(self, company_id: int, invoice_number: int) -> Posting | None:
        same = (log.c.company_id == company_id, log.c.invoice_number == invoice_number)
        found = self._postings(*same, stands())
        return found[0] if found else None

    def invoices_in(self, company_id: int, first: date, last: date) -> tuple[Posting, ...]:
        """Deleted ones are left out: KashFlow no longer lists them."""
        dated = log.c.invoice_date.between(day_text(first), day_text(last))
        return self._postings(log.c.company_id == company_id, dated, stands())

    def has_proven(self, company_id: int, sending_code: str) -> bool:
        same = (proven.c.company_id == company_id, proven.c.sending_code == sending_code)
        return self._connection.execute(select(proven.c.id).where(*same)).first() is not None

    def set_proven(self, company_id: int, sending_code: str) -> None:
        if not self.has_proven(company_id, sending_code):
            values = {"company_id": company_id, "sending_code": sending_code}
            self._connection.execute(insert(proven).values(values))

    def last_sent_from(self, company_id: int) -> date | None:
        """Invoices and credit notes have each their last run; twins that are shown stay in reach."""
        ours = log.c.company_id == company_id
        last = [self._last_run(company_id, kind) for kind in PostingKind]
        is_last = [and_(ours, log.c.kind == kind, log.c.run_id == run_id) for kind, run_id in last]
        shown = and_(ours, log.c.is_ended, log.c.condition != Condition.CLEAR.value)
        earliest = select(func.min(log.c.invoice_date)).where(or_(shown, *is_last))
        return day_of(self._connection.execute(earliest).scalar())

    def _last_run(self, company_id: int, kind: PostingKind) -> tuple[str, int]:
        sent = (log.c.company_id == company_id, log.c.kind == kind.value)
        last = select(func.max(log.c.run_id)).where(*sent)
        return kind.value, self._connection.execute(last).scalar() or 0

    def highest_number(self, company_id: int) -> int:
        """Deleted ones do not count: KashFlow gives their numbers again."""
        highest = select(func.max(log.c.invoice_number)).where(log.c.company_id == company_id, stands())
        return self._connection.execute(highest).scalar() or 0

    def _has_live(self, order_id: int) -> bool:
        live = select(log.c.id).where(
            log.c.order_id == order_id,
            log.c.kind == PostingKind.INVOICE.value,
            log.c.step.not_in(DEAD),
        )
        return self._connection.execute(live).first() is not None

    def _added(self, values: Values) -> Row[Any]:
        return self._connection.execute(insert(log).values(values).returning(*log.c)).one()

    def _replace(self, posting_id: int, values: Values) -> None:
        self._connection.execute(update(log).where(log.c.id == posting_id).values(values))

    def _show(self, posting: Posting) -> None:
        """Let the order show how its invoice stands, and the credit notes against it."""
        if not posting.is_credit_note:
            self._set_order(posting)
        elif posting.credits_id:
            self._show_credited(posting.credits_id)

    def _show_credited(self, posting_id: int) -> None:
        """What is the matter with a credit note of a dead invoice is not its order's any more.

        The order may have been chosen for export again, or have another invoice.
        """
        credited = self.get(posting_id)
        if credited.step.value not in DEAD:
            self._set_order(credited)

    def _set_order(self, posting: Posting) -> None:
        """An order whose invoice is clear shows what is the matter beside it."""
        state, reason = posting.order_state, posting.reason
        if state.value in AS_EXPORTED:
            state, reason = self._beside(posting) or (state, reason)
        values = {
            "state": state.value,
            "invoice_number": posting.invoice_number,
            "gross_minor": to_minor(posting.content.invoice.gross_amount),
            **reason_values(reason),
        }
        if posting.step.value in DEAD:
            values["changed"] = ""
        self._connection.execute(update(orders).where(orders.c.id == posting.order_id).values(values))

    def _beside(self, posting: Posting) -> tuple[OrderState, Reason] | None:
        """A credit note that is not clear, or a change of the file after the export."""
        unclear = self._postings(log.c.credits_id == posting.id, log.c.condition != Condition.CLEAR.value)
        for note in unclear:
            if note.reason:
                return note.order_state, note.reason
        kept = select(orders.c.changed).where(orders.c.id == posting.order_id)
        notice = reason_of(self._connection.execute(kept).scalar_one())
        if notice is None:
            return None
        is_change = notice.why is Why.CHANGED_AFTER_EXPORT
        return OrderState.CHANGED if is_change else OrderState.NEEDS_ATTENTION, notice

    def _row(self, posting_id: int) -> Row[Any]:
        row = self._connection.execute(select(log).where(log.c.id == posting_id)).one_or_none()
        if row is None:
            raise KeyError(posting_id)
        return row

    def _postings(self, *which: ColumnElement[bool]) -> tuple[Posting, ...]:
        rows = self._connection.execute(select(log).where(*which).order_by(log.c.id))
        return tuple(posting_of(row) for row in rows)


def _told(posting: Posting) -> Values:
    return {
        "order": posting.order_id,
        "step": posting.step.value,
        "invoice_number": posting.invoice_number,
        "gross": posting.content.invoice.gross_amount,
        "currency": posting.content.invoice.currency,
    }
