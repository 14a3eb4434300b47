"""What is sent: valid for KashFlow's own schema, typed, and nothing left to its guessing."""

from decimal import Decimal
from pathlib import Path

import pytest

from kfdesk.kashflow.client import KashFlowGateway
from kfdesk.kashflow.envelopes import Envelopes
from kfdesk.kashflow.failures import RequestNotBuilt
from tests.kashflow.calls import CALLS
from tests.kashflow.conftest import LOGIN
from tests.kashflow.drafts import customer, invoice, line, payment
from tests.kashflow.server import ScriptedServer, say
from tests.kashflow.wire import KASHFLOW, OURS, assert_valid, call_in, field, reply, schema_of

XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
XSI_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


def _play(server: ScriptedServer, gateway: KashFlowGateway, method: str) -> None:
    call, operations = CALLS[method]
    server.will(*[say(reply(f"{operation}.xml")) for operation in operations])
    call(gateway)


@pytest.mark.parametrize("method", CALLS)
def test_requests_fit_kashflows_own_schema(
    method: str, server: ScriptedServer, gateway: KashFlowGateway, real_description: Path
) -> None:
    """Each method sends what KashFlow's own description allows."""
    schema = schema_of(real_description)
    _play(server, gateway, method)
    for body in server.bodies:
        assert_valid(body, schema)


@pytest.mark.parametrize("method", CALLS)
def test_request_names_its_action_and_holds_the_login(
    method: str, server: ScriptedServer, gateway: KashFlowGateway
) -> None:
    """The operation stands in header and body, and user name and password are its first fields."""
    _play(server, gateway, method)
    for operation, head, body in zip(CALLS[method][1], server.heads, server.bodies, strict=True):
        call = call_in(body)
        assert call.tag == f"{KASHFLOW}{operation}"
        assert f'SOAPAction: "KashFlow/{operation}"' in head
        assert [child.text for child in call][:2] == [LOGIN.username, LOGIN.password]


def test_invoice_leaves_number_totals_and_payment_to_kashflow(
    server: ScriptedServer, gateway: KashFlowGateway
) -> None:
    """An invoice goes out with 0 for what KashFlow gives: number, ids, totals, paid."""
    _play(server, gateway, "add_invoice")
    call = call_in(server.bodies[0])
    for name in ("InvoiceDBID", "InvoiceNumber", "Paid", "NetAmount", "VATAmount", "AmountPaid", "ProjectID"):
        assert field(call, f"Inv/{name}") == "0", name


