"""Replies become what the services work with; what cannot be read is never taken for nothing."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from kfdesk.domain.company import Choice, CompanyDetails, Currency
from kfdesk.domain.errors import (
    Answer,
    CallFailed,
    InDoubt,
    NotKashFlow,
    NumberMissing,
    Refused,
    RemoteLoginOff,
)
from kfdesk.domain.invoices import Customer, InvoicesRead, PostedInvoice, PostedLine, PostedPayment
from kfdesk.kashflow.client import KashFlowGateway
from kfdesk.kashflow.failures import OddReply
from kfdesk.kashflow.replies import Record
from tests.kashflow.calls import CALLS
from tests.kashflow.conftest import NOW
from tests.kashflow.drafts import DAY, STAMP, customer, invoice
from tests.kashflow.server import ScriptedServer, say
from tests.kashflow.wire import reply

POSTED = PostedInvoice(
    dbid=23081430,
    number=1435,
    reference=STAMP,
    customer_id=11902622,
    invoice_date=DAY,
    currency="GBP",
    net_amount=Decimal("20.00"),
    vat_amount=Decimal("4.00"),
    customer_name="Ann Example",
    lines=(
        PostedLine("Blue widget & box", Decimal(2), Decimal("10.00"), Decimal(20), Decimal("4.00"), 2341001),
    ),
    due_date=DAY,
)
ANN = Customer(11902622, "KFABCDEFGHIJ", "Ann Example", "ann@example.com", "EX1 1EX", "van Example")
Answered = Callable[..., KashFlowGateway]


@pytest.fixture
def answered(server: ScriptedServer, gateway: KashFlowGateway) -> Answered:
    """A gateway that is answered with these canned replies."""

    def prepare(*names: str) -> KashFlowGateway:
        server.will(*[say(reply(f"{name}.xml")) for name in names])
        return gateway

    return prepare


def test_company_has_the_currency_marked_as_home(answered: Answered) -> None:
    """The home currency is the one that the list of currencies marks."""
    found = answered("GetCompanyDetails", "GetCurrencies").company()
    assert found == CompanyDetails(
        "Acme Trading Ltd", "GB123456782", is_vat_registered=True, home_currency="GBP"
    )


def test_company_falls_back_on_its_sign_when_no_currency_is_marked(answered: Answered) -> None:
    """Without a list of currencies the pound sign says it."""
    assert answered("GetCompanyDetails", "GetCurrencies.none").company().home_currency == "GBP"


def test_look_ups_read_every_list(answered: Answered) -> None:
    """Names are trimmed, rates are plain numbers, and the time of reading is kept."""
    found = answered(*CALLS["look_ups"][1]).look_ups()
    assert found.customer_sources == (Choice(101, "eBay"), Choice(102, "Etsy & Co"))
    assert found.payment_methods == (Choice(409844, "PayPal"),)
    assert found.bank_accounts == (Choice(55166, "Current Account"),)
    assert found.sales_types == (Choice(2341001, "Sale of Goods"),)
    assert [str(rate) for rate in found.vat_rates] == ["20", "17.5", "0"]
    assert found.currencies == (
        Currency("EUR", Decimal("1.165")),
        Currency("GBP", Decimal(1), is_home=True),
    )
    assert found.read_at == NOW


def test_invoice_is_read_with_its_lines(answered: Answered) -> None:
    """Every figure that read-back compares is there."""
    assert answered("GetInvoice").invoice(1435) == POSTED
    assert answered("GetInvoiceByID").invoice_by_id(23081430) == POSTED


def test_invoice_is_whole_when_kashflow_added_fields(answered: Answered) -> None:
    """A field we do not know, in the invoice, in a line or beside the status, drops nothing after it."""
    assert answered("GetInvoice.new-fields").invoice(1435) == POSTED


@pytest.mark.parametrize("name", ["GetInvoice.not-found", "GetInvoice.zero", "GetInvoice.absent"])
def test_invoice_is_none_when_kashflow_has_none(name: str, answered: Answered) -> None:
    """A no in words, an empty record and an absent one all mean that there is none."""
    assert answered(name).invoice(1435) is None


@pytest.mark.parametrize(
    ("name", "field"),
    [("missing-number", "InvoiceNumber"), ("missing-net", "NetAmount"), ("word-for-number", "NetAmount")],
)
def test_invoice_is_no_answer_when_a_figure_cannot_be_read(name: str, field: str, answered: Answered) -> None:
    """A figure that is not there is not 0: the call counts as not answered."""
    with pytest.raises(NotKashFlow) as caught:
        answered(f"GetInvoice.{name}").invoice(1435)
    assert field in str(caught.value)
    assert caught.value.answer is Answer.DOUBT


def test_date_with_a_zone_is_the_british_day(answered: Answered) -> None:
    """An hour before midnight in UTC is the next day in a British summer; no due date is none."""
    found = answered("GetInvoice.with-zone").invoice(1435)
    assert found is not None
    assert (found.invoice_date, found.due_date) == (date(2026, 8, 18), None)


def test_lists_of_invoices_are_read_whole(answered: Answered) -> None:
    """By date and by customer; an invoice without reference or lines is one all the same."""
    read = answered("GetInvoicesByDateRange").invoices_between(DAY, DAY)
    assert [found.number for found in read.invoices] == [1435, 1436]
    assert read.detail == ""
    assert (read.invoices[1].reference, read.invoices[1].lines) == ("", ())
    assert read.invoices[1].amount_paid == Decimal("24.00")
    assert answered("GetInvoicesForCustomer").invoices_for_customer(11902622) == read


def test_list_keeps_what_kashflow_says_of_it(answered: Answered) -> None:
    """A remark beside OK is handed on: the list may be cut."""
    read = answered("GetInvoicesByDateRange.cut").invoices_between(DAY, DAY)
    assert read.detail == "Only the last 100 records are returned"


def test_empty_list_is_empty(answered: Answered) -> None:
    """An empty list is an answer."""
    assert answered("GetInvoicesByDateRange.empty").invoices_between(DAY, DAY) == InvoicesRead(())
    assert answered("GetInvoicePayment.none").payments(1435) == ()


def test_list_is_no_answer_when_it_holds_something_else(answered: Answered) -> None:
    """What we cannot tell for an invoice must not be passed over."""
    with pytest.raises(NotKashFlow):
        answered("GetInvoicesByDateRange.strange").invoices_between(DAY, DAY)


def test_customer_is_read(answered: Answered) -> None:
    """With surname and postcode, by which a person is told from a namesake."""
    assert answered("GetCustomer2").customer_by_code("KFABCDEFGHIJ") == ANN


def test_surname_is_the_last_word_when_not_given_by_itself(answered: Answered) -> None:
    """Customers typed in KashFlow often have the contact's name in one field."""
    found = answered("GetCustomerByEmail2").customer_by_email("ann@example.com")
    assert found is not None
    assert found.surname == "Example"


