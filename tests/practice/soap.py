"""A caller of the practice company that knows nothing of its code: envelopes by hand over plain HTTP."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from lxml import etree

KASHFLOW = "{KashFlow}"
ENVELOPE = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body>{}</soap:Body></soap:Envelope>'
)
LINE_TYPE = ' xsi:type="InvoiceLine"'
TIMEOUT_S = 30.0


@dataclass(frozen=True)
class RawReply:
    """What came back over HTTP."""

    status: int
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    """A reply taken apart."""

    response: etree._Element
    status: str
    detail: str
    result: etree._Element | None

    @property
    def value(self) -> str:
        """The text of the result."""
        text: str | None = None if self.result is None else self.result.text
        return text or ""

    def text(self, path: str) -> str:
        """The text of an element below the result; names are divided by slashes."""
        assert self.result is not None
        found = self.result.findtext("/".join(KASHFLOW + name for name in path.split("/")))
        return str(found or "")

    def texts(self, name: str) -> list[str]:
        """The texts of all elements of that name anywhere in the result."""
        return (
            []
            if self.result is None
            else [str(item.text or "") for item in self.result.iter(KASHFLOW + name)]
        )


@dataclass
class Caller:
    """Calls a service."""

    endpoint: str
    user_name: str = "practice"
    password: str = "practice"
    timeout_s: float = TIMEOUT_S
    replies: list[bytes] = field(default_factory=list)

    def call(self, operation: str, inner: str = "") -> Reply:
        """Call an operation and take the reply apart."""
        raw = self.send(operation, inner)
        assert raw.status == 200, raw.body
        response = etree.fromstring(raw.body)[0][0]
        result = response.find(f"{KASHFLOW}{operation}Result")
        status, detail = (
            str(response.findtext(KASHFLOW + name) or "") for name in ("Status", "StatusDetail")
        )
        return Reply(response, status, detail, result)

    def number(self, operation: str, inner: str) -> int:
        """Call an operation that creates something and give its number."""
        reply = self.call(operation, inner)
        assert (reply.status, reply.detail) == ("OK", "")
        return int(reply.value)

    def refusal(self, operation: str, inner: str = "") -> str:
        """Call an operation that is refused and give the sentence."""
        reply = self.call(operation, inner)
        assert reply.status == "NO"
        return reply.detail

    def send(self, operation: str, inner: str = "", action: str | None = None) -> RawReply:
        """Call an operation and give what came back."""
        login = element("UserName", self.user_name) + element("Password", self.password)
        body = ENVELOPE.format(f'<{operation} xmlns="KashFlow">{login}{inner}</{operation}>')
        return self.post(body.encode(), f"KashFlow/{operation}" if action is None else action)

    def post(self, body: bytes, action: str, path: str = "") -> RawReply:
        """Send bytes to the service."""
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{action}"'}
        return self._ask("POST", path or urlsplit(self.endpoint).path, body, headers)

    def get(self, path: str) -> RawReply:
        """Fetch a page."""
        return self._ask("GET", path, None, {})

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> RawReply:
        parts = urlsplit(self.endpoint)
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port or 0, timeout=self.timeout_s)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            reply = RawReply(answer.status, answer.read(), {k.lower(): v for k, v in answer.getheaders()})
        finally:
            connection.close()
        self.replies.append(reply.body)
        return reply


def element(name: str, value: object) -> str:
    """An element with text."""
    return f"<{name}>{escape(str(value))}</{name}>"


def record(name: str, **fields: object) -> str:
    """An element with one element a field."""
    return f"<{name}>{''.join(element(key, value) for key, value in fields.items())}</{name}>"


def customer(**fields: object) -> str:
    """A customer to insert."""
    values = {"CustomerID": 0, "Name": "Ann Example", "Email": "ann@example.com", "Source": 0, **fields}
    return record("custr", **values)


def line(**fields: object) -> str:
    """The fields of an invoice line."""
    values = {
        "Quantity": 3,
        "Description": "Mug",
        "Rate": "8.33",
        "ChargeType": 2341001,
        "VatRate": 20,
        "VatAmount": "4.98",
        "ProductID": 0,
        "Sort": 1,
        "ProjID": 0,
        "LineID": 0,
        "ValuesInCurrency": 0,
        **fields,
    }
    return "".join(element(key, value) for key, value in values.items())


def lines(*fields: str, attribute: str = LINE_TYPE, name: str = "anyType") -> str:
    """The lines of an invoice, each naming its type unless told otherwise."""
    return "<Lines>" + "".join(f"<{name}{attribute}>{each}</{name}>" for each in fields) + "</Lines>"


def invoice(customer_id: int, content: str | None = None, wrapper: str = "Inv", /, **fields: object) -> str:
    """An invoice to insert."""
    values = {
        "InvoiceDBID": 0,
        "InvoiceNumber": 0,
        "InvoiceDate": "2026-11-02T00:00:00",
        "DueDate": "2026-11-02T00:00:00",
        "CustomerID": customer_id,
        "CustomerReference": "eBay 12-34567-89012",
        "CurrencyCode": "GBP",
        "ExchangeRate": 1,
        **fields,
    }
    head = "".join(element(key, value) for key, value in values.items())
    return f"<{wrapper}>{head}{lines(line()) if content is None else content}</{wrapper}>"


def payment(number: int, **fields: object) -> str:
    """A payment to insert."""
    values = {
        "PayID": 0,
        "PayInvoice": number,
        "PayDate": "2026-11-03T00:00:00",
        "PayNote": "eBay 12-34567-89012",
        "PayMethod": 409846,
        "PayAccount": 55168,
        "PayAmount": "29.97",
        **fields,
    }
    return record("InvoicePayment", **values)
