"""Every answer against KashFlow's own description of its service."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from kfdesk.practice import PracticeCompany
from kfdesk.practice.operations import OPERATIONS
from tests.practice.soap import Caller, customer, element, invoice, line, lines, payment, record

WITHOUT_ARGUMENTS = (
    "GetCompanyDetails",
    "isUserVATRegistered",
    "GetCustomerSources",
    "GetInvPayMethods",
    "GetBankAccounts",
    "GetProducts",
    "GetNominalCodes",
    "GetVATRates",
    "GetCurrencies",
    "GetRemoteLoginURL",
    "GetCustomers",
)
XSD = "{http://www.w3.org/2001/XMLSchema}"


@pytest.fixture(scope="module")
def kashflow(shared: Path) -> etree._Element:
    """KashFlow's types, as its description has them."""
    found = etree.parse(shared / "kashflow" / "service-offline.wsdl").find(f".//{XSD}schema")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def valid(kashflow: etree._Element) -> Callable[[bytes], None]:
    """Checks the body of an envelope."""
    # By itself, so that its prefixes are declared on it.
    schema = etree.XMLSchema(etree.fromstring(etree.tostring(kashflow)))

    def check(data: bytes) -> None:
        body = etree.fromstring(data)[0]
        schema.assertValid(etree.fromstring(etree.tostring(body[0])))

    return check


def everything(caller: Caller) -> None:
    """Call every operation at least once with success."""
    for operation in WITHOUT_ARGUMENTS:
        caller.call(operation)
    caller.call("AutoAuthIP", element("appName", "x") + element("AutoAuthKey", "1234ABCD-1234"))
    ann = caller.number("InsertCustomer", customer(Code="ANN01", ExtraText1="x", CheckBox2=1, Discount="2.5"))
    zoe = caller.number(
        "InsertCustomer2", record("Customer2", Name="Zoe", Code="ZOE01", TradeBorderType="EC", Postcode="EX1")
    )
    caller.call("UpdateCustomer", customer(CustomerID=ann, Name="Ann & Co"))
    for operation, name, value in (
        ("GetCustomer", "CustomerCode", "ANN01"),
        ("GetCustomer2", "CustomerCode", "ZOE01"),
        ("GetCustomerByID", "CustomerID", zoe),
        ("GetCustomerByID2", "Customer2ID", zoe),
        ("GetCustomerByEmail", "CustomerEmail", "ann@example.com"),
        ("GetCustomerByEmail2", "CustomerEmail", "ann@example.com"),
        ("GetCustomersByPostcode", "Postcode", "EX1"),
    ):
        caller.call(operation, element(name, value))
    address = "<DeliveryAddress><Name>Ann</Name><Line1>1 High Street</Line1></DeliveryAddress>"
    number = caller.number("InsertInvoice", invoice(ann, lines(line()) + address))
    untyped = lines(line(Rate="-1"), attribute="", name="InvoiceLine")
    credit = caller.number("InsertInvoice_TypeDefined", invoice(ann, untyped, "Inv_TD"))
    ids = [
        caller.call("GetInvoice", element("InvoiceNumber", each)).text("InvoiceDBID")
        for each in (number, credit)
    ]
    caller.call("GetInvoice", element("InvoiceNumber", 99))
    caller.call("GetInvoiceByID", element("InvoiceID", ids[0]))
    span = element("StartDate", "2026-11-01T00:00:00") + element("EndDate", "2026-11-30T00:00:00")
    caller.call("GetInvoicesByDateRange", span)
    caller.call("GetInvoicesForCustomer", element("CustID", ann))
    caller.call("GetInvoices_Recent", element("NumberOfInvoices", 5))
    caller.call("UpdateInvoice", invoice(ann, InvoiceNumber=credit))
    caller.call("UpdateInvoiceHeader", invoice(ann, lines(line(Rate="-99")), InvoiceDBID=ids[1]))
    caller.call("applyCreditNoteToInvoice", element("InvoiceID", ids[0]) + element("CreditNoteID", ids[1]))
    paid = caller.number("InsertInvoicePayment", payment(number))
    caller.call("GetInvoicePayment", element("InvoiceNumber", number))
    key = element("InvoiceNumber", number)
    caller.call("DeleteInvoicePayment", key + element("InvoicePaymentNumber", paid))
    note = element("InvoiceId", ids[0])
    caller.call("InsertInvoiceNote", note + element("NoteDate", "2026-11-02") + element("Notes", "x"))
    caller.call("GetInvoiceNotes", note)
    for operation, name in (("DeleteInvoice", "InvoiceNumber"), ("DeleteInvoiceByID", "InvoiceID")):
        spare = caller.number("InsertInvoice", invoice(zoe))
        by = (
            spare
            if name == "InvoiceNumber"
            else caller.call("GetInvoice", element("InvoiceNumber", spare)).text("InvoiceDBID")
        )
        caller.number(operation, element(name, by))
    caller.call("DeleteCustomer", element("CustomerID", zoe))


def test_answers_fit_the_real_schema_when_all_is_well(
    valid: Callable[[bytes], None], caller: Caller, company: PracticeCompany
) -> None:
    """Every operation has answered OK at least once, and every answer is one KashFlow could give."""
    everything(caller)
    answered = {each.operation for each in company.calls() if each.answer == "OK"}
    assert answered == set(OPERATIONS)
    for data in caller.replies:
        valid(data)


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_answers_fit_the_real_schema_when_refused(
    valid: Callable[[bytes], None], caller: Caller, operation: str
) -> None:
    """A refusal of any operation is one KashFlow could give."""
    caller.password = "wrong"
    caller.refusal(operation)
    valid(caller.replies[-1])


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_operation_is_one_of_theirs_when_we_have_it(kashflow: etree._Element, operation: str) -> None:
    """KashFlow has each operation that the practice company has."""
    assert kashflow.find(f"{XSD}element[@name='{operation}']") is not None