def test_customer_is_none_when_kashflow_has_none(answered: Answered) -> None:
    """A no in words, or an empty record."""
    assert answered("GetCustomer2.not-found").customer_by_code("KFX") is None
    assert answered("GetCustomer2.zero").customer_by_code("KFX") is None
    assert answered("GetCustomerByEmail2.not-found").customer_by_email("a@example.com") is None


def test_payments_are_read(answered: Answered) -> None:
    """With the note, which carries the stamp."""
    assert answered("GetInvoicePayment").payments(1435) == (
        PostedPayment(52, 1435, DAY, Decimal("24.00"), 409844, 55166, STAMP),
    )


@pytest.mark.parametrize(
    ("method", "number"), [("add_invoice", 1435), ("add_customer", 11902622), ("add_payment", 52)]
)
def test_creating_gives_the_number(method: str, number: int, answered: Answered) -> None:
    """The number is the one KashFlow gave."""
    call, operations = CALLS[method]
    assert call(answered(*operations)) == number


def test_ok_without_a_number_is_doubt(answered: Answered) -> None:
    """OK with 0 says nothing of what was created."""
    with pytest.raises(NumberMissing) as caught:
        answered("InsertInvoice.zero").add_invoice(invoice(), 7)
    assert caught.value.answer is Answer.DOUBT


@pytest.mark.parametrize(
    ("name", "call", "text"),
    [
        (
            "InsertInvoice.refused",
            lambda g: g.add_invoice(invoice(), 7),
            "There is no nominal code with that ID",
        ),
        ("InsertCustomer2.duplicate", lambda g: g.add_customer(customer()), "Customer Code is not unique"),
        (
            "DeleteInvoiceByID.refused",
            lambda g: g.delete_invoice(1),
            "This invoice has payments and cannot be deleted",
        ),
    ],
)
def test_no_is_refused_in_kashflows_words(
    name: str, call: Callable[[KashFlowGateway], object], text: str, answered: Answered
) -> None:
    """A Status of NO is a clear no, with what KashFlow says."""
    with pytest.raises(Refused) as caught:
        call(answered(name))
    assert type(caught.value) is Refused
    assert caught.value.facts["detail"] == text


def test_credit_that_is_not_confirmed_is_doubt(answered: Answered) -> None:
    """OK and false contradict each other."""
    with pytest.raises(InDoubt):
        answered("applyCreditNoteToInvoice.false").apply_credit_note(1, 2)


@pytest.mark.parametrize("name", ["GetCompanyDetails.no-status", "other-envelope", "word", "entities"])
def test_what_is_no_reply_is_no_answer(name: str, answered: Answered) -> None:
    """No status, another service's answer, other XML, XML with entities: all doubt."""
    with pytest.raises(CallFailed) as caught:
        answered(name).company()
    assert type(caught.value) is NotKashFlow


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("twelve", lambda record: record.integer("Value")),
        ("NaN", lambda record: record.number("Value")),
        ("1E+40", lambda record: record.money("Value")),
        ("tomorrow", lambda record: record.day("Value")),
    ],
)
def test_value_of_another_kind_is_odd(text: str, read: Callable[[Record], object]) -> None:
    """A value that is not what its field holds is never guessed at."""
    with pytest.raises(OddReply, match="Value"):
        read(Record(etree.fromstring(f"<r><Value>{text}</Value></r>")))


def test_no_date_is_told_with_a_zone_too() -> None:
    """The first day of all is .NET's way to say none, and lies before London had a zone."""
    record = Record(etree.fromstring("<r><Value>0001-01-01T00:00:00Z</Value></r>"))
    assert record.day("Value") == date.min


def test_company_without_a_name_is_no_answer(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """A company is known by its name."""
    nameless = reply("GetCompanyDetails.xml").replace(b"Acme Trading Ltd", b"")
    server.will(say(nameless))
    with pytest.raises(NotKashFlow):
        gateway.company()


def test_remote_login_without_an_address_is_off(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """OK without the address to log in at lets nobody in."""
    server.will(say(reply("GetRemoteLoginURL.xml").replace(b"https://example.invalid/once/7d1f", b"")))
    with pytest.raises(RemoteLoginOff):
        gateway.check_remote_login()
