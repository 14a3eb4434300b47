"""The posting log: what was sent, how far it came, and what that makes of the orders."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from kfdesk.domain.invoices import Posted
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, Posting, PostingKind, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.ports import Book, ImportCounts, OrderVerdict
from tests.builders import DAY, a_posted, an_order, imported
from tests.store.conftest import NOON
from tests.store.posted import planned, sent
from tests.store.strategies import POSTED

REASON = Reason.of(Why.REFUSED, detail="no")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(content=POSTED)
def test_content_comes_back_when_frozen_in_a_posting(book: Book, content: Posted) -> None:
    """Every repeat sends the frozen content, to the last digit."""
    begun = planned(book) if not _postings(book) else None
    posting = replace(begun.posting if begun else _postings(book)[0], content=content)
    with book.writing() as session:
        session.exports.save(posting)
        assert repr(session.exports.get(posting.id).content) == repr(content)


def _postings(book: Book) -> tuple[Posting, ...]:
    with book.reading() as session:
        return session.exports.of_run(1)


def test_posting_comes_back_when_every_field_is_set(book: Book) -> None:
    """All that the protocol needs to go on after a break is kept."""
    begun = planned(book)
    full = replace(
        begun.posting,
        step=Step.PAYMENT_SENT,
        condition=Condition.IN_DOUBT,
        reason=REASON,
        customer_id=1,
        invoice_number=2,
        invoice_dbid=3,
        payment_id=4,
        highest_known=5,
        doubts=6,
        is_found=True,
        settle_from=NOON,
        verified_at=NOON + timedelta(microseconds=1),
    )
    with book.writing() as session:
        session.exports.save(full)
    with book.reading() as session:
        assert session.exports.get(full.id) == full
        assert session.exports.of_order(full.order_id) == (full,)
        assert session.exports.of_run(full.run_id) == (full,)
        assert session.exports.open(full.company_id) == (full,)


def test_second_posting_is_refused_when_one_is_alive(book: Book) -> None:
    """An order has one living posting: never two invoices."""
    begun = planned(book)
    with book.writing() as session, pytest.raises(ValueError, match="living"):
        session.exports.add(begun.posting)


def test_credit_note_is_allowed_when_the_invoice_is_alive(book: Book) -> None:
    """A credit note is a posting of its own beside the invoice's."""
    begun = sent(book, Step.VERIFIED)
    note = replace(begun.posting, id=0, kind=PostingKind.CREDIT_NOTE, stamp="eBay 1001 CN1")
    with book.writing() as session:
        added = session.exports.add(note)
        session.exports.save(replace(added, step=Step.INVOICED, condition=Condition.IN_DOUBT))
        assert session.orders.get(begun.order_id).state is OrderState.EXPORTED


@pytest.mark.parametrize("end", [Step.UNDONE, Step.CREDITED, Step.GONE])
def test_posting_anew_is_allowed_when_the_first_is_dead(book: Book, end: Step) -> None:
    """An undone or vanished invoice may be followed by another, when chosen."""
    begun = sent(book, end)
    with book.writing() as session:
        again = session.exports.add(replace(begun.posting, id=0, step=Step.PLANNED, invoice_number=0))
        session.exports.save(replace(again, step=Step.INVOICED, invoice_number=8))
        stored = session.orders.get(begun.order_id)
        [row] = session.orders.rows([begun.order_id])
    assert stored.state is OrderState.EXPORTED
    assert row.invoice_number == 8


@pytest.mark.parametrize(
    ("step", "condition", "state"),
    [
        (Step.CUSTOMER_KNOWN, Condition.CLEAR, OrderState.READY),
        (Step.INVOICE_SENT, Condition.IN_DOUBT, OrderState.IN_DOUBT),
        (Step.INVOICED, Condition.NEEDS_ATTENTION, OrderState.NEEDS_ATTENTION),
        (Step.VERIFIED, Condition.CLEAR, OrderState.EXPORTED),
        (Step.ALREADY, Condition.CLEAR, OrderState.ALREADY),
        (Step.GONE, Condition.CLEAR, OrderState.GONE),
    ],
)
def test_order_takes_its_state_when_a_posting_is_saved(
    book: Book, step: Step, condition: Condition, state: OrderState
) -> None:
    """The posting decides the state of its order, its reason and its gross."""
    begun = sent(book, step, condition)
    with book.writing() as session:
        session.exports.save(replace(begun.posting, reason=REASON))
    with book.reading() as session:
        stored = session.orders.get(begun.order_id)
    assert (stored.state, stored.reason, stored.gross) == (state, REASON, Decimal("12.00"))


