"""Our description of the service is a true part of KashFlow's own."""

from pathlib import Path

import pytest
import zeep
from lxml import etree

from tests.kashflow.wire import DATA, OURS, XSD, assert_valid, reply, schema_of

WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
SOAP = "{http://schemas.xmlsoap.org/wsdl/soap/}"

OPERATIONS = {
    "GetCompanyDetails",
    "GetCurrencies",
    "GetVATRates",
    "GetCustomerSources",
    "GetInvPayMethods",
    "GetBankAccounts",
    "GetProducts",
    "GetRemoteLoginURL",
    "GetCustomer2",
    "GetCustomerByEmail2",
    "GetCustomerByID2",
    "InsertCustomer2",
    "GetInvoice",
    "GetInvoiceByID",
    "GetInvoicesByDateRange",
    "GetInvoicesForCustomer",
    "InsertInvoice",
    "DeleteInvoiceByID",
    "applyCreditNoteToInvoice",
    "GetInvoicePayment",
    "InsertInvoicePayment",
    "DeleteInvoicePayment",
}
Field = tuple[str, str, str, str, str]
NOT_VALID = {"new-fields", "missing-number", "missing-net", "word-for-number", "strange"}
REPLIES = sorted(
    path.name
    for path in DATA.glob("*.xml")
    if path.name.partition(".")[0] in OPERATIONS and not NOT_VALID & set(path.name.split("."))
)


def _fields(schema: etree._Element, holder: etree._Element) -> list[Field]:
    """Name, type, least and most, and nil of each element in order, prefixes and defaults resolved."""

    def resolved(element: etree._Element) -> Field:
        prefix, _, name = element.get("type", "").rpartition(":")
        kind = f"{{{schema.nsmap.get(prefix or None)}}}{name}" if name else "any"
        most, least = element.get("maxOccurs", "1"), element.get("minOccurs", "1")
        return element.get("name", ""), kind, least, most, element.get("nillable", "false")

    return [resolved(element) for element in holder.iter(f"{XSD}element") if element is not holder]


def _described(path: Path) -> dict[tuple[str, str], list[Field]]:
    """The fields of every element and type of a description."""
    schema = etree.parse(str(path)).getroot().find(f".//{XSD}schema")
    assert schema is not None
    assert schema.get("targetNamespace") == "KashFlow"
    assert schema.get("elementFormDefault") == "qualified"
    return {
        (str(holder.tag), holder.get("name", "")): _fields(schema, holder)
        for holder in schema.iterchildren("{*}*")
    }


def _actions(path: Path) -> dict[str, tuple[str | None, str | None]]:
    """SOAP action and style by operation, of the SOAP 1.1 binding."""
    binding = etree.parse(str(path)).getroot().find(f"{WSDL}binding[@name='KashFlowAPISoap']")
    assert binding is not None
    found = {}
    for operation in binding.iterfind(f"{WSDL}operation"):
        soap = operation.find(f"{SOAP}operation")
        assert soap is not None
        found[operation.get("name", "")] = (soap.get("soapAction"), soap.get("style"))
    return found


def test_description_has_the_operations_we_use() -> None:
    """Our description names each operation that the gateway calls, and no other."""
    assert set(_actions(OURS)) == OPERATIONS


def test_elements_and_types_equal_kashflows_own(real_description: Path) -> None:
    """Names, order, types, what may be missing and what may be nil are KashFlow's, element by element."""
    theirs = _described(real_description)
    for key, fields in _described(OURS).items():
        assert fields == theirs[key], key


def test_actions_equal_kashflows_own(real_description: Path) -> None:
    """Each operation has KashFlow's SOAP action and style."""
    theirs = _actions(real_description)
    assert _actions(OURS) == {name: theirs[name] for name in OPERATIONS}


def test_description_loads_without_network() -> None:
    """Zeep reads it from the disk alone, warnings being errors."""
    client = zeep.Client(str(OURS))  # type: ignore[no-untyped-call] # zeep has no types
    assert client.service is not None


@pytest.mark.parametrize("name", REPLIES)
def test_canned_reply_fits_our_description(name: str) -> None:
    """The replies that the tests answer with are such as the service may give."""
    assert_valid(reply(name), schema_of(OURS))


def test_canned_replies_fit_kashflows_own(real_description: Path) -> None:
    """The same against KashFlow's own description."""
    schema = schema_of(real_description)
    for name in REPLIES:
        assert_valid(reply(name), schema)
