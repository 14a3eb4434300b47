"""The usual plug-in: for each order customer look-up, customer, invoice, payment, one zeep call at a time."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import zeep

from kfdesk.app import PRACTICE_LOGIN, SystemClock
from kfdesk.paths import resource_path
from kfdesk.practice import LookupKind, PracticeCompany
from tests.benchmarks.measured import Figures, measuring
from tests.benchmarks.shop import DAYS_AGO, a_served_company

SAMPLE = "sample.txt"
BINDING = "{KashFlow}KashFlowAPISoap"
BUYERS_OF_TEN = 7
LINES = 2


class Loop:
    """Posts made orders to one company."""

    def __init__(self, endpoint: str, ledger: PracticeCompany) -> None:
        client = zeep.Client(str(resource_path("kashflow.wsdl")))  # type: ignore[no-untyped-call] # zeep has none
        self._service: Any = client.create_service(BINDING, endpoint)  # type: ignore[no-untyped-call] # the same
        self._line: Any = client.get_type("{KashFlow}InvoiceLine")  # type: ignore[no-untyped-call] # the same
        self._sales_type, self._method, self._account = (
            ledger.lookups(kind)[0].lookup_id
            for kind in (LookupKind.SALES_TYPE, LookupKind.PAYMENT_METHOD, LookupKind.BANK_ACCOUNT)
        )
        self._day = datetime.combine(SystemClock().today() - timedelta(days=DAYS_AGO), time())

    def post(self, order: int, buyer: int) -> None:
        """One order."""
        email = f"buyer{buyer}@example.com"
        found = self._call("GetCustomerByEmail2", CustomerEmail=email)
        if found.Status == "OK":
            customer_id = found.GetCustomerByEmail2Result.CustomerID
        else:
            customer_id = self._made("InsertCustomer2", Customer2=self._customer(buyer, email))
        number = self._made("InsertInvoice", Inv=self._invoice(order, customer_id))
        self._made("InsertInvoicePayment", InvoicePayment=self._payment(order, number))

    def _made(self, operation: str, **values: object) -> int:
        reply = self._call(operation, **values)
        if reply.Status != "OK":
            raise SystemExit(f"{operation}: {reply.StatusDetail}")
        return int(getattr(reply, f"{operation}Result"))

    def _call(self, operation: str, **values: object) -> Any:
        call = getattr(self._service, operation)
        return call(UserName=PRACTICE_LOGIN, Password=PRACTICE_LOGIN, **values)

    def _customer(self, buyer: int, email: str) -> dict[str, object]:
        return {
            "CustomerID": 0,
            "Code": f"P{buyer}",
            "Name": f"Sam Buyer{buyer}",
            "Email": email,
            "Source": 0,
            "Discount": Decimal(0),
            "ShowDiscount": False,
            "PaymentTerms": 0,
            "Created": self._day,
            "Updated": self._day,
            "CurrencyID": 0,
            "CustHasDeliveryAddress": 0,
            **{f"CheckBox{box}": 0 for box in range(1, 21)},
        }

    def _invoice(self, order: int, customer_id: int) -> dict[str, object]:
        return {
            "InvoiceDBID": 0,
            "InvoiceNumber": 0,
            "InvoiceDate": self._day,
            "DueDate": self._day,
            "CustomerID": customer_id,
            "CustomerReference": f"Shop #{order}",
            "CurrencyCode": "GBP",
            "ExchangeRate": 1,
            "Paid": 0,
            "SuppressTotal": 0,
            "ProjectID": 0,
            "Lines": {"anyType": [self._line_of(number) for number in range(LINES)]},
            "NetAmount": Decimal(0),
            "VATAmount": Decimal(0),
            "AmountPaid": Decimal(0),
            "UseCustomDeliveryAddress": False,
        }

    def _line_of(self, number: int) -> object:
        return self._line(
            Quantity=1,
            Description="Enamel mug",
            Rate=Decimal("10.00"),
            ChargeType=self._sales_type,
            VatRate=20,
            VatAmount=Decimal("2.00"),
            ProductID=0,
            Sort=number + 1,
            ProjID=0,
            LineID=0,
            ValuesInCurrency=0,
        )

    def _payment(self, order: int, number: int) -> dict[str, object]:
        return {
            "PayID": 0,
            "PayInvoice": number,
            "PayDate": self._day,
            "PayNote": f"Shop #{order}",
            "PayMethod": self._method,
            "PayAccount": self._account,
            "PayAmount": Decimal("12.00") * LINES,
        }


def plain_loop(folder: Path) -> Figures:
    """As many orders as the folder says, seven buyers to ten orders."""
    orders = int((folder / SAMPLE).read_text(encoding="utf-8"))
    figures: Figures = {}
    with a_served_company(folder) as practice:
        loop = Loop(practice.endpoint, practice.company)
        with measuring(figures):
            for order in range(orders):
                loop.post(order, order % max(1, orders * BUYERS_OF_TEN // 10))
        if len(practice.company.payments()) != orders:
            raise SystemExit("the loop did not post every order")
    return figures
