"""Payments, credit notes and notes."""

from datetime import date
from decimal import Decimal

import pytest

from kfdesk.practice import PracticeCompany
from tests.practice.soap import Caller, customer, element, invoice, line, lines, payment


@pytest.fixture
def number(caller: Caller, customer_id: int) -> int:
    """An invoice over 29.97."""
    return caller.number("InsertInvoice", invoice(customer_id))


def credit(caller: Caller, customer_id: int, rate: str, vat: str) -> int:
    """A credit note's number."""
    return caller.number("InsertInvoice", invoice(customer_id, lines(line(Rate=rate, VatAmount=vat))))


def ids(company: PracticeCompany) -> dict[int, int]:
    """Ids by number."""
    return {each.number: each.invoice_id for each in company.invoices()}


def both(invoice_id: int, credit_id: int) -> str:
    """What the credit operation takes."""
    return element("InvoiceID", invoice_id) + element("CreditNoteID", credit_id)


def test_invoice_is_paid_when_payments_reach_its_gross(
    caller: Caller, company: PracticeCompany, number: int
) -> None:
    """Part of it is not paid, all of it is, more is accepted."""
    states = []
    for amount in ("10.00", "19.97", "5.00"):
        caller.number("InsertInvoicePayment", payment(number, PayAmount=amount))
        reply = caller.call("GetInvoice", element("InvoiceNumber", number))
        states.append((reply.text("Paid"), Decimal(reply.text("AmountPaid"))))
    assert states == [("0", Decimal(10)), ("1", Decimal("29.97")), ("1", Decimal("34.97"))]


def test_payment_comes_back_when_read(caller: Caller, company: PracticeCompany, number: int) -> None:
    """The list of an invoice's payments holds what was sent, under the number that the insert gave."""
    paid = caller.number("InsertInvoicePayment", payment(number, PayNote="eBay 1 & more"))
    reply = caller.call("GetInvoicePayment", element("InvoiceNumber", number))
    names = ("PayID", "PayInvoice", "PayDate", "PayNote", "PayMethod", "PayAccount")
    assert [reply.text(f"Payment/{name}") for name in names] == [
        str(paid),
        str(number),
        "2026-11-03T00:00:00",
        "eBay 1 & more",
        "409846",
        "55168",
    ]
    assert Decimal(reply.text("Payment/PayAmount")) == Decimal("29.97")
    [stored] = company.payments()
    assert (stored.payment_date, stored.amount, stored.invoice_number) == (
        date(2026, 11, 3),
        Decimal("29.97"),
        number,
    )


def test_payment_list_is_empty_when_there_are_none(caller: Caller, number: int) -> None:
    """No payments, and no such invoice, are an empty list."""
    for asked in (number, 99):
        reply = caller.call("GetInvoicePayment", element("InvoiceNumber", asked))
        assert (reply.status, reply.texts("PayID")) == ("OK", [])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"PayInvoice": 99}, "no invoice with that number"),
        ({"PayInvoice": 0}, "no invoice with that number"),
        ({"PayMethod": 5}, "no payment method"),
        ({"PayAccount": 1200}, "no bank account"),
    ],
)
def test_payment_is_refused_when_something_is_unknown(
    caller: Caller, company: PracticeCompany, number: int, fields: dict[str, object], words: str
) -> None:
    """Unknown invoices, methods and bank accounts are refused."""
    assert words in caller.refusal("InsertInvoicePayment", payment(number, **fields))
    assert company.payments() == []


def test_payment_goes_by_number_when_an_id_is_sent(
    caller: Caller, company: PracticeCompany, number: int
) -> None:
    """The id of an invoice is not its number."""
    wrong = ids(company)[number]
    assert "no invoice" in caller.refusal("InsertInvoicePayment", payment(wrong))


def test_payment_takes_the_first_of_each_list_when_none_is_sent(
    caller: Caller, company: PracticeCompany, number: int
) -> None:
    """Method and account may be left out, and then nobody chose them."""
    caller.number("InsertInvoicePayment", payment(number, PayMethod=0, PayAccount=0))
    [stored] = company.payments()
    assert (stored.method_id, stored.account_id) == (409841, 55166)