def test_invoice_dates_are_midnights_without_zone(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """A zone would let KashFlow move the date."""
    _play(server, gateway, "add_invoice")
    call = call_in(server.bodies[0])
    assert field(call, "Inv/InvoiceDate") == "2026-08-18T00:00:00"
    assert field(call, "Inv/DueDate") == "2026-08-18T00:00:00"


def test_lines_say_that_they_are_lines(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """Each line carries its type, counts from 1, and has its amounts in plain decimals."""
    server.will(say(reply("InsertInvoice.xml")))
    gateway.add_invoice(
        invoice(line(), line(quantity=Decimal("1E+1"), rate=Decimal("2.5"), vat_rate=Decimal("17.50"))), 7
    )
    lines = call_in(server.bodies[0]).findall(f".//{KASHFLOW}anyType")
    assert [str(item.get(XSI_TYPE)).rpartition(":")[2] for item in lines] == ["InvoiceLine", "InvoiceLine"]
    assert [field(item, "Sort") for item in lines] == ["1", "2"]
    assert [field(item, "Quantity") for item in lines] == ["2", "10"]
    assert [field(item, "Rate") for item in lines] == ["10.00", "2.50"]
    assert [field(item, "VatRate") for item in lines] == ["20", "17.5"]
    assert [field(item, "VatAmount") for item in lines] == ["4.00", "4.00"]
    assert [field(item, "ValuesInCurrency") for item in lines] == ["0", "0"]


def test_foreign_invoice_says_so_in_every_line(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """Without the mark KashFlow would take the amounts for pounds and convert them."""
    server.will(say(reply("InsertInvoice.xml")))
    gateway.add_invoice(invoice(currency="EUR", exchange_rate=Decimal("1.1650"), is_foreign=True), 7)
    call = call_in(server.bodies[0])
    assert field(call, "Inv/CurrencyCode") == "EUR"
    assert field(call, "Inv/ExchangeRate") == "1.165"
    assert field(call, "Inv/Lines/anyType/ValuesInCurrency") == "1"


def test_text_is_made_fit_for_xml(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """A description goes out on one line, without control characters, with everything else kept."""
    server.will(say(reply("InsertInvoice.xml")))
    gateway.add_invoice(invoice(line(description="Mug \x07<red> & “big”\r\nsecond\x0bline 🎁\ud800")), 7)
    assert (
        field(call_in(server.bodies[0]), "Inv/Lines/anyType/Description")
        == "Mug <red> & “big” second line 🎁"
    )


def test_stamp_goes_out_whole(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """The customer reference is the stamp, however long it is."""
    stamp = "Shop 'n' <Co> & #1001-" + "9" * 60
    server.will(say(reply("InsertInvoice.xml")))
    gateway.add_invoice(invoice(stamp=stamp), 7)
    assert field(call_in(server.bodies[0]), "Inv/CustomerReference") == stamp


def test_fields_for_the_building_trade_are_nil(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """The three fields of the reverse charge are there and say nothing."""
    _play(server, gateway, "add_invoice")
    for name in ("CISRCNetAmount", "CISRCVatAmount", "IsCISReverseCharge"):
        found = call_in(server.bodies[0]).find(f"{KASHFLOW}Inv/{KASHFLOW}{name}")
        assert found is not None
        assert found.get(XSI_NIL) == "true"


@pytest.mark.parametrize(
    ("country", "code", "name"),
    [("GB", "GB", "United Kingdom"), ("GR", "EL", "Greece"), ("IE", "IE", "Ireland"), ("XX", "XX", None)],
)
def test_country_goes_out_as_kashflow_has_it(
    country: str, code: str, name: str | None, server: ScriptedServer, gateway: KashFlowGateway
) -> None:
    """ISO codes but for Greece, with the English name."""
    server.will(say(reply("InsertCustomer2.xml")))
    gateway.add_customer(customer(country))
    call = call_in(server.bodies[0])
    assert field(call, "Customer2/CountryCode") == code
    assert field(call, "Customer2/CountryName") == name


def test_customer_goes_out_complete(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """Code, address, source and border type are set, boxes are not ticked, empty texts are left out."""
    server.will(say(reply("InsertCustomer2.xml")))
    gateway.add_customer(customer(trade_border_type="NIEU"))
    call = call_in(server.bodies[0])
    sent = {
        name: field(call, f"Customer2/{name}") for name in ("Code", "Source", "TradeBorderType", "Postcode")
    }
    assert sent == {"Code": "KFABCDEFGHIJ", "Source": "101", "TradeBorderType": "NIEU", "Postcode": "EX1 1EX"}
    assert {field(call, f"Customer2/CheckBox{box}") for box in range(1, 21)} == {"0"}
    assert field(call, "Customer2/ContactLastName") == "Example"
    assert field(call, "Customer2/Address2") is None
    assert field(call, "Customer2/Created") == "2026-08-19T00:00:00"


def test_payment_goes_out_complete(server: ScriptedServer, gateway: KashFlowGateway) -> None:
    """Method, account, date and amount are always sent."""
    server.will(say(reply("InsertInvoicePayment.xml")))
    gateway.add_payment(payment(amount=Decimal(-24)), 1435)
    call = call_in(server.bodies[0])
    names = ("PayID", "PayInvoice", "PayDate", "PayMethod", "PayAccount", "PayAmount", "PayNote")
    assert [field(call, f"InvoicePayment/{name}") for name in names] == [
        "0",
        "1435",
        "2026-08-18T00:00:00",
        "409844",
        "55166",
        "-24.00",
        "eBay 12-34567-89012 9AB12345CD",
    ]


def test_values_that_do_not_fit_are_our_mistake_without_the_login() -> None:
    """What zeep refuses is no failure of the world, and what is raised knows neither login nor cause."""
    with pytest.raises(RequestNotBuilt) as caught:
        Envelopes(OURS, LOGIN).build("InsertInvoicePayment", {"InvoicePayment": {"PayID": 0}})
    assert "InsertInvoicePayment" in str(caught.value)
    assert LOGIN.password not in str(caught.value)
    assert caught.value.__context__ is None
