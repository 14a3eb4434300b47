"""Looking back at what exports did."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kfdesk.domain.errors import NothingLinked
from kfdesk.domain.orders import OrderState
from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.domain.reasons import Reason, Why
from kfdesk.services.export_report import Outcome
from kfdesk.services.history import History
from kfdesk.services.logins import Logins
from kfdesk.services.ports import Book
from kfdesk.store import open_book
from tests.builders import a_channel, a_company, a_posted, an_order, imported
from tests.fakes import NOON, FakePackage, MemoryKeyring
from tests.ui.shop import linked


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with closing(open_book(tmp_path / "book")) as opened:
        yield opened


@pytest.fixture
def history(book: Book) -> History:
    return History(book, Logins(book, MemoryKeyring(), (FakePackage(),)))


def sent(book: Book, number: str = "1001", **changes: object) -> Posting:
    """A posting of an order of its own, in a run of its own."""
    company = a_company(book)
    with book.reading() as session:
        known = session.channels.of_company(company.id)
    channel = known[0] if known else a_channel(book, company.id)
    [order_id] = imported(book, channel.id, [an_order(number)])
    with book.writing() as session:
        run = session.exports.begin_run(company.id, "Acme", NOON)
        content = a_posted(f"eBay {number}")
        posting = Posting(0, company.id, order_id, channel.id, run.id, f"eBay {number}", content)
        posting = session.exports.add(posting)
        posting = replace(posting, **changes)  # type: ignore[arg-type] # fields of a posting
        session.exports.save(posting)
    return posting


def test_runs_are_listed_newest_first(book: Book, history: History) -> None:
    """The last export stands on top."""
    first, second = sent(book, "1001"), sent(book, "1002")
    assert [run.id for run in history.runs(first.company_id)] == [second.run_id, first.run_id]


def test_runs_of_another_company_are_not_listed(book: Book, history: History) -> None:
    """Nothing of one company is shown under another."""
    sent(book)
    assert history.runs(a_company(book, "Other Ltd").id) == ()


def test_postings_tell_all_that_a_list_shows(book: Book, history: History) -> None:
    """Order, channel, number, gross and how far it came."""
    posting = sent(book, step=Step.VERIFIED, invoice_number=512, verified_at=NOON)
    [run] = history.runs(posting.company_id)
    [row] = history.postings(run)
    assert (row.channel, row.order_number, row.invoice_number) == ("eBay", "1001", 512)
    assert (str(row.gross), row.currency) == ("12.00", "GBP")
    assert (row.step, row.condition, row.verified_at) == (Step.VERIFIED, Condition.CLEAR, NOON)


def test_orders_are_exported_when_the_run_created_their_invoice(book: Book, history: History) -> None:
    """Created here counts as exported, even where a person must look."""
    reason = Reason.of(Why.READ_BACK_DIFFERS, field="VAT", sent="2.00", found="2.01")
    posting = sent(
        book, step=Step.INVOICED, invoice_number=512, condition=Condition.NEEDS_ATTENTION, reason=reason
    )
    [order] = history.orders(posting.run_id)
    assert (order.outcome, order.state) == (Outcome.EXPORTED, OrderState.NEEDS_ATTENTION)
    assert order.invoice_number == 512


def test_orders_are_already_there_when_their_invoice_was_found(book: Book, history: History) -> None:
    """An invoice that another computer posted was not exported by this run."""
    posting = sent(book, step=Step.ALREADY, invoice_number=512, is_found=True)
    [order] = history.orders(posting.run_id)
    assert order.outcome is Outcome.ALREADY


def test_an_order_without_an_invoice_keeps_its_state(book: Book, history: History) -> None:
    """Nothing was created: it is in doubt, not exported."""
    posting = sent(book, step=Step.INVOICE_SENT, condition=Condition.IN_DOUBT)
    [order] = history.orders(posting.run_id)
    assert order.outcome is Outcome.IN_DOUBT


def test_the_page_of_an_invoice_is_the_packages(book: Book, history: History) -> None:
    """The package of the company's integration knows where its invoices are seen."""
    posting = sent(book, step=Step.VERIFIED, invoice_number=512)
    linked(book, a_company(book))
    assert history.invoice_page(posting.id) == "https://example.com/api/invoice/512"


def test_there_is_no_page_when_there_is_no_invoice(book: Book, history: History) -> None:
    """Nothing to open."""
    assert history.invoice_page(sent(book).id) == ""


def test_the_page_is_refused_when_nothing_is_linked(book: Book, history: History) -> None:
    """The profile was removed, so nobody knows where to look."""
    posting = sent(book, step=Step.VERIFIED, invoice_number=512)
    with pytest.raises(NothingLinked):
        history.invoice_page(posting.id)
