"""Customers: found, added, changed, refused."""

import pytest

from kfdesk.practice import PracticeCompany
from tests.practice.soap import Caller, customer, element, invoice, record


def test_customer_is_found_in_every_way_when_inserted(caller: Caller, customer_id: int) -> None:
    """By code in any case, by id, by one of several e-mail addresses, by postcode without its space."""
    caller.call(
        "UpdateCustomer",
        customer(CustomerID=customer_id, Email="Ann@Example.com; office@example.com", Postcode="EX1 1EX"),
    )
    found = [
        caller.call("GetCustomer", element("CustomerCode", "ann01")),
        caller.call("GetCustomer2", element("CustomerCode", "ANN01")),
        caller.call("GetCustomerByID", element("CustomerID", customer_id)),
        caller.call("GetCustomerByID2", element("Customer2ID", customer_id)),
        caller.call("GetCustomerByEmail", element("CustomerEmail", "OFFICE@example.com")),
        caller.call("GetCustomerByEmail2", element("CustomerEmail", "ann@example.com")),
        caller.call("GetCustomersByPostcode", element("Postcode", "ex11ex")),
        caller.call("GetCustomers"),
    ]
    assert [reply.texts("CustomerID") for reply in found] == [[str(customer_id)]] * 8


@pytest.mark.parametrize(
    ("operation", "inner", "sentence"),
    [
        ("GetCustomer", element("CustomerCode", "NONE1"), "There is no customer with that code"),
        ("GetCustomer", "", "There is no customer with that code"),
        (
            "GetCustomerByEmail",
            element("CustomerEmail", "x@example.com"),
            "There is no customer with that email address",
        ),
        ("GetCustomerByEmail", element("CustomerEmail", ""), "There is no customer with that email address"),
        ("GetCustomerByID", element("CustomerID", 0), "There is no customer with that ID"),
    ],
)
def test_customer_lookup_refuses_when_there_is_none(
    caller: Caller, customer_id: int, operation: str, inner: str, sentence: str
) -> None:
    """None found is a refusal without a result, in the recorded words where there are any."""
    reply = caller.call(operation, inner)
    assert (reply.status, reply.detail, reply.result) == ("NO", sentence, None)


def test_customer_list_is_empty_when_there_are_none(caller: Caller) -> None:
    """An empty list is an empty element."""
    assert len(caller.call("GetCustomers").texts("CustomerID")) == 0


@pytest.mark.parametrize("code", ["ann@example.com", "A-1", "A 1", "Ä1"])
def test_insert_customer_refuses_when_the_code_is_bad(caller: Caller, code: str) -> None:
    """A code with anything but letters and digits is refused in the recorded words, with id 0."""
    reply = caller.call("InsertCustomer", customer(Code=code))
    assert (reply.status, reply.value) == ("NO", "0")
    assert reply.detail == (
        "The customer code specified is invalid, please re-enter without any special characters."
    )


@pytest.mark.parametrize("code", ["ANN01", "ann01"])
def test_insert_customer_refuses_when_the_code_is_taken(caller: Caller, customer_id: int, code: str) -> None:
    """A code is given once, whatever its case."""
    assert caller.refusal("InsertCustomer", customer(Code=code)) == "Customer Code is not unique"


def test_insert_customer_makes_a_code_when_none_is_sent(caller: Caller, company: PracticeCompany) -> None:
    """Customers without a code get one each."""
    for _ in range(2):
        caller.number("InsertCustomer", customer(Name="Bob Example"))
    assert [each.code for each in company.customers()] == ["BOB01", "BOB02"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"Source": 5}, "There is no customer source with that ID"),
        ({"CurrencyID": 77}, "There is no currency with that ID"),
        ({"Name": "", "Email": ""}, "Please enter a name for the customer"),
    ],
)
def test_insert_customer_refuses_when_a_field_is_wrong(
    caller: Caller, company: PracticeCompany, fields: dict[str, object], sentence: str
) -> None:
    """What does not exist cannot stand on a customer, and nothing is written down."""
    assert caller.refusal("InsertCustomer", customer(**fields)) == sentence
    assert company.customers() == []


