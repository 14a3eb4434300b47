"""Invoices: numbers, ids, lines, sums, dates, currencies."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from kfdesk.practice import PracticeCompany
from tests.practice.soap import Caller, customer, element, invoice, line, lines


def insert(caller: Caller, customer_id: int, content: str | None = None, /, **fields: object) -> int:
    """Insert an invoice and give its number."""
    return caller.number("InsertInvoice", invoice(customer_id, content, **fields))


def dated(start: str, end: str) -> str:
    """The span of a date range."""
    return element("StartDate", start) + element("EndDate", end)


def test_number_is_highest_and_one_when_inserted(caller: Caller, customer_id: int) -> None:
    """Numbers follow the highest, not the count; a deleted highest number is given again, its id is not."""
    assert [insert(caller, customer_id) for _ in range(3)] == [1, 2, 3]
    third = caller.call("GetInvoice", element("InvoiceNumber", 3)).text("InvoiceDBID")
    caller.number("DeleteInvoice", element("InvoiceNumber", 3))
    assert insert(caller, customer_id) == 3
    assert caller.call("GetInvoice", element("InvoiceNumber", 3)).text("InvoiceDBID") > third
    caller.number("DeleteInvoice", element("InvoiceNumber", 1))
    assert insert(caller, customer_id, InvoiceNumber=1435) == 1435
    assert insert(caller, customer_id) == 1436


def test_ids_are_never_given_twice_when_the_ledger_is_reset(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """After a reset numbers begin again and ids go on."""
    insert(caller, customer_id)
    [before] = company.invoices()
    company.reset()
    assert company.summary()["invoices"] == company.summary()["customers"] == 0
    insert(caller, caller.number("InsertCustomer", customer(Code="ANN01")))
    [after] = company.invoices()
    assert (after.number, after.invoice_id > before.invoice_id) == (before.number, True)


def test_invoice_is_written_over_when_its_number_exists(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """A number that exists is no error: its invoice is lost under the new one."""
    number = insert(caller, customer_id, CustomerReference="eBay 1")
    [before] = company.invoices()
    assert insert(
        caller, customer_id, lines(line(Rate="1.00")), InvoiceNumber=number, CustomerReference="eBay 2"
    )
    [after] = company.invoices()
    assert (after.number, after.invoice_id) == (before.number, before.invoice_id)
    assert (after.customer_reference, after.net_amount, len(after.lines)) == ("eBay 2", Decimal("3.00"), 1)


def test_numbers_differ_when_eight_threads_insert(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """Inserts at the same moment get a number each."""
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: insert(caller, customer_id), range(40)))
    assert sorted(numbers) == list(range(1, 41))
    assert [each.number for each in company.invoices()] == list(range(1, 41))


def test_invoice_comes_back_as_sent_when_read(caller: Caller, customer_id: int) -> None:
    """By number and by id; the sums are those of the lines, whatever sums were sent."""
    number = insert(
        caller,
        customer_id,
        lines(line(), line(Description="Postage & packing", Quantity=1, Rate="2.92", VatAmount="0.58")),
        NetAmount="999",
        VATAmount="999",
        AmountPaid="999",
        Paid=1,
    )
    reply = caller.call("GetInvoice", element("InvoiceNumber", number))
    again = caller.call("GetInvoiceByID", element("InvoiceID", reply.text("InvoiceDBID")))
    for each in (reply, again):
        assert each.text("InvoiceNumber") == str(number)
        assert each.text("CustomerReference") == "eBay 12-34567-89012"
        assert [Decimal(each.text(name)) for name in ("NetAmount", "VATAmount", "AmountPaid")] == [
            Decimal("27.91"),
            Decimal("5.56"),
            Decimal(0),
        ]
        assert (each.text("Paid"), each.text("CustomerName")) == ("0", "Ann Example")
        assert each.texts("Description") == ["Mug", "Postage & packing"]
        assert each.texts("Sort") == ["1", "2"]
        assert all(int(line_id) > 51000000 for line_id in each.texts("LineID"))
    assert len(set(reply.texts("LineID"))) == 2


@pytest.mark.parametrize(
    ("quantity", "rate", "net"),
    [("3", "9.995", "30.00"), ("0.5", "0.01", "0.01"), ("0.5", "-0.01", "-0.01")],
)
def test_line_is_rounded_half_up_when_added_up(
    caller: Caller, company: PracticeCompany, customer_id: int, quantity: str, rate: str, net: str
) -> None:
    """Quantity times rate to the penny, halves away from zero."""
    insert(caller, customer_id, lines(line(Quantity=quantity, Rate=rate, VatAmount=0)))
    assert company.invoices()[0].net_amount == Decimal(net)


@pytest.mark.parametrize(("decimals", "rate", "net"), [(2, "3.33", "9.99"), (4, "3.3333", "10.00")])
def test_rate_keeps_as_many_decimals_as_set_when_stored(
    caller: Caller, company: PracticeCompany, customer_id: int, decimals: int, rate: str, net: str
) -> None:
    """How many decimals of a unit rate are kept is a switch."""
    company.change(rate_decimals=decimals)
    insert(caller, customer_id, lines(line(Rate="3.33333")))
    [stored] = company.invoices()
    assert (stored.lines[0].rate, stored.net_amount) == (Decimal(rate), Decimal(net))


def test_vat_is_stored_as_sent_when_not_told_to_recompute(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """VAT is the caller's figure; with the switch on it is net times rate, and none for -1."""
    content = lines(line(VatAmount="4.98"), line(VatRate=-1, VatAmount=0), line(VatRate=0, VatAmount=0))
    insert(caller, customer_id, content)
    company.change(recompute_vat_from_net=True)
    insert(caller, customer_id, content)
    assert [each.vat_amount for each in company.invoices()] == [Decimal("4.98"), Decimal("5.00")]