@pytest.mark.parametrize("step", [Step.INVOICE_SENT, Step.INVOICED, Step.PAID, Step.VERIFIED, Step.ALREADY])
def test_order_keeps_its_state_when_it_was_sent(book: Book, step: Step) -> None:
    """Neither planning nor leaving out touches an order of which an invoice may exist."""
    begun = sent(book, step)
    with book.writing() as session:
        before = session.orders.get(begun.order_id)
        verdict = OrderVerdict(begun.order_id, OrderState.NEEDS_ATTENTION, REASON, Decimal(1))
        session.orders.save_verdicts([verdict])
        session.orders.set_left_out([begun.order_id], "late")
        assert session.orders.get(begun.order_id) == before
        assert session.orders.unsent_ids(begun.channel_id) == []


@pytest.mark.parametrize("step", [Step.PLANNED, Step.CUSTOMER_KNOWN])
def test_order_is_planned_anew_when_nothing_was_created(book: Book, step: Step) -> None:
    """While no invoice can exist, a changed setting still counts."""
    begun = sent(book, step, Condition.NEEDS_ATTENTION)
    with book.writing() as session:
        assert session.orders.unsent_ids(begun.channel_id) == [begun.order_id]
        verdict = OrderVerdict(begun.order_id, OrderState.READY, None, Decimal("11.00"))
        session.orders.save_verdicts([verdict])
        assert session.orders.get(begun.order_id).state is OrderState.READY
        session.exports.drop_unsent(begun.posting.id)
        assert session.exports.of_order(begun.order_id) == ()


@pytest.mark.parametrize(
    ("step", "condition"),
    [
        (Step.INVOICE_SENT, Condition.CLEAR),
        (Step.CUSTOMER_SENT, Condition.IN_DOUBT),
        (Step.PAID, Condition.CLEAR),
    ],
)
def test_dropping_is_refused_when_something_may_exist(book: Book, step: Step, condition: Condition) -> None:
    """What was sent is never forgotten."""
    begun = sent(book, step, condition)
    with book.writing() as session, pytest.raises(ValueError, match="created"):
        session.exports.drop_unsent(begun.posting.id)


@pytest.mark.parametrize("end", [Step.UNDONE, Step.GONE])
def test_order_waits_for_the_person_when_undone_or_gone(book: Book, end: Step) -> None:
    """It is never sent again by itself, only when a verdict says that it was chosen."""
    begun = sent(book, end)
    with book.writing() as session:
        assert session.orders.unsent_ids(begun.channel_id) == []
        chosen = OrderVerdict(begun.order_id, OrderState.READY, None, Decimal("12.00"))
        session.orders.save_verdicts([chosen])
        assert session.orders.unsent_ids(begun.channel_id) == [begun.order_id]


def _replace_file(book: Book, channel_id: int, order_id: int) -> None:
    with book.writing() as session:
        file_id = session.orders.begin_file(channel_id, "later.csv", "b", "shopify.orders")
        session.orders.replace(file_id, {order_id: an_order(stated_total=Decimal("13.00"))})
        session.orders.complete_file(file_id, ImportCounts(changed=1))


def test_order_is_changed_when_a_file_changes_it_after_the_export(book: Book) -> None:
    """The change is shown with before and after, and reading back does not hide it."""
    begun = sent(book, Step.INVOICED)
    _replace_file(book, begun.channel_id, begun.order_id)
    with book.writing() as session:
        session.exports.save(replace(begun.posting, step=Step.VERIFIED))
        stored = session.orders.get(begun.order_id)
    assert stored.state is OrderState.CHANGED
    assert stored.reason == Reason.of(Why.CHANGED_AFTER_EXPORT, before="12.00 GBP", after="13.00 GBP")
    assert stored.order.stated_total == Decimal("13.00")