def test_insert_customer2_keeps_the_trade_border_type_when_sent(
    caller: Caller, company: PracticeCompany
) -> None:
    """The newer shape says where a customer stands; the older one shows it in two numbers."""
    new = record("Customer2", CustomerID=0, Name="Zoe", Code="ZOE01", Source=84103, TradeBorderType="ROW")
    customer_id = caller.number("InsertCustomer2", new)
    assert caller.call("GetCustomer2", element("CustomerCode", "ZOE01")).text("TradeBorderType") == "ROW"
    assert caller.call("GetCustomerByID", element("CustomerID", customer_id)).text("OutsideEC") == "1"
    assert [(each.source_id, each.trade_border_type) for each in company.customers()] == [(84103, "ROW")]
    wrong = record("Customer2", CustomerID=0, Name="Zoe", TradeBorderType="Moon")
    assert "trade border" in caller.refusal("InsertCustomer2", wrong)


def test_insert_customer_reads_the_old_numbers_when_sent(caller: Caller, company: PracticeCompany) -> None:
    """EC and OutsideEC of the older shape mean the same as the newer words."""
    caller.number("InsertCustomer", customer(Code="ECC1", EC=1))
    caller.number("InsertCustomer", customer(Code="ROW1", OutsideEC=1))
    assert [each.trade_border_type for each in company.customers()] == ["EC", "ROW"]


def test_update_customer_changes_what_is_sent_when_known(caller: Caller, company: PracticeCompany) -> None:
    """Sent fields change, the rest stays, and the answer is a string."""
    customer_id = caller.number("InsertCustomer", customer(Code="ANN01", Telephone="01632 960001"))
    reply = caller.call(
        "UpdateCustomer", record("custr", CustomerID=customer_id, Name="Ann & Co", Source=84102)
    )
    assert (reply.status, reply.value) == ("OK", "")
    [kept] = company.customers()
    assert (kept.name, kept.source_id, kept.telephone, kept.code) == (
        "Ann & Co",
        84102,
        "01632 960001",
        "ANN01",
    )


def test_update_customer_refuses_when_unknown_or_double(caller: Caller, customer_id: int) -> None:
    """An unknown id and another's code are refused; one's own code is not."""
    caller.number("InsertCustomer", customer(Code="BOB01"))
    assert "no customer" in caller.refusal("UpdateCustomer", customer(CustomerID=5))
    assert caller.refusal("UpdateCustomer", customer(CustomerID=customer_id, Code="BOB01")) == (
        "Customer Code is not unique"
    )
    assert caller.call("UpdateCustomer", customer(CustomerID=customer_id, Code="ANN01")).status == "OK"


def test_delete_customer_refuses_when_there_are_invoices(caller: Caller, customer_id: int) -> None:
    """A customer goes only without invoices."""
    number = caller.number("InsertInvoice", invoice(customer_id))
    assert "invoices" in caller.refusal("DeleteCustomer", element("CustomerID", customer_id))
    caller.number("DeleteInvoice", element("InvoiceNumber", number))
    caller.number("DeleteCustomer", element("CustomerID", customer_id))
    assert "no customer" in caller.refusal("DeleteCustomer", element("CustomerID", customer_id))


def test_email_lookup_gives_the_first_or_refuses_when_there_are_several(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """With several customers of one e-mail address the first comes back, or a refusal with that switch on."""
    caller.number("InsertCustomer", customer(Code="ANN02"))
    ask = element("CustomerEmail", "ann@example.com")
    assert caller.call("GetCustomerByEmail", ask).text("CustomerID") == str(customer_id)
    company.change(several_customers_for_email=True)
    assert "more than one customer" in caller.refusal("GetCustomerByEmail", ask)