def test_delete_payment_refuses_when_it_is_on_another_invoice(
    caller: Caller, company: PracticeCompany, customer_id: int, number: int
) -> None:
    """A payment is known by its number and its invoice's number; the operation has no result."""
    paid = caller.number("InsertInvoicePayment", payment(number))
    other = caller.number("InsertInvoice", invoice(customer_id))
    for asked in (other, 99):
        key = element("InvoiceNumber", asked) + element("InvoicePaymentNumber", paid)
        assert "There is no" in caller.refusal("DeleteInvoicePayment", key)
    key = element("InvoiceNumber", number) + element("InvoicePaymentNumber", paid)
    reply = caller.call("DeleteInvoicePayment", key)
    assert (reply.status, reply.result) == ("OK", None)
    assert [each.amount_paid for each in company.invoices()] == [Decimal(0), Decimal(0)]


def test_refund_is_accepted_when_it_is_below_zero(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """A credit note is an invoice below zero; a payment below zero pays it."""
    note = credit(caller, customer_id, "-8.33", "-4.98")
    caller.number("InsertInvoicePayment", payment(note, PayAmount="-29.97"))
    [stored] = company.invoices()
    assert (stored.gross_amount, stored.paid) == (Decimal("-29.97"), True)


def test_refund_is_refused_when_the_switch_says_so(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """Whether KashFlow takes payments below zero is not told by public sources."""
    company.change(refuse_negative_payments=True)
    note = credit(caller, customer_id, "-8.33", "-4.98")
    refused = caller.refusal("InsertInvoicePayment", payment(note, PayAmount="-29.97"))
    assert "greater than zero" in refused
    assert company.payments() == []


def test_credit_is_two_payments_when_applied(
    caller: Caller, company: PracticeCompany, customer_id: int, number: int
) -> None:
    """A credit applied to an invoice is one payment on each, which come to nothing together."""
    note = credit(caller, customer_id, "-3.00", "-1.80")
    reply = caller.call("applyCreditNoteToInvoice", both(ids(company)[number], ids(company)[note]))
    assert (reply.status, reply.value) == ("OK", "true")
    assert [(each.invoice_number, each.amount) for each in company.payments()] == [
        (number, Decimal("10.80")),
        (note, Decimal("-10.80")),
    ]
    assert [each.paid for each in company.invoices()] == [False, True]


def test_credit_is_refused_when_it_cannot_be_applied(
    caller: Caller, company: PracticeCompany, customer_id: int, number: int
) -> None:
    """Numbers instead of ids, two invoices, another customer, nothing left: refused with false."""
    note = credit(caller, customer_id, "-3.00", "-1.80")
    other = caller.number("InsertCustomer", customer(Code="BOB01"))
    strange = credit(caller, other, "-3.00", "-1.80")
    known = ids(company)
    caller.number("InsertInvoicePayment", payment(number))
    for inner in (
        both(number, note),
        both(known[number], known[number]),
        both(known[number], known[strange]),
        both(known[number], known[note]),
    ):
        reply = caller.call("applyCreditNoteToInvoice", inner)
        assert (reply.status, reply.value) == ("NO", "false")
        assert reply.detail


def test_notes_are_kept_when_added_by_id(caller: Caller, company: PracticeCompany, number: int) -> None:
    """Notes go by the invoice's id, not by its number."""
    note = element("NoteDate", "2026-11-03T10:00:00") + element("Notes", "Sent <by> kfdesk")
    assert "no invoice" in caller.refusal("InsertInvoiceNote", element("InvoiceId", number) + note)
    key = element("InvoiceId", ids(company)[number])
    assert caller.call("InsertInvoiceNote", key + note).value == "true"
    reply = caller.call("GetInvoiceNotes", key)
    assert reply.text("InvoiceNotes/Notes") == "Sent <by> kfdesk"
    assert reply.text("InvoiceNotes/NoteDate") == "2026-11-03T00:00:00"