def test_order_is_changed_when_its_doubt_is_settled(book: Book) -> None:
    """A change that came while a posting was in doubt waits until it is clear."""
    begun = sent(book, Step.INVOICE_SENT, Condition.IN_DOUBT)
    _replace_file(book, begun.channel_id, begun.order_id)
    with book.writing() as session:
        assert session.orders.get(begun.order_id).state is OrderState.IN_DOUBT
        clear = replace(begun.posting, step=Step.INVOICED, condition=Condition.CLEAR, invoice_number=7)
        session.exports.save(clear)
        assert session.orders.get(begun.order_id).state is OrderState.CHANGED
        session.exports.save(replace(clear, step=Step.UNDONE))
        assert session.orders.get(begun.order_id).state is OrderState.UNDONE


def test_order_is_not_changed_when_it_was_not_sent(book: Book) -> None:
    """Before the export new content is simply taken."""
    begun = planned(book)
    _replace_file(book, begun.channel_id, begun.order_id)
    with book.reading() as session:
        assert session.orders.get(begun.order_id).state is OrderState.WAITING


def test_order_is_changed_when_a_file_changes_it_between_planning_and_sending(book: Book) -> None:
    """What is frozen already is sent as it is, so the change must not be forgotten."""
    begun = planned(book)
    _replace_file(book, begun.channel_id, begun.order_id)
    with book.writing() as session:
        session.exports.save(replace(begun.posting, step=Step.VERIFIED, invoice_number=7))
        assert session.orders.get(begun.order_id).state is OrderState.CHANGED


def test_change_is_over_when_the_order_is_planned_anew(book: Book) -> None:
    """Nothing was sent of what was frozen before, so what is sent later is no change."""
    begun = planned(book)
    _replace_file(book, begun.channel_id, begun.order_id)
    with book.writing() as session:
        session.exports.drop_unsent(begun.posting.id)
        assert session.orders.get(begun.order_id).notice is None


def test_change_is_shown_when_the_order_asked_something_else(book: Book) -> None:
    """A refund's day matters only once the change is settled."""
    begun = sent(book, Step.VERIFIED)
    with book.writing() as session:
        session.exports.set_notice(begun.order_id, Reason.of(Why.REFUND_DATE_NEEDED, amount="6.00 GBP"))
    _replace_file(book, begun.channel_id, begun.order_id)
    with book.reading() as session:
        stored = session.orders.get(begun.order_id)
    assert stored.state is OrderState.CHANGED
    assert stored.reason == stored.notice


def test_order_stays_chosen_when_a_credit_note_of_its_gone_invoice_is_saved(book: Book) -> None:
    """The note belongs to the dead invoice, and the order is to be exported again."""
    begun = sent(book, Step.GONE)
    note = replace(
        begun.posting, id=0, kind=PostingKind.CREDIT_NOTE, step=Step.INVOICED, credits_id=begun.posting.id
    )
    with book.writing() as session:
        note = session.exports.add(replace(note, stamp="eBay 1001 CN1"))
        session.decisions.export_again([begun.order_id])
        session.exports.save(replace(note, condition=Condition.NEEDS_ATTENTION, reason=REASON))
        assert session.orders.get(begun.order_id).state is OrderState.WAITING


def test_credit_notes_have_a_last_run_of_their_own(book: Book) -> None:
    """Twins of them are looked for from there, whatever was invoiced since."""
    begun = sent(book, Step.VERIFIED)
    content = begun.posting.content
    early = replace(content, invoice=replace(content.invoice, invoice_date=DAY - timedelta(days=9)))
    note = replace(
        begun.posting, id=0, kind=PostingKind.CREDIT_NOTE, content=early, credits_id=begun.posting.id
    )
    with book.writing() as session:
        session.exports.add(replace(note, stamp="eBay 1001 CN1"))
        later = session.exports.begin_run(begun.company_id, "Acme", NOON)
        session.exports.save(replace(begun.posting, run_id=later.id))
        assert session.exports.last_sent_from(begun.company_id) == DAY - timedelta(days=9)


