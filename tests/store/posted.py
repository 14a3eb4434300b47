"""Orders that were sent, for tests of the posting log."""

from dataclasses import dataclass, replace

from kfdesk.domain.postings import Condition, Posting, Step
from kfdesk.services.ports import Book
from tests.builders import a_channel, a_company, a_posted, an_order, imported
from tests.store.conftest import NOON

WITHOUT_NUMBER = {Step.PLANNED, Step.CUSTOMER_SENT, Step.CUSTOMER_KNOWN, Step.INVOICE_SENT}


@dataclass(frozen=True)
class Sent:
    """A posting, with what it belongs to."""

    company_id: int
    channel_id: int
    order_id: int
    run_id: int
    posting: Posting


def planned(book: Book) -> Sent:
    """An order with a planned posting."""
    company = a_company(book)
    channel = a_channel(book, company.id)
    [order_id] = imported(book, channel.id, [an_order()])
    with book.writing() as session:
        run = session.exports.begin_run(company.id, "Acme", NOON)
        posting = session.exports.add(
            Posting(0, company.id, order_id, channel.id, run.id, "eBay 1001", a_posted())
        )
    return Sent(company.id, channel.id, order_id, run.id, posting)


def sent(book: Book, step: Step, condition: Condition = Condition.CLEAR) -> Sent:
    """An order whose posting has come so far; with invoice 7 from `invoiced` on."""
    begun = planned(book)
    number = 0 if step in WITHOUT_NUMBER else 7
    posting = replace(begun.posting, step=step, condition=condition, invoice_number=number)
    with book.writing() as session:
        session.exports.save(posting)
    return replace(begun, posting=posting)