def test_dates_are_cut_to_midnight_when_sent_with_a_time(caller: Caller, customer_id: int) -> None:
    """Times are lost; a time with a zone is turned into British time first, which can move the day."""
    number = insert(caller, customer_id, InvoiceDate="2026-11-02T22:44:00", DueDate="2026-06-30T23:30:00Z")
    reply = caller.call("GetInvoice", element("InvoiceNumber", number))
    assert reply.text("InvoiceDate") == "2026-11-02T00:00:00"
    assert reply.text("DueDate") == "2026-07-01T00:00:00"


@pytest.mark.parametrize("value", ["2026-08-18 10:53:48 UTC", "18/08/2026", "", "2026-02-30T00:00:00"])
def test_bad_date_is_a_fault_when_sent(
    caller: Caller, company: PracticeCompany, customer_id: int, value: str
) -> None:
    """A date that cannot be read is a Fault in the recorded words, with HTTP 500, and nothing is done."""
    reply = caller.send("InsertInvoice", invoice(customer_id, InvoiceDate=value))
    assert reply.status == 500
    text = reply.body.decode()
    assert "<faultcode>soap:Client</faultcode>" in text
    assert f"The string '{value}' is not a valid AllXsd value." in text
    assert company.invoices() == []
    assert company.calls()[-1].answer == "Fault"


@pytest.mark.parametrize(
    ("name", "value"), [("CustomerID", "abc"), ("CustomerID", ""), ("ExchangeRate", "1,5")]
)
def test_bad_number_is_a_fault_when_sent(caller: Caller, customer_id: int, name: str, value: str) -> None:
    """A number that cannot be read is a Fault."""
    reply = caller.send("InsertInvoice", invoice(customer_id, **{name: value}))
    assert (reply.status, b"correct format" in reply.body) == (500, True)


@pytest.mark.parametrize(
    ("fields", "content", "words"),
    [
        ({"CustomerID": 5}, None, "no customer"),
        ({"CustomerID": 0}, None, "no customer"),
        ({"CurrencyCode": "ZAR"}, None, "currency ZAR"),
        ({}, lines(line(ChargeType=4000)), "no sales type"),
        ({}, lines(line(VatRate=15)), "VAT rate 15"),
        ({}, lines(line(), attribute=""), "type InvoiceLine"),
        ({}, lines(line(), attribute=' xsi:type="Invoice"'), "type InvoiceLine"),
        ({}, lines(line(), attribute=' xmlns:o="Other" xsi:type="o:InvoiceLine"'), "type InvoiceLine"),
    ],
)
def test_insert_invoice_refuses_when_something_is_unknown(
    caller: Caller,
    company: PracticeCompany,
    customer_id: int,
    fields: dict[str, object],
    content: str | None,
    words: str,
) -> None:
    """Unknown customers, currencies, sales types, rates, and lines without their type are refused."""
    assert words in caller.refusal("InsertInvoice", invoice(customer_id, content, **fields))
    assert company.invoices() == []