def test_verdict_of_change_is_kept_when_the_order_was_exported(book: Book) -> None:
    """A service may find a change, too."""
    begun = sent(book, Step.VERIFIED)
    verdict = OrderVerdict(begun.order_id, OrderState.CHANGED, REASON, Decimal(99))
    with book.writing() as session:
        session.orders.save_verdicts([verdict])
        stored = session.orders.get(begun.order_id)
    assert (stored.state, stored.reason, stored.gross) == (OrderState.CHANGED, REASON, Decimal("12.00"))


def test_runs_come_newest_first_when_asked_for(book: Book) -> None:
    """Runs keep their counts and their sums by currency."""
    begun = planned(book)
    with book.writing() as session:
        second = session.exports.begin_run(begun.company_id, "Acme", NOON)
        ended = replace(
            second, ended=NOON, exported=3, gross=(("EUR", Decimal("1.00")), ("GBP", Decimal("2.50")))
        )
        session.exports.end_run(ended)
    with book.reading() as session:
        runs = session.exports.runs(begun.company_id)
    assert runs[0] == ended
    assert [run.id for run in runs] == [second.id, begun.run_id]


def test_invoices_are_found_when_they_stand(book: Book) -> None:
    """By number and by span of dates; a deleted one no longer stands, its number is remembered."""
    begun = sent(book, Step.VERIFIED)
    company = begun.company_id
    with book.writing() as session:
        assert session.exports.holder_of(company, 7) == begun.posting
        assert session.exports.holder_of(company, 8) is None
        assert session.exports.invoices_in(company, DAY, DAY) == (begun.posting,)
        assert session.exports.invoices_in(company, date(2026, 1, 1), DAY - timedelta(days=1)) == ()
        session.exports.save(replace(begun.posting, step=Step.UNDONE))
        assert session.exports.holder_of(company, 7) is None
        assert session.exports.invoices_in(company, DAY, DAY) == ()
        assert session.exports.open(company) == ()
        assert session.exports.highest_number(company) == 0  # KashFlow gives it again


def test_first_invoice_is_proven_when_set_for_this_code(book: Book) -> None:
    """A first invoice is proven per company and version of the sending code."""
    begun = planned(book)
    with book.writing() as session:
        assert session.exports.highest_number(begun.company_id) == 0
        assert not session.exports.has_proven(begun.company_id, "1")
        session.exports.set_proven(begun.company_id, "1")
        session.exports.set_proven(begun.company_id, "1")
        assert session.exports.has_proven(begun.company_id, "1")
        assert not session.exports.has_proven(begun.company_id, "2")


def test_months_are_summed_when_invoices_stand(book: Book) -> None:
    """What was exported of a channel in a month, by currency; undone ones are left out."""
    begun = sent(book, Step.VERIFIED)
    others = imported(book, begun.channel_id, [an_order("2"), an_order("3")])
    with book.writing() as session:
        for order_id, step in zip(others, (Step.PAID, Step.UNDONE), strict=True):
            content = a_posted(f"eBay {order_id}", net="20.00", vat="4.00")
            fresh = replace(begun.posting, id=0, order_id=order_id, content=content, step=Step.PLANNED)
            session.exports.save(replace(session.exports.add(fresh), step=step, invoice_number=order_id + 10))
    with book.reading() as session:
        [found] = session.orders.month_sums(begun.company_id)
    assert (found.month, found.orders, found.gross) == (date(2026, 11, 1), 2, Decimal("36.00"))
    assert (found.channel_name, found.currency) == ("eBay", "GBP")


def test_posting_is_an_error_when_there_is_none(book: Book) -> None:
    """An id that never was is our mistake."""
    with book.reading() as session, pytest.raises(KeyError):
        session.exports.get(1)