def test_line_type_is_known_when_prefixed(caller: Caller, company: PracticeCompany, customer_id: int) -> None:
    """A line may name its type with a prefix for the service's namespace."""
    insert(caller, customer_id, lines(line(), attribute=' xmlns:ns0="KashFlow" xsi:type="ns0:InvoiceLine"'))
    assert len(company.invoices()[0].lines) == 1


def test_typed_insert_needs_no_line_type_when_called(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """The typed operation takes its lines by their element's name."""
    content = lines(line(), attribute="", name="InvoiceLine")
    caller.number("InsertInvoice_TypeDefined", invoice(customer_id, content, "Inv_TD"))
    assert "InvoiceLine" in caller.refusal(
        "InsertInvoice_TypeDefined", invoice(customer_id, lines(line()), "Inv_TD")
    )
    assert [each.net_amount for each in company.invoices()] == [Decimal("24.99")]


def test_sales_type_zero_lands_on_other_sales_when_sent(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """No sales type is not refused: it becomes Other sales. Any nominal code's id is accepted."""
    insert(caller, customer_id, lines(line(ChargeType=0), line(ChargeType=2341101)))
    assert [each.charge_type for each in company.invoices()[0].lines] == [2341004, 2341101]


def test_added_rate_and_currency_are_accepted_when_set_up(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """A rate or a currency can be used as soon as the owner has added it."""
    company.add_vat_rate(Decimal(15))
    company.add_currency("ZAR", Decimal("23.1"))
    insert(
        caller,
        customer_id,
        lines(line(VatRate=15, ValuesInCurrency=1)),
        CurrencyCode="ZAR",
        ExchangeRate="23.1",
    )
    assert "15" in caller.call("GetVATRates").texts("Value")
    assert caller.call("GetCurrencies").texts("CurrencyCode") == ["GBP", "EUR", "USD", "ZAR"]


def test_figures_stay_when_they_are_in_the_currency(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """Lines marked as foreign money are kept; others are taken as home money and converted."""
    for flag in (1, 0):
        content = lines(line(Quantity=1, Rate="10.00", VatAmount="2.00", ValuesInCurrency=flag))
        insert(caller, customer_id, content, CurrencyCode="EUR", ExchangeRate="1.2")
    kept, converted = company.invoices()
    assert (kept.currency_code, kept.net_amount, kept.vat_amount) == (
        "EUR",
        Decimal("10.00"),
        Decimal("2.00"),
    )
    assert (converted.net_amount, converted.vat_amount) == (Decimal("12.00"), Decimal("2.40"))


def test_exchange_rate_is_the_listed_one_when_zero_is_sent(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """Rate 0 means the company's own rate; home money is always 1, and the home currency may be left out."""
    insert(caller, customer_id, CurrencyCode="EUR", ExchangeRate=0)
    insert(caller, customer_id, CurrencyCode="", ExchangeRate=0)
    assert [(each.currency_code, each.exchange_rate) for each in company.invoices()] == [
        ("EUR", Decimal("1.165")),
        ("GBP", Decimal(1)),
    ]


@pytest.mark.parametrize(
    ("operation", "inner"),
    [
        ("GetInvoice", element("InvoiceNumber", 99)),
        ("GetInvoice", element("InvoiceNumber", 0)),
        ("GetInvoiceByID", element("InvoiceID", 99)),
    ],
)
def test_unknown_invoice_is_all_zeros_when_read(caller: Caller, operation: str, inner: str) -> None:
    """An unknown number is no refusal but an invoice whose number and id are 0."""
    reply = caller.call(operation, inner)
    assert reply.status == "OK"
    assert (reply.text("InvoiceDBID"), reply.text("InvoiceNumber")) == ("0", "0")
    assert reply.text("InvoiceDate") == "0001-01-01T00:00:00"


def test_date_range_includes_both_ends_when_not_told_otherwise(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """Invoices are found by their date; whether the last day counts is a switch."""
    for day in ("2026-11-01", "2026-11-02", "2026-11-03"):
        insert(caller, customer_id, InvoiceDate=f"{day}T09:00:00")
    ask = dated("2026-11-01T12:00:00", "2026-11-02T00:00:00")
    assert caller.call("GetInvoicesByDateRange", ask).texts("InvoiceNumber") == ["1", "2"]
    company.change(end_date_exclusive=True)
    assert caller.call("GetInvoicesByDateRange", ask).texts("InvoiceNumber") == ["1"]
    none = caller.call("GetInvoicesByDateRange", dated("2020-01-01T00:00:00", "2020-02-01T00:00:00"))
    assert (none.status, none.texts("Invoice")) == ("OK", [])


def test_invoices_of_a_customer_are_found_when_asked_by_id(caller: Caller, customer_id: int) -> None:
    """The customer's id is the key, not its code; another customer has none."""
    other = caller.number("InsertCustomer", customer(Code="BOB01"))
    insert(caller, customer_id)
    assert caller.call("GetInvoicesForCustomer", element("CustID", customer_id)).texts("InvoiceNumber") == [
        "1"
    ]
    assert caller.call("GetInvoicesForCustomer", element("CustID", other)).texts("InvoiceNumber") == []


def test_recent_invoices_are_the_latest_by_date_when_asked(caller: Caller, customer_id: int) -> None:
    """Recent goes by the invoice's date, not by its number."""
    for day in ("2026-11-03", "2026-11-01", "2026-11-02"):
        insert(caller, customer_id, InvoiceDate=f"{day}T00:00:00")
    reply = caller.call("GetInvoices_Recent", element("NumberOfInvoices", 2))
    assert reply.texts("InvoiceNumber") == ["1", "3"]


@pytest.mark.parametrize("silently", [False, True])
def test_lists_are_cut_to_a_hundred_when_told(
    caller: Caller, company: PracticeCompany, customer_id: int, silently: bool
) -> None:
    """A cut list holds the last hundred, and says so unless it is cut silently."""
    for _ in range(101):
        insert(caller, customer_id)
    company.change(cut_lists_to_100=True, cut_lists_silently=silently)
    reply = caller.call("GetInvoicesByDateRange", dated("2026-11-01T00:00:00", "2026-11-30T00:00:00"))
    assert reply.status == "OK"
    assert reply.texts("InvoiceNumber") == [str(number) for number in range(2, 102)]
    assert bool(reply.detail) is not silently


def test_reference_is_cut_when_told(caller: Caller, company: PracticeCompany, customer_id: int) -> None:
    """How long a reference may be is a switch."""
    company.change(cut_reference_to=7)
    insert(caller, customer_id)
    assert company.invoices()[0].customer_reference == "eBay 12"


def test_one_number_is_answered_twice_when_told(
    caller: Caller, company: PracticeCompany, customer_id: int
) -> None:
    """Each even number is answered as the one before it, while the ledger holds the true one."""
    company.change(answer_number_twice=True)
    assert [insert(caller, customer_id) for _ in range(3)] == [1, 1, 3]
    assert [each.number for each in company.invoices()] == [1, 2, 3]


def test_delivery_address_comes_back_when_sent(caller: Caller, customer_id: int) -> None:
    """A delivery address is kept with its invoice."""
    address = "<DeliveryAddress><Name>Ann</Name><PostCode>EX1 1EX</PostCode></DeliveryAddress>"
    content = lines(line()) + address + element("UseCustomDeliveryAddress", "true")
    number = insert(caller, customer_id, content)
    reply = caller.call("GetInvoice", element("InvoiceNumber", number))
    assert reply.text("DeliveryAddress/PostCode") == "EX1 1EX"
    assert reply.text("UseCustomDeliveryAddress") == "true"
